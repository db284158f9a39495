//! Usual words: words of small letters of one script, the first one of which may be a capital, as nearly all words are.
//! They are read many bytes at a time, and how long they are decides no branch: nobody could guess it.
//!
//! Separate because it has to agree with `scan`, letter by letter, on every word that it takes, and leave the others.

use super::classes::{
    APOSTROPHE, Class, Classes, JOINER, LETTER, LETTERS, SMALL, SMALL_CYRILLIC, WORD,
};
use super::function_words::{Key, Languages, find, halves, key};
use super::marks::{Letters, Marks};

/// Is a usual word.
pub(super) struct Usual {
    /// How many bytes it has.
    pub len: usize,
    /// How many letters.
    pub n_letters: usize,
    /// The classes of its letters.
    pub class: Class,
    /// What kind of small word it is.
    pub small: Languages,
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
    pub fn sixteen(&self, at: usize) -> Key {
        let here = self.bytes.get(at..).and_then(<[u8]>::first_chunk);
        let tail = || {
            self.tail
                .get(at - self.start..)
                .and_then(<[u8]>::first_chunk)
        };
        here.or_else(tail).map_or([0; 2], halves)
    }

    /// Reads the word that begins with `first` at `at`, if it is a usual one.
    #[inline]
    pub fn word(&self, first: u8, at: usize) -> Option<Usual> {
        let (sixteen, class) = match first {
            b'a'..=b'z' => (self.sixteen(at), SMALL),
            b'A'..=b'Z' => {
                let [low, high] = self.sixteen(at);
                // One bit makes a capital small.
                ([low | 0x20, high], self.classes[usize::from(first)])
            }
            0xC3 => (self.sixteen(at), 0),
            0xD0 | 0xD1 => return self.cyrillic(self.sixteen(at), at),
            _ => return None,
        };
        self.latin(sixteen, class, at)
    }

    /// Reads a word of Latin letters, of which the first one, small here, is of class `class`.
    #[inline]
    fn latin(&self, sixteen: Key, class: Class, at: usize) -> Option<Usual> {
        let [first, second] = sixteen;
        let n = n_small(first);
        let n = n + (n_small(second) & (n / 8).wrapping_neg());
        if !self.ends(at + n) {
            return self.other_latin(sixteen, class, at, n);
        }
        let rest = SMALL & u64::from(1 < n).wrapping_neg();
        Some(Usual {
            len: n,
            n_letters: n,
            class: class | rest,
            small: find(key(sixteen, n)),
        })
    }

    /// Reads a word of which the first `n` letters are of ASCII, and more follow.
    #[cold]
    fn other_latin(&self, sixteen: Key, class: Class, at: usize, n: usize) -> Option<Usual> {
        match self.bytes.get(at + n) {
            Some(0xC3) if n < 16 => self.latin_beyond_ascii(sixteen, class, at),
            Some(b'a'..=b'z') if n == 16 => {
                let rest = self.bytes[at + n..].iter();
                let n = n + rest.take_while(|byte| byte.is_ascii_lowercase()).count();
                self.ends(at + n).then_some(Usual {
                    len: n,
                    n_letters: n,
                    class: class | SMALL,
                    small: 0,
                })
            }
            _ => None,
        }
    }

    /// Reads a word of the small letters of ASCII and of those behind the byte 0xC3: ä, ñ and their like.
    fn latin_beyond_ascii(&self, sixteen: Key, class: Class, at: usize) -> Option<Usual> {
        let all = u128::from(sixteen[1]) << 64 | u128::from(sixteen[0]);
        let (n, mut wide) = n_latin(all);
        if n == 0 || 16 <= n || !self.ends(at + n) {
            return None;
        }
        let n_letters = n - wide.count_ones() as usize;
        let is_ascii_too = usize::from(class != 0) < n_letters - wide.count_ones() as usize;
        let mut class = class | if is_ascii_too { SMALL } else { 0 };
        while wide != 0 {
            let byte = (all >> (wide.trailing_zeros() - 7)) as u8;
            class |= self.classes[0xC0 | usize::from(byte & 0x3F)];
            wide &= wide - 1;
        }
        let small = find(key(sixteen, n));
        Some(Usual {
            len: n,
            n_letters,
            class,
            small,
        })
    }

