//! Gate: runs the checks, weighs what they say, and gives the verdict. It knows no check by what it looks for.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rayon::prelude::*;

use super::across::{Clashes, Mark, Told};
use super::built::{Built, Original};
use super::completeness::completeness;
use super::facts::{Facts, Used};
use super::half::Half;
use super::judgement::{Judgement, Shortfall};
use super::levels::{Level, Levels};
use super::rota::{Rota, Turn};
use super::scene::{Group, Scene};
use super::sheet::{Remark, Sheet};
use super::signs::{Having, Signs};
use super::source_place::relate_places;
use super::styles::{Styles, n_own};
use super::teller::Teller;
use super::unused::used;
use super::{Across, CHECKS, Check, Look, missing, syntax};
use crate::finding::{Finding, Severity};
use crate::relate::Workspace;

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
    let heard = hear(workspace, facts, levels);
    let clashes = Clashes::of(&[&heard.marks]);
    let told = tell(workspace, facts, levels, &clashes);
    conclude(vec![heard], told)
}

/// Is what the checks say of a part of a workspace, before its texts are held against those of other parts.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Heard {
    /// The findings.
    pub findings: Vec<Finding>,
    /// What is not covered as far as is required.
    pub shortfalls: Vec<Shortfall>,
    /// The texts in short: those of the message files, locale by locale, then those of each article, in their order.
    pub marks: Vec<Mark>,
    /// How many marks end with each of these.
    ends: Vec<usize>,
    /// The terms that the part refers to.
    pub used: Used,
    /// Findings that hold unless something is hidden at the last.
    doubts: Vec<Doubt>,
}

/// Is a finding that holds unless something is hidden at one of some entries: their file and id.
type Doubt = (Finding, Vec<(String, String)>);

impl Heard {
    /// Keeps the findings that are `wanted`.
    pub fn retain(&mut self, wanted: impl Fn(&Finding) -> bool) {
        self.findings.retain(&wanted);
        self.doubts.retain(|(finding, _)| wanted(finding));
    }

    /// Yields which articles have texts that clash with others, by their places in a workspace without message files; with
    /// these, whether there are any.
    pub fn clashing(&self, clashes: &Clashes) -> impl Iterator<Item = usize> {
        let mut start = 0;
        let all = self.ends.iter().enumerate();
        all.filter_map(move |(idx, end)| {
            let own = &self.marks[start..*end];
            start = *end;
            own.iter().any(|mark| clashes.has(*mark)).then_some(idx)
        })
    }

    /// Keeps one finding of each check in each locale.
    pub fn thin(&mut self) {
        let mut seen = BTreeSet::new();
        self.findings
            .retain(|finding| seen.insert((finding.check, finding.locale.clone())));
    }
}

/// Runs every check that is not off on a workspace, or on a part of one.
pub fn hear(workspace: &Workspace<'_>, facts: &Facts<'_>, levels: &Levels) -> Heard {
    let scene = Scene::new(workspace, facts);
    let mut heard = Heard::default();
    let mut hidden = Hidden::new();
    let wholes = CHECKS.par_iter().filter_map(|check| match check.look {
        Look::Whole(look) if levels.is_on(check) => Some((check, look(&scene))),
        _ => None,
    });
    for (check, remarks) in wholes.collect::<Vec<_>>() {
        weigh(check, levels, remarks, &mut heard.findings, &mut hidden);
    }
    let groups = scene.groups();
    let rota = Rota::of(levels, scene.sheets.iter().map(Sheet::locale));
    let judged = groups
        .par_iter()
        .map(|group| Part::of(&scene, group, levels, &rota));
    for part in judged.collect::<Vec<_>>() {
        heard.findings.extend(part.findings);
        hidden.extend(part.hidden);
        heard.shortfalls.extend(part.shortfalls);
    }
    for check in CHECKS {
        if let Look::Hidden(look) = check.look {
            for (remark, places) in look(&scene, levels, &hidden) {
                let finding = weighed(check, levels, remark);
                match places.is_empty() {
                    true => heard.findings.extend(finding),
                    false => heard
                        .doubts
                        .extend(finding.map(|finding| (finding, places))),
                }
            }
        }
    }
    for group in &groups {
        for (_, across) in across().filter(|(check, _)| levels.is_on(check)) {
            heard.marks.extend((across.marks)(group));
        }
        heard.ends.push(heard.marks.len());
    }
    heard.used = used(&scene);
    leave_slips_to_syntax(&mut heard.findings);
    let doubts = heard.doubts.iter_mut().map(|(finding, _)| finding);
    relate_places(&scene, heard.findings.iter_mut().chain(doubts));
    heard
}

/// Tells the texts of a workspace, or of a part of one, that clash with others.
pub fn tell(
    workspace: &Workspace<'_>,
    facts: &Facts<'_>,
    levels: &Levels,
    clashes: &Clashes,
) -> Vec<Told> {
    let scene = Scene::new(workspace, facts);
    let mut all = Vec::new();
    for (check, across) in across().filter(|(check, _)| levels.is_on(check)) {
        for (mut told, remark) in (across.tell)(&scene, clashes) {
            if let Some(remark) = remark {
                if remark.is_ignored(check.id) {
                    told.ignored = remark.id.map(|id| (remark.path, id));
                } else {
                    told.finding = weighed(check, levels, remark);
                }
            }
            all.push(told);
        }
    }
    relate_places(
        &scene,
        all.iter_mut().filter_map(|told| told.finding.as_mut()),
    );
    all
}

/// Lists the checks that hold the articles of a locale against each other.
fn across() -> impl Iterator<Item = (&'static Check, Across)> {
    CHECKS.into_iter().filter_map(|check| match check.look {
        Look::Across(across) => Some((check, across)),
        _ => None,
    })
}

