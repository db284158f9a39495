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
}

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
        while idx < endings.len() {
            let ending = endings[idx].as_bytes();
            last |= 1 << (ending[ending.len() - 1] - b'a');
            idx += 1;
        }
        Foreign {
            language,
            letters,
            endings,
            last,
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

    /// Tells whether a word is of it, by its letters or its ending.
    pub fn has(&self, flat: &Flat<'_>, word: &Word) -> bool {
        if word.letters.has(Letters::WIDE) {
            return word.letters.has(self.letters);
        }
        let last = flat.text.as_bytes()[word.range.end - 1];
        let may_end = last.is_ascii_lowercase() && self.last >> (last - b'a') & 1 == 1;
        may_end && 5 < word.range.len() && {
            let word = flat.word(word);
            self.endings.iter().any(|ending| word.ends_with(ending))
        }
    }
}
