//! The check `inverted-punctuation`.

use super::around::{after, before};
use super::flat::{Flat, THING};
use super::marks::Marks;
use super::pair::{Flaw, Pair};
use super::signs::Signs;
use super::{Check, Docs, Look};
use crate::finding::Severity;

/// Finds questions and exclamations that Spanish does not open, or does not close.
pub static CHECK: Check = Check {
    id: "inverted-punctuation",
    summary: "Finds Spanish questions and exclamations without their opening or closing mark",
    docs: Docs {
        what: "Every `?` and `!` of a Spanish text needs a `¿` or `¡` before it, and the reverse. A question may \
begin inside a sentence (*Si vienes, ¿me avisas?*) and may be opened by one mark and closed by the other (*¿Cómo se \
atreve!*). Marks in brackets, *(?)*, in names such as *Yahoo!* and in code need none.",
        why: "A reader of Spanish does not know that he reads a question until it ends. The opening mark is not \
optional in any kind of text.",
        example: "
```ftl locales/en/site.ftl
really = Delete this page?
```

```ftl locales/es/site.ftl
# @source Delete this page?
really = Eliminar esta página?
```

> nothing opens the question that ends in \"página?\"",
        todo: "Write the mark where the question or exclamation begins.",
        sources: "- RAE and ASALE, *Ortografía de la lengua española* (2010), III.3.4.9: signos de interrogación y exclamación
- RAE, [*Diccionario panhispánico de dudas*](https://www.rae.es/dpd/interrogación): \"los signos de apertura son obligatorios\"",
    },
    severity: Severity::Error,
    look: Look::Pairs(Signs::own(Marks::QUESTION.or(Marks::INVERTED)), judge),
};

fn judge(pair: &Pair<'_>) -> Vec<Flaw> {
    let flat = pair.flat();
    if pair.locale.language() != "es" {
        return Vec::new();
    }
    let text = flat.text;
    let mut flaws = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        match c {
            '¿' | '¡' if open.is_none() => open = Some((at, c)),
            '?' | '!' => {
                let len = text[at..].find(|c| !matches!(c, '?' | '!'));
                let end = len.map_or(text.len(), |len| at + len);
                skip_to = end;
                if open.take().is_none() && closes(&flat, at, end) && !is_name(pair, at, end) {
                    flaws.push(unopened(pair, &flat, at, end));
                }
            }
            _ => {}
        }
    }
    if let Some((at, c)) = open {
        let (kind, mark) = if c == '¿' {
            ("question", "?")
        } else {
            ("exclamation", "!")
        };
        flaws.push(pair.flaw(
            at..at + c.len_utf8(),
            format!("nothing closes the {kind} that \"{c}\" opens"),
            &format!("write \"{mark}\" where it ends"),
        ));
    }
    flaws
}

/// Tells marks that end a sentence from those of code, names and doubt.
fn closes(flat: &Flat<'_>, at: usize, end: usize) -> bool {
    let text = flat.text;
    let is_in_brackets = before(text, at) == Some('(') && after(text, end) == Some(')');
    let last = text[..at].trim_end().chars().next_back();
    let is_behind_words = last.is_some_and(|c| {
        c.is_alphanumeric()
            || matches!(
                c,
                THING
                    | '"'
                    | '»'
                    | '”'
                    | '’'
                    | '\''
                    | ')'
                    | ']'
                    | '…'
                    | '.'
                    | '%'
                    | '+'
                    | 'º'
                    | 'ª'
            )
    });
    let is_before_words = after(text, end).is_some_and(|c| {
        c.is_alphanumeric() || matches!(c, '=' | THING | '&' | '/' | '*' | '\\' | '_' | '@' | '#')
    });
    !is_in_brackets && is_behind_words && !is_before_words
}

/// Tells a name that has a mark of its own, which its English has too: Yahoo!
fn is_name(pair: &Pair<'_>, at: usize, end: usize) -> bool {
    let flat = pair.flat();
    let text = flat.text;
    let goes_on = text[end..]
        .trim_start()
        .starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | '.' | ')'));
    let start = text[..at].rfind(|c: char| !c.is_alphanumeric());
    let start = start.map_or(0, |start| {
        start + text[start..].chars().next().map_or(0, char::len_utf8)
    });
    let name = &text[start..end];
    goes_on
        && text[start..at].starts_with(char::is_uppercase)
        && &text[at..end] == "!"
        && pair.source_flat().text.contains(name)
}

fn unopened(pair: &Pair<'_>, flat: &Flat<'_>, at: usize, end: usize) -> Flaw {
    let text = flat.text;
    let (kind, mark) = if text[at..end].contains('?') {
        ("question", "¿")
    } else {
        ("exclamation", "¡")
    };
    let head = text[..at].trim_end();
    let start = head.trim_end_matches(|c: char| !c.is_whitespace()).len();
    let word = &text[start..end];
    pair.flaw(
        at..end,
        format!(
            "nothing opens the {kind} that ends in \"{}\"",
            word.trim_start().replace(THING, "…")
        ),
        &format!("write \"{mark}\" where it begins"),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_messages, fires, silent};

    #[test]
    fn fires_on_what_is_not_opened_or_not_closed() {
        fires(
            "inverted-punctuation",
            &[
                (
                    "es",
                    "Who?",
                    "&nbsp;quién?",
                    "nothing opens the question that ends in \"quién?\"",
                ),
                (
                    "es",
                    "Who signed the accord?",
                    "Quién firmó el acuerdo?",
                    "nothing opens the question that ends in \"acuerdo?\"",
                ),
                (
                    "es",
                    "Stop! Who signed **it**?",
                    "¡Alto! Quién lo **firmó**?",
                    "nothing opens the question that ends in \"firmó?\"",
                ),
                (
                    "es",
                    "What a day!",
                    "Qué día !",
                    "nothing opens the exclamation that ends in \"día !\"",
                ),
                (
                    "es-CO",
                    "Who signed it?",
                    "¿Quién lo firmó.",
                    "nothing closes the question that \"¿\" opens",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_spanish_as_it_is_written() {
        silent(
            "inverted-punctuation",
            &[
                (
                    "es",
                    "If you come, will you tell?",
                    "Si vienes, ¿me avisas?",
                ),
                ("es", "How dare he!", "¿Cómo se atreve!"),
                ("es", "What?! No!!!", "¿¡Qué!? ¡¡¡No!!!"),
                ("es", "Born in 1500 (?).", "Nacido en 1500 (?)."),
                ("es", "Yahoo! said so.", "La empresa Yahoo! lo dijo."),
                ("es", "Use `a?` now.", "Use ahora `a?`."),
                ("es", "See https://a.org/?q=1", "Véase https://a.org/?q=1"),
                ("es", "a != b", "a != b"),
            ],
        );
    }

    #[test]
    fn silent_on_other_languages() {
        silent(
            "inverted-punctuation",
            &[
                ("sv", "Who signed it?", "Vem undertecknade det?"),
                ("ru", "Who signed it?", "Кто это подписал?"),
            ],
        );
    }

    #[test]
    fn can_be_ignored() {
        let english = "a = Who?\n";
        let file = "# @source Who?\na = Quién?\n";
        let expect = ["a 2:10-2:11 nothing opens the question that ends in \"Quién?\""];
        check_messages("inverted-punctuation", english, "es", file, &expect);
        let file = format!("# @ignore inverted-punctuation (a quotation)\n{file}");
        check_messages("inverted-punctuation", english, "es", &file, &[]);
    }
}
