//! Edition: an article as it is published in one locale, the localized article and its page.
//!
//! Pure: what is written where, and whether it may be, is for the floors above.

mod pseudo;

pub use pseudo::make_pseudo;

use fluent::{FluentArgs, FluentResource};
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::assemble::{Assembled, Choice, Fallback, Missing, Style, assemble, choose};
use crate::compare::Status;
use crate::coverage::Coverage;
use crate::document::Format;
use crate::locale::Locale;
use crate::page::{Body, Notice, NoticeKind, Page, Published, RawHtml, TemplateError, Templates};
use crate::page::{body, links, reading_minutes};
use crate::relate::{Article, Localized, Messages, Workspace};
use crate::resolve::Resolver;

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
    pub settings: &'p dyn Fn(&Locale) -> Settings,
    /// The path of an output below the output folder, for an article, a locale and an ending of its own.
    pub path: &'p dyn Fn(&str, &Locale, Option<&str>) -> String,
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
    /// The article.
    pub article: String,
    /// The locale.
    pub locale: Locale,
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
    /// Articles of which translations could not be built: path, locale, how many.
    pub unbuilt: Vec<(String, Locale, usize)>,
    /// Articles that are not published in a locale, for too little of them is confirmed.
    pub withheld: Vec<(String, Locale)>,
}

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
    for article in &workspace.articles {
        let mut drafts = vec![original(workspace.source_locale, article, press)];
        for locale in workspace.locales {
            let Some(side) = article.sides.iter().find(|side| side.side.locale == locale) else {
                continue;
            };
            let settings = (press.settings)(locale);
            if side.side.trouble.is_some() {
                editions.kept.extend(
                    [None, Some("html")].map(|ext| (press.path)(article.path, locale, ext)),
                );
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
        publish(workspace, press, article, drafts, &mut editions)?;
    }
    Ok(editions)
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
    let words = Coverage::of(article, side).words;
    let has_some = 0 < words.current + words.stale || words.total == 0;
    has_some && minimum <= words.percent(Status::is_confirmed)
}

fn publish(
    workspace: &Workspace<'_>,
    press: &Press<'_>,
    article: &Article<'_>,
    drafts: Vec<Draft<'_, '_>>,
    editions: &mut Editions,
) -> Result<(), TemplateError> {
    let published: Vec<Published> = drafts
        .iter()
        .filter(|draft| draft.settings.has_html)
        .map(|draft| Published {
            locale: draft.locale.clone(),
            name: word(press, draft.locale, "language-name", None)
                .unwrap_or_else(|| draft.locale.to_string()),
            path: (press.path)(article.path, draft.locale, Some("html")),
        })
        .collect();
    for draft in drafts {
        let mut push = |path: String, text: String| {
            let (article, locale) = (article.path.to_owned(), draft.locale.clone());
            editions.files.push(Edition {
                path,
                text,
                article,
                locale,
            });
        };
        // A document of HTML is a page already; both would stand in one place.
        let is_page = article.document.format == Format::Html && draft.settings.has_source;
        if draft.settings.has_html && !is_page {
            let page = page(workspace, press, article, &draft, &published);
            let html = press.templates.render(&page)?;
            push((press.path)(article.path, draft.locale, Some("html")), html);
        }
        if draft.settings.has_source {
            push(
                (press.path)(article.path, draft.locale, None),
                draft.assembled.text,
            );
        }
    }
    Ok(())
}

fn page(
    workspace: &Workspace<'_>,
    press: &Press<'_>,
    article: &Article<'_>,
    draft: &Draft<'_, '_>,
    published: &[Published],
) -> Page {
    let source_locale = workspace.source_locale;
    let Body {
        headline,
        title,
        html,
        n_words,
    } = body(&crate::page::Article {
        format: article.document.format,
        text: &draft.assembled.text,
        foreign: &draft.assembled.foreign,
        source_locale,
        raw_html: press.raw_html,
    });
    let front = |key: &str| front_matter(article, draft, key);
    let stem = article.path.rsplit('/').next().unwrap_or(article.path);
    let own_title = title.map(|title| (title, false));
    let (title, title_is_source) = front("title")
        .or(own_title)
        .unwrap_or_else(|| (stem.to_owned(), false));
    let description = front("description");
    let is_source = draft.side.is_none();
    let lang = |is_foreign: bool| (is_foreign && !is_source).then(|| source_locale.clone());
    let words = words(press, draft.locale, reading_minutes(n_words, draft.locale));
    Page {
        locale: draft.locale.clone(),
        dir: draft.locale.direction(),
        source_locale: source_locale.clone(),
        is_source,
        title_lang: lang(title_is_source),
        title,
        description_lang: lang(
            description
                .as_ref()
                .is_some_and(|(_, is_source)| *is_source),
        ),
        description: description.map(|(text, _)| text),
        headline,
        body: html,
        notices: notices(article, draft, &words),
        words,
        links: links(draft.locale, source_locale, published, press.site_url),
        raw_html: press.raw_html,
    }
}

/// Returns the text of a front matter key, and whether it is the source's.
fn front_matter(article: &Article<'_>, draft: &Draft<'_, '_>, key: &str) -> Option<(String, bool)> {
    let segments = article.document.segments.iter().zip(&draft.choices);
    let own: Vec<_> = segments
        .filter(|(segment, _)| segment.context.0 == key)
        .collect();
    let texts: Vec<&str> = own
        .iter()
        .filter_map(|(segment, choice)| match choice {
            Choice::Text(text) => Some(*text),
            Choice::Source => Some(&*segment.text),
            Choice::Nothing => None,
        })
        .collect();
    let is_source = own.iter().any(|(_, choice)| **choice == Choice::Source);
    (!texts.is_empty()).then(|| (texts.join(" "), is_source))
}

fn notices(
    article: &Article<'_>,
    draft: &Draft<'_, '_>,
    words: &BTreeMap<String, String>,
) -> Vec<Notice> {
    let Some(side) = draft.side else {
        return Vec::new();
    };
    let n_foreign = draft.assembled.foreign.len();
    let statuses = side.statuses(&article.sides).zip(&draft.choices);
    let n_stale = statuses
        .filter(|(status, choice)| *status == Status::Stale && matches!(choice, Choice::Text(_)))
        .count();
    let notice = |kind, n_segments: usize, id: &str| {
        let text = words.get(id).filter(|_| 0 < n_segments)?.clone();
        Some(Notice {
            kind,
            n_segments,
            text,
        })
    };
    let untranslated = notice(NoticeKind::Untranslated, n_foreign, "partly-untranslated");
    let stale = notice(NoticeKind::Stale, n_stale, "partly-stale");
    untranslated.into_iter().chain(stale).collect()
}

/// Formats the words around an article in a locale.
fn words(press: &Press<'_>, locale: &Locale, minutes: usize) -> BTreeMap<String, String> {
    let Some(site) = press.site else {
        return BTreeMap::new();
    };
    let mut args = FluentArgs::new();
    args.set("minutes", minutes);
    let language = word(press, locale, "source-language", None).unwrap_or_default();
    args.set("language", language);
    let words = site.lines.iter().filter_map(|(id, ..)| {
        let text = word(press, locale, id, Some(&args))?;
        Some(((*id).to_owned(), text))
    });
    words.collect()
}

/// Formats one of them: in the locale, else in its parents, else in the source.
fn word(
    press: &Press<'_>,
    locale: &Locale,
    id: &str,
    args: Option<&FluentArgs<'_>>,
) -> Option<String> {
    let site = press.site?;
    let mut side = site.sides.iter().find(|side| side.side.locale == locale);
    while let Some(own) = side {
        if let Some(text) = own.side.text
            && own
                .translation
                .as_ref()
                .is_some_and(|translation| translation.get(id).is_some())
            && let Ok(word) = Resolver::new(own.side.locale, text, own.side.terms).message(id, args)
        {
            return Some(word);
        }
        side = own.side.parent.map(|parent| &site.sides[parent]);
    }
    Resolver::new(site.locale, site.text, press.terms)
        .message(id, args)
        .ok()
}
