//! File: one file that a sync looks at, and what is to be done with it. Separate from `plan`, which makes them, because a
//! file's text may wait elsewhere until it is written.

use super::Event;
use super::turn::{Kind, Turn};

/// Is one file that a sync looks at; `T` is its text, or where that waits.
#[derive(Debug, Default)]
pub struct FilePlan<T = String> {
    /// Its path in the workspace.
    pub path: String,
    /// The article or message file of the source that it stands for.
    pub of: String,
    /// The locale's tag; the source locale's for a catalog.
    pub locale: String,
    /// What is to be done.
    pub action: Action<T>,
    /// What happens to its entries; none of a catalog's.
    pub events: Vec<Event>,
    /// How many translations stay as they are.
    pub n_kept: usize,
    /// The file that this one was, whole.
    pub renamed_from: Option<String>,
    /// The files that entries go to: they are written before this one.
    pub receivers: Vec<String>,
    /// What is written with them: a file that entries go from and come to has both until all is in place.
    pub interim: Option<T>,
    /// Of a catalog: the articles with which its own shares moves.
    pub kin: Vec<String>,
    /// When it is written.
    pub turn: Turn,
}

/// Is what is to be done with a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Action<T = String> {
    /// It is as it should be.
    #[default]
    Keep,
    /// It is made.
    Create(T),
    /// It gets new bytes.
    Change(T),
    /// Nothing is left of it.
    Delete,
    /// It cannot be brought up to date, and why.
    Refuse(String),
}

impl<T> FilePlan<T> {
    /// Puts the texts elsewhere: `lay` returns where each of them waits.
    pub fn lay<U>(self, lay: impl Fn(T) -> U) -> FilePlan<U> {
        FilePlan {
            path: self.path,
            of: self.of,
            locale: self.locale,
            action: match self.action {
                Action::Keep => Action::Keep,
                Action::Create(text) => Action::Create(lay(text)),
                Action::Change(text) => Action::Change(lay(text)),
                Action::Delete => Action::Delete,
                Action::Refuse(reason) => Action::Refuse(reason),
            },
            events: self.events,
            n_kept: self.n_kept,
            renamed_from: self.renamed_from,
            receivers: self.receivers,
            interim: self.interim.map(lay),
            kin: self.kin,
            turn: self.turn,
        }
    }
}

impl<T> Action<T> {
    /// Tells whether something would be written.
    pub fn writes(&self) -> bool {
        matches!(self, Action::Create(_) | Action::Change(_) | Action::Delete)
    }
}

/// Puts the plans of the parts of a workspace in the order in which it is safe to write them.
pub fn sort<T>(files: &mut [FilePlan<T>]) {
    let path = |file: &FilePlan<T>| match file.turn.kind {
        Kind::Article => file.of.clone(),
        // These are all in one part, in their order.
        Kind::Messages | Kind::Gone => String::new(),
    };
    files.sort_by_cached_key(|file| (file.turn, path(file)));
}
