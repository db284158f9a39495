//! Mend: writes the fixes of findings into the text of a file. Only the characters concerned change.

use crate::finding::{Fix, Region};
use crate::fluent::file::{Edit, Kind, Text, splice};
use crate::span::{Position, Span};
use crate::sync::conflict_marker;

/// Is a file with fixes written into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The text.
    pub text: String,
    /// Which of the fixes stand in it, by their index, with what stood there; another that overlaps one of them has
    /// to wait.
    pub applied: Vec<(usize, String)>,
}

/// Writes fixes into the text of a locale file; `None` where nothing changes.
///
/// A file with the lines of a conflict is left alone, and so is one that would read worse than before.
pub fn mend(raw: &str, fixes: &[&Fix]) -> Option<Mended> {
    if conflict_marker(raw).is_some() {
        return None;
    }
    let starts: Vec<usize> = std::iter::once(0)
        .chain(raw.match_indices('\n').map(|(at, _)| at + 1))
        .collect();
    let spans = fixes.iter().map(|fix| span(raw, &starts, fix.region));
    let mut order: Vec<(usize, Span)> = spans
        .enumerate()
        .filter_map(|(idx, span)| Some((idx, span?)))
        .collect();
    order.sort_by_key(|(idx, span)| (span.start, span.end, *idx));
    let mut edits = Vec::new();
    let mut applied = Vec::new();
    let mut end = None;
    for (idx, span) in order {
        let is_free = end.is_none_or(|end| end < span.start);
        let is_change = span.of(raw) != fixes[idx].text;
        if is_free && is_change {
            edits.push(Edit {
                range: span.range(),
                text: fixes[idx].text.clone(),
            });
            applied.push((idx, span.of(raw).to_owned()));
            end = Some(span.end);
        }
    }
    let text = splice(raw, edits);
    let is_worse = n_junk(raw) < n_junk(&text);
    (!applied.is_empty() && !is_worse).then_some(Mended { text, applied })
}

fn n_junk(raw: &str) -> usize {
    let text = Text::new(raw.to_owned());
    let items = text.parse().items;
    let junk = items
        .iter()
        .filter(|item| matches!(item.kind, Kind::Junk(_)));
    junk.count()
}

