//! `tolka status`: how much is translated.

use std::io::Write;

use clap::ValueEnum;
use rayon::prelude::*;

use super::levels::levels;
use super::load::Session;
use super::scope::Scope;
use super::since::Since;
use super::{Outcome, screen};
use crate::error::{Error, Result};
use crate::report::status::{
    Detail, MOST_BYTES, Question, badge_json, badge_svg, csv, html, markdown, status_json, text,
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
    let session = Session::open()?;
    let locales = args.scope.locales(&session.project)?;
    let is_wanted = args.scope.articles(&session)?;
    let is_touched = args.since.touched(&session)?;
    let is_wanted = |path: &str| is_wanted(path) && is_touched(path);
    let workspace = session.workspace()?;
    // Counted on all cores here; whoever reports counts one after the other.
    workspace.articles.par_iter().for_each(|article| {
        article.words();
    });
    let question = Question {
        workspace: &workspace,
        scope: crate::report::Scope {
            locales: &locales,
            paths: Some(&is_wanted),
        },
        levels: &levels(&session.project.config, &[]),
        is_behind: session.is_behind(&workspace),
        n_listed: (!args.all).then_some(N_LISTED),
    };
    let detail = if args.segments {
        Detail::Segments
    } else {
        Detail::Counts
    };
    match args.format {
        Format::Text if args.since.is_without(&session, &is_wanted) => args.since.tell(out)?,
        Format::Text => text(out, &screen::stdout(), &question)?,
        Format::Json => status_json(out, &question, detail)?,
        Format::Markdown => markdown(out, &question, args.max_bytes)?,
        Format::Html => html(out, &question, detail)?,
        Format::Badge if args.svg => badge_svg(out, &question)?,
        Format::Badge => badge_json(out, &question)?,
        Format::Csv => csv(out, &question, detail)?,
    }
    session.tell_unreadable();
    session.tell_unreadable_locales(&workspace);
    Ok(Outcome::Done)
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
