//! Write: finds the craft that a segment's place asks for, and asks the guard first.
//!
//! Separate because reading and writing meet only in `Place`; it must not know how a place was found.

use std::borrow::Cow;

use super::escape::{Flow, alt, atx, cell, eol, flow, is_plain, title};
use super::front_matter;
use super::guard::{guard, suspicious};
use super::inline::{Inventory, inventory_with};
use super::lines::line_start;
use super::{Document, Format, Place, Unbuildable};

impl Document<'_> {
    /// Writes `text`, which is not the segment's own, at the place of segment `idx`.
    pub(super) fn write<'t>(
        &'t self,
        idx: usize,
        text: &'t str,
    ) -> Result<Cow<'t, str>, Unbuildable> {
        let segment = &self.segments[idx];
        let is_quoted = matches!(segment.place, Place::Title { .. } | Place::Value(_));
        if !is_quoted && is_plain(text) && !suspicious(text, &self.protect) {
            return Ok(Cow::Borrowed(text));
        }
        let inventory = self.inventory(text);
        guard(&inventory, || self.inventory(&segment.text))?;
        let has_neighbours = self.has_neighbours(idx);
        Ok(match &segment.place {
            Place::Flow { start } => {
                let place = Flow {
                    source: self.source,
                    start: *start,
                    heading: segment.context.0.starts_with("heading"),
                    has_neighbours,
                    at_line_start: self.at_line_start(idx, *start),
                };
                flow(&place, text, &inventory)?
            }
            Place::Atx => atx(text, &inventory, has_neighbours),
            Place::Cell { start } => {
                let before = &self.source[line_start(self.source, *start)..*start];
                let at_line_start = segment.span.start == *start && !before.contains('|');
                cell(text, &inventory, has_neighbours, at_line_start)
            }
            Place::Alt => alt(text, &inventory),
            Place::Title { quote } => title(text, *quote),
            Place::Value(style) => {
                front_matter::write(style, text, segment.span.start, eol(self.source))?
            }
        }
        .into())
    }

    fn inventory(&self, text: &str) -> Inventory {
        inventory_with(text, Format::Markdown, &self.protect, &self.labels)
    }

    /// Tells whether other segments stand in the block of segment `idx`.
    fn has_neighbours(&self, idx: usize) -> bool {
        let follows = self
            .segments
            .get(idx + 1)
            .is_some_and(|next| !next.starts_block);
        follows || !self.segments[idx].starts_block
    }

    fn at_line_start(&self, idx: usize, block_start: usize) -> bool {
        let segment = &self.segments[idx];
        segment.span.start == block_start || segment.gap.of(self.source).contains(['\n', '\r'])
    }
}
