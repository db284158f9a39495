//! Judge: decides whether a sentence ends at a candidate.
//!
//! Rules stand in the order of their weight; `docs/segmentation.md` lists them. What a full stop needs stands
//! in `stop`, what quotations and brackets need in `quotation`, marks without white space in `attached`.

use super::after::{After, is_roman};
use super::before::{Before, Shape};
use super::candidate::{Candidate, Kind, Space};
use super::decision::{Rule, Verdict};
use super::engine::{counts_on, opens_item};
use super::letters::{Case, case, char_before, is_dash, is_opening_bracket};
use super::list::Marker;
use super::words::{Class, Lexicon};

/// Is everything that a decision goes by.
pub(super) struct Judge<'j> {
    pub(super) text: &'j str,
    /// Where the sentence started.
    pub(super) from: usize,
    pub(super) lexicon: &'j Lexicon,
    /// Room for a word in small letters.
    pub(super) scratch: &'j mut String,
    pub(super) candidate: &'j Candidate,
}

impl Judge<'_> {
    /// Decides, and says where the sentence after starts or would start.
    pub(super) fn judge(&mut self) -> (usize, Verdict) {
        let candidate = self.candidate;
        if candidate.space == Space::Blank {
            return (candidate.next, Verdict::new(Rule::BlankLine));
        }
        if self.is_inside_word() {
            return (candidate.next, Verdict::new(Rule::InsideWord));
        }
        let after = After::read(self.text, candidate.next);
        let before = Before::read(
            self.text,
            self.from,
            candidate.last,
            self.lexicon,
            self.scratch,
        );
        if candidate.space == Space::None {
            return self.attached(&before, &after);
        }
        let verdict = self.spaced(&before, &after);
        if verdict.kept && !candidate.quote && self.is_in_embedded_quotation() {
            return (candidate.next, Verdict::new(Rule::QuotationRunsOn));
        }
        (candidate.next, verdict)
    }

    /// Decides where white space follows.
    fn spaced(&mut self, before: &Before, after: &After) -> Verdict {
        let candidate = self.candidate;
        if self.next_item(before) {
            return Verdict::new(Rule::ListItem);
        }
        if self.punctuation_follows(after) {
            return Verdict::new(Rule::PunctuationFollows);
        }
        if self.is_alone_in_brackets() {
            let starts =
                after.case != Case::Lower && after.starts(self.text, self.lexicon, self.scratch);
            return match starts {
                true => Verdict::new(Rule::StarterFollows).by(after.word.clone(), Class::Starter),
                false => Verdict::new(Rule::BracketedMark),
            };
        }
        if self.is_marker(before) {
            return Verdict::new(Rule::ListMarker).by(before.word.clone(), None);
        }
        if candidate.kind == Kind::Wide {
            return Verdict::new(Rule::OwnMark);
        }
        if after.case == Case::Lower
            && let Some(verdict) = self.small(before, after)
        {
            return verdict;
        }
        if after.dash && self.is_credit(after) {
            return Verdict::new(Rule::Credit).by(after.word.clone(), None);
        }
        match candidate.kind {
            Kind::Ask => self.asked(before, after),
            Kind::Dots => self.dots(before, after),
            _ => self.stop(before, after),
        }
    }

    /// Decides before a small letter, where it is not one that may start a sentence.
    fn small(&mut self, before: &Before, after: &After) -> Option<Verdict> {
        let word = after.of(self.text);
        // `iPhone`, `eBay`, `https://…`
        if word.chars().skip(1).any(char::is_uppercase) || self.is_address(after) {
            return None;
        }
        let plain = before.shape == Shape::Word
            && !before.classes.is_abbreviation()
            && self.candidate.kind == Kind::Stop;
        if plain && self.text[self.candidate.next..].starts_with('(') {
            return Some(Verdict::new(Rule::BracketOpens));
        }
        // Who starts a sentence with a small letter starts the next one so.
        let small = self.text[self.from..]
            .chars()
            .next()
            .is_some_and(|c| case(c) == Case::Lower);
        let asked = small
            && self.candidate.kind == Kind::Ask
            && !self.closed()
            && !after.opener
            && !after.dash;
        if asked && after.starts(self.text, self.lexicon, self.scratch) {
            return Some(Verdict::new(Rule::Asked).by(after.word.clone(), Class::Starter));
        }
        Some(Verdict::new(Rule::LowerCase).by(after.word.clone(), None))
    }

    /// Decides at question and exclamation marks.
    fn asked(&mut self, before: &Before, after: &After) -> Verdict {
        let by_name = before.classes.has(Class::Exclaimed) && !self.candidate.quote;
        if by_name && !after.starts(self.text, self.lexicon, self.scratch) {
            return Verdict::new(Rule::ExclaimedName).by(before.word.clone(), Class::Exclaimed);
        }
        // A work and its year: `Help! (1965)`
        let year = after.word.len() == 4 && after.case == Case::Digit && after.follows == Some(')');
        if year && !self.closed() {
            return Verdict::new(Rule::ExclaimedName).by(before.word.clone(), None);
        }
        if let Some(verdict) = self.attribution(after) {
            return verdict;
        }
        Verdict::new(Rule::Asked)
    }

    /// Decides at an ellipsis.
    fn dots(&mut self, before: &Before, after: &After) -> Verdict {
        if let Some(verdict) = self.attribution(after) {
            return verdict;
        }
        let runs_on = Verdict::new(Rule::EllipsisRunsOn);
        let detached = before.shape == Shape::Empty
            || char_before(self.text, self.candidate.start).is_some_and(char::is_whitespace);
        let always_capital = self.lexicon.habits.is_always_capital(after.of(self.text));
        match after.case {
            _ if before.opens && before.shape == Shape::Empty => runs_on,
            // An ellipsis and a full stop.
            _ if 3 < self.candidate.n_dots => Verdict::new(Rule::Ellipsis),
            Case::Digit => runs_on,
            Case::Upper if always_capital && !self.candidate.quote && !after.opener => runs_on,
            Case::Upper if detached && !after.starts(self.text, self.lexicon, self.scratch) => {
                runs_on.by(after.word.clone(), None)
            }
            _ => Verdict::new(Rule::Ellipsis),
        }
    }

    /// Tells whether a closer stands after the last marks.
    pub(super) fn closed(&self) -> bool {
        self.candidate.quote || self.candidate.bracket
    }

    /// Tells a comma or another mark after the white space, none of which starts a sentence.
    fn punctuation_follows(&self, after: &After) -> bool {
        let rest = &self.text[self.candidate.next..];
        match after.first {
            ',' | ';' | ':' | ')' | ']' | '}' | '&' | '=' | '%' | '/' => true,
            '.' | '!' | '?' | '…' => {
                let rest = rest.trim_start_matches(['.', '!', '?', '…']);
                rest.starts_with(char::is_whitespace) && self.candidate.kind != Kind::Stop
                    || rest.is_empty()
            }
            _ => false,
        }
    }

    /// Tells whether the next list item starts after the candidate though its marker has a small letter.
    fn next_item(&self, before: &Before) -> bool {
        let candidate = self.candidate;
        if candidate.space == Space::Line && opens_item(self.text, self.from, candidate.next) {
            return true;
        }
        let Some(marker) = Marker::read(self.text, candidate.next) else {
            return false;
        };
        if matches!(before.shape, Shape::Letter | Shape::Dotted) || before.classes.is_abbreviation()
        {
            return false;
        }
        // `5 h. a. m.`
        let mut rest = self.text[candidate.next..].chars();
        let chain = rest.any(char::is_whitespace) && rest.nth(1) == Some('.');
        counts_on(self.text, self.from, candidate.next) || (marker.is_first() && !chain)
    }

    /// Returns where an item starts whose marker holds this candidate: `2.`, `b.)`
    pub(super) fn item_start(&self) -> Option<usize> {
        let end = self.candidate.start;
        let token = self.text[self.from..end].bytes().rev().take(5);
        let start = end - token.take_while(u8::is_ascii_alphanumeric).count();
        let alone = start < end && self.from < start;
        let alone = alone && char_before(self.text, start).is_some_and(char::is_whitespace);
        (alone && counts_on(self.text, self.from, start)).then_some(start)
    }

    /// Tells `1.`, `a.`, `II.` at the start of the sentence.
    fn is_marker(&self, before: &Before) -> bool {
        let word = before.of(self.text);
        let counts = match before.shape {
            Shape::Number => word.len() <= 3 || word.contains('.'),
            Shape::Letter => true,
            Shape::Word => {
                (word.len() <= 5 && is_roman(word))
                    || Marker::read(self.text, before.word.start).is_some()
            }
            Shape::Empty | Shape::Dotted => false,
        };
        let stop = self.candidate.kind == Kind::Stop && !self.candidate.quote;
        let opens = before.opens || (before.shape == Shape::Number && self.only_numbers(before));
        // A dash opens a turn of a dialogue.
        let spoken = self.text[self.from..].starts_with(is_dash);
        !spoken && opens && counts && stop && self.candidate.last == self.candidate.start
    }

    /// Tells whether the sentence has nothing but numbers before its last word.
    fn only_numbers(&self, before: &Before) -> bool {
        let start = &self.text[self.from..before.word.start];
        start.len() < 12 && !start.chars().any(char::is_alphabetic)
    }

    /// Tells `(!)`, `[...]`, `(…)`.
    fn is_alone_in_brackets(&self) -> bool {
        let candidate = self.candidate;
        let opened = char_before(self.text, candidate.last).is_some_and(is_opening_bracket);
        candidate.bracket && opened
    }

    /// Tells an address, which starts with a small letter anywhere.
    fn is_address(&self, after: &After) -> bool {
        let rest = &self.text[after.word.start..];
        rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.")
    }
}

