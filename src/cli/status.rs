//! `tolka status`: how much is translated.

use std::io::{self, Write};

use clap::ValueEnum;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::levels::levels;
use super::load::{Session, Warning, tell_unread};
use super::parts;
use super::scope::Scope;
use super::shard::{self, Record, Shard};
use super::since::Since;
use super::{Outcome, screen};
use crate::check::levels::Levels;
use crate::error::{Error, Result};
use crate::locale::Locale;
use crate::project::tray::Tray;
use crate::relate::Workspace;
use crate::report::status::{
    Counted, Detail, Laying, MOST_BYTES, Question, Voice, badge_json, badge_svg, csv, html,
    markdown, status_json, text,
};

/// Is what the command is told.
#[derive(Debug, Default, clap::Args)]
pub struct Args {
    #[command(flatten)]
    scope: Scope,
    #[command(flatten)]
    since: Since,
    /// List every incomplete article
    #[arg(long)]
    all: bool,
    /// With --format json, html or csv: every segment
    #[arg(long)]
    segments: bool,
    /// How the answer is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// With --format badge: a picture instead of JSON for shields.io
    #[arg(long)]
    svg: bool,
    /// With --format json: look at a share of the articles, for "tolka report merge"
    #[arg(long, value_name = "K/N")]
    shard: Option<Shard>,
    /// With --format markdown: stay below this many bytes, the most important first
    #[arg(long, value_name = "N", default_value_t = MOST_BYTES, value_parser = most_bytes, hide_default_value = true)]
    max_bytes: usize,
}

/// Is how the status is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// For a pull request or a step summary
    Markdown,
    /// One page to look at: a heat map, and every segment to filter and search
    Html,
    /// A badge: JSON for shields.io, or with --svg a picture
    Badge,
    /// For spreadsheets
    Csv,
}

/// How many incomplete articles are listed per locale without `--all`.
const N_LISTED: usize = 10;

fn most_bytes(typed: &str) -> std::result::Result<usize, String> {
    match typed.parse() {
        Ok(n) if 2_048 <= n => Ok(n),
        Ok(_) => Err("the least is 2048".to_owned()),
        Err(_) => Err("it is no number of bytes".to_owned()),
    }
}

/// Prints the coverage.
///
/// # Errors
/// Where the workspace cannot be read.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<Outcome> {
    check_flags(args)?;
    let session = match args.has_texts() {
        true => Session::open()?,
        false => Session::listed()?,
    };
    match args.shard {
        Some(shard) => write_shard(args, out, &session, shard),
        None => write(args, out, &session, None),
    }
}

/// Prints the coverage that shards have counted.
///
/// # Errors
/// Where they are not the shards of one workspace.
pub fn merge(out: &mut dyn Write, reports: &[(String, String)]) -> Result<Outcome> {
    let session = Session::listed()?;
    let records: Vec<Record<Vec<parts::Seen<Seen>>>> = shard::read(&session, reports)?;
    let scope = records.first().map(|record| record.scope.clone());
    let seen = records.into_iter().flat_map(|record| record.seen);
    let args = Args {
        scope: scope.unwrap_or_default(),
        format: Format::Json,
        ..Args::default()
    };
    write(&args, out, &session, Some(seen.collect()))
}

/// Writes what a shard has counted.
fn write_shard(
    args: &Args,
    out: &mut dyn Write,
    session: &Session,
    shard: Shard,
) -> Result<Outcome> {
    let asking = Asking::new(args, session)?;
    let seen = session.shard(shard, |workspace| asking.see(workspace))?;
    let mut all = Seen::default();
    seen.iter().for_each(|seen| all.add(seen.made.clone()));
    let config = &session.project.config;
    let nothing = Workspace::of_nothing(&config.source_locale, &config.locales);
    let mut report = Vec::new();
    asking.answer(&mut report, &nothing, &all)?;
    let record = Record::new(session, shard, &args.scope, &[], seen);
    shard::write(out, &report, &record)?;
    Ok(Outcome::Done)
}

/// Prints the coverage; `seen` is what shards have seen, where they have.
fn write(
    args: &Args,
    out: &mut dyn Write,
    session: &Session,
    seen: Option<Vec<parts::Seen<Seen>>>,
) -> Result<Outcome> {
    let asking = Asking::new(args, session)?;
    if args.has_texts() {
        let workspace = session.workspace()?;
        // Counted on all cores here; whoever reports counts one after the other.
        workspace.articles.par_iter().for_each(|article| {
            article.words();
        });
        asking.answer(out, &workspace, &Seen::default())?;
        tell_unread(
            &session.files.unreadable,
            session.empty_warnings(&workspace),
        );
        return Ok(Outcome::Done);
    }
    let see = |workspace: &Workspace<'_>| asking.see(workspace);
    let mut parts = match seen {
        Some(seen) => session.parts_of(seen, see),
        None => session.parts(see)?,
    };
    let mut all = Seen::default();
    parts.take().into_iter().for_each(|seen| all.add(seen));
    let own = parts.last(|workspace| {
        asking.answer(out, workspace, &all)?;
        Ok::<_, Error>(session.empty_warnings(workspace))
    })??;
    all.warnings.extend(own);
    tell_unread(&parts.unreadable(), all.warnings);
    Ok(Outcome::Done)
}

