//! `tolka build`: the localized articles and their pages.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use super::levels::levels;
use super::load::Session;
use super::press::{editions, pseudo_wanted, wanted};
use super::{Outcome, screen};
use crate::edition::Editions;
use crate::error::Result;
use crate::locale::Locale;
use crate::project::outputs::{self, Change, Output, Record, Wanted};
use crate::relate::Workspace;
use crate::report;

/// Is what the command is told.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only say whether the outputs are as they would be built; exit 1 if not
    #[arg(long)]
    check: bool,
    /// Build every article in en-XA instead: accented, a third longer, to see what is no segment and what breaks
    #[arg(long)]
    pseudo: bool,
    /// Build, then again whenever an article, a locale file, a template or tolka.toml changes, until Ctrl-C
    #[arg(long, conflicts_with = "check")]
    pub watch: bool,
    /// Write or remove this output even if somebody else wrote or changed it
    #[arg(long, value_name = "PATH")]
    take_over: Vec<String>,
}

/// Builds the workspace.
///
/// # Errors
/// Where it cannot be read, a template is wrong, or an output cannot be written.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<Outcome> {
    let built = build(args, out)?;
    tell_outputs(args, out, &built)?;
    for note in &built.notes {
        writeln!(out, "{note}")?;
    }
    tell_nothing(out, &built)?;
    out.flush()?;
    for warning in &built.warnings {
        screen::tell(warning);
    }
    Ok(if built.is_no {
        Outcome::No
    } else {
        Outcome::Done
    })
}

/// Is what a build did.
#[derive(Debug)]
pub struct Built {
    /// Every output, and what became of it.
    pub outputs: Vec<Output>,
    /// What a person should know, a line each.
    pub notes: Vec<String>,
    /// Which articles could not be read, a line each.
    pub warnings: Vec<String>,
    /// The folder of the outputs.
    folder: String,
    is_no: bool,
}

/// Shows the coverage and builds.
///
/// # Errors
/// As `run`.
pub fn build(args: &Args, out: &mut dyn Write) -> Result<Built> {
    with(args, |session, workspace| {
        if args.check || args.pseudo {
            return Ok(());
        }
        let question = report::status::Question {
            workspace,
            counted: None,
            scope: report::Scope::default(),
            levels: &levels(&session.project.config, &[]),
            is_behind: session.is_behind(workspace),
            n_listed: Some(super::status::N_LISTED),
        };
        report::status::text(out, &screen::stdout(), &question)?;
        writeln!(out)?;
        // Before the warnings on standard error.
        Ok(out.flush()?)
    })
}

/// Builds without a word.
///
/// # Errors
/// As `run`.
pub fn build_quietly(args: &Args) -> Result<Built> {
    with(args, |_, _| Ok(()))
}

