//! Perform: the writes of a plan in their order, by whoever is handed in as the writer.
//!
//! Separate from `plan`, so that the laws can stop a sync after any write and let any file refuse: the order and what
//! waits for what are the same code then.

use super::plan::{Action, FilePlan};

/// Is one write: the whole text of a file, or its removal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Write<'p> {
    /// The file is to have this text.
    Put(&'p str),
    /// The file is to go.
    Remove,
}

/// Writes what is planned, in its order.
///
/// A file that cannot be written is refused with the writer's reason, and so is the catalog (`source_locale`'s file) of
/// its article: the catalog must not know more than the locale files.
pub fn perform(
    files: &mut [FilePlan],
    source_locale: &str,
    write: &mut dyn FnMut(&str, Write<'_>) -> Result<(), String>,
) {
    let mut blocked: Vec<String> = Vec::new();
    for file in files.iter_mut() {
        if file.action.writes() && file.locale == source_locale && blocked.contains(&file.of) {
            file.action =
                Action::Refuse("it waits for a locale file that could not be written".to_owned());
        }
        let result = match &file.action {
            Action::Create(text) | Action::Change(text) => write(&file.path, Write::Put(text)),
            Action::Delete => write(&file.path, Write::Remove),
            Action::Keep | Action::Refuse(_) => Ok(()),
        };
        if let Err(reason) = result {
            blocked.push(file.of.clone());
            file.action = Action::Refuse(reason);
        }
    }
}
