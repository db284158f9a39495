//! Body: an assembled article as HTML.
//!
//! Separate from the template because what it prints is not escaped again: here is decided that no byte of an
//! article or translation becomes script. It reads the parser's events and never looks for words.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::RawHtml;
use super::address::{Use, runs};
use super::figure::figures;
use super::foreign::{Ranged, mark};
use super::raw::Raw;
use crate::document::Format;
use crate::locale::Locale;
use crate::segment::count;
use crate::span::Span;

/// Is an article as it was assembled for a locale.
#[derive(Clone, Copy, Debug)]
pub struct Assembled<'a> {
    /// How to read the text.
    pub format: Format,
    /// The whole article, front matter included.
    pub text: &'a str,
    /// The spans of `text` that are still in the source's language, in order, without overlaps.
    pub foreign: &'a [Span],
    /// The locale of those.
    pub source_locale: &'a Locale,
    /// What becomes of raw HTML.
    pub raw_html: RawHtml,
}

/// Is an article as HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// What stands inside the article's heading of level 1, where that is its first heading.
    pub headline: Option<String>,
    /// The same as text.
    pub title: Option<String>,
    /// The article without its front matter and headline.
    pub html: String,
    /// How many words a reader reads, the headline included.
    pub n_words: usize,
}

/// Prints an article.
pub fn body(article: &Assembled<'_>) -> Body {
    let events = match article.format {
        Format::Markdown => markdown(article),
        Format::Text => text(article.text),
    };
    let (headline, rest) = cut_headline(events);
    let words = format!("{}\n{}", visible(headline.as_deref().unwrap_or_default()), visible(&rest));
    let print = |events| {
        let events = mark(events, article.text, article.foreign, article.source_locale);
        let mut printed = String::new();
        html::push_html(&mut printed, events.into_iter().map(|(event, _)| event));
        printed
    };
    Body {
        title: headline.as_deref().map(visible).map(|title| title.trim().to_owned()),
        headline: headline.map(|events| print(events).trim().to_owned()),
        html: print(figures(rest)),
        n_words: count::words(&words),
    }
}

fn markdown<'a>(article: &Assembled<'a>) -> Vec<Ranged<'a>> {
    let base = front_matter(article.text);
    let body = &article.text[base..];
    let mut tame = Tame {
        raw: Raw::new(article.raw_html),
        dropped: Vec::new(),
        n_images: 0,
        events: Vec::new(),
    };
    for (event, range) in Parser::new_ext(body, OPTIONS).into_offset_iter() {
        tame.event(event, range.start + base..range.end + base);
    }
    tame.events
}

/// The extensions that articles use.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST);

/// Returns the offset after a byte order mark and the front matter.
fn front_matter(text: &str) -> usize {
    let base = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let mut lines = text[base..].split_inclusive('\n');
    let Some(fence @ ("---" | "+++")) = lines.next().map(str::trim_end) else {
        return base;
    };
    let mut at = text[base..].find('\n').map_or(text.len(), |idx| base + idx + 1);
    for line in lines {
        at += line.len();
        if line.trim_end() == fence {
            return at;
        }
    }
    base
}

/// Takes from the parser's events what a page must not do.
struct Tame<'a> {
    raw: Raw,
    /// For every open link and image, whether its tags are left out.
    dropped: Vec<bool>,
    /// How many images are open: their text is an attribute.
    n_images: usize,
    events: Vec<Ranged<'a>>,
}

impl<'a> Tame<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(TagEnd::Link | TagEnd::Image) if self.dropped.pop() == Some(true) => {}
            Event::End(tag) => {
                if tag == TagEnd::Image {
                    self.n_images -= 1;
                }
                if tag == TagEnd::HtmlBlock {
                    self.raw.end_block(&mut self.events);
                }
                self.events.push((Event::End(tag), range.clone()));
                if tag == TagEnd::Table {
                    self.events.push((Event::Html("</div>\n".into()), range));
                }
            }
            Event::Html(html) => self.raw.block(html, range, &mut self.events),
            Event::InlineHtml(html) => self.raw.inline(html, range, &mut self.events),
            // A check box is a form control without a label; the signs say the same.
            Event::TaskListMarker(is_done) => {
                let sign = if is_done { "☑ " } else { "☐ " };
                self.events.push((Event::TaskListMarker(is_done), range.clone()));
                self.events.pop();
                self.events.push((Event::Text(sign.into()), range));
            }
            _ => self.events.push((event, range)),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        let tag = match tag {
            Tag::Link { ref dest_url, .. } => {
                // A link inside an image's text is no link, and would end the text too early.
                self.dropped.push(self.n_images > 0 || runs(dest_url, Use::Link));
                if self.dropped.last() == Some(&true) {
                    return;
                }
                tag
            }
            Tag::Image { ref dest_url, .. } => {
                self.dropped.push(self.n_images > 0 || runs(dest_url, Use::Image));
                if self.dropped.last() == Some(&true) {
                    return;
                }
                self.n_images += 1;
                tag
            }
            // `{onclick=…}` is an attribute like any other to the parser.
            Tag::Heading { level, id, classes, .. } => Tag::Heading {
                level,
                id,
                classes,
                attrs: Vec::new(),
            },
            // On a narrow screen a table scrolls by itself; by keyboard, too.
            Tag::Table(_) => {
                let opening = "<div class=\"table\" tabindex=\"0\">\n";
                self.events.push((Event::Html(opening.into()), range.clone()));
                tag
            }
            _ => tag,
        };
        self.events.push((Event::Start(tag), range));
    }
}

