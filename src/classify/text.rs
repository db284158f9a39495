//! Text: a text and its inline markup, as marks one after the other that never nest.
//!
//! Separate because the inventory of a document tells what things a text holds, and a class which bytes a reader sees.

use std::ops::Range;

use super::tag;
use crate::document::inline::{Inventory, Item, Kind};
use crate::span::Span;

/// Is a text with the marks of its inline markup.
#[derive(Clone, Debug)]
pub struct Text<'t> {
    /// The text as a translator sees it, markup as typed.
    pub text: &'t str,
    /// The stretches of `text` that are no plain prose, in order, without overlap; all other bytes are prose.
    pub marks: Vec<Mark>,
}

/// Is a stretch of a text that is no plain prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its bytes; none where a target stands among them.
    pub span: Span,
    /// What they are.
    pub kind: MarkKind,
}

/// Says what a mark is. A reader sees `Address`, `Break` and `Verbatim`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A delimiter that opens an element: `*`, `[`, `![`, a backtick.
    Open(Element),
    /// A delimiter of an element's end; `](` and `)` around a target are two of them.
    Close(Element),
    /// A link's target, an image's path, a label.
    Target,
    /// A target that is its own text: a bare URL.
    Address,
    /// An HTML tag or comment, the backslash of an escape.
    Tag,
    /// A hard line break that is more than a line feed: `<br>`.
    Break,
    /// What has to stay as it is: the contents of code, a formula, a protected span.
    Verbatim,
}

/// Is an inline element with delimiters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// `*x*`, `_x_`.
    Emphasis,
    /// `**x**`, `__x__`.
    Strong,
    /// `~~x~~`.
    Strikethrough,
    /// A code span.
    Code,
    /// A link, or a footnote's mark.
    Link,
    /// An image.
    Image,
}

impl<'t> Text<'t> {
    /// Takes a text without markup.
    pub const fn plain(text: &'t str) -> Self {
        Text {
            text,
            marks: Vec::new(),
        }
    }

    /// Takes a text with its inventory.
    pub fn new(text: &'t str, inventory: &Inventory) -> Self {
        let mut marks = Marks {
            text,
            marks: Vec::new(),
        };
        if inventory.items.is_empty() && !text.contains('\\') {
            return Text::plain(text);
        }
        for item in &inventory.items {
            marks.take(item, inventory);
        }
        marks.take_escapes(&inventory.visible);
        marks.part();
        Text {
            text,
            marks: marks.marks,
        }
    }
}

/// Collects the marks of a text.
struct Marks<'t> {
    text: &'t str,
    marks: Vec<Mark>,
}

