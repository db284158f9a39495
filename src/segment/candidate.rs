//! Candidate: a run of marks that may end a sentence, with what belongs to it on its right.
//!
//! Closers (`”`, `)`), note references (`[3]`) and smileys belong to the sentence before. It must not judge.

use super::letters::{
    Mark, char_at, char_before, is_closing_bracket, is_opening_bracket, is_pictograph, is_quote,
    only_opens,
};
use super::words::Habits;

/// Is the white space after a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// None at all.
    None,
    /// Some, within a line.
    Some,
    /// A single line break is in it.
    Line,
    /// A blank line is in it.
    Blank,
}

/// Is what the last marks of a run are together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One full stop.
    Stop,
    /// Question and exclamation marks.
    Ask,
    /// Full stops, or an ellipsis.
    Dots,
    /// A mark of its own.
    Wide,
}

/// Is a run of marks and its surroundings on the right.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The first mark.
    pub(super) start: usize,
    /// The first of the last marks: those after the closers, if any: `(etc.).`
    pub(super) last: usize,
    /// What the last marks are.
    pub(super) kind: Kind,
    /// How many full stops the last marks are; an ellipsis is three.
    pub(super) n_dots: u32,
    /// Whether a quotation mark closes after the last marks.
    pub(super) quote: bool,
    /// Whether a bracket closes after the last marks.
    pub(super) bracket: bool,
    /// One past marks, closers and notes.
    pub(super) end: usize,
    /// What lies between `end` and `next`.
    pub(super) space: Space,
    /// Where the next sentence would start.
    pub(super) next: usize,
}

/// How far back a detached quotation mark looks for its fellow.
const QUOTE_WINDOW: usize = 600;

impl Candidate {
    /// Reads the run that starts at `start`, a mark, of the sentence that started at `from`.
    pub(super) fn read(text: &str, from: usize, start: usize, habits: &Habits) -> Candidate {
        let mut run = Candidate {
            start,
            last: start,
            kind: Kind::Stop,
            n_dots: 0,
            quote: false,
            bracket: false,
            end: start,
            space: Space::None,
            next: start,
        };
        run.read_marks(text, habits);
        run.read_notes(text);
        run.read_space(text, from);
        run
    }

    fn read_marks(&mut self, text: &str, habits: &Habits) {
        let mut pos = self.start;
        let mut n_marks = 0;
        while let Some(c) = char_at(text, pos) {
            if let Some(mark) = habits.mark(c) {
                if self.quote || self.bracket {
                    (self.last, n_marks, self.n_dots) = (pos, 0, 0);
                    (self.quote, self.bracket) = (false, false);
                }
                self.kind = kind(self.kind, n_marks, mark);
                self.n_dots += match mark {
                    Mark::Stop => 1,
                    Mark::Dots => 3,
                    Mark::Ask | Mark::Wide => 0,
                };
                n_marks += 1;
            } else if is_closing_bracket(c) {
                self.bracket = true;
            } else if is_quote(c) && closes(text, pos, c) {
                self.quote = true;
            } else if matches!(c, '*' | '_') && emphasis_closes(&text[pos..]) {
                // Markup that nobody took out.
            } else if matches!(c, ' ' | '\u{A0}') {
                let Some(after) = continued(text, self, pos, n_marks) else {
                    break;
                };
                pos = after;
                continue;
            } else {
                break;
            }
            pos += c.len_utf8();
        }
        self.end = pos;
    }

    /// Takes `[3]`, `[1][2]`, ` [3]` and raised numbers.
    fn read_notes(&mut self, text: &str) {
        while let Some(c) = char_at(text, self.end) {
            match c {
                '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '†' | '‡' => {
                    self.end += c.len_utf8()
                }
                '[' | ' ' => {
                    let Some(len) = note(&text[self.end..]) else {
                        break;
                    };
                    self.end += len;
                }
                _ => break,
            }
        }
    }

    /// Takes the white space, and what stands in it that closes: smileys, detached quotation marks.
    fn read_space(&mut self, text: &str, from: usize) {
        loop {
            (self.next, self.space) = skip_space(text, self.end);
            if self.space == Space::Blank {
                return;
            }
            let rest = &text[self.next..];
            let len = match rest.chars().next() {
                Some(':' | ';' | '=') => smiley(rest),
                Some('[') => omission(rest),
                Some(c) if is_pictograph(c) => pictographs(text, from, self.next),
                Some(c) if self.space != Space::None && is_quote(c) => detached(text, self.next, c),
                _ => return,
            };
            let Some(len) = len else { return };
            self.end = self.next + len;
        }
    }
}

