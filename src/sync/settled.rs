//! Settled: tells that a sync has nothing to do, as it almost always has, without planning one. Where it says no there
//! may still be nothing to do.

use super::update::is_bare;
use super::wishes;
use crate::catalog::{self, Row};
use crate::compare::Comparison;
use crate::relate::{Article, Localized, Workspace};
use crate::translation::Translation;

/// Tells that no file of a workspace differs from what a sync makes.
pub fn are_settled(workspace: &Workspace<'_>) -> bool {
    workspace.messages.is_empty()
        && workspace.gone.is_empty()
        && workspace.articles.iter().all(is_article_settled)
}

fn is_article_settled(article: &Article<'_>) -> bool {
    let rows = article.rows();
    let is_catalog = |raw| catalog::is_of(raw, article.path, rows.iter().copied());
    let is_side_kept = |side: &Localized<'_>| {
        let translation = side.translation.as_ref();
        translation.is_some_and(|own| own.conflict_marker().is_none() && is_kept(&rows, side, own))
    };
    article.catalog_raw.is_some_and(is_catalog) && article.sides.iter().all(is_side_kept)
}

/// Tells that a locale file stands as a sync would leave it.
pub(super) fn is_kept(
    rows: &[Row<'_>],
    side: &Localized<'_>,
    translation: &Translation<'_>,
) -> bool {
    side.is_as_stored() && is_settled(rows, &side.comparison, translation)
}

/// Tells that every row has its entry, in order, which says what it should, and that what is gone is marked: `update`
/// would change nothing.
fn is_settled(
    rows: &[Row<'_>],
    comparison: &Comparison<'_>,
    translation: &Translation<'_>,
) -> bool {
    let mut last = None;
    let are_settled = comparison.units.iter().all(|unit| {
        let in_order = unit.entry.filter(|_| last < unit.entry);
        last = unit.entry;
        in_order
            .is_some_and(|idx| wishes::is_settled(unit, &translation.entries[idx], &rows[unit.row]))
    });
    let mut gone = comparison.gone.iter().map(|idx| &translation.entries[*idx]);
    are_settled && gone.all(|entry| !is_bare(entry) && entry.is_obsolete())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::change::Policy;
    use crate::classify::edits::Edits;
    use crate::compare::compare;
    use crate::fluent::file::Text;
    use crate::sync::update::update;

    const ROWS: [(&str, &str); 3] = [("a", "A"), ("b", "B {"), ("c", "C")];

    fn rows(with_context: bool) -> Vec<Row<'static>> {
        let row = |(id, text)| Row {
            id,
            text,
            line: None,
            protected: &[],
            context: with_context.then_some("paragraph"),
            notes: &[],
        };
        ROWS.into_iter().map(row).collect()
    }

    /// Tells whether a file is settled; then an update must not change it.
    fn is_settled_in(raw: &str, with_context: bool) -> bool {
        let text = Text::new(raw.to_owned());
        let (translation, _) = Translation::read(&text);
        let rows = rows(with_context);
        let comparison = compare(&rows, Some(&translation), Policy::default(), &Edits::PLAIN);
        let is_settled = is_settled(&rows, &comparison, &translation);
        if is_settled {
            let updated = update(&rows, &comparison, &translation, false, &Edits::PLAIN);
            assert_eq!((&*updated.raw, updated.events.len()), (raw, 0));
        }
        is_settled
    }

    #[test]
    fn a_synced_file_is_settled() {
        let raw = "# @source A\na = x\n\n# mine\n# @source B { \"{\" }\nb = y\n\n# @source C\n# c =\n\n# @obsolete\n# @source D\nd = z\n";
        assert!(is_settled_in(raw, false) && !is_settled_in(raw, true));
        let without = |piece: &str| is_settled_in(&raw.replacen(piece, "", 1), false);
        for piece in [
            "# @source A\n",
            "# @obsolete\n",
            "# @source C\n# c =\n",
            "a = x\n",
        ] {
            assert!(!without(piece), "{piece}");
        }
        assert!(without("# mine\n"));
    }

    proptest! {
        #[test]
        fn what_is_settled_is_not_changed(
            ids in prop_oneof![
                3 => Just(vec!["a", "b", "c"]),
                2 => Just(vec!["a", "b", "c", "d"]),
                2 => prop::collection::vec(prop::sample::select(vec!["a", "b", "c", "d"]), 0..5),
            ],
            rest in prop::collection::vec((
                prop_oneof![
                    4 => Just(None),
                    1 => prop::sample::select(vec!["", "# @context paragraph\n", "# mine\n", "# @obsolete\n", "# @was    Z\n", "# @draft memory\n", "# @ignore numbers\n"]).prop_map(Some),
                ],
                prop::bool::weighted(0.9),
                prop::sample::select(vec![" = x\n", " =\n    y\n", " =\n", " = { a }\n", " = { \"\" }\n"]),
            ), 5),
            with_context in any::<bool>(),
        ) {
            // Most files are settled but for little, so that the law has something to say of them.
            let own = if with_context { "# @context paragraph\n" } else { "" };
            let entries = ids.into_iter().zip(rest).map(|(id, (line, has_source, value))| {
                let line = line.unwrap_or(if id == "d" { "# @obsolete\n" } else { own });
                let source = match id {
                    _ if !has_source => "",
                    "a" => "# @source A\n",
                    "b" => "# @source B { \"{\" }\n",
                    _ => "# @source C\n",
                };
                format!("{line}{source}{id}{value}\n")
            });
            is_settled_in(&entries.collect::<String>(), with_context);
        }
    }
}
