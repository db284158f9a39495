//! Align: which segment of today is which segment that the catalog remembers.
//!
//! Equal text anchors, in order and moved; between the anchors the edited ones are found by the likeness
//! of their words, and beside those what was split or merged. Pure: it knows texts and contexts, not files, locales or translations.

pub mod equal;
pub mod ids;
pub mod words;
// Text with other boundaries is looked for in what equal text leaves, edited text in the rest.
pub mod boundary;
pub mod edited;
// Articles are aligned with each other as they are with themselves.
pub mod between;

/// Is a segment as one side of an alignment sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place<'a> {
    /// Its text.
    pub text: &'a str,
    /// The kind of its block, where it opens one.
    pub context: Option<&'a str>,
}

/// Says what a segment of today was before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Origin {
    /// The same text at the same place among its neighbours.
    Equal {
        /// Index of the remembered segment.
        old: usize,
    },
    /// The same text elsewhere.
    Moved {
        /// Index of the remembered segment.
        old: usize,
    },
    /// A text with enough of the same words.
    Edited {
        /// Index of the remembered segment.
        old: usize,
        /// Likeness of the words, 0 to 1.
        score: f64,
    },
    /// One of the parts that remembered segments fell into.
    Split {
        /// Index of the first remembered segment.
        old: usize,
        /// How many remembered segments: several where only the boundaries moved.
        n: usize,
        /// Which part this is. The first one is the remembered segment, the others are new.
        part: usize,
        /// Likeness of the words of what was split to those of all parts, 0 to 1; 1 where only the boundaries moved.
        score: f64,
    },
    /// Several remembered segments in one.
    Merged {
        /// Index of the first remembered segment.
        old: usize,
        /// How many remembered segments.
        n: usize,
        /// Likeness of the words, 0 to 1; 1 where only the boundary went.
        score: f64,
    },
    /// Nothing that is remembered.
    New,
}

impl Origin {
    /// Returns the index of the remembered segment that goes on under its id; `None` for what gets a new id.
    pub fn old(self) -> Option<usize> {
        match self {
            Origin::Equal { old }
            | Origin::Moved { old }
            | Origin::Edited { old, .. }
            | Origin::Split { old, part: 0, .. }
            | Origin::Merged { old, .. } => Some(old),
            Origin::Split { .. } | Origin::New => None,
        }
    }

    /// Returns the indexes of all remembered segments that it comes from.
    pub fn remembered(self) -> std::ops::Range<usize> {
        match self {
            Origin::Equal { old } | Origin::Moved { old } | Origin::Edited { old, .. } => {
                old..old + 1
            }
            Origin::Split { old, n, .. } | Origin::Merged { old, n, .. } => old..old + n,
            Origin::New => 0..0,
        }
    }

    /// Returns the same where `n` other remembered segments come before.
    pub fn behind(mut self, n: usize) -> Self {
        match &mut self {
            Origin::Equal { old }
            | Origin::Moved { old }
            | Origin::Edited { old, .. }
            | Origin::Split { old, .. }
            | Origin::Merged { old, .. } => *old += n,
            Origin::New => {}
        }
        self
    }

    /// Tells whether nothing that is remembered has been found for it.
    pub fn is_new(self) -> bool {
        self == Origin::New
    }
}

/// Finds for each segment of today the one it was; no remembered segment is given twice.
pub fn align(old: &[Place<'_>], new: &[Place<'_>]) -> Vec<Origin> {
    let mut origins = vec![Origin::New; new.len()];
    let mut taken = vec![false; old.len()];
    equal::anchor(old, new, &mut origins, &mut taken);
    boundary::regroup(old, new, &mut origins, &mut taken);
    edited::match_gaps(old, new, &mut origins, &mut taken);
    origins
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &[&str], new: &[&str], expect: &[Option<usize>]) {
        let places = |texts: &[&'static str]| -> Vec<Place<'static>> {
            texts
                .iter()
                .map(|text| Place {
                    text,
                    context: None,
                })
                .collect()
        };
        let leak = |texts: &[&str]| -> Vec<&'static str> {
            texts
                .iter()
                .map(|text| &*String::from(*text).leak())
                .collect()
        };
        let origins = align(&places(&leak(old)), &places(&leak(new)));
        let found: Vec<_> = origins.iter().map(|origin| origin.old()).collect();
        assert_eq!(found, expect, "{origins:?}");
    }

    const A: &str = "The minister signed the accord on Saturday.";
    const A2: &str = "The minister announced the accord on Saturday.";
    const B: &str = "Farmers in the north expect a better harvest this year.";
    const C: &str = "Nobody was hurt in the fire.";

    #[test]
    fn equal_text_keeps_its_place() {
        check(&[A, B, C], &[A, B, C], &[Some(0), Some(1), Some(2)]);
        check(&[A, C], &[A, B, C], &[Some(0), None, Some(1)]);
        check(&[A, B, C], &[A, C], &[Some(0), Some(2)]);
    }

    #[test]
    fn moved_text_is_found() {
        check(&[A, B, C], &[C, A, B], &[Some(2), Some(0), Some(1)]);
    }

    #[test]
    fn edited_text_is_found_between_its_neighbours() {
        check(&[B, A, C], &[B, A2, C], &[Some(0), Some(1), Some(2)]);
        check(&[A, C], &[C, A2], &[Some(1), Some(0)]);
        check(&[A], &[C], &[None]);
    }

    #[test]
    fn a_text_that_is_there_already_is_no_edited_one() {
        check(
            &[A, B, "Yes, of course."],
            &[A, B, A],
            &[Some(0), Some(1), None],
        );
        check(
            &["Yes.", A, B],
            &["Yes.", "Yes.", B],
            &[Some(0), None, Some(2)],
        );
    }

    #[test]
    fn repeated_text_is_told_apart_by_its_neighbours() {
        check(
            &[A, "Yes.", B, "Yes.", C],
            &[B, "Yes.", C],
            &[Some(2), Some(3), Some(4)],
        );
        check(
            &["Yes.", A, "Yes."],
            &["Yes.", "Yes.", A, "Yes."],
            &[None, Some(0), Some(1), Some(2)],
        );
    }
}
