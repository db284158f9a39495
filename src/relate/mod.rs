//! Relate: all articles, or a message file, with everything that is known of them in every locale. The one
//! way through from texts to units; reports, checks, build and sync all read what it makes.
//!
//! What moved between articles is settled before anything is compared: a locale file is read as it will stand
//! once its entries have moved (`moves`, `transfer`), so that nothing behind has to know that they did. Where
//! its bytes stand today is kept beside it, for everybody who opens a file.
//!
//! Pure: it is handed the texts and does not know where they come from.

mod localize;
mod holder;
mod name;
// These decide what moves, and this is how.
mod between;
mod moves;
mod piece;
mod giving;
mod twin;
mod transfer;
mod draft;
// All of it, in order.
mod whole;
// What has to be looked at together.
mod ties;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use fluent::FluentResource;

use crate::align::{Origin, boundary};
use crate::catalog::{Catalog, Row};
use crate::change::Policy;
use crate::classify::edits::Edits;
use crate::compare::{Comparison, Status, Stretch, Unit};
use crate::document::{Document, Sentences};
use crate::fluent::encode::decode;
use crate::fluent::file::{Kind, Text};
use crate::fluent::oneline::oneline;
use crate::id::SegmentId;
use crate::locale::Locale;
use crate::resolve::Problem;
use crate::segment::count::words;
use crate::span::{Position, SyntaxError};
use crate::translation::Translation;
use holder::Slot;
use localize::localize;

pub use piece::Places;
pub use ties::{Ties, together};
pub use whole::{Desk, Rest, Settings, Source, relate};

/// Is what is known of one locale's side of an article or message file before it is read.
#[derive(Clone, Debug)]
pub struct Side<'a> {
    /// The locale.
    pub locale: &'a Locale,
    /// The path of its file in the workspace, with `/`.
    pub path: String,
    /// The file, where it is there.
    pub text: Option<&'a Text>,
    /// Why it cannot be read, where it is there and cannot.
    pub trouble: Option<String>,
    /// Which edits carry.
    pub policy: Policy,
    /// Where the sentences of its texts end.
    pub sentences: Option<&'a Sentences>,
    /// Terms of the locale, its parents and the source, in the order of their fallback.
    pub terms: &'a [Arc<FluentResource>],
    /// The side that stands in where this one has nothing; always an earlier one.
    pub parent: Option<usize>,
    /// Whether the parent's status counts as the locale's own: an overlay has no stubs.
    pub is_overlay: bool,
}

/// Is everything that a run looks at: all articles and message files in all locales.
#[derive(Debug)]
pub struct Workspace<'a> {
    /// The locale the articles are written in.
    pub source_locale: &'a Locale,
    /// The other locales, in the order of the config.
    pub locales: &'a [Locale],
    /// The articles, sorted by path. An article that a locale does not have has no side of it.
    pub articles: Vec<Article<'a>>,
    /// The message files to report on, the terms first.
    pub messages: Arc<[Messages<'a>]>,
    /// All message files, whose terms articles are held against: a part of a workspace has them too.
    pub glossary: Arc<[Messages<'a>]>,
    /// What is left of articles that are gone.
    pub gone: Vec<Gone<'a>>,
}

impl<'a> Workspace<'a> {
    /// Takes a workspace without any file: what is left to say where parts have been looked at.
    pub fn of_nothing(source_locale: &'a Locale, locales: &'a [Locale]) -> Self {
        Self::whole(source_locale, locales, Vec::new(), Vec::new(), Vec::new())
    }

    /// Puts a whole workspace together.
    pub fn whole(
        source_locale: &'a Locale,
        locales: &'a [Locale],
        articles: Vec<Article<'a>>,
        messages: Vec<Messages<'a>>,
        gone: Vec<Gone<'a>>,
    ) -> Self {
        let messages: Arc<[Messages<'a>]> = messages.into();
        Workspace {
            source_locale,
            locales,
            articles,
            glossary: Arc::clone(&messages),
            messages,
            gone,
        }
    }
}

/// Is what is left of an article that is gone: entries without a segment.
#[derive(Debug)]
pub struct Gone<'a> {
    /// The article's path, as its Fluent files name it.
    pub path: &'a str,
    /// The path of its catalog, where that is there.
    pub catalog: Option<String>,
    /// What is left of it in each locale.
    pub sides: Vec<Localized<'a>>,
    /// The article that has its files now.
    pub successor: Option<&'a str>,
    /// The articles that something of it moves to.
    pub kin: Vec<&'a str>,
}

/// Is an article in all its locales.
#[derive(Debug)]
pub struct Article<'a> {
    /// Its path in the workspace, with `/`.
    pub path: &'a str,
    /// Its partition.
    pub document: Document<'a>,
    /// What the document could not read.
    pub errors: Vec<SyntaxError>,
    /// What the catalog remembers, and behind it what other articles' catalogs do of segments that stand here now.
    pub catalog: Catalog<'a>,
    /// The catalog's bytes, where there is one.
    pub catalog_raw: Option<&'a str>,
    /// What each segment was.
    pub origins: Vec<Origin>,
    /// The id of each segment.
    pub ids: Vec<SegmentId>,
    /// The fate of each segment in each locale.
    pub sides: Vec<Localized<'a>>,
    /// The articles that something moves from or to, those that are gone included.
    pub kin: Vec<&'a str>,
    /// How many words each segment has, once somebody has asked.
    words: OnceLock<Vec<usize>>,
}

