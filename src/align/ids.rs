//! Ids: the name of every segment of today, from the alignment, from entries that hold its text, or new.

use std::collections::VecDeque;

use foldhash::{HashMap, HashMapExt, HashSet};

use super::Origin;
use crate::id::SegmentId;
use crate::segment::slug::slug;

/// Names the segments with `texts`.
///
/// `old` are the remembered ids that `origins` points to; `held` maps a text to the ids under which
/// locale files hold it (adoption), and `elsewhere` gives one that another article's file holds; `taken` are all
/// ids that a new one must not have.
pub fn name(
    texts: &[&str],
    origins: &[Origin],
    old: &[SegmentId],
    mut held: HashMap<&str, VecDeque<SegmentId>>,
    elsewhere: &mut dyn FnMut(&str) -> Option<SegmentId>,
    taken: &HashSet<&str>,
) -> Vec<SegmentId> {
    let mut used: HashSet<SegmentId> = origins
        .iter()
        .filter_map(|o| o.old())
        .map(|idx| old[idx].clone())
        .collect();
    let mut ids: Vec<Option<SegmentId>> = origins
        .iter()
        .map(|o| o.old().map(|idx| old[idx].clone()))
        .collect();
    for (idx, id) in ids.iter_mut().enumerate().filter(|(_, id)| id.is_none()) {
        *id = held.get_mut(texts[idx]).and_then(VecDeque::pop_front);
        if id.is_none() {
            let is_free = |id: &SegmentId| !taken.contains(id.as_str()) && !used.contains(id);
            *id = elsewhere(texts[idx]).filter(is_free);
        }
        used.extend(id.clone());
    }
    let mut counters: HashMap<String, usize> = HashMap::new();
    let named = ids.into_iter().enumerate().map(|(idx, id)| {
        id.unwrap_or_else(|| {
            let slug = slug(texts[idx]);
            let counter = counters.entry(slug.clone()).or_insert(1);
            loop {
                let name = if *counter == 1 {
                    slug.clone()
                } else {
                    format!("{slug}-{counter}")
                };
                *counter += 1;
                if taken.contains(&*name) || used.contains(&*name) {
                    continue;
                }
                let id = SegmentId::new(&name).expect("a slug is a Fluent identifier");
                used.insert(id.clone());
                return id;
            }
        })
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> SegmentId {
        SegmentId::new(name).unwrap()
    }

    #[test]
    fn new_ids_are_unique_against_everything() {
        let origins = [
            Origin::Equal { old: 0 },
            Origin::New,
            Origin::New,
            Origin::New,
        ];
        let held = HashMap::from_iter([("Held.", VecDeque::from([id("kept")]))]);
        let ids = name(
            &["Yes.", "Yes.", "Held.", "Yes!"],
            &origins,
            &[id("yes")],
            held,
            &mut |_| None,
            &HashSet::from_iter(["yes-2"]),
        );
        let names: Vec<_> = ids.iter().map(SegmentId::as_str).collect();
        assert_eq!(names, ["yes", "yes-3", "kept", "yes-4"]);
    }
}
