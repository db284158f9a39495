//! Ties: what of a related article could have to do with another one. An article without any is related by itself
//! just as it is among all others, so that a workspace need not be held in memory as a whole.
//!
//! It keeps hashes, not texts. Two texts with one hash are taken for the same, which only ever relates more articles
//! together than have to be.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::draft::{heads, is_good};
use super::{Article, Gone, Localized};
use crate::align::Origin;
use crate::id::SegmentId;
use crate::packed;

/// Is what one article, or what is left of one, could give to others and take from them.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Ties {
    /// Whether its own catalog leaves something open, so that other articles have a say in what its segments are.
    is_open: bool,
    /// Whether its catalog remembers what does not stand in it any more, or not as it did: that may stand elsewhere.
    gives: bool,
    /// The texts that an entry from elsewhere could come to.
    #[serde(with = "packed")]
    wanting: Vec<u64>,
    /// The entries without a segment: their English, and that with their id.
    homeless: Vec<(u64, u64)>,
    /// The texts of all segments with their ids: what an entry from elsewhere may be a double of.
    #[serde(with = "packed")]
    named: Vec<u64>,
    /// The new segments, with all that has to be the same for one translation to stand for both; and the locales.
    #[serde(with = "packed")]
    fresh: Vec<u64>,
    /// For each segment, what it would be as a new one.
    #[serde(with = "packed")]
    keys: Vec<u64>,
    /// For each segment, locale by locale, whether its translation could stand for such a new one.
    #[serde(with = "packed")]
    good: Vec<u64>,
    /// The locales.
    #[serde(with = "packed")]
    locales: Vec<u64>,
}

impl Ties {
    /// Takes the ties of an article that was related by itself.
    pub fn of(article: &Article<'_>) -> Self {
        let catalog = &article.catalog.entries;
        let is_kept =
            |origin: &Origin| matches!(origin, Origin::Equal { .. } | Origin::Moved { .. });
        let n_kept = article.origins.iter().filter(|own| is_kept(own)).count();
        let has_catalog = article.catalog_raw.is_some();
        let gives = has_catalog && n_kept != catalog.len();
        let mut ties = Ties {
            is_open: !has_catalog || gives || n_kept != article.origins.len(),
            gives,
            ..Ties::default()
        };
        // What was edited may turn out to be another article's, and its entry to be without a segment.
        let stays = |origin: &Origin| {
            has_catalog && origin.old().is_some() && !matches!(origin, Origin::Edited { .. })
        };
        let n_sides = article.sides.len();
        let mut is_filled = vec![!ties.is_open; article.ids.len()];
        for (idx, side) in article.sides.iter().enumerate() {
            ties.locales.push(hash(0, side.side.locale.as_str()));
            let heads = heads(side);
            let mut is_homeless = all_homeless(side);
            for (row, id) in article.ids.iter().enumerate() {
                if is_good(side, &side.comparison.units[row], &heads) {
                    ties.set_good(row * n_sides + idx);
                }
                match own_entry(side, row, id) {
                    Some(entry) if stays(&article.origins[row]) => is_homeless[entry] = false,
                    Some(_) => {}
                    None => is_filled[row] = false,
                }
            }
            ties.take_homeless(side, &is_homeless);
        }
        ties.named.reserve_exact(article.ids.len());
        ties.keys.reserve_exact(article.ids.len());
        let segments = article.document.segments.iter().zip(&article.ids);
        for (row, (segment, id)) in segments.enumerate() {
            let text = &*segment.text;
            let own = hash(0, text);
            ties.named.push(hash(own, id.as_str()));
            let key = key(own, &segment.context.0, &segment.protected);
            ties.keys.push(key);
            if !is_filled[row] {
                ties.wanting.push(own);
            }
            if !has_catalog || article.origins[row].is_new() {
                ties.fresh.push(key);
            }
        }
        ties
    }

    /// Tells whether its own catalog leaves something open.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Tells whether something that stood in it may stand elsewhere. Where no article gives anything, and none is gone,
    /// one that is open has nothing to do with the others for that alone.
    pub fn gives(&self) -> bool {
        self.gives
    }

    /// Takes the ties of what is left of an article.
    pub fn of_rest(gone: &Gone<'_>) -> Self {
        let mut ties = Ties::default();
        for side in &gone.sides {
            ties.take_homeless(side, &all_homeless(side));
        }
        ties
    }

    /// Yields what its new segments look for: the locale, and all that has to be the same.
    fn wishes(&self) -> impl Iterator<Item = (u64, u64)> {
        let locales = self.locales.iter();
        locales.flat_map(|locale| self.fresh.iter().map(|key| (*locale, *key)))
    }

    /// One bit for each segment and locale.
    fn set_good(&mut self, at: usize) {
        if self.good.len() <= at / 64 {
            self.good.resize(at / 64 + 1, 0);
        }
        self.good[at / 64] |= 1 << (at % 64);
    }

