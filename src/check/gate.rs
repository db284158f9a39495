//! Gate: runs the checks, weighs what they say, and gives the verdict. It knows no check by what it looks for.

use std::collections::BTreeSet;
use std::fmt;

use rayon::prelude::*;

use super::built::{Built, Original};
use super::facts::Facts;
use super::levels::{Level, Levels};
use super::scene::{Group, Scene};
use super::sheet::{Remark, Rows, Sheet};
use super::source_place::relate_places;
use super::{CHECKS, Check, Look, LookAtBuilt, LookAtSource, Words, missing, syntax};
use crate::coverage::{Counts, Coverage};
use crate::finding::{Finding, Severity};
use crate::locale::Locale;
use crate::relate::Workspace;
use crate::span::Position;

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

/// Is what the gate says of a workspace.
#[derive(Clone, Debug, Default)]
pub struct Judgement {
    /// The findings, sorted by path, position, check and id.
    pub findings: Vec<Finding>,
    /// The articles and message files that are not covered as far as is required, sorted as the findings are.
    pub shortfalls: Vec<Shortfall>,
}

/// Is an article, or a message file, that is not covered as far as a locale asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// The locale.
    pub locale: Locale,
    /// The article's path, or that of the source locale's message file.
    pub source: String,
    /// The article, where it is one.
    pub article: Option<String>,
    /// The locale file.
    pub path: String,
    /// The percentage that is covered.
    pub covered: usize,
    /// The percentage that has to be.
    pub required: usize,
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shortfall {
            locale,
            source,
            covered,
            required,
            ..
        } = self;
        write!(
            f,
            "{locale}: {covered}% of {source} is covered, {required}% is required"
        )
    }
}

/// Is what `@ignore` lines have hidden: the file, the entry, the check.
pub(super) type Hidden = BTreeSet<(String, String, &'static str)>;

/// Runs every check that is not off and returns its findings.
pub fn run(workspace: &Workspace<'_>, facts: &Facts<'_>, levels: &Levels) -> Vec<Finding> {
    judge(workspace, facts, levels).findings
}

/// Runs every check that is not off.
///
/// An article in a locale that is covered as far as is required has its completeness findings as warnings,
/// one that is not has them as their levels say.
pub fn judge(workspace: &Workspace<'_>, facts: &Facts<'_>, levels: &Levels) -> Judgement {
    let scene = Scene::new(workspace, facts);
    let mut findings = Vec::new();
    let mut shortfalls = Vec::new();
    let mut hidden = Hidden::new();
    let wholes = CHECKS.par_iter().filter_map(|check| match check.look {
        Look::Whole(look) if levels.is_on(check) => Some((check, look(&scene))),
        _ => None,
    });
    for (check, remarks) in wholes.collect::<Vec<_>>() {
        weigh(check, levels, remarks, &mut findings, &mut hidden);
    }
    let groups = scene.groups();
    let judged = groups
        .par_iter()
        .map(|group| Part::of(&scene, group, levels));
    for part in judged.collect::<Vec<_>>() {
        findings.extend(part.findings);
        hidden.extend(part.hidden);
        shortfalls.extend(part.shortfalls);
    }
    for check in CHECKS {
        if let Look::Hidden(look) = check.look {
            let remarks = look(&scene, levels, &hidden).into_iter();
            findings.extend(remarks.filter_map(|remark| weighed(check, levels, remark)));
        }
    }
    leave_slips_to_syntax(&mut findings);
    relate_places(&scene, &mut findings);
    let position = |finding: &Finding| {
        let start = finding.region.map(|region| region.start);
        start.unwrap_or(Position { line: 0, column: 0 })
    };
    findings.sort_by(|a, b| {
        let key = |finding| (position(finding), finding.check);
        (&a.path, key(a), &a.locale, &a.id).cmp(&(&b.path, key(b), &b.locale, &b.id))
    });
    shortfalls.sort_by(|a, b| a.path.cmp(&b.path));
    Judgement {
        findings,
        shortfalls,
    }
}

/// Is what is said of an article, or a message file, in all its locales.
#[derive(Default)]
struct Part {
    findings: Vec<Finding>,
    hidden: Hidden,
    shortfalls: Vec<Shortfall>,
}

impl Part {
    fn of<'s>(scene: &'s Scene<'s>, group: &Group<'s>, levels: &Levels) -> Self {
        let mut part = Part::default();
        let Part {
            findings,
            hidden,
            shortfalls,
        } = &mut part;
        let original = group.article.map(|(_, article)| Original::new(article));
        if let (Some((paper, _)), Some(original)) = (group.article, &original) {
            for (check, look, _) in built_looks() {
                if let Some(look) = look.filter(|_| levels.is_on(check)) {
                    weigh(check, levels, look(paper, original), findings, hidden);
                }
            }
        }
        for sheet in group.sheets {
            shortfalls.extend(completeness(sheet, levels, findings));
            texts(scene, sheet, levels, findings, hidden);
            let Some(original) = &original else { continue };
            let built = Built::new(original, sheet.own);
            for (check, _, look) in built_looks() {
                if levels.level(check, Some(sheet.locale())) != Level::Off {
                    let remarks = look(scene, sheet, &built);
                    weigh(check, levels, remarks, findings, hidden);
                }
            }
        }
        part
    }
}

