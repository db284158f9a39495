//! Usual words: words of small letters of one script, the first one of which may be a capital, as nearly all words are.
//! They are read many bytes at a time, and how long they are decides no branch: nobody could guess it.
//!
//! Separate because it has to agree with `scan`, letter by letter, on every word that it takes, and leave the others.

use super::classes::{Class, Classes, LETTERS};
use super::function_words::{Languages, find, fold, key};
use super::marks::Letters;
use crate::sixteen::Sixteen;

/// Is a usual word.
pub(super) struct Usual {
    /// How many bytes it has.
    pub len: usize,
    /// How many letters.
    pub n_letters: usize,
    /// What its letters are.
    pub letters: Letters,
    /// What kind of small word it is.
    pub small: Languages,
    /// What it has in common with the same word, whether that begins with a capital or not, and with hardly any other.
    pub fold: u64,
    /// The byte behind it; zero where there is none.
    pub behind: u8,
}

/// Reads a text's words.
pub(super) struct Usuals<'t> {
    classes: &'t Classes,
    bytes: &'t [u8],
    /// The last bytes of the text, sixteen at most, and zeros behind them.
    tail: [u8; 32],
    /// Where these begin.
    start: usize,
}

impl<'t> Usuals<'t> {
    /// Takes a text.
    pub fn of(bytes: &'t [u8], classes: &'t Classes) -> Self {
        let start = bytes.len().saturating_sub(16);
        let mut tail = [0; 32];
        match bytes.last_chunk::<16>() {
            Some(last) => tail[..16].copy_from_slice(last),
            None => tail[..bytes.len()].copy_from_slice(bytes),
        }
        Usuals {
            classes,
            bytes,
            tail,
            start,
        }
    }

    /// Returns the sixteen bytes at `at`, the first one lowest; zeros stand behind the end.
    #[inline]
    pub fn sixteen(&self, at: usize) -> u128 {
        match self.bytes[at..].first_chunk() {
            Some(here) => u128::from_le_bytes(*here),
            None => self.last_sixteen(at),
        }
    }

    #[cold]
    fn last_sixteen(&self, at: usize) -> u128 {
        let here = self.tail.get(at - self.start..);
        let here = here.and_then(<[u8]>::first_chunk);
        here.map_or(0, |here| u128::from_le_bytes(*here))
    }

    /// Reads the word that begins with `first` at `at`, if it is a usual one.
    #[inline]
    pub fn word(&self, first: u8, at: usize) -> Option<Usual> {
        match first {
            b'a'..=b'z' | b'A'..=b'Z' => self.latin(at),
            0xD0 | 0xD1 => self.cyrillic(at),
            0xC3 => self.latin_beyond_ascii(at),
            _ => None,
        }
    }

    /// Reads a word that begins with a letter of ASCII.
    #[inline]
    fn latin(&self, at: usize) -> Option<Usual> {
        let sixteen = self.sixteen(at);
        let n = n_small(sixteen);
        let Some(behind) = self.end(at + n) else {
            return self.other_latin(at, n);
        };
        // One bit makes a capital small.
        let is_capital = sixteen & 0x20 == 0;
        let mut own = key(sixteen, n);
        own[0] |= 0x20;
        Some(Usual {
            len: n,
            n_letters: n,
            letters: letters_of_latin(is_capital, 1 < n),
            small: find(own),
            fold: fold(own),
            behind,
        })
    }

    /// Reads a word of which the first `n` letters are of ASCII, and more follow.
    #[cold]
    fn other_latin(&self, at: usize, n: usize) -> Option<Usual> {
        match self.bytes.get(at + n) {
            Some(0xC3) if n < 16 => self.latin_beyond_ascii(at),
            Some(b'a'..=b'z') if n == 16 => {
                let rest = self.bytes[at + n..].iter();
                let n = n + rest.take_while(|byte| byte.is_ascii_lowercase()).count();
                let behind = self.end(at + n)?;
                let sixteen = self.sixteen(at);
                let mut own = key(sixteen, 16);
                own[0] |= 0x20;
                Some(Usual {
                    len: n,
                    n_letters: n,
                    letters: letters_of_latin(sixteen & 0x20 == 0, true),
                    small: 0,
                    fold: fold(own),
                    behind,
                })
            }
            _ => None,
        }
    }

