//! After: the word after a candidate, with what its letters and the lists say.
//!
//! Every look is bounded, so that the splitter stays linear. It must not judge.

use std::ops::Range;

use super::before::{WORD_WINDOW, lower};
use super::letters::{Case, case, char_at, is_apostrophe, is_dash, is_opener, is_word};
use super::words::{Class, Lexicon};

/// Is the word after a candidate.
#[derive(Clone, Debug)]
pub(super) struct After {
    /// Where it stands, openers left out.
    pub(super) word: Range<usize>,
    /// What its first letter says; of what stands there, if it is no word.
    pub(super) case: Case,
    /// The first character.
    pub(super) first: char,
    /// Whether a dash stands before it.
    pub(super) dash: bool,
    /// Whether a quotation mark or bracket opens before it.
    pub(super) opener: bool,
    /// What follows it.
    pub(super) follows: Option<char>,
}

impl After {
    /// Reads the word at `next` or behind the openers that stand there.
    pub(super) fn read(text: &str, next: usize) -> After {
        let mut start = next;
        let (mut dash, mut opener) = (false, false);
        for c in text[next..].chars().take(12) {
            if is_dash(c) {
                dash = true;
            } else if is_opener(c) {
                opener = true;
            } else if !(c.is_whitespace() && (dash || opener)) {
                break;
            }
            start += c.len_utf8();
        }
        let mut end = start;
        for c in text[start..].chars() {
            if !(is_word(c) || is_apostrophe(c)) || WORD_WINDOW < end - start {
                break;
            }
            end += c.len_utf8();
        }
        let end = start + text[start..end].trim_end_matches(is_apostrophe).len();
        let first = char_at(text, start).unwrap_or('\0');
        After {
            word: start..end,
            case: case(first),
            first,
            dash,
            opener,
            follows: char_at(text, end),
        }
    }

    /// Returns the word.
    pub(super) fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.word.clone()]
    }

    /// Tells whether it is known to start sentences.
    pub(super) fn starts(&self, text: &str, lexicon: &Lexicon, scratch: &mut String) -> bool {
        let word = self.of(text);
        let mut letters = word.chars();
        let single = letters.next().is_some() && letters.next().is_none();
        if word.is_empty() || (single && self.follows == Some('.')) {
            return false;
        }
        let shouted = !single && word.len() < 6 && !word.chars().any(char::is_lowercase);
        if shouted && self.case == Case::Upper {
            return false;
        }
        lower(word, scratch);
        if lexicon.classes(scratch).has(Class::Starter) {
            return true;
        }
        // `It's`, `L'homme`
        let Some(idx) = scratch.find(is_apostrophe) else {
            return false;
        };
        lexicon.classes(&scratch[..idx]).has(Class::Starter)
    }

    /// Tells a number, a Roman numeral or the single letter that stands for one.
    pub(super) fn is_number(&self, text: &str) -> bool {
        let word = self.of(text);
        match self.case {
            Case::Digit => true,
            Case::Upper => {
                is_roman(word) || (word.chars().any(|c| c.is_ascii_digit()) && word.len() < 7)
            }
            Case::Lower | Case::None => false,
            Case::Symbol => matches!(self.first, '#' | '№' | '§'),
        }
    }
}

/// Tells a Roman numeral in capitals.
pub(super) fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() < 8 && word.bytes().all(|byte| b"IVXLCDM".contains(&byte))
}
