//! Lines: what stands at the start of a Markdown line before its text, and how the next line begins like it.
//!
//! Separate because reading skips these prefixes and writing repeats them; it must not know inline markup.

use memchr::{memchr2, memrchr2};

/// Finds the first line end of a text: the offset of its LF or CR.
pub(super) fn line_end(text: &str) -> Option<usize> {
    memchr2(b'\n', b'\r', text.as_bytes())
}

/// Returns the first line of a text without its end.
pub(super) fn first_line(text: &str) -> &str {
    &text[..line_end(text).unwrap_or(text.len())]
}

/// Returns the offset after the line end at `offset`: LF, CRLF or CR.
pub(super) fn end_of_line(bytes: &[u8], offset: usize) -> usize {
    match bytes[offset..] {
        [b'\r', b'\n', ..] => offset + 2,
        _ => offset + 1,
    }
}

/// Returns where the line around `offset` starts.
pub(super) fn line_start(source: &str, offset: usize) -> usize {
    let before = &source.as_bytes()[..offset];
    memrchr2(b'\n', b'\r', before).map_or(0, |found| found + 1)
}

/// Yields the lines of a text without their ends (LF, CRLF or CR), the last one first.
pub(super) fn lines_back(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let line = rest.strip_suffix("\r\n");
        let line = line.or_else(|| rest.strip_suffix(['\n', '\r']));
        let line = line.or((!rest.is_empty()).then_some(rest))?;
        let start = line_start(line, line.len());
        rest = &line[..start];
        Some(&line[start..])
    })
}

/// Takes away the blanks and the marks of quotes that a line begins with.
pub(super) fn bare(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>'])
}

/// Counts the block quotes that the line of `start`, a block's first byte, stands in.
pub(super) fn quote_depth(source: &str, start: usize) -> usize {
    let prefix = &source.as_bytes()[line_start(source, start)..start];
    prefix.iter().filter(|byte| **byte == b'>').count()
}

/// Skips the prefix of a continuation line that starts at `offset`, at most `depth` quote markers deep.
pub(super) fn skip_prefix(bytes: &[u8], mut offset: usize, depth: usize) -> usize {
    for _ in 0..depth {
        let mark = skip_blanks(bytes, offset);
        if bytes.get(mark) != Some(&b'>') {
            break;
        }
        offset = mark + 1;
    }
    skip_blanks(bytes, offset)
}

/// Skips blanks and tabs.
pub(super) fn skip_blanks(bytes: &[u8], offset: usize) -> usize {
    let rest = &bytes[offset..];
    let n = rest
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    offset + n
}

/// Skips blanks, tabs, line ends and the prefixes after them.
pub(super) fn skip_space(bytes: &[u8], mut offset: usize, depth: usize) -> usize {
    loop {
        offset = skip_blanks(bytes, offset);
        match bytes.get(offset) {
            Some(b'\n' | b'\r') => offset = skip_prefix(bytes, end_of_line(bytes, offset), depth),
            _ => return offset,
        }
    }
}

/// Makes the prefix of a second line in the block that starts at `start`: quote markers stay, every other marker
/// becomes blanks.
pub(super) fn continuation(source: &str, start: usize) -> String {
    let before = &source[line_start(source, start)..start];
    let mut prefix = String::with_capacity(before.len() + 1);
    let mut is_label = false;
    for char in before.chars().filter(|char| *char != '\u{feff}') {
        // The label of a footnote may hold anything.
        is_label = (is_label || char == '[') && char != ']';
        match char {
            '>' | '\t' if !is_label => prefix.push(char),
            _ => {
                // A quote mark takes a blank, and took none from the marker that stood right behind it.
                if prefix.ends_with('>') && char != ' ' {
                    prefix.push(' ');
                }
                prefix.push(' ');
            }
        }
    }
    prefix
}

/// Counts the backslashes at the end of a text: an odd one escapes what follows.
pub(super) fn n_backslashes(text: &[u8]) -> usize {
    text.iter().rev().take_while(|byte| **byte == b'\\').count()
}

/// Is how an article writes a hard break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BreakStyle {
    /// `\`, once at least.
    Backslash,
    /// Two blanks.
    Blanks,
}

impl BreakStyle {
    /// Finds it out.
    pub fn of(source: &str) -> Self {
        let has = |mark: &str| {
            ["\n", "\r"]
                .iter()
                .any(|end| source.contains(&format!("{mark}{end}")))
        };
        match !has("\\") && has("  ") {
            true => BreakStyle::Blanks,
            false => BreakStyle::Backslash,
        }
    }

    /// Ends a line; an empty one can only end in a backslash.
    pub fn write(self, written: &mut String, empty: bool) {
        written.push_str(match self {
            BreakStyle::Blanks if !empty => "  ",
            _ => "\\",
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back_to_front() {
        let all: Vec<_> = lines_back("a\r\n\nb\rc\n\r\nd").collect();
        assert_eq!(all, ["d", "", "c", "b", "", "a"]);
        assert_eq!(lines_back("").next(), None);
    }

    #[test]
    fn markers_become_blanks_and_quotes_stay() {
        let check = |source: &str, expect: &str| {
            let start = source.find('a').unwrap();
            assert_eq!(continuation(source, start), expect, "{source:?}");
        };
        check("a", "");
        check("x\n> - a", ">   ");
        check(">>- > a", ">>   > ");
        check("12) > a", "    > ");
        check("\u{feff}a", "");
        check("> [^>b]: a", ">        ");
        check("-\ta", " \t");
    }
}
