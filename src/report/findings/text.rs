//! Text: the findings for people: file by file, every one with the line it is about, and the verdict with its
//! reason.

use std::io::{self, Write};

use super::{Answer, sorted};
use crate::check::Verdict;
use crate::finding::{Finding, Place, Severity};
use crate::report::excerpt::excerpt;
use crate::report::flow::{Piece, hang, line, list, piece, whole};
use crate::report::screen::{Ink, Screen, safe};

/// Is how much of a line is shown where the screen sets no limit.
const WIDEST: usize = 160;

/// Writes the findings for people.
pub fn text(out: &mut dyn Write, screen: &Screen, answer: &Answer<'_>) -> io::Result<()> {
    for of_file in sorted(answer.findings).chunk_by(|a, b| a.path == b.path) {
        let path = &of_file[0].path;
        let text = (answer.file)(path);
        let lines: Option<Vec<&str>> = text.as_ref().map(|text| text.split('\n').collect());
        line(out, screen, 4, &[whole(Ink::Path, safe(path))])?;
        for finding in of_file {
            write_finding(out, screen, finding, lines.as_deref())?;
            writeln!(out)?;
        }
    }
    write_verdict(out, screen, answer)?;
    for reason in answer.reasons() {
        line(
            out,
            screen,
            2,
            &[piece(Ink::Dim, safe(&reason).into_owned())],
        )?;
    }
    Ok(())
}

fn ink(severity: Severity) -> Ink {
    match severity {
        Severity::Error => Ink::Error,
        Severity::Warning => Ink::Warning,
        Severity::Notice => Ink::Dim,
    }
}

fn write_finding(
    out: &mut dyn Write,
    screen: &Screen,
    finding: &Finding,
    lines: Option<&[&str]>,
) -> io::Result<()> {
    let place = finding.region.map_or_else(String::new, |region| {
        format!("{}:{}: ", region.start.line, region.start.column)
    });
    let header = [
        piece(Ink::Path, place),
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
        let of = match (&finding.source, &finding.article) {
            (Some(Place { path, region }), _) => {
                let start = region.start;
                format!(
                    "{} in {}:{}:{}",
                    safe(id),
                    safe(path),
                    start.line,
                    start.column
                )
            }
            (None, Some(article)) if *article != finding.path => {
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

fn write_verdict(out: &mut dyn Write, screen: &Screen, answer: &Answer<'_>) -> io::Result<()> {
    let ink = match answer.verdict() {
        Verdict::Pass => Ink::Good,
        Verdict::Fail => Ink::Error,
    };
    let label = [
        piece(ink, answer.verdict().to_string()),
        piece(Ink::Plain, ": "),
    ];
    let counts = answer.counts().into_iter();
    let counts = list(counts.map(|count| piece(Ink::Plain, count)), ", ");
    hang(out, screen, &label, 0, &counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::findings::testing::{FTL, finding, region, shortfall};
    use crate::report::fixture::{screen, written};

    fn check(screen: &Screen, findings: &[Finding], expect: &str) {
        let shortfalls = [shortfall()];
        let answer = Answer {
            findings,
            shortfalls: &shortfalls,
            file: &|path: &str| (path == "locales/ru/a.ftl").then(|| FTL.to_owned()),
        };
        let shown = written(|out| text(out, screen, &answer));
        assert_eq!(shown, expect, "\n{shown}");
    }

    #[test]
    fn carets_stand_under_the_characters() {
        let unnamed = Finding {
            id: None,
            ..finding("variables", Severity::Error, region(3, 10, 14))
        };
        let missing = Finding {
            help: String::new(),
            ..finding("missing", Severity::Error, region(3, 5, 9))
        };
        check(
            &Screen::default(),
            &[unnamed, missing],
            "\
locales/ru/a.ftl
3:5: error[missing] The variable { $n } is not in the English
 3 |     Цена {$n}, как в Стокгольме
   |     ^^^^
   = price in source/a.md:7:1

3:10: error[variables] The variable { $n } is not in the English
 3 |     Цена {$n}, как в Стокгольме
   |          ^^^^
   = help: Take it away, or write what it stands for

fail: 2 errors (1 missing, 1 variables)
ru: 80% of source/a.md is covered, 100% is required
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
            "\
locales/es/a.ftl
1:1: warning[missing] The variable { $n } is not in the English
   = price in source/a.md:7:1

locales/ru/a.ftl
warning[catalog] The variable { $n } is not in the English

4:2: warning[syntax] The variable { $n } is not in the English
 4 | →   не так
   |     ^^
   = price in source/a.md:7:1

pass: no errors, 3 warnings (1 catalog, 1 missing, 1 syntax)
",
        );
    }

    #[test]
    fn no_findings_is_a_verdict() {
        check(&screen(80), &[], "pass: no findings\n");
    }
}
