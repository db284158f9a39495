//! Unused: messages and terms that a locale has beside those of the source, and that nothing refers to. Part of the
//! check `message-files`; terms of the source count as used, because the check `terms` looks for their texts.

use std::collections::{BTreeMap, BTreeSet};

use super::references::{Contents, Reference};
use super::scene::Scene;
use super::sheet::{Remark, Rows};

/// Is the ids that the files of a language refer to; those of terms with their `-`.
type Used<'s> = BTreeSet<(&'s str, String)>;

/// Finds what nothing refers to. A region shares the files of its language.
pub(super) fn unused<'s>(scene: &'s Scene<'s>) -> Vec<Remark<'s>> {
    let mut by_language: BTreeMap<&str, Used<'s>> = BTreeMap::new();
    for sheet in &scene.sheets {
        let Some(translation) = sheet.translation() else {
            continue;
        };
        let used = by_language.entry(sheet.locale().language()).or_default();
        for entry in &translation.entries {
            let contents = Contents::of(&translation.file.items[entry.item].kind);
            used.extend(contents.references.iter().filter_map(|own| match own {
                Reference::Message { id, .. } => Some((sheet.paper.path, (*id).to_owned())),
                Reference::Term { id, .. } => Some(("", format!("-{id}"))),
                Reference::Variable(_) | Reference::Function(_) => None,
            }));
        }
    }
    let mut remarks = Vec::new();
    for sheet in &scene.sheets {
        let (Rows::Messages(messages), Some(translation)) = (sheet.rows, sheet.translation())
        else {
            continue;
        };
        let used = &by_language[sheet.locale().language()];
        let gone: BTreeSet<usize> = sheet.own.comparison.gone.iter().copied().collect();
        for (idx, entry) in translation.entries.iter().enumerate() {
            // What has an English that is gone is `obsolete`.
            let is_own = messages.source.get(entry.id).is_none()
                && !entry.is_obsolete()
                && !gone.contains(&idx)
                && (entry.has_value() || !entry.attributes.is_empty())
                && translation.doubled(idx).is_none();
            let is_term = entry.id.starts_with('-');
            let path = if is_term { "" } else { sheet.paper.path };
            if !is_own || used.contains(&(path, entry.id.to_owned())) {
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
