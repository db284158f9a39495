//! Assemble: a localized article, spliced from the source and the translations.
//!
//! It walks the partition that the segments came from; everything that is no translated segment goes
//! through byte for byte.

use crate::compare::Status;
use crate::document::{Block, Document, Part, Unbuildable};
use crate::locale::Locale;
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

/// Is how an article is printed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style<'l> {
    /// The locale it is in then, where that is not the source's: an HTML document names it.
    pub locale: Option<&'l Locale>,
    /// At how many columns the lines of a changed paragraph of plain text end; 0 for one line.
    pub text_width: usize,
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
    // What a sentence was split into stands in the translation of the whole, as long as that is shown.
    for row in 0..choices.len() {
        let split_from = split_from(article, side, row);
        if split_from.is_some_and(|head| choices[head] != Choice::Source) {
            choices[row] = Choice::Nothing;
        }
    }
    choices
}

/// Returns the row in whose translation the text of `row` still stands, in the locale or above it.
fn split_from(article: &Article<'_>, side: &Localized<'_>, row: usize) -> Option<usize> {
    if side.inherited[row].is_some() {
        return None;
    }
    side.comparison.units[row].split_from.or_else(|| {
        let parent = side.side.parent.filter(|_| side.side.is_overlay)?;
        split_from(article, &article.sides[parent], row)
    })
}

/// Assembles an article; `choices` are one per segment.
pub fn assemble(document: &Document<'_>, choices: &[Choice<'_>], style: Style<'_>) -> Assembled {
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
            Part::Root(span, root) => {
                match style.locale {
                    Some(locale) => {
                        let written = root.write(locale.as_str(), locale.direction());
                        assembled.text.push_str(&written);
                    }
                    None => assembled.text.push_str(span.of(source)),
                }
                continue;
            }
            Part::Block(block) => block,
        };
        let is_shown = |idx: usize| choices[idx] != Choice::Nothing;
        if block.is_whole && !block.segments.clone().any(is_shown) {
            continue;
        }
        let mut at = block.span.start;
        let mut n_shown = 0;
        let mut is_changed = false;
        let begun = (assembled.text.len(), assembled.foreign.len());
        for idx in block.segments.clone() {
            let span = document.segments[idx].span;
            let gap = document.segments[idx].gap;
            let is_shown = is_shown(idx);
            let is_first = idx == block.segments.start;
            if (is_shown && 0 < n_shown) || is_first || gap.is_empty() {
                assembled.text.push_str(&source[at..span.start]);
            } else {
                // The white space before a segment that is not shown goes with it, as does that behind one that
                // its block began with.
                assembled.text.push_str(&source[at..gap.start]);
                assembled.text.push_str(&source[gap.end..span.start]);
            }
            at = span.end;
            if !is_shown {
                is_changed = true;
                assembled.text.push_str(document.nothing(idx));
                continue;
            }
            n_shown += 1;
            let start = assembled.text.len();
            let is_source = match choices[idx] {
                Choice::Text(text) => match document.encode(idx, text) {
                    Ok(written) => {
                        is_changed |= document.segments[idx].text != text;
                        assembled.text.push_str(&written);
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
        if is_changed {
            fill(document, block, &mut assembled, begun, style.text_width);
        }
    }
    assembled
}

/// Sets the lines of a block anew that begins at `text_start`, with the foreign spans from `n_foreign` on.
fn fill(
    document: &Document<'_>,
    block: &Block,
    assembled: &mut Assembled,
    (text_start, n_foreign): (usize, usize),
    width: usize,
) {
    let written = assembled.text.split_off(text_start);
    let own = &mut assembled.foreign[n_foreign..];
    let ends = own.iter().flat_map(|span| [span.start, span.end]);
    let mut marks: Vec<usize> = ends.map(|end| end - text_start).collect();
    assembled.text += &document.fill(block, written, &mut marks, width);
    for (span, ends) in own.iter_mut().zip(marks.chunks(2)) {
        *span = Span::new(text_start + ends[0], text_start + ends[1]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, Settings, Unit};
    use crate::segment::Rules;

    fn check(source: &str, texts: &[&str], expect: &str) {
        let settings = Settings {
            unit: Unit::Sentence,
            front_matter: Vec::new(),
            protect: Vec::new(),
            rules: Rules::new("en"),
        };
        let (document, _) = Document::parse(source, Format::Markdown, &settings);
        assert_eq!(document.segments.len(), texts.len(), "{document:?}");
        let choices: Vec<_> = texts
            .iter()
            .map(|text| match *text {
                "" => Choice::Nothing,
                "=" => Choice::Source,
                text => Choice::Text(text),
            })
            .collect();
        assert_eq!(assemble(&document, &choices, Style::default()).text, expect);
    }

    #[test]
    fn translations_are_spliced_in() {
        check(
            "# They left\n\n> We stayed. You\n> slept.\n",
            &["А", "Б.", "="],
            "# А\n\n> Б. You\n> slept.\n",
        );
    }

    #[test]
    fn white_space_before_a_joined_segment_goes_with_it() {
        check(
            "They left. We\nstayed.\nYou slept.\n",
            &["А.", "", "В."],
            "А.\nВ.\n",
        );
        check("> They left.\n> We stayed.\n", &["А.", ""], "> А.\n");
    }

    #[test]
    fn white_space_behind_a_first_segment_that_is_not_shown_goes_with_it() {
        check("- They left. We stayed.\n", &["", "Б."], "- Б.\n");
    }

    #[test]
    fn a_heading_or_an_item_without_text_leaves_no_mark() {
        check(
            "Г.\n\n# They left #\n\nWe\n===\n\nД.\n",
            &["Е.", "", "", "Ё."],
            "Е.\n\n\n\nЁ.\n",
        );
        check(
            "- One\n- [ ] Two\n- Three\n\n> 1. Four\n",
            &["", "", "А", ""],
            "- А\n\n",
        );
        // An item with more in it keeps its mark, a heading that parts two paragraphs its line.
        check("- One\n  - Two\n", &["", "А"], "- \n  - А\n");
        check("One\n# Two\nThree\n", &["А", "", "Б"], "А\n# \nБ\n");
        check("- - One\n", &[""], "");
    }
}
