//! Testing: findings for the tests of formats.

use crate::check::Shortfall;
use crate::finding::{Finding, Place, Region, Severity};
use crate::span::Position;

pub const FTL: &str = "# @source A\nцена =\n    Цена {$n}, как в Стокгольме\n\tне так\n";

pub fn region(line: usize, from: usize, to: usize) -> Option<Region> {
    let at = |column| Position { line, column };
    Some(Region {
        start: at(from),
        end: at(to),
    })
}

pub fn finding(check: &'static str, severity: Severity, region: Option<Region>) -> Finding {
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
        source: Some(Place {
            path: "source/a.md".to_owned(),
            region: self::region(7, 1, 20).unwrap(),
        }),
    }
}

pub fn shortfall() -> Shortfall {
    Shortfall {
        locale: "ru".parse().unwrap(),
        source: "source/a.md".to_owned(),
        article: Some("source/a.md".to_owned()),
        path: "locales/ru/a.ftl".to_owned(),
        covered: 80,
        required: 100,
    }
}
