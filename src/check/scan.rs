//! Scan: one pass over a text, which finds the kinds of its characters, its words and their letters at once. Nearly
//! every check asks for one of them; each kind of character is looked up in a table and never asked of Unicode again.
//!
//! It knows neither languages nor markup.

use std::ops::Range;
use std::sync::LazyLock;

use super::flat::THING;
use super::marks::{Letters, Marks, is_blank, script};

/// Is what one pass over a text finds.
#[derive(Debug, Default)]
pub struct Scan {
    /// What kinds of characters it has.
    pub marks: Marks,
    /// How many letters and digits it has, of all scripts.
    pub n_letters: usize,
    /// Its words, in order.
    pub words: Vec<Word>,
}

/// Is a run of letters and digits, with the apostrophes inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the flat text.
    pub range: Range<usize>,
    /// Which scripts and kinds of letters it has.
    pub letters: Letters,
}

/// Is what a character is: its marks in the lowest bits, its letters above them, then what matters beside others.
type Class = u64;

const LETTERS: u32 = 16;
/// A letter, or a digit of ASCII.
const WORD: Class = ((Letters::LATIN.bits()
    | Letters::CYRILLIC.bits()
    | Letters::OTHER.bits()
    | Letters::DIGIT.bits()) as Class)
    << LETTERS;
const LETTER: Class = 1 << 32;
const NUMERIC: Class = 1 << 33;
const BLANK: Class = 1 << 34;
const OPENER: Class = 1 << 35;
const STOP: Class = 1 << 36;
/// A mark that has a blank behind it: `, ; : .`.
const PAUSE: Class = 1 << 37;
const HYPHEN: Class = 1 << 38;
const DOT: Class = 1 << 39;
const APOSTROPHE: Class = 1 << 40;
/// What belongs to the letter before it.
const JOINER: Class = 1 << 41;
/// What can begin markup or a character reference in some format.
const MARKUP: Class = 1 << 42;
const SLASH: Class = 1 << 43;

/// The class of `a` to `z`.
const SMALL: Class = class_of_small(Marks::LATIN, Letters::LATIN);
/// The class of `а` to `я`.
const SMALL_CYRILLIC: Class = class_of_small(Marks::CYRILLIC, Letters::CYRILLIC.or(Letters::WIDE));

const fn class_of_small(marks: Marks, letters: Letters) -> Class {
    let letters = letters.or(Letters::SMALL).bits() as Class;
    marks.bits() as Class | letters << LETTERS | LETTER
}

/// Counts the letters `a` to `z` that bytes begin with, or at least eight of them.
fn n_small(bytes: &[u8]) -> usize {
    let Some(eight) = eight(bytes) else {
        let other = bytes.iter().position(|byte| !byte.is_ascii_lowercase());
        return other.unwrap_or(bytes.len());
    };
    // The highest bit of each byte says whether it is another one: beyond ASCII, before `a` or behind `z`.
    const HIGHEST: u64 = u64::from_le_bytes([0x80; 8]);
    let low = eight & !HIGHEST;
    let is_from_a = low + u64::from_le_bytes([0x80 - b'a'; 8]);
    let is_behind_z = low + u64::from_le_bytes([0x7F - b'z'; 8]);
    let others = (eight | !is_from_a | is_behind_z) & HIGHEST;
    others.trailing_zeros() as usize / 8
}

