//! Front: the pages that lead to articles. An index for every locale, an entry for readers of any language, a sitemap.
//!
//! Separate because they need all articles at once. None of them ever stands where an article or its page does.

use std::collections::BTreeSet;

use super::words::{Around, around, language_name};
use super::{Edition, Press, is_published};
use crate::locale::Locale;
use crate::page::{Door, Entry, Frame, Group, Index, Listed, Published, TemplateError};
use crate::page::{absolute, links, relative, sitemap};
use crate::relate::Workspace;

/// The entry and what would be an article's page in its place.
const INDEX: &str = "index.html";
const SITEMAP: &str = "sitemap.xml";

/// Is what leads to the articles, as far as they are known.
#[derive(Debug, Default)]
pub(super) struct Front {
    /// The locales, the source's first.
    shelves: Vec<Shelf>,
    /// Every article's pages.
    groups: Vec<Group>,
    /// The path of the entry, where none of an article's is in its place.
    entry: Option<&'static str>,
    /// The path of the sitemap, likewise.
    sitemap: Option<&'static str>,
}

/// Is a locale with its articles.
#[derive(Debug)]
struct Shelf {
    locale: Locale,
    /// Where readers of the locale begin: the path of its index, or of the article that stands there.
    home: Option<String>,
    /// Whether tolka makes that page.
    is_made: bool,
    articles: Vec<(String, Listed)>,
}

impl Front {
    /// Finds the places that are free.
    pub fn new(workspace: &Workspace<'_>, press: &Press<'_>) -> Self {
        let locales = || {
            [workspace.source_locale]
                .into_iter()
                .chain(workspace.locales)
        };
        let pages: BTreeSet<String> = workspace
            .articles
            .iter()
            .flat_map(|article| {
                let paths = |locale| {
                    [None, Some("html")].map(|ext| (press.path)(article.path, locale, ext))
                };
                locales().flat_map(paths)
            })
            .collect();
        let is_free = |path: &str| !pages.contains(path) && !(press.is_article)(path);
        let shelf = |locale: &Locale| {
            let home = (press.path)(INDEX, locale, Some("html"));
            let is_made = is_free(&home);
            let is_home = is_made || has_page(workspace, press, locale, &home);
            Shelf {
                locale: locale.clone(),
                home: Some(home).filter(|_| is_home),
                is_made,
                articles: Vec::new(),
            }
        };
        Front {
            shelves: locales().map(shelf).collect(),
            groups: Vec::new(),
            entry: Some(INDEX).filter(|path| is_free(path)),
            sitemap: Some(SITEMAP).filter(|path| is_free(path)),
        }
    }

    /// Returns where readers of a locale begin.
    pub fn home(&self, locale: &Locale) -> Option<&str> {
        let shelf = self.shelves.iter().find(|shelf| shelf.locale == *locale);
        shelf.and_then(|shelf| shelf.home.as_deref())
    }

    /// Adds an article's page in a locale, with what stands around it.
    pub fn list(&mut self, locale: &Locale, path: String, frame: Frame) {
        let shelf = self
            .shelves
            .iter_mut()
            .find(|shelf| shelf.locale == *locale);
        let Some(shelf) = shelf else { return };
        let mut words = frame.words;
        let mut langs = frame.word_langs;
        let listed = Listed {
            title: frame.title,
            title_lang: frame.title_lang,
            description: frame.description,
            description_lang: frame.description_lang,
            reading_time: words.remove("reading-time"),
            reading_time_lang: langs.remove("reading-time"),
            href: match &shelf.home {
                Some(home) => relative(home, &path),
                None => path.clone(),
            },
            url: frame.links.canonical,
        };
        shelf.articles.push((path, listed));
    }

    /// Adds the pages of an article in all locales that have it.
    pub fn group(&mut self, press: &Press<'_>, source_locale: &Locale, published: &[Published]) {
        let Some(site_url) = press.site_url else {
            return;
        };
        let default = published.iter().find(|one| one.locale == *source_locale);
        self.groups
            .push(group(site_url, published, default.map(|one| &*one.path)));
    }

    /// Returns the paths of everything that `make` makes, the files of a long sitemap apart.
    pub fn paths(self) -> Vec<String> {
        let made = self.shelves.into_iter().filter(|shelf| shelf.is_made);
        let homes = made.filter_map(|shelf| shelf.home);
        let others = self.entry.into_iter().chain(self.sitemap);
        homes.chain(others.map(str::to_owned)).collect()
    }

