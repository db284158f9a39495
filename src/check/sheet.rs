//! Sheet: an article or message file in one locale, and the places in its file that remarks point to.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::references::may_refer;
use crate::compare::{Status, Unit};
use crate::finding::{Finding, Fix, Region, Severity};
use crate::locale::Locale;
use crate::machine::Name;
use crate::relate::{Article, Localized, Messages};
use crate::span::{LineIndex, Span};
use crate::translation::{Basis, Entry, Form, Translation};

/// Is a file that remarks point into.
#[derive(Debug)]
pub struct Paper<'s> {
    /// Its path in the workspace.
    pub path: &'s str,
    /// Its bytes; empty where it is not there.
    pub raw: &'s str,
    /// The locale whose business it is; `None` for the source.
    pub locale: Option<&'s Locale>,
    /// The article it is of.
    pub article: Option<&'s str>,
    /// Where its bytes stand today, of a locale file whose entries move.
    pub own: Option<&'s Localized<'s>>,
    lines: OnceLock<LineIndex>,
}

/// Is an article or message file in one locale.
#[derive(Debug)]
pub struct Sheet<'s> {
    /// The locale file.
    pub paper: Paper<'s>,
    /// What is translated.
    pub rows: Rows<'s>,
    /// The translations.
    pub own: &'s Localized<'s>,
    /// Whether an entry may refer to something or choose.
    pub refers: bool,
    /// The rows whose translation stands in another's entry, by that row.
    members: BTreeMap<usize, Vec<usize>>,
}

/// Is what is translated on a sheet.
#[derive(Clone, Copy, Debug)]
pub enum Rows<'s> {
    /// The segments of an article.
    Article(&'s Article<'s>),
    /// The messages of a message file, or the terms of a terms file.
    Messages(&'s Messages<'s>),
}

/// Is what a check says: a finding that is not weighed yet.
#[derive(Clone, Debug)]
pub struct Remark<'s> {
    /// The locale concerned.
    pub locale: Option<&'s Locale>,
    /// The article concerned.
    pub article: Option<String>,
    /// The segment or message concerned.
    pub id: Option<String>,
    /// The file to open.
    pub path: String,
    /// The stretch of it.
    pub region: Option<Region>,
    /// A full sentence without its full stop.
    pub message: String,
    /// What to do next, or empty.
    pub help: String,
    /// The stretch's certain replacement.
    pub fix: Option<Fix>,
    /// The checks that the entry concerned ignores.
    pub ignores: Vec<&'s str>,
    /// Whether it is a warning at most, whatever its check is.
    pub is_minor: bool,
}

impl Remark<'_> {
    /// Tells whether the entry concerned ignores `check`.
    pub fn is_ignored(&self, check: &str) -> bool {
        self.ignores.contains(&check)
    }

    /// Weighs the remark.
    pub fn finding(self, check: &'static str, severity: Severity) -> Finding {
        Finding {
            check,
            severity,
            locale: self.locale.cloned(),
            article: self.article,
            id: self.id,
            path: self.path,
            region: self.region,
            message: self.message,
            help: self.help,
            fix: self.fix,
            source: None,
        }
    }
}

impl<'s> Paper<'s> {
    /// Takes a file.
    pub fn new(path: &'s str, raw: &'s str, locale: Option<&'s Locale>) -> Self {
        Paper {
            path,
            raw,
            locale,
            article: None,
            own: None,
            lines: OnceLock::new(),
        }
    }

    /// Returns where a stretch of bytes stands.
    pub fn region(&self, span: Span) -> Region {
        self.place(span).1
    }

    /// Returns the file and the region where a stretch of bytes stands today.
    fn place(&self, span: Span) -> (&'s str, Region) {
        let lines = self.lines.get_or_init(|| LineIndex::new(self.raw));
        let position = |offset| {
            let position = lines.position(self.raw, offset);
            self.own
                .map_or((self.path, position), |own| own.stands(position))
        };
        let (path, start) = position(span.start);
        let (_, end) = position(span.end);
        (path, Region { start, end })
    }

