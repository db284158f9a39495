//! Unused: messages and terms that a locale has beside those of the source, and that nothing refers to. Part of the
//! check `message-files`; terms of the source count as used, because the check `terms` looks for their texts.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Used;
use super::references::{Contents, Reference, may_refer};
use super::scene::Scene;
use super::sheet::{Remark, Rows, Sheet};

/// Is the messages that a locale's files refer to, each in its own.
type Messages<'s> = BTreeSet<(&'s str, &'s str)>;

/// Finds the terms that the files of each language refer to.
pub(super) fn used(scene: &Scene<'_>) -> Used {
    let mut used = Used::new();
    for sheet in &scene.sheets {
        for reference in references(sheet) {
            if let Reference::Term { id, .. } = reference {
                let language = sheet.locale().language();
                let own = match used.get_mut(language) {
                    Some(own) => own,
                    None => used.entry(language.to_owned()).or_default(),
                };
                own.insert(format!("-{id}"));
            }
        }
    }
    used
}

fn references<'s>(sheet: &Sheet<'s>) -> impl Iterator<Item = Reference<'s>> {
    let translation = sheet.translation().filter(|_| sheet.refers);
    let entries = translation.into_iter().flat_map(|translation| {
        translation
            .entries
            .iter()
            .map(move |entry| (translation, entry))
    });
    // What is nothing but text refers to nothing.
    let entries = entries.filter(|(_, entry)| may_refer(entry));
    entries.flat_map(|(translation, entry)| {
        Contents::of(&translation.file.items[entry.item].kind).references
    })
}

/// Finds what nothing refers to. A region shares the files of its language.
pub(super) fn unused<'s>(scene: &'s Scene<'s>) -> Vec<Remark<'s>> {
    let mut terms = scene.facts.used.clone();
    for (language, own) in used(scene) {
        terms.entry(language).or_default().extend(own);
    }
    let mut referred: BTreeMap<&str, Messages<'s>> = BTreeMap::new();
    for sheet in scene
        .sheets
        .iter()
        .filter(|sheet| matches!(sheet.rows, Rows::Messages(_)))
    {
        let own = referred.entry(sheet.locale().language()).or_default();
        own.extend(references(sheet).filter_map(|reference| match reference {
            Reference::Message { id, .. } => Some((sheet.paper.path, id)),
            _ => None,
        }));
    }
    let mut remarks = Vec::new();
    for sheet in &scene.sheets {
        let (Rows::Messages(messages), Some(translation)) = (sheet.rows, sheet.translation())
        else {
            continue;
        };
        let language = sheet.locale().language();
        let gone: BTreeSet<usize> = sheet.own.comparison.gone.iter().copied().collect();
        for (idx, entry) in translation.entries.iter().enumerate() {
            // What has an English that is gone is `obsolete`.
            let is_own = messages.source.get(entry.id).is_none()
                && !entry.is_obsolete()
                && !gone.contains(&idx)
                && (entry.has_value() || !entry.attributes.is_empty())
                && translation.doubled(idx).is_none();
            let is_term = entry.id.starts_with('-');
            let is_used = match is_term {
                true => terms
                    .get(language)
                    .is_some_and(|own| own.contains(entry.id)),
                false => referred[language].contains(&(sheet.paper.path, entry.id)),
            };
            if !is_own || is_used {
                continue;
            }
            let kind = if is_term { "term" } else { "message" };
            let message = format!(
                "the English has no {kind} {}, and nothing refers to it",
                entry.id
            );
            let help = format!(
                "mend its id if another is meant, or delete the entry; {} has the ids",
                messages.path
            );
            let remark = sheet.paper.remark_on(entry, None, message, help);
            remarks.push(Remark {
                is_minor: true,
                ..remark
            });
        }
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::check::facts::Facts;
    use crate::check::levels::Levels;
    use crate::check::run;
    use crate::check::testing::{check_messages, lines, with_workspace};
    use crate::finding::Severity;

    #[test]
    fn fires_on_what_nothing_refers_to() {
        let spanish = "a = A { helper }\nhelper = x\nextra = y\n-own = z\n    .gender = f\n";
        check_messages(
            "message-files",
            "a = A\n",
            "es",
            spanish,
            &[
                "extra 3:1-3:6 the English has no message extra, and nothing refers to it",
                "-own 4:1-4:5 the English has no term -own, and nothing refers to it",
            ],
        );
    }

    #[test]
    fn a_term_is_used_wherever_its_language_refers_to_it() {
        let files = [
            ("locales/en/terms.ftl", "-farc = FARC\n"),
            ("locales/en/site.ftl", "a = Alpha\n"),
            (
                "locales/ru/terms.ftl",
                "-farc = { -group } ФАРК\n-group = группа\n-army = армия\n-idle = x\n",
            ),
            ("locales/ru/site.ftl", "a = { -army }\n"),
        ];
        with_workspace(&files, |workspace| {
            let findings = run(workspace, &Facts::default(), &Levels::default());
            assert_eq!(
                lines(&findings, "message-files"),
                ["-idle 4:1-4:6 the English has no term -idle, and nothing refers to it"]
            );
            let own = findings.iter().find(|own| own.check == "message-files");
            assert_eq!(own.unwrap().severity, Severity::Warning);
        });
    }
}
