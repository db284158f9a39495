//! The check `dead-ignore`.

use std::collections::BTreeMap;

use super::gate::Hidden;
use super::levels::{Level, Levels};
use super::scene::Scene;
use super::sheet::{Remark, Sheet};
use super::{CHECKS, Check, Docs, LOST_TRANSLATION, Look, find};
use crate::finding::Severity;
use crate::machine::Name;
use crate::span::Span;
use crate::translation::{CommentLine, Entry};

/// Finds lines that hide nothing.
pub static CHECK: Check = Check {
    id: "dead-ignore",
    summary: "Finds @ignore lines that hide nothing",
    docs: Docs {
        what: "Names every check of an `@ignore` line that finds nothing in its entry, that cannot be hidden (what is \
incomplete, what cannot be read), or that there is not. A check that is `off` is not asked, nor is an entry without a \
text. `@ignore unchanged` is right above every text that is its English on purpose.",
        why: "A line that hides nothing today hides the next mistake, the one nobody meant.",
        example: "
```ftl locales/en/site.ftl
bridge = Bridge 5 is closed
```

```ftl locales/es/site.ftl
# @ignore numbers (the number is in words)
# @source Bridge 5 is closed
bridge = El puente 5 está cerrado
```

> numbers finds nothing in bridge, so that there is nothing to ignore",
        todo: "Take the check out of the line, or the line away.",
        sources: "- tolka's own: `@ignore` in the comment of an entry
- [ESLint: report unused disable directives](https://eslint.org/docs/latest/use/configure/rules#report-unused-eslint-disable-comments)",
    },
    severity: Severity::Warning,
    look: Look::Hidden(look),
};

fn look<'s>(
    scene: &'s Scene<'s>,
    levels: &Levels,
    hidden: &Hidden,
) -> Vec<(Remark<'s>, Vec<(String, String)>)> {
    let mut remarks = Vec::new();
    for sheet in &scene.sheets {
        let Some(translation) = sheet.translation() else {
            continue;
        };
        let has_any = |entry: &Entry<'_>| entry.line(Name::Ignore).is_some();
        if !translation.entries.iter().any(has_any) {
            continue;
        }
        let rows: BTreeMap<usize, usize> = (0..sheet.n_rows())
            .filter_map(|row| Some((sheet.unit(row).entry?, row)))
            .collect();
        for (idx, entry) in translation.entries.iter().enumerate() {
            let lines = entry.lines.iter();
            for line in lines.filter(|line| line.name == Some(Name::Ignore)) {
                for name in names(line.value) {
                    let row = rows.get(&idx).copied();
                    let said = judge(scene, sheet, row, entry, name, levels, hidden);
                    remarks.extend(said.map(|(message, help)| {
                        let span = place(sheet, line, name);
                        let remark = sheet.paper.remark_on(entry, Some(span), message, help);
                        (remark, awaited(sheet, row, entry, name))
                    }));
                }
            }
        }
    }
    remarks
}

/// Returns the checks that the value of an `@ignore` line names.
fn names(value: &str) -> impl Iterator<Item = &str> {
    let names = value.split('(').next().unwrap_or_default().split(',');
    names.map(str::trim).filter(|name| !name.is_empty())
}

/// Returns the entries at which a check may still hide something.
fn awaited(
    sheet: &Sheet<'_>,
    row: Option<usize>,
    entry: &Entry<'_>,
    name: &str,
) -> Vec<(String, String)> {
    let is_across = find(name).is_some_and(|check| matches!(check.look, Look::Across(_)));
    let ids = [Some(entry.id), row.map(|row| sheet.id(row))];
    let ids = ids.into_iter().flatten().filter(|_| is_across);
    ids.map(|id| (sheet.paper.path.to_owned(), id.to_owned()))
        .collect()
}

fn place(sheet: &Sheet<'_>, line: &CommentLine<'_>, name: &str) -> Span {
    Span::of_slice(name, sheet.paper.raw).unwrap_or(line.span)
}

