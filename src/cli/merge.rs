//! `tolka merge`: git's merge driver for locale files, and what to do with a conflict that is there already.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Outcome, screen};
use crate::error::{Error, Result};
use crate::fluent::file::Text;
use crate::git;
use crate::project::{is_in_workspace, read, write};
use crate::sync::conflict_marker;
use crate::sync::merge::{Merged, merge, sides};

/// Is what the command is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes of the driver: 0 merged, 1 markers written, 129 nothing done")]
pub struct Args {
    /// BASE OURS THEIRS, as git hands them over: OURS is written; or locale files with conflict markers
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// Merges.
///
/// # Errors
/// Where a file cannot be read or written, or its markers do not match; not as a driver.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<Outcome> {
    if let [base, ours, theirs] = &*args.files
        && !are_conflicted(&args.files)
    {
        return Ok(drive(base, ours, theirs).unwrap_or_else(|error| {
            screen::tell(&error.to_string());
            Outcome::Nothing
        }));
    }
    let mut outcome = Outcome::Done;
    let _lock = write::lock_around(&args.files[0])?;
    for path in &args.files {
        let shown = path.display();
        let raw = text(path)?;
        if conflict_marker(&raw).is_none() {
            writeln!(out, "{shown}: no conflict")?;
            continue;
        }
        let refused = |reason: &str| {
            Error::usage(format!("{shown}: {reason}"))
                .hint("resolve it by hand, then run \"tolka check\"")
        };
        // Markers cut entries apart; git's own memory of the sides does not.
        let Some(three) = git::stages(path, &raw)?.or_else(|| sides(&raw)) else {
            return Err(refused("its conflict markers do not match"));
        };
        // Without a base in the markers, what both sides share is taken for it.
        let [base, ours, theirs] = three.map(Text::new);
        let merged = merge(&base, &ours, &theirs).map_err(refused)?;
        write::plain(path, &merged.raw)?;
        match &*merged.conflicts {
            [] => writeln!(out, "{shown}: resolved")?,
            ids => {
                outcome = Outcome::No;
                writeln!(out, "{shown}: choose a text for {}", ids.join(", "))?;
            }
        }
    }
    Ok(outcome)
}

/// Tells three files of people from git's: those are locale files of a workspace, or one holds markers.
///
/// `tolka merge locales/*/a.ftl` must never make one language of three.
fn are_conflicted(files: &[PathBuf]) -> bool {
    let is_named = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "ftl");
    let is_marked = |path: &PathBuf| text(path).is_ok_and(|raw| conflict_marker(&raw).is_some());
    files.iter().all(is_named)
        && (files.iter().any(is_marked) || files.iter().all(|path| is_in_workspace(path)))
}

fn drive(base: &Path, ours: &Path, theirs: &Path) -> Result<Outcome> {
    let [old, own, other] = [text(base)?, text(ours)?, text(theirs)?].map(Text::new);
    let Merged { raw, conflicts } = merge(&old, &own, &other)
        .map_err(|reason| Error::usage(format!("a side cannot be merged by entries: {reason}")))?;
    write::plain(ours, &raw)?;
    if conflicts.is_empty() {
        return Ok(Outcome::Done);
    }
    screen::tell(&format!("choose a text for {}", conflicts.join(", ")));
    Ok(Outcome::No)
}

fn text(path: &Path) -> Result<String> {
    read::text(path).map_err(|reason| Error::usage(format!("reading {}: {reason}", path.display())))
}
