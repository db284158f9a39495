//! `tolka plan`: what the edits of articles since a revision cost the translators.

use std::io::Write;

use super::load::{Session, tell_unread};
use super::scope::Scope;
use super::{Format, Outcome};
use crate::cost::costs;
use crate::error::Result;
use crate::git;
use crate::project::past;
use crate::report::plan::{plan_json, text};

/// Is what the command is told.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The git revision that the articles are held against
    #[arg(long, value_name = "REV")]
    against: String,
    #[command(flatten)]
    scope: Scope,
    /// How the answer is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Prints the costs.
///
/// # Errors
/// Where the workspace cannot be read, now or at the revision.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<Outcome> {
    let session = Session::open()?;
    let locales = args.scope.locales(&session.project)?;
    let is_wanted = args.scope.articles(&session)?;
    let project = &session.project;
    let revision = git::revision(project, &args.against)?;
    let paths = &project.config.paths;
    let sources = revision.files(project, &[&paths.source], &|_| true)?;
    let fluent = revision.files(project, &[&paths.locales], &|path| path.ends_with(".ftl"))?;
    let old = past::files(project, past::articles(project, &sources), &fluent);
    let today = session.files.articles.iter();
    let today = today.map(|files| (files.place.clone(), files.text.clone()));
    let mixed = past::files(project, today.collect(), &fluent);
    let (old, mixed) = (Session::of(old)?, Session::of(mixed)?);
    let (before, now) = (old.workspace()?, mixed.workspace()?);
    let mut costs = costs(&before, &now, &is_wanted);
    costs.retain(|(locale, _)| locales.contains(locale));
    match args.format {
        Format::Text => text(out, &args.against, &costs)?,
        Format::Json => plan_json(out, &args.against, &revision.hash, &costs)?,
    }
    tell_unread(&session.files.unreadable, Vec::new());
    Ok(Outcome::Done)
}
