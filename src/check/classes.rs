//! Classes: what every character is, for `scan`, which looks each one up in a table and never asks Unicode again.

use std::sync::LazyLock;

use super::flat::THING;
use super::marks::{Letters, Marks, is_blank, script};

/// Is what a character is: its marks in the lowest bits, its letters above them, then what matters beside others.
pub(super) type Class = u64;

pub(super) const LETTERS: u32 = 16;
/// A letter, or a digit of ASCII.
pub(super) const WORD: Class = ((Letters::LATIN.bits()
    | Letters::CYRILLIC.bits()
    | Letters::OTHER.bits()
    | Letters::DIGIT.bits()) as Class)
    << LETTERS;
pub(super) const LETTER: Class = 1 << 32;
pub(super) const NUMERIC: Class = 1 << 33;
pub(super) const BLANK: Class = 1 << 34;
pub(super) const OPENER: Class = 1 << 35;
pub(super) const STOP: Class = 1 << 36;
/// A mark that has a blank behind it: `, ; : .`.
pub(super) const PAUSE: Class = 1 << 37;
pub(super) const HYPHEN: Class = 1 << 38;
pub(super) const DOT: Class = 1 << 39;
pub(super) const APOSTROPHE: Class = 1 << 40;
/// What belongs to the letter before it.
pub(super) const JOINER: Class = 1 << 41;
/// What can begin markup or a character reference in some format.
pub(super) const MARKUP: Class = 1 << 42;
pub(super) const SLASH: Class = 1 << 43;

/// The classes of all characters of two bytes at most, of general punctuation, and of what stands for things.
pub(super) static CLASSES: LazyLock<Box<Classes>> = LazyLock::new(|| {
    let mut classes = Box::new([0; N_CLASSES]);
    let all = ('\0'..'\u{800}')
        .chain('\u{2000}'..'\u{2070}')
        .chain([THING]);
    for (class, c) in classes.iter_mut().zip(all) {
        *class = class_of(c);
    }
    classes
});

const N_CLASSES: usize = 0x800 + 0x70 + 1;
pub(super) type Classes = [Class; N_CLASSES];

/// Returns the class of the character at a byte, and its length.
#[inline]
pub(super) fn class_at(classes: &Classes, text: &str, at: usize) -> (Class, usize) {
    let bytes = text.as_bytes();
    match bytes[at..] {
        [first @ 0..0x80, ..] => (classes[usize::from(first)], 1),
        [first @ 0x80..0xE0, second, ..] => {
            let code = usize::from(first & 0x1F) << 6 | usize::from(second & 0x3F);
            (classes[code], 2)
        }
        _ => class_of_wide(classes, text, at),
    }
}

/// Does so for characters of three and four bytes.
fn class_of_wide(classes: &Classes, text: &str, at: usize) -> (Class, usize) {
    let Some(c) = text[at..].chars().next() else {
        return (0, 1);
    };
    let class = match c {
        '\u{2000}'..'\u{2070}' => classes[0x800 + (c as usize - 0x2000)],
        THING => classes[N_CLASSES - 1],
        _ => class_of(c),
    };
    (class, c.len_utf8())
}

pub(super) fn is_letter_at(classes: &Classes, text: &str, at: usize) -> bool {
    at < text.len() && class_at(classes, text, at).0 & LETTER != 0
}

pub(super) fn is_of_known_script(class: Class) -> bool {
    let known = Letters::LATIN.or(Letters::CYRILLIC).bits();
    class & (Class::from(known) << LETTERS) != 0
}

pub(super) fn class_of(c: char) -> Class {
    let letters = if c.is_ascii_digit() {
        Letters::DIGIT
    } else if c.is_alphabetic() {
        let case = if c.is_uppercase() {
            Letters::CAPITAL
        } else {
            Letters::SMALL
        };
        let own = match c {
            'å' | 'ä' | 'ö' | 'Å' | 'Ä' | 'Ö' => Letters::NORDIC,
            'ñ' | 'á' | 'í' | 'ó' | 'ú' | 'Á' | 'Í' | 'Ó' | 'Ú' => Letters::SPANISH,
            'і' | 'ї' | 'є' | 'ґ' => Letters::UKRAINIAN,
            _ => Letters::default(),
        };
        script(c).or(case).or(own)
    } else {
        Letters::default()
    };
    let wide = if c.is_ascii() {
        Letters::default()
    } else {
        Letters::WIDE
    };
    let flags = [
        (c.is_alphabetic(), LETTER),
        (c.is_numeric() && !c.is_ascii(), NUMERIC),
        (is_blank(c), BLANK),
        (is_opener(c), OPENER),
        (is_stop(c), STOP),
        (matches!(c, ',' | ';' | ':' | '.'), PAUSE),
        (c == '-', HYPHEN),
        (c == '.', DOT),
        (matches!(c, '\'' | '’'), APOSTROPHE),
        // Combining marks, a soft hyphen.
        (matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}'), JOINER),
        (
            matches!(c, '*' | '_' | '`' | '[' | '<' | '&' | '\\' | '~' | '$'),
            MARKUP,
        ),
        (c == '/', SLASH),
    ];
    let flags = flags.into_iter().filter(|(is_set, _)| *is_set);
    let flags: Class = flags.map(|(_, flag)| flag).sum();
    let letters = Class::from(letters.or(wide).bits()) << LETTERS;
    Class::from(marks_of(c, letters).bits()) | letters | flags
}

/// Returns the marks of a character that it has wherever it stands.
pub(super) fn marks_of(c: char, letters: Class) -> Marks {
    let is_of = |script: Letters| letters & (Class::from(script.bits()) << LETTERS) != 0;
    match c {
        '0'..='9' => Marks::DIGIT,
        '?' | '!' => Marks::QUESTION,
        ']' | '{' | '}' => Marks::BRACKET.or(Marks::BOUND),
        '(' | ')' | '[' => Marks::BRACKET,
        '|' | '#' | '^' | '>' => Marks::BOUND,
        '*' | '_' | '~' | '`' => Marks::DELIMITER,
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‘' | '‚' => {
            Marks::QUOTE
        }
        '¿' | '¡' => Marks::INVERTED,
        '‒' | '–' | '—' | '―' | '−' => Marks::DASH,
        '…' => Marks::DOTS,
        '\t' | '\n' => Marks::BOUND,
        '\0'..='\u{1F}' => Marks::HIDDEN.or(Marks::BOUND),
        '\u{7F}'..='\u{9F}'
        | '\u{AD}'
        | '\u{61C}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{FFFD}'..='\u{FFFF}' => Marks::HIDDEN,
        _ if is_of(Letters::LATIN) => Marks::LATIN,
        _ if is_of(Letters::CYRILLIC) => Marks::CYRILLIC,
        _ => Marks::default(),
    }
}

pub(super) fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '«' | '“' | '„' | '¿' | '¡')
}

pub(super) fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '»' | '”' | '“' | '…'
    )
}
