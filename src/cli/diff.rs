//! `tolka diff`: every segment that is not current, with what changed in its English.

use std::io::Write;

use super::load::Session;
use super::scope::Scope;
use super::{Format, Outcome, screen};
use crate::error::Result;
use crate::report::diff::{diff_json, text};

/// Is what the command is told.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    scope: Scope,
    /// How the answer is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Prints what is not current.
///
/// # Errors
/// Where the workspace cannot be read.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<Outcome> {
    let session = Session::open()?;
    let locales = args.scope.locales(&session.project)?;
    let is_wanted = args.scope.articles(&session)?;
    let workspace = session.workspace()?;
    let scope = crate::report::Scope {
        locales: &locales,
        paths: Some(&is_wanted),
    };
    match args.format {
        Format::Text => text(out, &screen::stdout(), &workspace, &scope)?,
        Format::Json => diff_json(out, &workspace, &scope)?,
    }
    session.tell_unreadable();
    session.tell_unreadable_locales(&workspace);
    Ok(Outcome::Done)
}
