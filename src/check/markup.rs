//! The check `markup`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::pair::{Flaw, Pair};
use super::{Check, Docs, Look, quote};
use crate::document::inline::{Inventory, Item, Kind};
use crate::finding::Severity;

/// Finds inline markup that a translation lost, changed or added.
pub static CHECK: Check = Check {
    id: "markup",
    summary: "Finds links, emphasis, code and other markup that is lost, changed or added in a translation",
    docs: Docs {
        what: "Compares the markup inside a text with that of its English: the targets of links and images, code, \
footnotes, formulas and protected spans, HTML elements, the number of emphasised words. Their order is free, as is \
the delimiter (`*` or `_`). A target may lead to the locale's own page (`/en/` and `/es/`, `en.wikipedia.org` and \
`ru.wikipedia.org`, another `#fragment`); emphasis may become quotation marks; `<br>` and `<span lang>` may come and \
go.",
        why: "A link without its target is lost to the reader; a lone `**` is printed as it stands; code that was \
translated does not run.",
        example: "
```markdown source/a.md
See [the accord](https://example.org/accord).
```

```ftl locales/es/a.ftl
### source/a.md

# @source See [the accord](https://example.org/accord).
see-the-accord =
    Véase el acuerdo.
```

> the link to https://example.org/accord is lost",
        todo: "Write the markup of the English around the words of the translation.",
        sources: "- [CommonMark](https://spec.commonmark.org), [GitHub Flavored Markdown](https://github.github.com/gfm/)
- Weblate, pofilter, Okapi CheckMate check the same",
    },
    severity: Severity::Error,
    look: Look::Pair(judge),
};

/// Judges a text.
pub(super) fn judge(pair: &Pair<'_>) -> Option<Flaw> {
    let (english, own) = (pair.source_inventory(), pair.inventory());
    match english.items.is_empty() && own.items.is_empty() {
        true => None,
        false => difference(pair, english, own),
    }
}