    /// Reads a word of the small letters of ASCII and of those behind the byte 0xC3, ä, ñ and their like; the first letter
    /// may be a capital of ASCII.
    fn latin_beyond_ascii(&self, at: usize) -> Option<Usual> {
        let sixteen = self.sixteen(at);
        let is_capital = (sixteen as u8).is_ascii_uppercase();
        let (n, mut wide) = n_latin(sixteen);
        if n == 0 || 16 <= n {
            return None;
        }
        let behind = self.end(at + n)?;
        let n_wide = wide.count_ones() as usize;
        let n_small = n - 2 * n_wide - usize::from(is_capital);
        let mut letters = letters_of_latin(is_capital, 0 < n_small);
        if !is_capital && n_small == 0 {
            letters = Letters::default();
        }
        while wide != 0 {
            let second = (sixteen >> (wide.trailing_zeros() * 8)) as u8;
            let class = self.classes[0xC0 | usize::from(second & 0x3F)];
            letters = letters.or(letters_of(class));
            wide &= wide - 1;
        }
        let mut own = key(sixteen, n);
        own[0] |= u64::from(is_capital) << 5;
        Some(Usual {
            len: n,
            n_letters: n - n_wide,
            letters,
            small: find(own),
            fold: fold(own),
            behind,
        })
    }

    /// Reads a word of Cyrillic letters.
    #[inline]
    fn cyrillic(&self, at: usize) -> Option<Usual> {
        let sixteen = self.sixteen(at);
        let mut n = n_cyrillic(sixteen);
        if n == 0 {
            return None;
        }
        let mut of_last = n;
        // Longer than any small word; only the first letter of all may be a capital.
        while of_last == 8 {
            let rest = self.sixteen((at + n * 2).min(self.bytes.len()));
            of_last = n_cyrillic(rest);
            if is_capital_of_cyrillic(rest) {
                return None;
            }
            n += of_last;
        }
        let behind = self.end(at + n * 2)?;
        let is_capital = is_capital_of_cyrillic(sixteen);
        let mut own = key(sixteen, n.min(8) * 2);
        own[0] = small_cyrillic(own[0], is_capital);
        let small = match n {
            ..=8 => find(own),
            _ => 0,
        };
        let letters = Letters::CYRILLIC.or(Letters::WIDE);
        Some(Usual {
            len: n * 2,
            n_letters: n,
            letters: letters.or(cases(is_capital, 1 < n)),
            small,
            fold: fold(own),
            behind,
        })
    }

    /// Returns the byte at `at`, zero where there is none, if a word ends before it, as far as a byte of ASCII can tell.
    #[inline]
    fn end(&self, at: usize) -> Option<u8> {
        let byte = self.bytes.get(at).copied().unwrap_or(0);
        ENDS_WORD[usize::from(byte)].then_some(byte)
    }
}

/// The bytes of ASCII that are no part of any word.
static ENDS_WORD: [bool; 256] = {
    let (mut ends, mut byte) = ([false; 256], 0);
    while byte < 0x80 {
        let own = byte as u8;
        ends[byte] = !own.is_ascii_alphanumeric() && own != b'\'';
        byte += 1;
    }
    ends
};

/// Returns the letters of a class.
pub(super) fn letters_of(class: Class) -> Letters {
    Letters::from_bits((class >> LETTERS) as u16)
}

/// Returns the letters of a word of ASCII that begins with a capital or not, and goes on in small letters or not.
#[inline]
fn letters_of_latin(is_capital: bool, goes_on: bool) -> Letters {
    Letters::LATIN.or(cases(is_capital, goes_on))
}

#[inline]
fn cases(is_capital: bool, goes_on: bool) -> Letters {
    let if_so = |is_so: bool, letters: Letters| letters.bits() & u16::from(is_so).wrapping_neg();
    let capital = if_so(is_capital, Letters::CAPITAL);
    Letters::from_bits(capital | if_so(!is_capital | goes_on, Letters::SMALL))
}

/// Counts the letters of ASCII that sixteen bytes begin with, the first one of any case and the others small.
#[inline]
fn n_small(sixteen: u128) -> usize {
    let are_small = Sixteen::of(sixteen.to_le_bytes()).are_from(b'a', b'z');
    (are_small | 1).trailing_ones() as usize
}

