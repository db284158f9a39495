//! Visible: walks two texts atom by atom and says which classes make one of the other.

use unicode_normalization::UnicodeNormalization;

use super::atoms::{Atom, Kind, Visible, is_dash, is_quote};
use super::{numbers, word};
use crate::change::{Class, Classes};

/// Is one of the two texts and an atom of it.
#[derive(Clone, Copy)]
pub(super) struct Place<'v> {
    pub visible: &'v Visible<'v>,
    pub atom_idx: usize,
}

impl<'v> Place<'v> {
    fn atom(self) -> Atom {
        self.visible.atoms[self.atom_idx]
    }

    fn kind(self) -> Kind {
        self.atom().kind
    }

    pub fn text(self) -> &'v str {
        self.visible.of(self.atom())
    }

    /// Moves by `n` atoms, within the text.
    fn moved(self, n: isize) -> Option<Self> {
        let atom_idx = self.atom_idx.checked_add_signed(n)?;
        (atom_idx < self.visible.atoms.len()).then_some(Place { atom_idx, ..self })
    }

    fn is_kind(self, n: isize, kind: Kind) -> bool {
        self.moved(n).is_some_and(|place| place.kind() == kind)
    }

    fn is_after_digit(self) -> bool {
        self.visible
            .before(self.atom())
            .is_some_and(char::is_numeric)
    }

    fn is_before_digit(self) -> bool {
        self.visible
            .after(self.atom())
            .is_some_and(char::is_numeric)
    }

    /// Tells whether a digit touches the atom; a dash also touches the number behind the white space after it.
    fn is_beside_digit(self) -> bool {
        let is_minus = self.kind() == Kind::Dash && self.precedes_number();
        is_minus || self.is_after_digit() || self.is_before_digit()
    }

    /// Tells whether a number stands before the atom, or before the white space before it.
    pub fn follows_number(self) -> bool {
        self.is_kind(-1, Kind::Number)
            || (self.is_kind(-1, Kind::Space) && self.is_kind(-2, Kind::Number))
    }

    /// Tells whether the atom is a word of a sentence, and no part of a path, a flag, a name with a hyphen.
    pub fn is_among_words(self) -> bool {
        let atom = self.atom();
        let parts = |c: char| c.is_whitespace() || matches!(c, '–' | '—' | '…') || is_quote(c);
        let before = self.visible.before(atom);
        let mut after = self.visible.text[atom.end..].chars();
        let (next, second) = (after.next(), after.next());
        before.is_none_or(|c| parts(c) || matches!(c, '(' | '['))
            && match next {
                Some('.' | ':') => second.is_none_or(|c| parts(c) || matches!(c, ')' | ']' | '.')),
                next => {
                    next.is_none_or(|c| parts(c) || matches!(c, ')' | ']' | ',' | ';' | '!' | '?'))
                }
            }
    }

    fn precedes_number(self) -> bool {
        self.is_kind(1, Kind::Number)
            || (self.is_kind(1, Kind::Space) && self.is_kind(2, Kind::Number))
    }
}

/// Finds the classes by which the visible text of `old` becomes that of `new`; `None` is wording.
pub(super) fn compare(
    old: &Visible,
    new: &Visible,
    spelling: Option<&dyn Fn(&str) -> bool>,
) -> Option<Classes> {
    let (n_old, n_new) = (closing(old), closing(new));
    let mut classes = compare_closing(old, n_old, new, n_new)?;
    let (mut old_idx, mut new_idx) = (0, 0);
    loop {
        let a = (old_idx < n_old).then_some(Place {
            visible: old,
            atom_idx: old_idx,
        });
        let b = (new_idx < n_new).then_some(Place {
            visible: new,
            atom_idx: new_idx,
        });
        let (n_from_old, n_from_new) = match (a, b) {
            (None, None) => return Some(classes),
            (Some(place), None) => {
                classes.insert(droppable(place)?);
                (1, 0)
            }
            (None, Some(place)) => {
                classes.insert(droppable(place)?);
                (0, 1)
            }
            (Some(a), Some(b)) => step(a, b, spelling, &mut classes)?,
        };
        old_idx += n_from_old;
        new_idx += n_from_new;
    }
}

