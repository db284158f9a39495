//! The check `unverified`.

use super::sheet::Sheet;
use super::{Check, Docs, Look, Words, quote};
use crate::compare::Status;
use crate::finding::Severity;
use crate::machine::Name;

/// Finds translations of which nobody knows what English they were made from.
pub static CHECK: Check = Check {
    id: "unverified",
    summary: "Finds translations whose English is not known",
    docs: Docs {
        what: "Names every translation without an `@source` line, or with `@was ?`: it was written without \
tolka, and nobody has compared it with today's English.",
        why: "It may be as old as the first version of the article.",
        example: "
```ftl locales/en/site.ftl
related = Related posts
```

```ftl locales/es/site.ftl
related = Entradas relacionadas
```

> nobody knows which English \"Entradas relacionadas\" was made from",
        todo: "Run `tolka sync`, which writes today's English above the entry. Compare the two, then delete the \
line `@was ?`; or run `tolka accept`.",
        sources: "- tolka's own: the statuses of a segment",
    },
    severity: Severity::Error,
    look: Look::Status(Status::Unverified, words),
};

fn words(sheet: &Sheet<'_>, row: usize) -> Words {
    let text = match &sheet.own.texts[row] {
        Some(Ok(text)) => quote(text),
        _ => sheet.id(row).to_owned(),
    };
    let has_source = sheet
        .entry(row)
        .is_some_and(|(_, entry)| entry.line(Name::Source).is_some());
    let translation = sheet.own.translation.as_ref();
    let is_contested = sheet
        .entry(row)
        .zip(translation)
        .is_some_and(|((idx, _), translation)| translation.is_contested(idx));
    if is_contested {
        return Words {
            message: format!(
                "nobody knows which translation counts: {text}, or the second one under this id"
            ),
            help: "keep one of the two entries, with the lines above it, and take the other away"
                .to_owned(),
        };
    }
    let first = if has_source {
        ""
    } else {
        "run \"tolka sync\", "
    };
    Words {
        message: format!("nobody knows which English {text} was made from"),
        help: format!(
            "{first}compare it with the \"@source\" line, then delete the line \"@was ?\", or run \"tolka accept {}\"",
            sheet.arguments(row)
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_messages;

    const EN: &str = "photo = Photo\n";

    #[test]
    fn fires_without_source_and_with_a_question_mark() {
        let message = "nobody knows which English \"Foto\" was made from";
        check_messages(
            "unverified",
            EN,
            "es",
            "photo = Foto\n",
            &[&format!("photo 1:1-1:6 {message}")],
        );
        check_messages(
            "unverified",
            EN,
            "sv",
            "# @source Photo\n# @was ?\nphoto = Foto\n",
            &[&format!("photo 3:1-3:6 {message}")],
        );
        check_messages(
            "unverified",
            EN,
            "ru",
            "# @ignore unverified\nphoto = Фото\n",
            &["photo 2:1-2:6 nobody knows which English \"Фото\" was made from"],
        );
    }

    #[test]
    fn fires_where_two_texts_have_one_id() {
        let entry = |text: &str| format!("# @source Photo\nphoto = {text}\n\n");
        let message = "photo 2:1-2:6 nobody knows which translation counts: \"Foto\", or the second one under this id";
        check_messages(
            "unverified",
            EN,
            "es",
            &[entry("Foto"), entry("Imagen")].concat(),
            &[message],
        );
        check_messages(
            "unverified",
            EN,
            "es",
            &[entry("Foto"), entry("Foto")].concat(),
            &[],
        );
    }

    #[test]
    fn silent_where_the_english_is_known() {
        for (locale, text) in [("es", "Foto"), ("sv", "Foto"), ("ru", "Фото")] {
            let file = format!("# @source Photo\nphoto = {text}\n");
            check_messages("unverified", EN, locale, &file, &[]);
        }
    }
}
