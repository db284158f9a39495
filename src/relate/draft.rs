//! Draft: what stands translated elsewhere in a locale, for new segments with the same text in the same kind of
//! block: as a proposal, or as their translation where the locale's policy says so.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::holder::Slot;
use super::localize::localize;
use super::piece::{Insert, Piece, insert};
use super::{Arrival, Article, Localized, Settings};
use crate::align::Origin;
use crate::compare::{Status, Unit};
use crate::fluent::encode::encode;
use crate::fluent::file::Text;
use crate::locale::Locale;
use crate::machine::{self, Name};
use crate::translation::frame::with_blank_lines;
use crate::translation::{Form, Translation};

/// Is what has to be the same of two segments so that one translation can stand for both.
type Key<'k> = (&'k str, &'k str, &'k [Range<usize>]);

/// Is a file by its article and its index there.
type Side = (usize, usize);

/// Is a new segment without a translation, in one locale.
struct Open {
    article: usize,
    side: usize,
    row: usize,
}

/// Is where a translation stands.
#[derive(Clone, Copy)]
struct Known {
    article: usize,
    side: usize,
    row: usize,
}

/// Gives new segments without a translation that of a segment elsewhere.
pub(super) fn draft<'a>(
    articles: &mut [Article<'a>],
    settings: Settings<'a>,
    desk: &'a OnceLock<Vec<Text>>,
) {
    let found = find(articles);
    if found.is_empty() {
        return;
    }
    let mut by_side: Vec<(Side, Vec<(usize, Known)>)> = Vec::new();
    for (open, known) in found {
        let side = (open.article, open.side);
        match by_side.last_mut().filter(|(last, _)| *last == side) {
            Some((_, rows)) => rows.push((open.row, known)),
            None => by_side.push((side, vec![(open.row, known)])),
        }
    }
    let made: Vec<Text> = by_side
        .iter()
        .map(|((article, side), rows)| {
            let (text, places, drafts) = write(articles, (*article, *side), rows, settings);
            let passage = &mut articles[*article].sides[*side].passage;
            passage.places = Some(places);
            passage.drafts = drafts;
            text
        })
        .collect();
    let texts = desk.get_or_init(|| made);
    let mut changed = HashSet::new();
    for (((article, side), _), text) in by_side.iter().zip(texts) {
        let side = &mut articles[*article].sides[*side];
        side.side.text = Some(text);
        let (translation, errors) = Translation::read(text);
        (side.translation, side.errors) = (Some(translation), errors);
        changed.insert(*article);
    }
    for article in changed {
        compare_again(&mut articles[article], settings);
    }
}