    /// Makes a remark on a stretch of the file, or on the file.
    pub fn remark(&self, span: Option<Span>, message: String, help: String) -> Remark<'s> {
        let place = span.map(|span| self.place(span));
        Remark {
            locale: self.locale,
            article: self.article.map(str::to_owned),
            id: None,
            path: place.map_or(self.path, |(path, _)| path).to_owned(),
            region: place.map(|(_, region)| region),
            message,
            help,
            fix: None,
            ignores: Vec::new(),
            is_minor: false,
        }
    }

    /// Makes a remark on an entry: on a stretch of it, or on its id.
    pub fn remark_on(
        &self,
        entry: &Entry<'s>,
        span: Option<Span>,
        message: String,
        help: String,
    ) -> Remark<'s> {
        let span = span.unwrap_or(entry.id_span);
        Remark {
            id: Some(entry.id.to_owned()),
            ignores: entry.ignores().collect(),
            ..self.remark(Some(span), message, help)
        }
    }

    /// Makes a fix.
    pub fn fix(&self, span: Span, text: String) -> Fix {
        Fix {
            region: self.region(span),
            text,
        }
    }
}

impl<'s> Sheet<'s> {
    /// Takes an article or message file in one locale.
    pub fn new(rows: Rows<'s>, own: &'s Localized<'s>) -> Self {
        let raw = own.side.text.map_or("", |text| &text.raw);
        let mut paper = Paper::new(&own.side.path, raw, Some(own.side.locale));
        paper.own = Some(own);
        paper.article = match rows {
            Rows::Article(article) => Some(article.path),
            Rows::Messages(_) => None,
        };
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for unit in &own.comparison.units {
            if let Some(head) = unit.joined {
                members.entry(head).or_default().push(unit.row);
            }
        }
        Sheet {
            paper,
            rows,
            own,
            refers: own
                .translation
                .as_ref()
                .is_some_and(|translation| translation.entries.iter().any(may_refer)),
            members,
        }
    }