    /// Reads a word of Cyrillic letters.
    #[inline]
    fn cyrillic(&self, [first, second]: Key, at: usize) -> Option<Usual> {
        let (first, class) = small_cyrillic(first);
        let n = n_small_cyrillic(first);
        if n == 0 {
            return None;
        }
        let mut n = n + (n_small_cyrillic(second) & (n / 4).wrapping_neg());
        // Longer than any small word.
        let mut of_last = if n == 8 { 4 } else { 0 };
        while of_last == 4 {
            let eight = self.bytes.get(at + n * 2..)?.first_chunk()?;
            of_last = n_small_cyrillic(u64::from_le_bytes(*eight));
            n += of_last;
        }
        if !self.ends(at + n * 2) {
            return None;
        }
        let small = match n {
            ..=8 => find(key([first, second], n * 2)),
            _ => 0,
        };
        let rest = SMALL_CYRILLIC & u64::from(1 < n).wrapping_neg();
        Some(Usual {
            len: n * 2,
            n_letters: n,
            class: class | rest,
            small,
        })
    }

    /// Tells whether a word ends before the byte at `at`, as far as a byte of ASCII can tell.
    #[inline]
    fn ends(&self, at: usize) -> bool {
        match self.bytes.get(at) {
            Some(byte @ ..0x80) => {
                self.classes[usize::from(*byte)] & (WORD | APOSTROPHE | JOINER) == 0
            }
            Some(_) => false,
            None => true,
        }
    }
}

/// The highest bit of each byte.
const HIGHEST: u128 = repeated(0x80);

const fn repeated(byte: u8) -> u128 {
    u128::from_le_bytes([byte; 16])
}

/// Counts the bytes that are small letters of ASCII or of two bytes behind 0xC3, of sixteen, the first one lowest; and
/// returns the highest bits of the second bytes of these.
fn n_latin(all: u128) -> (usize, u128) {
    let low = all & !HIGHEST;
    let is_from_a = low + repeated(0x80 - b'a');
    let is_behind_z = low + repeated(0x7F - b'z');
    let is_small = is_from_a & !is_behind_z & !all;
    let other = all ^ repeated(0xC3);
    let begins = !(((other & !HIGHEST) + repeated(0x7F)) | other) & HIGHEST;
    // From ß to ÿ, without ÷.
    let is_from_sz = low + repeated(0x80 - 0x1F);
    let is_behind_y = low + repeated(0x7F - 0x3F);
    let is_no_division = (low ^ repeated(0x37)) + repeated(0x7F);
    let goes_on = is_from_sz & !is_behind_y & is_no_division & all & begins << 8;
    let letters = (is_small | goes_on | begins & goes_on >> 8) & HIGHEST;
    let n = (!letters & HIGHEST).trailing_zeros() as usize / 8;
    let own = match n {
        16.. => u128::MAX,
        _ => (1 << (n * 8)) - 1,
    };
    (n, goes_on & HIGHEST & own)
}

/// Makes the first letter of eight bytes small if it is a capital of `А` to `Я`; returns its class too.
fn small_cyrillic(eight: u64) -> (u64, Class) {
    const CAPITAL: Class = (Letters::CYRILLIC
        .or(Letters::WIDE)
        .or(Letters::CAPITAL)
        .bits() as Class)
        << LETTERS
        | Marks::CYRILLIC.bits() as Class
        | LETTER;
    match eight & 0xFFFF {
        // The second byte is the higher one.
        0x90D0..=0x9FD0 if eight & 0xFF == 0xD0 => (eight + 0x2000, CAPITAL),
        0xA0D0..=0xAFD0 if eight & 0xFF == 0xD0 => (eight - 0x2000 + 1, CAPITAL),
        _ => (eight, SMALL_CYRILLIC),
    }
}