fn with(args: &Args, show: impl FnOnce(&Session, &Workspace<'_>) -> Result<()>) -> Result<Built> {
    let (session, lock) = if args.check {
        (Session::open()?, None)
    } else {
        Session::open_locked()?
    };
    let workspace = session.workspace()?;
    show(&session, &workspace)?;
    let take_over: BTreeSet<String> = args
        .take_over
        .iter()
        .map(|typed| session.project.relative(&session.cwd, typed))
        .collect::<Result<_>>()?;
    let record = Record::read(&session.project);
    let (editions, wanted) = match args.pseudo {
        true => pseudo_wanted(&session, &workspace, &record)?,
        false => {
            let editions = editions(&session, &workspace)?;
            let wanted = wanted(&session, &editions, &record);
            (editions, wanted)
        }
    };
    let wanted = Wanted {
        take_over,
        ..wanted
    };
    let outputs = outputs::compare(&session.project, &wanted, &record)?;
    if !args.check {
        outputs::write(&session.project, &wanted, &outputs, &record)?;
    }
    drop(lock);
    let is_pending = args.check && outputs.iter().any(|output| output.change != Change::Keep);
    let has_unreadable = !session.files.unreadable.is_empty() || !editions.kept.is_empty();
    let has_foreign = outputs
        .iter()
        .any(|output| output.change == Change::Foreign);
    Ok(Built {
        notes: notes(&session, &editions, &outputs, &record),
        warnings: session.unreadable_warnings(),
        is_no: is_pending || has_foreign || !editions.failed.is_empty() || has_unreadable,
        folder: session.project.config.paths.out.clone(),
        outputs,
    })
}

/// Is an output that is not as a build would leave it.
#[derive(Debug)]
pub struct Pending {
    /// The output.
    pub output: Output,
    /// The locale it is in, where something makes it.
    pub locale: Option<Locale>,
    /// The article it is of, likewise.
    pub article: Option<String>,
}

/// Tells whether anything was ever built.
pub fn has_record(session: &Session) -> bool {
    Record::read(&session.project) != Record::default()
}

/// Returns the outputs that are not as a build would leave them, with the locale and article each is of; none
/// where nothing was ever built: outputs that nobody keeps cannot be old.
///
/// # Errors
/// As `run`.
pub fn pending(session: &Session, workspace: &Workspace<'_>) -> Result<Vec<Pending>> {
    let record = Record::read(&session.project);
    if record == Record::default() {
        return Ok(Vec::new());
    }
    let editions = editions(session, workspace)?;
    let wanted = wanted(session, &editions, &record);
    let outputs = outputs::compare(&session.project, &wanted, &record)?;
    let folder = &session.project.config.paths.out;
    let mut makers: BTreeMap<String, (Option<Locale>, Option<String>)> = editions
        .files
        .into_iter()
        .map(|edition| {
            (
                format!("{folder}/{}", edition.path),
                (edition.locale, edition.article),
            )
        })
        .collect();
    let pending = outputs
        .into_iter()
        .filter(|output| output.change != Change::Keep);
    Ok(pending
        .map(|output| {
            let (locale, article) = makers.remove(&output.path).unwrap_or_default();
            Pending {
                output,
                locale,
                article,
            }
        })
        .collect())
}

/// Says what became of every output.
///
/// # Errors
/// Where nobody reads it.
pub fn tell_outputs(args: &Args, out: &mut dyn Write, built: &Built) -> Result<()> {
    let would = if args.check { "would be " } else { "" };
    for Output { path, change } in &built.outputs {
        match change {
            Change::Keep | Change::Foreign => {}
            Change::Create => writeln!(out, "{path}: {would}written")?,
            Change::Replace => writeln!(out, "{path}: {would}brought up to date")?,
            Change::Delete => writeln!(out, "{path}: {would}removed; nothing makes it any more")?,
        }
    }
    Ok(())
}

/// Says that there was nothing to do, where that is so.
fn tell_nothing(out: &mut dyn Write, built: &Built) -> Result<()> {
    let is_kept = |output: &Output| output.change == Change::Keep;
    if built.outputs.iter().all(is_kept) {
        writeln!(
            out,
            "{} in {}: everything is up to date",
            report::count(built.outputs.len(), "file"),
            built.folder
        )?;
    }
    Ok(())
}

/// Returns what a person should know: what stays as it is, what could not be built, and why.
fn notes(
    session: &Session,
    editions: &Editions,
    outputs: &[Output],
    record: &Record,
) -> Vec<String> {
    let config = &session.project.config;
    let folder = &config.paths.out;
    let mut notes = Vec::new();
    let foreign = outputs
        .iter()
        .filter(|output| output.change == Change::Foreign);
    notes.extend(foreign.map(|Output { path, .. }| {
        format!(
            "{path}: left alone: tolka did not write it as it stands; move it away, or say --take-over {path}"
        )
    }));
    let stands = |path: &&String| {
        let path = format!("{folder}/{path}");
        record.paths().any(|known| known == path) && session.project.absolute(&path).exists()
    };
    for path in editions.kept.iter().filter(stands) {
        let reason = "left as it is: its locale file cannot be read";
        notes.push(format!("{folder}/{path}: {reason}"));
    }
    let mut front = editions.kept_front.iter().filter(stands);
    if let Some(first) = front.next() {
        let others = match front.count() {
            0 => String::new(),
            n_others => format!(" and {}", report::count(n_others, "other")),
        };
        let reason = "left as it is: not every article and locale file can be read";
        notes.push(format!("{folder}/{first}{others}: {reason}"));
    }
    for (article, locale) in &editions.withheld {
        notes.push(format!(
            "{article}: not published in {locale}: too little of it is confirmed"
        ));
    }
    for (article, locale, n_unbuilt) in &editions.unbuilt {
        notes.push(format!(
            "{article}: {} not built in {locale}, and shown in {}: run \"tolka check\"",
            report::count(*n_unbuilt, "translation"),
            config.source_locale
        ));
    }
    for (article, locale, n_missing) in &editions.failed {
        notes.push(format!(
            "{article}: {} missing in {locale}, which [build] forbids: run \"tolka diff --locale {locale}\"",
            report::count(*n_missing, "segment")
        ));
    }
    notes
}
