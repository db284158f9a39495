//! Findings: what `check` prints: every finding, and the verdict with its reason. One file per format; here is
//! what they share.
//!
//! It neither finds nor judges.

mod text;
mod json;
mod annotations;
mod github;
mod gitlab;
mod sarif;
mod junit;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod testing;

use std::collections::{BTreeMap, HashMap};

use xxhash_rust::xxh3::xxh3_128;

use super::{count, thousands};
use crate::check::{Shortfall, Verdict, verdict};
use crate::finding::{Finding, Severity};

pub use github::github;
pub use gitlab::gitlab;
pub use json::findings_json;
pub use junit::junit;
pub use sarif::sarif;
pub use text::text;

/// How many articles that are not covered are named as a reason; of more the number is said.
const N_REASONS: usize = 5;

/// Is what `check` has to say.
pub struct Answer<'a> {
    /// The findings.
    pub findings: &'a [Finding],
    /// What is not covered as far as is required.
    pub shortfalls: &'a [Shortfall],
    /// Returns the text of a file that a finding stands in.
    pub file: &'a dyn Fn(&str) -> Option<String>,
}

impl std::fmt::Debug for Answer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Answer({} findings)", self.findings.len())
    }
}

impl Answer<'_> {
    /// Returns the verdict.
    pub fn verdict(&self) -> Verdict {
        verdict(self.findings)
    }

    /// Counts the findings of a severity.
    pub fn n(&self, severity: Severity) -> usize {
        let findings = self.findings.iter();
        findings
            .filter(|finding| finding.severity == severity)
            .count()
    }

    /// Says how many findings there are of each severity and check: the reason in short.
    pub fn counts(&self) -> Vec<String> {
        let counts: Vec<String> = Severity::ALL
            .into_iter()
            .filter_map(|severity| {
                let mut by_check: BTreeMap<&str, usize> = BTreeMap::new();
                for finding in self.findings {
                    if finding.severity == severity {
                        *by_check.entry(finding.check).or_default() += 1;
                    }
                }
                let n: usize = by_check.values().sum();
                let checks = by_check
                    .iter()
                    .map(|(check, n)| format!("{} {check}", thousands(*n)));
                let checks = checks.collect::<Vec<_>>().join(", ");
                (0 < n).then(|| format!("{} ({checks})", count(n, &severity.to_string())))
            })
            .collect();
        let none = match (self.verdict(), counts.is_empty()) {
            (_, true) => Some("no findings"),
            (Verdict::Pass, false) => Some("no errors"),
            (Verdict::Fail, false) => None,
        };
        none.map(str::to_owned).into_iter().chain(counts).collect()
    }

    /// Names what is not covered as far as is required and makes the verdict `fail`; the least covered first.
    pub fn reasons(&self) -> Vec<String> {
        let errors = self.findings.iter().filter(|finding| {
            let check = crate::check::find(finding.check);
            finding.severity == Severity::Error
                && check.is_some_and(|check| check.status().is_some())
        });
        let files: std::collections::BTreeSet<&str> =
            errors.map(|finding| finding.path.as_str()).collect();
        let shortfalls = self.shortfalls.iter();
        let mut short: Vec<&Shortfall> = shortfalls
            .filter(|shortfall| files.contains(&*shortfall.path))
            .collect();
        short.sort_by_key(|shortfall| (shortfall.covered, &shortfall.path));
        let mut reasons: Vec<String> = short
            .iter()
            .take(N_REASONS)
            .map(ToString::to_string)
            .collect();
        if let Some(more) = short.len().checked_sub(N_REASONS).filter(|more| 0 < *more) {
            let files = count(more, "more file");
            let verb = if more == 1 { "is" } else { "are" };
            reasons.push(format!("{files} {verb} not covered as far as is required"));
        }
        reasons
    }

    /// Says the verdict with its reason, in one sentence.
    pub fn summary(&self) -> String {
        let mut parts = vec![self.counts().join(", ")];
        parts.extend(self.reasons());
        format!("{}: {}", self.verdict(), parts.join("; "))
    }
}

