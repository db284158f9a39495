//! Findings: what `check` prints: every finding with the line it is about, and the verdict.
//!
//! It neither finds nor judges.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::excerpt::excerpt;
use super::flow::{Piece, hang, line, list, piece, whole};
use super::screen::{Ink, Screen, safe};
use super::{count, json, thousands};
use crate::check::{Verdict, verdict};
use crate::finding::{Finding, Fix, Region, Severity};
use crate::locale::Locale;

/// Is how much of a line is shown where the screen sets no limit.
const WIDEST: usize = 160;

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

/// Writes the findings for people. `file` returns the text of a file that a finding stands in; `reasons` are
/// sentences that stand behind the verdict.
pub fn text<'t>(
    out: &mut dyn Write,
    screen: &Screen,
    findings: &[Finding],
    file: &dyn Fn(&str) -> Option<&'t str>,
    reasons: &[String],
) -> io::Result<()> {
    let mut open: Option<(&str, Option<Vec<&'t str>>)> = None;
    for finding in sorted(findings) {
        if open.as_ref().is_none_or(|(path, _)| *path != finding.path) {
            let lines = file(&finding.path).map(|text| text.split('\n').collect());
            open = Some((&finding.path, lines));
        }
        let lines = open.as_ref().and_then(|(_, lines)| lines.as_deref());
        write_finding(out, screen, finding, lines)?;
        writeln!(out)?;
    }
    write_verdict(out, screen, findings)?;
    for reason in reasons {
        line(out, screen, 2, &[piece(Ink::Dim, safe(reason))])?;
    }
    Ok(())
}

fn ink(severity: Severity) -> Ink {
    match severity {
        Severity::Error => Ink::Error,
        Severity::Warning => Ink::Warning,
    }
}

fn write_finding(
    out: &mut dyn Write,
    screen: &Screen,
    finding: &Finding,
    lines: Option<&[&str]>,
) -> io::Result<()> {
    let place = match finding.region {
        Some(Region { start, .. }) => {
            format!("{}:{}:{}", safe(&finding.path), start.line, start.column)
        }
        None => safe(&finding.path).into_owned(),
    };
    let header = [
        piece(Ink::Path, place),
        piece(Ink::Plain, ": "),
        piece(
            ink(finding.severity),
            format!("{}[{}]", finding.severity, finding.check),
        ),
        piece(Ink::Plain, " "),
        piece(Ink::Strong, safe(&finding.message)),
    ];
    line(out, screen, 4, &header)?;
    let shown = finding.region.and_then(|region| {
        let line = lines?.get(region.start.line - 1)?;
        Some((region, line.strip_suffix('\r').unwrap_or(line)))
    });
    let n_gutter = finding
        .region
        .map_or(1, |region| region.start.line.to_string().len());
    let gutter = |text: &str| piece(Ink::Dim, format!(" {text:>n_gutter$} "));
    if let Some((region, line)) = shown {
        let number = region.start.line.to_string();
        let n_columns = screen
            .width
            .unwrap_or(WIDEST)
            .saturating_sub(n_gutter + 4)
            .max(20);
        let (shown, n_before, n_carets) = excerpt(line, region, n_columns);
        hang(
            out,
            screen,
            &[gutter(&number), piece(Ink::Dim, "| ")],
            0,
            &unwrapped(shown),
        )?;
        let carets = format!("{:n_before$}{}", "", "^".repeat(n_carets));
        hang(
            out,
            screen,
            &[
                gutter(""),
                piece(Ink::Dim, "| "),
                piece(ink(finding.severity), carets),
            ],
            0,
            &[],
        )?;
    }
    let is_named = shown.is_some_and(|(_, line)| {
        finding
            .id
            .as_ref()
            .is_none_or(|id| line.contains(id.as_str()))
    });
    if !is_named && let Some(id) = &finding.id {
        let of = match &finding.article {
            Some(article) if *article != finding.path => {
                format!("{} in {}", safe(id), safe(article))
            }
            _ => safe(id).into_owned(),
        };
        hang(
            out,
            screen,
            &[gutter(""), piece(Ink::Dim, "= ")],
            0,
            &[piece(Ink::Plain, of)],
        )?;
    }
    if !finding.help.is_empty() {
        let label = [gutter(""), piece(Ink::Dim, "= help: ")];
        hang(
            out,
            screen,
            &label,
            0,
            &[piece(Ink::Plain, safe(&finding.help))],
        )?;
    }
    Ok(())
}

/// Returns an excerpt as a piece that never wraps: its spaces are kept by the width it was cut to.
fn unwrapped(shown: String) -> Vec<Piece<'static>> {
    if shown.is_empty() {
        Vec::new()
    } else {
        vec![whole(Ink::Plain, shown)]
    }
}

