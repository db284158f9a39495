//! Relate: an article, or a message file, with everything that is known of it in every locale. The one
//! way through from texts to units; reports, checks, build and sync all read what it makes.
//!
//! Pure: it is handed the texts and does not know where they come from.

mod localize;
mod name;

use std::borrow::Cow;
use std::sync::Arc;

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
use crate::span::{Span, SyntaxError};
use crate::translation::Translation;
use localize::localize;
use name::{align, name, remembered};

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
    /// The message files, the terms first.
    pub messages: Vec<Messages<'a>>,
    /// What is left of articles that are gone.
    pub gone: Vec<Gone<'a>>,
}

/// Is what is left of an article that is gone: entries without a segment.
#[derive(Debug)]
pub struct Gone<'a> {
    /// The article's path, as its Fluent files name it.
    pub path: &'a str,
    /// The path of its catalog, where that is there.
    pub catalog: Option<String>,
    /// What stands in each locale.
    pub sides: Vec<Localized<'a>>,
}

impl<'a> Gone<'a> {
    /// Relates the files of an article that is gone to nothing.
    pub fn relate(path: &'a str, catalog: Option<String>, sides: Vec<Side<'a>>) -> Self {
        let read = sides
            .iter()
            .map(|side| side.text.map(Translation::read))
            .collect();
        Gone {
            path,
            catalog,
            sides: localize(&[], sides, read, &Edits::PLAIN, &[]),
        }
    }
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
    /// What the catalog remembers.
    pub catalog: Catalog<'a>,
    /// The catalog's bytes, where there is one.
    pub catalog_raw: Option<&'a str>,
    /// What each segment was.
    pub origins: Vec<Origin>,
    /// The id of each segment.
    pub ids: Vec<SegmentId>,
    /// The fate of each segment in each locale.
    pub sides: Vec<Localized<'a>>,
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
    /// What it was read from.
    pub side: Side<'a>,
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
    /// Relates an article to its catalog and its locale files.
    pub fn relate(
        path: &'a str,
        (document, mut errors): (Document<'a>, Vec<SyntaxError>),
        catalog: Option<&'a Text>,
        sides: Vec<Side<'a>>,
        edits: &Edits<'_>,
    ) -> Self {
        errors.extend(conflict(&document));
        let catalog_raw = catalog.map(|text| text.raw.as_str());
        let catalog = catalog.map(Catalog::read).unwrap_or_default();
        let read = sides
            .iter()
            .map(|side| side.text.map(Translation::read))
            .collect::<Vec<_>>();
        // Where the catalog is lost, the first locale file that is there remembers its English.
        let catalog = match catalog_raw {
            None => read
                .iter()
                .flatten()
                .next()
                .map_or(catalog, |(translation, _)| remembered(translation)),
            Some(_) => catalog,
        };
        let origins = align(&document, &catalog);
        let ids = name(&document, &catalog, &origins, &read);
        let mut article = Article {
            path,
            document,
            errors,
            catalog,
            catalog_raw,
            origins,
            ids,
            sides: Vec::new(),
        };
        let localized = localize(&article.rows(), sides, read, edits, &article.stretches());
        article.sides = localized;
        article
    }

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
                    Kind::Message(message) => oneline(message.value.as_ref(), &message.attributes),
                    Kind::Term(term) => oneline(Some(&term.value), &term.attributes),
                    Kind::Comment(_) | Kind::Junk(_) => String::new(),
                };
                let text = decode(&line).map_or_else(|| line.clone(), Cow::into_owned);
                (entry.id, text, line)
            })
            .collect();
        let read = sides
            .iter()
            .map(|side| side.text.map(Translation::read))
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
        let localized = localize(&messages.rows(), sides, read, &Edits::PLAIN, &[]);
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

    /// Returns the place of an entry's id in the file, for messages; the file's start without an entry.
    pub fn place(&self, entry: Option<usize>) -> Span {
        match (&self.translation, entry) {
            (Some(translation), Some(idx)) => translation.entries[idx].id_span,
            _ => Span::default(),
        }
    }
}

/// Finds the lines of a version control's conflict in the prose of an article.
fn conflict(document: &Document<'_>) -> Option<SyntaxError> {
    let source = document.source;
    let at = ["<<<<<<< ", ">>>>>>> "].iter().find_map(|marker| {
        source.match_indices(marker).map(|(at, _)| at).find(|at| {
            let starts_line = *at == 0 || source.as_bytes()[at - 1] == b'\n';
            starts_line
                && document
                    .segments
                    .iter()
                    .any(|segment| segment.span.start <= *at && *at < segment.span.end)
        })
    })?;
    Some(SyntaxError {
        span: Span::new(at, at + "<<<<<<<".len()),
        message: "a merge conflict stands in the article".to_owned(),
        help: "keep one side and delete the lines of the conflict".to_owned(),
    })
}
