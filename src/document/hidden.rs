//! Hidden: what of a text is no word to a reader: protected spans, the insides of `<code>` and of names.
//!
//! Separate because the parser of Markdown knows neither; it must not know where a text stands.

use std::cmp::Reverse;
use std::ops::Range;

use super::Format;
use super::inline::{Inventory, Item, Kind};

/// Takes the insides of elements that are no prose out of what a reader of Markdown sees as words, as those of HTML
/// are: `<code>`, `translate="no"`. The parser does not know them: markup in them is markup.
pub(super) fn seen(text: &str, format: Format, mut taken: Inventory) -> Inventory {
    if format != Format::Markdown {
        return taken;
    }
    let tags = taken.items.iter();
    let tags = tags.filter(|item| matches!(item.kind, Kind::Html(_)));
    let elements = super::html::inline::elements(text, tags.map(|item| item.range.clone()));
    let insides = elements.into_iter().map(|(_, inside)| inside);
    let mut items: Vec<Item> = insides.filter(|inside| !inside.range.is_empty()).collect();
    if items.is_empty() {
        return taken;
    }
    let hidden: Vec<Range<usize>> = items.iter().map(|inside| inside.range.clone()).collect();
    hide(&hidden, &mut taken.visible);
    items.append(&mut taken.items);
    // An outer item stands before the items in it.
    items.sort_by_key(|item| (item.range.start, Reverse(item.range.end)));
    taken.items = items;
    taken
}

/// Puts protected spans in the place of what the parser saw inside them.
pub(super) fn protect_spans(text: &str, protected: &[Range<usize>], taken: &mut Inventory) {
    if protected.is_empty() {
        return;
    }
    let inside = |inner: &Range<usize>| {
        protected
            .iter()
            .any(|outer| outer.start <= inner.start && inner.end <= outer.end)
    };
    taken.is_closed = false;
    taken.items.retain(|item| !inside(&item.range));
    for range in protected {
        let kind = Kind::Protected(text[range.clone()].to_owned());
        let at = taken
            .items
            .partition_point(|item| item.range.start <= range.start);
        let range = range.clone();
        taken.items.insert(at, Item { range, kind });
    }
    hide(protected, &mut taken.visible);
}

/// Takes `hidden` ranges, in order, out of the visible ones.
fn hide(hidden: &[Range<usize>], visible: &mut Vec<Range<usize>>) {
    let mut left = Vec::with_capacity(visible.len() + hidden.len());
    let mut first = 0;
    for range in visible.iter() {
        let mut start = range.start;
        first += hidden[first..].partition_point(|outer| outer.end <= start);
        let touching = hidden[first..].iter();
        for outer in touching.take_while(|outer| outer.start < range.end) {
            if start < outer.start {
                left.push(start..outer.start);
            }
            start = outer.end;
        }
        if start < range.end {
            left.push(start..range.end);
        }
    }
    *visible = left;
}
