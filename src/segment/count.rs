//! Count: how many words a text has, for everything that is measured in words.

use unicode_segmentation::UnicodeSegmentation;

/// Counts the words of `text` between Unicode word boundaries (UAX #29) that hold a letter or digit.
pub fn words(text: &str) -> usize {
    english(text).unwrap_or_else(|| text.unicode_words().count())
}

/// Is what a character is to the boundaries of words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Digit,
    /// `_`, which joins and is no letter.
    Join,
    /// Joins letters: `:`.
    InLetters,
    /// Joins digits: `,`, `;`.
    InDigits,
    /// Joins both: `.`, `'`.
    InBoth,
    Other,
}

/// The kinds of the characters of ASCII.
const KINDS: [Kind; 128] = {
    let mut kinds = [Kind::Other; 128];
    let mut at = 0;
    while at < 128 {
        kinds[at] = match at as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Kind::Letter,
            b'0'..=b'9' => Kind::Digit,
            b'_' => Kind::Join,
            b':' => Kind::InLetters,
            b',' | b';' => Kind::InDigits,
            b'.' | b'\'' => Kind::InBoth,
            _ => Kind::Other,
        };
        at += 1;
    }
    kinds
};

/// Counts the words of a text in the letters and marks of English; `None` where it has others.
fn english(text: &str) -> Option<usize> {
    let mut n_words = 0;
    // Whether a word is open, and whether it has a letter or digit.
    let (mut is_open, mut has_letter) = (false, false);
    let (mut last, mut last_but_one) = (Kind::Other, Kind::Other);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let (kind, len) = match KINDS.get(usize::from(*byte)) {
            Some(kind) => (*kind, 1),
            None => match bytes[at..] {
                // ‘ and ’; – — “ ” … and their kin.
                [0xE2, 0x80, 0x98 | 0x99, ..] => (Kind::InBoth, 3),
                [0xE2, 0x80, 0x90 | 0x93 | 0x94 | 0x9C | 0x9D | 0xA6, ..] => (Kind::Other, 3),
                _ => return None,
            },
        };
        at += len;
        match kind {
            Kind::Letter | Kind::Digit | Kind::Join => {
                let joins = match last {
                    Kind::Letter | Kind::Digit | Kind::Join => true,
                    Kind::InLetters => last_but_one == Kind::Letter && kind == Kind::Letter,
                    Kind::InDigits => last_but_one == Kind::Digit && kind == Kind::Digit,
                    Kind::InBoth => last_but_one == kind && kind != Kind::Join,
                    Kind::Other => false,
                };
                if !(is_open && joins) {
                    n_words += usize::from(has_letter);
                    has_letter = false;
                }
                is_open = true;
                has_letter |= kind != Kind::Join;
                // A letter behind a letter changes nothing.
                if kind == Kind::Letter {
                    let rest = bytes[at..].iter();
                    at += rest.take_while(|byte| byte.is_ascii_alphabetic()).count();
                }
            }
            _ => {}
        }
        (last_but_one, last) = (last, kind);
    }
    Some(n_words + usize::from(has_letter))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn words_of_any_script() {
        assert_eq!(super::words("Colombia’s minister — 1,000 км."), 4);
        assert_eq!(super::words("Colombia’s minister — 1,000 km."), 4);
        assert_eq!(super::words("… !"), 0);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(2_000), ..ProptestConfig::default() })]

        #[test]
        fn english_is_counted_by_the_same_rules(text in "([a-c]{1,2}|[0-9]|[ _:,;.'‘’“”–—…‐\\-\"!?()/\n\r\t]|é){0,14}") {
            prop_assert_eq!(super::words(&text), text.unicode_words().count());
        }
    }
}
