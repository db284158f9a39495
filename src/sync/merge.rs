//! Merge: three states of a locale file made one, entry by entry, on value, basis and comments.
//!
//! A text keeps the English that it was made from, whichever branch that comes from; two different texts by
//! two people stay a conflict. Pure: it knows neither git nor articles.

use std::collections::BTreeSet;

use super::remarks;
use crate::catalog;
use crate::classify::edits::Edits;
use crate::fluent::encode::decode;
use crate::fluent::file::{Edit, Kind, Text, splice};
use crate::machine::{self, Name};
use crate::translation::{Entry, Translation};

/// Is a merged file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Its bytes, with markers where there are conflicts.
    pub raw: String,
    /// The ids of the entries that people have to choose.
    pub conflicts: Vec<String>,
}

/// Says why files cannot be merged by entries: a clause such as `it holds conflict markers`.
pub type Refusal = &'static str;

/// Merges what became of `base` in `ours` and `theirs`. Without a base every entry counts as changed on both
/// sides.
///
/// # Errors
/// Where a side holds markers, Junk or an id twice: then nothing is certain.
pub fn merge(base: &Text, ours: &Text, theirs: &Text) -> Result<Merged, Refusal> {
    let read = |text| -> Result<Translation<'_>, Refusal> {
        let translation = Translation::read(text).0;
        if translation.conflict_marker().is_some() {
            return Err("it holds conflict markers");
        }
        let items = &translation.file.items;
        let mut ids = BTreeSet::new();
        for entry in &translation.entries {
            let is_junk = matches!(items[entry.item].kind, Kind::Junk(_)) && entry.has_value();
            if is_junk || !ids.insert(entry.id) {
                return Err("it holds an id twice");
            }
        }
        if items.iter().any(|item| matches!(item.kind, Kind::Junk(_))) {
            return Err("it holds what is no Fluent");
        }
        Ok(translation)
    };
    // A base that cannot be read is none.
    let empty = Text::new(String::new());
    let base = read(base).or_else(|_| read(&empty))?;
    let (ours, theirs) = (read(ours)?, read(theirs)?);
    let mut edits = remarks::merge(&base, &ours, &theirs);
    let mut conflicts = Vec::new();
    let newline = ours.file.newline;
    let is_catalog = [&ours, &theirs]
        .iter()
        .all(|side| catalog::is_catalog(side.file.raw));
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    for side in [&base, &ours, &theirs] {
        taken.extend(side.entries.iter().map(|entry| entry.id));
    }
    let taken = |id: &str| taken.contains(id);
    for entry in &ours.entries {
        let (o, b) = (Some(Side::of(&ours, entry)), side(&base, entry.id));
        let merged = merge_entry(
            b.as_ref(),
            o.as_ref(),
            side(&theirs, entry.id).as_ref(),
            newline,
        );
        let text = match merged {
            Fate::Ours => continue,
            Fate::Gone => String::new(),
            Fate::Text(text) => text,
            // The next sync writes it anew, from the article.
            Fate::Conflict(_) if is_catalog => continue,
            Fate::Conflict(text) => {
                conflicts.push(entry.id.to_owned());
                text
            }
        };
        let range = match text.is_empty() {
            true => super::update::with_blank_lines(ours.file.raw, entry.span),
            false => entry.span.range(),
        };
        edits.push(Edit { range, text });
    }
    // What only they have goes behind what it follows there.
    let end = ours
        .file
        .items
        .last()
        .filter(|item| item.span.of(ours.file.raw).trim_end() == "### end");
    let end = end.map_or(ours.file.raw.len(), |item| item.span.start);
    let mut at = ours.entries.first().map_or(end, |entry| entry.span.start);
    for entry in &theirs.entries {
        let t = Side::of(&theirs, entry);
        let text = if let Some(own) = ours.get(entry.id) {
            let span = ours.entries[own].span;
            at = super::update::with_blank_lines(ours.file.raw, span).end;
            let o = Side::of(&ours, &ours.entries[own]);
            // The text is found by its `@source` under any id.
            match are_two(side(&base, entry.id).as_ref(), &o, &t) && t.body.is_some() {
                true => ended(&renamed(&t, entry, free_id(entry.id, &taken)), newline),
                false => continue,
            }
        } else {
            match merge_entry(side(&base, entry.id).as_ref(), None, Some(&t), newline) {
                Fate::Text(text) | Fate::Conflict(text) => text,
                Fate::Ours | Fate::Gone => continue,
            }
        };
        let lead = if ours.file.raw[..at].ends_with('\n') || at == 0 {
            ""
        } else {
            newline
        };
        edits.push(Edit {
            range: at..at,
            text: format!("{lead}{text}{newline}"),
        });
    }
    Ok(Merged {
        raw: splice(ours.file.raw, edits),
        conflicts,
    })
}

