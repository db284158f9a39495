//! Machine lines: those of a locale file that contradict each other, or name what is not there. A part of the
//! check `syntax`.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use super::sheet::{Remark, Sheet};
use crate::machine::Name;
use crate::translation::{Entry, Translation};

/// Judges the machine lines of the entries of a sheet.
pub fn machine_lines<'s>(
    sheet: &Sheet<'s>,
    translation: &Translation<'s>,
    remarks: &mut Vec<Remark<'s>>,
) {
    let rows = LazyCell::new(|| -> BTreeMap<usize, usize> {
        let rows = 0..sheet.n_rows();
        rows.filter_map(|row| Some((sheet.unit(row).entry?, row)))
            .collect()
    });
    for (idx, entry) in translation.entries.iter().enumerate() {
        if is_usual(entry) {
            continue;
        }
        let n = |name| {
            entry
                .lines
                .iter()
                .filter(|line| line.name == Some(name))
                .count()
        };
        let last = |name| entry.lines.iter().rfind(|line| line.name == Some(name));
        let doubled = [Name::Source, Name::Was, Name::Draft]
            .into_iter()
            .find(|name| 1 < n(*name));
        let joined = last(Name::Joined).filter(|_| entry.has_value());
        let (line, message, help) = if let Some(name) = doubled {
            let word = name.as_str();
            let message = format!("{} has two \"@{word}\" lines", entry.id);
            (
                last(name),
                message,
                "keep the line that is true, and delete the other",
            )
        } else if 0 < n(Name::Was) && 0 < n(Name::Draft) {
            let message = format!("{} has an \"@was\" and a \"@draft\" line", entry.id);
            let help = "keep \"@draft\" if nobody has confirmed the text, \"@was\" if somebody did";
            (last(Name::Was), message, help)
        } else if let Some(line) = joined
            && let Some(row) = rows.get(&idx)
            && let Some(message) = bad_join(sheet, *row, line.value)
        {
            let help = "name the entry that holds the text of both, or delete the \"@joined\" line";
            (Some(line), message, help)
        } else {
            continue;
        };
        let span = line.map(|line| line.span);
        remarks.push(sheet.paper.remark_on(entry, span, message, help.to_owned()));
    }
}

/// Tells an entry that has `@source` at most once, `@was` or `@draft` at most once, and no `@joined`:
/// nearly all are like this.
fn is_usual(entry: &Entry<'_>) -> bool {
    let (mut n_source, mut n_was_or_draft, mut n_joined) = (0, 0, 0);
    for line in entry.lines.iter() {
        match line.name {
            Some(Name::Source) => n_source += 1,
            Some(Name::Was | Name::Draft) => n_was_or_draft += 1,
            Some(Name::Joined) => n_joined += 1,
            _ => {}
        }
    }
    n_source < 2 && n_was_or_draft < 2 && n_joined == 0
}

/// Says what is wrong with `@joined`.
fn bad_join(sheet: &Sheet<'_>, row: usize, head: &str) -> Option<String> {
    let id = sheet.id(row);
    if head == id {
        return Some(format!("{id} is joined to itself"));
    }
    let Some(head_row) = (0..sheet.n_rows()).find(|row| sheet.id(*row) == head) else {
        return Some(format!("{id} is joined to {head}, which is not there"));
    };
    if sheet.unit(head_row).joined.is_some() {
        return Some(format!(
            "{id} is joined to {head}, which is joined to another itself"
        ));
    }
    let has_text = sheet
        .entry(head_row)
        .is_some_and(|(_, entry)| entry.has_value());
    (!has_text).then(|| format!("{id} is joined to {head}, which has no text"))
}
