//! Detector: what the letters of a text say about its language, by how often three of them follow each other. Separate
//! from `language`, which asks the small words first; it knows neither words nor sentences.

use std::sync::LazyLock;

use whatlang::{Detector, Info, Lang};

/// The languages that a text may be told to be in.
#[rustfmt::skip]
const LANGUAGES: [(Lang, &str); 24] = [
    (Lang::Eng, "en"), (Lang::Spa, "es"), (Lang::Swe, "sv"), (Lang::Rus, "ru"), (Lang::Deu, "de"), (Lang::Fra, "fr"),
    (Lang::Por, "pt"), (Lang::Ita, "it"), (Lang::Nld, "nl"), (Lang::Pol, "pl"), (Lang::Ukr, "uk"), (Lang::Fin, "fi"),
    (Lang::Tur, "tr"), (Lang::Ces, "cs"), (Lang::Hun, "hu"), (Lang::Ron, "ro"), (Lang::Ell, "el"), (Lang::Ara, "ar"),
    (Lang::Heb, "he"), (Lang::Cmn, "zh"), (Lang::Jpn, "ja"), (Lang::Kor, "ko"), (Lang::Hin, "hi"), (Lang::Vie, "vi"),
];

/// Those that are near another one, which a few letters cannot tell from it.
const NEAR: [(Lang, &str); 4] = [
    (Lang::Dan, "da"),
    (Lang::Nob, "nb"),
    (Lang::Bul, "bg"),
    (Lang::Cat, "ca"),
];

/// How many of `LANGUAGES` have small words in `function_words`, which it takes to trust a few letters.
const N_KNOWN: usize = 12;

/// Languages that share most of their letters' sequences.
const FAMILIES: [&[&str]; 4] = [
    &["es", "pt", "it", "ca"],
    &["sv", "da", "nb", "no", "nn"],
    &["ru", "uk", "be", "bg"],
    &["de", "nl"],
];

/// Tells whether letters alone cannot tell two languages apart.
pub fn are_near(one: &str, other: &str) -> bool {
    let mut families = FAMILIES.iter();
    one != other && families.any(|family| family.contains(&one) && family.contains(&other))
}

/// Returns the language of a text that is surely not in `own`. All that whatlang knows are weighed; those that are near
/// another one are not told.
pub fn detect(text: &str, own: &str) -> Option<&'static str> {
    // The likeliest of all is the likeliest of few. How sure it is, only all of them say.
    match code_of(TOLD.detect(text)?.lang()) {
        Some(likeliest) if likeliest != own => told(whatlang::detect(text), own),
        _ => None,
    }
}

fn told(info: Option<Info>, own: &str) -> Option<&'static str> {
    let info = info?;
    let mut languages = LANGUAGES.iter();
    let (_, found) = languages.find(|(language, _)| *language == info.lang())?;
    (info.is_reliable() && 0.95 < info.confidence() && *found != own).then_some(*found)
}

/// Weighs none but the languages that may be told.
static TOLD: LazyLock<Detector> = LazyLock::new(|| {
    let languages = LANGUAGES.iter().map(|(language, _)| *language);
    Detector::with_allowlist(languages.collect())
});

/// Returns the likeliest of the languages whose small words are known.
pub fn likeliest(text: &str) -> Option<&'static str> {
    let known = LANGUAGES[..N_KNOWN].iter().chain(&NEAR);
    let info =
        Detector::with_allowlist(known.map(|(language, _)| *language).collect()).detect(text)?;
    code_of(info.lang())
}

/// Returns the likeliest of its own language and of `others`; `None` where there are no others.
pub fn likeliest_of(text: &str, own: &str, others: &[&str]) -> Option<&'static str> {
    if others.is_empty() {
        return None;
    }
    let all = others.iter().copied().chain([own]);
    let info = Detector::with_allowlist(all.filter_map(language).collect()).detect(text)?;
    code_of(info.lang())
}

/// Tells how much a text speaks for `other`: from 1, when it surely is in it, to -1, when it surely is in `own`.
pub fn likeness(text: &str, own: &str, other: &str) -> f64 {
    let (Some(own), Some(other)) = (language(own), language(other)) else {
        return 0.0;
    };
    match Detector::with_allowlist(vec![own, other]).detect(text) {
        Some(info) if info.lang() == other => info.confidence(),
        Some(info) if info.lang() == own => -info.confidence(),
        _ => 0.0,
    }
}

/// Names a language in English; one that is not known by its code.
pub fn name(code: &str) -> &str {
    match code {
        "en" => "English",
        "es" => "Spanish",
        "sv" => "Swedish",
        "ru" => "Russian",
        "de" => "German",
        "fr" => "French",
        "pt" => "Portuguese",
        "it" => "Italian",
        "nl" => "Dutch",
        "da" => "Danish",
        "nb" => "Norwegian",
        "pl" => "Polish",
        "uk" => "Ukrainian",
        "bg" => "Bulgarian",
        "fi" => "Finnish",
        "ca" => "Catalan",
        "tr" => "Turkish",
        "cs" => "Czech",
        "hu" => "Hungarian",
        "ro" => "Romanian",
        "el" => "Greek",
        "ar" => "Arabic",
        "he" => "Hebrew",
        "zh" => "Chinese",
        "ja" => "Japanese",
        "ko" => "Korean",
        "hi" => "Hindi",
        "vi" => "Vietnamese",
        other => other,
    }
}

fn code_of(language: Lang) -> Option<&'static str> {
    let mut all = LANGUAGES.iter().chain(&NEAR);
    all.find(|(own, _)| *own == language).map(|(_, code)| *code)
}

fn language(code: &str) -> Option<Lang> {
    let code = if matches!(code, "no" | "nn") {
        "nb"
    } else {
        code
    };
    let mut all = LANGUAGES.iter().chain(&NEAR);
    all.find(|(_, own)| *own == code)
        .map(|(language, _)| *language)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_likeliest_of_all_is_the_likeliest_of_few(
            text in "((rápidamente|ciudades|huset|hastighet|schnell|Straße|viagem|coração|città|gatto|snelheid|książka|kirja|город|місто|език|[a-zåäöéñç]{2,9}|[а-яіїє]{2,9}|中文|かな) ){1,9}",
            own in prop::sample::select(vec!["es", "sv", "ru", "en", "fi"]),
        ) {
            prop_assert_eq!(detect(&text, own), told(whatlang::detect(&text), own));
        }
    }

    #[test]
    fn letters_speak_for_one_of_two_languages() {
        for (text, own, other) in [
            ("Lista de puntos de montaje", "sv", "es"),
            ("Skrivbordets bakgrundsfärger", "es", "sv"),
            ("Changing the wheels of the car", "es", "en"),
        ] {
            assert!(0.3 < likeness(text, own, other), "{text}");
            assert!(likeness(text, other, own) < -0.3, "{text}");
        }
        assert_eq!(likeness("Lista de puntos", "sv", "xx"), 0.0);
    }

    #[test]
    fn families_are_near() {
        assert!(are_near("ru", "uk") && are_near("nn", "sv") && are_near("es", "ca"));
        assert!(!are_near("es", "sv") && !are_near("es", "es"));
    }

    #[test]
    fn known_languages_have_small_words() {
        for (_, code) in LANGUAGES[..N_KNOWN].iter().chain(&NEAR) {
            assert!(super::super::function_words::bit(code).is_some(), "{code}");
        }
        let others = LANGUAGES[N_KNOWN..].iter();
        assert!(
            others
                .map(|(_, code)| code)
                .all(|code| super::super::function_words::bit(code).is_none())
        );
    }
}
