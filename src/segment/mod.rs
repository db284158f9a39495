//! Segment: where sentences end, and the slugs that name them.
//!
//! The splitter knows plain text and a language, nothing of documents, markup or locales' files.

mod around;
mod attached;
pub mod batch;
mod candidate;
pub mod count;
mod decision;
mod engine;
mod hidden;
mod judge;
mod letters;
mod list;
mod quotation;
pub mod slug;
mod stop;
mod words;

use std::ops::Range;

pub use decision::{Decision, Rule};
pub use words::{Class, Words};

use engine::Table;
use hidden::Hidden;
use words::Lexicon;

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
pub struct Rules {
    lexicon: Lexicon,
    table: Table,
}

impl Rules {
    /// Prepares the rules of `language` (a BCP 47 language tag; unknown ones get good defaults).
    pub fn new(language: &str) -> Rules {
        Rules::with_words(language, None)
    }

    /// Prepares the rules of `language` with a project's own words added and taken away.
    pub fn with_words(language: &str, words: Option<&Words>) -> Rules {
        let lexicon = Lexicon::new(language, words);
        let table = engine::table(&lexicon);
        Rules { lexicon, table }
    }

    /// Returns the byte offsets in `text` where a sentence starts, without 0 and without `text.len()`.
    ///
    /// White space belongs to the sentence before it, so the pieces concatenate to the text.
    pub fn boundaries(&self, text: &str) -> Vec<usize> {
        let mut starts: Vec<usize> = Vec::new();
        match Hidden::take_out(text) {
            None => engine::walk(text, &self.lexicon, &self.table, &mut starts),
            Some(hidden) => {
                engine::walk(&hidden.text, &self.lexicon, &self.table, &mut starts);
                for start in &mut starts {
                    *start = hidden.offset(*start);
                }
            }
        }
        starts
    }

    /// Returns every decision of [`Rules::boundaries`], the rejected ones too, in the order of the text.
    pub fn explain(&self, text: &str) -> Vec<Decision> {
        let mut decisions: Vec<Decision> = Vec::new();
        match Hidden::take_out(text) {
            None => engine::walk(text, &self.lexicon, &self.table, &mut decisions),
            Some(hidden) => {
                engine::walk(&hidden.text, &self.lexicon, &self.table, &mut decisions);
                for decision in &mut decisions {
                    decision.at = hidden.offset(decision.at);
                    let Range { start, end } = decision.word;
                    decision.word = hidden.start(start)..hidden.start(end);
                }
            }
        }
        decisions
    }

    /// Returns the byte ranges of the sentences of `text`, which concatenate to it; none for the empty text.
    pub fn sentences(&self, text: &str) -> Vec<Range<usize>> {
        let mut start = 0;
        let mut sentences = Vec::new();
        for end in self.boundaries(text).into_iter().chain([text.len()]) {
            if start < end {
                sentences.push(start..end);
            }
            start = end;
        }
        sentences
    }
}
