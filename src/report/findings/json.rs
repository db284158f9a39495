//! Json: the findings as `tolka.findings/1`.

use std::io::{self, Write};

use serde::Serialize;

use super::{Answer, sorted};
use crate::check::Verdict;
use crate::finding::{Finding, Fix, Place, Region, Severity};
use crate::locale::Locale;
use crate::report::json;

/// Is `tolka.findings/1`.
#[derive(Serialize)]
struct Json<'f> {
    schema: &'static str,
    verdict: Verdict,
    reasons: Vec<String>,
    errors: usize,
    warnings: usize,
    notices: usize,
    findings: Vec<JsonFinding<'f>>,
}

#[derive(Serialize)]
struct JsonFinding<'f> {
    check: &'f str,
    severity: Severity,
    locale: Option<&'f Locale>,
    article: Option<&'f str>,
    id: Option<&'f str>,
    path: &'f str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    message: &'f str,
    help: Option<&'f str>,
    fix: Option<JsonFix<'f>>,
    source: Option<JsonPlace<'f>>,
}

#[derive(Serialize)]
struct JsonFix<'f> {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'f str,
}

#[derive(Serialize)]
struct JsonPlace<'f> {
    path: &'f str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// Writes the findings as `tolka.findings/1`.
pub fn findings_json(out: &mut dyn Write, answer: &Answer<'_>) -> io::Result<()> {
    let findings = sorted(answer.findings).into_iter().map(JsonFinding::new);
    let report = Json {
        schema: "tolka.findings/1",
        verdict: answer.verdict(),
        reasons: answer.reasons(),
        errors: answer.n(Severity::Error),
        warnings: answer.n(Severity::Warning),
        notices: answer.n(Severity::Notice),
        findings: findings.collect(),
    };
    json::write(out, &report)
}

impl<'f> JsonFinding<'f> {
    fn new(finding: &'f Finding) -> Self {
        JsonFinding {
            check: finding.check,
            severity: finding.severity,
            locale: finding.locale.as_ref(),
            article: finding.article.as_deref(),
            id: finding.id.as_deref(),
            path: &finding.path,
            line: finding.region.map(|region| region.start.line),
            column: finding.region.map(|region| region.start.column),
            end_line: finding.region.map(|region| region.end.line),
            end_column: finding.region.map(|region| region.end.column),
            message: &finding.message,
            help: Some(&*finding.help).filter(|help| !help.is_empty()),
            fix: finding.fix.as_ref().map(JsonFix::new),
            source: finding.source.as_ref().map(JsonPlace::new),
        }
    }
}

impl<'f> JsonFix<'f> {
    fn new(fix: &'f Fix) -> Self {
        let Region { start, end } = fix.region;
        JsonFix {
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            text: &fix.text,
        }
    }
}

impl<'f> JsonPlace<'f> {
    fn new(place: &'f Place) -> Self {
        let Region { start, end } = place.region;
        JsonPlace {
            path: &place.path,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::findings::testing::{finding, region, shortfall};
    use crate::report::fixture::valid;

    fn check(findings: &[Finding]) -> serde_json::Value {
        let shortfalls = [shortfall()];
        let answer = Answer {
            findings,
            shortfalls: &shortfalls,
            file: &|_| None,
        };
        valid(|out| findings_json(out, &answer))
    }

    #[test]
    fn json_is_as_published() {
        let fix = Fix {
            region: region(3, 10, 14).unwrap(),
            text: "{ $n }".to_owned(),
        };
        let fixable = Finding {
            fix: Some(fix),
            ..finding("variables", Severity::Error, region(3, 10, 14))
        };
        let bare = Finding {
            locale: None,
            article: None,
            id: None,
            help: String::new(),
            source: None,
            ..finding("output", Severity::Warning, None)
        };
        let report = check(&[fixable, bare]);
        assert_eq!(report["verdict"], "fail");
        assert_eq!(
            (&report["errors"], &report["warnings"]),
            (&1.into(), &1.into())
        );
        assert_eq!(
            report["findings"][1]["fix"],
            serde_json::json!({"line": 3, "column": 10, "end_line": 3, "end_column": 14, "text": "{ $n }"})
        );
        assert_eq!(report["findings"][1]["source"]["line"], 7);
        assert_eq!(report["findings"][0]["line"], serde_json::Value::Null);
        assert_eq!(check(&[])["verdict"], "pass");
    }

    #[test]
    fn the_reason_is_there() {
        let report = check(&[finding("missing", Severity::Error, region(3, 10, 14))]);
        assert_eq!(
            report["reasons"],
            serde_json::json!(["ru: 80% of source/a.md is covered, 100% is required"])
        );
    }
}
