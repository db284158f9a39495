//! `tolka verify`: the proof that articles come through byte for byte, in a workspace or not.

use std::io::Write;
use std::path::PathBuf;

use super::Outcome;
use crate::assemble::{Choice, assemble};
use crate::document::{Document, Settings, Unit};
use crate::error::{Error, Result};
use crate::project::{read, walk};
use crate::segment::Rules;
use crate::span::LineIndex;

/// Is what the command is told.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Articles, or folders of them; the workspace's articles by default
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

/// Verifies articles.
///
/// # Errors
/// Where a path cannot be read.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<Outcome> {
    let (files, settings) = if args.paths.is_empty() {
        let session = super::load::Session::open()?;
        let articles = session.files.articles.iter();
        let files = articles
            .map(|files| session.project.absolute(&files.place.path))
            .collect();
        (files, session.into_settings())
    } else {
        (walk::below(&args.paths)?, plain_settings("en"))
    };
    let mut n_bytes = 0;
    let mut n_segments = 0;
    let mut n_wrong = 0;
    for path in &files {
        let name = path.display();
        let text = match read::text(path) {
            Ok(text) => text,
            Err(reason) => {
                writeln!(out, "{name}: {reason}")?;
                n_wrong += 1;
                continue;
            }
        };
        let Some(format) = walk::format_of(&path.to_string_lossy()) else {
            return Err(Error::usage(format!(
                "{name}: tolka reads .md, .txt and .html articles"
            )));
        };
        let (document, _) = Document::parse(&text, format, &settings);
        n_bytes += text.len();
        n_segments += document.segments.len();
        for (law, offset) in broken_laws(&document) {
            let at = LineIndex::new(&text).position(&text, offset);
            writeln!(
                out,
                "{name}:{}:{}: {law}; the first byte that differs is {offset}",
                at.line, at.column
            )?;
            n_wrong += 1;
        }
    }
    let n_files = files.len();
    writeln!(
        out,
        "{n_files} articles, {n_segments} segments, {n_bytes} bytes: {}",
        match n_wrong {
            0 => "every byte comes through".to_owned(),
            n => format!("{n} problems"),
        }
    )?;
    Ok(if n_wrong == 0 {
        Outcome::Done
    } else {
        Outcome::No
    })
}

/// Returns the laws that a document breaks, each with the offset of the first byte that differs.
fn broken_laws(document: &Document<'_>) -> Vec<(&'static str, usize)> {
    let mut broken = Vec::new();
    let mut at = 0;
    for part in &document.parts {
        let span = part.span();
        if span.start != at {
            broken.push((
                "the parts do not concatenate to the source",
                at.min(span.start),
            ));
            break;
        }
        at = span.end;
    }
    if at != document.source.len() && broken.is_empty() {
        broken.push(("the parts do not concatenate to the source", at));
    }
    let texts: Vec<Choice<'_>> = document
        .segments
        .iter()
        .map(|segment| Choice::Text(&segment.text))
        .collect();
    let assembled = assemble(document, &texts, None);
    if assembled.text != document.source {
        let same = assembled
            .text
            .bytes()
            .zip(document.source.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        broken.push(("assembling the source does not give the source", same));
    }
    broken
}

/// Returns the settings for articles outside a workspace.
pub fn plain_settings(language: &str) -> Settings {
    Settings {
        unit: Unit::Sentence,
        front_matter: vec!["title".to_owned(), "description".to_owned()],
        protect: Vec::new(),
        rules: Rules::new(language),
    }
}
