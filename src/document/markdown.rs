//! Markdown: reads CommonMark and GFM into blocks, in one pass over the parser's events.
//!
//! Separate because the order of events, their ranges and their oddities are pulldown-cmark's; it must not know
//! how a translation is written back.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::directive::comments;
use super::front_matter::body;
use super::leaf::{Instead, Leaf, Veil, trim_back};
use super::lines::{quote_depth, skip_prefix, title};
use super::partition::Builder;
use super::{Context, Place};
use crate::span::Span;

/// The extensions that articles use.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST);

/// Returns the extensions for one article: without math where its dollars are money, without definitions where its
/// lines begin with colons of another kind.
pub(super) fn options(source: &str) -> Options {
    let mut options = OPTIONS;
    if !has_definitions(source) {
        options.remove(Options::ENABLE_DEFINITION_LIST);
    }
    if source.contains('$') && dollars_are_money(source) {
        options.remove(Options::ENABLE_MATH);
    }
    options
}

/// Tells whether lines begin with a colon and a blank, and none with a colon and more (`:::note`, `:smile:`), which
/// the parser would take for definitions too.
fn has_definitions(source: &str) -> bool {
    let bytes = source.as_bytes();
    let mut found = false;
    for (offset, _) in source.match_indices(':') {
        let before = bytes[..offset]
            .iter()
            .rposition(|byte| !matches!(byte, b' ' | b'\t' | b'>'));
        if before.is_some_and(|before| !matches!(bytes[before], b'\n' | b'\r')) {
            continue;
        }
        match bytes.get(offset + 1) {
            Some(b' ' | b'\t') => found = true,
            _ => return false,
        }
    }
    found
}

/// Tells whether the parser would take a stretch like `$5 to US$` for math, which a digit or letter outside its
/// dollars gives away (the rule of Pandoc and GitHub).
fn dollars_are_money(source: &str) -> bool {
    Parser::new_ext(source, OPTIONS)
        .into_offset_iter()
        .any(|(event, range)| {
            let word = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
            matches!(event, Event::InlineMath(_))
                && (word(source[..range.start].chars().next_back())
                    || word(source[range.end..].chars().next()))
        })
}

/// Returns the parser's events for the Markdown of an article, its front matter left out, with their bytes in
/// `source`: a page is printed from the same reading that finds the segments.
pub fn events(source: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let base = body(source);
    let body = &source[base..];
    Parser::new_ext(body, options(body))
        .into_offset_iter()
        .map(move |(event, range)| (event, range.start + base..range.end + base))
}

/// Reads the Markdown from `base` to the source's end. Returns the labels of its link reference definitions.
pub(super) fn read(builder: &mut Builder<'_, '_>, base: usize) -> Vec<String> {
    let source = builder.source;
    let body = &source[base..];
    let events = Parser::new_ext(body, options(body)).into_offset_iter();
    let references = events.reference_definitions();
    let mut labels: Vec<String> = references
        .iter()
        .map(|(label, _)| normal_label(label))
        .collect();
    labels.sort_unstable();
    let mut definitions: Vec<Span> = references
        .iter()
        .filter(|(_, definition)| definition.title.is_some())
        .map(|(_, definition)| Span::new(definition.span.start + base, definition.span.end + base))
        .collect();
    definitions.sort_unstable_by(|left, right| right.cmp(left));
    let mut walk = Walk {
        builder,
        source,
        definitions,
        containers: Vec::new(),
        leaf: Leaf::default(),
        open: None,
        before: Before::Other,
        candidate: false,
    };
    for (event, range) in events {
        let span = Span::new(range.start + base, range.end + base);
        walk.event(&event, span);
    }
    walk.define_before(source.len());
    labels
}

/// Returns a label as labels are compared: in lower case, white space folded.
pub(super) fn normal_label(label: &str) -> String {
    let folded = label.split_whitespace().collect::<Vec<_>>().join(" ");
    folded.to_lowercase()
}

