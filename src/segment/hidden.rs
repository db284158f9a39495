//! Hidden: takes transparent bytes out of a text and finds the offsets again.
//!
//! The engine reads the text as if they were not there, so that no rule has to know of them.

use memchr::memchr;

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
        let mut next = memchr(TRANSPARENT, text.as_bytes())?;
        let mut hidden = Hidden {
            text: String::with_capacity(text.len()),
            runs: Vec::new(),
        };
        let (mut rest, mut n_hidden) = (text, 0);
        loop {
            hidden.text.push_str(&rest[..next]);
            let run = rest.as_bytes()[next..].iter();
            let n = run.take_while(|byte| **byte == TRANSPARENT).count();
            rest = &rest[next + n..];
            // Those that end the text stand before nothing.
            if rest.is_empty() {
                return Some(hidden);
            }
            n_hidden += n;
            hidden.runs.push((hidden.text.len(), n_hidden));
            match memchr(TRANSPARENT, rest.as_bytes()) {
                Some(at) => next = at,
                None => break,
            }
        }
        hidden.text.push_str(rest);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Takes them out one by one, and says where each offset of what is left stood.
    fn slow(text: &str) -> (String, Vec<usize>) {
        let is_left = |(_, c): &(usize, char)| *c != char::from(TRANSPARENT);
        let left: Vec<(usize, char)> = text.char_indices().filter(is_left).collect();
        let places = left.iter().map(|(at, _)| *at).collect();
        (left.into_iter().map(|(_, c)| c).collect(), places)
    }

    proptest! {
        #[test]
        fn what_is_left_knows_where_it_stood(text in "([a-zé ]{0,3}\u{1A}{0,3}){0,5}") {
            let text = text.replace('\u{1A}', &char::from(TRANSPARENT).to_string());
            let (left, places) = slow(&text);
            let Some(hidden) = Hidden::take_out(&text) else {
                prop_assert_eq!(left, text);
                return Ok(());
            };
            prop_assert_eq!(&hidden.text, &left);
            for ((at, _), place) in left.char_indices().zip(places) {
                prop_assert_eq!(hidden.start(at), place);
            }
        }
    }
}
