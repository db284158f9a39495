//! Segment: where sentences end, and the slugs that name them.
//!
//! The splitter knows plain text and a language, nothing of documents, markup or locales' files.

pub mod batch;
pub mod slug;

// What a language is.
mod letters;
mod words;

// What is seen around a mark.
mod after;
mod before;
mod candidate;
mod list;

// What is decided.
mod attached;
pub mod count;
mod decision;
mod judge;
mod quotation;
mod stop;

// The walk through a text.
mod engine;
mod hidden;

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
    language: String,
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
        Rules {
            language: language.to_owned(),
            lexicon,
            table,
        }
    }

    /// Returns the language that the rules are of, as it was asked for.
    pub fn language(&self) -> &str {
        &self.language
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Rules, TRANSPARENT, Words};

    /// Checks that `text` is split where it has bars.
    pub(super) fn check(language: &str, text: &str) {
        check_with(&Rules::new(language), text);
    }

    fn check_with(rules: &Rules, text: &str) {
        let plain = text.replace('|', "");
        let sentences = rules.sentences(&plain);
        let split: Vec<&str> = sentences.into_iter().map(|range| &plain[range]).collect();
        assert_eq!(split.join("|"), text);
    }

    /// Checks the rules behind the decisions in `text`, in order.
    pub(super) fn check_rules(language: &str, text: &str, expect: &[&str]) {
        let decisions = Rules::new(language).explain(text);
        let rules: Vec<&str> = decisions
            .iter()
            .map(|decision| decision.rule.name())
            .collect();
        assert_eq!(rules, expect, "{text}");
    }

    #[test]
    fn markup_is_read_as_if_not_there() {
        let text = "See the \u{1}\u{1}Gen. Ortiz\u{1}\u{1} file.\u{1} \u{1}It is \u{1}\u{1}new.\u{1}\u{1} Read it.";
        let starts: Vec<&str> = Rules::new("en")
            .boundaries(text)
            .into_iter()
            .map(|start| &text[start..start + 3])
            .collect();
        assert_eq!(starts, ["\u{1}It", "Rea"]);
    }

    #[test]
    fn code_starts_a_sentence_and_ends_none() {
        check(
            "en",
            "Run the tool. |\u{2}\u{2}\u{2} prints it. |Then e.g. \u{2}\u{2} stops.",
        );
        check("en", "It prints \u{2}\u{2}. |Nothing else.");
    }

    #[test]
    fn a_project_adds_and_takes_away() {
        let words: Words = toml::from_str("title = ['Brgd.', 'z. Hd.']\nremove-title = ['Gen']")
            .expect("both are fields");
        let rules = Rules::with_words("en", Some(&words));
        check_with(
            &rules,
            "We met Brgd. Hart z. Hd. Ames. |They know the Gen. |Nobody else does.",
        );
        assert!(toml::from_str::<Words>("titles = []").is_err());
    }

    #[test]
    fn blank_lines_end_sentences_without_marks() {
        check(
            "en",
            "  A heading\n\n|And text\nthat wraps.\r\n\r\n|More of it\n",
        );
        check("xx", "\n\n");
    }

    #[test]
    fn explained_and_plain_boundaries_are_the_same() {
        let text = "No. 5 is “here.” Is it? Yes, e.g. at 5 p.m. Eastern…  So it is.\n\nEnd";
        let rules = Rules::new("en");
        let kept = rules
            .explain(text)
            .into_iter()
            .filter(|decision| decision.kept);
        assert_eq!(
            kept.map(|decision| decision.at).collect::<Vec<_>>(),
            rules.boundaries(text)
        );
    }

    const PIECES: &[&str] = &[
        ".", "!", "?", "…", "...", ". . .", "。", "։", "”", "“", "»", "«", "\"", "'", "(", ")",
        "[2]", "）", " ", " ", " ", "\u{a0}", "\n", "\r\n", "\n\n", "\u{2029}", "\u{1}", "\u{2}",
        "Gen.", "U.S.", "p.m.", "т. е.", "г.", "The", "he", "É", "e\u{301}", "жена", "Она", "日本",
        "1", "2)", "a.)", "•", "–", "—", "-", "¿", "😀", ":-)", "[...]", "x.y", "5 ft.",
    ];

    proptest! {
        #[test]
        fn boundaries_are_ordered_and_on_characters(
            picks in prop::collection::vec(prop::sample::select(PIECES), 0..40),
            language in prop::sample::select(&["en", "ru", "sv", "de", "ja", "hy", "el", "xx"][..]),
        ) {
            let text = picks.concat();
            let rules = Rules::new(language);
            let mut from = 0;
            for start in rules.boundaries(&text) {
                prop_assert!(from < start && start < text.len() && text.is_char_boundary(start));
                from = start;
            }
            for decision in rules.explain(&text) {
                prop_assert!(text.get(decision.word.clone()).is_some(), "{decision:?}");
            }
        }

        #[test]
        fn hidden_bytes_move_no_boundary(
            picks in prop::collection::vec(prop::sample::select(PIECES), 0..40),
        ) {
            let text = picks.concat();
            let plain = text.replace(char::from(TRANSPARENT), "");
            let rules = Rules::new("en");
            let shown = |end: usize| text[..end].replace(char::from(TRANSPARENT), "").len();
            let starts: Vec<usize> = rules.boundaries(&text).into_iter().map(shown).collect();
            prop_assert_eq!(starts, rules.boundaries(&plain));
        }
    }
}