/// Returns the bytes of a region.
fn span(raw: &str, starts: &[usize], region: Region) -> Option<Span> {
    let offset = |position: Position| {
        let start = *starts.get(position.line.checked_sub(1)?)?;
        let line = raw[start..].split('\n').next().unwrap_or_default();
        let n_before = position.column.checked_sub(1)?;
        let mut ends = line
            .char_indices()
            .map(|(at, _)| at)
            .chain([line.len()])
            .skip(n_before);
        Some(start + ends.next()?)
    };
    let (start, end) = (offset(region.start)?, offset(region.end)?);
    (start <= end).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::check::facts::Facts;
    use crate::check::levels::Levels;
    use crate::check::run;
    use crate::check::testing::with_workspace;

    /// Mends until nothing is left to mend, as `check --fix` does.
    fn converge(english: &str, own: &str) -> (String, usize) {
        let mut text = own.to_owned();
        for n_rounds in 0..9 {
            let files = [
                ("locales/en/site.ftl", english),
                ("locales/es/site.ftl", &*text),
            ];
            let mended = with_workspace(&files, |workspace| {
                let findings = run(workspace, &Facts::default(), &Levels::default());
                let fixes: Vec<&Fix> = findings
                    .iter()
                    .filter(|finding| finding.path == "locales/es/site.ftl")
                    .filter_map(|finding| finding.fix.as_ref())
                    .collect();
                mend(&text, &fixes)
            });
            match mended {
                Some(mended) => text = mended.text,
                None => return (text, n_rounds),
            }
        }
        panic!("it goes on and on: {text}")
    }

    #[track_caller]
    fn check(own: &str, expect: &str) {
        let english = "a = One two\nb = Three four\n";
        assert_eq!(converge(english, own).0, expect);
        let crlf = |text: &str| text.replace('\n', "\r\n");
        assert_eq!(converge(english, &crlf(own)).0, crlf(expect));
    }

    #[test]
    fn slips_are_mended_where_they_stand() {
        check(
            "# mine\n# @source One two\n# a = Uno dos\n\n# @source Three four\nb =   Tres cuatro\n",
            "# mine\n# @source One two\na =\n    Uno dos\n\n# @source Three four\nb =   Tres cuatro\n",
        );
        check(
            "# @source One two\na =\nUno dos\n\n# @source Three four\nb =\n\tTres cuatro\n",
            "# @source One two\na =\n    Uno dos\n\n# @source Three four\nb =\n    Tres cuatro\n",
        );
        check(
            "# @source One two\n# a =\n# @source Three four\nb = Tres cuatro\n",
            "# @source One two\n# a =\n\n# @source Three four\nb = Tres cuatro\n",
        );
        check(
            "# @source One two\n# a =\na = Uno dos\n\nb = Tres cuatro\n",
            "# @source One two\na = Uno dos\n\nb = Tres cuatro\n",
        );
    }

    #[test]
    fn a_conflict_is_a_persons_business() {
        let own =
            "<<<<<<< ours\n# @source One two\n# a = Uno\n=======\n# a = Dos\n>>>>>>> theirs\n";
        check(own, own);
    }

    #[test]
    fn what_overlaps_waits_for_the_next_round() {
        let at = |from, to| Region {
            start: Position {
                line: 1,
                column: from,
            },
            end: Position {
                line: 1,
                column: to,
            },
        };
        let fix = |from, to, text: &str| Fix {
            region: at(from, to),
            text: text.to_owned(),
        };
        let fixes = [fix(5, 7, "Ы"), fix(6, 8, "x"), fix(9, 9, "й")];
        let fixes: Vec<&Fix> = fixes.iter().collect();
        let mended = mend("a = абвг\n", &fixes).unwrap();
        assert_eq!(
            (&*mended.text, &*mended.applied),
            (
                "a = Ывгй\n",
                &[(0, "аб".to_owned()), (2, String::new())][..]
            )
        );
    }

    fn entry(idx: usize) -> impl Strategy<Value = (String, bool)> {
        let id = format!("id-{idx}");
        let bodies = prop::sample::select(vec![
            (
                "# @source S\n{id} =\n    Texto «bueno»\n    con dos líneas\n\n",
                false,
            ),
            (
                "# mine\n\n# @source S\n{id} = { $x ->\n   *[other] Ya\n }\n    .title = T\n\n",
                false,
            ),
            (
                "# @ignore syntax\n# @source S\n{id}   =   Espacio raro\n\n\n",
                false,
            ),
            ("# @source S\n# {id} =\n\n", false),
            ("# @source S\n# {id} = Quedó en comentario\n\n", true),
            ("# @source S\n{id} =\n\tTabulado\n\n", true),
            ("# @source S\n{id} =\nsin sangría\n\n", true),
            ("# @source S\n# {id} =\n", true),
            ("# @source S\n# {id} =\n{id} = Doble\n\n", true),
        ]);
        bodies.prop_map(move |(body, is_slip)| (body.replace("{id}", &id), is_slip))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn fixes_converge_and_touch_nothing_else(
            entries in (entry(0), entry(1), entry(2), entry(3), entry(4)),
            is_crlf in any::<bool>(),
        ) {
            let entries = [entries.0, entries.1, entries.2, entries.3, entries.4];
            let end = |text: &str| if is_crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
            let own: String = entries.iter().map(|(body, _)| end(body)).collect();
            let english: String = (0..5).map(|n| format!("id-{n} = S\n")).collect();
            let (mended, _) = converge(&english, &own);
            for (idx, (body, is_slip)) in entries.iter().enumerate() {
                // Glued to the stub before it, an entry is part of that one's slip.
                let is_glued = 0 < idx && entries[idx - 1].0.ends_with("=\n");
                if !is_slip && !is_glued {
                    let body = end(body);
                    prop_assert!(mended.contains(body.trim_end()), "{body}\n---\n{mended}");
                }
            }
            let (again, n_rounds) = converge(&english, &mended);
            prop_assert_eq!((again, n_rounds), (mended, 0));
        }
    }
}
