//! The check `missing`.

use super::sheet::Sheet;
use super::{Check, Docs, Look, Words, quote};
use crate::compare::Status;
use crate::finding::Severity;
use crate::translation::Form;

/// Finds segments without a translation.
pub static CHECK: Check = Check {
    id: "missing",
    summary: "Finds segments, messages and terms that have no translation",
    docs: Docs {
        what: "Names every segment of an article, and every message or term of a message file, that a locale \
has no translation of: it has no entry, only a stub (a comment that ends in `# id =`), or an `id =` without a \
value.

Where an article is covered in the locale as far as `required` asks, its findings are warnings.",
        why: "A reader of the localized article finds English there, or nothing.",
        example: "
```ftl locales/en/site.ftl
related = Related posts
```

```ftl locales/es/site.ftl
# @source Related posts
# related =
```

> \"Related posts\" has no translation",
        todo: "Take away the `# ` before `id =` and write the translation below, indented by four spaces. Where \
the locale file has no stub yet, run `tolka sync` first.",
        sources: "- tolka's own: the statuses of a segment
- [Fluent Syntax 1.0](https://github.com/projectfluent/fluent/blob/master/spec/fluent.ebnf): a message needs \
a value or an attribute",
    },
    severity: Severity::Error,
    look: Look::Status(Status::Missing, words),
};

fn words(sheet: &Sheet<'_>, row: usize) -> Words {
    let text = quote(sheet.text(row));
    let entry = sheet.entry(row).map(|(_, entry)| entry);
    let help = match entry.map(|entry| &entry.form) {
        Some(Form::Stub) => {
            "take away the \"# \" before the id and write the translation below, indented by four spaces"
        }
        Some(Form::Empty) => "write the translation below the id, indented by four spaces",
        Some(Form::Slip(_)) => "mend what \"syntax\" says of this entry",
        Some(Form::Value(_)) => "write the translation in the place of the reference",
        None => "run \"tolka sync\", which writes a stub for it",
    };
    Words {
        message: format!("{text} has no translation"),
        help: help.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_messages;

    const EN: &str = "related = Related posts\nsources = Sources\nphoto = Photo\n";

    #[test]
    fn fires_without_an_entry_at_a_stub_and_at_an_id_without_a_value() {
        check_messages(
            "missing",
            EN,
            "es",
            "# @source Related posts\n# related =\n\n# @source Sources\nsources =\n",
            &[
                "photo - \"Photo\" has no translation",
                "related 2:1-2:12 \"Related posts\" has no translation",
                "sources 5:1-5:8 \"Sources\" has no translation",
            ],
        );
    }

    #[test]
    fn a_reference_that_leads_back_to_itself_is_missing() {
        check_messages(
            "missing",
            "a = A\nb = B\n",
            "sv",
            "a = { b }\nb = { a }\n",
            &[
                "a 1:1-1:2 \"A\" has no translation",
                "b 2:1-2:2 \"B\" has no translation",
            ],
        );
    }

    #[test]
    fn silent_where_all_is_translated() {
        let spanish = "related = Entradas relacionadas\nsources = Fuentes\nphoto = Foto\n";
        let swedish = "related = Relaterade inlägg\nsources = Källor\nphoto = Foto\n";
        let russian = "related = Статьи по теме\nsources = Источники\nphoto = { sources }\n";
        check_messages("missing", EN, "es", spanish, &[]);
        check_messages("missing", EN, "sv", swedish, &[]);
        check_messages("missing", EN, "ru", russian, &[]);
    }

    #[test]
    fn cannot_be_ignored() {
        check_messages(
            "missing",
            "a = Related\n",
            "es",
            "# @ignore missing (no need)\n# @source Related\n# a =\n",
            &["a 3:1-3:6 \"Related\" has no translation"],
        );
    }

    #[test]
    fn a_slip_is_said_once() {
        check_messages(
            "missing",
            "a = Related\n",
            "es",
            "# @source Related\n# a = Relacionado\n",
            &[],
        );
    }
}
