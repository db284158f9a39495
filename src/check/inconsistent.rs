//! The check `inconsistent`.

use std::collections::{BTreeSet, HashMap};

use super::scene::Scene;
use super::sheet::{Remark, Rows, Sheet, value_span};
use super::{Check, Docs, Look, quote};
use crate::compare::Status;
use crate::finding::Severity;

/// Finds one English text with several translations, and one translation of several English texts.
pub static CHECK: Check = Check {
    id: "inconsistent",
    summary: "Finds one text with several translations in a locale, and several texts with one translation",
    docs: Docs {
        what: "Looks at all current translations of a locale together. It names a translation of a text that stands \
in the same kind of block elsewhere and is translated otherwise there; letter case and punctuation aside. And it \
names a translation of four words and more that stands, word for word, for an English text of quite other words. \
Texts of one word are left alone: one word may need several.",
        why: "A reader who meets two names for one thing looks for the difference. One text for two things is most \
often pasted into the wrong place.",
        example: "
```markdown source/a.md
# Read more
```

```markdown source/b.md
# Read more
```

```ftl locales/es/a.ftl
### source/a.md

# @source Read more
read-more = Leer más
```

```ftl locales/es/b.ftl
### source/b.md

# @source Read more
read-more = Siga leyendo
```

> \"Read more\" is \"Leer más\" in locales/es/a.ftl",
        todo: "Choose one. Where both are right, write `# @ignore inconsistent (reason)` above one of them.",
        sources: "- Weblate: inconsistent, reused translation; Okapi CheckMate; OmegaT: same source, different targets",
    },
    severity: Severity::Warning,
    look: Look::Whole(look),
};

/// Is a translation and where it stands.
#[derive(Clone, Copy)]
struct Place<'s> {
    sheet: &'s Sheet<'s>,
    row: usize,
    source: &'s str,
    translation: &'s str,
}

fn look<'s>(scene: &'s Scene<'s>) -> Vec<Remark<'s>> {
    let mut remarks = Vec::new();
    for locale in scene.workspace.locales {
        let mut by_source: HashMap<(&str, &str), Vec<Place<'s>>> = HashMap::new();
        let mut by_translation: HashMap<&str, Place<'s>> = HashMap::new();
        let sheets = scene.sheets.iter();
        // The order of the sheets is that of the paths: what comes first is what others are held against.
        for sheet in sheets.filter(|sheet| sheet.locale() == locale) {
            for place in places(sheet) {
                let kind = kind(place);
                if has_words(place.source, 2) {
                    by_source
                        .entry((place.source, kind))
                        .or_default()
                        .push(place);
                }
                if has_words(place.translation, 4) {
                    match by_translation.get(place.translation) {
                        Some(first) => remarks.extend(reused(*first, place)),
                        None => {
                            by_translation.insert(place.translation, place);
                        }
                    }
                }
            }
        }
        let several = by_source.into_values().filter(|places| 1 < places.len());
        remarks.extend(several.flat_map(|places| differing(&places)));
    }
    remarks
}

/// Lists the current translations of a sheet that have a text of their own.
fn places<'s>(sheet: &'s Sheet<'s>) -> impl Iterator<Item = Place<'s>> {
    (0..sheet.n_rows()).filter_map(move |row| {
        let unit = sheet.unit(row);
        let has_own_text = unit.status == Status::Current
            && unit.same_as.is_none()
            && unit.joined.is_none()
            && sheet.members(row).is_empty();
        if !has_own_text || sheet.id(row).starts_with('-') {
            return None;
        }
        sheet.entry(row)?;
        let translation = sheet.own.texts[row].as_ref()?.as_ref().ok()?;
        Some(Place {
            sheet,
            row,
            source: sheet.text(row),
            translation,
        })
    })
}

/// Returns the kind of block that a text stands in.
fn kind<'s>(place: Place<'s>) -> &'s str {
    match place.sheet.rows {
        Rows::Article(article) => &article.document.segments[place.row].context.0,
        Rows::Messages(_) => "message",
    }
}

fn has_words(text: &str, n: usize) -> bool {
    let mut words = text
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphabetic));
    words.nth(n - 1).is_some()
}

/// Returns the letters and digits of a text, which is what makes two of them the same.
fn core(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Remarks on the translations of one text that are not the most frequent one.
fn differing<'s>(places: &[Place<'s>]) -> Vec<Remark<'s>> {
    if places
        .iter()
        .all(|place| place.translation == places[0].translation)
    {
        return Vec::new();
    }
    let cores: Vec<String> = places.iter().map(|place| core(place.translation)).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for core in &cores {
        *counts.entry(core).or_default() += 1;
    }
    let most = counts.values().copied().max().unwrap_or_default();
    let usual = cores
        .iter()
        .position(|core| counts[core.as_str()] == most)
        .unwrap_or_default();
    let others = places
        .iter()
        .zip(&cores)
        .filter(|(_, core)| **core != cores[usual]);
    let usual = places[usual];
    let remarks = others.filter_map(|(place, _)| {
        let message = format!(
            "{} is {} in {}",
            quote(place.source),
            quote(usual.translation),
            usual.sheet.paper.path
        );
        remark(*place, message, "choose one of them for both places")
    });
    remarks.collect()
}

