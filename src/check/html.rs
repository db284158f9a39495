//! The check `html`.

use super::built::Built;
use super::scene::Scene;
use super::sheet::{Remark, Sheet, value_span};
use super::{Check, Docs, Look};
use crate::document::Unbuildable;
use crate::finding::Severity;

/// Finds translations that bring markup which their English does not have.
pub static CHECK: Check = Check {
    id: "html",
    summary: "Finds translations with an element, attribute, link scheme or protected span that the English lacks",
    docs: Docs {
        what: "Compares the HTML of every translation, the schemes of its links and its protected spans with those of \
its English. An element or attribute that the English does not have, another value of an attribute that is no \
address and no text, an address with another scheme (`javascript:` for `https:`), a span that `[segment] protect` \
keeps whole: nothing of such a text is built, and the English stands in its place.",
        why: "A translation is text. What runs, loads or changes the page comes from the article and its author, who \
are reviewed; and a shortcode with a letter changed breaks the site's build.",
        example: "
```markdown source/a.md
See the accord.
```

```ftl locales/es/a.ftl
### source/a.md

# @source See the accord.
see-the-accord =
    Véase el <script>acuerdo</script>.
```

> the text is not built: the segment has no HTML element “script”",
        todo: "Write the translation with the elements, attributes and spans of its English and no others. Until then \
the English stands there.",
        sources: "- [OWASP: cross site scripting prevention](https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html)
- [HTML](https://html.spec.whatwg.org)",
    },
    severity: Severity::Error,
    look: Look::Built(None, look),
};

fn look<'s>(_: &'s Scene<'s>, sheet: &'s Sheet<'s>, built: &Built<'_, 's>) -> Vec<Remark<'s>> {
    if built.keeps_shape() {
        return Vec::new();
    }
    unbuildable(sheet, built, &|reason| reason.is_foreign)
}

/// Remarks on the translations that the article refuses for a reason that is `wanted`.
pub(super) fn unbuildable<'s>(
    sheet: &Sheet<'s>,
    built: &Built<'_, 's>,
    wanted: &dyn Fn(&Unbuildable) -> bool,
) -> Vec<Remark<'s>> {
    let refused = built.refused().iter().filter(|(_, reason)| wanted(reason));
    let refused = refused.filter_map(|(row, reason)| {
        let row = *row;
        let (_, entry) = sheet.entry(row)?;
        let help = "write it with the markup of the English; until then the English stands there";
        let remark = sheet.remark_on_unit(
            row,
            format!("the text is not built: {}", reason.reason),
            help.to_owned(),
        );
        Some(Remark {
            region: Some(sheet.paper.region(value_span(sheet.paper.raw, entry))),
            ..remark
        })
    });
    refused.collect()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_article;

    fn check(article: &str, translation: &str, expect: &[&str]) {
        check_article("html", article, "es", translation, expect);
    }

    #[test]
    fn fires_on_what_is_not_built() {
        check(
            "See it.\n",
            "# @source See it.\nsee-it = Véase <script>esto</script>.\n",
            &["see-it 2:10-2:38 the text is not built: the segment has no HTML element “script”"],
        );
        check(
            "See [it](/a).\n",
            "# @source See [it](/a).\nsee-it =\n    Véase [esto](javascript:a).\n",
            &[
                "see-it 3:5-3:32 the text is not built: the segment has no link with the scheme “javascript:”",
            ],
        );
        // An entry that ignores another check is no exception.
        check(
            "See it.\n",
            "# @ignore markup\n# @source See it.\nsee-it = Véase <b>esto</b>.\n",
            &["see-it 3:10-3:28 the text is not built: the segment has no HTML element “b”"],
        );
    }

    #[test]
    fn silent_on_the_markup_of_the_english() {
        check(
            "See <b title=\"x\">it</b> at [a](https://a.org).\n",
            "# @source See <b title=\"x\">it</b> at [a](https://a.org).\nsee-b-title-x = Véase <b title=\"y\">esto</b> en [a](https://es.a.org).\n",
            &[],
        );
        check("One.\n", "# @source One.\none = Uno & < dos.\n", &[]);
        check(
            "See it.\n",
            "# @source See it.\nsee-it = Véase **esto** en `a<b>`.\n",
            &[],
        );
    }

    #[test]
    fn can_be_ignored() {
        check(
            "See it.\n",
            "# @ignore html (the site allows it)\n# @source See it.\nsee-it = Véase <b>esto</b>.\n",
            &[],
        );
    }
}
