//! Run: the text and inline tags between two block boundaries, and which of it is a block's prose.
//!
//! Separate because tags that nest well belong to a text, while images, icons and empty anchors at its ends do not;
//! it must not know what stands around it.

use std::ops::Range;

use super::reference;
use crate::document::address::{addresses, may_have_addresses};
use crate::document::leaf::{Instead, Leaf, Veil};
use crate::span::Span;

/// Is what an item of a run is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// Text; `hidden` where it is no prose.
    Text { hidden: bool },
    /// A start tag; `opaque` where its inside is no prose.
    Open { opaque: bool },
    /// An end tag.
    Close,
    /// An element without an inside.
    Void,
    /// A comment, or an image of many tags.
    Atom,
}

/// Is a piece of a run.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub kind: ItemKind,
    /// The name of a tag.
    pub name: String,
    pub span: Span,
}

/// Is what a run is made of, in order.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A tag outside all prose.
    Tag(usize),
    /// Items that are one block's prose.
    Prose(Range<usize>),
}

/// Is a run with its tags paired.
#[derive(Debug)]
pub(super) struct Run<'i> {
    source: &'i str,
    items: &'i [Item],
    /// For every tag that nests well, the other one.
    partners: Vec<Option<usize>>,
    /// How many elements of the run each item stands in.
    depths: Vec<usize>,
}

impl<'i> Run<'i> {
    /// Pairs the tags of a run.
    pub fn new(source: &'i str, items: &'i [Item]) -> Self {
        let mut partners = vec![None; items.len()];
        let mut open: Vec<usize> = Vec::new();
        for (idx, item) in items.iter().enumerate() {
            match item.kind {
                ItemKind::Open { .. } => open.push(idx),
                ItemKind::Close => {
                    let found = open.iter().rposition(|at| items[*at].name == item.name);
                    if let Some(found) = found {
                        let at = open[found];
                        open.truncate(found);
                        partners[at] = Some(idx);
                        partners[idx] = Some(at);
                    }
                }
                _ => {}
            }
        }
        // What holds half an element is cut there too.
        let is_half = |idx: usize, partners: &[Option<usize>]| {
            let is_tag = matches!(items[idx].kind, ItemKind::Open { .. } | ItemKind::Close);
            is_tag && partners[idx].is_none()
        };
        let mut n_halves = vec![0; items.len() + 1];
        for idx in 0..items.len() {
            n_halves[idx + 1] = n_halves[idx] + usize::from(is_half(idx, &partners));
        }
        for idx in 0..items.len() {
            if let Some(end) = partners[idx].filter(|end| idx < *end)
                && n_halves[idx] < n_halves[end]
            {
                partners[idx] = None;
                partners[end] = None;
            }
        }
        let mut depth = 0;
        let depths = partners.iter().enumerate().map(|(idx, partner)| {
            let is_open = partner.is_some_and(|end| idx < end);
            depth -= usize::from(partner.is_some() && !is_open);
            depth += usize::from(is_open);
            depth
        });
        Run {
            source,
            items,
            depths: depths.collect(),
            partners,
        }
    }

    /// Cuts the run into prose and tags outside it.
    pub fn pieces(&self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut start = 0;
        for idx in 0..=self.items.len() {
            if idx < self.items.len() && !self.cuts(idx) {
                continue;
            }
            self.prose(start..idx, &mut pieces);
            if idx < self.items.len() {
                pieces.push(Piece::Tag(idx));
            }
            start = idx + 1;
        }
        pieces
    }

    /// Tells whether an item parts two blocks: half an element, or the first of two line breaks.
    fn cuts(&self, idx: usize) -> bool {
        match self.items[idx].kind {
            ItemKind::Open { .. } | ItemKind::Close => self.partners[idx].is_none(),
            ItemKind::Void if self.items[idx].name == "br" => {
                let rest = self.items[idx + 1..].iter();
                let mut rest = rest.filter(|item| !self.is_blank(item));
                let before = self.items[..idx].iter().rev();
                let mut before = before.filter(|item| !self.is_blank(item));
                let is_break = |item: Option<&Item>| {
                    item.is_some_and(|item| item.name == "br" && item.kind == ItemKind::Void)
                };
                self.depths[idx] == 0 && (is_break(rest.next()) || is_break(before.next()))
            }
            _ => false,
        }
    }

    fn is_blank(&self, item: &Item) -> bool {
        matches!(item.kind, ItemKind::Text { .. }) && item.span.of(self.source).trim().is_empty()
    }

