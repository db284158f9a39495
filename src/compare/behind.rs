//! Behind: where sentence boundaries moved since a locale file was written, whatever the catalog has learnt since.
//!
//! A branch, a file that could not be written and an entry that came from another article still show the English of
//! before. What the catalog's alignment found out then, each file's entries find out for themselves.

use super::Stretch;
use crate::align::{Place, align, boundary};
use crate::catalog::Row;
use crate::machine::Name;
use crate::translation::Translation;

/// Is where rows and entries stand before anything is regrouped.
#[derive(Clone, Copy)]
pub(super) struct Standing<'s> {
    /// The entry of each row.
    pub found: &'s [(Option<usize>, bool)],
    /// Whether that shows the row's English.
    pub is_shown: &'s [bool],
    /// The row of each entry.
    pub owners: &'s [Option<usize>],
}

/// Finds the stretches whose boundaries moved behind entries that show other English than today's; those of
/// `known` are known.
///
/// Every row and every entry is looked at from one entry only.
pub(super) fn stretches<'a>(
    rows: &[Row<'a>],
    translation: &Translation<'a>,
    known: &[Stretch<'_>],
    standing: Standing<'_>,
) -> Vec<Stretch<'a>> {
    let Standing {
        found,
        is_shown,
        owners,
    } = standing;
    let mut stretches = Vec::new();
    let mut is_known = vec![false; rows.len()];
    for stretch in known {
        is_known[stretch.rows.clone()].fill(true);
    }
    for (row, (entry, _)) in found.iter().enumerate() {
        let Some(entry) = *entry else { continue };
        if is_shown[row] || is_known[row] || !is_behind(&rows[row], translation, entry) {
            continue;
        }
        let is_free_row = |next: &usize| {
            found[*next].0.is_none() && rows[*next].context.is_none() && !is_known[*next]
        };
        let is_free_entry = |next: &usize| {
            let entry = &translation.entries[*next];
            owners[*next].is_none()
                && entry.has_value()
                && !entry.is_obsolete()
                && entry.line(Name::Context).is_none()
                && entry.source().is_some()
        };
        let news = row..(row + 1..rows.len())
            .find(|next| !is_free_row(next))
            .unwrap_or(rows.len());
        let n_entries = translation.entries.len();
        let olds = entry
            ..(entry + 1..n_entries)
                .find(|next| !is_free_entry(next))
                .unwrap_or(n_entries);
        if news.len() == 1 && olds.len() == 1 {
            continue;
        }
        let sources: Vec<_> = olds
            .clone()
            .filter_map(|idx| translation.entries[idx].source())
            .collect();
        let old: Vec<Place<'_>> = sources
            .iter()
            .enumerate()
            .map(|(idx, text)| Place {
                text,
                context: rows[row].context.filter(|_| idx == 0),
            })
            .collect();
        let new: Vec<Place<'_>> = news
            .clone()
            .map(|idx| Place {
                text: rows[idx].text,
                context: rows[idx].context,
            })
            .collect();
        let moved = boundary::stretches(&align(&old, &new));
        let own = moved
            .into_iter()
            .find(|stretch| stretch.olds.start == 0 && stretch.news.start == 0);
        stretches.extend(own.map(|stretch| {
            Stretch {
                rows: row..row + stretch.news.len(),
                ids: translation.entries[entry..entry + stretch.olds.len()]
                    .iter()
                    .map(|entry| entry.id)
                    .collect(),
            }
        }));
    }
    stretches
}

/// Tells whether an entry that does not show today's English has a translation and shows another.
fn is_behind(row: &Row<'_>, translation: &Translation<'_>, entry: usize) -> bool {
    let entry = &translation.entries[entry];
    row.line.is_none() && entry.has_value() && entry.source().is_some()
}
