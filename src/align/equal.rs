//! Equal: the anchors of an alignment, segments whose text did not change.
//!
//! Texts that occur once on both sides are paired first; from there equal neighbours are paired outwards,
//! so that repeated texts are told apart by what stands beside them. Linear but for one sort.

use foldhash::{HashMap, HashMapExt};

use super::{Origin, Place};

/// Pairs equal texts. What stays in order becomes `Equal`, the rest `Moved`.
pub fn anchor(old: &[Place<'_>], new: &[Place<'_>], origins: &mut [Origin], taken: &mut [bool]) {
    let mut pairs: Vec<Option<usize>> = vec![None; new.len()];
    let mut pairing = Pairing {
        old,
        new,
        pairs: &mut pairs,
        taken,
    };
    pairing.ends();
    if pairing.pairs.iter().all(Option::is_some) {
        // They stand in order, and nothing is left to be paired.
        for (origin, old) in origins.iter_mut().zip(pairs.into_iter().flatten()) {
            *origin = Origin::Equal { old };
        }
        return;
    }
    pairing.others();
    let in_order = longest_rising(&pairs);
    for (new_idx, old_idx) in pairs.iter().enumerate() {
        if let Some(old) = *old_idx {
            origins[new_idx] = if in_order[new_idx] {
                Origin::Equal { old }
            } else {
                Origin::Moved { old }
            };
        }
    }
}

struct Pairing<'a, 'p> {
    old: &'p [Place<'a>],
    new: &'p [Place<'a>],
    pairs: &'p mut [Option<usize>],
    taken: &'p mut [bool],
}

impl<'a> Pairing<'a, '_> {
    fn pair(&mut self, new_idx: usize, old_idx: usize) {
        self.pairs[new_idx] = Some(old_idx);
        self.taken[old_idx] = true;
    }

    fn fits(&self, new_idx: usize, old_idx: usize) -> bool {
        self.pairs[new_idx].is_none()
            && !self.taken[old_idx]
            && self.old[old_idx].text == self.new[new_idx].text
    }

    /// Pairs what is the same from both ends: most articles change in one place.
    fn ends(&mut self) {
        let n_common = self.old.len().min(self.new.len());
        let same = |old_idx: usize, new_idx: usize| self.old[old_idx] == self.new[new_idx];
        let n_head = (0..n_common).take_while(|idx| same(*idx, *idx)).count();
        let n_tail = (1..=n_common - n_head)
            .take_while(|back| same(self.old.len() - back, self.new.len() - back))
            .count();
        // A text that is repeated at the seam could belong to either end; its neighbours decide below.
        let all = n_head == n_common && self.old.len() == self.new.len();
        let at_seam = |idx: usize| !all && idx + 1 == n_head;
        for idx in (0..n_head).filter(|idx| !at_seam(*idx)) {
            self.pair(idx, idx);
        }
        for back in (1..=n_tail).filter(|back| all || *back != n_tail) {
            self.pair(self.new.len() - back, self.old.len() - back);
        }
    }

    /// Pairs what the ends have left.
    fn others(&mut self) {
        // Text and context first: a headline that became a caption is found by its text alone.
        self.unique(|place| *place);
        self.spread();
        self.unique(|place| Place {
            context: None,
            ..*place
        });
        self.spread();
        self.rest();
    }

    /// Pairs texts that occur once among the unpaired of each side.
    fn unique(&mut self, key: impl Fn(&Place<'a>) -> Place<'a>) {
        #[derive(Default)]
        struct Seen {
            n_old: usize,
            n_new: usize,
            old: usize,
            new: usize,
        }
        let mut seen: HashMap<Place<'a>, Seen> = HashMap::new();
        for (idx, place) in self
            .old
            .iter()
            .enumerate()
            .filter(|(idx, _)| !self.taken[*idx])
        {
            let entry = seen.entry(key(place)).or_default();
            entry.n_old += 1;
            entry.old = idx;
        }
        for (idx, place) in self.new.iter().enumerate() {
            if self.pairs[idx].is_some() {
                continue;
            }
            if let Some(entry) = seen.get_mut(&key(place)) {
                entry.n_new += 1;
                entry.new = idx;
            }
        }
        for entry in seen
            .values()
            .filter(|entry| entry.n_old == 1 && entry.n_new == 1)
        {
            self.pairs[entry.new] = Some(entry.old);
            self.taken[entry.old] = true;
        }
    }

    /// Pairs equal neighbours of pairs, forwards and then backwards.
    fn spread(&mut self) {
        for new_idx in 1..self.new.len() {
            if let Some(before) = self.pairs[new_idx - 1]
                && before + 1 < self.old.len()
                && self.fits(new_idx, before + 1)
            {
                self.pair(new_idx, before + 1);
            }
        }
        for new_idx in (1..self.new.len()).rev() {
            if let Some(behind) = self.pairs[new_idx]
                && behind > 0
                && self.fits(new_idx - 1, behind - 1)
            {
                self.pair(new_idx - 1, behind - 1);
            }
        }
    }

    /// Pairs what is left of repeated texts, in order.
    fn rest(&mut self) {
        let mut left: HashMap<&str, std::collections::VecDeque<usize>> = HashMap::new();
        for (idx, place) in self
            .old
            .iter()
            .enumerate()
            .filter(|(idx, _)| !self.taken[*idx])
        {
            left.entry(place.text).or_default().push_back(idx);
        }
        for new_idx in 0..self.new.len() {
            if self.pairs[new_idx].is_none()
                && let Some(queue) = left.get_mut(self.new[new_idx].text)
                && let Some(old_idx) = queue.pop_front()
            {
                self.pair(new_idx, old_idx);
            }
        }
    }
}

