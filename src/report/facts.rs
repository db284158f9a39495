//! Facts: what every report says of one segment in one locale. Text and JSON read the same facts, so that
//! they can't disagree.
//!
//! It judges nothing and prints nothing.

use std::borrow::Cow;

use serde::Serialize;

use crate::change::Class;
use crate::classify;
use crate::compare::{Status, Unit};
use crate::coverage::Coverage;
use crate::diff::{Change, words};
use crate::fluent::encode::decode;
use crate::fluent::file::Kind;
use crate::fluent::oneline::oneline;
use crate::locale::Locale;
use crate::machine::Name;
use crate::relate::{Article, Gone, Localized, Messages, Workspace};
use crate::resolve::Resolver;
use crate::span::LineIndex;
use crate::translation::{Form, Translation};

/// Is what is translated: an article, or a message file of the source locale.
#[derive(Clone, Copy, Debug)]
pub enum Original<'w, 'a> {
    /// An article.
    Article(&'w Article<'a>),
    /// A message file, or the terms.
    Messages(&'w Messages<'a>),
    /// What is left of an article that is gone: obsolete translations alone.
    Gone(&'w Gone<'a>),
}

/// Is everything that is known of one segment or message in one locale. As JSON it is a `unit` of
/// `tolka.status/1` and `tolka.diff/1`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Facts<'w> {
    /// Its id.
    pub id: &'w str,
    /// Its status, inherited where the locale is an overlay.
    pub status: Status,
    /// The kind of its block; `None` for a message.
    pub context: Option<&'w str>,
    /// Today's English.
    pub source: &'w str,
    /// The English that the translation was made from, where that is known and another.
    pub was: Option<&'w str>,
    /// The translation, references and terms resolved; `None` where there is none, or it does not resolve.
    /// Of a message with variables or attributes, its Fluent source.
    pub translation: Option<Cow<'w, str>>,
    /// The heaviest class of the edit between `was` and `source`.
    pub class: Option<Class>,
    /// A translation with the edit applied, where that is certain.
    pub proposal: Option<Cow<'w, str>>,
    /// The locale whose entry stands here: a parent of the locale.
    pub inherited_from: Option<&'w Locale>,
    /// The locale file to open.
    pub path: &'w str,
    /// The line of the entry's id in it; `None` where there is no entry.
    pub line: Option<usize>,
    /// The column of the entry's id.
    pub column: Option<usize>,
    /// The line of the segment in the article, or of the message in the source locale's file.
    pub source_line: usize,
    /// What the author, or a split, says to the translator.
    pub notes: Vec<Cow<'w, str>>,
    /// The checks that the translator set aside.
    pub ignore: Vec<&'w str>,
    /// What changed from `was` to `source`.
    pub diff: Option<Vec<Change<'w>>>,
    /// What else a person is told.
    #[serde(skip)]
    pub remarks: Remarks<'w>,
}

/// Is what helps a person and is no part of a machine format.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Remarks<'w> {
    /// Where a draft comes from.
    pub draft: Option<&'w str>,
    /// The segment whose translation this one refers to.
    pub same_as: Option<&'w str>,
    /// The segment in whose entry the translation stands.
    pub joined: Option<&'w str>,
    /// The Fluent source of a translation that does not resolve.
    pub unresolved: Option<String>,
    /// Whether a text stands there that Fluent does not read.
    pub is_slip: bool,
}

/// Is a translation whose segment is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Obsolete<'w> {
    /// Its id.
    pub id: &'w str,
    /// The English it was for.
    pub source: Option<Cow<'w, str>>,
    /// The translation; `None` where it does not resolve.
    pub translation: Option<Cow<'w, str>>,
    /// The line of its id.
    pub line: usize,
}

/// Returns the articles of a workspace, then its message files, then what is left of articles.
pub fn originals<'w, 'a>(workspace: &'w Workspace<'a>) -> impl Iterator<Item = Original<'w, 'a>> {
    let articles = workspace.articles.iter().map(Original::Article);
    let messages = workspace.messages.iter().map(Original::Messages);
    articles
        .chain(messages)
        .chain(workspace.gone.iter().map(Original::Gone))
}

