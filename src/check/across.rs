//! Across: what is kept of every text for checks that hold the articles of a locale against each other, so that no two
//! articles need be at hand at once.
//!
//! Of every text a mark is kept: the hash of what is to be the same, and of what should not differ then. Where two
//! marks clash, the texts behind them are told; and of these alone the check makes its findings.

use foldhash::HashSet;
use rayon::prelude::*;

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

/// Into how many parts marks are sorted before they are held against each other: of a million each part still fits
/// into a processor's cache.
const N_PARTS: usize = 256;

impl Clashes {
    /// Finds the keys that marks have with several values; they come as they were kept, part by part.
    pub fn of(kept: &[&[Mark]]) -> Self {
        let marks = || kept.iter().flat_map(|marks| marks.iter());
        let part = |mark: &Mark| (mark.key >> (u64::BITS - N_PARTS.ilog2())) as usize;
        let mut n_in = [0; N_PARTS];
        marks().for_each(|mark| n_in[part(mark)] += 1);
        let mut parts: Vec<Vec<Mark>> = n_in.into_iter().map(Vec::with_capacity).collect();
        marks().for_each(|mark| parts[part(mark)].push(*mark));
        let clashing = parts.into_par_iter().map(|mut marks| {
            marks.sort_unstable();
            let pairs = marks.array_windows();
            let differ = |[a, b]: &&[Mark; 2]| a.key == b.key && a.value != b.value;
            pairs.filter(differ).map(|[a, _]| a.key).collect::<Vec<_>>()
        });
        Clashes(
            clashing
                .flatten_iter()
                .collect::<Vec<_>>()
                .into_iter()
                .collect(),
        )
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
