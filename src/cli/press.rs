//! Press: everything that a build prints with, and what it wants to stand under `out`.

use std::collections::{BTreeMap, BTreeSet};

use super::load::Session;
use crate::config::Config;
use crate::edition::{self, Editions, Press};
use crate::error::{Error, Result};
use crate::locale::Locale;
use crate::page::{Template, TemplateError, Templates};
use crate::project::outputs::{Record, Wanted};
use crate::project::{read, walk};
use crate::pseudo;
use crate::relate::Workspace;
use crate::resolve;

/// Makes all editions of the workspace.
pub fn editions(session: &Session, workspace: &Workspace<'_>) -> Result<Editions> {
    with_press(session, workspace, |press| edition::make(workspace, press))
}

/// Makes the editions in the language that nobody speaks; what was built for all others stays.
pub fn pseudo_wanted(
    session: &Session,
    workspace: &Workspace<'_>,
    record: &Record,
) -> Result<(Editions, Wanted)> {
    let locale = pseudo_locale();
    let config = &session.project.config;
    if config.locales.contains(&locale) || config.source_locale == locale {
        let message = format!("{locale} is a locale of this project; it is built without --pseudo");
        return Err(Error::usage(message));
    }
    let editions = with_press(session, workspace, |press| {
        edition::make_pseudo(workspace, press, &locale)
    })?;
    let others = record.paths().filter(|path| !is_pseudo(config, path));
    let kept = others.map(str::to_owned).collect();
    let texts = texts(config, &editions);
    let take_over = BTreeSet::new();
    Ok((
        editions,
        Wanted {
            texts,
            kept,
            take_over,
        },
    ))
}

fn pseudo_locale() -> Locale {
    pseudo::LOCALE.parse().expect("a language tag")
}

/// Tells whether `path` in the workspace is what `--pseudo` makes.
fn is_pseudo(config: &Config, path: &str) -> bool {
    let locale = pseudo_locale();
    let below = path.strip_prefix(&format!("{}/", config.paths.out));
    !config.locales.contains(&locale)
        && below.is_some_and(|below| config.paths.layout.makes(below, &locale))
}

/// Prints with everything that pages are made with.
fn with_press(
    session: &Session,
    workspace: &Workspace<'_>,
    print: impl Fn(&Press<'_>) -> std::result::Result<Editions, TemplateError>,
) -> Result<Editions> {
    let config = &session.project.config;
    let templates = templates(session)?;
    let site = workspace
        .messages
        .iter()
        .find(|messages| messages.path.ends_with(&format!("/{}", config.paths.site)));
    let terms = session
        .files
        .messages
        .iter()
        .find(|files| files.below == config.paths.terms);
    let terms: Vec<_> = terms
        .map(|files| resolve::resource(&files.source))
        .into_iter()
        .collect();
    let folder = format!("{}/", config.paths.source);
    let readable = session.files.articles.iter();
    let unreadable = session.files.unreadable.iter();
    let articles: BTreeSet<&str> = readable
        .map(|article| article.place.path.as_str())
        .chain(unreadable.map(|(path, _)| path.as_str()))
        .collect();
    let press = Press {
        templates: &templates,
        raw_html: config.site.raw_html,
        site_url: config.site.url.as_deref(),
        site,
        terms: &terms,
        settings: &|locale| settings(config, locale),
        path: &|article, locale, ext| {
            let below = article.strip_prefix(&folder).unwrap_or(article);
            config.paths.layout.output(below, locale, ext)
        },
        is_article: &|below| {
            let path = format!("{}/{below}", config.paths.out);
            articles.contains(path.as_str())
        },
        is_whole: session.files.unreadable.is_empty(),
    };
    print(&press).map_err(|error| Error::config(format!("template {error}")))
}

/// Returns what is built for a locale.
fn settings(config: &Config, locale: &Locale) -> edition::Settings {
    let own = config.locales.iter().position(|known| known == locale);
    let mut settings = own
        .map_or(&config.build, |idx| &config.settings[idx].build)
        .clone();
    // Outputs that stand among the articles are a site generator's; it has the originals already.
    let stands_inside = config.paths.out == config.paths.source;
    let stands_below = config.paths.is_source_below_out();
    let is_source = *locale == config.source_locale;
    let is_there = stands_inside || stands_below || !config.paths.has_originals;
    settings.has_source &= !is_source || !is_there;
    settings.has_html &= !is_source || !stands_below;
    settings
}

/// Reads the user's templates.
fn templates(session: &Session) -> Result<Templates> {
    let mut own = Vec::new();
    if let Some(folder) = &session.project.config.site.templates {
        let absolute = session.project.absolute(folder);
        if !absolute.is_dir() {
            return Err(Error::config(format!(
                "site.templates: there is no folder {folder}"
            )));
        }
        for (path, name) in walk::all_files(&session.project, &absolute)? {
            let failed = |reason| Error::config(format!("template {path}: {reason}"));
            let source = read::text(&session.project.absolute(&path)).map_err(failed)?;
            own.push(Template { name, path, source });
        }
    }
    Templates::new(own).map_err(|error| Error::config(format!("template {error}")))
}

/// Says what is to stand under `out`. What stands there of articles and locale files that cannot be read stays.
pub fn wanted(session: &Session, editions: &Editions, record: &Record) -> Wanted {
    let config = &session.project.config;
    let out = &config.paths.out;
    let mut kept: BTreeSet<String> = editions
        .kept
        .iter()
        .chain(&editions.kept_front)
        .map(|path| format!("{out}/{path}"))
        .collect();
    let pseudo = record.paths().filter(|path| is_pseudo(config, path));
    kept.extend(pseudo.map(str::to_owned));
    if !editions.kept_front.is_empty() {
        // The further files of a long sitemap.
        let part = format!("{out}/sitemap-");
        let parts = record.paths().filter(|path| path.starts_with(&part));
        kept.extend(parts.map(str::to_owned));
    }
    let folder = format!("{}/", config.paths.source);
    for (article, _) in &session.files.unreadable {
        let below = article.strip_prefix(&folder).unwrap_or(article);
        for locale in config.locales.iter().chain([&config.source_locale]) {
            let paths =
                [None, Some("html")].map(|ext| config.paths.layout.output(below, locale, ext));
            kept.extend(paths.map(|path| format!("{out}/{path}")));
        }
    }
    Wanted {
        texts: texts(config, editions),
        kept,
        take_over: BTreeSet::new(),
    }
}

fn texts(config: &Config, editions: &Editions) -> BTreeMap<String, String> {
    let out = &config.paths.out;
    let files = editions.files.iter();
    files
        .map(|edition| (format!("{out}/{}", edition.path), edition.text.clone()))
        .collect()
}
