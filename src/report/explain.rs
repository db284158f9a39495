//! Explain: a check's page, and where the id of a segment comes from.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;

use super::diff::word_diff;
use super::facts::{Facts, Original};
use super::flow::{Piece, hang, line, piece};
use super::json;
use super::screen::{Ink, Screen, safe};
use super::status::ink;
use crate::align::Origin;
use crate::align::words::{Interner, likeness};
use crate::change::Class;
use crate::classify::edits::Edits;
use crate::diff::{Change, Op, words};
use crate::locale::Locale;
use crate::relate::{Article, Workspace};
use crate::span::LineIndex;

/// Writes a check's page (Markdown: headings, paragraphs, lists, code) for people.
pub fn page(out: &mut dyn Write, screen: &Screen, markdown: &str) -> io::Result<()> {
    let mut is_code = false;
    for own in markdown.trim_end().lines() {
        is_code ^= own.starts_with("```");
        if !screen.is_coloured && screen.width.is_none() || is_code || own.starts_with("```") {
            writeln!(out, "{own}")?;
        } else if own.starts_with('#') {
            line(
                out,
                screen,
                0,
                &[piece(Ink::Strong, own.trim_start_matches(['#', ' ']))],
            )?;
        } else {
            let text = own.trim_start_matches([' ', '-']);
            let label = [piece(Ink::Plain, &own[..own.len() - text.len()])];
            hang(out, screen, &label, 0, &unless_empty(text))?;
        }
    }
    Ok(())
}

fn unless_empty(text: &str) -> Vec<Piece<'_>> {
    if text.is_empty() {
        Vec::new()
    } else {
        vec![piece(Ink::Plain, text)]
    }
}

/// From which likeness on a remembered segment is worth naming beside the one that was matched.
const NEAR: f64 = 0.25;

/// Is `tolka.explain/1`: what became of a segment since the last `sync`, and how it stands in every locale.
#[derive(Serialize)]
struct Lineage<'w> {
    schema: &'static str,
    source_locale: &'w Locale,
    article: &'w str,
    id: &'w str,
    line: usize,
    column: usize,
    context: &'w str,
    source: &'w str,
    /// `equal`, `moved`, `edited`, `split`, `merged`, `resegmented` or `new`.
    origin: &'static str,
    /// Likeness of the words, 0 to 1, of a text that was edited, split or merged.
    score: Option<f64>,
    /// The text that the catalog remembers, where it is another; of several segments the one text that they were.
    remembered: Option<Cow<'w, str>>,
    /// The heaviest class of the edit from `remembered`.
    class: Option<Class>,
    /// The remembered segments that it comes from.
    from: Vec<&'w str>,
    /// The article that remembers them, where that is another one, or had another path.
    from_article: Option<&'w str>,
    /// The remembered segment that is nearest to it besides those.
    runner_up: Option<Near<'w>>,
    diff: Option<Vec<Changed>>,
    locales: Vec<LineageLocale<'w>>,
}

/// Is a stretch of a word diff, without borrows: a remembered text may be made of several.
#[derive(Serialize)]
struct Changed {
    op: Op,
    text: String,
}

/// Is a remembered segment that was not matched.
#[derive(Serialize)]
struct Near<'w> {
    /// The article, where it is another one.
    article: Option<&'w str>,
    id: &'w str,
    text: &'w str,
    score: f64,
}

#[derive(Serialize)]
struct LineageLocale<'w> {
    locale: &'w Locale,
    #[serde(flatten)]
    facts: Facts<'w>,
}

/// Finds the remembered segment that is nearest to a row, those apart that it was matched with: in its own article,
/// else in any.
fn runner_up<'w>(
    workspace: &'w Workspace<'_>,
    article: &'w Article<'_>,
    row: usize,
    matched: &Range<usize>,
) -> Option<Near<'w>> {
    let mut interner = Interner::default();
    let words = interner.words(&article.document.segments[row].text);
    let mut best: Option<Near<'w>> = None;
    let from = matched
        .clone()
        .next()
        .and_then(|idx| article.catalog.entries[idx].from.as_ref());
    let others = workspace
        .articles
        .iter()
        .filter(|other| other.path != article.path);
    for other in std::iter::once(article).chain(others) {
        let is_own = other.path == article.path;
        for (idx, entry) in other.catalog.entries.iter().enumerate() {
            let is_matched = match is_own {
                true => matched.contains(&idx),
                false => from.is_some_and(|from| {
                    from.article == other.path && from.id == entry.id || entry.from.is_some()
                }),
            };
            if is_matched {
                continue;
            }
            let least = best.as_ref().map_or(NEAR, |best| best.score);
            let score = likeness(&words, &interner.words(&entry.text), least);
            // Of equally like ones the first.
            if least <= score && best.as_ref().is_none_or(|best| best.score < score) {
                best = Some(Near {
                    article: (!is_own).then_some(other.path),
                    id: entry.id.as_str(),
                    text: &entry.text,
                    score,
                });
            }
        }
    }
    best
}

