//! The check `lost-translation`.

use std::collections::{BTreeMap, BTreeSet};

use super::scene::Scene;
use super::sheet::{Remark, Sheet};
use super::{Check, Docs, Look, quote};
use crate::compare::Status;
use crate::finding::Severity;
use crate::fluent::value::Value;
use crate::locale::Locale;
use crate::machine::Name;
use crate::translation::{Entry, Form, Translation};

/// Finds translations that were there at a revision and are not any more.
pub static CHECK: Check = Check {
    id: "lost-translation",
    summary: "Finds segments that were translated at a git revision and are missing now",
    docs: Docs {
        what: "Looks only with `tolka check --against REV`: names every segment and message that has no \
translation, had one at that revision, under its id or made from its English, and still stands in the source. \
Proposals do not count as translations, nor does a text that another entry still holds.",
        why: "A merge that took one side, a file that was overwritten or an entry deleted by mistake is a work \
lost without a word: all that is left is a missing segment among others.",
        example: "
```ftl locales/en/site.ftl
related = Related posts
```

```before locales/es/site.ftl
# @source Related posts
related = Entradas relacionadas
```

```ftl locales/es/site.ftl
# @source Related posts
# related =
```

> \"Entradas relacionadas\" was a translation of this and is gone",
        todo: "Bring the text back from the revision (`git show REV:FILE`). If it went on purpose, say so: \
`# @ignore lost-translation (reason)` above the stub.",
        sources: "- tolka's own: a translation is lost only by somebody's will",
    },
    severity: Severity::Error,
    look: Look::Whole(look),
};

/// Is a translation that stood in a locale at the revision.
struct Past<'s> {
    path: &'s str,
    id: &'s str,
    text: String,
}

fn look<'s>(scene: &'s Scene<'s>) -> Vec<Remark<'s>> {
    let Some(past) = &scene.facts.past else {
        return Vec::new();
    };
    let mut remarks = Vec::new();
    for locale in scene.workspace.locales {
        let sheets: Vec<&Sheet<'s>> = scene
            .sheets
            .iter()
            .filter(|sheet| sheet.locale() == locale)
            .collect();
        let missing: Vec<(&Sheet<'s>, usize)> = sheets
            .iter()
            .flat_map(|sheet| sheet.rows_in(Status::Missing).map(|row| (*sheet, row)))
            // A slip is there; `syntax` says what is wrong with it.
            .filter(|(sheet, row)| {
                let entry = sheet.entry(*row).map(|(_, entry)| &entry.form);
                !matches!(entry, Some(Form::Slip(_)))
            })
            .collect();
        if missing.is_empty() {
            continue;
        }
        let folder = past.folder(locale);
        let files: Vec<(&str, Translation<'_>)> = past
            .files
            .iter()
            .filter(|(path, _)| path.starts_with(&folder))
            .map(|(path, text)| (path.as_str(), Translation::read(text).0))
            .collect();
        let mut lost = Lost::new(&files, &standing(scene, locale));
        for (sheet, row) in missing {
            if let Some(text) = lost.of(sheet.paper.path, sheet.id(row), sheet.text(row)) {
                let message = format!("{text} was a translation of this and is gone");
                let help = format!(
                    "bring it back from {}, or say why it went with \"# @ignore lost-translation (reason)\"",
                    past.revision
                );
                remarks.push(sheet.remark_on_unit(row, message, help));
            }
        }
    }
    remarks
}

/// Returns the places and the English of all translations of a locale that stand today.
fn standing<'s>(scene: &'s Scene<'s>, locale: &Locale) -> Vec<(&'s str, &'s str, String)> {
    let workspace = scene.workspace;
    let articles = workspace.articles.iter().flat_map(|article| &article.sides);
    let messages = workspace
        .messages
        .iter()
        .flat_map(|messages| &messages.sides);
    let gone = workspace.gone.iter().flat_map(|gone| &gone.sides);
    let sides = articles
        .chain(messages)
        .chain(gone)
        .filter(|side| side.side.locale == locale);
    let entries = sides.flat_map(|side| {
        let translation = side
            .translation
            .iter()
            .flat_map(|translation| &translation.entries);
        translation.map(|entry| (&*side.side.path, entry))
    });
    entries
        .filter(|(_, entry)| entry.has_value())
        .map(|(path, entry)| (path, entry.id, source(entry)))
        .collect()
}

fn source(entry: &Entry<'_>) -> String {
    entry.source().unwrap_or_default().into_owned()
}

/// Is what stood in a locale at the revision and what of it does not stand today.
struct Lost<'s> {
    by_id: BTreeMap<(&'s str, &'s str), String>,
    by_source: BTreeMap<String, Vec<Past<'s>>>,
}

