//! `tolka verify`: the proof that articles come through byte for byte, in a workspace or not.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Outcome, screen};
use crate::document::{Document, Settings, Unit};
use crate::error::{Error, Result};
use crate::project::{read, walk};
use crate::prove::broken_laws;
use crate::report::verify::{Problem, Proof, text};
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
        let unreadable = session.files.unreadable.iter();
        let paths = articles
            .map(|files| &files.place.path)
            .chain(unreadable.map(|(path, _)| path));
        let files: Vec<(String, PathBuf)> = paths
            .map(|path| (path.clone(), session.project.absolute(path)))
            .collect();
        (files, session.into_settings())
    } else {
        let files = walk::below(&args.paths)?.into_iter();
        let files = files.map(|path| (path.display().to_string(), path));
        (files.collect(), plain_settings("en"))
    };
    let mut proofs = Vec::with_capacity(files.len());
    for (name, path) in files {
        proofs.push(proof(name, &path, &settings)?);
    }
    text(out, &screen::stdout(), &proofs)?;
    let is_whole = proofs.iter().all(|proof| proof.problems.is_empty());
    Ok(if is_whole { Outcome::Done } else { Outcome::No })
}

/// Looks at one article.
fn proof(name: String, path: &Path, settings: &Settings) -> Result<Proof> {
    let mut proof = Proof {
        path: name,
        ..Proof::default()
    };
    let Some(format) = walk::format_of(&proof.path) else {
        return Err(Error::usage(format!(
            "{}: tolka reads .md, .txt and .html articles",
            proof.path
        )));
    };
    let source = match read::text(path) {
        Ok(source) => source,
        Err(reason) => {
            let (position, message) = match reason {
                read::Unreadable::NotUtf8(position) => (
                    Some(position),
                    "it is not UTF-8; save it as UTF-8".to_owned(),
                ),
                read::Unreadable::System(reason) => (None, reason),
            };
            proof.problems.push(Problem {
                law: None,
                position,
                message,
            });
            return Ok(proof);
        }
    };
    let (document, _) = Document::parse(&source, format, settings);
    proof.n_bytes = source.len();
    proof.n_segments = document.segments.len();
    let lines = LineIndex::new(&source);
    let problems = broken_laws(&document).into_iter().map(|broken| Problem {
        law: Some(broken.law),
        position: Some(lines.position(&source, broken.offset)),
        message: broken.message,
    });
    proof.problems = problems.collect();
    Ok(proof)
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
