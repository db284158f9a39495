//! Scalar: YAML's values of several lines after `|` or `>`.
//!
//! Separate because they end by indentation, not by a quote; it must not know which key they belong to.

use super::super::leaf::{Instead, Leaf, trim_back};
use super::super::lines::{end_of_line, line_start, skip_blanks};
use super::{Style, line};
use crate::span::Span;

/// Reads a block scalar; `start` is at its `|` or `>`.
pub(super) fn scalar(
    leaf: &mut Leaf,
    source: &str,
    start: usize,
    end: usize,
    folded: bool,
) -> Option<(Span, Style)> {
    let bytes = &source.as_bytes()[..end];
    let (header, content) = line(&source[..end], start)?;
    let marks = header[1..].split('#').next().unwrap_or("").trim();
    if !marks
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-'))
    {
        return None;
    }
    let given = marks
        .bytes()
        .find(u8::is_ascii_digit)
        .map(|byte| usize::from(byte - b'0'));
    let (_, first) = line_ends(bytes, skip_blanks(bytes, content));
    let own = first - line_start(source, first);
    let indent = given.unwrap_or(own);
    let first = first - (own - indent.min(own));
    let last = first + source.get(first..end)?.trim_end().len();
    if last <= first || indent == 0 {
        return None;
    }
    let mut offset = first;
    while let Some(at) = source[offset..last].find(['\n', '\r']) {
        let break_at = offset + at;
        let mut n_ends = 0;
        let mut after = break_at;
        while matches!(bytes.get(after), Some(b'\n' | b'\r')) {
            n_ends += 1;
            after = end_of_line(bytes, after);
            let text = skip_blanks(bytes, after);
            after = match bytes.get(text) {
                Some(b'\n' | b'\r') => text,
                _ => text.min(after + indent),
            };
        }
        let deeper = matches!(bytes.get(after), Some(b' ' | b'\t'));
        if folded && deeper {
            return None;
        }
        let instead = match (folded, n_ends) {
            (true, 1) => Instead::Space,
            (true, _) => Instead::Text("\n".repeat(n_ends - 1)),
            (false, _) => Instead::Text("\n".repeat(n_ends)),
        };
        leaf.edit(
            Span::new(trim_back(bytes, offset, break_at), after),
            instead,
        );
        offset = after;
    }
    Some((Span::new(first, last), Style::Scalar { folded, indent }))
}

/// Counts the line ends from `offset` on, with the blanks after each.
pub(super) fn line_ends(bytes: &[u8], mut offset: usize) -> (usize, usize) {
    let mut n_ends = 0;
    while matches!(bytes.get(offset), Some(b'\n' | b'\r')) {
        n_ends += 1;
        offset = skip_blanks(bytes, end_of_line(bytes, offset));
    }
    (n_ends, offset)
}
