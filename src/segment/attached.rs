//! Attached: decides where no white space follows a mark: addresses and numbers, but also missing white space.
//!
//! Most such marks stand inside a word; what ends a sentence here needs evidence on both sides.

use super::after::{After, is_roman};
use super::before::{Before, Shape};
use super::candidate::{Kind, floor};
use super::decision::{Rule, Verdict};
use super::judge::Judge;
use super::letters::{Case, case, char_at, char_before, is_apostrophe, is_word};
use super::words::Class;

/// How far a wide bracket is looked for.
const BRACKET: usize = 300;

impl Judge<'_> {
    /// Tells `3.14` and `example.com` at once, because they are many.
    pub(super) fn is_inside_word(&self) -> bool {
        let bytes = self.text.as_bytes();
        let candidate = self.candidate;
        if candidate.kind != Kind::Stop || candidate.last + 1 != candidate.end {
            return false;
        }
        match bytes.get(candidate.end) {
            Some(next) if next.is_ascii_lowercase() => true,
            Some(next) if next.is_ascii_digit() => candidate
                .last
                .checked_sub(1)
                .is_some_and(|idx| bytes[idx].is_ascii_digit()),
            _ => false,
        }
    }

    /// Decides where no white space follows, and says where the next sentence would start.
    pub(super) fn attached(&mut self, before: &Before, after: &After) -> (usize, Verdict) {
        let candidate = self.candidate;
        if candidate.kind == Kind::Wide {
            return (candidate.next, self.wide(after));
        }
        match self.note_number(before) {
            Some(start) => (start, Verdict::new(Rule::NoteNumber)),
            None => (candidate.next, self.missing_space(before, after)),
        }
    }

    /// Tells `world.Today` from `example.com`.
    fn missing_space(&mut self, before: &Before, after: &After) -> Verdict {
        let candidate = self.candidate;
        let inside = Verdict::new(Rule::InsideWord);
        if candidate.quote && after.opener && after.case == Case::Upper {
            return Verdict::new(Rule::MissingSpace);
        }
        let detached = before.word.end < candidate.start;
        if detached
            || !self.is_plain(before)
            || candidate.kind == Kind::Dots
            || after.opener
            || after.dash
        {
            return inside;
        }
        let missing = Verdict::new(Rule::MissingSpace);
        let classes = self.lexicon.classes(after.of(self.text));
        if after.follows == Some('.') && after.case == Case::Upper && classes.has(Class::Title) {
            return missing.by(after.word.clone(), Class::Title);
        }
        if after
            .follows
            .is_some_and(|c| !(c.is_whitespace() || matches!(c, ',' | ':' | ';')))
        {
            return inside;
        }
        let asked = candidate.kind == Kind::Ask;
        let starts = after.starts(self.text, self.lexicon, self.scratch);
        match after.case {
            Case::Upper | Case::Lower if starts && (asked || after.case == Case::Upper) => {
                missing.by(after.word.clone(), Class::Starter)
            }
            // Identifiers and addresses have no letters beyond ASCII.
            Case::Upper if asked || self.is_prose(before, after) => missing,
            _ => inside,
        }
    }

    /// Tells whether words of one script meet here that no identifier holds.
    fn is_prose(&self, before: &Before, after: &After) -> bool {
        let (one, two) = (before.of(self.text), after.of(self.text));
        let latin = |word: &str| word.chars().next_back().is_some_and(|c| c < '\u{250}');
        before.shape == Shape::Word
            && (latin(one) == latin(two) || is_roman(two))
            && !(one.is_ascii() && two.is_ascii())
    }

    /// Tells a word of small letters (its first may be a capital), or a number, that white space precedes.
    fn is_plain(&self, before: &Before) -> bool {
        let word = before.of(self.text);
        let inner =
            |c: char| is_word(c) || matches!(c, '/' | '@' | '.' | ':' | '#' | '=' | '_' | '-');
        let edge = before.word.start == self.from
            || char_before(self.text, before.word.start).is_some_and(|c| !inner(c));
        let small = |c: char| c.is_lowercase() || is_apostrophe(c);
        let plain = match before.shape {
            Shape::Number => true,
            Shape::Word => {
                let mut letters = word.chars();
                let titled =
                    letters.next().is_some_and(char::is_uppercase) && 3 < word.chars().count();
                let first = titled || word.chars().next().is_some_and(small);
                // `30°C`
                first && letters.all(small) || word.contains('°')
            }
            _ => false,
        };
        edge && plain && !before.classes.is_abbreviation()
    }

    /// Decides after a mark of its own: `。`
    fn wide(&self, after: &After) -> Verdict {
        let candidate = self.candidate;
        let digit = |c: Option<char>| c.is_some_and(|c| case(c) == Case::Digit);
        if digit(char_before(self.text, candidate.start))
            && digit(char_at(self.text, candidate.end))
        {
            return Verdict::new(Rule::InsideWord);
        }
        let comma = matches!(after.first, '、' | '，' | ',' | '」' | '』' | '）');
        let particle = matches!(
            after.first,
            'と' | 'っ' | 'が' | 'を' | 'に' | 'の' | 'は' | 'も'
        );
        if (self.closed() && (comma || particle)) || (!self.closed() && self.is_in_wide_bracket()) {
            return Verdict::new(Rule::QuotationRunsOn);
        }
        Verdict::new(Rule::OwnMark)
    }

    /// Tells whether a wide bracket is open that closes soon: its sentences are no sentences of the text.
    fn is_in_wide_bracket(&self) -> bool {
        let start = self.candidate.start;
        let from = self
            .from
            .max(floor(self.text, start.saturating_sub(BRACKET)));
        let depth = self.text[from..start]
            .chars()
            .fold(0_u32, |depth, c| match c {
                '（' | '《' => depth + 1,
                '）' | '》' => depth.saturating_sub(1),
                _ => depth,
            });
        0 < depth
            && self.text[self.candidate.end..]
                .chars()
                .take(BRACKET / 3)
                .any(|c| matches!(c, '）' | '》'))
    }

    /// Returns where the sentence starts after `.11 12`, the raised numbers of notes.
    fn note_number(&self, before: &Before) -> Option<usize> {
        let candidate = self.candidate;
        let word = before.of(self.text);
        let letters = 2 < word.len()
            && word.chars().all(char::is_alphabetic)
            && !before.classes.has(Class::Number);
        let closer = char_before(self.text, candidate.start)
            .is_some_and(|c| matches!(c, ')' | ']' | '”' | '"'));
        if candidate.kind != Kind::Stop || !(letters || before.shape == Shape::Empty && closer) {
            return None;
        }
        let rest = &self.text.as_bytes()[candidate.end..];
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
}

#[cfg(test)]
mod tests {
    use crate::segment::tests::check;

    #[test]
    fn missing_space_needs_evidence() {
        check("en", "It was cold.|The lake froze.|Mr. Ode left.");
        check(
            "en",
            "Ask dev.Null or Foo.Bar at example.com, then read a.b.C of v1.2.The rest.",
        );
        check("ru", "Было холодно.|Озеро замёрзло.");
    }

    #[test]
    fn note_numbers_stay_behind() {
        check(
            "en",
            "This was shown before.3 |Others agree.[4] |So did they.12 13 |And all.",
        );
    }

    #[test]
    fn wide_marks_need_no_space() {
        check(
            "ja",
            "雨です。|傘（赤い。大きい。）を持つ。|「行く。」と言った。",
        );
        check("zh", "你好！|他读《走吧！朋友》。|完了。");
        check("hi", "वह आया।|मैं गया।");
        check("ja", "値は３．５です。");
    }
}