/// Tells whether two branches made one id for two texts: neither entry is what became of the other.
fn are_two(b: Option<&Side<'_>>, o: &Side<'_>, t: &Side<'_>) -> bool {
    b.is_none() && o.source.is_some() && t.source.is_some() && o.source != t.source
}

/// Finds the first of `ID-2`, `ID-3` and so on that is not taken.
fn free_id(id: &str, taken: &dyn Fn(&str) -> bool) -> String {
    let ids = (2..).map(|n| format!("{id}-{n}"));
    ids.into_iter()
        .find(|id| !taken(id))
        .expect("there is no end of numbers")
}

/// Returns an entry's bytes with another id.
fn renamed(side: &Side<'_>, entry: &Entry<'_>, id: String) -> String {
    let at = entry.id_span.start - entry.span.start;
    format!(
        "{}{id}{}",
        &side.raw[..at],
        &side.raw[at + entry.id.len()..]
    )
}

/// Is an entry taken apart.
#[derive(Clone, Debug)]
struct Side<'t> {
    raw: &'t str,
    /// From the id to the end, where there is a value.
    body: Option<&'t str>,
    /// The body with its white space folded: what is compared.
    value: Option<String>,
    /// The line from the id on, `# ` of a stub included.
    tail: &'t str,
    source: Option<&'t str>,
    /// `@was`, or `@source`; `?` where it is not known.
    basis: &'t str,
    draft: Option<&'t str>,
    lines: Vec<&'t str>,
    /// The value, where it is one line of text and no more: what new numbers can be proposed for.
    line: Option<&'t str>,
}

impl<'t> Side<'t> {
    fn of(translation: &Translation<'t>, entry: &Entry<'t>) -> Self {
        let raw = translation.file.raw;
        let tail = &raw[entry.comment.end..entry.span.end];
        let body = entry.has_value().then_some(tail);
        let n_doubled = |name| {
            entry
                .lines
                .iter()
                .filter(|line| line.name == Some(name))
                .count()
        };
        let is_clear = n_doubled(Name::Source) <= 1 && n_doubled(Name::Was) <= 1;
        let basis = entry.line(Name::Was).or(entry.line(Name::Source));
        let is_last = |name: Option<Name>| {
            name.is_some_and(|name| {
                name.stands_last() || matches!(name, Name::Changed | Name::Proposal)
            })
        };
        let lines = entry.lines.iter().filter(|line| !is_last(line.name));
        Side {
            raw: entry.span.of(raw),
            body,
            value: body.map(|body| body.split_whitespace().collect::<Vec<_>>().join(" ")),
            tail,
            source: entry.line(Name::Source),
            basis: basis.filter(|_| is_clear).unwrap_or("?"),
            draft: entry.line(Name::Draft),
            lines: lines.map(|line| line.span.of(raw)).collect(),
            line: one_line(translation, entry),
        }
    }
}

fn one_line<'t>(translation: &Translation<'t>, entry: &Entry<'t>) -> Option<&'t str> {
    let idx = translation.get(entry.id).filter(|_| entry.is_text())?;
    let value = translation.value_span(idx).of(translation.file.raw);
    (!value.contains('\n')).then_some(value)
}

fn side<'t>(translation: &Translation<'t>, id: &str) -> Option<Side<'t>> {
    let idx = translation.get(id)?;
    Some(Side::of(translation, &translation.entries[idx]))
}

/// Is what becomes of an entry.
enum Fate {
    Ours,
    Gone,
    Text(String),
    Conflict(String),
}

