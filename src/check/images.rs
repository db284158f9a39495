//! The check `images`.

use super::differences::{Group, differences};
use super::pair::{Flaw, Pair};
use super::signs::Signs;
use super::{Check, Docs, Look};
use crate::finding::Severity;

/// Finds images that a translation lost, changed or added.
pub static CHECK: Check = Check {
    id: "images",
    summary: "Finds images that are lost, changed or added in a translation",
    docs: Docs {
        what: "Compares the images in a text with those of its English, in any order. An image may have a version of the \
locale's own: `map-en.png` and `map-ru.png`, `img/en/` and `img/ru/`.",
        why: "An image that is lost takes what it shows out of the page; one with a changed path is not shown.",
        example: "
```markdown source/a.md
Click ![save](save.png) now.
```

```ftl locales/sv/a.ftl
### source/a.md

# @source Click ![save](save.png) now.
click-save-now =
    Klicka på ![spara](spara.png) nu.
```

> the image spara.png stands where the English has the image save.png
",
        todo: "Write the image of the English; translate the text in its brackets only.",
        sources: "- [CommonMark](https://spec.commonmark.org), [GitHub Flavored Markdown](https://github.github.com/gfm/)
- Weblate, pofilter, Okapi CheckMate check the same",
    },
    severity: Severity::Error,
    look: Look::Pair(Signs::MARKUP, judge),
};

/// Judges a text.
pub(super) fn judge(pair: &Pair<'_>) -> Option<Flaw> {
    differences(pair, Group::Images)?.flaw()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_article, fires, silent};

    #[test]
    fn fires_on_lost_changed_and_added_images() {
        fires(
            "images",
            &[
                (
                    "es",
                    "A ![map](m.png).",
                    "Un mapa.",
                    "the image m.png is lost",
                ),
                (
                    "sv",
                    "A ![map](m.png).",
                    "En ![karta](n.png).",
                    "the image n.png stands where the English has the image m.png",
                ),
                (
                    "ru",
                    "A map.",
                    "Карта ![карта](m.png).",
                    "the image m.png is not in the English",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_images_with_words_of_the_language() {
        silent(
            "images",
            &[
                ("es", "A ![map](m.png).", "Un ![mapa](m.png)."),
                ("sv", "![map](img/map-en.png)", "![karta](img/map-sv.png)"),
                ("ru", "![map](img/en/map.png)", "![карта](img/ru/map.png)"),
            ],
        );
    }

    #[test]
    fn can_be_ignored() {
        let entry = "# @source A ![map](/a).\na-map =\n    Un mapa.\n";
        let expect = ["a-map 3:5-3:13 the image /a is lost"];
        check_article("images", "A ![map](/a).\n", "es", entry, &expect);
        let entry = format!("# @ignore images (not for Spain)\n{entry}");
        check_article("images", "A ![map](/a).\n", "es", &entry, &[]);
    }
}
