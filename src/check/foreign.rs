//! Foreign: letters and endings that a language surely does not have, by which a word of another one is told at a
//! glance. It judges nothing.

use super::flat::{Flat, Word};
use super::marks::Letters;

/// Is how words of another language are told that a language surely does not have: å or -ningar in Spanish, ñ or -mente
/// in Swedish.
pub(super) struct Foreign {
    /// The language that they are of.
    pub language: &'static str,
    letters: Letters,
    endings: &'static [&'static str],
    /// The last letters of the endings, a bit each.
    last: u32,
    /// The last three bytes of the endings; zeros behind them.
    tails: [[u8; 3]; N_ENDINGS],
}

/// How many endings are listed for a language at most.
const N_ENDINGS: usize = 11;

static SWEDISH: Foreign = Foreign::new(
    "sv",
    Letters::NORDIC,
    &["ningar", "ningen", "heten", "ligt", "igt", "iskt"],
);
static SWEDISH_LETTERS: Foreign = Foreign::new("sv", Letters::NORDIC, &[]);
static SPANISH: Foreign = Foreign::new(
    "es",
    Letters::SPANISH,
    &[
        "mente", "idad", "idades", "ados", "adas", "miento", "mientos", "ciones", "orio", "ivos",
        "ivas",
    ],
);
static UKRAINIAN_LETTERS: Foreign = Foreign::new("uk", Letters::UKRAINIAN, &[]);

impl Foreign {
    const fn new(
        language: &'static str,
        letters: Letters,
        endings: &'static [&'static str],
    ) -> Self {
        let (mut last, mut idx) = (0, 0);
        let mut tails = [[0; 3]; N_ENDINGS];
        while idx < endings.len() {
            let ending = endings[idx].as_bytes();
            let n = ending.len();
            last |= 1 << (ending[n - 1] - b'a');
            tails[idx] = [ending[n - 3], ending[n - 2], ending[n - 1]];
            idx += 1;
        }
        Foreign {
            language,
            letters,
            endings,
            last,
            tails,
        }
    }

    /// Returns what is foreign to a language.
    pub fn to(own: &str) -> Option<&'static Foreign> {
        Some(match own {
            "es" => &SWEDISH,
            "pt" | "it" | "ca" => &SWEDISH_LETTERS,
            "sv" | "da" | "nb" | "fi" | "de" => &SPANISH,
            "ru" => &UKRAINIAN_LETTERS,
            _ => return None,
        })
    }

    /// Tells whether a text may have a word of it, by all its letters.
    pub fn may_be_in(&self, flat: &Flat<'_>) -> bool {
        let first = flat.words().first();
        let letters = first.map_or(flat.behind_first(), |word| {
            flat.behind_first().or(word.letters)
        });
        !self.endings.is_empty() || letters.has(self.letters)
    }

    /// Tells whether a word is of it, by its letters or its ending.
    pub fn has(&self, flat: &Flat<'_>, word: &Word) -> bool {
        if word.letters.has(Letters::WIDE) {
            return word.letters.has(self.letters);
        }
        if word.len() <= 5 {
            return false;
        }
        let bytes = &flat.text.as_bytes()[..word.end()];
        let Some(tail @ [.., last]) = bytes.last_chunk::<3>() else {
            return false;
        };
        let may_end = last.is_ascii_lowercase() && self.last >> (last - b'a') & 1 == 1;
        may_end && self.tails.contains(tail) && {
            let word = flat.word(word);
            self.endings.iter().any(|ending| word.ends_with(ending))
        }
    }
}
