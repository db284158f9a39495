//! Check: the registry of checks, and the gate.
//!
//! A check is a file of this folder, named by its id, and one line in `CHECKS`. It looks at texts that are
//! already compared and emits remarks; what a remark weighs is decided here, once, from `Levels`.
//! It knows neither files nor how a finding looks.

pub mod levels;
pub mod facts;
pub mod pair;
pub mod sheet;
// A scene is cut into sheets and pairs.
pub mod scene;

// Completeness: one status each.
mod draft;
mod missing;
mod stale;
mod unverified;
// The state of files.
mod catalog;
mod obsolete;
mod lost_translation;
mod machine_lines;
mod output;
mod junk;
mod syntax;
// Fluent.
mod message_files;
mod references;
mod terms_reference;
mod variables;
// The text.
mod markup;
// With what markup leaves to say.
mod structure;
mod numbers;
mod number_words;
mod numerals;
mod unchanged;

#[cfg(test)]
mod testing;

use std::fmt;

use crate::compare::Status;
use crate::coverage::{Counts, Coverage};
use crate::finding::{Finding, Severity};
use crate::relate::Workspace;
use crate::span::Position;
use facts::Facts;
use levels::{Level, Levels};
use pair::{Flaw, Pair};
use scene::Scene;
use sheet::{Remark, Rows, Sheet};

/// Lists every check, in the order of the docs.
pub static CHECKS: [&Check; 16] = [
    &missing::CHECK,
    &stale::CHECK,
    &draft::CHECK,
    &unverified::CHECK,
    &obsolete::CHECK,
    &lost_translation::CHECK,
    &syntax::CHECK,
    &catalog::CHECK,
    &output::CHECK,
    &message_files::CHECK,
    &terms_reference::CHECK,
    &variables::CHECK,
    &markup::CHECK,
    &structure::CHECK,
    &numbers::CHECK,
    &unchanged::CHECK,
];

/// Is a check: its id, its page, its weight by default and what it looks at.
#[derive(Debug)]
pub struct Check {
    /// Its id: the name of its file, its key in config, its word in `@ignore`, its page in the docs.
    pub id: &'static str,
    /// What it finds, in one sentence without a full stop.
    pub summary: &'static str,
    /// Its page.
    pub docs: Docs,
    /// How heavy it is where config says nothing.
    pub severity: Severity,
    /// What it looks at.
    pub look: Look,
}

/// Is the page of a check; each field is the Markdown below the heading of its name.
#[derive(Debug)]
pub struct Docs {
    /// What it does.
    pub what: &'static str,
    /// Why.
    pub why: &'static str,
    /// Example: what is in the files, in fenced blocks whose info is `ftl PATH`, and what the check says.
    pub example: &'static str,
    /// What to do.
    pub todo: &'static str,
    /// Sources: the authorities that it rests on.
    pub sources: &'static str,
}

