//! `tolka check`: the gate.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::levels::levels;
use super::load::Session;
use super::scope::Scope;
use super::{Outcome, build, dead, fix, screen, spelling};
use crate::baseline::Baseline;
use crate::check::facts::{Facts, Output, OutputState, Past, Spelling, Unreadable};
use crate::check::levels::COMPLETENESS;
use crate::check::{self, Judgement, LOST_TRANSLATION, Verdict};
use crate::config::FILE;
use crate::config::reader::nearest;
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::fluent::file::Text;
use crate::git;
use crate::locale::Locale;
use crate::project::outputs::Change;
use crate::project::{read, write};
use crate::relate::Workspace;
use crate::report::findings::{Answer, findings_json, github, gitlab, junit, sarif, text};
use crate::report::screen::safe;

/// How often fixes are looked for anew: one may bring another to light.
const N_ROUNDS: usize = 8;

/// Is what the command is told.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    scope: Scope,
    /// Count the errors of this check as warnings; "completeness" for missing, draft, stale, unverified
    #[arg(long, value_name = "CHECK")]
    warn: Vec<String>,
    /// Find also what was translated at this git revision and is missing now
    #[arg(long, value_name = "REV")]
    against: Option<String>,
    /// Leave the findings out that this file lists
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Take out of the baseline what is no more; make it where it is not there
    #[arg(long, requires = "baseline")]
    write_baseline: bool,
    /// Let --write-baseline add the findings that are not in it
    #[arg(long, requires = "write_baseline")]
    grow: bool,
    /// Mend what has a certain fix in the locale files, and list it
    #[arg(long)]
    fix: bool,
    /// Exit with 0 whatever the verdict is
    #[arg(long)]
    exit_zero: bool,
    /// How the answer is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Is how the findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// For a log of GitHub Actions: annotations
    Github,
    /// For GitLab: a code quality report
    Gitlab,
    /// For code scanning: SARIF 2.1.0
    Sarif,
    /// For test reports: JUnit XML
    Junit,
}

impl Args {
    /// Tells whether the answer is made of commands for the CI that reads it.
    pub fn speaks_to_ci(&self) -> bool {
        self.format == Format::Github
    }
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
    if args.baseline.is_some() && (args.scope.names_articles() || !args.scope.locales.is_empty()) {
        return Err(Error::usage("a baseline is of the whole workspace")
            .hint("name neither articles nor locales"));
    }
    let (mut session, _lock) = if args.fix {
        Session::open_locked()?
    } else {
        (Session::open()?, None)
    };
    let spelling = spelling::spelling(&session)?;
    let mut judgement = judged(args, &session, &spelling)?;
    if args.fix {
        for _ in 0..N_ROUNDS {
            let fixed = fix::fix(&session.project, &judgement.findings, &|path| {
                session.text_of(path)
            })?;
            if fixed.is_empty() {
                break;
            }
            for line in fixed {
                match args.format {
                    Format::Text => writeln!(out, "{}", safe(&line))?,
                    _ => screen::tell(&safe(&line)),
                }
            }
            session = Session::open()?;
            judgement = judged(args, &session, &spelling)?;
        }
    }
    let mut findings = judgement.findings;
    if let Some(path) = &args.baseline {
        findings = hold(args, &session, path, findings)?;
    }
    check::suggest(&mut findings, &spelling);
    let config = read::optional(&session.project.absolute(FILE)).unwrap_or_default();
    let answer = Answer {
        findings: &findings,
        shortfalls: &judgement.shortfalls,
        file: &|path| match path {
            FILE => config.as_deref(),
            _ => session.text_of(path),
        },
    };
    match args.format {
        Format::Text => text(out, &screen::stdout(), &answer)?,
        Format::Json => findings_json(out, &answer)?,
        Format::Github => github(out, &answer)?,
        Format::Gitlab => gitlab(out, &answer)?,
        Format::Sarif => sarif(out, &answer)?,
        Format::Junit => junit(out, &answer)?,
    }
    // These go into a file, and the log would not know why the job fails.
    if matches!(args.format, Format::Gitlab | Format::Sarif | Format::Junit) {
        screen::tell(&safe(&answer.summary()));
    }
    Ok(if answer.verdict() == Verdict::Pass || args.exit_zero {
        Outcome::Done
    } else {
        Outcome::No
    })
}

