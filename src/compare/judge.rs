//! Judge: the status of one row, by its entry or by the translation that is made for it; then of those that
//! depend on others.

use foldhash::{HashMap, HashMapExt};

use super::{Fate, Made, Repeat, Setting, Status, Unit, link};
use crate::catalog::Row;
use crate::fluent::value::Value;
use crate::machine::Name;
use crate::translation::{Basis, Form, Translation};

/// Is what a row is judged by.
pub(super) struct Judging<'j, 't> {
    pub rows: &'j [Row<'j>],
    pub translation: &'j Translation<'t>,
    pub setting: &'j Setting<'j>,
    /// Whether the entry of a row is known to show the row's English.
    pub is_shown: &'j [bool],
    /// The row of an id.
    pub row_of: &'j dyn Fn(&str) -> Option<usize>,
    /// The row of each entry.
    pub owners: &'j [Option<usize>],
    /// The row that took over the text of an entry.
    pub heirs: &'j HashMap<usize, usize>,
}

impl<'t> Judging<'_, 't> {
    /// Judges a row by its own entry, and a reference to the same English by the entry that it leads to.
    pub fn unit(&self, row_idx: usize, entry_idx: Option<usize>) -> Unit<'t> {
        let mut unit = Unit::missing(row_idx, entry_idx);
        let entries = &self.translation.entries;
        let Some(idx) = entry_idx else { return unit };
        let Form::Value(value) = &entries[idx].form else {
            return unit;
        };
        unit.joined = self.joined(row_idx, idx);
        let row = &self.rows[row_idx];
        if let Value::Reference(id) = value {
            let target = self.translation.get(id).and_then(|idx| self.owners[idx]);
            unit.same_as = target.or_else(|| (self.row_of)(id));
            let link = link(self.translation, idx).filter(|_| row.line.is_none());
            unit.repeats = link.map(|link| {
                let next = self.owners[link.next];
                let stands = next.is_some_and(|next| self.rows[next].text == row.text);
                let fate = if stands { Fate::Stands } else { Fate::Parts };
                let entry = link.last;
                Repeat { entry, fate }
            });
            if unit
                .repeats
                .is_some_and(|repeat| repeat.fate == Fate::Parts)
            {
                unit.same_as = None;
            }
        }
        let is_empty = matches!(value, Value::Text(value) if value.is_empty());
        if is_empty && unit.joined.is_none() && !row.text.is_empty() {
            // Nothing is a translation only where the text stands in another entry.
            return unit;
        }
        if self.is_shown[row_idx] && unit.repeats.is_none() && entries[idx].is_made_from_shown() {
            unit.status = Status::Current;
            self.contest(&mut unit, &[idx]);
            return unit;
        }
        let judged = unit.repeats.map_or(idx, |repeat| repeat.entry);
        let entry = &entries[judged];
        let basis = self
            .translation
            .stub_beside(judged)
            .unwrap_or(entry)
            .basis();
        let value = || {
            let span = self.translation.value_span(judged);
            span.of(self.translation.file.raw)
        };
        self.judge(&mut unit, &basis, value, entry.line(Name::Draft).is_some());
        self.contest(&mut unit, &[judged]);
        unit
    }

    /// Judges a row by the translation that is made for it.
    pub fn made(&self, row: usize, entry: Option<usize>, mut made: Made<'t>) -> Unit<'t> {
        let mut unit = Unit::missing(row, entry);
        let joined = entry.iter().chain(&made.entries);
        unit.joined = joined.copied().find_map(|idx| self.joined(row, idx));
        let basis = made.basis.clone();
        self.judge(&mut unit, &basis, || &*made.value, made.draft.is_some());
        if !made.is_known && unit.status == Status::Current {
            unit.status = Status::Unverified;
        }
        self.contest(&mut unit, &made.entries);
        if unit.is_retargeted()
            && let Basis::Text(basis) = &basis
        {
            let text = self.rows[row].text;
            let value = self.setting.edits.retarget(basis, text, &made.value);
            made.value = value.unwrap_or(made.value);
        }
        unit.made = Some(made);
        unit
    }

    /// Doubts a translation of which two people left two texts under one id.
    #[inline]
    fn contest(&self, unit: &mut Unit<'t>, entries: &[usize]) {
        let is_contested = |idx: &usize| {
            // Nearly no entry is.
            self.translation.is_contested(*idx) && !self.is_settled(*idx, unit.row)
        };
        if unit.status.is_confirmed() && entries.iter().any(is_contested) {
            unit.status = Status::Unverified;
        }
    }

    /// Tells whether the other texts under the id of an entry are the translations of other rows: two branches gave
    /// them one id.
    fn is_settled(&self, idx: usize, row: usize) -> bool {
        let entries = self.translation.entries.iter().enumerate();
        let id = self.translation.entries[idx].id;
        let mut others =
            entries.filter(|(other, entry)| *other != idx && entry.id == id && entry.has_value());
        others.all(|(other, _)| self.owners[other].is_some_and(|owner| owner != row))
    }

    /// Returns the row in whose entry the text of an entry's segment stands.
    #[inline]
    fn joined(&self, row: usize, entry: usize) -> Option<usize> {
        let id = self.translation.entries[entry].line(Name::Joined)?;
        self.head(row, id)
    }

    fn head(&self, row: usize, id: &str) -> Option<usize> {
        let head = self.translation.get(id);
        let owner = head.and_then(|head| self.heirs.get(&head).copied().or(self.owners[head]));
        owner
            .or_else(|| (self.row_of)(id))
            .filter(|head| *head != row)
    }

    /// Says what lies between a basis and today's English, and what that makes of a value.
    fn judge<'v>(
        &self,
        unit: &mut Unit<'t>,
        basis: &Basis<'t>,
        value: impl FnOnce() -> &'v str,
        is_draft: bool,
    ) {
        let text = self.rows[unit.row].text;
        if let Basis::Text(basis) = basis
            && basis != text
        {
            unit.classes = self.setting.edits.classify_for(basis, text, value());
            unit.carried = self.setting.policy.carries(unit.classes);
            unit.basis = Some(basis.clone());
        }
        unit.status = if is_draft {
            Status::Draft
        } else if *basis == Basis::Unknown && (unit.same_as.is_none() || unit.repeats.is_some()) {
            Status::Unverified
        } else if unit.basis.is_none() || unit.carried {
            Status::Current
        } else {
            Status::Stale
        };
    }
}

