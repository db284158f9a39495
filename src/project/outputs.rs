//! Outputs: what stands under `out`, and which of it tolka wrote. Only files that stand there as they were
//! written are ever overwritten or removed; a person's pages are safe.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use super::read::optional;
use super::{Project, write};
use crate::error::{Error, Result};

/// The name of the record, below `out`.
pub const RECORD: &str = ".tolka";

/// Is what was written at the last build: paths in the workspace, with the XXH3-128 of their bytes.
///
/// While a build writes, a path has two: of what stood there and of what is to stand there. So a build that was killed
/// leaves no file behind that the next one takes for somebody else's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    hashes: BTreeMap<String, BTreeSet<String>>,
}

/// Is what is to be done with one output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is as it should be.
    Keep,
    /// It is not there yet.
    Create,
    /// It was built from something older.
    Replace,
    /// Nothing makes it any more.
    Delete,
    /// Somebody else wrote or changed it.
    Foreign,
}

/// Is what a build wants to stand under `out`, by paths in the workspace.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The files and their bytes.
    pub texts: BTreeMap<String, String>,
    /// Files whose articles could not be read: what stands there stays.
    pub kept: BTreeSet<String>,
    /// Files that are to be written or removed even over somebody else's bytes.
    pub take_over: BTreeSet<String>,
}

/// Is one output and what is to be done with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Its path in the workspace.
    pub path: String,
    /// What is to be done.
    pub change: Change,
}

impl Record {
    /// Reads the record of a workspace; one that cannot be read is as if nothing had been written.
    pub fn read(project: &Project) -> Self {
        let raw = optional(&project.absolute(&path(project)))
            .ok()
            .flatten()
            .unwrap_or_default();
        // The record is a file like any other: a line that leads out of the folder is none of ours.
        let folder = format!("{}/", project.config.paths.out);
        let is_inside = |path: &str| {
            let below = path.strip_prefix(&folder);
            below.is_some_and(|below| {
                below
                    .split('/')
                    .all(|part| !matches!(part, "" | "." | ".."))
            })
        };
        let lines = raw
            .lines()
            .filter_map(|line| line.split_once("  "))
            .filter(|(_, path)| is_inside(path));
        let mut record = Record::default();
        for (hash, path) in lines {
            record.add(path, hash.to_owned());
        }
        record
    }

    /// Yields the paths in the workspace of what was written.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.hashes.keys().map(String::as_str)
    }

    fn add(&mut self, path: &str, hash: String) {
        self.hashes.entry(path.to_owned()).or_default().insert(hash);
    }

    fn write(&self) -> String {
        let lines = self
            .hashes
            .iter()
            .flat_map(|(path, hashes)| hashes.iter().map(move |hash| (hash, path)));
        lines
            .map(|(hash, path)| format!("{hash}  {path}\n"))
            .collect()
    }
}

/// Compares what is wanted with what is there.
///
/// # Errors
/// Where an output cannot be read.
pub fn compare(project: &Project, wanted: &Wanted, record: &Record) -> Result<Vec<Output>> {
    let Wanted {
        texts,
        kept,
        take_over,
    } = wanted;
    let outputs = texts.par_iter().map(|(path, text)| {
        let change = match bytes(project, path)? {
            None => Change::Create,
            Some(found) if found == text.as_bytes() => Change::Keep,
            Some(found) if is_ours(record, path, &found) || take_over.contains(path) => {
                Change::Replace
            }
            Some(_) => Change::Foreign,
        };
        Ok(Output {
            path: path.clone(),
            change,
        })
    });
    let mut outputs = outputs.collect::<Result<Vec<Output>>>()?;
    for path in record
        .hashes
        .keys()
        .filter(|path| !texts.contains_key(*path) && !kept.contains(*path))
    {
        let Some(found) = bytes(project, path)? else {
            continue;
        };
        let ours = is_ours(record, path, &found) || take_over.contains(path);
        let change = if ours {
            Change::Delete
        } else {
            Change::Foreign
        };
        outputs.push(Output {
            path: path.clone(),
            change,
        });
    }
    outputs.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(outputs)
}

/// Brings `out` up to date: the record of what stands there and is to stand there, what `compare` found, the record.
///
/// # Errors
/// Where a file cannot be written; the record then holds what was written until there.
pub fn write(
    project: &Project,
    wanted: &Wanted,
    outputs: &[Output],
    record: &Record,
) -> Result<()> {
    let mut done = record.clone();
    let mut failed = None;
    let mut ahead = record.clone();
    for output in outputs
        .iter()
        .filter(|output| matches!(output.change, Change::Create | Change::Replace))
    {
        if let Some(text) = wanted.texts.get(&output.path) {
            ahead.add(&output.path, hash(text.as_bytes()));
        }
    }
    if ahead != *record {
        write::replace(project, &path(project), &ahead.write())?;
    }
    for output in outputs {
        let result = match (output.change, wanted.texts.get(&output.path)) {
            (Change::Create | Change::Replace, Some(text)) => {
                write::replace(project, &output.path, text)
            }
            (Change::Delete, _) => write::remove(project, &output.path),
            _ => Ok(()),
        };
        if let Err(error) = result {
            failed = Some(error);
            break;
        }
        match (output.change, wanted.texts.get(&output.path)) {
            (Change::Keep | Change::Create | Change::Replace, Some(text)) => {
                done.hashes
                    .insert(output.path.clone(), BTreeSet::from([hash(text.as_bytes())]));
            }
            _ => {
                done.hashes.remove(&output.path);
            }
        }
    }
    if failed.is_none() {
        // What was removed by hand is nobody's any more.
        done.hashes
            .retain(|path, _| wanted.texts.contains_key(path) || wanted.kept.contains(path));
    }
    let recorded = if done == ahead {
        Ok(())
    } else {
        write::replace(project, &path(project), &done.write())
    };
    failed.map_or(recorded, Err)
}

fn path(project: &Project) -> String {
    format!("{}/{RECORD}", project.config.paths.out)
}

fn bytes(project: &Project, path: &str) -> Result<Option<Vec<u8>>> {
    let absolute = project.absolute(path);
    match std::fs::read(&absolute) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(_) if absolute.is_dir() => {
            let mut error =
                Error::usage(format!("{path}: a folder stands where an output belongs"));
            error.kind = crate::error::Kind::Io;
            Err(error.hint("move the folder away"))
        }
        Err(error) => Err(Error::io("reading", std::path::Path::new(path), &error)),
    }
}

fn is_ours(record: &Record, path: &str, bytes: &[u8]) -> bool {
    record
        .hashes
        .get(path)
        .is_some_and(|recorded| recorded.contains(&hash(bytes)))
}

fn hash(bytes: &[u8]) -> String {
    format!("{:032x}", xxh3_128(bytes))
}
