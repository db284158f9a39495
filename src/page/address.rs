//! Address: where pages are, and which addresses of an article may stand in one.

use serde::Serialize;

use crate::locale::Locale;

/// Is a locale that has the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The locale.
    pub locale: Locale,
    /// Its name in its own language.
    pub name: String,
    /// Its page in the output folder, with `/`.
    pub path: String,
}

/// Is where the article is, in every locale that has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Links {
    /// One for each locale, the page's own included, in the order they were given.
    pub alternates: Vec<Alternate>,
    /// The page's own absolute address, where the site's is known.
    pub canonical: Option<String>,
    /// The address for readers of any other language.
    pub x_default: Option<String>,
}

/// Is the article in one locale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alternate {
    /// The locale.
    pub locale: Locale,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The locale as Open Graph writes it.
    pub og_locale: String,
    /// Its name in its own language.
    pub name: String,
    /// The address, relative to the page.
    pub href: String,
    /// The absolute address, where the site's is known.
    pub url: Option<String>,
    /// Whether it is the page itself.
    pub is_current: bool,
    /// Whether it is the article as it was written.
    pub is_source: bool,
}

/// Works out the addresses for the page that stands at `path`, which is one of `published` or `default`: the page for
/// readers of any other language.
pub fn links(
    path: &str,
    source_locale: &Locale,
    published: &[Published],
    default: Option<&str>,
    site_url: Option<&str>,
) -> Links {
    let alternates: Vec<Alternate> = published
        .iter()
        .map(|one| Alternate {
            dir: one.locale.direction(),
            og_locale: one.locale.with_territory(),
            name: one.name.clone(),
            href: relative(path, &one.path),
            url: site_url.map(|site_url| absolute(site_url, &one.path)),
            is_current: one.path == path,
            is_source: one.locale == *source_locale,
            locale: one.locale.clone(),
        })
        .collect();
    let default = default.map(|to| match site_url {
        Some(site_url) => absolute(site_url, to),
        None => relative(path, to),
    });
    Links {
        canonical: site_url.map(|site_url| absolute(site_url, path)),
        x_default: default,
        alternates,
    }
}

/// Returns the address of the page `to` on the page `from`, both paths in the output folder.
pub fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let (from_folders, to_folders) = (&from[..from.len() - 1], &to[..to.len() - 1]);
    let pairs = from_folders.iter().zip(to_folders);
    let n_common = pairs.take_while(|(left, right)| left == right).count();
    let ups = from_folders[n_common..].iter().map(|_| "..".to_owned());
    let downs = to[n_common..].iter().map(|name| percent_encode(name));
    ups.chain(downs).collect::<Vec<_>>().join("/")
}

/// Returns the address of the page `path` of the output folder on the web.
pub fn absolute(site_url: &str, path: &str) -> String {
    let path: Vec<String> = path.split('/').map(percent_encode).collect();
    format!("{}/{}", site_url.trim_end_matches('/'), path.join("/"))
}

/// Keeps what RFC 3986 calls unreserved; a colon goes too, which in a first segment would make a scheme.
fn percent_encode(name: &str) -> String {
    let mut encoded = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// Says where an address is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// A link, which a reader follows.
    Link,
    /// An image, which cannot run anything, whatever it is made of.
    Image,
}

/// Tells whether a browser would run `address`, or open it as a document that can run scripts.
///
/// Reads it at least as leniently as browsers do: white space and control characters count nowhere.
pub fn runs(address: &str, used: Use) -> bool {
    let visible = address
        .chars()
        .filter(|char| !char.is_control() && !char.is_whitespace())
        .map(|char| char.to_ascii_lowercase());
    let head: String = visible.take(32).collect();
    match head.split_once(':') {
        Some(("javascript" | "vbscript" | "livescript" | "mocha", _)) => true,
        Some(("data", rest)) => used == Use::Link || !rest.starts_with("image/"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &str, to: &str, expect: &str) {
        assert_eq!(relative(from, to), expect);
    }

    #[test]
    fn pages_find_each_other() {
        check(
            "es/news/accord.html",
            "en/news/accord.html",
            "../../en/news/accord.html",
        );
        check("accord.es.html", "accord.en.html", "accord.en.html");
        check(
            "news/accord.es.html",
            "news/accord.es.html",
            "accord.es.html",
        );
        check(
            "en/accord.html",
            "es/новости.html",
            "../es/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8.html",
        );
        check("a.html", "javascript:b c.html", "javascript%3Ab%20c.html");
    }

    #[test]
    fn every_page_lists_itself_and_the_others() {
        let published: Vec<Published> = ["en", "es", "ar"]
            .iter()
            .map(|tag| Published {
                locale: tag.parse().unwrap(),
                name: (*tag).into(),
                path: format!("{tag}/a.html"),
            })
            .collect();
        let en = "en".parse().unwrap();
        let default = Some("en/a.html");
        let found = links(
            "es/a.html",
            &en,
            &published,
            default,
            Some("https://example.org/news/"),
        );
        assert_eq!(
            found.canonical.as_deref(),
            Some("https://example.org/news/es/a.html")
        );
        assert_eq!(
            found.x_default.as_deref(),
            Some("https://example.org/news/en/a.html")
        );
        let hrefs: Vec<_> = found
            .alternates
            .iter()
            .map(|one| one.href.as_str())
            .collect();
        assert_eq!(hrefs, ["../en/a.html", "a.html", "../ar/a.html"]);
        assert_eq!(found.alternates[2].dir, "rtl");
        let current: Vec<_> = found.alternates.iter().map(|one| one.is_current).collect();
        assert_eq!(current, [false, true, false]);

        let found = links("es/a.html", &en, &published, default, None);
        assert_eq!(found.canonical, None);
        assert_eq!(found.x_default.as_deref(), Some("../en/a.html"));
    }

    #[test]
    fn scripts_are_seen_through_disguise() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "\u{1}java\tscript\n:alert(1)",
            "  vbscript:x",
            "data:text/html,<script>alert(1)</script>",
            "data:image/svg+xml,<svg/>",
        ] {
            assert!(runs(address, Use::Link), "{address:?}");
        }
        assert!(runs("javascript:alert(1)", Use::Image));
        assert!(runs("data:text/html,x", Use::Image));
    }

    #[test]
    fn honest_addresses_stay() {
        for address in [
            "https://example.org/javascript:x",
            "mailto:a@example.org",
            "../a.html#b",
            "/javascript",
            "новости.html",
            "",
        ] {
            assert!(!runs(address, Use::Link), "{address:?}");
        }
        assert!(!runs("data:image/png;base64,AA==", Use::Image));
    }
}
