//! The check `ellipsis`.

use super::around::{after, before};
use super::marks::Marks;
use super::pair::{Flaw, Pair};
use super::signs::Signs;
use super::{Check, Docs, Look};
use crate::finding::Severity;

/// Finds dots that are neither a full stop nor an ellipsis.
pub static CHECK: Check = Check {
    id: "ellipsis",
    summary: "Finds rows of dots that are neither a full stop nor an ellipsis in a translation",
    docs: Docs {
        what: "Names two dots in a row, four and more, and three typed dots where the English has the sign `…`. \
Russian `?..` and `!..` are right, as are dots in paths and ranges (`../a`, `0..5`) and rows of dots that the \
English has too. A file that types three dots in two of three places, and three at least, keeps to a style of its \
own: they are notices then, unless config says what they are.",
        why: "Two dots are a slip of the finger. Two spellings of one sign in an article look careless, and a \
search finds only one of them.",
        example: "
```ftl locales/en/site.ftl
signed = The accord is signed.
```

```ftl locales/es/site.ftl
# @source The accord is signed.
signed = El acuerdo está firmado..
```

> \"..\" is neither a full stop nor an ellipsis",
        todo: "Write one dot, or the sign of the English.",
        sources: "- RAE, *Ortografía* (2010), III.3.4.10: los puntos suspensivos son tres
- Språkrådet, *Svenska skrivregler* (2017), 13.12
- Розенталь, *Справочник по пунктуации*, § 3, 67: `?..` и `!..`",
    },
    severity: Severity::Warning,
    look: Look::Styled(Signs::own(Marks::DOTS), judge, n_own),
};

/// Counts the signs.
fn n_own(pair: &Pair<'_>) -> usize {
    pair.flat().text.matches('…').count()
}

fn judge(pair: &Pair<'_>) -> Vec<Flaw> {
    let flat = pair.flat();
    if !flat.text.contains("..") {
        return Vec::new();
    }
    let source = pair.source_flat();
    let has_sign = source.text.contains('…') && !source.text.contains("..");
    let text = flat.text;
    let mut flaws = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find("..") {
        let start = at + offset;
        let len = text[start..]
            .bytes()
            .take_while(|byte| *byte == b'.')
            .count();
        at = start + len;
        let last = before(text, start);
        let is_path = matches!(last, Some('/' | '\\' | '('))
            || after(text, at)
                .is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '\\' | '='));
        let dots = &text[start..at];
        let is_in_english = source.text.contains(dots) && !(len == 3 && has_sign);
        let is_russian = len == 2 && matches!(last, Some('?' | '!'));
        if is_path || is_russian || is_in_english {
            continue;
        }
        match len {
            3 if has_sign => {
                let flaw = pair.flaw_with_fix(
                    start..at,
                    "…",
                    "\"...\" is typed where the English has the sign \"…\"".to_owned(),
                    "write the sign \"…\"",
                );
                let style = Some("three dots");
                flaws.push(Flaw { style, ..flaw });
            }
            3 => {}
            _ => flaws.push(pair.flaw(
                start..at,
                format!("\"{dots}\" is neither a full stop nor an ellipsis"),
                "write one dot, or the ellipsis of the English",
            )),
        }
    }
    flaws
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_messages, fires, fixes, silent};

    #[test]
    fn fires_on_rows_of_dots() {
        fires(
            "ellipsis",
            &[
                (
                    "es",
                    "It is signed.",
                    "Está firmado..",
                    "\"..\" is neither a full stop nor an ellipsis",
                ),
                (
                    "sv",
                    "And then …",
                    "Och sedan....",
                    "\"....\" is neither a full stop nor an ellipsis",
                ),
                (
                    "ru",
                    "And then…",
                    "А потом...",
                    "\"...\" is typed where the English has the sign \"…\"",
                ),
            ],
        );
    }

    #[test]
    fn the_sign_comes_for_three_dots() {
        fixes("ellipsis", &[("ru", "And then…", "А потом...", "А потом…")]);
    }

    #[test]
    fn silent_on_dots_that_are_meant() {
        silent(
            "ellipsis",
            &[
                ("es", "And then...", "Y luego..."),
                ("sv", "Numbers 0..5 in ../a", "Talen 0..5 i ../a"),
                ("ru", "Really…", "Правда?.. Нет!.."),
                ("ru", "Name .....", "Имя ....."),
            ],
        );
    }

    #[test]
    fn can_be_ignored() {
        let english = "a = One.\n";
        let file = "# @source One.\na = Uno..\n";
        let expect = ["a 2:8-2:10 \"..\" is neither a full stop nor an ellipsis"];
        check_messages("ellipsis", english, "es", file, &expect);
        let file = format!("# @ignore ellipsis (a name)\n{file}");
        check_messages("ellipsis", english, "es", &file, &[]);
    }
}
