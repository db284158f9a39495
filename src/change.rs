//! Change: the classes of edits, and the policy that says which of them cost a review.
//!
//! Separate because `classify` finds classes, `compare` applies the policy and `config` builds it;
//! it must not know how a class is found.

use std::fmt;

/// Is the kind of an edit between two English texts, the lightest first (DESIGN section 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// White space for white space, or the Unicode form.
    Layout,
    /// Kinds of quotes, dashes, ellipses, no-break spaces; never beside a digit.
    Typography,
    /// Link targets, image paths, kinds of emphasis delimiters.
    Target,
    /// A word the dictionary does not know became one it knows.
    Spelling,
    /// The same words with other markup.
    Markup,
    /// Punctuation or letter case.
    Punctuation,
    /// Digits, units, dates.
    Number,
    /// Anything else.
    Wording,
}

impl Class {
    /// Lists every class, the lightest first.
    pub const ALL: [Class; 8] = [
        Class::Layout,
        Class::Typography,
        Class::Target,
        Class::Spelling,
        Class::Markup,
        Class::Punctuation,
        Class::Number,
        Class::Wording,
    ];

    /// Returns the word of the class, as in config and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Class::Layout => "layout",
            Class::Typography => "typography",
            Class::Target => "target",
            Class::Spelling => "spelling",
            Class::Markup => "markup",
            Class::Punctuation => "punctuation",
            Class::Number => "number",
            Class::Wording => "wording",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Is a set of change classes; empty for equal texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Classes(u8);

impl Classes {
    /// Adds a class.
    pub fn insert(&mut self, class: Class) {
        self.0 |= 1 << class as u8;
    }

    /// Tells whether `class` is in the set.
    pub fn contains(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// Tells whether the set is empty: nothing changed.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Yields the classes of the set, the lightest first.
    pub fn iter(self) -> impl Iterator<Item = Class> {
        Class::ALL
            .into_iter()
            .filter(move |class| self.contains(*class))
    }

    /// Returns the class that machine formats name.
    pub fn heaviest(self) -> Option<Class> {
        self.iter().last()
    }
}

impl FromIterator<Class> for Classes {
    fn from_iter<I: IntoIterator<Item = Class>>(classes: I) -> Self {
        let mut set = Classes::default();
        classes.into_iter().for_each(|class| set.insert(class));
        set
    }
}

/// Says which classes of edits keep a translation current.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The classes that carry. `Number` and `Wording` may be put here by config, at the user's word.
    pub carried: Classes,
    /// Whether a new segment whose text and context are current elsewhere becomes current.
    pub memory: bool,
}

impl Policy {
    /// Tells whether an edit of these classes keeps a translation current: all of them must carry.
    pub fn carries(self, classes: Classes) -> bool {
        classes.0 & !self.carried.0 == 0
    }
}

impl Default for Policy {
    fn default() -> Self {
        let carried = [
            Class::Layout,
            Class::Typography,
            Class::Target,
            Class::Spelling,
        ];
        Policy {
            carried: carried.into_iter().collect(),
            memory: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_heavy_class_stops_the_carry() {
        let policy = Policy::default();
        assert!(policy.carries(Classes::default()));
        assert!(policy.carries([Class::Layout, Class::Target].into_iter().collect()));
        let mixed: Classes = [Class::Layout, Class::Number].into_iter().collect();
        assert!(!policy.carries(mixed));
        assert_eq!(mixed.heaviest(), Some(Class::Number));
    }
}
