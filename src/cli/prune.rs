//! `tolka prune`: the removal of obsolete translations that nothing refers to.

use std::io::Write;

use super::load::Session;
use super::scope::Scope;
use super::{Format, Outcome};
use crate::error::{Error, Result};
use crate::project::write::Writer;
use crate::relate::Localized;
use crate::sync::accept;

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
    // Everything is judged before anything is written.
    let mut planned = Vec::new();
    for side in sides.filter(|side| locales.contains(side.side.locale)) {
        let Some(translation) = &side.translation else {
            continue;
        };
        if translation.conflict_marker().is_some() {
            return Err(
                Error::usage(format!("{} holds conflict markers", side.side.path))
                    .hint(format!("run \"tolka merge {}\" first", side.side.path)),
            );
        }
        let (raw, ids) = accept::prune(&side.comparison, translation);
        if ids.is_empty() {
            continue;
        }
        if !side.is_as_stored() {
            let message = format!("{} has entries that move to other articles", side.side.path);
            return Err(Error::usage(message).hint("run \"tolka sync\" first"));
        }
        let text = (!is_spent(side, ids.len())).then_some(raw);
        let locale = side.side.locale.to_string();
        let path = side.side.path.clone();
        planned.push((text, Pruned { locale, path, ids }));
    }
    let mut pruned = Vec::with_capacity(planned.len());
    let mut failed = None;
    let mut writer = Writer::new(&session.project);
    for (text, file) in planned {
        let done = match text {
            Some(text) => writer.replace(&file.path, &text),
            None => writer.remove(&file.path),
        };
        if let Err(error) = done {
            failed = Some(error);
            break;
        }
        pruned.push(file);
    }
    if pruned.is_empty()
        && let Some(error) = failed
    {
        return Err(error);
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
    failed.map_or(Ok(Outcome::Done), Err)
}

/// Tells whether nothing is left of a file whose article is gone.
fn is_spent(side: &Localized<'_>, n_pruned: usize) -> bool {
    let entries = side
        .translation
        .as_ref()
        .map_or(0, |translation| translation.entries.len());
    side.comparison.units.is_empty() && entries == n_pruned
}