/// Is what the next block stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Title,
    Image,
    Other,
}

/// Is an inline construct that is not closed yet.
struct Construct {
    covers: Covers,
}

/// Says what the text inside a construct counts as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Covers {
    Image,
    Emphasis,
    Nothing,
    /// An autolink: its text is its target.
    Target,
}

/// Is the leaf block that the walk stands in.
struct Open {
    context: Context,
    /// The range of the block's own event, if it has one.
    floor: usize,
    /// The bytes of its inline events.
    span: Option<Span>,
    /// A line end that waits for the text after it.
    broken: Option<(usize, Instead)>,
    constructs: Vec<Construct>,
    /// The outer bytes of images and the bytes of their alt texts.
    images: Vec<(Span, Span)>,
    /// Whether text stands outside images, and outside images and emphasis.
    beside_images: bool,
    beside_emphasis: bool,
    n_emphases: usize,
    depth: Option<usize>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Flow,
    Atx,
    Cell,
}

struct Walk<'w, 's, 'c> {
    builder: &'w mut Builder<'s, 'c>,
    source: &'s str,
    /// Link reference definitions with a title, the last one first.
    definitions: Vec<Span>,
    containers: Vec<TagEnd>,
    leaf: Leaf,
    open: Option<Open>,
    before: Before,
    /// Whether the last block is a paragraph in emphasis that an image below would make a caption.
    candidate: bool,
}

