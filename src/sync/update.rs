//! Update: the splices that bring an existing locale file up to its rows.
//!
//! Entries that need nothing keep their bytes; when the order of the rows changed, as few entries as
//! possible move, whole.

use std::borrow::Cow;

use super::lines::{Wish, rewrite};
use super::{Event, Update, What, notes, stub};
use crate::align::edited::IN_PLACE;
use crate::align::equal::longest_rising;
use crate::align::words::{Interner, likeness};
use crate::catalog::Row;
use crate::change::Classes;
use crate::classify::edits::Edits;
use crate::compare::{Comparison, Status, Unit};
use crate::fluent::file::{Edit, splice};
use crate::fluent::value::Value;
use crate::machine::Name;
use crate::span::Span;
use crate::translation::{Basis, Entry, Form, Translation};

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
    let fixed = updating.fixed_entries(&comparison.units);
    let mut inserts = Vec::new();
    let mut changes = Vec::new();
    let mut anchor = updating.first_anchor(&comparison.units, &fixed);
    for unit in &comparison.units {
        match unit.entry {
            // What an overlay does not say, its parent says.
            None if is_overlay => {}
            None => {
                let text = stub(&rows[unit.row], updating.newline);
                updating.tell(What::Added, rows[unit.row].id, Classes::default());
                inserts.push((anchor, text));
            }
            Some(idx) => {
                let changed = updating.entry_edits(unit, idx, edits);
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
    for idx in &comparison.gone {
        updating.part_with(&translation.entries[*idx]);
    }
    Update {
        raw: splice(updating.raw, updating.edits),
        events: updating.events,
    }
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
        self.events.push(Event {
            what,
            id: id.to_owned(),
            classes,
        });
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
    fn entry_edits(&mut self, unit: &Unit<'_>, idx: usize, edits: &Edits<'_>) -> Vec<Edit> {
        let entry = &self.translation.entries[idx];
        let row = self.rows[unit.row];
        if self.translation.stub_beside(idx).is_some() {
            // A slip: the stub's lines are the entry's, once a person has put them together.
            return Vec::new();
        }
        let value = self.translation.value_span(idx);
        let wishes = wishes(unit, entry, &row, value.of(self.raw), edits);
        let mut changes = Vec::new();
        let typed = typed_over(entry, row.text);
        let comment = rewrite(self.raw, entry, &wishes, self.newline).map(|comment| {
            typed.map_or(comment.clone(), |typed| {
                format!("# {typed}{}{comment}", self.newline)
            })
        });
        if let Some(what) = what_happened(unit, entry, row.text, comment.is_some()) {
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
        if let Some(basis) = unit.basis.as_ref().filter(|_| unit.is_retargeted())
            && let Some(text) = edits.retarget(basis, row.text, value.of(self.raw))
        {
            changes.push(Edit {
                range: value.range(),
                text,
            });
        }
        changes
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
            if matches!(entry.form, Form::Stub | Form::Empty) && !has_own_lines(entry) {
                self.edits.push(Edit {
                    range: with_blank_lines(self.raw, entry.span),
                    text: String::new(),
                });
            }
        }
    }

    /// Marks a translation whose segment is gone, and takes away a stub.
    fn part_with(&mut self, entry: &Entry<'_>) {
        let is_empty = matches!(entry.form, Form::Stub | Form::Empty) && !has_own_lines(entry);
        if is_empty {
            self.edits.push(Edit {
                range: with_blank_lines(self.raw, entry.span),
                text: String::new(),
            });
            self.tell(What::Removed, entry.id, Classes::default());
        } else if !entry.is_obsolete() {
            let wish = Wish::new(Name::Obsolete, Some(Cow::Borrowed("")));
            if let Some(text) = rewrite(self.raw, entry, &[wish], self.newline) {
                self.edits.push(Edit {
                    range: entry.comment.range(),
                    text,
                });
            }
            self.tell(What::MadeObsolete, entry.id, Classes::default());
        }
    }
}

/// Returns the bytes of a span and of the blank lines behind it.
pub fn with_blank_lines(raw: &str, span: Span) -> std::ops::Range<usize> {
    let mut end = span.end;
    for line in raw[span.end..].split_inclusive('\n') {
        if !line.trim_matches([' ', '\r', '\n']).is_empty() {
            break;
        }
        end += line.len();
    }
    span.start..end
}

/// Returns what stands in the `@source` line of a stub and is no older English: somebody may have typed a
/// translation over it. It becomes a line of the comment.
fn typed_over<'t>(entry: &Entry<'t>, text: &str) -> Option<&'t str> {
    let source = entry
        .source()
        .filter(|source| !entry.has_value() && *source != text)?;
    let mut interner = Interner::default();
    let (old, new) = (interner.words(&source), interner.words(text));
    (likeness(&old, &new, 0.0) < IN_PLACE)
        .then(|| entry.line(Name::Source))
        .flatten()
}

