//! Late table: one that stands right below a line of text and whose first row begins with no pipe, what stands in one
//! below a lone pipe, and blocks that would become tables once their lines are one.
//!
//! Separate because GitHub makes tables of them and the Markdown parser paragraphs; it must not know how blocks are read.

use std::ops::Range;

use memchr::memchr;

use super::line_start::is_table_row;
use super::lines::{bare, end_of_line, first_line, line_end, quote_depth, skip_prefix};
use crate::span::Span;

/// Tells whether the lines of `text` may hold such a table.
pub(super) fn may_have_table(text: &str) -> bool {
    has_row(text, 2)
}

/// Tells whether a definition may become a table once its lines are one: a line in it, or the one below, reads like
/// the second row of one.
pub(super) fn may_hide_table(source: &str, definition: Span) -> bool {
    let rest = source[definition.end..].trim_start_matches(['\n', '\r']);
    let end = source.len() - rest.len() + first_line(rest).len();
    has_row(&source[definition.start..end], 0)
}

/// Tells whether a line below the first `n_above` may be the second row of a table.
fn has_row(text: &str, n_above: usize) -> bool {
    memchr(b'-', text.as_bytes()).is_some()
        && text
            .split(['\n', '\r'])
            .filter(|line| !line.is_empty())
            .skip(n_above)
            .any(|line| is_table_row(bare(line).as_bytes()))
}

/// Finds the line of a paragraph that is the first row of a table: the one below it says so, with as many columns. Or
/// the rest of one: a lone pipe ends a table here, elsewhere it is an empty row.
pub(super) fn first_row(lines: &[&str]) -> Option<usize> {
    if let [first, rest @ ..] = lines
        && first.trim_end() == "|"
        && rest.iter().all(|line| line.starts_with('|'))
    {
        return Some(1);
    }
    let is_first = |pair: &[&str]| {
        pair[1].contains(['|', ':'])
            && is_delimiter(pair[1])
            && cells(pair[0]).len() == cells(pair[1]).len()
    };
    // With no text above it the parser knows it for a table, or has its reasons.
    let above = lines.windows(2).skip(1).position(is_first)?;
    Some(above + 1)
}

/// Tells whether a block of several lines may be a table, or become one: its second line says so though the parser
/// did not hear it (a backslash ends the first), or the line below it would were it one line. A term holds no table.
pub(super) fn may_be_table(source: &str, context: &str, block: Span) -> bool {
    if context == "term" && may_have_table(block.of(source)) || is_above_cut_row(source, block) {
        return true;
    }
    let text = block.of(source);
    let Some(end) = line_end(text) else {
        return false;
    };
    let first = &text[..end];
    let second = bare(first_line(text[end..].trim_start_matches(['\n', '\r'])));
    let is_second = is_table_row(second.as_bytes())
        && second.contains(['|', ':'])
        && is_delimiter(second)
        && has_columns(first, cells(second).len());
    is_second || is_above_row(source, block)
}

/// Tells whether a line has `n` columns, or would have them if the pipes among its words had backslashes.
fn has_columns(line: &str, n: usize) -> bool {
    let words = line.trim_end_matches(|char: char| !char.is_alphanumeric());
    let n_behind = cells(&line[words.len()..]).len().max(1);
    let n_cells = cells(line).len();
    n_cells == n || n < n_cells && n_behind == n
}

/// Tells whether the first line of a block ends in a backslash above what could be the second row of a table: the parser
/// ends a paragraph there, though it makes no table of the two.
fn is_above_cut_row(source: &str, block: Span) -> bool {
    let rest = &source[block.start..];
    let Some(end) = line_end(rest) else {
        return false;
    };
    // Hardly any line does.
    if !rest[..end].ends_with('\\') {
        return false;
    }
    let below = &rest[end_of_line(rest.as_bytes(), end)..];
    let second = bare(first_line(below));
    second.contains('|') && is_table_row(second.as_bytes())
}

/// Tells whether the line below a block may say that the block is the first row of a table: some parsers take columns
/// without a dash.
fn is_above_row(source: &str, block: Span) -> bool {
    let rest = source[block.end..].trim_start_matches([' ', '\t']);
    let below = rest
        .strip_prefix("\r\n")
        .or_else(|| rest.strip_prefix(['\n', '\r']));
    let Some(below) = below else {
        return false;
    };
    let at = skip_prefix(below.as_bytes(), 0, quote_depth(source, block.start));
    let line = first_line(&below[at..]);
    let is_column = |range: &Range<usize>| !line[range.clone()].contains([' ', '\t']);
    is_table_row(line.as_bytes())
        && (line.contains('|') || (line.contains(':') && is_delimiter(line)))
        && cells(line).iter().all(is_column)
}

/// Tells whether a line is the second row of a table, with dashes in every column.
fn is_delimiter(line: &str) -> bool {
    let is_column = |range: &Range<usize>| {
        let column = &line[range.clone()];
        let column = column.strip_prefix(':').unwrap_or(column);
        let column = column.strip_suffix(':').unwrap_or(column);
        !column.is_empty() && column.bytes().all(|byte| byte == b'-')
    };
    is_table_row(line.as_bytes()) && cells(line).iter().all(is_column)
}

