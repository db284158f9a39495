//! List: numbers and letters that open the items of a list inside a paragraph.
//!
//! `1.) One 2.) Two` has no marks to go by but the numbers' own order. It must not know word classes.

use super::letters::{char_before, is_bullet};

/// Is the marker of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// The number, or the letter's place in the alphabet.
    number: u32,
    /// The number that the letters are in Roman numerals.
    roman: Option<u32>,
    /// What kind of thing counts, and how it is dressed.
    style: (Counter, Dress),
    /// Whether a bullet stands before it.
    bullet: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counter {
    Digits,
    Small,
    Capital,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dress {
    /// `1.`
    Stop,
    /// `1)`
    Bracket,
    /// `1.)`
    StopBracket,
    /// `(1)`
    Brackets,
}

impl Marker {
    /// Reads the marker that stands at `at`, with the bullet before it.
    pub(super) fn read(text: &str, at: usize) -> Option<Marker> {
        let rest = &text[at..];
        let bytes = rest.as_bytes();
        // Most places hold a word of more than a few letters.
        let (first, second) = (*bytes.first()?, *bytes.get(1)?);
        let bullet = first == 0xE2 && rest.starts_with(is_bullet);
        let number = first.is_ascii_digit() || first == b'(';
        let letter =
            first.is_ascii_alphabetic() && matches!(second, b'.' | b')' | b'i' | b'v' | b'x');
        if !(bullet || number || letter) {
            return None;
        }
        let rest = match bullet {
            true => rest.trim_start_matches(is_bullet).trim_start_matches(' '),
            false => rest,
        };
        let inner = rest.strip_prefix('(').unwrap_or(rest);
        let len = inner
            .bytes()
            .take(5)
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        let (value, after) = inner.split_at(len);
        let (dress, after) = match (inner.len() < rest.len(), after.as_bytes()) {
            (true, [b')', ..]) => (Dress::Brackets, &after[1..]),
            (false, [b'.', b')', ..]) => (Dress::StopBracket, &after[2..]),
            (false, [b')', ..]) => (Dress::Bracket, &after[1..]),
            (false, [b'.', ..]) => (Dress::Stop, &after[1..]),
            _ => return None,
        };
        if !after.starts_with([' ', '\u{A0}', '\t']) {
            return None;
        }
        let (counter, number, roman) = count(value)?;
        Some(Marker {
            number,
            roman,
            style: (counter, dress),
            bullet,
        })
    }

    /// Tells whether `next` counts on from this one.
    pub(super) fn is_followed_by(&self, next: &Marker) -> bool {
        let roman = self
            .roman
            .zip(next.roman)
            .is_some_and(|(one, two)| one + 1 == two);
        // `J. K. Smith` counts nothing.
        let initials = self.style == (Counter::Capital, Dress::Stop);
        self.style == next.style
            && !initials
            && self.bullet == next.bullet
            && (self.number + 1 == next.number || roman)
    }

    /// Tells whether a list can start with it.
    pub(super) fn is_first(&self) -> bool {
        self.number == 1 || self.roman == Some(1)
    }

    /// Tells whether it cannot be the end of a sentence or an initial.
    pub(super) fn has_bracket(&self) -> bool {
        self.style.1 != Dress::Stop
    }
}

fn count(value: &str) -> Option<(Counter, u32, Option<u32>)> {
    let bytes = value.as_bytes();
    let first = *bytes.first()?;
    if first.is_ascii_digit() {
        let number = value.parse().ok().filter(|_| value.len() <= 3)?;
        return Some((Counter::Digits, number, None));
    }
    let counter = if first.is_ascii_lowercase() {
        Counter::Small
    } else {
        Counter::Capital
    };
    let roman = roman(bytes);
    match (bytes.len(), roman) {
        (1, _) => Some((
            counter,
            u32::from(first.to_ascii_lowercase() - b'a') + 1,
            roman,
        )),
        // A letter's place never reaches this, so that only Roman numerals count on.
        (_, Some(_)) if !value.bytes().any(|byte| byte.is_ascii_uppercase()) => {
            Some((counter, 1000, roman))
        }
        _ => None,
    }
}

/// Reads the Roman numerals that lists use: i to xxxix.
fn roman(bytes: &[u8]) -> Option<u32> {
    let mut sum = 0;
    for (idx, byte) in bytes.iter().enumerate() {
        let digit = |byte: &u8| match byte.to_ascii_lowercase() {
            b'i' => Some(1),
            b'v' => Some(5),
            b'x' => Some(10),
            _ => None,
        };
        let value = digit(byte)?;
        let next = bytes.get(idx + 1).and_then(digit).unwrap_or(0);
        sum = if value < next {
            sum - value
        } else {
            sum + value
        };
    }
    Some(sum as u32)
}

/// Returns where the marker starts whose closing bracket stands at `bracket`: `(1)`, `ii)`.
pub(super) fn marker_start(text: &str, from: usize, bracket: usize) -> Option<usize> {
    let before = &text[from..bracket];
    let len = before
        .bytes()
        .rev()
        .take(5)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let start = bracket - len;
    let start = if text[from..start].ends_with('(') {
        start - 1
    } else {
        start
    };
    let alone =
        start == from || char_before(text, start).is_none_or(|c| c.is_whitespace() || is_bullet(c));
    (alone && 0 < len && len < 5).then_some(start)
}