/// Returns the findings file by file, from the top of each to its end.
fn sorted(findings: &[Finding]) -> Vec<&Finding> {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by(|a, b| {
        let key = |finding: &Finding| (finding.region, finding.severity, finding.check);
        (&a.path, key(a), &a.id, &a.locale, &a.message).cmp(&(
            &b.path,
            key(b),
            &b.id,
            &b.locale,
            &b.message,
        ))
    });
    sorted
}

/// Returns the finding with what to do next, as one line.
fn sentence(finding: &Finding) -> String {
    if finding.help.is_empty() {
        finding.message.clone()
    } else {
        format!("{}; {}", finding.message, finding.help)
    }
}

/// Returns for each finding what tells it from all others, wherever the lines of its file move: 32 hex digits.
fn fingerprints(findings: &[&Finding]) -> Vec<String> {
    let mut seen: HashMap<u128, usize> = HashMap::with_capacity(findings.len());
    let fingerprints = findings.iter().map(|finding| {
        let locale = finding.locale.as_ref().map_or("", |locale| locale.as_str());
        let id = finding.id.as_deref().unwrap_or_default();
        let message = without_lines(&finding.message);
        let parts = [finding.check, locale, &finding.path, id, &message].join("\u{1F}");
        let hash = xxh3_128(parts.as_bytes());
        let n = seen.entry(hash).or_default();
        *n += 1;
        match *n {
            1 => format!("{hash:032x}"),
            n => format!("{:032x}", xxh3_128(format!("{parts}\u{1F}{n}").as_bytes())),
        }
    });
    fingerprints.collect()
}

/// Takes the numbers behind `line` and `lines` out of a message.
fn without_lines(message: &str) -> String {
    let mut is_behind = false;
    let words = message.split(' ').filter(|word| {
        let is_number = word.starts_with(|c: char| c.is_ascii_digit())
            && word
                .chars()
                .all(|c| c.is_ascii_digit() || c.is_ascii_punctuation());
        let is_out = is_behind && is_number;
        is_behind = matches!(*word, "line" | "lines") || is_out;
        !is_out
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::testing::{finding, region};
    use super::*;

    #[test]
    fn fingerprints_are_unique_and_do_not_move_with_lines() {
        let at = |line| Finding {
            message: format!("a is here a second time: only the one in line {line} counts"),
            ..finding("syntax", Severity::Error, region(line, 1, 2))
        };
        let (one, two, moved) = (at(3), at(9), at(12));
        let both = fingerprints(&[&one, &two]);
        assert_ne!(both[0], both[1]);
        assert_eq!(fingerprints(&[&moved]), both[..1]);
        let other = Finding {
            id: Some("other".to_owned()),
            ..at(3)
        };
        assert_ne!(fingerprints(&[&other])[0], both[0]);
    }

    #[test]
    fn numbers_that_are_no_lines_count() {
        assert_eq!(
            without_lines("lines 3, 5, 7 and 9 pesos"),
            "lines and 9 pesos"
        );
        assert_eq!(without_lines("\"8\" stands at 3"), "\"8\" stands at 3");
    }

    #[test]
    fn only_what_is_left_as_an_error_is_a_reason() {
        let shortfalls: Vec<Shortfall> = (0..8)
            .map(|n| Shortfall {
                path: format!("locales/ru/{n}.ftl"),
                source: format!("source/{n}.md"),
                covered: 90 - n,
                ..testing::shortfall()
            })
            .collect();
        let missing = |n: usize, severity| Finding {
            path: format!("locales/ru/{n}.ftl"),
            ..finding("missing", severity, region(1, 1, 2))
        };
        let reasons = |findings: &[Finding]| {
            let answer = Answer {
                findings,
                shortfalls: &shortfalls,
                file: &|_| None,
            };
            answer.reasons()
        };
        assert_eq!(
            reasons(&[missing(1, Severity::Warning), missing(2, Severity::Error)]),
            ["ru: 88% of source/2.md is covered, 100% is required"]
        );
        let all: Vec<Finding> = (0..8).map(|n| missing(n, Severity::Error)).collect();
        let reasons = reasons(&all);
        assert_eq!(reasons.len(), 6);
        assert!(reasons[0].contains("83%"));
        assert_eq!(
            reasons[5],
            "3 more files are not covered as far as is required"
        );
    }
}
