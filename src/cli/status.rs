//! `tolka status`: how much is translated.

use std::io::Write;

use super::load::Session;
use super::scope::Scope;
use super::{Format, Outcome, screen};
use crate::error::Result;
use crate::report::status::{Detail, Question, status_json, text};

/// Is what the command is told.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    scope: Scope,
    /// List every incomplete article
    #[arg(long)]
    all: bool,
    /// With --format json: every segment
    #[arg(long)]
    segments: bool,
    /// How the answer is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How many incomplete articles are listed per locale without `--all`.
pub const N_LISTED: usize = 10;

/// Prints the coverage.
///
/// # Errors
/// Where the workspace cannot be read.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<Outcome> {
    let session = Session::open()?;
    let locales = args.scope.locales(&session.project)?;
    let is_wanted = args.scope.articles(&session)?;
    let workspace = session.workspace()?;
    let question = Question {
        workspace: &workspace,
        scope: crate::report::Scope {
            locales: &locales,
            paths: Some(&is_wanted),
        },
        required: &|locale| session.required(locale),
        is_behind: session.is_behind(&workspace),
        n_listed: (!args.all).then_some(N_LISTED),
    };
    match args.format {
        Format::Text => text(out, &screen::stdout(), &question)?,
        Format::Json => {
            let detail = if args.segments {
                Detail::Segments
            } else {
                Detail::Counts
            };
            status_json(out, &question, detail)?;
        }
    }
    session.tell_unreadable();
    session.tell_unreadable_locales(&workspace);
    Ok(Outcome::Done)
}