/// Is a message file (or terms file) in all its locales.
#[derive(Debug)]
pub struct Messages<'a> {
    /// The path of the source locale's file.
    pub path: &'a str,
    /// The source locale.
    pub locale: &'a Locale,
    /// The source locale's file as it was read.
    pub text: &'a Text,
    /// The source locale's file.
    pub source: Translation<'a>,
    /// What in it is no Fluent.
    pub errors: Vec<SyntaxError>,
    /// Its messages: id, compared text, one line of source.
    pub lines: Vec<(&'a str, String, String)>,
    /// The fate of each message in each locale.
    pub sides: Vec<Localized<'a>>,
}

/// Is an article or message file in one locale.
#[derive(Debug)]
pub struct Localized<'a> {
    /// What it was read from. Its text is the file as it will stand once entries have moved between articles.
    pub side: Side<'a>,
    /// The file as it stands.
    pub stored: Option<&'a Text>,
    /// What comes from other files and goes to them.
    pub passage: Passage,
    /// Its entries, where there is a file.
    pub translation: Option<Translation<'a>>,
    /// What in it is no Fluent.
    pub errors: Vec<SyntaxError>,
    /// The units, before anything is inherited.
    pub comparison: Comparison<'a>,
    /// For each row the text that a reader gets, resolved; `None` without a translation.
    pub texts: Vec<Option<Result<Cow<'a, str>, Problem>>>,
    /// For each row the side whose translation stands in for a missing one.
    pub inherited: Vec<Option<usize>>,
}

impl<'a> Article<'a> {
    /// Returns what the article asks of every locale.
    pub fn rows(&self) -> Vec<Row<'_>> {
        let segments = self.document.segments.iter().zip(&self.ids);
        let rows = segments.map(|(segment, id)| Row {
            id: id.as_str(),
            text: &segment.text,
            line: None,
            protected: &segment.protected,
            context: segment.starts_block.then_some(&*segment.context.0),
            notes: &segment.notes,
        });
        rows.collect()
    }

    /// Returns how many words each segment has.
    pub fn words(&self) -> &[usize] {
        self.words.get_or_init(|| {
            let segments = self.document.segments.iter();
            segments.map(|segment| words(&segment.text)).collect()
        })
    }

    /// Returns where sentence boundaries moved.
    fn stretches(&self) -> Vec<Stretch<'_>> {
        let stretches = boundary::stretches(&self.origins).into_iter();
        let stretches = stretches.map(|stretch| Stretch {
            rows: stretch.news,
            ids: self.catalog.entries[stretch.olds]
                .iter()
                .map(|entry| entry.id.as_str())
                .collect(),
        });
        stretches.collect()
    }

    /// Returns the index of the segment with `id`.
    pub fn segment(&self, id: &str) -> Option<usize> {
        self.ids.iter().position(|own| own.as_str() == id)
    }
}

