//! `tolka sync`: the locale files are brought up to the articles.

use std::io::Write;

use super::load::Session;
use super::{Format, Outcome, screen};
use crate::error::{Kind, Result};
use crate::project::write;
use crate::report::sync::{Mode, sync_json, text};
use crate::sync::plan::{Action, FilePlan};

/// Is what the command is told.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only say what would be written; exit 1 if that is anything
    #[arg(long)]
    check: bool,
    /// How the answer is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Syncs the workspace.
///
/// # Errors
/// Where the workspace cannot be read.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<Outcome> {
    let (session, lock) = if args.check {
        (Session::open()?, None)
    } else {
        Session::open_locked()?
    };
    let workspace = session.workspace()?;
    let mut files = session.plan(&workspace);
    let would_write = files.iter().any(|file| file.action.writes());
    if !args.check {
        write_all(&session, &mut files);
    }
    drop(lock);
    let mode = if args.check { Mode::Check } else { Mode::Done };
    match args.format {
        Format::Text => text(
            out,
            &screen::stdout(),
            workspace.source_locale,
            &files,
            mode,
        )?,
        Format::Json => sync_json(out, &files, mode)?,
    }
    session.tell_unreadable();
    let refused = files
        .iter()
        .any(|file| matches!(file.action, Action::Refuse(_)));
    let is_no = refused || !session.files.unreadable.is_empty() || args.check && would_write;
    Ok(if is_no { Outcome::No } else { Outcome::Done })
}

/// Writes what is planned, in its order. A file that cannot be written is refused, and so is the catalog of
/// its article: the catalog must not know more than the locale files.
fn write_all(session: &Session, files: &mut [FilePlan]) {
    let mut blocked: Vec<String> = Vec::new();
    for file in files.iter_mut() {
        if blocked.contains(&file.of)
            && file.locale == session.project.config.source_locale.as_str()
        {
            file.action =
                Action::Refuse("it waits for a locale file that could not be written".to_owned());
        }
        let result = match &file.action {
            Action::Create(text) | Action::Change(text) => {
                write::replace(&session.project, &file.path, text)
            }
            Action::Delete => write::remove(&session.project, &file.path),
            Action::Keep | Action::Refuse(_) => Ok(()),
        };
        if let Err(error) = result {
            let reason = error
                .message
                .trim_start_matches(&format!("writing {}: ", file.path))
                .to_owned();
            let reason = error
                .hint
                .map_or(reason.clone(), |hint| format!("{reason}; {hint}"));
            debug_assert!(matches!(error.kind, Kind::Io | Kind::Config));
            blocked.push(file.of.clone());
            file.action = Action::Refuse(reason);
        }
    }
}
