//! Paragraph: one leaf block of Markdown while the parser's inline events go by.
//!
//! Separate because the ranges of inline events have their own gaps (backslashes, line ends, the insides of tags and
//! targets), which are filled here; it must not know which block it is.

use std::cell::LazyCell;

use memchr::memchr3;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::address::addresses;
use super::definition::label_like;
use super::folded::{is_cut, opener};
use super::leaf::{Instead, Leaf, Veil, trim_back};
use super::lines::{line_end, n_backslashes, quote_depth, skip_prefix};
use crate::span::Span;

/// Says what the text inside an inline construct counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Covers {
    Image,
    Emphasis,
    Nothing,
    /// An autolink: its text is its target.
    Target,
}

/// Is a leaf block under construction. Reused from block to block.
#[derive(Debug, Default)]
pub(super) struct Paragraph<'s> {
    source: &'s str,
    /// What is known about the text.
    pub leaf: Leaf,
    /// Where the block itself starts.
    floor: usize,
    /// The bytes of its inline events.
    pub span: Option<Span>,
    /// A line end that waits for the text after it.
    broken: Option<(usize, Instead)>,
    open: Vec<Covers>,
    /// The outer bytes of images and the bytes of their alt texts.
    pub images: Vec<(Span, Span)>,
    /// Whether text stands outside images.
    pub beside_images: bool,
    /// Whether text stands outside images and emphasis.
    pub beside_emphasis: bool,
    /// Whether a line ends in the label of a link that would be another one once its lines are one: a footnote's, or
    /// without its backslash.
    pub has_cut_label: bool,
    /// How many emphases stand in no other construct.
    pub n_emphases: usize,
    /// How many block quotes the block stands in, once that was asked.
    depth: Option<usize>,
    /// The words that go by, which the parser hands over in pieces: an address may be cut.
    words: Span,
    /// The tags of HTML.
    tags: Vec<Span>,
    /// The brackets that got a backslash, so that no line end less makes markup of them; in order.
    cut: Vec<usize>,
}

impl<'s> Paragraph<'s> {
    pub fn new(source: &'s str) -> Self {
        Paragraph {
            source,
            ..Paragraph::default()
        }
    }

    /// Begins anew, for a block that starts at `floor`.
    pub fn begin(&mut self, floor: usize) {
        self.leaf.clear();
        self.floor = floor;
        self.span = None;
        self.broken = None;
        self.open.clear();
        self.images.clear();
        self.has_cut_label = false;
        self.beside_images = false;
        self.beside_emphasis = false;
        self.n_emphases = 0;
        self.depth = None;
        self.words = Span::default();
        self.tags.clear();
        self.cut.clear();
    }

    /// Ends: what stands in the text without any markup is known now, and so is what its tags stand around.
    pub fn end_text(&mut self) {
        self.end_words();
        let tags = self.tags.iter().map(|tag| tag.range());
        for (whole, inside) in super::html::inline::elements(self.source, tags) {
            let inside = Span::new(inside.range.start, inside.range.end);
            self.leaf.veil(inside, Veil::Opaque);
            self.leaf.construct(Span::new(whole.start, whole.end));
        }
    }

    /// Keeps in one piece a line that begins with backticks, which is no fence because of others further on, and what
    /// begins like the label of a definition, which is none because of what stands in it.
    pub fn keep_openings(&mut self, span: Span) {
        let has_label = LazyCell::new(|| span.of(self.source).contains("]:"));
        let opening = |line: Span| match line.of(self.source).as_bytes() {
            [b'[', ..] if *has_label => {
                let label = label_like(&self.source[line.start..span.end])?;
                Some(Span::new(line.start, line.start + label))
            }
            [b'`', b'`', b'`', ..] => Some(line),
            _ => None,
        };
        let openings: Vec<Span> = self
            .leaf
            .lines(self.source, span)
            .filter_map(opening)
            .collect();
        self.leaf.constructs.extend(openings);
    }

    fn end_words(&mut self) {
        let words = std::mem::take(&mut self.words);
        addresses(words.of(self.source), |range| {
            let url = Span::new(words.start + range.start, words.start + range.end);
            self.leaf.veil(url, Veil::Opaque);
            self.leaf.construct(url);
        });
    }

