//! The check `obsolete`.

use super::scene::Scene;
use super::sheet::{Paper, Remark};
use super::{Check, Docs, Look, quote};
use crate::finding::Severity;
use crate::fluent::value::Value;
use crate::translation::Form;

/// Finds translations of what is no longer there.
pub static CHECK: Check = Check {
    id: "obsolete",
    summary: "Finds translations whose English is gone",
    docs: Docs {
        what: "Names every translation of a segment, message or term that is no longer in the source, and every \
locale file, and catalog, of an article that is not there. Only entries with an `@source` line count: messages \
that a translator wrote to help others are nobody's business.",
        why: "It is kept, in case the text returns, and costs nothing; but whoever works in the file should know \
that nobody will read it.",
        example: "
```ftl locales/en/site.ftl
sources = Sources
```

```ftl locales/es/site.ftl
# @source Sources
sources = Fuentes

# @obsolete
# @source Related posts
related = Entradas relacionadas
```

> the English of \"Entradas relacionadas\" is gone",
        todo: "Leave it, or take all of them away with `tolka prune`.",
        sources: "- tolka's own: what a locale file keeps
- [GNU gettext](https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html): obsolete entries",
    },
    severity: Severity::Warning,
    look: Look::Whole(look),
};

fn look<'s>(scene: &'s Scene<'s>) -> Vec<Remark<'s>> {
    let mut remarks: Vec<Remark<'s>> = Vec::new();
    for sheet in &scene.sheets {
        let Some(translation) = sheet.translation() else {
            continue;
        };
        for idx in sheet.own.obsolete() {
            let entry = &translation.entries[idx];
            let text = match &entry.form {
                Form::Value(Value::Text(text)) if !text.is_empty() => quote(text),
                _ => entry.id.to_owned(),
            };
            let message = format!("the English of {text} is gone");
            let help = "keep it in case the English returns, or run \"tolka prune\"".to_owned();
            remarks.push(sheet.paper.remark_on(entry, None, message, help));
        }
    }
    for gone in &scene.workspace.gone {
        let mut push = |paper: &Paper<'s>, what: String| {
            let message = format!("the article of {what}, {}, is gone", gone.path);
            let help = "run \"tolka prune\", or bring the article back".to_owned();
            let mut remark = paper.remark(None, message, help);
            remark.article = Some(gone.path.to_owned());
            remarks.push(remark);
        };
        if let Some(path) = gone.catalog.as_ref().filter(|_| gone.successor.is_none()) {
            push(&Paper::new(path, "", None), "this catalog".to_owned());
        }
        for side in gone.sides.iter().filter(|side| side.translation.is_some()) {
            let what = match side.obsolete().count() {
                1 => "this translation".to_owned(),
                n => format!("these {n} translations"),
            };
            push(
                &Paper::new(&side.side.path, "", Some(side.side.locale)),
                what,
            );
        }
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::check::facts::Facts;
    use crate::check::levels::Levels;
    use crate::check::testing::{check_messages, lines, with_workspace};

    #[test]
    fn fires_on_what_is_gone_marked_or_not() {
        check_messages(
            "obsolete",
            "a = Sources\n",
            "sv",
            "# @source Sources\na = Källor\n\n# @source Posts\nb = Inlägg\n\n# @obsolete\n# @source Yes\nc = { a }\n",
            &[
                "b 5:1-5:2 the English of \"Inlägg\" is gone",
                "c 9:1-9:2 the English of c is gone",
            ],
        );
    }

    #[test]
    fn fires_on_a_file_without_its_article() {
        let files = [(
            "locales/ru/old.ftl",
            "### source/old.md\n\n# @source A\na = А\n\n# @source B\nb = Б\n\n# @source C\n# c =\n",
        )];
        with_workspace(&files, |workspace| {
            let findings = crate::check::run(workspace, &Facts::default(), &Levels::default());
            assert_eq!(
                lines(&findings, "obsolete"),
                ["- - the article of these 2 translations, source/old.md, is gone"]
            );
        });
    }

    #[test]
    fn silent_on_helpers_stubs_and_what_is_there() {
        let spanish = "# @source Sources\na = Fuentes\n\nb = ayuda\n";
        let swedish = "# @source Sources\na = Källor\n\n# @source Gone\n# b =\n";
        let russian = "# @source Sources\na = Источники\n\n-own = Россия\n";
        for (locale, file) in [("es", spanish), ("sv", swedish), ("ru", russian)] {
            check_messages("obsolete", "a = Sources\n", locale, file, &[]);
        }
    }

    #[test]
    fn can_be_ignored() {
        let file = "# @source A\na = A\n\n# @ignore obsolete (for the next election)\n# @source B\nb = B\n";
        check_messages("obsolete", "a = A\n", "es", file, &[]);
    }
}