fn merge_entry(
    b: Option<&Side<'_>>,
    o: Option<&Side<'_>>,
    t: Option<&Side<'_>>,
    newline: &str,
) -> Fate {
    let raw = |side: Option<&Side<'_>>| side.map(|side| side.raw.trim_end().replace('\r', ""));
    let value = |side: Option<&Side<'_>>| side.and_then(|side| side.value.clone());
    if raw(o) == raw(t) || raw(t) == raw(b) {
        return if o.is_some() { Fate::Ours } else { Fate::Gone };
    }
    if let (Some(o), Some(t)) = (o, t)
        && are_two(b, o, t)
    {
        return Fate::Ours;
    }
    let (o, t) = match (o, t) {
        (_, Some(t)) if raw(o) == raw(b) => return Fate::Text(ended(t.raw, newline)),
        (Some(o), Some(t)) => (o, t),
        // One side took it away: a text that the other side made is kept, for `sync` to judge.
        (None, Some(t)) if value(Some(t)) != value(b) => return Fate::Text(ended(t.raw, newline)),
        (Some(o), None) if value(Some(o)) != value(b) => return Fate::Ours,
        _ => return Fate::Gone,
    };
    let (ov, tv, bv) = (&o.value, &t.value, &value(b));
    // The text comes with the English it was made from.
    let (body, line, basis, draft) = if ov == tv {
        // Of a proposal nobody says what English it was confirmed for.
        let stand = |side: &Side<'_>| {
            let basis = if side.draft.is_some() { "" } else { side.basis };
            (basis.to_owned(), side.draft.map(str::to_owned))
        };
        let (own, other) = (stand(o), stand(t));
        let stands = match b.filter(|_| ov == bv).map(stand) {
            _ if own == other => own,
            Some(old) if old == own => other,
            Some(old) if old == other => own,
            // Confirmed for one English here and for another there: nobody knows.
            _ => ("?".to_owned(), own.1.or(other.1)),
        };
        (o.body.unwrap_or(o.tail), o.line, stands.0, stands.1)
    } else {
        let chosen = match (ov, tv) {
            (_, None) if bv.is_none() => o,
            (None, _) if bv.is_none() => t,
            _ if tv == bv => o,
            _ if ov == bv => t,
            _ => {
                let (own, other) = (ended(o.raw, newline), ended(t.raw, newline));
                let marked = ["<<<<<<< ours", &own, "=======", &other, ">>>>>>> theirs"];
                let lines = marked.map(|text| ended(text, newline));
                return Fate::Conflict(lines.concat());
            }
        };
        (
            chosen.body.unwrap_or(chosen.tail),
            chosen.line,
            chosen.basis.to_owned(),
            chosen.draft.map(str::to_owned),
        )
    };
    let old_source = b.and_then(|b| b.source);
    let source = if o.source == old_source {
        t.source
    } else {
        o.source
    };
    let mut text = String::new();
    let mut push = |line: &str| text.push_str(&ended(line, newline));
    let old_lines: &[&str] = b.map_or(&[], |b| &b.lines);
    if o.lines == old_lines {
        t.lines.iter().for_each(|line| push(line));
    } else {
        o.lines.iter().for_each(|line| push(line));
        let is_new = |line: &&&str| !o.lines.contains(line) && !old_lines.contains(line);
        t.lines.iter().filter(is_new).for_each(|line| push(line));
    }
    let is_stub = body.starts_with('#') || (o.body.is_none() && t.body.is_none());
    let edit = source.filter(|source| !is_stub && draft.is_none() && *source != basis);
    if let Some((new, old)) = edit.and_then(|source| Some((decode(source)?, decode(&basis)?)))
        && basis != "?"
    {
        // As the next sync would write them.
        if let Some(changed) = Edits::PLAIN.summary(&old, &new) {
            push(&machine::write(Name::Changed, &changed));
        }
        if let Some(proposal) = line.and_then(|value| Edits::PLAIN.proposal(&old, &new, value)) {
            push(&machine::write(Name::Proposal, &proposal));
        }
    }
    if let Some(source) = source {
        push(&machine::write(Name::Source, source));
    }
    if !is_stub {
        match draft {
            Some(draft) => push(&machine::write(Name::Draft, &draft)),
            None if source.is_some() && source != Some(&*basis) => {
                push(&machine::write(Name::Was, &basis))
            }
            None => {}
        }
    }
    text.push_str(&ended(body, newline));
    Fate::Text(text)
}

/// Ends a text in exactly one line end.
fn ended(text: &str, newline: &str) -> String {
    let text = text.trim_end_matches(['\n', '\r']).replace("\r\n", "\n");
    format!("{}{newline}", text.replace('\n', newline))
}

