//! Dead: what `tolka.toml` says in vain: the facts behind the check `dead-config`.

use std::collections::BTreeSet;

use globset::GlobMatcher;

use super::load::Session;
use crate::check::facts::Dead;
use crate::check::levels::{Level, Levels};
use crate::check::{self, CHECKS, LOST_TRANSLATION};
use crate::config::Globs;
use crate::error::Result;
use crate::finding::Finding;
use crate::locale::Locale;
use crate::project::walk;
use crate::relate::{Localized, Workspace};
use crate::span::Position;

/// Is what of the config a workspace, or a part of one, gives a meaning to.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Alive {
    /// The articles, by their paths below their folder.
    articles: Vec<String>,
    /// For each locale of the config, whether it has a file.
    has_file: Vec<bool>,
    /// For each entry of `protect`, whether it matches anything.
    protect: Vec<bool>,
    /// For each key of `front-matter`, whether an article has a text under it.
    front_matter: Vec<bool>,
    /// The words of word classes that stand in an article.
    words: BTreeSet<String>,
}

impl Alive {
    /// Adds what another part gives a meaning to.
    pub fn merge(&mut self, other: Alive) {
        fn either(own: &mut Vec<bool>, other: &[bool]) {
            own.resize(own.len().max(other.len()), false);
            own.iter_mut()
                .zip(other)
                .for_each(|(own, other)| *own |= other);
        }
        self.articles.extend(other.articles);
        either(&mut self.has_file, &other.has_file);
        either(&mut self.protect, &other.protect);
        either(&mut self.front_matter, &other.front_matter);
        self.words.extend(other.words);
    }
}

/// Looks what of the config a workspace, or a part of one, gives a meaning to.
pub fn alive(session: &Session, workspace: &Workspace<'_>) -> Alive {
    let config = &session.project.config;
    let folder = format!("{}/", config.paths.source);
    let below = |path: &str| path.strip_prefix(&folder).unwrap_or(path).to_owned();
    let is_there = |side: &Localized<'_>| side.side.text.is_some() || side.side.trouble.is_some();
    let has_file = config.locales.iter().map(|locale| {
        let mut sides = session.sides_of(workspace);
        sides.any(|side| side.side.locale == locale && is_there(side))
    });
    let segment = &config.segment;
    let documents = || workspace.articles.iter().map(|article| &article.document);
    let protect = segment.places.protect.iter().map(|(_, _, range)| {
        let mut own = segment.protect[range.clone()].iter();
        own.any(|regex| documents().any(|document| regex.is_match(document.source)))
    });
    let front_matter = segment.places.front_matter.iter().map(|(key, _)| {
        let mut segments = documents().flat_map(|document| &document.segments);
        segments.any(|segment| segment.context.0 == *key)
    });
    let words = words(session).filter(|word| {
        let lower = word.to_lowercase();
        documents().any(|document| {
            let source = document.source;
            source.contains(*word) || source.to_lowercase().contains(&lower)
        })
    });
    Alive {
        articles: workspace
            .articles
            .iter()
            .map(|article| below(article.path))
            .collect(),
        has_file: has_file.collect(),
        protect: protect.collect(),
        front_matter: front_matter.collect(),
        words: words.map(str::to_owned).collect(),
    }
}

/// Yields the words that the config adds to the classes of the source's language.
fn words(session: &Session) -> impl Iterator<Item = &str> {
    let config = &session.project.config;
    let language = config.source_locale.language();
    let places = config.segment.places.words.iter();
    let own = places.filter(move |(own, _)| own == language);
    let own = own.filter_map(|(own, _)| config.segment.words.get(own));
    own.flat_map(|words| words.added())
}

/// Finds the settings that match nothing.
///
/// # Errors
/// Where the folder of the articles cannot be listed.
pub fn dead(session: &Session, alive: &Alive) -> Result<Vec<Dead>> {
    let config = &session.project.config;
    let mut dead = Vec::new();
    let source = session.project.absolute(&config.paths.source);
    let has_globs =
        !config.paths.include.written.is_empty() || !config.paths.exclude.written.is_empty();
    if has_globs {
        let files = walk::all_files(&session.project, &source)?;
        let below: Vec<&str> = files.iter().map(|(_, below)| below.as_str()).collect();
        globs("include", &config.paths.include, &below, "file", &mut dead);
        globs("exclude", &config.paths.exclude, &below, "file", &mut dead);
    }
    let all: Vec<&str> = alive.articles.iter().map(String::as_str).collect();
    for settings in &config.settings {
        let has =
            |below: &str| settings.include.contains(below) && !settings.exclude.contains(below);
        let own: Vec<&str> = all.iter().copied().filter(|below| has(below)).collect();
        globs("include", &settings.include, &all, "article", &mut dead);
        globs("exclude", &settings.exclude, &all, "article", &mut dead);
        for articles in &settings.articles {
            globs(
                "articles",
                &articles.include,
                &own,
                "article of the locale",
                &mut dead,
            );
        }
    }
    segment(session, alive, &mut dead);
    let unused = config.unused_dictionaries.iter();
    dead.extend(unused.map(|(tag, position)| {
        let message = format!("spelling.{tag}: the project has no locale {tag}");
        written(tag, *position, message)
    }));
    let locales = config.locales.iter().zip(&config.locale_places);
    for (idx, (locale, place)) in locales.enumerate() {
        let has_file = alive.has_file.get(idx).copied().unwrap_or_default();
        if !has_file && !all.is_empty() {
            dead.push(of_locale(locale, *place));
        }
    }
    dead.sort_by_key(|dead| dead.position);
    Ok(dead)
}