/// Judges the workspace and keeps what is asked for.
fn judged(args: &Args, session: &Session, spelling: &[Spelling]) -> Result<Judgement> {
    let locales = args.scope.locales(&session.project)?;
    let is_wanted = args.scope.articles(session)?;
    let workspace = session.workspace()?;
    let mut facts = facts(session, &workspace)?;
    facts.spelling = spelling.to_vec();
    if let Some(typed) = &args.against {
        facts.past = Some(past(session, typed)?);
    }
    let levels = levels(&session.project.config, &args.warn);
    let off = dead::off(session, &workspace, &facts, &levels);
    facts.dead.extend(off);
    let mut judgement = check::judge(&workspace, &facts, &levels);
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
    let inherited = inherited(&workspace.articles, &locales);
    judgement.findings.retain(|finding: &Finding| {
        let locale_is_wanted = match &finding.locale {
            Some(locale) if locale == workspace.source_locale => args.scope.locales.is_empty(),
            Some(locale) if locales.contains(locale) => true,
            // What an overlay shows of its parent is the overlay's too.
            Some(_) => finding
                .id
                .as_ref()
                .is_some_and(|id| inherited.contains(&(finding.path.as_str(), id.as_str()))),
            None => true,
        };
        let article_is_wanted = match &finding.article {
            Some(article) => is_wanted(article),
            // A file that cannot be read is of no article, and still of this one.
            None => whole || own_files.contains(&finding.path.as_str()),
        };
        locale_is_wanted && article_is_wanted
    });
    Ok(judgement)
}

/// Lists the entries of other locales, by file and id, that overlays among `locales` show as their own.
fn inherited<'a>(
    articles: &'a [crate::relate::Article<'_>],
    locales: &[Locale],
) -> BTreeSet<(&'a str, &'a str)> {
    let mut inherited = BTreeSet::new();
    for article in articles {
        let overlays = article
            .sides
            .iter()
            .filter(|side| side.side.is_overlay && locales.contains(side.side.locale));
        for side in overlays {
            for (row, id) in article.ids.iter().enumerate() {
                let (_, holder) = side.unit(row, &article.sides);
                if holder.side.locale != side.side.locale {
                    inherited.insert((holder.side.path.as_str(), id.as_str()));
                }
            }
        }
    }
    inherited
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
    for pending in build::pending(session, workspace)? {
        let output = pending.output;
        let state = match output.change {
            Change::Keep => continue,
            Change::Create => OutputState::Missing,
            Change::Replace | Change::Foreign => OutputState::Differs,
            Change::Delete => OutputState::LeftOver,
        };
        outputs.push(Output {
            path: output.path,
            locale: pending.locale,
            article: pending.article,
            state,
        });
    }
    Ok(Facts {
        unreadable,
        outputs,
        past: None,
        spelling: Vec::new(),
        config: FILE.to_owned(),
        dead: dead::dead(session, workspace)?,
        protect: &session.settings().protect,
    })
}

/// Reads the locale files as they were at a revision.
fn past(session: &Session, typed: &str) -> Result<Past> {
    let locales = session.project.config.paths.locales.clone();
    let revision = git::revision(&session.project, typed)?;
    let is_fluent = |path: &str| path.ends_with(".ftl");
    let files = revision.files(&session.project, &[&locales], &is_fluent)?;
    let files = files.into_iter().map(|(path, raw)| (path, Text::new(raw)));
    Ok(Past {
        revision: revision.typed,
        locales,
        files: files.collect(),
    })
}

/// Holds the findings against a baseline, which is written anew where that is asked for.
fn hold(
    args: &Args,
    session: &Session,
    path: &Path,
    findings: Vec<Finding>,
) -> Result<Vec<Finding>> {
    let shown = path.display();
    let relative = session
        .project
        .relative(&session.cwd, &path.to_string_lossy())?;
    let text = read::optional(&session.project.absolute(&relative))
        .map_err(|reason| Error::usage(format!("reading {shown}: {reason}")))?;
    let baseline = match &text {
        Some(text) => Baseline::parse(text).map_err(|line| {
            Error::usage(format!("{shown}:{line}: this is no line of a baseline"))
                .hint("take the line away, or make the file anew with --write-baseline")
        })?,
        None if args.write_baseline => Baseline::of(&findings),
        None => {
            return Err(Error::usage(format!("there is no baseline {shown}"))
                .hint("add --write-baseline to make it"));
        }
    };
    let looked = |id: &str| id != LOST_TRANSLATION || args.against.is_some();
    let before = baseline.write();
    let mut held = baseline.hold(findings, &looked);
    if args.write_baseline {
        if args.grow {
            held.kept.add(&held.left);
            held.left.clear();
        }
        let after = held.kept.write();
        if text.is_none() || before != after {
            write::replace(&session.project, &relative, &after)?;
        }
        screen::tell(&format!("{shown} lists {} findings", held.kept.len()));
    } else {
        for line in &held.gone {
            let line = line.rsplit_once('\t').map_or(&**line, |(line, _)| line);
            let line = line.replace('\t', " ");
            screen::tell(&format!(
                "warning: {shown} lists a finding that is no more: {}",
                safe(&line)
            ));
        }
        if !held.gone.is_empty() {
            screen::tell("hint: add --write-baseline to take it away");
        }
    }
    Ok(held.left)
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
