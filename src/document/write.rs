//! Write: finds the craft that a segment's place asks for, and asks the guard first.
//!
//! Separate because reading and writing meet only in `Place`; it must not know how a place was found.

use std::borrow::Cow;

use super::escape::{Beyond, Flow, alt, atx, cell, eol, flow, is_plain, title};
use super::front_matter;
use super::guard::{guard, suspicious};
use super::inline::{Inventory, inventory_with};
use super::lines::line_start;
use super::reference::keep_labels;
use super::{Document, Place, Unbuildable};

impl Document<'_> {
    /// Writes `text`, which is not the segment's own, at the place of segment `idx`.
    pub(super) fn write<'t>(
        &'t self,
        idx: usize,
        text: &'t str,
    ) -> Result<Cow<'t, str>, Unbuildable> {
        let segment = &self.segments[idx];
        let is_quoted = matches!(
            segment.place,
            Place::Title { .. } | Place::Value(_) | Place::Line
        );
        // An alt text that is its own label always needs it written out.
        let is_label = matches!(segment.place, Place::Alt { label: Some(_) });
        if !is_quoted && !is_label && is_plain(text) && !suspicious(text, &self.protect) {
            return Ok(Cow::Borrowed(text));
        }
        let kept = match segment.place {
            Place::Value(_) | Place::Title { .. } => None,
            _ => keep_labels(&segment.text, text, &self.labels),
        };
        let text = kept.as_deref().unwrap_or(text);
        let inventory = self.inventory(text);
        guard(&inventory, || self.inventory(&segment.text))?;
        let beyond = self.beyond(idx);
        Ok(match &segment.place {
            Place::Flow { start } => {
                let place = Flow {
                    source: self.source,
                    own: &segment.text,
                    start: *start,
                    heading: segment.context.0.starts_with("heading"),
                    beyond,
                    at_line_start: self.at_line_start(idx, *start),
                };
                flow(&place, text, &inventory)?
            }
            Place::Atx => atx(text, &inventory, beyond),
            Place::Cell { start } => {
                let before = &self.source[line_start(self.source, *start)..*start];
                let at_line_start = segment.span.start == *start && !before.contains('|');
                cell(text, &inventory, beyond, at_line_start)
            }
            Place::Alt { label } => alt(text, &inventory, label.map(|label| label.of(self.source))),
            Place::Title { quote } => title(text, *quote, self.follows_line_end(idx)),
            Place::Line => super::text::write(text)?,
            Place::Value(style) => {
                front_matter::write(style, text, segment.span.start, eol(self.source))?
            }
        }
        .into())
    }

    /// Takes the inventory of a text of this article, with its protected spans and its link references.
    pub fn inventory(&self, text: &str) -> Inventory {
        inventory_with(text, self.format, &self.protect, &self.labels)
    }

    /// Says what stands in the block of segment `idx` besides it.
    fn beyond(&self, idx: usize) -> Beyond {
        let is_followed = self
            .segments
            .get(idx + 1)
            .is_some_and(|next| !next.starts_block);
        match is_followed || !self.segments[idx].starts_block {
            true => Beyond::Segments,
            false => Beyond::Nothing,
        }
    }

    /// Tells whether only white space and quote markers stand between a line end and segment `idx`.
    fn follows_line_end(&self, idx: usize) -> bool {
        let before = &self.source[..self.segments[idx].span.start];
        before
            .trim_end_matches([' ', '\t', '>'])
            .ends_with(['\n', '\r'])
    }

    fn at_line_start(&self, idx: usize, block_start: usize) -> bool {
        let segment = &self.segments[idx];
        segment.span.start == block_start || segment.gap.of(self.source).contains(['\n', '\r'])
    }
}