/// Counts the bytes that sixteen begin with and that are small letters of ASCII or of two bytes behind 0xC3, of which the
/// first letter may be a capital of ASCII; and returns which of these are second bytes of letters.
fn n_latin(sixteen: u128) -> (usize, u32) {
    let all = Sixteen::of(sixteen.to_le_bytes());
    let begin = all.are(0xC3);
    // From ß to ÿ, without ÷.
    let go_on = all.are_from(0x9F, 0xBF) & !all.are(0xB7) & begin << 1;
    let is_capital = u32::from((sixteen as u8).is_ascii_uppercase());
    let letters = all.are_from(b'a', b'z') | go_on | begin & go_on >> 1 | is_capital;
    let n = letters.trailing_ones();
    (n as usize, go_on & ((1 << n) - 1))
}

/// Counts the letters `а` to `я` that sixteen bytes begin with, the first one of any case.
#[inline]
fn n_cyrillic(sixteen: u128) -> usize {
    let all = Sixteen::of(sixteen.to_le_bytes());
    let (begin, other) = (all.are(0xD0), all.are(0xD1));
    let are_small = begin & all.are_from(0xB0, 0xBF) >> 1 | other & all.are_from(0x80, 0x8F) >> 1;
    let is_capital = begin & all.are_from(0x90, 0xAF) >> 1 & 1;
    let letters = are_small | is_capital;
    (letters | letters << 1).trailing_ones() as usize / 2
}

/// Tells whether bytes begin with `А` to `Я`.
#[inline]
fn is_capital_of_cyrillic(bytes: u128) -> bool {
    // The second byte is the higher one.
    matches!(bytes as u16, 0x90D0..=0xAFD0) && bytes as u8 == 0xD0
}

/// Makes the first letter of eight bytes small if it is a capital.
#[inline]
fn small_cyrillic(eight: u64, is_capital: bool) -> u64 {
    // `Р` has its small letter behind another first byte.
    match eight & 0xFF00 {
        _ if !is_capital => eight,
        ..0xA000 => eight + 0x2000,
        _ => eight - 0x2000 + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first<const N: usize>(text: &str) -> [u8; N] {
        let mut first = [0; N];
        let n = text.len().min(N);
        first[..n].copy_from_slice(&text.as_bytes()[..n]);
        first
    }

    #[test]
    fn small_letters_are_counted_many_at_once() {
        let n_latin = |text: &str| n_small(u128::from_le_bytes(first(text)));
        let n_cyrillic = |text: &str| n_cyrillic(u128::from_le_bytes(first(text)));
        for c in ('\0'..'\u{800}').chain(['…', '中', '𝄞']) {
            let is_small = c.is_ascii_lowercase();
            for (word, n) in [("wör", 1), ("abcdefgh", 8), ("to-and", 2), ("To", 2)] {
                let goes_on = is_small && n == word.len();
                let n = if goes_on { n + 1 } else { n };
                assert_eq!(n_latin(&format!("{word}{c}-")), n, "{word}{c}");
            }
            let goes_on = usize::from(('а'..='я').contains(&c));
            assert_eq!(n_cyrillic(&format!("слов{c}")), 4 + goes_on, "{c}");
            let is_cyrillic = usize::from(('А'..='я').contains(&c));
            assert_eq!(n_cyrillic(&format!("{c}-------")), is_cyrillic, "{c}");
        }
        assert_eq!(n_cyrillic("поя--more"), 3);
        assert_eq!(n_latin("moreпоя"), 4);
        assert_eq!(n_latin("abcdefghijklmnopqr"), 16);
    }

    #[test]
    fn letters_of_two_bytes_are_counted_too() {
        for (text, n, n_wide) in [
            ("för mer", 4, 1),
            ("ñandú", 7, 2),
            ("a÷b", 1, 0),
            ("a×b", 1, 0),
            ("straße", 7, 1),
            ("aÉb", 1, 0),
            ("För mer", 4, 1),
            ("año", 4, 1),
            ("слово", 0, 0),
            ("åäöåäöåä", 16, 8),
            ("", 0, 0),
        ] {
            let (own, wide) = n_latin(u128::from_le_bytes(first(text)));
            assert_eq!((own, wide.count_ones()), (n, n_wide), "{text}");
        }
    }

    #[test]
    fn capitals_are_made_small() {
        for (capital, small) in ('А'..='Я').zip('а'..='я') {
            let eight = |c: char| u64::from_le_bytes(first(&format!("{c}слово")));
            let is_capital =
                |c: char| is_capital_of_cyrillic(u128::from_le_bytes(first(&format!("{c}слово"))));
            assert_eq!(small_cyrillic(eight(capital), true), eight(small));
            assert_eq!(small_cyrillic(eight(small), false), eight(small));
            assert!(is_capital(capital) && !is_capital(small));
        }
    }
}
