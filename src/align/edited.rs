//! Edited: segments whose words changed, found by likeness: first between the anchors they stand between,
//! then anywhere in the article with a higher bar.

use foldhash::{HashMap, HashMapExt, HashSet};

use super::boundary::{self, Words};
use super::words::{Interner, likeness};
use super::{Origin, Place};

/// The least likeness of an edited segment that kept its place between its neighbours.
pub const IN_PLACE: f64 = 0.4;
/// The least likeness of a segment that was edited and moved.
const ELSEWHERE: f64 = 0.6;
/// From this many pairs on, only those that share a rare word are looked at.
const ALL_PAIRS: usize = 1024;
/// How many of the segments that share a word are looked at for one segment.
const N_NEAR: usize = 16;

/// Pairs what equal text has left.
pub fn match_gaps(
    old: &[Place<'_>],
    new: &[Place<'_>],
    origins: &mut [Origin],
    taken: &mut [bool],
) {
    if origins.iter().all(|origin| !origin.is_new()) || taken.iter().all(|taken| *taken) {
        return;
    }
    // What says the same as another segment will have that one's translation.
    let known: HashSet<Place<'_>> = (0..new.len())
        .filter(|idx| !origins[*idx].is_new())
        .map(|idx| new[idx])
        .collect();
    let mut interner = Interner::default();
    let mut words = |places: &[Place<'_>], left: &dyn Fn(usize) -> bool| -> Vec<Vec<u32>> {
        let texts = places.iter().enumerate();
        texts
            .map(|(idx, place)| {
                if left(idx) {
                    interner.words(place.text)
                } else {
                    Vec::new()
                }
            })
            .collect()
    };
    let old_words = words(old, &|idx| !taken[idx]);
    let new_words = words(new, &|idx| {
        origins[idx].is_new() && !known.contains(&new[idx])
    });
    let mut matching = Matching {
        old_words,
        new_words,
        origins,
        taken,
    };
    for (olds, news) in gaps(matching.origins, old.len()) {
        matching.pair(olds, news, IN_PLACE);
    }
    matching.pair(0..old.len(), 0..new.len(), ELSEWHERE);
    let words = Words {
        old: &matching.old_words,
        new: &matching.new_words,
        is_long: &|word| interner.is_long(word),
    };
    boundary::split_and_merge(old, new, &words, matching.origins, matching.taken);
}

/// Yields the stretches between neighbours in order: which old ones, which new ones.
fn gaps(origins: &[Origin], n_old: usize) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let mut gaps = Vec::new();
    let (mut old_from, mut new_from) = (0, 0);
    let anchors = origins
        .iter()
        .enumerate()
        .filter_map(|(new, origin)| match origin {
            Origin::Equal { old } => Some((*old, new)),
            _ => None,
        });
    for (old, new) in anchors.chain([(n_old, origins.len())]) {
        if old_from < old && new_from < new {
            gaps.push((old_from..old, new_from..new));
        }
        (old_from, new_from) = (old + 1, new + 1);
    }
    gaps
}

struct Matching<'m> {
    old_words: Vec<Vec<u32>>,
    new_words: Vec<Vec<u32>>,
    origins: &'m mut [Origin],
    taken: &'m mut [bool],
}

impl Matching<'_> {
    /// Pairs the likest first; of equally like ones those whose places are nearest.
    fn pair(&mut self, olds: std::ops::Range<usize>, news: std::ops::Range<usize>, least: f64) {
        let olds: Vec<usize> = olds.filter(|old| !self.taken[*old]).collect();
        let news: Vec<usize> = news.filter(|new| self.origins[*new].is_new()).collect();
        if olds.is_empty() || news.is_empty() {
            return;
        }
        let mut pairs = Vec::new();
        let mut score = |old: usize, new: usize| {
            let score = likeness(&self.old_words[old], &self.new_words[new], least);
            if 0.0 < score {
                pairs.push((score, old.abs_diff(new), new, old));
            }
        };
        if olds.len() * news.len() <= ALL_PAIRS {
            for new in &news {
                olds.iter().for_each(|old| score(*old, *new));
            }
        } else {
            for (new, near) in self.near(&olds, &news) {
                near.into_iter().for_each(|old| score(old, new));
            }
        }
        pairs.sort_by(|a, b| {
            b.0.total_cmp(&a.0)
                .then_with(|| (a.1, a.2, a.3).cmp(&(b.1, b.2, b.3)))
        });
        for (score, _, new, old) in pairs {
            if !self.taken[old] && self.origins[new].is_new() {
                self.origins[new] = Origin::Edited { old, score };
                self.taken[old] = true;
            }
        }
    }

    /// Returns for each new segment the old ones that share the most weight of rare words with it.
    fn near(&self, olds: &[usize], news: &[usize]) -> Vec<(usize, Vec<usize>)> {
        let mut holders: HashMap<u32, Vec<usize>> = HashMap::new();
        for old in olds {
            for word in &self.old_words[*old] {
                let holders = holders.entry(*word).or_default();
                if holders.last() != Some(old) {
                    holders.push(*old);
                }
            }
        }
        let common = 16 + olds.len() / 64;
        let near = news.iter().map(|new| {
            let mut weights: HashMap<usize, f64> = HashMap::new();
            for word in &self.new_words[*new] {
                let Some(holders) = holders.get(word).filter(|holders| holders.len() <= common)
                else {
                    continue;
                };
                for old in holders {
                    *weights.entry(*old).or_default() += 1.0 / holders.len() as f64;
                }
            }
            let mut near: Vec<(usize, f64)> = weights.into_iter().collect();
            near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            near.truncate(N_NEAR);
            (*new, near.into_iter().map(|(old, _)| old).collect())
        });
        near.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_of_edited_segments_are_found_without_looking_at_all_pairs() {
        let texts = |verb: &str| -> Vec<String> {
            (0..3000)
                .map(|n| {
                    format!(
                        "Witness number{n} {verb} that house{} burned in town{}",
                        n % 977,
                        n % 613
                    )
                })
                .collect()
        };
        let (old, new) = (texts("said"), texts("wrote"));
        let places = |texts: &'static [String]| -> Vec<Place<'static>> {
            texts
                .iter()
                .map(|text| Place {
                    text,
                    context: None,
                })
                .collect()
        };
        let (old, new) = (places(old.leak()), places(new.leak()));
        let mut origins = vec![Origin::New; new.len()];
        match_gaps(&old, &new, &mut origins, &mut vec![false; old.len()]);
        let n_right = origins
            .iter()
            .enumerate()
            .filter(|(idx, origin)| origin.old() == Some(*idx))
            .count();
        assert_eq!(n_right, 3000);
    }
}
