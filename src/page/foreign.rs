//! Foreign: the passages of a page that stand in the source's language are marked so.
//!
//! Separate because it is the one thing that puts markup inside an article's own. It works on the parser's events
//! and their ranges, never on words, so that nothing in a text can move a mark.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::locale::Locale;
use crate::span::Span;

/// Is an event of the parser and the bytes that it stands for.
pub type Ranged<'t> = (Event<'t>, Range<usize>);

/// Wraps what lies in `spans`, passages of `text` in order, in elements that name `locale`.
///
/// The elements nest well whatever the spans cut: each opens and closes between the same two tags. White space
/// between two passages belongs to both. An image's element names the language of its alternative text.
pub fn mark<'t>(
    events: Vec<Ranged<'t>>,
    text: &str,
    spans: &[Span],
    locale: &Locale,
) -> Vec<Ranged<'t>> {
    if spans.is_empty() {
        return events;
    }
    let opening = format!("<span lang=\"{locale}\" dir=\"{}\">", locale.direction());
    let mut walk = Walk {
        passages: join(text, spans),
        text,
        opening,
        marked: Vec::with_capacity(events.len() + 2 * spans.len()),
        depth: 0,
        opened_at: None,
    };
    let mut events = events.into_iter().peekable();
    while let Some((event, range)) = events.next() {
        match event {
            Event::Start(Tag::Image { .. }) => {
                let alt = events.peek().map_or(range.clone(), |(_, alt)| alt.clone());
                walk.turn(range.start, walk.holds(&range) || walk.holds(&alt));
                walk.marked.push((event, range));
                for (event, range) in events.by_ref() {
                    let is_end = matches!(event, Event::End(TagEnd::Image));
                    walk.marked.push((event, range));
                    if is_end {
                        break;
                    }
                }
            }
            Event::Start(ref tag) if is_inline(&tag.to_end()) => {
                walk.turn(range.start, walk.holds(&range));
                walk.depth += 1;
                walk.marked.push((event, range));
            }
            Event::End(ref tag) if is_inline(tag) => {
                if walk.opened_at == Some(walk.depth) {
                    walk.close(range.end);
                }
                walk.depth = walk.depth.saturating_sub(1);
                walk.marked.push((event, range));
            }
            Event::Text(content) => walk.text(content, range),
            Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_) => {
                walk.turn(range.start, walk.holds(&range));
                walk.marked.push((event, range));
            }
            Event::SoftBreak | Event::HardBreak => {
                if !walk.holds(&range) {
                    walk.close(range.start);
                }
                walk.marked.push((event, range));
            }
            // Raw inline HTML may be half of an element: a mark never reaches over it.
            Event::Start(_)
            | Event::End(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {
                walk.close(range.start);
                walk.marked.push((event, range));
            }
        }
    }
    walk.close(text.len());
    walk.marked
}

struct Walk<'w, 't> {
    passages: Vec<Span>,
    text: &'w str,
    opening: String,
    marked: Vec<Ranged<'t>>,
    /// How many inline elements are open.
    depth: usize,
    /// The depth at which a mark is open.
    opened_at: Option<usize>,
}

impl<'t> Walk<'_, 't> {
    fn text(&mut self, content: CowStr<'t>, range: Range<usize>) {
        if self.text.get(range.clone()) != Some(&*content) {
            // A character reference: the bytes are not the content, so it is one thing.
            self.turn(range.start, self.holds(&range));
            self.marked.push((Event::Text(content), range));
            return;
        }
        let mut at = range.start;
        while at < range.end {
            let (is_foreign, until) = self.at(at);
            let until = until.min(range.end);
            self.turn(at, is_foreign);
            let piece = match (at..until) == range {
                true => content.clone(),
                false => CowStr::from(content[at - range.start..until - range.start].to_owned()),
            };
            self.marked.push((Event::Text(piece), at..until));
            at = until;
        }
    }

    /// Tells whether the byte `at` lies in a passage, and where that ends.
    fn at(&self, at: usize) -> (bool, usize) {
        let idx = self.passages.partition_point(|passage| passage.end <= at);
        match self.passages.get(idx) {
            Some(passage) if passage.start <= at => (true, passage.end),
            Some(passage) => (false, passage.start),
            None => (false, usize::MAX),
        }
    }

    /// Tells whether all of `range` lies in one passage.
    fn holds(&self, range: &Range<usize>) -> bool {
        let (is_foreign, until) = self.at(range.start);
        is_foreign && range.end <= until
    }

    fn turn(&mut self, at: usize, is_foreign: bool) {
        match (is_foreign, self.opened_at) {
            (true, None) => {
                let opening = Event::InlineHtml(self.opening.clone().into());
                self.marked.push((opening, at..at));
                self.opened_at = Some(self.depth);
            }
            (false, Some(depth)) if depth == self.depth => self.close(at),
            _ => {}
        }
    }

    fn close(&mut self, at: usize) {
        if self.opened_at.take().is_some() {
            self.marked
                .push((Event::InlineHtml("</span>".into()), at..at));
        }
    }
}

/// Joins passages with nothing but white space between them.
fn join(text: &str, spans: &[Span]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        let gap = joined
            .last()
            .and_then(|last| text.get(last.end..span.start));
        match (gap, joined.last_mut()) {
            (Some(gap), Some(last)) if gap.trim().is_empty() => last.end = span.end,
            _ => joined.push(*span),
        }
    }
    joined
}

/// Tells whether an element stands inside a line of text.
pub fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
