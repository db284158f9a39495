//! `tolka build`: the localized articles and their pages.

use std::io::Write;

use super::load::{Session, unreadable_warnings};
use super::press::{Pressed, Prints, Stock};
use super::status::{self, Asking};
use super::{Outcome, screen};
use crate::error::{Error, Result};
use crate::project::outputs::{Change, Output, Record, Shelf};
use crate::project::tray::Tray;
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
    let built = build(args, Some(out))?;
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

/// Builds; where somebody listens, the coverage is shown first.
///
/// # Errors
/// As `run`.
pub fn build(args: &Args, out: Option<&mut dyn Write>) -> Result<Built> {
    let (session, lock) = if args.check {
        (Session::listed()?, None)
    } else {
        Session::listed_locked()?
    };
    let asked = status::Args::default();
    let asking = match out {
        Some(out) if !args.check && !args.pseudo => Some((Asking::new(&asked, &session)?, out)),
        _ => None,
    };
    let (asking, out) = asking.unzip();
    let stock = stock(args, &session);
    let see = |workspace: &Workspace<'_>| Seen {
        coverage: asking.as_ref().map(|asking| asking.see(workspace)),
        prints: stock.as_ref().ok().map(|stock| stock.print(workspace)),
    };
    let mut parts = session.parts(see)?;
    let (mut coverage, mut prints) = (status::Seen::default(), Vec::new());
    for seen in parts.take() {
        seen.coverage
            .into_iter()
            .for_each(|seen| coverage.add(seen));
        prints.extend(seen.prints);
    }
    let last = parts.last(|workspace| {
        if let Some((asking, out)) = asking.as_ref().zip(out) {
            asking.answer(out, workspace, &coverage)?;
            writeln!(out)?;
            // Before the warnings on standard error.
            out.flush()?;
        }
        Ok::<_, Error>(stock.as_ref().ok().map(|stock| stock.print(workspace)))
    });
    prints.extend(last??);
    // What is wrong with a template is said below the coverage.
    let mut stock = stock?;
    let unreadable = parts.unreadable();
    let pressed = stock.conclude(prints, &unreadable)?;
    let outputs: Vec<&Output> = pressed.outputs.iter().map(|made| &made.output).collect();
    if !args.check {
        stock.shelf.write(&outputs, &pressed.kept)?;
    }
    drop(lock);
    let has = |change| outputs.iter().any(|output| output.change == change);
    let is_pending = args.check && outputs.iter().any(|output| output.change != Change::Keep);
    let has_unreadable = !unreadable.is_empty() || !pressed.editions.kept.is_empty();
    let has_failed = !pressed.editions.failed.is_empty();
    Ok(Built {
        notes: notes(&session, &pressed, &stock.shelf.record),
        warnings: unreadable_warnings(&unreadable),
        is_no: is_pending || has(Change::Foreign) || has_failed || has_unreadable,
        folder: session.project.config.paths.out.clone(),
        outputs: pressed
            .outputs
            .into_iter()
            .map(|made| made.output)
            .collect(),
    })
}
/// Is what was seen of a part.
struct Seen {
    coverage: Option<status::Seen>,
    prints: Option<Prints>,
}

/// Gets ready what is asked for.
fn stock<'s>(args: &Args, session: &'s Session) -> Result<Stock<'s>> {
    let take_over = args.take_over.iter();
    let take_over = take_over.map(|typed| session.project.relative(&session.cwd, typed));
    let shelf = Shelf {
        take_over: take_over.collect::<Result<_>>()?,
        tray: (!args.check).then(|| Tray::new(&session.project.root)),
        ..Shelf::of(&session.project)
    };
    match args.pseudo {
        true => Stock::pseudo(session, shelf),
        false => Stock::new(session, shelf),
    }
}

/// Says what became of every output.
///
/// # Errors
/// Where nobody reads it.
pub fn tell_outputs(args: &Args, out: &mut dyn Write, built: &Built) -> Result<()> {
    let would = if args.check { "would be " } else { "" };
    for Output { path, change, .. } in &built.outputs {
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
fn notes(session: &Session, pressed: &Pressed, record: &Record) -> Vec<String> {
    let config = &session.project.config;
    let folder = &config.paths.out;
    let mut notes = Vec::new();
    let editions = &pressed.editions;
    let outputs = pressed.outputs.iter().map(|made| &made.output);
    let foreign = outputs.filter(|output| output.change == Change::Foreign);
    notes.extend(foreign.map(|Output { path, .. }| {
        format!(
            "{path}: left alone: tolka did not write it as it stands; move it away, or say --take-over {path}"
        )
    }));
    let stands = |path: &&String| {
        let path = format!("{folder}/{path}");
        record.has(&path) && session.project.absolute(&path).exists()
    };
    let kept = editions.kept.iter().map(|(_, path)| path);
    for path in kept.filter(stands) {
        let reason = "left as it is: its locale file cannot be read";
        notes.push(format!("{folder}/{path}: {reason}"));
    }
    let mut front = pressed.kept_front.iter().filter(stands);
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
