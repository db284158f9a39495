//! Catalog: the source locale's Fluent file of one article, id → English text, in article order.
//! It is the memory of the ids, and written by `sync` only.
//!
//! It does not know translations or statuses.

use std::borrow::Cow;
use std::ops::Range;

use foldhash::{HashSet, HashSetExt};
use memchr::memchr;

use crate::fluent::encode;
use crate::fluent::file::{Kind, Text};
use crate::fluent::value::Value;
use crate::id::SegmentId;
use crate::machine::{self, Name};

/// Is the memory of one article's ids.
#[derive(Debug, Default)]
pub struct Catalog<'t> {
    /// The segments as they stood when `sync` last ran, in the article's order then.
    pub entries: Vec<Remembered<'t>>,
}

/// Is a segment as the catalog remembers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered<'t> {
    /// Its id.
    pub id: SegmentId,
    /// Its text.
    pub text: Cow<'t, str>,
    /// The kind of its block, where it was the block's first segment.
    pub context: Option<&'t str>,
    /// The article whose catalog it stands in, where that is another one's, and its id there.
    pub from: Option<Elsewhere<'t>>,
}

/// Is a segment of another article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere<'t> {
    /// The article's path.
    pub article: &'t str,
    /// Its id there.
    pub id: SegmentId,
}

/// Is what the source locale asks of every other: one row per segment, or per message of a message file.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Its id; a term's with its `-`.
    pub id: &'a str,
    /// Its text, as bases are compared with it.
    pub text: &'a str,
    /// Its Fluent source on one line, where that is more than its encoded text: of a message or term.
    pub line: Option<&'a str>,
    /// The parts of its text that are one literal each.
    pub protected: &'a [Range<usize>],
    /// The kind of its block, where it is the block's first segment.
    pub context: Option<&'a str>,
    /// The author's notes.
    pub notes: &'a [String],
}

impl<'a> Row<'a> {
    /// Returns the value of its `@source` line.
    pub fn source_line(&self) -> Cow<'a, str> {
        self.line
            .map_or_else(|| encode::encode(self.text, self.protected), Cow::Borrowed)
    }
}

impl<'t> Catalog<'t> {
    /// Reads a catalog. What is no entry with an id and a text of its own is passed over: the catalog is
    /// rebuilt from the article at the next `sync`.
    pub fn read(text: &'t Text) -> Self {
        let file = text.parse();
        let mut seen = HashSet::with_capacity(file.items.len());
        let mut entries = Vec::with_capacity(file.items.len());
        for item in &file.items {
            let Kind::Message(message) = &item.kind else {
                continue;
            };
            let Some(Value::Text(text)) = message.reading() else {
                continue;
            };
            let Some(id) = SegmentId::new(message.name) else {
                continue;
            };
            if !seen.insert(message.name) {
                continue;
            }
            let mut lines = file.comment(item).iter();
            let context = lines.find_map(|line| line.content.strip_prefix("@context "));
            entries.push(Remembered {
                id,
                text,
                context,
                from: None,
            });
        }
        Catalog { entries }
    }
}

/// Returns the article's path that the first line of an article's Fluent file names; `source` is the
/// folder that articles stand in.
pub fn article_of<'r>(raw: &'r str, source: &str) -> Option<&'r str> {
    let raw = raw.strip_prefix('\u{FEFF}').unwrap_or(raw);
    let path = raw.lines().next()?.strip_prefix("### ")?.trim_end();
    path.strip_prefix(source)?.starts_with('/').then_some(path)
}

/// Is the second line of every catalog.
const WRITTEN: &str = "### Written by \"tolka sync\": edit the article, not this file.";

/// Tells a catalog from files that people write.
pub fn is_catalog(raw: &str) -> bool {
    raw.lines()
        .nth(1)
        .is_some_and(|line| line.trim_end() == WRITTEN)
}

