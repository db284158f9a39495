//! Perform: the writes of a plan in their order, by whoever is handed in as the writer.
//!
//! Separate from `plan`, so that the laws can stop a sync after any write and let any file refuse: what waits for what is
//! the same code then.

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

/// Writes what it is handed.
pub trait Writer<T> {
    /// Writes to a path, or says why it cannot.
    ///
    /// # Errors
    /// The reason.
    fn write(&mut self, path: &str, write: Write<'_, T>) -> Result<(), String>;

    /// Puts texts to paths that do not wait for each other, in any order, and says of each what `write` says.
    fn put_all(&mut self, files: &[(&str, &T)]) -> Vec<Result<(), String>> {
        let files = files.iter();
        files
            .map(|(path, text)| self.write(path, Write::Put(text)))
            .collect()
    }
}

impl<T, F: FnMut(&str, Write<'_, T>) -> Result<(), String>> Writer<T> for F {
    fn write(&mut self, path: &str, write: Write<'_, T>) -> Result<(), String> {
        self(path, write)
    }
}

/// Writes what is planned: locale files that wait for nobody, the others in their order, and the catalogs likewise.
///
/// A file that cannot be written is refused with the writer's reason, and so is one whose entries go to it, and the
/// catalogs (`source_locale`'s files) of the articles concerned: a catalog must not know more than the locale files.
pub fn perform<T>(files: &mut [FilePlan<T>], source_locale: &str, writer: &mut impl Writer<T>) {
    let mut trouble = Trouble::default();
    let is_catalog = |file: &FilePlan<T>| file.locale == source_locale;
    let (mut catalogs, mut others): (Vec<_>, Vec<_>) =
        files.iter_mut().partition(|file| is_catalog(file));
    let mut others = trouble.put_free(&mut others, writer);
    // What goes from file to file in a circle stands in both until all is in place.
    for file in &mut others {
        if let Some(interim) = &file.interim
            && let Err(reason) = writer.write(&file.path, Write::Put(interim))
        {
            trouble.refuse(file, reason);
        }
    }
    for file in others {
        trouble.write(file, writer);
    }
    for file in &mut catalogs {
        trouble.hold_back(file);
    }
    for file in trouble.put_free(&mut catalogs, writer) {
        trouble.hold_back(file);
        trouble.write(file, writer);
    }
}

/// Is what could not be written.
#[derive(Default)]
struct Trouble {
    /// The files.
    failed: BTreeSet<String>,
    /// The articles that they are of.
    blocked: BTreeSet<String>,
}

impl Trouble {
    /// Puts those of the files in their places, together, that wait for nobody since no entry goes from them; returns
    /// the others.
    fn put_free<'f, T>(
        &mut self,
        files: &'f mut [&mut FilePlan<T>],
        writer: &mut impl Writer<T>,
    ) -> Vec<&'f mut FilePlan<T>> {
        let files = files.iter_mut().map(|file| &mut **file);
        let (free, others): (Vec<_>, Vec<_>) = files.partition(|file| {
            let is_put = matches!(file.action, Action::Create(_) | Action::Change(_));
            is_put && file.interim.is_none() && file.receivers.is_empty()
        });
        let texts = free.iter().filter_map(|file| match &file.action {
            Action::Create(text) | Action::Change(text) => Some((&*file.path, text)),
            _ => None,
        });
        let results = writer.put_all(&texts.collect::<Vec<_>>());
        for (file, result) in free.into_iter().zip(results) {
            if let Err(reason) = result {
                self.refuse(file, reason);
            }
        }
        others
    }

    /// Refuses a file that waits for one that could not be written.
    fn hold_behind_receivers<T>(&mut self, file: &mut FilePlan<T>) {
        let mut receivers = file.receivers.iter();
        if let Some(path) = receivers.find(|path| self.failed.contains(*path)) {
            file.action =
                Action::Refuse(format!("it waits for {path}, which could not be written"));
            self.blocked.insert(file.of.clone());
        }
    }

    /// Refuses a catalog that waits for one, or that would know more than a locale file that could not be written.
    fn hold_back<T>(&mut self, file: &mut FilePlan<T>) {
        if file.action.writes() {
            self.hold_behind_receivers(file);
        }
        let mut articles = file.kin.iter().chain([&file.of]);
        if file.action.writes() && articles.any(|article| self.blocked.contains(article)) {
            file.action =
                Action::Refuse("it waits for a locale file that could not be written".to_owned());
        }
    }

    /// Writes a file.
    fn write<T>(&mut self, file: &mut FilePlan<T>, writer: &mut impl Writer<T>) {
        if file.action.writes() {
            self.hold_behind_receivers(file);
        }
        let result = match &file.action {
            Action::Create(text) | Action::Change(text) => {
                writer.write(&file.path, Write::Put(text))
            }
            Action::Delete => writer.write(&file.path, Write::Remove),
            Action::Keep | Action::Refuse(_) => Ok(()),
        };
        if let Err(reason) = result {
            self.refuse(file, reason);
        }
    }

    fn refuse<T>(&mut self, file: &mut FilePlan<T>, reason: String) {
        self.failed.insert(file.path.clone());
        self.blocked.insert(file.of.clone());
        file.action = Action::Refuse(reason);
    }
}
