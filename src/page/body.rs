//! Body: an assembled article as HTML.
//!
//! Separate from the template because what it prints is not escaped again: here is decided that no byte of an
//! article or translation becomes script. It reads the parser's events and never looks for words.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd, html};

use super::RawHtml;
use super::address::{Use, runs};
use super::bind::bind;
use super::figure::figures;
use super::foreign::{Ranged, is_inline, mark};
use super::html::tame;
use super::raw::Raw;
use crate::document::{self, Format};
use crate::locale::Locale;
use crate::segment::count;
use crate::span::Span;

/// Is an article as it was assembled for a locale.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// How to read the text.
    pub format: Format,
    /// The whole article, front matter included.
    pub text: &'a str,
    /// The spans of `text` that are still in the source's language, in order, without overlaps.
    pub foreign: &'a [Span],
    /// The locale of those.
    pub source_locale: &'a Locale,
    /// The locale of the rest.
    pub locale: &'a Locale,
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
pub fn body(article: &Article<'_>) -> Body {
    let events = match article.format {
        Format::Markdown => markdown(article),
        Format::Text => text(article.text),
        Format::Html => tame(article.text, article.raw_html),
    };
    let (headline, rest) = cut_headline(events);
    let words = format!(
        "{}\n{}",
        visible(headline.as_deref().unwrap_or_default()),
        visible(&rest)
    );
    let print = |events| {
        let events = mark(events, article.text, article.foreign, article.source_locale);
        let events = bind(events, article.locale.language());
        let mut printed = String::new();
        html::push_html(&mut printed, events.into_iter().map(|(event, _)| event));
        printed
    };
    Body {
        title: headline
            .as_deref()
            .map(visible)
            .map(|title| title.trim().to_owned()),
        html: print(figures(rest, headline.is_some())),
        headline: headline.map(|events| print(events).trim().to_owned()),
        n_words: count::words(&words),
    }
}

fn markdown<'a>(article: &Article<'a>) -> Vec<Ranged<'a>> {
    let mut tame = Tame {
        raw: Raw::new(article.raw_html),
        dropped: Vec::new(),
        n_images: 0,
        events: Vec::new(),
    };
    for (event, range) in document::events(article.text) {
        tame.event(event, range);
    }
    tame.events
}

/// Takes from the parser's events what a page must not do.
struct Tame<'a> {
    raw: Raw<'a>,
    /// For every open link and image, whether its tags are left out.
    dropped: Vec<bool>,
    /// How many images are open: their text is an attribute.
    n_images: usize,
    events: Vec<Ranged<'a>>,
}

