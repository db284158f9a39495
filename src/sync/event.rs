//! Event: what is told of an entry that was brought up to date.

use std::collections::BTreeSet;

use super::{Event, What, Whence};
use crate::catalog::Row;
use crate::change::{Classes, Policy};
use crate::compare::{Fate, How, Status, Unit};
use crate::machine::Name;
use crate::relate::{Arrival, Passage};
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

/// Says of entries that come from other articles where they stood.
pub(super) fn tell_moves(
    events: &mut Vec<Event>,
    rows: &[Row<'_>],
    passage: &Passage,
    policy: Policy,
) {
    let whence = |arrival: &Arrival| {
        Some(Whence {
            article: arrival.article.clone(),
            id: arrival.id.clone(),
        })
    };
    let drafted = match policy.memory {
        true => What::Remembered,
        false => What::Drafted,
    };
    for (what, arrivals) in [
        (What::Arrived, &passage.arrivals),
        (drafted, &passage.drafts),
    ] {
        for arrival in arrivals {
            let id = rows[arrival.row].id;
            let own = events.iter().position(|event| event.id == id);
            let from = whence(arrival);
            match own {
                Some(own) if [What::Moved, What::Updated].contains(&events[own].what) => {
                    events[own].what = what.clone();
                    events[own].from = from;
                }
                Some(own) if events[own].what == What::Revived => events[own].from = from,
                own => {
                    let mut event = Event::new(what.clone(), id, Classes::default());
                    event.from = from;
                    events.insert(own.unwrap_or(events.len()), event);
                }
            }
        }
    }
    let departed = passage.departures.iter();
    events.extend(departed.map(|id| Event::new(What::Departed, id, Classes::default())));
}
