//! Repeat: segments with the text of another one, which take its translation by a reference, and when they no
//! longer can.
//!
//! A reference to an entry of the same English is the machine's: its target's text and basis stand for its own.
//! One between different English texts is a translator's, and is judged in `compare` like any value.

use std::cmp::Reverse;
use std::ops::Range;

use foldhash::{HashMap, HashMapExt, HashSet};

use super::{Status, Unit};
use crate::align::edited::IN_PLACE;
use crate::align::words::{Interner, likeness};
use crate::catalog::Row;
use crate::fluent::value::Value;
use crate::machine::Name;
use crate::translation::{Entry, Form, Translation};

/// Is where a repeated segment has its translation from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The entry that holds the text and the basis, by its index.
    pub entry: usize,
    /// What the next `sync` makes of the reference.
    pub fate: Fate,
}

/// Is what the next `sync` makes of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stays as it is.
    Stands,
    /// It is not there yet, and is written.
    Written,
    /// Its target no longer has its English: the text is put in its place.
    Parts,
}

/// Is where a reference to the same English leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The entry that it names, by its index.
    pub next: usize,
    /// The entry at the end of the chain, which has a text.
    pub last: usize,
}

/// Follows a reference through entries of the same English to one with a value of its own.
///
/// `None` where the entry is no such reference, or says by a line of its own that it differs.
pub fn link(translation: &Translation<'_>, idx: usize) -> Option<Link> {
    let (mut at, mut first) = (idx, None);
    for _ in 0..translation.entries.len() {
        let entry = &translation.entries[at];
        let Form::Value(value) = &entry.form else {
            return None;
        };
        if !entry.attributes.is_empty() {
            return None;
        }
        let Value::Reference(id) = value else {
            return first.map(|next| Link { next, last: at });
        };
        let differs = [Name::Was, Name::Draft, Name::Joined];
        if differs.iter().any(|name| entry.line(*name).is_some()) {
            return None;
        }
        let next = translation.get(id)?;
        if entry.source()? != translation.entries[next].source()? {
            return None;
        }
        first.get_or_insert(next);
        at = next;
    }
    None
}

/// Is what has to be the same of two segments so that one translation can stand for both.
type Key<'r> = (&'r str, Option<&'r str>, &'r [Range<usize>]);

/// Gives repeated segments without a translation that of the one with the best status, the first of several.
pub(super) fn refer<'t>(rows: &[Row<'_>], translation: &Translation<'t>, units: &mut [Unit<'t>]) {
    let entries = &translation.entries;
    let is_open = |unit: &Unit<'_>| {
        let is_untouched = |idx: usize| {
            let entry = &entries[idx];
            let is_stub = entry.form == Form::Stub && !entry.has_own_lines();
            is_stub && typed_over(entry, rows[unit.row].text).is_none()
        };
        rows[unit.row].line.is_none() && unit.made.is_none() && unit.entry.is_none_or(is_untouched)
    };
    if !units.iter().any(is_open) {
        return;
    }
    let heads: HashSet<usize> = units.iter().filter_map(|unit| unit.joined).collect();
    let has_text = |unit: &Unit<'_>| {
        let is_text = |idx: usize| entries[idx].has_value() && entries[idx].attributes.is_empty();
        unit.same_as.is_none()
            && unit.joined.is_none()
            && !heads.contains(&unit.row)
            && unit.status != Status::Missing
            && (unit.made.is_some() || unit.entry.is_some_and(is_text))
    };
    let mut kind = None;
    let keys: Vec<Key<'_>> = rows
        .iter()
        .map(|row| {
            kind = row.context.or(kind);
            (row.text, kind, row.protected)
        })
        .collect();
    let mut best: HashMap<Key<'_>, usize> = HashMap::new();
    for unit in units.iter().filter(|unit| has_text(unit)) {
        let best = best.entry(keys[unit.row]).or_insert(unit.row);
        let rank = |row: usize| (units[row].status, Reverse(row));
        if rank(*best) < rank(unit.row) {
            *best = unit.row;
        }
    }
    for row in 0..units.len() {
        if !is_open(&units[row]) {
            continue;
        }
        let Some(target) = best.get(&keys[row]).map(|target| &units[*target]) else {
            continue;
        };
        let made = target.made.as_ref().map(|made| made.first);
        let Some(entry) = target.text_entry().or(made) else {
            continue;
        };
        units[row] = Unit {
            row,
            entry: units[row].entry,
            same_as: Some(target.row),
            repeats: Some(Repeat {
                entry,
                fate: Fate::Written,
            }),
            ..target.clone()
        };
        units[row].adopted = false;
    }
}

/// Returns what stands in the `@source` line of a stub and is no older English: somebody may have typed a
/// translation over it. It becomes a line of the comment.
pub fn typed_over<'t>(entry: &Entry<'t>, text: &str) -> Option<&'t str> {
    let source = entry
        .source()
        .filter(|source| !entry.has_value() && *source != text)?;
    let mut interner = Interner::default();
    let (old, new) = (interner.words(&source), interner.words(text));
    (likeness(&old, &new, 0.0) < IN_PLACE)
        .then(|| entry.line(Name::Source))
        .flatten()
}
