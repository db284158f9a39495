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
            TokenKind::Start { closed: false } if kind(&token.name) == Stands::Inline => {
                let inside = Inside::of(text, token);
                push(text, range, taken);
                if let (Some(inside), Some(end)) = (inside, super::end_of(&tokens, idx)) {
                    let range = token.span.end..tokens[end].span.start;
                    let what = text[range.clone()].to_owned();
                    let kind = match inside {
                        Inside::Code => Kind::Code(what),
                        Inside::Kept => Kind::Protected(what),
                    };
                    if !range.is_empty() {
                        taken.items.push(Item { range, kind });
                    }
                    done = tokens[end].span.start;
                    idx = end;
                    continue;
                }
            }
            _ => push(text, range, taken),
        }
        idx += 1;
    }
    take_words(text, done..text.len(), taken);
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
