//! Spelling: whether a word is the correction of a misspelt one, which no translation can have followed.
//!
//! A dictionary proves that the old word was none. That the new word is the one it stood for is proven less well, so
//! everything is refused where the old word is as near to a word of another sense: a negation, a number, a date.

use super::numbers;

/// At most so many letters away (DESIGN section 5).
const MAX_EDITS: usize = 2;
/// A word this short with two letters changed can be any word.
const SHORT: usize = 4;

const NEGATIONS: &[&str] = &[
    "no", "not", "nor", "never", "none", "nothing", "nobody", "nowhere", "neither", "without",
    "cannot", "aint", "arent", "cant", "couldnt", "didnt", "doesnt", "dont", "hadnt", "hasnt",
    "havent", "isnt", "mightnt", "mustnt", "neednt", "shouldnt", "wasnt", "werent", "wont",
    "wouldnt",
];

const NEGATIVE_PREFIXES: &[&str] = &["anti", "dis", "il", "im", "in", "ir", "mis", "non", "un"];

/// Words that decide what a sentence says, and are as short as what fingers make of their neighbours.
const DECISIVE: &[&str] = &[
    "may", "might", "must", "can", "could", "shall", "should", "will", "would", "all", "any",
    "some", "few", "only", "more", "most", "less", "least", "fewer", "before", "after", "until",
    "since", "with", "over", "under", "above", "below", "from", "into", "ever", "always", "often",
    "yes", "true", "false", "if", "unless", "but", "and", "or", "up", "down", "on", "off", "in",
    "out", "to", "at", "by", "for", "against", "both", "each", "every", "either",
];

/// What a word is inflected with: one that came or went made a plural, a tense, another part of speech.
const INFLECTIONS: &[&str] = &[
    "s", "es", "d", "ed", "r", "er", "n", "en", "ly", "y", "e", "al", "ic", "st", "th",
];

/// Tells whether `old`, which the dictionary does not know, became `new`, which it knows.
///
/// Both are in NFC with straight apostrophes. A word with a capital is not judged: it may be a name or an abbreviation,
/// and a translation may hold it as it was typed. Nor is one whose first letter changed, which fingers seldom miss and
/// prefixes (`async`) are made of.
pub(super) fn is_corrected(old: &str, new: &str, known: &dyn Fn(&str) -> bool) -> bool {
    let (Some(old_letters), Some(new_letters)) = (letters(old), letters(new)) else {
        return false;
    };
    let same_start = old_letters.first() == new_letters.first();
    let distance = distance(&old_letters, &new_letters);
    let n_short = old_letters.len().min(new_letters.len());
    let max = if n_short <= SHORT { 1 } else { MAX_EDITS };
    same_start
        && distance.edits <= max
        && has_negative_prefix(&old_letters) == has_negative_prefix(&new_letters)
        && !is_inflected(&old_letters, &new_letters)
        && !is_as_near_to_another(&old_letters, &new_letters, distance.weight)
        && !known(old)
        && known(new)
}

/// Returns the letters of a word without its apostrophes; `None` for anything but a plain word in lower case.
fn letters(word: &str) -> Option<Vec<char>> {
    let is_plain = |c: char| c == '\'' || (c.is_alphabetic() && !c.is_uppercase());
    let letters = word.chars().filter(|c| *c != '\'');
    word.chars().all(is_plain).then(|| letters.collect())
}

/// Tells whether an ending came or went.
fn is_inflected(old: &[char], new: &[char]) -> bool {
    let ending = old.strip_prefix(new).or_else(|| new.strip_prefix(old));
    let ending: Option<String> = ending.map(|ending| ending.iter().collect());
    ending.is_some_and(|ending| INFLECTIONS.contains(&&*ending))
}

fn has_negative_prefix(word: &[char]) -> bool {
    let begins = |prefix: &str| prefix.chars().eq(word.iter().copied().take(prefix.len()));
    NEGATIVE_PREFIXES.iter().any(|prefix| begins(prefix))
}

