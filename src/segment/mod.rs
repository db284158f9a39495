//! Segment: where sentences end, and the slugs that name them.
//!
//! The splitter knows plain text and a language, nothing of documents, markup or locales' files.

pub mod count;
pub mod slug;

/// Stands for a byte of markup: the splitter reads the text as if it were not there.
///
/// A document hides the delimiters of emphasis and links behind it, byte for byte, so that offsets hold.
/// Right after a sentence's final punctuation and closers it belongs to the sentence before.
pub const TRANSPARENT: u8 = 0x01;

/// Stands for a byte of something that is no prose (code, a protected span): a word without letter case
/// that may open a sentence and never ends one.
pub const OPAQUE: u8 = 0x02;

/// Grows whenever a change of rules or lists moves a boundary, because it moves everybody's segments.
pub const VERSION: u32 = 1;

/// Is the word classes of one language, the built-in lists merged with a project's own.
#[derive(Debug)]
pub struct Rules {}

impl Rules {
    /// Prepares the rules of `language` (a BCP 47 language subtag; unknown ones get good defaults).
    pub fn new(_language: &str) -> Rules {
        Rules {}
    }

    /// Returns the byte offsets in `text` where a sentence starts, without 0 and without `text.len()`.
    ///
    /// White space belongs to the sentence before it, so the pieces concatenate to the text.
    pub fn boundaries(&self, text: &str) -> Vec<usize> {
        let bytes = text.as_bytes();
        (2..bytes.len())
            .filter(|idx| {
                matches!(bytes[idx - 2], b'.' | b'!' | b'?')
                    && bytes[idx - 1] == b' '
                    && !bytes[*idx].is_ascii_lowercase()
                    && text.is_char_boundary(*idx)
            })
            .collect()
    }
}