/// Lists the checks that look at articles as they are built.
fn built_looks() -> impl Iterator<Item = (&'static Check, Option<LookAtSource>, LookAtBuilt)> {
    CHECKS.into_iter().filter_map(|check| match check.look {
        Look::Built(source, built) => Some((check, source, built)),
        _ => None,
    })
}

/// Makes findings of remarks, or remembers that they are ignored.
fn weigh(
    check: &'static Check,
    levels: &Levels,
    remarks: Vec<Remark<'_>>,
    findings: &mut Vec<Finding>,
    hidden: &mut Hidden,
) {
    for remark in remarks {
        if check.can_be_ignored() && remark.is_ignored(check.id) {
            hidden.extend(remark.id.map(|id| (remark.path, id, check.id)));
        } else {
            findings.extend(weighed(check, levels, remark));
        }
    }
}

/// Makes a finding of a remark, unless its check is off.
fn weighed(check: &Check, levels: &Levels, remark: Remark<'_>) -> Option<Finding> {
    let severity = match levels.level(check, remark.locale) {
        Level::Error if !remark.is_minor => Severity::Error,
        Level::Error | Level::Warning => Severity::Warning,
        Level::Off => return None,
    };
    Some(remark.finding(check.id, severity))
}

/// Emits the completeness findings of a sheet, as the gate weighs them; returns how far it is from what is
/// required, if it is.
fn completeness(
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
    let is_fine = |status| levels.covers(status, sheet.locale());
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
fn texts(
    scene: &Scene<'_>,
    sheet: &Sheet<'_>,
    levels: &Levels,
    findings: &mut Vec<Finding>,
    hidden: &mut Hidden,
) {
    let is_on = |check: &Check| levels.level(check, Some(sheet.locale())) != Level::Off;
    let checks = CHECKS.iter().copied();
    let checks = checks.filter(|check| matches!(check.look, Look::Pair(_) | Look::Pairs(_)));
    let checks: Vec<&Check> = checks.filter(|check| is_on(check)).collect();
    if checks.is_empty() {
        return;
    }
    for row in 0..sheet.n_rows() {
        let Some((pair, entry)) = scene.pair(sheet, row) else {
            continue;
        };
        for check in &checks {
            let flaws = match check.look {
                Look::Pair(look) => look(&pair).into_iter().collect(),
                Look::Pairs(look) => look(&pair),
                _ => Vec::new(),
            };
            let is_hidden = !flaws.is_empty() && entry.ignores().any(|id| id == check.id);
            if is_hidden {
                let (path, id) = (sheet.paper.path.to_owned(), entry.id.to_owned());
                hidden.insert((path, id, check.id));
                continue;
            }
            for flaw in flaws {
                let remark = sheet.remark_on_words(row, &pair, entry, flaw);
                findings.extend(weighed(check, levels, remark));
            }
        }
    }
}

/// Takes away `missing` where `syntax` says at error level why the text is not seen.
fn leave_slips_to_syntax(findings: &mut Vec<Finding>) {
    let slips: BTreeSet<(String, String)> = findings
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::levels::LocaleLevels;
    use crate::check::testing::{lines, with_workspace};

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
        let english = "b = Two\na = One 1\n";
        let spanish = "# @source Two\nb = Dos\na = Uno 1\nb = Dos\n";
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
}
