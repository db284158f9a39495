//! `tolka check`: the gate.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::hearing::{self, Asked, Part, judged, judged_with};
use super::load::Session;
use super::parts::Seen;
use super::scope::Scope;
use super::shard::{self, Record, Shard};
use super::{Outcome, fix, screen, spelling};
use crate::baseline::Baseline;
use crate::check::levels::COMPLETENESS;
use crate::check::{self, LOST_TRANSLATION, Verdict};
use crate::config::FILE;
use crate::config::reader::nearest;
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::project::read;
use crate::project::write::Writer;
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
    /// With --format json: look at a share of the articles, for "tolka report merge"
    #[arg(long, value_name = "K/N", conflicts_with_all = ["against", "baseline", "fix"])]
    shard: Option<Shard>,
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
        Session::listed_locked()?
    } else {
        (Session::listed()?, None)
    };
    let spelling = spelling::spelling(&session)?;
    let asked = Asked {
        scope: &args.scope,
        warn: &args.warn,
        against: args.against.as_deref(),
        spelling: &spelling,
    };
    if let Some(shard) = args.shard {
        return write_shard(args, out, &session, &asked, shard);
    }
    let mut judgement = judged(&asked, &session)?;
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
            session = Session::listed()?;
            judgement = judged(&asked, &session)?;
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
            FILE => config.clone(),
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
    Ok(outcome(answer.verdict(), args.exit_zero))
}

/// Writes what is heard of a shard. Its verdict is on that alone.
fn write_shard(
    args: &Args,
    out: &mut dyn Write,
    session: &Session,
    asked: &Asked<'_>,
    shard: Shard,
) -> Result<Outcome> {
    if args.format != Format::Json {
        return Err(Error::usage("--shard goes with --format json"));
    }
    let (seen, judgement) = hearing::shard(asked, session, shard)?;
    let mut report = Vec::new();
    let answer = Answer {
        findings: &judgement.findings,
        shortfalls: &judgement.shortfalls,
        file: &|path| session.text_of(path),
    };
    findings_json(&mut report, &answer)?;
    let record = Record::new(session, shard, &args.scope, &args.warn, seen);
    shard::write(out, &report, &record)?;
    Ok(outcome(answer.verdict(), args.exit_zero))
}

/// Judges what shards have heard.
///
/// # Errors
/// Where they are not the shards of one workspace.
pub fn merge(out: &mut dyn Write, reports: &[(String, String)]) -> Result<Outcome> {
    let session = Session::listed()?;
    let records: Vec<Record<Vec<Seen<Part>>>> = shard::read(&session, reports)?;
    let first = records
        .first()
        .map(|record| (record.scope.clone(), record.warn.clone()));
    let (scope, warn) = first.unwrap_or_default();
    let seen = records.into_iter().flat_map(|record| record.seen);
    let spelling = spelling::spelling(&session)?;
    let asked = Asked {
        scope: &scope,
        warn: &warn,
        against: None,
        spelling: &spelling,
    };
    let judgement = judged_with(&asked, &session, Some(seen.collect()))?;
    let mut findings = judgement.findings;
    check::suggest(&mut findings, &spelling);
    let answer = Answer {
        findings: &findings,
        shortfalls: &judgement.shortfalls,
        file: &|path| session.text_of(path),
    };
    findings_json(out, &answer)?;
    Ok(outcome(answer.verdict(), false))
}

fn outcome(verdict: Verdict, exit_zero: bool) -> Outcome {
    if verdict == Verdict::Pass || exit_zero {
        Outcome::Done
    } else {
        Outcome::No
    }
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
            Writer::new(&session.project).replace(&relative, &after)?;
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
