//! Sarif: the findings as SARIF 2.1.0, for code scanning.
//!
//! The worst come first where there are more than a run may hold, and a notification says how many are left out.
//! A result is made when it is written: all of them at once would be many times as large as the findings.

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::{Answer, fingerprints, sorted};
use crate::check::{CHECKS, Check, Verdict};
use crate::finding::{Finding, Fix, Region, Severity};
use crate::report::{count, json, thousands};

/// How many results code scanning takes in one run.
const N_RESULTS: usize = 25_000;

#[derive(Serialize)]
struct Log<'f> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'f>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'f> {
    tool: Value,
    column_kind: &'static str,
    invocations: Value,
    properties: Value,
    #[serde(serialize_with = "write_results")]
    results: Vec<(&'f Finding, &'f str)>,
}

/// Writes the findings as SARIF.
pub fn sarif(out: &mut dyn Write, answer: &Answer<'_>) -> io::Result<()> {
    let findings = sorted(answer.findings);
    let fingerprints = fingerprints(&findings);
    let mut results: Vec<(&Finding, &str)> = findings
        .iter()
        .copied()
        .zip(fingerprints.iter().map(String::as_str))
        .collect();
    let n_out = results.len().saturating_sub(N_RESULTS);
    if 0 < n_out {
        results.sort_by_key(|(finding, _)| finding.severity);
        results.truncate(N_RESULTS);
    }
    let mut notifications = vec![json!({
        "level": match answer.verdict() {
            Verdict::Pass => "note",
            Verdict::Fail => "error",
        },
        "message": {"text": answer.summary()},
        "descriptor": {"id": "verdict"},
    })];
    if 0 < n_out {
        let text = format!(
            "{} left out: a run holds {}",
            count(n_out, "finding"),
            thousands(N_RESULTS)
        );
        notifications.push(json!({
            "level": "warning",
            "message": {"text": text},
            "descriptor": {"id": "left-out"},
        }));
    }
    let run = Run {
        tool: json!({"driver": {
            "name": "tolka",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": CHECKS.iter().map(|check| rule(check)).collect::<Vec<_>>(),
            "notifications": [
                {"id": "verdict", "shortDescription": {"text": "The verdict of the gate and its reason"}},
                {"id": "left-out", "shortDescription": {"text": "Findings that the run cannot hold"}},
            ],
        }}),
        column_kind: "unicodeCodePoints",
        invocations: json!([{
            "executionSuccessful": true,
            "toolExecutionNotifications": notifications,
        }]),
        properties: json!({
            "verdict": answer.verdict().to_string(),
            "reasons": answer.reasons(),
        }),
        results,
    };
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [run],
    };
    json::write(out, &log)
}