impl<'s> Lost<'s> {
    fn new(files: &'s [(&str, Translation<'_>)], standing: &[(&str, &str, String)]) -> Self {
        let places: BTreeSet<(&str, &str)> =
            standing.iter().map(|(path, id, _)| (*path, *id)).collect();
        let mut n_standing: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, _, source) in standing {
            *n_standing.entry(source).or_default() += 1;
        }
        let mut n_past: BTreeMap<String, usize> = BTreeMap::new();
        let mut lost = Lost {
            by_id: BTreeMap::new(),
            by_source: BTreeMap::new(),
        };
        for (path, translation) in files {
            for entry in &translation.entries {
                let is_translation =
                    entry.has_value() && !entry.is_obsolete() && entry.line(Name::Draft).is_none();
                if !is_translation {
                    continue;
                }
                let source = source(entry);
                *n_past.entry(source.clone()).or_default() += 1;
                if places.contains(&(*path, entry.id)) {
                    continue;
                }
                let text = match &entry.form {
                    Form::Value(Value::Text(text)) if !text.is_empty() => quote(text),
                    _ => format!("the translation {}", entry.id),
                };
                lost.by_id.insert((path, entry.id), text.clone());
                let past = Past {
                    path,
                    id: entry.id,
                    text,
                };
                lost.by_source.entry(source).or_default().push(past);
            }
        }
        // What moved stands elsewhere with the same English.
        lost.by_source.retain(|source, pasts| {
            let n_now = n_standing.get(&**source).copied().unwrap_or_default();
            pasts.truncate(n_past[source].saturating_sub(n_now));
            !source.is_empty() && !pasts.is_empty()
        });
        lost
    }

    /// Returns what is lost of a segment, quoted; nothing is lost twice.
    fn of(&mut self, path: &str, id: &str, text: &str) -> Option<String> {
        if let Some(lost) = self.by_id.get(&(path, id)) {
            return Some(lost.clone());
        }
        let pasts = self.by_source.get_mut(text)?;
        let past = pasts.pop()?;
        self.by_id.remove(&(past.path, past.id));
        Some(past.text)
    }
}

#[cfg(test)]
mod tests {
    use crate::check::facts::{Facts, Past};
    use crate::check::levels::Levels;
    use crate::check::testing::{lines, with_workspace};
    use crate::fluent::file::Text;

    #[track_caller]
    fn check(english: &str, locale: &str, before: &str, now: &str, expect: &[&str]) {
        let path = format!("locales/{locale}/site.ftl");
        let files = [("locales/en/site.ftl", english), (&*path, now)];
        let facts = Facts {
            past: Some(Past {
                revision: "main".into(),
                locales: "locales".into(),
                files: [(path.clone(), Text::new(before.into()))].into(),
            }),
            ..Facts::default()
        };
        with_workspace(&files, |workspace| {
            let findings = crate::check::run(workspace, &facts, &Levels::default());
            assert_eq!(lines(&findings, "lost-translation"), expect, "{now}");
        });
    }

    const EN: &str = "photo = Photo\n";

    #[test]
    fn fires_on_what_is_a_stub_or_nothing_now() {
        for (locale, text) in [("es", "Foto"), ("sv", "Bild"), ("ru", "Фото")] {
            let before = format!("# @source Photo\nphoto = {text}\n");
            let stub = format!("photo 2:1-2:10 \"{text}\" was a translation of this and is gone");
            check(
                EN,
                locale,
                &before,
                "# @source Photo\n# photo =\n",
                &[&stub],
            );
            let nothing = format!("photo - \"{text}\" was a translation of this and is gone");
            check(EN, locale, &before, "### end\n", &[&nothing]);
        }
    }

    #[test]
    fn fires_where_only_the_english_is_the_same() {
        check(
            "image = Photo\n",
            "es",
            "# @source Photo\nphoto = Foto\n",
            "# @source Photo\n# image =\n",
            &["image 2:1-2:10 \"Foto\" was a translation of this and is gone"],
        );
    }

    #[test]
    fn silent_on_what_is_there_moved_or_was_never_translated() {
        for (locale, text) in [("es", "Foto"), ("sv", "Bild"), ("ru", "Фото")] {
            let there = format!("# @source Photo\nphoto = {text}\n");
            check(EN, locale, &there, &there, &[]);
            let stub = "# @source Photo\n# photo =\n";
            check(EN, locale, stub, stub, &[]);
            let draft = format!("# @source Photo\n# @draft x\nphoto = {text}\n");
            check(EN, locale, &draft, stub, &[]);
            // Another segment of the same words, new.
            let both = format!("{there}\n# @source Photo\n# image =\n");
            check("photo = Photo\nimage = Photo\n", locale, &there, &both, &[]);
            // A slip is there.
            check(
                EN,
                locale,
                &there,
                &format!("# @source Photo\n# photo = {text}\n"),
                &[],
            );
        }
    }

    #[test]
    fn can_be_ignored() {
        check(
            EN,
            "es",
            "# @source Photo\nphoto = Foto\n",
            "# @ignore lost-translation (wrong)\n# @source Photo\n# photo =\n",
            &[],
        );
    }
}
