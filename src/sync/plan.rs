//! Plan: what a sync of the whole workspace writes, in the order in which it is safe to write it.
//!
//! Locale files that entries come to are first, those that entries go from next, and catalogs last: a catalog that moved on before a locale file could follow
//! would be the only memory of what that file was made from.

use std::collections::BTreeSet;

use rayon::prelude::*;
use regex::Regex;

use super::event::tell_moves;
pub use super::file::{Action, FilePlan, sort};
use super::settled::{are_settled, is_kept};
use super::turn::{Kind, Stage, Turn};
use super::update::update;
use super::{Event, Update, What, create};
use crate::catalog::{self, Row};
use crate::classify::edits::Edits;
use crate::fluent::file;
use crate::relate::{Article, Gone, Localized, Messages, Workspace};

/// Plans a sync of the workspace: locale files that entries come to, those that entries go from, then catalogs.
///
/// `protect` are the spans that are kept whole; `catalog_path` names an article's catalog.
pub fn plan(
    workspace: &Workspace<'_>,
    protect: &[Regex],
    catalog_path: &dyn Fn(&Article<'_>) -> String,
) -> Vec<FilePlan> {
    let files = workspace.articles.par_iter().flat_map_iter(|article| {
        let rows = article.rows();
        let edits = &Edits {
            format: article.document.format,
            protect,
            // What an edit costs is judged already; here lines and texts are made of it.
            spelling: None,
        };
        let sides = article.sides.iter();
        let files = sides
            .filter_map(|side| locale_file(Some(article.path), article.path, &rows, side, edits));
        files.collect::<Vec<_>>()
    });
    let mut files: Vec<FilePlan> = files.collect();
    for messages in workspace.messages.iter() {
        let Messages { path, sides, .. } = messages;
        for side in sides {
            let rows = messages.rows();
            let mut file = locale_file(None, path, &rows, side, &Edits::PLAIN);
            file.iter_mut()
                .for_each(|file| file.turn.kind = Kind::Messages);
            files.extend(file);
        }
    }
    for gone in &workspace.gone {
        for side in &gone.sides {
            let mut file = gone_file(gone, side, &Edits::PLAIN);
            file.iter_mut().for_each(|file| file.turn.kind = Kind::Gone);
            files.extend(file);
        }
    }
    let catalogs = catalogs(workspace, &files, catalog_path);
    files.extend(catalogs);
    sort(&mut files);
    files
}

/// Tells whether a sync would write something. Almost always nothing differs, and that is seen without a plan.
pub fn is_due(
    workspace: &Workspace<'_>,
    protect: &[Regex],
    catalog_path: &dyn Fn(&Article<'_>) -> String,
) -> bool {
    let plan = || plan(workspace, protect, catalog_path).into_iter();
    !are_settled(workspace) && plan().any(|file| file.action.writes())
}

/// Plans the catalogs. One waits where a locale file of its article, or of one that it shares moves with, cannot
/// be brought up to date.
fn catalogs(
    workspace: &Workspace<'_>,
    files: &[FilePlan],
    catalog_path: &dyn Fn(&Article<'_>) -> String,
) -> Vec<FilePlan> {
    let refused = files
        .iter()
        .filter(|file| matches!(file.action, Action::Refuse(_)));
    let blocked: BTreeSet<&str> = refused.map(|file| file.of.as_str()).collect();
    let is_blocked = |path: &str, kin: &[&str]| {
        blocked.contains(path) || kin.iter().any(|path| blocked.contains(path))
    };
    let mut catalogs = Vec::new();
    for article in &workspace.articles {
        let is_blocked = is_blocked(article.path, &article.kin);
        let path = catalog_path(article);
        catalogs.extend(catalog_file(workspace, article, is_blocked, path));
    }
    for gone in &workspace.gone {
        let action = match is_blocked(gone.path, &gone.kin) {
            true => Action::Refuse(WAITS.to_owned()),
            false => Action::Delete,
        };
        catalogs.extend(gone.catalog.as_ref().map(|path| FilePlan {
            path: path.clone(),
            of: gone.path.to_owned(),
            locale: workspace.source_locale.to_string(),
            action,
            kin: gone.kin.iter().map(|path| (*path).to_owned()).collect(),
            turn: Turn {
                stage: Stage::Catalog,
                kind: Kind::Gone,
            },
            ..FilePlan::default()
        }));
    }
    catalogs
}

/// Says why a catalog is not written.
const WAITS: &str = "it waits for a locale file that could not be brought up to date";

fn locale_file(
    article: Option<&str>,
    of: &str,
    rows: &[Row<'_>],
    side: &Localized<'_>,
    edits: &Edits<'_>,
) -> Option<FilePlan> {
    let stored = side.stored.map(|text| text.raw.as_str());
    let (action, mut events) = match &side.translation {
        None if side.side.trouble.is_some() => {
            let reason = side.side.trouble.clone().unwrap_or_default();
            let reason = format!("it cannot be read: {reason}");
            (Action::Refuse(reason), Vec::new())
        }
        // All of it went elsewhere.
        None if stored.is_some() => (Action::Delete, Vec::new()),
        None if rows.is_empty() || side.side.is_overlay => return None,
        None => {
            let made = create(article, rows);
            (Action::Create(made.raw), made.events)
        }
        // A file that somebody emptied is as good as none.
        Some(translation)
            if !side.side.is_overlay && !rows.is_empty() && is_blank(translation.file.raw) =>
        {
            let made = create(article, rows);
            (Action::Change(made.raw), made.events)
        }
        Some(translation) => match translation.conflict_marker() {
            Some(offset) => {
                let before = &translation.file.raw[..offset];
                let line = 1 + before.matches('\n').count();
                let reason = format!(
                    "line {line} begins a conflict: run \"tolka merge {}\", then sync again",
                    side.side.path
                );
                (Action::Refuse(reason), Vec::new())
            }
            None if is_kept(rows, side, translation) => (Action::Keep, Vec::new()),
            None => {
                let is_overlay = side.side.is_overlay;
                let made = update(rows, &side.comparison, translation, is_overlay, edits);
                changed(stored, made)
            }
        },
    };
    let passage = &side.passage;
    tell_moves(&mut events, rows, passage, side.side.policy);
    let interim = match &action {
        // What goes stays until it stands where it goes to, while what comes is written already.
        Action::Create(raw) | Action::Change(raw)
            if !passage.receivers.is_empty() && !passage.arrivals.is_empty() =>
        {
            Some(with_given(raw, &passage.given))
        }
        _ => None,
    };
    // What is new touched no translation that was there.
    let is_new = |event: &Event| match event.what {
        What::Added
        | What::Removed
        | What::Repeated
        | What::Drafted
        | What::Remembered
        | What::Departed => true,
        What::Resegmented | What::Merged => {
            let mut units = side.comparison.units.iter();
            units.any(|unit| unit.entry.is_none() && rows[unit.row].id == event.id)
        }
        _ => false,
    };
    let touched: BTreeSet<&str> = events
        .iter()
        .filter(|event| !is_new(event))
        .map(|event| event.id.as_str())
        .collect();
    let n_values = side.comparison.units.iter().filter(|unit| {
        unit.entry.is_some_and(|idx| {
            side.translation
                .as_ref()
                .is_some_and(|translation| translation.entries[idx].has_value())
        })
    });
    let n_drafted = passage.drafts.len();
    let n_kept = n_values.count().saturating_sub(touched.len() + n_drafted);
    Some(FilePlan {
        path: side.side.path.clone(),
        of: of.to_owned(),
        locale: side.side.locale.to_string(),
        action,
        n_kept,
        events,
        interim,
        receivers: passage.receivers.clone(),
        renamed_from: passage.renamed_from.clone(),
        kin: Vec::new(),
        turn: Turn {
            stage: match passage.receivers.is_empty() {
                true => Stage::Locale,
                false => Stage::Giving,
            },
            kind: Kind::Article,
        },
    })
}

/// Puts entries behind those of a file.
fn with_given(raw: &str, given: &str) -> String {
    let end = raw.trim_end();
    let at = match end.strip_suffix("### end") {
        Some(before) => before.len(),
        None => raw.len(),
    };
    let newline = if raw.contains("\r\n") { "\r\n" } else { "\n" };
    let given = given.replace("\r\n", "\n").replace('\n', newline);
    let blank = format!("{newline}{newline}");
    let lead = match &raw[..at] {
        before if before.is_empty() || before.ends_with(&blank) => String::new(),
        before if before.ends_with('\n') => newline.to_owned(),
        _ => blank,
    };
    format!("{}{lead}{given}{}", &raw[..at], &raw[at..])
}

fn is_blank(raw: &str) -> bool {
    raw.trim_start_matches('\u{FEFF}').trim().is_empty()
}

fn changed(before: Option<&str>, update: Update) -> (Action, Vec<Event>) {
    let action = match before {
        Some(before) if before == update.raw => Action::Keep,
        Some(_) => Action::Change(update.raw),
        None => Action::Create(update.raw),
    };
    (action, update.events)
}

fn catalog_file(
    workspace: &Workspace<'_>,
    article: &Article<'_>,
    is_blocked: bool,
    path: String,
) -> Option<FilePlan> {
    let rows = article.rows();
    let is_of = |before: &str| catalog::is_of(before, article.path, rows.iter().copied());
    let action = match article.catalog_raw {
        None if rows.is_empty() => return None,
        Some(before) if is_of(before) => Action::Keep,
        before => {
            let raw = catalog::write(article.path, rows.iter().copied());
            let raw = catalog::like(before, raw);
            match before {
                Some(before) if before == raw => Action::Keep,
                _ if is_blocked => Action::Refuse(WAITS.to_owned()),
                None => Action::Create(raw),
                Some(_) => Action::Change(raw),
            }
        }
    };
    let locale = workspace.source_locale.to_string();
    let mut entries = article.catalog.entries.iter();
    Some(FilePlan {
        path,
        of: article.path.to_owned(),
        locale,
        action,
        kin: article.kin.iter().map(|path| (*path).to_owned()).collect(),
        turn: Turn {
            stage: match entries.any(|entry| entry.from.is_some()) {
                true => Stage::TakingCatalog,
                false => Stage::Catalog,
            },
            kind: Kind::Article,
        },
        ..FilePlan::default()
    })
}

/// Plans what becomes of a locale file whose article is gone: translations are obsolete, stubs go, and with
/// the last entry the file.
fn gone_file(gone: &Gone<'_>, side: &Localized<'_>, edits: &Edits<'_>) -> Option<FilePlan> {
    let mut plan = locale_file(Some(gone.path), gone.path, &[], side, edits)?;
    let Some(translation) = &side.translation else {
        return Some(plan);
    };
    let is_bare = translation.entries.iter().all(|entry| {
        plan.events
            .iter()
            .any(|event| event.what == What::Removed && event.id == entry.id)
    });
    let only_machine = translation
        .file
        .items
        .iter()
        .all(|item| matches!(item.kind, file::Kind::Comment(1 | 3)));
    if is_bare && only_machine && !matches!(plan.action, Action::Refuse(_)) {
        plan.action = Action::Delete;
    }
    Some(plan)
}
