//! Span: a place in a text, as bytes and as the line and column that people read.
//!
//! Separate because every floor points into texts; it must not know what the text is.

use std::ops::Range;

use memchr::{memchr_iter, memrchr};

/// Is a half-open range of byte offsets, `start <= end`, on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Is where a text stands among many, in bytes: there may be more of them than memory holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Where it begins.
    pub start: u64,
    /// How long it is.
    pub len: usize,
}

impl Span {
    /// Makes the span `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// Returns the length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Tells whether no byte lies inside.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Returns the slice of `text` that the span covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Returns the span as a range.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Finds where `part`, a slice of `whole`, stands in it.
    ///
    /// Returns `None` when `part` is no slice of `whole`.
    pub fn of_slice(part: &str, whole: &str) -> Option<Self> {
        let start = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
        let end = start + part.len();
        (end <= whole.len()).then_some(Span { start, end })
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// Is a place as people read it: both numbers 1-based, the column in code points.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
}

/// Knows how many lines of one text end before each stretch of it; a line ends at LF. To count them is much cheaper than
/// to note where each one starts, and of most texts only a place or two is asked for.
#[derive(Clone, Debug)]
pub struct LineIndex {
    n_before: Vec<usize>,
}

/// How long these stretches are, in bytes.
const STRETCH: usize = 1024;

impl LineIndex {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        let mut n = 0;
        let n_before = text.as_bytes().chunks(STRETCH).map(|stretch| {
            let before = n;
            n += n_line_ends(stretch);
            before
        });
        LineIndex {
            n_before: n_before.collect(),
        }
    }

    /// Returns the position of a byte offset in `text`, the text the index was made from.
    ///
    /// An offset inside a character counts as that character's; one past the end as the end.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let before = &text.as_bytes()[..offset];
        let stretch = (offset / STRETCH).min(self.n_before.len().saturating_sub(1));
        let n_before = self.n_before.get(stretch).copied().unwrap_or_default();
        let line_start = memrchr(b'\n', before).map_or(0, |end| end + 1);
        // Bytes that do not continue a character are as many as the characters begun.
        let own = &before[line_start..];
        let n_chars = own.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        Position {
            line: n_before + n_line_ends(&before[stretch * STRETCH..]) + 1,
            column: n_chars + 1,
        }
    }
}

fn n_line_ends(bytes: &[u8]) -> usize {
    memchr_iter(b'\n', bytes).count()
}

/// Is a parser's remark about a text: what is wrong at a place. Never stops anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The bytes concerned.
    pub span: Span,
    /// A full sentence without its full stop.
    pub message: String,
    /// What to do next, or empty.
    pub help: String,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn columns_count_code_points() {
        let text = "a\nБВ\r\nг";
        let index = LineIndex::new(text);
        let at = |offset| index.position(text, offset);
        assert_eq!(at(0), Position { line: 1, column: 1 });
        assert_eq!(at(text.find('В').unwrap()), Position { line: 2, column: 2 });
        assert_eq!(at(text.len()), Position { line: 3, column: 2 });
        assert_eq!(at(999), Position { line: 3, column: 2 });
    }

    proptest! {
        #[test]
        fn positions_are_those_of_the_characters_before(text in "([a-cж]{0,40}\\n?){0,80}", times in 1..6_usize) {
            let text = text.repeat(times);
            let index = LineIndex::new(&text);
            let (mut line, mut column) = (1, 1);
            for (offset, c) in text.char_indices() {
                prop_assert_eq!(index.position(&text, offset), Position { line, column });
                (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
            }
            prop_assert_eq!(index.position(&text, text.len()), Position { line, column });
        }
    }

    #[test]
    fn slices_are_found_in_their_text() {
        let text = String::from("один два");
        assert_eq!(Span::of_slice(&text[9..], &text), Some(Span::new(9, 15)));
        assert_eq!(Span::of_slice("elsewhere", &text), None);
    }
}
