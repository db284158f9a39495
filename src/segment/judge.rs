//! Judge: decides whether a sentence ends at a candidate.
//!
//! One function per kind of mark, rules in the order of their weight; `docs/segmentation.md` lists them.

use super::around::{After, Before, Shape, is_roman, lower, previous_word};
use super::candidate::{Candidate, Kind, Space};
use super::decision::{Rule, Verdict};
use super::engine::counts_on;
use super::letters::{
    Case, case, char_at, char_before, is_apostrophe, is_opening_bracket, is_word,
};
use super::list::Marker;
use super::words::{Class, Lexicon};

/// How far a rule looks for the words that it needs.
const WINDOW: usize = 80;

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
    /// Returns where an item starts whose marker holds this candidate: `2.`, `b.)`
    pub(super) fn list_item(&self) -> Option<usize> {
        let end = self.candidate.start;
        let token = self.text[self.from..end].bytes().rev().take(5);
        let start = end - token.take_while(u8::is_ascii_alphanumeric).count();
        let alone = start < end && self.from < start;
        let alone =
            alone && char_before(self.text, start).is_some_and(|c| c.is_whitespace() || c == '⁃');
        (alone && counts_on(self.text, self.from, start)).then_some(start)
    }

    /// Decides, and says where the sentence after starts or would start.
    pub(super) fn judge(&mut self) -> (usize, Verdict) {
        let candidate = self.candidate;
        if candidate.space == Space::Blank {
            return (candidate.next, Verdict::new(Rule::BlankLine));
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
        (candidate.next, self.spaced(&before, &after))
    }

    /// Decides where white space follows.
    fn spaced(&mut self, before: &Before, after: &After) -> Verdict {
        let candidate = self.candidate;
        if let Some(rule) = self.next_item(before) {
            return Verdict::new(rule);
        }
        if matches!(
            after.first,
            ',' | ';' | ':' | ')' | ']' | '}' | '&' | '=' | '<' | '>' | '%' | '/'
        ) {
            return Verdict::new(Rule::PunctuationFollows);
        }
        if self.is_alone_in_brackets() {
            return Verdict::new(Rule::BracketedMark);
        }
        if self.opens_item(before) {
            return Verdict::new(Rule::ListMarker).by(before.word.clone(), None);
        }
        if candidate.kind == Kind::Wide {
            return Verdict::new(Rule::OwnMark);
        }
        if after.case == Case::Lower
            && !is_written_small(after.of(self.text))
            && !self.is_address(after)
        {
            return Verdict::new(Rule::LowerCase).by(after.word.clone(), None);
        }
        match candidate.kind {
            Kind::Ask => self.asked(before, after),
            Kind::Dots => self.dots(before, after),
            _ => self.stop(before, after),
        }
    }

    /// Decides at question and exclamation marks.
    fn asked(&mut self, before: &Before, after: &After) -> Verdict {
        let by_name = before.classes.has(Class::Exclaimed) && !self.candidate.quote;
        if by_name && !after.starts(self.text, self.lexicon, self.scratch) {
            return Verdict::new(Rule::ExclaimedName).by(before.word.clone(), Class::Exclaimed);
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
            Case::Digit => runs_on,
            Case::Upper if always_capital && !self.candidate.quote && !after.opener => runs_on,
            Case::Upper if detached && !after.starts(self.text, self.lexicon, self.scratch) => {
                runs_on.by(after.word.clone(), None)
            }
            _ => Verdict::new(Rule::Ellipsis),
        }
    }

    /// Decides at one full stop.
    fn stop(&mut self, before: &Before, after: &After) -> Verdict {
        let by = |rule, class: Option<Class>| Verdict::new(rule).by(before.word.clone(), class);
        if before.shape == Shape::Empty {
            return Verdict::new(Rule::FullStop);
        }
        let classes = before.classes;
        if after.is_number(self.text) && !self.closed() {
            if classes.has(Class::Number) {
                return by(Rule::NumberFollows, Some(Class::Number));
            }
            if before.shape == Shape::Letter && self.small(before) && after.case == Case::Digit {
                return by(Rule::NumberFollows, None);
            }
        }
        for class in [Class::Title, Class::Never] {
            if classes.has(class) {
                return by(Rule::Abbreviation, Some(class));
            }
        }
        if classes.has(Class::End) {
            return self.may_end(before, after);
        }
        let starts = after.starts(self.text, self.lexicon, self.scratch);
        if classes.has(Class::Both) {
            return match starts {
                true => by(Rule::StarterFollows, Some(Class::Both)),
                false => by(Rule::Abbreviation, Some(Class::Both)),
            };
        }
        match before.shape {
            Shape::Letter if starts => by(Rule::StarterFollows, Some(Class::Starter)),
            Shape::Letter if self.follows_label(before) => {
                by(Rule::LabelLetter, Some(Class::Label))
            }
            Shape::Letter => by(Rule::Initial, None),
            Shape::Dotted if starts => by(Rule::StarterFollows, Some(Class::Starter)),
            Shape::Dotted => by(Rule::Acronym, None),
            Shape::Number => self.number(before, after, starts),
            Shape::Word
                if is_roman(before.of(self.text))
                    && self.lexicon.habits.capital_nouns
                    && !starts =>
            {
                by(Rule::OrdinalNumber, None)
            }
            Shape::Empty | Shape::Word => {
                Verdict::new(Rule::FullStop).by(before.word.clone(), None)
            }
        }
    }

    /// Decides after an abbreviation that ends a sentence before any capital.
    fn may_end(&mut self, before: &Before, after: &After) -> Verdict {
        let by = |rule, class| Verdict::new(rule).by(before.word.clone(), Some(class));
        if !self.closed() {
            if self
                .lexicon
                .classes(after.of(self.text))
                .has(Class::AfterTime)
            {
                return Verdict::new(Rule::TimeRunsOn).by(after.word.clone(), Class::AfterTime);
            }
            if self.is_fronted(before) {
                return by(Rule::FrontedTime, Class::Fronting);
            }
        }
        by(Rule::MayEnd, Class::End)
    }

    /// Decides after a number.
    fn number(&mut self, before: &Before, after: &After, starts: bool) -> Verdict {
        let number = before.of(self.text);
        let short = number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
        let ordinal = Verdict::new(Rule::OrdinalNumber);
        if short && !self.closed() {
            if self
                .lexicon
                .classes(after.of(self.text))
                .has(Class::Ordinal)
            {
                return ordinal.by(after.word.clone(), Class::Ordinal);
            }
            if self.lexicon.habits.capital_nouns
                && number.len() <= 2
                && !starts
                && after.case != Case::Symbol
            {
                return ordinal.by(before.word.clone(), None);
            }
        }
        Verdict::new(Rule::FullStop).by(before.word.clone(), None)
    }

    /// Decides where no white space follows.
    fn attached(&mut self, before: &Before, after: &After) -> (usize, Verdict) {
        let candidate = self.candidate;
        let next = candidate.next;
        let inside = Verdict::new(Rule::InsideWord);
        if candidate.kind == Kind::Wide {
            return (next, self.wide(before, after));
        }
        if let Some(start) = self.note_number(before) {
            return (start, Verdict::new(Rule::NoteNumber));
        }
        let whole =
            matches!(before.shape, Shape::Number | Shape::Word) && self.is_plain_word(before);
        let spoken = candidate.quote && after.opener && after.case == Case::Upper;
        if spoken {
            return (next, Verdict::new(Rule::MissingSpace));
        }
        if !whole || candidate.kind == Kind::Dots || after.opener || after.dash {
            return (next, inside);
        }
        let complete = after
            .follows
            .is_none_or(|c| c.is_whitespace() || matches!(c, ',' | ':' | ';'));
        let upper =
            after.case == Case::Upper || (candidate.kind == Kind::Ask && after.case == Case::Lower);
        if upper && complete && after.starts(self.text, self.lexicon, self.scratch) {
            return (
                next,
                Verdict::new(Rule::MissingSpace).by(after.word.clone(), Class::Starter),
            );
        }
        let titled = after.follows == Some('.')
            && self.lexicon.classes(after.of(self.text)).has(Class::Title);
        if titled && after.case == Case::Upper {
            return (
                next,
                Verdict::new(Rule::MissingSpace).by(after.word.clone(), Class::Title),
            );
        }
        (next, inside)
    }

    /// Decides after a mark of its own without white space: `。`
    fn wide(&self, before: &Before, after: &After) -> Verdict {
        if before.shape == Shape::Number && after.case == Case::Digit && !self.closed() {
            return Verdict::new(Rule::InsideWord);
        }
        let runs_on = matches!(
            after.first,
            '、' | '，'
                | '」'
                | '）'
                | '』'
                | ','
                | 'と'
                | 'っ'
                | 'が'
                | 'を'
                | 'に'
                | 'の'
                | 'は'
                | 'も'
        );
        if self.closed() && runs_on {
            return Verdict::new(Rule::QuotationRunsOn);
        }
        if !self.closed() && self.is_in_wide_bracket() {
            return Verdict::new(Rule::QuotationRunsOn);
        }
        Verdict::new(Rule::OwnMark)
    }

    fn closed(&self) -> bool {
        self.candidate.quote || self.candidate.bracket
    }

    /// Tells whether the next list item starts after the candidate though its marker has a small letter.
    fn next_item(&self, before: &Before) -> Option<Rule> {
        let candidate = self.candidate;
        let marker = Marker::read(self.text, candidate.next)?;
        if matches!(before.shape, Shape::Letter | Shape::Dotted) || !before.classes.is_empty() {
            return None;
        }
        let letters = &self.text[candidate.next..];
        let rest = letters.split_once(' ').map_or("", |(_, rest)| rest);
        let chain = rest.chars().nth(1) == Some('.');
        let counts_on = counts_on(self.text, self.from, candidate.next);
        (counts_on || (marker.is_first() && !chain)).then_some(Rule::ListItem)
    }

    /// Tells `(!)`, `[...]`, `(…)`.
    fn is_alone_in_brackets(&self) -> bool {
        let candidate = self.candidate;
        let opened = char_before(self.text, candidate.last).is_some_and(is_opening_bracket);
        candidate.bracket && opened
    }

    /// Tells `1.`, `a.`, `II.` at the start of the sentence.
    fn opens_item(&self, before: &Before) -> bool {
        let word = before.of(self.text);
        let counts = match before.shape {
            Shape::Number => word.len() <= 3 || word.contains('.'),
            Shape::Letter => true,
            Shape::Word => word.len() <= 5 && is_roman(word),
            Shape::Empty | Shape::Dotted => false,
        };
        let stop = self.candidate.kind == Kind::Stop && !self.candidate.quote;
        before.opens && counts && stop && self.candidate.last == self.candidate.start
    }

    /// Tells an address, which starts with a small letter anywhere.
    fn is_address(&self, after: &After) -> bool {
        let rest = &self.text[after.word.start..];
        rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.")
    }

    /// Tells `“Stop!” Smith said`: names and a word of speech after a quotation.
    fn attribution(&mut self, after: &After) -> Option<Verdict> {
        if !self.candidate.quote || after.case != Case::Upper || after.opener {
            return None;
        }
        let mut at = after.word.start;
        for _ in 0..4 {
            let word = After::read(self.text, at);
            if word.word.is_empty() || WINDOW < word.word.start - after.word.start {
                return None;
            }
            if self.lexicon.classes(word.of(self.text)).has(Class::Speech) {
                return Some(Verdict::new(Rule::Attribution).by(word.word, Class::Speech));
            }
            if word.case != Case::Upper || word.starts(self.text, self.lexicon, self.scratch) {
                return None;
            }
            let titled = usize::from(word.follows == Some('.'));
            let gap = word.word.end + titled;
            if !self.text[gap..].starts_with(' ') {
                return None;
            }
            at = gap + 1;
        }
        None
    }

    /// Tells whether the letter names something: `vitamin C`
    fn follows_label(&mut self, before: &Before) -> bool {
        let Some(word) = previous_word(self.text, self.from, before.word.start) else {
            return false;
        };
        lower(&self.text[word], self.scratch);
        self.lexicon.classes(self.scratch).has(Class::Label)
    }

    fn small(&self, before: &Before) -> bool {
        char_at(self.text, before.word.start).is_some_and(|c| case(c) == Case::Lower)
    }

    /// Tells whether only words like `At` and numbers stand before the time of day.
    fn is_fronted(&mut self, before: &Before) -> bool {
        let mut start = before.word.start;
        let mut n_fronting = 0;
        for _ in 0..8 {
            let text = self.text[self.from..start].trim_end();
            if text.is_empty() || text.ends_with([':', ';']) {
                return 0 < n_fronting;
            }
            let end = self.from + text.len();
            if WINDOW < before.word.start - end {
                return false;
            }
            let Some(word) = previous_word(self.text, self.from, start) else {
                return false;
            };
            let text = self.text[word.clone()].trim_end_matches('.');
            let number = text
                .bytes()
                .next()
                .is_some_and(|byte| byte.is_ascii_digit());
            let classes = self.lexicon.classes(text);
            if classes.has(Class::Fronting) {
                n_fronting += 1;
            } else if !(number || classes.has(Class::Number)) {
                return false;
            }
            start = word.start;
        }
        false
    }

    /// Returns where the sentence starts after `.11 12`, the raised numbers of notes.
    fn note_number(&self, before: &Before) -> Option<usize> {
        let candidate = self.candidate;
        let word = before.of(self.text);
        let letters = 2 < word.len()
            && word.chars().all(|c| c.is_alphabetic())
            && !before.classes.has(Class::Number);
        if candidate.kind != Kind::Stop
            || !(letters || before.shape == Shape::Empty && self.is_after_closer())
        {
            return None;
        }
        let rest = self.text[candidate.end..].as_bytes();
        let mut idx = 0;
        loop {
            let n_digits = rest[idx..]
                .iter()
                .take(4)
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            if n_digits == 0 && 0 < idx {
                break;
            }
            if !(1..=3).contains(&n_digits) || 24 < idx {
                return None;
            }
            idx += n_digits;
            if !matches!(rest.get(idx), Some(b' ' | b',')) {
                return None;
            }
            idx += 1;
        }
        let start = candidate.end + idx;
        let after = After::read(self.text, start);
        (after.case == Case::Upper).then_some(start)
    }

    fn is_after_closer(&self) -> bool {
        char_before(self.text, self.candidate.start)
            .is_some_and(|c| matches!(c, ')' | ']' | '”' | '"'))
    }

    /// Tells a word of small letters (its first may be a capital), or a number, that white space precedes.
    fn is_plain_word(&self, before: &Before) -> bool {
        let word = before.of(self.text);
        let edge = before.word.start == self.from
            || char_before(self.text, before.word.start).is_some_and(|c| {
                !(is_word(c) || matches!(c, '/' | '@' | '.' | ':' | '#' | '=' | '_' | '-'))
            });
        let plain = match before.shape {
            Shape::Number => true,
            _ => {
                1 < word.chars().count()
                    && word.chars().all(|c| c.is_lowercase() || is_apostrophe(c))
            }
        };
        let titled = word.chars().next().is_some_and(char::is_uppercase)
            && 3 < word.chars().count()
            && word.chars().skip(1).all(char::is_lowercase);
        edge && (plain || titled)
    }

    /// Tells whether a wide bracket is open that closes soon: its sentences are no sentences of the text.
    fn is_in_wide_bracket(&self) -> bool {
        let from = self.from.max(self.candidate.start.saturating_sub(300));
        let from = (from..=self.candidate.start)
            .find(|idx| self.text.is_char_boundary(*idx))
            .unwrap_or(self.candidate.start);
        let depth = self.text[from..self.candidate.start]
            .chars()
            .fold(0i32, |depth, c| match c {
                '（' => depth + 1,
                '）' => 0.max(depth - 1),
                _ => depth,
            });
        0 < depth
            && self.text[self.candidate.end..]
                .chars()
                .take(100)
                .any(|c| c == '）')
    }
}

/// Tells a name that starts with a small letter: `iPhone`, `eBay`.
fn is_written_small(word: &str) -> bool {
    word.chars().take(4).skip(1).any(char::is_uppercase)
}
