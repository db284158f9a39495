//! Segments: how a file is split, with ids where there is a workspace.

use std::io::{self, Write};

use serde::Serialize;

use super::flow::{hang, line, piece};
use super::screen::{Ink, Screen, safe};
use super::{count, json};
use crate::document::Document;
use crate::id::SegmentId;
use crate::locale::Locale;
use crate::segment::count::words;
use crate::span::LineIndex;

/// Is a file and its segments.
#[derive(Clone, Copy, Debug)]
pub struct Split<'d> {
    /// Its path, or `-`.
    pub path: &'d str,
    /// The locale it is written in.
    pub locale: &'d Locale,
    /// Its partition.
    pub document: &'d Document<'d>,
    /// The ids of its segments; `None` outside a workspace.
    pub ids: Option<&'d [SegmentId]>,
}

/// Is `tolka.segments/1`.
#[derive(Serialize)]
struct Json<'d> {
    schema: &'static str,
    path: &'d str,
    locale: &'d Locale,
    segments: Vec<Row<'d>>,
}

/// Is a segment as both formats show it.
#[derive(Serialize)]
struct Row<'d> {
    id: Option<&'d str>,
    text: &'d str,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    context: &'d str,
}

fn rows<'d>(split: &Split<'d>) -> Vec<Row<'d>> {
    let source = split.document.source;
    let lines = LineIndex::new(source);
    let segments = split
        .document
        .segments
        .iter()
        .enumerate()
        .map(|(idx, segment)| {
            let position = lines.position(source, segment.span.start);
            Row {
                id: split.ids.map(|ids| ids[idx].as_str()),
                text: &segment.text,
                start: segment.span.start,
                end: segment.span.end,
                line: position.line,
                column: position.column,
                context: &segment.context.0,
            }
        });
    segments.collect()
}

/// Writes the segments for people.
pub fn text(out: &mut dyn Write, screen: &Screen, split: &Split<'_>) -> io::Result<()> {
    let rows = rows(split);
    let n_words = rows.iter().map(|row| words(row.text)).sum();
    for row in &rows {
        let mut header = vec![
            piece(Ink::Path, format!("{}:{}", row.line, row.column)),
            piece(Ink::Dim, format!(" {}", safe(row.context))),
        ];
        header.extend(row.id.map(|id| piece(Ink::Strong, format!(" {id}"))));
        line(out, screen, 0, &header)?;
        hang(out, screen, &[], 4, &[piece(Ink::Plain, safe(row.text))])?;
    }
    if !rows.is_empty() {
        writeln!(out)?;
    }
    let label = [piece(Ink::Path, safe(split.path)), piece(Ink::Plain, ": ")];
    let totals = format!(
        "{}, {}",
        count(rows.len(), "segment"),
        count(n_words, "word")
    );
    hang(out, screen, &label, 0, &[piece(Ink::Plain, totals)])
}

/// Writes the segments as `tolka.segments/1`.
pub fn segments_json(out: &mut dyn Write, split: &Split<'_>) -> io::Result<()> {
    let report = Json {
        schema: "tolka.segments/1",
        path: split.path,
        locale: split.locale,
        segments: rows(split),
    };
    json::write(out, &report)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::{document, screen, valid, written};

    const SOURCE: &str = "# Мир\n\nOne here. Two\nthere.\n";

    #[test]
    fn every_segment_has_its_place_its_context_and_its_text() {
        let document = document(SOURCE);
        let ids = ["mir", "one-here", "two-there"].map(|id| SegmentId::new(id).unwrap());
        let en = "en".parse().unwrap();
        let split = Split {
            path: "source/a.md",
            locale: &en,
            document: &document,
            ids: Some(&ids),
        };
        let shown = written(|out| text(out, &screen(80), &split));
        assert_eq!(
            shown,
            "\
1:3 heading 1 mir
    Мир
3:1 paragraph one-here
    One here.
3:11 paragraph two-there
    Two there.

source/a.md: 3 segments, 5 words
"
        );
    }

    #[test]
    fn json_is_as_published() {
        let document = document(SOURCE);
        let en = "en".parse().unwrap();
        let split = Split {
            path: "-",
            locale: &en,
            document: &document,
            ids: None,
        };
        let report = valid(|out| segments_json(out, &split));
        assert_eq!(
            report["segments"][1],
            serde_json::json!({
                "id": null, "text": "One here.", "start": 10, "end": 19, "line": 3, "column": 1, "context": "paragraph"
            })
        );
    }

    #[test]
    fn a_file_without_prose_is_said() {
        let (document, en) = (document("```\ncode\n```\n"), "en".parse().unwrap());
        let split = Split {
            path: "a.md",
            locale: &en,
            document: &document,
            ids: None,
        };
        assert_eq!(
            written(|out| text(out, &Screen::default(), &split)),
            "a.md: 0 segments, 0 words\n"
        );
    }
}
