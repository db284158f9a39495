//! Facts: what the file system knows of a workspace, and checks may not look up.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use regex::Regex;

use crate::dictionary::Dictionary;
use crate::fluent::file::Text;
use crate::locale::Locale;
use crate::span::Position;

/// Is what the file system knows, and checks may not look up.
#[derive(Debug, Default)]
pub struct Facts<'f> {
    /// Articles and locale files that could not be read.
    pub unreadable: Vec<Unreadable>,
    /// Outputs that are not as `build` would write them; none where nobody looked.
    pub outputs: Vec<Output>,
    /// The locale files of an older state, where somebody asked for it.
    pub past: Option<Past>,
    /// What is known of the spelling of locales.
    pub spelling: Vec<Spelling>,
    /// The name of the config file.
    pub config: String,
    /// What the config says in vain.
    pub dead: Vec<Dead>,
    /// The terms that other parts of the workspace refer to.
    pub used: Used,
    /// Spans of articles that are kept whole.
    pub protect: &'f [Regex],
}

/// Is the ids of the terms, with their `-`, that the files of each language refer to.
pub type Used = BTreeMap<String, BTreeSet<String>>;

/// Is the locale files as they were at a revision.
#[derive(Debug, Default)]
pub struct Past {
    /// The revision, as it was typed.
    pub revision: String,
    /// The folder of the locales, without a `/` behind it.
    pub locales: String,
    /// The files by their paths in the workspace.
    pub files: BTreeMap<String, Text>,
}

impl Past {
    /// Returns the folder of a locale, with the `/` behind it.
    pub fn folder(&self, locale: &Locale) -> String {
        format!("{}/{locale}/", self.locales)
    }
}

/// Is what is known of the spelling of a locale.
#[derive(Clone, Debug)]
pub struct Spelling {
    /// The locale.
    pub locale: Locale,
    /// Its dictionary.
    pub dictionary: Arc<Dictionary>,
    /// Words that it does not have and that are right, as people wrote them.
    pub words: Vec<String>,
}

/// Is a setting that matches nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dead {
    /// Where it stands in the config file.
    pub position: Position,
    /// How many columns it takes.
    pub n_columns: usize,
    /// A full sentence without its full stop.
    pub message: String,
}

/// Is a file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its path in the workspace, with `/`.
    pub path: String,
    /// The locale whose file it is; `None` for an article.
    pub locale: Option<Locale>,
    /// Why: a clause such as `it is not UTF-8`.
    pub reason: String,
    /// Where, if the place is known.
    pub position: Option<Position>,
}

/// Is an output that is not as `build` would write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Its path in the workspace, with `/`.
    pub path: String,
    /// The locale it is of.
    pub locale: Option<Locale>,
    /// The article it is of.
    pub article: Option<String>,
    /// What is wrong with it.
    pub state: OutputState,
}

/// Is how an output differs from what `build` would write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputState {
    /// It is not there.
    Missing,
    /// It has other bytes.
    Differs,
    /// `build` wrote it and would no more.
    LeftOver,
}
