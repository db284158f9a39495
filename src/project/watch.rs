//! Watch: waits until files of the workspace change.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use notify::event::EventKind;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::{Project, changes, slashes};
use crate::error::{Error, Kind, Result};

/// How long no file may change until a change counts as done: an editor saves in several steps.
const QUIET: Duration = Duration::from_millis(60);

/// Is what the system tells.
enum Signal {
    Event(notify::Result<notify::Event>),
    Stop,
}

/// Watches the files that a build reads.
pub struct Watch {
    watcher: RecommendedWatcher,
    signals: Receiver<Signal>,
    sender: Sender<Signal>,
    watched: BTreeSet<(PathBuf, bool)>,
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Watch({:?})", self.watched)
    }
}

impl Watch {
    /// Makes a watch that watches nothing yet.
    ///
    /// # Errors
    /// Where the system cannot tell of changes.
    pub fn new() -> Result<Self> {
        let (sender, signals) = channel();
        let events = sender.clone();
        let watcher = notify::recommended_watcher(move |event| {
            // Nobody waits any more at the very end.
            let _ = events.send(Signal::Event(event));
        });
        Ok(Watch {
            watcher: watcher.map_err(|error| failed(&error))?,
            signals,
            sender,
            watched: BTreeSet::new(),
        })
    }

    /// Returns what ends a wait from elsewhere.
    pub fn stopper(&self) -> impl Fn() + Send + 'static {
        let sender = self.sender.clone();
        move || {
            let _ = sender.send(Signal::Stop);
        }
    }

    /// Watches what a build of `project` reads, and nothing else any more.
    ///
    /// # Errors
    /// Where the system cannot tell of changes there.
    pub fn follow(&mut self, project: &Project) -> Result<()> {
        // The root itself tells of the config, and of folders that are not there yet.
        let mut wanted = BTreeSet::from([(project.root.clone(), false)]);
        for folder in changes::folders(project) {
            let mut place = project.absolute(&folder);
            let is_there = place.is_dir();
            while !place.is_dir() && place.pop() {}
            wanted.insert((place, is_there));
        }
        for file in changes::files(project) {
            let place = project.absolute(&file);
            if let Some(folder) = place.parent().filter(|folder| folder.is_dir()) {
                wanted.insert((folder.to_owned(), false));
            }
        }
        // One place is watched once, the deeper way.
        let deep: BTreeSet<PathBuf> = wanted
            .iter()
            .filter(|(_, is_deep)| *is_deep)
            .map(|(place, _)| place.clone())
            .collect();
        wanted.retain(|(place, is_deep)| *is_deep || !deep.contains(place));
        for (place, _) in self.watched.difference(&wanted) {
            // What is gone is not watched any more anyway.
            let _ = self.watcher.unwatch(place);
        }
        for (place, is_deep) in wanted.difference(&self.watched) {
            let mode = match is_deep {
                true => RecursiveMode::Recursive,
                false => RecursiveMode::NonRecursive,
            };
            self.watcher
                .watch(place, mode)
                .map_err(|error| failed(&error))?;
        }
        self.watched = wanted;
        Ok(())
    }

    /// Waits until files change and are at rest again. Returns the paths in the workspace, `None` where the watch is to
    /// end. A system that lost count names the workspace itself: the empty path.
    ///
    /// # Errors
    /// Where the system cannot tell of changes any more.
    pub fn wait(&mut self, project: &Project) -> Result<Option<BTreeSet<String>>> {
        let mut changed = BTreeSet::new();
        loop {
            let signal = match changed.is_empty() {
                true => self
                    .signals
                    .recv()
                    .map_err(|_| RecvTimeoutError::Disconnected),
                false => self.signals.recv_timeout(QUIET),
            };
            match signal {
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) => return Ok(Some(changed)),
                Ok(Signal::Event(Err(error))) => return Err(failed(&error)),
                Ok(Signal::Event(Ok(event))) if event.need_rescan() => {
                    changed.insert(String::new());
                }
                Ok(Signal::Event(Ok(event))) => {
                    // A build reads these files itself.
                    if !matches!(event.kind, EventKind::Access(_)) {
                        let paths = event.paths.iter();
                        changed.extend(paths.filter_map(|path| inside(project, path)));
                    }
                }
            }
        }
    }
}

fn inside(project: &Project, path: &Path) -> Option<String> {
    let path = path.strip_prefix(&project.root).ok()?;
    Some(slashes(path)).filter(|path| !path.is_empty())
}

fn failed(error: &notify::Error) -> Error {
    let reason = match &error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "the system watches as many files as it may; on Linux raise fs.inotify.max_user_watches"
                .to_owned()
        }
        _ => error.to_string(),
    };
    Error {
        kind: Kind::Io,
        message: format!("watching the workspace: {reason}"),
        hint: None,
    }
}