impl<'s> Walk<'_, 's, '_> {
    fn event(&mut self, event: &Event<'s>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(*tag, span),
            Event::Text(text) => self.text(text, span),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.atom(span, Veil::Opaque);
            }
            Event::InlineHtml(_) | Event::FootnoteReference(_) => {
                self.atom(span, Veil::Transparent);
            }
            Event::SoftBreak => self.line_end(span, Instead::Space),
            Event::HardBreak => self.line_end(span, Instead::Break),
            Event::Html(_) => {}
            Event::Rule => {
                self.close();
                self.seen(Before::Other);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Emphasis => self.construct(span, 1, Covers::Emphasis),
            Tag::Strong => self.construct(span, 2, Covers::Nothing),
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {
                let double = self.source[span.start..].starts_with("~~");
                self.construct(span, 1 + usize::from(double), Covers::Nothing);
            }
            Tag::Link {
                link_type: LinkType::Autolink | LinkType::Email,
                ..
            } => {
                self.atom(span, Veil::Opaque);
                self.construct(span, 1, Covers::Target);
            }
            Tag::Link { .. } => self.construct(span, 1, Covers::Nothing),
            Tag::Image { .. } => self.construct(span, 2, Covers::Image),
            _ => self.start_block(tag, span),
        }
    }

    fn start_block(&mut self, tag: &Tag<'_>, span: Span) {
        self.close();
        if !matches!(tag, Tag::HtmlBlock) {
            self.builder.standing.begin(span);
        }
        match tag {
            Tag::Paragraph => {
                let context = match self.containers.last() {
                    Some(TagEnd::Item) => "list item",
                    Some(TagEnd::FootnoteDefinition) => "footnote",
                    Some(TagEnd::DefinitionListDefinition) => "definition",
                    _ => "paragraph",
                };
                // Only the first paragraph of an item is the item's.
                if let Some(last) = self.containers.last_mut()
                    && *last == TagEnd::Item
                {
                    *last = TagEnd::Paragraph;
                }
                self.open(context, span.start, Kind::Flow);
            }
            Tag::Heading { level, .. } => {
                let context = match level {
                    HeadingLevel::H1 => "heading 1",
                    HeadingLevel::H2 => "heading 2",
                    HeadingLevel::H3 => "heading 3",
                    HeadingLevel::H4 => "heading 4",
                    HeadingLevel::H5 => "heading 5",
                    HeadingLevel::H6 => "heading 6",
                };
                let kind = match self.source.as_bytes().get(span.start) {
                    Some(b'#') => Kind::Atx,
                    _ => Kind::Flow,
                };
                self.open(context, span.start, kind);
            }
            Tag::TableCell => self.open("table cell", span.start, Kind::Cell),
            Tag::DefinitionListTitle => self.open("term", span.start, Kind::Flow),
            Tag::HtmlBlock => {
                let html = span.of(self.source);
                if html.contains("tolka:") {
                    self.define_before(span.start);
                    for (comment, span) in comments(html, span.start) {
                        self.builder.comment(comment, span);
                    }
                } else {
                    let image = ["<img", "<figure", "<picture"];
                    self.seen(match image.iter().any(|name| html.contains(name)) {
                        true => Before::Image,
                        false => Before::Other,
                    });
                }
            }
            Tag::CodeBlock(_) => self.seen(Before::Other),
            _ => {}
        }
        if !matches!(tag, Tag::Paragraph) {
            self.containers.push(tag.to_end());
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => self.end_construct(tag, span),
            TagEnd::Paragraph => self.close(),
            _ => {
                self.close();
                self.containers.pop();
            }
        }
    }

    fn open(&mut self, context: &'static str, floor: usize, kind: Kind) {
        self.leaf.clear();
        self.open = Some(Open {
            context: Context(context.into()),
            floor,
            span: None,
            broken: None,
            constructs: Vec::new(),
            images: Vec::new(),
            beside_images: false,
            beside_emphasis: false,
            n_emphases: 0,
            depth: None,
            kind,
        });
    }

    /// Notes that inline bytes begin at `start`: opens the leaf of a tight item, ends a line end that waits.
    ///
    /// Returns the start with the backslash before it, which the parser leaves out.
    fn begin_inline(&mut self, start: usize) -> Option<usize> {
        if self.open.is_none() {
            let context = match self.containers.last() {
                Some(TagEnd::Item) => "list item",
                Some(TagEnd::FootnoteDefinition) => "footnote",
                Some(TagEnd::DefinitionListDefinition) => "definition",
                Some(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => {
                    return None;
                }
                _ => "paragraph",
            };
            self.builder.standing.begin(Span::new(start, start + 1));
            self.open(context, start, Kind::Flow);
            if let Some(last) = self.containers.last_mut()
                && *last == TagEnd::Item
            {
                *last = TagEnd::Paragraph;
            }
        }
        let open = self.open.as_mut()?;
        let floor = open.span.map_or(open.floor, |span| span.end);
        let bytes = self.source.as_bytes();
        let n_escapes = bytes[floor.min(start)..start]
            .iter()
            .rev()
            .take_while(|byte| **byte == b'\\')
            .count();
        let start = start - n_escapes;
        if let Some((from, instead)) = open.broken.take() {
            self.leaf.edit(Span::new(from, start), instead);
        }
        let span = open.span.get_or_insert(Span::new(start, start));
        span.end = span.end.max(start);
        Some(start)
    }

    fn end_inline(&mut self, end: usize) {
        if let Some(open) = &mut self.open
            && let Some(span) = &mut open.span
        {
            span.end = span.end.max(end);
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        let Some(start) = self.begin_inline(span.start) else {
            return;
        };
        let Some(open) = &mut self.open else {
            return;
        };
        let covers = |covers| open.constructs.iter().any(|one| one.covers == covers);
        if covers(Covers::Target) {
            return self.end_inline(span.end);
        }
        if !text.trim().is_empty() {
            open.beside_images |= !covers(Covers::Image);
            open.beside_emphasis |= !covers(Covers::Image) && !covers(Covers::Emphasis);
        }
        self.leaf
            .veil(Span::new(start, span.start), Veil::Transparent);
        let typed = span.of(self.source);
        if typed.starts_with('&') && typed != text {
            self.reference(text, span);
        } else {
            bare_urls(typed, |range| {
                let url = Span::new(span.start + range.start, span.start + range.end);
                self.leaf.veil(url, Veil::Opaque);
                self.leaf.construct(url);
            });
        }
        self.end_inline(span.end);
    }

    /// Decodes a character reference where the character means the same.
    fn reference(&mut self, text: &str, span: Span) {
        let rest = &self.source[span.end..];
        let plain = text
            .chars()
            .all(|char| !char.is_ascii() && !char.is_control() && char != '\u{fffd}');
        if plain || (text == "&" && !continues_reference(rest)) {
            self.leaf.edit(span, Instead::Text(text.to_owned()));
        } else if let [byte] = text.as_bytes() {
            self.leaf.veil(span, Veil::As(*byte));
        }
    }

    fn line_end(&mut self, span: Span, instead: Instead) {
        let Some(open) = &mut self.open else {
            return;
        };
        let floor = open.span.map_or(span.start, |span| span.start);
        let from = trim_back(self.source.as_bytes(), floor, span.start);
        open.broken = Some((from, instead));
    }

    /// Takes an inline thing without text of its own.
    fn atom(&mut self, span: Span, veil: Veil) {
        let Some(start) = self.begin_inline(span.start) else {
            return;
        };
        let Some(open) = &mut self.open else {
            return;
        };
        let covers = |covers| open.constructs.iter().any(|one| one.covers == covers);
        open.beside_images |= !covers(Covers::Image);
        open.beside_emphasis |= !covers(Covers::Image) && !covers(Covers::Emphasis);
        let span = Span::new(start, span.end);
        self.leaf.veil(span, veil);
        self.leaf.construct(span);
        self.raw(span);
        self.end_inline(span.end);
    }

    /// Folds the line ends in bytes whose inside the parser does not tell of.
    fn raw(&mut self, span: Span) {
        let bytes = self.source.as_bytes();
        let Some(open) = &mut self.open else {
            return;
        };
        if !span.of(self.source).contains(['\n', '\r']) {
            return;
        }
        let start = open.span.map_or(span.start, |span| span.start);
        let depth = *open
            .depth
            .get_or_insert_with(|| quote_depth(self.source, start));
        self.leaf.fold_raw(self.source, span, |offset| {
            skip_prefix(bytes, offset, depth)
        });
    }

    fn construct(&mut self, span: Span, n_delimiter: usize, covers: Covers) {
        let Some(start) = self.begin_inline(span.start) else {
            return;
        };
        let Some(open) = &mut self.open else {
            return;
        };
        if covers == Covers::Emphasis && open.constructs.is_empty() {
            open.n_emphases += 1;
        }
        open.constructs.push(Construct { covers });
        self.leaf.veil(
            Span::new(start, span.start + n_delimiter),
            Veil::Transparent,
        );
        self.end_inline(span.start + n_delimiter);
    }

    fn end_construct(&mut self, tag: TagEnd, mut span: Span) {
        // The parser leaves the `[]` of a collapsed reference out.
        if matches!(tag, TagEnd::Link | TagEnd::Image)
            && self.source[span.end..].starts_with("[]")
            && self.source[..span.end].ends_with(']')
        {
            span.end += 2;
        }
        let Some(open) = &mut self.open else {
            return;
        };
        let within = open.end_of_inline().max(span.start);
        let covers = open.constructs.pop().map(|construct| construct.covers);
        if tag == TagEnd::Image
            && !open
                .constructs
                .iter()
                .any(|one| one.covers == Covers::Image)
        {
            open.images.push((span, Span::new(span.start + 2, within)));
        }
        self.leaf.construct(span);
        let tail = Span::new(within.min(span.end), span.end);
        if covers != Some(Covers::Target) {
            self.leaf.veil(tail, Veil::Transparent);
        }
        self.raw(tail);
        self.end_inline(span.end);
    }

    /// Ends the leaf block that is open, if any.
    fn close(&mut self) {
        let Some(open) = self.open.take() else {
            return;
        };
        let Some(span) = open.span else {
            return;
        };
        self.define_before(span.start);
        if open.kind == Kind::Flow && has_fence(span.of(self.source)) {
            return self.close_fenced(&open, span);
        }
        if !open.images.is_empty() && !open.beside_images && open.kind == Kind::Flow {
            return self.close_images(&open);
        }
        let emphasised = !open.beside_emphasis && open.n_emphases == 1 && open.kind == Kind::Flow;
        let is_caption = emphasised && (self.before != Before::Other || !open.images.is_empty());
        let is_title = open.context.0 == "heading 1";
        let context = match is_caption {
            true => Context("caption".into()),
            false => open.context,
        };
        let place = match open.kind {
            Kind::Flow => Place::Flow { start: span.start },
            Kind::Atx => Place::Atx,
            Kind::Cell => Place::Cell { start: span.start },
        };
        let added = self.builder.block(&self.leaf, span, context, &place);
        self.before = match (is_title, open.images.is_empty()) {
            (true, _) => Before::Title,
            (_, false) if emphasised => Before::Image,
            _ => Before::Other,
        };
        self.candidate = emphasised && !is_caption && added;
    }

    /// Ends a paragraph in which lines of punctuation are structure: `:::note Title` of Docusaurus and its kin, whose
    /// title is prose, and a lone pipe, which is all that parts a paragraph from a table above it.
    fn close_fenced(&mut self, open: &Open, span: Span) {
        let mut prose: Option<Span> = None;
        for line in self.leaf.lines(self.source, span) {
            let text = line.of(self.source);
            if !has_fence(text) {
                prose = Some(Span::new(
                    prose.map_or(line.start, |prose| prose.start),
                    line.end,
                ));
                continue;
            }
            self.prose(open, prose.take());
            if let Some((start, end, in_brackets)) = fence_title(text) {
                let place = match in_brackets {
                    true => Place::Alt { label: None },
                    false => Place::Atx,
                };
                let title = Span::new(line.start + start, line.start + end);
                let context = Context("admonition title".into());
                self.builder.block(&self.leaf, title, context, &place);
            }
        }
        self.prose(open, prose);
        self.seen(Before::Other);
    }

    fn prose(&mut self, open: &Open, span: Option<Span>) {
        if let Some(span) = span {
            let place = Place::Flow { start: span.start };
            self.builder
                .block(&self.leaf, span, open.context.clone(), &place);
        }
    }

    /// Ends a paragraph of images alone: their alt texts and titles are its prose.
    fn close_images(&mut self, open: &Open) {
        if self.candidate {
            self.builder.rename_last(&Context("caption".into()));
        }
        for (image, alt) in &open.images {
            let context = Context("alt text".into());
            let place = Place::Alt { label: None };
            let added = self.builder.block(&self.leaf, *alt, context, &place);
            let tail = &self.source[alt.end..image.end];
            if added && matches!(tail, "]" | "][]") {
                let label = Some(*alt);
                let hull = Span::new(alt.start, image.end);
                self.builder.widen_last(*alt, hull, Place::Alt { label });
            }
            if !tail.starts_with("](") {
                continue;
            }
            let end = trim_back(self.source.as_bytes(), alt.end, image.end - 1);
            self.title(alt.end + 2, end, "image title");
        }
        self.seen(Before::Image);
    }

    /// Adds the titles of the link reference definitions that stand before `offset`.
    fn define_before(&mut self, offset: usize) {
        while let Some(span) = self.definitions.pop_if(|span| span.start < offset) {
            let text = span.of(self.source);
            let Some(colon) = label_end(text) else {
                continue;
            };
            self.leaf_aside(|walk| {
                let end = span.start + text.trim_end().len();
                walk.title(span.start + colon, end, "link title");
            });
        }
    }

    /// Does something with an empty leaf, and puts the one in use back.
    fn leaf_aside(&mut self, act: impl FnOnce(&mut Self)) {
        let leaf = std::mem::take(&mut self.leaf);
        act(self);
        self.leaf = leaf;
    }

    fn title(&mut self, from: usize, end: usize, context: &'static str) {
        let bytes = self.source.as_bytes();
        let depth = quote_depth(self.source, from);
        let Some((start, end, quote)) = title(self.source, from, end, depth) else {
            return;
        };
        let span = Span::new(start, end);
        let mut leaf = Leaf::default();
        leaf.fold_raw(self.source, span, |offset| {
            skip_prefix(bytes, offset, depth)
        });
        let place = Place::Title { quote };
        self.builder
            .block(&leaf, span, Context(context.into()), &place);
    }

    /// Notes what kind of block went by.
    fn seen(&mut self, before: Before) {
        if before == Before::Image && self.candidate {
            self.builder.rename_last(&Context("caption".into()));
        }
        self.before = before;
        self.candidate = false;
    }
}

impl Open {
    /// Returns where the inline bytes that were seen so far end.
    fn end_of_inline(&self) -> usize {
        self.span.map_or(self.floor, |span| span.end)
    }
}

/// Tells whether a line of `text` is structure by its punctuation alone.
fn has_fence(text: &str) -> bool {
    text.starts_with(":::")
        || text.starts_with("|\n")
        || text.starts_with("|\r")
        || text == "|"
        || {
            let mut lines = text.split(['\n', '\r']);
            text.contains(":::")
                && lines.any(|line| line.trim_start_matches([' ', '\t', '>']).starts_with(":::"))
        }
}

/// Finds the title behind the name of an admonition, and whether it stands in brackets.
fn fence_title(line: &str) -> Option<(usize, usize, bool)> {
    let rest = line.trim_start_matches(':');
    let name = rest.trim_start();
    let after =
        name.trim_start_matches(|char: char| char.is_alphanumeric() || matches!(char, '-' | '_'));
    let after = line.len() - after.len();
    if let Some(title) = line[after..].strip_prefix('[') {
        let end = title.rfind(']')?;
        return Some((after + 1, after + 1 + end, true));
    }
    let title = line[after..].trim_start();
    let start = line.len() - title.len();
    // Attributes are no prose.
    let shown = title.split('{').next().unwrap_or("").trim_end();
    (!shown.is_empty()).then_some((start, start + shown.len(), false))
}

/// Finds the offset after the colon of a link reference definition's label.
fn label_end(definition: &str) -> Option<usize> {
    let bytes = definition.as_bytes();
    let mut offset = 1;
    while offset < bytes.len() {
        match bytes[offset] {
            b'\\' => offset += 1,
            b']' => return (bytes.get(offset + 1) == Some(&b':')).then_some(offset + 2),
            _ => {}
        }
        offset += 1;
    }
    None
}

/// Tells whether `rest` would make a character reference of an `&` before it.
pub(super) fn continues_reference(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let n = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    0 < n && name[n..].starts_with(';')
}

/// Finds addresses that stand in the text without any markup.
pub(super) fn bare_urls(text: &str, mut found: impl FnMut(Range<usize>)) {
    if !text.contains("://") && !text.contains("www.") {
        return;
    }
    let mut offset = 0;
    for word in text.split_inclusive(|char: char| char.is_whitespace() || "<>\"“”«»".contains(char))
    {
        let start = word
            .find("https://")
            .or_else(|| word.find("http://"))
            .or_else(|| word.find("www."));
        if let Some(start) = start {
            let url = word[start..].trim_end_matches(|char: char| {
                char.is_whitespace() || ".,;:!?…'\")]}*_<>“”«»’".contains(char)
            });
            found(offset + start..offset + start + url.len());
        }
        offset += word.len();
    }
}
