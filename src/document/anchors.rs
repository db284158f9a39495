//! Anchors: the places of an article that a `#fragment` can lead to, and the links that want to go there.
//!
//! Separate because the check `anchors` asks both of an article and of its translations; it must not know how
//! either was made.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use memchr::memchr_iter;
use pulldown_cmark::{Event, Tag, TagEnd};
use unicode_normalization::UnicodeNormalization;

use super::Format;
use super::dialect::each_event;
use super::front_matter::body;
use super::html::tag;
use crate::span::Span;

/// Is the places of an article, and the links inside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchors {
    /// What a fragment can be: ids that are written, and those that renderers give headings.
    pub ids: BTreeSet<String>,
    /// The headings in order: where they start, and the ids that renderers give them.
    pub headings: Vec<(usize, Vec<String>)>,
    /// The fragments of links within the article, with where the link starts.
    pub links: Vec<(String, usize)>,
}

impl Anchors {
    /// Tells whether a fragment leads somewhere: to a place of the article, or to one that every page has.
    pub fn has(&self, fragment: &str) -> bool {
        let decoded = decoded(fragment);
        let is_everywhere = decoded.is_empty()
            || decoded.eq_ignore_ascii_case("top")
            || decoded.starts_with(":~:")
            // Renderers name footnotes in many ways.
            || decoded.starts_with("fn");
        is_everywhere || self.ids.contains(&decoded)
    }
}

/// Finds the anchors of an article.
pub fn anchors(source: &str, format: Format) -> Anchors {
    let mut anchors = Anchors::default();
    match format {
        Format::Markdown => {
            let mut finder = Finder::default();
            each_event(source, |event, range| finder.take(source, event, range));
            anchors = finder.anchors;
        }
        Format::Html => html(source, body(source)..source.len(), &mut anchors),
        Format::Text => {}
    }
    anchors
}

/// Returns the fragment of an address within the page.
pub fn fragment(address: &str) -> Option<&str> {
    address.strip_prefix('#')
}

/// Tells whether a text may have links to places of its own: a `#` that no heading begins with.
pub fn may_have_links(text: &str) -> bool {
    memchr_iter(b'#', text.as_bytes()).any(|at| {
        let before = &text[..at];
        let word = before.trim_end();
        // White space stands behind the `[label]:` of a definition, and in the `href = ` of an element.
        match word.chars().next_back() {
            Some('#') | None => false,
            Some(last) => word.len() == before.len() || ":=(<\"'".contains(last),
        }
    })
}

/// Finds the anchors of Markdown among the events of the parser.
#[derive(Default)]
pub(super) struct Finder {
    /// What was found so far.
    pub anchors: Anchors,
    /// The heading that is open: where it starts, its words, its own id.
    heading: Option<(usize, String, Option<String>)>,
    /// How often each id was made.
    seen: BTreeMap<String, usize>,
}

impl Finder {
    /// Takes the next event, and its bytes in `source`.
    pub fn take(&mut self, source: &str, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Heading { id, .. }) => {
                let id = id.as_ref().map(|id| id.to_string());
                self.heading = Some((range.start, String::new(), id));
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((at, words, id)) = self.heading.take() {
                    let ids = match id {
                        Some(id) => vec![id],
                        None => heading_ids(&words, &mut self.seen),
                    };
                    self.anchors.ids.extend(ids.iter().cloned());
                    self.anchors.headings.push((at, ids));
                }
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some((_, text, _)) = &mut self.heading {
                    text.push_str(words);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some((_, text, _)) = &mut self.heading {
                    text.push(' ');
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let own = fragment(dest_url).map(|own| (own.to_owned(), range.start));
                self.anchors.links.extend(own);
            }
            Event::Html(_) | Event::InlineHtml(_) => html(source, range, &mut self.anchors),
            _ => {}
        }
    }
}

