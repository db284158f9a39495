//! Assemble: a localized article, spliced from the source and the translations.
//!
//! It walks the partition that the segments came from; everything that is no translated segment goes
//! through byte for byte.

use crate::compare::Status;
use crate::document::{Document, Part, Unbuildable};
use crate::relate::{Article, Localized};
use crate::span::Span;

/// Says what stands where a segment's translation is not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fallback {
    /// For a missing one.
    pub missing: Missing,
    /// For a draft.
    pub draft: Doubtful,
    /// For a stale one.
    pub stale: Doubtful,
}

/// Is what stands for a missing translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// The source text.
    Source,
    /// Nothing.
    Omit,
    /// The source text, and the build fails.
    Fail,
}

/// Is what stands for a translation that is there, but not confirmed for today's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubtful {
    /// The source text.
    Source,
    /// The translation all the same.
    Translation,
}

impl Default for Fallback {
    fn default() -> Self {
        Fallback {
            missing: Missing::Source,
            draft: Doubtful::Source,
            stale: Doubtful::Translation,
        }
    }
}

/// Is what is to stand at a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice<'a> {
    /// This text, in the target language.
    Text(&'a str),
    /// The source's own bytes.
    Source,
    /// Nothing, and no white space before it.
    Nothing,
}

/// Is an assembled article.
#[derive(Debug, Default)]
pub struct Assembled {
    /// The article.
    pub text: String,
    /// Where in `text` the source stands in for a translation.
    pub foreign: Vec<Span>,
    /// Segments whose translation could not stand where it belongs, and why; the source stands there.
    pub problems: Vec<(usize, Unbuildable)>,
}

/// Chooses what stands at each segment of an article in one locale.
pub fn choose<'c>(
    article: &'c Article<'_>,
    side: &'c Localized<'_>,
    fallback: Fallback,
) -> Vec<Choice<'c>> {
    let sides = &article.sides;
    let choices = (0..article.ids.len()).map(|row| {
        // What a parent has is better than the source, whoever's status it is.
        let holder = side.inherited[row].map_or(side, |parent| &sides[parent]);
        let text = match &holder.texts[row] {
            Some(Ok(text)) => Some(&**text),
            _ => None,
        };
        let shown = match holder.comparison.units[row].status {
            Status::Missing => None,
            Status::Draft => text.filter(|_| fallback.draft == Doubtful::Translation),
            Status::Stale => text.filter(|_| fallback.stale == Doubtful::Translation),
            Status::Unverified | Status::Current => text,
        };
        match shown {
            Some("") => Choice::Nothing,
            Some(text) => Choice::Text(text),
            None if text.is_none() && fallback.missing == Missing::Omit => Choice::Nothing,
            None => Choice::Source,
        }
    });
    let mut choices: Vec<_> = choices.collect();
    // A joined segment has its text in another one: where that fell back, it does too.
    for (row, unit) in side.comparison.units.iter().enumerate() {
        if let Some(head) = unit.joined
            && choices[row] == Choice::Nothing
            && choices[head] == Choice::Source
        {
            choices[row] = Choice::Source;
        }
    }
    choices
}

/// Assembles an article; `choices` are one per segment.
pub fn assemble(document: &Document<'_>, choices: &[Choice<'_>]) -> Assembled {
    let source = document.source;
    let mut assembled = Assembled {
        text: String::with_capacity(source.len() * 5 / 4),
        ..Assembled::default()
    };
    for part in &document.parts {
        let block = match part {
            Part::Verbatim(span) => {
                assembled.text.push_str(span.of(source));
                continue;
            }
            Part::Block(block) => block,
        };
        let mut at = block.span.start;
        let mut n_shown = 0;
        for idx in block.segments.clone() {
            let span = document.segments[idx].span;
            let gap = &source[at..span.start];
            at = span.end;
            let is_first = idx == block.segments.start;
            if choices[idx] == Choice::Nothing {
                // What stands before the block's first segment belongs to the block.
                assembled.text.push_str(if is_first { gap } else { "" });
                continue;
            }
            if is_first || 0 < n_shown {
                assembled.text.push_str(gap);
            }
            n_shown += 1;
            let start = assembled.text.len();
            let is_source = match choices[idx] {
                Choice::Text(text) => match document.encode(idx, text) {
                    Ok(text) => {
                        assembled.text.push_str(&text);
                        false
                    }
                    Err(problem) => {
                        assembled.problems.push((idx, problem));
                        true
                    }
                },
                Choice::Source | Choice::Nothing => true,
            };
            if is_source {
                assembled.text.push_str(span.of(source));
                assembled
                    .foreign
                    .push(Span::new(start, assembled.text.len()));
            }
        }
        assembled.text.push_str(&source[at..block.span.end]);
    }
    assembled
}
