//! Judgement: the answer of the gate. Separate from how it is found, because every report reads it.

use std::fmt;

use crate::finding::{Finding, Severity};
use crate::locale::Locale;
use crate::span::Position;

/// Is the answer of the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// No error is left.
    Pass,
    /// An error is left.
    Fail,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Verdict::Pass => "pass",
            Verdict::Fail => "fail",
        })
    }
}

/// Returns the verdict on findings: fail where an error is left.
pub fn verdict(findings: &[Finding]) -> Verdict {
    let has_error = findings
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    if has_error {
        Verdict::Fail
    } else {
        Verdict::Pass
    }
}

/// Is what the gate says of a workspace.
#[derive(Clone, Debug, Default)]
pub struct Judgement {
    /// The findings, sorted by path, position, check and id.
    pub findings: Vec<Finding>,
    /// The articles and message files that are not covered as far as is required, sorted as the findings are.
    pub shortfalls: Vec<Shortfall>,
}

/// Is an article, or a message file, that is not covered as far as a locale asks.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Shortfall {
    /// The locale.
    pub locale: Locale,
    /// The article's path, or that of the source locale's message file.
    pub source: String,
    /// The article, where it is one.
    pub article: Option<String>,
    /// The locale file.
    pub path: String,
    /// The percentage that is covered.
    pub covered: usize,
    /// The percentage that has to be.
    pub required: usize,
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shortfall {
            locale,
            source,
            covered,
            required,
            ..
        } = self;
        write!(
            f,
            "{locale}: {covered}% of {source} is covered, {required}% is required"
        )
    }
}

impl Judgement {
    /// Puts findings and shortfalls in their order.
    pub(super) fn sort(&mut self) {
        let position = |finding: &Finding| {
            let start = finding.region.map(|region| region.start);
            start.unwrap_or(Position { line: 0, column: 0 })
        };
        self.findings.sort_by(|a, b| {
            let key = |finding| (position(finding), finding.check);
            (&a.path, key(a), &a.locale, &a.id).cmp(&(&b.path, key(b), &b.locale, &b.id))
        });
        self.shortfalls.sort_by(|a, b| a.path.cmp(&b.path));
    }
}