/// Goes on from two atoms; returns how many of each text are behind.
fn step(
    a: Place,
    b: Place,
    spelling: Option<&dyn Fn(&str) -> bool>,
    classes: &mut Classes,
) -> Option<(usize, usize)> {
    if a.kind() == b.kind() && a.text() == b.text() {
        return Some((1, 1));
    }
    match (a.kind(), b.kind()) {
        (Kind::Verbatim, Kind::Verbatim) => return None,
        (Kind::Verbatim, _) if let Some(n) = unwrapped(a, b) => {
            classes.insert(Class::Markup);
            return Some((1, n));
        }
        (_, Kind::Verbatim) if let Some(n) = unwrapped(b, a) => {
            classes.insert(Class::Markup);
            return Some((n, 1));
        }
        (Kind::Word, Kind::Word) => {
            word::compare(a, b, spelling)?
                .iter()
                .for_each(|class| classes.insert(class));
            return Some((1, 1));
        }
        _ => {}
    }
    if let Some(class) = exchange(a, b) {
        classes.insert(class);
        return Some((1, 1));
    }
    let (drop_a, drop_b) = (droppable(a), droppable(b));
    let meets = |a: Option<Place>, b: Option<Place>| match (a, b) {
        (Some(a), Some(b)) => a.text() == b.text(),
        _ => false,
    };
    // White space goes first where the texts meet behind it (`10 %`, `10%`), and last otherwise (`a, b`, `a b`).
    let is_old = match (drop_a, drop_b) {
        (None, None) => return None,
        (Some(_), None) => true,
        (None, Some(_)) => false,
        _ if a.kind() == Kind::Space => meets(a.moved(1), Some(b)),
        _ if b.kind() == Kind::Space => !meets(Some(a), b.moved(1)),
        _ => return both(drop_a?, drop_b?, classes),
    };
    classes.insert(if is_old { drop_a? } else { drop_b? });
    Some(if is_old { (1, 0) } else { (0, 1) })
}

fn both(a: Class, b: Class, classes: &mut Classes) -> Option<(usize, usize)> {
    classes.insert(a);
    classes.insert(b);
    Some((1, 1))
}

/// Counts the atoms at `plain` that spell out what `verbatim` holds: the same words, no longer code.
fn unwrapped(verbatim: Place, plain: Place) -> Option<usize> {
    let start = plain.atom().start;
    if !plain.visible.text[start..].starts_with(verbatim.text()) {
        return None;
    }
    let end = start + verbatim.text().len();
    let atoms = &plain.visible.atoms[plain.atom_idx..];
    let last = atoms.iter().position(|atom| atom.end == end)?;
    Some(last + 1)
}

/// Says by which class one atom stands for the other, where neither is a word.
fn exchange(a: Place, b: Place) -> Option<Class> {
    if !(a.text().is_ascii() && b.text().is_ascii()) && a.text().nfc().eq(b.text().nfc()) {
        return Some(Class::Layout);
    }
    let class = match (a.kind(), b.kind()) {
        (Kind::Space, Kind::Space) => return Some(spaces(a, b)),
        (Kind::Number, Kind::Number) => return Some(Class::Number),
        (Kind::Symbol, Kind::Symbol) => Class::Number,
        (Kind::Dash, Kind::Dash) => dashes(a, b),
        (Kind::Quote, Kind::Quote) | (Kind::Ellipsis, Kind::Ellipsis) => Class::Typography,
        (Kind::Space | Kind::Symbol, _) | (_, Kind::Space | Kind::Symbol) => return None,
        _ => Class::Punctuation,
    };
    if class == Class::Typography && !a.is_beside_digit() && !b.is_beside_digit() {
        return Some(class);
    }
    Some(droppable(a)?.max(droppable(b)?))
}

/// Says which class an atom is that one of the texts has and the other has not; `None` is wording.
fn droppable(place: Place) -> Option<Class> {
    match place.kind() {
        Kind::Word | Kind::Number | Kind::Verbatim => None,
        Kind::Space | Kind::Ellipsis => Some(Class::Punctuation),
        // It may be a sign for feet, inches, minutes.
        Kind::Quote if place.is_after_digit() => Some(Class::Number),
        Kind::Quote => Some(Class::Punctuation),
        // It may be a minus, or part of a range.
        Kind::Dash if place.precedes_number() => Some(Class::Number),
        Kind::Dash => Some(Class::Punctuation),
        Kind::Punctuation => match place.text() {
            "!" | "?" => None,
            "." if ends_a_sentence(place) => None,
            _ => Some(Class::Punctuation),
        },
        Kind::Symbol => {
            let is_sign = place
                .text()
                .starts_with(|c| numbers::is_sign(c) || is_dash(c));
            let touches = place.precedes_number() || place.follows_number();
            (is_sign && touches).then_some(Class::Number)
        }
    }
}

/// Tells a full stop that ends a sentence inside the text from one after an abbreviation such as `Mr.`.
fn ends_a_sentence(place: Place) -> bool {
    // A few atoms tell; a text of full stops alone must not be read again at each of them.
    let is_between =
        |after: &Place| matches!(after.kind(), Kind::Space | Kind::Quote | Kind::Punctuation);
    let next = (1..=8)
        .map_while(|n| place.moved(n))
        .find(|after| !is_between(after));
    let goes_on = next.is_some_and(|after| after.text().starts_with(char::is_lowercase));
    let abbreviates = place.moved(-1).is_some_and(|before| {
        before.kind() == Kind::Word
            && before.text().chars().count() <= 4
            && before.text().starts_with(char::is_uppercase)
    });
    !goes_on && !abbreviates
}

