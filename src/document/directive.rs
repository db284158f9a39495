//! Directive: what an author says to tolka inside an article.
//!
//! Separate because every format has its own comment around the same four words; it must not know formats.

use crate::span::{Span, SyntaxError};

/// Is one directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Directive {
    /// The next block is no segment.
    Skip,
    /// What follows is not translated …
    Off,
    /// … until here.
    On,
    /// A note for the translators of the next block.
    Note(String),
}

impl Directive {
    /// Reads the text of a comment; `None` where it is not for tolka.
    pub fn read(comment: &str, span: Span) -> Option<Result<Directive, SyntaxError>> {
        let text = comment.trim().strip_prefix("tolka:")?.trim();
        let (word, rest) = match text.split_once(char::is_whitespace) {
            Some((word, rest)) => (word, rest.trim()),
            None => (text, ""),
        };
        Some(match (word, rest) {
            ("skip", "") => Ok(Directive::Skip),
            ("off", "") => Ok(Directive::Off),
            ("on", "") => Ok(Directive::On),
            ("note", note) if !note.is_empty() => Ok(Directive::Note(
                note.split_whitespace().collect::<Vec<_>>().join(" "),
            )),
            _ => Err(SyntaxError {
                span,
                message: format!("“tolka: {text}” is no directive"),
                help: "Write “tolka: skip”, “tolka: off”, “tolka: on” or “tolka: note” and a text"
                    .to_owned(),
            }),
        })
    }
}

/// Is where an article stands between directives.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// Where translation was switched off.
    off: Option<Span>,
    /// Whether the next block is to be skipped.
    skip: bool,
    /// The bytes that are skipped.
    skipped_until: usize,
    /// The notes that wait for their block.
    notes: Vec<String>,
}

impl Standing {
    /// Follows a directive.
    pub fn follow(&mut self, directive: Directive, span: Span, errors: &mut Vec<SyntaxError>) {
        match directive {
            Directive::Skip => self.skip = true,
            Directive::Off => self.off = self.off.or(Some(span)),
            Directive::On if self.off.is_none() => errors.push(SyntaxError {
                span,
                message: "“tolka: on” stands without “tolka: off” before it".to_owned(),
                help: "Take it away".to_owned(),
            }),
            Directive::On => self.off = None,
            Directive::Note(note) => self.notes.push(note),
        }
    }

    /// Says that a block begins, large or small: a waiting `skip` takes it.
    pub fn begin(&mut self, block: Span) {
        if std::mem::take(&mut self.skip) {
            self.pass(block);
        }
    }

    /// Says that a block that begins here is not translated, nor what stands in it.
    pub fn pass(&mut self, block: Span) {
        self.skipped_until = self.skipped_until.max(block.end);
    }

    /// Says that an element begins whose end is not known yet. Returns whether a waiting `skip` takes it.
    pub fn takes(&mut self) -> bool {
        std::mem::take(&mut self.skip)
    }

    /// Tells whether a block at `offset` is translated.
    pub fn translates(&self, offset: usize) -> bool {
        self.off.is_none() && self.skipped_until <= offset
    }

    /// Takes the notes that wait.
    pub fn take_notes(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notes)
    }

    /// Remarks on what is left at the article's end.
    pub fn finish(self, errors: &mut Vec<SyntaxError>) {
        if let Some(span) = self.off {
            errors.push(SyntaxError {
                span,
                message: "“tolka: off” has no “tolka: on” after it, so the rest of the article is not translated"
                    .to_owned(),
                help: "Write “tolka: on” where translation begins again".to_owned(),
            });
        }
    }
}

/// Yields the comments of a piece of HTML, with the bytes that each takes; `base` is where the piece stands.
pub(super) fn comments(html: &str, base: usize) -> impl Iterator<Item = (&str, Span)> {
    let mut offset = 0;
    std::iter::from_fn(move || {
        let start = offset + html[offset..].find("<!--")?;
        let end = start + 4 + html[start + 4..].find("-->")?;
        offset = end + 3;
        Some((
            &html[start + 4..end],
            Span::new(base + start, base + offset),
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(comment: &str, expect: Option<Option<Directive>>) {
        let read = Directive::read(comment, Span::default());
        assert_eq!(read.map(Result::ok), expect, "{comment:?}");
    }

    #[test]
    fn four_words_are_known() {
        check(" tolka: skip ", Some(Some(Directive::Skip)));
        check("tolka:off", Some(Some(Directive::Off)));
        check(
            "tolka: note  two\n words",
            Some(Some(Directive::Note("two words".into()))),
        );
        check("tolka: note", Some(None));
        check("tolka: stop", Some(None));
        check("a comment on tolka: skip", None);
    }

    #[test]
    fn comments_are_found_in_html() {
        let found: Vec<_> = comments("<p><!-- a --><!--b-->x<!-- open", 10).collect();
        assert_eq!(
            found,
            [(" a ", Span::new(13, 23)), ("b", Span::new(23, 31))]
        );
    }
}
