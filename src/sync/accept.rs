//! Accept: a person's word that a translation is right for today's English, and the removal of obsolete
//! entries. Both splice, as `update` does.

use std::collections::BTreeSet;

use super::propose::proposal;
use super::update::with_blank_lines;
use crate::catalog::Row;
use crate::classify::edits::Edits;
use crate::compare::{Comparison, Status, Unit};
use crate::fluent::file::{Edit, splice};
use crate::machine::Name;
use crate::translation::Translation;
use crate::translation::lines::{Wish, rewrite};

/// Says which text is confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// The text as it stands.
    Text,
    /// The text that `@proposal` has; where there is none, nothing is confirmed.
    Proposal,
}

/// Confirms the translations of the rows that `chosen` picks, and returns the file with the ids that changed.
///
/// Confirmed are drafts, stale and unverified translations; what has no translation cannot be. A proposal is taken only
/// where it is what would be proposed today: a text that was mended since is not overwritten.
pub fn accept(
    rows: &[Row<'_>],
    comparison: &Comparison<'_>,
    translation: &Translation<'_>,
    take: Take,
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
        // Of two texts a person has to keep one first.
        if !is_open || !entry.has_value() || translation.is_contested(idx) || !chosen(unit) {
            continue;
        }
        let row = rows[unit.row];
        let proposal = match take {
            Take::Text => None,
            Take::Proposal => match proposed(unit, idx, &row, translation) {
                Some(text) => Some(text),
                None => continue,
            },
        };
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
            edits.extend(proposal.map(|text| Edit {
                range: translation.value_span(idx).range(),
                text,
            }));
            ids.push(row.id.to_owned());
        }
    }
    (splice(raw, edits), ids)
}

/// Returns the text that an entry's `@proposal` has, where it holds for the translation and the English of today.
fn proposed(
    unit: &Unit<'_>,
    idx: usize,
    row: &Row<'_>,
    translation: &Translation<'_>,
) -> Option<String> {
    let entry = &translation.entries[idx];
    let value = translation.value_span(idx).of(translation.file.raw);
    let proposed = proposal(unit, entry.is_text(), row, value, &Edits::PLAIN)?;
    let stands = entry.line(Name::Proposal) == Some(&*proposed);
    (stands && unit.text_entry() == Some(idx)).then(|| proposed.into_owned())
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
        assert_eq!(
            accept(&rows, &found, &translation, Take::Text, &|_| true).0,
            accepted
        );
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

    #[track_caller]
    fn check_proposal(english: &str, raw: &str, expect: &str) {
        let rows = [Row {
            id: "a",
            text: english,
            line: None,
            protected: &[],
            context: None,
            notes: &[],
        }];
        let text = Text::new(raw.to_owned());
        let (translation, _) = Translation::read(&text);
        let found = compare(&rows, Some(&translation), Policy::default(), &Edits::PLAIN);
        let (taken, ids) = accept(&rows, &found, &translation, Take::Proposal, &|_| true);
        assert_eq!((&*taken, ids.len()), (expect, usize::from(raw != expect)));
    }

    #[test]
    fn a_proposal_is_taken_where_it_still_holds() {
        let raw = "# mine\n# @changed 10 → 12\n# @proposal 12 мужчин\n# @source 12 men\n# @was    10 men\na =\n    10 мужчин\n";
        check_proposal(
            "12 men",
            raw,
            "# mine\n# @source 12 men\na =\n    12 мужчин\n",
        );
        let one_line = raw.replace("=\n    ", "= ");
        check_proposal(
            "12 men",
            &one_line,
            "# mine\n# @source 12 men\na = 12 мужчин\n",
        );
        for (old, new) in [
            // The text was mended since, with the old number in it and without.
            ("    10 мужчин", "    10 человек"),
            ("    10 мужчин", "    12 человек"),
            // No proposal was seen.
            ("# @proposal 12 мужчин\n", ""),
            ("# @proposal 12 мужчин\n", "# @proposal 13 мужчин\n"),
            // It is a draft, or nobody knows its English.
            ("# @was    10 men\n", "# @draft memory\n"),
            ("# @was    10 men\n", "# @was ?\n"),
        ] {
            let raw = raw.replace(old, new);
            check_proposal("12 men", &raw, &raw);
        }
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
