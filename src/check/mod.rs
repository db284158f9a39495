//! Check: the registry of checks.
//!
//! A check is a file of this folder, named by its id, and one line in `CHECKS`. It looks at texts that are
//! already compared and emits remarks; what a remark weighs is decided in `gate`, once, from `Levels`.
//! It knows neither files nor how a finding looks.

pub mod levels;
pub mod facts;
pub mod marks;
mod number_words;
mod function_words;
mod classes;
mod usual_words;
pub mod scan;
pub mod flat;
pub mod calendar;
pub mod ending;
pub mod half;
pub mod pair;
pub mod sheet;
pub mod built;
pub mod across;
pub mod signs;
// Where on a sheet the words of a pair stand.
mod spans;
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
mod references;
mod circles;
mod unused;
mod message_files;
mod terms_reference;
mod stems;
mod glossary;
mod terms;
mod spelling;
mod variables;
// The markup of a text.
mod addresses;
mod placeholders;
mod differences;
mod links;
mod images;
mod code;
mod markup;
mod html;
// With what markup leaves to say.
mod structure;
mod anchors;
mod numbers;
mod number_lost;
mod numerals;
mod dates;
// What stands around a place.
mod around;
// What the language asks for.
mod unchanged;
mod foreign;
mod detector;
mod tally;
mod language;
mod script;
mod length;
mod inconsistent;
// How it is set.
mod end_punctuation;
mod inverted_punctuation;
mod quotes;
mod dashes;
mod ellipsis;
mod brackets;
mod spacing;
mod capitals;
mod doubled_word;
mod control_characters;

// What is said in vain.
mod dead_config;
mod dead_ignore;
// Weighs what all of them say.
mod completeness;
mod judgement;
mod styles;
mod teller;
mod rota;
mod gate;
mod written;
mod source_place;
// Writes what they offer.
pub mod mend;

#[cfg(test)]
mod testing;

use crate::compare::Status;
use crate::finding::Severity;
use across::{Clashes, Mark, Told};
use built::{Built, Original};
use levels::Levels;
use pair::{Flaw, Pair};
use scene::{Group, Scene};
use sheet::{Paper, Remark, Sheet};
use signs::Signs;

pub use gate::{Heard, conclude, hear, judge, run, tell};
pub use judgement::{Judgement, Shortfall, Verdict, verdict};
pub use spelling::suggest;

/// Lists every check, in the order of the docs.
pub static CHECKS: [&Check; 40] = [
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
    &terms::CHECK,
    &variables::CHECK,
    &links::CHECK,
    &images::CHECK,
    &code::CHECK,
    &markup::CHECK,
    &html::CHECK,
    &structure::CHECK,
    &anchors::CHECK,
    &numbers::CHECK,
    &dates::CHECK,
    &unchanged::CHECK,
    &language::CHECK,
    &script::CHECK,
    &length::CHECK,
    &inconsistent::CHECK,
    &end_punctuation::CHECK,
    &inverted_punctuation::CHECK,
    &quotes::CHECK,
    &dashes::CHECK,
    &ellipsis::CHECK,
    &brackets::CHECK,
    &spacing::CHECK,
    &capitals::CHECK,
    &doubled_word::CHECK,
    &control_characters::CHECK,
    &spelling::CHECK,
    &dead_config::CHECK,
    &dead_ignore::CHECK,
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
    /// A text and its translation that have one of these signs, for the first flaw.
    Pair(Signs, fn(&Pair<'_>) -> Option<Flaw>),
    /// A text and its translation that have one of these signs, for all flaws.
    Pairs(Signs, fn(&Pair<'_>) -> Vec<Flaw>),
    /// A text and its translation that have one of these signs, for all flaws, of which some are of a style that a file
    /// may keep to, and for how often it is set as its language asks.
    Styled(Signs, fn(&Pair<'_>) -> Vec<Flaw>, fn(&Pair<'_>) -> usize),
    /// An article itself, where there is anything to see, and as it would be built in a locale.
    Built(Option<LookAtSource>, LookAtBuilt),
    /// Everything there is.
    Whole(for<'s> fn(&'s Scene<'s>) -> Vec<Remark<'s>>),
    /// Texts of one locale in all articles, held against each other.
    Across(Across),
    /// What `@ignore` lines have hidden, after all other checks.
    Hidden(LookAtHidden),
}

/// Looks at the texts of a locale in all articles.
#[derive(Clone, Copy, Debug)]
pub struct Across {
    /// Makes the marks of all texts of an article, or of a message file.
    marks: fn(&Group<'_>) -> Vec<Mark>,
    /// Tells the texts whose marks clash, with a remark without words.
    tell: TellAcross,
    /// Says of the texts of a locale what is wrong with them, by their places in the list.
    weigh: fn(&[&Told]) -> Vec<(usize, Words)>,
}

/// Tells the texts whose marks clash.
type TellAcross = for<'s> fn(&'s Scene<'s>, &Clashes) -> Vec<(Told, Option<Remark<'s>>)>;

/// Looks at what is hidden. Of checks that look across articles that is not known yet: a remark on one holds unless it
/// hides something at one of these entries, by file and id.
pub type LookAtHidden =
    for<'s> fn(&'s Scene<'s>, &Levels, &gate::Hidden) -> Vec<(Remark<'s>, Vec<(String, String)>)>;

/// Looks at an article itself.
pub type LookAtSource = for<'s> fn(&Paper<'s>, &Original<'s>) -> Vec<Remark<'s>>;

/// Looks at an article as it would be built in a locale.
pub type LookAtBuilt = for<'s> fn(&'s Scene<'s>, &'s Sheet<'s>, &Built<'_, 's>) -> Vec<Remark<'s>>;

/// Is what is said of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// A full sentence without its full stop.
    pub message: String,
    /// What to do next.
    pub help: String,
}

impl Check {
    /// Looks at a text and its translation, which have one of the check's signs; a check that does not look at one pair
    /// at a time finds nothing.
    pub fn flaws(&self, pair: &Pair<'_>) -> Vec<Flaw> {
        match self.look {
            // What is collected of nothing takes longer than the look.
            Look::Pair(_, look) => look(pair).map_or_else(Vec::new, |flaw| vec![flaw]),
            Look::Pairs(_, look) | Look::Styled(_, look, _) => look(pair),
            _ => Vec::new(),
        }
    }

    /// Returns the signs by which the check looks at one text and its translation at a time, if it does so.
    pub fn signs(&self) -> Option<Signs> {
        match self.look {
            Look::Pair(signs, _) | Look::Pairs(signs, _) | Look::Styled(signs, ..) => Some(signs),
            _ => None,
        }
    }

    /// Returns the status of completeness that the check stands for.
    pub fn status(&self) -> Option<Status> {
        match self.look {
            Look::Status(status, _) => Some(status),
            _ => None,
        }
    }

    /// Tells whether `@ignore` can hide it: neither what is incomplete nor what cannot be read.
    pub fn can_be_ignored(&self) -> bool {
        let is_of_a_file = matches!(self.id, "syntax" | "dead-config" | "dead-ignore");
        self.status().is_none() && !is_of_a_file
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
    use super::testing::{lines, run_example};
    use super::*;

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

    #[test]
    fn quotes_are_cut_at_words() {
        assert_eq!(quote("short"), "\"short\"");
        let long = "слово ".repeat(20);
        assert!(quote(&long).ends_with("слово …\""));
        assert_eq!(quote("a\nb"), "\"a …\"");
    }
}
