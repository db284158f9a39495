//! Summary: an edit in one line, for the `@changed` line above a stale translation.
//!
//! The forms: `announced → signed`; `+ not` for words that came; `− only` for words that went; where only punctuation or
//! white space changed, the word that it touches tells the place: `eat → eat,`. Several changes stand between `; `.

use super::{Change, Op, is_word, word_tokens, words};

/// Says what changed, in one line without control characters.
///
/// `None` where nothing changed, or more than a third of the words did: then the two texts read better whole.
pub fn summary(old: &str, new: &str) -> Option<String> {
    let changes = words(old, new);
    let n_words = |not: Op, among: fn(Op) -> bool| -> usize {
        let these = changes
            .iter()
            .filter(|change| change.op != not && among(change.op));
        these.map(|change| word_tokens(change.text).count()).sum()
    };
    let n_changed = n_words(Op::Insert, is_change).max(n_words(Op::Delete, is_change));
    let n_all = n_words(Op::Insert, |_| true).max(n_words(Op::Delete, |_| true));
    if n_all < 3 * n_changed {
        return None;
    }
    let mut parts = Vec::new();
    let mut rest = changes.as_slice();
    let mut before = "";
    while let [first, after @ ..] = rest {
        rest = after;
        let (deleted, inserted) = match (first.op, after.first()) {
            (Op::Equal, _) => {
                before = first.text;
                continue;
            }
            (
                Op::Delete,
                Some(Change {
                    op: Op::Insert,
                    text,
                }),
            ) => {
                rest = &after[1..];
                (first.text, *text)
            }
            (Op::Delete, _) => (first.text, ""),
            (Op::Insert, _) => ("", first.text),
        };
        let after = rest.first().map_or("", |change| change.text);
        parts.push(part(before, deleted, inserted, after));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn is_change(op: Op) -> bool {
    op != Op::Equal
}

fn part(before: &str, deleted: &str, inserted: &str, after: &str) -> String {
    if is_word(deleted) || is_word(inserted) {
        return match (deleted.trim(), inserted.trim()) {
            ("", inserted) => format!("+ {}", shown(inserted)),
            (deleted, "") => format!("− {}", shown(deleted)),
            (deleted, inserted) => format!("{} → {}", shown(deleted), shown(inserted)),
        };
    }
    // Punctuation alone does not tell its place; the word that it touches does.
    let left = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let is_space = deleted.trim().is_empty() && inserted.trim().is_empty();
    let right = match after.split(char::is_whitespace).next() {
        Some(next) if is_space || left.is_empty() => next,
        _ => "",
    };
    let [old, new] = [deleted, inserted].map(|text| shown(&format!("{left}{text}{right}")));
    format!("{old} → {new}")
}

/// Writes a text so that it stays on its line: line breaks and no-break spaces become signs, other control and
/// direction characters their code points.
fn shown(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\u{2028}' | '\u{2029}' => line.push('⏎'),
            '\r' => {}
            '\u{A0}' | '\u{202F}' => line.push('⍽'),
            '\t' => line.push(' '),
            '\u{AD}'
            | '\u{61C}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}' => line.push_str(&format!("\\u{:04X}", c as u32)),
            c if c.is_control() => line.push_str(&format!("\\u{:04X}", c as u32)),
            c => line.push(c),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::summary;
    use proptest::prelude::*;

    fn check(old: &str, new: &str, expect: Option<&str>) {
        assert_eq!(summary(old, new).as_deref(), expect, "{old:?} {new:?}");
    }

    #[test]
    fn words_that_changed_came_and_went() {
        check(
            "Colombia’s minister announced an accord on Saturday.",
            "Colombia’s minister signed an accord on Sunday.",
            Some("announced → signed; Saturday → Sunday"),
        );
        check(
            "You may go there now",
            "You may not go there now",
            Some("+ not"),
        );
        check("You may not go there", "You may go there", Some("− not"));
    }

    #[test]
    fn punctuation_names_its_word() {
        check(
            "Let's eat grandma",
            "Let's eat, grandma",
            Some("eat → eat,"),
        );
        check("Stop it now.", "Stop it now?", Some("now. → now?"));
        check(
            "the odd word here",
            "the \"odd\" word here",
            Some("odd → \"odd; odd → odd\""),
        );
        check("one two three", "one\ntwo three", Some("one two → one⏎two"));
        check("5 km away", "5\u{A0}km away", Some("5 km → 5⍽km"));
    }

    #[test]
    fn much_change_and_none_have_no_summary() {
        check("same", "same", None);
        check("one two", "one three", None);
        check("one two three", "one two four", Some("three → four"));
        check("a b c d", "e f g h", None);
    }

    proptest! {
        #[test]
        fn one_line_without_control(old in "[a-c ,\\n\\r\u{202E}]{0,30}", new in "[a-c ,\\n\\r\u{202E}]{0,30}") {
            let line = summary(&old, &new).unwrap_or_default();
            let breaks = |c: char| c.is_control() || c == '\u{202E}';
            prop_assert_eq!(line.find(breaks), None);
        }
    }
}
