//! `tolka accept`: a person's word that translations are right for today's English.

use std::io::Write;

use super::load::Session;
use super::scope::Scope;
use super::{Format, Outcome};
use crate::catalog::Row;
use crate::change::Class;
use crate::config::reader::nearest;
use crate::error::{Error, Result};
use crate::project::write;
use crate::relate::Localized;
use crate::sync::accept;

/// Is what the command is told.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The article, by its path
    #[arg(value_name = "ARTICLE")]
    article: Option<String>,
    /// The ids of its segments
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// The locales to confirm in
    #[arg(long = "locale", value_name = "LOCALE", required = true)]
    locales: Vec<String>,
    /// Confirm everything that is a draft, stale or unverified
    #[arg(long, conflicts_with_all = ["ids", "class"])]
    all: bool,
    /// Confirm what is stale by an edit of this class
    #[arg(long, value_name = "CLASS", conflicts_with = "ids")]
    class: Option<String>,
    /// How the answer is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(serde::Serialize)]
struct Answer<'a> {
    schema: &'static str,
    files: &'a [Accepted],
}

#[derive(serde::Serialize)]
struct Accepted {
    locale: String,
    path: String,
    ids: Vec<String>,
}

/// Confirms translations.
///
/// # Errors
/// Where it is not said what to confirm, an article, id or locale is unknown, or the catalog is behind.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<Outcome> {
    if args.ids.is_empty() && !args.all && args.class.is_none() {
        return Err(Error::usage("say what to confirm: ids, --all or --class")
            .hint("tolka accept ARTICLE ID --locale LOCALE"));
    }
    let class = args.class.as_deref().map(parse_class).transpose()?;
    let session = Session::open()?;
    let _lock = write::lock(&session.project)?;
    let scope = Scope {
        locales: args.locales.clone(),
        articles: args.article.iter().cloned().collect(),
    };
    let locales = scope.locales(&session.project)?;
    let is_wanted = scope.articles(&session)?;
    let workspace = session.workspace();
    let mut accepted = Vec::new();
    let mut accept_side = |rows: &[Row<'_>], side: &Localized<'_>| -> Result<()> {
        let Some(translation) = side
            .translation
            .as_ref()
            .filter(|_| locales.contains(side.side.locale))
        else {
            return Ok(());
        };
        let (raw, ids) = accept::accept(rows, &side.comparison, translation, &|unit| {
            let named = args.ids.is_empty() || args.ids.iter().any(|id| id == rows[unit.row].id);
            named
                && class.is_none_or(|class| {
                    unit.basis.is_some() && unit.classes.heaviest() == Some(class)
                })
        });
        if !ids.is_empty() {
            write::replace(&session.project, &side.side.path, &raw)?;
            let path = side.side.path.clone();
            accepted.push(Accepted {
                locale: side.side.locale.to_string(),
                path,
                ids,
            });
        }
        Ok(())
    };
    let articles: Vec<_> = workspace
        .articles
        .iter()
        .filter(|article| is_wanted(article.path))
        .collect();
    for article in &articles {
        let rows = article.rows();
        for id in &args.ids {
            if article.segment(id).is_none() {
                let near = nearest(id, article.ids.iter().map(crate::id::SegmentId::as_str));
                let hint = match near {
                    Some(near) => format!("did you mean {near}?"),
                    None => format!("run \"tolka segments {}\" to see the ids", article.path),
                };
                return Err(
                    Error::usage(format!("{} has no segment {id}", article.path)).hint(hint),
                );
            }
        }
        let catalog = crate::catalog::write(article.path, rows.iter().copied());
        if article.catalog_raw != Some(&*catalog)
            && !(rows.is_empty() && article.catalog_raw.is_none())
        {
            return Err(Error::usage(format!(
                "the catalog of {} is behind the article",
                article.path
            ))
            .hint("run \"tolka sync\" first, so that you confirm what you see"));
        }
    }
    for article in &articles {
        let rows = article.rows();
        for side in &article.sides {
            accept_side(&rows, side)?;
        }
    }
    if !scope.names_articles() {
        for messages in &workspace.messages {
            for side in &messages.sides {
                accept_side(&messages.rows(), side)?;
            }
        }
    }
    match args.format {
        Format::Json => {
            let answer = Answer {
                schema: "tolka.accept/1",
                files: &accepted,
            };
            crate::report::json::write(out, &answer)?;
        }
        Format::Text if accepted.is_empty() => writeln!(out, "Nothing to confirm")?,
        Format::Text => {
            for file in &accepted {
                writeln!(out, "{}: confirmed {}", file.path, file.ids.join(", "))?;
            }
        }
    }
    Ok(Outcome::Done)
}

fn parse_class(name: &str) -> Result<Class> {
    let names = || Class::ALL.iter().map(|class| class.name());
    Class::ALL
        .into_iter()
        .find(|class| class.name() == name)
        .ok_or_else(|| {
            let hint = match nearest(name, names()) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("the classes are {}", names().collect::<Vec<_>>().join(", ")),
            };
            Error::usage(format!("\"{name}\" is no change class")).hint(hint)
        })
}
