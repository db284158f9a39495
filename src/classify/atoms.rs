//! Atoms: a text as its reader sees it, cut into what an edit can change on its own.
//!
//! Finer than the words of a diff: `5km` is two atoms, a hyphen is one, `5–10` is one, because the classes differ.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::{MarkKind, Text};

/// Stands in a visible text for an address: it is seen, and compared as a target.
const ADDRESS: char = '\u{FFFC}';

/// A longer URL is read as words; without a bound a text without white space would be searched at each of its words.
const MAX_URL: usize = 2048;

/// Is what kind of thing an atom is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters with inner apostrophes, digits after a letter, `U.S`.
    Word,
    /// Digits with the separators between them.
    Number,
    /// A run of white space.
    Space,
    /// A quotation mark or an apostrophe that is not inside a word.
    Quote,
    /// A hyphen or dash of any kind, `--` too.
    Dash,
    /// `...` or `…`.
    Ellipsis,
    /// Other marks of punctuation that a text is read with: `, ; : . ! ? ( ) [ ] { }`.
    Punctuation,
    /// One character of anything else: signs, emoji, controls, zero-width characters.
    Symbol,
    /// Stays as it is: code, a protected span, a URL.
    Verbatim,
}

/// Is an atom of a visible text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
}

/// Is a mark that is not seen, with its place among what is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'t> {
    pub kind: MarkKind,
    pub text: &'t str,
    /// Offset in the visible text.
    pub at: usize,
}

/// Is a text without its markup, cut into atoms, and the markup beside it.
#[derive(Debug)]
pub(super) struct Visible<'t> {
    pub text: Cow<'t, str>,
    pub atoms: Vec<Atom>,
    pub marks: Vec<Placed<'t>>,
}

impl<'t> Visible<'t> {
    pub fn new(source: &Text<'t>) -> Self {
        let mut visible = Visible {
            text: Cow::Borrowed(source.text),
            atoms: Vec::with_capacity(source.text.len() / 3),
            marks: Vec::with_capacity(source.marks.len()),
        };
        let verbatim = match source.marks.is_empty() {
            true => Vec::new(),
            false => visible.take_marks_out(source),
        };
        let text = visible.text.as_ref();
        let mut scanner = Scanner {
            text,
            atoms: visible.atoms,
        };
        let mut from = 0;
        for range in verbatim {
            scanner.scan(from..range.start);
            from = range.end;
            scanner.push(Kind::Verbatim, range.start, range.end);
        }
        scanner.scan(from..text.len());
        visible.atoms = scanner.atoms;
        visible
    }

    /// Fills `text` and `marks`; returns what is verbatim, as ranges of the visible text.
    fn take_marks_out(&mut self, source: &Text<'t>) -> Vec<Range<usize>> {
        let mut text = String::with_capacity(source.text.len());
        let mut verbatim = Vec::new();
        let mut from = 0;
        for mark in &source.marks {
            let before = source.text.get(from..mark.span.start);
            let (Some(before), Some(inside)) = (before, source.text.get(mark.span.range())) else {
                debug_assert!(false, "marks are in order and on character boundaries");
                continue;
            };
            from = mark.span.end;
            text.push_str(before);
            let at = text.len();
            match mark.kind {
                MarkKind::Verbatim => {
                    text.push_str(inside);
                    verbatim.push(at..text.len());
                }
                MarkKind::Address => {
                    text.push(ADDRESS);
                    verbatim.push(at..text.len());
                    let kind = mark.kind;
                    self.marks.push(Placed {
                        kind,
                        text: inside,
                        at,
                    });
                }
                MarkKind::Break => text.push('\n'),
                kind => self.marks.push(Placed {
                    kind,
                    text: inside,
                    at,
                }),
            }
        }
        text.push_str(&source.text[from..]);
        self.text = Cow::Owned(text);
        verbatim
    }

    pub fn of(&self, atom: Atom) -> &str {
        &self.text[atom.start..atom.end]
    }

    pub fn before(&self, atom: Atom) -> Option<char> {
        self.text[..atom.start].chars().next_back()
    }

    pub fn after(&self, atom: Atom) -> Option<char> {
        self.text[atom.end..].chars().next()
    }

    /// Yields the numbers as typed.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        let numbers = self.atoms.iter().filter(|atom| atom.kind == Kind::Number);
        numbers.map(|atom| self.of(*atom))
    }
}

/// Cuts a text into atoms.
struct Scanner<'t> {
    text: &'t str,
    atoms: Vec<Atom>,
}

impl Scanner<'_> {
    fn push(&mut self, kind: Kind, start: usize, end: usize) {
        self.atoms.push(Atom { kind, start, end });
    }

    fn scan(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = &self.text[at..range.end];
            let before = self.text[..at].chars().next_back();
            let (kind, len) = first_atom(rest, before);
            self.push(kind, at, at + len);
            at += len;
        }
    }
}

