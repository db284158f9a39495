//! Dead: what `tolka.toml` says in vain: the facts behind the check `dead-config`.

use globset::GlobMatcher;

use super::load::Session;
use crate::check::facts::{Dead, Facts};
use crate::check::levels::{Level, Levels};
use crate::check::{self, CHECKS, LOST_TRANSLATION};
use crate::config::Globs;
use crate::error::Result;
use crate::finding::Finding;
use crate::locale::Locale;
use crate::project::walk;
use crate::relate::Workspace;
use crate::span::Position;

/// Finds the settings that match nothing.
///
/// # Errors
/// Where the folder of the articles cannot be listed.
pub fn dead(session: &Session, workspace: &Workspace<'_>) -> Result<Vec<Dead>> {
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
    let folder = format!("{}/", config.paths.source);
    let below = |path: &'_ str| {
        path.strip_prefix(&folder)
            .map_or_else(|| path.to_owned(), str::to_owned)
    };
    let all: Vec<String> = workspace
        .articles
        .iter()
        .map(|article| below(article.path))
        .collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    for (locale, settings) in config.locales.iter().zip(&config.settings) {
        let own: Vec<String> = workspace
            .articles
            .iter()
            .filter(|article| article.sides.iter().any(|side| side.side.locale == locale))
            .map(|article| below(article.path))
            .collect();
        let own: Vec<&str> = own.iter().map(String::as_str).collect();
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
    segment(session, workspace, &mut dead);
    let unused = config.unused_dictionaries.iter();
    dead.extend(unused.map(|(tag, position)| {
        let message = format!("spelling.{tag}: the project has no locale {tag}");
        written(tag, *position, message)
    }));
    for (locale, place) in config.locales.iter().zip(&config.locale_places) {
        let mut sides = session.sides_of(workspace);
        let has_file = sides.any(|side| {
            side.side.locale == locale && (side.side.text.is_some() || side.side.trouble.is_some())
        });
        if !has_file && !all.is_empty() {
            dead.push(of_locale(locale, *place));
        }
    }
    dead.sort_by_key(|dead| dead.position);
    Ok(dead)
}

/// Finds the checks that are off and would find nothing: nobody knows any more why they are.
pub fn off(
    session: &Session,
    workspace: &Workspace<'_>,
    facts: &Facts<'_>,
    levels: &Levels,
) -> Vec<Dead> {
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
        return Vec::new();
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
    let findings = check::run(workspace, facts, &on);
    let dead = all.into_iter().filter(|(locale, (id, _))| {
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
fn segment(session: &Session, workspace: &Workspace<'_>, dead: &mut Vec<Dead>) {
    let segment = &session.project.config.segment;
    let sources = || {
        workspace
            .articles
            .iter()
            .map(|article| article.document.source)
    };
    for (text, position, range) in &segment.places.protect {
        let mut own = segment.protect[range.clone()].iter();
        if !own.any(|regex| sources().any(|source| regex.is_match(source))) {
            let message = format!("protect: \"{text}\" matches nothing in any article");
            dead.push(written(text, *position, message));
        }
    }
    for (key, position) in &segment.places.front_matter {
        let mut articles = workspace.articles.iter();
        let has_key = articles.any(|article| {
            let mut segments = article.document.segments.iter();
            segments.any(|segment| segment.context.0 == *key)
        });
        if !has_key {
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
            let lower = word.to_lowercase();
            let stands =
                |source: &str| source.contains(word) || source.to_lowercase().contains(&lower);
            if !sources().any(stands) {
                let message = format!("words.{own}: \"{word}\" stands in no article");
                dead.push(written(own, *position, message));
            }
        }
    }
}