/// Counts the letters `а` to `я` that bytes begin with, or at least four of them.
fn n_small_cyrillic(bytes: &[u8]) -> usize {
    let Some(eight) = eight(bytes) else {
        let is_small = |two: &&[u8]| matches!(two, [0xD0, 0xB0..=0xBF] | [0xD1, 0x80..=0x8F]);
        return bytes.chunks_exact(2).take_while(is_small).count();
    };
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

/// Returns the first eight bytes, the first one lowest.
fn eight(bytes: &[u8]) -> Option<u64> {
    bytes.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

/// The classes of all characters of two bytes at most, of general punctuation, and of what stands for things.
static CLASSES: LazyLock<Box<Classes>> = LazyLock::new(|| {
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
type Classes = [Class; N_CLASSES];

impl Scan {
    /// Reads a text.
    pub fn of(text: &str) -> Scan {
        run(text, 0).unwrap_or_default()
    }

    /// Reads a text, unless it may have markup, a character reference or a web address.
    pub fn of_plain(text: &str) -> Option<Scan> {
        run(text, MARKUP)
    }
}

/// Reads a text, up to a character that is `unwanted`.
fn run(text: &str, unwanted: Class) -> Option<Scan> {
    let classes = &**CLASSES;
    let bytes = text.as_bytes();
    let mut words = Vec::with_capacity(bytes.len() / 5 + 1);
    let (mut marks, mut n_letters) = (0, 0);
    // A text begins as if behind a blank.
    let (mut last, mut last_but_one) = (BLANK, BLANK);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        // Nothing is to be said of a blank behind a word.
        if *byte == b' ' && last & WORD != 0 {
            (last_but_one, last) = (last, BLANK);
            at += 1;
            continue;
        }
        let (class, len) = match byte {
            0..0x80 => (classes[usize::from(*byte)], 1),
            _ => class_at(classes, text, at),
        };
        if class & WORD != 0 {
            let start = at;
            if last & PAUSE != 0 && last_but_one & LETTER != 0 && is_of_known_script(class) {
                marks |= Class::from(Marks::TIGHT.bits());
            }
            let (mut rest, mut end) = (0, class);
            n_letters += 1;
            at += len;
            // Small letters are the rule: they are counted without a look at what they are.
            while let Some(byte) = bytes.get(at) {
                if byte.is_ascii_lowercase() {
                    let n = n_small(&bytes[at..]);
                    (rest, end) = (rest | SMALL, SMALL);
                    n_letters += n;
                    at += n;
                    continue;
                }
                let n = match byte {
                    b' ' => break,
                    0xD0 | 0xD1 => n_small_cyrillic(&bytes[at..]),
                    _ => 0,
                };
                if n != 0 {
                    (rest, end) = (rest | SMALL_CYRILLIC, SMALL_CYRILLIC);
                    n_letters += n;
                    at += n * 2;
                    continue;
                }
                let (class, len) = class_at(classes, text, at);
                if class & WORD != 0 {
                    n_letters += 1;
                } else if class & (APOSTROPHE | JOINER) == 0
                    || class & APOSTROPHE != 0 && !is_letter_at(classes, text, at + len)
                {
                    break;
                }
                rest |= class;
                end = class;
                at += len;
            }
            marks |= class | rest;
            let inner = rest & !(Class::from(Letters::CAPITAL.bits()) << LETTERS);
            let capitals = (rest >> LETTERS) as u16 & Letters::CAPITAL.bits();
            let letters = ((class | inner) >> LETTERS) as u16
                | if capitals == 0 {
                    0
                } else {
                    Letters::INNER_CAPITAL.bits()
                };
            words.push(Word {
                range: start..at,
                letters: Letters::from_bits(letters),
            });
            last = end;
            continue;
        }
        if class & unwanted != 0 || unwanted != 0 && begins_address(bytes, at, class, last) {
            return None;
        }
        marks |= class;
        if class & NUMERIC != 0 {
            n_letters += 1;
        }
        if class & (BLANK | STOP | HYPHEN) != 0 {
            let beside = beside(class, last, bytes[at]);
            marks |= Class::from(beside.bits());
        }
        (last_but_one, last) = (last, class);
        at += len;
    }
    Some(Scan {
        marks: Marks::from_bits(marks as u16),
        n_letters,
        words,
    })
}

/// Returns the class of the character at a byte, and its length.
#[inline]
fn class_at(classes: &Classes, text: &str, at: usize) -> (Class, usize) {
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

fn is_letter_at(classes: &Classes, text: &str, at: usize) -> bool {
    at < text.len() && class_at(classes, text, at).0 & LETTER != 0
}

fn is_of_known_script(class: Class) -> bool {
    let known = Letters::LATIN.or(Letters::CYRILLIC).bits();
    class & (Class::from(known) << LETTERS) != 0
}

/// Tells `//` and `www.`, of which one stands in every web address.
fn begins_address(bytes: &[u8], at: usize, class: Class, last: Class) -> bool {
    class & SLASH != 0 && last & SLASH != 0 || class & DOT != 0 && bytes[..at].ends_with(b"www")
}

/// Returns the marks of two characters that stand side by side.
fn beside(class: Class, last: Class, byte: u8) -> Marks {
    let mut marks = Marks::default();
    let is_dash =
        class & HYPHEN != 0 && last & (HYPHEN | BLANK) != 0 || byte == b' ' && last & HYPHEN != 0;
    if is_dash {
        marks = marks.or(Marks::DASH);
    }
    if class & DOT != 0 && last & DOT != 0 {
        marks = marks.or(Marks::DOTS);
    }
    let is_spacing = class & BLANK != 0 && last & (BLANK | OPENER) != 0
        || class & STOP != 0 && last & BLANK != 0;
    if is_spacing {
        marks = marks.or(Marks::BLANK);
    }
    marks
}

fn class_of(c: char) -> Class {
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
fn marks_of(c: char, letters: Class) -> Marks {
    let is_of = |script: Letters| letters & (Class::from(script.bits()) << LETTERS) != 0;
    match c {
        '0'..='9' => Marks::DIGIT,
        '?' | '!' => Marks::QUESTION,
        '(' | ')' | '[' | ']' | '{' | '}' => Marks::BRACKET,
        '*' | '_' | '~' | '`' => Marks::DELIMITER,
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‘' | '‚' => {
            Marks::QUOTE
        }
        '¿' | '¡' => Marks::INVERTED,
        '‒' | '–' | '—' | '―' | '−' => Marks::DASH,
        '…' => Marks::DOTS,
        '\t' | '\n' => Marks::default(),
        '\0'..='\u{1F}'
        | '\u{7F}'..='\u{9F}'
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

fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '«' | '“' | '„' | '¿' | '¡')
}

fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '»' | '”' | '“' | '…'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_tell_what_there_is_to_look_at() {
        let marks = |text: &str| Scan::of(text).marks;
        assert!(marks("a , b").any(Marks::BLANK) && marks("a  b").any(Marks::BLANK));
        assert!(!marks("a, b").any(Marks::BLANK));
        assert!(marks("слово,слово").any(Marks::TIGHT) && !marks("1,5").any(Marks::TIGHT));
        assert!(marks("a - b").any(Marks::DASH) && !marks("a-b").any(Marks::DASH));
        assert!(marks("a\u{200B}b").any(Marks::HIDDEN) && marks("a\u{7F}").any(Marks::HIDDEN));
    }

    #[test]
    fn words_know_their_letters() {
        let text = "Tип html5 d’Or WWF åska año їжа";
        let words = Scan::of(text).words;
        let own: Vec<_> = words.iter().map(|word| &text[word.range.clone()]).collect();
        assert_eq!(own, ["Tип", "html5", "d’Or", "WWF", "åska", "año", "їжа"]);
        let has = |idx: usize, letters: Letters| words[idx].letters.has(letters);
        assert!(has(0, Letters::LATIN.or(Letters::CYRILLIC)));
        assert!(has(1, Letters::DIGIT) && !has(1, Letters::CAPITAL));
        assert!(has(2, Letters::INNER_CAPITAL.or(Letters::WIDE)));
        assert!(has(3, Letters::CAPITAL) && !has(3, Letters::SMALL));
        assert!(has(4, Letters::NORDIC) && has(5, Letters::SPANISH) && has(6, Letters::UKRAINIAN));
    }

    #[test]
    fn what_may_be_markup_is_not_plain() {
        for text in [
            "a *b*",
            "a&b",
            "http://a.b",
            "(www.a.b)",
            "a\\b",
            "[a",
            "~",
            "$",
        ] {
            assert!(Scan::of_plain(text).is_none(), "{text}");
        }
        for text in ["a, b; c: (d) {e} «f» 1/2 a@b.c", ""] {
            assert!(Scan::of_plain(text).is_some(), "{text}");
        }
    }

    /// Finds the marks character by character, as they are described.
    fn slow_marks(text: &str) -> Marks {
        let mut marks = Marks::default();
        let (mut last, mut last_but_one) = (' ', ' ');
        for c in text.chars() {
            marks = marks.or(marks_of(c, class_of(c)));
            let is_known = matches!(script(c), Letters::LATIN | Letters::CYRILLIC);
            let rules = [
                (
                    c.is_alphabetic()
                        && is_known
                        && matches!(last, ',' | ';' | ':' | '.')
                        && last_but_one.is_alphabetic(),
                    Marks::TIGHT,
                ),
                (c == '.' && last == '.', Marks::DOTS),
                (c == '-' && (last == '-' || is_blank(last)), Marks::DASH),
                (c == ' ' && last == '-', Marks::DASH),
                (
                    is_blank(c) && (is_blank(last) || is_opener(last))
                        || is_blank(last) && is_stop(c),
                    Marks::BLANK,
                ),
            ];
            for (fits, mark) in rules {
                if fits {
                    marks = marks.or(mark);
                }
            }
            (last_but_one, last) = (last, c);
        }
        marks
    }

    /// Finds the words character by character.
    fn slow_words(text: &str) -> Vec<Range<usize>> {
        let mut words = Vec::new();
        let mut open = None;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let goes_on =
                |next: Option<&(usize, char)>| next.is_some_and(|(_, c)| c.is_alphabetic());
            if c.is_ascii_digit() || c.is_alphabetic() {
                open.get_or_insert(at);
                continue;
            }
            let is_inside = match c {
                '\'' | '’' => goes_on(chars.peek()),
                _ => matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}'),
            };
            if !is_inside && let Some(start) = open.take() {
                words.push(start..at);
            }
        }
        words.extend(open.map(|start| start..text.len()));
        words
    }

    #[test]
    fn small_letters_are_counted_many_at_once() {
        for c in ('\0'..'\u{800}').chain(['…', '中', '𝄞']) {
            for (word, n, cyrillic) in [
                ("wörter", 1, 0),
                ("abcdefgh", 8, 0),
                ("слова", 0, 4),
                ("words-and", 5, 0),
                ("", 0, 0),
            ] {
                let text = format!("{word}{c}{word}{word}");
                let bytes = text.as_bytes();
                if !word.is_empty() {
                    assert_eq!(
                        (n_small(bytes), n_small_cyrillic(bytes)),
                        (n, cyrillic),
                        "{text}"
                    );
                }
                let own = format!("{c}{word}");
                let is_small = [c.is_ascii_lowercase(), ('а'..='я').contains(&c)].map(usize::from);
                let found = [n_small(own.as_bytes()), n_small_cyrillic(own.as_bytes())];
                assert_eq!(found.map(|n| n.min(1)), is_small, "{own}");
            }
        }
        assert_eq!(n_small_cyrillic("пояmore".as_bytes()), 3);
        assert_eq!(n_small("moreпоя".as_bytes()), 4);
    }

    #[test]
    fn small_letters_are_what_the_table_says() {
        assert!(('a'..='z').all(|c| class_of(c) == SMALL));
        assert!(('а'..='я').all(|c| class_of(c) == SMALL_CYRILLIC));
        assert_eq!(class_of(' '), BLANK);
    }

    proptest! {
        #[test]
        fn one_pass_finds_what_many_find(text in r#"([a-zåñ]{0,3}|[А-Яа-яїё]{1,3}|[ .,:;!?'’()«»“„"\-–…/0-9\u{A0}\u{AD}\u{301}\u{345}²٣中]|\PC){0,24}"#) {
            let scan = Scan::of(&text);
            prop_assert_eq!(scan.marks, slow_marks(&text));
            let words: Vec<_> = scan.words.iter().map(|word| word.range.clone()).collect();
            prop_assert_eq!(words, slow_words(&text));
            prop_assert_eq!(scan.n_letters, text.chars().filter(|c| c.is_alphanumeric()).count());
            for word in &scan.words {
                let mut letters = Letters::default();
                let mut is_first = true;
                for c in text[word.range.clone()].chars() {
                    let own = Letters::from_bits((class_of(c) >> LETTERS) as u16);
                    letters = letters.or(match own.has(Letters::CAPITAL) && !is_first {
                        true => Letters::from_bits(own.bits() & !Letters::CAPITAL.bits()).or(Letters::INNER_CAPITAL),
                        false => own,
                    });
                    is_first = false;
                }
                prop_assert_eq!(word.letters, letters);
            }
            if let Some(plain) = Scan::of_plain(&text) {
                prop_assert_eq!(plain.words, scan.words);
                prop_assert_eq!(plain.marks, scan.marks);
            }
        }
    }
}
