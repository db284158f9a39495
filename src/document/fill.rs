//! Fill: the lines of a plain paragraph whose words have changed: one long line, or lines of a width.
//!
//! Separate because the author's line breaks fit the author's words; it must not know translations.

use unicode_width::UnicodeWidthChar;

use super::lines::line_start;
use super::text::mark;
use super::{Block, Document, Format};

impl Document<'_> {
    /// Sets the lines of `written`, which stands for a block of plain text, anew: on one line where `width` is 0, else
    /// on lines of that many columns at most. `marks` are offsets in it, in order, and become those in the result.
    ///
    /// In other formats line breaks are markup or nothing to a reader, and everything stays.
    pub fn fill(
        &self,
        block: &Block,
        written: String,
        marks: &mut [usize],
        width: usize,
    ) -> String {
        if self.format != Format::Text {
            return written;
        }
        let line = fold(&written, marks);
        if width == 0 {
            return line;
        }
        let start = line_start(self.source, block.span.start);
        let before = self.source[start..block.span.start].trim_start_matches('\u{feff}');
        let indent = self.indent(block, before);
        let eol = super::escape::eol(self.source);
        wrap(
            &line,
            columns(before),
            &format!("{eol}{indent}"),
            width,
            marks,
        )
    }

    /// Returns what a further line of a block begins with: as the source has it, or below the first one's text.
    fn indent(&self, block: &Block, before: &str) -> String {
        let inside = block.span.of(self.source);
        if let Some(at) = inside.find(['\n', '\r']) {
            let line = inside[at..].trim_start_matches(['\n', '\r']);
            let n = line.len() - line.trim_start_matches([' ', '\t']).len();
            return line[..n].to_owned();
        }
        let blank = |char: char| if char.is_whitespace() { char } else { ' ' };
        before.chars().map(blank).collect()
    }
}

/// Puts one blank in the place of every line break and the blanks around it.
fn fold(written: &str, marks: &mut [usize]) -> String {
    let mut line = String::with_capacity(written.len());
    let mut n_marks = 0;
    let mut rest = written;
    while !rest.is_empty() {
        let blank = |char: char| matches!(char, ' ' | '\t' | '\n' | '\r');
        let n_words = rest.find(blank).unwrap_or(rest.len());
        let n_blanks = rest[n_words..].len() - rest[n_words..].trim_start_matches(blank).len();
        let (words, blanks) = (&rest[..n_words], &rest[n_words..n_words + n_blanks]);
        let at = written.len() - rest.len();
        let start = line.len();
        line.push_str(words);
        line.push_str(if blanks.contains(['\n', '\r']) {
            " "
        } else {
            blanks
        });
        while let Some(mark) = marks
            .get_mut(n_marks)
            .filter(|mark| **mark < at + n_words + n_blanks)
        {
            *mark = (start + (*mark - at)).min(line.len());
            n_marks += 1;
        }
        rest = &rest[n_words + n_blanks..];
    }
    for mark in &mut marks[n_marks..] {
        *mark = line.len();
    }
    line
}

/// Breaks a line at blanks, so that no line is wider than `width` where a blank allows it; `first` columns of the first
/// line are taken. `end` ends a line and begins the next one.
fn wrap(line: &str, first: usize, end: &str, width: usize, marks: &mut [usize]) -> String {
    let mut breaks: Vec<(usize, usize)> = Vec::new();
    let indent = columns(end.trim_start_matches(['\n', '\r']));
    let mut column = first;
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let n_blanks = rest.len() - rest.trim_start_matches(' ').len();
        let n_word = rest[n_blanks..].find(' ').unwrap_or(rest.len() - n_blanks);
        let word = &rest[n_blanks..n_blanks + n_word];
        let own = columns(word);
        // At a line's start some words are the mark of an item or a directive.
        let is_mark = 0 < mark(&rest[n_blanks..]) || word.starts_with("%%");
        if 0 < n_blanks && 0 < at && width < column + n_blanks + own && !is_mark {
            breaks.push((at, at + n_blanks));
            column = indent + own;
        } else {
            column += n_blanks + own;
        }
        at += n_blanks + n_word;
    }
    let mut wrapped = String::with_capacity(line.len() + breaks.len() * end.len());
    let mut done = 0;
    for (start, until) in &breaks {
        wrapped.push_str(&line[done..*start]);
        wrapped.push_str(end);
        done = *until;
    }
    wrapped.push_str(&line[done..]);
    for mark in marks {
        let mut moved = *mark;
        for (start, until) in &breaks {
            if *until <= *mark {
                moved = moved + end.len() - (until - start);
            }
        }
        *mark = moved;
    }
    wrapped
}

/// Measures a text as a terminal shows it.
fn columns(text: &str) -> usize {
    text.chars().map(|char| char.width().unwrap_or(0)).sum()
}

#[cfg(test)]
mod tests {
    use super::super::{Part, Settings, Unit};
    use super::*;
    use crate::segment::Rules;

    fn check(source: &str, written: &str, width: usize, expect: &str) {
        let settings = Settings {
            unit: Unit::Sentence,
            front_matter: Vec::new(),
            protect: Vec::new(),
            rules: Rules::new("en"),
        };
        let (document, _) = Document::parse(source, Format::Text, &settings);
        let block = document.parts.iter().find_map(|part| match part {
            Part::Block(block) => Some(block),
            _ => None,
        });
        let mut marks: Vec<usize> = written.char_indices().map(|(at, _)| at).collect();
        let n = marks.len();
        let filled = document.fill(block.unwrap(), written.to_owned(), &mut marks, width);
        assert_eq!(filled, expect);
        // Every word's letters are where their marks are.
        let letters = written.chars().zip(&marks);
        for (char, mark) in letters.filter(|(char, _)| !char.is_whitespace()) {
            assert!(filled[*mark..].starts_with(char), "{char} at {mark} of {n}");
        }
    }

    #[test]
    fn one_line_by_default() {
        check(
            "One two\r\n  three.",
            "Раз два\r\n  три. Четыре",
            0,
            "Раз два три. Четыре",
        );
    }

    #[test]
    fn lines_of_a_width() {
        check("One.", "Раз два три четыре", 11, "Раз два три\nчетыре");
        check("- One two\n  three.", "Раз два три", 9, "Раз два\n  три");
        check("\u{feff}1) One.\r\n", "Раз два", 8, "Раз\r\n   два");
        check("One.", "文文文 文文文", 8, "文文文\n文文文");
        check("One.", "невероятно длинно", 4, "невероятно\nдлинно");
    }

    #[test]
    fn a_word_does_not_become_a_mark() {
        check(
            "One.",
            "Раз два - три 1. четыре",
            8,
            "Раз два -\nтри 1.\nчетыре",
        );
    }
}
