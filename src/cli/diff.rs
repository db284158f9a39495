//! `tolka diff`: every segment that is not current, with what changed in its English.

use std::io::Write;

use super::load::{Session, tell_unread};
use super::scope::Scope;
use super::since::Since;
use super::{Format, Outcome, screen};
use crate::error::{Error, Result};
use crate::project::tray::Tray;
use crate::relate::Workspace;
use crate::report::chapters::{Voice, chapters, write};
use crate::report::diff::Layout;

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
    let session = Session::listed()?;
    let locales = args.scope.locales(&session.project)?;
    let is_wanted = args.scope.articles(&session)?;
    let is_touched = args.since.touched(&session)?;
    let is_wanted = |path: &str| is_wanted(path) && is_touched(path);
    let scope = crate::report::Scope {
        locales: &locales,
        paths: Some(&is_wanted),
    };
    let voice = match args.format {
        Format::Text => Voice::Text(
            screen::stdout(),
            match args.side_by_side {
                true => Layout::Beside,
                false => Layout::Below,
            },
        ),
        Format::Json => Voice::Json,
    };
    // What comes first is known when all was seen.
    let tray = Tray::new(&session.project.root);
    let see = |workspace: &Workspace<'_>| {
        let chapters = chapters(workspace, &scope, voice, |text| tray.lay(text));
        (chapters, session.empty_warnings(workspace))
    };
    let mut parts = session.parts(see)?;
    let (all, warnings): (Vec<_>, Vec<_>) = parts.take().into_iter().unzip();
    let mut warnings: Vec<_> = warnings.into_iter().flatten().collect();
    let last = parts.last(|workspace| {
        let (own, warnings) = see(workspace);
        if args.format == Format::Text && args.since.is_without(&session, &is_wanted) {
            args.since.tell(out)?;
        } else {
            let all = all.into_iter().flatten().chain(own).collect();
            write(out, voice, workspace, all, &|place| tray.take(place))?;
        }
        Ok::<_, Error>(warnings)
    });
    warnings.extend(last??);
    tell_unread(&parts.unreadable(), warnings);
    Ok(Outcome::Done)
}
