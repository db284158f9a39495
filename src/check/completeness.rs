//! Completeness: the findings on what is missing, stale or not confirmed, and how far that is from what is required.
//! The part of the gate that opens.

use super::gate::weighed;
use super::judgement::Shortfall;
use super::levels::{Level, Levels};
use super::sheet::{Rows, Sheet};
use super::{CHECKS, Look, Words, syntax};
use crate::compare::Status;
use crate::coverage::{Counts, Coverage};
use crate::finding::{Finding, Severity};

/// Emits the completeness findings of a sheet, as the gate weighs them; returns how far it is from what is
/// required, if it is.
pub(super) fn completeness(
    sheet: &Sheet<'_>,
    levels: &Levels,
    findings: &mut Vec<Finding>,
) -> Option<Shortfall> {
    // Of a file that cannot be read nobody knows what is missing, and the error says so.
    let syntax = levels.level(&syntax::CHECK, Some(sheet.locale()));
    if sheet.own.side.trouble.is_some() && syntax == Level::Error {
        return None;
    }
    let covered = coverage(sheet, levels);
    let article = match sheet.rows {
        Rows::Article(article) => Some(article.path),
        Rows::Messages(_) => None,
    };
    let required = levels.required(sheet.locale(), article);
    let is_covered = required <= covered;
    let mut units = sheet.own.comparison.units.iter();
    let is_current = units.all(|unit| unit.status == Status::Current);
    // Nothing is to be said of what is as it should be, as nearly all is.
    let checks = if is_current { &[][..] } else { &CHECKS };
    for check in checks {
        let Look::Status(status, words) = check.look else {
            continue;
        };
        for row in sheet.rows_in(status) {
            let Words { message, help } = words(sheet, row);
            let remark = sheet.remark_on_unit(row, message, help);
            let mut finding = weighed(check, levels, remark);
            if let Some(finding) = &mut finding
                && is_covered
                && finding.severity == Severity::Error
            {
                finding.severity = Severity::Warning;
            }
            findings.extend(finding);
        }
    }
    (!is_covered).then(|| Shortfall {
        locale: sheet.locale().clone(),
        source: sheet.source_path().to_owned(),
        article: article.map(str::to_owned),
        path: sheet.paper.path.to_owned(),
        covered,
        required,
    })
}

/// Returns the percentage of an article, in words, or of a message file, in messages, whose status is no
/// error in the locale; rounded down.
fn coverage(sheet: &Sheet<'_>, levels: &Levels) -> usize {
    let mut fine = Status::ALL.to_vec();
    fine.retain(|status| levels.covers(*status, sheet.locale()));
    let is_fine = |status| fine.contains(&status);
    let sides = match sheet.rows {
        Rows::Article(article) => &article.sides,
        Rows::Messages(messages) => &messages.sides,
    };
    // Most are whole, and no word need be counted.
    if sheet.own.statuses(sides).all(is_fine) {
        return 100;
    }
    match sheet.rows {
        Rows::Article(article) => Coverage::of(article, sheet.own).words.percent(is_fine),
        Rows::Messages(messages) => {
            let mut counts = Counts::default();
            for status in sheet.own.statuses(&messages.sides) {
                counts.add(status, 1);
            }
            counts.percent(is_fine)
        }
    }
}
