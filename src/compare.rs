//! Compare: the status of every segment in one locale.
//!
//! Pure: rows of the source against the entries of a locale file. It knows neither files nor words on a
//! screen.

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};
use std::fmt;

use crate::catalog::Row;
use crate::change::{Class, Classes, Policy};
use crate::classify::edits::Edits;
use crate::fluent::value::Value;
use crate::machine::Name;
use crate::translation::{Basis, Form, Translation};

/// Is where a segment stands in a locale, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// No translation.
    Missing,
    /// A proposal that nobody confirmed.
    Draft,
    /// Made from an English text that has changed since in a way that counts.
    Stale,
    /// Made from an English text that is not known.
    Unverified,
    /// Made from today's English.
    Current,
}

impl Status {
    /// Lists every status, the best first, as reports print them.
    pub const ALL: [Status; 5] = [
        Status::Current,
        Status::Stale,
        Status::Draft,
        Status::Unverified,
        Status::Missing,
    ];

    /// Returns the word of the status.
    pub const fn name(self) -> &'static str {
        match self {
            Status::Missing => "missing",
            Status::Draft => "draft",
            Status::Stale => "stale",
            Status::Unverified => "unverified",
            Status::Current => "current",
        }
    }

    /// Tells whether a person confirmed the translation for some English text that is known.
    pub const fn is_confirmed(self) -> bool {
        matches!(self, Status::Current | Status::Stale)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Is a row with its entry, if any, and its status.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit<'t> {
    /// Index of the row.
    pub row: usize,
    /// Its status.
    pub status: Status,
    /// Index of the entry in the locale file: a translation, a stub or a slip.
    pub entry: Option<usize>,
    /// Whether the entry stands under another id and is taken for its `@source`.
    pub adopted: bool,
    /// The English the translation was made from, where that is known and not today's.
    pub basis: Option<Cow<'t, str>>,
    /// What kind of edit lies between the basis and today's English.
    pub classes: Classes,
    /// Whether that edit keeps the translation current.
    pub carried: bool,
    /// The row whose translation stands here too: of a pure reference.
    pub same_as: Option<usize>,
    /// The row in whose entry this one's translation stands.
    pub joined: Option<usize>,
}

/// Is what comparing one locale file with its source gives.
#[derive(Debug, Default)]
pub struct Comparison<'t> {
    /// One unit per row, in order.
    pub units: Vec<Unit<'t>>,
    /// Entries whose segment is gone, translations and stubs, by their index.
    pub gone: Vec<usize>,
}

/// Compares the rows of a source with a locale file.
///
/// `edits` says what kind of edit lies between two English texts.
pub fn compare<'t>(
    rows: &[Row<'_>],
    translation: Option<&Translation<'t>>,
    policy: Policy,
    edits: &Edits<'_>,
) -> Comparison<'t> {
    let Some(translation) = translation else {
        let units = (0..rows.len())
            .map(|row| Unit::missing(row, None))
            .collect();
        return Comparison {
            units,
            gone: Vec::new(),
        };
    };
    let mut owned = vec![false; translation.entries.len()];
    let mut found: Vec<(Option<usize>, bool)> = Vec::with_capacity(rows.len());
    for row in rows {
        let entry = translation.get(row.id);
        if let Some(entry) = entry {
            owned[entry] = true;
        }
        found.push((entry, false));
    }
    let is_row: HashMap<&str, usize> = rows
        .iter()
        .enumerate()
        .map(|(idx, row)| (row.id, idx))
        .collect();
    adopt(rows, translation, &is_row, &mut owned, &mut found);
    let mut units: Vec<Unit<'t>> = found
        .iter()
        .enumerate()
        .map(|(row, (entry, adopted))| {
            let unit = own_unit(row, rows, *entry, translation, policy, edits, &is_row);
            Unit {
                adopted: *adopted,
                ..unit
            }
        })
        .collect();
    follow_references(&mut units);
    even_out_groups(&mut units);
    let gone = translation.entries.iter().enumerate();
    let gone = gone.filter(|(idx, entry)| {
        !owned[*idx] && !is_row.contains_key(entry.id) && entry.line(Name::Source).is_some()
    });
    Comparison {
        units,
        gone: gone.map(|(idx, _)| idx).collect(),
    }
}

