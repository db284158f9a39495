//! Html: the body of an HTML article as events of a page.
//!
//! Separate because here the article's own elements make the page: what may stand is on a list, whatever is not on
//! it goes, and every element that begins ends. It must not know the words.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag};

use super::RawHtml;
use super::address::{Use, runs};
use super::foreign::Ranged;
use crate::document::html::element;
use crate::document::html::reference::{plain, read};
use crate::document::html::tag::{Attribute, attributes};
use crate::document::html::token::{Token, TokenKind, tokens};
use crate::document::html::tree::{Kind, Stack};
use crate::span::Span;

/// Returns what of an HTML document may stand on a page.
pub fn tame(text: &str, raw_html: RawHtml) -> Vec<Ranged<'_>> {
    let mut walk = Walk {
        text,
        raw_html,
        stack: Stack::new(),
        n_hidden: 0,
        events: Vec::new(),
    };
    for token in tokens(text) {
        walk.token(&token);
    }
    walk.close(usize::MAX, text.len());
    walk.events
}

/// Says what the page has of an element that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// Its tags and its inside.
    Whole,
    /// Its inside alone.
    Inside,
    /// Nothing.
    Nothing,
    /// A heading, with its level.
    Heading(HeadingLevel),
}

struct Walk<'t> {
    text: &'t str,
    raw_html: RawHtml,
    stack: Stack<Shown>,
    /// How many elements are open of which the page has nothing.
    n_hidden: usize,
    events: Vec<Ranged<'t>>,
}

impl<'t> Walk<'t> {
    fn token(&mut self, token: &Token) {
        match token.kind {
            TokenKind::Text if self.n_hidden == 0 => self.words(token.span),
            TokenKind::Start { closed } => {
                self.close(self.stack.closed_by_start(&token.name), token.span.start);
                self.open(token, closed);
            }
            TokenKind::End => self.close(self.stack.closed_by_end(&token.name), token.span.end),
            TokenKind::Comment | TokenKind::Text | TokenKind::Other => {}
        }
    }

    /// Takes text; a reference is one thing, so that the marks of languages can stand between the words.
    fn words(&mut self, span: Span) {
        let is_raw = self.raw_html == RawHtml::Keep
            && self
                .stack
                .last()
                .is_some_and(|open| matches!(&*open.name, "script" | "style"));
        if is_raw {
            let raw = CowStr::from(span.of(self.text));
            return self.events.push((Event::Html(raw), span.range()));
        }
        let text = span.of(self.text);
        let mut done = 0;
        while let Some(at) = text[done..].find('&').map(|at| done + at) {
            let n = read(&text[at..], false).map_or(1, |(n, _)| n);
            self.push_text(span.start + done..span.start + at);
            let typed = &text[at..at + n];
            let range = span.start + at..span.start + at + n;
            self.events.push((Event::Text(plain(typed).into()), range));
            done = at + n;
        }
        self.push_text(span.start + done..span.end);
    }

