//! Similarity: how near two texts are, as the share of words that they have in common, in order.
//!
//! Made for alignment, which asks it very often: words are numbers, the common subsequence is counted in bits.

use std::borrow::Cow;
use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation;

/// Yields the words of `text` as its word count counts them: what Unicode calls a word.
pub fn word_tokens(text: &str) -> impl Iterator<Item = &str> {
    text.unicode_words()
}

/// Gives every word a number, the same one whatever its case and the kind of its apostrophe.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    numbers: HashMap<Box<str>, u32>,
}

impl Lexicon {
    /// Returns the numbers of the words of `text`, in order.
    pub fn words(&mut self, text: &str) -> Vec<u32> {
        word_tokens(text).map(|word| self.number(word)).collect()
    }

    fn number(&mut self, word: &str) -> u32 {
        let word = folded(word);
        if let Some(number) = self.numbers.get(word.as_ref()) {
            return *number;
        }
        let next = self.numbers.len() as u32;
        self.numbers.insert(word.as_ref().into(), next);
        next
    }
}

fn folded(word: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if word.bytes().all(plain) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase().replace('’', "'"))
}

/// Returns twice the number of words in common, in order, through the number of words of both, from 0 to 1.
///
/// Where the lengths alone keep it below `at_least` it is 0 without a look at the words. Two texts without
/// words are equal: 1.
pub fn similarity(old: &[u32], new: &[u32], at_least: f64) -> f64 {
    let n_both = old.len() + new.len();
    if n_both == 0 {
        return 1.0;
    }
    let share = |n_common: usize| (2 * n_common) as f64 / n_both as f64;
    if share(old.len().min(new.len())) < at_least {
        return 0.0;
    }
    let n_prefix = common(old.iter(), new.iter());
    let (old, new) = (&old[n_prefix..], &new[n_prefix..]);
    let n_suffix = common(old.iter().rev(), new.iter().rev());
    let (old, new) = (&old[..old.len() - n_suffix], &new[..new.len() - n_suffix]);
    let n_edges = n_prefix + n_suffix;
    if share(n_edges + old.len().min(new.len())) < at_least {
        return 0.0;
    }
    share(n_edges + longest_common_subsequence(old, new))
}

fn common<'w>(old: impl Iterator<Item = &'w u32>, new: impl Iterator<Item = &'w u32>) -> usize {
    old.zip(new).take_while(|(a, b)| a == b).count()
}

/// Counts the words of the longest common subsequence.
///
/// Hyyrö, "Bit-parallel LCS-length computation revisited" (2004): a bit per old word, a step per new word.
fn longest_common_subsequence(old: &[u32], new: &[u32]) -> usize {
    if old.is_empty() || new.is_empty() {
        return 0;
    }
    let mut places: Vec<(u32, usize)> = old.iter().copied().zip(0..).collect();
    places.sort_unstable();
    // A zero bit is a word of the subsequence; the bits past the last word never become zero.
    let mut rows = vec![u64::MAX; old.len().div_ceil(64)];
    let mut matches = vec![0; rows.len()];
    for word in new {
        let from = places.partition_point(|(other, _)| other < word);
        let standing = || places[from..].iter().take_while(|(other, _)| other == word);
        if standing().next().is_none() {
            continue;
        }
        standing().for_each(|(_, place)| matches[place / 64] |= 1 << (place % 64));
        let mut carry = false;
        for (row, matched) in rows.iter_mut().zip(&matches) {
            let met = *row & matched;
            let (sum, over) = row.overflowing_add(met);
            let (sum, over_by_carry) = sum.overflowing_add(u64::from(carry));
            carry = over || over_by_carry;
            *row = sum | (*row - met);
        }
        standing().for_each(|(_, place)| matches[place / 64] = 0);
    }
    rows.iter().map(|row| row.count_zeros() as usize).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(old: &str, new: &str, expect: f64) {
        let mut lexicon = Lexicon::default();
        let (old_words, new_words) = (lexicon.words(old), lexicon.words(new));
        let found = similarity(&old_words, &new_words, 0.0);
        assert!((found - expect).abs() < 1e-9, "{old:?} {new:?}: {found}");
    }

    #[test]
    fn words_in_common_in_order() {
        check("", "...", 1.0);
        check("a b c d", "a b c d", 1.0);
        check("a b c d", "e f", 0.0);
        check("a b c d", "a x c y", 0.5);
        check("a b", "b a", 0.5);
        check("Don’t go", "don't GO", 1.0);
        check("Слово дня", "слово", 2.0 / 3.0);
    }

    #[test]
    fn lengths_alone_can_decide() {
        assert_eq!(similarity(&[1], &[1, 2, 3, 4, 5, 6, 7, 8, 9], 0.5), 0.0);
        assert!(0.19 < similarity(&[1], &[1, 2, 3, 4, 5, 6, 7, 8, 9], 0.1));
    }

    fn by_table(old: &[u32], new: &[u32]) -> usize {
        let mut row = vec![0; new.len() + 1];
        for a in old {
            let mut diagonal = 0;
            for (idx, b) in new.iter().enumerate() {
                let above = row[idx + 1];
                row[idx + 1] = if a == b {
                    diagonal + 1
                } else {
                    above.max(row[idx])
                };
                diagonal = above;
            }
        }
        row[new.len()]
    }

    proptest! {
        #[test]
        fn bits_count_what_the_table_counts(
            old in prop::collection::vec(0u32..9, 0..200),
            new in prop::collection::vec(0u32..9, 0..200),
        ) {
            prop_assert_eq!(longest_common_subsequence(&old, &new), by_table(&old, &new));
            let both = (old.len() + new.len()).max(1) as f64;
            let whole = similarity(&old, &new, 0.0);
            let expect = if old.is_empty() && new.is_empty() { 1.0 } else { 2.0 * by_table(&old, &new) as f64 / both };
            prop_assert!((whole - expect).abs() < 1e-9);
        }
    }
}