fn lineage<'w>(
    workspace: &'w Workspace<'_>,
    article: &'w Article<'_>,
    row: usize,
    edits: &Edits<'_>,
) -> Lineage<'w> {
    let segment = &article.document.segments[row];
    let source = article.document.source;
    let position = LineIndex::new(source).position(source, segment.span.start);
    let (origin, score) = match article.origins[row] {
        Origin::Equal { .. } => ("equal", None),
        Origin::Moved { .. } => ("moved", None),
        Origin::Edited { score, .. } => ("edited", Some(score)),
        Origin::Split { score: 1.0, .. } => ("resegmented", Some(1.0)),
        Origin::Split { score, .. } => ("split", Some(score)),
        Origin::Merged { score, .. } => ("merged", Some(score)),
        Origin::New => ("new", None),
    };
    let matched = article.origins[row].remembered();
    let entries = &article.catalog.entries;
    let texts: Vec<&str> = entries[matched.clone()]
        .iter()
        .map(|entry| &*entry.text)
        .collect();
    let remembered = match &*texts {
        [] => None,
        [text] => Some(Cow::Borrowed(*text)),
        several => Some(Cow::Owned(several.join(" "))),
    };
    let remembered = remembered.filter(|text| *text != segment.text);
    let class = remembered
        .as_ref()
        .and_then(|text| edits.classify(text, &segment.text).heaviest());
    let original = Original::Article(article);
    let locales = workspace.locales.iter().filter_map(|locale| {
        let facts = original
            .facts(original.side(locale)?, |_| true)
            .into_iter()
            .nth(row)?;
        Some(LineageLocale { locale, facts })
    });
    Lineage {
        schema: "tolka.explain/1",
        source_locale: workspace.source_locale,
        article: article.path,
        id: article.ids[row].as_str(),
        line: position.line,
        column: position.column,
        context: &segment.context.0,
        source: &segment.text,
        origin,
        score,
        diff: remembered.as_deref().map(|text| {
            let changes = words(text, &segment.text).into_iter();
            let owned = changes.map(|change| Changed {
                op: change.op,
                text: change.text.to_owned(),
            });
            owned.collect()
        }),
        remembered,
        class,
        from: entries[matched.clone()]
            .iter()
            .map(|entry| {
                entry
                    .from
                    .as_ref()
                    .map_or(&entry.id, |from| &from.id)
                    .as_str()
            })
            .collect(),
        from_article: entries[matched.clone()]
            .first()
            .and_then(|entry| entry.from.as_ref())
            .map(|from| from.article),
        runner_up: runner_up(workspace, article, row, &matched),
        locales: locales.collect(),
    }
}

/// Writes for people where the segment `row` of an article comes from, and how it stands.
pub fn lineage_text(
    out: &mut dyn Write,
    screen: &Screen,
    workspace: &Workspace<'_>,
    article: &Article<'_>,
    row: usize,
    edits: &Edits<'_>,
) -> io::Result<()> {
    let lineage = lineage(workspace, article, row, edits);
    let header = [
        piece(
            Ink::Path,
            format!(
                "{}:{}:{}",
                safe(lineage.article),
                lineage.line,
                lineage.column
            ),
        ),
        piece(Ink::Plain, " "),
        piece(Ink::Strong, lineage.id),
        piece(Ink::Dim, format!(" {}", safe(lineage.context))),
    ];
    line(out, screen, 4, &header)?;
    let whole = [Change {
        op: Op::Equal,
        text: lineage.source,
    }];
    let changes: Vec<Change<'_>> = match &lineage.diff {
        Some(diff) => diff.iter().map(Changed::change).collect(),
        None => whole.to_vec(),
    };
    hang(out, screen, &[], 4, &word_diff(screen, &changes))?;
    hang(out, screen, &[], 4, &[piece(Ink::Dim, sentence(&lineage))])?;
    if let Some(near) = &lineage.runner_up {
        let place = near
            .article
            .map_or_else(String::new, |path| format!("{} ", safe(path)));
        let score = percent(near.score);
        let next = format!("Next nearest: {place}{} ({score} of the words)", near.id);
        hang(out, screen, &[], 4, &[piece(Ink::Dim, next)])?;
    }
    for LineageLocale { locale, facts } in &lineage.locales {
        let place = match facts.line {
            Some(line) => format!("{}:{line}", safe(facts.path)),
            None => safe(facts.path).into_owned(),
        };
        let class = facts
            .class
            .map_or_else(String::new, |class| format!(" ({class})"));
        let pieces = [
            piece(ink(facts.status), facts.status.name()),
            piece(Ink::Dim, class),
            piece(Ink::Plain, " "),
            piece(Ink::Path, place),
        ];
        hang(
            out,
            screen,
            &[piece(Ink::Strong, format!("{locale}: "))],
            0,
            &pieces,
        )?;
    }
    Ok(())
}

