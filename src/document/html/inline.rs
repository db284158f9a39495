//! Inline: the inventory of the tags inside one text of HTML.
//!
//! Separate because its markup is read by other rules than Markdown's; it must not know what stands around a text.

use std::ops::Range;

use super::element::kind;
use super::tag::attributes;
use super::token::{Token, TokenKind, tokens};
use super::tree::Kind as Stands;
use crate::document::inline::{Inventory, Item, Kind, take_words};

/// Takes the inventory of a text: every tag is an item, code and what is not translated is one with its inside.
pub(crate) fn take(text: &str, taken: &mut Inventory) {
    let tokens = tokens(text);
    let mut done = 0;
    let mut idx = 0;
    while idx < tokens.len() {
        let token = &tokens[idx];
        let range = token.span.range();
        // A tag that never ends is words.
        take_words(text, done..range.start, taken);
        done = range.end;
        match token.kind {
            TokenKind::Text => take_words(text, range, taken),
            _ => {
                push(text, range, taken);
                if let Some((end, inside)) = kept(text, &tokens, idx) {
                    if !inside.range.is_empty() {
                        taken.items.push(inside);
                    }
                    // What a tag does it does in code too.
                    let tags = tokens[idx + 1..end].iter();
                    for tag in tags.filter(|token| token.kind != TokenKind::Text) {
                        push(text, tag.span.range(), taken);
                    }
                    done = tokens[end].span.start;
                    idx = end;
                    continue;
                }
            }
        }
        idx += 1;
    }
    take_words(text, done..text.len(), taken);
}

/// Finds the elements among the `tags` of a text whose inside is no prose: their bytes, and the inside as an item.
pub(in crate::document) fn elements(
    text: &str,
    tags: impl Iterator<Item = Range<usize>> + Clone,
) -> Vec<(Range<usize>, Item)> {
    if !tags.clone().any(|tag| may_be_kept(&text[tag])) {
        return Vec::new();
    }
    let tokens = tags.flat_map(|tag| super::shifted(&text[tag.clone()], tag.start));
    let tokens: Vec<Token> = tokens.collect();
    let mut found = Vec::new();
    let mut idx = 0;
    while idx < tokens.len() {
        if let Some((end, inside)) = kept(text, &tokens, idx) {
            found.push((tokens[idx].span.start..tokens[end].span.end, inside));
            idx = end;
        }
        idx += 1;
    }
    found
}

/// Tells whether what `tag` opens may be no prose: most tags are a name and nothing else.
fn may_be_kept(tag: &str) -> bool {
    let inside = tag.strip_prefix('<').and_then(|tag| tag.strip_suffix('>'));
    let Some(inside) = inside else { return true };
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let is_bare = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let names = ["code", "svg", "math"];
    let is_kept = || names.iter().any(|kept| kept.eq_ignore_ascii_case(inside));
    !is_bare || is_kept()
}

/// Returns the index of the end tag and the inside of the element that opens at `idx`, if the inside is no prose.
fn kept(text: &str, tokens: &[Token], idx: usize) -> Option<(usize, Item)> {
    let token = &tokens[idx];
    let opens = token.kind == (TokenKind::Start { closed: false });
    if !opens || kind(&token.name) != Stands::Inline {
        return None;
    }
    let inside = Inside::of(text, token)?;
    let end = super::end_of(tokens, idx)?;
    let range = token.span.end..tokens[end].span.start;
    let what = text[range.clone()].to_owned();
    let kind = match inside {
        Inside::Code => Kind::Code(what),
        Inside::Kept => Kind::Protected(what),
    };
    Some((end, Item { range, kind }))
}

/// Says what the inside of an element is where it is no prose.
enum Inside {
    Code,
    Kept,
}

impl Inside {
    fn of(text: &str, token: &Token) -> Option<Self> {
        if token.name == "code" {
            return Some(Inside::Code);
        }
        let own = attributes(text, token.span);
        let is_kept = super::says_no(text, &own) || matches!(&*token.name, "svg" | "math");
        is_kept.then_some(Inside::Kept)
    }
}

fn push(text: &str, range: Range<usize>, taken: &mut Inventory) {
    let kind = Kind::Html(text[range.clone()].to_owned());
    taken.items.push(Item { range, kind });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_by_their_tags_alone() {
        let check = |text: &str, expect: &[&str]| {
            let ends = text.match_indices('>').map(|(at, _)| at + 1);
            let tags = ends.map(|end| text[..end].rfind('<').unwrap_or(0)..end);
            let found: Vec<&str> = elements(text, tags)
                .into_iter()
                .map(|(_, inside)| &text[inside.range])
                .collect();
            assert_eq!(found, expect, "{text:?}");
        };
        check("<kbd>a</kbd> <h1>b</h1> <x1>c</x1>", &[]);
        check("<kbd><Code>a</CODE></kbd>", &["a"]);
        check("<math>a</math><svg >b</svg>", &["a", "b"]);
        check("<b translate=no>a</b> <b>b</b>", &["a"]);
        check("</code>a</code>", &[]);
    }
}
