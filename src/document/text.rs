//! Text: reads plain text: paragraphs by blank lines, hard-wrapped ones folded, lists by their marks, headlines.
//!
//! Separate because plain text has habits instead of a grammar; it must not know markup.

use super::address::addresses;
use super::leaf::{Instead, Leaf, Veil, trim_back};
use super::lines::end_of_line;
use super::partition::Builder;
use super::{Context, Place, Unbuildable};
use crate::span::Span;

/// Opens a directive on a line of its own.
const DIRECTIVE: &str = "%%";

/// Is one line with something on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// The bytes between the blanks at its ends.
    pub text: Span,
    /// How many of its first bytes are a list mark and the blanks after it; 0 without one.
    pub n_mark: usize,
}

/// Reads plain text.
pub(super) fn read(builder: &mut Builder<'_, '_>) {
    let source = builder.source;
    for group in groups(source) {
        let whole = Span::new(group[0].text.start, group[group.len() - 1].text.end);
        if let Some(comment) = directive(whole.of(source)) {
            builder.comment(comment, whole);
            continue;
        }
        builder.standing.begin(whole);
        for lines in blocks(source, &group) {
            block(builder, lines);
        }
    }
}

/// Returns what a line says to tolka, if it does.
fn directive(line: &str) -> Option<&str> {
    let comment = line.strip_prefix(DIRECTIVE)?;
    comment
        .trim_start()
        .starts_with("tolka:")
        .then_some(comment)
}

/// Yields the lines between blank lines; a directive is a group of its own.
pub(super) fn groups(source: &str) -> Vec<Vec<Line>> {
    let bytes = source.as_bytes();
    let mut groups: Vec<Vec<Line>> = Vec::new();
    let mut is_open = false;
    let mut offset = if source.starts_with('\u{feff}') { 3 } else { 0 };
    while offset < bytes.len() {
        let end = source[offset..]
            .find(['\n', '\r'])
            .map_or(bytes.len(), |at| offset + at);
        let text = trimmed(source, Span::new(offset, end));
        offset = if end < bytes.len() {
            end_of_line(bytes, end)
        } else {
            end
        };
        if text.is_empty() {
            is_open = false;
            continue;
        }
        let is_directive = directive(text.of(source)).is_some();
        let line = Line {
            text,
            n_mark: mark(text.of(source)),
        };
        match groups.last_mut() {
            Some(group) if is_open && !is_directive => group.push(line),
            _ => groups.push(vec![line]),
        }
        is_open = !is_directive;
    }
    for group in &mut groups {
        forget_chance_marks(source, group);
    }
    groups
}

fn trimmed(source: &str, line: Span) -> Span {
    let text = line.of(source);
    let start = line.start + (text.len() - text.trim_start().len());
    Span::new(start, start + text.trim().len())
}

/// Measures the list mark at a line's start, with the blanks after it.
pub(super) fn mark(line: &str) -> usize {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let n = match line.chars().next() {
        Some(char @ ('-' | '*' | '+' | '•' | '◦' | '▪' | '·' | '–' | '—')) => {
            char.len_utf8()
        }
        Some(char) if 0 < digits && digits <= 3 || char.is_ascii_lowercase() => {
            let n = digits.max(1);
            let dot = digits != 0 && line[n..].starts_with('.');
            match dot || line[n..].starts_with(')') {
                true => n + 1,
                false => return 0,
            }
        }
        _ => return 0,
    };
    let after = n + line[n..].len() - line[n..].trim_start_matches([' ', '\t']).len();
    if after == n || after == line.len() {
        0
    } else {
        after
    }
}

/// A mark inside a paragraph is a list's only where the group begins with one, a colon announces it, or another
/// line has one: a dash or a year can come to a line's start by chance.
fn forget_chance_marks(source: &str, group: &mut [Line]) {
    let n_marks = group.iter().filter(|line| 0 < line.n_mark).count();
    let announced = group
        .windows(2)
        .any(|pair| 0 < pair[1].n_mark && pair[0].text.of(source).ends_with(':'));
    if group[0].n_mark == 0 && n_marks < 2 && !announced {
        group.iter_mut().for_each(|line| line.n_mark = 0);
    }
}

/// Cuts a group into blocks: at marks, at lines without a letter, and at every line where the lines were not
/// broken for their width.
fn blocks<'g>(source: &str, group: &'g [Line]) -> Vec<&'g [Line]> {
    let are_lines = group.iter().all(|line| line.n_mark == 0) && are_lines(source, group);
    let mut blocks = Vec::new();
    let mut start = 0;
    for idx in 1..=group.len() {
        let cuts = idx == group.len()
            || are_lines
            || 0 < group[idx].n_mark
            || !has_letter(source, group[idx])
            || !has_letter(source, group[idx - 1]);
        if cuts {
            blocks.push(&group[start..idx]);
            start = idx;
        }
    }
    blocks
}

fn has_letter(source: &str, line: Line) -> bool {
    line.text.of(source).chars().any(char::is_alphabetic)
}

/// Tells whether the lines stand each for itself: some line had room for the next one's first word, and none
/// begins with a lower-case letter.
fn are_lines(source: &str, group: &[Line]) -> bool {
    let width = |line: &Line| line.text.of(source).chars().count();
    let widest = group.iter().map(width).max().unwrap_or(0);
    let begins_low = |line: &Line| {
        let mut letters = line
            .text
            .of(source)
            .chars()
            .filter(|char| char.is_alphanumeric());
        letters.next().is_some_and(char::is_lowercase)
    };
    let had_room = |pair: &[Line]| {
        let word = pair[1]
            .text
            .of(source)
            .split_whitespace()
            .next()
            .unwrap_or("");
        width(&pair[0]) + 1 + word.chars().count() <= widest
    };
    !group[1..].iter().any(begins_low) && group.windows(2).any(had_room)
}

