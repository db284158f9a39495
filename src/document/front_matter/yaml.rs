//! YAML: the strings among the top-level values of a mapping, in each of their five styles.
//!
//! Separate because a value's style decides how it is read and written; it reads no nested values and must not
//! know what a value means.

use super::super::leaf::{Instead, Leaf, trim_back};
use super::super::lines::{end_of_line, skip_blanks};
use super::super::partition::Builder;
use super::super::{Context, Place, Unbuildable};
use super::scalar::{line_ends, scalar};
use super::{Style, control, double_quoted, line, lines, unwritable};
use crate::span::Span;

/// Tells whether the first line with text in it is a key.
pub(super) fn is_mapping(text: &str) -> bool {
    text.split(['\n', '\r'])
        .map(str::trim_end)
        .find(|line| !line.is_empty() && !line.starts_with('#'))
        // A backslash before the colon says that it is prose.
        .is_some_and(|line| key(line).is_some_and(|(key, _)| !key.ends_with('\\')))
}

/// Splits a line of a mapping into its key and the offset of its value.
fn key(line: &str) -> Option<(&str, usize)> {
    if line.starts_with([
        ' ', '\t', '#', '-', '[', '{', ']', '}', '\\', '*', '>', '|', '<',
    ]) {
        return None;
    }
    let mut from = 0;
    loop {
        let colon = from + line[from..].find(':')?;
        let rest = &line[colon + 1..];
        if rest.is_empty() || rest.starts_with([' ', '\t']) {
            let key = line[..colon].trim_end();
            let bare = key
                .strip_prefix(['"', '\''])
                .and_then(|key| key.strip_suffix(['"', '\'']));
            return Some((bare.unwrap_or(key), colon + 1));
        }
        from = colon + 1;
    }
}

/// Reads the configured values between `inside`.
pub(super) fn read(builder: &mut Builder<'_, '_>, inside: Span) {
    let source = &builder.source[..inside.end];
    let mut offset = inside.start;
    while let Some((text, next)) = line(source, offset) {
        let mut end = next;
        // A value goes on over blank and indented lines.
        while let Some((more, after)) = line(source, end) {
            if !more.trim().is_empty() && !more.starts_with([' ', '\t']) {
                break;
            }
            end = after;
        }
        if let Some((key, value)) = key(text)
            && builder.settings.front_matter.iter().any(|one| one == key)
        {
            read_value(builder, key, Span::new(offset + value, end));
        }
        offset = end;
    }
}

fn read_value(builder: &mut Builder<'_, '_>, key: &str, value: Span) {
    let source = builder.source;
    let bytes = &source.as_bytes()[..value.end];
    let mut start = skip_blanks(bytes, value.start);
    let is_below = matches!(bytes.get(start), None | Some(b'\n' | b'\r'));
    if is_below {
        start += value_below(&source[start..value.end]);
    }
    let mut leaf = Leaf::default();
    let read = match bytes.get(start) {
        Some(b'"') => {
            double(&mut leaf, source, start + 1, value.end).map(|span| (span, Style::Double))
        }
        Some(b'\'') => {
            single(&mut leaf, source, start + 1, value.end).map(|span| (span, Style::Single))
        }
        Some(b'|') if !is_below => scalar(&mut leaf, source, start, value.end, false),
        Some(b'>') if !is_below => scalar(&mut leaf, source, start, value.end, true),
        Some(_) => plain(&mut leaf, source, start, value.end, is_below).map(|span| {
            let style = Style::Plain {
                whole: false,
                first: span.start,
            };
            (span, style)
        }),
        None => None,
    };
    let Some((span, style)) = read else {
        return;
    };
    // No style but the one with escapes can hold these, and YAML forbids them; what has them stays as it is.
    if !matches!(style, Style::Double) && control(&span.of(source).replace('\r', "")).is_some() {
        return;
    }
    let context = Context(key.to_owned().into());
    let is_plain = matches!(style, Style::Plain { .. });
    if builder.block(&leaf, span, context, &Place::Value(style)) && is_plain {
        let style = Style::Plain {
            whole: true,
            first: span.start,
        };
        builder.widen_last(span, span, Place::Value(style));
    }
}