/// Remarks on a translation that stands for a text of other words too.
fn reused<'s>(first: Place<'s>, place: Place<'s>) -> Option<Remark<'s>> {
    if first.source == place.source {
        return None;
    }
    let words = |text: &str| -> BTreeSet<String> {
        let words = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (one, other) = (words(first.source), words(place.source));
    let n_shared = one.intersection(&other).count();
    // Two ways to say one thing share some of their words.
    if one.len().min(other.len()) < 3 || one.len().min(other.len()) <= n_shared * 3 {
        return None;
    }
    let message = format!(
        "the same text stands for {} in {}",
        quote(first.source),
        first.sheet.paper.path
    );
    remark(place, message, "see which of the two it translates")
}

fn remark<'s>(place: Place<'s>, message: String, help: &str) -> Option<Remark<'s>> {
    let (_, entry) = place.sheet.entry(place.row)?;
    let span = value_span(place.sheet.paper.raw, entry);
    let paper = &place.sheet.paper;
    Some(paper.remark_on(entry, Some(span), message, help.to_owned()))
}

#[cfg(test)]
mod tests {
    use crate::check::facts::Facts;
    use crate::check::levels::Levels;
    use crate::check::run;
    use crate::check::testing::{check_messages, lines, with_workspace};

    #[track_caller]
    fn check(locale: &str, entries: &[(&str, &str)], expect: &[&str]) {
        let (mut english, mut own) = (String::new(), String::new());
        for (idx, (source, translation)) in entries.iter().enumerate() {
            english.push_str(&format!("m{idx} = {source}\n"));
            own.push_str(&format!("# @source {source}\nm{idx} = {translation}\n"));
        }
        check_messages("inconsistent", &english, locale, &own, expect);
    }

    #[test]
    fn fires_on_several_translations_of_one_text() {
        check(
            "es",
            &[
                ("Read more", "Leer más"),
                ("Read more", "Siga leyendo"),
                ("Read more", "Leer más"),
            ],
            &["m1 4:6-4:18 \"Read more\" is \"Leer más\" in locales/es/site.ftl"],
        );
        check(
            "sv",
            &[
                ("Related posts", "Relaterade inlägg"),
                ("Related posts", "Liknande texter"),
            ],
            &["m1 4:6-4:21 \"Related posts\" is \"Relaterade inlägg\" in locales/sv/site.ftl"],
        );
    }

    #[test]
    fn fires_on_one_translation_of_several_texts() {
        check(
            "ru",
            &[
                (
                    "The accord was signed on Saturday.",
                    "Соглашение было подписано в субботу.",
                ),
                (
                    "He never met their ambassador.",
                    "Соглашение было подписано в субботу.",
                ),
            ],
            &[
                "m1 4:6-4:42 the same text stands for \"The accord was signed on Saturday.\" in locales/ru/site.ftl",
            ],
        );
    }

    #[test]
    fn silent_on_ways_to_say_one_thing() {
        check(
            "es",
            &[("Read more", "Leer más"), ("Read more", "leer más…")],
            &[],
        );
        check("es", &[("Open", "Abrir"), ("Open", "Abierto")], &[]);
        check(
            "sv",
            &[
                (
                    "He signed the accord here.",
                    "Han undertecknade avtalet här.",
                ),
                (
                    "He has signed the accord here.",
                    "Han undertecknade avtalet här.",
                ),
            ],
            &[],
        );
        check(
            "ru",
            &[
                ("All rights reserved", "Все права защищены"),
                ("Copyright notice holds", "Все права защищены"),
            ],
            &[],
        );
    }

    #[test]
    fn a_heading_and_a_sentence_may_differ() {
        let files = [
            ("source/a.md", "# The accord\n\n- The accord\n"),
            (
                "locales/es/a.ftl",
                "### source/a.md\n\n# @source The accord\nthe-accord = El acuerdo\n\n# @source The accord\nthe-accord-2 = Un acuerdo\n\n### end\n",
            ),
        ];
        let findings = with_workspace(&files, |workspace| {
            run(workspace, &Facts::default(), &Levels::default())
        });
        assert_eq!(lines(&findings, "inconsistent"), Vec::<String>::new());
    }

    #[test]
    fn can_be_ignored() {
        let english = "a = Read more\nb = Read more\n";
        let file = "# @source Read more\na = Leer más\n# @ignore inconsistent (a button)\n# @source Read more\nb = Siga\n";
        check_messages("inconsistent", english, "es", file, &[]);
    }
}