impl<'w, 'a> Original<'w, 'a> {
    /// Returns the path of the source.
    pub fn path(self) -> &'w str {
        match self {
            Original::Article(article) => article.path,
            Original::Messages(messages) => messages.path,
            Original::Gone(gone) => gone.path,
        }
    }

    /// Returns its path where it is an article.
    pub fn article(self) -> Option<&'w str> {
        match self {
            Original::Article(article) => Some(article.path),
            Original::Messages(_) => None,
            Original::Gone(gone) => Some(gone.path),
        }
    }

    /// Returns its sides, the parents of a locale before it.
    pub fn sides(self) -> &'w [Localized<'a>] {
        match self {
            Original::Article(article) => &article.sides,
            Original::Messages(messages) => &messages.sides,
            Original::Gone(gone) => &gone.sides,
        }
    }

    /// Returns its side in a locale; `None` where the locale does not have it.
    pub fn side(self, locale: &Locale) -> Option<&'w Localized<'a>> {
        self.sides().iter().find(|side| side.side.locale == locale)
    }

    /// Counts it in a locale.
    pub fn coverage(self, side: &Localized<'_>) -> Coverage {
        match self {
            Original::Article(article) => Coverage::of(article, side),
            Original::Messages(messages) => Coverage::of_messages(messages, side),
            Original::Gone(_) => Coverage {
                obsolete: side.obsolete().count(),
                ..Coverage::default()
            },
        }
    }

    /// Returns the facts of those of its segments in a locale whose status is `asked` for, in order.
    pub fn facts(self, side: &'w Localized<'a>, asked: impl Fn(Status) -> bool) -> Vec<Facts<'w>> {
        let statuses = side.statuses(self.sides()).enumerate();
        let rows: Vec<usize> = statuses
            .filter(|(_, status)| asked(*status))
            .map(|(row, _)| row)
            .collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let source_lines = self.source_lines();
        let mut indexed = Indexed::default();
        let facts = rows
            .into_iter()
            .map(|row| self.fact(side, row, &source_lines, &mut indexed));
        facts.collect()
    }

    fn fact(
        self,
        side: &'w Localized<'a>,
        row: usize,
        source_lines: &[usize],
        indexed: &mut Indexed<'w>,
    ) -> Facts<'w> {
        let (unit, holder) = self.unit(side, row);
        let (id, source, context, authors) = self.row(row);
        let entry = unit
            .entry
            .zip(holder.translation.as_ref())
            .map(|(idx, translation)| &translation.entries[idx]);
        let place = entry.zip(holder.translation.as_ref());
        let place = place.map(|(entry, translation)| {
            let raw = translation.file.raw;
            holder.stands(indexed.of(raw).position(raw, entry.id_span.start))
        });
        let was = unit.basis.as_deref();
        let line = |name| entry.and_then(|entry| entry.line(name));
        let split = |head| format!("split from {}", self.row(head).0).into();
        let mut notes: Vec<Cow<'_, str>> = authors.iter().map(|own| own.as_str().into()).collect();
        notes.extend(unit.split_from.map(split));
        let (translation, unresolved) = match unit.status {
            // What an unfinished chain of references says is no translation.
            Status::Missing => (None, None),
            _ => self.translation(holder, row, unit.text_entry()),
        };
        Facts {
            id,
            status: unit.status,
            context,
            source,
            was,
            translation,
            class: unit.classes.heaviest(),
            proposal: proposal(unit, holder, source),
            inherited_from: match side.inherited[row] {
                Some(parent) => Some(self.sides()[parent].side.locale),
                None => Some(holder.side.locale).filter(|locale| *locale != side.side.locale),
            },
            path: place.map_or(&holder.side.path, |(path, _)| path),
            line: place.map(|(_, position)| position.line),
            column: place.map(|(_, position)| position.column),
            source_line: source_lines[row],
            notes,
            ignore: entry
                .map(|entry| entry.ignores().collect())
                .unwrap_or_default(),
            diff: was.map(|was| words(was, source)),
            remarks: Remarks {
                draft: unit
                    .making()
                    .and_then(|made| made.draft.as_deref())
                    .or(line(Name::Draft)),
                same_as: unit.same_as.map(|row| self.row(row).0),
                joined: unit.joined.map(|row| self.row(row).0),
                unresolved,
                is_slip: entry.is_some_and(|entry| matches!(entry.form, Form::Slip(_))),
            },
        }
    }

    /// Returns the unit of a row and the side to open for it: an overlay has no stubs, so what it lacks is
    /// missing where its parent's stub stands.
    fn unit(self, side: &'w Localized<'a>, row: usize) -> (&'w Unit<'a>, &'w Localized<'a>) {
        let (unit, holder) = side.unit(row, self.sides());
        match holder.side.parent {
            Some(parent) if unit.entry.is_none() && holder.side.is_overlay => {
                self.unit(&self.sides()[parent], row)
            }
            _ => (unit, holder),
        }
    }

    /// Returns a row's id, text, context and author's notes.
    fn row(self, row: usize) -> (&'w str, &'w str, Option<&'w str>, &'w [String]) {
        match self {
            Original::Article(article) => {
                let segment = &article.document.segments[row];
                let context = Some(&*segment.context.0);
                (
                    article.ids[row].as_str(),
                    &segment.text,
                    context,
                    &segment.notes,
                )
            }
            Original::Messages(messages) => {
                let (id, text, _) = &messages.lines[row];
                (id, text, None, &[])
            }
            Original::Gone(_) => unreachable!("what is gone has no rows"),
        }
    }

    /// Returns for each row the line of its source.
    fn source_lines(self) -> Vec<usize> {
        match self {
            Original::Article(article) => {
                let source = article.document.source;
                let lines = LineIndex::new(source);
                let spans = article
                    .document
                    .segments
                    .iter()
                    .map(|segment| segment.span.start);
                spans
                    .map(|start| lines.position(source, start).line)
                    .collect()
            }
            Original::Messages(messages) => {
                let file = &messages.source.file;
                let lines = file.lines();
                let starts = messages.lines.iter().map(|(id, ..)| {
                    let entry = messages
                        .source
                        .get(id)
                        .map(|idx| &messages.source.entries[idx]);
                    entry.map_or(0, |entry| entry.id_span.start)
                });
                starts
                    .map(|start| file.position(&lines, start).line)
                    .collect()
            }
            Original::Gone(_) => Vec::new(),
        }
    }

    /// Returns the text of a translation; or, of one that does not resolve, its Fluent source.
    fn translation(
        self,
        holder: &'w Localized<'a>,
        row: usize,
        entry: Option<usize>,
    ) -> (Option<Cow<'w, str>>, Option<String>) {
        let fluent = || Some(fluent_source(holder.translation.as_ref()?, entry?));
        let is_message = matches!(self, Original::Messages(_));
        let has_attributes = holder
            .translation
            .as_ref()
            .zip(entry)
            .is_some_and(|(translation, idx)| !translation.entries[idx].attributes.is_empty());
        match &holder.texts[row] {
            Some(Ok(text)) if !(is_message && has_attributes) => (Some(Cow::Borrowed(text)), None),
            Some(_) if is_message => (fluent().map(Cow::Owned), None),
            Some(_) => (None, fluent()),
            None => (None, None),
        }
    }

    /// Returns the obsolete translations of a locale, in the order of its file.
    pub fn obsolete(self, side: &'w Localized<'a>) -> Vec<Obsolete<'w>> {
        let (Some(translation), Some(text)) = (&side.translation, side.side.text) else {
            return Vec::new();
        };
        let resolver = Resolver::new(side.side.locale, text, side.side.terms);
        let mut lines = None;
        let obsolete = side.obsolete().map(|idx| {
            let entry = &translation.entries[idx];
            let lines = lines.get_or_insert_with(|| translation.file.lines());
            Obsolete {
                id: entry.id,
                source: entry.source(),
                translation: resolver.entry(translation, idx).and_then(Result::ok),
                line: side
                    .stands(translation.file.position(lines, entry.id_span.start))
                    .1
                    .line,
            }
        });
        obsolete.collect()
    }
}