    /// Makes the indexes, the entry and the sitemap.
    ///
    /// # Errors
    /// What a template asks for and cannot get.
    pub fn make(
        self,
        workspace: &Workspace<'_>,
        press: &Press<'_>,
    ) -> Result<Vec<Edition>, TemplateError> {
        let mut files = Vec::new();
        let Front {
            mut shelves,
            mut groups,
            entry,
            sitemap: map,
        } = self;
        shelves.retain(|shelf| !shelf.articles.is_empty());
        let indexes: Vec<Published> = shelves
            .iter()
            .filter(|shelf| shelf.is_made)
            .filter_map(|shelf| {
                Some(Published {
                    locale: shelf.locale.clone(),
                    name: language_name(press, &shelf.locale),
                    path: shelf.home.clone()?,
                })
            })
            .collect();
        // Without an entry the source's index is the one for readers of any other language.
        let source = indexes
            .iter()
            .find(|one| one.locale == *workspace.source_locale);
        let default = entry.or(source.map(|one| &*one.path));
        let doors: Vec<Door> = shelves
            .iter()
            .filter_map(|shelf| door(press, shelf))
            .collect();
        for shelf in shelves.into_iter().filter(|shelf| shelf.is_made) {
            let Some(path) = shelf.home else { continue };
            let around = around(press, &shelf.locale, &[("count", shelf.articles.len())]);
            let title = words_title(&around);
            let frame = frame(workspace, press, &shelf.locale, &path, around);
            let index = Index {
                frame: Frame {
                    title: title.unwrap_or_else(|| language_name(press, &shelf.locale)),
                    links: links(
                        &path,
                        workspace.source_locale,
                        &indexes,
                        default,
                        press.site_url,
                    ),
                    ..frame
                },
                articles: shelf
                    .articles
                    .into_iter()
                    .map(|(_, listed)| listed)
                    .collect(),
            };
            files.push(Edition {
                text: press.templates.index(&index)?,
                path,
                article: None,
                locale: Some(shelf.locale),
            });
        }
        if let Some(path) = entry.filter(|_| !doors.is_empty()) {
            let around = around(press, workspace.source_locale, &[]);
            let names: Vec<&str> = doors.iter().map(|door| &*door.name).collect();
            let title = words_title(&around).unwrap_or_else(|| names.join(" · "));
            let frame = frame(workspace, press, workspace.source_locale, path, around);
            let page = Entry {
                frame: Frame {
                    title,
                    home: None,
                    links: links(
                        path,
                        workspace.source_locale,
                        &indexes,
                        default,
                        press.site_url,
                    ),
                    ..frame
                },
                doors,
            };
            files.push(plain(path.to_owned(), press.templates.entry(&page)?));
        }
        if let (Some(site_url), Some(_)) = (press.site_url, map) {
            if !indexes.is_empty() {
                groups.insert(0, group(site_url, &indexes, default));
            }
            let made = sitemap(&groups, &|name| absolute(site_url, name));
            files.extend(made.into_iter().map(|(name, text)| plain(name, text)));
        }
        Ok(files)
    }
}

/// Tells whether some article has its page in `locale` at `path`.
fn has_page(workspace: &Workspace<'_>, press: &Press<'_>, locale: &Locale, path: &str) -> bool {
    let settings = (press.settings)(locale);
    let mut own = workspace
        .articles
        .iter()
        .filter(|article| (press.path)(article.path, locale, Some("html")) == path);
    settings.has_html
        && own.any(|article| {
            let side = article.sides.iter().find(|side| side.side.locale == locale);
            locale == workspace.source_locale
                || side.is_some_and(|side| is_published(article, side, settings.minimum))
        })
}

fn group(site_url: &str, published: &[Published], default: Option<&str>) -> Group {
    let pages = published.iter().map(|one| {
        let url = absolute(site_url, &one.path);
        (one.locale.to_string(), url)
    });
    Group {
        pages: pages.collect(),
        x_default: default.map(|path| absolute(site_url, path)),
    }
}

fn plain(path: String, text: String) -> Edition {
    Edition {
        path,
        text,
        article: None,
        locale: None,
    }
}

fn door(press: &Press<'_>, shelf: &Shelf) -> Option<Door> {
    let mut around = around(press, &shelf.locale, &[("count", shelf.articles.len())]);
    let is_own = !around.langs.contains_key("article-count");
    let home = shelf.home.as_ref()?;
    Some(Door {
        locale: shelf.locale.clone(),
        dir: shelf.locale.direction(),
        name: language_name(press, &shelf.locale),
        article_count: around.words.remove("article-count").filter(|_| is_own),
        href: relative(INDEX, home),
    })
}

fn words_title(around: &Around) -> Option<String> {
    let name = around.words.get("site-name");
    name.filter(|name| !name.is_empty()).cloned()
}

fn frame(
    workspace: &Workspace<'_>,
    press: &Press<'_>,
    locale: &Locale,
    path: &str,
    around: Around,
) -> Frame {
    Frame {
        locale: locale.clone(),
        dir: locale.direction(),
        og_locale: locale.with_territory(),
        source_locale: workspace.source_locale.clone(),
        title: String::new(),
        title_lang: around.langs.get("site-name").cloned(),
        description: around.words.get("site-description").cloned(),
        description_lang: around.langs.get("site-description").cloned(),
        words: around.words,
        word_langs: around.langs,
        home: Some(relative(path, path)),
        links: crate::page::Links::default(),
        raw_html: press.raw_html,
    }
}
