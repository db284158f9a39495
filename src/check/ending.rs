//! Ending: the mark that a text ends in, as its reader sees it. Shared by checks of punctuation; it judges nothing.

use super::flat::Flat;

/// Is how a text ends, quotation marks and brackets behind it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// `.`
    Stop,
    /// `?`, with `!` or dots too.
    Question,
    /// `!`
    Exclamation,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `,`
    Comma,
    /// `…`
    Ellipsis,
    /// A letter, a digit, a thing or any other sign.
    Open,
}

impl Ending {
    /// Returns the mark.
    pub fn mark(self) -> &'static str {
        match self {
            Ending::Stop => ".",
            Ending::Question => "?",
            Ending::Exclamation => "!",
            Ending::Colon => ":",
            Ending::Semicolon => ";",
            Ending::Comma => ",",
            Ending::Ellipsis => "…",
            Ending::Open => "",
        }
    }

    /// Reads the end of a text: the mark, and where the words before it end.
    pub fn of(flat: &Flat<'_>) -> (Ending, usize) {
        // Most texts end so: in a letter, of two bytes at most, or in one and a full stop.
        let text = flat.text;
        match text.as_bytes() {
            [.., 0xC3..=0xDF, 0x80..=0xBF] | [.., b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z'] => {
                return (Ending::Open, text.len());
            }
            [.., 0xC3..=0xDF, 0x80..=0xBF, b'.']
            | [.., b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z', b'.'] => {
                return (Ending::Stop, text.len() - 1);
            }
            _ => {}
        }
        let is_closer = |c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '"' | '\'' | '’' | '‘' | '”' | '“' | '»' | '›' | ')' | ']' | '}' | '*' | '_'
                )
        };
        // What stands in braces is no text: `{:?}`
        let bare = text.trim_end_matches(['"', '\'', ' ', '»', '”']);
        if bare.ends_with('}')
            && let Some(open) = bare.rfind('{')
            && !bare[open..].contains(char::is_whitespace)
        {
            return (Ending::Open, bare.len());
        }
        let text = text.trim_end_matches(is_closer);
        let words =
            text.trim_end_matches(['.', '?', '!', ':', ';', ',', '…', '。', '？', '！', '：']);
        let marks = &text[words.len()..];
        let ending = if marks.contains(['?', '？']) {
            Ending::Question
        } else if marks.contains(['!', '！']) {
            Ending::Exclamation
        } else if marks.contains('…') || marks.contains("..") {
            Ending::Ellipsis
        } else {
            match marks.chars().next_back() {
                Some('.' | '。') => Ending::Stop,
                Some(':' | '：') => Ending::Colon,
                Some(';') => Ending::Semicolon,
                Some(',') => Ending::Comma,
                _ => Ending::Open,
            }
        };
        (ending, words.len())
    }

    /// Tells a full stop that belongs to an abbreviation: U.S., a.m., etc.
    pub fn is_abbreviation(flat: &Flat<'_>, end: usize) -> bool {
        let head = &flat.text[..end];
        let start = head
            .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '«' | '\u{A0}'));
        let word = &head[start.map_or(0, |start| {
            start + head[start..].chars().next().map_or(0, char::len_utf8)
        })..];
        let n_letters = word.chars().filter(|c| c.is_alphabetic()).count();
        word.contains('.') && n_letters <= 4
            || n_letters == 1 && word.chars().count() == 1
            || ABBREVIATIONS.contains(&&*word.to_lowercase())
    }
}

/// Abbreviations that end texts.
static ABBREVIATIONS: [&str; 27] = [
    "etc", "inc", "ltd", "co", "corp", "jr", "sr", "st", "vs", "al", "no", "mr", "dr", "approx",
    "osv", "mm", "dvs", "kl", "nr", "s", "г", "гг", "др", "пр", "т", "д", "ee",
];
