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

use std::io;

use super::Scope;
use super::facts::{Facts, Obsolete, Original, originals};
use super::screen::Ink;
use crate::check::levels::Levels;
use crate::compare::Status;
use crate::coverage::Coverage;
use crate::locale::Locale;
use crate::relate::{Localized, Workspace};
use crate::span::Extent;

pub use badge::{badge_json, badge_svg};
pub use csv::csv;
pub use html::html;
pub use json::status_json;
pub use markdown::{MOST_BYTES, markdown};
pub use text::text;

/// Is what `status` is asked.
#[derive(Clone, Copy)]
pub struct Question<'q, 'w, 'a> {
    /// Everything there is, but for what was counted.
    pub workspace: &'w Workspace<'a>,
    /// The articles that are not in it, where it is the last part of several.
    pub counted: Option<&'w Counted>,
    /// What of it to report on.
    pub scope: Scope<'q>,
    /// What the gate asks for.
    pub levels: &'q Levels,
    /// Whether `sync` would write something.
    pub is_behind: bool,
    /// How many incomplete articles a locale's list names; `None` for all.
    pub n_listed: Option<usize>,
    /// Takes the segments of an article that was counted from where they wait.
    pub take: &'q dyn Fn(Extent) -> io::Result<Vec<u8>>,
}

impl Question<'_, '_, '_> {
    /// Returns how many articles there are, whatever is asked for.
    fn n_articles(&self) -> usize {
        self.workspace.articles.len() + self.counted.map_or(0, |counted| counted.n_articles)
    }
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

/// Says how every segment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// As in `tolka.status/1`.
    Json,
    /// As lines of a table.
    Csv,
}

/// Says where the segments of articles wait that are counted, and as what: whoever is handed in lays them down there.
pub type Laying<'l> = (Voice, &'l (dyn Fn(&[u8]) -> Extent + Sync));

/// Is an article or message file in one locale.
struct Part<'w, 'a> {
    /// The path of its source.
    path: &'w str,
    /// The locale file.
    file: &'w str,
    /// What a translator knows it by: the article, or of a message file its own path.
    name: &'w str,
    is_gone: bool,
    /// Its texts, where they are at hand.
    texts: Option<(Original<'w, 'a>, &'w Localized<'a>)>,
    /// Where its segments wait, if they were written before.
    laid: Option<Extent>,
    count: Count,
}

/// Is how far an article or message file is in one locale.
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize)]
struct Count {
    coverage: Coverage,
    /// The percentage that counts as covered at the gate.
    covered: usize,
    /// The percentage that has to be.
    required: usize,
}

/// Is articles that were counted before, and are not at hand any more.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Counted {
    n_articles: usize,
    tallies: Vec<Tally>,
}

/// Is an article in one locale that was counted.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
struct Tally {
    locale: Locale,
    path: Box<str>,
    file: Box<str>,
    count: Count,
    #[serde(skip)]
    laid: Option<Extent>,
}

impl Counted {
    /// Counts the articles of a workspace, or of a part of one, and lays their segments down where that is asked for.
    pub fn of(
        workspace: &Workspace<'_>,
        scope: &Scope<'_>,
        levels: &Levels,
        laying: Option<Laying<'_>>,
    ) -> Self {
        let mut counted = Counted {
            n_articles: workspace.articles.len(),
            tallies: Vec::new(),
        };
        for article in workspace
            .articles
            .iter()
            .filter(|own| scope.has_path(own.path))
        {
            let original = Original::Article(article);
            for side in article
                .sides
                .iter()
                .filter(|side| scope.has_locale(side.side.locale))
            {
                counted.tallies.push(Tally {
                    locale: side.side.locale.clone(),
                    path: article.path.into(),
                    file: side.side.path.as_str().into(),
                    count: count(original, side, levels),
                    laid: laying.map(|(voice, lay)| lay(&segments(voice, original, side))),
                });
            }
        }
        counted
    }

    /// Adds what was counted elsewhere.
    pub fn merge(&mut self, other: Counted) {
        self.n_articles += other.n_articles;
        self.tallies.extend(other.tallies);
    }
}

/// Writes the segments of an article or message file in one locale.
fn segments(voice: Voice, original: Original<'_, '_>, side: &Localized<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let written = match voice {
        Voice::Json => json::write_segments(&mut out, original, side),
        Voice::Csv => csv::write_segments(&mut out, original, side),
    };
    written.expect("memory takes whatever is written");
    out
}

