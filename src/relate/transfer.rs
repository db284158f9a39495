//! Transfer: the locale files as they will stand once entries have moved between them.
//!
//! An entry moves whole, with its comment; the files of an article that has another path move whole.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::giving::Giving;
use super::holder::Holder;
use super::moves::Move;
use super::piece::{At, Change, Insert, insert};
use super::twin::drop_twins;
use super::{Passage, Settings};
use crate::fluent::file::{Kind, Text};
use crate::machine::Name;
use crate::translation::frame::{head, with_blank_lines};
use crate::translation::{Form, Translation};

/// Is a file that changes: its place, whether anything stands there then, and its text with where that stands today.
pub(super) type Moved = ((usize, usize, bool), Option<Text>);

/// Makes the texts of all files that entries come to or go from, and says in `passages` what does.
pub(super) fn transfer(
    holders: &[Holder<'_>],
    moves: &[Move],
    settings: Settings<'_>,
    passages: &mut [Vec<Passage>],
) -> Vec<Moved> {
    let mut changes: BTreeMap<At, Change> = BTreeMap::new();
    for (idx, holder) in holders.iter().enumerate() {
        let Some(was) = holder.was else { continue };
        for (slot_idx, slot) in holder.slots.iter().enumerate() {
            let before = holders[was].slot(slot.side.locale);
            if slot.stored.is_some() && !slot.is_fixed {
                // An earlier run was stopped: what stands in both is the article's.
                if let Some(before) = before.filter(|before| {
                    let slot = &holders[was].slots[*before];
                    slot.read.is_some() && !slot.is_fixed
                }) {
                    changes.entry((was, before)).or_default();
                }
            }
            if slot.read.is_none() || slot.stored.is_some() {
                continue;
            }
            changes.entry((idx, slot_idx)).or_default();
            passages[idx][slot_idx].renamed_from = Some(slot.path.clone());
            if let Some(before) = before {
                changes.entry((was, before)).or_default();
                let receivers = &mut passages[was][before].receivers;
                receivers.push(slot.side.path.clone());
            }
        }
    }
    let mut by_giver: BTreeMap<At, Vec<Move>> = BTreeMap::new();
    for single in moves {
        let giver = (single.from.0, single.from.1);
        by_giver.entry(giver).or_default().push(*single);
    }
    for (giver, moves) in by_giver {
        let mut giving = Giving::new(holders, giver, settings);
        giving.give(&moves, &mut changes, passages);
    }
    let mut moved = Vec::with_capacity(changes.len());
    for ((holder, slot), change) in changes {
        let passage = &mut passages[holder][slot];
        let text = assemble(holders, (holder, slot), change, passage);
        moved.push(((holder, slot, text.is_some()), text));
    }
    moved
}

impl From<Change> for Insert {
    fn from(change: Change) -> Self {
        Insert {
            edits: change.edits,
            pieces: change
                .pieces
                .into_iter()
                .map(|(_, pieces)| pieces)
                .collect(),
        }
    }
}

/// Puts a file together; `None` where nothing is left of it.
fn assemble(
    holders: &[Holder<'_>],
    at: At,
    mut change: Change,
    passage: &mut Passage,
) -> Option<Text> {
    let holder = &holders[at.0];
    let slot = &holder.slots[at.1];
    let path: Arc<str> = slot.path.as_str().into();
    change.pieces.sort_by_key(|(row, _)| *row);
    passage.arrivals.sort_by_key(|arrival| arrival.row);
    let Some(translation) = slot.translation() else {
        if change.pieces.is_empty() {
            return None;
        }
        let (raw, places) = insert(None, &path, holder.path, &change.into());
        passage.places = Some(places);
        return Some(Text::new(raw));
    };
    let raw = translation.file.raw;
    if let Some(was) = holder.was {
        let bom = raw.len() - raw.trim_start_matches('\u{FEFF}').len();
        let name = holders[was].path;
        let first = format!("### {name}");
        if slot.stored.is_none() && raw[bom..].starts_with(&first) {
            let range = (bom + "### ".len(), bom + first.len());
            change.edits.insert(range, holder.path.to_owned());
        }
    }
    take_stubs(holder, translation, &mut change);
    drop_twins(holders, at, translation, &mut change);
    let (text, places) = insert(Some(translation), &path, holder.path, &change.into());
    passage.places = Some(places);
    let text = Text::new(text);
    let is_spent = holder.document.is_none() && is_spent(&text);
    (!is_spent).then_some(text)
}

/// Tells whether nothing but what the machine writes around entries is left in a file.
fn is_spent(text: &Text) -> bool {
    let file = text.parse();
    file.items.iter().all(|item| match item.kind {
        Kind::Comment(3) => {
            let mut own = file.comment(item).iter().map(|line| line.content);
            let machine = head(None);
            let mut known = machine.lines().map(|line| line.trim_start_matches("### "));
            let is_known = |line: &str| {
                line == "end" || line.contains('/') || known.any(|known| known == line)
            };
            own.all(is_known)
        }
        _ => false,
    })
}

/// Takes the stubs out in whose place an entry comes; what somebody wrote above one goes to the entry.
fn take_stubs(holder: &Holder<'_>, translation: &Translation<'_>, change: &mut Change) {
    let raw = translation.file.raw;
    for (row, pieces) in &mut change.pieces {
        let Some(row) = row else { continue };
        let Some(idx) = translation.get(holder.ids[*row].as_str()) else {
            continue;
        };
        let entry = &translation.entries[idx];
        if !matches!(entry.form, Form::Stub | Form::Empty) {
            continue;
        }
        let own = entry
            .lines
            .iter()
            .filter(|line| line.name.is_none_or(Name::is_translators));
        let own: String = own.map(|line| format!("{}\n", line.span.of(raw))).collect();
        if let Some(first) = pieces.first_mut() {
            first.text.insert_str(0, &own);
        }
        let range = with_blank_lines(raw, entry.span);
        change.edits.insert((range.start, range.end), String::new());
    }
}
