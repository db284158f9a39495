//! Lines: the comment of one entry with its machine lines brought up to date.
//!
//! Everything a person wrote in it keeps its bytes; a comment whose machine lines already say what they
//! should is not touched at all.

use std::borrow::Cow;

use super::{CommentLine, Entry};
use crate::fluent::encode::decode;
use crate::machine::{self, Name};

/// Is what the machine lines of one name should say; the lines of names without a wish stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish<'a> {
    /// Whose lines.
    pub name: Name,
    /// Their values, in order; none takes the lines away.
    pub values: Vec<Cow<'a, str>>,
}

impl<'a> Wish<'a> {
    /// Wishes for one line, or for none.
    pub fn new(name: Name, value: Option<Cow<'a, str>>) -> Self {
        Wish {
            name,
            values: value.into_iter().collect(),
        }
    }
}

/// Returns the new text of the entry's comment, or `None` where it already is as wished.
///
/// The order is restored: first the translator's own lines and the machine lines that inform, as they
/// stand, then `@source`, `@was`, `@draft`.
pub fn rewrite(raw: &str, entry: &Entry<'_>, wishes: &[Wish<'_>], newline: &str) -> Option<String> {
    rewrite_with(raw, entry, &[], wishes, newline)
}

/// Does the same where the `others` are the lines that people wrote into comments of entries that go into this one.
pub fn rewrite_with(
    raw: &str,
    entry: &Entry<'_>,
    others: &[&CommentLine<'_>],
    wishes: &[Wish<'_>],
    newline: &str,
) -> Option<String> {
    if others.is_empty() && wishes.iter().all(|wish| is_granted(entry, wish)) {
        return None;
    }
    let mut comment = String::with_capacity(entry.comment.len() + 64);
    let mut push = |line: &str| {
        comment.push_str(line);
        comment.push_str(newline);
    };
    let wish_for = |name: Name| wishes.iter().find(|wish| wish.name == name);
    let is_there = |name: Name| entry.lines.iter().any(|line| line.name == Some(name));
    // A line that informs and is new goes where its name's order puts it: the context on top, others below.
    if let Some(wish) = wish_for(Name::Context).filter(|_| !is_there(Name::Context)) {
        wish.values
            .iter()
            .for_each(|value| push(&machine::write(Name::Context, value)));
    }
    let mut written: Vec<Name> = Vec::new();
    for line in entry
        .lines
        .iter()
        .filter(|line| !line.name.is_some_and(Name::stands_last))
    {
        match line.name.and_then(&wish_for) {
            Some(wish) if written.contains(&wish.name) => {}
            Some(wish) => {
                written.push(wish.name);
                push_values(&mut push, raw, entry, wish);
            }
            None => push(line.span.of(raw)),
        }
    }
    others.iter().for_each(|line| push(line.span.of(raw)));
    for wish in wishes {
        if wish.name != Name::Context && !wish.name.stands_last() && !written.contains(&wish.name) {
            wish.values
                .iter()
                .for_each(|value| push(&machine::write(wish.name, value)));
        }
    }
    for name in [Name::Source, Name::Was, Name::Draft] {
        match wish_for(name) {
            Some(wish) => push_values(&mut push, raw, entry, wish),
            None => {
                let kept = entry.lines.iter().filter(|line| line.name == Some(name));
                kept.for_each(|line| push(line.span.of(raw)));
            }
        }
    }
    Some(comment)
}

/// Writes the comment of a new entry.
pub fn write(wishes: &[Wish<'_>], newline: &str) -> String {
    let mut comment = String::new();
    let mut in_order: Vec<&Wish<'_>> = wishes.iter().collect();
    in_order.sort_by_key(|wish| wish.name);
    for wish in in_order {
        for value in &wish.values {
            comment.push_str(&machine::write(wish.name, value));
            comment.push_str(newline);
        }
    }
    comment
}

/// Pushes the wished lines; one that already says so keeps its bytes.
fn push_values(push: &mut impl FnMut(&str), raw: &str, entry: &Entry<'_>, wish: &Wish<'_>) {
    for value in &wish.values {
        let same = entry
            .lines
            .iter()
            .find(|line| line.name == Some(wish.name) && says(line.value, value));
        match same {
            Some(line) => push(line.span.of(raw)),
            None => push(&machine::write(wish.name, value)),
        }
    }
}

fn is_granted(entry: &Entry<'_>, wish: &Wish<'_>) -> bool {
    let mut lines = entry
        .lines
        .iter()
        .filter(|line| line.name == Some(wish.name));
    wish.values
        .iter()
        .all(|value| lines.next().is_some_and(|line| says(line.value, value)))
        && lines.next().is_none()
}

/// Tells whether two values mean the same text: one may be encoded in another way.
fn says(value: &str, wished: &str) -> bool {
    value == wished
        || decode(value).is_some_and(|text| decode(wished).is_some_and(|wished| text == wished))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::file::Text;
    use crate::translation::Translation;

    fn check(raw: &str, wishes: &[(Name, Option<&str>)], expect: Option<&str>) {
        let text = Text::new(raw.to_owned());
        let (translation, _) = Translation::read(&text);
        let wishes: Vec<_> = wishes
            .iter()
            .map(|(name, value)| Wish::new(*name, value.map(Cow::Borrowed)))
            .collect();
        let comment = rewrite(raw, &translation.entries[0], &wishes, "\n");
        assert_eq!(comment.as_deref(), expect);
    }

    #[test]
    fn a_comment_as_wished_is_not_touched() {
        let raw = "#  @context  heading 1\n# mine\n# @source   A { \"{\" }\na = x\n";
        check(
            raw,
            &[(Name::Source, Some("A { \"\\u007B\" }")), (Name::Was, None)],
            None,
        );
    }

    #[test]
    fn the_order_is_restored_and_a_persons_lines_keep_their_bytes() {
        let raw = "# @source A\n#   mine\n# @ignore numbers\n# @todo x\na = x\n";
        check(
            raw,
            &[
                (Name::Context, Some("paragraph")),
                (Name::Changed, Some("A → B")),
                (Name::Source, Some("B")),
                (Name::Was, Some("A")),
            ],
            Some(
                "# @context paragraph\n#   mine\n# @ignore numbers\n# @todo x\n# @changed A → B\n# @source B\n# @was    A\n",
            ),
        );
    }

    #[test]
    fn lines_are_taken_away() {
        let raw = "# @changed x → y\n# @source A\n# @was B\na = x\n";
        check(
            raw,
            &[(Name::Changed, None), (Name::Was, None)],
            Some("# @source A\n"),
        );
    }
}
