//! Between: articles that have another path now, and segments that stand in another article.

use std::borrow::Cow;

use foldhash::{HashMap, HashMapExt, HashSet};

use super::holder::{Holder, Slot, place};
use super::name::{align, remembered as remembered_of};
use crate::align::between::{Left, N_TELLING, between, shares};
use crate::align::{self as alignment, Origin, Place};
use crate::catalog::{Elsewhere, Remembered};
use crate::segment::count::words;
use crate::translation::Entry;

/// The least share of the words of an article that is gone which make another one its successor.
const SUCCESSOR: f64 = 0.25;
/// The least share of the words of a new article that make it the successor of one that is gone.
const SUCCEEDED: f64 = 0.5;

/// Is a segment that its article's own catalog does not remember, and another's does.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arrival {
    /// The article and its segment.
    pub row: (usize, usize),
    /// The holder that remembers it, and where in its catalog.
    pub old: (usize, usize),
    /// Where it stands in the article's own catalog now.
    pub here: usize,
}

/// Gives new articles the catalogs and locale files of those that are gone and whose text they have.
pub(super) fn rename(holders: &mut [Holder<'_>], n_articles: usize) {
    let is_new = |holder: &&Holder<'_>| holder.catalog_raw.is_none();
    let (articles, rests) = holders.split_at(n_articles);
    if rests.is_empty() || !articles.iter().any(|article| is_new(&article)) {
        return;
    }
    let olds: Vec<Left<'_>> = rests.iter().map(|rest| open(rest.olds())).collect();
    let news = articles.iter().map(|article| match is_new(&article) {
        true => open(article.news()),
        false => open(Vec::new()),
    });
    let news: Vec<Left<'_>> = news.collect();
    let n_words =
        |left: &Left<'_>| -> usize { left.places.iter().map(|place| words(place.text)).sum() };
    let mut pairs = Vec::new();
    let mut is_paired = (vec![false; articles.len()], vec![false; rests.len()]);
    // The same text from beginning to end, however little that tells.
    let mut whole: HashMap<Vec<&str>, usize> = HashMap::new();
    for (idx, old) in olds.iter().enumerate().rev() {
        whole.insert(texts(old), idx);
    }
    for (idx, new) in news
        .iter()
        .enumerate()
        .filter(|(_, new)| !new.places.is_empty())
    {
        if let Some(old) = whole.remove(&texts(new)) {
            (is_paired.0[idx], is_paired.1[old]) = (true, true);
            pairs.push((idx, n_articles + old));
        }
    }
    for share in shares(&olds, &news) {
        if is_paired.0[share.new] || is_paired.1[share.old] {
            continue;
        }
        let n_old = n_words(&olds[share.old]) as f64;
        let n_new = n_words(&news[share.new]) as f64;
        // Where files stand without a catalog, a run was stopped, and the other catalog is still there.
        let is_fresh = articles[share.new]
            .slots
            .iter()
            .all(|slot| slot.stored.is_none());
        if !is_fresh && rests[share.old].catalog_raw.is_none() {
            continue;
        }
        let is_much = SUCCESSOR * n_old <= share.n_words || SUCCEEDED * n_new <= share.n_words;
        if is_much && (N_TELLING as f64).min(n_old) <= share.n_words {
            is_paired.0[share.new] = true;
            is_paired.1[share.old] = true;
            pairs.push((share.new, n_articles + share.old));
        }
    }
    for (new, old) in pairs {
        succeed(holders, new, old);
    }
}

fn texts<'a>(left: &Left<'a>) -> Vec<&'a str> {
    left.places.iter().map(|place| place.text).collect()
}

