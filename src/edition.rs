//! Edition: an article as it is published in one locale, the localized article and its page, and what leads there.
//!
//! Pure: what is written where, and whether it may be, is for the floors above.

mod words;
mod sheet;
mod front;
mod pseudo;

pub use pseudo::make_pseudo;

use std::sync::Arc;

use fluent::FluentResource;
use rayon::prelude::*;

use front::Front;

use crate::assemble::{Assembled, Choice, Fallback, Missing, Style, assemble, choose};
use crate::compare::Status;
use crate::coverage::Coverage;
use crate::document::Format;
use crate::locale::Locale;
use crate::page::{Published, RawHtml, TemplateError, Templates};
use crate::relate::{Article, Localized, Messages, Workspace};

/// Says what is built for a locale, and from what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The article in its own format.
    pub has_source: bool,
    /// A page.
    pub has_html: bool,
    /// What stands where a translation is not whole.
    pub fallback: Fallback,
    /// Percent of the words with a confirmed translation below which an article is not published.
    pub minimum: usize,
    /// At how many columns the lines of a changed paragraph of plain text end; 0 for one line.
    pub text_width: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            has_source: true,
            has_html: true,
            fallback: Fallback::default(),
            minimum: 1,
            text_width: 0,
        }
    }
}

/// Is what all editions are made with.
pub struct Press<'p> {
    /// The templates of pages.
    pub templates: &'p Templates,
    /// What becomes of the raw HTML of articles on pages.
    pub raw_html: RawHtml,
    /// The address of the site, if it has one.
    pub site_url: Option<&'p str>,
    /// The words around an article.
    pub site: Option<&'p Messages<'p>>,
    /// Terms of the source locale.
    pub terms: &'p [Arc<FluentResource>],
    /// What is built for a locale; for the source locale too.
    pub settings: &'p (dyn Fn(&Locale) -> Settings + Sync),
    /// The path of an output below the output folder, for an article, a locale and an ending of its own.
    pub path: &'p (dyn Fn(&str, &Locale, Option<&str>) -> String + Sync),
    /// Whether an article stands at a path below the output folder.
    pub is_article: &'p (dyn Fn(&str) -> bool + Sync),
    /// Whether every article could be read.
    pub is_whole: bool,
}

impl std::fmt::Debug for Press<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Press({:?})", self.site_url)
    }
}

/// Is one file that a build makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its path below the output folder.
    pub path: String,
    /// Its bytes.
    pub text: String,
    /// The article, where it is of one.
    pub article: Option<String>,
    /// The locale, where it is in one.
    pub locale: Option<Locale>,
}

/// Is everything that a build makes.
#[derive(Debug, Default)]
pub struct Editions {
    /// The files, article by article.
    pub files: Vec<Edition>,
    /// Articles that may not ship: path, locale, how many segments are missing (`missing = "fail"`).
    pub failed: Vec<(String, Locale, usize)>,
    /// Paths below the output folder of articles in a locale whose file cannot be read: what stands there stays.
    pub kept: Vec<String>,
    /// Paths below the output folder of indexes and sitemaps that are not made, because not every file can be read.
    pub kept_front: Vec<String>,
    /// Articles of which translations could not be built: path, locale, how many.
    pub unbuilt: Vec<(String, Locale, usize)>,
    /// Articles that are not published in a locale, for too little of them is confirmed.
    pub withheld: Vec<(String, Locale)>,
}

/// How many articles are assembled at a time.
const N_TOGETHER: usize = 64;

/// An article in one locale on its way to the page.
struct Draft<'d, 'a> {
    locale: &'d Locale,
    assembled: Assembled,
    choices: Vec<Choice<'d>>,
    side: Option<&'d Localized<'a>>,
    settings: Settings,
}

/// Makes all editions of all articles.
///
/// # Errors
/// What a template asks for and cannot get.
pub fn make(workspace: &Workspace<'_>, press: &Press<'_>) -> Result<Editions, TemplateError> {
    let mut editions = Editions::default();
    let mut front = Front::new(workspace, press);
    // Some at a time: what is assembled of an article is more than what is published of it.
    for articles in workspace.articles.chunks(N_TOGETHER) {
        let drafted = articles.par_iter();
        let drafted = drafted.map(|article| (article, drafts(workspace, press, article)));
        for (article, (drafts, own)) in drafted.collect::<Vec<_>>() {
            editions.failed.extend(own.failed);
            editions.kept.extend(own.kept);
            editions.unbuilt.extend(own.unbuilt);
            editions.withheld.extend(own.withheld);
            publish(workspace, press, article, drafts, &mut front, &mut editions)?;
        }
    }
    if press.is_whole && editions.kept.is_empty() {
        let files = front.make(workspace, press)?;
        editions.files.extend(files);
    } else {
        editions.kept_front = front.paths();
    }
    Ok(editions)
}

