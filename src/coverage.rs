//! Coverage: how many segments and words stand in which status.

use crate::compare::Status;
use crate::relate::{Article, Localized, Messages};
use crate::segment::count::words;

/// Counts by status; the five add up to `total`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Counts {
    /// All.
    pub total: usize,
    /// Current ones.
    pub current: usize,
    /// Stale ones.
    pub stale: usize,
    /// Drafts.
    pub draft: usize,
    /// Unverified ones.
    pub unverified: usize,
    /// Missing ones.
    pub missing: usize,
}

impl Counts {
    /// Adds `n` of a status.
    pub fn add(&mut self, status: Status, n: usize) {
        self.total += n;
        *self.slot(status) += n;
    }

    /// Adds other counts.
    pub fn merge(&mut self, other: &Counts) {
        for status in Status::ALL {
            self.add(status, other.get(status));
        }
    }

    /// Returns how many stand in `status`.
    pub fn get(&self, status: Status) -> usize {
        match status {
            Status::Current => self.current,
            Status::Stale => self.stale,
            Status::Draft => self.draft,
            Status::Unverified => self.unverified,
            Status::Missing => self.missing,
        }
    }

    /// Returns the whole percentage of those in the statuses that `counts` picks, rounded down; 100 of none.
    pub fn percent(&self, counts: impl Fn(Status) -> bool) -> usize {
        let n: usize = Status::ALL
            .into_iter()
            .filter(|status| counts(*status))
            .map(|s| self.get(s))
            .sum();
        (n * 100).checked_div(self.total).unwrap_or(100)
    }

    fn slot(&mut self, status: Status) -> &mut usize {
        match status {
            Status::Current => &mut self.current,
            Status::Stale => &mut self.stale,
            Status::Draft => &mut self.draft,
            Status::Unverified => &mut self.unverified,
            Status::Missing => &mut self.missing,
        }
    }
}

/// Is what one article, or a locale, comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Coverage {
    /// In segments.
    pub segments: Counts,
    /// In words of the source.
    pub words: Counts,
    /// Translations whose segment is gone.
    pub obsolete: usize,
}

impl Coverage {
    /// Counts an article in one of its locales.
    pub fn of(article: &Article<'_>, side: &Localized<'_>) -> Self {
        let mut coverage = Coverage {
            obsolete: side.obsolete().count(),
            ..Coverage::default()
        };
        for (n_words, status) in article.words().iter().zip(side.statuses(&article.sides)) {
            coverage.segments.add(status, 1);
            coverage.words.add(status, *n_words);
        }
        coverage
    }

    /// Counts a message file in one of its locales; a message has the words of its source.
    pub fn of_messages(messages: &Messages<'_>, side: &Localized<'_>) -> Self {
        let mut coverage = Coverage {
            obsolete: side.obsolete().count(),
            ..Coverage::default()
        };
        for ((_, text, _), status) in messages.lines.iter().zip(side.statuses(&messages.sides)) {
            coverage.segments.add(status, 1);
            coverage.words.add(status, words(text));
        }
        coverage
    }

    /// Adds another coverage.
    pub fn merge(&mut self, other: &Coverage) {
        self.segments.merge(&other.segments);
        self.words.merge(&other.words);
        self.obsolete += other.obsolete;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_round_down_and_nothing_is_whole() {
        let mut counts = Counts::default();
        assert_eq!(counts.percent(|status| status == Status::Current), 100);
        counts.add(Status::Current, 199);
        counts.add(Status::Missing, 1);
        assert_eq!(counts.percent(Status::is_confirmed), 99);
        assert_eq!(counts.total, 200);
    }
}
