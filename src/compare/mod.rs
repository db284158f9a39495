//! Compare: the status of every segment in one locale.
//!
//! Pure: rows of the source against the entries of a locale file. It knows neither files nor words on a
//! screen.

mod repeat;
// The white space between sentences, and where they end.
mod pieces;
// The boundaries that a file has not heard of.
mod behind;
mod regroup;
mod judge;
// What stands elsewhere once all are judged.
mod split;

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::VecDeque;
use std::fmt;

use foldhash::{HashMap, HashMapExt};

use crate::catalog::Row;
use crate::change::{Class, Classes, Policy};
use crate::classify::edits::Edits;
use crate::document::Sentences;
use crate::machine::Name;
use crate::translation::{Form, Translation};
use behind::Standing;
use judge::{Judging, even_out_groups, follow_references};
use regroup::{Regrouped, regroup};

pub use regroup::{How, Made, Stretch};
pub use repeat::{Fate, Link, Repeat, link, typed_over};

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
    /// The entry whose text and basis are this one's: of a reference to the same English.
    pub repeats: Option<Repeat>,
    /// The row in whose entry this one's translation stands.
    pub joined: Option<usize>,
    /// The translation that the next `sync` makes of others': where sentence boundaries moved.
    pub made: Option<Made<'t>>,
    /// The row in whose translation the text of this one still stands, since that was split: until it is current
    /// again. Of missing ones only.
    pub split_from: Option<usize>,
}

/// Is what comparing one locale file with its source gives.
#[derive(Debug, Default)]
pub struct Comparison<'t> {
    /// One unit per row, in order.
    pub units: Vec<Unit<'t>>,
    /// Entries whose segment is gone, translations and stubs, by their index.
    pub gone: Vec<usize>,
    /// The rows that took over the text of an entry that is gone: of the head of a joined group.
    pub heirs: HashMap<usize, usize>,
}

/// Is what comparing depends on besides the texts.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'c> {
    /// Which edits carry.
    pub policy: Policy,
    /// What kind of edit lies between two English texts.
    pub edits: &'c Edits<'c>,
    /// Whether a parent says what the file does not.
    pub is_overlay: bool,
    /// Where sentence boundaries moved.
    pub stretches: &'c [Stretch<'c>],
    /// Where the sentences of the translations end.
    pub sentences: Option<&'c Sentences>,
}

/// Compares the rows of a source with a locale file, where no sentence boundary moved.
///
/// `edits` says what kind of edit lies between two English texts.
pub fn compare<'t>(
    rows: &[Row<'_>],
    translation: Option<&Translation<'t>>,
    policy: Policy,
    edits: &Edits<'_>,
) -> Comparison<'t> {
    let setting = Setting {
        policy,
        edits,
        is_overlay: false,
        stretches: &[],
        sentences: None,
    };
    compare_in(rows, translation, &setting)
}

