//! `tolka prune`: the removal of obsolete translations that nothing refers to.

use std::io::Write;

use super::load::Session;
use super::scope::Scope;
use super::{Format, Outcome};
use crate::error::{Error, Result};
use crate::project::write;
use crate::relate::Localized;
use crate::sync::{accept, conflict_marker};

/// Is what the command is told.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    scope: Scope,
    /// How the answer is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(serde::Serialize)]
struct Answer<'a> {
    schema: &'static str,
    files: &'a [Pruned],
}

#[derive(serde::Serialize)]
struct Pruned {
    locale: String,
    path: String,
    ids: Vec<String>,
}

/// Removes obsolete entries.
///
/// # Errors
/// Where the workspace cannot be read or a file not written.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<Outcome> {
    let (session, _lock) = Session::open_locked()?;
    let locales = args.scope.locales(&session.project)?;
    let is_wanted = args.scope.articles(&session)?;
    let workspace = session.workspace()?;
    let whole = !args.scope.names_articles();
    let articles = workspace
        .articles
        .iter()
        .filter(|article| is_wanted(article.path));
    let sides = articles
        .flat_map(|article| &article.sides)
        .chain(
            workspace
                .messages
                .iter()
                .filter(|messages| is_wanted(messages.path))
                .flat_map(|messages| &messages.sides),
        )
        .chain(
            workspace
                .gone
                .iter()
                .filter(|_| whole)
                .flat_map(|gone| &gone.sides),
        );
    let mut pruned = Vec::new();
    for side in sides.filter(|side| locales.contains(side.side.locale)) {
        let Some(translation) = &side.translation else {
            continue;
        };
        if conflict_marker(translation.file.raw).is_some() {
            return Err(
                Error::usage(format!("{} holds conflict markers", side.side.path))
                    .hint("resolve them first"),
            );
        }
        let (raw, ids) = accept::prune(&side.comparison, translation);
        if ids.is_empty() {
            continue;
        }
        let path = side.side.path.clone();
        if is_spent(side, ids.len()) {
            write::remove(&session.project, &path)?;
        } else {
            write::replace(&session.project, &path, &raw)?;
        }
        pruned.push(Pruned {
            locale: side.side.locale.to_string(),
            path,
            ids,
        });
    }
    match args.format {
        Format::Json => {
            let answer = Answer {
                schema: "tolka.prune/1",
                files: &pruned,
            };
            crate::report::json::write(out, &answer)?;
        }
        Format::Text if pruned.is_empty() => writeln!(out, "No obsolete translations")?,
        Format::Text => {
            for file in &pruned {
                writeln!(out, "{}: removed {}", file.path, file.ids.join(", "))?;
            }
        }
    }
    Ok(Outcome::Done)
}

/// Tells whether nothing is left of a file whose article is gone.
fn is_spent(side: &Localized<'_>, n_pruned: usize) -> bool {
    let entries = side
        .translation
        .as_ref()
        .map_or(0, |translation| translation.entries.len());
    side.comparison.units.is_empty() && entries == n_pruned
}
