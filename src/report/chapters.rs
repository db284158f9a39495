//! Chapters: the diff put together out of what each article shows in each locale, in the order in which a translator
//! works. Separate because a workspace is looked at part by part, and which chapter comes first is known at the end.

use std::cmp::Reverse;
use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;

use super::diff::{Layout, Shown, is_shown_above, write_text};
use super::facts::{Facts, Original, originals};
use super::flow::{hang, line, list, piece, whole};
use super::screen::{Ink, Screen};
use super::{Scope, count, json};
use crate::compare::Status;
use crate::locale::Locale;
use crate::relate::Workspace;
use crate::segment::count::words;

/// Is what is shown of one article or message file in one locale: a workspace is looked at part by part, and what is
/// shown first is known when all of it was seen. `T` is what was made of its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Chapter<T> {
    /// The locale's place among those of the workspace.
    locale: usize,
    turn: usize,
    n_words: usize,
    /// Its place among message files; 0 of an article, which the path tells.
    number: usize,
    path: String,
    n_segments: usize,
    /// How many segments are shown with the parent of the locale.
    n_above: usize,
    /// Whether some have no entry yet.
    is_behind: bool,
    text: T,
}

/// Says how the diff is written.
#[derive(Clone, Copy, Debug)]
pub enum Voice {
    /// For people.
    Text(Screen, Layout),
    /// As `tolka.diff/1`.
    Json,
}

/// Writes what is shown of a workspace or a part of one, and hands it to `lay`.
pub fn chapters<T: Send>(
    workspace: &Workspace<'_>,
    scope: &Scope<'_>,
    voice: Voice,
    lay: impl Fn(&[u8]) -> T + Sync,
) -> Vec<Chapter<T>> {
    let originals: Vec<Original<'_, '_>> = originals(workspace)
        .filter(|original| scope.has_path(original.path()))
        .collect();
    let n_messages = workspace.messages.len();
    let chapters = originals.par_iter().flat_map_iter(|original| {
        let number = workspace.messages.iter().position(
            |messages| matches!(original, Original::Messages(own) if std::ptr::eq(*own, messages)),
        );
        let number = match original {
            Original::Article(_) => 0,
            Original::Messages(_) => 1 + number.unwrap_or_default(),
            Original::Gone(_) => 1 + n_messages,
        };
        let locales = workspace.locales.iter().enumerate();
        let locales = locales.filter(|(_, locale)| scope.has_locale(locale));
        let chapters = locales.filter_map(|(idx, locale)| {
            let facts = original.facts(original.side(locale)?, |status| status != Status::Current);
            let shown = facts.into_iter().map(|facts| Shown {
                locale,
                original: *original,
                facts,
            });
            let shown: Vec<Shown<'_, '_>> = shown.collect();
            if shown.is_empty() {
                return None;
            }
            let own: Vec<&Shown<'_, '_>> = shown
                .iter()
                .filter(|segment| !is_shown_above(segment, scope))
                .collect();
            let mut text = Vec::new();
            let written = match voice {
                Voice::Text(screen, layout) => {
                    write_text(&mut text, &screen, layout, workspace.source_locale, &own)
                }
                Voice::Json => write_units(&mut text, &shown),
            };
            written.expect("memory takes whatever is written");
            Some(Chapter {
                locale: idx,
                turn: turn(*original),
                n_words: shown.iter().map(|own| words(own.facts.source)).sum(),
                number,
                path: original.path().to_owned(),
                n_segments: shown.len(),
                n_above: shown.len() - own.len(),
                is_behind: shown.iter().any(|own| own.facts.line.is_none()),
                text: lay(&text),
            })
        });
        chapters.collect::<Vec<_>>()
    });
    chapters.collect()
}