    fn is_good(&self, at: usize) -> bool {
        self.good
            .get(at / 64)
            .is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }

    /// Takes the entries of a file that have no segment.
    fn take_homeless(&mut self, side: &Localized<'_>, is_homeless: &[bool]) {
        let entries = side.translation.iter().flat_map(|read| &read.entries);
        for (entry, is_homeless) in entries.zip(is_homeless) {
            if !is_homeless || !entry.has_value() {
                continue;
            }
            if let Some(source) = entry.source() {
                let source = hash(0, &source);
                self.homeless.push((source, hash(source, entry.id)));
            }
        }
    }
}

/// Tells for each article whether it is to be related together with the others of which that is said, and with what
/// is left of those that are `gone`. All others are what they are by themselves.
///
/// `articles` stand in the order of their paths.
pub fn together(articles: &[Ties], gone: &[Ties]) -> Vec<bool> {
    let is_anything_given = !gone.is_empty() || articles.iter().any(|ties| ties.gives);
    let is_tied = articles.iter();
    let is_tied = is_tied.map(|ties| ties.is_open && is_anything_given);
    let mut is_tied: Vec<bool> = is_tied.collect();
    let wanting: HashSet<u64> = all(articles, |ties| &ties.wanting).collect();
    let (mut asked, mut doubled) = (HashSet::new(), HashSet::new());
    for (idx, ties) in articles.iter().enumerate() {
        for (text, named) in ties
            .homeless
            .iter()
            .filter(|(text, _)| wanting.contains(text))
        {
            is_tied[idx] = true;
            asked.insert(*text);
            doubled.insert(*named);
        }
    }
    for (text, named) in gone.iter().flat_map(|ties| &ties.homeless) {
        asked.insert(*text);
        doubled.insert(*named);
    }
    if !asked.is_empty() {
        for (idx, ties) in articles.iter().enumerate() {
            is_tied[idx] |= ties.wanting.iter().any(|text| asked.contains(text))
                || ties.named.iter().any(|named| doubled.contains(named));
        }
    }
    tie_models(articles, &mut is_tied);
    is_tied
}

/// Ties the first articles whose translations stand for new segments, and the articles of these.
fn tie_models(articles: &[Ties], is_tied: &mut [bool]) {
    if articles.iter().all(|ties| ties.good.is_empty()) {
        return;
    }
    // Whether a translation stands anywhere, and whether in an article that is tied for this alone: what has other ties
    // may turn out to have no translation for it.
    let mut wanted: HashMap<(u64, u64), (bool, bool)> = HashMap::new();
    for ties in articles.iter().filter(|ties| ties.is_open) {
        wanted.extend(ties.wishes().map(|wish| (wish, (false, false))));
    }
    if wanted.is_empty() {
        return;
    }
    for (idx, ties) in articles.iter().enumerate() {
        let has_other_ties = is_tied[idx];
        let n_locales = ties.locales.len();
        for (row, key) in ties.keys.iter().enumerate() {
            for (side, locale) in ties.locales.iter().enumerate() {
                if !ties.is_good(row * n_locales + side) {
                    continue;
                }
                let Some((stands, has_model)) = wanted.get_mut(&(*locale, *key)) else {
                    continue;
                };
                *stands = true;
                if !has_other_ties && !*has_model {
                    *has_model = true;
                    is_tied[idx] = true;
                }
            }
        }
    }
    for (idx, ties) in articles.iter().enumerate() {
        let is_answered = |wish| wanted[&wish].0;
        is_tied[idx] |= ties.is_open && ties.wishes().any(is_answered);
    }
}

/// Tells of all entries of a file that they have no segment.
fn all_homeless(side: &Localized<'_>) -> Vec<bool> {
    let n_entries = side.translation.as_ref().map(|read| read.entries.len());
    vec![true; n_entries.unwrap_or_default()]
}

fn all<'t>(ties: &'t [Ties], of: impl Fn(&'t Ties) -> &'t Vec<u64>) -> impl Iterator<Item = u64> {
    ties.iter().flat_map(of).copied()
}

/// Returns the entry of a segment that has its id and a value.
fn own_entry(side: &Localized<'_>, row: usize, id: &SegmentId) -> Option<usize> {
    let entry = side.comparison.units[row].entry?;
    let stands = &side.translation.as_ref()?.entries[entry];
    (stands.has_value() && stands.id == id.as_str()).then_some(entry)
}

/// Returns what has to be the same for one translation to stand for two segments; `text` is the hash of the text.
fn key(text: u64, context: &str, protected: &[std::ops::Range<usize>]) -> u64 {
    let key = hash(text, context);
    protected.iter().fold(key, |key, span| {
        let ends = [span.start, span.end].map(usize::to_le_bytes);
        xxh3_64_with_seed(ends.as_flattened(), key)
    })
}

/// Hashes a text, on from the hash of those before it.
fn hash(before: u64, text: &str) -> u64 {
    xxh3_64_with_seed(text.as_bytes(), before)
}
