//! Sheet: what the template of an article gets, from what assembling it left.

use super::words::{Around, around, notice};
use super::{Draft, Press};
use crate::assemble::Choice;
use crate::compare::Status;
use crate::page::{Body, Frame, Notice, NoticeKind, Page, Published};
use crate::page::{body, links, reading_minutes, relative};
use crate::relate::Article;

/// Makes the page of an article in one locale; `home` is where the locale's index is.
pub(super) fn page(
    press: &Press<'_>,
    article: &Article<'_>,
    draft: &Draft<'_, '_>,
    published: &[Published],
    home: Option<&str>,
) -> Page {
    let source_locale = press.source_locale;
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
        locale: draft.locale,
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
    let minutes = reading_minutes(n_words, draft.locale);
    let around = around(press, draft.locale, &[("minutes", minutes)]);
    let path = (press.path)(article.path, draft.locale, Some("html"));
    let source = published.iter().find(|one| one.locale == *source_locale);
    let default = source.map(|one| one.path.as_str());
    let is_foreign =
        |found: &Option<(String, bool)>| found.as_ref().is_some_and(|(_, is_source)| *is_source);
    Page {
        notices: notices(article, draft, &around),
        frame: Frame {
            locale: draft.locale.clone(),
            dir: draft.locale.direction(),
            og_locale: draft.locale.with_territory(),
            source_locale: source_locale.clone(),
            title_lang: lang(title_is_source),
            title,
            description_lang: lang(is_foreign(&description)),
            description: description.map(|(text, _)| text),
            words: around.words,
            word_langs: around.langs,
            home: home.map(|home| relative(&path, home)),
            links: links(&path, source_locale, published, default, press.site_url),
            raw_html: press.raw_html,
        },
        is_source,
        headline,
        body: html,
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

fn notices(article: &Article<'_>, draft: &Draft<'_, '_>, around: &Around) -> Vec<Notice> {
    let Some(side) = draft.side else {
        return Vec::new();
    };
    let statuses = side.statuses(&article.sides).zip(&draft.choices);
    let n_stale = statuses
        .filter(|(status, choice)| *status == Status::Stale && matches!(choice, Choice::Text(_)))
        .count();
    let counts = [
        (NoticeKind::Untranslated, draft.assembled.foreign.len()),
        (NoticeKind::Stale, n_stale),
    ];
    let counts = counts.into_iter().filter(|(_, n_segments)| 0 < *n_segments);
    let notices = counts.filter_map(|(kind, n_segments)| {
        let (text, lang) = notice(around, draft.locale, kind)?;
        Some(Notice {
            kind,
            n_segments,
            text,
            dir: lang.as_ref().unwrap_or(draft.locale).direction(),
            lang,
        })
    });
    notices.collect()
}
