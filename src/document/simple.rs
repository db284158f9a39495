//! Simple: the inventory of a text whose markup is code, links and emphasis in their plainest form, read without a
//! parser. Most texts with markup are like this.
//!
//! Separate because it has to agree with the parser on every text that it takes, and leave the others to it; it must
//! not know what an inventory is for.

use std::ops::Range;

use super::inline::{Inventory, Item, Kind};

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
    let (many, rest) = bytes.as_chunks::<8>();
    for (idx, eight) in many.iter().enumerate() {
        let active = active(u64::from_le_bytes(*eight));
        if active != 0 {
            return Some(idx * 8 + active.trailing_zeros() as usize / 8);
        }
    }
    let is_active = |byte: &u8| ROLES[usize::from(*byte)] != Role::Inert;
    let rest_start = bytes.len() - rest.len();
    Some(rest_start + rest.iter().position(is_active)?)
}

/// Returns the highest bit of each of eight bytes that is not inert, the first byte lowest: as `ROLES` says, and without
/// a table.
fn active(eight: u64) -> u64 {
    const fn repeated(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    const HIGHEST: u64 = repeated(0x80);
    let low = eight & !HIGHEST;
    let is_from = |byte: u8| low + repeated(0x80 - byte);
    let is_in = |first: u8, last: u8| is_from(first) & !is_from(last + 1);
    let is_not = |bytes: u64, byte: u8| (bytes ^ repeated(byte)) + repeated(0x7F);
    let found = !is_from(b' ')
        | is_in(b'[', b'`')
        | is_in(b'{', b'~')
        | is_in(b'#', b'$')
        | is_in(b'.', b'/')
        // `<` and `>`
        | !is_not(low & !repeated(2), b'<')
        | !is_not(low, b'&')
        | !is_not(low, b'*');
    found & !eight & HIGHEST
}

/// Is a link with its target in round brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Link {
    /// The bytes between the square brackets.
    label: Range<usize>,
    /// Whether they are code.
    is_code: bool,
    /// The bytes between the round brackets.
    target: Range<usize>,
}

/// Takes the inventory of `text`; `None` where it takes the parser.
pub(super) fn simple(text: &str) -> Option<Inventory> {
    let bytes = text.as_bytes();
    let is_trimmed = match bytes {
        [0x21..0x7F, .., 0x21..0x7F] => true,
        _ => text.trim().len() == text.len(),
    };
    if !is_trimmed {
        return None;
    }
    let mut taken = Inventory::default();
    let (mut at, mut words) = (0, 0);
    while let Some(n) = first_active(&bytes[at..]) {
        at += n;
        let byte = &bytes[at];
        let end = match ROLES[usize::from(*byte)] {
            Role::Inert | Role::Bounds => {
                at += 1;
                continue;
            }
            Role::Address if is_of_address(bytes, at) => return None,
            Role::Address => {
                at += 1;
                continue;
            }
            Role::Unknown => return None,
            Role::Tick => {
                visible(words..at, &mut taken);
                push_code(text, at, &mut taken)?
            }
            Role::Bracket => {
                visible(words..at, &mut taken);
                let link = link(bytes, at)?;
                let end = link.target.end + 1;
                let kind = Kind::Link {
                    target: text[link.target].to_owned(),
                    title: String::new(),
                    reference: false,
                };
                let range = at..end;
                taken.items.push(Item { range, kind });
                if link.is_code {
                    push_code(text, link.label.start, &mut taken)?;
                } else {
                    visible(link.label, &mut taken);
                }
                end
            }
            Role::Emphasis => {
                visible(words..at, &mut taken);
                let (inside, end) = emphasis(text, at)?;
                let delimiter = char::from(*byte);
                let kind = match inside.start - at {
                    1 => Kind::Emphasis { delimiter },
                    _ => Kind::Strong { delimiter },
                };
                let range = at..end;
                taken.items.push(Item { range, kind });
                visible(inside, &mut taken);
                end
            }
        };
        (at, words) = (end, end);
    }
    visible(words..bytes.len(), &mut taken);
    Some(taken)
}

fn visible(range: Range<usize>, taken: &mut Inventory) {
    if !range.is_empty() {
        taken.visible.push(range);
    }
}

fn push_code(text: &str, at: usize, taken: &mut Inventory) -> Option<usize> {
    let end = code_end(text.as_bytes(), at)?;
    let kind = Kind::Code(text[at + 1..end - 1].to_owned());
    let range = at..end;
    taken.items.push(Item { range, kind });
    Some(end)
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

/// Reads `[words](target)` at `at`, whose words have no markup or are code.
fn link(bytes: &[u8], at: usize) -> Option<Link> {
    if bytes[..at].ends_with(b"!") {
        return None;
    }
    let start = at + 1;
    let is_code = bytes.get(start) == Some(&b'`');
    let end = if is_code {
        code_end(bytes, start)?
    } else {
        let len = memchr::memchr(b']', &bytes[start..])?;
        let label = &bytes[start..start + len];
        let is_words = is_inert(bytes, start..start + len);
        let has_edges = !matches!(label, [] | [b' ', ..] | [.., b' ']);
        (is_words && has_edges).then_some(start + len)?
    };
    let target = bytes[end..].strip_prefix(b"](")?;
    let len = memchr::memchr(b')', target)?;
    let is_address = |byte: &u8| IS_OF_TARGET[usize::from(*byte)];
    (0 < len && target[..len].iter().all(is_address)).then_some(Link {
        label: start..end,
        is_code,
        target: end + 2..end + 2 + len,
    })
}

/// The bytes that a target may have, an address in angle brackets, or the value of an attribute.
pub(super) static IS_OF_TARGET: [bool; 256] = {
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

/// Reads emphasis at `at` that opens behind a blank and before a word, closes behind a word and before no word, and
/// has no markup inside: the bytes inside, and where it ends.
fn emphasis(text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let bytes = text.as_bytes();
    let delimiter = bytes[at];
    let is_delimiter = |byte: &&u8| **byte == delimiter;
    let n = bytes[at..].iter().take_while(is_delimiter).count();
    let start = at + n;
    let opens = matches!(bytes[..at], [] | [.., b' ' | b'(']);
    let len = memchr::memchr(delimiter, bytes.get(start..)?)?;
    let end = start + len;
    let n_behind = bytes[end..].iter().take_while(is_delimiter).count();
    let closes = matches!(
        bytes.get(end + n),
        None | Some(b' ' | b'.' | b',' | b';' | b':' | b'!' | b'?' | b')')
    );
    let inside = &text[start..end];
    let fits = n <= 2
        && n_behind == n
        && opens
        && closes
        && is_inert(bytes, start..end)
        && inside.starts_with(char::is_alphanumeric)
        && inside.ends_with(char::is_alphanumeric);
    fits.then_some((start..end, end + n))
}

/// Tells a slash beside another, and the dot of `www.`: each web address has one of them.
pub(super) fn is_of_address(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'/' => bytes.get(at + 1) == Some(&b'/'),
        _ => matches!(bytes[..at], [.., b'w', b'w', b'w']),
    }
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
            let is_active = active(u64::from_le_bytes([
                b'a', byte, b'a', b'a', byte, b'a', b'a', byte,
            ]));
            let expect = if ROLES[usize::from(byte)] == Role::Inert {
                0
            } else {
                0x8000_0080_0000_8000
            };
            assert_eq!(is_active, expect, "{byte}");
        }
    }
}
