//! The check `links`.

use super::differences::{Group, differences};
use super::pair::{Flaw, Pair};
use super::signs::Signs;
use super::{Check, Docs, Look};
use crate::finding::Severity;

/// Finds links that a translation lost, changed or added.
pub static CHECK: Check = Check {
    id: "links",
    summary: "Finds links and footnotes that are lost, changed or added in a translation",
    docs: Docs {
        what: "Compares the targets of the links, bare addresses and footnotes in a text with those of its English. Their \
order is free. A target may lead to the locale's own page (`/en/` and `/es/`, `en.wikipedia.org` and \
`ru.wikipedia.org`, another `#fragment`), a bare address may become a link with words, `http` may become `https`.",
        why: "A link without its target is lost to the reader; one with a changed target leads nowhere.",
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

> the link to https://example.org/accord is lost
",
        todo: "Write the link of the English around the words of the translation.",
        sources: "- [CommonMark](https://spec.commonmark.org), [GitHub Flavored Markdown](https://github.github.com/gfm/)
- Weblate, pofilter, Okapi CheckMate check the same",
    },
    severity: Severity::Error,
    look: Look::Pair(Signs::MARKUP, judge),
};

/// Judges a text.
pub(super) fn judge(pair: &Pair<'_>) -> Option<Flaw> {
    let mut found = differences(pair, Group::Links)?;
    // What is plain in the English may be a link.
    found.added.retain(|((_, target), _)| {
        let bare = target.split_once("://").map_or(&**target, |(_, rest)| rest);
        !pair.source.contains(bare.trim_end_matches('/'))
    });
    found.flaw()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_article, fires, silent};

    #[test]
    fn fires_on_lost_and_changed_targets() {
        fires(
            "links",
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
                    "sv",
                    "An agreement.[^1]",
                    "Ett avtal.",
                    "the footnote [^1] is lost",
                ),
                (
                    "ru",
                    "See [it](/a).",
                    "Смотрите [соглашение]( /a.",
                    "the link to /a is lost",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_targets_of_the_locales_own() {
        silent(
            "links",
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
                    "See https://a.org and [it](http://b.org).",
                    "См. [сайт](https://a.org) и [это](https://b.org).",
                ),
                (
                    "ru",
                    "[One](/a) and [two](/b)[^2]",
                    "[Два](/b) и [один](/a)[^2]",
                ),
            ],
        );
    }

    #[test]
    fn can_be_ignored() {
        let entry = "# @source See [it](/a).\nsee-it =\n    Véalo.\n";
        let expect = ["see-it 3:5-3:11 the link to /a is lost"];
        check_article("links", "See [it](/a).\n", "es", entry, &expect);
        let entry = format!("# @ignore links (the page is gone)\n{entry}");
        check_article("links", "See [it](/a).\n", "es", &entry, &[]);
    }
}