/// Tells whether a person wrote into the entry's comment.
fn has_own_lines(entry: &Entry<'_>) -> bool {
    entry
        .lines
        .iter()
        .any(|line| line.name.is_none_or(Name::is_translators))
}

/// Says what the machine lines of an entry should be.
fn wishes<'a>(
    unit: &Unit<'a>,
    entry: &Entry<'a>,
    row: &Row<'a>,
    value: &str,
    edits: &Edits<'_>,
) -> Vec<Wish<'a>> {
    let standing: Vec<&str> = entry
        .lines
        .iter()
        .filter(|line| line.name == Some(Name::Note))
        .map(|line| line.value)
        .collect();
    let mut wishes = vec![
        Wish::new(Name::Context, row.context.map(Cow::Borrowed)),
        notes(row, &standing),
        Wish::new(Name::Obsolete, None),
        Wish::new(Name::Source, Some(row.source_line())),
    ];
    let is_draft = entry.line(Name::Draft).is_some();
    let (was, changed, proposal) = if !entry.has_value() || is_draft {
        (None, None, None)
    } else if entry.basis() == Basis::Unknown {
        // A reference is verified with its target.
        (
            unit.same_as.is_none().then_some(Cow::Borrowed("?")),
            None,
            None,
        )
    } else if unit.basis.is_some() && !unit.carried {
        // The line as it stands: its spelling is the file's own.
        let was = entry
            .line(Name::Was)
            .or(entry.line(Name::Source))
            .map(Cow::Borrowed);
        let changed = unit
            .basis
            .as_ref()
            .and_then(|basis| edits.summary(basis, row.text));
        (
            was,
            changed.map(Cow::Owned),
            proposal(unit, entry, row, value, edits),
        )
    } else {
        (None, None, None)
    };
    wishes.push(Wish::new(Name::Changed, changed));
    wishes.push(Wish::new(Name::Proposal, proposal));
    if !is_draft || entry.line(Name::Was).is_some() {
        wishes.push(Wish::new(Name::Was, was));
    }
    wishes
}

/// Proposes the translation with the new numbers, where numbers are all that changed and the value is a text.
fn proposal<'a>(
    unit: &Unit<'_>,
    entry: &Entry<'_>,
    row: &Row<'_>,
    value: &str,
    edits: &Edits<'_>,
) -> Option<Cow<'a, str>> {
    let is_text = matches!(entry.form, Form::Value(Value::Text(_))) && entry.attributes.is_empty();
    let basis = unit
        .basis
        .as_ref()
        .filter(|_| is_text && !value.contains('\n'))?;
    edits.proposal(basis, row.text, value).map(Cow::Owned)
}

/// Tells an event from the comparison, `None` where nothing happened that concerns anybody.
fn what_happened(
    unit: &Unit<'_>,
    entry: &Entry<'_>,
    text: &str,
    is_rewritten: bool,
) -> Option<What> {
    if unit.adopted {
        return Some(What::Renamed);
    }
    if entry.is_obsolete() {
        return Some(What::Revived);
    }
    if !is_rewritten {
        return None;
    }
    if !entry.has_value() {
        return Some(What::Updated);
    }
    let source_moved = entry.source().is_some_and(|source| source != text);
    Some(match unit.status {
        Status::Unverified if entry.source().is_none() => What::Unverified,
        Status::Stale if source_moved => What::MadeStale,
        Status::Current if unit.basis.is_some() => What::Carried,
        Status::Current if source_moved || entry.line(Name::Was).is_some() => What::MadeCurrent,
        _ => What::Updated,
    })
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
    fn a_helper_message_is_left_alone() {
        let raw = format!("helper = x\n\n{A}\n-term = y\n");
        check(&[("a", "A")], &raw, &raw);
    }
}
