//! Addresses: whether two targets lead to the same page, each in its own language. Shared by the checks of links
//! and images.

use super::pair::Pair;

/// Tells whether an address leads to the same page for the readers of the locale.
pub fn is_local_variant(source: &str, own: &str, pair: &Pair<'_>) -> bool {
    let without_fragment = |address: &str| address.split('#').next().unwrap_or_default().to_owned();
    let (source, own) = (without_fragment(source), without_fragment(own));
    // http and https lead to one page.
    let bare = |address: &str| address.replacen("http://", "https://", 1);
    if bare(&source) == bare(&own) {
        return true;
    }
    let host = |address: &str| -> Option<String> {
        let rest = address.split_once("://")?.1;
        Some(rest.split('/').next().unwrap_or_default().to_lowercase())
    };
    let language_host = |address: &str, language: &str| {
        host(address).and_then(|host| {
            host.strip_prefix(&format!("{language}."))
                .map(str::to_owned)
        })
    };
    let (from, to) = (pair.source_locale.language(), pair.locale.language());
    // Another language's encyclopedia has other titles.
    if let (Some(one), Some(other)) = (language_host(&source, from), language_host(&own, to))
        && one == other
    {
        return true;
    }
    let tags = |locale: &crate::locale::Locale| {
        let tag = locale.as_str().to_lowercase();
        [tag.replace('-', "_"), tag, locale.language().to_owned()]
    };
    neutral(&source, &tags(pair.source_locale)) == neutral(&own, &tags(pair.locale))
}

/// Takes what names the locale out of an address.
fn neutral(address: &str, tags: &[String]) -> Vec<String> {
    let address = address.to_lowercase();
    let segments = address.split(['/', '?', '&', '=', '.', '-', '_']);
    let names = |segment: &&str| {
        !segment.is_empty()
            && !matches!(*segment, "en" | "us" | "gb" | "lang" | "hl")
            && !tags
                .iter()
                .any(|tag| tag.split(['-', '_']).any(|part| part == *segment))
    };
    segments.filter(names).map(str::to_owned).collect()
}