/// Measures the white space before a value that stands below its key.
fn value_below(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Reads a value in double quotes; `start` is after the opening one.
fn double(leaf: &mut Leaf, source: &str, start: usize, end: usize) -> Option<Span> {
    let bytes = &source.as_bytes()[..end];
    let mut offset = start;
    loop {
        match bytes.get(offset)? {
            b'"' => return closes(source, offset + 1, end).then_some(Span::new(start, offset)),
            b'\\' => offset = escape(leaf, source, offset, end)?,
            b'\n' | b'\r' => offset = fold(leaf, bytes, start, offset),
            _ => offset += 1,
        }
    }
}

fn escape(leaf: &mut Leaf, source: &str, offset: usize, end: usize) -> Option<usize> {
    let bytes = &source.as_bytes()[..end];
    let after = offset + 2;
    let (char, after) = match bytes.get(offset + 1)? {
        b'\n' | b'\r' => {
            let after = skip_blanks(bytes, end_of_line(bytes, offset + 1));
            leaf.edit(Span::new(offset, after), Instead::Nothing);
            return Some(after);
        }
        b'n' => ('\n', after),
        b't' | b'\t' => ('\t', after),
        b'r' => ('\r', after),
        b'0' => ('\0', after),
        b'a' => ('\u{7}', after),
        b'b' => ('\u{8}', after),
        b'v' => ('\u{b}', after),
        b'f' => ('\u{c}', after),
        b'e' => ('\u{1b}', after),
        b'N' => ('\u{85}', after),
        b'_' => ('\u{a0}', after),
        b'L' => ('\u{2028}', after),
        b'P' => ('\u{2029}', after),
        byte @ (b'"' | b'\\' | b'/' | b' ') => (char::from(*byte), after),
        b'x' => hex(source.get(after..after + 2)?, after)?,
        b'u' => hex(source.get(after..after + 4)?, after)?,
        b'U' => hex(source.get(after..after + 8)?, after)?,
        _ => return None,
    };
    leaf.edit(Span::new(offset, after), Instead::Text(char.to_string()));
    Some(after)
}

fn hex(digits: &str, start: usize) -> Option<(char, usize)> {
    let char = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
    Some((char, start + digits.len()))
}

/// Reads a value in single quotes; `start` is after the opening one.
fn single(leaf: &mut Leaf, source: &str, start: usize, end: usize) -> Option<Span> {
    let bytes = &source.as_bytes()[..end];
    let mut offset = start;
    loop {
        match bytes.get(offset)? {
            b'\'' if bytes.get(offset + 1) == Some(&b'\'') => {
                leaf.edit(Span::new(offset, offset + 2), Instead::Text("'".to_owned()));
                offset += 2;
            }
            b'\'' => return closes(source, offset + 1, end).then_some(Span::new(start, offset)),
            b'\n' | b'\r' => offset = fold(leaf, bytes, start, offset),
            _ => offset += 1,
        }
    }
}

/// Tells whether nothing but a comment follows a closing quote.
fn closes(source: &str, offset: usize, end: usize) -> bool {
    let (first, rest) = match source[offset..end].split_once(['\n', '\r']) {
        Some((first, rest)) => (first.trim(), rest.trim()),
        None => (source[offset..end].trim(), ""),
    };
    let comment = |text: &str| text.is_empty() || text.starts_with('#');
    comment(first) && rest.split(['\n', '\r']).all(|line| comment(line.trim()))
}

/// Folds the line end at `offset` with the blank lines and white space around it: one line end is a blank, each
/// more a line feed.
fn fold(leaf: &mut Leaf, bytes: &[u8], floor: usize, offset: usize) -> usize {
    let from = trim_back(bytes, floor, offset);
    let (n_ends, after) = line_ends(bytes, offset);
    let instead = match n_ends {
        1 => Instead::Space,
        _ => Instead::Text("\n".repeat(n_ends - 1)),
    };
    leaf.edit(Span::new(from, after), instead);
    after
}

/// Reads a value without quotes that is a string.
fn plain(leaf: &mut Leaf, source: &str, start: usize, end: usize, is_below: bool) -> Option<Span> {
    if !begins_plain(&source[start..end]) {
        return None;
    }
    let bytes = &source.as_bytes()[..end];
    let mut offset = start;
    let mut last = start;
    while offset < end {
        let (text, next) = line(&source[..end], offset)?;
        let comment = text
            .match_indices('#')
            .find(|(at, _)| *at == 0 || text[..*at].ends_with([' ', '\t']));
        let shown = comment.map_or(text, |(at, _)| &text[..at]);
        let shown = shown.trim_end_matches([' ', '\t']);
        // A colon here would be a nested mapping, or an error.
        if shown.contains(": ") || shown.ends_with(':') {
            return None;
        }
        if !shown.is_empty() {
            last = offset + shown.len();
        }
        if comment.is_some() {
            let rest = &source[next..end];
            let ends = rest
                .split(['\n', '\r'])
                .all(|line| line.trim().is_empty() || line.trim().starts_with('#'));
            if !ends {
                return None;
            }
            break;
        }
        if source[next..end].trim().is_empty() {
            break;
        }
        offset = fold(leaf, bytes, start, offset + text.len());
    }
    let span = Span::new(start, last);
    let is_list = is_below && span.of(source).starts_with("- ");
    (!is_list && is_string(span.of(source))).then_some(span)
}

/// Tells whether a value may begin like this without quotes.
fn begins_plain(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next().unwrap_or('#');
    let blank = chars.next().is_none_or(char::is_whitespace);
    match first {
        '-' | '?' | ':' => !blank,
        _ => !first.is_whitespace() && !",[]{}#&*!|>'\"%@`".contains(first),
    }
}

/// Tells whether YAML, of either version, takes the text for a string.
fn is_string(text: &str) -> bool {
    const OTHERS: [&str; 13] = [
        "true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", ".inf", "-.inf", ".nan",
    ];
    let lower = text.to_ascii_lowercase();
    let is_number = lower.bytes().all(|byte| {
        byte.is_ascii_hexdigit()
            || matches!(
                byte,
                b'.' | b'_' | b'+' | b'-' | b'x' | b'o' | b':' | b't' | b'z'
            )
    }) && lower
        .trim_start_matches(['+', '-', '.'])
        .starts_with(|char: char| char.is_ascii_digit());
    !OTHERS.contains(&lower.as_str()) && !is_number && !text.is_empty()
}

/// Writes `text` in a style of YAML.
pub(super) fn write(
    style: &Style,
    text: &str,
    at: usize,
    eol: &str,
) -> Result<String, Unbuildable> {
    let text = text.trim_matches([' ', '\t', '\n', '\r']);
    if !matches!(style, Style::Double | Style::Plain { whole: true, .. })
        && let Some(char) = control(text)
    {
        return Err(unwritable(char));
    }
    Ok(match style {
        Style::Double => double_quoted(text),
        Style::Single => lines(text)
            .join(&format!("{eol}{eol}  "))
            .replace('\'', "''"),
        Style::Scalar { folded, indent } => {
            let next = match folded {
                true => format!("{eol}{eol}{}", " ".repeat(*indent)),
                false => format!("{eol}{}", " ".repeat(*indent)),
            };
            lines(text).join(&next)
        }
        Style::Plain { whole, first } => match (plain_trouble(text, at == *first), whole) {
            (None, true) if !is_string(text) => format!("\"{text}\""),
            (None, _) => text.to_owned(),
            (Some(_), true) if needs_double(text) => format!("\"{}\"", double_quoted(text)),
            (Some(_), true) => format!("'{}'", text.replace('\'', "''")),
            (Some(trouble), false) => {
                return Err(Unbuildable {
                    is_foreign: false,
                    reason: format!(
                        "a value without quotes cannot hold {trouble} here; put it into quotes in the article"
                    ),
                });
            }
        },
        _ => text.to_owned(),
    })
}

fn needs_double(text: &str) -> bool {
    text.contains('\n') || control(text).is_some() || !text.contains(['"', '\\'])
}

/// Says what of `text` cannot stand in a value without quotes.
fn plain_trouble(text: &str, is_first: bool) -> Option<String> {
    if text.contains('\n') || control(text).is_some() {
        return Some("a line end".to_owned());
    }
    if text.contains(": ") || text.ends_with(':') {
        return Some("“: ”".to_owned());
    }
    if text.contains(" #") || text.starts_with('#') {
        return Some("“ #”".to_owned());
    }
    let first = text.chars().next()?;
    (is_first && !begins_plain(text)).then(|| format!("“{first}” at its start"))
}
