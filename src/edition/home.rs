//! Home: where the readers of each locale begin, and which articles stand there.
//!
//! Separate because every page leads home, also where only a part of the articles is looked at: the few articles that
//! decide where home is are found by their paths, and looked at first.

use super::{Press, is_published};
use crate::locale::Locale;
use crate::relate::{Article, Workspace};

/// The entry and what would be an article's page in its place.
pub(super) const INDEX: &str = "index.html";
pub(super) const SITEMAP: &str = "sitemap.xml";

/// Says where the readers of each locale begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Homes {
    /// The source's first.
    pub(super) homes: Vec<Home>,
    /// The path of the entry, where none of an article's is in its place.
    pub(super) entry: Option<&'static str>,
    /// The path of the sitemap, likewise.
    pub(super) sitemap: Option<&'static str>,
    /// The paths that are not for articles, unless one has them.
    places: Vec<String>,
}

/// Says where the readers of one locale begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Home {
    pub locale: Locale,
    /// The path of its index, or of the article that stands there.
    pub path: Option<String>,
    /// Whether tolka makes that page.
    pub is_made: bool,
}

/// Is an article that stands where an index, the entry or the sitemap would.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Resident {
    article: String,
    /// The locales that it has a page in.
    pages: Vec<String>,
}

/// Finds the articles of which an output would stand where an index, the entry or the sitemap does, by their places in
/// the list.
pub fn deciding<'p>(press: &Press<'_>, articles: impl Iterator<Item = &'p str>) -> Vec<usize> {
    let places = places(press);
    let articles = articles.enumerate();
    let deciding = articles.filter(|(_, article)| stands_in(press, &places, article));
    deciding.map(|(idx, _)| idx).collect()
}

/// Lists those articles of a workspace that stand where an index, the entry or the sitemap would.
pub fn residents(workspace: &Workspace<'_>, press: &Press<'_>) -> Vec<Resident> {
    let homes = Homes {
        places: places(press),
        ..Homes::default()
    };
    let articles = workspace.articles.iter();
    articles
        .filter_map(|article| homes.resident(press, article))
        .collect()
}

impl Homes {
    /// Finds the places that are free, and those of the `residents`.
    pub fn new(press: &Press<'_>, residents: &[Resident]) -> Self {
        let is_free = |path: &str| {
            let mut articles = residents.iter();
            !articles.any(|own| stands_in(press, &[path.to_owned()], &own.article))
                && !(press.is_article)(path)
        };
        let home = |locale: &Locale| {
            let path = (press.path)(INDEX, locale, Some("html"));
            let is_made = is_free(&path);
            let has_page = |own: &Resident| {
                own.pages.iter().any(|tag| tag == locale.as_str())
                    && (press.path)(&own.article, locale, Some("html")) == path
            };
            let is_home = is_made || residents.iter().any(has_page);
            Home {
                locale: locale.clone(),
                path: Some(path).filter(|_| is_home),
                is_made,
            }
        };
        Homes {
            homes: locales(press).map(home).collect(),
            entry: Some(INDEX).filter(|path| is_free(path)),
            sitemap: Some(SITEMAP).filter(|path| is_free(path)),
            places: places(press),
        }
    }

    /// Returns where readers of a locale begin.
    pub(super) fn of(&self, locale: &Locale) -> Option<&str> {
        let home = self.homes.iter().find(|home| home.locale == *locale);
        home.and_then(|home| home.path.as_deref())
    }

    /// Returns the paths of everything that leads to articles and is made, the files of a long sitemap apart.
    pub fn paths(&self) -> Vec<String> {
        let made = self.homes.iter().filter(|home| home.is_made);
        let homes = made.filter_map(|home| home.path.clone());
        let others = self.entry.into_iter().chain(self.sitemap);
        homes.chain(others.map(str::to_owned)).collect()
    }

    /// Tells which pages an article has, where it stands in one of the places.
    pub(super) fn resident(&self, press: &Press<'_>, article: &Article<'_>) -> Option<Resident> {
        if !stands_in(press, &self.places, article.path) {
            return None;
        }
        let has_page = |locale: &&Locale| {
            let settings = (press.settings)(locale);
            let mut sides = article.sides.iter();
            let side = sides.find(|side| side.side.locale == *locale);
            settings.has_html
                && (*locale == press.source_locale
                    || side.is_some_and(|side| is_published(article, side, settings.minimum)))
        };
        Some(Resident {
            article: article.path.to_owned(),
            pages: locales(press)
                .filter(has_page)
                .map(Locale::to_string)
                .collect(),
        })
    }
}

fn locales<'p>(press: &Press<'p>) -> impl Iterator<Item = &'p Locale> {
    [press.source_locale].into_iter().chain(press.locales)
}

/// Returns the paths of all indexes, of the entry and of the sitemap.
fn places(press: &Press<'_>) -> Vec<String> {
    let homes = locales(press).map(|locale| (press.path)(INDEX, locale, Some("html")));
    homes.chain([INDEX, SITEMAP].map(str::to_owned)).collect()
}

fn stands_in(press: &Press<'_>, places: &[String], article: &str) -> bool {
    locales(press).any(|locale| {
        let mut paths = [None, Some("html")]
            .into_iter()
            .map(|ext| (press.path)(article, locale, ext));
        paths.any(|path| places.contains(&path))
    })
}
