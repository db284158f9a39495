//! Update: the splices that bring an existing locale file up to its rows.
//!
//! Entries that need nothing keep their bytes; when the order of the rows changed, as few entries as
//! possible move, whole.

use std::borrow::Cow;

use super::event::{split_heads, told, what_happened};
use super::made::{self, split_from};
use super::wishes::{self, wishes};
use super::{Event, Update, What, assignment, part, reference};
use crate::align::equal::longest_rising;
use crate::catalog::Row;
use crate::change::Classes;
use crate::classify::edits::Edits;
use crate::compare::{Comparison, Fate, Unit, link, typed_over};
use crate::fluent::encode::encode;
use crate::fluent::file::{Edit, splice};
use crate::fluent::value::Value;
use crate::machine::Name;
use crate::span::Span;
use crate::translation::lines::{Wish, rewrite};
use crate::translation::{Entry, Form, Translation};

pub use crate::translation::frame::with_blank_lines;

/// Brings a locale file up to date.
///
/// `edits` judges what lies between two English texts, as it did for the comparison.
pub fn update(
    rows: &[Row<'_>],
    comparison: &Comparison<'_>,
    translation: &Translation<'_>,
    is_overlay: bool,
    edits: &Edits<'_>,
) -> Update {
    let mut updating = Updating {
        rows,
        translation,
        raw: translation.file.raw,
        newline: translation.file.newline,
        edits: Vec::new(),
        events: Vec::new(),
    };
    let heads = split_heads(&comparison.units);
    let fixed = updating.fixed_entries(&comparison.units);
    let mut inserts = Vec::new();
    let mut changes = Vec::new();
    let mut anchor = updating.first_anchor(&comparison.units, &fixed);
    for unit in &comparison.units {
        match unit.entry {
            // What an overlay does not say, its parent says.
            None if is_overlay && unit.made.is_none() && unit.split_from.is_none() => {}
            None => {
                let row = &rows[unit.row];
                let newline = updating.newline;
                let (what, text) = match (unit.same_as, unit.making()) {
                    (Some(target), _) => {
                        let target = rows[target].id;
                        (What::Repeated, reference(row, target, newline))
                    }
                    (None, Some(made)) => {
                        let text = made::entry(unit, made, rows, translation, edits);
                        (told(made.how, unit), text)
                    }
                    (None, None) => (What::Added, part(row, split_from(unit, rows), newline)),
                };
                updating.tell(what, row.id, Classes::default());
                inserts.push((anchor, text));
            }
            Some(idx) => {
                let changed = updating.entry_edits(unit, idx, heads.contains(&unit.row), edits);
                let span = translation.entries[idx].span;
                if fixed[unit.row] {
                    changes.extend(changed);
                    anchor = Anchor::Behind(span.end);
                } else {
                    inserts.push((anchor, updating.moved_text(span, changed)));
                    changes.push(Edit {
                        range: with_blank_lines(updating.raw, span),
                        text: String::new(),
                    });
                    let id = rows[unit.row].id;
                    match updating.events.last_mut() {
                        Some(event) if event.id == id && event.what == What::Updated => {
                            event.what = What::Moved;
                        }
                        Some(event) if event.id == id => {}
                        _ => updating.tell(What::Moved, id, Classes::default()),
                    }
                }
            }
        }
    }
    for (at, text) in inserts {
        updating.insert(at, text);
    }
    updating.edits.extend(changes);
    updating.take_away_doubled_stubs(&comparison.units);
    updating.take_away_joined(&comparison.units);
    for idx in &comparison.gone {
        let heir = comparison.heirs.get(idx).map(|row| &comparison.units[*row]);
        updating.part_with(*idx, heir);
    }
    Update {
        raw: splice(updating.raw, updating.edits),
        events: updating.events,
    }
}

/// Tells a stub that nobody has written anything for.
pub(super) fn is_bare(entry: &Entry<'_>) -> bool {
    matches!(entry.form, Form::Stub | Form::Empty) && !entry.has_own_lines()
}

/// Is where something new goes.
#[derive(Clone, Copy)]
enum Anchor {
    /// Behind the entry that ends here.
    Behind(usize),
    /// Before what starts here.
    Before(usize),
}

struct Updating<'u, 't> {
    rows: &'u [Row<'u>],
    translation: &'u Translation<'t>,
    raw: &'t str,
    newline: &'static str,
    edits: Vec<Edit>,
    events: Vec<Event>,
}

