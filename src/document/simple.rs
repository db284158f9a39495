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
    let mut at = 0;
    while let Some(eight) = bytes[at..].first_chunk() {
        let n = n_inert(u64::from_le_bytes(*eight));
        at += n;
        if n < 8 {
            // Inert, but of another kind.
            match ROLES[usize::from(bytes[at])] {
                Role::Inert => at += 1,
                _ => return Some(at),
            }
        }
    }
    let is_active = |byte: &u8| ROLES[usize::from(*byte)] != Role::Inert;
    let rest = bytes[at..].iter().position(is_active)?;
    Some(at + rest)
}

/// Counts the first bytes of eight, the first one lowest, that are `a` to `z`, a blank or beyond ASCII: all are inert.
fn n_inert(eight: u64) -> usize {
    const HIGHEST: u64 = u64::from_le_bytes([0x80; 8]);
    let low = eight & !HIGHEST;
    let is_from_a = low + u64::from_le_bytes([0x80 - b'a'; 8]);
    let is_behind_z = low + u64::from_le_bytes([0x7F - b'z'; 8]);
    let is_no_blank = (low ^ u64::from_le_bytes([b' '; 8])) + u64::from_le_bytes([0x7F; 8]);
    let inert = eight | is_from_a & !is_behind_z | !is_no_blank;
    (!inert & HIGHEST).trailing_zeros() as usize / 8
}

/// Is a link with its target in round brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// The bytes between the square brackets.
    pub label: Range<usize>,
    /// Whether they are code.
    pub is_code: bool,
    /// The bytes between the round brackets.
    pub target: Range<usize>,
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
pub(super) fn link(bytes: &[u8], at: usize) -> Option<Link> {
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
        let is_words =
            label
                .iter()
                .enumerate()
                .all(|(idx, byte)| match ROLES[usize::from(*byte)] {
                    Role::Inert => true,
                    Role::Address => !is_of_address(bytes, start + idx),
                    _ => false,
                });
        let has_edges = !matches!(label, [] | [b' ', ..] | [.., b' ']);
        (is_words && has_edges).then_some(start + len)?
    };
    let target = bytes[end..].strip_prefix(b"](")?;
    let len = memchr::memchr(b')', target)?;
    let is_address = |byte: &u8| {
        byte.is_ascii_alphanumeric()
            || matches!(
                byte,
                b'/' | b'.' | b'_' | b'-' | b'#' | b'?' | b'=' | b'%' | b'+' | b',' | b'@' | b':'
            )
    };
    (0 < len && target[..len].iter().all(is_address)).then_some(Link {
        label: start..end,
        is_code,
        target: end + 2..end + 2 + len,
    })
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
    let is_words = inside
        .bytes()
        .enumerate()
        .all(|(idx, byte)| match ROLES[usize::from(byte)] {
            Role::Inert => true,
            Role::Address => !is_of_address(bytes, start + idx),
            _ => false,
        });
    let fits = n <= 2
        && n_behind == n
        && opens
        && closes
        && is_words
        && inside.starts_with(char::is_alphanumeric)
        && inside.ends_with(char::is_alphanumeric);
    fits.then_some((start..end, end + n))
}

/// Tells a slash beside another, and the dot of `www.`: each web address has one of them.
pub(super) fn is_of_address(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'/' => bytes.get(at + 1) == Some(&b'/'),
        _ => bytes[..at].ends_with(b"www"),
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
    fn what_is_counted_is_inert() {
        for byte in 0..=u8::MAX {
            let n = n_inert(u64::from_le_bytes([byte; 8]));
            assert!(n == 0 || ROLES[usize::from(byte)] == Role::Inert, "{byte}");
        }
    }
}
