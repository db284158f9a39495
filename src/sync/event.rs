//! Event: what is told of an entry that was brought up to date.

use std::collections::BTreeSet;

use super::What;
use crate::compare::{Fate, How, Status, Unit};
use crate::machine::Name;
use crate::translation::Entry;

/// Returns the rows that new parts were split from.
pub(super) fn split_heads(units: &[Unit<'_>]) -> BTreeSet<usize> {
    let parts = units.iter().filter(|unit| unit.entry.is_none());
    parts.filter_map(|unit| unit.split_from).collect()
}

/// Tells the event of a translation that is made.
pub(super) fn told(how: How, unit: &Unit<'_>) -> What {
    match how {
        How::Merged => What::Merged,
        How::Resegmented => What::Resegmented,
        How::Shrunk if unit.status == Status::Stale => What::MadeStale,
        How::Shrunk => What::Updated,
    }
}

/// Tells an event from the comparison, `None` where nothing happened that concerns anybody.
pub(super) fn what_happened(
    unit: &Unit<'_>,
    entry: &Entry<'_>,
    text: &str,
    is_rewritten: bool,
) -> Option<What> {
    if unit.adopted {
        return Some(What::Renamed);
    }
    if entry.is_obsolete() {
        return Some(What::Revived);
    }
    let source_moved = entry.source().is_some_and(|source| source != text);
    match unit.repeats.map(|repeat| repeat.fate) {
        Some(Fate::Written) => return Some(What::Repeated),
        Some(Fate::Parts) if !source_moved => return Some(What::Parted),
        _ if !is_rewritten => return None,
        _ if !entry.has_value() => return Some(What::Updated),
        _ => {}
    }
    Some(match unit.status {
        Status::Unverified if entry.source().is_none() => What::Unverified,
        Status::Stale if source_moved => What::MadeStale,
        Status::Current if unit.basis.is_some() => What::Carried,
        Status::Current if source_moved || entry.line(Name::Was).is_some() => What::MadeCurrent,
        _ => What::Updated,
    })
}