impl Changed {
    fn change(&self) -> Change<'_> {
        Change {
            op: self.op,
            text: &self.text,
        }
    }
}

/// Says in a sentence where a segment comes from.
fn sentence(lineage: &Lineage<'_>) -> String {
    let class = lineage
        .class
        .map_or_else(String::new, |class| format!(" ({class})"));
    let alike = |whose: &str| {
        let score = lineage.score.map_or_else(String::new, percent);
        format!("{score} of the words{whose} are alike{class}")
    };
    let from = lineage.from.join(", ");
    if let Some(article) = lineage.from_article {
        let place = format!("{} {from}", safe(article));
        return match lineage.origin {
            "equal" | "moved" => format!("It is {place}, with the same text."),
            _ => format!("It is {place}, with another text; {}.", alike("")),
        };
    }
    match lineage.origin {
        "equal" => "The catalog remembers this text at this place.".to_owned(),
        "moved" => "The catalog remembers this text at another place.".to_owned(),
        "edited" => format!("The catalog remembers another text here; {}.", alike("")),
        "split" => format!(
            "It is a part of what the catalog remembers as {from}; {}.",
            alike(" of all parts")
        ),
        "resegmented" => {
            format!("The catalog remembers this text with other boundaries: in {from}.")
        }
        "merged" if lineage.score == Some(1.0) => {
            format!("The catalog remembers this text with other boundaries: in {from}.")
        }
        "merged" => format!("It is what the catalog remembers as {from}; {}.", alike("")),
        _ => "The catalog does not remember this text: the id is new.".to_owned(),
    }
}

/// Writes a likeness, rounded down as every percentage.
fn percent(score: f64) -> String {
    format!("{}%", (score * 100.0).floor())
}

/// Writes the same as `tolka.explain/1`.
pub fn explain_json(
    out: &mut dyn Write,
    workspace: &Workspace<'_>,
    article: &Article<'_>,
    row: usize,
    edits: &Edits<'_>,
) -> io::Result<()> {
    json::write(out, &lineage(workspace, article, row, edits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::{self, screen, valid, written};

    #[test]
    fn a_lineage_names_what_was_matched_and_every_locale() {
        let workspace = fixture::workspace();
        let article = &workspace.articles[0];
        let shown =
            written(|out| lineage_text(out, &screen(80), &workspace, article, 1, &Edits::PLAIN));
        assert_eq!(
            shown,
            "\
source/news/accord.md:3:1 colombias-minister-signed-an paragraph
    Colombia’s minister [-announced-]{+signed+} an accord on Saturday.
    The catalog remembers another text here; 85% of the words are alike
    (wording).
es: stale (wording) locales/es/news/accord.ftl:9
es-CO: stale (wording) locales/es/news/accord.ftl:9
ru: missing locales/ru/news/accord.ftl
"
        );
    }

    #[test]
    fn json_is_as_published() {
        let workspace = fixture::workspace();
        let report =
            valid(|out| explain_json(out, &workspace, &workspace.articles[0], 1, &Edits::PLAIN));
        assert_eq!(
            (&report["origin"], &report["locales"][1]["inherited_from"]),
            (&"edited".into(), &"es".into())
        );
        let report =
            valid(|out| explain_json(out, &workspace, &workspace.articles[0], 0, &Edits::PLAIN));
        assert_eq!(
            (&report["origin"], &report["diff"]),
            (&"equal".into(), &serde_json::Value::Null)
        );
    }

    #[test]
    fn a_page_is_wrapped_on_a_screen_and_left_alone_in_a_pipe() {
        let markdown = "# stale\n\n## What it does\nFinds translations whose English has changed.\n\n- One thing or another thing or a third\n\n```ftl\n# @was x\n```\n";
        assert_eq!(
            written(|out| page(out, &Screen::default(), markdown)),
            markdown
        );
        assert_eq!(
            written(|out| page(out, &screen(30), markdown)),
            "\
stale

What it does
Finds translations whose
English has changed.

- One thing or another thing
  or a third

```ftl
# @was x
```
"
        );
    }
}