/// Is what is asked of every part.
pub(super) struct Asking<'a> {
    args: &'a Args,
    session: &'a Session,
    locales: Vec<Locale>,
    levels: Levels,
    is_wanted: Box<dyn Fn(&str) -> bool + Sync>,
    /// Where segments wait.
    tray: Tray,
}

impl<'a> Asking<'a> {
    pub fn new(args: &'a Args, session: &'a Session) -> Result<Self> {
        let is_wanted = args.scope.articles(session)?;
        let is_touched = args.since.touched(session)?;
        Ok(Asking {
            args,
            session,
            locales: args.scope.locales(&session.project)?,
            levels: levels(&session.project.config, &[]),
            is_wanted: Box::new(move |path| is_wanted(path) && is_touched(path)),
            tray: Tray::new(&session.project.root),
        })
    }

    fn scope(&self) -> crate::report::Scope<'_> {
        crate::report::Scope {
            locales: &self.locales,
            paths: Some(&*self.is_wanted),
        }
    }

    pub fn see(&self, workspace: &Workspace<'_>) -> Seen {
        let lay = |text: &[u8]| self.tray.lay(text);
        let voice = match self.args.format {
            Format::Json => Some(Voice::Json),
            Format::Csv => Some(Voice::Csv),
            _ => None,
        };
        let voice = voice.filter(|_| self.args.segments);
        let laying: Option<Laying<'_>> = match &voice {
            Some(voice) => Some((*voice, &lay)),
            None => None,
        };
        Seen {
            counted: Counted::of(workspace, &self.scope(), &self.levels, laying),
            is_behind: self.session.is_behind(workspace),
            warnings: self.session.empty_warnings(workspace),
        }
    }

    /// Answers for the last part, and what was seen of all others.
    pub fn answer(
        &self,
        out: &mut dyn Write,
        workspace: &Workspace<'_>,
        seen: &Seen,
    ) -> io::Result<()> {
        let args = self.args;
        let question = Question {
            workspace,
            counted: Some(&seen.counted),
            scope: self.scope(),
            levels: &self.levels,
            is_behind: seen.is_behind || self.session.is_behind(workspace),
            n_listed: (!args.all).then_some(N_LISTED),
            take: &|extent| self.tray.take(extent),
        };
        if args.format == Format::Text && args.since.is_without(self.session, &*self.is_wanted) {
            return args.since.tell(out);
        }
        let detail = if args.segments {
            Detail::Segments
        } else {
            Detail::Counts
        };
        match args.format {
            Format::Text => text(out, &screen::stdout(), &question),
            Format::Json => status_json(out, &question, detail),
            Format::Markdown => markdown(out, &question, args.max_bytes),
            Format::Html => html(out, &question, detail),
            Format::Badge if args.svg => badge_svg(out, &question),
            Format::Badge => badge_json(out, &question),
            Format::Csv => csv(out, &question, detail),
        }
    }
}

/// Is what was counted part by part.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Seen {
    counted: Counted,
    is_behind: bool,
    warnings: Vec<Warning>,
}

impl Seen {
    pub fn add(&mut self, other: Seen) {
        self.counted.merge(other.counted);
        self.is_behind |= other.is_behind;
        self.warnings.extend(other.warnings);
    }
}

impl Args {
    /// Tells whether the report is a page of texts: those are all held anyway.
    fn has_texts(&self) -> bool {
        matches!(self.format, Format::Html | Format::Markdown)
    }
}

/// Refuses flags that the format has no use for: they would be promises that nobody keeps.
fn check_flags(args: &Args) -> Result<()> {
    let has_segments = matches!(args.format, Format::Json | Format::Csv | Format::Html);
    let wrong = if args.svg && args.format != Format::Badge {
        "--svg goes with --format badge"
    } else if args.segments && !has_segments {
        "--segments goes with --format json, html or csv"
    } else if args.shard.is_some() && (args.format != Format::Json || args.segments) {
        "--shard goes with --format json, without --segments"
    } else if args.shard.is_some() && args.since.is_asked() {
        "--shard does not go with --since"
    } else if args.max_bytes != MOST_BYTES && args.format != Format::Markdown {
        "--max-bytes goes with --format markdown"
    } else {
        return Ok(());
    };
    Err(Error::usage(wrong))
}
