//! Word: by which classes one word stands for another.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::atoms::is_apostrophe;
use super::visible::Place;
use super::{numbers, spelling};
use crate::change::{Class, Classes};

/// Finds the classes by which the word at `a` becomes the one at `b`; `None` is wording.
pub(super) fn compare(a: Place, b: Place, known: Option<&dyn Fn(&str) -> bool>) -> Option<Classes> {
    let mut classes = Classes::default();
    if is_nfc(a.text()) != is_nfc(b.text()) {
        classes.insert(Class::Layout);
    }
    let n_same = apostrophes(a.text()).count() == apostrophes(b.text()).count();
    // One that came or went makes another word.
    if n_same && !apostrophes(a.text()).eq(apostrophes(b.text())) {
        classes.insert(Class::Typography);
    }
    let (old, new) = (folded(a.text()), folded(b.text()));
    if old == new {
        return Some(classes);
    }
    let follow = a.follows_number() && b.follows_number();
    let is_quantity = numbers::are_dates(&old, &new)
        || numbers::differ_in_digits(&old, &new)
        || (follow && numbers::are_units(&old, &new));
    let class = if is_quantity {
        Class::Number
    } else if is_same_but_case(&old, &new) {
        Class::Punctuation
    } else if a.is_among_words() && b.is_among_words() && spelling::is_corrected(&old, &new, known?)
    {
        Class::Spelling
    } else {
        return None;
    };
    classes.insert(class);
    Some(classes)
}

fn apostrophes(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|c| is_apostrophe(*c))
}

/// Writes a word in NFC with straight apostrophes.
fn folded(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let straight = |c| if is_apostrophe(c) { '\'' } else { c };
    Cow::Owned(word.nfc().map(straight).collect())
}

/// Tells whether letter case and the full stops of an abbreviation are all that differs: `U.S`, `US`; `Polish`,
/// `polish`; never `US`, `us` or `mSv`, `Msv`. An apostrophe makes another word: `it's`, `we're`, `can't`.
fn is_same_but_case(old: &str, new: &str) -> bool {
    let letters = |word: &str| word.replace('.', "");
    let (old, new) = (letters(old), letters(new));
    if old == new {
        return true;
    }
    let has_inner_capital = |word: &str| word.chars().skip(1).any(char::is_uppercase);
    old.to_lowercase() == new.to_lowercase()
        && !has_inner_capital(&old)
        && !has_inner_capital(&new)
        && !numbers::is_unit_sign(&old)
        && !numbers::is_unit_sign(&new)
}