/// Writes the chapters of all parts as a translator works: locale by locale, the terms first, for the articles are
/// written with them; then the articles with the most words to do, as `status` lists them, each from top to bottom; then
/// the messages. `take` returns the text of a chapter.
///
/// What a locale has from its parent is shown to people with the parent, where that is asked for too.
///
/// # Errors
/// Where nobody reads it, or `take` fails.
pub fn write<T>(
    out: &mut dyn Write,
    voice: Voice,
    workspace: &Workspace<'_>,
    mut chapters: Vec<Chapter<T>>,
    take: &dyn Fn(T) -> io::Result<Vec<u8>>,
) -> io::Result<()> {
    // What has as many words stands in the order of the paths.
    chapters.sort_by(|a, b| {
        let key = |own: &Chapter<T>| (own.locale, own.turn, Reverse(own.n_words), own.number);
        key(a).cmp(&key(b)).then_with(|| a.path.cmp(&b.path))
    });
    match voice {
        Voice::Text(screen, _) if chapters.is_empty() => {
            let current = [piece(Ink::Good, "Every segment is current.")];
            line(out, &screen, 0, &current)
        }
        Voice::Text(screen, _) => {
            let totals = totals(workspace, &chapters);
            let is_behind = chapters.iter().any(|own| own.is_behind);
            for chapter in chapters {
                out.write_all(&take(chapter.text)?)?;
            }
            let totals = totals.into_iter().map(|total| whole(Ink::Plain, total));
            let head = [piece(Ink::Strong, "to do: ")];
            hang(out, &screen, &head, 0, &list(totals, "; "))?;
            if is_behind {
                let next = "Some have no entry in their locale file yet: run \"tolka sync\"";
                line(out, &screen, 0, &[piece(Ink::Plain, next)])?;
            }
            Ok(())
        }
        Voice::Json => {
            let nothing = Json {
                schema: "tolka.diff/1",
                source_locale: workspace.source_locale,
                units: [(); 0],
            };
            let mut frame = Vec::new();
            json::write(&mut frame, &nothing)?;
            let (head, tail) = frame.split_at(frame.len() - "]}\n".len());
            out.write_all(head)?;
            for (at, chapter) in chapters.into_iter().enumerate() {
                if 0 < at {
                    out.write_all(b",")?;
                }
                out.write_all(&take(chapter.text)?)?;
            }
            out.write_all(tail)
        }
    }
}

/// Says when it is the turn of a file.
fn turn(original: Original<'_, '_>) -> usize {
    match original {
        Original::Messages(messages)
            if messages.lines.iter().any(|(id, ..)| id.starts_with('-')) =>
        {
            0
        }
        Original::Article(_) | Original::Gone(_) => 1,
        Original::Messages(_) => 2,
    }
}

/// Writes segments as JSON, with commas between them.
fn write_units(out: &mut Vec<u8>, shown: &[Shown<'_, '_>]) -> io::Result<()> {
    for (at, segment) in shown.iter().enumerate() {
        if 0 < at {
            out.push(b',');
        }
        let unit = JsonUnit {
            locale: segment.locale,
            article: segment.original.article(),
            source_path: segment.original.path(),
            facts: &segment.facts,
        };
        json::write(out, &unit)?;
        // Its line goes on.
        out.pop();
    }
    Ok(())
}

/// Says for each locale with something to do how much that is.
fn totals<T>(workspace: &Workspace<'_>, chapters: &[Chapter<T>]) -> Vec<String> {
    let totals = chapters.chunk_by(|a, b| a.locale == b.locale).map(|own| {
        let locale = &workspace.locales[own[0].locale];
        let sum = |of: fn(&Chapter<T>) -> usize| own.iter().map(of).sum::<usize>();
        let n_segments = sum(|chapter| chapter.n_segments);
        let above = match sum(|chapter| chapter.n_above) {
            0 => String::new(),
            n if n == n_segments => ", all of them shown with its parent".to_owned(),
            n => format!(", {n} of them shown with its parent"),
        };
        format!(
            "{locale} {}, {}{above}",
            count(n_segments, "segment"),
            count(sum(|chapter| chapter.n_words), "word")
        )
    });
    totals.collect()
}

/// Is `tolka.diff/1`.
#[derive(Serialize)]
struct Json<'w> {
    schema: &'static str,
    source_locale: &'w Locale,
    /// Each is written by itself.
    units: [(); 0],
}

#[derive(Serialize)]
struct JsonUnit<'w> {
    locale: &'w Locale,
    /// `None` for a message of a message file.
    article: Option<&'w str>,
    source_path: &'w str,
    #[serde(flatten)]
    facts: &'w Facts<'w>,
}
