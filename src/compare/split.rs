//! Split: where the text of a missing part still stands, and the basis of a joined group as a whole.

use std::collections::BTreeMap;

use super::pieces::same_letters;
use super::{Status, Stretch, Unit};
use crate::align::words::{Interner, common};
use crate::catalog::Row;
use crate::change::Classes;
use crate::machine::Name;
use crate::translation::{Entry, Translation};

/// Tells of every missing part of a sentence that was split where its text still stands: in the translation that
/// was made of the whole, until that is current again.
pub(super) fn follow_splits(
    rows: &[Row<'_>],
    translation: &Translation<'_>,
    stretches: &[Stretch<'_>],
    row_of: &dyn Fn(&str) -> Option<usize>,
    units: &mut [Unit<'_>],
) {
    let mut heads: BTreeMap<usize, usize> = BTreeMap::new();
    for unit in units.iter() {
        let note = unit
            .entry
            .and_then(|idx| split_note(&translation.entries[idx]));
        let named = note.and_then(|id| {
            let owner = translation
                .get(id)
                .and_then(|idx| units.iter().find(|unit| unit.entry == Some(idx)));
            owner.map(|unit| unit.row).or_else(|| row_of(id))
        });
        heads.extend(named.map(|head| (unit.row, head)));
    }
    for stretch in stretches {
        for row in stretch.rows.clone().skip(1) {
            heads.entry(row).or_insert(stretch.rows.start);
        }
    }
    let mut interner = Interner::default();
    for (row, head) in heads {
        let is_stub = |unit: &Unit<'_>| unit.status == Status::Missing && unit.made.is_none();
        if !is_stub(&units[row]) || head == row {
            continue;
        }
        let head = match units[head].split_from {
            Some(whole) if is_stub(&units[head]) => whole,
            _ => head,
        };
        let whole = &units[head];
        let holds = match (&whole.basis, whole.status) {
            (_, Status::Missing | Status::Current) => false,
            (Some(basis), _) => {
                let (of, own) = (interner.words(basis), interner.words(rows[row].text));
                own.len() <= 2 * common(&of, &own)
            }
            (None, status) => matches!(status, Status::Draft | Status::Unverified),
        };
        if holds {
            units[row].split_from = Some(head);
        }
    }
}

/// Returns the id that a part was split from, by its note.
fn split_note<'t>(entry: &Entry<'t>) -> Option<&'t str> {
    // Most entries have none, and know it.
    entry.line(Name::Note)?;
    let mut notes = entry
        .lines
        .iter()
        .filter(|line| line.name == Some(Name::Note));
    notes.find_map(|line| line.value.strip_prefix("split from "))
}

/// Gives the head of a joined group whose basis is the English of the whole group no basis of its own.
pub(super) fn whole_groups(rows: &[Row<'_>], units: &mut [Unit<'_>]) {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for unit in units.iter() {
        if let Some(head) = unit.joined {
            members.entry(head).or_default().push(unit.row);
        }
    }
    for (head, mut group) in members {
        group.push(head);
        group.sort_unstable();
        let texts = group.iter().map(|row| rows[*row].text);
        let unit = &mut units[head];
        let is_whole = unit.status == Status::Stale
            && unit
                .basis
                .as_deref()
                .is_some_and(|basis| same_letters([basis].into_iter(), texts));
        if is_whole {
            unit.status = Status::Current;
            unit.basis = None;
            unit.classes = Classes::default();
        }
    }
}
