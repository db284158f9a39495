//! Boundaries: why sentences end where they end, for `segments --explain`.
//!
//! It shows decisions; it makes none.

use std::io::{self, Write};

use serde::Serialize;

use super::flow::{hang, piece};
use super::screen::{Ink, Screen, safe};
use super::{count, json};
use crate::document::Judged;
use crate::span::LineIndex;

/// How many characters of the text are shown on each side of a place.
const N_BESIDE: usize = 24;

/// Is `tolka.boundaries/1`.
#[derive(Serialize)]
struct Json<'d> {
    schema: &'static str,
    path: &'d str,
    boundaries: Vec<Row<'d>>,
}

/// Is a decision as both formats show it.
#[derive(Serialize)]
struct Row<'d> {
    offset: usize,
    line: usize,
    column: usize,
    boundary: bool,
    rule: &'static str,
    says: &'static str,
    class: Option<&'static str>,
    word: Option<&'d str>,
    before: String,
    after: String,
}

fn rows<'d>(source: &str, judged: &'d [Judged]) -> Vec<Row<'d>> {
    let lines = LineIndex::new(source);
    let rows = judged.iter().map(|judged| {
        let position = lines.position(source, judged.at);
        let (before, after) = source.split_at(judged.at);
        let start = before
            .char_indices()
            .rev()
            .nth(N_BESIDE - 1)
            .map_or(0, |(at, _)| at);
        let end = after
            .char_indices()
            .nth(N_BESIDE)
            .map_or(after.len(), |(at, _)| at);
        let (rule, says) = if judged.decision.kept && !judged.is_kept {
            (
                "inside-markup",
                "No sentence ends inside emphasis, a link or a protected span.",
            )
        } else {
            (judged.decision.rule.name(), judged.decision.rule.says())
        };
        let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        Row {
            offset: judged.at,
            line: position.line,
            column: position.column,
            boundary: judged.is_kept,
            rule,
            says,
            class: judged.decision.class.map(crate::segment::Class::name),
            word: (!judged.word.is_empty()).then_some(&*judged.word),
            before: folded(&before[start..]),
            after: folded(&after[..end]),
        }
    });
    rows.collect()
}

/// Writes the decisions for people.
pub fn text(
    out: &mut dyn Write,
    screen: &Screen,
    path: &str,
    source: &str,
    judged: &[Judged],
) -> io::Result<()> {
    let rows = rows(source, judged);
    for row in &rows {
        let (ink, sign) = if row.boundary {
            (Ink::Good, "ends")
        } else {
            (Ink::Dim, "goes on")
        };
        let header = [
            piece(Ink::Path, format!("{}:{} ", row.line, row.column)),
            piece(Ink::Plain, format!("{} ", safe(&row.before))),
            piece(ink, "|"),
            piece(Ink::Plain, format!(" {}", safe(&row.after))),
        ];
        hang(out, screen, &[], 4, &header)?;
        let class = row
            .class
            .map_or_else(String::new, |class| format!(", class {class}"));
        let word = row
            .word
            .map_or_else(String::new, |word| format!(", word “{}”", safe(word)));
        let reason = [
            piece(ink, sign),
            piece(Ink::Strong, format!(" {}", row.rule)),
            piece(Ink::Dim, format!("{class}{word}: {}", row.says)),
        ];
        hang(out, screen, &[piece(Ink::Plain, "    ")], 0, &reason)?;
    }
    if !rows.is_empty() {
        writeln!(out)?;
    }
    let n_kept = rows.iter().filter(|row| row.boundary).count();
    let label = [piece(Ink::Path, safe(path)), piece(Ink::Plain, ": ")];
    let totals = format!(
        "{} looked at inside blocks, {} inside them",
        count(rows.len(), "place"),
        count(n_kept, "boundary").replace("boundarys", "boundaries")
    );
    hang(out, screen, &label, 0, &[piece(Ink::Plain, totals)])
}

/// Writes the same as `tolka.boundaries/1`.
pub fn boundaries_json(
    out: &mut dyn Write,
    path: &str,
    source: &str,
    judged: &[Judged],
) -> io::Result<()> {
    let boundaries = rows(source, judged);
    json::write(
        out,
        &Json {
            schema: "tolka.boundaries/1",
            path,
            boundaries,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Format, Settings, Unit};
    use crate::segment::Rules;

    #[test]
    fn every_place_has_its_rule() {
        let settings = Settings {
            unit: Unit::Sentence,
            front_matter: Vec::new(),
            protect: Vec::new(),
            rules: Rules::new("en"),
        };
        let source = "Gen. Pinzon left. *He said. He left.* Then\nit rained.\n";
        let judged = Document::explain(source, Format::Markdown, &settings);
        let rows = rows(source, &judged);
        let found: Vec<_> = rows
            .iter()
            .map(|row| (row.boundary, row.rule, row.class, row.word))
            .collect();
        assert_eq!(
            found,
            [
                (false, "abbreviation", Some("title"), Some("Gen")),
                (true, "full-stop", None, Some("left")),
                (false, "inside-markup", None, Some("said")),
                (true, "full-stop", None, Some("left")),
            ]
        );
    }
}
