//! `tolka status`: how much is translated.

use std::io::{self, Write};

use clap::ValueEnum;
use rayon::prelude::*;

use super::levels::levels;
use super::load::{Session, Warning, unreadable_warnings};
use super::scope::Scope;
use super::since::Since;
use super::{Outcome, screen};
use crate::error::{Error, Result};
use crate::relate::Workspace;
use crate::report::screen::safe;
use crate::report::status::{
    Counted, Detail, MOST_BYTES, Question, badge_json, badge_svg, csv, html, markdown, status_json,
    text,
};

/// Is what the command is told.
#[derive(Debug, clap::Args)]
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
pub const N_LISTED: usize = 10;

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
    let has_texts = args.segments || matches!(args.format, Format::Html | Format::Markdown);
    // Where a report shows texts, they are all held anyway.
    let session = match has_texts {
        true => Session::open()?,
        false => Session::listed()?,
    };
    let locales = args.scope.locales(&session.project)?;
    let is_wanted = args.scope.articles(&session)?;
    let is_touched = args.since.touched(&session)?;
    let is_wanted = |path: &str| is_wanted(path) && is_touched(path);
    let scope = crate::report::Scope {
        locales: &locales,
        paths: Some(&is_wanted),
    };
    let levels = levels(&session.project.config, &[]);
    let ask = |out: &mut dyn Write, workspace: &Workspace<'_>, seen: &Seen| {
        let question = Question {
            workspace,
            counted: Some(&seen.counted),
            scope,
            levels: &levels,
            is_behind: seen.is_behind || session.is_behind(workspace),
            n_listed: (!args.all).then_some(N_LISTED),
        };
        if args.format == Format::Text && args.since.is_without(&session, &is_wanted) {
            return args.since.tell(out);
        }
        answer(args, out, &question)
    };
    let (unreadable, mut warnings) = if has_texts {
        let workspace = session.workspace()?;
        // Counted on all cores here; whoever reports counts one after the other.
        workspace.articles.par_iter().for_each(|article| {
            article.words();
        });
        ask(out, &workspace, &Seen::default())?;
        (
            session.unreadable_warnings(),
            session.empty_warnings(&workspace),
        )
    } else {
        let mut parts = session.parts(|workspace| Seen {
            counted: Counted::of(workspace, &scope, &levels),
            is_behind: session.is_behind(workspace),
            warnings: session.empty_warnings(workspace),
        })?;
        let mut seen = Seen::default();
        for own in parts.take() {
            seen.counted.merge(own.counted);
            seen.is_behind |= own.is_behind;
            seen.warnings.extend(own.warnings);
        }
        let own = parts.last(|workspace| {
            ask(out, workspace, &seen)?;
            Ok::<_, Error>(session.empty_warnings(workspace))
        })??;
        seen.warnings.extend(own);
        (unreadable_warnings(&parts.unreadable()), seen.warnings)
    };
    warnings.sort_by(|(a, _), (b, _)| a.cmp(b));
    let warnings = warnings.into_iter().map(|(_, warning)| warning);
    for warning in unreadable.into_iter().chain(warnings) {
        screen::tell(&safe(&warning));
    }
    Ok(Outcome::Done)
}

/// Is what was counted part by part.
#[derive(Default)]
struct Seen {
    counted: Counted,
    is_behind: bool,
    warnings: Vec<Warning>,
}

fn answer(args: &Args, out: &mut dyn Write, question: &Question<'_, '_, '_>) -> io::Result<()> {
    let detail = if args.segments {
        Detail::Segments
    } else {
        Detail::Counts
    };
    match args.format {
        Format::Text => text(out, &screen::stdout(), question),
        Format::Json => status_json(out, question, detail),
        Format::Markdown => markdown(out, question, args.max_bytes),
        Format::Html => html(out, question, detail),
        Format::Badge if args.svg => badge_svg(out, question),
        Format::Badge => badge_json(out, question),
        Format::Csv => csv(out, question, detail),
    }
}

/// Refuses flags that the format has no use for: they would be promises that nobody keeps.
fn check_flags(args: &Args) -> Result<()> {
    let has_segments = matches!(args.format, Format::Json | Format::Csv | Format::Html);
    let wrong = if args.svg && args.format != Format::Badge {
        "--svg goes with --format badge"
    } else if args.segments && !has_segments {
        "--segments goes with --format json, html or csv"
    } else if args.max_bytes != MOST_BYTES && args.format != Format::Markdown {
        "--max-bytes goes with --format markdown"
    } else {
        return Ok(());
    };
    Err(Error::usage(wrong))
}
