//! `tolka sync`: the locale files are brought up to the articles.

use std::io;

use rayon::prelude::*;

use super::load::{Session, tell_unread};
use super::{Format, Outcome, screen};
use crate::error::{Kind, Result};
use crate::project::Project;
use crate::project::tray::Tray;
use crate::project::write::{self, Writer};
use crate::relate::Workspace;
use crate::report::sync::{Mode, sync_json, text};
use crate::span::Extent;
use crate::sync::perform::{self, Write, perform};
use crate::sync::plan::{Action, FilePlan, sort};

/// How many files are written together, in folders that need be looked at once.
const N_TOGETHER: usize = 64;

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
    let mut hands = Hands {
        project,
        tray,
        writer: Writer::new(project),
    };
    perform(files, project.config.source_locale.as_str(), &mut hands);
}

/// Writes what lies on a tray.
struct Hands<'p> {
    project: &'p Project,
    tray: &'p Tray,
    writer: Writer<'p>,
}

impl perform::Writer<Option<Extent>> for Hands<'_> {
    fn write(&mut self, path: &str, write: Write<'_, Option<Extent>>) -> Written {
        put(&mut self.writer, self.tray, path, write)
    }

    /// Writes on all cores: to make a file is the system's work for the most part.
    fn put_all(&mut self, files: &[(&str, &Option<Extent>)]) -> Vec<Written> {
        // Behind a symlink two files may be one, whose text must not be up to the threads.
        let project = self.project;
        let has_links = write::has_links(project, files.iter().map(|(path, _)| *path));
        if has_links {
            let files = files.iter();
            return files
                .map(|(path, text)| self.write(path, Write::Put(text)))
                .collect();
        }
        let written = files.par_chunks(N_TOGETHER).flat_map_iter(|files| {
            let mut writer = Writer::new(project);
            let written = files
                .iter()
                .map(|(path, text)| put(&mut writer, self.tray, path, Write::Put(text)));
            written.collect::<Vec<_>>()
        });
        written.collect()
    }
}

/// Says why a file was not written.
type Written = std::result::Result<(), String>;

/// Writes to a path, or says why it cannot.
fn put(
    writer: &mut Writer<'_>,
    tray: &Tray,
    path: &str,
    write: Write<'_, Option<Extent>>,
) -> Written {
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
}