    fn push_text(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            let text = CowStr::from(&self.text[range.clone()]);
            self.events.push((Event::Text(text), range));
        }
    }

    fn open(&mut self, token: &Token, closed: bool) {
        let name = &*token.name;
        let kind = element::kind(name);
        let is_foreign = matches!(name, "svg" | "math");
        let mut shown = self.shown(name);
        if 0 < self.n_hidden {
            shown = Shown::Nothing;
        }
        let range = token.span.start..token.span.start;
        match shown {
            Shown::Whole => {
                let tag = self.tag(token);
                self.push_tag(kind, tag, range);
            }
            Shown::Heading(level) => {
                let own = attributes(self.text, token.span);
                let id = own.iter().find(|attribute| attribute.name == "id");
                let id = id.and_then(|id| Some(plain(id.value?.of(self.text)).into()));
                let tag = Tag::Heading {
                    level,
                    id,
                    classes: Vec::new(),
                    attrs: Vec::new(),
                };
                self.events.push((Event::Start(tag), range));
            }
            Shown::Inside | Shown::Nothing => {}
        }
        let has_inside = matches!(kind, Kind::Block | Kind::Inline) && !(closed && is_foreign);
        if has_inside {
            self.n_hidden += usize::from(shown == Shown::Nothing);
            self.stack.push(name, shown);
        }
    }

    fn shown(&self, name: &str) -> Shown {
        match name {
            "h1" => Shown::Heading(HeadingLevel::H1),
            "h2" => Shown::Heading(HeadingLevel::H2),
            "h3" => Shown::Heading(HeadingLevel::H3),
            "h4" => Shown::Heading(HeadingLevel::H4),
            "h5" => Shown::Heading(HeadingLevel::H5),
            "h6" => Shown::Heading(HeadingLevel::H6),
            "html" | "body" => Shown::Inside,
            "head" | "title" | "meta" | "base" => Shown::Nothing,
            _ if self.raw_html == RawHtml::Keep || is_safe(name) => Shown::Whole,
            _ if is_active(name) => Shown::Nothing,
            _ => Shown::Inside,
        }
    }

    fn push_tag(&mut self, kind: Kind, tag: String, range: Range<usize>) {
        let event = match kind {
            Kind::Block | Kind::VoidBlock => Event::Html(tag.into()),
            Kind::Inline | Kind::Void => Event::InlineHtml(tag.into()),
        };
        self.events.push((event, range));
    }

    /// Writes a start tag with the attributes that may stand.
    fn tag(&self, token: &Token) -> String {
        if self.raw_html == RawHtml::Keep {
            return token.span.of(self.text).to_owned();
        }
        let mut tag = format!("<{}", token.name);
        for attribute in attributes(self.text, token.span) {
            let Some(value) = self.safe_value(&token.name, &attribute) else {
                continue;
            };
            let value = value
                .replace('&', "&amp;")
                .replace('"', "&quot;")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
            tag.push_str(&format!(" {}=\"{value}\"", attribute.name));
        }
        tag.push('>');
        tag
    }

    /// Returns the value of an attribute that may stand.
    fn safe_value(&self, element: &str, attribute: &Attribute) -> Option<String> {
        let value = attribute.value.map_or("", |value| value.of(self.text));
        let value = plain(value);
        let is_safe = match &*attribute.name {
            "href" => element == "a" && !runs(&value, Use::Link),
            "cite" => !runs(&value, Use::Link),
            "src" => element == "img" && !runs(&value, Use::Image),
            "abbr" | "alt" | "aria-description" | "aria-hidden" | "aria-label" | "class"
            | "colspan" | "datetime" | "dir" | "headers" | "height" | "hreflang" | "id"
            | "lang" | "open" | "reversed" | "role" | "rowspan" | "scope" | "span" | "start"
            | "title" | "translate" | "type" | "value" | "width" => true,
            _ => false,
        };
        is_safe.then_some(value)
    }

    /// Ends `n` elements.
    fn close(&mut self, n: usize, offset: usize) {
        for _ in 0..n {
            let Some(open) = self.stack.pop() else {
                return;
            };
            let range = offset..offset;
            match open.note {
                Shown::Whole => {
                    let tag = format!("</{}>", open.name);
                    self.push_tag(element::kind(&open.name), tag, range);
                }
                Shown::Heading(level) => {
                    let end = pulldown_cmark::TagEnd::Heading(level);
                    self.events.push((Event::End(end), range));
                }
                Shown::Nothing => self.n_hidden -= 1,
                Shown::Inside => {}
            }
        }
    }
}

/// Tells whether an element only says what its text is.
fn is_safe(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "address"
            | "article"
            | "aside"
            | "b"
            | "bdi"
            | "bdo"
            | "blockquote"
            | "br"
            | "caption"
            | "cite"
            | "code"
            | "col"
            | "colgroup"
            | "dd"
            | "del"
            | "details"
            | "dfn"
            | "div"
            | "dl"
            | "dt"
            | "em"
            | "figcaption"
            | "figure"
            | "footer"
            | "header"
            | "hgroup"
            | "hr"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "li"
            | "mark"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "q"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "section"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "summary"
            | "sup"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "time"
            | "tr"
            | "u"
            | "ul"
            | "var"
            | "wbr"
    )
}

