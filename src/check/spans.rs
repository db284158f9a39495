//! Spans: where the words of a resolved text stand in its Fluent file, character by character.
//!
//! A text is its file's bytes with wrapped lines folded, literals opened and references resolved. Words that
//! stand in the file as they are have an exact span; of others nobody guesses.

use std::ops::Range;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::pair::{Flaw, Pair};
use super::sheet::{Remark, Sheet, value_span};
use crate::fluent::file::Text;
use crate::span::Span;
use crate::translation::Entry;

impl<'s> Sheet<'s> {
    /// Makes a remark on a translation: on the words concerned where they can be found in the file, or on
    /// the whole value.
    pub fn remark_on_words(
        &self,
        row: usize,
        pair: &Pair<'_>,
        entry: &Entry<'s>,
        flaw: Flaw,
    ) -> Remark<'s> {
        let Flaw {
            message,
            help,
            words,
            fix,
            ..
        } = flaw;
        let found = words.as_ref().and_then(|words| {
            let exact = self.exact_span(row, pair, words);
            exact.or_else(|| Some((self.likely_span(pair, entry, words)?, false)))
        });
        let value = || value_span(self.paper.raw, entry);
        let (span, is_exact) = found.unwrap_or_else(|| (value(), false));
        let fix = fix.filter(|text| is_exact && is_plain(text));
        Remark {
            id: Some(self.id(row).to_owned()),
            fix: fix.map(|text| self.paper.fix(span, text)),
            ..self.paper.remark_on(entry, Some(span), message, help)
        }
    }

    /// Finds words of a row's text in its own entry.
    fn exact_span(
        &self,
        row: usize,
        pair: &Pair<'_>,
        words: &Range<usize>,
    ) -> Option<(Span, bool)> {
        let (idx, _) = self.entry(row)?;
        let pattern = self.translation()?.body(idx)?.value()?;
        span_of(self.own.side.text?, &pattern, &pair.translation, words)
    }

    /// Finds words in a value that is not the text's own: the ones before them tell which they are.
    fn likely_span(
        &self,
        pair: &Pair<'_>,
        entry: &Entry<'s>,
        words: &Range<usize>,
    ) -> Option<Span> {
        let value = value_span(self.paper.raw, entry);
        let wanted = &pair.translation[words.clone()];
        if wanted.trim().is_empty() {
            return None;
        }
        let n_before = pair.translation[..words.start].matches(wanted).count();
        let mut found = value.of(self.paper.raw).match_indices(wanted);
        let (offset, _) = found.nth(n_before)?;
        let start = value.start + offset;
        Some(Span::new(start, start + wanted.len()))
    }
}

/// Tells whether a text means in Fluent what it says, wherever it stands in a line.
fn is_plain(text: &str) -> bool {
    !text.contains(['{', '}', '\n', '\r']) && !text.starts_with(['[', '*', '.', '#'])
}

/// Is a stretch of a text that stands in the file as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    /// Where it starts in the text.
    at: usize,
    /// Where it starts in the file.
    raw: usize,
    /// Its length in both.
    len: usize,
}

/// Is the text between two references, and the stretches of the file that it is made of.
#[derive(Debug, Default)]
struct Part {
    text: String,
    stretches: Vec<Stretch>,
    /// Whether it ends in the space that stands for a line end.
    is_wrapped: bool,
}

impl Part {
    fn push(&mut self, slice: &str, raw: usize) {
        self.stretches.push(Stretch {
            at: self.text.len(),
            raw,
            len: slice.len(),
        });
        self.text.push_str(slice);
    }

    /// Folds a line end with the white space around it into one space, as `Value` does.
    fn wrap(&mut self) {
        if self.is_wrapped {
            return;
        }
        self.text.truncate(self.text.trim_end_matches(' ').len());
        let len = self.text.len();
        self.stretches.retain_mut(|stretch| {
            stretch.len = stretch.len.min(len.saturating_sub(stretch.at));
            0 < stretch.len
        });
        self.text.push(' ');
        self.is_wrapped = true;
    }
}

/// Finds where `words`, bytes of the resolved `text`, stand in `file`. The flag tells whether the file has
/// them as they are.
fn span_of(
    file: &Text,
    pattern: &Pattern<&str>,
    text: &str,
    words: &Range<usize>,
) -> Option<(Span, bool)> {
    let stretches = stretches(file, pattern, text)?;
    let of_start = stretches
        .iter()
        .find(|stretch| (stretch.at..stretch.at + stretch.len).contains(&words.start))?;
    let of_end = stretches
        .iter()
        .rfind(|stretch| stretch.at < words.end && words.end <= stretch.at + stretch.len)?;
    let start = of_start.raw + (words.start - of_start.at);
    let end = of_end.raw + (words.end - of_end.at);
    let span = (start < end).then(|| Span::new(start, end))?;
    Some((span, span.of(&file.raw) == &text[words.clone()]))
}

