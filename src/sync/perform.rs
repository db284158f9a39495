//! Perform: the writes of a plan in their order, by whoever is handed in as the writer.
//!
//! Separate from `plan`, so that the laws can stop a sync after any write and let any file refuse: what waits for what is
//! the same code then. Of the files that are free the writer may have seen to any before it is asked.

use std::collections::BTreeSet;

use super::plan::{Action, FilePlan};

/// Is one write: the whole text of a file, or its removal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Write<'p, T> {
    /// The file is to have this text.
    Put(&'p T),
    /// The file is to go.
    Remove,
}

/// Writes to a path, or says why it cannot.
pub type Writer<'w, T> = dyn FnMut(&str, Write<'_, T>) -> Result<(), String> + 'w;

/// Tells a file that can be written before all others, and in any order among its like: a locale file that waits for
/// nobody, since no entry goes from it.
pub fn is_free<T>(file: &FilePlan<T>, source_locale: &str) -> bool {
    file.locale != source_locale
        && file.interim.is_none()
        && file.receivers.is_empty()
        && matches!(file.action, Action::Create(_) | Action::Change(_))
}

/// Writes what is planned, the files that are free first, and each kind in its order.
///
/// A file that cannot be written is refused with the writer's reason, and so is one whose entries go to it, and the
/// catalogs (`source_locale`'s files) of the articles concerned: a catalog must not know more than the locale files.
pub fn perform<T>(files: &mut [FilePlan<T>], source_locale: &str, write: &mut Writer<'_, T>) {
    let mut failed: BTreeSet<String> = BTreeSet::new();
    let mut blocked: BTreeSet<String> = BTreeSet::new();
    let is_free = |file: &FilePlan<T>| is_free(file, source_locale);
    let free: Vec<bool> = files.iter().map(is_free).collect();
    for (file, _) in files.iter_mut().zip(&free).filter(|(_, is_free)| **is_free) {
        let (Action::Create(text) | Action::Change(text)) = &file.action else {
            continue;
        };
        if let Err(reason) = write(&file.path, Write::Put(text)) {
            failed.insert(file.path.clone());
            blocked.insert(file.of.clone());
            file.action = Action::Refuse(reason);
        }
    }
    // What goes from file to file in a circle stands in both until all is in place.
    for file in files.iter_mut() {
        let Some(interim) = &file.interim else {
            continue;
        };
        if let Err(reason) = write(&file.path, Write::Put(interim)) {
            failed.insert(file.path.clone());
            blocked.insert(file.of.clone());
            file.action = Action::Refuse(reason);
        }
    }
    let others = files.iter_mut().zip(free).filter(|(_, is_free)| !is_free);
    for (file, _) in others.filter(|(file, _)| file.action.writes()) {
        let awaited = file.receivers.iter().find(|path| failed.contains(*path));
        let mut articles = file.kin.iter().chain([&file.of]);
        let is_catalog = file.locale == source_locale;
        if let Some(path) = awaited {
            file.action =
                Action::Refuse(format!("it waits for {path}, which could not be written"));
            blocked.insert(file.of.clone());
        } else if is_catalog && articles.any(|article| blocked.contains(article)) {
            file.action =
                Action::Refuse("it waits for a locale file that could not be written".to_owned());
        }
        let result = match &file.action {
            Action::Create(text) | Action::Change(text) => write(&file.path, Write::Put(text)),
            Action::Delete => write(&file.path, Write::Remove),
            Action::Keep | Action::Refuse(_) => Ok(()),
        };
        if let Err(reason) = result {
            failed.insert(file.path.clone());
            blocked.insert(file.of.clone());
            file.action = Action::Refuse(reason);
        }
    }
}
