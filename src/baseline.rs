//! Baseline: the findings that a project lives with for now, as a file of text. Findings that stand in it
//! do not count, and it is meant to shrink.
//!
//! It knows neither files nor checks; a finding is the same while its check, locale, path, id and message are.

use std::collections::BTreeMap;
use std::fmt::Write;

use xxhash_rust::xxh3::xxh3_64;

use crate::finding::Finding;

/// Is the first line of a baseline.
const HEAD: &str =
    "# tolka baseline 1: findings that do not count. Lines may go, and should; see docs/ci.md.";

/// Is a list of findings, each as often as it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    lines: BTreeMap<String, usize>,
}

/// Is findings held against a baseline.
#[derive(Debug)]
pub struct Held {
    /// The findings that do not stand in it.
    pub left: Vec<Finding>,
    /// Its part that stands for findings.
    pub kept: Baseline,
    /// Its lines that stand for nothing any more.
    pub gone: Vec<String>,
}

impl Baseline {
    /// Lists findings.
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let mut baseline = Baseline::default();
        baseline.add(findings);
        baseline
    }

    /// Reads a file.
    ///
    /// # Errors
    /// The number of the first line that is none of a baseline's.
    pub fn parse(text: &str) -> Result<Self, usize> {
        let mut baseline = Baseline::default();
        for (idx, line) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
            let line = line.trim_end();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let hash = line.rsplit('\t').next().unwrap_or_default();
            let is_line = line.split('\t').count() == 5
                && hash.len() == 16
                && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
            if !is_line {
                return Err(idx + 1);
            }
            *baseline.lines.entry(line.to_owned()).or_default() += 1;
        }
        Ok(baseline)
    }

    /// Writes the file: sorted, a finding a line.
    pub fn write(&self) -> String {
        let mut text = format!("{HEAD}\n");
        for (line, n) in &self.lines {
            for _ in 0..*n {
                writeln!(text, "{line}").expect("writing to a string cannot fail");
            }
        }
        text
    }

    /// Adds findings.
    pub fn add<'f>(&mut self, findings: impl IntoIterator<Item = &'f Finding>) {
        for finding in findings {
            *self.lines.entry(line(finding)).or_default() += 1;
        }
    }

    /// Returns how many findings are listed.
    pub fn len(&self) -> usize {
        self.lines.values().sum()
    }

    /// Tells whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Takes the findings away that are listed. Lines of checks that did not look (`is_open` is false of
    /// their id) are kept.
    pub fn hold(&self, findings: Vec<Finding>, is_open: &dyn Fn(&str) -> bool) -> Held {
        let mut rest = self.lines.clone();
        let mut kept = Baseline::default();
        let mut left = Vec::new();
        for finding in findings {
            let line = line(&finding);
            match rest.get_mut(&line) {
                Some(n) if 0 < *n => {
                    *n -= 1;
                    *kept.lines.entry(line).or_default() += 1;
                }
                _ => left.push(finding),
            }
        }
        let mut gone = Vec::new();
        for (line, n) in rest.into_iter().filter(|(_, n)| 0 < *n) {
            let check = line.split('\t').next().unwrap_or_default();
            if is_open(check) {
                gone.extend(std::iter::repeat_n(line, n));
            } else {
                *kept.lines.entry(line).or_default() += n;
            }
        }
        Held { left, kept, gone }
    }
}

/// Writes a finding as a line: check, locale, path, id, hash of the message, parted by tabs. No line number:
/// what is said of an entry moves with it.
fn line(finding: &Finding) -> String {
    let locale = finding
        .locale
        .as_ref()
        .map_or("-", |locale| locale.as_str());
    let id = finding.id.as_deref().unwrap_or("-");
    // A name is a name, even where it holds a tab.
    let path = finding.path.replace(char::is_control, " ");
    let hash = xxh3_64(finding.message.as_bytes());
    format!("{}\t{locale}\t{path}\t{id}\t{hash:016x}", finding.check)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;

    fn finding(id: &str, message: &str) -> Finding {
        Finding {
            check: "numbers",
            severity: Severity::Error,
            locale: Some("ru".parse().unwrap()),
            article: None,
            id: Some(id.into()),
            path: "locales/ru/a.ftl".into(),
            region: None,
            message: message.into(),
            help: String::new(),
            fix: None,
            source: None,
        }
    }

    #[test]
    fn a_file_is_read_as_written() {
        let baseline = Baseline::of(&[finding("b", "x"), finding("a", "x"), finding("a", "x")]);
        let text = baseline.write();
        assert_eq!(Baseline::parse(&text), Ok(baseline.clone()));
        assert_eq!(Baseline::parse(&text.replace('\n', "\r\n")), Ok(baseline));
        let ids: Vec<_> = text
            .lines()
            .skip(1)
            .map(|line| line.split('\t').nth(3))
            .collect();
        assert_eq!(ids, [Some("a"), Some("a"), Some("b")]);
        assert_eq!(Baseline::parse(&format!("{HEAD}\n<<<<<<< x\n")), Err(2));
    }

    #[test]
    fn each_line_hides_one_finding() {
        let baseline = Baseline::of(&[finding("a", "x"), finding("b", "x")]);
        let findings = vec![finding("a", "x"), finding("a", "x"), finding("a", "y")];
        let held = baseline.hold(findings, &|_| true);
        assert_eq!(held.left, [finding("a", "x"), finding("a", "y")]);
        assert_eq!(held.kept, Baseline::of(&[finding("a", "x")]));
        assert_eq!(held.gone.len(), 1);
        assert!(held.gone[0].starts_with("numbers\tru\tlocales/ru/a.ftl\tb\t"));
    }

    #[test]
    fn what_did_not_look_has_nothing_gone() {
        let baseline = Baseline::of(&[finding("a", "x")]);
        let held = baseline.hold(Vec::new(), &|check| check != "numbers");
        assert_eq!((held.kept, held.gone.len()), (baseline, 0));
    }
}
