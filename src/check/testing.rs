//! Testing: workspaces of a few texts, for the tests of checks.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::facts::{Dead, Facts, Output, OutputState, Past, Spelling};
use super::levels::Levels;
use super::pair::{Flaw, Pair};
use super::signs::Signs;
use super::{find, run};
use crate::catalog::article_of;
use crate::change::Policy;
use crate::dictionary::Dictionary;
use crate::document::{Document, Format, Settings, Unit};
use crate::finding::Finding;
use crate::fluent::file::Text;
use crate::locale::Locale;
use crate::relate::{self, Desk, Messages, Rest, Side, Source, Workspace};
use crate::resolve::resource;
use crate::segment::Rules;
use crate::span::Position;

/// Makes a workspace of files: articles below `source/`, catalogs and message files below `locales/en/`, the
/// other locales' files below `locales/`.
pub(super) fn with_workspace<T>(
    files: &[(&str, &str)],
    then: impl FnOnce(&Workspace<'_>) -> T,
) -> T {
    let source_locale: Locale = "en".parse().unwrap();
    let texts: BTreeMap<&str, Text> = files
        .iter()
        .map(|(path, raw)| (*path, Text::new((*raw).to_owned())))
        .collect();
    let tags = texts
        .keys()
        .filter_map(|path| path.strip_prefix("locales/")?.split('/').next());
    let mut locales: Vec<Locale> = tags
        .filter(|tag| *tag != "en")
        .map(|tag| tag.parse().unwrap())
        .collect();
    locales.dedup();
    if locales.is_empty() {
        locales = ["es", "ru", "sv"].map(|tag| tag.parse().unwrap()).into();
    }
    let terms: Vec<Vec<_>> = locales
        .iter()
        .map(|locale| {
            let paths = [
                format!("locales/{locale}/terms.ftl"),
                "locales/en/terms.ftl".into(),
            ];
            paths
                .iter()
                .filter_map(|path| texts.get(&**path))
                .map(resource)
                .collect()
        })
        .collect();
    let sides = |rest: &str| -> Vec<Side<'_>> {
        let sides = locales.iter().zip(&terms).map(|(locale, terms)| {
            let path = format!("locales/{locale}/{rest}");
            Side {
                locale,
                text: texts.get(&*path),
                trouble: None,
                path,
                sentences: None,
                policy: Policy::default(),
                terms,
                parent: None,
                is_overlay: false,
            }
        });
        sides.collect()
    };
    let settings = Settings {
        unit: Unit::Sentence,
        front_matter: vec!["title".into()],
        protect: Vec::new(),
        rules: Rules::new("en"),
    };
    let (desk, mut sources, mut rests) = (Desk::default(), Vec::new(), Vec::new());
    let mut messages = Vec::new();
    for (path, text) in &texts {
        if let Some(rest) = path.strip_prefix("source/") {
            let rest = rest.replace(".md", ".ftl");
            let catalog = texts.get(&*format!("locales/en/{rest}"));
            let (document, errors) = Document::parse(&text.raw, Format::Markdown, &settings);
            sources.push(Source {
                path,
                document,
                errors,
                catalog,
                sides: sides(&rest),
            });
        } else if let Some(rest) = path.strip_prefix("locales/en/")
            && article_of(&text.raw, "source").is_none()
        {
            messages.push(Messages::relate(path, &source_locale, text, sides(rest)));
        }
    }
    let is_gone = |text: &Text| {
        let path = article_of(&text.raw, "source")?;
        (!texts.contains_key(path)).then(|| path.to_owned())
    };
    let gone: std::collections::BTreeSet<String> = texts.values().filter_map(is_gone).collect();
    for path in &gone {
        let rest = path["source/".len()..].replace(".md", ".ftl");
        let catalog = format!("locales/en/{rest}");
        let text = texts.get(&*catalog);
        rests.push(Rest {
            path,
            catalog: text.map(|text| (catalog, Some(text))),
            sides: sides(&rest),
        });
    }
    let how = relate::Settings {
        source: "source",
        protect: &[],
        spelling: None,
    };
    let (articles, gone) = relate::relate(sources, rests, how, &desk);
    then(&Workspace::whole(
        &source_locale,
        &locales,
        articles,
        messages,
        gone,
    ))
}

/// Returns the findings of one check as lines: id, region, message; `-` for what is not there.
pub(super) fn lines(findings: &[Finding], check: &str) -> Vec<String> {
    let lines = findings.iter().filter(|finding| finding.check == check);
    let lines = lines.map(|finding| {
        let region = finding.region.map_or_else(
            || "-".to_owned(),
            |region| {
                format!(
                    "{}:{}-{}:{}",
                    region.start.line, region.start.column, region.end.line, region.end.column
                )
            },
        );
        let id = finding.id.as_deref().unwrap_or("-");
        format!("{id} {region} {}", finding.message)
    });
    lines.collect()
}

