//! Teller: makes findings of the flaws of a sheet's texts, and remembers which of them are ignored. It knows no check by what
//! it looks for.

use super::Check;
use super::gate::{Hidden, weighed};
use super::levels::Levels;
use super::pair::{Flaw, Pair};
use super::sheet::Sheet;
use super::styles::Styles;
use crate::finding::{Finding, Severity};
use crate::translation::Entry;

/// Makes findings of what is wrong with the texts of a sheet.
pub(super) struct Teller<'t, 's> {
    pub sheet: &'t Sheet<'s>,
    pub levels: &'t Levels,
    pub findings: &'t mut Vec<Finding>,
    pub hidden: &'t mut Hidden,
    pub styles: Styles,
}

impl<'s> Teller<'_, 's> {
    /// Tells the flaws that a check found in a row's text, or remembers that they are ignored.
    pub fn tell(
        &mut self,
        check: &Check,
        flaws: Vec<Flaw>,
        row: usize,
        pair: &Pair<'_>,
        entry: &Entry<'s>,
    ) {
        if entry.ignores().any(|id| id == check.id) {
            let (path, id) = (self.sheet.paper.path.to_owned(), entry.id.to_owned());
            self.hidden.insert((path, id, check.id));
            return;
        }
        let is_open = self.levels.said(check, Some(self.sheet.locale())).is_none();
        for flaw in flaws {
            let (style, is_slight) = (flaw.style, flaw.is_slight);
            let remark = self.sheet.remark_on_words(row, pair, entry, flaw);
            let mut finding = weighed(check, self.levels, remark);
            if let Some(finding) = finding.as_mut().filter(|_| is_open && is_slight) {
                finding.severity = Severity::Notice;
            }
            if let Some(style) = style.filter(|_| is_open && finding.is_some()) {
                self.styles.add(check.id, style, self.findings.len());
            }
            self.findings.extend(finding);
        }
    }
}
