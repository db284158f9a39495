//! Sitemap: every page of a site with the same page in the other languages, for search engines.
//!
//! Sources: <https://www.sitemaps.org/protocol.html>; Google, “Localized versions of your pages”, for the alternates.

use std::fmt::Write;

/// A sitemap holds at most so many addresses, by the protocol.
const N_URLS: usize = 50_000;
/// And at most so many bytes.
const N_BYTES: usize = 50 * 1024 * 1024;

const PROLOG: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const OPENING: &str = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
const CLOSING: &str = "</urlset>\n";

/// Is one page in every language that has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Each language with the absolute address, in the order of the site's.
    pub pages: Vec<(String, String)>,
    /// The address for readers of any other language; it may be a page of its own.
    pub x_default: Option<String>,
}

/// Prints the files of a sitemap: their names, `sitemap.xml` the first, and their texts. `address` gives the absolute
/// address of a name. What one file cannot hold stands in several; the first one then lists them.
pub fn sitemap(groups: &[Group], address: &dyn Fn(&str) -> String) -> Vec<(String, String)> {
    split(groups, address, N_URLS, N_BYTES)
}

fn split(
    groups: &[Group],
    address: &dyn Fn(&str) -> String,
    n_urls: usize,
    n_bytes: usize,
) -> Vec<(String, String)> {
    let mut files: Vec<(usize, String)> = Vec::new();
    for group in groups {
        let alternates = alternates(group);
        let own = group.pages.iter().map(|(_, url)| url.as_str());
        let default = group.x_default.as_deref();
        let default = default.filter(|default| group.pages.iter().all(|(_, url)| url != default));
        for url in own.chain(default) {
            let element = format!("<url>\n<loc>{}</loc>\n{alternates}</url>\n", escape(url));
            let has_room = files.last().is_some_and(|(n, text)| {
                *n < n_urls && text.len() + element.len() + CLOSING.len() <= n_bytes
            });
            if !has_room {
                files.push((0, format!("{PROLOG}{OPENING}")));
            }
            let (n, text) = files.last_mut().expect("one was pushed");
            *n += 1;
            text.push_str(&element);
        }
    }
    for (_, text) in &mut files {
        text.push_str(CLOSING);
    }
    if files.len() <= 1 {
        let files = files.into_iter();
        return files
            .map(|(_, text)| ("sitemap.xml".to_owned(), text))
            .collect();
    }
    let mut list =
        format!("{PROLOG}<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let mut named = Vec::with_capacity(files.len() + 1);
    for (idx, (_, text)) in files.into_iter().enumerate() {
        let name = format!("sitemap-{}.xml", idx + 1);
        let loc = escape(&address(&name)).into_owned();
        list.push_str(&format!("<sitemap>\n<loc>{loc}</loc>\n</sitemap>\n"));
        named.push((name, text));
    }
    list.push_str("</sitemapindex>\n");
    named.insert(0, ("sitemap.xml".to_owned(), list));
    named
}

/// Prints what every page of a group lists, itself included; nothing where there is only one.
fn alternates(group: &Group) -> String {
    let mut printed = String::new();
    if group.pages.len() < 2 {
        return printed;
    }
    let default = group.x_default.as_ref().map(|url| ("x-default", url));
    let pages = group.pages.iter().map(|(locale, url)| (&**locale, url));
    for (hreflang, url) in pages.chain(default) {
        let (hreflang, url) = (escape(hreflang), escape(url));
        let line = "<xhtml:link rel=\"alternate\"";
        let _ = writeln!(printed, "{line} hreflang=\"{hreflang}\" href=\"{url}\"/>");
    }
    printed
}

fn escape(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return text.into();
    }
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let text = text.replace('>', "&gt;").replace('"', "&quot;");
    text.replace('\'', "&apos;").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(name: &str, locales: &[&str], x_default: Option<&str>) -> Group {
        let pages = locales.iter().map(|locale| {
            let url = format!("https://example.org/{locale}/{name}");
            ((*locale).to_owned(), url)
        });
        Group {
            pages: pages.collect(),
            x_default: x_default.map(str::to_owned),
        }
    }

    fn address(name: &str) -> String {
        format!("https://example.org/{name}")
    }

    #[test]
    fn every_page_lists_every_language() {
        let default = Some("https://example.org/?a&b");
        let found = sitemap(&[group("a", &["en", "es"], default)], &address);
        let list = "<xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://example.org/en/a\"/>\n\
                    <xhtml:link rel=\"alternate\" hreflang=\"es\" href=\"https://example.org/es/a\"/>\n\
                    <xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"https://example.org/?a&amp;b\"/>\n";
        let expect = format!(
            "{PROLOG}{OPENING}<url>\n<loc>https://example.org/en/a</loc>\n{list}</url>\n\
             <url>\n<loc>https://example.org/es/a</loc>\n{list}</url>\n\
             <url>\n<loc>https://example.org/?a&amp;b</loc>\n{list}</url>\n{CLOSING}"
        );
        assert_eq!(found, [("sitemap.xml".to_owned(), expect)]);
    }

    #[test]
    fn a_page_in_one_language_lists_none() {
        let default = Some("https://example.org/en/a");
        let found = sitemap(&[group("a", &["en"], default)], &address);
        assert_eq!(found[0].1.matches("<url>").count(), 1);
        assert!(!found[0].1.contains("xhtml:link"));
        assert!(sitemap(&[], &address).is_empty());
    }

    #[test]
    fn a_long_sitemap_stands_in_several_files() {
        let groups = [group("a", &["en", "es"], None), group("b", &["en"], None)];
        let found = split(&groups, &address, 2, N_BYTES);
        let names: Vec<&str> = found.iter().map(|(name, _)| &**name).collect();
        assert_eq!(names, ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]);
        assert!(
            found[0]
                .1
                .contains("<loc>https://example.org/sitemap-2.xml</loc>")
        );
        assert_eq!(found[1].1.matches("<loc>").count(), 2);
        let small = split(&groups, &address, N_URLS, 400);
        assert!(
            small[1..].iter().all(|(_, text)| text.len() <= 400),
            "{small:?}"
        );
        assert_eq!(small.len(), 4);
    }
}
