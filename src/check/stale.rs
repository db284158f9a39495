//! The check `stale`.

use super::sheet::Sheet;
use super::{Check, Docs, Look, Words, quote};
use crate::compare::Status;
use crate::diff::summary;
use crate::finding::Severity;
use crate::machine::Name;

/// Finds translations whose English has changed.
pub static CHECK: Check = Check {
    id: "stale",
    summary: "Finds translations whose English has changed since they were made",
    docs: Docs {
        what: "Names every translation that was made from other English than stands in the article today, \
where the edit is of a class that costs a review (`[carry]` in `tolka.toml`). The older English is in the \
entry's `@was` line, or, until `tolka sync` has run, in its `@source` line.",
        why: "The translation says what the article no longer says. Nothing else tells: its id is the same, \
and it reads well.",
        example: "
```ftl locales/en/site.ftl
related = Related posts and talks
```

```ftl locales/es/site.ftl
# @source Related posts
related = Entradas relacionadas
```

> the English of \"Entradas relacionadas\" has changed: \"Related posts\" became \"Related posts and talks\"",
        todo: "Mend the translation and delete its `@was` line. Where it is right as it stands, delete the line, \
or run `tolka accept`. `tolka diff` shows the change word by word.",
        sources: "- tolka's own: the statuses of a segment, the classes of edits
- [GNU gettext](https://www.gnu.org/software/gettext/manual/html_node/Fuzzy-Entries.html): fuzzy entries, \
the same idea for software",
    },
    severity: Severity::Error,
    look: Look::Status(Status::Stale, words),
};

fn words(sheet: &Sheet<'_>, row: usize) -> Words {
    let text = sheet.own.texts[row].as_ref();
    let text = match text {
        Some(Ok(text)) if !text.is_empty() => quote(text),
        _ => sheet.id(row).to_owned(),
    };
    let (old, new) = (sheet.basis(row), sheet.text(row));
    let change =
        summary(&old, new).unwrap_or_else(|| format!("{} became {}", quote(&old), quote(new)));
    let has_was = sheet
        .entry(row)
        .is_some_and(|(_, entry)| entry.line(Name::Was).is_some());
    let gesture = if has_was {
        "mend the translation, then delete the \"@was\" line"
    } else {
        "run \"tolka sync\", mend the translation, then delete the \"@was\" line"
    };
    Words {
        message: format!("the English of {text} has changed: {change}"),
        help: format!(
            "{gesture}; or run \"tolka accept {}\" if it is right as it stands",
            sheet.arguments(row)
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_messages;

    const EN: &str = "minutes = Ten minutes to read\n";

    #[test]
    fn fires_where_the_english_moved() {
        let message = "the English of \"Diez minutos\" has changed: \"Ten minutes\" became \"Ten minutes to read\"";
        check_messages(
            "stale",
            EN,
            "es",
            "# @source Ten minutes to read\n# @was    Ten minutes\nminutes =\n    Diez minutos\n",
            &[&format!("minutes 3:1-3:8 {message}")],
        );
        check_messages(
            "stale",
            EN,
            "es",
            "# @source Ten minutes\nminutes = Diez minutos\n",
            &[&format!("minutes 2:1-2:8 {message}")],
        );
    }

    #[test]
    fn a_reference_to_a_stale_text_is_not_said_again() {
        check_messages(
            "stale",
            "a = New\nb = New\n",
            "sv",
            "# @source Old\na = Ny\n\n# @source New\nb = { a }\n",
            &["a 2:1-2:2 the English of \"Ny\" has changed: \"Old\" became \"New\""],
        );
    }

    #[test]
    fn silent_on_what_was_made_from_todays_english() {
        for (locale, text) in [
            ("es", "Diez minutos de lectura"),
            ("sv", "Tio minuters läsning"),
            ("ru", "Чтение на десять минут"),
        ] {
            let file = format!("# @source Ten minutes to read\nminutes = {text}\n");
            check_messages("stale", EN, locale, &file, &[]);
        }
    }

    #[test]
    fn cannot_be_ignored() {
        check_messages(
            "stale",
            "a = New\n",
            "es",
            "# @ignore stale (fine)\n# @source Old\na = Viejo\n",
            &["a 3:1-3:2 the English of \"Viejo\" has changed: \"Old\" became \"New\""],
        );
    }
}
