//! Read: the keys of `tolka.toml`, section by section.

use regex::Regex;
use serde::Deserialize;

use super::generator::Generator;
use super::own::{levels, locale_settings, percent};
use super::places;
use super::reader::{self, Problem, Reader, Section};
use super::{Config, FILE, LocaleSettings, Segment, SegmentPlaces, Site};
use crate::assemble::{Doubtful, Missing};
use crate::change::{Class, Policy};
use crate::document::preset::{NAMES as PRESETS, preset};
use crate::edition;
use crate::error::{Error, Result};
use crate::locale::Locale;
use crate::page::RawHtml;
use crate::segment::Words;
use crate::span::Position;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Carry {
    Carry,
    Review,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum BuildFormat {
    Source,
    Html,
}

/// No line of a text is wider than this.
const WIDEST: usize = 1000;

/// Reads the text of a `tolka.toml`. `checks` are the ids that `[check]` may name.
///
/// # Errors
/// One config error that lists every problem with its line and column.
pub fn parse(text: &str, checks: &[&str]) -> Result<Config> {
    let mut reader = Reader::new(text);
    let config = read(&mut reader, checks);
    let mut problems = reader.problems;
    problems.sort_by_key(|problem| problem.position);
    match (config, problems.is_empty()) {
        (Some(config), true) => Ok(config),
        _ => Err(error(&problems)),
    }
}

fn error(problems: &[Problem]) -> Error {
    let place = |problem: &Problem| {
        let position = problem.position;
        format!(
            "{FILE}:{}:{}: {}",
            position.line, position.column, problem.message
        )
    };
    let message = match problems {
        [one] => place(one),
        many => {
            let lines: Vec<String> = many
                .iter()
                .map(|problem| format!("\n  {}", place(problem)))
                .collect();
            format!("{FILE} has {} problems:{}", many.len(), lines.concat())
        }
    };
    Error::config(message).hint("docs/config.md lists every key")
}

fn read(reader: &mut Reader<'_>, checks: &[&str]) -> Option<Config> {
    let mut root = reader.root();
    let mut project = reader.section(&mut root, "project");
    let source = reader.take_at::<String>(&mut project, "source-locale");
    let locales = reader.take_at::<Vec<toml::Spanned<String>>>(&mut project, "locales");
    let at_project = project.at();
    reader.close(project);
    let source_locale = match source {
        Some((at, tag)) => locale(reader, at, &tag),
        None => Some("en".parse().expect("en is a tag")),
    };
    if locales.is_none() && reader.problems.is_empty() {
        reader.problem(
            at_project,
            "[project] needs locales = [\"…\"], the languages to translate into",
        );
    }
    let tags = locales.map(|(_, tags)| tags).unwrap_or_default();
    let (locales, locale_places) = self::locales(reader, tags, source_locale.as_ref());
    let (paths, generator) = places::paths(reader, &mut root);
    let segment = self::segment(reader, &mut root, generator);
    let dictionaries = places::spelling(reader, &mut root);
    let of = |locale: &Locale| places::dictionary_of(&dictionaries, locale);
    let spelling = source_locale.as_ref().and_then(of);
    let policy = {
        let section = reader.section(&mut root, "carry");
        carry(reader, section, Policy::default())
    };
    let build = {
        let section = reader.section(&mut root, "build");
        let default = edition::Settings {
            has_html: generator.is_none(),
            ..edition::Settings::default()
        };
        self::build(reader, section, &default)
    };
    let site = self::site(reader, &mut root);
    let (check, off) = {
        let section = reader.section(&mut root, "check");
        levels(reader, section, checks)
    };
    let mut by_locale = reader.section(&mut root, "locale");
    let mut settings = vec![LocaleSettings::new(policy, &build); locales.len()];
    for (settings, locale) in settings.iter_mut().zip(&locales) {
        settings.spelling = of(locale);
    }
    let is_used = |tag: &str| {
        let mut all = locales.iter().chain(&source_locale);
        all.any(|locale| {
            tag == locale.language() || tag.parse().is_ok_and(|tag: Locale| tag == *locale)
        })
    };
    let unused_dictionaries = dictionaries
        .iter()
        .filter(|(tag, ..)| !is_used(tag))
        .map(|(tag, place, _)| (tag.clone(), *place))
        .collect();
    for (tag, at, section) in reader.sections(&mut by_locale) {
        let own = locale(reader, at, &tag);
        let idx = own.and_then(|own| locales.iter().position(|locale| *locale == own));
        match idx {
            Some(idx) => {
                locale_settings(reader, section, &mut settings[idx], checks, &locales, idx)
            }
            None => {
                let near = reader::nearest(&tag, locales.iter().map(Locale::as_str));
                let hint = near.map_or_else(String::new, |near| {
                    format!("; did you mean [locale.{near}]?")
                });
                reader.problem(
                    at,
                    format!("[locale.{tag}] is no locale of [project] locales{hint}"),
                );
            }
        }
    }
    reader.close(root);
    Some(Config {
        source_locale: source_locale?,
        locales,
        locale_places,
        paths: paths?,
        segment,
        spelling,
        unused_dictionaries,
        build,
        site,
        settings,
        check,
        off,
    })
}

pub(super) fn locale(reader: &mut Reader<'_>, at: usize, tag: &str) -> Option<Locale> {
    match tag.parse() {
        Ok(locale) => Some(locale),
        Err(message) => {
            reader.problem(at, message);
            None
        }
    }
}

fn locales(
    reader: &mut Reader<'_>,
    tags: Vec<toml::Spanned<String>>,
    source: Option<&Locale>,
) -> (Vec<Locale>, Vec<Position>) {
    let mut locales: Vec<Locale> = Vec::with_capacity(tags.len());
    let mut places = Vec::with_capacity(tags.len());
    for tag in tags {
        let at = tag.span().start;
        let Some(locale) = locale(reader, at, tag.as_ref()) else {
            continue;
        };
        if Some(&locale) == source {
            reader.problem(
                at,
                format!("\"{locale}\" is the source locale, and cannot be a target too"),
            );
        } else if locales.contains(&locale) {
            reader.problem(at, format!("\"{locale}\" stands twice"));
        } else {
            places.push(reader.position(at));
            locales.push(locale);
        }
    }
    (locales, places)
}

fn segment<'c>(
    reader: &mut Reader<'c>,
    root: &mut Section<'c>,
    generator: Option<&Generator>,
) -> Segment {
    let mut section = reader.section(root, "segment");
    let unit = reader.take(&mut section, "unit").unwrap_or_default();
    let mut places = SegmentPlaces::default();
    let keys: Option<Vec<toml::Spanned<String>>> = reader.take(&mut section, "front-matter");
    let front_matter = match keys {
        Some(keys) => {
            for key in &keys {
                let place = reader.position(key.span().start);
                places.front_matter.push((key.as_ref().clone(), place));
            }
            keys.into_iter().map(toml::Spanned::into_inner).collect()
        }
        None => vec!["title".to_owned(), "description".to_owned()],
    };
    let patterns: Vec<toml::Spanned<String>> =
        reader.take(&mut section, "protect").unwrap_or_default();
    let mut protect = Vec::with_capacity(patterns.len());
    for pattern in patterns {
        match Regex::new(pattern.as_ref()) {
            Ok(regex) if regex.is_match("") => reader.problem(
                pattern.span().start,
                format!(
                    "segment.protect: \"{}\" matches the empty text",
                    pattern.as_ref()
                ),
            ),
            Ok(regex) => {
                let place = reader.position(pattern.span().start);
                let idx = protect.len();
                let written = (pattern.as_ref().clone(), place, idx..idx + 1);
                places.protect.push(written);
                protect.push(regex);
            }
            Err(error) => {
                let reason = error.to_string();
                let reason = reason
                    .lines()
                    .last()
                    .unwrap_or_default()
                    .trim_start_matches("error: ");
                reader.problem(pattern.span().start, format!("segment.protect: {reason}"));
            }
        }
    }
    let presets: Vec<toml::Spanned<String>> =
        reader.take(&mut section, "presets").unwrap_or_default();
    if let Some(generator) = generator
        && presets.iter().all(|own| own.as_ref() != generator.protect)
    {
        protect.extend(preset(generator.protect).into_iter().flat_map(regexes));
    }
    for name in presets {
        match preset(name.as_ref()) {
            Some(patterns) => {
                let place = reader.position(name.span().start);
                let range = protect.len()..protect.len() + patterns.len();
                places.protect.push((name.as_ref().clone(), place, range));
                protect.extend(regexes(patterns));
            }
            None => {
                let near = reader::nearest(name.as_ref(), PRESETS.into_iter());
                let hint =
                    near.map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"));
                let message = format!("segment.presets: \"{}\" is no preset{hint}", name.as_ref());
                reader.problem(name.span().start, message);
            }
        }
    }
    let words = {
        let mut words = reader.section(&mut section, "words");
        let words = reader.values::<Words>(&mut words);
        for (language, at, _) in &words {
            places.words.push((language.clone(), reader.position(*at)));
        }
        words
            .into_iter()
            .map(|(language, _, words)| (language, words))
            .collect()
    };
    reader.close(section);
    Segment {
        unit,
        front_matter,
        protect,
        words,
        places,
    }
}

