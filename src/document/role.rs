//! Role: what the bytes of a text may do in Markdown, and the signs that are read by their bytes alone, in their plainest
//! forms: code, targets, tags and addresses in angle brackets.
//!
//! It must not know what is made of them.

use std::ops::Range;

use crate::sixteen::{Sixteen, find};

/// Is what a byte may do outside code and links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing, wherever it stands behind the first byte of a line.
    Inert,
    /// Nothing inside a line of words; it may end a cell, a heading or the like.
    Bounds,
    /// `*` and `_`.
    Emphasis,
    /// `` ` ``
    Tick,
    /// `[`
    Bracket,
    /// `/` and `.`, which may be part of an address.
    Address,
    /// More than can be said here.
    Unknown,
}

pub(super) static ROLES: [Role; 256] = roles();

const fn roles() -> [Role; 256] {
    let mut roles = [Role::Inert; 256];
    let mut byte = 0;
    while byte < 256 {
        roles[byte] = match byte as u8 {
            0..0x20 | b'<' | b'&' | b'\\' | b'~' | b'$' | b']' => Role::Unknown,
            b'|' | b'{' | b'}' | b'#' | b'^' | b'>' => Role::Bounds,
            b'*' | b'_' => Role::Emphasis,
            b'`' => Role::Tick,
            b'[' => Role::Bracket,
            b'/' | b'.' => Role::Address,
            _ => Role::Inert,
        };
        byte += 1;
    }
    roles
}

/// Finds the first byte that is not inert.
pub(super) fn first_active(bytes: &[u8]) -> Option<usize> {
    find(bytes, 0, active)
}

/// Tells which bytes are not inert: as `ROLES` says, and without a table.
#[inline]
fn active(sixteen: Sixteen) -> u32 {
    sixteen.are_from(0, 0x1F)
        | sixteen.are_from(b'[', b'`')
        | sixteen.are_from(b'{', b'~')
        | sixteen.are_from(b'#', b'$')
        | sixteen.are_from(b'.', b'/')
        // `<` and `>`
        | sixteen.with(2).are(b'>')
        | sixteen.are(b'&')
        | sixteen.are(b'*')
}

/// The bytes that a target may have, an address in angle brackets, or the value of an attribute.
static IS_OF_TARGET: [bool; 256] = {
    let (mut all, mut byte) = ([false; 256], 0);
    while byte < 256 {
        let own = byte as u8;
        all[byte] = own.is_ascii_alphanumeric()
            || matches!(
                own,
                b'/' | b'.' | b'_' | b'-' | b'#' | b'?' | b'=' | b'%' | b'+' | b',' | b'@' | b':'
            );
        byte += 1;
    }
    all
};

/// Tells bytes of `bytes` that are inert, and no part of an address.
pub(super) fn is_inert(bytes: &[u8], range: Range<usize>) -> bool {
    let mut at = range.start;
    while let Some(n) = first_active(&bytes[at..range.end]) {
        at += n;
        let is_word = ROLES[usize::from(bytes[at])] == Role::Address && !is_of_address(bytes, at);
        if !is_word {
            return false;
        }
        at += 1;
    }
    true
}

/// Tells a sign at `at` that ends nothing: `#1` closes no heading, and `>` that stands alone between words is not the mark of
/// a quote.
pub(super) fn bounds_nothing(bytes: &[u8], at: usize) -> bool {
    let next = bytes.get(at + 1);
    match bytes[at] {
        b'#' => next.is_some_and(u8::is_ascii_alphanumeric),
        b'>' => bytes[..at].ends_with(b" ") && matches!(next, Some(b' ' | b'=')),
        _ => false,
    }
}

/// Tells a slash beside another, and the dot of `www.`: each web address has one of them.
pub(super) fn is_of_address(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'/' => bytes.get(at + 1) == Some(&b'/'),
        _ => matches!(bytes[..at], [.., b'w', b'w', b'w']),
    }
}

/// Returns where the code ends that begins at `at` with one tick, and has no blank at its edges.
pub(super) fn code_end(bytes: &[u8], at: usize) -> Option<usize> {
    let inside = &bytes[at + 1..];
    let len = memchr::memchr(b'`', inside)?;
    let own = &inside[..len];
    let has_edges = !matches!(own, [] | [b' ', ..] | [.., b' ']);
    let is_single = inside.get(len + 1) != Some(&b'`');
    let is_line = own.iter().all(|byte| 0x20 <= *byte);
    (has_edges && is_single && is_line).then_some(at + len + 2)
}