/// Compares the rows of a source with a locale file.
pub fn compare_in<'t>(
    rows: &[Row<'_>],
    translation: Option<&Translation<'t>>,
    setting: &Setting<'_>,
) -> Comparison<'t> {
    let Some(translation) = translation else {
        let units = (0..rows.len())
            .map(|row| Unit::missing(row, None))
            .collect();
        return Comparison {
            units,
            ..Comparison::default()
        };
    };
    let mut owners: Vec<Option<usize>> = vec![None; translation.entries.len()];
    let mut found: Vec<(Option<usize>, bool)> = Vec::with_capacity(rows.len());
    // Whether the entry of a row shows today's English: that is asked more than once.
    let mut is_shown: Vec<bool> = Vec::with_capacity(rows.len());
    // In most files entries stand in the order of the rows.
    let mut next = 0;
    for (idx, row) in rows.iter().enumerate() {
        let entry = own_entry(row, translation, next);
        if let Some(entry) = entry {
            owners[entry] = Some(idx);
            next = entry + 1;
        }
        found.push((entry, false));
        is_shown.push(entry.is_some_and(|entry| translation.entries[entry].shows(row.text)));
    }
    // Where all is as it should be nobody asks.
    let by_id: LazyCell<HashMap<&str, usize>, _> = LazyCell::new(|| {
        let ids = rows.iter().map(|row| row.id);
        ids.zip(0..).collect()
    });
    let row_of = |id: &str| by_id.get(id).copied();
    let standing = Standing {
        found: &found,
        is_shown: &is_shown,
        owners: &owners,
    };
    let behind = behind::stretches(rows, translation, setting.stretches, standing);
    let stretches: Cow<'_, [Stretch<'_>]> = match behind.is_empty() {
        true => Cow::Borrowed(setting.stretches),
        false => setting.stretches.iter().cloned().chain(behind).collect(),
    };
    let setting = &Setting {
        stretches: &stretches,
        ..*setting
    };
    let Regrouped { mut made, heirs } = regroup(rows, translation, setting, &mut owners);
    adopt(rows, translation, &row_of, &mut owners, &mut found);
    let judging = Judging {
        rows,
        translation,
        setting,
        is_shown: &is_shown,
        row_of: &row_of,
        owners: &owners,
        heirs: &heirs,
    };
    let mut units: Vec<Unit<'t>> = found
        .iter()
        .enumerate()
        .map(|(row, (entry, adopted))| {
            let mut unit = match made.remove(&row) {
                Some(made) => judging.made(row, *entry, made),
                None => judging.unit(row, *entry),
            };
            unit.adopted = *adopted;
            unit
        })
        .collect();
    follow_references(&mut units);
    if !setting.is_overlay {
        repeat::refer(rows, translation, &mut units);
    }
    split::whole_groups(rows, &mut units);
    even_out_groups(&mut units);
    split::follow_splits(rows, translation, setting.stretches, &row_of, &mut units);
    let gone = translation.entries.iter().enumerate();
    let gone = gone.filter(|(idx, entry)| {
        owners[*idx].is_none()
            && match row_of(entry.id) {
                None => entry.line(Name::Source).is_some(),
                Some(row) => is_rivals_stub(*idx, &rows[row], rows, translation),
            }
    });
    Comparison {
        units,
        gone: gone.map(|(idx, _)| idx).collect(),
        heirs,
    }
}

impl Unit<'_> {
    /// Tells whether the translation stands with the new targets written into it.
    pub fn is_retargeted(&self) -> bool {
        self.carried && self.classes.contains(Class::Target)
    }

    /// Returns the entry whose value is the translation, by its index: the unit's own, or the one that it repeats.
    pub fn text_entry(&self) -> Option<usize> {
        match self.repeats {
            Some(repeat) if repeat.fate != Fate::Stands => Some(repeat.entry),
            _ => self.entry,
        }
    }

    /// Returns the translation that is made for it, unless it has that by a reference.
    pub fn making(&self) -> Option<&Made<'_>> {
        self.made.as_ref().filter(|_| self.repeats.is_none())
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
            repeats: None,
            joined: None,
            made: None,
            split_from: None,
        }
    }
}

/// Finds the entry of a row, which is probably the one at `guess`. Two branches may have made one id for two texts: then it
/// is the one of its text.
fn own_entry(row: &Row<'_>, translation: &Translation<'_>, guess: usize) -> Option<usize> {
    let counts = translation.get_near(row.id, guess)?;
    let is_its = |idx: usize| translation.entries[idx].shows(row.text);
    let is_unsure = translation.has_doubles() && !is_its(counts);
    if !is_unsure || translation.entries[counts].line(Name::Source).is_none() {
        return Some(counts);
    }
    let mut others = 0..translation.entries.len();
    others
        .find(|idx| translation.doubled(*idx) == Some(counts) && is_its(*idx))
        .or(Some(counts))
}