/// Takes the sides of the conflicts of a file apart: base (where the markers show it), ours, theirs.
/// `None` where the markers do not match.
pub fn sides(raw: &str) -> Option<[String; 3]> {
    let mut sides = [String::new(), String::new(), String::new()];
    let mut open: Option<usize> = None;
    for line in raw.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        let is = |mark: &str| {
            bare == mark
                || bare
                    .strip_prefix(mark)
                    .is_some_and(|rest| rest.starts_with(' '))
        };
        open = match open {
            None if is("<<<<<<<") => Some(1),
            Some(1) if is("|||||||") => Some(0),
            Some(0 | 1) if bare == "=======" => Some(2),
            Some(2) if is(">>>>>>>") => None,
            _ if is("<<<<<<<") || is(">>>>>>>") => return None,
            None => {
                sides.iter_mut().for_each(|side| side.push_str(line));
                continue;
            }
            Some(side) => {
                sides[side].push_str(line);
                continue;
            }
        };
    }
    open.is_none().then_some(sides)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(base: &str, ours: &str, theirs: &str, expect: &str) {
        let text = |raw: &str| Text::new(raw.to_owned());
        for (ours, theirs) in [(ours, theirs), (theirs, ours)] {
            let merged = merge(&text(base), &text(ours), &text(theirs)).unwrap();
            assert_eq!(merged.raw, expect);
            assert!(merged.conflicts.is_empty());
        }
    }

    const STUB: &str = "# @source A\n# a =\n";
    const MOVED: &str = "# @source A1\n# a =\n";
    const FILLED: &str = "# @source A\na =\n    Ах\n";
    const BEHIND: &str = "# @source A1\n# @was    A\na =\n    Ах\n";

    #[test]
    fn a_text_keeps_its_english_while_that_moves() {
        check(STUB, FILLED, MOVED, BEHIND);
        check(
            FILLED,
            &FILLED.replace("Ах", "Ох"),
            BEHIND,
            &BEHIND.replace("Ах", "Ох"),
        );
        let stale = "# @source A\n# @was    A0\na =\n    Ах\n";
        check(
            stale,
            FILLED,
            &stale.replace("@source A\n", "@source A1\n"),
            BEHIND,
        );
        check(
            "# @source A\n# @draft x\na =\n    Ах\n",
            FILLED,
            "# @source A1\n# @draft x\na =\n    Ах\n",
            BEHIND,
        );
    }

    #[test]
    fn confirmed_for_two_englishes_is_not_known() {
        check(
            "# @source A\n# @was    A0\na =\n    Ах\n",
            FILLED,
            "# @source A1\na =\n    Ах\n",
            "# @source A1\n# @was ?\na =\n    Ах\n",
        );
    }

    #[test]
    fn a_text_that_one_side_deleted_and_the_other_made_is_kept() {
        let end = |entry: &str| format!("{entry}\n### end\n");
        check(&end(STUB), &end(FILLED), "### end\n", &end(FILLED));
        check(FILLED, FILLED, "", "");
    }

    #[test]
    fn two_texts_stay_a_conflict_and_can_be_taken_apart() {
        let text = |raw: &str| Text::new(raw.to_owned());
        let other = FILLED.replace("Ах", "Ох");
        let merged = merge(&text(STUB), &text(FILLED), &text(&other)).unwrap();
        assert_eq!(merged.conflicts, ["a"]);
        assert!(super::super::conflict_marker(&merged.raw).is_some());
        let [_, ours, theirs] = sides(&merged.raw).unwrap();
        assert_eq!((&*ours, &*theirs), (FILLED, &*other));
        assert!(merge(&text(""), &text(&merged.raw), &text("")).is_err());
    }

    #[test]
    fn one_id_for_two_texts_becomes_two_entries() {
        let other = "# @source B\na =\n    Бэ\n";
        let renamed = other.replace("a =", "a-2 =");
        let text = |raw: &str| Text::new(raw.to_owned());
        let both = |ours: &str, theirs: &str| merge(&text(""), &text(ours), &text(theirs)).unwrap();
        let merged = both(FILLED, other);
        assert_eq!(
            (&*merged.raw, merged.conflicts.len()),
            (&*format!("{FILLED}{renamed}\n"), 0)
        );
        assert_eq!(both(STUB, other).raw, format!("{STUB}{renamed}\n"));
        // Of a stub there is nothing to keep: `sync` makes it anew.
        assert_eq!(both(other, STUB).raw, other);
        let third = format!("{FILLED}\n# @source C\na-2 =\n    Це\n");
        assert!(
            both(&third, other)
                .raw
                .contains("# @source B\na-3 =\n    Бэ\n")
        );
    }

    #[test]
    fn catalogs_never_conflict() {
        let catalog = |text: &str| {
            format!(
                "### source/a.md\n### Written by \"tolka sync\": edit the article, not this file.\n\na =\n    {text}\n\n### end\n"
            )
        };
        let text = |raw: &str| Text::new(raw.to_owned());
        let merged = merge(
            &text(&catalog("A")),
            &text(&catalog("A1")),
            &text(&catalog("A2")),
        )
        .unwrap();
        assert_eq!((merged.raw, merged.conflicts.len()), (catalog("A1"), 0));
    }

    #[test]
    fn comments_of_both_are_kept() {
        let with = |line: &str| format!("# {line}\n{FILLED}");
        let ours = with("one").replace("Ах", "Ох");
        let text = |raw: &str| Text::new(raw.to_owned());
        let merged = merge(&text(FILLED), &text(&ours), &text(&with("two"))).unwrap();
        assert_eq!(
            merged.raw,
            format!("# one\n# two\n{}", FILLED.replace("Ах", "Ох"))
        );
    }
}
