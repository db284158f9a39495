//! Between: what the alignment of each article by itself has left, matched between articles.
//!
//! Equal texts say which articles have to do with each other; those are aligned like one article, around what
//! they have in common. What is left then is looked for anywhere by pairs of neighbouring words. No step looks
//! at all pairs, and the order of the articles decides between equals.

use foldhash::{HashMap, HashMapExt};

use super::edited::IN_PLACE;
use super::words::{Interner, likeness};
use super::{Origin, Place, align};
use crate::segment::count::words;

/// Is the least number of words of a text that is found in another article without its neighbours.
pub const N_TELLING: usize = 4;
/// The least likeness of an edited text beside nothing that moved with it, between articles that share text.
const BESIDE: f64 = 0.6;
/// The least likeness of a text that was edited and moved to an article that has nothing else to do with it.
const ANYWHERE: f64 = 0.7;
/// A text, or pair of words, that more segments than this have tells nothing.
const COMMON: usize = 16;
/// How far around equal texts two articles are aligned, in segments.
const REACH: usize = 32;
/// How many segments that share words are compared with one.
const N_NEAR: usize = 8;

/// Is one article's share: all its segments, and which of them its own alignment has left.
#[derive(Debug)]
pub struct Left<'a> {
    /// The segments, in order.
    pub places: Vec<Place<'a>>,
    /// Whether nothing was found for them.
    pub open: Vec<bool>,
    /// Whether an edited text was found for them. An equal text elsewhere has more of a right.
    pub edited: Vec<bool>,
}

/// Is what two articles have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// Index of the article of today.
    pub new: usize,
    /// Index of the article that is remembered.
    pub old: usize,
    /// How many words, those of a text that stands in several articles divided among them.
    pub n_words: f64,
    /// Pairs of equal texts that are telling: index of today, remembered index.
    pub anchors: Vec<(usize, usize)>,
}

/// Is a segment of today with the one that it was in another article.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// The article and the segment of today.
    pub new: (usize, usize),
    /// The article and the remembered segment.
    pub old: (usize, usize),
    /// Likeness of the words of an edited text; `None` for an equal one.
    pub score: Option<f64>,
}

/// Tells whether a text is long enough to be known by itself.
pub fn is_telling(text: &str) -> bool {
    N_TELLING <= words(text)
}

/// Finds which articles have open texts in common, the closest first.
pub fn shares(olds: &[Left<'_>], news: &[Left<'_>]) -> Vec<Share> {
    shares_of(open(olds), open(news))
}