fn regexes(patterns: &'static [&'static str]) -> impl Iterator<Item = Regex> {
    let patterns = patterns.iter().map(|pattern| Regex::new(pattern));
    patterns.map(|regex| regex.expect("the presets are tested"))
}

fn site<'c>(reader: &mut Reader<'c>, root: &mut Section<'c>) -> Site {
    let mut section = reader.section(root, "site");
    let url = reader.take_at::<String>(&mut section, "url");
    if let Some((at, url)) = &url
        && !url.starts_with("https://")
        && !url.starts_with("http://")
    {
        reader.problem(
            *at,
            format!("site.url: \"{url}\" has to begin with https:// or http://"),
        );
    }
    let templates = reader.take::<String>(&mut section, "templates");
    let raw_html = match reader.take::<bool>(&mut section, "raw-html") {
        Some(true) => RawHtml::Keep,
        Some(false) | None => RawHtml::Escape,
    };
    reader.close(section);
    Site {
        url: url.map(|(_, url)| url.trim_end_matches('/').to_owned()),
        templates,
        raw_html,
    }
}

pub(super) fn carry<'c>(
    reader: &mut Reader<'c>,
    mut section: Section<'c>,
    default: Policy,
) -> Policy {
    let mut carried: Vec<Class> = default.carried.iter().collect();
    for class in Class::ALL {
        match reader.take::<Carry>(&mut section, class.name()) {
            Some(Carry::Carry) => carried.push(class),
            Some(Carry::Review) => carried.retain(|own| *own != class),
            None => {}
        }
    }
    let memory = reader.take::<Carry>(&mut section, "memory");
    reader.close(section);
    Policy {
        carried: carried.into_iter().collect(),
        memory: memory.map_or(default.memory, |memory| matches!(memory, Carry::Carry)),
    }
}

