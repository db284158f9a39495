//! Scan: one pass over a text, which finds the kinds of its characters, its words and their letters at once. Nearly
//! every check asks for one of them. While a word is at hand it is looked up among the small words of all languages.
//!
//! It knows no markup, and does not judge.

use std::ops::Range;

use super::classes::{
    APOSTROPHE, BLANK, CLASSES, Class, Classes, DOT, HYPHEN, JOINER, LETTER, LETTERS, MARKUP,
    NUMERIC, OPENER, PAUSE, SLASH, STOP, WORD, class_at, is_letter_at, is_of_known_script,
};
use super::function_words::{COUNT, Languages, small_word};
use super::marks::{Letters, Marks};
use super::usual_words::{Usuals, letters_of};

/// Is what one pass over a text finds.
#[derive(Debug, Default)]
pub struct Scan {
    /// What kinds of characters it has.
    pub marks: Marks,
    /// How many letters and digits it has, of all scripts.
    pub n_letters: usize,
    /// Its words, in order.
    pub words: Vec<Word>,
    /// What is among the letters of the words behind the first one.
    pub behind: Letters,
    /// What kinds of small words are among them.
    pub small: Languages,
}

/// Is a run of letters and digits, with the apostrophes inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    start: u32,
    end: u32,
    small: Languages,
    /// Which scripts and kinds of letters it has.
    pub letters: Letters,
}

impl Word {
    fn new(range: Range<usize>, letters: Letters, small: Languages) -> Self {
        Word {
            start: range.start as u32,
            end: range.end as u32,
            small,
            letters,
        }
    }

    /// Returns its first byte in the flat text.
    pub fn start(&self) -> usize {
        self.start as usize
    }

    /// Returns the byte behind it.
    pub fn end(&self) -> usize {
        self.end as usize
    }

    /// Returns its bytes in the flat text.
    pub fn range(&self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Returns how many bytes it has.
    // No word is without a letter.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        self.range().len()
    }

    /// Returns the languages that it is a function word of.
    pub fn languages(&self) -> Languages {
        self.small & (COUNT - 1)
    }

    /// Tells an English word that counts, from two to twelve, or orders.
    pub fn counts(&self) -> bool {
        self.small & COUNT != 0
    }
}

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
    // Places in a text have 32 bits; of one that is longer nothing is seen.
    if u32::try_from(text.len()).is_err() {
        return None;
    }
    let classes = &**CLASSES;
    let bytes = text.as_bytes();
    let usuals = Usuals::of(bytes, classes);
    let mut words = Words::new(bytes.len());
    let (mut marks, mut n_letters) = (0, 0);
    // A text begins as if behind a blank.
    let mut last = BLANK;
    let mut apart = Letters::APART;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if let Some(usual) = usuals.word(*byte, at) {
            n_letters += usual.n_letters;
            let end = at + usual.len;
            let word = Word::new(at..end, usual.letters.or(apart), usual.small);
            words.push(word, usual.fold, false);
            // Nothing is to be said of a blank behind a word.
            if usual.behind == b' ' {
                (at, last, apart) = (end + 1, BLANK, Letters::default());
            } else {
                (at, last, apart) = (end, LETTER, Letters::APART);
            }
            continue;
        }
        let (class, len) = class_at(classes, text, at);
        if class & WORD != 0 {
            let start = at;
            let (rest, end) = rest_of_word(classes, text, at + len, class);
            at = end.at;
            n_letters += 1 + end.n_letters;
            marks |= class | rest;
            let inner = rest & !(Class::from(Letters::CAPITAL.bits()) << LETTERS);
            let mut letters = letters_of(class | inner);
            if inner != rest {
                letters = letters.or(Letters::INNER_CAPITAL);
            }
            let small = small_word(text, start..at, letters, usuals.sixteen(start));
            words.push(Word::new(start..at, letters.or(apart), small), 0, true);
            if bytes.get(at) == Some(&b' ') {
                (at, last, apart) = (at + 1, BLANK, Letters::default());
            } else {
                (last, apart) = (end.class, Letters::APART);
            }
            continue;
        }
        apart = Letters::APART;
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
        at += len;
        let is_tight = class & PAUSE != 0
            && last & LETTER != 0
            && at < bytes.len()
            && is_of_known_script(class_at(classes, text, at).0);
        if is_tight {
            marks |= Class::from(Marks::TIGHT.bits());
        }
        last = class;
    }
    let behind = words.all.iter().skip(1);
    let behind = behind.fold(Letters::default(), |all, word| all.or(word.letters));
    let all = words
        .all
        .first()
        .map_or(behind, |first| behind.or(first.letters));
    let marks = Marks::from_bits(marks as u16).or(Marks::of_scripts(all));
    Some(Scan {
        marks,
        n_letters,
        words: words.all,
        behind,
        small: words.small,
    })
}

