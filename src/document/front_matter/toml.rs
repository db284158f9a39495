//! TOML: the strings among the top-level values, in each of their four styles.
//!
//! Separate because a value's style decides how it is read and written; it must not know what a value means.

use ::toml::de::{DeTable, DeValue};

use super::super::leaf::{Instead, Leaf};
use super::super::lines::end_of_line;
use super::super::partition::Builder;
use super::super::{Context, Place, Unbuildable};
use super::{Style, control, double_quoted, lines, unwritable};
use crate::span::{Span, SyntaxError};

/// Reads the configured values between `inside`.
pub(super) fn read(builder: &mut Builder<'_, '_>, inside: Span) {
    let text = inside.of(builder.source);
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            builder.errors.push(SyntaxError {
                span: Span::new(inside.start + span.start, inside.start + span.end),
                message: format!("The front matter is no TOML: {}", error.message()),
                help: "Until it is, its values are not translated".to_owned(),
            });
            return;
        }
    };
    let mut values: Vec<(Span, String)> = table
        .get_ref()
        .iter()
        .filter(|(key, value)| {
            let key: &str = key.get_ref();
            matches!(value.get_ref(), DeValue::String(_))
                && builder.settings.front_matter.iter().any(|one| one == key)
        })
        .map(|(key, value)| {
            let span = value.span();
            let span = Span::new(inside.start + span.start, inside.start + span.end);
            (span, key.get_ref().to_string())
        })
        .collect();
    values.sort_unstable();
    for (value, key) in values {
        read_value(builder, key, value);
    }
}

fn read_value(builder: &mut Builder<'_, '_>, key: String, value: Span) {
    let source = builder.source;
    let raw = value.of(source);
    let (n_quotes, style) = match raw.as_bytes() {
        [b'"', b'"', b'"', ..] if 6 <= raw.len() => (3, Style::MultiBasic),
        [b'\'', b'\'', b'\'', ..] if 6 <= raw.len() => (3, Style::MultiLiteral),
        [b'"', ..] => (1, Style::Basic),
        [b'\'', ..] => (1, Style::Literal { whole: false }),
        _ => return,
    };
    let inside = Span::new(value.start + n_quotes, value.end - n_quotes);
    let mut leaf = Leaf::default();
    read_text(&mut leaf, source, inside, &style);
    let is_literal = matches!(style, Style::Literal { .. });
    let context = Context(key.into());
    if builder.block(&leaf, inside, context, &Place::Value(style)) && is_literal {
        builder.widen_last(inside, value, Place::Value(Style::Literal { whole: true }));
    }
}

/// Notes the escapes and line ends of a string.
fn read_text(leaf: &mut Leaf, source: &str, inside: Span, style: &Style) {
    let bytes = &source.as_bytes()[..inside.end];
    let escapes = matches!(style, Style::Basic | Style::MultiBasic);
    let mut offset = inside.start;
    while offset < inside.end {
        let (after, instead) = match bytes[offset] {
            b'\r' => (end_of_line(bytes, offset), Instead::Break),
            b'\\' if escapes => match escape(source, offset, inside.end) {
                Some(read) => read,
                None => return,
            },
            _ => {
                offset += 1;
                continue;
            }
        };
        leaf.edit(Span::new(offset, after), instead);
        offset = after;
    }
}

fn escape(source: &str, offset: usize, end: usize) -> Option<(usize, Instead)> {
    let bytes = &source.as_bytes()[..end];
    let after = offset + 2;
    let hex = |n: usize| {
        let digits = source.get(after..after + n)?;
        let char = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
        Some((after + n, char))
    };
    let (after, char) = match bytes.get(offset + 1)? {
        b'b' => (after, '\u{8}'),
        b't' => (after, '\t'),
        b'n' => (after, '\n'),
        b'f' => (after, '\u{c}'),
        b'r' => (after, '\r'),
        b'e' => (after, '\u{1b}'),
        b'"' => (after, '"'),
        b'\\' => (after, '\\'),
        b'x' => hex(2)?,
        b'u' => hex(4)?,
        b'U' => hex(8)?,
        // A backslash at a line's end takes all white space with it.
        _ => {
            let rest = &source[offset + 1..end];
            let n_space = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            return Some((offset + 1 + n_space, Instead::Nothing));
        }
    };
    Some((after, Instead::Text(char.to_string())))
}

/// Writes `text` in a style of TOML.
pub(super) fn write(style: &Style, text: &str, eol: &str) -> Result<String, Unbuildable> {
    let bare = control(text);
    match style {
        Style::Literal { whole: true } if text.contains(['\'', '\n']) || bare.is_some() => {
            Ok(format!("\"{}\"", double_quoted(text)))
        }
        Style::Literal { whole: true } => Ok(format!("'{text}'")),
        Style::Literal { whole: false } | Style::MultiLiteral if bare.is_some() => {
            Err(unwritable(bare.unwrap_or_default()))
        }
        Style::Literal { whole: false } if text.contains('\'') => Err(unwritable('\'')),
        Style::MultiLiteral if text.contains("'''") || text.ends_with('\'') => {
            Err(unwritable('\''))
        }
        Style::Literal { .. } => Ok(lines(text).join(" ")),
        Style::MultiLiteral => Ok(lines(text).join(eol)),
        Style::MultiBasic => {
            let lines: Vec<_> = lines(text).into_iter().map(double_quoted).collect();
            Ok(lines.join(eol))
        }
        _ => Ok(double_quoted(text)),
    }
}
