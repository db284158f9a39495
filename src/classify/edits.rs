//! Edits: everything that is asked of an edit between two English texts, for texts of one format.
//!
//! It gives the pure functions of this folder the inline markup they look at, and knows no locale.

use regex::Regex;

use super::{Text, classify, classify_for, proposal, retarget};
use crate::change::{Class, Classes};
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
}

impl Edits<'_> {
    /// Judges plain texts.
    pub const PLAIN: Edits<'static> = Edits {
        format: Format::Text,
        protect: &[],
    };

    /// Finds the classes of the edit from `old` to `new`.
    pub fn classify(&self, old: &str, new: &str) -> Classes {
        self.with(old, |old| self.with(new, |new| classify(old, new, None)))
    }

    /// Finds the classes of the edit for one translation: a changed target that it has otherwise is `markup`.
    pub fn classify_for(&self, old: &str, new: &str, translation: &str) -> Classes {
        let classes = self.classify(old, new);
        if !classes.contains(Class::Target) {
            return classes;
        }
        let judge = |old: &Text<'_>, new: &Text<'_>, theirs: &Text<'_>| {
            classify_for(old, new, theirs, None).0
        };
        self.with(old, |old| {
            self.with(new, |new| {
                self.with(translation, |theirs| judge(old, new, theirs))
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
