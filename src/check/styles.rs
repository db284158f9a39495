//! Styles: what a file does throughout, and means. Who types “ ” around every quotation of a Russian file keeps to a
//! style of the house; to say so at each of them as loudly as of a slip is what makes people switch a check off.
//!
//! It weighs the findings of one locale file, so that no other file can change them; what a style is, its check says.

use std::collections::BTreeMap;

use super::Look;
use super::scene::Scene;
use super::sheet::Sheet;
use crate::finding::{Finding, Severity};

/// A style is kept in so many places at least.
const N_LEAST: usize = 3;

/// Is the findings of one file that are of a style, by their places in a list: by check and style.
#[derive(Debug, Default)]
pub(super) struct Styles {
    found: BTreeMap<(&'static str, &'static str), Vec<usize>>,
}

impl Styles {
    /// Remembers that a finding of a check is of a style.
    pub fn add(&mut self, check: &'static str, style: &'static str, finding: usize) {
        self.found.entry((check, style)).or_default().push(finding);
    }

    /// Makes notices of the findings of a style that the file keeps to: in two of three places, the ones that are set
    /// as the language asks (`n_own` of a check) among them.
    pub fn settle(self, findings: &mut [Finding], n_own: impl Fn(&str) -> usize) {
        for ((check, style), places) in &self.found {
            if places.len() < N_LEAST {
                continue;
            }
            let of_check = self.found.iter().filter(|((own, _), _)| own == check);
            let n_foreign: usize = of_check.map(|(_, places)| places.len()).sum();
            // Where the others are too many already, what is set as the language asks need not be counted.
            let is_kept = |n_all: usize| n_all * 2 <= places.len() * 3;
            if !is_kept(n_foreign) || !is_kept(n_foreign + n_own(check)) {
                continue;
            }
            for idx in places {
                let Some(finding) = findings.get_mut(*idx) else {
                    continue;
                };
                finding.severity = Severity::Notice;
                finding.help = format!(
                    "{}; it is a notice because this file keeps to {style} nearly throughout",
                    finding.help
                );
            }
        }
    }
}

/// Counts how often the texts of a sheet are set as their language asks, as the check `id` sees it.
pub(super) fn n_own(scene: &Scene<'_>, sheet: &Sheet<'_>, id: &str) -> usize {
    let Some(Look::Styled(_, _, count)) = super::find(id).map(|check| check.look) else {
        return 0;
    };
    let pairs = (0..sheet.n_rows()).filter_map(|row| scene.pair(sheet, row));
    pairs.map(|(pair, _)| count(&pair)).sum()
}

#[cfg(test)]
mod tests {
    use crate::check::facts::Facts;
    use crate::check::levels::{Level, Levels};
    use crate::check::run;
    use crate::check::testing::with_workspace;
    use crate::finding::{Finding, Severity};

    /// Judges a file of one quotation a line.
    fn quotes(levels: &Levels, texts: &[&str]) -> Vec<Finding> {
        let line =
            |(idx, text): (usize, &&str)| format!("# @source “No. {idx}”\na{idx} = {text}\n");
        let own: String = texts.iter().enumerate().map(line).collect();
        let english: String = (0..texts.len())
            .map(|idx| format!("a{idx} = “No. {idx}”\n"))
            .collect();
        let files = [
            ("locales/en/site.ftl", &*english),
            ("locales/ru/site.ftl", &*own),
        ];
        let mut findings = with_workspace(&files, |workspace| {
            run(workspace, &Facts::default(), levels)
        });
        findings.retain(|finding| finding.check == "quotes");
        findings
    }

    fn severities(texts: &[&str]) -> Vec<Severity> {
        let findings = quotes(&Levels::default(), texts);
        findings.iter().map(|finding| finding.severity).collect()
    }

    #[test]
    fn a_file_may_keep_to_a_style() {
        use Severity::{Notice, Warning};
        assert_eq!(severities(&["“0”", "“1”", "“2”"]), [Notice; 3]);
        assert_eq!(severities(&["“0”", "“1”"]), [Warning; 2]);
        assert_eq!(
            severities(&["“0”", "“1”", "«2»", "“3”", "“4”"]),
            [Notice; 4]
        );
        assert_eq!(
            severities(&["“0”", "“1”", "«2»", "“3”", "«4»"]),
            [Warning; 3]
        );
        // Two foreign styles are none.
        assert_eq!(
            severities(&["“0”", "“1”", "“2”", "”3”", "”4”"]),
            [Warning; 5]
        );
        // A slip in a style stays one.
        assert_eq!(
            severities(&["“0”", "“1”", "“2”", "”3“"]),
            [Notice, Notice, Notice, Warning]
        );
    }

    #[test]
    fn a_notice_says_why_it_is_one_and_keeps_its_message() {
        let findings = quotes(&Levels::default(), &["“0”", "“1”", "“2”"]);
        assert_eq!(
            findings[0].message,
            "“ ” are not the quotation marks of Russian"
        );
        assert_eq!(
            findings[0].help,
            "write « », and „ “ inside them; it is a notice because this file keeps to “ ” nearly throughout"
        );
        assert!(findings[0].fix.is_some());
    }

    #[test]
    fn what_config_says_of_the_check_holds_for_all() {
        let mut levels = Levels::default();
        for (level, severity) in [
            (Level::Error, Severity::Error),
            (Level::Warning, Severity::Warning),
            (Level::Notice, Severity::Notice),
        ] {
            levels.checks.insert("quotes".to_owned(), level);
            let findings = quotes(&levels, &["“0”", "“1”", "“2”"]);
            assert!(findings.iter().all(|finding| finding.severity == severity));
            assert_eq!(findings.len(), 3);
        }
    }
}