fn write_verdict(out: &mut dyn Write, screen: &Screen, findings: &[Finding]) -> io::Result<()> {
    let verdict = verdict(findings);
    let label = match verdict {
        Verdict::Pass => piece(Ink::Good, "pass"),
        Verdict::Fail => piece(Ink::Error, "fail"),
    };
    let parts: Vec<Piece<'_>> = [Severity::Error, Severity::Warning]
        .into_iter()
        .filter_map(|severity| {
            let mut by_check: BTreeMap<&str, usize> = BTreeMap::new();
            for finding in findings
                .iter()
                .filter(|finding| finding.severity == severity)
            {
                *by_check.entry(finding.check).or_default() += 1;
            }
            let n: usize = by_check.values().sum();
            let checks: Vec<String> = by_check
                .iter()
                .map(|(check, n)| format!("{} {check}", thousands(*n)))
                .collect();
            (0 < n).then(|| {
                piece(
                    Ink::Plain,
                    format!(
                        "{} ({})",
                        count(n, &severity.to_string()),
                        checks.join(", ")
                    ),
                )
            })
        })
        .collect();
    let none = match (verdict, parts.is_empty()) {
        (_, true) => Some(whole(Ink::Plain, "no findings")),
        (Verdict::Pass, false) => Some(whole(Ink::Plain, "no errors")),
        (Verdict::Fail, false) => None,
    };
    let parts = list(none.into_iter().chain(parts), ", ");
    hang(out, screen, &[label, piece(Ink::Plain, ": ")], 0, &parts)
}

/// Is `tolka.findings/1`.
#[derive(Serialize)]
struct Json<'f> {
    schema: &'static str,
    verdict: String,
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
}

#[derive(Serialize)]
struct JsonFix<'f> {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'f str,
}

/// Writes the findings as `tolka.findings/1`.
pub fn findings_json(out: &mut dyn Write, findings: &[Finding]) -> io::Result<()> {
    let listed = sorted(findings).into_iter().map(|finding| JsonFinding {
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
    });
    let report = Json {
        schema: "tolka.findings/1",
        verdict: verdict(findings).to_string(),
        findings: listed.collect(),
    };
    json::write(out, &report)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::{screen, valid, written};
    use crate::span::Position;

    const FTL: &str = "# @source A\nцена =\n    Цена {$n}, как в Стокгольме\n\tне так\n";

    fn region(line: usize, from: usize, to: usize) -> Option<Region> {
        let at = |column| Position { line, column };
        Some(Region {
            start: at(from),
            end: at(to),
        })
    }

    fn finding(check: &'static str, severity: Severity, region: Option<Region>) -> Finding {
        Finding {
            check,
            severity,
            locale: Some("ru".parse().unwrap()),
            article: Some("source/a.md".to_owned()),
            id: Some("price".to_owned()),
            path: "locales/ru/a.ftl".to_owned(),
            region,
            message: "The variable { $n } is not in the English".to_owned(),
            help: "Take it away, or write what it stands for".to_owned(),
            fix: None,
            source: None,
        }
    }

    fn check(screen: &Screen, findings: &[Finding], reasons: &[String], expect: &str) {
        let file = |path: &str| (path == "locales/ru/a.ftl").then_some(FTL);
        let shown = written(|out| text(out, screen, findings, &file, reasons));
        assert_eq!(shown, expect, "\n{shown}");
    }

    #[test]
    fn carets_stand_under_the_characters() {
        let unnamed = Finding {
            id: None,
            ..finding("variables", Severity::Error, region(3, 10, 14))
        };
        check(
            &Screen::default(),
            &[unnamed],
            &["ru: 80% of source/a.md, 100% is required".to_owned()],
            "\
locales/ru/a.ftl:3:10: error[variables] The variable { $n } is not in the English
 3 |     Цена {$n}, как в Стокгольме
   |          ^^^^
   = help: Take it away, or write what it stands for

fail: 1 error (1 variables)
ru: 80% of source/a.md, 100% is required
",
        );
    }

    #[test]
    fn files_are_read_from_the_top_and_the_whole_file_first() {
        let other = Finding {
            path: "locales/es/a.ftl".to_owned(),
            help: String::new(),
            ..finding("missing", Severity::Warning, region(1, 1, 2))
        };
        let tab = Finding {
            help: String::new(),
            ..finding("syntax", Severity::Warning, region(4, 2, 4))
        };
        let file = Finding {
            id: None,
            help: String::new(),
            ..finding("catalog", Severity::Warning, None)
        };
        check(
            &Screen::default(),
            &[tab, file, other],
            &[],
            "\
locales/es/a.ftl:1:1: warning[missing] The variable { $n } is not in the English
   = price in source/a.md

locales/ru/a.ftl: warning[catalog] The variable { $n } is not in the English

locales/ru/a.ftl:4:2: warning[syntax] The variable { $n } is not in the English
 4 | →   не так
   |     ^^
   = price in source/a.md

pass: no errors, 3 warnings (1 catalog, 1 missing, 1 syntax)
",
        );
    }

    #[test]
    fn no_findings_is_a_verdict() {
        check(&screen(80), &[], &[], "pass: no findings\n");
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
            ..finding("output", Severity::Warning, None)
        };
        let report = valid(|out| findings_json(out, &[fixable, bare]));
        assert_eq!(report["verdict"], "fail");
        assert_eq!(
            report["findings"][1]["fix"],
            serde_json::json!({"line": 3, "column": 10, "end_line": 3, "end_column": 14, "text": "{ $n }"})
        );
        assert_eq!(report["findings"][0]["line"], serde_json::Value::Null);
        assert_eq!(valid(|out| findings_json(out, &[]))["verdict"], "pass");
    }
}
