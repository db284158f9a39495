//! `tolka sync`: the locale files are brought up to the articles.

use std::io;

use foldhash::HashMap;
use rayon::prelude::*;

use super::load::{Session, tell_unread};
use super::{Format, Outcome, screen};
use crate::error::{Kind, Result};
use crate::project::Project;
use crate::project::tray::Tray;
use crate::project::write::Writer;
use crate::relate::Workspace;
use crate::report::sync::{Mode, sync_json, text};
use crate::span::Extent;
use crate::sync::perform::{Write, is_free, perform};
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
    let source_locale = project.config.source_locale.as_str();
    // To make a file is the system's work for the most part, which all cores can wait for at once. Behind a symlink two
    // files may be one, whose text must not be up to the threads.
    let mut is_plain: HashMap<&str, bool> = HashMap::default();
    let free: Vec<&FilePlan<Option<Extent>>> = files
        .iter()
        .filter(|file| is_free(file, source_locale))
        .filter(|file| {
            let is_plain = is_plain
                .entry(&file.locale)
                .or_insert_with(|| !is_linked(project, &file.locale));
            *is_plain && !project.absolute(&file.path).is_symlink()
        })
        .collect();
    let written = free.par_chunks(N_TOGETHER).flat_map_iter(|files| {
        let mut writer = Writer::new(project);
        let written = files.iter().filter_map(|file| {
            let (Action::Create(place) | Action::Change(place)) = &file.action else {
                return None;
            };
            let result = put(&mut writer, tray, &file.path, Write::Put(place));
            Some((file.path.clone(), result))
        });
        written.collect::<Vec<_>>()
    });
    let mut written: HashMap<String, Written> = written.collect();
    let mut writer = Writer::new(project);
    perform(files, source_locale, &mut |path, write| {
        let done = written.remove(path);
        done.unwrap_or_else(|| put(&mut writer, tray, path, write))
    });
}

/// Tells whether the files of a locale stand behind a symlink.
fn is_linked(project: &Project, locale: &str) -> bool {
    let folder = project.absolute(&format!("{}/{locale}", project.config.paths.locales));
    let linked = folder.ancestors().find(|folder| folder.is_symlink());
    linked.is_some_and(|linked| linked.starts_with(&project.root))
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