/// Is the words so far.
struct Words {
    all: Vec<Word>,
    small: Languages,
    /// How many bytes the last one has.
    len: usize,
    /// What `push` was told of it.
    fold: u64,
    is_odd: bool,
}

impl Words {
    fn new(len: usize) -> Self {
        Words {
            all: Vec::with_capacity(len / 5 + 1),
            small: 0,
            len: 0,
            fold: 0,
            is_odd: false,
        }
    }

    /// Adds a word. The same words have the same `fold`, but for odd ones, which may be the same as any of their length.
    #[inline]
    fn push(&mut self, mut word: Word, fold: u64, is_odd: bool) {
        let len = word.len();
        // Added up, as no processor guesses which are alike.
        let is_alike = (fold == self.fold) | is_odd | self.is_odd;
        let is_twin = (len == self.len) & is_alike;
        let twin = Letters::TWIN.bits() & u16::from(is_twin).wrapping_neg();
        word.letters = word.letters.or(Letters::from_bits(twin));
        self.small |= word.small;
        (self.len, self.fold, self.is_odd) = (len, fold, is_odd);
        self.all.push(word);
    }
}

/// Is where a word ends.
struct End {
    at: usize,
    n_letters: usize,
    /// The class of its last character.
    class: Class,
}

/// Reads a word from behind its first letter, of class `first`, on: the classes of what follows, and its end.
#[inline]
fn rest_of_word(classes: &Classes, text: &str, start: usize, first: Class) -> (Class, End) {
    let bytes = text.as_bytes();
    let (mut at, mut n_letters, mut rest, mut end) = (start, 0, 0, first);
    while let Some(byte) = bytes.get(at) {
        if *byte == b' ' {
            break;
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
    let class = end;
    (
        rest,
        End {
            at,
            n_letters,
            class,
        },
    )
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::classes::{class_of, is_opener, is_stop, marks_of};
    use super::super::function_words::languages_of;
    use super::super::marks::{is_blank, script};

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
        let own: Vec<_> = words.iter().map(|word| &text[word.range()]).collect();
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

    proptest! {
        #[test]
        fn one_pass_finds_what_many_find(text in r#"([a-zåñ]{0,3}|[A-Za-z][a-z]{0,18}|[A-Za-zäñß÷×Ä][a-zéíåäö÷]{0,9}|[А-Яа-я][а-я]{0,10}[ё ]|[А-Яа-яїё]{1,3}|[ .,:;!?'’()«»“„"\-–…/0-9\u{A0}\u{AD}\u{301}\u{345}²٣中]|\PC){0,24}"#) {
            let scan = Scan::of(&text);
            prop_assert_eq!(scan.marks, slow_marks(&text));
            let words: Vec<_> = scan.words.iter().map(Word::range).collect();
            prop_assert_eq!(words, slow_words(&text));
            prop_assert_eq!(scan.n_letters, text.chars().filter(|c| c.is_alphanumeric()).count());
            let behind = scan.words.iter().skip(1);
            prop_assert_eq!(scan.behind, behind.fold(Letters::default(), |all, word| all.or(word.letters)));
            for word in &scan.words {
                let text = text[word.range()].to_lowercase();
                let is_small = !word.letters.has(Letters::INNER_CAPITAL) || word.letters.has(Letters::CAPITAL);
                let small = if is_small { languages_of(text.as_bytes()) } else { 0 };
                prop_assert_eq!(word.small, small);
            }
            for two in scan.words.windows(2) {
                let [one, other] = [0, 1].map(|idx| text[two[idx].range()].to_lowercase());
                if one == other && two[0].len() == two[1].len() {
                    prop_assert!(two[1].letters.has(Letters::TWIN));
                }
            }
            let mut end = None;
            for word in &scan.words {
                let is_apart = end.is_none_or(|end| &text[end..word.start()] != " ");
                end = Some(word.end());
                let mut letters = if is_apart { Letters::APART } else { Letters::default() };
                let mut is_first = true;
                for c in text[word.range()].chars() {
                    let own = Letters::from_bits((class_of(c) >> LETTERS) as u16);
                    letters = letters.or(match own.has(Letters::CAPITAL) && !is_first {
                        true => Letters::from_bits(own.bits() & !Letters::CAPITAL.bits()).or(Letters::INNER_CAPITAL),
                        false => own,
                    });
                    is_first = false;
                }
                let is_twin = word.letters.has(Letters::TWIN);
                prop_assert_eq!(word.letters, if is_twin { letters.or(Letters::TWIN) } else { letters });
            }
            if let Some(plain) = Scan::of_plain(&text) {
                prop_assert_eq!(plain.words, scan.words);
                prop_assert_eq!(plain.marks, scan.marks);
            }
        }
    }
}