/// Tells the kind and the length of the atom that `rest`, never empty, begins with.
fn first_atom(rest: &str, before: Option<char>) -> (Kind, usize) {
    let mut chars = rest.chars();
    let first = chars.next().unwrap_or_default();
    let next_is_digit = chars.next().is_some_and(char::is_numeric);
    let is_tight = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']'));
    let begins_chunk = !before.is_some_and(|c| c.is_alphanumeric() || c == '@');
    match first {
        c if c.is_whitespace() => (Kind::Space, run(rest, char::is_whitespace)),
        c if c.is_numeric() => (Kind::Number, number(rest)),
        '.' if next_is_digit && !is_tight => (Kind::Number, number(rest)),
        c if is_dash(c) && next_is_digit && !is_tight => (Kind::Symbol, c.len_utf8()),
        c if is_letter(c) => match url(rest) {
            0 => (Kind::Word, word(rest)),
            _ if !begins_chunk => (Kind::Word, word(rest)),
            len => (Kind::Verbatim, len),
        },
        '-' => (Kind::Dash, run(rest, |c| c == '-')),
        c if is_dash(c) => (Kind::Dash, c.len_utf8()),
        c if is_quote(c) => (Kind::Quote, c.len_utf8()),
        '…' => (Kind::Ellipsis, '…'.len_utf8()),
        '.' if rest.starts_with("...") => (Kind::Ellipsis, 3),
        ',' | ';' | ':' | '.' | '!' | '?' | '(' | ')' | '[' | ']' | '{' | '}' => {
            (Kind::Punctuation, 1)
        }
        c => (Kind::Symbol, c.len_utf8()),
    }
}

fn run(rest: &str, belongs: fn(char) -> bool) -> usize {
    rest.find(|c| !belongs(c)).unwrap_or(rest.len())
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c)
}

/// Tells hyphens and dashes. The minus sign is none: it is never a kind of dash.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}')
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '‛' | 'ʼ')
}

pub(super) fn is_quote(c: char) -> bool {
    is_apostrophe(c) || matches!(c, '"' | '“' | '”' | '„' | '‟' | '‚' | '«' | '»' | '‹' | '›')
}

/// Measures a word: an apostrophe between letters belongs to it, and a full stop between single letters.
fn word(rest: &str) -> usize {
    let mut end = 0;
    let mut n_letters = 0;
    while let Some(c) = rest[end..].chars().next() {
        let next = rest[end + c.len_utf8()..].chars().next();
        let before = rest[..end].chars().next_back();
        let joins = next.is_some_and(is_letter) && before.is_some_and(is_letter);
        n_letters = match c {
            c if is_apostrophe(c) && joins => n_letters + 1,
            '.' if joins && n_letters == 1 => 0,
            c if is_letter(c) || c.is_numeric() => n_letters + 1,
            _ => break,
        };
        end += c.len_utf8();
    }
    end
}

/// Measures a number: a separator or a range's dash between digits belongs to it, and a space between groups of three.
fn number(rest: &str) -> usize {
    let digits = |from: usize| run(&rest[from..], char::is_numeric);
    let mut end = usize::from(rest.starts_with('.'));
    let mut group = digits(end);
    end += group;
    while let Some(c) = rest[end..].chars().next() {
        let from = end + c.len_utf8();
        let next = digits(from);
        let joins = match c {
            '.' | ',' | ':' | '/' | '\'' | '’' | '−' | '×' => true,
            ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' => group <= 3 && next == 3,
            c => is_dash(c),
        };
        if next == 0 || !joins {
            break;
        }
        (end, group) = (from + next, next);
    }
    end
}

/// Measures a URL or an e-mail address, which is read and compared whole; 0 where there is none.
fn url(rest: &str) -> usize {
    let rest = &rest[..rest.floor_char_boundary(MAX_URL)];
    let chunk = rest.split(char::is_whitespace).next().unwrap_or_default();
    let chunk = chunk
        .trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '_' | '#' | '='));
    let inside = chunk.get(1..).unwrap_or_default();
    let is_url = inside.contains("://") || inside.contains('@') || chunk.starts_with("www.");
    if is_url { chunk.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let visible = Visible::new(&Text::plain(text));
        let found: Vec<_> = visible.atoms.iter().map(|atom| visible.of(*atom)).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn words_hold_their_apostrophes() {
        check("don’t 'tis", &["don’t", " ", "'", "tis"]);
        check(
            "U.S. a.m. end.Start",
            &["U.S", ".", " ", "a.m", ".", " ", "end", ".", "Start"],
        );
        check(
            "well-known a--b",
            &["well", "-", "known", " ", "a", "--", "b"],
        );
        check(
            "e\u{301}tat a\u{200B}b",
            &["e\u{301}tat", " ", "a", "\u{200B}", "b"],
        );
    }

    #[test]
    fn numbers_hold_their_separators() {
        check("5–10 km", &["5–10", " ", "km"]);
        check(
            "10,000.50 1 000 000 2010 300",
            &["10,000.50", " ", "1 000 000", " ", "2010", " ", "300"],
        );
        check(
            "-5 F-16 5km .5",
            &["-", "5", " ", "F", "-", "16", " ", "5", "km", " ", ".5"],
        );
        check(
            "10:30, 1990s. 5.",
            &["10:30", ",", " ", "1990", "s", ".", " ", "5", "."],
        );
    }

    #[test]
    fn urls_are_whole() {
        check(
            "(see https://a.org/x-y).",
            &["(", "see", " ", "https://a.org/x-y", ")", "."],
        );
        check("me@a.org,", &["me@a.org", ","]);
    }
}
