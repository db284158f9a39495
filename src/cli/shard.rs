//! Shard: a share of the articles that is looked at by itself, so that several machines can share the work; and the
//! record that `tolka report merge` puts together.

use std::fmt;
use std::io::{self, Write};
use std::ops::Range;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::load::Session;
use super::scope::Scope;
use crate::config::FILE;
use crate::error::{Error, Result};
use crate::report::json;

/// Is one of some shares of the articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shard {
    /// Its number, from 1.
    number: usize,
    /// How many there are.
    of: usize,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(typed: &str) -> std::result::Result<Self, String> {
        let numbers = typed
            .split_once('/')
            .and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        match numbers {
            Some((number, of)) if 1 <= number && number <= of => Ok(Shard { number, of }),
            _ => Err("write it as 3/16: the third of sixteen".to_owned()),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl Shard {
    /// Returns its share of `n` articles: a stretch of their list.
    pub fn range(self, n: usize) -> Range<usize> {
        n * (self.number - 1) / self.of..n * self.number / self.of
    }
}

/// Is what a shard hands on.
#[derive(Debug, Serialize, Deserialize)]
pub struct Record<T> {
    /// Which one it is.
    #[serde(flatten)]
    pub shard: Shard,
    /// The version of tolka that wrote it: no other one reads it.
    version: String,
    /// The workspace that it is a share of, in short.
    workspace: String,
    /// What is reported on.
    #[serde(flatten)]
    pub scope: Scope,
    /// The checks whose errors count as warnings.
    pub warn: Vec<String>,
    /// What was seen.
    pub seen: T,
}

/// Is a report with what a shard hands on.
#[derive(Deserialize)]
struct Report<T> {
    shard: Record<T>,
}

impl<T> Record<T> {
    /// Makes the record of a shard.
    pub fn new(session: &Session, shard: Shard, scope: &Scope, warn: &[String], seen: T) -> Self {
        Record {
            shard,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            workspace: workspace(session),
            scope: scope.clone(),
            warn: warn.to_vec(),
            seen,
        }
    }
}

/// Returns the articles and the config of a workspace in short.
fn workspace(session: &Session) -> String {
    let config = session.text_of(FILE);
    let mut all = config.unwrap_or_default();
    for path in session.paths() {
        all.push('\n');
        all.push_str(path);
    }
    format!("{:032x}", xxh3_128(all.as_bytes()))
}

/// Writes a report with the record of its shard as its last field.
///
/// # Errors
/// Where nobody reads it.
pub fn write<T: Serialize>(
    out: &mut dyn Write,
    report: &[u8],
    record: &Record<T>,
) -> io::Result<()> {
    let object = report.trim_ascii_end().strip_suffix(b"}").unwrap_or(report);
    out.write_all(object)?;
    out.write_all(b",\"shard\":")?;
    let mut own = Vec::new();
    json::write(&mut own, record)?;
    out.write_all(own.trim_ascii_end())?;
    out.write_all(b"}\n")
}

/// Reads the records of all shards from their reports, each a file's name and text; in the order of the shards.
///
/// # Errors
/// Where one is none, is of another version or workspace, stands twice, or is not there.
pub fn read<T: for<'de> Deserialize<'de>>(
    session: &Session,
    reports: &[(String, String)],
) -> Result<Vec<Record<T>>> {
    let own = workspace(session);
    let mut records: Vec<Record<T>> = Vec::with_capacity(reports.len());
    for (name, text) in reports {
        let report: Report<T> = serde_json::from_str(text).map_err(|error| {
            Error::usage(format!("{name}: this is no report of a shard: {error}"))
                .hint("write it with --shard K/N --format json")
        })?;
        let record = report.shard;
        if record.version != env!("CARGO_PKG_VERSION") {
            let message = format!("{name}: it was written by version {}", record.version);
            return Err(Error::usage(message).hint("use one version for all shards"));
        }
        if record.workspace != own {
            let message = format!("{name}: it is of other articles, or of another tolka.toml");
            return Err(Error::usage(message).hint("run all shards, and this, on one checkout"));
        }
        records.push(record);
    }
    records.sort_by_key(|record| record.shard);
    let Some(first) = records.first() else {
        return Err(Error::usage("there is no report to merge"));
    };
    let of = first.shard.of;
    let is_same = |record: &Record<T>| (&record.scope, &record.warn) == (&first.scope, &first.warn);
    if let Some(other) = records.iter().find(|record| !is_same(record)) {
        let message = format!("shard {} was asked for something else", other.shard);
        return Err(Error::usage(message).hint("give all shards the same arguments"));
    }
    let whole = (1..=of).map(|number| Shard { number, of });
    if !records.iter().map(|record| record.shard).eq(whole) {
        let there: Vec<String> = records
            .iter()
            .map(|record| record.shard.to_string())
            .collect();
        let message = format!("every shard is needed once; these are {}", there.join(", "));
        let hint = format!("give the report of each of the {of} shards, all of one command");
        return Err(Error::usage(message).hint(hint));
    }
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_numbers_of_a_number() {
        for typed in ["", "3", "0/2", "3/2", "-1/2", "1/0", "a/b", "1/2/3"] {
            assert!(typed.parse::<Shard>().is_err(), "{typed}");
        }
        assert_eq!("3/16".parse::<Shard>().unwrap().to_string(), "3/16");
    }

    #[test]
    fn shards_share_everything_once() {
        for n in [0, 1, 5, 16, 100] {
            for of in [1, 3, 7, 16] {
                let shards = (1..=of).map(|number| Shard { number, of });
                let all: Vec<usize> = shards.flat_map(|shard| shard.range(n)).collect();
                assert_eq!(all, (0..n).collect::<Vec<_>>());
            }
        }
    }
}
