//! Moves: which entry of which locale file goes to which segment of another article.
//!
//! An entry follows its segment where the alignment found that elsewhere. And whatever the catalogs say, an entry
//! without a segment goes to a segment without an entry that has its text, so that a locale that was left behind
//! catches up.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, VecDeque};

use foldhash::{HashMap, HashMapExt, HashSet};

use super::between::Arrival;
use super::holder::{Holder, Slot};
use crate::align::between::is_telling;
use crate::id::SegmentId;
use crate::locale::Locale;
use crate::translation::{Entry, Form};

/// Is an entry that goes to a segment of another article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Move {
    /// The holder, the file and the entry.
    pub from: (usize, usize, usize),
    /// The article, the file and the segment.
    pub row: (usize, usize, usize),
}

/// Finds the entries of the segments that the alignment found in other articles.
pub(super) fn follow(holders: &[Holder<'_>], arrivals: &[Arrival]) -> Vec<Move> {
    let mut moves = Vec::new();
    let mut push = |row: (usize, usize), givers: &[usize], id: &str| {
        for (slot_idx, slot) in holders[row.0].slots.iter().enumerate() {
            let from = givers
                .iter()
                .find_map(|giver| find(holders, *giver, slot.side.locale, id));
            if let Some(from) = from.filter(|_| !slot.is_fixed) {
                moves.push(Move {
                    from,
                    row: (row.0, slot_idx, row.1),
                });
            }
        }
    };
    for arrival in arrivals {
        let (giver, old) = arrival.old;
        let givers: Vec<usize> = [giver].into_iter().chain(holders[giver].was).collect();
        let id = &holders[giver].catalog.entries[old].id;
        push(arrival.row, &givers, id.as_str());
    }
    // The files of an article that has another path, where that has files already.
    for (idx, holder) in holders.iter().enumerate() {
        let Some(was) = holder.was else { continue };
        for (row, origin) in holder.origins.iter().enumerate() {
            let old = origin.old().map(|old| &holder.catalog.entries[old]);
            if let Some(from) = old.and_then(|old| old.from.as_ref())
                && from.article == holders[was].path
            {
                push((idx, row), &[was], from.id.as_str());
            }
        }
    }
    moves.sort_unstable();
    moves.dedup();
    moves
}

/// Finds the entry that has `id` in a holder's file, where it holds anything that somebody wrote.
fn find(
    holders: &[Holder<'_>],
    holder: usize,
    locale: &Locale,
    id: &str,
) -> Option<(usize, usize, usize)> {
    let slot_idx = holders[holder].slot(locale)?;
    let slot = &holders[holder].slots[slot_idx];
    let translation = slot.translation().filter(|_| !slot.is_fixed)?;
    let idx = translation.get(id)?;
    is_worth(&translation.entries[idx]).then_some((holder, slot_idx, idx))
}

/// Tells whether a person, or what stands for one, wrote into an entry that Fluent can read.
fn is_worth(entry: &Entry<'_>) -> bool {
    match entry.form {
        Form::Value(_) => true,
        Form::Stub | Form::Empty => entry.has_own_lines(),
        Form::Slip(_) => false,
    }
}

/// Adds the entries without a segment whose text a segment without an entry has.
pub(super) fn adopt(holders: &[Holder<'_>], moves: &mut Vec<Move>) {
    let rows: Vec<OnceCell<Rows<'_>>> = holders.iter().map(|_| OnceCell::new()).collect();
    let mut locales: Vec<&Locale> = Vec::new();
    for slot in holders.iter().flat_map(|holder| &holder.slots) {
        if !locales.contains(&slot.side.locale) {
            locales.push(slot.side.locale);
        }
    }
    let mut by_locale: BTreeMap<&str, Vec<Move>> = BTreeMap::new();
    for single in &*moves {
        let locale = holders[single.from.0].slots[single.from.1].side.locale;
        by_locale.entry(locale.as_str()).or_default().push(*single);
    }
    for locale in locales {
        let known = by_locale.remove(locale.as_str()).unwrap_or_default();
        let mut adopting = Adopting::new(holders, &rows, locale, known);
        adopting.run();
        moves.extend(adopting.found);
    }
}

/// Is a segment in a file: its article, the file and the segment.
type Row = (usize, usize, usize);

/// Is the segments of an article by their ids.
type Rows<'h> = HashMap<&'h str, usize>;

/// Is an entry without a segment.
struct Homeless<'h, 'a> {
    at: (usize, usize, usize),
    entry: &'h Entry<'a>,
    is_free: bool,
}

struct Adopting<'h, 'a> {
    holders: &'h [Holder<'a>],
    locale: &'h Locale,
    homeless: Vec<Homeless<'h, 'a>>,
    /// Their indices by the English they show.
    by_text: HashMap<Cow<'h, str>, VecDeque<usize>>,
    by_place: HashMap<(usize, usize, usize), usize>,
    /// The segments that an entry comes to.
    filled: HashSet<(usize, usize)>,
    known: Vec<Move>,
    found: Vec<Move>,
}

impl<'h, 'a> Adopting<'h, 'a> {
    fn new(
        holders: &'h [Holder<'a>],
        rows: &[OnceCell<Rows<'h>>],
        locale: &'h Locale,
        known: Vec<Move>,
    ) -> Self {
        let leaving: HashSet<_> = known.iter().map(|single| single.from).collect();
        let filled = known.iter().map(|single| (single.row.0, single.row.2));
        let mut adopting = Adopting {
            holders,
            locale,
            homeless: Vec::new(),
            by_text: HashMap::new(),
            by_place: HashMap::new(),
            filled: filled.collect(),
            known,
            found: Vec::new(),
        };
        for (holder_idx, holder) in holders.iter().enumerate() {
            let Some(slot_idx) = holder.slot(locale) else {
                continue;
            };
            let slot = &holder.slots[slot_idx];
            let Some(translation) = slot.translation().filter(|_| !slot.is_fixed) else {
                continue;
            };
            // In most files entries stand in the order of the segments.
            let mut next = 0;
            let mut has_segment = |id: &str| {
                let is_next = holder.ids.get(next).is_some_and(|own| own.as_str() == id);
                let row = is_next.then_some(next).or_else(|| {
                    let ids = holder.ids.iter().map(SegmentId::as_str);
                    let rows = rows[holder_idx].get_or_init(|| ids.zip(0..).collect());
                    rows.get(id).copied()
                });
                next = row.map_or(next, |row| row + 1);
                row.is_some()
            };
            for (idx, entry) in translation.entries.iter().enumerate() {
                let at = (holder_idx, slot_idx, idx);
                if has_segment(entry.id)
                    || !entry.has_value()
                    || translation.doubled(idx).is_some()
                    || leaving.contains(&at)
                {
                    continue;
                }
                let Some(source) = entry.source() else {
                    continue;
                };
                let own = adopting.homeless.len();
                adopting.by_text.entry(source).or_default().push_back(own);
                adopting.by_place.insert(at, own);
                adopting.homeless.push(Homeless {
                    at,
                    entry,
                    is_free: true,
                });
            }
        }
        adopting
    }

    fn run(&mut self) {
        if self.homeless.is_empty() {
            return;
        }
        let holders = self.holders;
        let mut wanting = Vec::new();
        let mut doubles: BTreeMap<(usize, usize), Vec<Move>> = BTreeMap::new();
        for (idx, holder) in holders.iter().enumerate() {
            let Some(slot_idx) = holder.slot(self.locale) else {
                continue;
            };
            let slot = &holder.slots[slot_idx];
            for (row, text) in holder.texts().enumerate().filter(|_| !slot.is_fixed) {
                let Some(queue) = self.by_text.get(text) else {
                    continue;
                };
                let at = (idx, slot_idx, row);
                if self.is_filled(slot, at) {
                    let twins = queue
                        .iter()
                        .filter(|own| self.is_double(slot, at, &self.homeless[**own]));
                    for own in twins.copied().collect::<Vec<_>>() {
                        let from = self.homeless[own].at;
                        if holders[from.0].document.is_some() {
                            // It went there already, and goes nowhere else.
                            self.homeless[own].is_free = false;
                            continue;
                        }
                        let double = Move { from, row: at };
                        doubles.entry((from.0, idx)).or_default().push(double);
                    }
                    continue;
                }
                // What stands in the article's own file is nearer.
                let own = queue
                    .iter()
                    .copied()
                    .find(|own| self.homeless[*own].is_free && self.homeless[*own].at.0 == idx);
                match own {
                    Some(own) => self.homeless[own].is_free = false,
                    None => wanting.push((at, text)),
                }
            }
        }
        self.take_doubles(&doubles);
        for (at, text) in wanting.iter().filter(|(_, text)| is_telling(text)) {
            let id = holders[at.0].ids[at.2].as_str();
            let queue = self.by_text.get(*text).into_iter().flatten().copied();
            let free: Vec<usize> = queue.filter(|own| self.homeless[*own].is_free).collect();
            let same = free.iter().find(|own| self.homeless[**own].entry.id == id);
            if let Some(own) = same.or(free.first()) {
                self.give(*own, *at);
            }
        }
        self.spread(&wanting);
    }

    fn give(&mut self, own: usize, row: (usize, usize, usize)) {
        let homeless = &mut self.homeless[own];
        homeless.is_free = false;
        self.filled.insert((row.0, row.2));
        let from = homeless.at;
        self.found.push(Move { from, row });
    }

    /// Gives short texts to the neighbours of what moves.
    fn spread(&mut self, wanting: &[((usize, usize, usize), &str)]) {
        let wanting: HashMap<(usize, usize), (Row, &str)> = wanting
            .iter()
            .map(|(at, text)| ((at.0, at.2), (*at, *text)))
            .collect();
        let mut queue: VecDeque<Move> = self.known.iter().chain(&self.found).copied().collect();
        while let Some(single) = queue.pop_front() {
            for step in [1, -1] {
                let (Some(entry), Some(row)) = (
                    single.from.2.checked_add_signed(step),
                    single.row.2.checked_add_signed(step),
                ) else {
                    continue;
                };
                let Some((at, text)) = wanting.get(&(single.row.0, row)) else {
                    continue;
                };
                let place = (single.from.0, single.from.1, entry);
                let Some(&own) = self.by_place.get(&place) else {
                    continue;
                };
                let homeless = &self.homeless[own];
                let is_same = homeless
                    .entry
                    .source()
                    .is_some_and(|source| source == *text);
                if is_same && homeless.is_free && !self.filled.contains(&(at.0, at.2)) {
                    self.give(own, *at);
                    queue.push_back(Move {
                        from: place,
                        row: *at,
                    });
                }
            }
        }
    }

    fn is_filled(&self, slot: &Slot<'_>, at: (usize, usize, usize)) -> bool {
        let id = self.holders[at.0].ids[at.2].as_str();
        let translation = slot.translation();
        let stands = translation.is_some_and(|translation| {
            translation
                .get(id)
                .is_some_and(|idx| translation.entries[idx].has_value())
        });
        stands || self.filled.contains(&(at.0, at.2))
    }

    /// Tells whether an entry stands in its segment's file already: a run was stopped.
    ///
    /// Of an article that is there, whether a sync has called it obsolete since says nothing: it would go elsewhere at
    /// the next sync. What is left of one that is gone may be older than the run.
    fn is_double(
        &self,
        slot: &Slot<'_>,
        at: (usize, usize, usize),
        own: &Homeless<'_, '_>,
    ) -> bool {
        let id = self.holders[at.0].ids[at.2].as_str();
        (self.holders[own.at.0].document.is_some() || !own.entry.is_obsolete())
            && own.entry.id == id
            && slot
                .translation()
                .and_then(|translation| Some(&translation.entries[translation.get(id)?]))
                .is_some_and(|entry| entry.form == own.entry.form)
    }

    /// Takes what stands twice out of an article that is gone, where most of it stands in one other.
    fn take_doubles(&mut self, doubles: &BTreeMap<(usize, usize), Vec<Move>>) {
        for ((gone, _), doubles) in doubles {
            let n_values = self.homeless.iter().filter(|own| own.at.0 == *gone).count();
            if 2 * doubles.len() < n_values {
                continue;
            }
            for double in doubles {
                let own = self.by_place[&double.from];
                if self.homeless[own].is_free {
                    self.homeless[own].is_free = false;
                    self.found.push(*double);
                }
            }
        }
    }
}
