//! `tolka verify`: the proof that articles come through byte for byte, in a workspace or not.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::load::{Session, settings};
use super::{Outcome, screen};
use crate::document::{Document, Settings, Unit};
use crate::error::{Error, Result};
use crate::project::{is_in_workspace, read, walk};
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
    let proofs = match &*args.paths {
        [] => workspace()?,
        paths => typed(paths)?,
    };
    text(out, &screen::stdout(), &proofs)?;
    let is_whole = proofs.iter().all(|proof| proof.problems.is_empty());
    Ok(if is_whole { Outcome::Done } else { Outcome::No })
}

/// Looks at the articles of the workspace.
fn workspace() -> Result<Vec<Proof>> {
    let session = Session::open()?;
    let articles = session.files.articles.iter();
    let unreadable = session.files.unreadable.iter();
    let paths = articles
        .map(|files| &files.place.path)
        .chain(unreadable.map(|(path, _)| path));
    let settings = session.settings();
    let proofs = paths.map(|path| proof(path.clone(), &session.project.absolute(path), settings));
    proofs.collect()
}

/// Looks at what a person named: below the workspace around here as the workspace reads it, elsewhere as English.
fn typed(paths: &[PathBuf]) -> Result<Vec<Proof>> {
    let around = match is_in_workspace(Path::new(".")) {
        true => Some(Session::find()?),
        false => None,
    };
    let own = around.as_ref().map(|(_, project)| settings(project));
    let plain = plain_settings("en");
    let of = |path: &str| match (&around, &own) {
        (Some((cwd, project)), Some(own)) if project.relative(cwd, path).is_ok() => own,
        _ => &plain,
    };
    let mut proofs = Vec::new();
    for path in walk::below(paths)? {
        let name = path.display().to_string();
        let settings = of(&name);
        proofs.push(proof(name, &path, settings)?);
    }
    Ok(proofs)
}

/// Looks at one article.
fn proof(name: String, path: &Path, settings: &Settings) -> Result<Proof> {
    let mut proof = Proof {
        path: name,
        ..Proof::default()
    };
    let Some(format) = walk::format_of(&proof.path) else {
        return Err(Error::usage(format!(
            "{}: tolka reads .md, .mdx, .txt and .html articles",
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
