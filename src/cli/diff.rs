//! `tolka diff`: every segment that is not current, with what changed in its English.

use std::io::Write;

use super::load::Session;
use super::scope::Scope;
use super::since::Since;
use super::{Format, Outcome, screen};
use crate::error::Result;
use crate::report::diff::{Layout, diff_json, text};

/// Is what the command is told.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    scope: Scope,
    #[command(flatten)]
    since: Since,
    /// Put translations beside their English on screens of 90 columns and more
    #[arg(long)]
    side_by_side: bool,
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
    let is_touched = args.since.touched(&session)?;
    let is_wanted = |path: &str| is_wanted(path) && is_touched(path);
    let workspace = session.workspace()?;
    let scope = crate::report::Scope {
        locales: &locales,
        paths: Some(&is_wanted),
    };
    match args.format {
        Format::Text if args.since.is_without(&session, &is_wanted) => args.since.tell(out)?,
        Format::Text => {
            let layout = match args.side_by_side {
                true => Layout::Beside,
                false => Layout::Below,
            };
            text(out, &screen::stdout(), layout, &workspace, &scope)?;
        }
        Format::Json => diff_json(out, &workspace, &scope)?,
    }
    session.tell_unreadable();
    session.tell_unreadable_locales(&workspace);
    Ok(Outcome::Done)
}
