//! Regroup: the translations of text whose sentence boundaries moved: joined where sentences were merged, cut
//! where they fell into parts, handed on where one of a joined group is gone.
//!
//! What is made here is what `sync` writes and what every report shows before it did.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use foldhash::{HashMap, HashSet, HashSetExt};

use super::pieces::{glues, pieces, same_letters};
use super::{Setting, link};
use crate::catalog::Row;
use crate::fluent::encode::encode;
use crate::fluent::value::Value;
use crate::machine::Name;
use crate::translation::{Basis, Form, Translation};

/// Is a stretch of text whose boundaries moved: what became of remembered segments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch<'a> {
    /// The rows of today.
    pub rows: Range<usize>,
    /// The ids of the remembered segments, in order; the first is the first row's.
    pub ids: Vec<&'a str>,
}

/// Is a translation that the next `sync` makes of those that are there.
#[derive(Clone, Debug, PartialEq)]
pub struct Made<'t> {
    /// How it was made.
    pub how: How,
    /// Its value, as Fluent source.
    pub value: String,
    /// The English it was made from.
    pub basis: Basis<'t>,
    /// Whether people said so, of all of it.
    pub is_known: bool,
    /// Where it comes from, of a proposal.
    pub draft: Option<Cow<'t, str>>,
    /// The entry that its text comes from, the first of several, by its index.
    pub first: usize,
    /// The entries that it takes the place of, by their indexes; none of a later piece.
    pub entries: Vec<usize>,
}

/// Is how a translation was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Of several, one behind the other.
    Merged,
    /// It is one sentence of a translation whose English has the same boundaries now.
    Resegmented,
    /// It stood for English that is gone, too.
    Shrunk,
}

/// Is what regrouping makes of a locale file.
#[derive(Debug, Default)]
pub(super) struct Regrouped<'t> {
    /// By their rows.
    pub made: BTreeMap<usize, Made<'t>>,
    /// The rows that took over the text of an entry, by the entry's index.
    pub heirs: HashMap<usize, usize>,
}

/// Makes the translations of all `stretches`, and gives the entries that go into one its row.
pub(super) fn regroup<'t>(
    rows: &[Row<'_>],
    translation: &Translation<'t>,
    setting: &Setting<'_>,
    owners: &mut [Option<usize>],
) -> Regrouped<'t> {
    let mut regrouping = Regrouping {
        rows,
        translation,
        setting,
        owners,
        regrouped: Regrouped::default(),
    };
    for stretch in setting.stretches {
        regrouping.stretch(stretch);
    }
    regrouping.groups();
    regrouping.regrouped
}

struct Regrouping<'r, 't> {
    rows: &'r [Row<'r>],
    translation: &'r Translation<'t>,
    setting: &'r Setting<'r>,
    owners: &'r mut [Option<usize>],
    regrouped: Regrouped<'t>,
}

/// Is a translation that goes into another.
struct Part<'t> {
    entry: usize,
    value: &'t str,
    basis: Option<Cow<'t, str>>,
    is_known: bool,
    draft: Option<&'t str>,
}

