//! Hidden: takes transparent bytes out of a text and finds the offsets again.
//!
//! The engine reads the text as if they were not there, so that no rule has to know of them.

use super::TRANSPARENT;

/// Is a text without its transparent bytes.
pub(super) struct Hidden {
    /// The text that is left.
    pub(super) text: String,
    /// Per run of hidden bytes: where it stood in what is left, and how many bytes are hidden up to its end.
    runs: Vec<(usize, usize)>,
}

impl Hidden {
    /// Takes the transparent bytes out of `text`; nothing where there are none.
    pub(super) fn take_out(text: &str) -> Option<Hidden> {
        text.as_bytes()
            .iter()
            .position(|byte| *byte == TRANSPARENT)?;
        let mut hidden = Hidden {
            text: String::with_capacity(text.len()),
            runs: Vec::new(),
        };
        let mut n_hidden = 0;
        for piece in text.split(char::from(TRANSPARENT)) {
            hidden.text.push_str(piece);
            n_hidden += 1;
            match hidden.runs.last_mut() {
                Some((at, n)) if *at == hidden.text.len() => *n = n_hidden,
                _ => hidden.runs.push((hidden.text.len(), n_hidden)),
            }
        }
        // The last piece ends with the text, not with a hidden byte.
        hidden.runs.pop();
        Some(hidden)
    }

    /// Returns where the sentence that starts at `at` of what is left starts in the text.
    ///
    /// After white space the hidden bytes before its first letter are its own; otherwise they belong to the
    /// sentence before.
    pub(super) fn offset(&self, at: usize) -> usize {
        let after_space = self.text[..at].ends_with(char::is_whitespace);
        let idx = self
            .runs
            .partition_point(|(run, _)| if after_space { *run < at } else { *run <= at });
        let n_hidden = idx.checked_sub(1).map_or(0, |idx| self.runs[idx].1);
        at + n_hidden
    }

    /// Returns where the byte `at` of what is left stands in the text.
    pub(super) fn start(&self, at: usize) -> usize {
        let idx = self.runs.partition_point(|(run, _)| *run <= at);
        at + idx.checked_sub(1).map_or(0, |idx| self.runs[idx].1)
    }
}
