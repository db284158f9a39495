//! `tolka accept`: a person's word that translations are right for today's English.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use super::load::Session;
use super::scope::Scope;
use super::{Format, Outcome};
use crate::catalog::{self, Row};
use crate::change::Class;
use crate::compare::Unit;
use crate::config::reader::nearest;
use crate::error::{Error, Result};
use crate::fluent::file::Text;
use crate::git;
use crate::locale::Locale;
use crate::project::write::Writer;
use crate::relate::{Localized, Workspace};
use crate::sync::accept::Take;
use crate::sync::{accept, edited};
use crate::translation::Translation;

/// Is what the command is told.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The article, by its path
    #[arg(value_name = "ARTICLE")]
    article: Option<String>,
    /// The ids of its segments; a term's without the hyphen
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
    /// Confirm what has another text than at a git revision, and the same English
    #[arg(long, conflicts_with_all = ["ids", "all", "class"])]
    edited: bool,
    /// Take the texts of @proposal, and confirm them; what has none is left
    #[arg(long, conflicts_with = "edited")]
    proposal: bool,
    /// The revision for --edited
    #[arg(long, value_name = "REV", requires = "edited", default_value = "HEAD")]
    since: String,
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
    let is_said = !args.ids.is_empty() || args.all || args.class.is_some();
    if !is_said && !args.edited && !args.proposal {
        return Err(Error::usage(
            "say what to confirm: ids, --all, --edited, --class or --proposal",
        )
        .hint("tolka accept ARTICLE ID --locale LOCALE"));
    }
    let class = args.class.as_deref().map(parse_class).transpose()?;
    let (session, _lock) = Session::open_locked()?;
    let scope = Scope {
        locales: args.locales.clone(),
        articles: Vec::new(),
    };
    let locales = scope.locales(&session.project)?;
    let workspace = session.workspace()?;
    let originals = originals(args, &session, &workspace)?;
    for original in &originals {
        original.refuse_unknown(&args.ids)?;
    }
    let chosen = |unit: &Unit<'_>, row: &Row<'_>| {
        let is_named = args.ids.is_empty() || args.ids.iter().any(|id| is_named(row.id, id));
        let is_of_class = class
            .is_none_or(|class| unit.basis.is_some() && unit.classes.heaviest() == Some(class));
        is_named && is_of_class
    };
    let standing: BTreeSet<&str> = session
        .sides_of(&workspace)
        .filter(|side| side.translation.is_some())
        .map(|side| side.side.path.as_str())
        .collect();
    let before = if args.edited {
        Some(Before::read(&session, &args.since, &locales)?)
    } else {
        None
    };
    let take = if args.proposal {
        Take::Proposal
    } else {
        Take::Text
    };
    // Everything is judged before anything is written.
    let mut accepted = Vec::new();
    for original in &originals {
        let sides = original
            .sides
            .iter()
            .filter(|side| locales.contains(side.side.locale));
        for side in sides {
            let Some(translation) = &side.translation else {
                continue;
            };
            let path = &side.side.path;
            if translation.conflict_marker().is_some() {
                return Err(Error::usage(format!("{path} holds conflict markers"))
                    .hint(format!("run \"tolka merge {path}\" first")));
            }
            let rows = &original.rows;
            let folder = format!(
                "{}/{}/",
                session.project.config.paths.locales, side.side.locale
            );
            let old = before
                .as_ref()
                .map(|before| before.states(path, &folder, &standing));
            let units = &side.comparison.units;
            let is_edited = |unit: &Unit<'_>| {
                let is_edited = |old| edited::is_edited(unit, units, translation, old);
                old.as_ref().is_none_or(|old| old.iter().any(is_edited))
            };
            let between = match &before {
                Some(before) if units.iter().any(is_edited) => before.between(&session, path)?,
                _ => Vec::new(),
            };
            let between: Vec<_> = between
                .iter()
                .map(|text| Translation::read(text).0)
                .collect();
            let is_for_today = |unit: &Unit<'_>| {
                let stood = |then| edited::stood_on_other(unit, units, translation, then);
                !between.iter().any(stood)
            };
            let (raw, ids) = accept::accept(rows, &side.comparison, translation, take, &|unit| {
                chosen(unit, &rows[unit.row]) && is_edited(unit) && is_for_today(unit)
            });
            if ids.is_empty() {
                continue;
            }
            if original.is_behind || !side.is_as_stored() || is_behind(rows, side, &ids) {
                return Err(Error::usage(format!("{path} is behind {}", original.path))
                    .hint("run \"tolka sync\" first, so that you confirm what you see"));
            }
            let locale = side.side.locale.to_string();
            let path = path.clone();
            accepted.push((raw, Accepted { locale, path, ids }));
        }
    }
    let mut written = Vec::with_capacity(accepted.len());
    let mut failed = None;
    let mut writer = Writer::new(&session.project);
    for (raw, file) in accepted {
        if let Err(error) = writer.replace(&file.path, &raw) {
            failed = Some(error);
            break;
        }
        written.push(file);
    }
    if written.is_empty()
        && let Some(error) = failed
    {
        return Err(error);
    }
    tell(args, out, &written)?;
    failed.map_or(Ok(Outcome::Done), Err)
}