impl Unit<'_> {
    /// Tells whether the translation stands with the new targets written into it.
    pub fn is_retargeted(&self) -> bool {
        self.carried && self.classes.contains(Class::Target)
    }

    fn missing(row: usize, entry: Option<usize>) -> Self {
        Unit {
            row,
            status: Status::Missing,
            entry,
            adopted: false,
            basis: None,
            classes: Classes::default(),
            carried: false,
            same_as: None,
            joined: None,
        }
    }
}

/// Gives every row without a translation an entry without a row that was made from its text.
fn adopt(
    rows: &[Row<'_>],
    translation: &Translation<'_>,
    is_row: &HashMap<&str, usize>,
    owned: &mut [bool],
    found: &mut [(Option<usize>, bool)],
) {
    let has_value =
        |entry: Option<usize>| entry.is_some_and(|idx| translation.entries[idx].has_value());
    if found.iter().all(|(entry, _)| has_value(*entry)) {
        return;
    }
    let mut homeless: HashMap<Cow<'_, str>, VecDeque<usize>> = HashMap::new();
    for (idx, entry) in translation.entries.iter().enumerate() {
        if !owned[idx]
            && entry.has_value()
            && !is_row.contains_key(entry.id)
            && let Some(source) = entry.source()
        {
            homeless.entry(source).or_default().push_back(idx);
        }
    }
    if homeless.is_empty() {
        return;
    }
    for (row, slot) in rows.iter().zip(found) {
        if !has_value(slot.0)
            && let Some(queue) = homeless.get_mut(row.text)
            && let Some(idx) = queue.pop_front()
        {
            owned[idx] = true;
            *slot = (Some(idx), true);
        }
    }
}

/// Judges a row by its own entry alone.
fn own_unit<'t>(
    row_idx: usize,
    rows: &[Row<'_>],
    entry_idx: Option<usize>,
    translation: &Translation<'t>,
    policy: Policy,
    edits: &Edits<'_>,
    is_row: &HashMap<&str, usize>,
) -> Unit<'t> {
    let mut unit = Unit::missing(row_idx, entry_idx);
    let Some(idx) = entry_idx else { return unit };
    let entry = &translation.entries[idx];
    let Form::Value(value) = &entry.form else {
        return unit;
    };
    unit.joined = entry
        .line(Name::Joined)
        .and_then(|id| is_row.get(id).copied())
        .filter(|idx| *idx != row_idx);
    if let Value::Reference(id) = value {
        unit.same_as = is_row.get(id).copied();
    }
    let text = rows[row_idx].text;
    let is_empty = matches!(value, Value::Text(value) if value.is_empty());
    if is_empty && unit.joined.is_none() && !text.is_empty() {
        // Nothing is a translation only where the text stands in another entry.
        return unit;
    }
    let basis = translation.stub_beside(idx).unwrap_or(entry).basis();
    if let Basis::Text(basis) = &basis
        && basis != text
    {
        let value = translation.value_span(idx).of(translation.file.raw);
        unit.classes = edits.classify_for(basis, text, value);
        unit.carried = policy.carries(unit.classes);
        unit.basis = Some(basis.clone());
    }
    unit.status = if entry.line(Name::Draft).is_some() {
        Status::Draft
    } else if basis == Basis::Unknown && unit.same_as.is_none() {
        Status::Unverified
    } else if unit.basis.is_none() || unit.carried {
        Status::Current
    } else {
        Status::Stale
    };
    unit
}

