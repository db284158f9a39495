//! Localize: the rows of an article or message file in each of its locales: compared, resolved, inherited.

use std::borrow::Cow;

use super::holder::Slot;
use super::{Localized, Passage};
use crate::catalog::Row;
use crate::classify::edits::Edits;
use crate::compare::{Setting, Stretch, Unit, compare_in};
use crate::resolve::Resolver;

/// Returns a translation as the next sync will leave it: with the new targets of its source.
fn retargeted<'t>(
    text: Cow<'t, str>,
    unit: &Unit<'_>,
    rows: &[Row<'_>],
    edits: &Edits<'_>,
) -> Cow<'t, str> {
    let basis = unit.basis.as_ref().filter(|_| unit.is_retargeted());
    let new = basis.and_then(|basis| edits.retarget(basis, rows[unit.row].text, &text));
    new.map_or(text, Cow::Owned)
}

/// Makes the sides of an article or message file; parents come before their children.
pub(super) fn localize<'a>(
    rows: &[Row<'_>],
    slots: Vec<Slot<'a>>,
    passages: Vec<Passage>,
    edits: &Edits<'_>,
    stretches: &[Stretch<'_>],
) -> Vec<Localized<'a>> {
    let mut localized: Vec<Localized<'a>> = Vec::with_capacity(slots.len());
    for (slot, passage) in slots.into_iter().zip(passages) {
        let Slot {
            side, stored, read, ..
        } = slot;
        let (translation, errors) = read.map_or((None, Vec::new()), |(translation, errors)| {
            (Some(translation), errors)
        });
        let setting = Setting {
            policy: side.policy,
            edits,
            is_overlay: side.is_overlay,
            stretches,
            sentences: side.sentences,
        };
        let comparison = compare_in(rows, translation.as_ref(), &setting);
        let resolver = side
            .text
            .map(|text| Resolver::new(side.locale, text, side.terms));
        let texts: Vec<_> = comparison
            .units
            .iter()
            .map(|unit| {
                let (translation, resolver) = (translation.as_ref()?, resolver.as_ref()?);
                if let Some(made) = &unit.made {
                    return Some(resolver.value(&made.value).map(Cow::Owned));
                }
                let text = resolver.entry(translation, unit.text_entry()?)?;
                Some(text.map(|text| retargeted(text, unit, rows, edits)))
            })
            .collect();
        let inherited = texts
            .iter()
            .enumerate()
            .map(|(row, text)| match side.parent {
                Some(parent) if text.is_none() => {
                    let above: &Localized<'a> = &localized[parent];
                    above.inherited[row].or_else(|| above.texts[row].as_ref().map(|_| parent))
                }
                _ => None,
            })
            .collect();
        localized.push(Localized {
            side,
            stored,
            passage,
            translation,
            errors,
            comparison,
            texts,
            inherited,
        });
    }
    localized
}