/// Puts what was heard of the parts of a workspace together with what is said of texts that clash.
pub fn conclude(heard: Vec<Heard>, mut told: Vec<Told>) -> Judgement {
    let mut judgement = Judgement::default();
    let mut doubts = Vec::new();
    for part in heard {
        judgement.findings.extend(part.findings);
        judgement.shortfalls.extend(part.shortfalls);
        doubts.extend(part.doubts);
    }
    told.sort_by(|a, b| (&a.locale, &a.rank).cmp(&(&b.locale, &b.rank)));
    let mut hidden: BTreeSet<&(String, String)> = BTreeSet::new();
    for (_, across) in across() {
        for of_locale in told.chunk_by(|a, b| a.locale == b.locale) {
            let places: Vec<&Told> = of_locale.iter().collect();
            for (idx, words) in (across.weigh)(&places) {
                let place = places[idx];
                judgement
                    .findings
                    .extend(place.finding.clone().map(|finding| Finding {
                        message: words.message,
                        help: words.help,
                        ..finding
                    }));
                hidden.extend(place.ignored.as_ref());
            }
        }
    }
    let doubts = doubts.into_iter();
    let held = doubts.filter(|(_, places)| !places.iter().any(|place| hidden.contains(place)));
    judgement.findings.extend(held.map(|(finding, _)| finding));
    judgement.sort();
    judgement
}

/// Is what is said of an article, or a message file, in all its locales.
#[derive(Default)]
struct Part {
    findings: Vec<Finding>,
    hidden: Hidden,
    shortfalls: Vec<Shortfall>,
}

impl Part {
    fn of<'s>(scene: &'s Scene<'s>, group: &Group<'s>, levels: &Levels, rota: &Rota<'_>) -> Self {
        let mut part = Part::default();
        let Part {
            findings,
            hidden,
            shortfalls,
        } = &mut part;
        let original = group.article.map(|(_, article)| Original::new(article));
        if let (Some((paper, _)), Some(original)) = (group.article, &original) {
            for (check, look) in &rota.sources {
                weigh(check, levels, look(paper, original), findings, hidden);
            }
        }
        let n_texts = group.article.map_or(0, |(_, article)| article.ids.len());
        let english: Vec<Half> = (0..n_texts).map(|_| Half::default()).collect();
        for sheet in group.sheets {
            shortfalls.extend(completeness(sheet, levels, findings));
            let turn = &rota.locales[sheet.locale()];
            let teller = Teller {
                sheet,
                levels,
                findings,
                hidden,
                styles: Styles::default(),
            };
            let fits = texts(scene, turn, &english, original.as_ref(), teller);
            let Some(original) = &original else { continue };
            let built = Built::new(original, sheet.own, fits);
            for (check, look) in &turn.built {
                let remarks = look(scene, sheet, &built);
                weigh(check, levels, remarks, findings, hidden);
            }
        }
        part
    }
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
pub(super) fn weighed(check: &Check, levels: &Levels, remark: Remark<'_>) -> Option<Finding> {
    let severity = match levels.level(check, remark.locale) {
        Level::Error if !remark.is_minor => Severity::Error,
        Level::Error | Level::Warning => Severity::Warning,
        Level::Notice => Severity::Notice,
        Level::Off => return None,
    };
    Some(remark.finding(check.id, severity))
}

/// How many texts are at hand while one check after the other goes through them: so few that a processor has them all at
/// hand, and so many that it need not fetch the check's code for each; no more than `Having` takes.
const N_AT_HAND: usize = 64;

/// Tells what is wrong with the texts of a sheet; `english` holds what was worked out of today's English of each
/// row of an article. Returns of the rows with a text of their own whether it fits, up to the first one that does not;
/// `None` for all others, of which nobody asked.
fn texts<'s>(
    scene: &Scene<'s>,
    turn: &Turn,
    english: &[Half],
    original: Option<&Original<'_>>,
    mut teller: Teller<'_, 's>,
) -> Vec<Option<bool>> {
    if turn.texts.is_empty() {
        return Vec::new();
    }
    let sheet = teller.sheet;
    let mut fits = vec![None; sheet.n_rows()];
    let mut original = original.filter(|_| !turn.built.is_empty());
    let mut at_hand = Vec::with_capacity(N_AT_HAND.min(fits.len()));
    for (batch, all_fit) in fits.chunks_mut(N_AT_HAND).enumerate() {
        let start = batch * N_AT_HAND;
        at_hand.extend((start..start + all_fit.len()).filter_map(|row| {
            let (mut pair, entry) = scene.pair(sheet, row)?;
            let is_todays =
                matches!(pair.source, Cow::Borrowed(text) if std::ptr::eq(text, sheet.text(row)));
            pair.shared = english.get(row).filter(|_| is_todays);
            Some((row, pair, entry))
        }));
        let having = Having::of(at_hand.iter().map(|(_, pair, _)| Signs::of(pair)));
        for (row, pair, _) in &at_hand {
            let Some(own) = original else { break };
            let does_fit = own.fits(*row, &pair.translation, pair.known());
            all_fit[row - start] = Some(does_fit);
            // Where one does not the article is assembled and read.
            original = original.filter(|_| does_fit);
        }
        for (own, check) in &turn.texts {
            for idx in having.any(*own) {
                let (row, pair, entry) = &at_hand[idx];
                let flaws = check.flaws(pair);
                if !flaws.is_empty() {
                    teller.tell(check, flaws, *row, pair, entry);
                }
            }
        }
        at_hand.clear();
    }
    let Teller {
        styles, findings, ..
    } = teller;
    styles.settle(findings, |id| n_own(scene, sheet, id));
    fits
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
    use crate::check::judgement::{Verdict, verdict};
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
