//! The check `code`.

use super::differences::{Group, differences, has};
use super::pair::{Flaw, Pair};
use super::signs::Signs;
use super::{Check, Docs, Look};
use crate::finding::Severity;

/// Finds code that a translation lost or changed.
pub static CHECK: Check = Check {
    id: "code",
    summary: "Finds code, formulas and protected spans that are lost or changed in a translation",
    docs: Docs {
        what: "Compares the code (`` `cargo test` ``), formulas and protected spans in a text with those of its English, in any \
order. Words in code that stand for a value of the reader's own (*file*, *user*) may be translated: `chmod rights \
file`, `chmod permisos archivo`. Code may be named once more or once less in a sentence that was turned around, and \
what is plain in the English may be set as code. `[0, 1]` is `[0,1]`, and `...` is `…`.",
        why: "Code that was translated does not run, and a reader copies it.",
        example: "
```markdown source/a.md
Run `cargo test` first.
```

```ftl locales/es/a.ftl
### source/a.md

# @source Run `cargo test` first.
run-first =
    Ejecute primero `cargo prueba`.
```

> the code `cargo prueba` stands where the English has the code `cargo test`
",
        todo: "Write the code of the English, letter by letter.",
        sources: "- [CommonMark](https://spec.commonmark.org), [GitHub Flavored Markdown](https://github.github.com/gfm/)
- Weblate, pofilter, Okapi CheckMate check the same",
    },
    severity: Severity::Error,
    look: Look::Pair(Signs::MARKUP, judge),
};

/// Judges a text.
pub(super) fn judge(pair: &Pair<'_>) -> Option<Flaw> {
    let mut found = differences(pair, Group::Code)?;
    let own = pair.inventory();
    // Code may be named again in a sentence that was turned around.
    let may_repeat = |kind: &str| matches!(kind, "code" | "formula");
    found
        .lost
        .retain(|(key, _)| !(may_repeat(key.0) && has(own, Group::Code, key)));
    // What is plain in the English may be set as code. Where code of the English is lost, it may be the change.
    let n_lost = found.lost.len();
    found
        .added
        .retain(|(key, _)| key.0 == "protected text" || 0 < n_lost);
    found.flaw()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_article, fires, silent};

    #[test]
    fn fires_on_lost_and_changed_code() {
        fires(
            "code",
            &[
                (
                    "es",
                    "Run `cargo test`.",
                    "Ejecute `cargo prueba`.",
                    "the code `cargo prueba` stands where the English has the code `cargo test`",
                ),
                (
                    "sv",
                    "Run `cargo test`.",
                    "Kör testerna.",
                    "the code `cargo test` is lost",
                ),
                (
                    "ru",
                    "The energy is $E=mc^2$.",
                    "Энергия равна $E=mc^3$.",
                    "the formula \"E=mc^3\" stands where the English has the formula \"E=mc^2\"",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_code_in_another_order_and_with_words_of_the_readers_own() {
        silent(
            "code",
            &[
                ("es", "`a` needs `b`.", "`b` lo necesita `a`."),
                (
                    "es",
                    "Type `chmod rights file`.",
                    "Escriba `chmod permisos archivo`.",
                ),
                ("sv", "Use `a` or b, then `a`.", "Använd `b` eller `a`."),
                ("ru", "`a` is a loop.", "`a` — это цикл `a` вида `for`."),
            ],
        );
    }

    #[test]
    fn can_be_ignored() {
        let entry = "# @source Run `x`.\nrun-x =\n    Ejecute.\n";
        let expect = ["run-x 3:5-3:13 the code `x` is lost"];
        check_article("code", "Run `x`.\n", "es", entry, &expect);
        let entry = format!("# @ignore code (named above)\n{entry}");
        check_article("code", "Run `x`.\n", "es", &entry, &[]);
    }
}
