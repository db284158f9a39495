//! Diff: what changed between two texts, in words, so that a person reads it at once.
//!
//! Separate because reports, locale files and alignment all show or measure the same difference;
//! it knows plain text, nothing of markup, classes or catalogs.

mod summary;

use std::ops::Range;

use foldhash::{HashMap, HashMapExt};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

pub use summary::summary;

/// Yields the words of `text` as its word count counts them: what Unicode calls a word.
pub fn word_tokens(text: &str) -> impl Iterator<Item = &str> {
    text.unicode_words()
}

/// Says where the text of a change stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Op {
    /// In both texts.
    Equal,
    /// In the old text only.
    Delete,
    /// In the new text only.
    Insert,
}

/// Is one stretch of a diff, never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Change<'t> {
    /// Where the text stands.
    pub op: Op,
    /// A slice of the old text, or of the new one where it is inserted.
    pub text: &'t str,
}

/// Compares two texts word by word.
///
/// `Equal` and `Delete` concatenate to `old`, `Equal` and `Insert` to `new`. A deletion stands before the insertion
/// that replaces it; two changes have a word between them that did not change.
pub fn words<'t>(old: &'t str, new: &'t str) -> Vec<Change<'t>> {
    let olds = Tokens::new(old);
    let news = Tokens::new(new);
    let mut changes = Vec::new();
    let mut push = |op, text: &'t str| {
        if !text.is_empty() {
            changes.push(Change { op, text });
        }
    };
    let mut equal_from = 0;
    for hunk in hunks(&olds, &news) {
        push(Op::Equal, olds.slice(equal_from..hunk.old.start));
        equal_from = hunk.old.end;
        push(Op::Delete, olds.slice(hunk.old));
        push(Op::Insert, news.slice(hunk.new));
    }
    push(Op::Equal, olds.slice(equal_from..olds.len()));
    changes
}

/// Is a text cut into words, white space and punctuation.
struct Tokens<'t> {
    text: &'t str,
    // Where each token starts, and the text's length at the end: never empty, so `len` can subtract.
    bounds: Vec<usize>,
}

impl<'t> Tokens<'t> {
    /// Cuts at the word boundaries of Unicode, which keep `don’t` and `3.5` whole; `well-known` is one word too.
    fn new(text: &'t str) -> Self {
        let mut bounds: Vec<usize> = Vec::with_capacity(text.len() / 3 + 2);
        let mut pieces = text.split_word_bound_indices().peekable();
        let mut after_word = false;
        while let Some((start, piece)) = pieces.next() {
            let hyphen = matches!(piece, "-" | "\u{2010}" | "\u{2011}");
            let before_word = pieces.peek().is_some_and(|(_, next)| is_word(next));
            if hyphen && after_word && before_word {
                pieces.next();
                continue;
            }
            bounds.push(start);
            after_word = is_word(piece);
        }
        bounds.push(text.len());
        Tokens { text, bounds }
    }

    fn len(&self) -> usize {
        self.bounds.len() - 1
    }

    fn get(&self, idx: usize) -> &'t str {
        &self.text[self.bounds[idx]..self.bounds[idx + 1]]
    }

    fn slice(&self, range: Range<usize>) -> &'t str {
        &self.text[self.bounds[range.start]..self.bounds[range.end]]
    }
}

/// Tells whether a token is a word or a number, and so holds an island of equality together.
fn is_word(token: &str) -> bool {
    token.contains(char::is_alphanumeric)
}

fn is_space(token: &str) -> bool {
    token.starts_with(char::is_whitespace)
}

/// Is a change by token indices; what lies between two hunks is equal.
#[derive(Clone, Debug)]
struct Hunk {
    old: Range<usize>,
    new: Range<usize>,
}

/// Finds the changes and brings them into the form that reads well.
fn hunks(old: &Tokens, new: &Tokens) -> Vec<Hunk> {
    let mut numbers = HashMap::new();
    let old_numbers = intern(old, &mut numbers);
    let new_numbers = intern(new, &mut numbers);
    let mut merged: Vec<Hunk> = Vec::new();
    // Patience anchors on words that stand once in each text, as a reader does; white space never is such a word.
    for op in capture_diff_slices(Algorithm::Patience, &old_numbers, &new_numbers) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (_, old_range, new_range) = op.as_tag_tuple();
        match merged.last_mut() {
            Some(last) if !is_word(old.slice(last.old.end..old_range.start)) => {
                last.old.end = old_range.end;
                last.new.end = new_range.end;
            }
            _ => merged.push(Hunk {
                old: old_range,
                new: new_range,
            }),
        }
    }
    for hunk in &mut merged {
        trim(hunk, &old_numbers, &new_numbers);
        give_space_to_the_end(hunk, old, new);
    }
    merged
}

fn intern<'t>(tokens: &Tokens<'t>, numbers: &mut HashMap<&'t str, u32>) -> Vec<u32> {
    let number = |idx| {
        let next = numbers.len() as u32;
        *numbers.entry(tokens.get(idx)).or_insert(next)
    };
    (0..tokens.len()).map(number).collect()
}