/// Is checks that are off, in a locale or in all.
#[derive(Debug)]
pub struct Off<'s> {
    all: Vec<(Option<&'s Locale>, &'s (String, Position))>,
    /// Levels at which these checks and no others are on.
    pub levels: Levels,
}

/// Lists the checks that are off and could be found to have nothing to find; `None` without any.
pub fn off<'s>(session: &'s Session, levels: &Levels) -> Option<Off<'s>> {
    // What these find comes and goes with every sync and build, is not read while they are off, or is this.
    const PASSING: [&str; 8] = [
        "catalog",
        "dead-config",
        "dead-ignore",
        LOST_TRANSLATION,
        "obsolete",
        "output",
        "spelling",
        "syntax",
    ];
    let is_lasting = |id: &str| {
        let check = check::find(id);
        check.is_some_and(|check| check.status().is_none()) && !PASSING.contains(&id)
    };
    let config = &session.project.config;
    let general = config.off.iter().map(|off| (None, off));
    let own = config
        .locales
        .iter()
        .zip(&config.settings)
        .flat_map(|(locale, own)| own.off.iter().map(move |off| (Some(locale), off)));
    let all: Vec<(Option<&Locale>, &(String, Position))> = general
        .chain(own)
        .filter(|(_, (id, _))| is_lasting(id))
        .collect();
    if all.is_empty() {
        return None;
    }
    let is_off = |id: &str| all.iter().any(|(_, (off, _))| off == id);
    let tried = CHECKS
        .iter()
        .filter(|check| !is_off(check.id))
        .map(|check| (check.id.to_owned(), Level::Off));
    let mut on = Levels {
        checks: tried.collect(),
        ..levels.clone()
    };
    for own in on.locales.values_mut() {
        own.checks.clear();
    }
    Some(Off { all, levels: on })
}

impl Off<'_> {
    /// Finds the checks that are off and would find nothing: nobody knows any more why they are. `findings` are what
    /// they find at its levels.
    pub fn dead(&self, findings: &[Finding], levels: &Levels) -> Vec<Dead> {
        let dead = self.all.iter().filter(|(locale, (id, _))| {
            // What a locale says of the check itself is not hidden by the general level.
            let is_hidden = |finding: &Finding| match (locale, &finding.locale) {
                (Some(locale), own) => own.as_ref() == Some(*locale),
                (None, None) => true,
                (None, Some(own)) => {
                    let own = levels.locales.get(own);
                    own.is_none_or(|own| !own.checks.contains_key(id))
                }
            };
            let mut own = findings.iter().filter(|finding| finding.check == id);
            !own.any(is_hidden)
        });
        let dead = dead.map(|(locale, (id, position))| {
            let place = locale.map_or_else(String::new, |locale| format!(" for {locale}"));
            Dead {
                position: *position,
                n_columns: id.chars().count(),
                message: format!("{id} is off{place}, and would find nothing"),
            }
        });
        dead.collect()
    }
}

fn of_locale(locale: &Locale, position: Position) -> Dead {
    Dead {
        position,
        n_columns: locale.as_str().chars().count() + 2,
        message: format!("the locale {locale} has no file; \"tolka sync\" makes them"),
    }
}

/// Finds the globs that match none of `paths`.
fn globs(key: &str, globs: &Globs, paths: &[&str], noun: &str, dead: &mut Vec<Dead>) {
    let matches = |glob: &GlobMatcher| paths.iter().any(|path| glob.is_match(path));
    let own = globs.written.iter().filter(|(_, _, glob)| !matches(glob));
    dead.extend(own.map(|(text, position, _)| {
        written(
            text,
            *position,
            format!("{key}: \"{text}\" matches no {noun}"),
        )
    }));
}

fn written(text: &str, position: Position, message: String) -> Dead {
    Dead {
        position,
        n_columns: text.chars().count() + 2,
        message,
    }
}

/// Finds what is dead in `[segment]`.
fn segment(session: &Session, alive: &Alive, dead: &mut Vec<Dead>) {
    let segment = &session.project.config.segment;
    let is_alive = |own: &[bool], idx: usize| own.get(idx).copied().unwrap_or_default();
    for (idx, (text, position, _)) in segment.places.protect.iter().enumerate() {
        if !is_alive(&alive.protect, idx) {
            let message = format!("protect: \"{text}\" matches nothing in any article");
            dead.push(written(text, *position, message));
        }
    }
    for (idx, (key, position)) in segment.places.front_matter.iter().enumerate() {
        if !is_alive(&alive.front_matter, idx) {
            let message = format!("front-matter: no article has a text under \"{key}\"");
            dead.push(written(key, *position, message));
        }
    }
    let language = session.project.config.source_locale.language();
    for (own, position) in &segment.places.words {
        if own != language {
            let message = format!("words.{own}: the articles are in \"{language}\"");
            dead.push(written(own, *position, message));
            continue;
        }
        let Some(words) = segment.words.get(own) else {
            continue;
        };
        for word in words.added() {
            if !alive.words.contains(word) {
                let message = format!("words.{own}: \"{word}\" stands in no article");
                dead.push(written(own, *position, message));
            }
        }
    }
}
