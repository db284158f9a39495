//! The check `variables`.

use std::collections::BTreeSet;

use super::references::{Contents, may_refer};
use super::scene::Scene;
use super::sheet::{Remark, Rows, Sheet};
use super::{Check, Docs, Look};
use crate::compare::Status;
use crate::finding::Severity;
use crate::relate::Messages;
use crate::span::Span;

/// Finds variables that one side has and the other has not.
pub static CHECK: Check = Check {
    id: "variables",
    summary: "Finds variables that are lost or added in a translation",
    docs: Docs {
        what: "Compares the variables (`{ $name }`) of a message with those of the English one, in its value, \
its attributes and all its variants together. The text of an article has no variables, so any variable there is \
one too many. Terms are not compared: what they are asked for is the locale's own business.",
        why: "A variable that is lost takes its number or name out of the page. One that the program does not \
set is printed as `{$name}`, or makes the whole text fall back to English.",
        example: "
```ftl locales/en/site.ftl
reading-time = { $minutes } minutes to read
```

```ftl locales/es/site.ftl
# @source { $minutes } minutes to read
reading-time = { $minutos } minutos de lectura
```

> the English has no $minutos, and $minutes is not in the translation",
        todo: "Write the variables as the English has them; their names are never translated. In an article write \
the text itself; a brace that is meant is `{ \"{\" }`.",
        sources:
            "- [Project Fluent: variables](https://projectfluent.org/fluent/guide/variables.html)
- compare-locales and Weblate check the same",
    },
    severity: Severity::Error,
    look: Look::Whole(look),
};

fn look<'s>(scene: &'s Scene<'s>) -> Vec<Remark<'s>> {
    let mut remarks = Vec::new();
    // A message may lack what its English refers to.
    let sheets = scene.sheets.iter();
    for sheet in sheets.filter(|sheet| sheet.refers || matches!(sheet.rows, Rows::Messages(_))) {
        for row in 0..sheet.n_rows() {
            let is_term = sheet.id(row).starts_with('-');
            if !is_term && sheet.unit(row).status != Status::Missing {
                remarks.extend(judge(sheet, row));
            }
        }
    }
    remarks
}

fn judge<'s>(sheet: &Sheet<'s>, row: usize) -> Option<Remark<'s>> {
    let translation = sheet.translation()?;
    let (_, entry) = sheet.entry(row)?;
    if matches!(sheet.rows, Rows::Article(_)) && !may_refer(entry) {
        return None;
    }
    let contents = Contents::of(&translation.file.items[entry.item].kind);
    let own: Vec<&str> = contents.variables().collect();
    let (wanted, help) = match sheet.rows {
        Rows::Article(_) if own.is_empty() => return None,
        Rows::Article(_) => (
            BTreeSet::new(),
            "write the text itself; a brace that is meant is { \"{\" } or { \"}\" }",
        ),
        Rows::Messages(messages) => (
            source_variables(sheet, messages, row),
            "write the variables as the English has them",
        ),
    };
    let extra = own.iter().copied().find(|name| !wanted.contains(*name));
    let lost: Vec<String> = wanted
        .iter()
        .filter(|name| !own.contains(&name.as_str()))
        .map(|name| format!("${name}"))
        .collect();
    let lost = match &*lost {
        [] => None,
        [one] => Some(format!("{one} is not in the translation")),
        more => Some(format!("{} are not in the translation", more.join(", "))),
    };
    let extra_text = extra.map(|name| match sheet.rows {
        Rows::Article(_) => format!("an article has no variables, and ${name} is one"),
        Rows::Messages(_) => format!("the English has no ${name}"),
    });
    let message = match (extra_text, lost) {
        (Some(extra), Some(lost)) => format!("{extra}, and {lost}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => return None,
    };
    let span = extra
        .and_then(|name| Span::of_slice(name, sheet.paper.raw))
        .map(|name| Span::new(name.start - 1, name.end));
    Some(sheet.paper.remark_on(entry, span, message, help.to_owned()))
}