/// Reads plain text: paragraphs by blank lines, the first one a headline if it is one line that does not end like
/// a sentence.
fn text(text: &str) -> Vec<Ranged<'_>> {
    let mut paragraphs: Vec<Vec<Range<usize>>> = vec![Vec::new()];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_matches(|char: char| char.is_whitespace() || char == '\u{FEFF}');
        match (Span::of_slice(content, text), paragraphs.last_mut()) {
            (Some(span), Some(last)) if !content.is_empty() => last.push(span.range()),
            (_, Some(last)) if !last.is_empty() => paragraphs.push(Vec::new()),
            _ => {}
        }
        at += line.len();
    }
    debug_assert_eq!(at, text.len());
    paragraphs.retain(|lines| !lines.is_empty());
    let has_headline = match paragraphs.as_slice() {
        [first, _, ..] => first.len() == 1 && !text[first[0].clone()].ends_with(['.', ':', '…']),
        _ => false,
    };
    let mut events = Vec::new();
    for (paragraph_idx, lines) in paragraphs.iter().enumerate() {
        let tag = match has_headline && paragraph_idx == 0 {
            true => headline_tag(None),
            false => Tag::Paragraph,
        };
        let end = tag.to_end();
        let range = lines[0].start..lines[lines.len() - 1].end;
        events.push((Event::Start(tag), range.clone()));
        for (line_idx, line) in lines.iter().enumerate() {
            if 0 < line_idx {
                events.push((Event::SoftBreak, lines[line_idx - 1].end..line.start));
            }
            events.push((Event::Text(text[line.clone()].into()), line.clone()));
        }
        events.push((Event::End(end), range));
    }
    events
}

fn headline_tag(id: Option<CowStr<'_>>) -> Tag<'_> {
    Tag::Heading { level: HeadingLevel::H1, id, classes: Vec::new(), attrs: Vec::new() }
}

/// Takes out the inside of the first heading, if it is of level 1 and stands in nothing else.
fn cut_headline(mut events: Vec<Ranged<'_>>) -> (Option<Vec<Ranged<'_>>>, Vec<Ranged<'_>>) {
    let is_heading = |(event, _): &Ranged<'_>| matches!(event, Event::Start(Tag::Heading { .. }));
    let Some(start) = events.iter().position(is_heading) else {
        return (None, events);
    };
    let depth: i32 = events[..start]
        .iter()
        .map(|(event, _)| match event {
            Event::Start(_) => 1,
            Event::End(_) => -1,
            _ => 0,
        })
        .sum();
    let Event::Start(Tag::Heading { level: HeadingLevel::H1, id, .. }) = &events[start].0 else {
        return (None, events);
    };
    let is_end = |(event, _): &Ranged<'_>| matches!(event, Event::End(TagEnd::Heading(_)));
    let Some(end) = events.iter().skip(start).position(is_end).map(|n| start + n) else {
        return (None, events);
    };
    if depth != 0 {
        return (None, events);
    }
    // The template prints the heading; what links to it needs its id.
    let mut opening = String::new();
    if let Some(id) = id {
        let tag = headline_tag(Some(id.clone()));
        html::push_html(&mut opening, [Event::Start(tag)].into_iter());
        opening = opening.trim().replacen("<h1", "<span", 1);
    }
    let rest = events.split_off(end + 1);
    let mut headline = events.split_off(start + 1);
    headline.pop();
    events.pop();
    events.extend(rest);
    if !opening.is_empty() {
        headline.insert(0, (Event::InlineHtml(opening.into()), 0..0));
        headline.push((Event::InlineHtml("</span>".into()), 0..0));
    }
    (Some(headline), events)
}

/// Returns what a reader reads, with the texts of images left out.
fn visible(events: &[Ranged<'_>]) -> String {
    let mut words = String::new();
    let mut n_images = 0;
    for (event, _) in events {
        match event {
            Event::Start(Tag::Image { .. }) => n_images += 1,
            Event::End(TagEnd::Image) => n_images -= 1,
            Event::Text(text) | Event::Code(text) if n_images == 0 => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::Start(tag) if !is_inline(&tag.to_end()) => words.push('\n'),
            _ => {}
        }
    }
    words
}