/// Gives references to other English the status of their targets, unless their own English moved.
pub(super) fn follow_references(units: &mut [Unit<'_>]) {
    for idx in 0..units.len() {
        let is_typed = units[idx].same_as.is_some() && units[idx].repeats.is_none();
        if !is_typed || units[idx].status != Status::Current {
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
pub(super) fn even_out_groups(units: &mut [Unit<'_>]) {
    let mut worst: HashMap<usize, Status> = HashMap::new();
    for unit in units.iter() {
        if let Some(head) = unit.joined {
            let status = worst.entry(head).or_insert(units[head].status);
            *status = (*status).min(unit.status);
        }
    }
    if worst.is_empty() {
        return;
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
    use crate::change::Policy;
    use crate::classify::edits::Edits;
    use crate::fluent::file::Text;

    #[test]
    fn that_an_entry_shows_todays_english_is_only_said_sooner() {
        let lines = [
            "# @source A",
            "# @source B",
            "# @was    A",
            "# @was    B",
            "# @was ?",
            "# @draft memory",
            "# @joined b",
            "# @obsolete",
        ];
        let values = ["x", "{ \"\" }", "{ b }", "x { b }", "x\n    .y = z"];
        let setting = &Setting {
            policy: Policy::default(),
            edits: &Edits::PLAIN,
            is_overlay: false,
            stretches: &[],
            sentences: None,
        };
        let row = |id| Row {
            id,
            text: "A",
            line: None,
            protected: &[],
            context: None,
            notes: &[],
        };
        let rows = &[row("a"), row("b")];
        let mut n_current = 0;
        for (bits, value) in
            (0..1_u32 << lines.len()).flat_map(|bits| values.map(|own| (bits, own)))
        {
            let own = lines
                .iter()
                .zip(0..)
                .filter(|(_, idx)| bits >> idx & 1 == 1);
            let own: String = own.map(|(line, _)| format!("{line}\n")).collect();
            for end in ["", "\n# @source A\n# a =\n", "\n# @source A\na = y\n"] {
                let raw = format!("{own}a = {value}\n{end}\n# @source A\nb = y\n");
                let text = Text::new(raw);
                let (translation, _) = Translation::read(&text);
                let entry = translation.get("a").expect("an entry");
                let mut owners = vec![None; translation.entries.len()];
                owners[entry] = Some(0);
                owners[translation.entries.len() - 1] = Some(1);
                let unit = |is_shown| {
                    let judging = Judging {
                        rows,
                        translation: &translation,
                        setting,
                        is_shown: &[is_shown, false],
                        row_of: &|id| rows.iter().position(|row| row.id == id),
                        owners: &owners,
                        heirs: &HashMap::new(),
                    };
                    judging.unit(0, Some(entry))
                };
                let slowly = unit(false);
                n_current += usize::from(slowly.status == Status::Current);
                if translation.entries[entry].shows("A") {
                    assert_eq!(unit(true), slowly, "{}", text.raw);
                }
            }
        }
        assert!(0 < n_current);
    }
}