/// Says what was confirmed.
fn tell(args: &Args, out: &mut dyn Write, accepted: &[Accepted]) -> Result<()> {
    match args.format {
        Format::Json => {
            let answer = Answer {
                schema: "tolka.accept/1",
                files: accepted,
            };
            crate::report::json::write(out, &answer)?;
        }
        Format::Text if accepted.is_empty() => writeln!(out, "Nothing to confirm")?,
        Format::Text => {
            let did = if args.proposal {
                "took the proposal of"
            } else {
                "confirmed"
            };
            for file in accepted {
                writeln!(out, "{}: {did} {}", file.path, file.ids.join(", "))?;
            }
        }
    }
    Ok(())
}

/// Is an article or message file that translations are confirmed of.
struct Original<'w, 'a> {
    path: &'w str,
    rows: Vec<Row<'w>>,
    sides: &'w [Localized<'a>],
    /// Whether the catalog is not what a sync would write.
    is_behind: bool,
}

impl Original<'_, '_> {
    fn refuse_unknown(&self, ids: &[String]) -> Result<()> {
        for id in ids {
            if self.rows.iter().any(|row| is_named(row.id, id)) {
                continue;
            }
            let hint = match nearest(id, self.rows.iter().map(|row| row.id)) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("run \"tolka diff {}\" to see what is open", self.path),
            };
            return Err(Error::usage(format!("{} has no segment {id}", self.path)).hint(hint));
        }
        Ok(())
    }
}

/// Finds what is to be confirmed: one article or message file, by its path or that of a locale file, or all.
fn originals<'w, 'a>(
    args: &Args,
    session: &Session,
    workspace: &'w Workspace<'a>,
) -> Result<Vec<Original<'w, 'a>>> {
    let articles = workspace.articles.iter().map(|article| {
        let rows = article.rows();
        let catalog = catalog::write(article.path, rows.iter().copied());
        let catalog = catalog::like(article.catalog_raw, catalog);
        let has_none = rows.is_empty() && article.catalog_raw.is_none();
        let is_behind = article.catalog_raw != Some(&*catalog) && !has_none;
        Original {
            path: article.path,
            rows,
            sides: &article.sides,
            is_behind,
        }
    });
    let messages = workspace.messages.iter().map(|messages| {
        let (path, sides) = (messages.path, &*messages.sides);
        Original {
            path,
            rows: messages.rows(),
            sides,
            is_behind: false,
        }
    });
    let mut originals: Vec<_> = articles.chain(messages).collect();
    let Some(typed) = &args.article else {
        return Ok(originals);
    };
    let path = session
        .project
        .relative(&session.cwd, typed)
        .unwrap_or_else(|_| typed.clone());
    let below = format!("{}/{typed}", session.project.config.paths.source);
    originals.retain(|original| {
        let is_file = original.sides.iter().any(|side| side.side.path == path);
        original.path == path || original.path == below || is_file
    });
    if originals.is_empty() {
        let known = workspace.articles.iter().map(|article| article.path);
        let hint = match nearest(
            typed,
            known.chain(workspace.messages.iter().map(|messages| messages.path)),
        ) {
            Some(near) => format!("did you mean {near}?"),
            None => session.articles_hint(),
        };
        return Err(Error::usage(format!("there is no article {typed}")).hint(hint));
    }
    Ok(originals)
}

/// Is the locale files as they were at a revision.
struct Before {
    revision: git::Revision,
    files: BTreeMap<String, Text>,
}

impl Before {
    fn read(session: &Session, since: &str, locales: &[Locale]) -> Result<Self> {
        let project = &session.project;
        let folder = &project.config.paths.locales;
        let folders: Vec<String> = locales
            .iter()
            .map(|locale| format!("{folder}/{locale}"))
            .collect();
        let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
        let revision = git::revision(project, since)?;
        let files = revision.files(project, &folders, &|path| path.ends_with(".ftl"))?;
        let files = files.into_iter().map(|(path, raw)| (path, Text::new(raw)));
        Ok(Before {
            files: files.collect(),
            revision,
        })
    }

    /// Returns the states that a file may have come from: its own, or of files of its locale's `folder` that are gone (an
    /// article was renamed).
    fn states(&self, path: &str, folder: &str, standing: &BTreeSet<&str>) -> Vec<Translation<'_>> {
        if let Some(text) = self.files.get(path) {
            return vec![Translation::read(text).0];
        }
        let is_gone =
            |(old, _): &(&String, _)| old.starts_with(folder) && !standing.contains(old.as_str());
        let gone = self.files.iter().filter(is_gone);
        gone.map(|(_, text)| Translation::read(text).0).collect()
    }

    /// Returns the states of a file in the commits since.
    fn between(&self, session: &Session, path: &str) -> Result<Vec<Text>> {
        let states = self.revision.states_since(&session.project, path)?;
        Ok(states.into_iter().map(Text::new).collect())
    }
}

/// Tells whether an entry of the file shows another English than today's.
fn is_behind(rows: &[Row<'_>], side: &Localized<'_>, ids: &[String]) -> bool {
    let Some(translation) = &side.translation else {
        return false;
    };
    side.comparison.units.iter().any(|unit| {
        let row = rows[unit.row];
        let source = unit.entry.and_then(|idx| translation.entries[idx].source());
        ids.iter().any(|id| id == row.id) && source.is_some_and(|source| source != row.text)
    })
}

/// Tells whether a person means this id: a term goes without its hyphen, which would begin an option.
fn is_named(own: &str, typed: &str) -> bool {
    own == typed || own.strip_prefix('-') == Some(typed)
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
