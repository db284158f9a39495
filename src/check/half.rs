//! Half: what checks work out of one text of a pair, each thing once, when the first one asks. That of the English is
//! the same for all locales, so that they share it.
//!
//! It knows neither its text nor languages: who asks hands both over, and hands the same text over every time.

use std::cell::OnceCell;
use std::ops::Range;

use memchr::memchr3;
use regex::Regex;

use super::calendar::Days;
use super::ending::Ending;
use super::flat::{Flat, Reading, Word};
use super::scan::Scan;
use crate::document::Format;
use crate::document::inline::{Inventory, inventory};

/// Is what was worked out of a text.
#[derive(Debug, Default)]
pub struct Half {
    inventory: OnceCell<Inventory>,
    reading: OnceCell<Reading>,
    days: OnceCell<Days>,
    ending: OnceCell<(Ending, usize)>,
    counted: OnceCell<Vec<(Word, u8)>>,
    whole: OnceCell<Range<usize>>,
}

/// Is how texts are read.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'r> {
    /// What markup they may hold.
    pub format: Format,
    /// Spans that are kept whole.
    pub protect: &'r [Regex],
}

impl Half {
    /// Returns the markup of the text.
    pub fn inventory(&self, text: &str, reader: Reader<'_>) -> &Inventory {
        self.inventory
            .get_or_init(|| inventory(text, reader.format, reader.protect))
    }

    /// Returns the bytes of the text that are words.
    pub fn visible(&self, text: &str, reader: Reader<'_>) -> &[Range<usize>] {
        match self.flat(text, reader).is_text() {
            true => std::slice::from_ref(self.whole.get_or_init(|| 0..text.len())),
            false => &self.inventory(text, reader).visible,
        }
    }

    /// Returns the text as its reader sees it.
    #[inline]
    pub fn flat<'h>(&'h self, text: &'h str, reader: Reader<'_>) -> Flat<'h> {
        match self.reading.get() {
            Some(reading) => reading.flat(text),
            None => self.read(text, reader).flat(text),
        }
    }

    #[cold]
    fn read(&self, text: &str, reader: Reader<'_>) -> &Reading {
        self.reading.get_or_init(|| {
            // Nearly all markup has one of these; no byte is scanned twice for it.
            let has_markup = memchr3(b'`', b'[', b'*', text.as_bytes()).is_some();
            let plain = (!has_markup).then(|| Scan::of_plain(text)).flatten();
            let is_protected = || reader.protect.iter().any(|regex| regex.is_match(text));
            match plain.filter(|_| !is_protected()) {
                Some(scan) => Reading::of_plain(scan),
                None => Reading::new(text, self.inventory(text, reader)),
            }
        })
    }

    /// Returns the days that it names, which `read` finds.
    pub fn days(&self, read: impl FnOnce() -> Days) -> Days {
        *self.days.get_or_init(read)
    }

    /// Returns the mark that it ends in and the byte where its words end, which `read` finds.
    pub fn ending(&self, read: impl FnOnce() -> (Ending, usize)) -> (Ending, usize) {
        *self.ending.get_or_init(read)
    }

    /// Returns the words that count something, and what; `read` finds them.
    pub fn counted(&self, read: impl FnOnce() -> Vec<(Word, u8)>) -> &[(Word, u8)] {
        self.counted.get_or_init(read)
    }

    /// Tells whether the text has no markup.
    pub fn is_without_markup(&self, text: &str, reader: Reader<'_>) -> bool {
        self.flat(text, reader).is_text() || self.inventory(text, reader).items.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// A text without markup is read without a parser, and as one would read it.
        #[test]
        fn plain_texts_are_what_the_parser_sees(text in r#"([a-zА-я]{1,4}|[ .,:;!?'"(){}/|#>+=\-&\[\]*_`<\\$~^@\n«—]|https?://|www\.|\{\{a\}\}){0,12}"#) {
            let protect = [Regex::new(r"\{\{.*?\}\}").expect("a regex")];
            for format in [Format::Markdown, Format::Text, Format::Html] {
                let reader = Reader { format, protect: &protect };
                let half = Half::default();
                let inventory = inventory(&text, format, &protect);
                let slow = Reading::new(&text, &inventory);
                let (own, slow) = (half.flat(&text, reader), slow.flat(&text));
                prop_assert_eq!(own.text, slow.text);
                prop_assert_eq!(own.marks, slow.marks);
                prop_assert_eq!(own.words(), slow.words());
                let seen: String = half.visible(&text, reader).iter().map(|range| &text[range.clone()]).collect();
                let visible = inventory.visible.iter().map(|range| &text[range.clone()]);
                prop_assert_eq!(seen, visible.collect::<String>());
                prop_assert!(!own.is_words() || crate::document::steady::is_inert(&text));
                prop_assert_eq!(half.is_without_markup(&text, reader), inventory.items.is_empty());
            }
        }
    }
}
