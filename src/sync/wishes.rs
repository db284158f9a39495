//! Wishes: what the machine lines of an entry should say, from its unit. Separate from `lines`, which writes them
//! without knowing what they mean.

use std::borrow::Cow;

use super::made::split_from;
use super::notes;
use super::propose::proposal;
use crate::catalog::Row;
use crate::classify::edits::Edits;
use crate::compare::{Fate, Unit};
use crate::machine::Name;
use crate::translation::lines::Wish;
use crate::translation::{Basis, Entry, Translation};

/// Tells whether an entry says of its row what it should, word for word, and nothing besides: as almost all do, almost
/// always. Then there is nothing to wish for.
pub(super) fn is_settled(unit: &Unit<'_>, entry: &Entry<'_>, row: &Row<'_>) -> bool {
    let is_plain = !unit.adopted
        && unit.basis.is_none()
        && unit.same_as.is_none()
        && unit.repeats.is_none()
        && unit.joined.is_none()
        && unit.made.is_none()
        && unit.split_from.is_none()
        && row.notes.is_empty();
    if !is_plain {
        return false;
    }
    let mut context = row.context;
    let mut source = Some(row.source_line());
    let mut lines = entry.lines.iter();
    let are_wished = lines.all(|line| match line.name {
        None | Some(Name::Ignore) => true,
        Some(Name::Context) => context.take() == Some(line.value),
        Some(Name::Source) => source.take().is_some_and(|source| source == line.value),
        Some(_) => false,
    });
    are_wished && context.is_none() && source.is_none()
}

/// Says what the machine lines of an entry should be.
pub(super) fn wishes<'a>(
    unit: &Unit<'a>,
    idx: usize,
    rows: &[Row<'a>],
    translation: &Translation<'a>,
    edits: &Edits<'_>,
) -> Vec<Wish<'a>> {
    let (entry, row) = (&translation.entries[idx], &rows[unit.row]);
    // A reference to the same English has no basis of its own; the text in its place brings one along.
    let fate = unit.repeats.map(|repeat| repeat.fate);
    let is_told_elsewhere = matches!(fate, Some(Fate::Stands | Fate::Written));
    let judged = unit.repeats.map_or(idx, |repeat| repeat.entry);
    let value = translation.value_span(judged).of(translation.file.raw);
    let judged = &translation.entries[judged];
    let mut wishes = vec![
        Wish::new(Name::Context, row.context.map(Cow::Borrowed)),
        notes(row, split_from(unit, rows)),
        Wish::new(Name::Obsolete, None),
        Wish::new(Name::Source, Some(row.source_line())),
    ];
    let is_draft = !is_told_elsewhere && judged.line(Name::Draft).is_some();
    let (was, changed, proposal) = if !entry.has_value() || is_draft || is_told_elsewhere {
        (None, None, None)
    } else if judged.basis() == Basis::Unknown {
        // A reference is verified with its target.
        (
            unit.same_as.is_none().then_some(Cow::Borrowed("?")),
            None,
            None,
        )
    } else if unit.basis.is_some() && !unit.carried {
        // The line as it stands: its spelling is the file's own.
        let was = judged
            .line(Name::Was)
            .or(judged.line(Name::Source))
            .map(Cow::Borrowed);
        let changed = unit
            .basis
            .as_ref()
            .and_then(|basis| edits.summary(basis, row.text));
        (
            was,
            changed.map(Cow::Owned),
            proposal(unit, judged.is_text(), row, value, edits),
        )
    } else {
        (None, None, None)
    };
    // The head has another id now, or another entry has its text.
    if let (Some(head), Some(line)) = (unit.joined, entry.line(Name::Joined))
        && line != rows[head].id
    {
        let head = Cow::Borrowed(rows[head].id);
        wishes.push(Wish::new(Name::Joined, Some(head)));
    }
    wishes.push(Wish::new(Name::Changed, changed));
    wishes.push(Wish::new(Name::Proposal, proposal));
    if !is_draft || entry.line(Name::Was).is_some() {
        wishes.push(Wish::new(Name::Was, was));
    }
    if fate == Some(Fate::Parts) {
        let draft = judged.line(Name::Draft).map(Cow::Borrowed);
        wishes.push(Wish::new(Name::Draft, draft));
    }
    wishes
}