/// Tells whether an entry is the stub of another row's text, which another branch gave the id of `row`.
fn is_rivals_stub(
    idx: usize,
    row: &Row<'_>,
    rows: &[Row<'_>],
    translation: &Translation<'_>,
) -> bool {
    let entry = &translation.entries[idx];
    if entry.form != Form::Stub || entry.has_own_lines() {
        return false;
    }
    let has_source = |idx: usize| translation.entries[idx].line(Name::Source).is_some();
    let own = own_entry(row, translation, idx).filter(|own| *own != idx && has_source(*own));
    let Some(source) = own.and_then(|_| entry.source()) else {
        return false;
    };
    source != row.text && rows.iter().any(|row| row.text == source)
}

/// Gives every row without a translation an entry without a row that was made from its text.
fn adopt(
    rows: &[Row<'_>],
    translation: &Translation<'_>,
    row_of: &dyn Fn(&str) -> Option<usize>,
    owners: &mut [Option<usize>],
    found: &mut [(Option<usize>, bool)],
) {
    let has_value =
        |entry: Option<usize>| entry.is_some_and(|idx| translation.entries[idx].has_value());
    if found.iter().all(|(entry, _)| has_value(*entry)) {
        return;
    }
    let mut homeless: HashMap<Cow<'_, str>, VecDeque<usize>> = HashMap::new();
    for (idx, entry) in translation.entries.iter().enumerate() {
        // Of an id that is taken, another text that a branch gave it too.
        let is_free = |row: usize| {
            entry
                .source()
                .is_some_and(|source| source != rows[row].text)
        };
        if owners[idx].is_none()
            && entry.has_value()
            && row_of(entry.id).is_none_or(is_free)
            && let Some(source) = entry.source()
        {
            homeless.entry(source).or_default().push_back(idx);
        }
    }
    if homeless.is_empty() {
        return;
    }
    for ((row_idx, row), slot) in rows.iter().enumerate().zip(found) {
        if !has_value(slot.0)
            && let Some(queue) = homeless.get_mut(row.text)
            && let Some(idx) = queue.pop_front()
        {
            owners[idx] = Some(row_idx);
            *slot = (Some(idx), true);
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
    fn a_reference_to_the_same_english_has_its_targets_basis() {
        let raw = "# @source A\na = x\n\n# @source A\nb = { a }\n";
        check(&[("a", "A"), ("b", "A")], raw, "current current");
        check(&[("a", "A2"), ("b", "A")], raw, "stale current");
        check(&[("a", "A"), ("b", "A2")], raw, "current stale");
        check(&[("a", "A2"), ("b", "A2")], raw, "stale stale");
        check(&[("b", "A")], raw, "current");
        let stale = "# @source A\n# @was    A0\na = x\n\n# @source A\nb = { a }\n";
        check(&[("a", "A0"), ("b", "A")], stale, "current stale");
        check(&[("b", "A")], stale, "stale");
        let draft = "# @source A\n# @draft memory\na = x\n\n# @source A\nb = { a }\n";
        check(&[("b", "A")], draft, "draft");
    }

    #[test]
    fn a_repeated_segment_has_the_status_of_the_one_that_is_there() {
        let raw = "# @source A\na = x\n\n# @source A\n# c =\n";
        check(
            &[("z", "A"), ("a", "A"), ("b", "A"), ("c", "A")],
            raw,
            "current current current current",
        );
        let own = "# @source A\na = x\n\n# why?\n# @source A\n# c =\n";
        check(&[("a", "A"), ("c", "A")], own, "current missing");
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
    fn one_id_for_two_texts_is_told_apart_by_the_texts() {
        let a = "# @source A\na = x\n\n";
        let b = "# @source B\na = y\n\n";
        for raw in [format!("{a}{b}"), format!("{b}{a}")] {
            check(&[("a", "A"), ("a-2", "B")], &raw, "current current");
        }
        // A stub of the one, a translation of the other.
        let stub = "# @source A\n# a =\n\n";
        check(
            &[("a", "A"), ("a-2", "B")],
            &format!("{stub}{b}"),
            "missing current",
        );
        check(
            &[("a-2", "A"), ("a", "B")],
            &format!("{stub}{b}"),
            "missing current",
        );
    }

    #[test]
    fn a_helper_message_is_nobodys_business() {
        let text = Text::new("helper = x\n".into());
        let (translation, _) = Translation::read(&text);
        let found = compare(&[], Some(&translation), Policy::default(), &Edits::PLAIN);
        assert!(found.gone.is_empty());
    }
}
