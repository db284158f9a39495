//! Across: what is kept of every text for checks that hold the articles of a locale against each other, so that no two
//! articles need be at hand at once.
//!
//! Of every text a mark is kept: the hash of what is to be the same, and of what should not differ then. Where two
//! marks clash, the texts behind them are told; and of these alone the check makes its findings.

use foldhash::HashSet;
use rayon::prelude::*;

use crate::finding::Finding;
use crate::locale::Locale;

/// Is a text in short: the hash of what several texts can share, in the higher bits, and behind it the hash of what is the
/// same in all of them then, or worth a look. So marks of one key stand side by side when they are sorted. Of two keys
/// that meet by chance nothing comes but that their texts are told in vain; two texts whose other hashes meet, one pair in
/// sixteen million, are taken for the same.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct Mark(u64);

/// How many bits of a mark tell what should not differ.
const N_BITS: u32 = 24;

impl Mark {
    /// Marks a text.
    pub fn new(key: u64, value: u64) -> Self {
        Mark(key >> N_BITS << N_BITS | value >> (u64::BITS - N_BITS))
    }

    fn key(self) -> u64 {
        self.0 >> N_BITS
    }
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
        let part = |mark: &Mark| (mark.0 >> (u64::BITS - N_PARTS.ilog2())) as usize;
        let mut n_in = [0; N_PARTS];
        marks().for_each(|mark| n_in[part(mark)] += 1);
        let mut parts: Vec<Vec<Mark>> = n_in.into_iter().map(Vec::with_capacity).collect();
        marks().for_each(|mark| parts[part(mark)].push(*mark));
        let clashing = parts.into_par_iter().map(|mut marks| {
            marks.sort_unstable();
            let pairs = marks.array_windows();
            let differ = |[a, b]: &&[Mark; 2]| a.key() == b.key() && a != b;
            pairs
                .filter(differ)
                .map(|[a, _]| a.key())
                .collect::<Vec<_>>()
        });
        Clashes(
            clashing
                .flatten_iter()
                .collect::<Vec<_>>()
                .into_iter()
                .collect(),
        )
    }

    /// Tells whether the texts that share what the one of a mark shares differ.
    pub fn has(&self, mark: Mark) -> bool {
        self.0.contains(&mark.key())
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