#[cfg(test)]
mod tests {
    use crate::segment::tests::{check, check_rules};

    #[test]
    fn no_break_before_a_small_letter() {
        check("en", "Whoa! he cried. |eBay grew.");
        check_rules("en", "It is (so to speak!) done.", &["lower-case"]);
    }

    #[test]
    fn ellipses_run_on_or_end() {
        check(
            "en",
            "Well... maybe. |He left... |The door shut. |So . . . I waited.",
        );
        check("en", "It ended there. |. . . Another day came.");
        check("en", "Some of it [...] was cut. [...] |The rest stands.");
    }

    #[test]
    fn names_with_marks_run_on() {
        check(
            "en",
            "He left Yahoo! Japan for good. |Then came Help! (1965) and more.",
        );
    }

    #[test]
    fn list_items_start_sentences() {
        check("en", "1.) Wash it |2.) Dry it |3.) Keep it");
        check("en", "a. salt |b. pepper |c. oil");
        check("en", "Take these:\n|- salt\n|- pepper");
        check("en", "• One |• Two");
        check("en", "K. B. Ito and J. Kerr came. |II. The rest.");
    }

    #[test]
    fn marks_alone_in_brackets_end_nothing() {
        check("en", "It rose (!) Tuesday. |Really [?] it did.");
    }

    #[test]
    fn brackets_after_the_end_are_on_their_own() {
        check(
            "en",
            "The bridge fell. |(It was old.) |Nobody was hurt. |(photo by the author)",
        );
    }
}
