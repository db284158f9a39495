//! Name: the id of every segment, unique in its article against everything that stands in any locale.

use std::borrow::Cow;
use std::collections::VecDeque;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::between::Arrival;
use super::holder::{Holder, Slot};
use crate::align::between::is_telling;
use crate::align::{self, Origin, Place, ids};
use crate::catalog::{Catalog, Remembered};
use crate::document::Document;
use crate::id::SegmentId;
use crate::machine::Name;
use crate::translation::{Basis, Entry, Translation};

/// Finds for each segment of today what the catalog remembers of it.
pub(super) fn align(document: &Document<'_>, catalog: &Catalog<'_>) -> Vec<Origin> {
    let old: Vec<Place<'_>> = catalog
        .entries
        .iter()
        .map(|entry| Place {
            text: &entry.text,
            context: entry.context,
        })
        .collect();
    let new: Vec<Place<'_>> = document
        .segments
        .iter()
        .map(|segment| Place {
            text: &segment.text,
            context: segment.starts_block.then_some(&*segment.context.0),
        })
        .collect();
    align::align(&old, &new)
}

/// Names the segments of all articles: remembered ids, ids that an entry holds for their text, new ones.
pub(super) fn name(holders: &mut [Holder<'_>], arrivals: &[Arrival]) {
    let mut arrived: HashMap<usize, Vec<&Arrival>> = HashMap::new();
    for arrival in arrivals {
        arrived.entry(arrival.row.0).or_default().push(arrival);
    }
    for (idx, arrivals) in &arrived {
        let ids = arrival_ids(&holders[*idx], arrivals);
        for (arrival, id) in arrivals.iter().zip(ids) {
            holders[*idx].catalog.entries[arrival.here].id = id;
        }
    }
    let mut elsewhere = held_elsewhere(holders);
    for (idx, holder) in holders.iter_mut().enumerate() {
        holder.ids = own(holder, idx, &mut elsewhere);
    }
}

/// Finds a free id for each segment that arrives: the one it had, or that with a number.
fn arrival_ids(holder: &Holder<'_>, arrivals: &[&Arrival]) -> Vec<SegmentId> {
    let is_here: HashSet<usize> = arrivals.iter().map(|arrival| arrival.here).collect();
    let own = holder.catalog.entries.iter().enumerate();
    let own = own.filter(|(idx, _)| !is_here.contains(idx));
    let mut used: HashSet<SegmentId> = own.map(|(_, entry)| entry.id.clone()).collect();
    let mut standing: HashMap<&str, Vec<&Entry<'_>>> = HashMap::new();
    let mut shown: HashMap<Cow<'_, str>, Vec<&str>> = HashMap::new();
    for entry in entries(holder) {
        standing.entry(entry.id).or_default().push(entry);
        if let Some(source) = entry.source().filter(|_| !entry.is_obsolete()) {
            shown.entry(source).or_default().push(entry.id);
        }
    }
    let texts: Vec<&str> = holder.texts().collect();
    let ids = arrivals.iter().map(|arrival| {
        let remembered = &holder.catalog.entries[arrival.here];
        let today = texts[arrival.row.1];
        // An earlier run was stopped, or one locale's file could not be written: it stands here already.
        let is_ours = |entry: &&Entry<'_>| {
            let basis = match entry.basis() {
                Basis::Text(text) => Some(text),
                Basis::Unknown => None,
            };
            let mut texts = entry.source().into_iter().chain(basis);
            !entry.is_obsolete() && texts.any(|text| text == today || text == remembered.text)
        };
        let names = (1..).map(|n| match n {
            1 => remembered.id.clone(),
            n => SegmentId::new(&format!("{}-{n}", remembered.id)).expect("an id with a number"),
        });
        // A run was stopped before this catalog: the files have the name that it gave.
        let given = shown
            .get(today)
            .filter(|ids| !ids.contains(&remembered.id.as_str()));
        let given = given
            .into_iter()
            .flatten()
            .filter_map(|id| SegmentId::new(id));
        let mut free = given.chain(names).filter(|id| {
            let standing = standing.get(id.as_str());
            !used.contains(id) && standing.is_none_or(|entries| entries.iter().all(is_ours))
        });
        let id = free.next().expect("there is always another number");
        used.insert(id.clone());
        id
    });
    ids.collect()
}

