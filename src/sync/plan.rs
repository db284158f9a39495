//! Plan: what a sync of the whole workspace writes, in the order in which it is safe to write it.
//!
//! Locale files come first and catalogs last: a catalog that moved on before a locale file could follow
//! would be the only memory of what that file was made from.

use super::update::update;
use super::{Event, Update, What, conflict_marker, create};
use regex::Regex;

use crate::catalog;
use crate::classify::edits::Edits;
use crate::relate::{Article, Gone, Localized, Messages, Workspace};

/// Is one file that a sync looks at.
#[derive(Debug)]
pub struct FilePlan {
    /// Its path in the workspace.
    pub path: String,
    /// The article or message file of the source that it stands for.
    pub of: String,
    /// The locale's tag; the source locale's for a catalog.
    pub locale: String,
    /// What is to be done.
    pub action: Action,
    /// What happens to its entries; none of a catalog's.
    pub events: Vec<Event>,
    /// How many translations stay as they are.
    pub n_kept: usize,
}

/// Is what is to be done with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// It is as it should be.
    Keep,
    /// It is made.
    Create(String),
    /// It gets new bytes.
    Change(String),
    /// Nothing is left of it.
    Delete,
    /// It cannot be brought up to date, and why.
    Refuse(String),
}

impl Action {
    /// Tells whether something would be written.
    pub fn writes(&self) -> bool {
        matches!(self, Action::Create(_) | Action::Change(_) | Action::Delete)
    }
}

/// Plans a sync of the workspace: locale files, then catalogs.
///
/// `protect` are the spans that are kept whole; `catalog_path` names an article's catalog.
pub fn plan(
    workspace: &Workspace<'_>,
    protect: &[Regex],
    catalog_path: &dyn Fn(&Article<'_>) -> String,
) -> Vec<FilePlan> {
    let mut files = Vec::new();
    let mut catalogs = Vec::new();
    for article in &workspace.articles {
        let first = files.len();
        let rows = article.rows();
        let edits = &Edits {
            format: article.document.format,
            protect,
            // What an edit costs is judged already; here lines and texts are made of it.
            spelling: None,
        };
        for side in &article.sides {
            files.extend(locale_file(
                Some(article.path),
                article.path,
                &rows,
                side,
                edits,
            ));
        }
        let is_blocked = files[first..]
            .iter()
            .any(|file: &FilePlan| matches!(file.action, Action::Refuse(_)));
        catalogs.extend(catalog_file(
            workspace,
            article,
            &rows,
            is_blocked,
            catalog_path(article),
        ));
    }
    for messages in &workspace.messages {
        let Messages { path, sides, .. } = messages;
        for side in sides {
            files.extend(locale_file(
                None,
                path,
                &messages.rows(),
                side,
                &Edits::PLAIN,
            ));
        }
    }
    for gone in &workspace.gone {
        for side in &gone.sides {
            files.extend(gone_file(gone, side, &Edits::PLAIN));
        }
        catalogs.extend(gone.catalog.as_ref().map(|path| FilePlan {
            path: path.clone(),
            of: gone.path.to_owned(),
            locale: workspace.source_locale.to_string(),
            action: Action::Delete,
            events: Vec::new(),
            n_kept: 0,
        }));
    }
    files.extend(catalogs);
    files
}

fn locale_file(
    article: Option<&str>,
    of: &str,
    rows: &[crate::catalog::Row<'_>],
    side: &Localized<'_>,
    edits: &Edits<'_>,
) -> Option<FilePlan> {
    let (action, events) = match &side.translation {
        None if side.side.trouble.is_some() => {
            let reason = side.side.trouble.clone().unwrap_or_default();
            (
                Action::Refuse(format!("it cannot be read: {reason}")),
                Vec::new(),
            )
        }
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
        Some(translation) => match conflict_marker(translation.file.raw) {
            Some(offset) => {
                let before = &translation.file.raw[..offset];
                let line = 1 + before.matches('\n').count();
                let reason = format!(
                    "line {line} begins a conflict: run \"tolka merge {}\", then sync again",
                    side.side.path
                );
                (Action::Refuse(reason), Vec::new())
            }
            None => changed(
                translation.file.raw,
                update(
                    rows,
                    &side.comparison,
                    translation,
                    side.side.is_overlay,
                    edits,
                ),
            ),
        },
    };
    // What is new touched no translation that was there.
    let is_new = |event: &Event| match event.what {
        What::Added | What::Removed | What::Repeated => true,
        What::Resegmented | What::Merged => {
            let mut units = side.comparison.units.iter();
            units.any(|unit| unit.entry.is_none() && rows[unit.row].id == event.id)
        }
        _ => false,
    };
    let n_touched = events.iter().filter(|event| !is_new(event)).count();
    let n_values = side.comparison.units.iter().filter(|unit| {
        unit.entry.is_some_and(|idx| {
            side.translation
                .as_ref()
                .is_some_and(|translation| translation.entries[idx].has_value())
        })
    });
    Some(FilePlan {
        path: side.side.path.clone(),
        of: of.to_owned(),
        locale: side.side.locale.to_string(),
        action,
        n_kept: n_values.count().saturating_sub(n_touched),
        events,
    })
}

fn is_blank(raw: &str) -> bool {
    raw.trim_start_matches('\u{FEFF}').trim().is_empty()
}

fn changed(before: &str, update: Update) -> (Action, Vec<Event>) {
    let action = if update.raw == before {
        Action::Keep
    } else {
        Action::Change(update.raw)
    };
    (action, update.events)
}

fn catalog_file(
    workspace: &Workspace<'_>,
    article: &Article<'_>,
    rows: &[crate::catalog::Row<'_>],
    is_blocked: bool,
    path: String,
) -> Option<FilePlan> {
    let raw = catalog::write(article.path, rows.iter().copied());
    let raw = catalog::like(article.catalog_raw, raw);
    let action = match &article.catalog_raw {
        None if rows.is_empty() => return None,
        Some(before) if *before == raw => Action::Keep,
        _ if is_blocked => Action::Refuse(
            "it waits for a locale file that could not be brought up to date".to_owned(),
        ),
        None => Action::Create(raw),
        Some(_) => Action::Change(raw),
    };
    let locale = workspace.source_locale.to_string();
    Some(FilePlan {
        path,
        of: article.path.to_owned(),
        locale,
        action,
        events: Vec::new(),
        n_kept: 0,
    })
}

/// Plans what becomes of a locale file whose article is gone: translations are obsolete, stubs go, and with
/// the last entry the file.
fn gone_file(gone: &Gone<'_>, side: &Localized<'_>, edits: &Edits<'_>) -> Option<FilePlan> {
    let translation = side.translation.as_ref()?;
    let mut plan = locale_file(Some(gone.path), gone.path, &[], side, edits)?;
    let is_bare = translation.entries.iter().all(|entry| {
        plan.events
            .iter()
            .any(|event| event.what == What::Removed && event.id == entry.id)
    });
    let only_machine = translation
        .file
        .items
        .iter()
        .all(|item| matches!(item.kind, crate::fluent::file::Kind::Comment(1 | 3)));
    if is_bare && only_machine && !matches!(plan.action, Action::Refuse(_)) {
        plan.action = Action::Delete;
    }
    Some(plan)
}
