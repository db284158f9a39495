//! Made: the entries of text whose sentence boundaries moved. What several translations were made into, or one
//! was cut into, is written; what it was made from goes, and nothing that a person wrote beside it.

use std::borrow::Cow;

use super::notes;
use super::propose::proposal;
use crate::catalog::Row;
use crate::classify::edits::Edits;
use crate::compare::{How, Made, Status, Unit};
use crate::fluent::encode::encode;
use crate::fluent::file::Edit;
use crate::machine::Name;
use crate::translation::lines::{self, Wish, rewrite_with};
use crate::translation::{Basis, CommentLine, Form, Translation};

/// Makes the edits of the entry of a unit whose translation is made.
pub(super) fn edits<'t>(
    unit: &Unit<'_>,
    made: &Made<'_>,
    idx: usize,
    rows: &[Row<'_>],
    translation: &Translation<'t>,
    judged: &Edits<'_>,
) -> Vec<Edit> {
    let (raw, newline) = (translation.file.raw, translation.file.newline);
    let entry = &translation.entries[idx];
    let row = &rows[unit.row];
    let mut edits = Vec::new();
    let wishes = wishes(unit, made, rows, translation, judged);
    let others = others(made, idx, translation);
    if let Some(text) = rewrite_with(raw, entry, &others, &wishes, newline) {
        edits.push(Edit {
            range: entry.comment.range(),
            text,
        });
    }
    if matches!(entry.form, Form::Stub | Form::Empty) {
        let behind = &raw[entry.id_span.end..entry.span.end];
        let line = behind.split(['\r', '\n']).next().unwrap_or_default();
        edits.push(Edit {
            range: entry.comment.end..entry.id_span.end + line.len(),
            text: assignment(row, made, newline),
        });
    } else if translation.value_span(idx).of(raw) != made.value {
        edits.push(Edit {
            range: translation.value_span(idx).range(),
            text: made.value.clone(),
        });
    }
    edits
}

/// Writes an entry for a translation that is made and has none, with its last line end.
pub(super) fn entry(
    unit: &Unit<'_>,
    made: &Made<'_>,
    rows: &[Row<'_>],
    translation: &Translation<'_>,
    edits: &Edits<'_>,
) -> String {
    let (raw, newline) = (translation.file.raw, translation.file.newline);
    let wishes = wishes(unit, made, rows, translation, edits);
    let mut comment = String::new();
    for line in others(made, usize::MAX, translation) {
        comment.push_str(line.span.of(raw));
        comment.push_str(newline);
    }
    comment.push_str(&lines::write(&wishes, newline));
    format!(
        "{comment}{}{newline}",
        assignment(&rows[unit.row], made, newline)
    )
}

fn assignment(row: &Row<'_>, made: &Made<'_>, newline: &str) -> String {
    format!("{} ={newline}    {}", row.id, made.value)
}

/// Returns what people wrote into the comments of the entries that go.
fn others<'m, 't>(
    made: &'m Made<'_>,
    idx: usize,
    translation: &'m Translation<'t>,
) -> Vec<&'m CommentLine<'t>> {
    let mut others: Vec<&CommentLine<'_>> = Vec::new();
    let has = |entry: usize, content: &str| {
        let entry = translation.entries.get(entry);
        entry.is_some_and(|entry| entry.lines.iter().any(|line| line.content == content))
    };
    for entry in made.entries.iter().filter(|entry| **entry != idx) {
        for line in translation.entries[*entry].lines.iter() {
            let is_persons = matches!(line.name, None | Some(Name::Ignore));
            let is_there =
                has(idx, line.content) || others.iter().any(|other| other.content == line.content);
            if is_persons && !(is_there && line.name.is_some()) {
                others.push(line);
            }
        }
    }
    others
}

/// Says what the machine lines should be.
fn wishes<'a>(
    unit: &Unit<'_>,
    made: &'a Made<'_>,
    rows: &[Row<'a>],
    translation: &Translation<'a>,
    edits: &Edits<'_>,
) -> Vec<Wish<'a>> {
    let row = &rows[unit.row];
    let changed = match &unit.basis {
        Some(basis) if unit.status == Status::Stale => edits.summary(basis, row.text),
        _ => None,
    };
    let mut entries = made.entries.iter().chain([&made.first]);
    let is_text = entries.all(|idx| translation.entries[*idx].is_text());
    let proposal = match unit.status {
        Status::Stale => proposal(unit, is_text, row, &made.value, edits),
        _ => None,
    };
    let was: Option<Cow<'a, str>> = match (&made.basis, unit.status) {
        (_, Status::Draft | Status::Current) => None,
        (Basis::Text(text), _) if made.is_known || unit.status == Status::Stale => {
            Some(written(text, made, translation))
        }
        _ => Some(Cow::Borrowed("?")),
    };
    let mut wishes = vec![
        Wish::new(Name::Context, row.context.map(Cow::Borrowed)),
        notes(row, split_from(unit, rows)),
        Wish::new(Name::Obsolete, None),
        Wish::new(Name::Changed, changed.map(Cow::Owned)),
        Wish::new(Name::Proposal, proposal),
        Wish::new(Name::Source, Some(row.source_line())),
        Wish::new(Name::Was, was),
        Wish::new(Name::Draft, made.draft.clone()),
    ];
    if made.how != How::Resegmented || unit.joined.is_some() {
        let head = unit.joined.map(|head| Cow::Borrowed(rows[head].id));
        wishes.push(Wish::new(Name::Joined, head));
    }
    wishes
}