impl<'a> Tame<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::End(TagEnd::Link | TagEnd::Image) if self.dropped.pop() == Some(true) => {}
            Event::Start(Tag::HtmlBlock) => {}
            Event::Start(tag) => self.start(tag, range),
            Event::End(TagEnd::HtmlBlock) => self.raw.end_block(&mut self.events),
            Event::End(tag) => {
                if tag == TagEnd::Image {
                    self.n_images -= 1;
                }
                self.events.push((Event::End(tag), range.clone()));
                if tag == TagEnd::Table {
                    self.events.push((Event::Html("</div>\n".into()), range));
                }
            }
            Event::Html(html) => self.raw.block(html, range),
            Event::InlineHtml(html) => self.raw.inline(html, range, &mut self.events),
            // A check box is a form control without a label; the signs say the same.
            Event::TaskListMarker(is_done) => {
                let sign = if is_done { "☑" } else { "☐" };
                let sign = format!("<span class=\"task\">{sign}</span> ");
                self.events.push((Event::InlineHtml(sign.into()), range));
            }
            _ => self.events.push((event, range)),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        let tag = match tag {
            Tag::Link { ref dest_url, .. } => {
                // A link inside an image's text is no link, and would end the text too early.
                self.dropped
                    .push(self.n_images > 0 || runs(dest_url, Use::Link));
                if self.dropped.last() == Some(&true) {
                    return;
                }
                tag
            }
            Tag::Image { ref dest_url, .. } => {
                self.dropped
                    .push(self.n_images > 0 || runs(dest_url, Use::Image));
                if self.dropped.last() == Some(&true) {
                    return;
                }
                self.n_images += 1;
                tag
            }
            // `{onclick=…}` is an attribute like any other to the parser.
            Tag::Heading {
                level, id, classes, ..
            } => Tag::Heading {
                level,
                id,
                classes,
                attrs: Vec::new(),
            },
            // On a narrow screen a table scrolls by itself; by keyboard, too.
            Tag::Table(_) => {
                let opening = "<div class=\"table\" tabindex=\"0\">\n";
                self.events
                    .push((Event::Html(opening.into()), range.clone()));
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
    for line in text.split_inclusive('\n') {
        let content = line.trim_matches(|char: char| char.is_whitespace() || char == '\u{FEFF}');
        match (Span::of_slice(content, text), paragraphs.last_mut()) {
            (Some(span), Some(last)) if !content.is_empty() => last.push(span.range()),
            (_, Some(last)) if !last.is_empty() => paragraphs.push(Vec::new()),
            _ => {}
        }
    }
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
    Tag::Heading {
        level: HeadingLevel::H1,
        id,
        classes: Vec::new(),
        attrs: Vec::new(),
    }
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
    let Event::Start(Tag::Heading {
        level: HeadingLevel::H1,
        id,
        ..
    }) = &events[start].0
    else {
        return (None, events);
    };
    let is_end = |(event, _): &Ranged<'_>| matches!(event, Event::End(TagEnd::Heading(_)));
    let Some(end) = events
        .iter()
        .skip(start)
        .position(is_end)
        .map(|n| start + n)
    else {
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
            Event::Html(_) => words.push('\n'),
            Event::Start(tag) if !is_inline(&tag.to_end()) => words.push('\n'),
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Prints Markdown in which `⟦` and `⟧` stand around the passages that are still English.
    fn print(marked: &str, format: Format, raw_html: RawHtml) -> Body {
        let (mut text, mut foreign) = (String::new(), Vec::new());
        for part in marked.split('⟦') {
            match part.split_once('⟧') {
                Some((passage, rest)) => {
                    foreign.push(Span::new(text.len(), text.len() + passage.len()));
                    text.push_str(passage);
                    text.push_str(rest);
                }
                None => text.push_str(part),
            }
        }
        body(&Article {
            format,
            text: &text,
            foreign: &foreign,
            source_locale: &"en".parse().unwrap(),
            locale: &"ru".parse().unwrap(),
            raw_html,
        })
    }

    /// In `expect`, `⟦` and `⟧` stand for the tags of a mark.
    fn check(marked: &str, expect: &str) {
        let found = print(marked, Format::Markdown, RawHtml::Escape).html;
        let found = found
            .replace("<span lang=\"en\" dir=\"ltr\">", "⟦")
            .replace("</span>", "⟧");
        assert_eq!(found.trim_end(), expect.replace("</span>", "⟧"), "{marked}");
    }

    #[test]
    fn a_foreign_sentence_between_others() {
        check(
            "Ось. ⟦One & two.⟧ Три.",
            "<p>Ось. ⟦One &amp; two.⟧ Три.</p>",
        );
        check("⟦One\ntwo.⟧\nТри.", "<p>⟦One\ntwo.⟧\nТри.</p>");
        check(
            "Раз. ⟦One&nbsp;two\\* x.⟧",
            "<p>Раз. ⟦One\u{a0}two* x.⟧</p>",
        );
        check("⟦\\*One.⟧ Раз.", "<p>⟦*One.⟧ Раз.</p>");
    }

    #[test]
    fn foreign_neighbours_are_one_passage() {
        check("Раз. ⟦One.⟧ ⟦Two.⟧", "<p>Раз. ⟦One. Two.⟧</p>");
        check("⟦One.⟧\n\n⟦Two.⟧", "<p>⟦One.⟧</p>\n<p>⟦Two.⟧</p>");
    }

    #[test]
    fn foreign_passages_nest_with_inline_markup() {
        check(
            "⟦A *b* [c](d).⟧ Е.",
            "<p>⟦A <em>b</em> <a href=\"d\">c</a>.⟧ Е.</p>",
        );
        check("⟦*A*⟧", "<p>⟦<em>A</em>⟧</p>");
        check("*⟦A.⟧ Б.*", "<p><em>⟦A.⟧ Б.</em></p>");
        check(
            "[Б. ⟦`a` b.⟧](d) в",
            "<p><a href=\"d\">Б. ⟦<code>a</code> b.⟧</a> в</p>",
        );
    }

    #[test]
    fn a_passage_that_cuts_markup_nests_too() {
        check("⟦A *b⟧ в* г", "<p>⟦A ⟧<em>⟦b⟧ в</em> г</p>");
        check(
            "а *б ⟦c* **d** e⟧",
            "<p>а <em>б ⟦c⟧</em>⟦ <strong>d</strong> e⟧</p>",
        );
    }

    #[test]
    fn foreign_headings_items_cells() {
        check("## ⟦One⟧\n", "<h2>⟦One⟧</h2>");
        check(
            "- ⟦One⟧\n- два\n  - ⟦three⟧\n",
            "<ul>\n<li>⟦One⟧</li>\n<li>два\n<ul>\n<li>⟦three⟧</li>\n</ul>\n</li>\n</ul>",
        );
        check(
            "> ⟦One\n> two⟧",
            "<blockquote>\n<p>⟦One\ntwo⟧</p>\n</blockquote>",
        );
        check(
            "| ⟦One⟧ | два |\n|-|-|\n| три | ⟦four⟧ |\n",
            "<div class=\"table\" tabindex=\"0\">\n<table><thead><tr><th>⟦One⟧</th><th>два</th></tr></thead>\
             <tbody>\n<tr><td>три</td><td>⟦four⟧</td></tr>\n</tbody></table>\n</div>",
        );
    }

    #[test]
    fn the_element_of_an_image_names_its_texts_language() {
        check(
            "А ![⟦b⟧](c.png) г",
            "<p>А ⟦<img src=\"c.png\" alt=\"b\" />⟧ г</p>",
        );
        check(
            "А ![б](c.png \"⟦t⟧\")",
            "<p>А <img src=\"c.png\" alt=\"б\" title=\"t\" /></p>",
        );
        check(
            "⟦A ![b](c.png) d⟧",
            "<p>⟦A <img src=\"c.png\" alt=\"b\" /> d⟧</p>",
        );
    }

    #[test]
    fn the_headline_is_cut_out() {
        let found = print(
            "---\ntitle: x\n---\n\n# ⟦One⟧ *два*\n\nТри.\n",
            Format::Markdown,
            RawHtml::Escape,
        );
        let headline = "<span lang=\"en\" dir=\"ltr\">One</span> <em>два</em>";
        assert_eq!(found.headline.as_deref(), Some(headline));
        assert_eq!(found.title.as_deref(), Some("One два"));
        assert_eq!((found.html.as_str(), found.n_words), ("<p>Три.</p>\n", 3));

        let found = print("## Раз\n\n# Два\n", Format::Markdown, RawHtml::Escape);
        assert_eq!((found.headline, found.title), (None, None));
        let found = print(
            "# Раз {#one .x onclick=\"a()\"}\n",
            Format::Markdown,
            RawHtml::Escape,
        );
        assert_eq!(
            found.headline.as_deref(),
            Some("<span id=\"one\">Раз</span>")
        );
        let found = print("> # Раз\n", Format::Markdown, RawHtml::Escape);
        assert_eq!(found.headline, None);
    }

    #[test]
    fn captions_stand_by_the_headline_and_by_images() {
        let article = "# Раз\n\n*Фото: ⟦AP⟧*\n\nДва.\n\n*Три.*\n";
        let found = print(article, Format::Markdown, RawHtml::Escape).html;
        let mark = "<span lang=\"en\" dir=\"ltr\">AP</span>";
        let expect = format!(
            "<p class=\"caption\"><em>Фото: {mark}</em></p>\n<p>Два.</p>\n<p><em>Три.</em></p>\n"
        );
        assert_eq!(found, expect);
        let figure = "<figure>\n<img src=\"a.png\" alt=\"б\" />\n<figcaption><em>в</em></figcaption>\n</figure>";
        check("![б](a.png)\n\n*в*", figure);
        check("![б](a.png)\n*в*", figure);
        check("![б](a.png)", "<p><img src=\"a.png\" alt=\"б\" /></p>");
        check(
            "*в*\n\n![б](a.png)",
            "<figure>\n<figcaption><em>в</em></figcaption>\n<img src=\"a.png\" alt=\"б\" />\n</figure>",
        );
    }

    #[test]
    fn raw_html_is_text() {
        check(
            "а <b onclick=x>б</b>",
            "<p>а &lt;b onclick=x&gt;б&lt;/b&gt;</p>",
        );
        check(
            "<script>\nalert(1)\n</script>",
            "<pre>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</pre>",
        );
        check(
            "> <p>\n> ⟦One⟧</p>",
            "<blockquote>\n<pre>&lt;p&gt;\n⟦One⟧&lt;/p&gt;</pre>\n</blockquote>",
        );
    }

    #[test]
    fn comments_are_for_authors() {
        check("<!-- tolka: note x -->\n\nа <!-- b --> в", "<p>а  в</p>");
        check(
            "<!-- a\n\nb --><i>\n\nв",
            "<pre>&lt;i&gt;\n</pre>\n<p>в</p>",
        );
    }

    #[test]
    fn raw_html_is_kept_where_it_is_trusted() {
        let article = "<!-- tolka: skip --><i>\n\n<div>\nа</div>\n\n⟦b <u>c</u>⟧ <!-- d -->";
        let found = print(article, Format::Markdown, RawHtml::Keep).html;
        let found = found
            .replace("<span lang=\"en\" dir=\"ltr\">", "⟦")
            .replace("</span>", "⟧");
        assert_eq!(
            found,
            "<i>\n<div>\nа</div>\n<p>⟦b ⟧<u>⟦c⟧</u> <!-- d --></p>\n"
        );
    }

    #[test]
    fn addresses_that_run_are_left_out() {
        check("[а](javascript:alert%281%29) б", "<p>а б</p>");
        check(
            "[*а*](&#106;avascript:x) <vbscript:x>",
            "<p><em>а</em> vbscript:x</p>",
        );
        check("[а][b]\n\n[b]: data:text/html,x \"t\"", "<p>а</p>");
        check("![а](javascript:x \"t\")", "<p>а</p>");
        check(
            "![а [б](c) ![д](javascript:e)](f)",
            "<p><img src=\"f\" alt=\"а б д\" /></p>",
        );
        check(
            "![а](data:image/png;base64,AA==)",
            "<p><img src=\"data:image/png;base64,AA==\" alt=\"а\" /></p>",
        );
        check(
            "[а](b\"onclick=c)",
            "<p><a href=\"b%22onclick=c\">а</a></p>",
        );
        check(
            "[а](b '\"><script>')",
            "<p><a href=\"b\" title=\"&quot;&gt;&lt;script&gt;\">а</a></p>",
        );
    }

    #[test]
    fn what_is_done_needs_no_form() {
        check(
            "- [x] а\n- [ ] б",
            "<ul>\n<li><span class=\"task\">☑</span> а</li>\n<li><span class=\"task\">☐</span> б</li>\n</ul>",
        );
    }

    #[test]
    fn front_matter_is_not_printed() {
        check("\u{feff}---\r\ntitle: x\r\n---\r\nа\r\n", "<p>а</p>");
        check("+++\ntitle = 'x'\n+++\nа", "<p>а</p>");
    }

    #[test]
    fn plain_text_has_paragraphs_and_a_headline() {
        let found = print(
            "Заголовок\n\nРаз <b>\r\n ⟦two & three.⟧\n\n\nТри.",
            Format::Text,
            RawHtml::Keep,
        );
        assert_eq!(found.headline.as_deref(), Some("Заголовок"));
        assert_eq!(
            found.html,
            "<p>Раз &lt;b&gt;\n<span lang=\"en\" dir=\"ltr\">two &amp; three.</span></p>\n<p>Три.</p>\n"
        );
        assert_eq!(
            print("Раз.\n\nДва.", Format::Text, RawHtml::Escape).headline,
            None
        );
        assert_eq!(
            print("Раз", Format::Text, RawHtml::Escape).html,
            "<p>Раз</p>\n"
        );
        assert_eq!(print(" \n\n", Format::Text, RawHtml::Escape).html, "");
    }
}
