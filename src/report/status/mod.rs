//! Status: how far every locale is, in segments and words, and which articles need the most work.
//!
//! It does not show a single segment to people: that is `diff`. Every format reads the same progress.

mod badge;
mod csv;
mod data;
mod html;
mod json;
mod markdown;
mod text;

use super::Scope;
use super::facts::{Original, originals};
use super::screen::Ink;
use crate::check::levels::Levels;
use crate::compare::Status;
use crate::coverage::Coverage;
use crate::locale::Locale;
use crate::relate::{Localized, Workspace};

pub use badge::{badge_json, badge_svg};
pub use csv::csv;
pub use html::html;
pub use json::status_json;
pub use markdown::{MOST_BYTES, markdown};
pub use text::text;

/// Is what `status` is asked.
#[derive(Clone, Copy)]
pub struct Question<'q, 'w, 'a> {
    /// Everything there is.
    pub workspace: &'w Workspace<'a>,
    /// What of it to report on.
    pub scope: Scope<'q>,
    /// What the gate asks for.
    pub levels: &'q Levels,
    /// Whether `sync` would write something.
    pub is_behind: bool,
    /// How many incomplete articles a locale's list names; `None` for all.
    pub n_listed: Option<usize>,
}

impl std::fmt::Debug for Question<'_, '_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Question({:?})", self.scope)
    }
}

/// Says how much a format for programs tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Counts.
    Counts,
    /// Every segment, and every obsolete translation.
    Segments,
}

/// Is an article or message file in one locale.
struct Part<'w, 'a> {
    original: Original<'w, 'a>,
    side: &'w Localized<'a>,
    coverage: Coverage,
    /// The percentage that counts as covered at the gate.
    covered: usize,
    /// The percentage that has to be.
    required: usize,
}

/// Is how far one locale is, with all that is reported on.
struct Progress<'w, 'a> {
    locale: &'w Locale,
    required: usize,
    /// Of the articles; message files are no part of it.
    coverage: Coverage,
    articles: Vec<Part<'w, 'a>>,
    messages: Vec<Part<'w, 'a>>,
    /// Articles that are gone and have left obsolete translations.
    gone: Vec<Part<'w, 'a>>,
}

impl Part<'_, '_> {
    /// Returns the path that a translator knows it by.
    fn path(&self) -> &str {
        self.original.article().unwrap_or(&self.side.side.path)
    }

    fn n_words_to_do(&self) -> usize {
        self.coverage.words.total - self.coverage.words.current
    }

    fn is_complete(&self) -> bool {
        is_complete(&self.coverage)
    }

    /// Tells whether it is covered less than is required.
    fn is_short(&self) -> bool {
        self.covered < self.required
    }
}

impl<'w, 'a> Progress<'w, 'a> {
    fn parts(&self) -> impl Iterator<Item = &Part<'w, 'a>> {
        self.articles.iter().chain(&self.messages).chain(&self.gone)
    }

    /// Counts the articles and message files that are covered less than is required of them.
    fn n_short(&self) -> usize {
        self.parts().filter(|part| part.is_short()).count()
    }

    /// Counts the translations whose segment is gone.
    fn n_obsolete(&self) -> usize {
        self.parts().map(|part| part.coverage.obsolete).sum()
    }

    /// Says what is required where that is not everything: `80%`, `80% to 100%`.
    fn required(&self) -> Option<String> {
        let own = || self.articles.iter().chain(&self.messages);
        let least = own().map(|part| part.required).min();
        let most = own().map(|part| part.required).max();
        match (
            least.unwrap_or(self.required),
            most.unwrap_or(self.required),
        ) {
            (100, _) => None,
            (least, most) if least == most => Some(format!("{least}%")),
            (least, most) => Some(format!("{least}% to {most}%")),
        }
    }

    /// Tells whether no article has any translation.
    fn is_untouched(&self) -> bool {
        let segments = &self.coverage.segments;
        0 < segments.total && segments.missing == segments.total
    }
}

fn is_complete(coverage: &Coverage) -> bool {
    coverage.segments.current == coverage.segments.total
}

/// Counts what a question asks for, locale by locale.
fn progress<'w, 'a>(question: &Question<'_, 'w, 'a>) -> Vec<Progress<'w, 'a>> {
    let asked = question
        .workspace
        .locales
        .iter()
        .filter(|locale| question.scope.has_locale(locale));
    let count = |locale: &'w Locale| {
        let mut progress = Progress {
            locale,
            required: question.levels.required(locale, None),
            coverage: Coverage::default(),
            articles: Vec::new(),
            messages: Vec::new(),
            gone: Vec::new(),
        };
        for original in originals(question.workspace)
            .filter(|original| question.scope.has_path(original.path()))
        {
            let Some(side) = original.side(locale) else {
                continue;
            };
            let coverage = original.coverage(side);
            let covers = |status| question.levels.covers(status, locale);
            let (covered, required) = match original {
                Original::Article(article) => (
                    coverage.words.percent(covers),
                    question.levels.required(locale, Some(article.path)),
                ),
                Original::Messages(_) => (
                    coverage.segments.percent(covers),
                    question.levels.required(locale, None),
                ),
                Original::Gone(_) => (100, progress.required),
            };
            let part = Part {
                original,
                side,
                coverage,
                covered,
                required,
            };
            match original {
                Original::Article(_) => {
                    progress.coverage.merge(&part.coverage);
                    progress.articles.push(part);
                }
                Original::Messages(_) => progress.messages.push(part),
                Original::Gone(_) if part.coverage.obsolete == 0 => {}
                Original::Gone(_) => {
                    progress.coverage.merge(&part.coverage);
                    progress.gone.push(part);
                }
            }
        }
        progress
    };
    asked.map(count).collect()
}

/// Returns the ink of a status.
pub fn ink(status: Status) -> Ink {
    match status {
        Status::Missing => Ink::Error,
        Status::Stale | Status::Draft | Status::Unverified => Ink::Warning,
        Status::Current => Ink::Good,
    }
}

#[cfg(test)]
mod fixture {
    use super::*;
    use crate::check::levels::{LocaleLevels, Required};
    use globset::{Glob, GlobSet};

    static LEVELS: Levels = Levels {
        checks: std::collections::BTreeMap::new(),
        locales: std::collections::BTreeMap::new(),
        warn: std::collections::BTreeSet::new(),
        folder: String::new(),
    };

    /// Asks for everything.
    pub fn question<'w>(workspace: &'w Workspace<'static>) -> Question<'static, 'w, 'static> {
        Question {
            workspace,
            scope: Scope::default(),
            levels: &LEVELS,
            is_behind: false,
            n_listed: None,
        }
    }

    /// Asks `required` of es, and of the articles below `named` something else.
    pub fn levels(required: usize, named: &[(&str, usize)]) -> Levels {
        let of = |(glob, required): &(&str, usize)| Required {
            include: GlobSet::builder()
                .add(Glob::new(glob).unwrap())
                .build()
                .unwrap(),
            required: *required,
        };
        let own = LocaleLevels {
            required: Some(required),
            articles: named.iter().map(of).collect(),
            ..LocaleLevels::default()
        };
        Levels {
            locales: [("es".parse().unwrap(), own)].into(),
            folder: "source/".to_owned(),
            ..Levels::default()
        }
    }
}
