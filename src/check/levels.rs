//! Levels: how heavy each check is, in general and per locale. Built by `config`, asked at one point by the
//! registry; a check does not know its own weight.

use std::collections::{BTreeMap, BTreeSet};

use globset::GlobSet;

use crate::compare::Status;
use crate::finding::Severity;
use crate::locale::Locale;

/// Stands in `Levels::warn` for the four checks of completeness.
pub const COMPLETENESS: &str = "completeness";

/// Is what config says of a check.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Its findings make the verdict `fail`.
    Error,
    /// Its findings are said.
    Warning,
    /// Its findings are said last.
    Notice,
    /// It finds nothing.
    Off,
}

impl From<Severity> for Level {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warning,
            Severity::Notice => Level::Notice,
        }
    }
}

/// Is the weight of all checks. The keys are ids of checks; whether they exist is for `config` to say.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    /// `[check]`: for every locale.
    pub checks: BTreeMap<String, Level>,
    /// `[locale.L]`: for one locale, before `checks`.
    pub locales: BTreeMap<Locale, LocaleLevels>,
    /// `--warn`: checks, or `completeness`, whose errors become warnings.
    pub warn: BTreeSet<String>,
    /// The folder of the articles with its `/`, which no glob names.
    pub folder: String,
}

/// Is what one locale has of its own.
#[derive(Clone, Debug, Default)]
pub struct LocaleLevels {
    /// `[locale.L.check]`.
    pub checks: BTreeMap<String, Level>,
    /// The percentage of an article that has to be covered; 100 where nothing is said.
    pub required: Option<usize>,
    /// What is required of some articles; the last one that matches counts.
    pub articles: Vec<Required>,
}

/// Is what is required of the articles that globs name: `[[locale.L.articles]]`.
#[derive(Clone, Debug)]
pub struct Required {
    /// Matches paths below the folder of the articles.
    pub include: GlobSet,
    /// The percentage of each that has to be covered.
    pub required: usize,
}

impl Levels {
    /// Returns the level of a check for findings in `locale`, or for those of no locale.
    pub fn level(&self, check: &super::Check, locale: Option<&Locale>) -> Level {
        let level = self.said(check, locale).unwrap_or(check.severity.into());
        let is_warned = self.warn.contains(check.id)
            || check.status().is_some() && self.warn.contains(COMPLETENESS);
        if level == Level::Error && is_warned {
            Level::Warning
        } else {
            level
        }
    }

    /// Returns what config says of a check for findings in `locale`, or for those of no locale, if it says anything.
    pub fn said(&self, check: &super::Check, locale: Option<&Locale>) -> Option<Level> {
        let own = locale
            .and_then(|locale| self.locales.get(locale))
            .and_then(|own| own.checks.get(check.id));
        own.or_else(|| self.checks.get(check.id)).copied()
    }

    /// Tells whether a check may find anything at all, in some locale or in none.
    pub fn is_on(&self, check: &super::Check) -> bool {
        let mut locales = self.locales.keys().map(Some).chain([None]);
        locales.any(|locale| self.level(check, locale) != Level::Off)
    }

    /// Tells whether a segment in `status` counts as covered in `locale`: no check of its status is an error.
    pub fn covers(&self, status: Status, locale: &Locale) -> bool {
        let check = super::find(status.name());
        check.is_none_or(|check| self.level(check, Some(locale)) != Level::Error)
    }

    /// Returns the percentage that has to be covered in `locale` of an article, or of a message file.
    pub fn required(&self, locale: &Locale, article: Option<&str>) -> usize {
        let Some(own) = self.locales.get(locale) else {
            return 100;
        };
        let below = article.map(|path| path.strip_prefix(&self.folder).unwrap_or(path));
        let named = below.and_then(|below| {
            let mut named = own.articles.iter().rev();
            named.find(|named| named.include.is_match(below))
        });
        named
            .map(|named| named.required)
            .or(own.required)
            .unwrap_or(100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::find;

    fn level(levels: &Levels, id: &str, locale: &str) -> Level {
        let locale = locale.parse().unwrap();
        levels.level(find(id).unwrap(), Some(&locale))
    }

    #[test]
    fn a_locale_comes_before_all_locales_before_the_default() {
        let mut levels = Levels::default();
        assert_eq!(level(&levels, "numbers", "ru"), Level::Warning);
        levels.checks.insert("numbers".into(), Level::Error);
        let ru = LocaleLevels {
            checks: [("numbers".to_owned(), Level::Off)].into(),
            required: Some(80),
            articles: Vec::new(),
        };
        levels.locales.insert("ru".parse().unwrap(), ru);
        assert_eq!(level(&levels, "numbers", "ru"), Level::Off);
        assert_eq!(level(&levels, "numbers", "es"), Level::Error);
        assert_eq!(levels.required(&"ru".parse().unwrap(), None), 80);
        assert_eq!(levels.required(&"es".parse().unwrap(), None), 100);
    }

    #[test]
    fn the_last_glob_that_matches_an_article_counts() {
        let glob = |pattern: &str| {
            let glob = globset::Glob::new(pattern).unwrap();
            globset::GlobSetBuilder::new().add(glob).build().unwrap()
        };
        let named = |pattern, required| Required {
            include: glob(pattern),
            required,
        };
        let ru = LocaleLevels {
            required: Some(90),
            articles: vec![named("news/**", 50), named("news/law/**", 100)],
            ..LocaleLevels::default()
        };
        let levels = Levels {
            locales: [("ru".parse().unwrap(), ru)].into(),
            folder: "source/".to_owned(),
            ..Levels::default()
        };
        let required = |article| levels.required(&"ru".parse().unwrap(), article);
        assert_eq!(required(Some("source/news/a.md")), 50);
        assert_eq!(required(Some("source/news/law/a.md")), 100);
        assert_eq!(required(Some("source/a.md")), 90);
        assert_eq!(required(None), 90);
    }

    #[test]
    fn warn_makes_errors_lighter_and_turns_nothing_on() {
        let mut levels = Levels::default();
        levels.checks.insert("draft".into(), Level::Off);
        levels.warn.insert(COMPLETENESS.into());
        assert_eq!(level(&levels, "missing", "es"), Level::Warning);
        assert_eq!(level(&levels, "draft", "es"), Level::Off);
        assert_eq!(level(&levels, "syntax", "es"), Level::Error);
    }
}