/// Is what a check looks at.
#[derive(Clone, Copy, Debug)]
pub enum Look {
    /// A status of completeness. Its findings are weighed by the gate, see `run`.
    Status(Status, fn(&Sheet<'_>, usize) -> Words),
    /// A text and its translation.
    Pair(fn(&Pair<'_>) -> Option<Flaw>),
    /// Everything there is.
    Whole(for<'s> fn(&'s Scene<'s>) -> Vec<Remark<'s>>),
}

/// Is what is said of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// A full sentence without its full stop.
    pub message: String,
    /// What to do next.
    pub help: String,
}

impl Check {
    /// Returns the status of completeness that the check stands for.
    pub fn status(&self) -> Option<Status> {
        match self.look {
            Look::Status(status, _) => Some(status),
            Look::Pair(_) | Look::Whole(_) => None,
        }
    }

    /// Tells whether `@ignore` can hide it: neither what is incomplete nor what cannot be read.
    pub fn can_be_ignored(&self) -> bool {
        self.status().is_none() && self.id != syntax::CHECK.id
    }

    /// Returns the check's page, in Markdown: what `tolka explain` prints and `docs/checks/ID.md` holds.
    pub fn page(&self) -> String {
        let Docs {
            what,
            why,
            example,
            todo,
            sources,
        } = &self.docs;
        let ignore = if self.can_be_ignored() {
            format!(
                "A translator can silence it for one entry with `# @ignore {} (reason)`.",
                self.id
            )
        } else {
            "`@ignore` does not silence it.".to_owned()
        };
        let sections = [
            ("What it does", *what),
            ("Why", *why),
            ("Example", *example),
            ("What to do", *todo),
            ("Sources", *sources),
        ];
        let mut page = format!(
            "# {}\n\n{}. By default its findings are of level `{}`. {ignore}\n",
            self.id, self.summary, self.severity
        );
        for (heading, text) in sections {
            page.push_str(&format!("\n## {heading}\n\n{}\n", text.trim()));
        }
        page
    }
}

/// Is the id of the check that needs an older state of the workspace.
pub const LOST_TRANSLATION: &str = "lost-translation";

/// Returns the check with `id`.
pub fn find(id: &str) -> Option<&'static Check> {
    CHECKS.iter().copied().find(|check| check.id == id)
}

/// Returns the ids of all checks, in the order of the docs.
pub fn ids() -> Vec<&'static str> {
    CHECKS.iter().map(|check| check.id).collect()
}

/// Is the answer of the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// No error is left.
    Pass,
    /// An error is left.
    Fail,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Verdict::Pass => "pass",
            Verdict::Fail => "fail",
        })
    }
}

/// Returns the verdict on findings: fail where an error is left.
pub fn verdict(findings: &[Finding]) -> Verdict {
    let has_error = findings
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    if has_error {
        Verdict::Fail
    } else {
        Verdict::Pass
    }
}

/// Runs every check that is not off. The findings come sorted by path, position, check and id.
///
/// An article in a locale that is covered as far as is required has its completeness findings as warnings,
/// one that is not has them as their levels say.
pub fn run(workspace: &Workspace<'_>, facts: &Facts<'_>, levels: &Levels) -> Vec<Finding> {
    let scene = Scene::new(workspace, facts);
    let mut findings = Vec::new();
    for check in CHECKS {
        if let Look::Whole(look) = check.look {
            for remark in look(&scene) {
                let is_hidden = check.can_be_ignored() && remark.is_ignored(check.id);
                if !is_hidden {
                    findings.extend(weighed(check, levels, remark));
                }
            }
        }
    }
    for sheet in &scene.sheets {
        completeness(sheet, levels, &mut findings);
        texts(&scene, sheet, levels, &mut findings);
    }
    leave_slips_to_syntax(&mut findings);
    let position = |finding: &Finding| {
        let start = finding.region.map(|region| region.start);
        start.unwrap_or(Position { line: 0, column: 0 })
    };
    findings.sort_by(|a, b| {
        let key = |finding| (position(finding), finding.check);
        (&a.path, key(a), &a.locale, &a.id).cmp(&(&b.path, key(b), &b.locale, &b.id))
    });
    findings
}

/// Makes a finding of a remark, unless its check is off.
fn weighed(check: &Check, levels: &Levels, remark: Remark<'_>) -> Option<Finding> {
    let severity = match levels.level(check, remark.locale) {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Off => return None,
    };
    Some(remark.finding(check.id, severity))
}

