//! The check `markup`.

use super::differences::{Group, differences};
use super::marks::Marks;
use super::pair::{Flaw, Pair};
use super::signs::Signs;
use super::{Check, Docs, Look};
use crate::document::Format;
use crate::document::inline::Kind;
use crate::finding::Severity;

/// Finds inline markup that a translation lost or broke.
pub static CHECK: Check = Check {
    id: "markup",
    summary: "Finds emphasis, HTML and other markup that is lost or broken in a translation",
    docs: Docs {
        what: "Compares the emphasis and the HTML in a text with those of its English, in any order, with any delimiter (`*` or \
`_`). Emphasis may become quotation marks, and words may be emphasised that the English does not emphasise: a \
foreign word is set in italics. `<br>`, `<span lang>`, `<q>` and `<sup>` may come and go. A delimiter that is left \
over (`**so.`) is a finding. Links, images and code are the business of the checks of those names.",
        why: "Emphasis that is lost is meaning that is lost; a lone `**` is printed as it stands.",
        example: "
```markdown source/a.md
This is **not** true.
```

```ftl locales/ru/a.ftl
### source/a.md

# @source This is **not** true.
this-is-not-true =
    Это **не так.
```

> \"**\" is printed as it stands
",
        todo: "Write the markup of the English around the words of the translation, and close what you open.",
        sources: "- [CommonMark](https://spec.commonmark.org), [GitHub Flavored Markdown](https://github.github.com/gfm/)
- Weblate, pofilter, Okapi CheckMate check the same",
    },
    severity: Severity::Error,
    look: Look::Pair(LOOKED_AT, judge),
};

/// What stands in a text where markup is not read as markup.
const DELIMITERS: Marks = Marks::DELIMITER.or(Marks::BRACKET);
const LOOKED_AT: Signs = Signs::MARKUP.or(Signs::own(DELIMITERS));

/// Judges a text.
pub(super) fn judge(pair: &Pair<'_>) -> Option<Flaw> {
    if let Some(flaw) = left_over(pair) {
        return Some(flaw);
    }
    let mut found = differences(pair, Group::Words)?;
    let is_free = |(kind, text): &(&str, String)| *kind == "HTML" && FREE.contains(&&**text);
    found.lost.retain(|(key, _)| !is_free(key));
    found
        .added
        .retain(|(key, _)| key.0 == "HTML" && !is_free(key));
    if found.lost.is_empty() {
        return found.flaw();
    }
    let n_quotes = |text: &str| text.chars().filter(|c| "«»“”„\"".contains(*c)).count() / 2;
    let mut n_quoted = n_quotes(&pair.translation).saturating_sub(n_quotes(&pair.source));
    // Strong emphasis may be plain in another language, and the reverse; it is emphasis that must not be lost.
    let is_stress = |kind: &Kind| matches!(kind, Kind::Emphasis { .. } | Kind::Strong { .. });
    let n_stressed = |items: &[crate::document::inline::Item]| {
        items.iter().filter(|item| is_stress(&item.kind)).count()
    };
    let (source, own) = (pair.source_inventory(), pair.inventory());
    let keeps_stress = n_stressed(&source.items) <= n_stressed(&own.items);
    found.lost.retain(|((kind, _), _)| {
        if !matches!(*kind, "emphasis" | "strong emphasis") {
            return true;
        }
        let is_quoted = 0 < n_quoted;
        n_quoted -= usize::from(is_quoted);
        !is_quoted && !keeps_stress
    });
    found.flaw()
}

/// Markup that each language may set as it likes.
const FREE: [&str; 11] = [
    "<br>", "</br>", "<wbr>", "<span>", "</span>", "<q>", "</q>", "<sup>", "</sup>", "<nobr>",
    "</nobr>",
];

/// Finds a delimiter that a reader would see.
fn left_over(pair: &Pair<'_>) -> Option<Flaw> {
    let may_have_any = pair.flat().marks.any(DELIMITERS);
    if pair.format != Format::Markdown || !may_have_any {
        return None;
    }
    let visible = |text: &'_ str, ranges: &[std::ops::Range<usize>], delimiter: &str| {
        let mut ranges = ranges.iter();
        ranges.find_map(|range| {
            let at = range.start + text[range.clone()].find(delimiter)?;
            (!text[..at].ends_with('\\')).then_some(at)
        })
    };
    let own = &pair.inventory().visible;
    ["**", "__", "~~", "](", "`"].iter().find_map(|delimiter| {
        if !pair.translation.contains(delimiter) {
            return None;
        }
        let at = visible(&pair.translation, own, delimiter)?;
        let is_in_english =
            visible(&pair.source, &pair.source_inventory().visible, delimiter).is_some();
        (!is_in_english).then(|| Flaw {
            message: format!("\"{delimiter}\" is printed as it stands"),
            help: "close what it opens, or take it away".to_owned(),
            words: Some(at..at + delimiter.len()),
            fix: None,
            ..Flaw::default()
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_article, fires, silent};

    #[test]
    fn fires_on_lost_and_broken_markup() {
        fires(
            "markup",
            &[
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
                    "\"**\" is printed as it stands",
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
                    "Vanliga <b>ord</b>.",
                    "</b> is not in the English",
                ),
                ("sv", "An *old* law.", "En gammal lag.", "emphasis is lost"),
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
                ("sv", "The __new__ *law*", "Den *nya* **lagen**"),
                (
                    "ru",
                    "The *New York Times* wrote[^2]",
                    "«Нью-Йорк таймс» написала[^2]",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_words_that_are_emphasised_because_they_are_foreign() {
        silent(
            "markup",
            &[
                ("es", "The stack and the heap", "La *stack* y el *heap*"),
                ("sv", "A pull request", "En *pull request*"),
                ("ru", "The trait", "Типаж (*trait*)"),
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
