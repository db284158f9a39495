//! Mask: keeps from fluent-syntax what it cannot survive, without moving a byte.
//!
//! fluent-syntax recurses on nesting (a file of 20,000 braces overflows the stack) and slices inside a
//! character after a short `\u` escape. Both are replaced, byte for byte, by something that is a plain
//! syntax error, so that offsets hold and the entry becomes Junk.

use std::borrow::Cow;

use memchr::{memchr, memrchr};

use crate::span::{Span, SyntaxError};

/// How deeply placeables and calls may nest.
pub const MAX_NESTING: usize = 100;

/// Returns `text` as it may be parsed, and a remark for each place that was masked, in order.
pub fn mask(text: &str) -> (Cow<'_, str>, Vec<SyntaxError>) {
    let mut errors = Vec::new();
    let mut masked: Option<Vec<u8>> = None;
    // One count of open calls per open placeable: text in a variant may hold a lone parenthesis.
    let mut open: Vec<usize> = Vec::new();
    let mut too_deep = false;
    let mut offset = 0;
    while offset < text.len() {
        if open.is_empty() && !too_deep {
            // Nothing begins before the next brace, and most lines of most files have none.
            let Some(brace) = memchr(b'{', &text.as_bytes()[offset..]) else {
                break;
            };
            let before = &text.as_bytes()[offset..offset + brace];
            offset += memrchr(b'\n', before).map_or(0, |at| at + 1);
        }
        let rest = &text[offset..];
        let end = memchr(b'\n', rest.as_bytes());
        let line = end.map_or(rest, |at| &rest[..=at]);
        if line.starts_with('#') && open.is_empty() {
            offset += line.len();
            continue;
        }
        if starts_entry(line) {
            open.clear();
            too_deep = false;
        }
        let mut hit = |at: usize, by: u8, error: Option<SyntaxError>| {
            masked.get_or_insert_with(|| text.as_bytes().to_vec())[at] = by;
            errors.extend(error);
        };
        let bytes = line.as_bytes();
        let mut idx = 0;
        while idx < bytes.len() {
            match bytes[idx] {
                b'"' if !open.is_empty() => {
                    idx += 1;
                    while idx < bytes.len() && !matches!(bytes[idx], b'"' | b'\n') {
                        if bytes[idx] == b'\\' {
                            if is_cut_short(&bytes[idx + 1..]) {
                                let at = offset + idx;
                                hit(at + 1, b'?', Some(short_escape(at)));
                            }
                            idx += 1;
                        }
                        idx += 1;
                    }
                }
                byte @ (b'{' | b'(') if byte == b'{' || !open.is_empty() => {
                    if open.len() + open.iter().sum::<usize>() == MAX_NESTING {
                        let error = (!too_deep).then(|| nested_too_deep(offset + idx));
                        too_deep = true;
                        hit(offset + idx, b'?', error);
                    } else if byte == b'{' {
                        open.push(0);
                    } else if let Some(n_calls) = open.last_mut() {
                        *n_calls += 1;
                    }
                }
                b'}' => {
                    open.pop();
                }
                b')' => {
                    if let Some(n_calls) = open.last_mut() {
                        *n_calls = n_calls.saturating_sub(1);
                    }
                }
                _ => {}
            }
            idx += 1;
        }
        offset += line.len();
    }
    let masked = masked.and_then(|bytes| String::from_utf8(bytes).ok());
    (masked.map_or(Cow::Borrowed(text), Cow::Owned), errors)
}

/// Tells a line `id =` or `-id =`, at which no placeable can go on.
fn starts_entry(line: &str) -> bool {
    let name = line.strip_prefix('-').unwrap_or(line);
    let rest =
        name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && rest.trim_start_matches(' ').starts_with('=')
}

/// Tells a `u` or `U` escape that ends in a byte beyond ASCII before all its digits are there.
fn is_cut_short(escape: &[u8]) -> bool {
    let n_digits = match escape.first() {
        Some(b'u') => 4,
        Some(b'U') => 6,
        _ => return false,
    };
    let mut digits = escape[1..].iter().take(n_digits);
    digits
        .find(|byte| !byte.is_ascii_hexdigit())
        .is_some_and(|byte| *byte >= 0x80)
}

fn short_escape(at: usize) -> SyntaxError {
    SyntaxError {
        span: Span::new(at, at + 2),
        message: "the escape has too few hexadecimal digits".into(),
        help: "write \\u and four digits, or \\U and six".into(),
    }
}

fn nested_too_deep(at: usize) -> SyntaxError {
    SyntaxError {
        span: Span::new(at, at + 1),
        message: format!("placeables are nested deeper than {MAX_NESTING}"),
        help: "take the entry apart into terms or messages of its own".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_files_are_borrowed() {
        let text = "# {{{{\na = { \"{\" } { $n ->\n*[one] {\"(\"}\n}\n";
        let (masked, errors) = mask(text);
        assert!(matches!(masked, Cow::Borrowed(_)));
        assert_eq!(errors, []);
    }

    #[test]
    fn twenty_thousand_braces_are_no_danger() {
        for open in ["{", "{ A(\nA("] {
            let text = format!("a = {}\nb = ok\n", open.repeat(20_000));
            let (masked, errors) = mask(&text);
            assert_eq!(masked.len(), text.len());
            assert_eq!(errors.len(), 1);
            let resource = fluent_syntax::parser::parse(&*masked).unwrap_err().0;
            assert!(resource.body.iter().any(|entry| {
                matches!(entry, fluent_syntax::ast::Entry::Message(m) if m.id.name == "b")
            }));
        }
    }

    #[test]
    fn many_literal_braces_are_not_nesting() {
        let text = format!("a = {}\n", "{ \"{\" }".repeat(500));
        assert_eq!(mask(&text).1, []);
    }

    #[test]
    fn a_short_escape_before_a_letter_beyond_ascii_is_an_error_not_a_panic() {
        let (masked, errors) = mask("a = { \"\\u00é\" }\nb = x\n");
        assert_eq!(errors.len(), 1);
        assert!(fluent_syntax::parser::parse(&*masked).is_err());
    }
}
