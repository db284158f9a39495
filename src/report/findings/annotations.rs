//! Annotations: the few places that a view with little room shows: the worst first, those of one file as one.

use std::collections::BTreeMap;

use super::sentence;
use crate::finding::{Finding, Region, Severity};
use crate::report::count;

/// Is one place with what is said there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Annotation<'f> {
    /// The file; `None` for what stands for many.
    pub path: Option<&'f str>,
    /// The stretch of it.
    pub region: Option<Region>,
    /// What it is about, in few words.
    pub title: String,
    /// What is said, with line ends.
    pub message: String,
}

/// How many lines a message that stands for many findings has.
const N_LINES: usize = 20;

/// Returns at most `n_shown` annotations, two at least, that stand for all findings of one severity. The
/// findings come file by file.
pub(super) fn annotations<'f>(
    findings: &[&'f Finding],
    severity: Severity,
    n_shown: usize,
) -> Vec<Annotation<'f>> {
    let own = findings
        .iter()
        .copied()
        .filter(|finding| finding.severity == severity);
    let own: Vec<&Finding> = own.collect();
    if own.len() <= n_shown {
        return own.into_iter().map(single).collect();
    }
    let mut files: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in own {
        files.entry(&finding.path).or_default().push(finding);
    }
    let mut files: Vec<(&str, Vec<&Finding>)> = files.into_iter().collect();
    files.sort_by_key(|(path, findings)| (std::cmp::Reverse(findings.len()), *path));
    let n_single = if files.len() <= n_shown {
        files.len()
    } else {
        n_shown - 1
    };
    let rest = files.split_off(n_single);
    let mut annotations: Vec<Annotation<'_>> = files
        .into_iter()
        .map(|(path, findings)| of_file(path, &findings, severity))
        .collect();
    annotations.extend((!rest.is_empty()).then(|| of_rest(&rest, severity)));
    annotations
}

fn single(finding: &Finding) -> Annotation<'_> {
    Annotation {
        path: Some(&finding.path),
        region: finding.region,
        title: match &finding.id {
            Some(id) => format!("{}: {id}", finding.check),
            None => finding.check.to_owned(),
        },
        message: sentence(finding),
    }
}

fn of_file<'f>(path: &'f str, findings: &[&'f Finding], severity: Severity) -> Annotation<'f> {
    if let [one] = findings {
        return single(one);
    }
    let lines = findings.iter().map(|finding| {
        let line = finding.region.map_or(1, |region| region.start.line);
        format!("line {line}: [{}] {}", finding.check, sentence(finding))
    });
    Annotation {
        path: Some(path),
        region: findings.first().and_then(|finding| finding.region),
        title: count(findings.len(), &format!("{severity}")) + " in this file",
        message: listed(lines, findings.len()),
    }
}

fn of_rest<'f>(files: &[(&'f str, Vec<&'f Finding>)], severity: Severity) -> Annotation<'f> {
    let n: usize = files.iter().map(|(_, findings)| findings.len()).sum();
    let lines = files.iter().map(|(path, findings)| {
        format!("{path}: {}", count(findings.len(), &format!("{severity}")))
    });
    Annotation {
        path: None,
        region: None,
        title: format!(
            "{} in {}",
            count(n, &format!("{severity}")),
            count(files.len(), "more file")
        ),
        message: listed(lines, files.len()),
    }
}

fn listed(lines: impl Iterator<Item = String>, n: usize) -> String {
    let mut shown: Vec<String> = lines.take(N_LINES).collect();
    if let Some(more) = n.checked_sub(N_LINES).filter(|more| 0 < *more) {
        shown.push(format!("and {more} more"));
    }
    shown.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::findings::testing::{finding, region};

    fn in_file(n_file: usize, n: usize) -> Vec<Finding> {
        let own = (0..n).map(|line| Finding {
            path: format!("locales/ru/{n_file}.ftl"),
            ..finding("numbers", Severity::Error, region(line + 1, 1, 2))
        });
        own.collect()
    }

    fn titles(findings: &[Finding]) -> Vec<String> {
        let findings: Vec<&Finding> = findings.iter().collect();
        let annotations = annotations(&findings, Severity::Error, 10);
        annotations.into_iter().map(|own| own.title).collect()
    }

    #[test]
    fn few_findings_stand_alone() {
        assert_eq!(titles(&in_file(1, 10)).len(), 10);
    }

    #[test]
    fn the_findings_of_a_file_are_one_annotation() {
        assert_eq!(titles(&in_file(1, 11)), ["11 errors in this file"]);
        let findings = [in_file(1, 1), in_file(2, 30)].concat();
        assert_eq!(
            titles(&findings),
            ["30 errors in this file", "numbers: price"]
        );
    }

    #[test]
    fn the_worst_files_come_first_and_the_last_annotation_names_the_others() {
        let findings: Vec<Finding> = (1..40).flat_map(|n| in_file(n, n)).collect();
        let titles = titles(&findings);
        assert_eq!(titles.len(), 10);
        assert_eq!(titles[0], "39 errors in this file");
        assert_eq!(titles[9], "465 errors in 30 more files");
    }
}