/// Tells whether the misspelt word may be a word whose sense must not be lost: `didnt` for `did`, `fourty` for `four`.
fn is_as_near_to_another(old: &[char], new: &[char], weight: usize) -> bool {
    let words = NEGATIONS
        .iter()
        .chain(DECISIVE)
        .chain(numbers::NUMBER_WORDS)
        .copied()
        .chain(numbers::date_words());
    words
        .map(|word| word.to_lowercase().chars().collect::<Vec<_>>())
        .any(|word| {
            // A doubtful length first: it decides for nearly all.
            word.len().abs_diff(old.len()) <= MAX_EDITS
                && word != new
                && distance(old, &word).weight <= weight
        })
}

/// Is how far two words are from each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Distance {
    /// Letters added, dropped, exchanged, or swapped with their neighbour (Damerau, Levenshtein).
    edits: usize,
    /// The same, where an exchanged letter weighs more: fingers swap and drop letters, they rarely take another.
    weight: usize,
}

impl Distance {
    fn plus(self, weight: usize) -> Self {
        Distance {
            edits: self.edits + 1,
            weight: self.weight + weight,
        }
    }
}

/// Measures the distance of two words (optimal string alignment), the one with the fewest edits.
fn distance(old: &[char], new: &[char]) -> Distance {
    let zero = Distance {
        edits: 0,
        weight: 0,
    };
    let mut before: Vec<Distance> = Vec::new();
    let mut row: Vec<Distance> = (0..=new.len())
        .map(|n| Distance {
            edits: n,
            weight: 2 * n,
        })
        .collect();
    for (i, a) in old.iter().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(row.first().copied().unwrap_or(zero).plus(2));
        for (j, b) in new.iter().enumerate() {
            let exchanged = if a == b { row[j] } else { row[j].plus(3) };
            let mut best = exchanged.min(row[j + 1].plus(2)).min(next[j].plus(2));
            if 0 < i && 0 < j && *a == new[j - 1] && old[i - 1] == *b {
                best = best.min(before[j - 1].plus(2));
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(zero)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &str = "the they announced received definitely do did not now know until known unknown possible impossible \
        forty four eight eighty government important to north have June July february many Sweden The sync backends most don't didn't he it";

    fn check(old: &str, new: &str, expect: bool) {
        let known = |word: &str| KNOWN.split_whitespace().any(|other| other == word);
        assert_eq!(is_corrected(old, new, &known), expect, "{old} {new}");
    }

    #[test]
    fn misspelt_words_are_corrected() {
        for (old, new) in [
            ("anounced", "announced"),
            ("recieved", "received"),
            ("teh", "the"),
            ("definately", "definitely"),
            ("goverment", "government"),
            ("fourty", "forty"),
            ("hvae", "have"),
            ("untill", "until"),
            ("didtn", "didn't"),
        ] {
            check(old, new, true);
        }
    }

    #[test]
    fn known_words_are_no_misspellings() {
        for (old, new) in [
            ("now", "know"),
            ("not", "now"),
            ("four", "forty"),
            ("they", "the"),
        ] {
            check(old, new, false);
        }
        check("anounced", "anouncd", false);
    }

    #[test]
    fn what_may_be_another_sense_is_refused() {
        for (old, new) in [
            ("dont", "do"),
            ("didnt", "did"),
            ("unkown", "known"),
            ("inposible", "possible"),
            ("fourty", "four"),
            ("eigth", "eighty"),
            ("Juen", "July"),
            ("nto", "to"),
            ("noth", "north"),
            ("mant", "many"),
            ("shee", "he"),
            ("swedan", "Sweden"),
            ("Swedan", "Sweden"),
            ("Teh", "The"),
            ("async", "sync"),
            ("backend", "backends"),
            ("mst", "most"),
            ("SWEDAN", "Sweden"),
            ("impossibel", "possible"),
        ] {
            check(old, new, false);
        }
    }

    #[test]
    fn swapped_letters_are_one_edit() {
        let far = |old: &str, new: &str| {
            let chars = |word: &str| word.chars().collect::<Vec<_>>();
            distance(&chars(old), &chars(new)).edits
        };
        assert_eq!(
            (
                far("teh", "the"),
                far("abc", "abc"),
                far("", "ab"),
                far("kitten", "sitting")
            ),
            (1, 0, 2, 3)
        );
    }
}