/// Finds the cells of the row at `line`, without those that one of the inline `constructs` tears: they stay as they
/// are.
pub(super) fn whole_cells(source: &str, line: Span, constructs: &[Span]) -> Vec<Span> {
    let cells = cells(line.of(source)).into_iter();
    let cells = cells.map(|cell| Span::new(line.start + cell.start, line.start + cell.end));
    cells.filter(|cell| !is_torn(*cell, constructs)).collect()
}

/// Tells whether one of the inline `constructs` reaches out of a part of a paragraph, as it can where only some
/// parsers see parts.
pub(super) fn is_torn(part: Span, constructs: &[Span]) -> bool {
    let within = |offset: usize| part.start < offset && offset < part.end;
    constructs.iter().any(|one| {
        let covers = one.start <= part.start && part.end <= one.end && *one != part;
        let begins = within(one.start) && part.end < one.end;
        covers || begins || (within(one.end) && one.start < part.start)
    })
}

/// Finds the cells of a row, without the blanks around their texts; a pipe behind a backslash parts none.
fn cells(row: &str) -> Vec<Range<usize>> {
    let trimmed = row.trim_matches([' ', '\t']);
    let begin = row.len() - row.trim_start_matches([' ', '\t']).len();
    let end = begin + trimmed.len();
    let mut cells = Vec::new();
    let mut start = begin + usize::from(trimmed.starts_with('|'));
    let bytes = row.as_bytes();
    for (pipe, _) in row.match_indices('|') {
        if pipe < start || (0 < pipe && bytes[pipe - 1] == b'\\') {
            continue;
        }
        cells.push(text_of(row, start..pipe));
        start = pipe + 1;
    }
    if start < end {
        cells.push(text_of(row, start..end));
    }
    cells
}

fn text_of(row: &str, cell: Range<usize>) -> Range<usize> {
    let text = row[cell.clone()].trim_start_matches([' ', '\t']);
    let start = cell.end - text.len();
    start..start + text.trim_end_matches([' ', '\t']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_between_pipes() {
        let check = |row: &str, expect: &[&str]| {
            let found: Vec<&str> = cells(row).into_iter().map(|range| &row[range]).collect();
            assert_eq!(found, expect, "{row:?}");
        };
        check("a | b", &["a", "b"]);
        check(" | a |\tb c| ", &["a", "b c"]);
        check("a \\| b||`c|d`", &["a \\| b", "", "`c", "d`"]);
        check("a", &["a"]);
        check("|", &[]);
        check("", &[]);
    }

    #[test]
    fn the_second_row_is_known_from_the_line_above() {
        let check = |source: &str, expect| {
            let start = source.find('a').unwrap();
            let block = Span::new(start, start + 1);
            assert_eq!(is_above_row(source, block), expect, "{source:?}");
        };
        check("a\n--|--", true);
        check("> a \r\n>  :-:", true);
        check("a\n> :-:", false);
        check("a\n:-|:", true);
        check("a\n: -|-", false);
        check("a\n---", false);
        check("a\n- -|-", false);
        check("a\n\n--|--", false);
        check("a", false);
    }

    #[test]
    fn what_the_parser_did_not_hear_may_be_a_table() {
        let check = |block: &str, below: &str, expect| {
            let source = format!("{block}{below}");
            let span = Span::new(0, block.len());
            assert_eq!(
                may_be_table(&source, "paragraph", span),
                expect,
                "{source:?}"
            );
        };
        check("|a|b: \\\n--|--", "\n", true);
        check("|a\\\n|- -", "\n", true);
        check("|a\\", "\n|-\n", true);
        check("|a", "\n|- -\n", false);
        check("a\n  :--\n||b\n:-|-", "\n", true);
        check("a\n---", "\n", false);
        check("a|b|c\n--|--", "\n", false);
        check("||a. |\n|-", "\n", true);
        check("|a|b|c|\n|-|-|", "\n", false);
        check("a\nb|c", "", false);
        check("a\nb|c", "\n:-|-:\n", true);
        check("b|c", "\n:-|-:\n", false);
    }

    #[test]
    fn the_second_row_makes_the_table() {
        let check = |lines: &[&str], expect: Option<usize>| {
            assert_eq!(first_row(lines), expect, "{lines:?}");
            let may = may_have_table(&lines.join("\r\n> "));
            assert!(may || expect.is_none(), "{lines:?}");
        };
        check(&["text", "a | b", "--|--", "1 | 2"], Some(1));
        check(&["text", "more | text", "a|", ":-:|", "1"], Some(2));
        check(&["text", "a | b", "--|--|--"], None);
        check(&["text", "a | b", "-- --|--"], None);
        check(&["text", "a", "-:", "b"], Some(1));
        check(&["text", "a", "--"], None);
        check(&["a | b", "--|--"], None);
        assert_eq!(first_row(&["|", "|a|b|", "|c|d|"]), Some(1));
        assert_eq!(first_row(&["|", "|a|b|", "c"]), None);
        check(&["text", "a | b", "c | d"], None);
    }
}
