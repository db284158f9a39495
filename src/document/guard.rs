//! Guard: what a translation may not bring along, because its segment does not have it.
//!
//! Separate because this is about safety, not about structure; it must not know where a segment stands.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use super::Unbuildable;
use super::html::tag;
use super::inline::{Inventory, Kind};
use crate::span::Span;

/// Compares the inventories of a translation and of its segment's own text.
///
/// # Errors
/// Where the translation has a raw HTML element or attribute, a protected span or a link scheme that the segment's
/// own text lacks.
pub(super) fn guard(
    theirs: &Inventory,
    own: impl FnOnce() -> Inventory,
) -> Result<(), Unbuildable> {
    if theirs.items.iter().all(|item| harmless(&item.kind)) {
        return Ok(());
    }
    let own = own();
    let own = Own::of(&own);
    for item in &theirs.items {
        let reason = match &item.kind {
            Kind::Html(html) => lacks_html(html, &own),
            Kind::Protected(span) => (!own.protected.contains(&**span))
                .then(|| format!("the segment has no protected span “{span}”")),
            Kind::Link {
                target,
                reference: false,
                ..
            }
            | Kind::Image {
                target,
                reference: false,
                ..
            }
            | Kind::Autolink(target) => lacks_scheme(target, &own),
            _ => None,
        };
        if let Some(reason) = reason {
            return Err(Unbuildable {
                reason,
                is_foreign: true,
            });
        }
    }
    Ok(())
}

fn harmless(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Emphasis { .. }
            | Kind::Strong { .. }
            | Kind::Strikethrough
            | Kind::Code(_)
            | Kind::Footnote(_)
            | Kind::Math(_)
    )
}

/// Is what a segment's own text has, by name: a text of a thousand tags is compared once.
#[derive(Default)]
struct Own<'o> {
    protected: BTreeSet<&'o str>,
    /// The families of its addresses; `None` for one without a scheme.
    families: BTreeSet<Option<String>>,
    /// All its HTML, word for word.
    html: BTreeSet<&'o str>,
    /// The values of each attribute of each element.
    elements: BTreeMap<String, BTreeMap<String, BTreeSet<String>>>,
}

impl<'o> Own<'o> {
    fn of(inventory: &'o Inventory) -> Self {
        let mut own = Own::default();
        for item in &inventory.items {
            match &item.kind {
                Kind::Protected(span) => {
                    own.protected.insert(span);
                }
                Kind::Html(html) if own.html.insert(html) => {
                    let element = own.elements.entry(element(html)).or_default();
                    for (key, value) in attributes(html) {
                        element.entry(key).or_default().insert(value);
                    }
                }
                Kind::Link { target, .. } | Kind::Image { target, .. } | Kind::Autolink(target) => {
                    own.families.insert(family(scheme(target)));
                }
                _ => {}
            }
        }
        own
    }
}

fn lacks_html(html: &str, own: &Own<'_>) -> Option<String> {
    if own.html.contains(html) {
        return None;
    }
    let name = element(html);
    // A comment, a declaration: only word for word.
    if name.is_empty() {
        return Some(format!("the segment has no “{html}”"));
    }
    let Some(same) = own.elements.get(&name) else {
        return Some(format!("the segment has no HTML element “{name}”"));
    };
    attributes(html).into_iter().find_map(|(key, value)| {
        let Some(own) = same.get(&key) else {
            return Some(format!(
                "the segment’s element “{name}” has no attribute “{key}”"
            ));
        };
        let free = matches!(
            key.as_str(),
            "title"
                | "alt"
                | "lang"
                | "dir"
                | "hreflang"
                | "aria-label"
                | "aria-description"
                | "placeholder"
                | "href"
                | "src"
        );
        let known = own.contains(&value);
        let scheme = scheme(&value).filter(|scheme| {
            !known
                && !own
                    .iter()
                    .any(|own| family(self::scheme(own)) == family(Some(scheme.clone())))
        });
        match (known, free, scheme) {
            (true, ..) | (false, true, None) => None,
            (_, true, Some(scheme)) => Some(format!(
                "the segment’s attribute “{key}” has no address with the scheme “{scheme}:”"
            )),
            _ => Some(format!(
                "the segment’s attribute “{key}” does not have the value “{value}”"
            )),
        }
    })
}

/// Returns the name of a tag in lower case, or nothing for other HTML.
fn element(html: &str) -> String {
    html.trim_start_matches(['<', '/'])
        .chars()
        .take_while(|char| char.is_ascii_alphanumeric() || *char == '-')
        .collect::<String>()
        .to_ascii_lowercase()
}

