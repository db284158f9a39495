//! The check `capitals`.

use super::around::starts_sentence;
use super::calendar::{Day, day};
use super::dates::english;
use super::flat::{Flat, Word};
use super::marks::Letters;
use super::pair::{Flaw, Pair};
use super::signs::Signs;
use super::{Check, Docs, Look};
use crate::finding::Severity;

/// Finds capitals that English has and the language has not.
pub static CHECK: Check = Check {
    id: "capitals",
    summary: "Finds months, weekdays and nationalities with an English capital, and texts in capitals, in a translation",
    docs: Docs {
        what: "Spanish, Swedish and Russian write months and weekdays small, Spanish and Swedish also languages and \
nationalities (*en español*, *på svenska*). Names keep their capital: *Viernes Santo*, *Svenska Akademien*, *Real \
Academia Española*. It also names a text that is all capitals where its English is not.",
        why: "The capital of *Monday* is English spelling. It is the first thing that a reader of another language \
notices.",
        example: "
```ftl locales/en/site.ftl
talks = Talks resume on Monday.
```

```ftl locales/es/site.ftl
# @source Talks resume on Monday.
talks = Las conversaciones se reanudan el Lunes.
```

> \"Lunes\" has an English capital",
        todo: "Write the word small; `tolka check --fix` does for months and weekdays. A name that the check does \
not know gets `# @ignore capitals`.",
        sources: "- RAE, *Ortografía de la lengua española* (2010), IV.4.2: meses, días de la semana, gentilicios, lenguas; Fundéu
- Språkrådet, *Svenska skrivregler* (2017), 5; TT-språket: versaler
- Розенталь, *Справочник по правописанию*, § 13–20",
    },
    severity: Severity::Warning,
    look: Look::Pairs(Signs::CAPITAL, judge),
};

fn judge(pair: &Pair<'_>) -> Vec<Flaw> {
    let flat = pair.flat();
    if let Some(flaw) = all_capitals(pair, &flat) {
        return vec![flaw];
    }
    let language = pair.locale.language();
    if !matches!(language, "es" | "sv" | "ru") {
        return Vec::new();
    }
    if !flat.behind_first().has(Letters::CAPITAL) {
        return Vec::new();
    }
    let words = flat.words();
    let mut flaws = Vec::new();
    for (idx, word) in words.iter().enumerate().skip(1) {
        let has_capital = word.letters.has(Letters::CAPITAL)
            && word.letters.has(Letters::SMALL)
            && !word.letters.has(Letters::INNER_CAPITAL);
        if !has_capital {
            continue;
        }
        let lower = flat.word(word).to_lowercase();
        let is_day = day(&lower, language).is_some_and(|day| {
            is_plain_day(&flat, idx, day, language) && english(pair).contains(day)
        });
        let is_people = !is_day && is_people(&flat, idx, &lower, language);
        if !is_day && !is_people || starts_sentence(flat.text, word.start()) {
            continue;
        }
        let message = format!("\"{}\" has an English capital", flat.word(word));
        let help = match language {
            "es" => "Spanish writes months, weekdays, languages and nationalities small",
            "sv" => "Swedish writes months, weekdays, languages and nationalities small",
            _ => "Russian writes months and weekdays small",
        };
        flaws.push(if is_day {
            pair.flaw_with_fix(word.range(), &lower, message, help)
        } else {
            pair.flaw(word.range(), message, help)
        });
    }
    flaws
}

fn has_capital(word: Option<&Word>) -> bool {
    word.is_some_and(|word| word.letters.has(Letters::CAPITAL))
}