/// Gives a catalog the line ends and the byte order mark of the one that stands there: git may have changed both on the
/// way to the disk, and that alone is nothing to write.
pub fn like(before: Option<&str>, raw: String) -> String {
    let Some(before) = before else { return raw };
    let (mark, rest) = match before.strip_prefix('\u{FEFF}') {
        Some(rest) => ("\u{FEFF}", rest),
        None => ("", before),
    };
    let is_crlf = memchr(b'\r', rest.as_bytes()).is_some()
        && rest.lines().count() == rest.matches("\r\n").count();
    match (is_crlf, mark) {
        (false, "") => raw,
        (false, mark) => format!("{mark}{raw}"),
        (true, mark) => format!("{mark}{}", raw.replace('\n', "\r\n")),
    }
}

/// Writes the catalog of `article` (its path in the workspace).
pub fn write<'a>(article: &str, rows: impl Iterator<Item = Row<'a>>) -> String {
    let mut raw = String::new();
    spell(article, rows, |piece| {
        raw.push_str(piece);
        true
    });
    raw
}

/// Tells whether a catalog is, byte for byte, what `write` makes.
pub fn is_of<'a>(raw: &str, article: &str, rows: impl Iterator<Item = Row<'a>>) -> bool {
    let mut rest = raw.as_bytes();
    let is_same = spell(article, rows, |piece| {
        match rest.split_at_checked(piece.len()) {
            Some((own, behind)) if own == piece.as_bytes() => {
                rest = behind;
                true
            }
            _ => false,
        }
    });
    is_same && rest.is_empty()
}

/// Hands out a catalog piece by piece, for as long as they are taken; tells whether all were.
fn spell<'a>(
    article: &str,
    mut rows: impl Iterator<Item = Row<'a>>,
    mut take: impl FnMut(&str) -> bool,
) -> bool {
    let mut all = |pieces: &[&str]| pieces.iter().all(|piece| take(piece));
    all(&["### ", article, "\n", WRITTEN, "\n\n"])
        && rows.all(|row| {
            let has_context = row.context.is_none_or(|context| {
                all(&machine::pieces(Name::Context, context)) && all(&["\n"])
            });
            has_context && all(&[row.id, " =\n    ", &row.source_line(), "\n\n"])
        })
        && all(&["### end\n"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_the_disk_are_nothing_to_write() {
        let raw = "### source/a.md\n\na =\n    A\n";
        let crlf = raw.replace('\n', "\r\n");
        for before in [
            raw,
            &crlf,
            &format!("\u{FEFF}{raw}"),
            &format!("\u{FEFF}{crlf}"),
        ] {
            assert_eq!(like(Some(before), raw.to_owned()), before);
        }
        for before in [None, Some(""), Some("a\r\nb\n")] {
            assert_eq!(like(before, raw.to_owned()), raw);
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let texts = ["Plain.", "**Bold** { and\u{A0}", "", "[x]\nздесь"];
        let ids = ["a", "b", "c", "d"];
        let rows = texts.iter().zip(ids).map(|(text, id)| Row {
            id,
            text,
            line: None,
            protected: &[],
            context: Some("paragraph"),
            notes: &[],
        });
        let raw = write("source/a.md", rows.clone());
        assert!(is_of(&raw, "source/a.md", rows.clone()));
        for other in [
            &raw[1..],
            &raw[..raw.len() - 1],
            &raw.replace("Plain", "plain"),
            &raw.replace("paragraph", "caption"),
        ] {
            assert!(!is_of(other, "source/a.md", rows.clone()));
        }
        assert_eq!(article_of(&raw, "source"), Some("source/a.md"));
        let text = Text::new(raw);
        let catalog = Catalog::read(&text);
        let read: Vec<&str> = catalog.entries.iter().map(|entry| &*entry.text).collect();
        assert_eq!(read, texts);
        assert_eq!(catalog.entries[0].context, Some("paragraph"));
    }

    #[test]
    fn conflict_markers_leave_the_rest() {
        let raw =
            "### source/a.md\n\n<<<<<<< ours\na =\n    A\n=======\nb =\n    B\n>>>>>>> theirs\n";
        let text = Text::new(raw.to_owned());
        assert_eq!(Catalog::read(&text).entries.len(), 2);
    }
}