    /// Takes an inline event; others are none of its business.
    pub fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Text(text) => self.text(text, span),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.atom(span, Veil::Opaque);
            }
            Event::InlineHtml(_) | Event::FootnoteReference(_) => {
                if let Event::InlineHtml(_) = event {
                    self.tags.push(span);
                }
                self.atom(span, Veil::Transparent);
            }
            Event::SoftBreak => self.line_end(span, Instead::Space),
            Event::HardBreak => self.line_end(span, Instead::Break),
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(*tag, span),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        let double = span.of(self.source).starts_with("~~");
        let (n_delimiter, covers) = match tag {
            Tag::Emphasis => (1, Covers::Emphasis),
            Tag::Strong => (2, Covers::Nothing),
            Tag::Strikethrough => (1 + usize::from(double), Covers::Nothing),
            Tag::Link {
                link_type: LinkType::Autolink | LinkType::Email,
                ..
            } => {
                self.atom(span, Veil::Opaque);
                (1, Covers::Target)
            }
            Tag::Link { .. } => (1, Covers::Nothing),
            Tag::Image { .. } => (2, Covers::Image),
            _ => return,
        };
        if let Tag::Link { id, .. } | Tag::Image { id, .. } = tag
            && (1 < id.len() && id.starts_with('^') || id.contains("\\ "))
        {
            self.has_cut_label |= line_end(span.of(self.source)).is_some();
        }
        let start = self.reach(span.start);
        if covers == Covers::Emphasis && self.open.is_empty() {
            self.n_emphases += 1;
        }
        self.open.push(covers);
        let within = span.start + n_delimiter;
        self.leaf.veil(Span::new(start, within), Veil::Transparent);
        self.pass(within);
    }

    fn end(&mut self, tag: TagEnd, mut span: Span) {
        // The parser leaves the `[]` of a collapsed reference out.
        if matches!(tag, TagEnd::Link | TagEnd::Image)
            && self.source[span.end..].starts_with("[]")
            && self.source[..span.end].ends_with(']')
        {
            span.end += 2;
        }
        let Some(covers) = self.open.pop() else {
            return;
        };
        let within = self.passed().max(span.start);
        if tag == TagEnd::Image && !self.open.contains(&Covers::Image) {
            self.images.push((span, Span::new(span.start + 2, within)));
        }
        self.leaf.construct(span);
        let tail = Span::new(within.min(span.end), span.end);
        if covers != Covers::Target {
            self.leaf.veil(tail, Veil::Transparent);
        }
        self.fold_raw(tail);
        self.pass(span.end);
    }

    fn text(&mut self, text: &str, span: Span) {
        let start = self.reach(span.start);
        if self.open.contains(&Covers::Target) {
            return self.pass(span.end);
        }
        if text.contains(|char: char| !char.is_whitespace()) {
            self.stands_beside();
        }
        self.leaf
            .veil(Span::new(start, span.start), Veil::Transparent);
        let typed = span.of(self.source);
        let is_reference = typed.starts_with('&') && typed != text;
        if is_reference {
            self.reference(text, span);
        }
        if memchr3(b'(', b'[', b']', typed.as_bytes()).is_some() {
            self.keep_cut(span);
        }
        if self.words.end != span.start {
            self.end_words();
            self.words.start = span.start;
        }
        self.words.end = span.end;
        if is_reference && text != "&" {
            self.end_words();
        }
        self.pass(span.end);
    }

    /// Decodes a character reference where the character means the same.
    fn reference(&mut self, text: &str, span: Span) {
        let rest = &self.source[span.end..];
        let plain = text
            .chars()
            .all(|char| !char.is_ascii() && !char.is_control() && char != '\u{fffd}');
        // `<&amp;@c>` is no address, `<&@c>` is one.
        let word = self.source[..span.start].rsplit(char::is_whitespace).next();
        let is_bare = !word.is_some_and(|word| word.contains('<'));
        if plain || (text == "&" && is_bare && !continues_reference(rest)) {
            self.leaf.edit(span, Instead::Text(text.to_owned()));
        } else if let [byte] = text.as_bytes() {
            self.leaf.veil(span, Veil::As(*byte));
        }
    }

    /// Takes an inline thing without text of its own.
    fn atom(&mut self, span: Span, veil: Veil) {
        let span = Span::new(self.reach(span.start), span.end);
        self.stands_beside();
        self.leaf.veil(span, veil);
        self.leaf.construct(span);
        self.fold_raw(span);
        self.pass(span.end);
    }

    /// Keeps what stands on two lines from becoming markup once it stands on one.
    fn keep_cut(&mut self, text: Span) {
        for (at, byte) in text.of(self.source).match_indices(['(', '[', ']']) {
            let at = text.start + at;
            let is_cut = match byte {
                "]" => opener(self.source, at)
                    .is_some_and(|start| self.cut.binary_search(&start).is_ok()),
                _ => is_cut(self.source, at),
            };
            if is_cut {
                self.cut.push(at);
                let escaped = Instead::Text(format!("\\{byte}"));
                self.leaf.edit(Span::new(at, at + 1), escaped);
            }
        }
    }

    fn line_end(&mut self, span: Span, instead: Instead) {
        let floor = self.span.map_or(span.start, |span| span.start);
        let from = trim_back(self.source.as_bytes(), floor, span.start);
        self.broken = Some((from, instead));
    }

    /// Notes that inline bytes begin at `start`, which ends a line end that waits.
    ///
    /// Returns the start with the backslashes before it, which the parser leaves out.
    fn reach(&mut self, start: usize) -> usize {
        let floor = self.passed().min(start);
        let start = start - n_backslashes(&self.source.as_bytes()[floor..start]);
        if let Some((from, instead)) = self.broken.take() {
            self.leaf.edit(Span::new(from, start), instead);
        }
        self.span.get_or_insert(Span::new(start, start));
        self.pass(start);
        start
    }

    /// Notes that the bytes before `end` have been seen.
    fn pass(&mut self, end: usize) {
        if let Some(span) = &mut self.span {
            span.end = span.end.max(end);
        }
    }

    /// Returns where the bytes that have been seen end.
    fn passed(&self) -> usize {
        self.span.map_or(self.floor, |span| span.end)
    }

    fn stands_beside(&mut self) {
        let in_image = self.open.contains(&Covers::Image);
        self.beside_images |= !in_image;
        self.beside_emphasis |= !in_image && !self.open.contains(&Covers::Emphasis);
    }

    /// Folds the line ends in bytes whose inside the parser does not tell of.
    fn fold_raw(&mut self, span: Span) {
        if line_end(span.of(self.source)).is_none() {
            return;
        }
        let bytes = self.source.as_bytes();
        let start = self.span.map_or(span.start, |span| span.start);
        let depth = *self
            .depth
            .get_or_insert_with(|| quote_depth(self.source, start));
        self.leaf.fold_raw(self.source, span, |offset| {
            skip_prefix(bytes, offset, depth)
        });
    }
}

/// Tells whether `rest` would make a character reference of an `&` before it.
fn continues_reference(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let n = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    0 < n && name[n..].starts_with(';')
}