/// Tells a month or weekday of a date from one in a name.
fn is_plain_day(flat: &Flat<'_>, idx: usize, day: Day, language: &str) -> bool {
    let words = flat.words();
    let next = words.get(idx + 1);
    let is_beside =
        |one: &Word, other: &Word| flat.text[one.end()..other.start()].trim().is_empty();
    let next = next.filter(|next| is_beside(&words[idx], next));
    let before = Some(&words[idx - 1]).filter(|before| is_beside(before, &words[idx]));
    let is_holy = language == "es"
        && matches!(day, Day::Weekday(_))
        && next.is_some_and(|next| {
            let of = words.get(idx + 2).map(|word| flat.word(word));
            flat.word(next).starts_with("Sant")
                || flat.word(next) == "de"
                    && of.is_some_and(|of| of.starts_with(char::is_uppercase))
        });
    let is_in_name = has_capital(next)
        || has_capital(before.filter(|before| !starts_sentence(flat.text, before.start())));
    !is_holy && !is_in_name
}

/// Tells the name of a language or people that is part of no other name.
fn is_people(flat: &Flat<'_>, idx: usize, lower: &str, language: &str) -> bool {
    let words = flat.words();
    let word = &words[idx];
    let between = |one: &Word, other: &Word| &flat.text[one.end()..other.start()];
    let before = words
        .get(idx - 1)
        .filter(|one| between(one, word).trim().is_empty());
    let next = words
        .get(idx + 1)
        .filter(|other| between(word, other).trim().is_empty());
    let before_text = before.map(|before| flat.word(before));
    match language {
        "es" => {
            let stem = lower.trim_end_matches('s');
            let stem = stem.strip_suffix(['a', 'e', 'o']).unwrap_or(stem);
            let is_known = SPANISH.contains(&stem) || SPANISH.contains(&lower);
            is_known
                && !has_capital(before)
                && !has_capital(next)
                && before_text.is_some_and(|before| before.chars().all(char::is_lowercase))
        }
        "sv" => {
            let Some(stem) = SWEDISH.iter().find(|stem| lower.starts_with(**stem)) else {
                return false;
            };
            let end = &lower[stem.len()..];
            // Names are in the definite form: Svenska Akademien, Ryska federationen.
            let is_language = end == "a"
                && before_text.is_some_and(|before| {
                    matches!(before, "på" | "till" | "från" | "talar" | "tala" | "lära")
                })
                && next.is_none_or(|next| {
                    matches!(
                        flat.word(next),
                        "och"
                            | "eller"
                            | "men"
                            | "som"
                            | "i"
                            | "är"
                            | "av"
                            | "till"
                            | "för"
                            | "med"
                    )
                });
            let is_adjective = matches!(end, "" | "t")
                && before_text.is_some_and(|before| {
                    matches!(
                        before,
                        "en" | "ett" | "är" | "var" | "någon" | "ingen" | "varje"
                    )
                })
                && !has_capital(next);
            is_language || is_adjective
        }
        _ => false,
    }
}

/// Judges a text in capitals.
fn all_capitals(pair: &Pair<'_>, flat: &Flat<'_>) -> Option<Flaw> {
    let is_shouted = |flat: &Flat<'_>| {
        let words = flat.words();
        let mut n_letters = 0;
        for word in words {
            if word.letters.has(Letters::SMALL) {
                return false;
            }
            n_letters += flat
                .word(word)
                .chars()
                .filter(|c| c.is_alphabetic())
                .count();
        }
        2 <= words.len() && 8 <= n_letters
    };
    let has_small = |flat: &Flat<'_>| {
        flat.words()
            .iter()
            .any(|word| word.letters.has(Letters::SMALL))
    };
    let first = flat.words().first()?;
    if first.letters.has(Letters::SMALL) || !is_shouted(flat) || !has_small(&pair.source_flat()) {
        return None;
    }
    Some(Flaw {
        message: "the text is all capitals, and the English is not".to_owned(),
        help: "write it in small letters".to_owned(),
        words: None,
        fix: None,
        ..Flaw::default()
    })
}

/// Stems of languages and nationalities, without the ending of gender and number.
#[rustfmt::skip]
static SPANISH: [&str; 50] = [
    "español", "inglés", "ingles", "francés", "frances", "alemán", "aleman", "rus", "suec", "colombian",
    "estadounidens", "estadounidense", "american", "norteamerican", "latinoamerican", "europe", "chin", "italian",
    "portugués", "portugues", "japonés", "japones", "mexican", "argentin", "chilen", "venezolan", "cuban", "peruan",
    "bolivian", "ecuatorian", "ucranian", "finlandés", "finlandes", "norueg", "danés", "danes", "polac", "británic",
    "holandés", "holandes", "belg", "suiz", "brasileñ", "grieg", "turc", "israelí", "iraní", "iraquí", "canadiens",
    "canadiense",
];