/// Names the segments of one article.
fn own(holder: &Holder<'_>, own: usize, elsewhere: &mut Held) -> Vec<SegmentId> {
    let known = holder.origins.iter().map(|origin| {
        let entry = &holder.catalog.entries[origin.old()?];
        Some(entry.id.clone())
    });
    if let Some(ids) = known.collect() {
        return ids;
    }
    let old: Vec<SegmentId> = holder
        .catalog
        .entries
        .iter()
        .map(|entry| entry.id.clone())
        .collect();
    let remembered: HashSet<&str> = old.iter().map(SegmentId::as_str).collect();
    let mut taken = remembered.clone();
    taken.extend(entries(holder).map(|entry| entry.id));
    let sources: Vec<(Cow<'_, str>, SegmentId)> = entries(holder)
        .filter(|entry| !remembered.contains(entry.id))
        .filter_map(|entry| Some((entry.source()?, SegmentId::new(entry.id)?)))
        .collect();
    let mut held: HashMap<&str, VecDeque<SegmentId>> = HashMap::new();
    let mut seen: HashSet<&SegmentId> = HashSet::new();
    for (source, id) in sources.iter().filter(|(_, id)| seen.insert(id)) {
        held.entry(source).or_default().push_back(id.clone());
    }
    let texts: Vec<&str> = holder.texts().collect();
    let mut elsewhere = |text: &str| {
        let queue = elsewhere.get_mut(text)?;
        let at = queue.iter().position(|(holder, _)| *holder != own)?;
        queue.remove(at).map(|(_, id)| id)
    };
    ids::name(&texts, &holder.origins, &old, held, &mut elsewhere, &taken)
}

/// Is which ids entries without a segment have, by the English they show; with their holder.
type Held = HashMap<String, VecDeque<(usize, SegmentId)>>;

/// Finds the entries without a segment that show the text of a new segment.
fn held_elsewhere(holders: &[Holder<'_>]) -> Held {
    let mut held = Held::new();
    // Before anything was translated nothing is held.
    if !holders
        .iter()
        .any(|holder| entries(holder).any(Entry::has_value))
    {
        return held;
    }
    for holder in holders {
        for (text, origin) in holder.texts().zip(&holder.origins) {
            if *origin == Origin::New && is_telling(text) {
                held.entry(text.to_owned()).or_default();
            }
        }
    }
    if held.is_empty() {
        return held;
    }
    for (idx, holder) in holders.iter().enumerate() {
        let left = holder.left();
        let entries_of = holder.catalog.entries.iter().zip(left);
        let standing = entries_of.filter(|(_, left)| !left);
        let standing: HashSet<&str> = standing.map(|(entry, _)| entry.id.as_str()).collect();
        // What the article itself will take.
        let open = holder.texts().zip(&holder.origins);
        let open = open.filter(|(_, origin)| **origin == Origin::New);
        let open: HashSet<&str> = open.map(|(text, _)| text).collect();
        let mut seen: HashSet<&str> = HashSet::new();
        for entry in entries(holder) {
            if !entry.has_value() || standing.contains(entry.id) || !seen.insert(entry.id) {
                continue;
            }
            let source = entry.source().filter(|source| !open.contains(&**source));
            let queue = source.and_then(|source| held.get_mut(&*source));
            if let (Some(queue), Some(id)) = (queue, SegmentId::new(entry.id)) {
                queue.push_back((idx, id));
            }
        }
    }
    held
}

/// Yields the entries of a holder in all locales.
fn entries<'h, 'a>(holder: &'h Holder<'a>) -> impl Iterator<Item = &'h Entry<'a>> {
    let translations = holder.slots.iter().filter_map(Slot::translation);
    translations.flat_map(|translation| &translation.entries)
}

/// Reads a catalog out of a locale file: its entries and stubs with the English they show.
pub(super) fn remembered<'t>(translation: &Translation<'t>) -> Catalog<'t> {
    let entries = translation
        .entries
        .iter()
        .enumerate()
        .filter(|(idx, entry)| !entry.is_obsolete() && translation.doubled(*idx).is_none());
    let entries = entries.filter_map(|(_, entry)| {
        let id = SegmentId::new(entry.id)?;
        Some(Remembered {
            id,
            text: entry.source()?,
            context: entry.line(Name::Context),
            from: None,
        })
    });
    Catalog {
        entries: entries.collect(),
    }
}