/// Adds a mark to those before it.
fn kind(before: Kind, n_marks: usize, mark: Mark) -> Kind {
    match (mark, n_marks) {
        (Mark::Ask, _) => Kind::Ask,
        (Mark::Wide, _) => Kind::Wide,
        (_, 0) if mark == Mark::Dots => Kind::Dots,
        (_, 0) => Kind::Stop,
        (_, _) if before == Kind::Stop => Kind::Dots,
        _ => before,
    }
}

/// Tells whether the quotation mark at `pos`, right after a mark or closer, closes.
fn closes(text: &str, pos: usize, quote: char) -> bool {
    if only_opens(quote) {
        return false;
    }
    match char_at(text, pos + quote.len_utf8()) {
        None => true,
        Some(c) => {
            quote == '”'
                || !(c.is_alphanumeric()
                    || is_opening_bracket(c)
                    || matches!(c, '\u{2}' | '¿' | '¡'))
        }
    }
}

/// Tells whether the `*` and `_` at the start of `text` close.
fn emphasis_closes(text: &str) -> bool {
    let rest = text.trim_start_matches(['*', '_']);
    text.len() - rest.len() < 4 && rest.chars().next().is_none_or(char::is_whitespace)
}

/// Returns where the run goes on after the white space at `pos`: `. . .`, `? ?`, but not `. . . Next` after `end.`
fn continued(text: &str, run: &Candidate, pos: usize, n_marks: usize) -> Option<usize> {
    let (after, space) = skip_space(text, pos);
    let mark = char_at(text, after)?;
    if space != Space::Some || pos + 3 < after || run.quote || run.bracket {
        return None;
    }
    let same = match mark {
        '.' => run.kind != Kind::Wide,
        '!' | '?' => run.kind == Kind::Ask,
        _ => false,
    };
    if !same {
        return None;
    }
    let dots = text[after..]
        .bytes()
        .take(12)
        .take_while(|byte| matches!(byte, b'.' | b' '));
    let (n_bytes, n_dots) = dots.fold((0, 0), |(n, dots), byte| {
        (n + 1, dots + usize::from(byte == b'.'))
    });
    if mark == '.' {
        let dotted = char_before(text, pos) == Some('.');
        if run.kind == Kind::Ask && !dotted && n_dots < 3 {
            return None;
        }
        // `...Next` and `.NET` open a sentence.
        let joined = text[after + n_bytes..].chars().next();
        let attached = !text[after..after + n_bytes].ends_with(' ');
        if attached && joined.is_some_and(|c| c.is_alphanumeric()) {
            return None;
        }
        // The ellipsis after `end.` opens the next sentence where that goes on with a capital.
        let ended =
            n_marks == 1 && char_before(text, run.start).is_some_and(|c| !c.is_whitespace());
        if ended && n_dots == 3 && joined.is_some_and(char::is_uppercase) {
            return None;
        }
    }
    Some(after)
}

/// Returns the length of a note reference, white space before it included.
fn note(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(' ').unwrap_or(text).strip_prefix('[')?;
    let len = inner.bytes().take(12).position(|byte| byte == b']')?;
    let is_note = inner[..len]
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b' ' | b'-'));
    (is_note && len != 0).then(|| text.len() - inner.len() + len + 1)
}

/// Returns the length of a smiley that stands for itself.
fn smiley(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let nose = usize::from(bytes.get(1) == Some(&b'-'));
    let mouth = bytes.get(1 + nose)?;
    let alone = match bytes.get(2 + nose) {
        None => true,
        Some(byte) => byte.is_ascii_whitespace(),
    };
    (matches!(mouth, b')' | b'(' | b'D' | b'P' | b'/') && alone).then_some(2 + nose)
}

