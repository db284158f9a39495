//! Report: the voice. What the program knows, as text for people and as JSON for machines; one file per
//! report, and one place for everything that they share.
//!
//! Pure: it writes into what it is handed and knows neither terminals nor files; the width and whether there
//! is colour come in as a `Screen`. A new format is a file here that reads the same facts.

// What all of them share: the ink, the lines, the facts.
pub mod flow;
pub mod json;
pub mod screen;
pub mod guard;
// These come after the screen.
pub mod excerpt;
pub mod facts;
// One file per report.
pub mod diff;
pub mod chapters;
pub mod markup;
pub mod explain;
pub mod findings;
pub mod segments;
pub mod boundaries;
pub mod status;
pub mod sync;
pub mod plan;
pub mod verify;

#[cfg(test)]
mod fixture;

use crate::locale::Locale;

/// Says what a report is asked for; everything by default.
#[derive(Clone, Copy, Default)]
pub struct Scope<'s> {
    /// The locales to report on; all of the workspace's where there is none.
    pub locales: &'s [Locale],
    /// Which articles and message files to report on, by the path of their source.
    pub paths: Option<&'s (dyn Fn(&str) -> bool + Sync)>,
}

impl std::fmt::Debug for Scope<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let paths = if self.paths.is_some() { "some" } else { "all" };
        write!(f, "Scope({:?}, {paths} paths)", self.locales)
    }
}

impl Scope<'_> {
    /// Tells whether `locale` is asked for.
    pub fn has_locale(&self, locale: &Locale) -> bool {
        self.locales.is_empty() || self.locales.contains(locale)
    }

    /// Tells whether the article or message file at `path` is asked for.
    pub fn has_path(&self, path: &str) -> bool {
        self.paths.is_none_or(|has| has(path))
    }
}

/// Writes a number of things: `1 article`, `1,234 articles`.
pub fn count(n: usize, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", thousands(n))
}

/// Writes a number with a comma before every three digits from the right.
pub fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (idx, digit) in digits.chars().enumerate() {
        if 0 < idx && (digits.len() - idx).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(count(1, "word"), "1 word");
        assert_eq!(count(0, "word"), "0 words");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_000), "1,000");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }

    #[test]
    fn an_empty_scope_is_everything() {
        let (es, sv): (Locale, Locale) = ("es".parse().unwrap(), "sv".parse().unwrap());
        assert!(Scope::default().has_locale(&es) && Scope::default().has_path("x"));
        let only_es = [es.clone()];
        let scope = Scope {
            locales: &only_es,
            paths: Some(&|path| path.starts_with("source/news/")),
        };
        assert!(scope.has_locale(&es) && !scope.has_locale(&sv));
        assert!(scope.has_path("source/news/a.md") && !scope.has_path("source/a.md"));
    }
}
