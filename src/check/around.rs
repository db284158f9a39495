//! Around: what stands beside a place in a flat text. Shared by the checks of typography; it judges nothing.

use super::flat::{Flat, Word};
use super::marks::is_blank;

/// Returns the character before a byte.
pub fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// Returns the character at a byte; `None` inside a character too.
pub fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Tells whether what begins at a byte begins a sentence, or a part that may begin like one: behind a colon, a dash
/// that opens a line, a bracket, a quotation mark.
pub fn starts_sentence(text: &str, at: usize) -> bool {
    let opens = |c: char| {
        is_blank(c)
            || matches!(
                c,
                '«' | '»'
                    | '“'
                    | '”'
                    | '„'
                    | '"'
                    | '\''
                    | '‘'
                    | '’'
                    | '('
                    | '['
                    | '¿'
                    | '¡'
                    | '*'
                    | '•'
                    | '·'
            )
    };
    let head = text[..at].trim_end_matches(opens);
    match head.chars().next_back() {
        None => true,
        Some('.' | '!' | '?' | '…' | ':' | '\n' | '|' | '/' | ';') => true,
        Some('—' | '–' | '-') => head.trim_end_matches(['—', '–', '-', ' ']).is_empty(),
        // An opening mark right before it: «Uno», (Uno).
        Some(_) => text[..at].ends_with(['«', '“', '„', '"', '(', '[', '¿', '¡']),
    }
}

/// Tells whether nothing but blanks stands between two words.
pub fn is_adjacent(flat: &Flat<'_>, one: &Word, other: &Word) -> bool {
    let between = &flat.text[one.end()..other.start()];
    if between == " " {
        return true;
    }
    !between.is_empty() && between.chars().all(|c| is_blank(c) || c == '\n')
}

/// Tells whether a text has `word` between characters that belong to no word.
pub fn has_token(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let is_open = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        is_open(before(text, at)) && is_open(after(text, at + word.len()))
    })
}