fn shares_of<'a>(
    olds: impl Iterator<Item = (usize, usize, &'a str)>,
    news: impl Iterator<Item = (usize, usize, &'a str)>,
) -> Vec<Share> {
    let mut holders: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
    for (article, idx, text) in olds {
        let holders = holders.entry(text).or_default();
        if holders.len() <= COMMON {
            holders.push((article, idx));
        }
    }
    let mut found: HashMap<(usize, usize), Share> = HashMap::new();
    for (new, idx, text) in news {
        let Some(holders) = holders.get(text).filter(|holders| holders.len() <= COMMON) else {
            continue;
        };
        let n_words = words(text);
        if n_words < N_TELLING && 1 < holders.len() {
            continue;
        }
        for (old, old_idx) in holders {
            let share = found.entry((new, *old)).or_insert_with(|| Share {
                new,
                old: *old,
                n_words: 0.0,
                anchors: Vec::new(),
            });
            share.n_words += n_words as f64 / holders.len() as f64;
            if N_TELLING <= n_words {
                share.anchors.push((idx, *old_idx));
            }
        }
    }
    let mut shares: Vec<Share> = found.into_values().collect();
    shares.sort_by(|a, b| {
        b.n_words
            .total_cmp(&a.n_words)
            .then_with(|| (a.new, a.old).cmp(&(b.new, b.old)))
    });
    shares
}

/// Matches what is open between articles; no segment is given twice. In the order of today's articles.
pub fn between(olds: &[Left<'_>], news: &[Left<'_>]) -> Vec<Match> {
    let free = |lefts: &[Left<'_>]| {
        let free = lefts.iter().map(|left| vec![None; left.places.len()]);
        free.collect::<Vec<Vec<Option<(usize, usize)>>>>()
    };
    let mut matching = Matching {
        olds,
        news,
        taken: free(olds),
        matched: free(news),
        matches: Vec::new(),
    };
    let shares = shares(olds, news);
    shares.iter().for_each(|share| matching.equal(share));
    // A text that was left as it was goes before one that became another.
    let is_loose = |lefts: &[Left<'_>], (article, idx, _): &(usize, usize, &str)| {
        lefts[*article].open[*idx] || lefts[*article].edited[*idx]
    };
    let loose = shares_of(
        all(olds)
            .filter(|place| is_loose(olds, place) && matching.taken[place.0][place.1].is_none()),
        all(news)
            .filter(|place| is_loose(news, place) && matching.matched[place.0][place.1].is_none()),
    );
    loose.iter().for_each(|share| matching.equal(share));
    shares.iter().for_each(|share| matching.pair(share));
    matching.anywhere();
    matching.spread();
    let Matching { mut matches, .. } = matching;
    matches.sort_by_key(|found| found.new);
    matches
}

/// Yields the open texts: article, index, text.
fn open<'l, 'a>(lefts: &'l [Left<'a>]) -> impl Iterator<Item = (usize, usize, &'a str)> + 'l {
    all(lefts).filter(|(article, idx, _)| lefts[*article].open[*idx])
}

/// Yields all texts.
fn all<'l, 'a>(lefts: &'l [Left<'a>]) -> impl Iterator<Item = (usize, usize, &'a str)> + 'l {
    lefts.iter().enumerate().flat_map(|(article, left)| {
        let places = left.places.iter().enumerate();
        places.map(move |(idx, place)| (article, idx, place.text))
    })
}

struct Matching<'m, 'a> {
    olds: &'m [Left<'a>],
    news: &'m [Left<'a>],
    /// For each remembered segment the one of today.
    taken: Vec<Vec<Option<(usize, usize)>>>,
    /// For each segment of today the remembered one.
    matched: Vec<Vec<Option<(usize, usize)>>>,
    matches: Vec<Match>,
}

impl Matching<'_, '_> {
    fn is_open_old(&self, (article, idx): (usize, usize)) -> bool {
        self.olds[article].open[idx] && self.taken[article][idx].is_none()
    }

    /// Matches the telling texts that are the same.
    fn equal(&mut self, share: &Share) {
        for (new, old) in &share.anchors {
            let (new, old) = ((share.new, *new), (share.old, *old));
            if self.matched[new.0][new.1].is_none() && self.taken[old.0][old.1].is_none() {
                self.set(new, old, None);
            }
        }
    }

    fn is_open_new(&self, (article, idx): (usize, usize)) -> bool {
        self.news[article].open[idx] && self.matched[article][idx].is_none()
    }

    fn set(&mut self, new: (usize, usize), old: (usize, usize), score: Option<f64>) {
        self.taken[old.0][old.1] = Some(new);
        self.matched[new.0][new.1] = Some(old);
        self.matches.push(Match { new, old, score });
    }

    /// Aligns two articles around the texts that they have in common.
    fn pair(&mut self, share: &Share) {
        let (new, old) = (share.new, share.old);
        let anchors: Vec<(usize, usize)> = share
            .anchors
            .iter()
            .copied()
            .filter(|(n, o)| self.matched[new][*n] == Some((old, *o)))
            .collect();
        if anchors.is_empty() {
            return;
        }
        let olds = around(
            anchors.iter().map(|(_, o)| *o),
            self.olds[old].places.len(),
            |idx| {
                let with = self.taken[old][idx].map(|(article, _)| article);
                with == Some(new) || self.is_open_old((old, idx))
            },
        );
        let news = around(
            anchors.iter().map(|(n, _)| *n),
            self.news[new].places.len(),
            |idx| {
                let with = self.matched[new][idx].map(|(article, _)| article);
                with == Some(old) || self.is_open_new((new, idx))
            },
        );
        let old_places: Vec<Place<'_>> =
            olds.iter().map(|idx| self.olds[old].places[*idx]).collect();
        let new_places: Vec<Place<'_>> =
            news.iter().map(|idx| self.news[new].places[*idx]).collect();
        let mut doubtful = Vec::new();
        let origins = align(&old_places, &new_places);
        for (at, origin) in origins.into_iter().enumerate() {
            let Some(found) = origin.old() else { continue };
            let (new_idx, old_idx) = (news[at], olds[found]);
            if !self.is_open_new((new, new_idx)) || !self.is_open_old((old, old_idx)) {
                continue;
            }
            let score = match origin {
                Origin::Edited { score, .. }
                | Origin::Split { score, .. }
                | Origin::Merged { score, .. } => Some(score),
                Origin::Equal { .. } | Origin::Moved { .. } | Origin::New => None,
            };
            let is_sure = is_telling(new_places[at].text)
                && is_telling(old_places[found].text)
                && score.is_none_or(|score| BESIDE <= score);
            if is_sure {
                self.set((new, new_idx), (old, old_idx), score);
            } else if score.is_none_or(|score| IN_PLACE <= score) {
                doubtful.push((new_idx, old_idx, score));
            }
        }
        // What says little by itself goes with the neighbour that it came with.
        let forwards: Vec<_> = doubtful.clone();
        for (new_idx, old_idx, score) in forwards.into_iter().chain(doubtful.into_iter().rev()) {
            if self.matched[new][new_idx].is_none()
                && self.is_beside((new, new_idx), (old, old_idx))
            {
                self.set((new, new_idx), (old, old_idx), score);
            }
        }
    }