impl<'t> Regrouping<'_, 't> {
    fn stretch(&mut self, stretch: &Stretch<'_>) {
        let head = stretch.rows.start;
        let entries = self.entries(stretch);
        let is_head = |idx: &usize| self.owners[*idx] == Some(head);
        let is_alone = entries.iter().all(is_head);
        // What was synced already has today's English.
        let is_done = entries
            .iter()
            .copied()
            .find(|idx| is_head(idx))
            .is_some_and(|idx| {
                let source = self.translation.entries[idx].source();
                source.is_some_and(|source| source == self.rows[head].text)
            });
        let is_whole = stretch.rows.len() == 1;
        if is_alone && (is_done || is_whole) || !entries.iter().all(|idx| self.can_be_joined(*idx))
        {
            return;
        }
        let parts: Vec<Part<'t>> = entries.iter().filter_map(|idx| self.part(*idx)).collect();
        if parts.is_empty() {
            return;
        }
        // What a translator refers to by name stays, as obsolete.
        let named = match is_alone {
            true => HashSet::new(),
            false => referred(self.translation, |idx| {
                link(self.translation, idx).is_none()
            }),
        };
        let entries: Vec<usize> = entries
            .into_iter()
            .filter(|idx| {
                self.owners[*idx] == Some(head)
                    || !named.contains(self.translation.entries[*idx].id)
            })
            .collect();
        if self.cut(stretch, &parts, &entries) || is_alone {
            return;
        }
        let made = self.join(&parts, self.rows[head].text, entries);
        self.own(head, &made.entries);
        self.regrouped.made.insert(head, made);
    }

    /// Finds the entries of a stretch that are still where they were before it moved.
    fn entries(&self, stretch: &Stretch<'_>) -> Vec<usize> {
        let found = stretch.ids.iter().filter_map(|id| {
            let idx = self.translation.get(id)?;
            let is_free = match self.owners[idx] {
                Some(row) => row == stretch.rows.start,
                None => !self.translation.entries[idx].is_obsolete(),
            };
            is_free.then_some(idx)
        });
        found.collect()
    }

    fn own(&mut self, row: usize, entries: &[usize]) {
        for idx in entries {
            self.owners[*idx] = Some(row);
        }
    }

    /// Tells whether an entry's value can stand behind another's: it has no attributes, and it is no slip.
    fn can_be_joined(&self, idx: usize) -> bool {
        let entry = &self.translation.entries[idx];
        let is_clear = !matches!(entry.form, Form::Slip(_)) && entry.attributes.is_empty();
        is_clear && self.translation.stub_beside(idx).is_none()
    }

    /// Returns an entry that has a value, with the text and the basis that a reference leads to.
    fn part(&self, idx: usize) -> Option<Part<'t>> {
        let entries = &self.translation.entries;
        if !entries[idx].has_value() {
            return None;
        }
        let last = link(self.translation, idx).map_or(idx, |link| link.last);
        let judged = &entries[last];
        let (basis, is_known) = match judged.basis() {
            Basis::Text(text) => (Some(text), true),
            Basis::Unknown => (judged.source(), false),
        };
        Some(Part {
            entry: idx,
            value: self
                .translation
                .value_span(last)
                .of(self.translation.file.raw),
            basis,
            is_known,
            draft: judged.line(Name::Draft),
        })
    }

    /// Joins translations and what they were made from; the white space between them is that of `whole`.
    fn join(&self, parts: &[Part<'t>], whole: &str, entries: Vec<usize>) -> Made<'t> {
        let bases: Vec<&str> = parts
            .iter()
            .filter_map(|part| part.basis.as_deref())
            .collect();
        let own = glues(&bases, whole).filter(|_| bases.len() == parts.len());
        let glue = |idx: usize| match &own {
            Some(glues) => glues[idx],
            None => " ",
        };
        let (mut value, mut basis) = (String::new(), String::new());
        for (idx, part) in parts.iter().enumerate() {
            // A joined entry's text stands in its head.
            let is_empty = self.is_empty(part.entry);
            if 0 < idx && !value.is_empty() && !is_empty {
                match glue(idx - 1) {
                    plain if plain.trim_matches(' ').is_empty() => value.push_str(plain),
                    other => value.push_str(&encode(other, &[])),
                }
            }
            if 0 < idx {
                basis.push_str(glue(idx - 1));
            }
            if !is_empty {
                value.push_str(part.value);
            }
            basis.push_str(part.basis.as_deref().unwrap_or_default());
        }
        if value.is_empty() {
            value.push_str("{ \"\" }");
        }
        let is_known = parts.iter().all(|part| part.is_known);
        let is_todays = basis == whole;
        Made {
            how: How::Merged,
            value,
            basis: match is_known || !is_todays && parts.iter().all(|part| part.basis.is_some()) {
                true => Basis::Text(Cow::Owned(basis)),
                false => Basis::Unknown,
            },
            is_known,
            draft: parts.iter().find_map(|part| part.draft).map(Cow::Borrowed),
            first: parts[0].entry,
            entries,
        }
    }

    fn is_empty(&self, idx: usize) -> bool {
        matches!(&self.translation.entries[idx].form, Form::Value(Value::Text(text)) if text.is_empty())
    }

    /// Cuts a translation of the same English into as many sentences as there are rows. `false` where it has
    /// fewer or more of them, is no plain translation, or has nothing to be cut for.
    fn cut(&mut self, stretch: &Stretch<'_>, parts: &[Part<'t>], entries: &[usize]) -> bool {
        let rows = &self.rows[stretch.rows.clone()];
        let Some(sentences) = self.setting.sentences.filter(|_| 1 < rows.len()) else {
            return false;
        };
        let is_grouped = |idx: usize| {
            let entry = &self.translation.entries[idx];
            entry.line(Name::Joined).is_some() || self.is_head(entry.id)
        };
        let is_plain = parts.len() == stretch.ids.len()
            && parts
                .iter()
                .all(|part| part.is_known && part.draft.is_none() && !is_grouped(part.entry));
        let is_taken = rows[1..].iter().any(|row| {
            let own = self.translation.get(row.id);
            own.is_some_and(|idx| {
                !matches!(self.translation.entries[idx].form, Form::Stub | Form::Empty)
            })
        });
        let bases = parts.iter().filter_map(|part| part.basis.as_deref());
        if !is_plain || is_taken || !same_letters(bases, rows.iter().map(|row| row.text)) {
            return false;
        }
        let joined = self.join(parts, "", Vec::new());
        let Some(pieces) = pieces(&joined.value, sentences, self.setting.edits.format) else {
            return false;
        };
        if pieces.len() != rows.len() {
            return false;
        }
        for (row, value) in stretch.rows.clone().zip(pieces) {
            let made = Made {
                how: How::Resegmented,
                value,
                basis: Basis::Text(Cow::Owned(self.rows[row].text.to_owned())),
                is_known: true,
                draft: Some(Cow::Borrowed("resegmented")),
                first: parts[0].entry,
                entries: match row == stretch.rows.start {
                    true => entries.to_vec(),
                    false => Vec::new(),
                },
            };
            self.regrouped.made.insert(row, made);
        }
        self.own(stretch.rows.start, entries);
        true
    }

    fn is_head(&self, id: &str) -> bool {
        let mut entries = self.translation.entries.iter();
        entries.any(|entry| entry.line(Name::Joined) == Some(id))
    }

    /// Hands on the text of a joined group whose head is gone, and remembers what a head was made from whose
    /// member is gone.
    fn groups(&mut self) {
        let entries = &self.translation.entries;
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (member, entry) in entries.iter().enumerate() {
            let head = entry
                .line(Name::Joined)
                .and_then(|id| self.translation.get(id));
            if let Some(head) = head.filter(|head| *head != member) {
                groups.entry(head).or_default().push(member);
            }
        }
        for (head, members) in groups {
            let group = || members.iter().copied().chain([head]);
            if !group().all(|idx| self.can_be_joined(idx)) || !entries[head].has_value() {
                continue;
            }
            let is_gone = |idx: usize| {
                let entry = &entries[idx];
                self.owners[idx].is_none() && !entry.is_obsolete() && entry.source().is_some()
            };
            let keeper = match self.owners[head] {
                Some(row) if members.iter().any(|idx| is_gone(*idx)) => Some((row, head)),
                Some(_) => None,
                None => {
                    let alive = members.iter().filter(|idx| self.is_empty(**idx));
                    let alive = alive.filter_map(|idx| Some((self.owners[*idx]?, *idx)));
                    alive.min()
                }
            };
            let Some((row, keeper)) =
                keeper.filter(|(row, _)| !self.regrouped.made.contains_key(row))
            else {
                continue;
            };
            let mut gone: Vec<usize> = group()
                .filter(|idx| *idx == head || *idx == keeper || is_gone(*idx))
                .collect();
            gone.sort_unstable();
            let parts: Vec<Part<'t>> = gone.into_iter().filter_map(|idx| self.part(idx)).collect();
            let made = Made {
                how: How::Shrunk,
                ..self.join(&parts, "", vec![keeper])
            };
            self.regrouped.made.insert(row, made);
            if keeper != head {
                self.regrouped.heirs.insert(head, row);
            }
        }
    }
}

/// Returns the ids that stand in the placeables of entries that `is_asked` picks.
fn referred<'t>(
    translation: &Translation<'t>,
    is_asked: impl Fn(usize) -> bool,
) -> HashSet<&'t str> {
    let raw = translation.file.raw;
    let is_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let asked = translation
        .entries
        .iter()
        .enumerate()
        .filter(|(idx, _)| is_asked(*idx));
    let values = asked.map(|(_, entry)| &raw[entry.id_span.end..entry.span.end]);
    let words = values
        .filter(|value| value.contains('{'))
        .flat_map(|value| value.split(move |c| !is_id(c)));
    words.filter(|word| !word.is_empty()).collect()
}
