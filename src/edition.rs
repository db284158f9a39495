//! Edition: an article as it is published in one locale, the localized article and its page, and what leads there.
//!
//! Pure: what is written where, and whether it may be, is for the floors above.

mod words;
mod home;
mod sheet;
mod front;
mod pseudo;

pub use front::front;
pub use home::{Homes, Resident, deciding, residents};
pub use pseudo::make_pseudo;

use std::sync::Arc;

use fluent::FluentResource;
use rayon::prelude::*;

use front::Lead;

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
    /// The locale the articles are written in.
    pub source_locale: &'p Locale,
    /// The other locales, in the order of the config.
    pub locales: &'p [Locale],
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

/// Is what a build makes of some articles; `R` is what was made of each of their files.
#[derive(Debug)]
pub struct Editions<R> {
    /// What was made of the files, article by article.
    pub files: Vec<R>,
    /// Articles that may not ship: path, locale, how many segments are missing (`missing = "fail"`).
    pub failed: Vec<(String, Locale, usize)>,
    /// Articles in a locale whose file cannot be read, and their paths below the output folder: what stands there stays.
    pub kept: Vec<(String, String)>,
    /// Articles of which translations could not be built: path, locale, how many.
    pub unbuilt: Vec<(String, Locale, usize)>,
    /// Articles that are not published in a locale, for too little of them is confirmed.
    pub withheld: Vec<(String, Locale)>,
    /// What a template asks for and cannot get, and the first article of which it asks that.
    pub error: Option<(String, TemplateError)>,
    /// The articles that stand where readers begin.
    pub residents: Vec<Resident>,
    /// What the pages say that lead to the articles.
    leads: Vec<Lead>,
}

impl<R> Default for Editions<R> {
    fn default() -> Self {
        Editions {
            files: Vec::new(),
            failed: Vec::new(),
            kept: Vec::new(),
            unbuilt: Vec::new(),
            withheld: Vec::new(),
            error: None,
            residents: Vec::new(),
            leads: Vec::new(),
        }
    }
}

impl<R> Editions<R> {
    /// Puts what was made of several parts of a workspace in the order of the articles.
    pub fn join(parts: impl IntoIterator<Item = Editions<R>>) -> Self {
        let mut all = Editions::default();
        for part in parts {
            all.add(part);
        }
        all.failed.sort_by(|(a, ..), (b, ..)| a.cmp(b));
        all.kept.sort_by(|(a, _), (b, _)| a.cmp(b));
        all.unbuilt.sort_by(|(a, ..), (b, ..)| a.cmp(b));
        all.withheld.sort_by(|(a, _), (b, _)| a.cmp(b));
        all.residents.sort();
        all.leads.sort_by(|a, b| a.article.cmp(&b.article));
        all
    }

    fn add(&mut self, other: Self) {
        self.files.extend(other.files);
        self.failed.extend(other.failed);
        self.kept.extend(other.kept);
        self.unbuilt.extend(other.unbuilt);
        self.withheld.extend(other.withheld);
        self.residents.extend(other.residents);
        self.leads.extend(other.leads);
        let errors = self.error.take().into_iter().chain(other.error);
        self.error = errors.min_by(|(a, _), (b, _)| a.cmp(b));
    }
}

/// An article in one locale on its way to the page.
struct Draft<'d, 'a> {
    locale: &'d Locale,
    assembled: Assembled,
    choices: Vec<Choice<'d>>,
    side: Option<&'d Localized<'a>>,
    settings: Settings,
}

/// Makes the editions of the articles of a workspace, or of a part of one, and hands each file to `take`. `homes` says
/// where readers begin in the whole workspace.
pub fn make<R: Send>(
    workspace: &Workspace<'_>,
    press: &Press<'_>,
    homes: &Homes,
    take: impl Fn(Edition) -> R + Sync,
) -> Editions<R> {
    let made = workspace.articles.par_iter().map(|article| {
        let mut editions = Editions::default();
        let drafts = drafts(press, article, &mut editions);
        publish(press, article, drafts, homes, &take, &mut editions);
        editions.residents.extend(homes.resident(press, article));
        editions
    });
    Editions::join(made.collect::<Vec<_>>())
}

/// Assembles an article in all locales, and says what is not published of it.
fn drafts<'d, 'a, R>(
    press: &Press<'d>,
    article: &'d Article<'a>,
    editions: &mut Editions<R>,
) -> Vec<Draft<'d, 'a>> {
    let mut drafts = vec![original(press.source_locale, article, press)];
    for locale in press.locales {
        let Some(side) = article.sides.iter().find(|side| side.side.locale == locale) else {
            continue;
        };
        let settings = (press.settings)(locale);
        if side.side.trouble.is_some() {
            let paths = [None, Some("html")].map(|ext| (press.path)(article.path, locale, ext));
            let kept = paths.map(|path| (article.path.to_owned(), path));
            editions.kept.extend(kept);
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
    drafts
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

fn publish<R>(
    press: &Press<'_>,
    article: &Article<'_>,
    drafts: Vec<Draft<'_, '_>>,
    homes: &Homes,
    take: &impl Fn(Edition) -> R,
    editions: &mut Editions<R>,
) {
    let published: Vec<Published> = drafts
        .iter()
        .filter(|draft| draft.settings.has_html)
        .map(|draft| Published {
            locale: draft.locale.clone(),
            name: words::language_name(press, draft.locale),
            path: (press.path)(article.path, draft.locale, Some("html")),
        })
        .collect();
    let mut lead = Lead::new(press, article.path, &published);
    for draft in drafts {
        let mut push = |path: String, text: String| {
            editions.files.push(take(Edition {
                path,
                text,
                article: Some(article.path.to_owned()),
                locale: Some(draft.locale.clone()),
            }));
        };
        if draft.settings.has_html {
            let path = (press.path)(article.path, draft.locale, Some("html"));
            let home = homes.of(draft.locale);
            let page = sheet::page(press, article, &draft, &published, home);
            // A document of HTML is a page already; both would stand in one place.
            if article.document.format != Format::Html || !draft.settings.has_source {
                match press.templates.article(&page) {
                    Ok(text) => push(path.clone(), text),
                    Err(error) => {
                        editions.error = Some((article.path.to_owned(), error));
                        return;
                    }
                }
            }
            lead.list(draft.locale, home, &path, page.frame);
        }
        if draft.settings.has_source {
            push(
                (press.path)(article.path, draft.locale, None),
                draft.assembled.text,
            );
        }
    }
    editions.leads.push(lead);
}