/// Knows the lines of the locale files that a run of facts points into: the locale's own and its parents'.
#[derive(Default)]
struct Indexed<'w> {
    lines: Vec<(&'w str, LineIndex)>,
}

impl<'w> Indexed<'w> {
    fn of(&mut self, raw: &'w str) -> &LineIndex {
        let known = self
            .lines
            .iter()
            .position(|(known, _)| std::ptr::eq(*known, raw));
        let idx = known.unwrap_or_else(|| {
            self.lines.push((raw, LineIndex::new(raw)));
            self.lines.len() - 1
        });
        &self.lines[idx].1
    }
}

/// Returns the text with the new numbers that `sync` proposes, whether or not it stands in the file yet.
fn proposal<'w>(unit: &Unit<'_>, holder: &Localized<'_>, source: &str) -> Option<Cow<'w, str>> {
    let was = unit
        .basis
        .as_deref()
        .filter(|_| unit.status == Status::Stale)?;
    let (translation, idx) = (holder.translation.as_ref()?, unit.text_entry()?);
    let entry = &translation.entries[idx];
    let value = translation.value_span(idx).of(translation.file.raw);
    let value = Some(value).filter(|value| entry.is_text() && !value.contains('\n'))?;
    let proposed = classify::proposal(was, source, value)?;
    Some(Cow::Owned(match decode(&proposed) {
        Some(text) => text.into_owned(),
        None => proposed,
    }))
}

