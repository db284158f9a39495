//! Comment: the lines of an entry's comment, and what its machine lines say.
//!
//! Separate because entries of all forms have one; it does not know what stands behind their ids.

use std::borrow::Cow;
use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::fluent::encode;
use crate::fluent::file::Line;
use crate::machine::{Name, Names, machine_line};
use crate::span::Span;

/// Is the lines of an entry's comment: a stretch of those of the file, which all its entries share.
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    all: Arc<[CommentLine<'t>]>,
    // Within `all`.
    range: Range<usize>,
}

/// Is a line of an entry's comment.
#[derive(Clone, Copy, Debug)]
pub struct CommentLine<'t> {
    /// The line without its end.
    pub span: Span,
    /// What follows `# `.
    pub content: &'t str,
    /// Which machine line it is; `None` for the translator's own.
    pub name: Option<Name>,
    /// The value of a machine line.
    pub value: &'t str,
    /// Whether a brace is in it: a value that has none is its own text.
    pub has_brace: bool,
}

/// Is what the machine lines of an entry say, as far as everybody asks for it.
#[derive(Debug)]
pub(super) struct Said<'t> {
    /// Their names.
    pub names: Names,
    /// The value of the first `@source` line, decoded.
    pub source: Option<Cow<'t, str>>,
    /// Whether two `@source` lines differ, or two `@was` lines: that is what is left of a merge.
    pub is_torn: bool,
}

impl<'t> Lines<'t> {
    /// Reads the lines of all comments of a file.
    pub(super) fn of(lines: &[Line<'t>]) -> Self {
        Lines {
            all: lines.iter().map(CommentLine::read).collect(),
            range: 0..lines.len(),
        }
    }

    /// Returns a stretch of all of them.
    pub(super) fn stretch(&self, range: Range<usize>) -> Self {
        Lines {
            all: Arc::clone(&self.all),
            range,
        }
    }

    /// Takes the first `n` lines away and returns them.
    pub(super) fn split_off_first(&mut self, n: usize) -> Self {
        let at = self.range.start + n;
        let first = self.stretch(self.range.start..at);
        self.range.start = at;
        first
    }
}

impl<'t> Deref for Lines<'t> {
    type Target = [CommentLine<'t>];

    #[inline]
    fn deref(&self) -> &Self::Target {
        &self.all[self.range.clone()]
    }
}

impl<'t> CommentLine<'t> {
    #[inline]
    fn read(line: &Line<'t>) -> Self {
        let (name, value) = match machine_line(line.content) {
            Some((name, value)) => (Some(name), value),
            None => (None, ""),
        };
        CommentLine {
            span: line.span,
            content: line.content,
            name,
            value,
            has_brace: line.has_brace,
        }
    }
}

impl<'t> Said<'t> {
    /// Reads the lines of an entry's comment.
    pub(super) fn of(lines: &[CommentLine<'t>]) -> Self {
        let mut said = Said {
            names: Names::default(),
            source: None,
            is_torn: false,
        };
        for (idx, line) in lines.iter().enumerate() {
            let Some(name) = line.name else { continue };
            let is_again = said.names.contains(name);
            said.names.insert(name);
            if !matches!(name, Name::Source | Name::Was) {
                continue;
            }
            if is_again {
                let mut first = lines[..idx].iter().filter(|other| other.name == line.name);
                said.is_torn |= first.next().is_some_and(|first| first.value != line.value);
            } else if name == Name::Source {
                said.source = Some(match line.has_brace {
                    true => decoded(line.value),
                    false => Cow::Borrowed(line.value),
                });
            }
        }
        said
    }
}

/// Decodes the value of `@source` or `@was`; a value that is no plain pattern stands for itself.
pub(super) fn decoded(value: &str) -> Cow<'_, str> {
    encode::decode(value).unwrap_or(Cow::Borrowed(value))
}