/// Puts an article in the place of one that is gone.
fn succeed(holders: &mut [Holder<'_>], new: usize, old: usize) {
    let path = holders[old].path;
    let mut catalog = std::mem::take(&mut holders[old].catalog);
    for entry in &mut catalog.entries {
        entry.from = Some(Elsewhere {
            article: path,
            id: entry.id.clone(),
        });
    }
    for idx in 0..holders[new].slots.len() {
        let slot = &holders[new].slots[idx];
        let Some(before) = holders[old].slot(slot.side.locale) else {
            continue;
        };
        let is_free = slot.stored.is_none() && !slot.is_fixed;
        if !is_free || holders[old].slots[before].is_fixed {
            continue;
        }
        let (read, path) = {
            let before = &mut holders[old].slots[before];
            (before.read.take(), before.path.clone())
        };
        if read.is_some() {
            let slot = &mut holders[new].slots[idx];
            slot.read = read;
            slot.path = path;
        }
    }
    holders[old].became = Some(new);
    let article = &mut holders[new];
    article.was = Some(old);
    article.catalog = catalog;
    if let Some(document) = &article.document {
        article.origins = align(document, &article.catalog);
    }
}

/// Finds the segments that are new in their article in what the others' catalogs have left.
///
/// What is found is remembered by the article's own catalog from then on, under the id that it had.
pub(super) fn arrive(holders: &mut [Holder<'_>], n_articles: usize) -> Vec<Arrival> {
    let olds: Vec<Left<'_>> = holders.iter().map(remembered).collect();
    let news: Vec<Left<'_>> = holders[..n_articles].iter().map(standing).collect();
    let has = |lefts: &[Left<'_>]| lefts.iter().any(|left| !left.places.is_empty());
    if !has(&olds) || !has(&news) {
        return Vec::new();
    }
    let matches = between(&olds, &news);
    let mut arrivals = Vec::with_capacity(matches.len());
    for found in matches {
        let (giver, receiver) = (found.old.0, found.new.0);
        let remembered = &holders[giver].catalog.entries[found.old.1];
        let id = remembered.id.as_str();
        if found.score.is_some() && is_denied(&holders[receiver], found.new.1, id) {
            continue;
        }
        let from = remembered.from.clone().unwrap_or_else(|| Elsewhere {
            article: holders[giver].path,
            id: remembered.id.clone(),
        });
        let remembered = Remembered {
            from: Some(from),
            ..remembered.clone()
        };
        release(&mut holders[giver].origins, found.old.1);
        let here = holders[receiver].catalog.entries.len();
        holders[receiver].catalog.entries.push(remembered);
        holders[receiver].origins[found.new.1] = match found.score {
            Some(score) => Origin::Edited { old: here, score },
            None => Origin::Moved { old: here },
        };
        arrivals.push(Arrival {
            row: found.new,
            old: found.old,
            here,
        });
    }
    arrivals
}

/// Lets an article without a catalog remember what its first locale file shows, where nothing better was found:
/// the catalog is lost, or was not written yet.
pub(super) fn recall(holder: &mut Holder<'_>) {
    if holder.catalog_raw.is_some() || holder.was.is_some() {
        return;
    }
    let Some(translation) = holder.slots.iter().find_map(Slot::translation) else {
        return;
    };
    let known: HashSet<&str> = holder
        .texts()
        .zip(&holder.origins)
        .filter(|(_, origin)| **origin != Origin::New)
        .map(|(text, _)| text)
        .collect();
    let mut derived = remembered_of(translation);
    derived
        .entries
        .retain(|entry| !known.contains(&*entry.text));
    let open: Vec<usize> = (0..holder.origins.len())
        .filter(|row| holder.origins[*row] == Origin::New)
        .collect();
    let news = holder.news();
    let news: Vec<_> = open.iter().map(|row| news[*row]).collect();
    let olds = derived.entries.iter().map(place);
    let origins = alignment::align(&olds.collect::<Vec<_>>(), &news);
    let first = holder.catalog.entries.len();
    for (row, origin) in open.into_iter().zip(origins) {
        holder.origins[row] = origin.behind(first);
    }
    holder.catalog.entries.extend(derived.entries);
}

/// Makes the segments new that are no edit of what the catalog remembers, by the article's own locale files: those
/// show their texts under ids that the catalog does not know, and nothing under the one it does. A sync wrote them
/// that was stopped before this catalog.
pub(super) fn heed(holder: &mut Holder<'_>) {
    let edited = holder.origins.iter().enumerate();
    let doubtful: Vec<usize> = edited
        .filter_map(|(row, origin)| match origin {
            Origin::Edited { old, .. } => Some((row, holder.catalog.entries[*old].id.as_str())),
            _ => None,
        })
        .filter(|(_, id)| {
            let mut files = holder.slots.iter().filter_map(Slot::translation);
            files.all(|translation| translation.get(id).is_none())
        })
        .map(|(row, _)| row)
        .collect();
    if doubtful.is_empty() {
        return;
    }
    let known: HashSet<&str> = holder
        .catalog
        .entries
        .iter()
        .map(|entry| entry.id.as_str())
        .collect();
    let files = holder.slots.iter().filter_map(Slot::translation);
    let entries = files.flat_map(|translation| &translation.entries);
    let shown: HashSet<Cow<'_, str>> = entries
        .filter(|entry| !known.contains(entry.id) && !entry.is_obsolete())
        .filter_map(Entry::source)
        .collect();
    let texts: Vec<&str> = holder.texts().collect();
    let denied: Vec<usize> = doubtful
        .into_iter()
        .filter(|row| shown.contains(texts[*row]))
        .collect();
    for row in denied {
        holder.origins[row] = Origin::New;
    }
}

/// Makes the segment new that an edit had made of what goes to another article.
fn release(origins: &mut [Origin], old: usize) {
    if let Some(origin) = origins.iter_mut().find(|origin| origin.old() == Some(old)) {
        *origin = Origin::New;
    }
}

/// Takes what a holder remembers and has left, and what is edited now.
fn remembered<'h>(holder: &'h Holder<'_>) -> Left<'h> {
    let mut edited = vec![false; holder.catalog.entries.len()];
    for origin in &holder.origins {
        if let Origin::Edited { old, .. } = origin {
            edited[*old] = true;
        }
    }
    left(holder.left(), edited, || holder.olds())
}

/// Takes what is new in an article, and what is edited.
fn standing<'h>(holder: &'h Holder<'_>) -> Left<'h> {
    let origins = holder.origins.iter();
    let new = origins.clone().map(|origin| origin.is_new()).collect();
    let edited = origins.map(|origin| matches!(origin, Origin::Edited { .. }));
    left(new, edited.collect(), || holder.news())
}

/// Tells whether the article's own locale files say that a segment is no edit of the one with `id`: they show its text,
/// under other ids.
fn is_denied(holder: &Holder<'_>, row: usize, id: &str) -> bool {
    let text = holder.texts().nth(row).unwrap_or_default();
    let translations = holder.slots.iter().filter_map(Slot::translation);
    let entries = translations.flat_map(|translation| &translation.entries);
    let mut shown = entries
        .filter(|entry| entry.source().is_some_and(|source| source == text))
        .peekable();
    shown.peek().is_some() && !shown.any(|entry| entry.id.starts_with(id))
}

/// Makes one article's share; what has nothing open needs no places.
fn left<'h>(open: Vec<bool>, edited: Vec<bool>, places: impl Fn() -> Vec<Place<'h>>) -> Left<'h> {
    if !open.contains(&true) && !edited.contains(&true) {
        return self::open(Vec::new());
    }
    Left {
        places: places(),
        open,
        edited,
    }
}

fn open(places: Vec<Place<'_>>) -> Left<'_> {
    Left {
        open: vec![true; places.len()],
        edited: vec![false; places.len()],
        places,
    }
}
