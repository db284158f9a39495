//! Carry: what an edit of the source does to a translation that it cannot make wrong.

use std::collections::BTreeMap;

use super::atoms::{Kind, Visible};
use super::{MarkKind, Text};
use crate::span::Span;

/// Writes the new targets of the source into a translation.
///
/// Every changed target has to stand in the translation verbatim, as often as in the source; `None` where one stands
/// otherwise, or where the markup of the two sources differs in more than targets.
pub fn retarget(old: &Text, new: &Text, translation: &Text) -> Option<String> {
    let (olds, news, places) = (targets(old), targets(new), targets(translation));
    if olds.len() != news.len() {
        return None;
    }
    let pairs = olds
        .iter()
        .zip(&news)
        .map(|(a, b)| (a.of(old.text), b.of(new.text)));
    let theirs = places.iter().map(|span| span.of(translation.text));
    if pairs.clone().map(|(a, _)| a).eq(theirs.clone()) {
        // The same targets in the same order: each becomes its own, though one may become two different ones.
        let edits = places.iter().copied().zip(pairs.map(|(_, b)| b));
        return Some(replaced(translation.text, edits));
    }
    let map = changed(pairs, theirs.clone())?;
    let edits = places
        .iter()
        .zip(theirs)
        .filter_map(|(span, a)| Some((*span, *map.get(a)?)));
    Some(replaced(translation.text, edits))
}

fn targets(text: &Text) -> Vec<Span> {
    let marks = text
        .marks
        .iter()
        .filter(|mark| matches!(mark.kind, MarkKind::Target | MarkKind::Address));
    marks.map(|mark| mark.span).collect()
}

/// Writes the new numbers of the source into a translation, for a person to confirm.
///
/// The sources may differ in digits only; each changed number has to stand in the translation verbatim, as often as
/// in the source. Otherwise, and where no number changed, `None`.
pub fn proposal(old_source: &str, new_source: &str, translation: &str) -> Option<String> {
    let [old, new, theirs] =
        [old_source, new_source, translation].map(|text| Visible::new(&Text::plain(text)));
    let (olds, news, places) = (numbers(&old), numbers(&new), numbers(&theirs));
    if olds.len() != news.len() || !between(&old, &olds).eq(between(&new, &news)) {
        return None;
    }
    let pairs = olds
        .iter()
        .zip(&news)
        .map(|(a, b)| (a.of(old_source), b.of(new_source)));
    let map = changed(pairs, places.iter().map(|span| span.of(translation)))?;
    if map.is_empty() {
        return None;
    }
    let edits = places
        .iter()
        .filter_map(|span| Some((*span, *map.get(span.of(translation))?)));
    Some(replaced(translation, edits))
}

/// Returns where the numbers stand, and words with digits such as `F16`.
fn numbers(visible: &Visible) -> Vec<Span> {
    let has_digit = |kind, text: &str| match kind {
        Kind::Number => true,
        Kind::Word => text.contains(char::is_numeric),
        _ => false,
    };
    let atoms = visible
        .atoms
        .iter()
        .filter(|atom| has_digit(atom.kind, visible.of(**atom)));
    atoms.map(|atom| Span::new(atom.start, atom.end)).collect()
}

/// Yields what stands between the numbers, its white space folded.
fn between<'v>(
    visible: &'v Visible,
    numbers: &'v [Span],
) -> impl Iterator<Item = (Vec<&'v str>, [bool; 2])> {
    let starts = std::iter::once(0).chain(numbers.iter().map(|span| span.end));
    let ends = numbers
        .iter()
        .map(|span| span.start)
        .chain([visible.text.len()]);
    starts.zip(ends).map(|(start, end)| {
        let text = &visible.text[start..end];
        let edges = [
            text.starts_with(char::is_whitespace),
            text.ends_with(char::is_whitespace),
        ];
        (text.split_whitespace().collect(), edges)
    })
}

/// Maps each old text that changed to its new one.
///
/// `None` where one became two different ones, or does not stand among `theirs` as often as among the old ones.
fn changed<'p>(
    pairs: impl Iterator<Item = (&'p str, &'p str)> + Clone,
    theirs: impl Iterator<Item = &'p str> + Clone,
) -> Option<BTreeMap<&'p str, &'p str>> {
    let mut map = BTreeMap::new();
    for (old, new) in pairs.clone() {
        if *map.entry(old).or_insert(new) != new {
            return None;
        }
    }
    map.retain(|old, new| old != new);
    let as_often = |old: &&&str| {
        let n_source = pairs.clone().filter(|(other, _)| *other == **old).count();
        theirs.clone().filter(|other| *other == **old).count() == n_source
    };
    let n_standing = map.keys().filter(as_often).count();
    (n_standing == map.len()).then_some(map)
}

/// Writes `text` with other texts at some spans, which are in order.
fn replaced<'e>(text: &str, edits: impl Iterator<Item = (Span, &'e str)>) -> String {
    let mut result = String::with_capacity(text.len() + 16);
    let mut from = 0;
    for (span, new) in edits {
        result.push_str(&text[from..span.start]);
        result.push_str(new);
        from = span.end;
    }
    result.push_str(&text[from..]);
    result
}