/// Runs the checks on a message file and its translation and expects the lines of one check.
#[track_caller]
pub(super) fn check_messages(
    check: &str,
    english: &str,
    locale: &str,
    translation: &str,
    expect: &[&str],
) {
    let path = format!("locales/{locale}/site.ftl");
    let files = [("locales/en/site.ftl", english), (&*path, translation)];
    let findings = with_workspace(&files, |workspace| {
        run(workspace, &Facts::default(), &Levels::default())
    });
    assert_eq!(lines(&findings, check), expect, "{translation}");
}

/// Runs the checks on an article and its translation and expects the lines of one check.
#[track_caller]
pub(super) fn check_article(
    check: &str,
    article: &str,
    locale: &str,
    translation: &str,
    expect: &[&str],
) {
    let path = format!("locales/{locale}/a.ftl");
    let translation = format!("{translation}\n### end\n");
    let files = [("source/a.md", article), (&*path, &*translation)];
    let findings = with_workspace(&files, |workspace| {
        run(workspace, &Facts::default(), &Levels::default())
    });
    assert_eq!(lines(&findings, check), expect, "{translation}");
}

/// Runs a text check on a pair of texts.
pub(super) fn flaws(check: &str, locale: &str, english: &str, translation: &str) -> Vec<Flaw> {
    let (source_locale, locale) = ("en".parse().unwrap(), locale.parse().unwrap());
    let pair = Pair::new(&source_locale, &locale, english.into(), translation.into());
    let check = find(check).unwrap();
    let signs = check.signs();
    let signs = signs.unwrap_or_else(|| panic!("{} looks at no pair", check.id));
    match Signs::of(&pair).any(signs) {
        true => check.flaws(&pair),
        false => Vec::new(),
    }
}

/// Runs a text check on a pair of texts and returns the first flaw.
pub(super) fn flaw(check: &str, locale: &str, english: &str, translation: &str) -> Option<Flaw> {
    flaws(check, locale, english, translation)
        .into_iter()
        .next()
}

/// Expects the fixes of a text check to make one text of another; there is one flaw at least.
#[track_caller]
pub(super) fn fixes(check: &str, pairs: &[(&str, &str, &str, &str)]) {
    for (locale, english, translation, expect) in pairs {
        let mut fixed = (*translation).to_owned();
        let flaws = flaws(check, locale, english, translation);
        assert!(!flaws.is_empty(), "{locale}: {translation}");
        for flaw in flaws.into_iter().rev() {
            let fix = flaw
                .fix
                .unwrap_or_else(|| panic!("{locale}: {translation}: {}", flaw.message));
            fixed.replace_range(flaw.words.unwrap(), &fix);
        }
        assert_eq!(fixed, *expect, "{locale}");
        assert_eq!(
            self::flaws(check, locale, english, &fixed),
            [],
            "{locale}: {fixed}"
        );
    }
}

/// Expects a text check to be silent on pairs of locale, English, translation.
#[track_caller]
pub(super) fn silent(check: &str, pairs: &[(&str, &str, &str)]) {
    for (locale, english, translation) in pairs {
        assert_eq!(
            flaw(check, locale, english, translation),
            None,
            "{locale}: {translation}"
        );
    }
}

/// Expects a text check to say these messages of pairs of locale, English, translation.
#[track_caller]
pub(super) fn fires(check: &str, pairs: &[(&str, &str, &str, &str)]) {
    for (locale, english, translation, message) in pairs {
        let flaw = flaw(check, locale, english, translation);
        let found = flaw.map(|flaw| flaw.message);
        assert_eq!(found.as_deref(), Some(*message), "{locale}: {translation}");
    }
}

/// Runs the checks on the files of a page's example and returns the findings.
pub(super) fn run_example(example: &str) -> Vec<Finding> {
    let mut files: Vec<(&str, String)> = Vec::new();
    let mut facts = Facts::default();
    let mut blocks = example.split("```");
    while let (Some(_), Some(block)) = (blocks.next(), blocks.next()) {
        let (info, text) = block.split_once('\n').unwrap();
        let (kind, path) = info.split_once(' ').unwrap();
        if kind == "dic" {
            let words = format!("1\n{text}").into_bytes();
            facts.spelling.push(Spelling {
                locale: path.parse().unwrap(),
                dictionary: Arc::new(Dictionary::new(b"SET UTF-8\n".to_vec(), words)),
                words: Vec::new(),
            });
        } else if kind == "output" {
            facts.outputs.push(Output {
                path: path.into(),
                locale: None,
                article: None,
                state: OutputState::Differs,
            });
        } else if kind == "config" {
            facts.config = path.into();
            facts.dead.push(Dead {
                position: Position { line: 1, column: 1 },
                n_columns: 1,
                message: text.trim_end().to_owned(),
            });
        } else if kind == "before" {
            let past = facts.past.get_or_insert_with(|| Past {
                revision: "REV".into(),
                locales: "locales".into(),
                ..Past::default()
            });
            past.files.insert(path.into(), Text::new(text.into()));
        } else {
            files.push((path, text.to_owned()));
        }
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, &**text)).collect();
    with_workspace(&files, |workspace| {
        run(workspace, &facts, &Levels::default())
    })
}
