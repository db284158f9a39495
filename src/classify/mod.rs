//! Classify: which classes of edits lie between two English texts (DESIGN section 5).
//!
//! Separate because what a class proves is one question and what it costs (`change::Policy`) another. A class is
//! decided by what it proves, never by distance: every atom of one text has to stand for one of the other, or be an
//! atom that the class may add or drop; whatever is not proven is `wording`. It knows no locale and no translation
//! but the one it is handed in `carry`.

mod atoms;
mod carry;
mod markup;
mod numbers;
mod spelling;
mod tag;
mod text;
mod visible;
mod word;
// Gives the others their texts.
pub mod edits;

use crate::change::{Class, Classes};

pub use carry::{proposal, retarget};
pub use text::{Element, Mark, MarkKind, Text};

/// Finds the classes of the edit from `old` to `new`; none for equal texts.
///
/// `spelling` tells whether the dictionary of the source locale knows a word (its apostrophes are `'`); without it
/// there is no class `spelling`. `target` still asks for `retarget`: where that has no answer it counts as `markup`.
pub fn classify(old: &Text, new: &Text, spelling: Option<&dyn Fn(&str) -> bool>) -> Classes {
    if old.text == new.text {
        // The same bytes can be read as other markup only where the format changed.
        let differs = old.marks != new.marks;
        return differs.then_some(Class::Markup).into_iter().collect();
    }
    let old = atoms::Visible::new(old);
    let new = atoms::Visible::new(new);
    let Some(mut classes) = visible::compare(&old, &new, spelling) else {
        let numbers = (old.numbers().ne(new.numbers())).then_some(Class::Number);
        return numbers.into_iter().chain([Class::Wording]).collect();
    };
    for class in markup::compare(&old, &new).iter() {
        classes.insert(class);
    }
    if classes.is_empty() {
        // Only a delimiter moved past white space or punctuation: `**so**.` and `**so.**`.
        classes.insert(Class::Markup);
    }
    classes
}

/// Finds the classes of an edit for one translation, and the translation with the new targets.
///
/// A changed target that the translation has otherwise makes the edit `markup`; then, and where the translation stays
/// as it is, there is no text.
pub fn classify_for(
    old: &Text,
    new: &Text,
    translation: &Text,
    spelling: Option<&dyn Fn(&str) -> bool>,
) -> (Classes, Option<String>) {
    let classes = classify(old, new, spelling);
    if !classes.contains(Class::Target) {
        return (classes, None);
    }
    with_target(classes, old, new, translation)
}

/// Says what an edit with the class `target` costs one translation.
fn with_target(
    classes: Classes,
    old: &Text,
    new: &Text,
    translation: &Text,
) -> (Classes, Option<String>) {
    match retarget(old, new, translation) {
        Some(text) => (classes, (text != translation.text).then_some(text)),
        None => {
            let others = classes.iter().filter(|class| *class != Class::Target);
            (others.chain([Class::Markup]).collect(), None)
        }
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod adversary;
