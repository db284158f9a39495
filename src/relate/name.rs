//! Name: today's segments against the catalog, and the id of each.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::align::{self, Origin, Place, ids};
use crate::catalog::{Catalog, Remembered};
use crate::document::Document;
use crate::id::SegmentId;
use crate::machine::Name;
use crate::span::SyntaxError;
use crate::translation::Translation;

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

/// Names the segments: remembered ids, ids that an entry holds for their text, new ones.
pub(super) fn name(
    document: &Document<'_>,
    catalog: &Catalog<'_>,
    origins: &[Origin],
    read: &[Option<(Translation<'_>, Vec<SyntaxError>)>],
) -> Vec<SegmentId> {
    let old: Vec<SegmentId> = catalog
        .entries
        .iter()
        .map(|entry| entry.id.clone())
        .collect();
    let mut taken: HashSet<&str> = HashSet::new();
    let sources;
    let mut held: HashMap<&str, VecDeque<SegmentId>> = HashMap::new();
    if origins.iter().any(|origin| origin.old().is_none()) {
        taken.extend(old.iter().map(SegmentId::as_str));
        let entries = || {
            read.iter()
                .flatten()
                .flat_map(|(translation, _)| &translation.entries)
        };
        taken.extend(entries().map(|entry| entry.id));
        let remembered: HashSet<&str> = old.iter().map(SegmentId::as_str).collect();
        sources = entries()
            .filter(|entry| !remembered.contains(entry.id))
            .filter_map(|entry| Some((entry.source()?, SegmentId::new(entry.id)?)))
            .collect::<Vec<_>>();
        let mut seen: HashSet<&SegmentId> = HashSet::new();
        for (source, id) in sources.iter().filter(|(_, id)| seen.insert(id)) {
            held.entry(source).or_default().push_back(id.clone());
        }
    }
    let texts: Vec<&str> = document
        .segments
        .iter()
        .map(|segment| &*segment.text)
        .collect();
    ids::name(&texts, origins, &old, held, &taken)
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
        })
    });
    Catalog {
        entries: entries.collect(),
    }
}
