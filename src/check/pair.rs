//! Pair: a translation with the English it was made from, as text checks read them. What several checks ask
//! for is worked out once.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use regex::Regex;

use crate::document::inline::{Inventory, inventory};
use crate::document::{Document, Format};
use crate::locale::Locale;

/// Is a translation with the English it was made from.
#[derive(Debug)]
pub struct Pair<'p> {
    /// The locale of the source.
    pub source_locale: &'p Locale,
    /// The locale of the translation.
    pub locale: &'p Locale,
    /// The English.
    pub source: Cow<'p, str>,
    /// The translation, resolved.
    pub translation: Cow<'p, str>,
    /// What markup the texts may hold.
    pub format: Format,
    /// Where the translation is to stand: the article and the segment.
    pub place: Option<(&'p Document<'p>, usize)>,
    /// Spans that are kept whole.
    pub protect: &'p [Regex],
    /// The words of all terms of the source locale, in lower case.
    pub term_words: Option<&'p BTreeSet<String>>,
    source_inventory: OnceCell<Inventory>,
    inventory: OnceCell<Inventory>,
}

/// Is what is wrong with a translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// A full sentence without its full stop.
    pub message: String,
    /// What to do next.
    pub help: String,
    /// The bytes of the translation concerned, where it is some and not all.
    pub words: Option<Range<usize>>,
    /// What certainly has to stand in the place of those bytes.
    pub fix: Option<String>,
}

impl<'p> Pair<'p> {
    /// Pairs two texts of an article of plain text, without terms.
    pub fn new(
        source_locale: &'p Locale,
        locale: &'p Locale,
        source: Cow<'p, str>,
        translation: Cow<'p, str>,
    ) -> Self {
        Pair {
            source_locale,
            locale,
            source,
            translation,
            format: Format::Markdown,
            place: None,
            protect: &[],
            term_words: None,
            source_inventory: OnceCell::new(),
            inventory: OnceCell::new(),
        }
    }

    /// Returns the markup of the English.
    pub fn source_inventory(&self) -> &Inventory {
        self.source_inventory
            .get_or_init(|| inventory(&self.source, self.format, self.protect))
    }

    /// Returns the markup of the translation.
    pub fn inventory(&self) -> &Inventory {
        self.inventory
            .get_or_init(|| inventory(&self.translation, self.format, self.protect))
    }
}
