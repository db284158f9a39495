//! Holder: an article, or what is left of one, on its way to being related: what it remembers, what it asks
//! for, and its locale files as they are read so far.

use super::Side;
use super::name::{align, remembered};
use super::whole::{Rest, Source};
use crate::align::{Origin, Place};
use crate::catalog::{Catalog, Remembered};
use crate::document::Document;
use crate::fluent::file::Text;
use crate::id::SegmentId;
use crate::locale::Locale;
use crate::span::SyntaxError;
use crate::translation::Translation;

/// Is an article, or what is left of one.
#[derive(Debug)]
pub(super) struct Holder<'a> {
    pub path: &'a str,
    /// Today's text; `None` where the article is gone.
    pub document: Option<Document<'a>>,
    pub errors: Vec<SyntaxError>,
    pub catalog: Catalog<'a>,
    pub catalog_raw: Option<&'a str>,
    /// Path of the catalog of an article that is gone.
    pub catalog_path: Option<String>,
    pub origins: Vec<Origin>,
    pub ids: Vec<SegmentId>,
    pub slots: Vec<Slot<'a>>,
    /// The article that is gone and whose files this one has now.
    pub was: Option<usize>,
    /// The article that has the files of this one, which is gone.
    pub became: Option<usize>,
    /// The holders that something moves from or to.
    pub kin: Vec<usize>,
}

/// Is a locale file of a holder.
#[derive(Debug)]
pub(super) struct Slot<'a> {
    pub side: Side<'a>,
    /// The file as it stands.
    pub stored: Option<&'a Text>,
    /// What is read of it so far.
    pub read: Option<(Translation<'a>, Vec<SyntaxError>)>,
    /// The path of the file whose bytes are read.
    pub path: String,
    /// Whether nothing may come or go: it cannot be read, or holds a conflict.
    pub is_fixed: bool,
}

impl<'a> Holder<'a> {
    /// Reads the files of an article and aligns it with its catalog.
    pub fn article(source: Source<'a>) -> Self {
        let slots: Vec<Slot<'a>> = source.sides.into_iter().map(Slot::read).collect();
        let catalog_raw = source.catalog.map(|text| text.raw.as_str());
        let catalog = source.catalog.map(Catalog::read).unwrap_or_default();
        let origins = align(&source.document, &catalog);
        Holder {
            path: source.path,
            document: Some(source.document),
            errors: source.errors,
            catalog,
            catalog_raw,
            catalog_path: None,
            origins,
            ids: Vec::new(),
            slots,
            was: None,
            became: None,
            kin: Vec::new(),
        }
    }

    /// Reads what is left of an article.
    pub fn rest(rest: Rest<'a>) -> Self {
        let slots: Vec<Slot<'a>> = rest.sides.into_iter().map(Slot::read).collect();
        let text = rest.catalog.as_ref().and_then(|(_, text)| *text);
        Holder {
            path: rest.path,
            document: None,
            errors: Vec::new(),
            catalog: read_catalog(text, &slots),
            catalog_raw: text.map(|text| text.raw.as_str()),
            catalog_path: rest.catalog.map(|(path, _)| path),
            origins: Vec::new(),
            ids: Vec::new(),
            slots,
            was: None,
            became: None,
            kin: Vec::new(),
        }
    }

    /// Returns the index of the file in a locale.
    pub fn slot(&self, locale: &Locale) -> Option<usize> {
        self.slots
            .iter()
            .position(|slot| slot.side.locale == locale)
    }

    /// Returns the texts of today, in order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let segments = self.document.iter().flat_map(|document| &document.segments);
        segments.map(|segment| &*segment.text)
    }

    /// Returns what is remembered, as an alignment sees it.
    pub fn olds(&self) -> Vec<Place<'_>> {
        self.catalog.entries.iter().map(place).collect()
    }

    /// Returns what stands today, as an alignment sees it.
    pub fn news(&self) -> Vec<Place<'_>> {
        let segments = self.document.iter().flat_map(|document| &document.segments);
        let places = segments.map(|segment| Place {
            text: &segment.text,
            context: segment.starts_block.then_some(&*segment.context.0),
        });
        places.collect()
    }

    /// Tells for each remembered segment whether nothing of today was it.
    pub fn left(&self) -> Vec<bool> {
        let mut left = vec![true; self.catalog.entries.len()];
        for origin in &self.origins {
            left[origin.remembered()].fill(false);
        }
        left
    }
}

impl<'a> Slot<'a> {
    /// Reads a locale file.
    pub fn read(side: Side<'a>) -> Self {
        let read = side.text.map(Translation::read);
        let has_conflict = |(translation, _): &(Translation<'_>, _)| {
            let marker = translation.conflict_marker();
            marker.is_some()
        };
        Slot {
            stored: side.text,
            path: side.path.clone(),
            is_fixed: side.trouble.is_some() || read.as_ref().is_some_and(has_conflict),
            read,
            side,
        }
    }

    /// Returns the entries read so far.
    pub fn translation(&self) -> Option<&Translation<'a>> {
        self.read.as_ref().map(|(translation, _)| translation)
    }
}

/// Returns a remembered segment as an alignment sees it.
pub(super) fn place<'e>(entry: &'e Remembered<'_>) -> Place<'e> {
    Place {
        text: &entry.text,
        context: entry.context,
    }
}

/// Reads a catalog; where it is lost, the first locale file that is there remembers its English.
fn read_catalog<'a>(text: Option<&'a Text>, slots: &[Slot<'a>]) -> Catalog<'a> {
    match text {
        Some(text) => Catalog::read(text),
        None => slots
            .iter()
            .find_map(Slot::translation)
            .map(remembered)
            .unwrap_or_default(),
    }
}
