//! Figure: images that stand alone, with their captions.
//!
//! A caption is a paragraph that is all emphasis, beside an image or right below the headline: the same that a
//! document calls one.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::foreign::Ranged;

/// Is what a paragraph is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Image,
    Emphasis,
    /// An image, a line end, an emphasis; where in the block the line end is.
    Both(usize),
    Other,
}

/// The bytes of an element that no byte of the article stands for.
const NOWHERE: Range<usize> = 0..0;

/// Gives images and captions at the top level of an article their elements.
pub fn figures(events: Vec<Ranged<'_>>, follows_headline: bool) -> Vec<Ranged<'_>> {
    let mut figured = Vec::with_capacity(events.len());
    let blocks = blocks(&events);
    let shapes: Vec<Shape> = blocks
        .iter()
        .map(|block| shape(&events[block.clone()]))
        .collect();
    let mut events = events.into_iter();
    let mut take = |block: &Range<usize>| -> Vec<_> { events.by_ref().take(block.len()).collect() };
    let mut idx = 0;
    while idx < blocks.len() {
        let next = shapes.get(idx + 1).copied();
        let block = take(&blocks[idx]);
        match (shapes[idx], next) {
            (Shape::Image, Some(Shape::Emphasis)) | (Shape::Emphasis, Some(Shape::Image)) => {
                let other = take(&blocks[idx + 1]);
                let is_caption = shapes[idx] == Shape::Emphasis;
                wrap(&mut figured, "<figure>\n", "</figure>\n", |figured| {
                    part(figured, block, is_caption);
                    part(figured, other, !is_caption);
                });
                idx += 1;
            }
            (Shape::Both(line_end), _) => {
                let mut image = block;
                let caption = image.split_off(line_end + 1);
                image.pop();
                wrap(&mut figured, "<figure>\n", "</figure>\n", |figured| {
                    part(figured, image, false);
                    part(figured, caption, true);
                });
            }
            (Shape::Emphasis, _) if idx == 0 && follows_headline => {
                wrap(&mut figured, "<p class=\"caption\">", "</p>\n", |figured| {
                    figured.extend(without_ends(block));
                });
            }
            _ => figured.extend(block),
        }
        idx += 1;
    }
    figured
}

fn part<'t>(figured: &mut Vec<Ranged<'t>>, block: Vec<Ranged<'t>>, is_caption: bool) {
    let inside = without_ends(block);
    match is_caption {
        true => wrap(figured, "<figcaption>", "</figcaption>\n", |figured| {
            figured.extend(inside)
        }),
        false => {
            figured.extend(inside);
            figured.push((Event::Html("\n".into()), NOWHERE));
        }
    }
}

fn wrap<'t>(
    figured: &mut Vec<Ranged<'t>>,
    opening: &'static str,
    closing: &'static str,
    inside: impl FnOnce(&mut Vec<Ranged<'t>>),
) {
    figured.push((Event::Html(opening.into()), NOWHERE));
    inside(figured);
    figured.push((Event::Html(closing.into()), NOWHERE));
}

/// Takes away the paragraph's tags.
fn without_ends(block: Vec<Ranged<'_>>) -> impl Iterator<Item = Ranged<'_>> {
    block.into_iter().filter(|(event, _)| {
        !matches!(
            event,
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)
        )
    })
}

/// Cuts the events into what stands at the top level.
fn blocks(events: &[Ranged<'_>]) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (idx, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            blocks.push(start..idx + 1);
            start = idx + 1;
        }
    }
    blocks
}

fn shape(block: &[Ranged<'_>]) -> Shape {
    let [(Event::Start(Tag::Paragraph), _), inside @ .., _] = block else {
        return Shape::Other;
    };
    let units = blocks(inside);
    let is_image =
        |unit: &Range<usize>| matches!(inside[unit.start].0, Event::Start(Tag::Image { .. }));
    let is_emphasis =
        |unit: &Range<usize>| matches!(inside[unit.start].0, Event::Start(Tag::Emphasis));
    let is_line_end =
        |unit: &Range<usize>| matches!(inside[unit.start].0, Event::SoftBreak | Event::HardBreak);
    match units.as_slice() {
        [image] if is_image(image) => Shape::Image,
        [emphasis] if is_emphasis(emphasis) => Shape::Emphasis,
        [image, line_end, emphasis]
            if is_image(image) && is_line_end(line_end) && is_emphasis(emphasis) =>
        {
            Shape::Both(line_end.start + 1)
        }
        _ => Shape::Other,
    }
}
