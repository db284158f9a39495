//! Span: a place in a text, as bytes and as the line and column that people read.
//!
//! Separate because every floor points into texts; it must not know what the text is.

use std::ops::Range;

use memchr::memchr_iter;

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

/// Knows where the lines of one text start; a line ends at LF.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Reads the line starts of `text` once.
    pub fn new(text: &str) -> Self {
        let breaks = memchr_iter(b'\n', text.as_bytes());
        let starts = std::iter::once(0)
            .chain(breaks.map(|offset| offset + 1))
            .collect();
        LineIndex { starts }
    }

    /// Returns the position of a byte offset in `text`, the text the index was made from.
    ///
    /// An offset inside a character counts as that character's; one past the end as the end.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let line_idx = self.starts.partition_point(|start| *start <= offset) - 1;
        let start = self.starts[line_idx];
        let bytes = &text.as_bytes()[start..offset];
        // Bytes that do not continue a character are as many as the characters begun.
        let n_before = bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        Position {
            line: line_idx + 1,
            column: n_before + 1,
        }
    }
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

    #[test]
    fn slices_are_found_in_their_text() {
        let text = String::from("один два");
        assert_eq!(Span::of_slice(&text[9..], &text), Some(Span::new(9, 15)));
        assert_eq!(Span::of_slice("elsewhere", &text), None);
    }
}
