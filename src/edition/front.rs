//! Front: the pages that lead to articles. An index for every locale, an entry for readers of any language, a sitemap.
//!
//! Separate because they need all articles at once. None of them ever stands where an article or its page does.

use super::home::INDEX;
use super::words::{Around, around, language_name};
use super::{Edition, Editions, Homes, Press};
use crate::locale::Locale;
use crate::page::{Door, Entry, Frame, Group, Index, Listed, Published, TemplateError};
use crate::page::{absolute, links, relative, sitemap};

/// Is what the pages that lead to articles say of one.
#[derive(Debug)]
pub(super) struct Lead {
    /// The article's path.
    pub article: String,
    /// What its locale's index says of it, for each locale that it has a page in.
    listed: Vec<(Locale, Listed)>,
    /// Its pages, where there is a sitemap.
    group: Option<Group>,
}

impl Lead {
    /// Begins with what there is of an article in all locales.
    pub fn new(press: &Press<'_>, article: &str, published: &[Published]) -> Self {
        let default = published
            .iter()
            .find(|one| one.locale == *press.source_locale);
        let default = default.map(|one| &*one.path);
        Lead {
            article: article.to_owned(),
            listed: Vec::new(),
            group: press
                .site_url
                .map(|site_url| group(site_url, published, default)),
        }
    }

    /// Adds the article's page in a locale, with what stands around it; `home` is where the locale's readers begin.
    pub fn list(&mut self, locale: &Locale, home: Option<&str>, path: &str, frame: Frame) {
        let mut words = frame.words;
        let mut langs = frame.word_langs;
        let listed = Listed {
            title: frame.title,
            title_lang: frame.title_lang,
            description: frame.description,
            description_lang: frame.description_lang,
            reading_time: words.remove("reading-time"),
            reading_time_lang: langs.remove("reading-time"),
            href: match home {
                Some(home) => relative(home, path),
                None => path.to_owned(),
            },
            url: frame.links.canonical,
        };
        self.listed.push((locale.clone(), listed));
    }
}

/// Is a locale with its articles.
struct Shelf {
    locale: Locale,
    home: Option<String>,
    is_made: bool,
    articles: Vec<Listed>,
}

/// Makes the indexes, the entry and the sitemap, for the editions of all articles.
///
/// # Errors
/// What a template asks for and cannot get.
pub fn front<R>(
    press: &Press<'_>,
    homes: &Homes,
    editions: &mut Editions<R>,
) -> Result<Vec<Edition>, TemplateError> {
    let mut files = Vec::new();
    let shelves = homes.homes.iter().map(|home| Shelf {
        locale: home.locale.clone(),
        home: home.path.clone(),
        is_made: home.is_made,
        articles: Vec::new(),
    });
    let mut shelves: Vec<Shelf> = shelves.collect();
    let mut groups = Vec::new();
    for lead in std::mem::take(&mut editions.leads) {
        groups.extend(lead.group);
        for (locale, listed) in lead.listed {
            let shelf = shelves.iter_mut().find(|shelf| shelf.locale == locale);
            if let Some(shelf) = shelf {
                shelf.articles.push(listed);
            }
        }
    }
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
        .find(|one| one.locale == *press.source_locale);
    let default = homes.entry.or(source.map(|one| &*one.path));
    let doors: Vec<Door> = shelves
        .iter()
        .filter_map(|shelf| door(press, shelf))
        .collect();
    for shelf in shelves.into_iter().filter(|shelf| shelf.is_made) {
        let Some(path) = shelf.home else { continue };
        let around = around(press, &shelf.locale, &[("count", shelf.articles.len())]);
        let title = words_title(&around);
        let frame = frame(press, &shelf.locale, &path, around);
        let index = Index {
            frame: Frame {
                title: title.unwrap_or_else(|| language_name(press, &shelf.locale)),
                links: links(
                    &path,
                    press.source_locale,
                    &indexes,
                    default,
                    press.site_url,
                ),
                ..frame
            },
            articles: shelf.articles,
        };
        files.push(Edition {
            text: press.templates.index(&index)?,
            path,
            article: None,
            locale: Some(shelf.locale),
        });
    }
    if let Some(path) = homes.entry.filter(|_| !doors.is_empty()) {
        let around = around(press, press.source_locale, &[]);
        let names: Vec<&str> = doors.iter().map(|door| &*door.name).collect();
        let title = words_title(&around).unwrap_or_else(|| names.join(" · "));
        let frame = frame(press, press.source_locale, path, around);
        let page = Entry {
            frame: Frame {
                title,
                home: None,
                links: links(path, press.source_locale, &indexes, default, press.site_url),
                ..frame
            },
            doors,
        };
        files.push(plain(path.to_owned(), press.templates.entry(&page)?));
    }
    if let (Some(site_url), Some(_)) = (press.site_url, homes.sitemap) {
        if !indexes.is_empty() {
            groups.insert(0, group(site_url, &indexes, default));
        }
        let made = sitemap(&groups, &|name| absolute(site_url, name));
        files.extend(made.into_iter().map(|(name, text)| plain(name, text)));
    }
    Ok(files)
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

fn frame(press: &Press<'_>, locale: &Locale, path: &str, around: Around) -> Frame {
    Frame {
        locale: locale.clone(),
        dir: locale.direction(),
        og_locale: locale.with_territory(),
        source_locale: press.source_locale.clone(),
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