/// Stems of languages and nationalities.
#[rustfmt::skip]
static SWEDISH: [&str; 24] = [
    "svensk", "engelsk", "fransk", "tysk", "rysk", "spansk", "colombiansk", "amerikansk", "europeisk", "kinesisk",
    "italiensk", "portugisisk", "japansk", "mexikansk", "norsk", "dansk", "finsk", "polsk", "brittisk", "ukrainsk",
    "nederländsk", "grekisk", "turkisk", "arabisk",
];

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_messages, fires, fixes, silent};

    #[test]
    fn fires_on_english_capitals() {
        fires(
            "capitals",
            &[
                (
                    "es",
                    "On Monday",
                    "Será el Lunes",
                    "\"Lunes\" has an English capital",
                ),
                (
                    "es",
                    "On May 5",
                    "Fue el 5 de Mayo",
                    "\"Mayo\" has an English capital",
                ),
                (
                    "es",
                    "In Spanish",
                    "Escrito en Español.",
                    "\"Español\" has an English capital",
                ),
                (
                    "sv",
                    "On Monday",
                    "Det blir på Måndag",
                    "\"Måndag\" has an English capital",
                ),
                (
                    "sv",
                    "In Swedish",
                    "Skrivet på Svenska.",
                    "\"Svenska\" has an English capital",
                ),
                (
                    "sv",
                    "A Russian ship",
                    "Det är ett Ryskt fartyg",
                    "\"Ryskt\" has an English capital",
                ),
                (
                    "ru",
                    "On May 5",
                    "Было 5 Мая",
                    "\"Мая\" has an English capital",
                ),
                (
                    "ru",
                    "Read this page",
                    "ПРОЧТИТЕ ЭТУ СТРАНИЦУ",
                    "the text is all capitals, and the English is not",
                ),
            ],
        );
    }

    #[test]
    fn days_become_small() {
        fixes(
            "capitals",
            &[
                (
                    "es",
                    "On Monday, May 5",
                    "Fue el **Lunes** 5 de Mayo",
                    "Fue el **lunes** 5 de mayo",
                ),
                (
                    "ru",
                    "On Monday",
                    "Было в Понедельник",
                    "Было в понедельник",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_names() {
        silent(
            "capitals",
            &[
                ("es", "On Good Friday", "Fue el Viernes Santo"),
                (
                    "es",
                    "The Spanish Academy",
                    "La Real Academia Española y El Español",
                ),
                ("es", "Plaza de Mayo", "En la Plaza de Mayo"),
                (
                    "sv",
                    "The Russian Federation",
                    "I Ryska federationen och Svenska Akademien",
                ),
                ("sv", "Maj met him", "Där mötte Maj honom"),
                ("ru", "The Russian Federation", "В Российской Федерации"),
            ],
        );
    }

    #[test]
    fn silent_where_a_sentence_begins() {
        silent(
            "capitals",
            &[
                (
                    "es",
                    "Done. Monday is free. “May 5”",
                    "Hecho. Lunes libre: «Mayo, día 5».",
                ),
                ("sv", "English: Monday", "Engelska: Måndag"),
                ("ru", "WWF, EU", "ВОЗ, ЕС"),
                ("ru", "FAO AND UNESCO", "ФАО И ЮНЕСКО"),
            ],
        );
    }

    #[test]
    fn can_be_ignored() {
        let english = "a = On Monday\n";
        let file = "# @source On Monday\na = El Lunes\n";
        check_messages(
            "capitals",
            english,
            "es",
            file,
            &["a 2:8-2:13 \"Lunes\" has an English capital"],
        );
        let file = format!("# @ignore capitals (a newspaper)\n{file}");
        check_messages("capitals", english, "es", &file, &[]);
    }
}