/// Gives pure references the status of their targets, unless their own English moved.
fn follow_references(units: &mut [Unit<'_>]) {
    for idx in 0..units.len() {
        if units[idx].same_as.is_none() || units[idx].status != Status::Current {
            continue;
        }
        let mut at = idx;
        let mut n_steps = 0;
        while let Some(next) = units[at].same_as
            && n_steps <= units.len()
        {
            at = next;
            n_steps += 1;
        }
        // A chain that never ends resolves to nothing.
        let is_cycle = units[at].same_as.is_some();
        units[idx].status = if is_cycle {
            Status::Missing
        } else {
            units[at].status
        };
    }
}

/// Gives the members of a joined group the worst status among them.
fn even_out_groups(units: &mut [Unit<'_>]) {
    let mut worst: HashMap<usize, Status> = HashMap::new();
    for unit in units.iter() {
        if let Some(head) = unit.joined {
            let status = worst.entry(head).or_insert(units[head].status);
            *status = (*status).min(unit.status);
        }
    }
    for (idx, unit) in units.iter_mut().enumerate() {
        if let Some(status) = worst.get(&unit.joined.unwrap_or(idx)) {
            unit.status = *status;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::file::Text;

    fn rows<'a>(texts: &[(&'a str, &'a str)]) -> Vec<Row<'a>> {
        let row = |(id, text): &(&'a str, &'a str)| Row {
            id,
            text,
            line: None,
            protected: &[],
            context: None,
            notes: &[],
        };
        texts.iter().map(row).collect()
    }

    fn check(texts: &[(&str, &str)], raw: &str, expect: &str) {
        let text = Text::new(raw.to_owned());
        let (translation, _) = Translation::read(&text);
        let found = compare(
            &rows(texts),
            Some(&translation),
            Policy::default(),
            &Edits::PLAIN,
        );
        let statuses: Vec<_> = found.units.iter().map(|unit| unit.status.name()).collect();
        assert_eq!(statuses.join(" "), expect, "{raw}");
    }

    #[test]
    fn each_status_has_its_sign_in_the_file() {
        let texts = [
            ("a", "A"),
            ("b", "B"),
            ("c", "C"),
            ("d", "D"),
            ("e", "E"),
            ("f", "F"),
            ("g", "G"),
        ];
        let raw = "# @source A\n# a =\n\n# @source B\nb = x\n\n# @source C\n# @was C0\nc = x\n\n# @source D\n# @draft memory\nd = x\n\ne = x\n\n# @source F\n# @was ?\nf = x\n\n# @source G\ng =\n";
        check(
            &texts,
            raw,
            "missing current stale draft unverified unverified missing",
        );
    }

    #[test]
    fn a_source_line_that_is_behind_makes_stale() {
        check(&[("a", "A new")], "# @source A\na = x\n", "stale");
        check(&[("a", "A  old")], "# @source A old\na = x\n", "current");
    }

    #[test]
    fn a_reference_has_its_targets_status_while_its_own_english_stands() {
        let raw = "# @source A\n# @was A0\na = x\n\n# @source A\nb = { a }\n\n# @source B\nc = { d }\n\n# @source D\nd = x\n";
        check(
            &[("a", "A"), ("b", "A"), ("c", "C"), ("d", "D")],
            raw,
            "stale stale stale current",
        );
        check(
            &[("a", "A"), ("b", "A")],
            "a = { b }\n\nb = { a }\n",
            "missing missing",
        );
    }

    #[test]
    fn a_joined_group_has_one_status() {
        let raw = "# @source A\na = x y\n\n# @source B\n# @was B0\n# @joined a\nb = { \"\" }\n";
        check(&[("a", "A"), ("b", "B")], raw, "stale stale");
    }

    #[test]
    fn a_stub_left_beside_its_entry_says_what_that_was_made_from() {
        let raw = "# @source A\n# a =\n\na = x\n";
        check(&[("a", "A")], raw, "current");
        check(&[("a", "A new")], raw, "stale");
    }

    #[test]
    fn nothing_is_no_translation() {
        check(&[("a", "A")], "# @source A\na = { \"\" }\n", "missing");
        check(
            &[("a", "A")],
            "# @source A\n# @joined gone\na = { \"\" }\n",
            "missing",
        );
    }

    #[test]
    fn an_entry_under_another_id_is_adopted_by_its_source() {
        let text = Text::new("# @source A\nold = x\n\n# @source Z\ngone = z\n".into());
        let (translation, _) = Translation::read(&text);
        let found = compare(
            &rows(&[("a", "A")]),
            Some(&translation),
            Policy::default(),
            &Edits::PLAIN,
        );
        assert_eq!(
            (found.units[0].status, found.units[0].adopted),
            (Status::Current, true)
        );
        assert_eq!(found.gone, [1]);
    }

    #[test]
    fn a_helper_message_is_nobodys_business() {
        let text = Text::new("helper = x\n".into());
        let (translation, _) = Translation::read(&text);
        let found = compare(&[], Some(&translation), Policy::default(), &Edits::PLAIN);
        assert!(found.gone.is_empty());
    }
}