/// Writes a basis as the file has it, where it has it.
fn written<'a>(text: &str, made: &Made<'_>, translation: &Translation<'a>) -> Cow<'a, str> {
    let lines = made.entries.iter().map(|idx| &translation.entries[*idx]);
    let mut own = lines.filter(|entry| entry.basis() == Basis::Text(Cow::Borrowed(text)));
    let own = own.find_map(|entry| entry.line(Name::Was).or(entry.line(Name::Source)));
    own.map_or_else(|| Cow::Owned(encode(text, &[]).into_owned()), Cow::Borrowed)
}

/// Returns the machine's note on a part of a sentence that was split.
pub(super) fn split_from(unit: &Unit<'_>, rows: &[Row<'_>]) -> Option<String> {
    unit.split_from
        .map(|head| format!("split from {}", rows[head].id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::Policy;
    use crate::compare::{Setting, Stretch, compare_in};
    use crate::document::{Format, Sentences};
    use crate::fluent::file::Text;
    use crate::sync::update::update;

    /// Checks what becomes of a file where the rows of `moved` were the remembered segments of its ids.
    #[track_caller]
    fn check(
        texts: &[(&str, &str)],
        moved: (std::ops::Range<usize>, &[&str]),
        raw: &str,
        expect: &str,
    ) {
        let row = |(id, text): &(&'static str, &'static str)| Row {
            id,
            text,
            line: None,
            protected: &[],
            context: None,
            notes: &[],
        };
        let leaked: Vec<(&'static str, &'static str)> = texts
            .iter()
            .map(|(id, text)| (&*(*id).to_owned().leak(), &*(*text).to_owned().leak()))
            .collect();
        let rows: Vec<Row<'_>> = leaked.iter().map(row).collect();
        let stretches = [Stretch {
            rows: moved.0,
            ids: moved.1.to_vec(),
        }];
        let sentences = Sentences::new("es", None, &[]);
        let edits = Edits {
            format: Format::Markdown,
            ..Edits::PLAIN
        };
        let run = |raw: &str, stretches: &[Stretch<'_>]| {
            let text = Text::new(raw.to_owned());
            let (translation, _) = Translation::read(&text);
            let setting = Setting {
                policy: Policy::default(),
                edits: &edits,
                is_overlay: false,
                stretches,
                sentences: Some(&sentences),
            };
            let found = compare_in(&rows, Some(&translation), &setting);
            let statuses: Vec<Status> = found.units.iter().map(|unit| unit.status).collect();
            let parts: Vec<_> = found.units.iter().map(|unit| unit.split_from).collect();
            let updated = update(&rows, &found, &translation, false, &edits).raw;
            (updated, statuses, parts)
        };
        let stretches = &stretches[..usize::from(!moved.1.is_empty())];
        for newline in ["\n", "\r\n"] {
            let (raw, expect) = (raw.replace('\n', newline), expect.replace('\n', newline));
            let (once, statuses, parts) = run(&raw, stretches);
            assert_eq!(once, expect, "\n{once}");
            // The same is said after it, whether the catalog was written or not.
            assert_eq!(
                run(&once, stretches),
                (once.clone(), statuses.clone(), parts.clone())
            );
            assert_eq!(run(&once, &[]), (once.clone(), statuses, parts));
        }
    }

    const WHOLE: &str = "# mine\n# @source He came, and she left for the town.\na =\n    Él vino y ella se fue a la ciudad.\n";

    #[test]
    fn the_first_part_keeps_the_translation() {
        check(
            &[
                ("a", "He came."),
                ("b", "She left for the town."),
                ("c", "C"),
            ],
            (0..2, &["a"]),
            &format!("{WHOLE}\n# @source C\nc = Ce\n"),
            "# mine\n# @source He came.\n# @was    He came, and she left for the town.\na =\n    Él vino y ella se fue a la ciudad.\n\n# @note split from a\n# @source She left for the town.\n# b =\n\n# @source C\nc = Ce\n",
        );
    }

    #[test]
    fn a_file_left_behind_its_catalog_hears_of_the_split() {
        check(
            &[
                ("a", "He came."),
                ("b", "She left for the town."),
                ("c", "C"),
            ],
            (0..0, &[]),
            &format!("{WHOLE}\n# @source C\nc = Ce\n"),
            "# mine\n# @source He came.\n# @was    He came, and she left for the town.\na =\n    Él vino y ella se fue a la ciudad.\n\n# @note split from a\n# @source She left for the town.\n# b =\n\n# @source C\nc = Ce\n",
        );
        check(
            &[("a", "He came."), ("b", "She left.")],
            (0..0, &[]),
            "# @source He came. She left.\na =\n    Él vino. Ella se fue.\n",
            "# @source He came.\n# @draft resegmented\na =\n    Él vino.\n\n# @source She left.\n# @draft resegmented\nb =\n    Ella se fue.\n",
        );
        check(
            &[("a", "He came. She left.")],
            (0..0, &[]),
            "# @source He came.\na =\n    Él vino.\n\n# @source She left.\nb =\n    Ella se fue.\n\n### end\n",
            "# @source He came. She left.\na =\n    Él vino. Ella se fue.\n\n### end\n",
        );
    }

    #[test]
    fn a_new_sentence_behind_an_edited_one_is_no_part_of_it() {
        check(
            &[("a", "He came home."), ("b", "Nobody was hurt.")],
            (0..0, &[]),
            "# @source He came.\na =\n    Él vino.\n",
            "# @changed + home\n# @source He came home.\n# @was    He came.\na =\n    Él vino.\n\n# @source Nobody was hurt.\n# b =\n",
        );
    }

    #[test]
    fn the_note_goes_once_the_first_part_is_current() {
        let raw = "# @source He came.\na =\n    Él vino.\n\n# @note split from a\n# @source She left.\n# b =\n";
        check(
            &[("a", "He came."), ("b", "She left.")],
            (0..0, &[]),
            raw,
            &raw.replace("# @note split from a\n", ""),
        );
    }

    #[test]
    fn nothing_is_split_from_what_is_missing() {
        check(
            &[("a", "He came."), ("b", "She left.")],
            (0..2, &["a"]),
            "# @source He came, and she left.\n# a =\n",
            "# @source He came.\n# a =\n\n# @source She left.\n# b =\n",
        );
    }

    #[test]
    fn a_translation_with_as_many_sentences_is_cut() {
        check(
            &[("a", "He came."), ("b", "She left.")],
            (0..2, &["a"]),
            "# mine\n# @source He came. She left.\na = { -he } vino.\n    Ella **se fue**.\n",
            "# mine\n# @source He came.\n# @draft resegmented\na = { -he } vino.\n\n# @source She left.\n# @draft resegmented\nb =\n    Ella **se fue**.\n",
        );
        // One sentence for two, or a text that was not right to begin with: as a split.
        check(
            &[("a", "He came."), ("b", "She left.")],
            (0..2, &["a"]),
            "# @source He came. She left.\na = Él vino y ella se fue.\n",
            "# @source He came.\n# @was    He came. She left.\na = Él vino y ella se fue.\n\n# @note split from a\n# @source She left.\n# b =\n",
        );
    }

    #[test]
    fn what_is_merged_is_proposed_with_its_new_number() {
        check(
            &[("a", "He came with 3 men. She left.")],
            (0..1, &["a", "b"]),
            "# @source He came with 2 men.\na =\n    Él vino con 2 hombres.\n\n# @source She left.\nb =\n    Ella se fue.\n\n### end\n",
            "# @changed 2 → 3\n# @proposal Él vino con 3 hombres. Ella se fue.\n# @source He came with 3 men. She left.\n# @was    He came with 2 men. She left.\na =\n    Él vino con 2 hombres. Ella se fue.\n\n### end\n",
        );
    }

    #[test]
    fn a_piece_may_be_repeated() {
        check(
            &[("a", "He came."), ("b", "She left."), ("c", "She left.")],
            (0..2, &["a"]),
            "# @source He came. She left.\na = Él vino. Ella se fue.\n\n# @source She left.\n# c =\n",
            "# @source He came.\n# @draft resegmented\na = Él vino.\n\n# @source She left.\n# @draft resegmented\nb =\n    Ella se fue.\n\n# @source She left.\nc =\n    { b }\n",
        );
    }

    #[test]
    fn merged_sentences_have_one_translation() {
        let raw = "# mine\n# @source He came.\na =\n    Él vino.\n\n# @ignore numbers (why)\n# yours\n# @source She left.\nb =\n    Ella se fue.\n\n# @source C\nc = Ce\n";
        check(
            &[("a", "He came. She left."), ("c", "C")],
            (0..1, &["a", "b"]),
            raw,
            "# mine\n# @ignore numbers (why)\n# yours\n# @source He came. She left.\na =\n    Él vino. Ella se fue.\n\n# @source C\nc = Ce\n",
        );
        check(
            &[("a", "He came, and then she left."), ("c", "C")],
            (0..1, &["a", "b"]),
            raw,
            "# mine\n# @ignore numbers (why)\n# yours\n# @source He came, and then she left.\n# @was    He came. She left.\na =\n    Él vino. Ella se fue.\n\n# @source C\nc = Ce\n",
        );
    }

    #[test]
    fn a_merge_has_the_worst_status_of_its_parts() {
        let merged = [("a", "A B")];
        let a = "# @source A\na = x\n\n";
        check(
            &merged,
            (0..1, &["a", "b"]),
            &format!("{a}# @source B\n# @draft memory\nb = y\n"),
            "# @source A B\n# @draft memory\na = x y\n\n",
        );
        check(
            &merged,
            (0..1, &["a", "b"]),
            &format!("{a}b = y\n"),
            "# @source A B\n# @was ?\na = x y\n\n",
        );
        check(
            &merged,
            (0..1, &["a", "b"]),
            &format!("{a}# @source B\n# @was    B0\nb = y\n"),
            "# @source A B\n# @was    A B0\na = x y\n\n",
        );
        check(
            &merged,
            (0..1, &["a", "b"]),
            &format!("{a}# @source B\n# b =\n"),
            "# @source A B\n# @was    A\na = x\n\n",
        );
        check(
            &merged,
            (0..1, &["a", "b"]),
            "# @source A\n# a =\n\n# @source B\nb = y\n",
            "# @source A B\n# @was    B\na =\n    y\n\n",
        );
    }

    #[test]
    fn a_split_that_is_undone_leaves_no_trace() {
        check(
            &[("a", "He came, and she left for the town.")],
            (0..1, &["a", "b"]),
            "# @source He came.\n# @was    He came, and she left for the town.\na =\n    Él vino y ella se fue.\n\n# @note split from a\n# @source She left for the town.\n# b =\n",
            "# @source He came, and she left for the town.\na =\n    Él vino y ella se fue.\n\n",
        );
    }

    #[test]
    fn what_is_referred_to_stays_and_references_get_their_text() {
        check(
            &[("a", "A B"), ("c", "C"), ("d", "B")],
            (0..1, &["a", "b"]),
            "# @source A\na = x\n\n# @source B\nb = y\n\n# @source C\nc = { b } z\n\n# @source B\nd = { b }\n",
            "# @source A B\na = x y\n\n# @obsolete\n# @source B\nb = y\n\n# @source C\nc = { b } z\n\n# @source B\nd = y\n",
        );
    }

    #[test]
    fn a_joined_group_goes_through_merges_and_splits() {
        let group = "# @source He came.\na =\n    Él vino y ella se fue.\n\n# @joined a\n# @source She left.\nb =\n    { \"\" }\n";
        check(
            &[("a", "He came. She left.")],
            (0..1, &["a", "b"]),
            group,
            "# @source He came. She left.\na =\n    Él vino y ella se fue.\n\n",
        );
        let before = format!("# @source X\nx = equis\n\n{group}");
        check(
            &[("x", "X He came."), ("b", "She left.")],
            (0..1, &["x", "a"]),
            &before,
            "# @source X He came.\nx = equis Él vino y ella se fue.\n\n# @joined x\n# @source She left.\nb =\n    { \"\" }\n",
        );
    }

    #[test]
    fn a_joined_group_survives_its_head_and_remembers_its_members() {
        let group = "# @source He came.\na =\n    Él vino y ella se fue.\n\n# @joined a\n# @source She left.\nb =\n    { \"\" }\n";
        check(
            &[("b", "She left.")],
            (0..0, &[]),
            group,
            "# @obsolete\n# @source He came.\n# @was    He came. She left.\na =\n    Él vino y ella se fue.\n\n# @source She left.\n# @was    He came. She left.\nb =\n    Él vino y ella se fue.\n",
        );
        let gone = "# @source He came.\n# @was    He came. She left.\na =\n    Él vino y ella se fue.\n\n# @joined a\n# @obsolete\n# @source She left.\nb =\n    { \"\" }\n";
        check(&[("a", "He came.")], (0..0, &[]), group, gone);
        // The sentence comes back: the text stands for both again.
        check(
            &[("a", "He came."), ("b", "She left.")],
            (0..0, &[]),
            gone,
            group,
        );
    }
}