/// Returns the variables of the English that the translation was made from.
fn source_variables(sheet: &Sheet<'_>, messages: &Messages<'_>, row: usize) -> BTreeSet<String> {
    let owned = |contents: &Contents<'_>| contents.variables().map(str::to_owned).collect();
    if let Some(basis) = &sheet.unit(row).basis {
        return in_oneline(basis);
    }
    let source = messages.source.get(sheet.id(row));
    let item = source.map(|idx| &messages.source.file.items[messages.source.entries[idx].item]);
    item.map_or_else(BTreeSet::new, |item| owned(&Contents::of(&item.kind)))
}

/// Returns the variables of a message on one line, as `@source` has it, which no parser reads.
fn in_oneline(line: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut n_open = 0_usize;
    let mut rest = line.char_indices();
    while let Some((at, c)) = rest.next() {
        match c {
            '{' => n_open += 1,
            '}' => n_open = n_open.saturating_sub(1),
            // A literal, and no quotation mark of a variant's text.
            '"' if line[..at].trim_end().ends_with(['{', '(', ':', ',']) => {
                while let Some((_, c)) = rest.next() {
                    match c {
                        '\\' => drop(rest.next()),
                        '"' => break,
                        _ => {}
                    }
                }
            }
            '$' if 0 < n_open => {
                let name = &line[at + 1..];
                let end =
                    name.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'));
                names.insert(name[..end.unwrap_or(name.len())].to_owned());
            }
            _ => {}
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_article, check_messages};

    const EN: &str = "time = { $minutes ->\n    [one] One minute\n   *[other] { $minutes } minutes\n }\nby = By { $author }\n    .title = { $author }\n";

    #[test]
    fn fires_on_lost_added_and_renamed_ones() {
        check_messages(
            "variables",
            EN,
            "es",
            "time = Minutos\nby = Por { $autor }\n",
            &[
                "time 1:1-1:5 $minutes is not in the translation",
                "by 2:12-2:18 the English has no $autor, and $author is not in the translation",
            ],
        );
        check_messages(
            "variables",
            "by = By me\n",
            "ru",
            "by = Автор: { $author }\n",
            &["by 1:15-1:22 the English has no $author"],
        );
    }

    #[test]
    fn fires_on_any_in_an_article() {
        check_article(
            "variables",
            "Hello.\n",
            "es",
            "# @source Hello.\nhello =\n    Hola, { $nombre }.\n",
            &["hello 3:13-3:20 an article has no variables, and $nombre is one"],
        );
    }

    #[test]
    fn silent_where_every_variable_is_used_somewhere() {
        let by = |text: &str| format!("by = {text} {{ $author }}\n");
        let spanish =
            "time = { $minutes ->\n    [one] Un minuto\n   *[other] { $minutes } minutos\n }\n";
        let swedish = "time = { $minutes } min\n";
        let russian = "time = { NUMBER($minutes) ->\n    [one] { $minutes } минута\n    [few] { $minutes } минуты\n   *[many] { $minutes } минут\n }\n";
        check_messages(
            "variables",
            EN,
            "es",
            &(spanish.to_owned() + &by("Por")),
            &[],
        );
        check_messages(
            "variables",
            EN,
            "sv",
            &(swedish.to_owned() + &by("Av")),
            &[],
        );
        check_messages(
            "variables",
            EN,
            "ru",
            &(russian.to_owned() + &by("Автор:")),
            &[],
        );
        check_messages(
            "variables",
            "-a = A\n",
            "ru",
            "-a = { $case ->\n   *[n] А\n    [g] Б\n }\n",
            &[],
        );
    }

    #[test]
    fn a_stale_message_is_measured_by_its_basis() {
        let file = "# @source { $n } posts\nposts = { $n } inlägg\n";
        check_messages("variables", "posts = { $count } posts\n", "sv", file, &[]);
        let file =
            "# @source { $n -> [one] A post *[other] { $n } { \"$x\" } }\nposts = { $n } inlägg\n";
        check_messages("variables", "posts = { $count } posts\n", "sv", file, &[]);
    }

    #[test]
    fn can_be_ignored() {
        check_messages(
            "variables",
            "a = { $x }\n",
            "es",
            "# @ignore variables (said above)\na = y\n",
            &[],
        );
    }
}