fn spaces(a: Place, b: Place) -> Class {
    let n_breaks = |place: Place| {
        place
            .text()
            .matches(['\n', '\u{85}', '\u{2028}', '\u{2029}'])
            .count()
    };
    let keeps = |place: Place| place.text().contains(['\u{A0}', '\u{2007}', '\u{202F}']);
    match (n_breaks(a) == n_breaks(b), keeps(a) == keeps(b)) {
        // A segment's soft breaks are folded: a line feed in its text is a hard break.
        (false, _) => Class::Markup,
        (_, true) => Class::Layout,
        _ if a.is_beside_digit() || b.is_beside_digit() => Class::Punctuation,
        _ => Class::Typography,
    }
}

/// Is how long a dash is. A hyphen joins, a long dash parts; the en dash does both.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dash {
    Hyphen,
    En,
    Long,
}

fn dashes(a: Place, b: Place) -> Class {
    let length = |place: Place| match place.text() {
        "-" | "\u{2010}" | "\u{2011}" => Dash::Hyphen,
        "\u{2012}" | "–" => Dash::En,
        _ => Dash::Long,
    };
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let opens = |c: char| is_quote(c) || matches!(c, '(' | '[' | '{');
    let edges = |place: Place| {
        let atom = place.atom();
        // A quote or bracket that opens stands between a word and white space; `“--verbose”`.
        let before = place.visible.text[..atom.start].trim_end_matches(opens);
        (
            space(before.chars().next_back()),
            space(place.visible.after(atom)),
        )
    };
    let is_ascii = a.text().is_ascii() || b.text().is_ascii();
    let is_same = match (length(a), length(b), edges(a)) {
        _ if edges(a) != edges(b) => false,
        // `--verbose`, `-5`, `pre-`: half a hyphen is not a dash.
        (x, y, (true, false)) if is_ascii => x == y && a.text() == b.text(),
        (Dash::Hyphen, Dash::Hyphen, _) => true,
        (Dash::Hyphen, other, edges) | (other, Dash::Hyphen, edges) => match edges {
            (true, true) => true,
            (false, false) => other == Dash::En,
            _ => false,
        },
        _ => true,
    };
    if is_same {
        Class::Typography
    } else {
        Class::Punctuation
    }
}

/// Counts the atoms before the closing marks: `.”`, `?)`, `…`.
fn closing(visible: &Visible) -> usize {
    let closes = |atom: &&Atom| match atom.kind {
        Kind::Quote | Kind::Ellipsis => true,
        Kind::Punctuation => matches!(visible.of(**atom), "." | "!" | "?" | ")" | "]" | "}"),
        _ => false,
    };
    visible.atoms.len() - visible.atoms.iter().rev().take_while(closes).count()
}

/// Compares the closing marks: another full stop, question or exclamation mark is wording.
fn compare_closing(old: &Visible, n_old: usize, new: &Visible, n_new: usize) -> Option<Classes> {
    let ends = |visible: &Visible, n: usize| -> String {
        let texts = visible.atoms[n..]
            .iter()
            .map(|atom| visible.of(*atom).replace('…', "..."));
        texts
            .filter(|text| text.starts_with(['.', '!', '?']))
            .collect()
    };
    if ends(old, n_old) != ends(new, n_new) {
        return None;
    }
    let (olds, news) = (&old.atoms[n_old..], &new.atoms[n_new..]);
    let places = olds.iter().enumerate().zip(news.iter().enumerate());
    let mut classes = Classes::default();
    for ((old_idx, _), (new_idx, _)) in places {
        let a = Place {
            visible: old,
            atom_idx: n_old + old_idx,
        };
        let b = Place {
            visible: new,
            atom_idx: n_new + new_idx,
        };
        if a.text() != b.text() {
            let kinds = a.kind() == b.kind() && a.kind() != Kind::Punctuation;
            let exchanged = if kinds { exchange(a, b) } else { None };
            classes.insert(exchanged.unwrap_or(Class::Punctuation));
        }
    }
    let longer = if olds.len() < news.len() {
        (new, n_new)
    } else {
        (old, n_old)
    };
    if olds.len() != news.len() {
        classes.insert(Class::Punctuation);
        // One more `"` after a digit may be a sign for inches.
        let first = Place {
            visible: longer.0,
            atom_idx: longer.1,
        };
        if first.kind() == Kind::Quote && first.is_after_digit() {
            classes.insert(Class::Number);
        }
    }
    Some(classes)
}
