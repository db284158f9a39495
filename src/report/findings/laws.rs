//! Laws: what an article or a translation holds is data in every format: no command of a CI, no escape of a
//! terminal, no formula of a spreadsheet.

use std::collections::BTreeMap;
use std::io::{self, Write};

use proptest::prelude::*;

use super::testing::{finding, region};
use super::{Answer, findings_json, github, gitlab, junit, sarif, text};
use crate::finding::{Finding, Severity};
use crate::report::fixture::{screen, written};
use crate::report::guard::Guard;
use crate::report::screen::Screen;

fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "::error::",
        "::set-output name=a::b",
        ":::group::x",
        "core::mem",
        "##[error]",
        "##vso[task.setvariable]x",
        "##",
        "[",
        "#",
        "\n",
        "\r",
        "\r\n",
        "\t",
        " ",
        "=cmd|' /C calc'!A0",
        "@SUM(1)",
        "+1",
        "-1",
        "\u{1B}[31m",
        "\u{9B}2J",
        "section_start:1:a\r\u{1B}[0K",
        "\u{202E}",
        "\u{2028}",
        "%0A",
        "%",
        ":",
        ",",
        "]]>",
        "<x>",
        "\"",
        "Слово",
        "слова",
        "e\u{301}",
        "日本",
        "\u{FEFF}",
        "\u{FFFE}",
        "\0",
        "word",
        "##teamcity[x]",
        "&",
        "\u{7F}",
    ]);
    prop::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat())
}

fn findings() -> impl Strategy<Value = Vec<Finding>> {
    let one = (
        hostile(),
        hostile(),
        hostile(),
        hostile(),
        prop::sample::select(&Severity::ALL[..]),
        1..4_usize,
    );
    let one = one.prop_map(|(path, id, message, help, severity, column)| Finding {
        path: format!("locales/ru/{path}"),
        id: (!id.is_empty()).then_some(id),
        message,
        help,
        ..finding("numbers", severity, region(1, column, column + 3))
    });
    prop::collection::vec(one, 0..14)
}

