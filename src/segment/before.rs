//! Before: the word before a candidate, with what its letters and the lists say.
//!
//! Every look is bounded, so that the splitter stays linear. It must not judge.

use std::ops::Range;

use super::letters::{Case, case, char_before, is_apostrophe, is_joined, is_word};
use super::words::{Class, Classes, Lexicon};

/// How many bytes a word is looked at.
pub(super) const WORD_WINDOW: usize = 48;
/// How many pieces of a spaced abbreviation are looked at: `н. э.`, `z. B.`, `s. d. s.`
const N_PIECES: usize = 4;
/// A piece of a spaced abbreviation is no longer than this, in bytes.
const PIECE: usize = 8;

/// Is what the word before a candidate looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// No word: white space, a closer, the start of the text.
    Empty,
    /// Digits, perhaps with separators.
    Number,
    /// One letter or syllable.
    Letter,
    /// Letters with full stops between: `U.S`, `e.g`, `Ph.D`
    Dotted,
    /// Anything else.
    Word,
}

/// Is the word before a candidate.
#[derive(Clone, Debug)]
pub(super) struct Before {
    /// Where it stands.
    pub(super) word: Range<usize>,
    /// What it looks like.
    pub(super) shape: Shape,
    /// The classes it is in.
    pub(super) classes: Classes,
    /// Whether the sentence starts with it.
    pub(super) opens: bool,
}

impl Before {
    /// Reads the word that ends at `end`, in the sentence that started at `from`.
    pub(super) fn read(
        text: &str,
        from: usize,
        end: usize,
        lexicon: &Lexicon,
        scratch: &mut String,
    ) -> Before {
        // Tokenized text has a space before its marks: `Mr . Smith`
        let end = match text[from..end].strip_suffix(' ') {
            Some(before) if before.ends_with(is_word) => end - 1,
            _ => end,
        };
        let start = word_start(text, from, end);
        let mut before = Before {
            word: start..end,
            shape: shape(elided(&text[start..end])),
            classes: Classes::default(),
            opens: opens(text, from, start),
        };
        if before.shape != Shape::Empty && end - start < WORD_WINDOW {
            before.classes = classes(text, from, &before, lexicon, scratch);
        }
        before
    }

    /// Returns the word.
    pub(super) fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.word.clone()]
    }
}

/// Returns where the word that ends at `end` starts.
fn word_start(text: &str, from: usize, end: usize) -> usize {
    let mut start = end;
    for c in text[from..end].chars().rev() {
        let inner = is_word(c) || is_apostrophe(c) || matches!(c, '.' | '-' | '&' | ':' | '№');
        if !inner || WORD_WINDOW < end - start {
            break;
        }
        start -= c.len_utf8();
    }
    let word = &text[start..end];
    end - word
        .trim_start_matches(|c: char| !(is_word(c) || c == '№'))
        .len()
}

/// Takes an elided article or preposition off an initial: `d'A`
fn elided(word: &str) -> &str {
    match word.split_once(is_apostrophe) {
        Some((article, letter)) if letter.chars().count() == 1 && article.chars().count() <= 2 => {
            letter
        }
        _ => word,
    }
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| !is_joined(*c));
    let Some(first) = letters.next() else {
        return Shape::Empty;
    };
    if case(first) == Case::Digit {
        return match word.chars().all(|c| !c.is_alphabetic()) {
            true => Shape::Number,
            false => Shape::Word,
        };
    }
    match letters.next() {
        None if first == '\u{2}' => Shape::Word,
        None => Shape::Letter,
        Some(_) if is_dotted(word) => Shape::Dotted,
        Some(_) => Shape::Word,
    }
}

/// Tells acronyms from addresses and file names: no part is longer than two letters.
fn is_dotted(word: &str) -> bool {
    let mut n_parts = 0;
    word.split('.').all(|part| {
        n_parts += 1;
        let n_letters = part.chars().filter(|c| !is_joined(*c)).count();
        n_letters <= 2
            && 0 < n_letters
            && part
                .chars()
                .all(|c| c.is_alphabetic() || is_joined(c) || c == '-')
    }) && 1 < n_parts
}

/// Tells whether nothing but bullets, brackets and quotes stands between `from` and `start`.
fn opens(text: &str, from: usize, start: usize) -> bool {
    start - from < 16 && !text[from..start].chars().any(is_word)
}

