//! Engine: walks a text once and decides at every place that might end a sentence.
//!
//! Plain answers and explained ones come from this one walk; only the sink differs.

use super::candidate::{Candidate, Space, skip_space};
use super::decision::{Rule, Sink, Verdict};
use super::judge::Judge;
use super::letters::{char_at, char_before, is_bullet};
use super::list::{Marker, marker_start};
use super::words::Lexicon;

/// Is what a byte may be the start of.
pub(super) type Table = [bool; 256];

/// Marks the bytes that the walk stops at.
pub(super) fn table(lexicon: &Lexicon) -> Table {
    let mut table = [false; 256];
    for byte in b".!?\n)" {
        table[usize::from(*byte)] = true;
    }
    // First bytes of the other marks, of bullets and of U+2029.
    for byte in [0xCD, 0xD6, 0xD8, 0xDB, 0xE0, 0xE1, 0xE2, 0xE3, 0xEF] {
        table[byte] = true;
    }
    for byte in lexicon.habits.ends.bytes() {
        table[usize::from(byte)] = true;
    }
    table
}

/// Walks `text` and tells `sink` every decision, in order.
pub(super) fn walk<S: Sink>(text: &str, lexicon: &Lexicon, table: &Table, sink: &mut S) {
    let mut walk = Walk {
        text,
        lexicon,
        sink,
        from: skip_space(text, 0).0,
        scratch: String::new(),
    };
    let mut pos = 0;
    while let Some(idx) = text.as_bytes()[pos..]
        .iter()
        .position(|byte| table[usize::from(*byte)])
    {
        pos = walk.stop_at(pos + idx);
    }
}

struct Walk<'w, S> {
    text: &'w str,
    lexicon: &'w Lexicon,
    sink: &'w mut S,
    /// Where the sentence that is read started.
    from: usize,
    /// Room for a word in small letters.
    scratch: String,
}

impl<S: Sink> Walk<'_, S> {
    /// Looks at the byte `at` that may mean something, and returns where the walk goes on.
    fn stop_at(&mut self, at: usize) -> usize {
        match self.text.as_bytes()[at] {
            b'\n' => self.line_break(at),
            b')' => self.bracket(at),
            0xE0..=0xEF if !wide_mark(&self.text.as_bytes()[at..]) => at + 3,
            _ => self.mark(at),
        }
    }

    /// Decides at a mark, or passes a character that only starts like one.
    fn mark(&mut self, at: usize) -> usize {
        let Some(c) = char_at(self.text, at) else {
            return self.text.len();
        };
        if is_bullet(c) {
            self.bullet(at);
            return at + c.len_utf8();
        }
        if c == '\u{2029}' {
            return self.line_break(at);
        }
        if self.lexicon.habits.mark(c).is_none() {
            return at + c.len_utf8();
        }
        let candidate = Candidate::read(self.text, self.from, at, &self.lexicon.habits);
        let end = candidate.next.max(at + c.len_utf8());
        let mut judge = Judge {
            text: self.text,
            from: self.from,
            lexicon: self.lexicon,
            scratch: &mut self.scratch,
            candidate: &candidate,
        };
        let item = judge.item_start();
        if item.is_none() && candidate.next == self.text.len() {
            return end;
        }
        let (start, verdict) = match item {
            Some(start) => (start, Verdict::new(Rule::ListItem)),
            None => judge.judge(),
        };
        self.decide(start, verdict);
        end.max(start)
    }

    /// Decides at a line break: a blank line, or a list item on the next line.
    fn line_break(&mut self, at: usize) -> usize {
        let (next, space) = skip_space(self.text, at);
        if next == self.text.len() {
            return next;
        }
        if space == Space::Blank {
            self.decide(next, Verdict::new(Rule::BlankLine));
        } else if opens_item(self.text, self.from, next) {
            self.decide(next, Verdict::new(Rule::ListItem));
        }
        next
    }

    /// Decides at the closing bracket of what may be a list marker: `2)`
    fn bracket(&mut self, at: usize) -> usize {
        if let Some(start) = marker_start(self.text, self.from, at)
            && self.from < start
            && counts_on(self.text, self.from, start)
        {
            self.decide(start, Verdict::new(Rule::ListItem));
        }
        at + 1
    }

    /// Decides at a bullet in the middle of a line: it goes on with a list, or follows a colon.
    fn bullet(&mut self, at: usize) {
        let before = self.text[self.from..at].trim_end();
        let in_list = self.text[self.from..].starts_with(is_bullet) || before.ends_with(':');
        if in_list && before.len() < at - self.from && char_before(self.text, at) != Some('\u{A0}')
        {
            self.decide(at, Verdict::new(Rule::ListItem));
        }
    }

    /// Hands a decision on; a sentence never starts twice at one place, nor before its text.
    fn decide(&mut self, at: usize, verdict: Verdict) {
        if verdict.kept {
            if at <= self.from || self.text[self.from..at].trim_start().is_empty() {
                return;
            }
            self.from = at;
        }
        self.sink.take(at, verdict);
    }
}

/// Tells whether three bytes can be a mark, a bullet or U+2029.
fn wide_mark(bytes: &[u8]) -> bool {
    let &[first, second, third, ..] = bytes else {
        return false;
    };
    match (first, second) {
        (0xE2, 0x80) => matches!(third, 0xA2 | 0xA5 | 0xA6 | 0xA9 | 0xBC | 0xBD),
        (0xE2, 0x81) => matches!(third, 0x83 | 0x87..=0x89),
        (0xE2, 0xB8) => third == 0xAE,
        (0xE3, 0x80) => third == 0x82,
        (0xEF, 0xBC | 0xBD) => true,
        (0xE0, 0xA5) => matches!(third, 0xA4 | 0xA5),
        (0xE1, _) => true,
        _ => false,
    }
}

/// Tells whether the marker at `start` counts on from the one that opened the sentence at `from`.
pub(super) fn counts_on(text: &str, from: usize, start: usize) -> bool {
    let first = text[from..start].trim_start_matches([' ', '\n', '\t']);
    let first = Marker::read(text, start - first.len());
    let (Some(first), Some(next)) = (first, Marker::read(text, start)) else {
        return false;
    };
    first.is_followed_by(&next)
}

/// Tells whether a list item opens the line at `next`.
pub(super) fn opens_item(text: &str, from: usize, next: usize) -> bool {
    let rest = &text[next..];
    if rest.starts_with(is_bullet) || rest.starts_with("* ") {
        return true;
    }
    match Marker::read(text, next) {
        Some(marker) => (marker.is_first() && marker.has_bracket()) || counts_on(text, from, next),
        None => {
            let in_list =
                text[from..].starts_with("- ") || text[..next].trim_end().ends_with([':', '.']);
            rest.starts_with("- ") && in_list
        }
    }
}
