//! Project: a workspace on disk, and the only access to the file system.
//!
//! It finds, reads and writes files; what is in them is for the floors below.

pub mod read;
pub mod walk;
pub mod write;
pub mod past;
// What waits to be written.
pub mod tray;
// Reads and writes.
pub mod outputs;
// What changed while nobody looked.
pub mod changes;
pub mod watch;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::config::{self, Config};
use crate::error::{Error, Result};
use crate::segment::Words;

/// Is a workspace: a folder with a `tolka.toml`.
#[derive(Debug)]
pub struct Project {
    /// The folder.
    pub root: PathBuf,
    /// What its `tolka.toml` says.
    pub config: Config,
}

impl Project {
    /// Finds the workspace that `from` is in and reads its config. `checks` are the ids that it may name.
    ///
    /// # Errors
    /// Where there is no workspace, or its config has problems.
    pub fn find(from: &Path, checks: &[&str]) -> Result<Self> {
        let from = from
            .canonicalize()
            .map_err(|error| Error::io("opening", from, &error))?;
        let Some(root) = root_of(&from) else {
            let place = from.display();
            return Err(Error::config(format!(
                "no {} in {place} or any folder above",
                config::FILE
            ))
            .hint("run \"tolka init\" in the folder that is to be the workspace"));
        };
        let path = root.join(config::FILE);
        let text = read::text(&path).map_err(|reason| unreadable(config::FILE, &reason))?;
        Ok(Project {
            root: root.to_owned(),
            config: config::parse(&text, checks)?,
        })
    }

    /// Returns the words of the workspace that `from` is in; none where it is in none.
    ///
    /// # Errors
    /// Where there is a workspace whose config has problems.
    pub fn words_around(from: &Path, checks: &[&str]) -> Result<BTreeMap<String, Words>> {
        let is_inside = from
            .canonicalize()
            .is_ok_and(|from| root_of(&from).is_some());
        if !is_inside {
            return Ok(BTreeMap::new());
        }
        Ok(Project::find(from, checks)?.config.segment.words)
    }

    /// Returns the absolute path of a path of the workspace.
    pub fn absolute(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Returns the path in the workspace, with `/`, of a path that a person typed in `cwd`.
    ///
    /// # Errors
    /// Where it lies outside.
    pub fn relative(&self, cwd: &Path, typed: &str) -> Result<String> {
        let path = cwd.join(typed);
        let path = path.canonicalize().unwrap_or_else(|_| plain(&path));
        match path.strip_prefix(&self.root) {
            Ok(path) => Ok(slashes(path)),
            Err(_) => Err(Error::usage(format!(
                "{typed} lies outside the workspace {}",
                self.root.display()
            ))
            .hint("name a file below that folder")),
        }
    }

    /// Returns the path of the Fluent file of `article` (its path below the source folder) in `locale`.
    pub fn ftl_path(&self, locale: &str, article: &str) -> String {
        let stem = stem(article);
        [&self.config.paths.locales, "/", locale, "/", stem, ".ftl"].concat()
    }
}

/// Returns a path without its ending: an article and its Fluent files share it.
fn stem(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

/// Tells whether a path lies in some workspace.
pub fn is_in_workspace(path: &Path) -> bool {
    path.canonicalize()
        .is_ok_and(|path| root_of(&path).is_some())
}

/// Finds the nearest folder with a `tolka.toml`.
fn root_of(from: &Path) -> Option<&Path> {
    from.ancestors()
        .find(|folder| folder.join(config::FILE).is_file())
}

/// Makes the config error for a file that cannot be read.
fn unreadable(path: &str, reason: &read::Unreadable) -> Error {
    Error {
        kind: crate::error::Kind::Io,
        message: format!("reading {path}: {reason}"),
        hint: None,
    }
}

/// Writes a path with `/`.
pub fn slashes(path: &Path) -> String {
    let mut written = String::with_capacity(path.as_os_str().len());
    for (idx, part) in path.iter().enumerate() {
        if 0 < idx {
            written.push('/');
        }
        written.push_str(&part.to_string_lossy());
    }
    written
}

/// Takes `.` and `..` out of a path that need not exist.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}