/// Emits the completeness findings of a sheet, as the gate weighs them.
fn completeness(sheet: &Sheet<'_>, levels: &Levels, findings: &mut Vec<Finding>) {
    // Of a file that cannot be read nobody knows what is missing, and the error says so.
    let syntax = levels.level(&syntax::CHECK, Some(sheet.locale()));
    if sheet.own.side.trouble.is_some() && syntax == Level::Error {
        return;
    }
    let is_covered = levels.required(sheet.locale()) <= coverage(sheet, levels);
    for check in CHECKS {
        let Look::Status(status, words) = check.look else {
            continue;
        };
        for row in sheet.rows_in(status) {
            let Words { message, help } = words(sheet, row);
            let remark = sheet.remark_on_unit(row, message, help);
            let mut finding = weighed(check, levels, remark);
            if let Some(finding) = &mut finding
                && is_covered
            {
                finding.severity = Severity::Warning;
            }
            findings.extend(finding);
        }
    }
}

/// Returns the percentage of an article, in words, or of a message file, in messages, whose status is no
/// error in the locale; rounded down.
fn coverage(sheet: &Sheet<'_>, levels: &Levels) -> usize {
    let is_fine = |status: Status| {
        let check = find(status.name());
        check.is_none_or(|check| levels.level(check, Some(sheet.locale())) != Level::Error)
    };
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

/// Emits what is wrong with the texts of a sheet.
fn texts(scene: &Scene<'_>, sheet: &Sheet<'_>, levels: &Levels, findings: &mut Vec<Finding>) {
    let looks = CHECKS.iter().copied().filter_map(|check| match check.look {
        Look::Pair(look) if levels.level(check, Some(sheet.locale())) != Level::Off => {
            Some((check, look))
        }
        _ => None,
    });
    let looks: Vec<_> = looks.collect();
    if looks.is_empty() {
        return;
    }
    for row in 0..sheet.n_rows() {
        let Some((pair, entry)) = scene.pair(sheet, row) else {
            continue;
        };
        for (check, look) in &looks {
            if entry.ignores().any(|id| id == check.id) {
                continue;
            }
            if let Some(flaw) = look(&pair) {
                let remark = sheet.remark_on_words(row, &pair, entry, flaw);
                findings.extend(weighed(check, levels, remark));
            }
        }
    }
}

/// Takes away `missing` where `syntax` says at error level why the text is not seen.
fn leave_slips_to_syntax(findings: &mut Vec<Finding>) {
    let slips: std::collections::BTreeSet<(String, String)> = findings
        .iter()
        .filter(|finding| finding.check == syntax::CHECK.id && finding.severity == Severity::Error)
        .filter_map(|finding| Some((finding.path.clone(), finding.id.clone()?)))
        .collect();
    if slips.is_empty() {
        return;
    }
    findings.retain(|finding| {
        let place = finding.id.clone().map(|id| (finding.path.clone(), id));
        finding.check != missing::CHECK.id || place.is_none_or(|place| !slips.contains(&place))
    });
}

/// Quotes a text in a message: a line of it, cut at a word where it is long.
pub(crate) fn quote(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.split('\n').next().unwrap_or_default();
    let is_whole = line.len() == text.len() && line.chars().count() <= LONGEST;
    if is_whole {
        return format!("\"{text}\"");
    }
    let mut cut: String = line.chars().take(LONGEST).collect();
    if cut.len() < line.len()
        && let Some(blank) = cut.rfind(' ')
        && 20 < blank
    {
        cut.truncate(blank);
    }
    format!("\"{} …\"", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::testing::{lines, run_example, with_workspace};
    use super::*;
    use crate::finding::Finding;
    use levels::LocaleLevels;

    #[test]
    fn pages_have_all_their_sections() {
        for check in CHECKS {
            let Docs {
                what,
                why,
                example,
                todo,
                sources,
            } = check.docs;
            for text in [check.summary, what, why, example, todo, sources] {
                assert!(20 < text.trim().len(), "{}: {text}", check.id);
            }
            assert!(!check.summary.ends_with('.'), "{}", check.id);
            assert!(sources.starts_with("- "), "{}", check.id);
        }
    }

    /// What the example's quotation says is what the check says.
    #[test]
    fn examples_fire_as_their_pages_say() {
        for check in CHECKS {
            let findings = run_example(check.docs.example);
            let said = lines(&findings, check.id);
            let quoted = check
                .docs
                .example
                .lines()
                .find_map(|line| line.strip_prefix("> "));
            let quoted = quoted.expect("every example quotes its finding");
            assert!(
                said.iter().any(|line| line.ends_with(quoted)),
                "{}: {said:?}",
                check.id
            );
        }
    }

    const ARTICLE: &str = "One two three four five six seven eight nine. Ten.\n";
    const HALF: &str = "### source/a.md\n\n# @source One two three four five six seven eight nine.\none-two-three-four = Uno\n\n# @source Ten.\n# ten =\n\n### end\n";

    fn gate(required: usize, levels: Levels) -> (Vec<Finding>, Verdict) {
        let mut levels = levels;
        let own = LocaleLevels {
            required: Some(required),
            ..LocaleLevels::default()
        };
        levels.locales.insert("es".parse().unwrap(), own);
        let files = [("source/a.md", ARTICLE), ("locales/es/a.ftl", HALF)];
        let mut findings = with_workspace(&files, |workspace| {
            run(workspace, &Facts::default(), &levels)
        });
        findings.retain(|finding| finding.check == "missing");
        let verdict = verdict(&findings);
        (findings, verdict)
    }

    #[test]
    fn the_gate_opens_where_enough_is_covered() {
        let (findings, verdict) = gate(91, Levels::default());
        assert_eq!((findings.len(), verdict), (1, Verdict::Fail));
        let (findings, verdict) = gate(90, Levels::default());
        assert_eq!((findings.len(), verdict), (1, Verdict::Pass));
        assert_eq!(findings[0].severity, Severity::Warning);
    }

    #[test]
    fn the_gate_opens_to_what_is_only_warned_of() {
        let mut levels = Levels::default();
        levels.warn.insert("completeness".to_owned());
        let (findings, verdict) = gate(100, levels);
        assert_eq!(
            (findings[0].severity, verdict),
            (Severity::Warning, Verdict::Pass)
        );
        let mut levels = Levels::default();
        levels.checks.insert("missing".to_owned(), Level::Off);
        assert_eq!(gate(100, levels), (Vec::new(), Verdict::Pass));
    }

    #[test]
    fn findings_are_sorted() {
        let english = "b = Two 2\na = One 1\n";
        let spanish = "# @source Two 2\nb = Dos\na = Uno 1\nb = Dos\n";
        let files = [
            ("locales/en/site.ftl", english),
            ("locales/es/site.ftl", spanish),
        ];
        let findings = with_workspace(&files, |workspace| {
            run(workspace, &Facts::default(), &Levels::default())
        });
        let checks: Vec<_> = findings.iter().map(|finding| finding.check).collect();
        assert_eq!(checks, ["unverified", "syntax"]);
    }

    #[test]
    fn a_joined_group_is_judged_as_one() {
        let article = "He paid 5 pesos. She paid 7.\n";
        let file = "### source/a.md\n\n# @source He paid 5 pesos.\nhe-paid-5-pesos = Él pagó 5 pesos y ella 8.\n\n# @source She paid 7.\n# @joined he-paid-5-pesos\nshe-paid-7 = { \"\" }\n\n### end\n";
        let files = [("source/a.md", article), ("locales/es/a.ftl", file)];
        let findings = with_workspace(&files, |workspace| {
            run(workspace, &Facts::default(), &Levels::default())
        });
        assert_eq!(
            lines(&findings, "numbers"),
            ["he-paid-5-pesos 4:42-4:43 \"8\" stands where the English has \"7\""]
        );
    }

    #[test]
    fn quotes_are_cut_at_words() {
        assert_eq!(quote("short"), "\"short\"");
        let long = "слово ".repeat(20);
        assert!(quote(&long).ends_with("слово …\""));
        assert_eq!(quote("a\nb"), "\"a …\"");
    }
}
