//! Reference: keeps the label of a reference link whose text was translated.
//!
//! `[Foo]` is at once a text and the label of a definition, so `[Фу]` would be no link any more; written as
//! `[Фу][Foo]` it is. Separate because nothing else needs to know about labels that are not there; it must not
//! know where a text stands.

use std::ops::Range;

use super::Format;
use super::definition::Labels;
use super::inline::{Bracket, brackets, inventory_with};
use super::loose::{Beyond, loose};

/// Gives the references of `text` that lost their label the labels that `own`, the segment's own text, has.
///
/// Returns `None` where nothing is to be done, or where it cannot be told which label belongs where.
pub(super) fn keep_labels(own: &str, text: &str, labels: &Labels) -> Option<String> {
    if labels.has_no_link() || !text.contains('[') {
        return None;
    }
    let ours: Vec<(Bracket, bool)> = known(own, labels);
    let theirs = known(text, labels);
    let mut missing: Vec<&Bracket> = ours.iter().filter(|one| one.1).map(|one| &one.0).collect();
    for (bracket, _) in theirs.iter().filter(|one| one.1) {
        if let Some(idx) = missing.iter().position(|one| one.label == bracket.label) {
            missing.remove(idx);
        }
    }
    let lost: Vec<&Bracket> = theirs
        .iter()
        .filter(|(bracket, known)| !known && !bracket.is_full)
        .map(|(bracket, _)| bracket)
        .collect();
    if missing.is_empty() || lost.is_empty() {
        return None;
    }
    let pairs: Vec<(Range<usize>, &str)> = if missing.len() == lost.len() {
        let pairs = lost.iter().zip(&missing);
        pairs
            .map(|(lost, own)| (lost.range.clone(), &*own.label))
            .collect()
    } else if ours.len() == theirs.len() {
        let pairs = theirs.iter().zip(&ours);
        pairs
            .filter(|((lost, known), own)| !known && !lost.is_full && own.1)
            .map(|((lost, _), own)| (lost.range.clone(), &*own.0.label))
            .collect()
    } else {
        return None;
    };
    if pairs.iter().any(|(_, label)| label.contains('`'))
        && let Some(escaped) = without_loose(text, labels)
    {
        return keep_labels(own, &escaped, labels);
    }
    let mut written = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for (range, label) in pairs {
        // A collapsed reference brings its own, empty, second pair of brackets.
        let bare = text[range.clone()]
            .strip_suffix("[]")
            .map_or(range.end, |bare| range.start + bare.len());
        written.push_str(&text[done..bare]);
        written.push_str(&format!("[{label}]"));
        done = range.end;
    }
    written.push_str(&text[done..]);
    Some(written)
}

/// Puts a backslash before what the backticks of a label further on would make code of, if there is any such thing.
fn without_loose(text: &str, labels: &Labels) -> Option<String> {
    let inventory = inventory_with(text, Format::Markdown, &[], Some(labels));
    let mut escaped = text.to_owned();
    let mut inserts = loose(text, &inventory, Beyond::Target);
    inserts.sort_unstable();
    for idx in inserts.iter().rev() {
        escaped.insert(*idx, '\\');
    }
    (!inserts.is_empty()).then_some(escaped)
}

fn known(text: &str, labels: &Labels) -> Vec<(Bracket, bool)> {
    let brackets = brackets(text, labels);
    let known = brackets.into_iter().map(|bracket| {
        let known = labels.has_link(&bracket.label);
        (bracket, known)
    });
    known.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(own: &str, text: &str, expect: Option<&str>) {
        let labels = Labels::of(["bar", "foo"].into_iter(), "");
        assert_eq!(
            keep_labels(own, text, &labels).as_deref(),
            expect,
            "{text:?}"
        );
    }

    #[test]
    fn a_translated_shortcut_keeps_its_label() {
        check("See [Foo].", "См. [Фу].", Some("См. [Фу][Foo]."));
        check("See [Foo][].", "См. [Фу][].", Some("См. [Фу][Foo]."));
        check("[Foo] ![bar]", "![б] [Фу]", Some("![б][Foo] [Фу][bar]"));
        check("[sic] [Foo]", "[так] [Фу]", Some("[так] [Фу][Foo]"));
        check("[Foo][^1]", "[Фу][^1]", Some("[Фу][Foo][^1]"));
        check("![][^1][Foo]", "![][^1][Foo]", None);
    }

    #[test]
    fn the_backticks_of_a_label_find_no_others() {
        let labels = Labels::of(["a `"].into_iter(), "");
        assert_eq!(
            keep_labels("[a `] b", "` [å `] b", &labels).as_deref(),
            None
        );
        assert_eq!(
            keep_labels("[a `] b", "[å `] b", &labels).as_deref(),
            Some("[å \\`][a `] b")
        );
    }

    #[test]
    fn what_needs_no_label_is_left_alone() {
        check("See [Foo].", "См. [Foo].", None);
        check("See [Foo].", "См. [Фу][foo].", None);
        check("See [x](y).", "См. [б](y).", None);
        check("See.", "[Фу].", None);
        check("[Foo]", "[а] [б]", None);
    }
}
