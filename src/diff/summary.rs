//! Summary: an edit in one line, for the `@changed` line above a stale translation.
//!
//! The forms: `announced → signed`; `+ not` for words that came; `− only` for words that went; where only punctuation or
//! white space changed, the word that it touches tells the place: `eat → eat,`. Several changes stand between `; `.

use super::{Op, is_word, word_tokens, words};

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
    let mut parts: Vec<Part> = Vec::new();
    let mut equal = "";
    for change in &changes {
        if change.op == Op::Equal {
            equal = change.text;
            parts
                .iter_mut()
                .rev()
                .take(1)
                .for_each(|part| part.after = change.text);
            continue;
        }
        let is_new = match parts.last() {
            None => true,
            // Two changes of one word are one: `100` in backticks.
            Some(part) => {
                equal.contains(char::is_whitespace) && part.after == equal && !equal.is_empty()
            }
        };
        match parts.last_mut() {
            Some(part) if !is_new => {
                part.old.push_str(equal);
                part.new.push_str(equal);
                part.after = "";
            }
            _ => parts.push(Part {
                before: equal,
                ..Part::default()
            }),
        }
        equal = "";
        let part = parts.last_mut()?;
        match change.op {
            Op::Delete => part.old.push_str(change.text),
            _ => part.new.push_str(change.text),
        }
    }
    let lines: Vec<_> = parts.iter().map(Part::line).collect();
    (!lines.is_empty()).then(|| lines.join("; "))
}

fn is_change(op: Op) -> bool {
    op != Op::Equal
}

/// Is one change with what stands around it.
#[derive(Default)]
struct Part<'t> {
    before: &'t str,
    old: String,
    new: String,
    after: &'t str,
}

impl Part<'_> {
    fn line(&self) -> String {
        let (old, new) = (self.old.trim(), self.new.trim());
        match (is_word(old), is_word(new)) {
            (true, true) => return format!("{} → {}", shown(old), shown(new)),
            (false, true) if old.is_empty() => return format!("+ {}", shown(new)),
            (true, false) if new.is_empty() => return format!("− {}", shown(old)),
            _ => {}
        }
        // Punctuation alone does not tell its place; the word that it touches does.
        let left = self
            .before
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let is_space = old.is_empty() && new.is_empty();
        let right = match self.after.split(char::is_whitespace).next() {
            Some(next) if is_space || left.is_empty() => next,
            _ => "",
        };
        let [old, new] = [&self.old, &self.new].map(|text| shown(&format!("{left}{text}{right}")));
        format!("{old} → {new}")
    }
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
            Some("odd → \"odd\""),
        );
        check("one two three", "one\ntwo three", Some("one two → one⏎two"));
        check(
            "Now, he had 100.",
            "Now he had `100`.",
            Some("Now, → Now; 100 → `100`"),
        );
        check("one — two three", "one, two three", Some("one — → one,"));
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
