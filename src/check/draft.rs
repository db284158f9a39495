//! The check `draft`.

use super::sheet::Sheet;
use super::{Check, Docs, Look, Words, quote};
use crate::compare::Status;
use crate::finding::Severity;
use crate::machine::Name;

/// Finds proposals that nobody confirmed.
pub static CHECK: Check = Check {
    id: "draft",
    summary: "Finds translations that are proposals nobody has confirmed",
    docs: Docs {
        what: "Names every entry with an `@draft` line: a text that tolka, a translation memory or a machine \
proposes, and that no translator has read yet.",
        why: "A proposal reads like a translation and may say something else. By default `tolka build` leaves \
it out.",
        example: "
```ftl locales/en/site.ftl
related = Related posts
```

```ftl locales/es/site.ftl
# @source Related posts
# @draft same as source/talks.md related-posts
related = Entradas relacionadas
```

> \"Entradas relacionadas\" is a proposal: same as source/talks.md related-posts",
        todo: "Read it against the English, mend it, then delete the `@draft` line; or run `tolka accept`.",
        sources: "- tolka's own: the statuses of a segment",
    },
    severity: Severity::Error,
    look: Look::Status(Status::Draft, words),
};

fn words(sheet: &Sheet<'_>, row: usize) -> Words {
    let text = match &sheet.own.texts[row] {
        Some(Ok(text)) => quote(text),
        _ => sheet.id(row).to_owned(),
    };
    let origin = sheet
        .entry(row)
        .and_then(|(_, entry)| entry.line(Name::Draft))
        .filter(|origin| !origin.is_empty());
    let message = match origin {
        Some(origin) => format!("{text} is a proposal: {origin}"),
        None => format!("{text} is a proposal that nobody has confirmed"),
    };
    Words {
        message,
        help: format!(
            "check it, then delete the \"@draft\" line, or run \"tolka accept {}\"",
            sheet.arguments(row)
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_messages;

    const EN: &str = "photo = Photo: Ministry of Defense\n";

    #[test]
    fn fires_on_each_proposal() {
        for (locale, text) in [
            ("es", "Foto: Ministerio de Defensa"),
            ("sv", "Foto: Försvarsministeriet"),
            ("ru", "Фото: Министерство обороны"),
        ] {
            let file = format!(
                "# @source Photo: Ministry of Defense\n# @draft memory 97%\nphoto =\n    {text}\n"
            );
            let expect = format!("photo 3:1-3:6 \"{text}\" is a proposal: memory 97%");
            check_messages("draft", EN, locale, &file, &[&expect]);
        }
    }

    #[test]
    fn silent_once_the_line_is_deleted() {
        for (locale, text) in [
            ("es", "Foto: Ministerio de Defensa"),
            ("sv", "Foto: Försvarsministeriet"),
            ("ru", "Фото: Министерство обороны"),
        ] {
            let file = format!("# @source Photo: Ministry of Defense\nphoto =\n    {text}\n");
            check_messages("draft", EN, locale, &file, &[]);
        }
    }

    #[test]
    fn cannot_be_ignored() {
        check_messages(
            "draft",
            "a = A text\n",
            "es",
            "# @ignore draft\n# @source A text\n# @draft\na = Un texto\n",
            &["a 4:1-4:2 \"Un texto\" is a proposal that nobody has confirmed"],
        );
    }
}