pub(super) fn build<'c>(
    reader: &mut Reader<'c>,
    mut section: Section<'c>,
    default: &edition::Settings,
) -> edition::Settings {
    let mut build = default.clone();
    if let Some((at, formats)) = reader.take_at::<Vec<BuildFormat>>(&mut section, "formats") {
        if formats.is_empty() {
            reader.problem(at, "build.formats: name \"source\", \"html\" or both");
        }
        build.has_source = formats.contains(&BuildFormat::Source);
        build.has_html = formats.contains(&BuildFormat::Html);
    }
    let fallback = &mut build.fallback;
    fallback.missing = reader
        .take::<Missing>(&mut section, "missing")
        .unwrap_or(fallback.missing);
    fallback.draft = reader
        .take::<Doubtful>(&mut section, "draft")
        .unwrap_or(fallback.draft);
    fallback.stale = reader
        .take::<Doubtful>(&mut section, "stale")
        .unwrap_or(fallback.stale);
    build.minimum = percent(reader, &mut section, "minimum").unwrap_or(build.minimum);
    if let Some((at, width)) = reader.take_at::<i64>(&mut section, "text-width") {
        match usize::try_from(width) {
            Ok(width) if width <= WIDEST => build.text_width = width,
            _ => reader.problem(
                at,
                format!("text-width: {width} is no width from 0 to {WIDEST}"),
            ),
        }
    }
    reader.close(section);
    build
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::levels::Level;

    const CHECKS: [&str; 2] = ["missing", "unchanged"];

    fn problems(text: &str) -> String {
        parse(text, &CHECKS).unwrap_err().message
    }

    #[test]
    fn a_minimal_config_has_the_defaults() {
        let config = parse("[project]\nlocales = [\"es\", \"ru\"]\n", &CHECKS).unwrap();
        assert_eq!(config.source_locale.as_str(), "en");
        assert_eq!(
            (config.paths.source.as_str(), config.paths.out.as_str()),
            ("source", "out")
        );
        assert!(config.paths.include.contains("news/accord.md"));
        assert!(config.paths.include.contains("accord.md"));
        assert_eq!(config.settings[1].required, 100);
    }

    #[test]
    fn locales_have_settings_of_their_own() {
        let config = parse(
            "[project]\nlocales = [\"es\", \"es-CO\"]\n[carry]\nmarkup = \"carry\"\n[check]\nmissing = \"warning\"\n\
             [locale.es-CO]\nparent = \"es\"\nrequired = 80\n[locale.es-CO.carry]\nmarkup = \"review\"\nlayout = \"review\"\n\
             [locale.es-CO.build]\nstale = \"source\"\n[locale.es-CO.check]\nunchanged = \"off\"\n",
            &CHECKS,
        )
        .unwrap();
        let [es, co] = &config.settings[..] else {
            panic!()
        };
        assert!(
            es.policy.carried.contains(Class::Markup) && !co.policy.carried.contains(Class::Markup)
        );
        assert!(!co.policy.carried.contains(Class::Layout));
        assert_eq!(
            (co.required, co.build.fallback.stale),
            (80, Doubtful::Source)
        );
        assert_eq!(co.parent.as_ref().map(Locale::as_str), Some("es"));
        assert_eq!(co.check["unchanged"], Level::Off);
    }

    #[test]
    fn every_problem_has_its_place() {
        let message = problems(
            "[project]\nlocals = [\"es\"]\nlocales = [\"es\", \"español\", \"en\"]\n[paths]\nout = \"../x\"\nlayout = \"{path}\"\n\
             [segment]\nprotect = [\"(\"]\n[build]\nminimum = 200\nstale = \"english\"\n[check]\nmising = \"error\"\n[locale.fr]\n",
        );
        for expect in [
            "tolka.toml has 10 problems:",
            "2:1: ",
            "3:18: ",
            "3:29: ",
            "5:7: ",
            "6:10: ",
            "8:12: ",
            "10:11: ",
            "11:9: ",
            "13:1: ",
        ] {
            assert!(message.contains(expect), "{expect}: {message}");
        }
    }

    #[test]
    fn a_generator_sets_what_the_file_does_not() {
        let read = |more: &str| {
            let text = format!("[project]\nlocales = [\"es\"]\n[paths]\nlayout = \"hugo\"\n{more}");
            parse(&text, &CHECKS).unwrap()
        };
        let config = read("");
        let paths = &config.paths;
        assert_eq!((&*paths.source, &*paths.out), ("content", "content"));
        assert!(paths.include.contains("a.md") && !paths.include.contains("robots.txt"));
        assert!(config.build.has_source && !config.build.has_html);
        assert!(!config.settings[0].build.has_html);
        assert!(config.segment.protect[0].is_match("{{< ref \"x\" >}}"));
        let n_protected = config.segment.protect.len();

        let config = read(
            "source = \"texts\"\n[segment]\npresets = [\"hugo\"]\n[build]\nformats = [\"html\"]",
        );
        assert_eq!(&*config.paths.source, "texts");
        assert!(config.build.has_html && !config.build.has_source);
        assert_eq!(config.segment.protect.len(), n_protected);
    }

    #[test]
    fn dictionaries_are_the_locales_own_and_in_the_workspace() {
        let with = |spelling: &str| {
            let project = "[project]\nsource-locale = \"en-GB\"\nlocales = [\"es\"]\n";
            parse(&format!("{project}[spelling]\n{spelling}\n"), &CHECKS)
        };
        let path = |spelling: &str| with(spelling).unwrap().spelling;
        assert_eq!(path(""), None);
        assert_eq!(path("en = \"d/en_GB\"").as_deref(), Some("d/en_GB"));
        assert_eq!(path("en-GB = \"a.dic\"\nen = \"b\"").as_deref(), Some("a"));
        let config = with("en = \"e\"\nes = \"s\"\nfr = \"f\"").unwrap();
        assert_eq!(config.settings[0].spelling.as_deref(), Some("s"));
        let unused = config.unused_dictionaries.iter();
        let unused: Vec<_> = unused
            .map(|(tag, place)| (tag.as_str(), place.line))
            .collect();
        assert_eq!(unused, [("fr", 7)]);
        for (spelling, expect) in [
            (
                "en = \"/usr/share/hunspell/en_US\"",
                "every machine reads the same words",
            ),
            ("en = \"../en_US\"", "has to be a path inside the workspace"),
            ("en = 5", "5:6: spelling.en: "),
        ] {
            let message = with(spelling).unwrap_err().message;
            assert!(message.contains(expect), "{message}");
        }
    }

    #[test]
    fn a_layout_that_is_no_generator() {
        let problem = |layout: &str| {
            problems(&format!(
                "[project]\nlocales = [\"es\"]\n[paths]\nlayout = \"{layout}\"\n"
            ))
        };
        assert!(problem("hugi").contains("did you mean \"hugo\"?"));
        assert!(problem("jekyll").contains("docusaurus, hugo, mkdocs, zola"));
        assert!(problem("out/{path}").contains("it needs {locale}"));
    }

    #[test]
    fn a_config_needs_locales() {
        assert!(problems("[project]\n").contains("locales"));
    }
}