/// Reads the attributes of a tag, the names in lower case.
fn attributes(html: &str) -> Vec<(String, String)> {
    let found = tag::attributes(html, Span::new(0, html.len()));
    let pairs = found.into_iter().map(|attribute| {
        let value = attribute.value.map_or("", |value| value.of(html));
        (attribute.name, value.to_owned())
    });
    pairs.collect()
}

fn lacks_scheme(target: &str, own: &Own<'_>) -> Option<String> {
    let theirs = family(scheme(target))?;
    // A link to a page may become one to the translated page, on another site too.
    let may = theirs == "http" && own.families.contains(&None);
    let has = may || own.families.contains(&Some(theirs.clone()));
    (!has).then(|| format!("the segment has no link with the scheme “{theirs}:”"))
}

/// Takes `https` for `http`: one family of addresses.
fn family(scheme: Option<String>) -> Option<String> {
    scheme.map(|scheme| match scheme.as_str() {
        "https" => "http".to_owned(),
        _ => scheme,
    })
}

/// Returns the scheme of an address in lower case, as a browser would read it: control characters and white space
/// are no part of it.
fn scheme(address: &str) -> Option<String> {
    let clean: String = address
        .chars()
        .filter(|char| !char.is_control() && !char.is_whitespace())
        .collect();
    if clean.starts_with("//") || clean.starts_with("www.") {
        return Some("http".to_owned());
    }
    let (scheme, _) = clean.split_once(':')?;
    let begins = scheme.starts_with(|char: char| char.is_ascii_alphabetic());
    let goes_on = scheme
        .chars()
        .all(|char| char.is_ascii_alphanumeric() || matches!(char, '+' | '-' | '.'));
    if begins && goes_on {
        return Some(scheme.to_ascii_lowercase());
    }
    // `&#106;avascript:` and the like: not readable, so not safe.
    scheme.contains('&').then(|| scheme.to_ascii_lowercase())
}

/// Tells whether `text` may bring anything that the guard looks for.
pub(super) fn suspicious(text: &str, protect: &[Regex]) -> bool {
    text.bytes().any(|byte| matches!(byte, b'<' | b'['))
        || text.contains("://")
        || text.contains("www.")
        || protect.iter().any(|regex| regex.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::inline::inventory;
    use super::*;

    fn check(own: &str, text: &str, expect: Option<&str>) {
        let protect = [Regex::new(r"\{\{.*?\}\}").unwrap()];
        let theirs = inventory(text, Format::Markdown, &protect);
        let result = guard(&theirs, || inventory(own, Format::Markdown, &protect));
        assert_eq!(
            result.err().map(|error| error.reason).as_deref(),
            expect,
            "{text:?}"
        );
    }

    #[test]
    fn what_the_segment_has_may_stand() {
        check("a <b>x</b>", "<b>x</b> a", None);
        check("[a](/x)", "[б](https://example.org/es/x)", None);
        check("[a](mailto:a@b.c)", "[б](mailto:d@b.c)", None);
        check(
            "<a href='/x' title='t'>a</a>",
            "<a href='/es/x' title='у'>б</a>",
            None,
        );
        check("{{ a }} b", "b {{ a }}", None);
        check("a", "*б* `в`", None);
    }

    #[test]
    fn what_it_lacks_may_not() {
        check(
            "a",
            "<script>б</script>",
            Some("the segment has no HTML element “script”"),
        );
        check(
            "a <b>x</b>",
            "<b onclick='x'>a</b>",
            Some("the segment’s element “b” has no attribute “onclick”"),
        );
        check(
            "[a](/x)",
            "[б](javascript:x)",
            Some("the segment has no link with the scheme “javascript:”"),
        );
        check(
            "[a](/x)",
            "[б](JAVA&#x0A;script&colon;x)",
            Some("the segment has no link with the scheme “javascript:”"),
        );
        check(
            "a",
            "б https://evil.example",
            Some("the segment has no link with the scheme “http:”"),
        );
        check(
            "<a href='/x'>a</a>",
            "<a href='data:x'>б</a>",
            Some("the segment’s attribute “href” has no address with the scheme “data:”"),
        );
        check(
            "a",
            "{{ б }}",
            Some("the segment has no protected span “{{ б }}”"),
        );
        check(
            "a",
            "б <!-- tolka: off -->",
            Some("the segment has no “<!-- tolka: off -->”"),
        );
    }
}
