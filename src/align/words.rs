//! Words: texts as lists of numbers, so that likeness is counted without touching text again.

use foldhash::HashMap;
use rapidfuzz::distance::{indel, lcs_seq};

/// From how many letters on a word says what a sentence is about.
const LONG: usize = 4;

/// Gives each word a number; letter case does not count.
#[derive(Debug, Default)]
pub struct Interner {
    numbers: HashMap<Box<str>, u32>,
    is_long: Vec<bool>,
    lower: String,
}

impl Interner {
    /// Returns the words of `text`.
    pub fn words(&mut self, text: &str) -> Vec<u32> {
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '’' | '\'');
        let words = text.split(|c| !is_word(c)).filter(|word| !word.is_empty());
        words.map(|word| self.number(word)).collect()
    }

    fn number(&mut self, word: &str) -> u32 {
        self.lower.clear();
        self.lower.extend(word.chars().flat_map(char::to_lowercase));
        if let Some(number) = self.numbers.get(&*self.lower) {
            return *number;
        }
        let number = u32::try_from(self.numbers.len()).expect("fewer than 2^32 different words");
        self.numbers.insert(self.lower.as_str().into(), number);
        self.is_long.push(LONG <= self.lower.chars().count());
        number
    }

    /// Tells whether a word is long enough to be more than an article or a preposition.
    pub fn is_long(&self, word: u32) -> bool {
        self.is_long[word as usize]
    }
}

/// Returns how many words two lists have in common, in order.
pub fn common(a: &[u32], b: &[u32]) -> usize {
    lcs_seq::similarity(a.iter().copied(), b.iter().copied())
}

/// Returns the likeness of two lists of words: twice the length of their longest common subsequence over
/// the sum of their lengths, 0 where it is below `least`.
pub fn likeness(a: &[u32], b: &[u32], least: f64) -> f64 {
    let (shorter, longer) = if a.len() < b.len() {
        (a.len(), b.len())
    } else {
        (b.len(), a.len())
    };
    if shorter == 0 || 2.0 * shorter as f64 / ((shorter + longer) as f64) < least {
        return 0.0;
    }
    let args = indel::Args::default().score_cutoff(least);
    indel::normalized_similarity_with_args(a.iter().copied(), b.iter().copied(), &args)
        .unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_counts_words_in_order() {
        let mut interner = Interner::default();
        let mut like = |a: &str, b: &str| likeness(&interner.words(a), &interner.words(b), 0.0);
        assert_eq!(like("The old man.", "the OLD man"), 1.0);
        assert_eq!(like("a b c d", "a b x d"), 0.75);
        assert_eq!(like("Договор подписан", "что-то"), 0.0);
        assert_eq!(like("", "a"), 0.0);
    }
}