/// Assembles an article in all locales, and says what is not published of it.
fn drafts<'d, 'a>(
    workspace: &'d Workspace<'a>,
    press: &Press<'_>,
    article: &'d Article<'a>,
) -> (Vec<Draft<'d, 'a>>, Editions) {
    let mut editions = Editions::default();
    let mut drafts = vec![original(workspace.source_locale, article, press)];
    for locale in workspace.locales {
        let Some(side) = article.sides.iter().find(|side| side.side.locale == locale) else {
            continue;
        };
        let settings = (press.settings)(locale);
        if side.side.trouble.is_some() {
            editions
                .kept
                .extend([None, Some("html")].map(|ext| (press.path)(article.path, locale, ext)));
            continue;
        }
        let n_missing = side
            .statuses(&article.sides)
            .filter(|status| *status == Status::Missing)
            .count();
        if settings.fallback.missing == Missing::Fail && 0 < n_missing {
            editions
                .failed
                .push((article.path.to_owned(), locale.clone(), n_missing));
        }
        if !is_published(article, side, settings.minimum) {
            editions
                .withheld
                .push((article.path.to_owned(), locale.clone()));
            continue;
        }
        let choices = choose(article, side, settings.fallback);
        let style = Style {
            locale: Some(locale),
            text_width: settings.text_width,
        };
        let assembled = assemble(&article.document, &choices, style);
        let n_unresolved = side
            .texts
            .iter()
            .filter(|text| matches!(text, Some(Err(_))))
            .count();
        let n_unbuilt = assembled.problems.len() + n_unresolved;
        if 0 < n_unbuilt {
            editions
                .unbuilt
                .push((article.path.to_owned(), locale.clone(), n_unbuilt));
        }
        drafts.push(Draft {
            locale,
            assembled,
            choices,
            side: Some(side),
            settings,
        });
    }
    (drafts, editions)
}

/// Takes the article as it was written.
fn original<'d, 'a>(locale: &'d Locale, article: &Article<'_>, press: &Press<'_>) -> Draft<'d, 'a> {
    let assembled = Assembled {
        text: article.document.source.to_owned(),
        ..Assembled::default()
    };
    let choices = vec![Choice::Source; article.ids.len()];
    Draft {
        locale,
        assembled,
        choices,
        side: None,
        settings: (press.settings)(locale),
    }
}

/// Tells whether enough of an article is confirmed to publish it.
fn is_published(article: &Article<'_>, side: &Localized<'_>, minimum: usize) -> bool {
    if minimum == 0 {
        return true;
    }
    let words = Coverage::of(article, side).words;
    let has_some = 0 < words.current + words.stale || words.total == 0;
    has_some && minimum <= words.percent(Status::is_confirmed)
}

fn publish(
    workspace: &Workspace<'_>,
    press: &Press<'_>,
    article: &Article<'_>,
    drafts: Vec<Draft<'_, '_>>,
    front: &mut Front,
    editions: &mut Editions,
) -> Result<(), TemplateError> {
    let published: Vec<Published> = drafts
        .iter()
        .filter(|draft| draft.settings.has_html)
        .map(|draft| Published {
            locale: draft.locale.clone(),
            name: words::language_name(press, draft.locale),
            path: (press.path)(article.path, draft.locale, Some("html")),
        })
        .collect();
    for draft in drafts {
        let mut push = |path: String, text: String| {
            editions.files.push(Edition {
                path,
                text,
                article: Some(article.path.to_owned()),
                locale: Some(draft.locale.clone()),
            });
        };
        if draft.settings.has_html {
            let path = (press.path)(article.path, draft.locale, Some("html"));
            let home = front.home(draft.locale);
            let page = sheet::page(workspace, press, article, &draft, &published, home);
            // A document of HTML is a page already; both would stand in one place.
            if article.document.format != Format::Html || !draft.settings.has_source {
                push(path.clone(), press.templates.article(&page)?);
            }
            front.list(draft.locale, path, page.frame);
        }
        if draft.settings.has_source {
            push(
                (press.path)(article.path, draft.locale, None),
                draft.assembled.text,
            );
        }
    }
    front.group(press, workspace.source_locale, &published);
    Ok(())
}
