//! Tally: how many small words of each language a sentence has, and words that can only be of one by their letters.
//! Separate from `language`, which weighs them; it judges nothing.

use std::ops::Range;

use super::flat::{Flat, Word};
use super::foreign::Foreign;
use super::function_words::{Languages, N_LANGUAGES, bit};
use super::marks::{Letters, Marks};

/// Is how many words of a sentence are small words of each language.
#[derive(Default)]
pub struct Tally {
    /// Those that the sentence's own language does not have.
    pub hits: [usize; N_LANGUAGES],
    /// Those that it has too, which say nothing for one that has them as well.
    pub shared: [usize; N_LANGUAGES],
    /// Those of its own language.
    pub n_own: usize,
    /// All words but names.
    pub n_words: usize,
}

impl Tally {
    /// Counts the words of a sentence in the language `own`.
    pub fn of(flat: &Flat<'_>, words: &[Word], own: &str, own_bit: Languages) -> Tally {
        let mut tally = Tally::default();
        let foreign = Foreign::to(own);
        let quoted = quoted(flat, words);
        for (idx, word) in words.iter().filter(is_word).enumerate() {
            // Names say nothing; a sentence begins with a capital.
            let is_name = word.letters.has(Letters::CAPITAL)
                && (0 < idx || word.letters.has(Letters::INNER_CAPITAL));
            if is_name {
                continue;
            }
            tally.n_words += 1;
            let languages = word.languages();
            let is_own = languages & own_bit != 0;
            if is_own {
                tally.n_own += 1;
            } else {
                let found = foreign.filter(|foreign| foreign.has(flat, word));
                if let Some(bit) = found.and_then(|foreign| bit(foreign.language)) {
                    tally.hits[bit.trailing_zeros() as usize] += 1;
                }
                // A letter may be a name: a, e and x.
                if word.len() == 1 && !stands_free(flat, word) {
                    continue;
                }
                // use-after-free, “Lord of the Isles”: what is joined or quoted is a name of its own.
                if has_hyphen(flat, word) || quoted.contains(&word.start()) {
                    continue;
                }
            }
            let counts = if is_own {
                &mut tally.shared
            } else {
                &mut tally.hits
            };
            let mut left = languages;
            while left != 0 {
                let idx = left.trailing_zeros() as usize;
                counts[idx] += 1;
                left &= left - 1;
            }
        }
        tally
    }

    /// Returns how many small words of its own language the sentence has that `idx` does not have.
    pub fn n_only_own(&self, idx: usize) -> usize {
        self.n_own - self.shared[idx]
    }

    /// Returns how many small words of the language `idx` the sentence has.
    pub fn n_of(&self, idx: usize) -> usize {
        self.hits[idx] + self.shared[idx]
    }
}

/// Returns the bytes that a quotation in a sentence holds; none where the sentence has not four words outside of it.
fn quoted(flat: &Flat<'_>, words: &[Word]) -> Range<usize> {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return 0..0;
    };
    if !flat.marks.any(Marks::QUOTE) {
        return 0..0;
    }
    let sentence = &flat.text[first.start()..last.end()];
    let marks = ['«', '»', '“', '”', '„', '"'];
    let (Some(start), Some(end)) = (sentence.find(marks), sentence.rfind(marks)) else {
        return 0..0;
    };
    let quoted = first.start() + start..first.start() + end;
    let is_outside = |word: &&Word| is_word(word) && !quoted.contains(&word.start());
    match words.iter().filter(is_outside).count() {
        4.. => quoted,
        _ => 0..0,
    }
}

fn stands_free(flat: &Flat<'_>, word: &Word) -> bool {
    let bytes = flat.text.as_bytes();
    let is_blank = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == b' ');
    is_blank(bytes[..word.start()].last()) && is_blank(bytes.get(word.end()))
}

fn has_hyphen(flat: &Flat<'_>, word: &Word) -> bool {
    let bytes = flat.text.as_bytes();
    bytes[..word.start()].ends_with(b"-") || bytes[word.end()..].starts_with(b"-")
}

/// Tells a word from a number.
pub fn is_word(word: &&Word) -> bool {
    !word.letters.has(Letters::DIGIT)
}
