//! Loose: the delimiters of a text that could find a partner beyond it, and get a backslash.
//!
//! Separate because it is about what stands in a line, not where a line begins; it must not know places.

use super::folded::holds_target;
use super::inline::{Inventory, Item, Kind};
use super::lines::n_backslashes;

/// Says what stands in the same block beyond a segment's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beyond {
    /// Nothing.
    Nothing,
    /// The target of a link or an image, which code or HTML could swallow.
    Target,
    /// Other segments: any delimiter could find a partner there.
    Segments,
}

/// Finds where a backslash has to go for the sake of inline markup: before delimiters that are left over and before
/// a backslash at the end.
pub(super) fn loose(text: &str, inventory: &Inventory, beyond: Beyond) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut inserts = Vec::new();
    if beyond != Beyond::Nothing {
        let is_link = |item: &&Item| matches!(item.kind, Kind::Link { .. } | Kind::Image { .. });
        let mut links = inventory.items.iter().filter(is_link).peekable();
        let mut link_end = 0;
        for range in &inventory.visible {
            while let Some(link) = links.next_if(|link| link.range.start <= range.start) {
                link_end = link_end.max(link.range.end);
            }
            // Emphasis in a link ends in it.
            let beyond = match range.start < link_end {
                true => Beyond::Target,
                false => beyond,
            };
            let escaped = 0 < range.start && bytes[range.start - 1] == b'\\';
            let from = range.start + usize::from(escaped);
            let loose = (from..range.end).filter(|idx| is_loose(text, *idx, beyond));
            inserts.extend(loose);
        }
    }
    loose_brackets(text, inventory, beyond, &mut inserts);
    if n_backslashes(bytes) % 2 == 1 {
        inserts.push(bytes.len() - 1);
    }
    inserts
}

/// Tells whether the byte at `idx`, which is visible text, could open or close something beyond the segment.
fn is_loose(text: &str, idx: usize, beyond: Beyond) -> bool {
    let bytes = text.as_bytes();
    if !bytes[idx].is_ascii_punctuation() {
        return false;
    }
    let before = text[..idx].chars().next_back();
    let after = text.get(idx + 1..).and_then(|rest| rest.chars().next());
    let blank = |char: Option<char>| char.is_none_or(char::is_whitespace);
    let word = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
    match bytes[idx] {
        b'`' => true,
        b'*' | b'~' | b'_' if beyond == Beyond::Target => false,
        b'*' | b'~' => !(blank(before) && blank(after)),
        b'_' => !(blank(before) && blank(after) || word(before) && word(after)),
        b'<' => begins_tag(&text[idx..]),
        // The backslash before what would be a tag would make a target of it: `[](<?)`.
        b'(' => {
            let begins = |rest: &str| begins_tag(rest.trim_start());
            text[..idx].ends_with(']') && holds_target(&text[idx + 1..], begins)
        }
        _ => false,
    }
}

fn begins_tag(text: &str) -> bool {
    let after = text.strip_prefix('<').and_then(|rest| rest.chars().next());
    after.is_some_and(|char| char.is_ascii_alphabetic() || matches!(char, '/' | '!' | '?'))
}

/// Finds the closing brackets of what would be a link, or the label of a definition, if a bracket before the text
/// opened it.
fn loose_brackets(text: &str, inventory: &Inventory, beyond: Beyond, loose: &mut Vec<usize>) {
    let after: &[u8] = match beyond {
        Beyond::Segments => b"([:",
        Beyond::Nothing | Beyond::Target => b":",
    };
    if !text.contains(']') {
        return;
    }
    let mut items = inventory.items.iter().peekable();
    let (mut idx, mut n_open) = (0, 0_usize);
    let bytes = text.as_bytes();
    while idx < bytes.len() {
        while let Some(item) = items.next_if(|item| item.range.start <= idx) {
            if let Kind::Code(_)
            | Kind::Math(_)
            | Kind::Html(_)
            | Kind::Autolink(_)
            | Kind::Protected(_) = item.kind
            {
                idx = idx.max(item.range.end);
            }
        }
        match bytes.get(idx) {
            Some(b'\\') => idx += 1,
            Some(b'[') => n_open += 1,
            Some(b']') if 0 < n_open => n_open -= 1,
            Some(b']') if bytes.get(idx + 1).is_some_and(|next| after.contains(next)) => {
                loose.push(idx);
            }
            _ => {}
        }
        idx += 1;
    }
}