/// Finds the ids and links of the tags in a stretch of a source.
fn html(source: &str, range: Range<usize>, anchors: &mut Anchors) {
    let mut at = range.start;
    while let Some(start) = source[at..range.end].find('<').map(|found| at + found) {
        let end = source[start..range.end].find('>');
        let end = end.map_or(range.end, |found| start + found + 1);
        at = start + 1;
        let name = &source[start + 1..end];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let is_link = name.starts_with(['a', 'A']) && name[1..].starts_with(char::is_whitespace);
        for attribute in tag::attributes(source, Span::new(start, end)) {
            let value = attribute.value.map_or("", |value| value.of(source));
            match &*attribute.name {
                "id" => {
                    anchors.ids.insert(value.to_owned());
                }
                "name" if is_link => {
                    anchors.ids.insert(value.to_owned());
                }
                "href" if is_link => {
                    let own = fragment(value).map(|own| (own.to_owned(), start));
                    anchors.links.extend(own);
                }
                _ => {}
            }
        }
    }
}

/// Returns the ids that renderers give a heading: that of GitHub, Hugo, Docusaurus and mdBook, which keeps the
/// letters of all scripts, and that of MkDocs, which keeps those of ASCII. The second of two equal ones gets a number.
fn heading_ids(words: &str, seen: &mut BTreeMap<String, usize>) -> Vec<String> {
    let kept: String = words
        .trim()
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || is_mark(*c) || matches!(c, '-' | '_' | ' '))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect();
    let ascii: String = words.nfkd().filter(char::is_ascii).collect();
    let ascii = ascii.to_ascii_lowercase();
    let ascii = ascii
        .split(|c: char| c.is_whitespace() || c == '-')
        .map(|word| word.replace(|c: char| !c.is_alphanumeric() && c != '_', ""))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    let n = seen.entry(kept.clone()).or_default();
    *n += 1;
    let mut ids = match *n {
        1 => vec![kept],
        n => vec![format!("{kept}-{}", n - 1), format!("{ascii}_{}", n - 1)],
    };
    if *n == 1 && !ascii.is_empty() && !ids.contains(&ascii) {
        ids.push(ascii);
    }
    ids
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Returns a fragment with its percent signs decoded.
fn decoded(fragment: &str) -> String {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%').then(|| fragment_byte(after)).flatten();
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| fragment.to_owned())
}

fn fragment_byte(digits: &[u8]) -> Option<u8> {
    let digits = std::str::from_utf8(digits.get(..2)?).ok()?;
    u8::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, format: Format, lost: &[&str]) {
        let anchors = anchors(source, format);
        let links = anchors.links.iter().map(|(fragment, _)| fragment.as_str());
        let found: Vec<&str> = links.filter(|fragment| !anchors.has(fragment)).collect();
        assert_eq!(found, lost, "{anchors:?}");
    }

    #[test]
    fn a_heading_is_no_link() {
        for text in ["# A\n\n## B\n", "> # A", "C # D", "\\\n###### A"] {
            assert!(!may_have_links(text), "{text}");
        }
        for text in [
            "[a](#b)",
            "[a]:\n  #b",
            "<a href = #b>",
            "<a href='#b'>",
            "[a]( <#b>)",
        ] {
            assert!(may_have_links(text), "{text}");
        }
    }

    #[test]
    fn headings_have_the_ids_of_renderers() {
        check(
            "# Über `x`, y_z!\n\n## Связанные статьи\n\n## Same\n\n## Same\n\n[a](#über-x-y_z) [b](#uber-x-y_z) [c](#связанные-статьи) \
             [d](#%D1%81%D0%B2%D1%8F%D0%B7%D0%B0%D0%BD%D0%BD%D1%8B%D0%B5-%D1%81%D1%82%D0%B0%D1%82%D1%8C%D0%B8) [e](#same-1) [f](#same-2)\n",
            Format::Markdown,
            &["same-2"],
        );
    }

    #[test]
    fn written_ids_are_the_only_ones_of_their_headings() {
        check(
            "# One {#first}\n\n<a name=\"n\"></a><span id='s'>x</span>\n\n[a](#first) [b](#one) [c](#n) [d](#s) [e](#top) [f](#)\n",
            Format::Markdown,
            &["one"],
        );
    }

    #[test]
    fn html_has_ids_and_links_in_its_tags() {
        check(
            "<h1 id=a>A</h1><p><a href=\"#a\">a</a> <a\nhref='#b'>b</a> <link href=\"#c\"> <article>\n",
            Format::Html,
            &["b"],
        );
    }
}
