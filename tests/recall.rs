//! Recall and silence: errors seeded into good translations are found, and the good ones are left alone.
//!
//! A rule of a check that is made quieter loses something here first.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tolka::check::CHECKS;
use tolka::check::pair::{Flaw, Pair};

const LOCALES: [&str; 3] = ["es", "sv", "ru"];

/// Makes an error in a text, if the text has what it takes.
type Seed = fn(&str, &str) -> Option<String>;

fn lines(language: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pairs");
    let text = fs::read_to_string(folder.join(format!("{language}.txt"))).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// Runs all checks of texts on a pair.
fn flaws(locale: &str, english: &str, translation: &str) -> Vec<(&'static str, Flaw)> {
    let (source_locale, locale) = ("en".parse().unwrap(), locale.parse().unwrap());
    let pair = Pair::new(&source_locale, &locale, english.into(), translation.into());
    let flaws = CHECKS.iter().flat_map(|check| {
        let flaws = check.flaws(&pair);
        flaws.into_iter().map(|flaw| (check.id, flaw))
    });
    flaws.collect()
}

#[test]
fn good_translations_are_left_alone() {
    let english = lines("en");
    for locale in LOCALES {
        let own = lines(locale);
        assert_eq!(own.len(), english.len(), "{locale}");
        for (english, own) in english.iter().zip(&own) {
            assert_eq!(flaws(locale, english, own), [], "{own}");
        }
    }
}

#[test]
fn seeded_errors_are_found() {
    let seeds: [(&str, usize, Seed); 14] = [
        ("dropped number", 7, |text, _| {
            let (start, end) = number(text)?;
            Some(format!("{}{}", &text[..start], &text[end..]))
        }),
        ("changed digit", 7, |text, _| {
            let (_, end) = number(text)?;
            let digit = text[..end].chars().next_back()?.to_digit(10)?;
            Some(format!(
                "{}{}{}",
                &text[..end - 1],
                (digit + 3) % 10,
                &text[end..]
            ))
        }),
        ("lost link", 2, |text, _| {
            let (open, middle, close) = (text.find('[')?, text.find("](")?, text.find(')')?);
            Some(format!(
                "{}{}{}",
                &text[..open],
                &text[open + 1..middle],
                &text[close + 1..]
            ))
        }),
        ("changed target", 2, |text, _| {
            text.contains("](").then(|| text.replace("](", "](x"))
        }),
        ("lost emphasis", 2, |text, _| {
            text.contains('*').then(|| text.replace('*', ""))
        }),
        ("lost code", 1, |text, _| {
            text.contains('`').then(|| text.replace('`', ""))
        }),
        ("missing ¿", 0, |text, _| {
            text.contains('¿').then(|| text.replace('¿', ""))
        }),
        ("wrong quotes", 2, |text, locale| {
            let (open, close) = match locale {
                "es" => ("„", "“"),
                _ => ("“", "”"),
            };
            let parts: Vec<&str> = text.split(['«', '»', '”']).collect();
            let [before, inside, after] = *parts else {
                return None;
            };
            Some(format!("{before}{open}{inside}{close}{after}"))
        }),
        ("look-alike letter", 15, |text, locale| {
            let letter = if locale == "ru" {
                ("о", "o")
            } else {
                ("e", "е")
            };
            let word = text.split(' ').find(|word| {
                !word.contains(['/', '`', '*'])
                    && 4 < word.chars().count()
                    && word.contains(letter.0)
            })?;
            Some(text.replacen(word, &word.replacen(letter.0, letter.1, 1), 1))
        }),
        ("doubled word", 15, |text, _| {
            let mut words: Vec<&str> = text.split(' ').collect();
            let idx = words
                .iter()
                .position(|word| 3 < word.len() && word.chars().all(char::is_alphabetic))?;
            words.insert(idx, words[idx]);
            Some(words.join(" "))
        }),
        ("half of the sentence cut", 15, |text, _| Some(half(text))),
        ("half cut, stop kept", 8, |text, _| {
            let stop = text.ends_with('.').then_some('.')?;
            Some(format!(
                "{}{stop}",
                half(text).trim_end_matches([',', ';', ':'])
            ))
        }),
        ("lost closing mark", 15, |text, _| {
            text.strip_suffix(['.', '?']).map(str::to_owned)
        }),
        ("invisible character", 15, |text, _| {
            Some(text.replacen(' ', "\u{200B} ", 1))
        }),
    ];
    let english = lines("en");
    for locale in LOCALES {
        for (name, least, seed) in &seeds {
            let mut n_seeded = 0;
            for (english, own) in english.iter().zip(&lines(locale)) {
                let Some(seeded) = seed(own, locale) else {
                    continue;
                };
                n_seeded += 1;
                assert_ne!(flaws(locale, english, &seeded), [], "{name}: {seeded}");
            }
            assert!(*least <= n_seeded, "{name}, {locale}: {n_seeded} seeded");
        }
    }
}

#[test]
fn texts_of_other_languages_are_found() {
    let english = lines("en");
    for locale in LOCALES {
        for other in ["en", "es", "sv", "ru"]
            .iter()
            .filter(|other| **other != locale)
        {
            for (english, own) in english.iter().zip(&lines(other)) {
                let found = flaws(locale, english, own);
                let is_named = found
                    .iter()
                    .any(|(check, _)| matches!(*check, "language" | "unchanged"));
                assert!(is_named, "{locale}: {own}: {found:?}");
            }
        }
    }
}

/// Returns where the last run of digits stands that no other mark touches.
fn number(text: &str) -> Option<(usize, usize)> {
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = text[..end]
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .len();
    let is_alone = text[..start].ends_with([' ', '\u{A0}']) && !text[start..].starts_with("2,5");
    is_alone.then_some((start, end))
}

fn half(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    words[..words.len() / 2].join(" ")
}

/// Pieces that texts are made of, in every order.
fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        " ",
        "  ",
        "\u{A0}",
        "\n",
        "слово",
        "Слово",
        "c",
        "а",
        "Tип",
        "och",
        "¿",
        "?",
        "!",
        "¡",
        "“",
        "”",
        "„",
        "«",
        "»",
        "\"",
        "'",
        "’",
        "-",
        "--",
        "–",
        "—",
        "...",
        "..",
        "…",
        ".",
        ",",
        ":",
        ";",
        "(",
        ")",
        "[",
        "](/a)",
        "**",
        "*",
        "`",
        "`x`",
        "&nbsp;",
        "&",
        "\\",
        "1",
        "2014",
        "1,234.5",
        "%",
        "May",
        "Lunes",
        "mayo",
        "понедельник",
        "e\u{301}",
        "\u{200B}",
        "\u{FFFD}",
        "\u{FFFC}",
        "\u{AD}",
        "<br>",
        "<b>",
        "https://a.org/x",
        "É",
        "ñ",
        "日本",
        "🙂",
        "etc",
        "word,word",
        "де De",
        "1914-1918",
        "de De",
        "I",
        "$x$",
        "~~",
    ]);
    prop_oneof![8 => fixed.prop_map(str::to_owned), 1 => ".{0,6}"]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    /// No text stops a check, and what a flaw points to is a stretch of the translation.
    #[test]
    fn flaws_point_into_the_translation(english in text(), own in text(), locale in prop::sample::select(vec!["es", "sv", "ru", "uk", "fr", "de", "ja", "ar"])) {
        for (check, flaw) in flaws(locale, &english, &own) {
            if let Some(words) = &flaw.words {
                prop_assert!(own.get(words.clone()).is_some(), "{check}: {words:?} of {own:?}");
                prop_assert!(!words.is_empty() || flaw.fix.is_none(), "{check}");
            } else {
                prop_assert!(flaw.fix.is_none(), "{check}");
            }
            prop_assert!(!flaw.message.is_empty() && !flaw.message.ends_with('.'), "{check}: {}", flaw.message);
        }
    }

    /// What a fix mends is mended: the same flaw is not there again.
    #[test]
    fn a_fix_is_no_new_flaw_of_its_check(english in text(), own in text(), locale in prop::sample::select(vec!["es", "sv", "ru"])) {
        let all = flaws(locale, &english, &own);
        for (check, flaw) in all.iter().filter(|(_, flaw)| flaw.fix.is_some()) {
            let mut fixed = own.clone();
            fixed.replace_range(flaw.words.clone().unwrap(), flaw.fix.as_ref().unwrap());
            let count = |flaws: &[(&str, Flaw)]| flaws.iter().filter(|(own, _)| own == check).count();
            prop_assert!(count(&flaws(locale, &english, &fixed)) <= count(&all), "{check}: {own:?} became {fixed:?}");
        }
    }
}
