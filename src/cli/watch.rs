//! Watch: `tolka build --watch`. It builds, waits until something changes, and builds again.
//!
//! Every build reads everything anew: there is no second way through, and a changed config needs nothing more.

use std::collections::BTreeSet;
use std::io::Write;

use super::build::{self, Args, Built};
use super::load::Session;
use super::{Outcome, screen};
use crate::error::{Error, Kind, Result};
use crate::project::changes::{Meaning, meaning};
use crate::project::outputs::{Change, Output};
use crate::project::watch::Watch;
use crate::report::count;
use crate::report::screen::safe;

/// Builds until somebody ends it.
///
/// # Errors
/// Where there is no workspace to begin with, or the system cannot tell of changes.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<Outcome> {
    let (_, mut project) = Session::find()?;
    let mut watch = Watch::new()?;
    let stop = watch.stopper();
    ctrlc::set_handler(stop)
        .map_err(|error| Error::usage(format!("--watch cannot be told when to end: {error}")))?;
    // Whatever changes while it builds comes up afterwards.
    watch.follow(&project)?;
    let mut known = match said(build::build(args, Some(out)))? {
        Some(built) => {
            build::tell_outputs(args, out, &built)?;
            tell_new(out, &BTreeSet::new(), &built)?
        }
        None => BTreeSet::new(),
    };
    writeln!(out, "Watching for changes; Ctrl-C ends it")?;
    out.flush()?;
    while let Some(paths) = watch.wait(&project)? {
        let changed = Changed::of(&paths, |path| meaning(&project, path));
        if changed.is_nothing() {
            continue;
        }
        match Session::find() {
            Ok((_, found)) => project = found,
            Err(error) => {
                // The config is being written, or is wrong: what it said before still says what to watch.
                screen::tell(&error.to_string());
                continue;
            }
        }
        watch.follow(&project)?;
        if let Some(built) = said(build::build(args, None))? {
            if let Some(line) = changed.line(&built.outputs) {
                writeln!(out, "{line}")?;
            }
            known = tell_new(out, &known, &built)?;
        }
        out.flush()?;
    }
    Ok(Outcome::Done)
}

/// Says what went wrong, and lets the watch go on; nobody reads from a closed pipe.
fn said(result: Result<Built>) -> Result<Option<Built>> {
    match result {
        Ok(built) => Ok(Some(built)),
        Err(error) if error.kind == Kind::ClosedPipe => Err(error),
        Err(error) => {
            screen::tell(&error.to_string());
            Ok(None)
        }
    }
}

/// Says what a person should know and was not told by the build before. Returns all of it.
fn tell_new(
    out: &mut dyn Write,
    known: &BTreeSet<String>,
    built: &Built,
) -> Result<BTreeSet<String>> {
    let notes = built.warnings.iter().chain(&built.notes);
    for note in notes.clone().filter(|note| !known.contains(*note)) {
        writeln!(out, "{note}")?;
    }
    Ok(notes.cloned().collect())
}

/// Is what changed, as far as a build cares.
#[derive(Debug, Default, PartialEq, Eq)]
struct Changed {
    /// Files that a build reads.
    inputs: Vec<String>,
    /// Whether something may have moved that nobody can tell by its name.
    perhaps: bool,
}

impl Changed {
    fn of(paths: &BTreeSet<String>, meaning: impl Fn(&str) -> Meaning) -> Self {
        let mut changed = Changed::default();
        for path in paths {
            match meaning(path) {
                // The empty path is the workspace: the system lost count.
                _ if path.is_empty() => changed.perhaps = true,
                Meaning::Input | Meaning::Config => changed.inputs.push(path.clone()),
                Meaning::Perhaps => changed.perhaps = true,
                Meaning::Nothing => {}
            }
        }
        changed
    }

    fn is_nothing(&self) -> bool {
        !self.perhaps && self.inputs.is_empty()
    }

    /// Says in one line what changed and what that did; nothing where there is nothing to say.
    fn line(&self, outputs: &[Output]) -> Option<String> {
        let n = |change| {
            let outputs = outputs.iter();
            outputs.filter(|output| output.change == change).count()
        };
        let counts = [
            (n(Change::Create), "written"),
            (n(Change::Replace), "brought up to date"),
            (n(Change::Delete), "removed"),
        ];
        let did: Vec<String> = counts
            .iter()
            .filter(|(n, _)| 0 < *n)
            .map(|(n, did)| format!("{} {did}", count(*n, "file")))
            .collect();
        let what = match &*self.inputs {
            [] if did.is_empty() => return None,
            [] => "folders changed".to_owned(),
            [one] => format!("{} changed", safe(one)),
            [first, rest @ ..] => {
                let rest = count(rest.len(), "other");
                format!("{} and {rest} changed", safe(first))
            }
        };
        Some(match &*did {
            [] => format!("{what}: nothing to build"),
            did => format!("{what}: {}", did.join(", ")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paths: &[(&str, Meaning)], changes: &[Change], expect: Option<&str>) {
        let known: BTreeSet<String> = paths.iter().map(|(path, _)| (*path).to_owned()).collect();
        let changed = Changed::of(&known, |path| {
            let found = paths.iter().find(|(known, _)| *known == path);
            found.map_or(Meaning::Nothing, |(_, meaning)| *meaning)
        });
        let outputs: Vec<Output> = changes
            .iter()
            .map(|change| Output {
                path: "out/a".into(),
                change: *change,
                wanted: None,
            })
            .collect();
        assert_eq!(changed.line(&outputs).as_deref(), expect);
    }

    #[test]
    fn one_line_says_what_changed_and_what_that_did() {
        use Change::{Create, Delete, Keep, Replace};
        let one = ("source/a.md", Meaning::Input);
        check(
            &[one],
            &[Keep, Replace, Replace],
            Some("source/a.md changed: 2 files brought up to date"),
        );
        check(
            &[
                one,
                ("source/b.md", Meaning::Input),
                ("tolka.toml", Meaning::Config),
            ],
            &[Create, Replace, Delete],
            Some(
                "source/a.md and 2 others changed: 1 file written, 1 file brought up to date, 1 file removed",
            ),
        );
        check(
            &[one],
            &[Keep],
            Some("source/a.md changed: nothing to build"),
        );
    }

    #[test]
    fn a_folder_is_worth_a_line_only_where_it_did_something() {
        let folder = ("source/news", Meaning::Perhaps);
        check(&[folder], &[Change::Keep], None);
        check(
            &[folder],
            &[Change::Delete],
            Some("folders changed: 1 file removed"),
        );
        check(
            &[("", Meaning::Nothing)],
            &[Change::Create],
            Some("folders changed: 1 file written"),
        );
    }

    #[test]
    fn what_no_build_reads_wakes_nobody() {
        let paths = BTreeSet::from(["README.md".to_owned()]);
        assert!(Changed::of(&paths, |_| Meaning::Nothing).is_nothing());
    }
}