/// Looks `before` up: with the pieces before it, as written, in the case of headlines, in its last part.
fn classes(
    text: &str,
    from: usize,
    before: &Before,
    lexicon: &Lexicon,
    scratch: &mut String,
) -> Classes {
    let word = before.of(text);
    if lexicon.longest < word.len()
        && word.is_ascii()
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
    {
        return Classes::default();
    }
    if word.len() <= PIECE {
        let chained = chained(text, from, before.word.start, word, lexicon, scratch);
        if !chained.is_empty() {
            return chained;
        }
    }
    let found = cased(word, before.opens, lexicon, scratch);
    if !found.is_empty() {
        return found;
    }
    // `5ft`, `8a.m`
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() < word.len() {
        let unit = cased(rest, false, lexicon, scratch);
        return unit.only(Class::Unit).or(unit.only(Class::End));
    }
    // Hyphen, apostrophes, or the first byte of one.
    if !word
        .bytes()
        .any(|byte| matches!(byte, b'-' | b'\'' | 0xE2 | 0xCA))
    {
        return found;
    }
    // `l'av`, `D-Mass`, but not `no-op`
    match word.rsplit_once(|c| c == '-' || is_apostrophe(c)) {
        Some((before, part))
            if !word[before.len()..].starts_with('-') || part.starts_with(char::is_uppercase) =>
        {
            cased(part, false, lexicon, scratch)
        }
        _ => Classes::default(),
    }
}

/// Looks `word` up as written; at the start of a sentence, before numbers and in headlines in small letters too.
fn cased(word: &str, opens: bool, lexicon: &Lexicon, scratch: &mut String) -> Classes {
    let found = lexicon.classes(word);
    let Some(first) = word.chars().next() else {
        return found;
    };
    if case(first) != Case::Upper {
        return found;
    }
    let headline = 1 < word.len() - first.len_utf8() && !word.chars().any(char::is_lowercase);
    lower(word, scratch);
    let small = lexicon.classes(scratch);
    if opens && found.is_empty() {
        return small;
    }
    if !headline {
        return found.or(small.only(Class::Number));
    }
    let mut titled = String::with_capacity(word.len());
    titled.push(first);
    titled.extend(scratch.chars().skip(1));
    found.or(small).or(lexicon.classes(&titled))
}

/// Looks up `word` with the pieces before it: `т. е.` as `т.е`.
fn chained(
    text: &str,
    from: usize,
    start: usize,
    word: &str,
    lexicon: &Lexicon,
    scratch: &mut String,
) -> Classes {
    let mut found = Classes::default();
    let mut start = start;
    scratch.clear();
    scratch.push_str(word);
    for _ in 1..N_PIECES {
        let before = &text[from..start];
        let Some(before) = before.strip_suffix([' ', '\u{A0}', '\u{202F}', '\n']) else {
            break;
        };
        let Some(before) = before.strip_suffix('.') else {
            break;
        };
        let piece_start = word_start(text, from, from + before.len());
        let piece = &text[piece_start..from + before.len()];
        if piece.is_empty() || PIECE < piece.len() {
            break;
        }
        scratch.insert(0, '.');
        scratch.insert_str(0, piece);
        let classes = lexicon.classes(scratch);
        if !classes.is_empty() {
            found = classes;
        }
        start = piece_start;
    }
    found
}

/// Writes `word` in small letters into `scratch`.
pub(super) fn lower(word: &str, scratch: &mut String) {
    scratch.clear();
    if word.is_ascii() {
        scratch.push_str(word);
        scratch.make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match c {
            '\u{430}'..='\u{45F}' => scratch.push(c),
            '\u{410}'..='\u{42F}' => scratch.extend(char::from_u32(c as u32 + 0x20)),
            _ => scratch.extend(c.to_lowercase()),
        }
    }
}

/// Returns the word before the one that starts at `start`, where only white space stands between them.
pub(super) fn previous_word(text: &str, from: usize, start: usize) -> Option<Range<usize>> {
    let end = match char_before(text, start)? {
        c if c.is_whitespace() && from < start => start - c.len_utf8(),
        _ => return None,
    };
    let word = word_start(text, from, end)..end;
    (!word.is_empty()).then_some(word)
}