/// Is what comes into a locale file from those of other articles, and what goes to them.
#[derive(Debug, Default)]
pub struct Passage {
    /// The entries that come, by their row.
    pub arrivals: Vec<Arrival>,
    /// The rows that get a proposal, or a translation, from a segment elsewhere: its article and id.
    pub drafts: Vec<Arrival>,
    /// The file that this one was, whole.
    pub renamed_from: Option<String>,
    /// The files that entries go to.
    pub receivers: Vec<String>,
    /// The ids of the entries that go.
    pub departures: Vec<String>,
    /// The bytes of the entries that go, one after the other.
    pub given: String,
    /// Where the lines stand today, where that is not in the same lines of the same file.
    pub places: Option<Places>,
}

/// Is an entry that comes from another article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The row it is for.
    pub row: usize,
    /// The path of the article that it stood in.
    pub article: String,
    /// Its id there.
    pub id: String,
}

impl<'a> Messages<'a> {
    /// Relates a message file of the source locale to those of the others.
    pub fn relate(path: &'a str, locale: &'a Locale, text: &'a Text, sides: Vec<Side<'a>>) -> Self {
        let (source, errors) = Translation::read(text);
        let lines = source
            .entries
            .iter()
            .enumerate()
            .filter(|(idx, entry)| entry.has_value() && source.get(entry.id) == Some(*idx))
            .map(|(_, entry)| {
                let line = match &source.file.items[entry.item].kind {
                    Kind::Message(body) | Kind::Term(body) => oneline(body),
                    Kind::Comment(_) | Kind::Junk(_) => String::new(),
                };
                let text = decode(&line).map_or_else(|| line.clone(), Cow::into_owned);
                (entry.id, text, line)
            })
            .collect();
        let mut messages = Messages {
            path,
            locale,
            text,
            source,
            errors,
            lines,
            sides: Vec::new(),
        };
        let slots: Vec<Slot<'a>> = sides.into_iter().map(Slot::read).collect();
        let passages = slots.iter().map(|_| Passage::default()).collect();
        let localized = localize(&messages.rows(), slots, passages, &Edits::PLAIN, &[]);
        messages.sides = localized;
        messages
    }

    /// Returns what the file asks of every other locale.
    pub fn rows(&self) -> Vec<Row<'_>> {
        let rows = self.lines.iter().map(|(id, text, line)| Row {
            id,
            text,
            line: Some(line),
            protected: &[],
            context: None,
            notes: &[],
        });
        rows.collect()
    }
}

impl<'a> Localized<'a> {
    /// Returns the unit of a row with what it inherits: its status and the side its entry stands in.
    pub fn unit<'s>(
        &'s self,
        row: usize,
        sides: &'s [Localized<'a>],
    ) -> (&'s Unit<'a>, &'s Localized<'a>) {
        match self.inherited[row].filter(|_| self.side.is_overlay) {
            Some(parent) => (&sides[parent].comparison.units[row], &sides[parent]),
            None => (&self.comparison.units[row], self),
        }
    }

    /// Returns the statuses of all rows, inherited ones included.
    pub fn statuses<'s>(&'s self, sides: &'s [Localized<'a>]) -> impl Iterator<Item = Status> + 's {
        (0..self.texts.len()).map(|row| self.unit(row, sides).0.status)
    }

    /// Returns the obsolete translations: entries with a value whose segment is gone.
    pub fn obsolete(&self) -> impl Iterator<Item = usize> + '_ {
        let translation = self.translation.as_ref();
        self.comparison.gone.iter().copied().filter(move |idx| {
            translation.is_some_and(|translation| translation.entries[*idx].has_value())
        })
    }

    /// Returns the file and the place where a position of the file as it will stand stands today.
    pub fn stands(&self, position: Position) -> (&str, Position) {
        let places = self.passage.places.as_ref();
        places
            .and_then(|places| places.of(position))
            .unwrap_or((&self.side.path, position))
    }

    /// Tells whether the file is read as it stands.
    pub fn is_as_stored(&self) -> bool {
        match (self.side.text, self.stored) {
            (Some(text), Some(stored)) => std::ptr::eq(text, stored),
            (text, stored) => text.is_none() && stored.is_none(),
        }
    }
}
