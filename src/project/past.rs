//! Past: the files of a workspace from texts instead of the disk: an older state, or a mixed one.

use std::collections::{BTreeMap, BTreeSet};

use super::Project;
use super::read::{ArticleFiles, Files, GoneFiles, MessageFiles};
use super::walk::ArticlePath;
use crate::catalog::article_of;
use crate::fluent::file::Text;

/// Picks the articles among texts by path, as the config names them.
pub fn articles(project: &Project, texts: &BTreeMap<String, String>) -> Vec<(ArticlePath, String)> {
    let paths = &project.config.paths;
    let folder = format!("{}/", paths.source);
    let articles = texts.iter().filter_map(|(path, text)| {
        let below = path.strip_prefix(&folder)?.to_owned();
        let is_hidden = below.split('/').any(|part| part.starts_with('.'));
        let is_wanted = paths.include.contains(&below) && !paths.exclude.contains(&below);
        let place = ArticlePath {
            path: path.clone(),
            below,
        };
        (is_wanted && !is_hidden && place.format().is_some()).then(|| (place, text.clone()))
    });
    articles.collect()
}

/// Puts articles together with the Fluent files among texts by path.
pub fn files(
    project: &Project,
    articles: Vec<(ArticlePath, String)>,
    fluent: &BTreeMap<String, String>,
) -> Files {
    let config = &project.config;
    let at = |path: &str| Ok(fluent.get(path).cloned().map(Text::new));
    let mut files = Files::default();
    let mut known: BTreeSet<String> = BTreeSet::new();
    for (place, text) in articles {
        known.insert(project.ftl_path("", &place.below));
        let locales = config.locales.iter().zip(&config.settings);
        let locales = locales.map(|(locale, settings)| {
            let has =
                settings.include.contains(&place.below) && !settings.exclude.contains(&place.below);
            has.then(|| at(&project.ftl_path(locale.as_str(), &place.below)))
        });
        let locales = locales.collect();
        let catalog = at(&project.ftl_path(config.source_locale.as_str(), &place.below));
        files.articles.push(ArticleFiles {
            place,
            text,
            catalog,
            locales,
        });
    }
    for locale in std::iter::once(&config.source_locale).chain(&config.locales) {
        let folder = format!("{}/{locale}/", config.paths.locales);
        for (path, raw) in fluent {
            let Some(below) = path.strip_prefix(&folder) else {
                continue;
            };
            if !known.insert(project.ftl_path("", below)) {
                continue;
            }
            let paths = config.locales.iter();
            let locales = paths
                .map(|locale| at(&format!("{}/{locale}/{below}", config.paths.locales)))
                .collect();
            let is_source = *locale == config.source_locale;
            match article_of(raw, &config.paths.source) {
                Some(article) => files.gone.push(GoneFiles {
                    article: article.to_owned(),
                    below: below.to_owned(),
                    catalog: at(&format!(
                        "{}/{}/{below}",
                        config.paths.locales, config.source_locale
                    )),
                    locales,
                }),
                None if is_source => files.messages.push(MessageFiles {
                    path: path.clone(),
                    below: below.to_owned(),
                    source: Text::new(raw.clone()),
                    locales,
                }),
                None => {}
            }
        }
    }
    files
        .messages
        .sort_by_key(|file| (file.below != config.paths.terms, file.below.clone()));
    files
}
