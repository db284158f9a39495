//! Excerpt: the part of a line that a finding is about, and where the carets go below it.
//!
//! Everything is measured in columns on the screen, so that carets are right in every script.

use std::borrow::Cow;

use super::screen::{mark, safe, width};
use crate::finding::Region;

/// Cuts what is shown of a line to `n_columns` around the start of a region; returns it with the columns
/// before the carets and their number.
pub fn excerpt(line: &str, region: Region, n_columns: usize) -> (String, usize, usize) {
    let mut marked = mark(line);
    let cells: Vec<Cow<'_, str>> = line
        .char_indices()
        .map(|(at, c)| {
            if let Some((own, code)) = marked
                && own == at
            {
                marked = mark(&line[at + 1..]).map(|(next, code)| (at + 1 + next, code));
                return Cow::Borrowed(code);
            }
            cell(&line[at..at + c.len_utf8()])
        })
        .collect();
    let widths: Vec<usize> = cells.iter().map(|cell| width(cell)).collect();
    let start = (region.start.column - 1).min(cells.len());
    let end = if region.end.line == region.start.line {
        region.end.column - 1
    } else {
        cells.len()
    };
    let end = end.clamp(start, cells.len());
    let columns = |from: usize, to: usize| widths[from..to].iter().sum::<usize>();
    // A cut at either end costs a column for its sign.
    let mut from = 0;
    if n_columns < columns(0, cells.len()) {
        let n_wanted = n_columns / 3;
        while from < start && n_wanted < columns(from, start) {
            from += 1;
        }
        // A line's end is no reason to waste the room before it.
        while 0 < from && columns(from - 1, cells.len()) < n_columns {
            from -= 1;
        }
    }
    let n_left = usize::from(0 < from);
    let mut to = from;
    let mut n_used = n_left;
    while to < cells.len() && n_used + widths[to] + usize::from(to + 1 < cells.len()) <= n_columns {
        n_used += widths[to];
        to += 1;
    }
    let mut shown = String::new();
    if 0 < from {
        shown.push('…');
    }
    shown.extend(cells[from..to].iter().map(|cell| &**cell));
    if to < cells.len() {
        shown.push('…');
    }
    let n_carets = columns(start.min(to), end.min(to)).max(1);
    (
        shown,
        n_left + columns(from, start.min(to).max(from)),
        n_carets,
    )
}

/// Shows a character of a file; a tab as the arrow that it is in an editor.
fn cell(c: &str) -> Cow<'_, str> {
    match c {
        "\t" => Cow::Borrowed("→   "),
        c => safe(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Position;

    fn region(line: usize, from: usize, to: usize) -> Option<Region> {
        let at = |column| Position { line, column };
        Some(Region {
            start: at(from),
            end: at(to),
        })
    }

    #[test]
    fn long_lines_are_cut_around_the_carets() {
        let line = format!("{} здесь {}", "а".repeat(60), "б".repeat(60));
        let (shown, n_before, n_carets) = excerpt(&line, region(1, 62, 67).unwrap(), 40);
        assert_eq!((width(&shown), n_carets), (40, 5));
        assert_eq!(
            shown.chars().skip(n_before).take(5).collect::<String>(),
            "здесь"
        );
        assert!(shown.starts_with('…') && shown.ends_with('…'));
        // A place at the end shows what stands before it.
        let (shown, n_before, n_carets) = excerpt(&line, region(1, 128, 128).unwrap(), 40);
        assert_eq!((width(&shown), n_before, n_carets), (40, 40, 1));
    }

    #[test]
    fn wide_and_combining_characters_keep_the_carets_right() {
        let (shown, n_before, n_carets) = excerpt("日本e\u{301}x", region(1, 3, 5).unwrap(), 40);
        assert_eq!((&*shown, n_before, n_carets), ("日本e\u{301}x", 4, 1));
        let (shown, n_before, n_carets) = excerpt("##[b] c", region(1, 7, 8).unwrap(), 40);
        assert_eq!((&*shown, n_before, n_carets), ("#\\u{23}[b] c", 11, 1));
        let (shown, n_before, n_carets) = excerpt("a\u{202E}b", region(1, 2, 3).unwrap(), 40);
        assert_eq!((&*shown, n_before, n_carets), ("a\\u{202E}b", 1, 8));
    }
}