/// Counts the letters `a` to `z` that eight bytes, the first one lowest, begin with.
fn n_small(eight: u64) -> usize {
    // The highest bit of each byte says whether it is another one: beyond ASCII, before `a` or behind `z`.
    const HIGHEST: u64 = u64::from_le_bytes([0x80; 8]);
    let low = eight & !HIGHEST;
    let is_from_a = low + u64::from_le_bytes([0x80 - b'a'; 8]);
    let is_behind_z = low + u64::from_le_bytes([0x7F - b'z'; 8]);
    let others = (eight | !is_from_a | is_behind_z) & HIGHEST;
    others.trailing_zeros() as usize / 8
}

/// Counts the letters `а` to `я` that eight bytes, the first one lowest, begin with.
fn n_small_cyrillic(eight: u64) -> usize {
    // Pairs of bytes, the first one lowest. Up to the first other character they are characters of two bytes, and the
    // highest bit of each says whether it is another one: of another length, before `а` or behind `я`.
    const HIGHEST: u64 = pairs(0x8000);
    let code = (eight & pairs(0x1F)) << 6 | eight >> 8 & pairs(0x3F);
    let is_other_length = (eight & pairs(0xE0) ^ pairs(0xC0)) + pairs(0x7FFF);
    let is_from_a = code + pairs(0x8000 - 0x430);
    let is_behind_ya = code + pairs(0x7FFF - 0x44F);
    let others = (is_other_length | !is_from_a | is_behind_ya) & HIGHEST;
    others.trailing_zeros() as usize / 16
}

const fn pairs(pair: u64) -> u64 {
    pair << 48 | pair << 32 | pair << 16 | pair
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_are_counted_many_at_once() {
        let eight =
            |text: &str| u64::from_le_bytes(*text.as_bytes().first_chunk().expect("eight bytes"));
        for c in ('\0'..'\u{800}').chain(['…', '中', '𝄞']) {
            for (word, n, cyrillic) in [
                ("wör", 1, 0),
                ("abcdefgh", 8, 0),
                ("слов", 0, 4),
                ("to-and", 2, 0),
            ] {
                let text = eight(&format!("{word}{c}abcdefgh"));
                assert_eq!(
                    (n_small(text), n_small_cyrillic(text)),
                    (n, cyrillic),
                    "{word}{c}"
                );
            }
            let own = eight(&format!("{c}-------"));
            let is_small = [c.is_ascii_lowercase(), ('а'..='я').contains(&c)].map(usize::from);
            assert_eq!([n_small(own), n_small_cyrillic(own)], is_small, "{c}");
        }
        assert_eq!(n_small_cyrillic(eight("поя--more")), 3);
        assert_eq!(n_small(eight("moreпоя")), 4);
    }

    #[test]
    fn letters_of_two_bytes_are_counted_too() {
        let all = |text: &str| {
            let mut bytes = [0; 16];
            bytes[..text.len()].copy_from_slice(text.as_bytes());
            u128::from_le_bytes(bytes)
        };
        for (text, n, n_wide) in [
            ("för mer", 4, 1),
            ("ñandú", 7, 2),
            ("a÷b", 1, 0),
            ("a×b", 1, 0),
            ("straße", 7, 1),
            ("aÉb", 1, 0),
            ("año", 4, 1),
            ("слово", 0, 0),
            ("åäöåäöåä", 16, 8),
            ("", 0, 0),
        ] {
            let (own, wide) = n_latin(all(text));
            assert_eq!((own, wide.count_ones()), (n, n_wide), "{text}");
        }
    }

    #[test]
    fn capitals_are_made_small() {
        for (capital, small) in ('А'..='Я').zip('а'..='я') {
            let eight = |c: char| {
                u64::from_le_bytes(*format!("{c}слово").as_bytes().first_chunk().expect("eight"))
            };
            assert_eq!(small_cyrillic(eight(capital)).0, eight(small));
            assert_eq!(small_cyrillic(eight(small)).0, eight(small));
        }
    }
}
