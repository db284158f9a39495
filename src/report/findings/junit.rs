//! Junit: the findings as a JUnit report: a suite per file, a failed test per error, a passed one with words per
//! warning or notice, and the gate as a test of its own, so that a report is never empty.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{Answer, sorted};
use crate::check::Verdict;
use crate::finding::{Finding, Severity};
use crate::report::screen::safe;

/// Writes the findings as JUnit XML.
pub fn junit(out: &mut dyn Write, answer: &Answer<'_>) -> io::Result<()> {
    let findings = sorted(answer.findings);
    let n_errors = answer.n(Severity::Error);
    let has_failed = answer.verdict() == Verdict::Fail;
    let n_gate = usize::from(has_failed);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuites name=\"tolka check\" tests=\"{}\" failures=\"{}\" errors=\"0\">",
        findings.len() + 1,
        n_errors + n_gate
    )?;
    writeln!(
        out,
        "  <testsuite name=\"the gate\" tests=\"1\" failures=\"{n_gate}\" errors=\"0\" skipped=\"0\">"
    )?;
    let summary = xml(&answer.summary());
    write!(
        out,
        "    <testcase name=\"tolka check\" classname=\"the gate\" time=\"0\">"
    )?;
    if has_failed {
        writeln!(out)?;
        writeln!(
            out,
            "      <failure message=\"{summary}\" type=\"verdict\">{summary}</failure>"
        )?;
        writeln!(out, "    </testcase>")?;
    } else {
        writeln!(out, "<system-out>{summary}</system-out></testcase>")?;
    }
    writeln!(out, "  </testsuite>")?;
    let mut files: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        files.entry(&finding.path).or_default().push(finding);
    }
    for (path, findings) in files {
        let errors = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        writeln!(
            out,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\">",
            xml(path),
            findings.len(),
            errors.count()
        )?;
        for finding in findings {
            write_case(out, finding)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn write_case(out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
    let path = xml(&finding.path);
    let place = finding.region.map_or_else(
        || path.clone(),
        |region| format!("{path}:{}:{}", region.start.line, region.start.column),
    );
    let name = match &finding.id {
        Some(id) => format!("{}: {id}", finding.check),
        None => finding.check.to_owned(),
    };
    writeln!(
        out,
        "    <testcase name=\"{}\" classname=\"{path}\" time=\"0\">",
        xml(&name)
    )?;
    let message = xml(&finding.message);
    let mut words = format!("{place}: {message}");
    if !finding.help.is_empty() {
        words.push_str(&format!("\nhelp: {}", xml(&finding.help)));
    }
    if let Some(source) = &finding.source {
        let start = source.region.start;
        words.push_str(&format!(
            "\nsource: {}:{}:{}",
            xml(&source.path),
            start.line,
            start.column
        ));
    }
    // Of what ends in a colon and what follows it, too.
    let words = words.replace("::", ":&#58;");
    match finding.severity {
        Severity::Error => writeln!(
            out,
            "      <failure message=\"{message}\" type=\"{}\">{words}</failure>",
            finding.check
        )?,
        lighter => writeln!(out, "      <system-out>{lighter}: {words}</system-out>")?,
    }
    writeln!(out, "    </testcase>")
}

/// Writes a text so that XML 1.0 can hold it; what it cannot is shown by its code.
fn xml(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut last = None;
    for c in safe(text).chars() {
        match c {
            // The same data, and no command's mark.
            ':' if last == Some(':') => written.push_str("&#58;"),
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\'' => written.push_str("&apos;"),
            '\u{FFFE}' | '\u{FFFF}' => written.push_str(&format!("\\u{{{:04X}}}", c as u32)),
            c => written.push(c),
        }
        last = Some(c);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::findings::testing::{finding, region};
    use crate::report::fixture::written;

    fn check(findings: &[Finding]) -> String {
        let answer = Answer {
            findings,
            shortfalls: &[],
            file: &|_| None,
        };
        written(|out| junit(out, &answer))
    }

    #[test]
    fn an_error_is_a_failure_and_a_warning_is_words() {
        let error = Finding {
            message: "\"<b>\" & 'x'\u{FFFE}\u{0}".to_owned(),
            ..finding("markup", Severity::Error, region(3, 10, 14))
        };
        let warning = Finding {
            id: None,
            help: String::new(),
            source: None,
            ..finding("catalog", Severity::Warning, None)
        };
        let expect = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="tolka check" tests="3" failures="2" errors="0">
  <testsuite name="the gate" tests="1" failures="1" errors="0" skipped="0">
    <testcase name="tolka check" classname="the gate" time="0">
      <failure message="fail: 1 error (1 markup), 1 warning (1 catalog)" type="verdict">fail: 1 error (1 markup), 1 warning (1 catalog)</failure>
    </testcase>
  </testsuite>
  <testsuite name="locales/ru/a.ftl" tests="2" failures="1" errors="0" skipped="0">
    <testcase name="catalog" classname="locales/ru/a.ftl" time="0">
      <system-out>warning: locales/ru/a.ftl: The variable { $n } is not in the English</system-out>
    </testcase>
    <testcase name="markup: price" classname="locales/ru/a.ftl" time="0">
      <failure message="&quot;&lt;b&gt;&quot; &amp; &apos;x&apos;\u{FFFE}\u{0000}" type="markup">locales/ru/a.ftl:3:10: &quot;&lt;b&gt;&quot; &amp; &apos;x&apos;\u{FFFE}\u{0000}
help: Take it away, or write what it stands for
source: source/a.md:7:1</failure>
    </testcase>
  </testsuite>
</testsuites>
"#;
        assert_eq!(check(&[error, warning]), expect);
    }

    #[test]
    fn nothing_found_is_a_test_that_passes() {
        let report = check(&[]);
        assert!(report.contains("tests=\"1\" failures=\"0\""), "{report}");
        assert!(report.contains("pass: no findings"), "{report}");
    }
}