    /// Tells whether the neighbours on one side are a match.
    fn is_beside(&self, new: (usize, usize), old: (usize, usize)) -> bool {
        let matched = &self.matched[new.0];
        let before = 0 < new.1 && 0 < old.1 && matched[new.1 - 1] == Some((old.0, old.1 - 1));
        before || matched.get(new.1 + 1) == Some(&Some((old.0, old.1 + 1)))
    }

    /// Matches texts that were edited and moved to an article that has nothing else to do with theirs.
    fn anywhere(&mut self) {
        let is_long =
            |(article, idx, text): (usize, usize, &str)| is_telling(text).then_some((article, idx));
        let olds: Vec<(usize, usize)> = open(self.olds)
            .filter_map(is_long)
            .filter(|old| self.is_open_old(*old))
            .collect();
        let news: Vec<(usize, usize)> = open(self.news)
            .filter_map(is_long)
            .filter(|new| self.is_open_new(*new))
            .collect();
        if olds.is_empty() || news.is_empty() {
            return;
        }
        let mut interner = Interner::default();
        let mut read = |lefts: &[Left<'_>], at: &[(usize, usize)]| -> Vec<Vec<u32>> {
            let texts = at
                .iter()
                .map(|(article, idx)| lefts[*article].places[*idx].text);
            texts.map(|text| interner.words(text)).collect()
        };
        let old_words = read(self.olds, &olds);
        let new_words = read(self.news, &news);
        let mut holders: HashMap<(u32, u32), Vec<usize>> = HashMap::new();
        for (at, words) in old_words.iter().enumerate() {
            for pair in words.windows(2) {
                let holders = holders.entry((pair[0], pair[1])).or_default();
                if holders.len() <= COMMON && holders.last() != Some(&at) {
                    holders.push(at);
                }
            }
        }
        let mut pairs = Vec::new();
        let mut weights: HashMap<usize, f64> = HashMap::new();
        for (new, words) in new_words.iter().enumerate() {
            weights.clear();
            for pair in words.windows(2) {
                let holders = holders.get(&(pair[0], pair[1]));
                let Some(holders) = holders.filter(|holders| holders.len() <= COMMON) else {
                    continue;
                };
                for old in holders {
                    *weights.entry(*old).or_default() += 1.0 / holders.len() as f64;
                }
            }
            let mut near: Vec<(usize, f64)> = weights.iter().map(|(a, b)| (*a, *b)).collect();
            near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            for (old, _) in near.into_iter().take(N_NEAR) {
                let score = likeness(&old_words[old], words, ANYWHERE);
                if ANYWHERE <= score {
                    pairs.push((score, new, old));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (score, new, old) in pairs {
            let (new, old) = (news[new], olds[old]);
            if self.is_open_new(new) && self.is_open_old(old) {
                self.set(new, old, Some(score));
            }
        }
    }

    /// Gives equal neighbours of matches to each other, however short.
    fn spread(&mut self) {
        let mut at = 0;
        while at < self.matches.len() {
            let Match { new, old, .. } = self.matches[at];
            at += 1;
            for step in [1, -1] {
                let (Some(new_idx), Some(old_idx)) = (
                    new.1.checked_add_signed(step),
                    old.1.checked_add_signed(step),
                ) else {
                    continue;
                };
                let (new, old) = ((new.0, new_idx), (old.0, old_idx));
                let is_there = new_idx < self.news[new.0].places.len()
                    && old_idx < self.olds[old.0].places.len();
                if is_there
                    && self.is_open_new(new)
                    && self.is_open_old(old)
                    && self.news[new.0].places[new_idx].text
                        == self.olds[old.0].places[old_idx].text
                {
                    self.set(new, old, None);
                }
            }
        }
    }
}

/// Lists what is open around some segments, in order, each once.
fn around(
    anchors: impl Iterator<Item = usize>,
    n: usize,
    is_open: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let mut anchors: Vec<usize> = anchors.collect();
    anchors.sort_unstable();
    let mut found = Vec::new();
    let mut from = 0;
    for anchor in anchors {
        from = from.max(anchor.saturating_sub(REACH));
        let end = n.min(anchor + REACH + 1);
        found.extend((from..end).filter(|idx| is_open(*idx)));
        from = from.max(end);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "The minister signed the accord on Saturday.";
    const B: &str = "Farmers in the north expect a better harvest this year.";
    const B2: &str = "Farmers in the north expect a far better harvest this summer.";
    const C: &str = "Nobody was hurt in the fire.";

    fn left<'a>(texts: &[&'a str]) -> Left<'a> {
        let place = |text: &&'a str| Place {
            text,
            context: None,
        };
        Left {
            places: texts.iter().map(place).collect(),
            open: vec![true; texts.len()],
            edited: vec![false; texts.len()],
        }
    }

