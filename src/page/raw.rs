//! Raw: the HTML that authors write into Markdown, shown as text or kept.
//!
//! Separate because comments run over the lines that the parser hands out one by one.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event};

use super::RawHtml;
use super::foreign::Ranged;

/// Follows the raw HTML of one article.
#[derive(Debug)]
pub struct Raw<'a> {
    raw_html: RawHtml,
    /// What the comment that is open does: whether it is left out.
    comment: Option<bool>,
    /// What is shown of the block that is open.
    shown: Vec<(CowStr<'a>, Range<usize>)>,
}

impl<'a> Raw<'a> {
    /// Starts before the first HTML.
    pub fn new(raw_html: RawHtml) -> Self {
        Raw {
            raw_html,
            comment: None,
            shown: Vec::new(),
        }
    }

    /// Takes one line of a block.
    pub fn block(&mut self, html: CowStr<'a>, range: Range<usize>) {
        for piece in self.pieces(&html) {
            let shown = CowStr::from(html[piece.clone()].to_owned());
            self.shown
                .push((shown, range.start + piece.start..range.start + piece.end));
        }
    }

    /// Hands over the block that ends.
    pub fn end_block(&mut self, events: &mut Vec<Ranged<'a>>) {
        self.comment = None;
        let shown = std::mem::take(&mut self.shown);
        let (Some((_, first)), Some((_, last))) = (shown.first(), shown.last()) else {
            return;
        };
        if shown.iter().all(|(html, _)| html.trim().is_empty()) {
            return;
        }
        let (start, end) = (first.start, last.end);
        match self.raw_html {
            RawHtml::Escape => {
                events.push((Event::Html("<pre>".into()), start..start));
                let texts = shown.into_iter();
                events.extend(texts.map(|(html, range)| (Event::Text(html), range)));
                events.push((Event::Html("</pre>\n".into()), end..end));
            }
            RawHtml::Keep => {
                let blocks = shown.into_iter();
                events.extend(blocks.map(|(html, range)| (Event::Html(html), range)));
            }
        }
    }

    /// Takes a tag or comment inside a paragraph.
    pub fn inline(&mut self, html: CowStr<'a>, range: Range<usize>, events: &mut Vec<Ranged<'a>>) {
        let is_shown = !self.pieces(&html).is_empty();
        self.comment = None;
        match self.raw_html {
            _ if !is_shown => {}
            RawHtml::Escape => events.push((Event::Text(html), range)),
            RawHtml::Keep => events.push((Event::InlineHtml(html), range)),
        }
    }

    /// Returns the bytes that lie outside the comments that are left out.
    ///
    /// Where HTML is shown as text, no comment is; where it is kept, the author's words to tolka are still not for
    /// readers.
    fn pieces(&mut self, html: &str) -> Vec<Range<usize>> {
        let mut pieces = Vec::new();
        let mut at = 0;
        while at < html.len() {
            let rest = &html[at..];
            let (until, is_out) = match self.comment {
                Some(is_out) => {
                    let end = rest.find("-->").map(|idx| idx + "-->".len());
                    if end.is_some() {
                        self.comment = None;
                    }
                    (end, is_out)
                }
                None => {
                    let start = rest.find("<!--");
                    if let Some(idx) = start {
                        let is_directive = rest[idx + "<!--".len()..]
                            .trim_start()
                            .starts_with("tolka:");
                        self.comment = Some(is_directive || self.raw_html == RawHtml::Escape);
                    }
                    (start, false)
                }
            };
            let until = until.map_or(html.len(), |n| at + n);
            if !is_out && at < until {
                pieces.push(at..until);
            }
            at = until;
        }
        pieces
    }
}
