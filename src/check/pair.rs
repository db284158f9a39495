//! Pair: a translation with the English it was made from, as text checks read them. What several checks ask
//! for is worked out once, in its halves.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use regex::Regex;

use super::flat::Flat;
use super::half::{Half, Reader};
use crate::document::inline::Inventory;
use crate::document::steady::Known;
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
    /// The English read for other locales too; `None` where it is this one's alone.
    pub shared: Option<&'p Half>,
    /// Of the English, where it is nobody else's.
    source_half: OnceCell<Box<Half>>,
    // On the heap: pairs are moved to where they are looked at.
    half: Box<Half>,
    is_without_markup: OnceCell<bool>,
}

/// Is what is wrong with a translation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flaw {
    /// A full sentence without its full stop.
    pub message: String,
    /// What to do next.
    pub help: String,
    /// The bytes of the translation concerned, where it is some and not all.
    pub words: Option<Range<usize>>,
    /// What certainly has to stand in the place of those bytes.
    pub fix: Option<String>,
    /// The style of setting that it is, where a file may keep to one: `“ ”`.
    pub style: Option<&'static str>,
    /// Whether it is a notice: what no reader of a page sees or minds.
    pub is_slight: bool,
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
            shared: None,
            source_half: OnceCell::new(),
            half: Box::default(),
            is_without_markup: OnceCell::new(),
        }
    }

    /// Returns the markup of the English.
    pub fn source_inventory(&self) -> &Inventory {
        self.english().inventory(&self.source, self.reader())
    }

    /// Returns the markup of the translation.
    pub fn inventory(&self) -> &Inventory {
        self.half.inventory(&self.translation, self.reader())
    }

    /// Returns the bytes of the English that are words.
    pub fn source_visible(&self) -> &[Range<usize>] {
        self.english().visible(&self.source, self.reader())
    }

    /// Returns the bytes of the translation that are words.
    pub fn visible(&self) -> &[Range<usize>] {
        self.half.visible(&self.translation, self.reader())
    }

    /// Tells whether neither text has any markup.
    pub fn is_without_markup(&self) -> bool {
        *self.is_without_markup.get_or_init(|| {
            let reader = self.reader();
            self.half.is_without_markup(&self.translation, reader)
                && self.english().is_without_markup(&self.source, reader)
        })
    }

    /// Returns the English as its reader sees it.
    #[inline]
    pub fn source_flat(&self) -> Flat<'_> {
        self.english().flat(&self.source, self.reader())
    }

    /// Returns the translation as its reader sees it.
    #[inline]
    pub fn flat(&self) -> Flat<'_> {
        self.half.flat(&self.translation, self.reader())
    }

    /// Returns what was worked out of the English.
    #[inline]
    pub fn english(&self) -> &Half {
        match self.shared {
            Some(shared) => shared,
            None => self.source_half.get_or_init(Box::default),
        }
    }

    /// Returns what is known of the translation to whoever has to write it.
    pub fn known(&self) -> Known<'_> {
        match self.flat().is_words() {
            true => Known::Plain,
            false => Known::Markup(self.inventory()),
        }
    }

    fn reader(&self) -> Reader<'_> {
        Reader {
            format: self.format,
            protect: self.protect,
        }
    }

    /// Makes a flaw of bytes of the flat translation.
    pub fn flaw(&self, range: Range<usize>, message: String, help: &str) -> Flaw {
        let (words, _) = self.flat().place(&range);
        Flaw {
            message,
            help: help.to_owned(),
            words: (!words.is_empty()).then_some(words),
            fix: None,
            ..Flaw::default()
        }
    }

    /// Makes a flaw of bytes of the flat translation whose replacement is certain; it falls away where markup
    /// stands between them.
    pub fn flaw_with_fix(
        &self,
        range: Range<usize>,
        fix: &str,
        message: String,
        help: &str,
    ) -> Flaw {
        let (_, is_whole) = self.flat().place(&range);
        let flaw = self.flaw(range, message, help);
        Flaw {
            fix: (is_whole && flaw.words.is_some()).then(|| fix.to_owned()),
            ..flaw
        }
    }
}