impl Marks<'_> {
    fn push(&mut self, kind: MarkKind, range: Range<usize>) {
        if !range.is_empty() {
            let span = range.into();
            self.marks.push(Mark { span, kind });
        }
    }

    fn take(&mut self, item: &Item, inventory: &Inventory) {
        let range = item.range.clone();
        let typed = &self.text[range.clone()];
        match &item.kind {
            Kind::Emphasis { .. } => self.enclose(Element::Emphasis, range, 1),
            Kind::Strong { .. } => self.enclose(Element::Strong, range, 2),
            Kind::Strikethrough => {
                let n = if typed.starts_with("~~") { 2 } else { 1 };
                self.enclose(Element::Strikethrough, range, n);
            }
            Kind::Link { target, .. } => self.take_link(Element::Link, 1, target, range, inventory),
            Kind::Image { target, .. } => {
                self.take_link(Element::Image, 2, target, range, inventory)
            }
            Kind::Autolink(_) => {
                let n = usize::from(typed.starts_with('<'));
                self.push(MarkKind::Address, range.start + n..range.end - n);
                self.enclose(Element::Link, range, n);
            }
            Kind::Code(_) => {
                let n = typed.len() - typed.trim_start_matches('`').len();
                let inner = &typed[n..typed.len() - n];
                let padded =
                    inner.starts_with(' ') && inner.ends_with(' ') && !inner.trim().is_empty();
                let n = n + usize::from(padded);
                self.push(MarkKind::Verbatim, range.start + n..range.end - n);
                self.enclose(Element::Code, range, n);
            }
            Kind::Html(tag) if tag.to_ascii_lowercase().starts_with("<br") => {
                self.push(MarkKind::Break, range)
            }
            Kind::Html(_) => self.take_tag(range),
            Kind::Footnote(_) => {
                self.push(MarkKind::Target, range.start + 2..range.end - 1);
                self.push(MarkKind::Open(Element::Link), range.start..range.start + 2);
                self.push(MarkKind::Close(Element::Link), range.end - 1..range.end);
            }
            Kind::Math(_) | Kind::Protected(_) => self.push(MarkKind::Verbatim, range),
        }
    }

    /// Marks a tag, and in it the address that it leads to or shows.
    fn take_tag(&mut self, range: Range<usize>) {
        let tag = &self.text[range.clone()];
        let Some(address) = tag::address(tag) else {
            return self.push(MarkKind::Tag, range);
        };
        let start = range.start + (address.as_ptr() as usize - tag.as_ptr() as usize);
        let end = start + address.len();
        self.push(MarkKind::Tag, range.start..start);
        self.push(MarkKind::Target, start..end);
        self.push(MarkKind::Tag, end..range.end);
    }

    /// Marks `n` bytes at both ends.
    fn enclose(&mut self, element: Element, range: Range<usize>, n: usize) {
        self.push(MarkKind::Open(element), range.start..range.start + n);
        self.push(MarkKind::Close(element), range.end - n..range.end);
    }

    /// Marks the brackets, and the target where it stands as typed; a title stays prose.
    fn take_link(
        &mut self,
        element: Element,
        n: usize,
        target: &str,
        range: Range<usize>,
        inventory: &Inventory,
    ) {
        let inner = range.start + n;
        let inside = |other: &Range<usize>| range.start < other.start && other.end < range.end;
        let items = inventory.items.iter().map(|item| &item.range);
        let ends = items
            .chain(&inventory.visible)
            .filter(|other| inside(other));
        let close = ends.map(|other| other.end).max().unwrap_or(inner);
        self.push(MarkKind::Open(element), range.start..inner);
        let rest = &self.text[close..range.end];
        let is_separate = rest.starts_with("](") || rest.starts_with("][");
        let found = rest
            .find(target)
            .filter(|at| is_separate && 2 <= *at && !target.is_empty());
        let Some(at) = found.map(|at| close + at) else {
            return self.push(MarkKind::Close(element), close..range.end);
        };
        let after = at + target.len();
        self.push(MarkKind::Close(element), close..at);
        self.push(MarkKind::Target, at..after);
        let rest = &self.text[after..range.end];
        let title = rest.find(['"', '\'', '(']);
        match title.filter(|open| open + 2 < rest.len()) {
            Some(open) => {
                let end = after + rest.trim_end_matches(')').trim_end().len();
                // A title is read apart from the link's text.
                self.push(MarkKind::Break, after..after + open);
                self.push(MarkKind::Close(element), after + open..after + open + 1);
                self.push(MarkKind::Close(element), end - 1..range.end);
            }
            None => self.push(MarkKind::Close(element), after..range.end),
        }
    }

    /// Marks what the inventory calls neither visible nor an item: the backslashes of escapes.
    fn take_escapes(&mut self, visible: &[Range<usize>]) {
        let mut covered: Vec<Span> = visible.iter().cloned().map(Span::from).collect();
        covered.extend(self.marks.iter().map(|mark| mark.span));
        covered.sort_unstable();
        let mut from = 0;
        for span in covered {
            if from < span.start
                && self.text[from..span.start]
                    .bytes()
                    .all(|byte| byte == b'\\')
            {
                self.push(MarkKind::Tag, from..span.start);
            }
            from = from.max(span.end);
        }
    }

    /// Brings the marks into their order; where two overlap (a protected span in code) the first keeps its bytes.
    fn part(&mut self) {
        self.marks.sort_by_key(|mark| mark.span);
        let mut from = 0;
        self.marks.retain_mut(|mark| {
            mark.span.start = mark.span.start.max(from);
            let stays = mark.span.start < mark.span.end;
            from = from.max(mark.span.end);
            stays
        });
    }
}
