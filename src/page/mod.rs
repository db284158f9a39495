//! Page: one article in one locale as an HTML page, and the pages and lists that lead to it.
//!
//! Separate because a page is made from what building an article leaves, and from nothing else. It does not know
//! files, config or Fluent: whoever builds hands it the assembled text, the words around it and the addresses.

mod address;
mod foreign;
mod figure;
mod bind;
mod raw;
mod html;
mod body;
mod structured;
mod template;
mod sitemap;

use std::collections::BTreeMap;

use minijinja::Value;
use serde::{Serialize, Serializer};

use crate::locale::Locale;

pub use address::{Alternate, Links, Published, absolute, links, relative};
pub use body::{Article, Body, body};
pub use sitemap::{Group, sitemap};
pub use template::{Template, TemplateError, Templates};

/// Says what becomes of the raw HTML in an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RawHtml {
    /// It is shown as text, comments left out: nobody's markup gets into the page.
    #[default]
    Escape,
    /// It goes into the page as it is: for articles that are trusted like code.
    Keep,
}

/// Is what every page has; `docs/pages.md` describes each field for the writers of templates.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// The locale of the page.
    pub locale: Locale,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The locale as Open Graph writes it.
    pub og_locale: String,
    /// The locale that the articles were written in.
    pub source_locale: Locale,
    /// The title, as text.
    pub title: String,
    /// The locale of the title, where it is not the page's.
    pub title_lang: Option<Locale>,
    /// The description, as text.
    pub description: Option<String>,
    /// The locale of the description, where it is not the page's.
    pub description_lang: Option<Locale>,
    /// The words around an article: the messages of the site's message file, formatted, by id.
    pub words: BTreeMap<String, String>,
    /// The locales of those words that are in another language than the page.
    pub word_langs: BTreeMap<String, Locale>,
    /// The address of the index in the page's locale, relative to the page.
    pub home: Option<String>,
    /// Where the page is in every locale that has it.
    #[serde(flatten)]
    pub links: Links,
    /// What became of raw HTML.
    pub raw_html: RawHtml,
}

/// Is everything that the template of an article gets.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// Whether this is the article as it was written.
    pub is_source: bool,
    /// The HTML inside the headline, where the article has one; the title stands for it where not.
    #[serde(serialize_with = "maybe_html")]
    pub headline: Option<String>,
    /// The HTML of the article below its headline.
    #[serde(serialize_with = "html")]
    pub body: String,
    /// What the reader should know before reading.
    pub notices: Vec<Notice>,
}

/// Is everything that the template of a locale's index gets.
#[derive(Clone, Debug, Serialize)]
pub struct Index {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// The articles that the locale has, in the order of their paths.
    pub articles: Vec<Listed>,
}

/// Is an article on an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Its title, as text.
    pub title: String,
    /// The locale of the title, where it is not the index's.
    pub title_lang: Option<Locale>,
    /// Its description, as text.
    pub description: Option<String>,
    /// The locale of the description, where it is not the index's.
    pub description_lang: Option<Locale>,
    /// How long it takes to read, in words.
    pub reading_time: Option<String>,
    /// The locale of those words, where it is not the index's.
    pub reading_time_lang: Option<Locale>,
    /// Its address, relative to the index.
    pub href: String,
    /// Its absolute address, where the site's is known.
    pub url: Option<String>,
}

/// Is everything that the template of the language-neutral entry gets.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// The locales that a reader can choose from.
    pub doors: Vec<Door>,
}

/// Is a locale on the entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Door {
    /// The locale.
    pub locale: Locale,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Its name in its own language.
    pub name: String,
    /// How many articles it has, in words of its own.
    pub article_count: Option<String>,
    /// The address of its index, relative to the entry.
    pub href: String,
}

/// Is a remark to the reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// What it is about.
    pub kind: NoticeKind,
    /// How many segments are concerned.
    pub n_segments: usize,
    /// What the reader reads.
    pub text: String,
    /// The locale of the text, where it is not the page's.
    pub lang: Option<Locale>,
    /// The direction of the text.
    pub dir: &'static str,
}

/// Is what a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// Passages are shown in the source locale.
    Untranslated,
    /// Passages were translated from an older source.
    Stale,
}

/// Returns how many minutes it takes to read `n_words` words in a locale, at least 1.
///
/// The speeds are those of Trauzettel-Klosinski and Dietz, “Standardized Assessment of Reading Performance: The New
/// International Reading Speed Texts IReST”, IOVS 53 (2012), in words a minute; 184 is the mean. For Chinese and
/// Japanese they are characters, which is what a word count counts there.
pub fn reading_minutes(n_words: usize, locale: &Locale) -> usize {
    let per_minute = match locale.language() {
        "ar" => 138,
        "de" => 179,
        "en" => 228,
        "es" => 218,
        "fi" => 161,
        "fr" => 195,
        "he" => 187,
        "it" => 188,
        "ja" => 357,
        "nl" => 202,
        "pl" => 166,
        "pt" => 181,
        "sl" => 180,
        "sv" => 199,
        "tr" => 166,
        "zh" => 255,
        _ => 184,
    };
    n_words.div_ceil(per_minute).max(1)
}

/// Marks a text as HTML, so that a template prints it as it is. Other formats get a string.
fn html<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    Value::from_safe_string(text.to_owned()).serialize(serializer)
}

fn maybe_html<S: Serializer>(text: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    match text {
        Some(text) => html(text, serializer),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_note_takes_a_minute() {
        let minutes = |n_words, tag: &str| reading_minutes(n_words, &tag.parse().unwrap());
        assert_eq!(minutes(0, "en"), 1);
        assert_eq!((minutes(228, "en"), minutes(229, "en")), (1, 2));
        assert_eq!((minutes(400, "ru"), minutes(400, "es-CO")), (3, 2));
    }
}
