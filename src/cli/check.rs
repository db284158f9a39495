//! `tolka check`: the gate.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use super::load::Session;
use super::scope::Scope;
use super::{Format, Outcome, build, screen};
use crate::check::facts::{Facts, Output, OutputState, Unreadable};
use crate::check::levels::{COMPLETENESS, Levels, LocaleLevels};
use crate::check::{self, Verdict};
use crate::config::reader::nearest;
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::project::outputs::Change;
use crate::project::read;
use crate::relate::Workspace;
use crate::report::findings::{findings_json, text};

/// Is what the command is told.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    scope: Scope,
    /// Count the errors of this check as warnings; "completeness" for missing, draft, stale, unverified
    #[arg(long, value_name = "CHECK")]
    warn: Vec<String>,
    /// How the answer is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Judges the workspace.
///
/// # Errors
/// Where it cannot be read.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<Outcome> {
    for name in &args.warn {
        let names = || check::ids().into_iter().chain([COMPLETENESS]);
        if !names().any(|known| known == name) {
            let hint = match nearest(name, names()) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("the checks are {}", names().collect::<Vec<_>>().join(", ")),
            };
            return Err(Error::usage(format!("\"{name}\" is no check")).hint(hint));
        }
    }
    let session = Session::open()?;
    let locales = args.scope.locales(&session.project)?;
    let is_wanted = args.scope.articles(&session)?;
    let workspace = session.workspace();
    let facts = facts(&session, &workspace)?;
    let mut findings = check::run(&workspace, &facts, &levels(&session, &args.warn));
    let whole = !args.scope.names_articles();
    let own: Vec<_> = workspace
        .articles
        .iter()
        .filter(|article| is_wanted(article.path))
        .collect();
    let own_files: BTreeSet<&str> = own
        .iter()
        .flat_map(|article| &article.sides)
        .map(|side| side.side.path.as_str())
        .collect();
    findings.retain(|finding: &Finding| {
        let locale_is_wanted = match &finding.locale {
            Some(locale) if locale == workspace.source_locale => args.scope.locales.is_empty(),
            Some(locale) => locales.contains(locale),
            None => true,
        };
        let article_is_wanted = match &finding.article {
            Some(article) => is_wanted(article),
            // A file that cannot be read is of no article, and still of this one.
            None => whole || own_files.contains(&finding.path.as_str()),
        };
        locale_is_wanted && article_is_wanted
    });
    let verdict = check::verdict(&findings);
    match args.format {
        Format::Text => text(
            out,
            &screen::stdout(),
            &findings,
            &|path| session.text_of(path),
            &[],
        )?,
        Format::Json => findings_json(out, &findings)?,
    }
    Ok(if verdict == Verdict::Pass {
        Outcome::Done
    } else {
        Outcome::No
    })
}

/// Takes the weights from the config and the command line.
fn levels(session: &Session, warn: &[String]) -> Levels {
    let config = &session.project.config;
    let own = config
        .locales
        .iter()
        .zip(&config.settings)
        .map(|(locale, settings)| {
            let own = LocaleLevels {
                checks: settings.check.clone(),
                required: Some(settings.required),
            };
            (locale.clone(), own)
        });
    let locales: BTreeMap<_, _> = own.collect();
    let warn: BTreeSet<String> = warn.iter().cloned().collect();
    Levels {
        checks: config.check.clone(),
        locales,
        warn,
    }
}

/// Tells the checks what only the file system knows.
fn facts<'s>(session: &'s Session, workspace: &Workspace<'_>) -> Result<Facts<'s>> {
    let mut unreadable: Vec<Unreadable> = Vec::new();
    for (path, reason) in &session.files.unreadable {
        unreadable.push(unreadable_file(path, reason));
    }
    for side in session.sides_of(workspace) {
        if let Some(reason) = &side.side.trouble {
            unreadable.push(Unreadable {
                path: side.side.path.clone(),
                locale: Some(side.side.locale.clone()),
                reason: reason.clone(),
                position: None,
            });
        }
    }
    let mut outputs = Vec::new();
    for build::Pending { output, of } in build::pending(session, workspace)? {
        let state = match output.change {
            Change::Keep => continue,
            Change::Create => OutputState::Missing,
            Change::Replace | Change::Foreign => OutputState::Differs,
            Change::Delete => OutputState::LeftOver,
        };
        let (locale, article) = of.unzip();
        outputs.push(Output {
            path: output.path,
            locale,
            article,
            state,
        });
    }
    Ok(Facts {
        unreadable,
        outputs,
        protect: &session.settings().protect,
    })
}

fn unreadable_file(path: &str, reason: &read::Unreadable) -> Unreadable {
    let (reason, position) = match reason {
        read::Unreadable::NotUtf8(position) => ("it is not UTF-8".to_owned(), Some(*position)),
        read::Unreadable::System(reason) => (reason.clone(), None),
    };
    Unreadable {
        path: path.to_owned(),
        locale: None,
        reason,
        position,
    }
}