fn fluent_source(translation: &Translation<'_>, idx: usize) -> String {
    match &translation.file.items[translation.entries[idx].item].kind {
        Kind::Message(body) | Kind::Term(body) => oneline(body),
        Kind::Comment(_) | Kind::Junk(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::{self, relate};

    fn facts<'w>(
        workspace: &'w Workspace<'static>,
        article: usize,
        locale: usize,
    ) -> Vec<Facts<'w>> {
        let original = Original::Article(&workspace.articles[article]);
        original.facts(original.side(&workspace.locales[locale]).unwrap(), |_| true)
    }

    #[test]
    fn terms_are_resolved_and_later_segments_have_their_blocks_context() {
        let workspace = fixture::workspace();
        let es = facts(&workspace, 0, 0);
        assert_eq!(
            es[0].translation.as_deref(),
            Some("Colombia refuerza la cooperación")
        );
        assert_eq!(
            (es[0].context, es[2].context),
            (Some("heading 1"), Some("paragraph"))
        );
        assert_eq!((es[2].line, es[2].column), (Some(13), Some(3)));
        assert_eq!(
            (&*es[3].notes, &*es[3].ignore),
            (&[Cow::Borrowed("SIDA is an agency")][..], &["numbers"][..])
        );
        assert_eq!(es[4].remarks.draft, Some("same as news/talks.md related"));
    }

    #[test]
    fn an_overlay_opens_its_parents_file_until_it_has_an_entry() {
        let workspace = fixture::workspace();
        let es_co = facts(&workspace, 0, 1);
        let parent = &workspace.locales[0];
        for (row, inherited) in [(1, Some(parent)), (2, Some(parent)), (4, None)] {
            assert_eq!(es_co[row].inherited_from, inherited, "{row}");
        }
        assert_eq!(
            (es_co[2].status, es_co[2].path),
            (Status::Missing, "locales/es/news/accord.ftl")
        );
        assert_eq!(es_co[2].line, Some(13));
        assert_eq!(
            (es_co[4].status, es_co[4].path),
            (Status::Current, "locales/es-CO/news/accord.ftl")
        );
    }

    #[test]
    fn no_file_has_no_line() {
        let workspace = fixture::workspace();
        let ru = &facts(&workspace, 0, 2)[0];
        assert_eq!(
            (ru.path, ru.line, ru.column),
            ("locales/ru/news/accord.ftl", None, None)
        );
    }

    #[test]
    fn what_does_not_resolve_has_no_text() {
        let files = [
            ("source/a.md", "One. Two.\n\nThree.\n"),
            (
                "locales/en/a.ftl",
                "### source/a.md\n\none = One.\n\ntwo = Two.\n\nthree = Three.\n",
            ),
            (
                "locales/es/a.ftl",
                "### source/a.md\n\n# @source One.\none = { -nobody }\n\n# @source Two.\n# @joined one\n\
                 two = { \"\" }\n\n# @source Three.\nthree =\nTres.\n",
            ),
        ];
        let workspace = relate(&[("es", None)], &files);
        let es = facts(&workspace, 0, 0);
        assert_eq!(
            (&es[0].translation, es[0].remarks.unresolved.as_deref()),
            (&None, Some("{ -nobody }"))
        );
        assert_eq!(
            (es[1].translation.as_deref(), es[1].remarks.joined),
            (Some(""), Some("one"))
        );
        assert_eq!(
            (es[2].status, es[2].remarks.is_slip),
            (Status::Missing, true)
        );
    }

    #[test]
    fn a_changed_number_has_a_proposal() {
        let files = [
            ("source/a.md", "It took 11 days and { 2 } men.\n"),
            (
                "locales/es/a.ftl",
                "### source/a.md\n\n# @source It took 10 days and { \"{\" } 2 { \"}\" } men.\nit-took =\n    Tardó 10 días y { \"{\" } 2 { \"}\" } hombres.\n",
            ),
        ];
        let workspace = relate(&[("es", None)], &files);
        let es = facts(&workspace, 0, 0);
        assert_eq!(
            es[0].proposal.as_deref(),
            Some("Tardó 11 días y { 2 } hombres.")
        );
    }

    #[test]
    fn messages_with_variables_show_their_fluent() {
        let workspace = fixture::workspace();
        let site = Original::Messages(&workspace.messages[1]);
        let es = site.facts(site.side(&workspace.locales[0]).unwrap(), |_| true);
        assert_eq!(es[0].translation.as_deref(), Some("{ $n } minutos"));
        assert_eq!(
            (es[0].context, es[1].source_line, es[1].line),
            (None, 3, Some(5))
        );
    }
}
