//! Outputs: what stands under `out`, and which of it tolka wrote. Only files that stand there as they were
//! written are ever overwritten or removed; a person's pages are safe.

use std::collections::{BTreeMap, BTreeSet};

use xxhash_rust::xxh3::xxh3_128;

use super::Project;
use super::read::optional;
use super::tray::Tray;
use super::write::Writer;
use crate::error::{Error, Result};
use crate::span::Extent;

/// The name of the record, below `out`.
pub const RECORD: &str = ".tolka";

/// Is what was written at the last build: paths in the workspace, with the XXH3-128 of their bytes.
///
/// While a build writes, a path has two: of what stood there and of what is to stand there. So a build that was killed
/// leaves no file behind that the next one takes for somebody else's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Ascending, each once.
    hashes: BTreeMap<String, Vec<u128>>,
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

/// Is one output and what is to be done with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Its path in the workspace.
    pub path: String,
    /// What is to be done.
    pub change: Change,
    /// What is to stand there; `None` where nothing makes it any more.
    pub wanted: Option<Wanted>,
}

/// Is what a build wants to stand in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    hash: u128,
    /// Where its bytes wait, if they are to be written.
    place: Option<Extent>,
}

/// Is what outputs are held against.
#[derive(Debug)]
pub struct Shelf<'a> {
    /// The workspace.
    pub project: &'a Project,
    /// What was written at the last build.
    pub record: Record,
    /// Files that are to be written or removed even over somebody else's bytes, by paths in the workspace.
    pub take_over: BTreeSet<String>,
    /// Where the bytes wait that are to be written; nowhere if nobody is going to.
    pub tray: Option<Tray>,
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
            // A hash that is none is of no bytes.
            let hashes = record.hashes.entry(path.to_owned()).or_default();
            if let Ok(hash) = u128::from_str_radix(hash, 16) {
                insert(hashes, hash);
            }
        }
        record
    }

    /// Tells whether something was written at a path in the workspace.
    pub fn has(&self, path: &str) -> bool {
        self.hashes.contains_key(path)
    }

    /// Yields the paths in the workspace of what was written.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.hashes.keys().map(String::as_str)
    }

    fn write(&self) -> String {
        let lines = self
            .hashes
            .iter()
            .flat_map(|(path, hashes)| hashes.iter().map(move |hash| (hash, path)));
        lines
            .map(|(hash, path)| format!("{hash:032x}  {path}\n"))
            .collect()
    }
}

impl<'a> Shelf<'a> {
    /// Takes what stands in a workspace, to be looked at.
    pub fn of(project: &'a Project) -> Self {
        Shelf {
            project,
            record: Record::read(project),
            take_over: BTreeSet::new(),
            tray: None,
        }
    }

    /// Holds a file that is wanted against what stands in its place.
    ///
    /// # Errors
    /// Where that cannot be read.
    pub fn compare(&self, path: String, text: &str) -> Result<Output> {
        let bytes = text.as_bytes();
        let change = match stored(self.project, &path)? {
            None => Change::Create,
            Some(found) if found == bytes => Change::Keep,
            Some(found) if self.is_ours(&path, &found) => Change::Replace,
            Some(_) => Change::Foreign,
        };
        let is_written = matches!(change, Change::Create | Change::Replace);
        let tray = self.tray.as_ref().filter(|_| is_written);
        let wanted = Wanted {
            hash: xxh3_128(bytes),
            place: tray.map(|tray| tray.lay(bytes)),
        };
        Ok(Output {
            path,
            change,
            wanted: Some(wanted),
        })
    }

    /// Finds what was written once, stands there and is not wanted any more.
    ///
    /// # Errors
    /// Where something cannot be read.
    pub fn left_over(&self, is_wanted: &dyn Fn(&str) -> bool) -> Result<Vec<Output>> {
        let mut left = Vec::new();
        for path in self.record.paths().filter(|path| !is_wanted(path)) {
            let Some(found) = stored(self.project, path)? else {
                continue;
            };
            let change = match self.is_ours(path, &found) {
                true => Change::Delete,
                false => Change::Foreign,
            };
            left.push(Output {
                path: path.to_owned(),
                change,
                wanted: None,
            });
        }
        Ok(left)
    }

    /// Brings `out` up to date: the record of what stands there and is to stand there, what was found, the record.
    ///
    /// # Errors
    /// Where a file cannot be written; the record then holds what was written until there.
    pub fn write(&self, outputs: &[&Output], kept: &BTreeSet<String>) -> Result<()> {
        let Shelf {
            project, record, ..
        } = self;
        let mut writer = Writer::new(project);
        let mut done = record.clone();
        let mut failed = None;
        let mut ahead = record.clone();
        for output in outputs {
            if let (Change::Create | Change::Replace, Some(wanted)) = (output.change, output.wanted)
            {
                let hashes = ahead.hashes.entry(output.path.clone()).or_default();
                insert(hashes, wanted.hash);
            }
        }
        if ahead != *record {
            writer.replace(&path(project), ahead.write())?;
        }
        for output in outputs {
            if let Err(error) = self.put(output, &mut writer) {
                failed = Some(error);
                break;
            }
            match (output.change, output.wanted) {
                (Change::Keep | Change::Create | Change::Replace, Some(wanted)) => {
                    done.hashes.insert(output.path.clone(), vec![wanted.hash]);
                }
                _ => {
                    done.hashes.remove(&output.path);
                }
            }
        }
        if failed.is_none() {
            // What was removed by hand is nobody's any more.
            let mut outputs = outputs.iter().filter(|output| output.wanted.is_some());
            let mut next = outputs.next();
            done.hashes.retain(|path, _| {
                while next.is_some_and(|output| output.path < *path) {
                    next = outputs.next();
                }
                next.is_some_and(|output| output.path == *path) || kept.contains(path)
            });
        }
        let recorded = if done == ahead {
            Ok(())
        } else {
            writer.replace(&path(project), done.write())
        };
        failed.map_or(recorded, Err)
    }

    fn put(&self, output: &Output, writer: &mut Writer<'_>) -> Result<()> {
        let path = &output.path;
        match (output.change, output.wanted, &self.tray) {
            (Change::Create | Change::Replace, Some(wanted), Some(tray)) => match wanted.place {
                Some(place) => writer.replace_from(path, tray, place),
                None => Ok(()),
            },
            (Change::Delete, ..) => writer.remove(path),
            _ => Ok(()),
        }
    }

    /// Tells whether tolka may write over `bytes` at `path`.
    fn is_ours(&self, path: &str, bytes: &[u8]) -> bool {
        let recorded = self.record.hashes.get(path);
        let is_recorded = recorded.is_some_and(|hashes| hashes.contains(&xxh3_128(bytes)));
        is_recorded || self.take_over.contains(path)
    }
}

fn insert(hashes: &mut Vec<u128>, hash: u128) {
    if let Err(at) = hashes.binary_search(&hash) {
        hashes.insert(at, hash);
    }
}

fn path(project: &Project) -> String {
    format!("{}/{RECORD}", project.config.paths.out)
}

fn stored(project: &Project, path: &str) -> Result<Option<Vec<u8>>> {
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