/// Tells whether an element does something, or shows what the page cannot vouch for: its inside goes too.
fn is_active(name: &str) -> bool {
    matches!(
        name,
        "applet"
            | "audio"
            | "canvas"
            | "embed"
            | "frameset"
            | "iframe"
            | "math"
            | "noembed"
            | "noframes"
            | "object"
            | "plaintext"
            | "script"
            | "select"
            | "style"
            | "svg"
            | "template"
            | "textarea"
            | "video"
            | "xmp"
    )
}

#[cfg(test)]
mod tests {
    use super::super::RawHtml;
    use super::super::body::{Article, body};
    use crate::document::Format;
    use crate::span::Span;

    fn check_with(text: &str, raw_html: RawHtml, foreign: &[Span], expect: &str) {
        let found = body(&Article {
            format: Format::Html,
            text,
            foreign,
            source_locale: &"en".parse().unwrap(),
            locale: &"ru".parse().unwrap(),
            raw_html,
        });
        assert_eq!(found.html.trim(), expect, "{text}");
    }

    fn check(text: &str, expect: &str) {
        check_with(text, RawHtml::Escape, &[], expect);
    }

    #[test]
    fn a_document_is_its_body() {
        check(
            "<!doctype html><html lang=es><head><title>x</title><meta name=a><body class=b><p>Раз<p>два &amp; t&eacute;</html>",
            "<p>Раз</p><p>два &amp; té</p>",
        );
    }

    #[test]
    fn what_runs_is_left_out() {
        check(
            "<p onclick=x style='y' id=z>a<script>alert(1)</script><a href=javascript:b>c</a><iframe src=d>e</iframe></p>",
            "<p id=\"z\">a<a>c</a></p>",
        );
        check(
            "<a href='java&#10;script:x'>а</a><img src=x onerror=y alt='\"&gt;'>",
            "<a>а</a><img src=\"x\" alt=\"&quot;&gt;\">",
        );
        check("<svg><a href=x><script>y</script></a></svg>а", "а");
        check("<form action=x><label>а</label></form>", "а");
    }

    #[test]
    fn every_element_ends_where_it_should() {
        check(
            "<ul><li>а<li><b>б</div></ul></p>в",
            "<ul><li>а</li><li><b>б</b></li></ul>в",
        );
        check("<div><i>а", "<div><i>а</i></div>");
        check("</article>а", "а");
    }

    #[test]
    fn the_headline_is_cut_out() {
        let found = body(&Article {
            format: Format::Html,
            text: "<header><h1 id=a>Раз <em>два</em></h1></header><h2>три</h2>",
            foreign: &[],
            source_locale: &"en".parse().unwrap(),
            locale: &"ru".parse().unwrap(),
            raw_html: RawHtml::Escape,
        });
        assert_eq!(found.title.as_deref(), Some("Раз два"));
        let headline = "<span id=\"a\">Раз <em>два</em></span>";
        assert_eq!(found.headline.as_deref(), Some(headline));
        assert_eq!(found.html.trim(), "<header></header>\n<h2>три</h2>");
    }

    #[test]
    fn what_is_still_english_says_so() {
        check_with(
            "<p>Раз. One <b>two</b>.</p>",
            RawHtml::Escape,
            &[Span::new("<p>Раз. ".len(), "<p>Раз. One <b>two</b>.".len())],
            "<p>Раз. <span lang=\"en\" dir=\"ltr\">One </span><b><span lang=\"en\" dir=\"ltr\">two</span></b><span lang=\"en\" dir=\"ltr\">.</span></p>",
        );
    }

    #[test]
    fn trusted_articles_keep_what_they_have() {
        check_with(
            "<body onload=x><p style=y>а<script>b<c</script>",
            RawHtml::Keep,
            &[],
            "<p style=y>а<script>b<c</script></p>",
        );
    }
}