    #[track_caller]
    fn check(olds: &[&[&str]], news: &[&[&str]], expect: &[(usize, usize, usize, usize)]) {
        let olds: Vec<Left<'_>> = olds.iter().map(|texts| left(texts)).collect();
        let news: Vec<Left<'_>> = news.iter().map(|texts| left(texts)).collect();
        let found = between(&olds, &news);
        let found: Vec<_> = found
            .iter()
            .map(|found| (found.new.0, found.new.1, found.old.0, found.old.1))
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn equal_text_is_found_in_another_article() {
        check(&[&[], &[A, C]], &[&[C]], &[(0, 0, 1, 1)]);
    }

    #[test]
    fn short_text_comes_with_its_neighbours_only() {
        check(&[&["Yes.", A, "No."]], &[&["Yes."], &["No."]], &[]);
        check(
            &[&["Yes.", A, "No."]],
            &[&[], &["Yes.", A, "No."]],
            &[(1, 0, 0, 0), (1, 1, 0, 1), (1, 2, 0, 2)],
        );
    }

    #[test]
    fn an_edited_text_comes_with_a_section_that_moved() {
        check(
            &[&[A, "Farmers wait for rain.", C]],
            &[&[A, "Farmers hope for rain.", C]],
            &[(0, 0, 0, 0), (0, 1, 0, 1), (0, 2, 0, 2)],
        );
    }

    #[test]
    fn a_text_that_was_edited_and_moved_alone_has_to_be_likelier() {
        check(&[&[B]], &[&[], &[B2]], &[(1, 0, 0, 0)]);
        check(&[&[B]], &[&["Farmers in the south expect rain."]], &[]);
    }

    #[test]
    fn the_order_of_the_articles_decides_between_equals() {
        check(&[&[A], &[A]], &[&[A]], &[(0, 0, 0, 0)]);
        check(&[&[A]], &[&[A], &[A]], &[(0, 0, 0, 0)]);
    }

    #[test]
    fn an_equal_text_elsewhere_goes_before_an_edited_one_in_its_place() {
        let mut old = left(&[A]);
        (old.open[0], old.edited[0]) = (false, true);
        let found = between(&[old], &[left(&[C]), left(&[A])]);
        assert_eq!((found[0].new, found[0].old), ((1, 0), (0, 0)));
    }

    #[test]
    fn what_is_not_open_is_left_alone() {
        let mut old = left(&[A]);
        old.open[0] = false;
        assert_eq!(between(&[old], &[left(&[A])]), []);
    }
}