/// Takes what both sides of a hunk begin or end with out of it: merging islands can bring such tokens in.
fn trim(hunk: &mut Hunk, old: &[u32], new: &[u32]) {
    let n_min = |hunk: &Hunk| hunk.old.len().min(hunk.new.len());
    while 0 < n_min(hunk) && old[hunk.old.start] == new[hunk.new.start] {
        hunk.old.start += 1;
        hunk.new.start += 1;
    }
    while 0 < n_min(hunk) && old[hunk.old.end - 1] == new[hunk.new.end - 1] {
        hunk.old.end -= 1;
        hunk.new.end -= 1;
    }
}

/// Turns ` very` before ` big` into `very ` before `big`: one and the same insertion or deletion, read as a word.
fn give_space_to_the_end(hunk: &mut Hunk, old: &Tokens, new: &Tokens) {
    let (old_next, new_next) = (hunk.old.end, hunk.new.end);
    let (tokens, range) = match (hunk.old.is_empty(), hunk.new.is_empty()) {
        (true, false) => (new, &hunk.new),
        (false, true) => (old, &hunk.old),
        _ => return,
    };
    let first = tokens.get(range.start);
    let slides = is_space(first) && old_next < old.len() && old.get(old_next) == first;
    if slides && new_next < new.len() && new.get(new_next) == first {
        hunk.old = hunk.old.start + 1..hunk.old.end + 1;
        hunk.new = hunk.new.start + 1..hunk.new.end + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Shows a diff as `equal [-deleted-]{+inserted+}`.
    fn shown(old: &str, new: &str) -> String {
        let show = |change: &Change| match change.op {
            Op::Equal => change.text.to_string(),
            Op::Delete => format!("[-{}-]", change.text),
            Op::Insert => format!("{{+{}+}}", change.text),
        };
        words(old, new).iter().map(show).collect()
    }

    fn check(old: &str, new: &str, expect: &str) {
        assert_eq!(shown(old, new), expect, "{old:?} {new:?}");
    }

    #[test]
    fn a_replaced_word() {
        check(
            "Colombia’s minister announced an accord.",
            "Colombia’s minister signed an accord.",
            "Colombia’s minister [-announced-]{+signed+} an accord.",
        );
        check("They can go", "They can't go", "They [-can-]{+can't+} go");
        check(
            "a well-known man",
            "a well-off man",
            "a [-well-known-]{+well-off+} man",
        );
        check(
            "by 3.5 percent",
            "by 3.6 percent",
            "by [-3.5-]{+3.6+} percent",
        );
    }

    #[test]
    fn inserted_words_end_with_their_space() {
        check("a big dog", "a very big dog", "a {+very +}big dog");
        check("a very big dog", "a big dog", "a [-very -]big dog");
        check("You may go", "You may not go", "You may {+not +}go");
        check("You may", "You may not", "You may{+ not+}");
        check("Eat grandma", "Eat, grandma", "Eat{+,+} grandma");
    }

    #[test]
    fn no_islands_of_space_or_punctuation() {
        check(
            "He left the old house.",
            "He left a new house.",
            "He left [-the old-]{+a new+} house.",
        );
        check("one, two", "uno, dos", "[-one, two-]{+uno, dos+}");
        check("the dog", "the, big dog", "the{+, big+} dog");
    }

    #[test]
    fn equal_and_empty_texts() {
        check("", "", "");
        check("same", "same", "same");
        check("", "new text", "{+new text+}");
        check("old text", "", "[-old text-]");
    }

    #[test]
    fn cyrillic_and_combining_marks() {
        check("Он не пришёл.", "Он пришёл.", "Он [-не -]пришёл.");
        check("e\u{301}tat 1", "e\u{301}tat 2", "e\u{301}tat [-1-]{+2+}");
    }

    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("слово"),
            Just("the"),
            Just("a"),
            Just("a"),
            Just(" "),
            Just(" "),
            Just(" "),
            Just("\u{A0}"),
            Just("e\u{301}"),
            Just("\r\n"),
            Just("\u{FEFF}"),
            Just("«"),
            Just("»"),
            Just(","),
            Just("."),
            Just("-"),
            Just("{"),
            Just("10"),
            Just("’"),
            Just("**"),
            Just("\u{202E}")
        ];
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn changes_concatenate_to_both_texts(old in text(), new in text()) {
            let changes = words(&old, &new);
            let side = |not: Op| -> String {
                changes.iter().filter(|change| change.op != not).map(|change| change.text).collect()
            };
            prop_assert_eq!(side(Op::Insert), &*old);
            prop_assert_eq!(side(Op::Delete), &*new);
            let mut last = None;
            for change in &changes {
                prop_assert!(!change.text.is_empty());
                prop_assert!(last != Some(change.op), "adjacent changes are one");
                prop_assert!((last, change.op) != (Some(Op::Insert), Op::Delete), "deletions stand first");
                last = Some(change.op);
            }
            let inner = changes.get(1..changes.len().max(2) - 1).unwrap_or_default();
            let island = inner.iter().find(|change| change.op == Op::Equal && !is_word(change.text));
            prop_assert_eq!(island, None);
        }
    }
}