fn judge(
    scene: &Scene<'_>,
    sheet: &Sheet<'_>,
    row: Option<usize>,
    entry: &Entry<'_>,
    name: &str,
    levels: &Levels,
    hidden: &Hidden,
) -> Option<(String, String)> {
    let take = || "take it out of the line".to_owned();
    let Some(check) = find(name) else {
        let near = nearest(name);
        let help = near.map_or_else(take, |near| format!("is {near} meant?"));
        return Some((format!("there is no check {name} to ignore"), help));
    };
    if !check.can_be_ignored() {
        return Some((format!("{name} cannot be ignored"), take()));
    }
    let is_off = levels.level(check, Some(sheet.locale())) == Level::Off;
    let is_asked = check.id != LOST_TRANSLATION || scene.facts.past.is_some();
    if is_off || !is_asked || !entry.has_value() || entry.is_obsolete() {
        return None;
    }
    if check.signs().is_some() {
        // What is judged elsewhere is hidden there.
        let (pair, _) = scene.pair(sheet, row?)?;
        if check.id == "unchanged" && pair.source == pair.translation {
            return None;
        }
    }
    let key = (sheet.paper.path.to_owned(), entry.id.to_owned(), check.id);
    let own = row.map(|row| (key.0.clone(), sheet.id(row).to_owned(), check.id));
    let is_used = hidden.contains(&key) || own.is_some_and(|own| hidden.contains(&own));
    (!is_used).then(|| {
        let message = format!(
            "{name} finds nothing in {}, so that there is nothing to ignore",
            entry.id
        );
        (message, take())
    })
}

fn nearest(name: &str) -> Option<&'static str> {
    let distance = |id: &str| rapidfuzz::distance::osa::distance(name.chars(), id.chars());
    let near = CHECKS.iter().map(|check| (distance(check.id), check.id));
    near.filter(|(distance, _)| *distance <= 2)
        .min()
        .map(|(_, id)| id)
}

#[cfg(test)]
mod tests {
    use crate::check::facts::Facts;
    use crate::check::levels::{Level, Levels};
    use crate::check::run;
    use crate::check::testing::{check_messages, lines, with_workspace};

    const EN: &str = "a = Bridge 5 is closed\n";

    #[track_caller]
    fn check(ignore: &str, own: &str, expect: &[&str]) {
        let own = format!("# @ignore {ignore}\n# @source Bridge 5 is closed\na = {own}\n");
        check_messages("dead-ignore", EN, "es", &own, expect);
    }

    #[test]
    fn fires_where_nothing_is_hidden() {
        check(
            "variables, numbers (in words)",
            "El puente cinco está cerrado",
            &[
                "a 1:11-1:20 variables finds nothing in a, so that there is nothing to ignore",
                "a 1:22-1:29 numbers finds nothing in a, so that there is nothing to ignore",
            ],
        );
    }

    #[test]
    fn fires_on_what_cannot_be_hidden_and_on_what_there_is_not() {
        check(
            "missing, syntax, nunbers",
            "El puente 5 está cerrado",
            &[
                "a 1:11-1:18 missing cannot be ignored",
                "a 1:20-1:26 syntax cannot be ignored",
                "a 1:28-1:35 there is no check nunbers to ignore",
            ],
        );
    }

    #[test]
    fn silent_where_something_is_hidden() {
        check("numbers (moved)", "El puente 7 está cerrado", &[]);
        check("unchanged", "Bridge 5 is closed", &[]);
        check("terms-reference", "El puente { -x } 5", &[]);
    }

    #[test]
    fn silent_on_checks_that_are_off_and_entries_without_a_text() {
        let mut levels = Levels::default();
        levels.checks.insert("numbers".to_owned(), Level::Off);
        let own = "# @ignore numbers\n# @source Bridge 5 is closed\na = El puente 5 está cerrado\n";
        let files = [("locales/en/site.ftl", EN), ("locales/es/site.ftl", own)];
        let findings = with_workspace(&files, |workspace| {
            run(workspace, &Facts::default(), &levels)
        });
        assert!(lines(&findings, "dead-ignore").is_empty());
        let stub = "# @ignore numbers\n# @source Bridge 5 is closed\n# a =\n";
        check_messages("dead-ignore", EN, "es", stub, &[]);
    }
}
