//! `tolka explain`: a check's page, or where an id comes from.

use std::io::Write;

use super::load::Session;
use super::scope::Scope;
use super::{Format, Outcome, screen};
use crate::check;
use crate::config::reader::nearest;
use crate::error::{Error, Result};
use crate::id::SegmentId;
use crate::report::explain::{explain_json, lineage_text, page};

/// Is what the command is told.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A check, or an article
    #[arg(value_name = "CHECK|ARTICLE")]
    subject: String,
    /// The id of a segment of the article
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// How the answer is written; a check's page is always text
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Prints the explanation.
///
/// # Errors
/// Where there is no such check, article or id.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<Outcome> {
    let screen = screen::stdout();
    let Some(id) = &args.id else {
        let Some(check) = check::find(&args.subject) else {
            if args.subject.contains(['/', '.']) {
                return Err(Error::usage(format!(
                    "say which segment of {} to explain",
                    args.subject
                ))
                .hint(format!(
                    "run \"tolka segments {}\" to see the ids",
                    args.subject
                )));
            }
            let ids = check::ids();
            let hint = match nearest(&args.subject, ids.iter().copied()) {
                Some(near) => format!("did you mean {near}?"),
                None => format!(
                    "the checks are {}; for a segment say ARTICLE ID",
                    ids.join(", ")
                ),
            };
            return Err(Error::usage(format!("\"{}\" is no check", args.subject)).hint(hint));
        };
        page(out, &screen, &check.page())?;
        return Ok(Outcome::Done);
    };
    let session = Session::open()?;
    let scope = Scope {
        articles: vec![args.subject.clone()],
        ..Scope::default()
    };
    let is_wanted = scope.articles(&session)?;
    let workspace = session.workspace()?;
    let mut articles = workspace
        .articles
        .iter()
        .filter(|article| is_wanted(article.path));
    let found = articles.find_map(|article| Some((article, article.segment(id)?)));
    let Some((article, row)) = found else {
        let ids = workspace
            .articles
            .iter()
            .filter(|article| is_wanted(article.path))
            .flat_map(|a| &a.ids);
        let hint = match nearest(id, ids.map(SegmentId::as_str)) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("run \"tolka segments {}\" to see the ids", args.subject),
        };
        return Err(Error::usage(format!("{} has no segment {id}", args.subject)).hint(hint));
    };
    let edits = &session.edits(article.document.format);
    match args.format {
        Format::Text => lineage_text(out, &screen, &workspace, article, row, edits)?,
        Format::Json => explain_json(out, &workspace, article, row, edits)?,
    }
    Ok(Outcome::Done)
}