fn write_results<S: Serializer>(
    results: &[(&Finding, &str)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(
        results
            .iter()
            .map(|(finding, fingerprint)| result(finding, fingerprint)),
    )
}

fn rule(check: &Check) -> Value {
    json!({
        "id": check.id,
        "shortDescription": {"text": check.summary},
        "fullDescription": {"text": check.docs.what.trim()},
        "help": {"text": check.docs.todo.trim(), "markdown": check.page()},
        "defaultConfiguration": {"level": level(check.severity)},
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "note",
    }
}

fn result(finding: &Finding, fingerprint: &str) -> Value {
    let text = if finding.help.is_empty() {
        finding.message.clone()
    } else {
        format!("{}.\n{}", finding.message, finding.help)
    };
    let rule = CHECKS.iter().position(|check| check.id == finding.check);
    let mut location = json!({"physicalLocation": place(&finding.path, finding.region)});
    if let Some(id) = &finding.id {
        location["logicalLocations"] = json!([{"name": id, "kind": "resource"}]);
    }
    let mut result = json!({
        "ruleId": finding.check,
        "ruleIndex": rule,
        "level": level(finding.severity),
        "message": {"text": text},
        "locations": [location],
        "partialFingerprints": {"tolka/v1": fingerprint},
    });
    if rule.is_none() {
        result.as_object_mut().map(|own| own.remove("ruleIndex"));
    }
    if let Some(source) = &finding.source {
        result["relatedLocations"] = json!([{
            "id": 0,
            "message": {"text": "the source text"},
            "physicalLocation": place(&source.path, Some(source.region)),
        }]);
    }
    if let Some(locale) = &finding.locale {
        result["properties"] = json!({"locale": locale, "article": finding.article});
    }
    if let Some(fix) = &finding.fix {
        result["fixes"] = json!([self::fix(&finding.path, fix)]);
    }
    result
}

fn place(path: &str, region: Option<Region>) -> Value {
    let mut place = json!({"artifactLocation": {"uri": uri(path), "uriBaseId": "%SRCROOT%"}});
    if let Some(own) = region {
        place["region"] = self::region(own);
    }
    place
}

fn region(region: Region) -> Value {
    json!({
        "startLine": region.start.line,
        "startColumn": region.start.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
    })
}

fn fix(path: &str, fix: &Fix) -> Value {
    json!({
        "description": {"text": "what \"tolka check --fix\" does"},
        "artifactChanges": [{
            "artifactLocation": {"uri": uri(path), "uriBaseId": "%SRCROOT%"},
            "replacements": [{
                "deletedRegion": region(fix.region),
                "insertedContent": {"text": fix.text},
            }],
        }],
    })
}

/// Writes a path as the relative reference of a URI.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::report::findings::testing::{finding, region, shortfall};
    use crate::report::fixture::written;

    fn check(findings: &[Finding]) -> Value {
        let shortfalls = [shortfall()];
        let answer = Answer {
            findings,
            shortfalls: &shortfalls,
            file: &|_| None,
        };
        let log: Value = serde_json::from_str(&written(|out| sarif(out, &answer))).unwrap();
        rules_of_the_standard(&log);
        // The results of a run are all alike, and the schema takes its time.
        let mut few = log.clone();
        few["runs"][0]["results"]
            .as_array_mut()
            .unwrap()
            .truncate(10);
        holds_for_the_schema(&few);
        log
    }

    /// See `tests/data/schemas/README.md`.
    fn holds_for_the_schema(log: &Value) {
        static SCHEMA: &str = include_str!("../../../tests/data/schemas/sarif-2.1.0.json");
        // One pattern has a bracket too many, of properties that are not written here.
        let schema = SCHEMA.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
        let schema: Value = serde_json::from_str(&schema).unwrap();
        let options = jsonschema::options().should_validate_formats(true);
        let validator = options.build(&schema).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(log)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .take(10)
            .collect();
        assert_eq!(errors, [""; 0]);
        let broken = json!({"version": "2.1.0", "runs": [{"results": []}]});
        assert!(!validator.is_valid(&broken), "the schema asks for a tool");
    }

    /// What SARIF 2.1.0 (OASIS) and code scanning's "SARIF support" ask of what is written here.
    fn rules_of_the_standard(log: &Value) {
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let ids: BTreeSet<&str> = rules
            .iter()
            .map(|rule| rule["id"].as_str().unwrap())
            .collect();
        assert_eq!(ids.len(), rules.len());
        let results = run["results"].as_array().unwrap();
        assert!(results.len() <= N_RESULTS);
        let mut fingerprints = BTreeSet::new();
        for result in results {
            let rule = result["ruleIndex"].as_u64().unwrap() as usize;
            assert_eq!(rules[rule]["id"], result["ruleId"]);
            assert!(
                ["none", "note", "warning", "error"].contains(&result["level"].as_str().unwrap())
            );
            assert!(!result["message"]["text"].as_str().unwrap().is_empty());
            for (_, fingerprint) in result["partialFingerprints"].as_object().unwrap() {
                assert!(fingerprints.insert(fingerprint.as_str().unwrap()));
            }
            let locations = [&result["locations"], &result["relatedLocations"]];
            for location in locations
                .into_iter()
                .flat_map(|own| own.as_array())
                .flatten()
            {
                let place = &location["physicalLocation"];
                let uri = place["artifactLocation"]["uri"].as_str().unwrap();
                assert!(!uri.starts_with('/') && !uri.contains([' ', '\\']) && uri.is_ascii());
                if let Some(region) = place.get("region") {
                    let n = |key: &str| region[key].as_u64().unwrap();
                    assert!(1 <= n("startColumn"));
                    assert!((n("startLine"), n("startColumn")) <= (n("endLine"), n("endColumn")));
                }
            }
        }
    }

    #[test]
    fn a_log_is_as_the_standard_asks() {
        let fix = Fix {
            region: region(3, 10, 14).unwrap(),
            text: "{ $n }".to_owned(),
        };
        let fixable = Finding {
            path: "locales/ru/а б.ftl".to_owned(),
            fix: Some(fix),
            ..finding("variables", Severity::Error, region(3, 10, 14))
        };
        let same = finding("numbers", Severity::Warning, region(3, 10, 14));
        let log = check(&[
            fixable,
            same.clone(),
            same,
            finding("catalog", Severity::Warning, None),
        ]);
        let results = &log["runs"][0]["results"];
        let place = &results[3]["locations"][0]["physicalLocation"];
        assert_eq!(
            place["artifactLocation"]["uri"],
            "locales/ru/%D0%B0%20%D0%B1.ftl"
        );
        assert_eq!(place["region"]["endColumn"], 14);
        let source = &results[3]["relatedLocations"][0]["physicalLocation"];
        assert_eq!(source["artifactLocation"]["uri"], "source/a.md");
        let change = &results[3]["fixes"][0]["artifactChanges"][0];
        assert_eq!(
            change["replacements"][0]["insertedContent"]["text"],
            "{ $n }"
        );
        assert!(
            results[0]["locations"][0]["physicalLocation"]
                .get("region")
                .is_none()
        );
        assert_eq!(log["runs"][0]["properties"]["verdict"], "fail");
        check(&[]);
    }

    #[test]
    fn a_run_holds_the_worst_and_says_what_it_leaves_out() {
        let mut findings: Vec<Finding> = (0..N_RESULTS + 7)
            .map(|n| finding("numbers", Severity::Warning, region(n + 1, 1, 2)))
            .collect();
        findings.push(finding("markup", Severity::Error, region(99_999, 1, 2)));
        let log = check(&findings);
        let run = &log["runs"][0];
        assert_eq!(run["results"].as_array().unwrap().len(), N_RESULTS);
        assert_eq!(run["results"][0]["level"], "error");
        let said = &run["invocations"][0]["toolExecutionNotifications"][1]["message"]["text"];
        assert_eq!(said, "8 findings left out: a run holds 25,000");
    }
}
