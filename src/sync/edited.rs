//! Edited: whether a person changed a translation since an older state of its file, while nothing was said
//! of its English in between.
//!
//! It holds two states of a file side by side and does not know where the older one comes from.

use crate::compare::Unit;
use crate::fluent::value::Value;
use crate::machine::Name;
use crate::translation::{Entry, Form, Translation};

/// Tells whether the translation of a unit, or of the group that it is joined to, has another text than it had
/// in `before`, under the same id and with the same `@source`, `@was` and `@draft`.
///
/// A text that stands on other English than it did was seen by someone or something in between; whoever
/// changed it may have read that English. Such a text is not taken as edited.
pub fn is_edited(
    unit: &Unit<'_>,
    units: &[Unit<'_>],
    now: &Translation<'_>,
    before: &Translation<'_>,
) -> bool {
    let Some(idx) = unit.entry.filter(|_| !unit.adopted) else {
        return false;
    };
    let Some(then) = before.get(now.entries[idx].id) else {
        return false;
    };
    let (entry, old) = (&now.entries[idx], &before.entries[then]);
    if !stands_on_the_same(entry, old) {
        return false;
    }
    let head = unit.joined.filter(|head| *head != unit.row);
    let is_own = old.has_value() && text(now, idx) != text(before, then);
    is_own || head.is_some_and(|head| is_edited_itself(&units[head], now, before))
}

fn is_edited_itself(unit: &Unit<'_>, now: &Translation<'_>, before: &Translation<'_>) -> bool {
    let Some(idx) = unit.entry.filter(|_| !unit.adopted) else {
        return false;
    };
    let Some(then) = before.get(now.entries[idx].id) else {
        return false;
    };
    let old = &before.entries[then];
    stands_on_the_same(&now.entries[idx], old)
        && old.has_value()
        && text(now, idx) != text(before, then)
}

/// Tells whether the text of a unit, or of the group that it is joined to, stood on other English in `then`, a state of
/// the file between the two: on a branch that was merged since. Then it was written for that English.
pub fn stood_on_other(
    unit: &Unit<'_>,
    units: &[Unit<'_>],
    now: &Translation<'_>,
    then: &Translation<'_>,
) -> bool {
    let stood = |unit: &Unit<'_>| {
        let both = unit
            .entry
            .and_then(|idx| Some((idx, then.get(now.entries[idx].id)?)));
        both.is_some_and(|(idx, old)| {
            then.entries[old].has_value()
                && text(now, idx) == text(then, old)
                && !stands_on_the_same(&now.entries[idx], &then.entries[old])
        })
    };
    stood(unit) || unit.joined.is_some_and(|head| stood(&units[head]))
}

fn stands_on_the_same(entry: &Entry<'_>, old: &Entry<'_>) -> bool {
    entry.source().is_some()
        && entry.source() == old.source()
        && entry.basis() == old.basis()
        && entry.line(Name::Draft) == old.line(Name::Draft)
}

/// Returns the Fluent source of a value as one line: an editor's wrapping changes no text. A reference is
/// the text it leads to, because `sync` writes that in its place.
fn text(translation: &Translation<'_>, idx: usize) -> String {
    let mut at = idx;
    for _ in 0..translation.entries.len() {
        let Form::Value(Value::Reference(id)) = &translation.entries[at].form else {
            break;
        };
        match translation.get(id) {
            Some(next) => at = next,
            None => break,
        }
    }
    let source = translation.value_span(at).of(translation.file.raw);
    source.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Row;
    use crate::change::Policy;
    use crate::classify::edits::Edits;
    use crate::compare::compare;
    use crate::fluent::file::Text;

    #[track_caller]
    fn check(before: &str, now: &str, expect: &[&str]) {
        let rows = ["a", "b"].map(|id| Row {
            id,
            text: id,
            line: None,
            protected: &[],
            context: None,
            notes: &[],
        });
        let (before, now) = (Text::new(before.into()), Text::new(now.into()));
        let (before, _) = Translation::read(&before);
        let (now, _) = Translation::read(&now);
        let units = compare(&rows, Some(&now), Policy::default(), &Edits::PLAIN).units;
        let edited = units
            .iter()
            .filter(|unit| is_edited(unit, &units, &now, &before));
        let edited: Vec<_> = edited.map(|unit| rows[unit.row].id).collect();
        assert_eq!(edited, expect, "{}", now.file.raw);
    }

    const STALE: &str = "# @source a\n# @was    a0\na =\n    Ах\n";

    #[test]
    fn a_changed_text_is_edited_and_a_wrapped_one_is_not() {
        check(STALE, &STALE.replace("Ах", "Ох"), &["a"]);
        check(STALE, STALE, &[]);
        let long = STALE.replace("Ах", "Ах ох");
        check(&long, &long.replace("Ах ох", "Ах\n    ох"), &[]);
        check(&long, &long.replace('\n', "\r\n"), &[]);
    }

    #[test]
    fn a_text_whose_english_moved_is_not_edited() {
        check(
            "# @source a0\na =\n    Ах\n",
            &STALE.replace("Ах", "Ох"),
            &[],
        );
        // It was confirmed for other English in between, and the English came back.
        check(
            "# @source a\na =\n    Ах\n",
            "# @source a\n# @was    a1\na =\n    Ох\n",
            &[],
        );
    }

    #[test]
    fn what_a_machine_proposes_is_not_edited() {
        check(
            "# @source a\n# a =\n",
            "# @source a\n# @draft memory\na = Ах\n",
            &[],
        );
        let draft = "# @source a\n# @draft memory\na = Ах\n";
        check(draft, &draft.replace("Ах", "Ох"), &["a"]);
        check(draft, "# @source a\n# @draft same as x.md a\na = Ох\n", &[]);
    }

    #[test]
    fn a_text_written_for_other_english_on_a_branch_is_told() {
        let rows = [Row {
            id: "a",
            text: "a",
            line: None,
            protected: &[],
            context: None,
            notes: &[],
        }];
        let check = |then: &str, expect: bool| {
            let (now, then) = (Text::new(STALE.into()), Text::new(then.into()));
            let (now, then) = (Translation::read(&now).0, Translation::read(&then).0);
            let units = compare(&rows, Some(&now), Policy::default(), &Edits::PLAIN).units;
            assert_eq!(
                stood_on_other(&units[0], &units, &now, &then),
                expect,
                "{}",
                then.file.raw
            );
        };
        check(STALE, false);
        check(&STALE.replace("@source a", "@source a1"), true);
        check(
            &STALE.replace("Ах", "Ох").replace("@source a", "@source a1"),
            false,
        );
        check("# @source a1\n# a =\n", false);
    }

    #[test]
    fn a_reference_that_became_its_text_is_not_edited() {
        let before = "# @source a\n# @was    a0\na = Ах\n\n# @source b\n# @was b0\nb = { a }\n";
        check(before, &before.replace("{ a }", "Ах"), &[]);
    }

    #[test]
    fn a_joined_group_is_edited_with_its_head() {
        let before = "# @source a\n# @was    a0\na = Ах\n\n# @source b\n# @was b0\n# @joined a\nb = { \"\" }\n";
        check(before, &before.replace("Ах", "Ох"), &["a", "b"]);
    }
}
