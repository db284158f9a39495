//! Gitlab: the findings as a code quality report of GitLab: a list of Code Climate issues.
//!
//! The format has no room for a verdict, which `check` says on standard error. An issue is made when it is written.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::{Answer, fingerprints, sentence, sorted};
use crate::finding::{Finding, Severity};
use crate::report::json;

#[derive(Serialize)]
#[serde(transparent)]
struct Report<'f> {
    #[serde(serialize_with = "write_issues")]
    findings: Vec<(&'f Finding, String)>,
}

#[derive(Serialize)]
struct Issue<'f> {
    description: String,
    check_name: &'f str,
    fingerprint: &'f str,
    severity: &'static str,
    location: Location<'f>,
}

#[derive(Serialize)]
struct Location<'f> {
    path: &'f str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Writes the findings as a code quality report.
pub fn gitlab(out: &mut dyn Write, answer: &Answer<'_>) -> io::Result<()> {
    let findings = sorted(answer.findings);
    let fingerprints = fingerprints(&findings);
    let report = Report {
        findings: findings.into_iter().zip(fingerprints).collect(),
    };
    json::write(out, &report)
}

fn write_issues<S: Serializer>(
    findings: &[(&Finding, String)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(
        findings
            .iter()
            .map(|(finding, fingerprint)| issue(finding, fingerprint)),
    )
}

fn issue<'f>(finding: &'f Finding, fingerprint: &'f str) -> Issue<'f> {
    let (begin, end) = finding
        .region
        .map_or((1, 1), |region| (region.start.line, region.end.line));
    Issue {
        description: sentence(finding),
        check_name: finding.check,
        fingerprint,
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Notice => "info",
        },
        location: Location {
            path: &finding.path,
            lines: Lines { begin, end },
        },
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::report::findings::testing::{finding, region};
    use crate::report::fixture::written;

    /// The rules: <https://docs.gitlab.com/ci/testing/code_quality/>, "Code Quality report format".
    fn check(findings: &[Finding]) -> Vec<serde_json::Value> {
        let answer = Answer {
            findings,
            shortfalls: &[],
            file: &|_| None,
        };
        let report = written(|out| gitlab(out, &answer));
        assert!(!report.starts_with('\u{FEFF}'));
        let issues: Vec<serde_json::Value> = serde_json::from_str(&report).unwrap();
        for issue in &issues {
            for key in ["description", "check_name", "fingerprint", "severity"] {
                assert!(issue[key].as_str().is_some_and(|text| !text.is_empty()));
            }
            assert!(
                ["info", "minor", "major", "critical", "blocker"]
                    .contains(&issue["severity"].as_str().unwrap())
            );
            let path = issue["location"]["path"].as_str().unwrap();
            assert!(!path.starts_with("./") && !path.starts_with('/'), "{path}");
            assert!(1 <= issue["location"]["lines"]["begin"].as_u64().unwrap());
        }
        let fingerprints: BTreeSet<&str> = issues
            .iter()
            .map(|issue| issue["fingerprint"].as_str().unwrap())
            .collect();
        assert_eq!(fingerprints.len(), issues.len());
        issues
    }

    #[test]
    fn issues_are_as_documented_and_their_fingerprints_unique() {
        let same = finding("numbers", Severity::Error, region(3, 10, 14));
        let file = finding("catalog", Severity::Warning, None);
        let issues = check(&[same.clone(), same.clone(), same, file]);
        assert_eq!(issues.len(), 4);
        assert_eq!(issues[0]["severity"], "minor");
        assert_eq!(issues[1]["location"]["lines"]["begin"], 3);
        assert!(check(&[]).is_empty());
    }
}