/// Is what makes two pieces of markup the same.
type Key = (&'static str, String);

fn difference(pair: &Pair<'_>, english: &Inventory, own: &Inventory) -> Option<Flaw> {
    let mut lost = keys(english);
    let mut added = keys(own);
    // What both have is no difference.
    for (key, places) in &mut lost {
        if let Some(others) = added.get_mut(key) {
            let n = places.len().min(others.len());
            places.drain(..n);
            others.drain(..n);
        }
    }
    let mut lost = flat(lost);
    let mut added = flat(added);
    lost.retain(|(key, _)| !is_free(key));
    added.retain(|(key, _)| !is_free(key));
    pair_off(&mut lost, &mut added, |one, other| {
        is_address(one) && one.0 == other.0 && is_local_variant(&one.1, &other.1, pair)
    });
    // Code and footnotes may be named again in a sentence that was turned around.
    let has = |inventory: &Inventory, key: &Key| keys(inventory).contains_key(key);
    lost.retain(|(key, _)| !(may_repeat(key) && has(own, key)));
    added.retain(|(key, _)| !(may_repeat(key) && has(english, key)));
    let n_quotes = |text: &str| text.chars().filter(|c| "«»“”„\"".contains(*c)).count() / 2;
    let mut n_quoted = n_quotes(&pair.translation).saturating_sub(n_quotes(&pair.source));
    lost.retain(|(key, _)| {
        let is_quoted = is_emphasis(key) && 0 < n_quoted;
        n_quoted -= usize::from(is_quoted);
        !is_quoted
    });
    let message = match (lost.first(), added.first()) {
        (None, None) => return None,
        (Some((one, _)), Some((other, _))) if one.0 == other.0 && !one.1.is_empty() => {
            format!(
                "{} stands where the English has {}",
                named(other),
                named(one)
            )
        }
        (Some((one, _)), _) => format!("{} is lost", named(one)),
        (None, Some((one, _))) => format!("{} is not in the English", named(one)),
    };
    Some(Flaw {
        message,
        help: "write the markup of the English around the words of the translation".to_owned(),
        words: added.first().map(|(_, range)| range.clone()),
        fix: None,
    })
}

fn keys(inventory: &Inventory) -> BTreeMap<Key, Vec<Range<usize>>> {
    let mut keys: BTreeMap<Key, Vec<Range<usize>>> = BTreeMap::new();
    for item in &inventory.items {
        if let Some(key) = key(item) {
            keys.entry(key).or_default().push(item.range.clone());
        }
    }
    keys
}

fn key(item: &Item) -> Option<Key> {
    Some(match &item.kind {
        Kind::Emphasis { .. } => ("emphasis", String::new()),
        Kind::Strong { .. } => ("strong emphasis", String::new()),
        Kind::Strikethrough => ("strikethrough", String::new()),
        Kind::Code(code) => ("code", code.clone()),
        // A bare address may become a link with words, and a link a bare address.
        Kind::Link {
            target,
            reference: false,
            ..
        }
        | Kind::Autolink(target) => ("link", target.clone()),
        Kind::Link { target, .. } => ("reference", target.to_lowercase()),
        Kind::Image { target, .. } => ("image", target.clone()),
        Kind::Html(html) => ("HTML", tag(html)?),
        Kind::Footnote(label) => ("footnote", label.to_lowercase()),
        Kind::Math(formula) => ("formula", formula.clone()),
        Kind::Protected(text) => ("protected text", text.clone()),
    })
}

/// Returns `<name>` or `</name>` of a tag; a comment is none.
fn tag(html: &str) -> Option<String> {
    let inside = html.strip_prefix('<')?;
    let (slash, inside) = match inside.strip_prefix('/') {
        Some(inside) => ("/", inside),
        None => ("", inside),
    };
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let name = inside[..end.unwrap_or(inside.len())].to_ascii_lowercase();
    (!name.is_empty()).then(|| format!("<{slash}{name}>"))
}

fn flat(keys: BTreeMap<Key, Vec<Range<usize>>>) -> Vec<(Key, Range<usize>)> {
    let flat = keys
        .into_iter()
        .flat_map(|(key, places)| places.into_iter().map(move |place| (key.clone(), place)));
    flat.collect()
}

/// Tells markup that each language may set as it likes.
fn is_free((kind, text): &Key) -> bool {
    const FREE: [&str; 11] = [
        "<br>", "</br>", "<wbr>", "<span>", "</span>", "<q>", "</q>", "<sup>", "</sup>", "<nobr>",
        "</nobr>",
    ];
    *kind == "HTML" && FREE.contains(&&**text)
}

fn is_address((kind, _): &Key) -> bool {
    matches!(*kind, "link" | "image")
}

fn is_emphasis((kind, _): &Key) -> bool {
    matches!(*kind, "emphasis" | "strong emphasis")
}

fn may_repeat((kind, _): &Key) -> bool {
    matches!(*kind, "code" | "formula")
}

fn pair_off(
    lost: &mut Vec<(Key, Range<usize>)>,
    added: &mut Vec<(Key, Range<usize>)>,
    fits: impl Fn(&Key, &Key) -> bool,
) {
    lost.retain(|(one, _)| {
        let found = added.iter().position(|(other, _)| fits(one, other));
        match found {
            Some(idx) => {
                added.remove(idx);
                false
            }
            None => true,
        }
    });
}

/// Tells whether an address leads to the same page for the readers of the locale.
fn is_local_variant(source: &str, own: &str, pair: &Pair<'_>) -> bool {
    let without_fragment = |address: &str| address.split('#').next().unwrap_or_default().to_owned();
    let (source, own) = (without_fragment(source), without_fragment(own));
    if source == own {
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

fn named((kind, text): &Key) -> String {
    match *kind {
        "link" | "image" => format!("the {kind} to {text}"),
        "reference" => format!("the link to [{text}]"),
        "footnote" => format!("the footnote [^{text}]"),
        "code" => format!("the code `{text}`"),
        "HTML" => text.clone(),
        "formula" | "protected text" => format!("the {kind} {}", quote(text)),
        _ => kind.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_article, fires, silent};

    #[test]
    fn fires_on_lost_changed_and_added_markup() {
        fires(
            "markup",
            &[
                (
                    "es",
                    "See [it](https://a.org/x).",
                    "Véalo.",
                    "the link to https://a.org/x is lost",
                ),
                (
                    "sv",
                    "See [it](https://a.org/x).",
                    "Se [den](https://a.org/z).",
                    "the link to https://a.org/z stands where the English has the link to https://a.org/x",
                ),
                (
                    "ru",
                    "This is **not** true.",
                    "Это не так.",
                    "strong emphasis is lost",
                ),
                (
                    "ru",
                    "This is **not** true.",
                    "Это **не так.",
                    "strong emphasis is lost",
                ),
                (
                    "es",
                    "Run `cargo test`.",
                    "Ejecute `cargo prueba`.",
                    "the code `cargo prueba` stands where the English has the code `cargo test`",
                ),
                (
                    "sv",
                    "An agreement.[^1]",
                    "Ett avtal.",
                    "the footnote [^1] is lost",
                ),
                (
                    "es",
                    "Press <kbd>F1</kbd>.",
                    "Pulse <kbd>F1.",
                    "</kbd> is lost",
                ),
                (
                    "sv",
                    "Plain words.",
                    "Vanliga *ord*.",
                    "emphasis is not in the English",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_markup_in_another_order() {
        silent(
            "markup",
            &[
                (
                    "es",
                    "The *old* `x` is [here](/a).",
                    "[Aquí](/a) está el `x` _antiguo_.",
                ),
                (
                    "sv",
                    "Use `a` or **b**, then `a`.",
                    "Använd **b** eller `a`.",
                ),
                (
                    "ru",
                    "The *New York Times* wrote[^2]",
                    "«Нью-Йорк таймс» написала[^2]",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_targets_of_the_locales_own() {
        silent(
            "markup",
            &[
                (
                    "es",
                    "[FARC](https://en.wikipedia.org/wiki/FARC)",
                    "[FARC](https://es.wikipedia.org/wiki/Fuerzas_Armadas)",
                ),
                (
                    "sv",
                    "[docs](https://a.org/en-US/docs#use)",
                    "[dokument](https://a.org/sv/docs#bruk)",
                ),
                (
                    "ru",
                    "![map](img/map-en.png) at https://a.org",
                    "![карта](img/map-ru.png), [сайт](https://a.org)",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_free_elements() {
        silent(
            "markup",
            &[(
                "es",
                "The 1<sup>st</sup> day",
                "El 1.º <span lang=\"en\">day</span>",
            )],
        );
    }

    #[test]
    fn can_be_ignored() {
        let entry = "# @source See **it**.\nsee-it =\n    Véalo.\n";
        let expect = ["see-it 3:5-3:11 strong emphasis is lost"];
        check_article("markup", "See **it**.\n", "es", entry, &expect);
        let entry = format!("# @ignore markup (no stress in Spanish)\n{entry}");
        check_article("markup", "See **it**.\n", "es", &entry, &[]);
    }
}
