//! Reference: character references, decoded for the translator and told from a plain `&`.
//!
//! Separate because text, attributes and titles of HTML share them; it must not know where a text stands.

use html5gum::emitters::callback::CallbackEvent;

use super::token::cut;
use crate::document::leaf::{Instead, Leaf, Veil};
use crate::span;

/// The longest name of a reference has 31 letters.
const LONGEST: usize = 40;

/// Reads the reference that `rest` begins with: its length and what it stands for.
pub(crate) fn read(rest: &str, in_attribute: bool) -> Option<(usize, String)> {
    let bytes = rest.as_bytes();
    let n_mark = if bytes.get(1) == Some(&b'#') { 2 } else { 1 };
    let body = bytes[n_mark..].iter().take(LONGEST);
    let n = n_mark + body.take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let candidate = &rest[..n + usize::from(bytes.get(n) == Some(&b';'))];
    let decoded = decode(candidate);
    if decoded == candidate || candidate.len() == n_mark {
        return None;
    }
    // A name without its semicolon may be followed by letters that are no part of it.
    let same = candidate.bytes().rev().zip(decoded.bytes().rev());
    let n_rest = same.take_while(|(left, right)| left == right).count();
    let n_rest = match decoded.len() <= n_rest {
        true => 0,
        false => n_rest,
    };
    let length = candidate.len() - n_rest;
    let text = decoded[..decoded.len() - n_rest].to_owned();
    let is_closed = candidate[..length].ends_with(';');
    let goes_on = bytes
        .get(length)
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'=');
    (is_closed || !in_attribute || !goes_on).then_some((length, text))
}

fn decode(text: &str) -> String {
    let mut decoded = String::new();
    let mut hear = |event: CallbackEvent<'_>, _| {
        if let CallbackEvent::String { value } = event {
            decoded.push_str(&String::from_utf8_lossy(value));
        }
        None
    };
    // No token is made of it: one step goes through all.
    let _ = cut(text, &mut hear).next();
    decoded
}

/// Decodes what `text`, a stretch of HTML without tags, says to a reader.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut done = 0;
    while let Some(at) = text[done..].find('&').map(|at| done + at) {
        plain.push_str(&text[done..at]);
        let (n, decoded) = read(&text[at..], false).unwrap_or_else(|| (1, "&".to_owned()));
        plain.push_str(&decoded);
        done = at + n;
    }
    plain.push_str(&text[done..]);
    plain
}

/// Tells whether `rest`, which begins with `&`, is a reference that a translator typed: one with its semicolon.
pub(crate) fn is_typed(rest: &str) -> bool {
    read(rest, true).is_some_and(|(n, _)| rest[..n].ends_with(';'))
}

/// Decodes the references in `span` where the character means the same, and hides the others.
///
/// What stays as typed is what would be markup or white space: `&lt;`, an `&` before letters, braces, controls.
pub(in crate::document) fn edit(
    leaf: &mut Leaf,
    source: &str,
    span: span::Span,
    in_attribute: bool,
) {
    let text = span.of(source);
    let mut done = 0;
    while let Some(at) = text[done..].find('&').map(|at| done + at) {
        let Some((n, decoded)) = read(&text[at..], in_attribute) else {
            done = at + 1;
            continue;
        };
        done = at + n;
        let reference = span::Span::new(span.start + at, span.start + done);
        let is_word = decoded
            .chars()
            .all(|char| !char.is_ascii() && !char.is_control() && char != '\u{fffd}');
        let is_sign = matches!(&*decoded, "\"" | "'" | ">")
            || (decoded == "&" && !is_typed(&format!("&{}", &source[reference.end..])));
        match decoded.as_bytes() {
            _ if is_word || is_sign => leaf.edit(reference, Instead::Text(decoded)),
            [byte] => leaf.veil(reference, Veil::As(*byte)),
            _ => leaf.veil(reference, Veil::Opaque),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rest: &str, expect: Option<(usize, &str)>) {
        let found = read(rest, false);
        let found = found.as_ref().map(|(n, text)| (*n, &**text));
        assert_eq!(found, expect, "{rest:?}");
    }

    #[test]
    fn references_end_where_they_end() {
        check("&eacute;t", Some((8, "é")));
        check("&#233;&", Some((6, "é")));
        check("&#xE9 b", Some((5, "é")));
        check("&notit;", Some((4, "¬")));
        check("&notin;", Some((7, "∉")));
        check("&ampamp;", Some((4, "&")));
        check("&fjlig;", Some((7, "fj")));
        check("&foo; &amp;", None);
        check("&", None);
        check("&#;", None);
        check("& amp;", None);
    }

    #[test]
    fn addresses_keep_their_parameters() {
        assert_eq!(read("&copy=1", true), None);
        assert_eq!(read("&copy;=1", true), Some((6, "©".into())));
        assert_eq!(plain("a &lt; b&nbsp;&copy &x"), "a < b\u{a0}© &x");
    }
}
