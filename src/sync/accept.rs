//! Accept: a person's word that a translation is right for today's English, and the removal of obsolete
//! entries. Both splice, as `update` does.

use std::collections::BTreeSet;

use super::lines::{Wish, rewrite};
use super::update::with_blank_lines;
use crate::catalog::Row;
use crate::compare::{Comparison, Status, Unit};
use crate::fluent::file::{Edit, splice};
use crate::machine::Name;
use crate::translation::Translation;

/// Confirms the translations of the rows that `chosen` picks, and returns the file with the ids that changed.
///
/// Confirmed are drafts, stale and unverified translations; what has no translation cannot be.
pub fn accept(
    rows: &[Row<'_>],
    comparison: &Comparison<'_>,
    translation: &Translation<'_>,
    chosen: &dyn Fn(&Unit<'_>) -> bool,
) -> (String, Vec<String>) {
    let raw = translation.file.raw;
    let mut edits = Vec::new();
    let mut ids = Vec::new();
    for unit in &comparison.units {
        let Some(idx) = unit.entry else { continue };
        let entry = &translation.entries[idx];
        let is_open = matches!(
            unit.status,
            Status::Draft | Status::Stale | Status::Unverified
        );
        if !is_open || !entry.has_value() || !chosen(unit) {
            continue;
        }
        let row = rows[unit.row];
        let wishes = [
            Wish::new(Name::Changed, None),
            Wish::new(Name::Proposal, None),
            Wish::new(Name::Source, Some(row.source_line())),
            Wish::new(Name::Was, None),
            Wish::new(Name::Draft, None),
        ];
        if let Some(text) = rewrite(raw, entry, &wishes, translation.file.newline) {
            edits.push(Edit {
                range: entry.comment.range(),
                text,
            });
            ids.push(row.id.to_owned());
        }
    }
    (splice(raw, edits), ids)
}

/// Removes the obsolete entries that nothing refers to, and returns the file with the ids that went.
pub fn prune(comparison: &Comparison<'_>, translation: &Translation<'_>) -> (String, Vec<String>) {
    let raw = translation.file.raw;
    let doomed: BTreeSet<usize> = comparison
        .gone
        .iter()
        .copied()
        .filter(|idx| translation.entries[*idx].is_obsolete())
        .collect();
    let referenced = references(translation, &doomed);
    let mut edits = Vec::new();
    let mut ids = Vec::new();
    for idx in doomed {
        let entry = &translation.entries[idx];
        if referenced.contains(entry.id) {
            continue;
        }
        edits.push(Edit {
            range: with_blank_lines(raw, entry.span),
            text: String::new(),
        });
        ids.push(entry.id.to_owned());
    }
    (splice(raw, edits), ids)
}

/// Returns the words behind braces of all entries that stay: enough to know what may be referred to.
fn references<'t>(translation: &'t Translation<'_>, doomed: &BTreeSet<usize>) -> BTreeSet<&'t str> {
    let stay = translation
        .entries
        .iter()
        .enumerate()
        .filter(|(idx, _)| !doomed.contains(idx));
    let values = stay.map(|(_, entry)| &translation.file.raw[entry.id_span.end..entry.span.end]);
    let stay = translation
        .entries
        .iter()
        .enumerate()
        .filter(|(idx, _)| !doomed.contains(idx));
    let mut referenced: BTreeSet<&str> = stay
        .filter_map(|(_, entry)| entry.line(Name::Joined))
        .collect();
    for value in values.filter(|value| value.contains('{')) {
        let is_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        referenced.extend(value.split(|c| !is_id(c)).filter(|word| !word.is_empty()));
    }
    referenced
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::Policy;
    use crate::classify::edits::Edits;
    use crate::compare::compare;
    use crate::fluent::file::Text;

    fn check(raw: &str, accepted: &str, pruned: &str) {
        let rows = [Row {
            id: "a",
            text: "A",
            line: None,
            protected: &[],
            context: None,
            notes: &[],
        }];
        let text = Text::new(raw.to_owned());
        let (translation, _) = Translation::read(&text);
        let found = compare(&rows, Some(&translation), Policy::default(), &Edits::PLAIN);
        assert_eq!(accept(&rows, &found, &translation, &|_| true).0, accepted);
        assert_eq!(prune(&found, &translation).0, pruned);
    }

    #[test]
    fn a_stale_translation_is_confirmed() {
        let raw = "# mine\n# @changed A0 → A\n# @source A\n# @was    A0\na = x\n";
        check(raw, "# mine\n# @source A\na = x\n", raw);
    }

    #[test]
    fn drafts_and_unverified_ones_too() {
        check(
            "# @source A\n# @draft memory\na = x\n",
            "# @source A\na = x\n",
            "# @source A\n# @draft memory\na = x\n",
        );
        check("a = x\n", "# @source A\na = x\n", "a = x\n");
    }

    #[test]
    fn a_stub_cannot_be_confirmed() {
        check(
            "# @source A\n# a =\n",
            "# @source A\n# a =\n",
            "# @source A\n# a =\n",
        );
    }

    #[test]
    fn prune_keeps_what_is_referred_to() {
        let kept = "# @source A\na = { b } x\n\n# @obsolete\n# @source B\nb = y\n\n";
        check(
            &format!("{kept}# @obsolete\n# @source C\nc = z\n\n### end\n"),
            &format!("{kept}# @obsolete\n# @source C\nc = z\n\n### end\n"),
            &format!("{kept}### end\n"),
        );
    }
}
