//! `tolka sync`: the locale files are brought up to the articles.

use std::io;

use super::load::{Session, tell_unread};
use super::{Format, Outcome, screen};
use crate::error::{Kind, Result};
use crate::project::tray::Tray;
use crate::project::write::Writer;
use crate::relate::Workspace;
use crate::report::sync::{Mode, sync_json, text};
use crate::span::Extent;
use crate::sync::perform::{Write, perform};
use crate::sync::plan::{Action, FilePlan, sort};

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
pub fn run(args: &Args, out: &mut dyn io::Write) -> Result<Outcome> {
    let (session, lock) = if args.check {
        (Session::listed()?, None)
    } else {
        Session::listed_locked()?
    };
    // What waits for what is known when all was seen.
    let tray = Tray::new(&session.project.root);
    let lay = |text: String| (!args.check).then(|| tray.lay(text.as_bytes()));
    let plan = |workspace: &Workspace<'_>| -> Vec<FilePlan<Option<Extent>>> {
        let files = session.plan(workspace).into_iter();
        files.map(|file| file.lay(lay)).collect()
    };
    let mut parts = session.parts(plan)?;
    let mut files: Vec<_> = parts.take().into_iter().flatten().collect();
    files.extend(parts.last(plan)?);
    sort(&mut files);
    let unreadable = parts.unreadable();
    let would_write = files.iter().any(|file| file.action.writes());
    if !args.check {
        write_all(&session, &mut files, &tray);
    }
    drop(lock);
    let mode = if args.check { Mode::Check } else { Mode::Done };
    match args.format {
        Format::Text => text(
            out,
            &screen::stdout(),
            &session.project.config.source_locale,
            &files,
            mode,
        )?,
        Format::Json => sync_json(out, &files, mode)?,
    }
    tell_unread(&unreadable, Vec::new());
    let refused = files
        .iter()
        .any(|file| matches!(file.action, Action::Refuse(_)));
    let is_no = refused || !unreadable.is_empty() || args.check && would_write;
    Ok(if is_no { Outcome::No } else { Outcome::Done })
}

/// Writes what is planned; a file that cannot be written is refused, and the catalog that would know more than it.
fn write_all(session: &Session, files: &mut [FilePlan<Option<Extent>>], tray: &Tray) {
    let project = &session.project;
    let mut writer = Writer::new(project);
    perform(
        files,
        project.config.source_locale.as_str(),
        &mut |path, write| {
            let result = match write {
                Write::Put(None) => Ok(()),
                Write::Put(Some(place)) => writer.replace_from(path, tray, *place),
                Write::Remove => writer.remove(path),
            };
            result.map_err(|error| {
                debug_assert!(matches!(error.kind, Kind::Io | Kind::Config));
                let reason = ["writing", "removing"]
                    .iter()
                    .find_map(|doing| error.message.strip_prefix(&format!("{doing} {path}: ")));
                let reason = reason.unwrap_or(&error.message);
                error
                    .hint
                    .as_ref()
                    .map_or_else(|| reason.to_owned(), |hint| format!("{reason}; {hint}"))
            })
        },
    );
}