impl Updating<'_, '_> {
    fn tell(&mut self, what: What, id: &str, classes: Classes) {
        self.events.push(Event::new(what, id, classes));
    }

    /// Marks the rows whose entries can stay where they are: a longest run in the order of the file.
    fn fixed_entries(&self, units: &[Unit<'_>]) -> Vec<bool> {
        let places: Vec<Option<usize>> = units.iter().map(|unit| unit.entry).collect();
        longest_rising(&places)
    }

    /// Returns where an entry goes that no other comes before.
    fn first_anchor(&self, units: &[Unit<'_>], fixed: &[bool]) -> Anchor {
        let first = units
            .iter()
            .find(|unit| fixed[unit.row])
            .and_then(|unit| unit.entry);
        if let Some(idx) = first {
            return Anchor::Before(self.translation.entries[idx].span.start);
        }
        let end = self
            .translation
            .file
            .items
            .last()
            .filter(|item| item.span.of(self.raw).trim_end() == "### end");
        end.map_or(Anchor::Behind(self.raw.len()), |item| {
            Anchor::Before(item.span.start)
        })
    }

    fn insert(&mut self, at: Anchor, text: String) {
        let newline = self.newline;
        let (offset, text) = match at {
            Anchor::Before(offset) => (offset, text + newline),
            Anchor::Behind(offset) => {
                let before = &self.raw[..offset];
                let is_open = !before.is_empty() && !before.ends_with('\n');
                let behind = &self.raw[offset..];
                let text = match (is_open, before.is_empty()) {
                    // The file had no final newline: it goes on having none.
                    (true, _) => {
                        format!("{newline}{newline}{}", text.trim_end_matches(['\r', '\n']))
                    }
                    (false, true) => text,
                    (false, false) => format!("{newline}{text}"),
                };
                let parts =
                    behind.is_empty() || behind.trim_start_matches(' ').starts_with(['\n', '\r']);
                (offset, if parts { text } else { text + newline })
            }
        };
        self.edits.push(Edit {
            range: offset..offset,
            text,
        });
    }

    /// Makes the edits of an entry that has a row, and tells what they mean.
    fn entry_edits(
        &mut self,
        unit: &Unit<'_>,
        idx: usize,
        is_split: bool,
        edits: &Edits<'_>,
    ) -> Vec<Edit> {
        let entry = &self.translation.entries[idx];
        let row = self.rows[unit.row];
        if wishes::is_settled(unit, entry, &row) {
            return Vec::new();
        }
        if self.translation.stub_beside(idx).is_some() {
            // A slip: the stub's lines are the entry's, once a person has put them together.
            return Vec::new();
        }
        if let Some(made) = unit.making() {
            self.tell(told(made.how, unit), row.id, unit.classes);
            return made::edits(unit, made, idx, self.rows, self.translation, edits);
        }
        let wishes = wishes(unit, idx, self.rows, self.translation, edits);
        let mut changes = Vec::new();
        let typed = typed_over(entry, row.text);
        let comment = rewrite(self.raw, entry, &wishes, self.newline).map(|comment| {
            typed.map_or(comment.clone(), |typed| {
                format!("# {typed}{}{comment}", self.newline)
            })
        });
        let what = what_happened(unit, entry, row.text, comment.is_some());
        if let Some(what) = what.map(|what| if is_split { What::Split } else { what }) {
            self.tell(what, row.id, unit.classes);
        }
        if let Some(text) = comment {
            changes.push(Edit {
                range: entry.comment.range(),
                text,
            });
        }
        if unit.adopted {
            changes.push(Edit {
                range: entry.id_span.range(),
                text: row.id.to_owned(),
            });
        }
        changes.extend(self.value_edit(unit, idx, edits));
        changes
    }

    /// Makes the edit of a value: new targets, a reference, or the text in a reference's place.
    fn value_edit(&self, unit: &Unit<'_>, idx: usize, edits: &Edits<'_>) -> Option<Edit> {
        let entry = &self.translation.entries[idx];
        let row = &self.rows[unit.row];
        let retargeted = |value: Span| {
            let basis = unit.basis.as_ref().filter(|_| unit.is_retargeted())?;
            edits.retarget(basis, row.text, value.of(self.raw))
        };
        let value = self.translation.value_span(idx);
        let target = unit.same_as.map(|target| self.rows[target].id);
        match (
            unit.repeats.map(|repeat| (repeat.fate, repeat.entry)),
            target,
        ) {
            (Some((Fate::Written, _)), Some(target)) => {
                let behind = &self.raw[entry.id_span.end..entry.span.end];
                let line = behind.split(['\r', '\n']).next().unwrap_or_default();
                Some(Edit {
                    range: entry.comment.end..entry.id_span.end + line.len(),
                    text: assignment(row, target, self.newline),
                })
            }
            (Some((Fate::Parts, from)), _) => {
                let assigned = self.translation.assigned_span(from);
                let value = self.translation.value_span(from);
                let lead = &self.raw[assigned.start..value.start];
                let text = retargeted(value);
                let text = text.as_deref().unwrap_or(value.of(self.raw));
                Some(Edit {
                    range: self.translation.assigned_span(idx).range(),
                    text: format!("{lead}{text}"),
                })
            }
            (repeats, Some(target)) => match entry.form {
                // The target was found under another id.
                Form::Value(Value::Reference(id)) if id != target => Some(Edit {
                    range: value.range(),
                    text: format!("{{ {target} }}"),
                }),
                _ if repeats.is_some() => None,
                _ => retargeted(value).map(|text| Edit {
                    range: value.range(),
                    text,
                }),
            },
            (_, None) => retargeted(value).map(|text| Edit {
                range: value.range(),
                text,
            }),
        }
    }

    /// Returns the text of an entry that moves, with its edits applied, ending in a line end.
    fn moved_text(&self, span: Span, edits: Vec<Edit>) -> String {
        let shifted = edits.into_iter().map(|edit| Edit {
            range: edit.range.start - span.start..edit.range.end - span.start,
            text: edit.text,
        });
        let mut text = splice(span.of(self.raw), shifted.collect());
        if !text.ends_with('\n') {
            text.push_str(self.newline);
        }
        text
    }

    /// Takes away the stub of a row that adopted an entry.
    fn take_away_doubled_stubs(&mut self, units: &[Unit<'_>]) {
        for unit in units.iter().filter(|unit| unit.adopted) {
            let Some(stub) = self.translation.get(self.rows[unit.row].id) else {
                continue;
            };
            let entry = &self.translation.entries[stub];
            if is_bare(entry) {
                self.edits.push(Edit {
                    range: with_blank_lines(self.raw, entry.span),
                    text: String::new(),
                });
            }
        }
    }

    /// Takes away the entries whose translations went into another.
    fn take_away_joined(&mut self, units: &[Unit<'_>]) {
        for unit in units {
            let Some(made) = unit.making() else { continue };
            for idx in made.entries.iter().filter(|idx| unit.entry != Some(**idx)) {
                self.edits.push(Edit {
                    range: with_blank_lines(self.raw, self.translation.entries[*idx].span),
                    text: String::new(),
                });
            }
        }
    }

    /// Marks a translation whose segment is gone, and takes away a stub. The text of a joined group went to its
    /// `heir`.
    fn part_with(&mut self, idx: usize, heir: Option<&Unit<'_>>) {
        let entry = &self.translation.entries[idx];
        if is_bare(entry) {
            self.edits.push(Edit {
                range: with_blank_lines(self.raw, entry.span),
                text: String::new(),
            });
            self.tell(What::Removed, entry.id, Classes::default());
        } else if !entry.is_obsolete() {
            let mut wishes = vec![Wish::new(Name::Obsolete, Some(Cow::Borrowed("")))];
            if let Some(basis) = heir.and_then(|heir| heir.basis.as_deref()) {
                wishes.push(Wish::new(Name::Was, Some(encode(basis, &[]))));
            }
            if let Some(link) = link(self.translation, idx) {
                // What it refers to goes on without it.
                let target = &self.translation.entries[link.last];
                let line = |name| Wish::new(name, target.line(name).map(Cow::Borrowed));
                wishes.extend([line(Name::Was), line(Name::Draft)]);
                self.edits.push(Edit {
                    range: self.translation.assigned_span(idx).range(),
                    text: self
                        .translation
                        .assigned_span(link.last)
                        .of(self.raw)
                        .to_owned(),
                });
            }
            if let Some(text) = rewrite(self.raw, entry, &wishes, self.newline) {
                self.edits.push(Edit {
                    range: entry.comment.range(),
                    text,
                });
            }
            self.tell(What::MadeObsolete, entry.id, Classes::default());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::Policy;
    use crate::compare::compare;
    use crate::fluent::file::Text;

    fn check(texts: &[(&str, &str)], raw: &str, expect: &str) {
        let row = |(id, text)| Row {
            id,
            text,
            line: None,
            protected: &[],
            context: None,
            notes: &[],
        };
        let rows: Vec<Row> = texts.iter().copied().map(row).collect();
        let once = run(&rows, raw);
        assert_eq!(once, expect);
        assert_eq!(run(&rows, &once), once, "a second run changes something");
        let crlf = raw.replace('\n', "\r\n");
        assert_eq!(run(&rows, &crlf), expect.replace('\n', "\r\n"));
    }

    fn run(rows: &[Row<'_>], raw: &str) -> String {
        let text = Text::new(raw.to_owned());
        let (translation, _) = Translation::read(&text);
        let found = compare(rows, Some(&translation), Policy::default(), &Edits::PLAIN);
        update(rows, &found, &translation, false, &Edits::PLAIN).raw
    }

    const A: &str = "# @source A\na =\n    Ah\n";
    const B: &str = "# @source B\nb = Be  \n    .x = y\n";
    const C: &str = "#   mine\n# @source C\nc = { $x }\n";

    #[test]
    fn nothing_to_do_changes_no_byte() {
        let raw = format!("### source/a.md\n{A}\n\n{B}{C}");
        check(&[("a", "A"), ("b", "B"), ("c", "C")], &raw, &raw);
    }

    #[test]
    fn a_new_segment_gets_a_stub_behind_the_one_before() {
        let raw = format!("### source/a.md\n\n{A}\n{C}\n### end\n");
        let expect = format!("### source/a.md\n\n{A}\n# @source B\n# b =\n\n{C}\n### end\n");
        check(&[("a", "A"), ("b", "B"), ("c", "C")], &raw, &expect);
    }

    #[test]
    fn stubs_at_both_ends() {
        let raw = format!("### source/a.md\n\n{B}\n### end\n");
        let expect = format!(
            "### source/a.md\n\n# @source A\n# a =\n\n{B}\n# @source C\n# c =\n\n### end\n"
        );
        check(&[("a", "A"), ("b", "B"), ("c", "C")], &raw, &expect);
    }

    #[test]
    fn a_file_without_a_final_newline_keeps_having_none() {
        check(
            &[("a", "A"), ("b", "B")],
            A.trim_end(),
            &format!("{A}\n# @source B\n# b ="),
        );
    }

    #[test]
    fn an_edit_of_the_english_makes_stale_and_going_back_makes_current() {
        let stale = "# @source A2\n# @was    A\na =\n    Ah\n";
        check(&[("a", "A2")], A, stale);
        check(&[("a", "A")], stale, A);
        check(
            &[("a", "A3")],
            stale,
            "# @source A3\n# @was    A\na =\n    Ah\n",
        );
    }

    #[test]
    fn entries_move_whole() {
        let raw = format!("{A}\n{B}\n{C}\n### end\n");
        check(
            &[("c", "C"), ("a", "A"), ("b", "B")],
            &raw,
            &format!("{C}\n{A}\n{B}\n### end\n"),
        );
    }

    #[test]
    fn what_is_gone_stays_as_obsolete_but_a_stub_goes() {
        let raw = format!("{A}\n# @source X\n# x =\n\n{B}");
        check(&[("b", "B")], &raw, &format!("# @obsolete\n{A}\n{B}"));
    }

    #[test]
    fn an_obsolete_entry_comes_back() {
        check(&[("a", "A")], &format!("# @obsolete\n{A}"), A);
    }

    #[test]
    fn an_entry_without_source_is_marked_as_unverified() {
        check(
            &[("a", "A")],
            "# mine\na = x\n",
            "# mine\n# @source A\n# @was ?\na = x\n",
        );
    }

    #[test]
    fn an_entry_of_another_id_is_renamed() {
        check(
            &[("z", "A")],
            &format!("{A}\n# @source A\n# z =\n"),
            "# @source A\nz =\n    Ah\n\n",
        );
    }

    #[test]
    fn one_id_for_two_texts_becomes_two() {
        let second = "# @source B\na =\n    Be\n";
        let expect = format!("{A}\n{}", second.replace("a =", "a-2 ="));
        check(
            &[("a", "A"), ("a-2", "B")],
            &format!("{A}\n{second}"),
            &expect,
        );
        let stub = "# @source B\n# a =\n";
        let expect = format!("{A}\n{}\n", stub.replace("a =", "a-2 ="));
        check(
            &[("a", "A"), ("a-2", "B")],
            &format!("{A}\n{stub}"),
            &expect,
        );
    }

    #[test]
    fn slips_get_no_second_stub() {
        for raw in [
            "# @source A\n# a = Ah\n",
            "# @source A\na =\nAh\n",
            "# @source A\na = { $x\n",
        ] {
            check(&[("a", "A")], raw, raw);
        }
    }

    #[test]
    fn what_was_typed_over_the_source_of_a_stub_is_kept() {
        let raw = "# @source Una cosa muy distinta\n# a =\n";
        let expect = "# Una cosa muy distinta\n# @source The thing itself\n# a =\n";
        check(&[("a", "The thing itself")], raw, expect);
        let older = "# @source The old thing itself\n# a =\n";
        check(
            &[("a", "The thing itself")],
            older,
            "# @source The thing itself\n# a =\n",
        );
    }

    #[test]
    fn an_entry_below_its_own_stub_is_left_alone() {
        let raw = format!("# @source A\n# a =\n\na =\n    Ah\n\n{B}");
        check(&[("a", "A"), ("b", "B")], &raw, &raw);
        check(&[("a", "A new"), ("b", "B")], &raw, &raw);
    }

    #[test]
    fn a_repeated_segment_refers_to_the_one_that_is_there() {
        let raw = format!("{A}\n### end\n");
        let expect = format!("{A}\n# @source A\na-2 =\n    {{ a }}\n\n### end\n");
        check(&[("a", "A"), ("a-2", "A")], &raw, &expect);
        let stub = format!("{A}\n# @source A\n# a-2 =\n\n### end\n");
        check(&[("a", "A"), ("a-2", "A")], &stub, &expect);
        let stubs = "# @source A\n# a =\n\n# @source A\n# a-2 =\n";
        check(&[("a", "A"), ("a-2", "A")], stubs, stubs);
    }

    #[test]
    fn a_reference_gets_the_text_before_its_target_parts() {
        let refers = "# @source A\na-2 = { a }\n";
        let raw = format!("{A}\n{refers}");
        let text = "# @source A\na-2 =\n    Ah\n";
        let stale = "# @source A2\n# @was    A\na =\n    Ah\n";
        check(&[("a", "A"), ("a-2", "A")], &raw, &raw);
        check(
            &[("a", "A2"), ("a-2", "A")],
            &raw,
            &format!("{stale}\n{text}"),
        );
        check(&[("a-2", "A")], &raw, &format!("# @obsolete\n{A}\n{text}"));
        check(
            &[("a", "A"), ("a-2", "A2")],
            &raw,
            &format!("{A}\n{}", stale.replace("a =", "a-2 =")),
        );
        check(
            &[("a", "A2"), ("a-2", "A2")],
            &raw,
            &format!("{stale}\n# @source A2\na-2 = {{ a }}\n"),
        );
        check(&[("a", "A")], &raw, &format!("{A}\n# @obsolete\n{text}"));
        // Found under another id: the reference follows.
        check(
            &[("z", "A"), ("a-2", "A")],
            &raw,
            "# @source A\nz =\n    Ah\n\n# @source A\na-2 = { z }\n",
        );
    }

    #[test]
    fn a_reference_between_different_texts_is_a_translators() {
        let raw = "# @source A\na = x\n\n# @source B\nb = { a }\n";
        let expect = "# @source A2\n# @was    A\na = x\n\n# @source B\nb = { a }\n";
        check(&[("a", "A2"), ("b", "B")], raw, expect);
    }

    #[test]
    fn a_helper_message_is_left_alone() {
        let raw = format!("helper = x\n\n{A}\n-term = y\n");
        check(&[("a", "A")], &raw, &raw);
    }
}