    /// Tells whether a reader reads an item as part of a sentence.
    fn is_read(&self, idx: usize) -> bool {
        let item = &self.items[idx];
        match item.kind {
            ItemKind::Text { .. } => !self.is_blank(item),
            ItemKind::Atom => item.name == "math",
            _ => false,
        }
    }

    /// Finds the prose in items that nest well among themselves.
    fn prose(&self, range: Range<usize>, pieces: &mut Vec<Piece>) {
        let first = range.clone().find(|idx| self.is_read(*idx));
        let last = range.clone().rfind(|idx| self.is_read(*idx));
        let (Some(first), Some(last)) = (first, last) else {
            pieces.extend(range.map(Piece::Tag));
            return;
        };
        // An element that holds some of it belongs to it whole.
        let start =
            (range.start..first).find(|idx| self.partners[*idx].is_some_and(|end| first < end));
        let end = (last + 1..range.end)
            .rfind(|idx| self.partners[*idx].is_some_and(|start| start < last));
        let prose = start.unwrap_or(first)..end.unwrap_or(last) + 1;
        pieces.extend((range.start..prose.start).map(Piece::Tag));
        pieces.push(Piece::Prose(prose.clone()));
        pieces.extend((prose.end..range.end).map(Piece::Tag));
    }

    /// Notes in `leaf` how the items of `range` are read. Returns their bytes.
    pub fn read(&self, range: Range<usize>, leaf: &mut Leaf) -> Span {
        let span = Span::new(
            self.items[range.start].span.start,
            self.items[range.end - 1].span.end,
        );
        let mut idx = range.start;
        while idx < range.end {
            let item = &self.items[idx];
            let partner = self.partners[idx].filter(|end| idx < *end);
            match (&item.kind, partner) {
                (ItemKind::Text { .. }, _) => text(leaf, self.source, item.span),
                (ItemKind::Open { opaque: true }, Some(end)) => {
                    let whole = Span::new(item.span.start, self.items[end].span.end);
                    atom(leaf, self.source, whole, Veil::Opaque);
                    idx = end;
                }
                (ItemKind::Open { .. }, Some(end)) => {
                    leaf.construct(Span::new(item.span.start, self.items[end].span.end));
                    atom(leaf, self.source, item.span, Veil::Transparent);
                }
                (ItemKind::Atom, _) if item.name == "math" => {
                    atom(leaf, self.source, item.span, Veil::Opaque);
                }
                _ => atom(leaf, self.source, item.span, Veil::Transparent),
            }
            idx += 1;
        }
        span
    }
}

/// Takes a tag or the like: no segment ends in it.
fn atom(leaf: &mut Leaf, source: &str, span: Span, veil: Veil) {
    leaf.veil(span, veil);
    leaf.construct(span);
    fold_lines(leaf, source, span);
}

/// Takes text: references are decoded, white space is one blank.
pub(super) fn text(leaf: &mut Leaf, source: &str, span: Span) {
    let bytes = source.as_bytes();
    let own = span.of(source);
    let has_references = memchr::memchr(b'&', own.as_bytes()).is_some();
    let has_addresses = may_have_addresses(own);
    let mut start = span.start;
    while start < span.end {
        let rest = &bytes[start..span.end];
        let n_words = rest.iter().take_while(|byte| !is_space(byte)).count();
        let words = Span::new(start, start + n_words);
        if has_references {
            reference::edit(leaf, source, words, false);
        }
        if has_addresses {
            addresses(words.of(source), |range| {
                let url = Span::new(words.start + range.start, words.start + range.end);
                leaf.veil(url, Veil::Opaque);
                leaf.construct(url);
            });
        }
        let n_blanks = rest[n_words..]
            .iter()
            .take_while(|byte| is_space(byte))
            .count();
        let blanks = Span::new(words.end, words.end + n_blanks);
        if !matches!(blanks.of(source), "" | " ") {
            leaf.edit(blanks, Instead::Space);
        }
        start = blanks.end;
    }
}

/// Folds the line ends in bytes that are no text.
pub(super) fn fold_lines(leaf: &mut Leaf, source: &str, span: Span) {
    let bytes = source.as_bytes();
    leaf.fold_raw(source, span, |offset| {
        let blanks = bytes[offset..].iter();
        offset + blanks.take_while(|byte| is_space(byte)).count()
    });
}

fn is_space(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}