/// Counts an article, a message file or what is left of an article in one locale.
fn count(original: Original<'_, '_>, side: &Localized<'_>, levels: &Levels) -> Count {
    let locale = side.side.locale;
    let coverage = original.coverage(side);
    let covers = |status| levels.covers(status, locale);
    let (covered, required) = match original {
        Original::Article(article) => (
            coverage.words.percent(covers),
            levels.required(locale, Some(article.path)),
        ),
        Original::Messages(_) => (
            coverage.segments.percent(covers),
            levels.required(locale, None),
        ),
        Original::Gone(_) => (100, levels.required(locale, None)),
    };
    Count {
        coverage,
        covered,
        required,
    }
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

impl<'w, 'a> Part<'w, 'a> {
    /// Returns the facts of those of its segments whose status is `asked` for, in order.
    fn facts(&self, asked: impl Fn(Status) -> bool) -> Vec<Facts<'w>> {
        let texts = self.texts;
        texts.map_or_else(Vec::new, |(original, side)| original.facts(side, asked))
    }

    /// Returns its segments as they are written.
    fn segments(&self, voice: Voice, question: &Question<'_, '_, '_>) -> io::Result<Vec<u8>> {
        match (self.texts, self.laid) {
            (Some((original, side)), _) => Ok(segments(voice, original, side)),
            (None, Some(extent)) => (question.take)(extent),
            (None, None) => Ok(Vec::new()),
        }
    }

    /// Returns its obsolete translations.
    fn obsolete(&self) -> Vec<Obsolete<'w>> {
        let texts = self.texts;
        texts.map_or_else(Vec::new, |(original, side)| original.obsolete(side))
    }

    fn n_words_to_do(&self) -> usize {
        self.count.coverage.words.total - self.count.coverage.words.current
    }

    fn is_complete(&self) -> bool {
        is_complete(&self.count.coverage)
    }

    /// Tells whether it is covered less than is required.
    fn is_short(&self) -> bool {
        self.count.covered < self.count.required
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
        self.parts().map(|part| part.count.coverage.obsolete).sum()
    }

    /// Says what is required where that is not everything: `80%`, `80% to 100%`.
    fn required(&self) -> Option<String> {
        let own = || self.articles.iter().chain(&self.messages);
        let least = own().map(|part| part.count.required).min();
        let most = own().map(|part| part.count.required).max();
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
    let tallies = || question.counted.iter().flat_map(|counted| &counted.tallies);
    let progress = asked.map(|locale| {
        let mut progress = Progress {
            locale,
            required: question.levels.required(locale, None),
            coverage: Coverage::default(),
            articles: Vec::new(),
            messages: Vec::new(),
            gone: Vec::new(),
        };
        for tally in tallies().filter(|tally| tally.locale == *locale) {
            progress.coverage.merge(&tally.count.coverage);
            progress.articles.push(Part {
                path: &tally.path,
                file: &tally.file,
                name: &tally.path,
                is_gone: false,
                texts: None,
                laid: tally.laid,
                count: tally.count,
            });
        }
        for original in originals(question.workspace)
            .filter(|original| question.scope.has_path(original.path()))
        {
            let Some(side) = original.side(locale) else {
                continue;
            };
            let part = Part {
                path: original.path(),
                file: &side.side.path,
                name: original.article().unwrap_or(&side.side.path),
                is_gone: matches!(original, Original::Gone(_)),
                texts: Some((original, side)),
                laid: None,
                count: count(original, side, question.levels),
            };
            match original {
                Original::Article(_) => {
                    progress.coverage.merge(&part.count.coverage);
                    progress.articles.push(part);
                }
                Original::Messages(_) => progress.messages.push(part),
                Original::Gone(_) if part.count.coverage.obsolete == 0 => {}
                Original::Gone(_) => {
                    progress.coverage.merge(&part.count.coverage);
                    progress.gone.push(part);
                }
            }
        }
        progress.articles.sort_by_key(|part| part.path);
        progress
    });
    progress.collect()
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
            counted: None,
            scope: Scope::default(),
            levels: &LEVELS,
            is_behind: false,
            n_listed: None,
            take: &|_| Ok(Vec::new()),
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
