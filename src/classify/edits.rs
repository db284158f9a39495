//! Edits: everything that is asked of an edit between two English texts, for texts of one format.
//!
//! It gives the pure functions of this folder the inline markup they look at, and knows no locale.

use regex::Regex;

use super::{Text, classify, proposal, retarget, with_target};
use crate::change::{Class, Classes};
use crate::dictionary::Dictionary;
use crate::diff;
use crate::document::Format;
use crate::document::inline::inventory;

/// Judges edits of texts of one format.
#[derive(Clone, Copy, Debug)]
pub struct Edits<'e> {
    /// How the texts are read.
    pub format: Format,
    /// Spans that are kept whole.
    pub protect: &'e [Regex],
    /// Which words of the source locale there are; without it no edit is a spelling.
    pub spelling: Option<&'e Dictionary>,
}

impl Edits<'_> {
    /// Judges plain texts.
    pub const PLAIN: Edits<'static> = Edits {
        format: Format::Text,
        protect: &[],
        spelling: None,
    };

    /// Finds the classes of the edit from `old` to `new`.
    pub fn classify(&self, old: &str, new: &str) -> Classes {
        let known = self
            .spelling
            .map(|words| move |word: &str| words.knows(word));
        let known = known.as_ref().map(|known| known as &dyn Fn(&str) -> bool);
        self.with(old, |old| self.with(new, |new| classify(old, new, known)))
    }

    /// Finds the classes of the edit for one translation: a changed target that it has otherwise is `markup`, and a
    /// misspelt word that stands in it as it is was taken for a name.
    pub fn classify_for(&self, old: &str, new: &str, translation: &str) -> Classes {
        let known = self
            .spelling
            .map(|words| move |word: &str| words.knows(word) || has_word(translation, word));
        let known = known.as_ref().map(|known| known as &dyn Fn(&str) -> bool);
        self.with(old, |old| {
            self.with(new, |new| {
                let classes = classify(old, new, known);
                if !classes.contains(Class::Target) {
                    return classes;
                }
                self.with(translation, |theirs| {
                    with_target(classes, old, new, theirs).0
                })
            })
        })
    }

    /// Writes the new targets of the source into a translation; `None` where one does not stand there verbatim.
    ///
    /// The translation may be the Fluent source of a value: targets hold no placeables.
    pub fn retarget(&self, old: &str, new: &str, translation: &str) -> Option<String> {
        self.with(old, |old| {
            self.with(new, |new| {
                self.with(translation, |translation| retarget(old, new, translation))
            })
        })
    }

    /// Writes the new numbers of the source into a translation, for a person to confirm.
    pub fn proposal(&self, old: &str, new: &str, translation: &str) -> Option<String> {
        proposal(old, new, translation)
    }

    /// Says the edit in one line, where few enough words changed.
    pub fn summary(&self, old: &str, new: &str) -> Option<String> {
        diff::summary(old, new)
    }

    fn with<T>(&self, text: &str, run: impl FnOnce(&Text<'_>) -> T) -> T {
        run(&Text::new(
            text,
            &inventory(text, self.format, self.protect),
        ))
    }
}

/// Tells whether a word stands in a text as it is.
fn has_word(text: &str, word: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !is_letter(before.chars().next_back()) && !is_letter(after.chars().next())
    })
}