fn block(builder: &mut Builder<'_, '_>, lines: &[Line]) {
    let source = builder.source;
    let bytes = source.as_bytes();
    let [first, ..] = lines else {
        return;
    };
    let span = Span::new(
        first.text.start + first.n_mark,
        lines[lines.len() - 1].text.end,
    );
    let mut leaf = Leaf::default();
    for pair in lines.windows(2) {
        let from = trim_back(bytes, span.start, pair[0].text.end);
        leaf.edit(Span::new(from, pair[1].text.start), Instead::Space);
    }
    addresses(span.of(source), |range| {
        let url = Span::new(span.start + range.start, span.start + range.end);
        leaf.veil(url, Veil::Opaque);
        leaf.construct(url);
    });
    let context = match (first.n_mark, lines.len()) {
        (0, 1) if !ends_sentence(span.of(source)) => "headline",
        (0, _) => "paragraph",
        _ => "list item",
    };
    builder.block(&leaf, span, Context(context.into()), &Place::Line);
}

/// Tells whether a text ends in a sentence's final punctuation, quotes and brackets aside.
fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(|char: char| "\"'”’»›“)]}".contains(char) || char.is_whitespace())
        .ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

/// Measures the list mark at the start of a text behind which more may follow.
fn mark_of(text: &str) -> usize {
    match text.contains([' ', '\t']) {
        true => mark(text),
        false => mark(&format!("{text} x")).min(text.len()),
    }
}

/// Writes `text` on one line. What would be a list mark at its start gets a no-break space behind it, as `1. maj` and
/// `— Да` have in good typography anyway.
pub(super) fn write(text: &str) -> Result<String, Unbuildable> {
    let written = text
        .split(['\n', '\r'])
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let written = written.collect::<Vec<_>>().join(" ");
    match directive(&written) {
        Some(_) => Err(Unbuildable {
            is_foreign: false,
            reason: format!("a line that begins with “{DIRECTIVE} tolka:” is for tolka"),
        }),
        None => Ok(match mark_of(&written) {
            0 => written,
            n => {
                let sign = written[..n].trim_end_matches([' ', '\t']);
                format!("{sign}\u{a0}{}", &written[n..])
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Document, Format, Settings, Unit};
    use crate::segment::Rules;

    fn check(source: &str, expect: &[(&str, &str)]) {
        let settings = Settings {
            unit: Unit::Block,
            front_matter: Vec::new(),
            protect: Vec::new(),
            rules: Rules::new("en"),
        };
        let (document, _) = Document::parse(source, Format::Text, &settings);
        let found: Vec<_> = document
            .segments
            .iter()
            .map(|segment| (&*segment.context.0, &*segment.text))
            .collect();
        assert_eq!(found, expect, "{source:?}");
    }

    #[test]
    fn wrapped_paragraphs_fold() {
        check(
            "\u{feff}Один два три\r\nчетыре пять\r\nшесть.\r\n\r\nСемь.",
            &[
                ("paragraph", "Один два три четыре пять шесть."),
                ("paragraph", "Семь."),
            ],
        );
    }

    #[test]
    fn a_line_alone_without_a_full_stop_is_a_headline() {
        check(
            "Headline\n\n“A sentence.”\n",
            &[("headline", "Headline"), ("paragraph", "“A sentence.”")],
        );
    }

    #[test]
    fn lines_that_were_not_wrapped_stand_for_themselves() {
        check(
            "Short one\nUN extends the monitoring of it all\nThird line of them",
            &[
                ("headline", "Short one"),
                ("headline", "UN extends the monitoring of it all"),
                ("headline", "Third line of them"),
            ],
        );
    }

    #[test]
    fn lists_are_known_by_their_marks() {
        check(
            "Intro:\n- one\n  more\n- two\n\n1) a b\n2) c",
            &[
                ("headline", "Intro:"),
                ("list item", "one more"),
                ("list item", "two"),
                ("list item", "a b"),
                ("list item", "c"),
            ],
        );
        check(
            "It was in\n1990. Then\nit was not.",
            &[("paragraph", "It was in 1990. Then it was not.")],
        );
    }

    #[test]
    fn a_translation_begins_no_item() {
        for (text, expect) in [
            ("1. maj är\nledig", "1.\u{a0}maj är ledig"),
            ("—  Да", "—\u{a0}Да"),
            ("*  a", "*\u{a0}a"),
            ("-5 a", "-5 a"),
            ("*", "*\u{a0}"),
            ("a", "a"),
        ] {
            assert_eq!(super::write(text).as_deref(), Ok(expect));
        }
        assert!(super::write("%%tolka: skip").is_err());
    }

    #[test]
    fn directives_stand_on_lines_of_their_own() {
        check(
            "A.\n%% tolka: skip\nB.\n\n%% tolka: off\n\nC.\n\nD.\n\n%% tolka: on\nE.",
            &[("paragraph", "A."), ("paragraph", "E.")],
        );
    }

    #[test]
    fn an_underlined_headline_keeps_its_line() {
        check(
            "Title\n=====\nText goes on.",
            &[("headline", "Title"), ("paragraph", "Text goes on.")],
        );
    }
}