/// Returns the bytes of the target of a link that begins at `start`, up to its round bracket.
pub(super) fn target(bytes: &[u8], start: usize) -> Option<Range<usize>> {
    let rest = &bytes[start..];
    let len = memchr::memchr(b')', rest)?;
    (0 < len && rest[..len].iter().all(is_of_target)).then_some(start..start + len)
}

/// Tells an opening angle bracket that opens nothing: a blank stands behind it, or a sign with which no tag and no address
/// begins. One of a mail may begin with a digit.
pub(super) fn opens_nothing(bytes: &[u8], at: usize) -> bool {
    let behind = &bytes[at + 1..];
    let is_word = |byte: &&u8| !matches!(**byte, b' ' | b'\n' | b'<' | b'>');
    match behind.first() {
        Some(b' ' | b'\n') => true,
        Some(b'=' | b'0'..=b'9') => !behind.iter().take_while(is_word).any(|byte| *byte == b'@'),
        _ => false,
    }
}

/// Is what stands in angle brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Angle<'t> {
    /// An address, without its brackets.
    Address(&'t str),
    /// An HTML tag, with them.
    Tag(&'t str),
}

/// Reads a tag or an address in angle brackets that begins at `at`: where it ends, and what it is.
pub(super) fn angle(text: &str, at: usize) -> Option<(usize, Angle<'_>)> {
    let bytes = text.as_bytes();
    let is_end_tag = bytes[at + 1..].starts_with(b"/");
    let start = at + 1 + usize::from(is_end_tag);
    let name = start
        + n_of(&bytes[start..], |byte| {
            byte.is_ascii_alphanumeric() || *byte == b'-'
        });
    if !bytes.get(start)?.is_ascii_alphabetic() {
        return None;
    }
    if bytes.get(name) == Some(&b':') {
        let end = name + n_of(&bytes[name..], is_of_target);
        let is_scheme = !is_end_tag && (2..=32).contains(&(name - start));
        let is_address = is_scheme && bytes.get(end) == Some(&b'>');
        return is_address.then(|| (end + 1, Angle::Address(&text[start..end])));
    }
    let mut end = name;
    while !is_end_tag && let Some(next) = attribute_end(bytes, end) {
        end = next;
    }
    let close = match &bytes[end..] {
        [b'>', ..] => end + 1,
        [b' ', b'/', b'>', ..] if !is_end_tag => end + 3,
        _ => return None,
    };
    Some((close, Angle::Tag(&text[at..close])))
}

/// Returns where the attribute ends that stands behind a blank at `at`, with its value in double quotes.
fn attribute_end(bytes: &[u8], at: usize) -> Option<usize> {
    let [b' ', name @ ..] = &bytes[at..] else {
        return None;
    };
    let n_name = n_of(name, |byte| byte.is_ascii_alphabetic() || *byte == b'-');
    let [b'=', b'"', value @ ..] = &name[n_name..] else {
        return None;
    };
    let n_value = n_of(value, |byte| {
        is_of_target(byte) || matches!(byte, b' ' | b';')
    });
    let is_closed = name[0].is_ascii_alphabetic() && value.get(n_value) == Some(&b'"');
    is_closed.then_some(at + 1 + n_name + 2 + n_value + 1)
}

/// Counts the bytes that `bytes` begin with and that are `wanted`.
fn n_of(bytes: &[u8], wanted: impl Fn(&u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| wanted(byte)).count()
}

fn is_of_target(byte: &u8) -> bool {
    IS_OF_TARGET[usize::from(*byte)]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_first_active_byte_is_found(text in "[a-zé ]{0,20}[A-Z0-9`*a-я{}.\\[\\]~\u{7f}-]{0,3}[a-z ]{0,12}") {
            let is_active = |byte: u8| ROLES[usize::from(byte)] != Role::Inert;
            prop_assert_eq!(first_active(text.as_bytes()), text.bytes().position(is_active));
        }
    }

    #[test]
    fn what_is_active_is_what_the_table_says() {
        for byte in 0..=u8::MAX {
            let mut bytes = [b'a'; 16];
            [bytes[0], bytes[7], bytes[15]] = [byte; 3];
            let expect = if ROLES[usize::from(byte)] == Role::Inert {
                0
            } else {
                0x8081
            };
            assert_eq!(active(Sixteen::of(bytes)), expect, "{byte}");
        }
    }
}