/// Marks the members of a longest rising run among `pairs`.
pub fn longest_rising(pairs: &[Option<usize>]) -> Vec<bool> {
    // tails[n]: index of the smallest end of a rising run of n + 1.
    let mut tails: Vec<usize> = Vec::new();
    let mut before = vec![None; pairs.len()];
    let value = |idx: usize| pairs[idx].unwrap_or_default();
    for idx in (0..pairs.len()).filter(|idx| pairs[*idx].is_some()) {
        let at = tails.partition_point(|tail| value(*tail) < value(idx));
        before[idx] = at.checked_sub(1).map(|at| tails[at]);
        if at == tails.len() {
            tails.push(idx);
        } else {
            tails[at] = idx;
        }
    }
    let mut rising = vec![false; pairs.len()];
    let mut next = tails.last().copied();
    while let Some(idx) = next {
        rising[idx] = true;
        next = before[idx];
    }
    rising
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_the_ends_pair_whole_is_whole(
            (old, new) in prop::collection::vec("[ab]", 0..5).prop_flat_map(|old| {
                let new = prop::sample::subsequence(old.clone(), 0..=old.len());
                (Just(old), new)
            }),
        ) {
            let places = |texts: &'static [String]| -> Vec<Place<'static>> {
                let places = texts.iter().map(|text| Place { text, context: None });
                places.collect()
            };
            let (old, new) = (places(old.leak()), places(new.leak()));
            let mut pairs = vec![None; new.len()];
            let mut pairing = Pairing {
                old: &old,
                new: &new,
                pairs: &mut pairs,
                taken: &mut vec![false; old.len()],
            };
            pairing.ends();
            let ends = pairing.pairs.to_vec();
            pairing.others();
            if ends.iter().all(Option::is_some) {
                prop_assert!(longest_rising(&ends).into_iter().all(|is_rising| is_rising));
                prop_assert_eq!(ends, pairs);
            }
        }
    }

    #[test]
    fn the_longest_rising_run_stays() {
        let pairs = [Some(2), None, Some(0), Some(1), Some(3)];
        assert_eq!(longest_rising(&pairs), [false, false, true, true, true]);
        assert_eq!(longest_rising(&[]), Vec::<bool>::new());
    }
}