/// Lists the stretches of a text in order; `None` where the text is not what the pattern says.
fn stretches(file: &Text, pattern: &Pattern<&str>, text: &str) -> Option<Vec<Stretch>> {
    let parts = parts(file, pattern)?;
    let mut all = Vec::new();
    let mut at = 0;
    for (idx, part) in parts.iter().enumerate() {
        let rest = text.get(at..)?;
        let found = if idx == 0 {
            rest.starts_with(&part.text).then_some(0)
        } else if idx + 1 == parts.len() {
            rest.ends_with(&part.text)
                .then(|| rest.len() - part.text.len())
        } else {
            rest.find(&part.text)
        };
        let start = at + found?;
        all.extend(part.stretches.iter().map(|stretch| Stretch {
            at: start + stretch.at,
            ..*stretch
        }));
        at = start + part.text.len();
    }
    (at == text.len()).then_some(all)
}

/// Cuts a pattern at its references.
fn parts(file: &Text, pattern: &Pattern<&str>) -> Option<Vec<Part>> {
    let parseable = file.parseable();
    let n_bom = file.raw.len() - parseable.len();
    let raw = |slice: &str| Some(Span::of_slice(slice, parseable)?.start + n_bom);
    let mut parts = vec![Part::default()];
    for element in &pattern.elements {
        let part = parts.last_mut().expect("one part at least");
        match element {
            PatternElement::TextElement { value } => {
                let start = raw(value)?;
                let mut at = 0;
                for (idx, line) in value.split('\n').enumerate() {
                    if 0 < idx {
                        part.wrap();
                    }
                    let own = if part.is_wrapped {
                        line.trim_start_matches(' ')
                    } else {
                        line
                    };
                    // CRLF: the parser leaves the CR to the line end.
                    let own = own.strip_suffix('\r').unwrap_or(own);
                    if !own.is_empty() {
                        let skipped = line.len() - line.trim_start_matches(' ').len();
                        let skipped = if part.is_wrapped { skipped } else { 0 };
                        part.push(own, start + at + skipped);
                        part.is_wrapped = false;
                    }
                    at += line.len() + 1;
                }
            }
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => {
                part.is_wrapped = false;
                if value.contains('\\') {
                    crate::fluent::encode::unescape(value, &mut part.text)?;
                } else {
                    part.push(value, raw(value)?);
                }
            }
            PatternElement::Placeable { .. } => parts.push(Part::default()),
        }
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::file::Kind;

    #[track_caller]
    fn check(raw: &str, text: &str, words: &str, expect: Option<(&str, bool)>) {
        for raw in [raw.to_owned(), format!("\u{FEFF}{raw}")] {
            let file = Text::new(raw.clone());
            let parsed = file.parse();
            let Kind::Message(message) = &parsed.items[0].kind else {
                panic!("{raw}")
            };
            let start = text.rfind(words).unwrap();
            let words = start..start + words.len();
            let found = span_of(&file, &message.value().unwrap(), text, &words);
            let found = found.map(|(span, is_exact)| (span.of(&raw), is_exact));
            assert_eq!(found, expect, "{raw}");
        }
    }

    #[test]
    fn words_are_where_they_stand() {
        check(
            "a = Цена  цена\n",
            "Цена  цена",
            "цена",
            Some(("цена", true)),
        );
        check(
            "a =\n    Uno  dos\n    tres\n",
            "Uno  dos tres",
            "  ",
            Some(("  ", true)),
        );
        check(
            "a =\n    Uno\n    dos\n",
            "Uno dos",
            "Uno dos",
            Some(("Uno\n    dos", false)),
        );
        check("a =\n    Uno \n    dos\n", "Uno dos", " ", None);
        check("a = { \"{\" }x y\n", "{x y", "{x", Some(("{\" }x", false)));
        check(
            "a =\n    { \"\" }**b** c\n",
            "**b** c",
            "**b**",
            Some(("**b**", true)),
        );
    }

    #[test]
    fn words_beside_a_reference_are_found_and_those_of_it_are_not() {
        check(
            "a = El { -x } va al { -x }.\n",
            "El al va al al.",
            "va",
            Some(("va", true)),
        );
        check("a = El { -x } va.\n", "El al va.", "al", None);
        check("a = El { -x }\n", "otra cosa", "cosa", None);
    }
}