type Format = fn(&mut dyn Write, &Answer<'_>) -> io::Result<()>;

/// No stretch of a line is a command of Azure or TeamCity, or an old one of GitHub; nothing steers a terminal.
fn is_inert(said: &str) -> Result<(), TestCaseError> {
    for line in said.lines() {
        for (at, _) in line.match_indices("##") {
            let rest = line[at + 2..].trim_start_matches(|c: char| c.is_ascii_alphanumeric());
            prop_assert!(!rest.starts_with('['), "{line}");
        }
        let steers = |c: char| c.is_control() || ('\u{202A}'..='\u{202E}').contains(&c);
        prop_assert!(!line.contains(steers), "{line:?}");
        prop_assert!(!line.starts_with(['=', '+', '-', '@']), "{line}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn nothing_becomes_a_command(findings in findings(), file in hostile()) {
        let answer = Answer { findings: &findings, shortfalls: &[], file: &|_| Some(file.clone()) };
        let formats: [Format; 4] = [findings_json, gitlab, sarif, junit];
        for format in formats {
            let said = written(|out| format(out, &answer));
            is_inert(&said)?;
            prop_assert!(!said.contains("::"), "{said}");
        }
        for screen in [Screen::default(), screen(30)] {
            let said = written(|out| text(&mut Guard::new(out), &screen, &answer));
            is_inert(&said)?;
            prop_assert!(said.lines().all(|line| !line.trim_start().starts_with("::")), "{said}");
            for command in ["::error", "::set-output", "::group"] {
                prop_assert!(!said.contains(command), "{said}");
            }
        }
        let said = written(|out| github(out, &answer));
        is_inert(&said)?;
        // Its commands are ours alone.
        for line in said.lines().map(str::trim_start).filter(|line| line.starts_with("::")) {
            let is_ours = ["::error file=", "::error title=", "::warning file=", "::warning title=",
                "::notice file=", "::notice title=", "::group::every finding", "::endgroup::"];
            prop_assert!(is_ours.iter().any(|own| line.starts_with(own)), "{line}");
            let (head, _) = line[2..].split_once("::").unwrap();
            prop_assert!(!head.contains('\n'));
            let properties = head.split_once(' ').map_or("", |(_, properties)| properties);
            for property in properties.split(',').filter(|property| !property.is_empty()) {
                let (name, value) = property.split_once('=').unwrap();
                prop_assert!(["file", "line", "endLine", "col", "endColumn", "title"].contains(&name), "{line}");
                prop_assert!(!value.contains([':', ',']), "{line}");
            }
        }
    }

    #[test]
    fn xml_is_a_report_of_junit(findings in findings()) {
        let answer = Answer { findings: &findings, shortfalls: &[], file: &|_| None };
        let said = written(|out| junit(out, &answer));
        let mut open: Vec<&str> = Vec::new();
        let mut n_of: BTreeMap<&str, usize> = BTreeMap::new();
        let mut rest = said.split_once("?>").unwrap().1;
        while let Some(at) = rest.find('<') {
            let text = &rest[..at];
            prop_assert!(!text.contains("]]>"), "{text}");
            let end = rest[at..].find('>').unwrap() + at;
            let tag = &rest[at + 1..end];
            prop_assert!(!tag.contains('<') && tag.matches('"').count().is_multiple_of(2), "{tag}");
            match tag.strip_prefix('/') {
                Some(name) => prop_assert_eq!(open.pop(), Some(name)),
                None => {
                    let name = tag.split(' ').next().unwrap();
                    is_of_junit(open.last().copied(), name, tag)?;
                    *n_of.entry(name).or_default() += 1;
                    open.push(name);
                }
            }
            rest = &rest[end + 1..];
        }
        prop_assert!(open.is_empty());
        let totals = format!("tests=\"{}\" failures=\"{}\"", n_of["testcase"], n_of.get("failure").unwrap_or(&0));
        prop_assert!(said.contains(&format!("<testsuites name=\"tolka check\" {totals}")), "{said}");
        let is_xml = |c: char| c == '\n' || !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
        prop_assert!(said.chars().all(is_xml), "{}", said);
    }
}

/// What `junit-10.xsd` of Jenkins' xUnit plugin allows: which element stands where, with which attributes.
fn is_of_junit(parent: Option<&str>, name: &str, tag: &str) -> Result<(), TestCaseError> {
    let (parents, needed, allowed): (&[Option<&str>], &[&str], &[&str]) = match name {
        "testsuites" => (
            &[None],
            &[],
            &["name", "time", "tests", "failures", "errors"],
        ),
        "testsuite" => (
            &[Some("testsuites")],
            &["name", "tests", "failures", "errors"],
            &["name", "tests", "failures", "errors", "skipped", "time"],
        ),
        "testcase" => (
            &[Some("testsuite")],
            &["name", "classname"],
            &["name", "classname", "time"],
        ),
        "failure" => (&[Some("testcase")], &[], &["message", "type"]),
        "system-out" => (&[Some("testcase"), Some("testsuite")], &[], &[]),
        _ => return Err(TestCaseError::fail(format!("<{name}>"))),
    };
    prop_assert!(parents.contains(&parent), "{name} in {parent:?}");
    let mut names: Vec<&str> = Vec::new();
    let mut rest = tag[name.len()..].trim_start();
    while let Some((attribute, behind)) = rest.split_once("=\"") {
        names.push(attribute);
        rest = behind.split_once('"').unwrap().1.trim_start();
    }
    prop_assert!(rest.is_empty(), "{tag}");
    prop_assert!(needed.iter().all(|own| names.contains(own)), "{tag}");
    prop_assert!(names.iter().all(|own| allowed.contains(own)), "{tag}");
    Ok(())
}
