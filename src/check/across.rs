//! Across: what is kept of every text for checks that hold the articles of a locale against each other, so that no two
//! articles need be at hand at once.
//!
//! Of every text a mark is kept: the hash of what is to be the same, and of what should not differ then. Where two
//! marks clash, the texts behind them are told; and of these alone the check makes its findings.

use foldhash::{HashMap, HashMapExt, HashSet};

use crate::finding::Finding;
use crate::locale::Locale;

/// Is a text in short.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub struct Mark {
    /// The hash of what several texts can share.
    pub key: u64,
    /// The hash of what is the same in all of them then, or worth a look.
    pub value: u32,
}

/// Is the keys whose texts differ.
#[derive(Debug, Default)]
pub struct Clashes(HashSet<u64>);

impl Clashes {
    /// Finds the keys that marks have with several values.
    pub fn of<'m>(marks: impl Iterator<Item = &'m Mark>) -> Self {
        let mut first: HashMap<u64, u32> = HashMap::new();
        let mut clashes = Clashes::default();
        for mark in marks {
            if *first.entry(mark.key).or_insert(mark.value) != mark.value {
                clashes.0.insert(mark.key);
            }
        }
        clashes
    }

    /// Tells whether the texts of a key differ.
    pub fn has(&self, key: u64) -> bool {
        self.0.contains(&key)
    }
}

/// Is a text that clashes with another one.
#[derive(Clone, Debug)]
pub struct Told {
    /// Where it stands among all others: message files first, then the articles by their paths; its row.
    pub rank: (usize, String, usize),
    /// Its locale.
    pub locale: Locale,
    /// The English.
    pub source: String,
    /// The kind of block that it stands in.
    pub kind: String,
    /// The translation.
    pub translation: String,
    /// The locale file.
    pub path: String,
    /// What is said of it if anything is, without the words yet; `None` where nothing may be said.
    pub finding: Option<Finding>,
    /// The file and the id of its entry, where that ignores the check.
    pub ignored: Option<(String, String)>,
}
