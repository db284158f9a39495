//! Encode: any text as a one-line Fluent pattern, and back.
//!
//! The same encoding serves the catalog's values, the stubs' hints and the `@source` lines, so that a text
//! has one spelling everywhere. fluent-rs, fluent.js and python-fluent read it alike.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

use crate::sixteen::{Sixteen, find};

/// Encodes `text` as a pattern on one line; `protected` are byte ranges of `text`, in order, that become
/// one string literal each where they hold a brace.
///
/// Braces and line breaks become string literals, as does white space of any kind at the ends, which the
/// readers of Fluent trim differently. A text that begins with `[`, `*` or `.` gets `{ "" }` before it.
pub fn encode<'t>(text: &'t str, protected: &[Range<usize>]) -> Cow<'t, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut pattern = String::with_capacity(text.len() + 16);
    if text.is_empty() || text.starts_with(['[', '*', '.']) {
        pattern.push_str("{ \"\" }");
    }
    let end_of_lead = text.len() - text.trim_start().len();
    let start_of_tail = text.trim_end().len();
    let mut literals = protected
        .iter()
        .filter(|range| text[(*range).clone()].contains(['{', '}']));
    let mut literal = literals.next();
    let mut skip_to = 0;
    for (offset, c) in text.char_indices() {
        if offset < skip_to {
            continue;
        }
        if let Some(range) = literal.filter(|range| range.start == offset) {
            push_literal(&mut pattern, &text[range.clone()]);
            skip_to = range.end;
            literal = literals.next();
        } else if matches!(c, '{' | '}' | '\n' | '\r' | '\0')
            || offset < end_of_lead
            || offset >= start_of_tail
            || ((offset == 0 || offset + c.len_utf8() == text.len()) && is_trimmed_somewhere(c))
        {
            push_literal(&mut pattern, c.encode_utf8(&mut [0; 4]));
        } else {
            pattern.push(c);
        }
    }
    Cow::Owned(pattern)
}

/// Decodes a one-line pattern of text and string literals.
///
/// Returns `None` where it holds anything else or is no valid pattern.
pub fn decode(pattern: &str) -> Option<Cow<'_, str>> {
    let Some(first) = next_brace(pattern) else {
        return Some(Cow::Borrowed(pattern));
    };
    let mut text = String::with_capacity(pattern.len());
    let mut rest = pattern;
    let mut next = Some(first);
    while let Some(brace) = next {
        text.push_str(&rest[..brace]);
        let literal = rest[brace..]
            .strip_prefix('{')?
            .trim_start_matches(' ')
            .strip_prefix('"')?;
        let end = literal_end(literal)?;
        unescape(&literal[..end], &mut text)?;
        rest = literal[end + 1..]
            .trim_start_matches(' ')
            .strip_prefix('}')?;
        next = next_brace(rest);
    }
    text.push_str(rest);
    Some(Cow::Owned(text))
}

fn next_brace(pattern: &str) -> Option<usize> {
    find(pattern.as_bytes(), 0, |own| own.are(b'{') | own.are(b'}'))
}

/// Appends the text of a string literal's inside to `text`.
///
/// Returns `None` for an escape that Fluent does not have.
pub fn unescape(literal: &str, text: &mut String) -> Option<()> {
    let mut rest = literal;
    while let Some(backslash) = rest.find('\\') {
        text.push_str(&rest[..backslash]);
        let escape = &rest[backslash + 1..];
        let n_digits = match escape.as_bytes().first()? {
            b'\\' | b'"' | b'{' => 0,
            b'u' => 4,
            b'U' => 6,
            _ => return None,
        };
        if n_digits == 0 {
            text.push_str(&escape[..1]);
        } else {
            let digits = escape.get(1..=n_digits)?;
            // Fluent's readers put U+FFFD for a code that is no character.
            let code = u32::from_str_radix(digits, 16).ok()?;
            text.push(char::from_u32(code).unwrap_or('\u{FFFD}'));
        }
        rest = &escape[1 + n_digits..];
    }
    text.push_str(rest);
    Some(())
}

/// Tells whether a text is its own pattern.
fn is_plain(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    let is_edge = |c: char| c.is_whitespace() || is_trimmed_somewhere(c);
    let ends_well = chars.next_back().is_none_or(|last| !is_edge(last));
    let special = |own: Sixteen| {
        let braces = own.are(b'{') | own.are(b'}');
        braces | own.are(b'\n') | own.are(b'\r') | own.are(0)
    };
    !matches!(first, '[' | '*' | '.')
        && !is_edge(first)
        && ends_well
        && find(text.as_bytes(), 0, special).is_none()
}

/// Tells characters that are no white space to Unicode, but that some reader or editor trims at an edge.
fn is_trimmed_somewhere(c: char) -> bool {
    matches!(c, '\u{FEFF}' | '\u{180E}' | '\u{200B}')
}

/// Finds the closing quote of a literal whose opening quote is gone.
fn literal_end(literal: &str) -> Option<usize> {
    let bytes = literal.as_bytes();
    let mut idx = 0;
    loop {
        match bytes.get(idx)? {
            b'"' => return Some(idx),
            b'\\' => idx += 2,
            _ => idx += 1,
        }
    }
}

/// Appends `text` as a placeable with one string literal.
fn push_literal(pattern: &mut String, text: &str) {
    pattern.push_str("{ \"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                pattern.push('\\');
                pattern.push(c);
            }
            ' ' => pattern.push(' '),
            c if c.is_whitespace() || c.is_control() || is_trimmed_somewhere(c) => {
                write!(pattern, "\\u{:04X}", u32::from(c))
                    .expect("writing to a string cannot fail");
            }
            c => pattern.push(c),
        }
    }
    pattern.push_str("\" }");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let pattern = encode(text, &[]);
        assert_eq!(pattern, expect);
        assert_eq!(decode(&pattern).as_deref(), Some(text));
    }

    #[test]
    fn plain_text_stays_as_it_is() {
        check(
            "Договор “подписан”; 5 % – “да” * [1] .",
            "Договор “подписан”; 5 % – “да” * [1] .",
        );
    }

    #[test]
    fn braces_and_line_breaks_become_literals() {
        check(
            "a {b}\r\nc",
            "a { \"{\" }b{ \"}\" }{ \"\\u000D\" }{ \"\\u000A\" }c",
        );
    }

    #[test]
    fn white_space_at_the_ends_becomes_literals() {
        check("\u{A0}x ", "{ \"\\u00A0\" }x{ \" \" }");
        check("x\u{FEFF}", "x{ \"\\uFEFF\" }");
        check("", "{ \"\" }");
        check(" ", "{ \" \" }");
    }

    #[test]
    fn a_special_start_is_kept_as_typed() {
        check("**Nota**", "{ \"\" }**Nota**");
        check("[a](b)", "{ \"\" }[a](b)");
        check("...", "{ \"\" }...");
        check("}", "{ \"}\" }");
    }

    #[test]
    fn a_protected_span_is_one_literal() {
        let text = "see {{< ref \"x\" >}} now";
        let protected = std::iter::once(4..19).collect::<Vec<_>>();
        let pattern = encode(text, &protected);
        assert_eq!(pattern, "see { \"{{< ref \\\"x\\\" >}}\" } now");
        assert_eq!(decode(&pattern).as_deref(), Some(text));
    }

    #[test]
    fn what_is_no_text_does_not_decode() {
        for bad in [
            "{ -term }",
            "{ $x }",
            "{ \"x }",
            "a } b",
            "{ \"\\q\" }",
            "{ \"\\u00\" }",
        ] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }
}