    /// Returns the locale.
    pub fn locale(&self) -> &'s Locale {
        self.own.side.locale
    }

    /// Returns the translations, where there is a file.
    pub fn translation(&self) -> Option<&'s Translation<'s>> {
        self.own.translation.as_ref()
    }

    /// Returns how many rows there are.
    pub fn n_rows(&self) -> usize {
        self.own.comparison.units.len()
    }

    /// Returns the id of a row.
    pub fn id(&self, row: usize) -> &'s str {
        match self.rows {
            Rows::Article(article) => article.ids[row].as_str(),
            Rows::Messages(messages) => messages.lines[row].0,
        }
    }

    /// Returns today's English of a row.
    pub fn text(&self, row: usize) -> &'s str {
        match self.rows {
            Rows::Article(article) => &article.document.segments[row].text,
            Rows::Messages(messages) => &messages.lines[row].1,
        }
    }

    /// Returns the English that the translation of a row was made from; today's where that is not known.
    pub fn basis(&self, row: usize) -> Cow<'s, str> {
        let basis = &self.own.comparison.units[row].basis;
        basis.clone().unwrap_or(Cow::Borrowed(self.text(row)))
    }

    /// Returns a row's unit.
    pub fn unit(&self, row: usize) -> &'s Unit<'s> {
        &self.own.comparison.units[row]
    }

    /// Returns the other rows whose translation stands in a row's entry.
    pub fn members(&self, row: usize) -> &[usize] {
        self.members.get(&row).map_or(&[], Vec::as_slice)
    }

    /// Returns a row's entry with its index.
    pub fn entry(&self, row: usize) -> Option<(usize, &'s Entry<'s>)> {
        let idx = self.own.comparison.units[row].entry?;
        Some((idx, &self.translation()?.entries[idx]))
    }

    /// Returns what stands behind the arguments of a command that concerns a row: `ARTICLE ID --locale L`.
    /// A term goes without its hyphen, which would begin an option.
    pub fn arguments(&self, row: usize) -> String {
        let id = self.id(row);
        format!(
            "{} {} --locale {}",
            self.source_path(),
            id.strip_prefix('-').unwrap_or(id),
            self.locale()
        )
    }

    /// Returns the path of the article, or of the message file of the source locale.
    pub fn source_path(&self) -> &'s str {
        match self.rows {
            Rows::Article(article) => article.path,
            Rows::Messages(messages) => messages.path,
        }
    }

    /// Yields the rows that stand in `status` by themselves: neither because of another row, which is
    /// named then, nor because a parent's translation does.
    pub fn rows_in(&self, status: Status) -> impl Iterator<Item = usize> + '_ {
        let units = self.own.comparison.units.iter();
        units
            .filter(move |unit| unit.status == status && self.is_own(unit))
            .map(|unit| unit.row)
    }

    fn is_own(&self, unit: &Unit<'_>) -> bool {
        let has_text = self.own.texts[unit.row].is_some();
        if self.own.side.is_overlay && self.own.side.parent.is_some() && !has_text {
            return false;
        }
        let units = &self.own.comparison.units;
        if unit.same_as.is_some() && (unit.basis.is_none() || unit.repeats.is_some()) {
            let mut at = unit;
            for _ in 0..units.len() {
                match at.same_as {
                    Some(next) => at = &units[next],
                    None => return at.status != unit.status,
                }
            }
            return true;
        }
        let is_grouped = unit.joined.is_some() || self.members.contains_key(&unit.row);
        !is_grouped || self.has_reason(unit)
    }

    /// Tells whether a member of a joined group has its status by itself.
    fn has_reason(&self, unit: &Unit<'_>) -> bool {
        let Some((_, entry)) = self.entry(unit.row) else {
            return unit.status == Status::Missing;
        };
        match unit.status {
            Status::Missing => !entry.has_value(),
            Status::Draft => entry.line(Name::Draft).is_some(),
            Status::Stale => unit.basis.is_some() && !unit.carried,
            Status::Unverified => entry.basis() == Basis::Unknown,
            Status::Current => true,
        }
    }

    /// Makes a remark on a unit: at its id, at its stub's line, or on the file where nothing stands for it.
    pub fn remark_on_unit(&self, row: usize, message: String, help: String) -> Remark<'s> {
        match self.entry(row) {
            Some((_, entry)) => {
                let span = match entry.form {
                    Form::Stub => self.stub_line(entry),
                    _ => entry.id_span,
                };
                Remark {
                    id: Some(self.id(row).to_owned()),
                    ..self.paper.remark_on(entry, Some(span), message, help)
                }
            }
            None => Remark {
                id: Some(self.id(row).to_owned()),
                ..self.paper.remark(None, message, help)
            },
        }
    }

    /// Returns the line `# id =` of a stub.
    pub fn stub_line(&self, entry: &Entry<'_>) -> Span {
        let start = entry.comment.end;
        let line = self.paper.raw[start..].lines().next().unwrap_or_default();
        Span::new(start, start + line.len())
    }
}

/// Returns where the value of an entry stands, its attributes included; the id without a value.
pub fn value_span(raw: &str, entry: &Entry<'_>) -> Span {
    let rest = &raw[entry.id_span.end..entry.span.end];
    let Some(equals) = rest.find('=') else {
        return entry.id_span;
    };
    let behind = &rest[equals + 1..];
    let start = entry.id_span.end + equals + 1 + (behind.len() - behind.trim_start().len());
    let end = entry.id_span.end + rest.trim_end().len();
    if start < end {
        Span::new(start, end)
    } else {
        entry.id_span
    }
}