/// Returns the length of `[...]`, which goes with the sentence before what is left out.
fn omission(text: &str) -> Option<usize> {
    let mark = ["[...]", "[…]", "[. . .]"]
        .into_iter()
        .find(|mark| text.starts_with(mark))?;
    let alone = text[mark.len()..]
        .chars()
        .next()
        .is_none_or(char::is_whitespace);
    alone.then_some(mark.len())
}

/// Returns the length of the emoji at `at`, which close a sentence unless one opened it.
fn pictographs(text: &str, from: usize, at: usize) -> Option<usize> {
    let opened = text[from..].starts_with(is_pictograph);
    let rest = text[at..].trim_start_matches(is_pictograph);
    let opens = opened || rest.starts_with(char::is_alphanumeric);
    (!opens).then_some(text.len() - at - rest.len())
}

/// Returns the length of a quotation mark with white space on both sides that closes a quotation.
fn detached(text: &str, at: usize, quote: char) -> Option<usize> {
    let mut len = quote.len_utf8();
    if text[at + len..].starts_with(quote) {
        len += quote.len_utf8();
    }
    if !char_at(text, at + len).is_none_or(char::is_whitespace) {
        return None;
    }
    match quote {
        '«' | '“' | '„' | '‘' | '‚' | '‹' => return None,
        '»' | '”' | '’' | '›' => return Some(len),
        _ => {}
    }
    let alone = |idx: usize| {
        let before = char_before(text, idx).is_none_or(char::is_whitespace);
        let after = char_at(text, idx + len).is_none_or(char::is_whitespace);
        quote == '"' || (before && after)
    };
    let mark = &text[at..at + len];
    let before = floor(text, at.saturating_sub(QUOTE_WINDOW));
    let n_before = text[before..at]
        .match_indices(mark)
        .filter(|(idx, _)| alone(before + idx))
        .count();
    if 0 < n_before {
        return (n_before % 2 == 1).then_some(len);
    }
    // Nothing opened: it closes what opened far before, unless its fellow follows.
    let end = at + len;
    let ahead = &text[end..floor(text, end + QUOTE_WINDOW)];
    let mut fellows = ahead.match_indices(mark);
    (!fellows.any(|(idx, _)| alone(end + idx))).then_some(len)
}

/// Returns the last character boundary at or before `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|idx| text.is_char_boundary(*idx))
        .unwrap_or(0)
}

/// Returns the first byte at or after `pos` that is no white space, and what the white space was.
pub(super) fn skip_space(text: &str, pos: usize) -> (usize, Space) {
    let mut n_lines = 0;
    let mut previous = '\0';
    let mut end = pos;
    for c in text[pos..].chars() {
        if !c.is_whitespace() {
            break;
        }
        n_lines += match c {
            '\n' if previous == '\r' => 0,
            '\n' | '\r' | '\u{2028}' => 1,
            '\u{2029}' => 2,
            _ => 0,
        };
        previous = c;
        end += c.len_utf8();
    }
    let space = match n_lines {
        _ if end == pos => Space::None,
        0 => Space::Some,
        1 => Space::Line,
        _ => Space::Blank,
    };
    (end, space)
}

#[cfg(test)]
mod tests {
    use crate::segment::tests::check;

    #[test]
    fn closers_and_notes_belong_to_the_sentence_before() {
        check(
            "en",
            "“He left.” |She stayed.[3] |They (both.) |Done.² |End.",
        );
        check("sv", "Han sa: ”Gå hem.” |Vi gick.");
        check("fr", "Elle dit : « Viens ! » |« Où ? » demanda-t-il.");
        check("de", "„Komm!“ |Sie kam. |»Nein.« |Gut.");
    }

    #[test]
    fn smileys_and_emoji_close_unless_they_opened() {
        check("en", "Great! :-) |Thanks. 🎉 |See you.");
        check("en", "🚀 Fast. |🔒 Safe.");
    }

    #[test]
    fn spaced_marks_are_one() {
        check("en", "What ? ! |Never . . . . |Go .");
        check("en", "He said \" no . \" |Then he left .");
    }

    #[test]
    fn marks_of_other_languages() {
        check("el", "Πού είναι; |Δεν ξέρω.");
        check("hy", "Նա եկավ: |Ես գնացի։ |Վերջ.");
        check("ar", "أين هو؟ |لا أعرف.");
    }
}
