//! Structured: what a page says to machines, as JSON-LD in the words of schema.org.
//!
//! Separate because JSON inside HTML has an escape of its own: no text in it can end the element it stands in.
//! Sources: <https://schema.org/NewsArticle>, <https://schema.org/translationOfWork>, W3C, JSON-LD 1.1, 7.

use serde::Serialize;

use super::{Alternate, Entry, Frame, Index, Page};

#[derive(Serialize)]
struct Root<T: Serialize> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(flatten)]
    thing: T,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "NewsArticle", rename_all = "camelCase")]
struct NewsArticle<'p> {
    #[serde(rename = "@id", skip_serializing_if = "is_empty")]
    id: &'p str,
    #[serde(skip_serializing_if = "is_empty")]
    url: &'p str,
    headline: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'p str>,
    in_language: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation_of_work: Option<Work<'p>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    work_translation: Vec<Work<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_part_of: Option<WebSite<'p>>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "NewsArticle", rename_all = "camelCase")]
struct Work<'p> {
    #[serde(rename = "@id")]
    id: &'p str,
    in_language: &'p str,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "WebSite", rename_all = "camelCase")]
struct WebSite<'p> {
    name: &'p str,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "CollectionPage", rename_all = "camelCase")]
struct CollectionPage<'p> {
    #[serde(rename = "@id", skip_serializing_if = "is_empty")]
    id: &'p str,
    #[serde(skip_serializing_if = "is_empty")]
    url: &'p str,
    name: &'p str,
    in_language: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_part_of: Option<WebSite<'p>>,
    has_part: Vec<Part<'p>>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "NewsArticle", rename_all = "camelCase")]
struct Part<'p> {
    #[serde(rename = "@id")]
    id: &'p str,
    headline: &'p str,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "WebPage", rename_all = "camelCase")]
struct WebPage<'p> {
    #[serde(rename = "@id", skip_serializing_if = "is_empty")]
    id: &'p str,
    #[serde(skip_serializing_if = "is_empty")]
    url: &'p str,
    name: &'p str,
    in_language: Vec<&'p str>,
}

/// Describes an article: a translation names the work that it was made from, the work its translations.
pub fn article(page: &Page) -> String {
    let frame = &page.frame;
    let others = || {
        let alternates = frame.links.alternates.iter();
        alternates.filter(|other| !other.is_current)
    };
    let source = others().find(|other| other.is_source).map(work);
    let own = own_address(frame);
    print(NewsArticle {
        id: own,
        url: own,
        headline: &frame.title,
        description: frame.description.as_deref(),
        in_language: frame.locale.as_str(),
        translation_of_work: source.filter(|_| !page.is_source),
        work_translation: match page.is_source {
            true => others().map(work).collect(),
            false => Vec::new(),
        },
        is_part_of: web_site(frame),
    })
}

/// Describes a locale's index.
pub fn index(index: &Index) -> String {
    let own = own_address(&index.frame);
    let parts = index.articles.iter().map(|article| Part {
        id: article.url.as_deref().unwrap_or(&article.href),
        headline: &article.title,
    });
    print(CollectionPage {
        id: own,
        url: own,
        name: &index.frame.title,
        in_language: index.frame.locale.as_str(),
        is_part_of: web_site(&index.frame),
        has_part: parts.collect(),
    })
}

/// Describes the language-neutral entry.
pub fn entry(entry: &Entry) -> String {
    let own = own_address(&entry.frame);
    print(WebPage {
        id: own,
        url: own,
        name: &entry.frame.title,
        in_language: entry
            .doors
            .iter()
            .map(|door| door.locale.as_str())
            .collect(),
    })
}

fn work(alternate: &Alternate) -> Work<'_> {
    Work {
        id: address(alternate),
        in_language: alternate.locale.as_str(),
    }
}

fn address(alternate: &Alternate) -> &str {
    alternate.url.as_deref().unwrap_or(&alternate.href)
}

fn is_empty(text: &&str) -> bool {
    text.is_empty()
}

/// Returns the page's own address; none where the site's is not known and no list of languages has the page.
fn own_address(frame: &Frame) -> &str {
    let current = frame.links.alternates.iter().find(|one| one.is_current);
    let canonical = frame.links.canonical.as_deref();
    canonical.or(current.map(address)).unwrap_or_default()
}

fn web_site(frame: &Frame) -> Option<WebSite<'_>> {
    let name = frame.words.get("site-name")?;
    Some(WebSite { name })
}

/// Prints JSON that can stand in a `script` element.
fn print<T: Serialize>(thing: T) -> String {
    let root = Root {
        context: "https://schema.org",
        thing,
    };
    let json = serde_json::to_string(&root).expect("texts and lists are JSON");
    let mut escaped = String::with_capacity(json.len());
    for char in json.chars() {
        match char {
            // Outside strings JSON has none of these, and inside them an escape is the same text.
            '<' | '>' | '&' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => {
                escaped.push_str(&format!("\\u{:04x}", u32::from(char)));
            }
            char => escaped.push(char),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element() {
        let hostile = "</script><script>alert(1)</script><!-- & \u{2028}\u{85}\u{0}\"\\";
        let printed = print(WebSite { name: hostile });
        assert!(!printed.contains(['<', '>', '&', '\u{2028}', '\u{85}', '\u{0}']));
        let read: serde_json::Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(read["name"], hostile);
        assert_eq!(read["@type"], "WebSite");
        assert_eq!(read["@context"], "https://schema.org");
    }
}
