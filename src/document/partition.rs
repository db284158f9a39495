//! Partition: gathers blocks in the order of the source and fills the bytes between them.
//!
//! Separate because this is where law 1 is kept, for every format; it must not know how a block was found.

use super::directive::{Directive, Standing};
use super::html::Root;
use super::leaf::Leaf;
use super::lines::{end_of_line, first_line, line_start};
use super::{Block, Context, Judged, Part, Place, Segment, Settings};
use crate::span::{Span, SyntaxError};

/// Collects the blocks of one article.
pub(super) struct Builder<'s, 'c> {
    pub source: &'s str,
    pub settings: &'c Settings,
    pub errors: Vec<SyntaxError>,
    pub standing: Standing,
    /// Where decisions about boundaries are kept, if anybody asks for them.
    pub judged: Option<Vec<Judged>>,
    blocks: Vec<Block>,
    roots: Vec<(Span, Root)>,
    segments: Vec<Segment<'s>>,
}

/// Widens a span to the lines that it stands on, if only the marks of quotes stand before it and what stands around
/// it stays apart where it goes.
fn whole_lines(source: &str, span: Span) -> Option<Span> {
    let is_blank = |text: &str| text.trim_matches([' ', '\t', '>']).is_empty();
    let start = source[..span.start]
        .trim_end_matches([' ', '\t', '>'])
        .len();
    if !(start == 0 || source[..start].ends_with(['\n', '\r'])) {
        return None;
    }
    let own = span.of(source);
    let rest = &source[span.end..];
    let end = match own.ends_with(['\n', '\r']) || rest.is_empty() {
        true => span.end,
        false if rest.starts_with(['\n', '\r']) => end_of_line(source.as_bytes(), span.end),
        false => return None,
    };
    let above = source[..start].strip_suffix(['\n', '\r']).unwrap_or("");
    let above = &above[line_start(above, above.len())..];
    let below = first_line(&source[end..]);
    let is_item = own.starts_with(['-', '*', '+']) && below.starts_with(&own[..1]);
    let is_apart = is_blank(above) || is_blank(below) || is_item;
    is_apart.then_some(Span::new(start, end))
}

impl<'s, 'c> Builder<'s, 'c> {
    pub fn new(source: &'s str, settings: &'c Settings) -> Self {
        Builder {
            source,
            settings,
            errors: Vec::new(),
            standing: Standing::default(),
            judged: None,
            blocks: Vec::new(),
            roots: Vec::new(),
            segments: Vec::new(),
        }
    }

    /// Follows the directive in a comment, if it is one.
    pub fn comment(&mut self, comment: &str, span: Span) {
        match Directive::read(comment, span) {
            Some(Ok(directive)) => self.standing.follow(directive, span, &mut self.errors),
            Some(Err(error)) => self.errors.push(error),
            None => {}
        }
    }

    /// Adds the block at `span`, which must lie after all earlier ones; where it does not, or where nothing in it
    /// is prose, its bytes stay verbatim. Returns whether it was added.
    pub fn block(&mut self, leaf: &Leaf, span: Span, context: Context, place: &Place) -> bool {
        let floor = self.blocks.last().map_or(0, |block| block.span.end);
        if span.start < floor || span.end <= span.start || !self.standing.translates(span.start) {
            return false;
        }
        let first = self.segments.len();
        let segments = &mut self.segments;
        leaf.cut(self.source, span, self.settings, |piece| {
            segments.push(Segment {
                text: piece.text,
                span: piece.span,
                gap: piece.gap,
                context: context.clone(),
                starts_block: segments.len() == first,
                protected: piece.protected,
                notes: Vec::new(),
                place: place.clone(),
            });
        });
        if self.segments.len() == first {
            return false;
        }
        if let Some(judged) = &mut self.judged {
            judged.extend(leaf.judge(self.source, span, self.settings));
        }
        self.segments[first].notes = self.standing.take_notes();
        self.blocks.push(Block {
            span,
            is_whole: false,
            segments: first..self.segments.len(),
            context,
        });
        true
    }

    /// Gives the last block another context.
    pub fn rename_last(&mut self, context: &Context) {
        if let Some(block) = self.blocks.last_mut() {
            block.context = context.clone();
            for segment in &mut self.segments[block.segments.clone()] {
                segment.context = context.clone();
            }
        }
    }

    /// Gives the last block another hull and place, where it holds one segment that takes all of `inside`.
    pub fn widen_last(&mut self, inside: Span, hull: Span, place: Place) {
        let Some(block) = self.blocks.last_mut() else {
            return;
        };
        if let [segment] = &mut self.segments[block.segments.clone()]
            && segment.span == inside
        {
            segment.span = hull;
            segment.gap = Span::new(hull.start, hull.start);
            segment.place = place;
            block.span = hull;
        }
    }

    /// Gives the last block all the bytes of `outer`, its marks included, if it and nothing else stands in them.
    pub fn complete_last(&mut self, outer: Span, is_mark: impl Fn(&str, &str) -> bool) {
        let n = self.blocks.len();
        let floor = match n {
            0 | 1 => 0,
            _ => self.blocks[n - 2].span.end,
        };
        let Some(block) = self.blocks.last_mut() else {
            return;
        };
        // No mark is that long, and of a thousand marks on one line each asks.
        let is_near = block.span.start.saturating_sub(outer.start) < 100;
        let holds = outer.start <= block.span.start && block.span.end <= outer.end;
        if !holds || !is_near || block.is_whole || outer.start < floor {
            return;
        }
        let before = &self.source[outer.start..block.span.start];
        let after = &self.source[block.span.end..outer.end];
        if let Some(lines) = whole_lines(self.source, outer)
            && floor <= lines.start
            && is_mark(before, after)
        {
            block.span = lines;
            block.is_whole = true;
        }
    }

    /// Notes a place that says which language the article is in; it must lie after all earlier ones.
    pub fn root(&mut self, span: Span, root: Root) {
        let floor = self.roots.last().map_or(0, |(last, _)| last.end);
        if floor <= span.start {
            self.roots.push((span, root));
        }
    }

    /// Fills the bytes between the blocks.
    pub fn finish(mut self) -> (Vec<Part>, Vec<Segment<'s>>, Vec<SyntaxError>) {
        self.standing.finish(&mut self.errors);
        let mut known: Vec<(Span, Part)> = Vec::with_capacity(self.blocks.len() + self.roots.len());
        let roots = self.roots.into_iter();
        known.extend(roots.map(|(span, root)| (span, Part::Root(span, root))));
        let blocks = self.blocks.into_iter();
        known.extend(blocks.map(|block| (block.span, Part::Block(block))));
        known.sort_by_key(|(span, _)| *span);
        let mut parts = Vec::with_capacity(known.len() * 2 + 1);
        let mut done = 0;
        for (span, part) in known {
            if done < span.start {
                parts.push(Part::Verbatim(Span::new(done, span.start)));
            }
            done = span.end;
            parts.push(part);
        }
        if done < self.source.len() || parts.is_empty() {
            parts.push(Part::Verbatim(Span::new(done, self.source.len())));
        }
        (parts, self.segments, self.errors)
    }
}
