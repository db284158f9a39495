//! Twin: what stands in its receiving file already, because an earlier run was stopped in between.

use std::collections::BTreeSet;

use super::holder::{Holder, Slot};
use super::piece::{At, Change};
use crate::classify::edits::Edits;
use crate::fluent::file::Kind;
use crate::id::SegmentId;
use crate::machine::Name;
use crate::translation::Translation;
use crate::translation::frame::with_blank_lines;

/// Returns the entry with a value that stands in a file under an id.
pub(super) fn standing(slot: &Slot<'_>, id: &SegmentId) -> Option<usize> {
    let translation = slot.translation()?;
    let idx = translation.get(id.as_str())?;
    translation.entries[idx].has_value().then_some(idx)
}

/// Tells whether what stands in the receiving file is this entry; `edits` judge what lies between its English and
/// today's text, which comes with them.
pub(super) fn is_same(
    giver: &Translation<'_>,
    idx: usize,
    receiver: &Slot<'_>,
    standing: usize,
    edits: Option<(Edits<'_>, &str)>,
) -> bool {
    let Some(theirs) = receiver.translation() else {
        return false;
    };
    let own = &giver.entries[idx];
    if !own.has_value() {
        return !own.has_own_lines();
    }
    let text = |translation: &Translation<'_>, idx: usize| {
        let source = translation.value_span(idx).of(translation.file.raw);
        source.replace("\r\n", "\n")
    };
    let (mine, theirs) = (text(giver, idx), text(theirs, standing));
    if mine == theirs {
        return true;
    }
    // The earlier run wrote the new targets into it.
    own.source()
        .zip(edits)
        .is_some_and(|(source, (edits, today))| {
            edits.retarget(&source, today, &mine).as_deref() == Some(&*theirs)
        })
}

/// Drops from the file of an article that is gone what stands in the files that its entries went to: comments,
/// and messages that others refer to.
pub(super) fn drop_twins(
    holders: &[Holder<'_>],
    at: At,
    translation: &Translation<'_>,
    change: &mut Change,
) {
    let holder = &holders[at.0];
    let is_gone = holder.document.is_none();
    if !is_gone || change.edits.is_empty() && holder.became.is_none() {
        return;
    }
    let locale = holder.slots[at.1].side.locale;
    let raw = translation.file.raw;
    if let Some(successor) = holder.became.map(|idx| &holders[idx])
        && let Some(slot) = successor.slot(locale)
        && let Some(theirs) = successor.slots[slot].translation()
    {
        for (idx, entry) in translation.entries.iter().enumerate() {
            let twin = theirs.get(entry.id).map(|idx| &theirs.entries[idx]);
            // A text that was put together with others stands there too.
            let value = translation.value_span(idx).of(raw);
            let stands = entry.has_value() && theirs.file.raw.contains(value);
            if stands || twin.is_some_and(|twin| twin.form == entry.form) {
                let range = with_blank_lines(raw, entry.span);
                change.edits.entry((range.start, range.end)).or_default();
            }
        }
    }
    let kin = holder.kin.iter().filter_map(|idx| {
        let slot = holders[*idx].slot(locale)?;
        let theirs = holders[*idx].slots[slot].translation()?;
        let items = theirs.file.items.iter();
        Some(items.map(|item| item.span.of(theirs.file.raw).replace("\r\n", "\n")))
    });
    let kin: BTreeSet<String> = kin.flatten().collect();
    for item in &translation.file.items {
        let is_helper = translation
            .entries
            .iter()
            .filter(|entry| entry.span.start == item.span.start)
            .all(|entry| entry.line(Name::Source).is_none());
        let is_frame = matches!(item.kind, Kind::Comment(3));
        if is_helper && !is_frame && kin.contains(&item.span.of(raw).replace("\r\n", "\n")) {
            let range = with_blank_lines(raw, item.span);
            change.edits.insert((range.start, range.end), String::new());
        }
    }
}