/// Finds the new segments without a translation, and where theirs stands; by article and side.
fn find(articles: &[Article<'_>]) -> Vec<(Open, Known)> {
    let mut wanted: HashMap<(&Locale, Key<'_>), Option<Known>> = HashMap::new();
    let mut open = Vec::new();
    for (article_idx, article) in articles.iter().enumerate() {
        // Without a catalog nothing is remembered for sure: its first sync may have been stopped.
        let is_new = |origin: &Origin| origin.is_new() || article.catalog_raw.is_none();
        if !article.origins.iter().any(is_new) {
            continue;
        }
        for (side_idx, side) in article
            .sides
            .iter()
            .enumerate()
            .filter(|(_, side)| takes(side))
        {
            let mut seen: HashSet<Key<'_>> = HashSet::new();
            for (row, origin) in article.origins.iter().enumerate() {
                let unit = &side.comparison.units[row];
                let is_open = is_new(origin) && is_open(side, unit);
                if is_open && seen.insert(key(article, row)) {
                    wanted.insert((side.side.locale, key(article, row)), None);
                    open.push(Open {
                        article: article_idx,
                        side: side_idx,
                        row,
                    });
                }
            }
        }
    }
    if open.is_empty() {
        return Vec::new();
    }
    for (article_idx, article) in articles.iter().enumerate() {
        for (side_idx, side) in article.sides.iter().enumerate() {
            let heads = LazyCell::new(|| heads(side));
            for unit in &side.comparison.units {
                let key = key(article, unit.row);
                let Some(slot) = wanted.get_mut(&(side.side.locale, key)) else {
                    continue;
                };
                if slot.is_none() && is_good(side, unit, &heads) {
                    *slot = Some(Known {
                        article: article_idx,
                        side: side_idx,
                        row: unit.row,
                    });
                }
            }
        }
    }
    let found = open.into_iter().filter_map(|open| {
        let article = &articles[open.article];
        let locale = article.sides[open.side].side.locale;
        let known = wanted[&(locale, key(article, open.row))]?;
        (known.article != open.article).then_some((open, known))
    });
    found.collect()
}

fn key<'k>(article: &'k Article<'_>, row: usize) -> Key<'k> {
    let segment = &article.document.segments[row];
    (&segment.text, &segment.context.0, &segment.protected)
}

/// Tells whether proposals can be written into a file: what an overlay does not say, its parent says.
fn takes(side: &Localized<'_>) -> bool {
    let is_whole = |read: &Translation<'_>| read.conflict_marker().is_none();
    !side.side.is_overlay
        && side.side.trouble.is_none()
        && side.translation.as_ref().is_none_or(is_whole)
}

/// Tells whether nobody has written anything for a segment.
fn is_open(side: &Localized<'_>, unit: &Unit<'_>) -> bool {
    let is_bare = |idx: usize| {
        side.translation.as_ref().is_some_and(|translation| {
            let entry = &translation.entries[idx];
            entry.form == Form::Stub && !entry.has_own_lines()
        })
    };
    unit.status == Status::Missing && unit.entry.is_none_or(is_bare)
}

/// Lists the rows whose translation is that of others too.
pub(super) fn heads(side: &Localized<'_>) -> BTreeSet<usize> {
    let units = side.comparison.units.iter();
    units.filter_map(|unit| unit.joined).collect()
}

/// Tells whether a translation says the same in another article: it is today's, and whole in itself. `heads` are the
/// rows whose translation is that of others too.
#[inline]
pub(super) fn is_good(side: &Localized<'_>, unit: &Unit<'_>, heads: &BTreeSet<usize>) -> bool {
    let is_joined = || unit.joined.is_some() || heads.contains(&unit.row);
    unit.status == Status::Current
        && !unit.is_retargeted()
        && side
            .translation
            .as_ref()
            .zip(unit.text_entry())
            .is_some_and(|(translation, idx)| {
                let entry = &translation.entries[idx];
                entry.is_text()
                    || entry.has_value()
                        && entry.attributes.is_empty()
                        && translation.messages(idx).is_empty()
            })
        && !is_joined()
}

/// Writes the file with its proposals, and says where they come from.
fn write(
    articles: &[Article<'_>],
    (article_idx, side_idx): (usize, usize),
    rows: &[(usize, Known)],
    settings: Settings<'_>,
) -> (Text, super::Places, Vec<Arrival>) {
    let article = &articles[article_idx];
    let side = &article.sides[side_idx];
    let mut insert_into = Insert::default();
    let mut drafts = Vec::new();
    for (row, known) in rows {
        let (from, id) = (&articles[known.article], &article.ids[*row]);
        let giver = &from.sides[known.side];
        let unit = &giver.comparison.units[known.row];
        let (Some(translation), Some(idx)) = (&giver.translation, unit.text_entry()) else {
            continue;
        };
        let segment = &article.document.segments[*row];
        let source = encode(&segment.text, &segment.protected);
        let mut text = machine::write(Name::Source, &source) + "\n";
        if !side.side.policy.memory {
            let below = from.path.strip_prefix(settings.source).unwrap_or(from.path);
            let origin = format!(
                "same as {} {}",
                below.trim_start_matches('/'),
                from.ids[known.row]
            );
            text += &(machine::write(Name::Draft, &origin) + "\n");
        }
        let value = translation.assigned_span(idx).of(translation.file.raw);
        text += &format!("{id}{value}\n");
        insert_into.pieces.push(vec![Piece {
            text,
            path: giver.side.path.as_str().into(),
            line: 1,
        }]);
        let own = side.translation.as_ref();
        if let Some((own, stub)) = own.and_then(|own| Some((own, own.get(id.as_str())?))) {
            let range = with_blank_lines(own.file.raw, own.entries[stub].span);
            insert_into
                .edits
                .insert((range.start, range.end), String::new());
        }
        drafts.push(Arrival {
            row: *row,
            article: from.path.to_owned(),
            id: from.ids[known.row].to_string(),
        });
    }
    let own = side.translation.as_ref();
    let path = side.side.path.as_str().into();
    let (raw, places) = insert(own, &path, article.path, &insert_into);
    let places = match &side.passage.places {
        Some(earlier) => places.through(earlier, &side.side.path, &raw),
        None => places,
    };
    (Text::new(raw), places, drafts)
}

/// Compares an article anew with its files as they are now.
fn compare_again<'a>(article: &mut Article<'a>, settings: Settings<'a>) {
    let mut slots = Vec::with_capacity(article.sides.len());
    let mut passages = Vec::with_capacity(article.sides.len());
    for side in std::mem::take(&mut article.sides) {
        let errors = side.errors;
        slots.push(Slot {
            path: side.side.path.clone(),
            stored: side.stored,
            read: side.translation.map(|translation| (translation, errors)),
            is_fixed: false,
            side: side.side,
        });
        passages.push(side.passage);
    }
    let edits = settings.edits(article.document.format);
    let sides = localize(
        &article.rows(),
        slots,
        passages,
        &edits,
        &article.stretches(),
    );
    article.sides = sides;
}
