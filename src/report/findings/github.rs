//! Github: the findings as workflow commands of GitHub Actions, then all of them as lines of the log.
//!
//! A step shows ten annotations of each kind, so that they are aggregated, the worst first. Nothing that an
//! article or a translation holds can become a command.

use std::borrow::Cow;
use std::io::{self, Write};

use super::annotations::{Annotation, annotations};
use super::{Answer, sentence, sorted};
use crate::check::Verdict;
use crate::finding::Severity;
use crate::report::screen::{inert, safe};

/// How many annotations of one kind a step shows.
const N_SHOWN: usize = 10;

/// Writes the findings for a log of GitHub Actions.
pub fn github(out: &mut dyn Write, answer: &Answer<'_>) -> io::Result<()> {
    let findings = sorted(answer.findings);
    for severity in Severity::ALL {
        // The verdict is a notice too.
        let n_shown = match severity {
            Severity::Notice => N_SHOWN - 1,
            _ => N_SHOWN,
        };
        for annotation in annotations(&findings, severity, n_shown) {
            write_command(out, &severity.to_string(), &annotation)?;
        }
    }
    if !findings.is_empty() {
        writeln!(out, "::group::every finding")?;
        for finding in &findings {
            let place = finding.region.map_or_else(String::new, |region| {
                format!(":{}:{}", region.start.line, region.start.column)
            });
            let line = format!(
                "{}{place}: {}[{}] {}",
                finding.path,
                finding.severity,
                finding.check,
                sentence(finding)
            );
            writeln!(out, "{}", inert(&safe(&line)))?;
        }
        writeln!(out, "::endgroup::")?;
    }
    let verdict = Annotation {
        path: None,
        region: None,
        title: format!("tolka check: {}", answer.verdict()),
        message: answer.summary(),
    };
    write_command(out, "notice", &verdict)?;
    if answer.verdict() == Verdict::Fail {
        writeln!(out, "{}", inert(&safe(&answer.summary())))?;
    }
    Ok(())
}

fn write_command(out: &mut dyn Write, kind: &str, annotation: &Annotation<'_>) -> io::Result<()> {
    let mut properties = Vec::new();
    if let Some(path) = annotation.path {
        properties.push(format!("file={}", property(path)));
        if let Some(region) = annotation.region {
            properties.push(format!("line={}", region.start.line));
            properties.push(format!("endLine={}", region.end.line));
            // GitHub takes columns of one line only.
            if region.start.line == region.end.line {
                properties.push(format!("col={}", region.start.column));
                properties.push(format!("endColumn={}", region.end.column));
            }
        }
    }
    properties.push(format!("title={}", property(&annotation.title)));
    writeln!(
        out,
        "::{kind} {}::{}",
        properties.join(","),
        data(&annotation.message)
    )
}

/// Writes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Writes the data of a command; a line end of ours stays one.
fn data(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let line = safe(line);
        let line: Cow<'_, str> = if line.contains('%') {
            line.replace('%', "%25").into()
        } else {
            line
        };
        line.into_owned()
    });
    lines.collect::<Vec<_>>().join("%0A")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Finding;
    use crate::report::findings::testing::{finding, region, shortfall};
    use crate::report::fixture::written;

    fn check(findings: &[Finding]) -> String {
        let shortfalls = [shortfall()];
        let answer = Answer {
            findings,
            shortfalls: &shortfalls,
            file: &|_| None,
        };
        written(|out| github(out, &answer))
    }

    #[test]
    fn commands_are_escaped_and_the_verdict_stands_last() {
        let findings = [Finding {
            id: Some("a".to_owned()),
            path: "locales/ru/a,b:100%.ftl".to_owned(),
            message: "50% of\r\n::error::\u{1B}[1m ##[error]x".to_owned(),
            help: String::new(),
            ..finding("numbers", Severity::Error, region(3, 10, 14))
        }];
        assert_eq!(
            check(&findings),
            "\
::error file=locales/ru/a%2Cb%3A100%25.ftl,line=3,endLine=3,col=10,endColumn=14,title=numbers%3A a::50%25 of\\r%0A:\\u{3A}error::\\u{001B}[1m #\\u{23}[error]x
::group::every finding
locales/ru/a,b:100%.ftl:3:10: error[numbers] 50% of\\r⏎:\\u{3A}error::\\u{001B}[1m #\\u{23}[error]x
::endgroup::
::notice title=tolka check%3A fail::fail: 1 error (1 numbers)
fail: 1 error (1 numbers)
"
        );
    }

    #[test]
    fn no_more_than_ten_of_a_kind() {
        let many: Vec<Finding> = (0..3000)
            .map(|n| Finding {
                path: format!("locales/ru/{}.ftl", n % 700),
                ..finding("numbers", Severity::Error, region(n + 1, 1, 2))
            })
            .collect();
        let said = check(&many);
        let n = said.lines().filter(|line| line.starts_with("::error "));
        assert_eq!(n.count(), 10);
        assert!(said.contains("endLine"));
    }

    #[test]
    fn nothing_found_is_a_verdict() {
        assert_eq!(
            check(&[]),
            "::notice title=tolka check%3A pass::pass: no findings\n"
        );
    }
}
