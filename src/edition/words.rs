//! Words: what a page says around its article, from the site's message file.
//!
//! Separate because these words fall back from locale to locale by themselves, and a page has to say where one did.

use std::collections::BTreeMap;

use fluent::FluentArgs;

use super::Press;
use crate::locale::Locale;
use crate::page::NoticeKind;
use crate::resolve::Resolver;

/// Is the words around a page.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// Each message by its id, formatted.
    pub words: BTreeMap<String, String>,
    /// The locales of those that are in another language than the page.
    pub langs: BTreeMap<String, Locale>,
}

/// Formats the words around a page in a locale. `args` has what the page knows: how many minutes it takes to read an
/// article, how many articles there are. A message that asks for more is left out.
pub(super) fn around(press: &Press<'_>, locale: &Locale, args: &[(&str, usize)]) -> Around {
    let mut around = Around::default();
    let Some(site) = press.site else {
        return around;
    };
    let mut known = FluentArgs::new();
    for (name, n) in args {
        known.set(*name, *n);
    }
    let language = word(press, locale, "source-language", None);
    known.set(
        "language",
        language.map(|(text, _)| text).unwrap_or_default(),
    );
    for (id, ..) in &site.lines {
        let Some((text, own)) = word(press, locale, id, Some(&known)) else {
            continue;
        };
        around.words.insert((*id).to_owned(), text);
        if own.language() != locale.language() {
            around.langs.insert((*id).to_owned(), own.clone());
        }
    }
    around
}

/// Returns a language's name in that language, or its tag.
pub(super) fn language_name(press: &Press<'_>, locale: &Locale) -> String {
    match word(press, locale, "language-name", None) {
        Some((name, own)) if own.language() == locale.language() => name,
        _ => locale.to_string(),
    }
}

/// Returns what a notice says, and in which locale: in the site's words, or tolka's own where the site has none in the
/// page's language. No text where the site says nothing on purpose.
pub(super) fn notice(
    around: &Around,
    locale: &Locale,
    kind: NoticeKind,
) -> Option<(String, Option<Locale>)> {
    let id = match kind {
        NoticeKind::Untranslated => "partly-untranslated",
        NoticeKind::Stale => "partly-stale",
    };
    let own = around.words.get(id);
    let lang = around.langs.get(id);
    if let (Some(own), None) = (own, lang) {
        return Some((own.clone(), None)).filter(|(own, _)| !own.is_empty());
    }
    if let Some(text) = built_in(locale.language(), kind) {
        return Some((text.to_owned(), None));
    }
    match own {
        Some(own) => Some((own.clone(), lang.cloned())),
        None => Some((built_in("en", kind)?.to_owned(), "en".parse().ok())),
    }
}

/// Returns tolka's own words for a notice.
fn built_in(language: &str, kind: NoticeKind) -> Option<&'static str> {
    let (untranslated, stale) = match language {
        "da" => (
            "Nogle afsnit er endnu ikke oversat og vises på originalsproget.",
            "Originalen er blevet ændret, siden nogle afsnit blev oversat.",
        ),
        "de" => (
            "Einige Passagen sind noch nicht übersetzt und stehen hier in der Originalsprache.",
            "Das Original wurde geändert, seit einige Passagen übersetzt wurden.",
        ),
        "en" => (
            "Some passages are not translated yet and are shown in the original language.",
            "The original has changed since some passages were translated.",
        ),
        "es" => (
            "Algunos pasajes todavía no están traducidos y se muestran en el idioma original.",
            "El original ha cambiado desde que se tradujeron algunos pasajes.",
        ),
        "fr" => (
            "Certains passages ne sont pas encore traduits et figurent dans la langue d’origine.",
            "L’original a changé depuis que certains passages ont été traduits.",
        ),
        "it" => (
            "Alcuni passaggi non sono ancora tradotti e compaiono nella lingua originale.",
            "L’originale è cambiato da quando alcuni passaggi sono stati tradotti.",
        ),
        "nb" | "no" => (
            "Noen avsnitt er ennå ikke oversatt og vises på originalspråket.",
            "Originalen er blitt endret siden noen avsnitt ble oversatt.",
        ),
        "nl" => (
            "Sommige passages zijn nog niet vertaald en staan hier in de oorspronkelijke taal.",
            "Het origineel is gewijzigd sinds sommige passages werden vertaald.",
        ),
        "pl" => (
            "Niektóre fragmenty nie są jeszcze przetłumaczone i są podane w języku oryginału.",
            "Oryginał zmienił się od czasu przetłumaczenia niektórych fragmentów.",
        ),
        "pt" => (
            "Alguns trechos ainda não estão traduzidos e são mostrados no idioma original.",
            "O original mudou desde que alguns trechos foram traduzidos.",
        ),
        "ru" => (
            "Часть текста еще не переведена и приводится на языке оригинала.",
            "Оригинал изменился уже после перевода некоторых фрагментов.",
        ),
        "sv" => (
            "Vissa avsnitt är ännu inte översatta och visas på originalspråket.",
            "Originalet har ändrats sedan vissa avsnitt översattes.",
        ),
        "uk" => (
            "Частину тексту ще не перекладено, її наведено мовою оригіналу.",
            "Оригінал змінився вже після перекладу деяких фрагментів.",
        ),
        _ => return None,
    };
    Some(match kind {
        NoticeKind::Untranslated => untranslated,
        NoticeKind::Stale => stale,
    })
}

/// Formats one of them: in the locale, else in its parents, else in the source; with the locale it is in.
fn word<'p>(
    press: &'p Press<'_>,
    locale: &'p Locale,
    id: &str,
    args: Option<&FluentArgs<'_>>,
) -> Option<(String, &'p Locale)> {
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
            return Some((word, own.side.locale));
        }
        side = own.side.parent.map(|parent| &site.sides[parent]);
    }
    let word = Resolver::new(site.locale, site.text, press.terms).message(id, args);
    word.ok().map(|word| (word, site.locale))
}
