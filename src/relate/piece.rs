//! Piece: a locale file put together from pieces of others, which remembers where every line comes from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::span::{LineIndex, Position};
use crate::translation::Translation;
use crate::translation::frame::head;

/// Says where the lines of a file that is not written yet stand today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Runs of lines, in order.
    runs: Vec<Run>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    /// The run's first line.
    first: usize,
    path: Arc<str>,
    /// The line that it stands in today.
    line: usize,
}

impl Places {
    /// Returns the path and the position where something stands today.
    pub fn of(&self, position: Position) -> Option<(&str, Position)> {
        let at = self
            .runs
            .partition_point(|run| run.first <= position.line)
            .checked_sub(1)?;
        let run = &self.runs[at];
        let line = run.line + position.line - run.first;
        let column = position.column;
        Some((&*run.path, Position { line, column }))
    }

    /// Returns where the lines of `raw` stand today, where those of `path` are lines of a file that is not written
    /// either, and stand where `earlier` says.
    pub(super) fn through(&self, earlier: &Places, path: &str, raw: &str) -> Places {
        let lines = 1..=raw.matches('\n').count() + 1;
        let runs = lines.filter_map(|line| {
            let (own, position) = self.of(Position { line, column: 1 })?;
            let (path, position) = match own == path {
                true => earlier.of(position)?,
                false => (own, position),
            };
            Some(Run {
                first: line,
                path: path.into(),
                line: position.line,
            })
        });
        Places {
            runs: runs.collect(),
        }
    }
}

/// Is a stretch of bytes of a file.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub text: String,
    pub path: Arc<str>,
    pub line: usize,
}

/// Puts a file together.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    pub raw: String,
    places: Places,
    n_lines: usize,
}

impl Assembly {
    /// Appends the bytes that stand in `path` from `line` on.
    pub fn push(&mut self, text: &str, path: &Arc<str>, line: usize) {
        if text.is_empty() {
            return;
        }
        // In the middle of a line its beginning counts.
        let is_inside = !self.raw.is_empty() && !self.raw.ends_with('\n');
        self.places.runs.push(Run {
            first: self.n_lines + 1 + usize::from(is_inside),
            path: Arc::clone(path),
            line: line + usize::from(is_inside),
        });
        self.n_lines += text.matches('\n').count();
        self.raw.push_str(text);
    }

    /// Returns the bytes and where they stand today.
    pub fn finish(self) -> (String, Places) {
        (self.raw, self.places)
    }
}

/// Is a file by its holder and its index there.
pub(super) type At = (usize, usize);

/// Is what becomes of one file.
#[derive(Default)]
pub(super) struct Change {
    /// Bytes that go, and what comes in their place.
    pub edits: BTreeMap<(usize, usize), String>,
    /// What is put in, by its row; helpers first.
    pub pieces: Vec<(Option<usize>, Vec<Piece>)>,
    /// Ids of messages that are put in for others to refer to.
    pub helpers: BTreeSet<String>,
}

/// Is what is done to a file: bytes that change, and pieces that are put in behind its entries.
#[derive(Debug, Default)]
pub(super) struct Insert {
    /// Ranges of bytes, and what comes in their place.
    pub edits: BTreeMap<(usize, usize), String>,
    /// What is put in, each of some pieces.
    pub pieces: Vec<Vec<Piece>>,
}

/// Does it to a file of `article` at `path`, or to none yet; returns the bytes and where they stand today.
pub(super) fn insert(
    file: Option<&Translation<'_>>,
    path: &Arc<str>,
    article: &str,
    change: &Insert,
) -> (String, Places) {
    let mut assembly = Assembly::default();
    let Some(translation) = file else {
        assembly.push(&head(Some(article)), path, 1);
        put(&mut assembly, &change.pieces, "\n", path);
        assembly.push("### end\n", path, 1);
        return assembly.finish();
    };
    let (raw, newline) = (translation.file.raw, translation.file.newline);
    let lines = LineIndex::new(raw);
    let end = translation.file.items.last();
    let end = end.filter(|item| item.span.of(raw).trim_end() == "### end");
    let insert_at = end.map_or(raw.len(), |item| item.span.start);
    let mut from = 0;
    let push = |assembly: &mut Assembly, from: usize, to: usize| {
        assembly.push(&raw[from..to], path, line_of(&lines, raw, from));
    };
    let before = change
        .edits
        .iter()
        .filter(|((start, _), _)| *start < insert_at);
    let behind = change
        .edits
        .iter()
        .filter(|((start, _), _)| insert_at <= *start);
    for ((start, end), text) in before {
        if from <= *start {
            push(&mut assembly, from, *start);
            assembly.push(text, path, line_of(&lines, raw, *start));
            from = *end;
        }
    }
    let insert_at = insert_at.max(from);
    push(&mut assembly, from, insert_at);
    put(&mut assembly, &change.pieces, newline, path);
    from = insert_at;
    for ((start, end), text) in behind {
        if from <= *start {
            push(&mut assembly, from, *start);
            assembly.push(text, path, line_of(&lines, raw, *start));
            from = *end;
        }
    }
    push(&mut assembly, from, raw.len());
    assembly.finish()
}

/// Puts pieces in, each with a blank line behind it.
fn put(assembly: &mut Assembly, pieces: &[Vec<Piece>], newline: &str, path: &Arc<str>) {
    if pieces.is_empty() {
        return;
    }
    let blank = format!("{newline}{newline}");
    while !assembly.raw.is_empty() && !assembly.raw.ends_with(&blank) {
        assembly.push(newline, path, 1);
    }
    for pieces in pieces {
        for piece in pieces {
            let text = piece.text.replace("\r\n", "\n").replace('\n', newline);
            assembly.push(&text, &piece.path, piece.line);
        }
        assembly.push(newline, path, 1);
    }
}

/// Returns the line of a byte offset.
pub(super) fn line_of(lines: &LineIndex, raw: &str, offset: usize) -> usize {
    lines.position(raw, offset).line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_knows_where_it_stands() {
        let (a, b): (Arc<str>, Arc<str>) = ("a.ftl".into(), "b.ftl".into());
        let mut assembly = Assembly::default();
        assembly.push("1\n2\n", &a, 1);
        assembly.push("x\ny\n", &b, 7);
        assembly.push("5\n6\n", &a, 5);
        let (raw, places) = assembly.finish();
        assert_eq!(raw, "1\n2\nx\ny\n5\n6\n");
        let at = |line| places.of(Position { line, column: 3 });
        let is = |path, line| Some((path, Position { line, column: 3 }));
        assert_eq!(at(2), is("a.ftl", 2));
        assert_eq!(at(4), is("b.ftl", 8));
        assert_eq!(at(6), is("a.ftl", 6));
    }
}
