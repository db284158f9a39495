//! The check `numbers`.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::around::{after, before, has_token};
use super::flat::Flat;
use super::marks::Marks;
use super::number_lost::{lost_word, torn_ordinal};
use super::number_words::{in_words, knows_words};
use super::numerals::{Numeral, numerals};
use super::pair::{Flaw, Pair};
use super::signs::Signs;
use super::{Check, Docs, Look};
use crate::finding::Severity;

/// Finds numbers that a translation lost, changed or added.
pub static CHECK: Check = Check {
    id: "numbers",
    summary: "Finds numbers that are lost, changed or added in a translation",
    docs: Docs {
        what: "Compares the numbers that a reader sees, by their value as the language writes it: 1,234.5 in \
English is 1 234,5 in Swedish and Russian, 1.234,5 or 1,234.5 in Spanish. Numbers in words count (up to the \
hundreds, in English, Spanish, Swedish and Russian), and one from two to twelve \
must not be lost, nor one from third to twelfth (*the two* and *two different* may be without it); so do months (9/21 is *21 de septiembre*), Roman numerals, \
3 p.m. for 15:00, 5 million for 5 000 000, the 1990s for the 90s, 1914–18 for 1914–1918. Numbers in code and \
targets are the business of `markup`; those in names (H1N1, 3D) and in what the English \
has letter by letter (0x%08lx) are left alone. A Swedish ordinal without its number (*:e*) is named.",
        why: "A digit is the easiest thing to get wrong, and the one thing a reader cannot guess.",
        example: "
```ftl locales/en/site.ftl
toll = More than 2,500 people fled in 2014.
```

```ftl locales/es/site.ftl
# @source More than 2,500 people fled in 2014.
toll = Más de 2600 personas huyeron en 2014.
```

> \"2600\" stands where the English has \"2,500\"",
        todo: "Write the number of the English. Where the translation has another on purpose, a converted unit \
say, write `# @ignore numbers (miles to kilometres)` above it.",
        sources: "- [Unicode CLDR](https://cldr.unicode.org): number symbols
- RAE, *Ortografía de la lengua española* (2010): decimals and thousands
- Språkrådet, *Svenska skrivregler*
- А. Э. Мильчин, Л. К. Чельцова, *Справочник издателя и автора*",
    },
    severity: Severity::Warning,
    look: Look::Pair(NUMBERS, judge),
};

/// Digits; a character reference may have a number that is gone from the flat text; a word that counts; a blank where
/// an ordinal may be torn.
const NUMBERS: Signs = Signs::own(Marks::DIGIT.or(Marks::BLANK))
    .or(Signs::english(Marks::DIGIT))
    .or(Signs::FLATTENED)
    .or(Signs::COUNT);

fn judge(pair: &Pair<'_>) -> Option<Flaw> {
    judge_numerals(pair)
        .or_else(|| lost_word(pair))
        .or_else(|| torn_ordinal(pair))
}

pub(super) const HELP: &str = "write the numbers of the English; if they differ on purpose, write \"# @ignore numbers (reason)\" above the entry";

fn judge_numerals(pair: &Pair<'_>) -> Option<Flaw> {
    let (source, translation) = (&*pair.source, &*pair.translation);
    // A character reference may have a number that is gone from the flat text.
    let has_digit = |flat: &Flat<'_>| flat.marks.any(Marks::DIGIT) || flat.may_have_references();
    if !has_digit(&pair.flat()) && !has_digit(&pair.source_flat()) {
        return None;
    }
    if has_same_runs(
        runs(source, pair.source_visible()),
        runs(translation, pair.visible()),
    ) {
        return None;
    }
    let (source_language, language) = (pair.source_locale.language(), pair.locale.language());
    let english = numerals(source, pair.source_visible(), source_language);
    let own = numerals(translation, pair.visible(), language);
    let own_words = LazyCell::new(|| in_words(translation, language));
    let english_words = LazyCell::new(|| in_words(source, source_language));
    // A word stands for a number where it stands more often than it translates a word.
    let lost = without_match(
        &english,
        &own,
        || beyond(&own_words, &english_words, n_articles(pair)),
        language,
        Some(&|numeral| is_label(source, numeral) && !has_first(translation, language)),
    );
    let added = without_match(
        &own,
        &english,
        || beyond(&english_words, &own_words, 0),
        source_language,
        None,
    );
    let lost: Vec<&Numeral> = lost
        .into_iter()
        .filter(|numeral| !is_full_hour(source, numeral) || has_minutes(translation))
        .collect();
    let added: Vec<&Numeral> = added
        .into_iter()
        .filter(|numeral| !is_full_hour(translation, numeral))
        .filter(|numeral| !is_named_again(source, translation, numeral))
        .filter(|numeral| !is_of_a_token(source, translation, numeral))
        .collect();
    if lost.is_empty() && added.is_empty() {
        return None;
    }
    let digits = |text: &str, numerals: &[&Numeral]| -> String {
        let all = numerals
            .iter()
            .flat_map(|numeral| text[numeral.range.clone()].chars());
        all.filter(char::is_ascii_digit).collect()
    };
    // Telephone numbers and the like are cut in other places.
    if lost.len() + added.len() > 2 && digits(source, &lost) == digits(translation, &added) {
        return None;
    }
    let quoted = |text: &str, numerals: &[&Numeral]| {
        let quoted = numerals
            .iter()
            .map(|numeral| format!("\"{}\"", &text[numeral.range.clone()]));
        quoted.collect::<Vec<_>>().join(", ")
    };
    let message = match (&*lost, &*added) {
        ([one], [other]) if digits(source, &lost) == digits(translation, &added) => format!(
            "{} reads as {} in {}, where the English means {}",
            quoted(translation, &added),
            other.values[0],
            pair.locale,
            one.values[0]
        ),
        (_, []) => {
            let verb = if lost.len() == 1 { "is" } else { "are" };
            format!(
                "{} of the English {verb} not in the translation",
                quoted(source, &lost)
            )
        }
        ([], _) => {
            let verb = if added.len() == 1 { "is" } else { "are" };
            format!("{} {verb} not in the English", quoted(translation, &added))
        }
        (_, many) => {
            let verb = if many.len() == 1 { "stands" } else { "stand" };
            format!(
                "{} {verb} where the English has {}",
                quoted(translation, &added),
                quoted(source, &lost)
            )
        }
    };
    Some(Flaw {
        message,
        help: HELP.to_owned(),
        words: added.first().map(|numeral| numeral.range.clone()),
        fix: None,
        ..Flaw::default()
    })
}

/// Yields the runs of digits of a text, or `None` for one that may be part of a longer number.
fn runs<'t>(
    text: &'t str,
    visible: &'t [Range<usize>],
) -> impl Iterator<Item = Option<&'t str>> + 't {
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    visible.iter().flat_map(move |stretch| {
        let own = &text[stretch.clone()];
        let mut at = 0;
        std::iter::from_fn(move || {
            let bytes = own.as_bytes();
            let start = at + bytes[at..].iter().position(is_digit)?;
            let n = bytes[start..]
                .iter()
                .take_while(|byte| is_digit(byte))
                .count();
            at = start + n;
            // Whatever stands between two runs joins them, if it is one character.
            let mut behind = own[at..].chars();
            let is_joined = behind.next().is_some_and(|c| !c.is_ascii_digit())
                && behind.next().is_some_and(|c| c.is_ascii_digit());
            Some((!is_joined).then_some(&own[start..at]))
        })
    })
}

/// Tells texts with the same numbers in the same order, each of them a run of digits and nothing more.
fn has_same_runs<'t>(
    mut english: impl Iterator<Item = Option<&'t str>>,
    mut own: impl Iterator<Item = Option<&'t str>>,
) -> bool {
    loop {
        match (english.next(), own.next()) {
            (None, None) => return true,
            (Some(Some(one)), Some(Some(other))) if one == other => {}
            _ => return false,
        }
    }
}

/// Returns the values that stand in words more often than the words of the other side ask for.
fn beyond(
    words: &BTreeMap<String, usize>,
    others: &BTreeMap<String, usize>,
    n_articles: usize,
) -> BTreeSet<String> {
    let asked = |value: &str| {
        let n_articles = if value == "1" { n_articles } else { 0 };
        others.get(value).copied().unwrap_or_default() + n_articles
    };
    let beyond = words.iter().filter(|(value, n)| asked(value) < **n);
    beyond.map(|(value, _)| value.clone()).collect()
}

/// Counts the articles of the English that are the word for one in Spanish and Swedish.
fn n_articles(pair: &Pair<'_>) -> usize {
    if !matches!(pair.locale.language(), "es" | "sv") {
        return 0;
    }
    let flat = pair.source_flat();
    let words = flat.words().iter().map(|word| flat.word(word));
    words
        .filter(|word| matches!(*word, "a" | "an" | "A" | "An"))
        .count()
}

/// Returns the numerals that nothing on the other side stands for, each value once. Of the English is known which 1
/// `is_no_article`: it is not found in words.
fn without_match<'n>(
    numerals: &'n [Numeral],
    others: &[Numeral],
    words: impl FnOnce() -> BTreeSet<String>,
    language: &str,
    is_no_article: Option<&dyn Fn(&Numeral) -> bool>,
) -> Vec<&'n Numeral> {
    let mut n_there: BTreeMap<&str, usize> = BTreeMap::new();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for other in others {
        let parts = other.parts.iter();
        let parts = parts.filter(|part| !other.values.contains(part));
        for value in other.values.iter().chain(parts) {
            *n_there.entry(value).or_default() += 1;
        }
        if other.is_name {
            *names.entry(&other.values[0]).or_default() += 1;
        }
    }
    // A name that both sides have stands for itself: the 32 of *wine32* is not that of 32 bits.
    let of_names = numerals.iter().filter(|numeral| numeral.is_name);
    for name in of_names.filter(|_| is_no_article.is_some()) {
        let value = &*name.values[0];
        if let Some(n @ 1..) = names.get_mut(value) {
            *n -= 1;
            n_there
                .entry(value)
                .and_modify(|n| *n = n.saturating_sub(1));
        }
    }
    // A number that stands here more often than there is lost as much as one that is not there at all.
    let mut n_here: BTreeMap<&str, usize> = BTreeMap::new();
    let mut is_there = |numeral: &Numeral, value: &'n str| {
        if numeral.is_name {
            return true;
        }
        let n_before = n_here.entry(value).or_default();
        *n_before += 1;
        let has = |value: &String| n_there.get(value.as_str()).is_some_and(|n| *n_before <= *n);
        numeral.values.iter().any(has) || !numeral.parts.is_empty() && numeral.parts.iter().all(has)
    };
    let mut left: Vec<&Numeral> = numerals
        .iter()
        .filter(|numeral| !is_there(numeral, &numeral.values[0]))
        .collect();
    if left.is_empty() {
        return left;
    }
    let words = words();
    left.retain(|numeral| {
        // *1 file* may be *un archivo*; the 1 of a label may be *primer*, and is no article.
        if numeral.values[0] == "1"
            && is_no_article.is_some_and(|is_no_article| is_no_article(numeral))
        {
            return true;
        }
        let is_small = || matches!(numeral.values[0].parse::<u64>(), Ok(0..=12));
        let has = |value: &String| words.contains(value) || n_there.contains_key(value.as_str());
        let is_in_words = numeral.values.iter().any(|value| words.contains(value))
            || !numeral.parts.is_empty() && numeral.parts.iter().all(has);
        // Where the words of a language are not known, small numbers may be among them.
        !is_in_words && (knows_words(language) || !is_small())
    });
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    left.retain(|numeral| seen.insert(&numeral.values[0]));
    left
}

/// Tells the number of a name that the English has too, and the translation more often: *UTF-8*.
fn is_named_again(source: &str, translation: &str, numeral: &Numeral) -> bool {
    let is_outside = |c: char| !c.is_ascii_alphanumeric() && c != '-';
    let before = translation[..numeral.range.start].rsplit(is_outside).next();
    let name = before.unwrap_or_default();
    let whole = &translation[numeral.range.start - name.len()..numeral.range.end];
    1 < name.len()
        && name.ends_with('-')
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && source.contains(whole)
}

/// Tells a number in something with letters that the English has as it is: *0x%08lx*.
fn is_of_a_token(source: &str, translation: &str, numeral: &Numeral) -> bool {
    let is_outside = |c: char| c.is_whitespace() || "<>()[]\"'`,;".contains(c);
    let before = translation[..numeral.range.start].rsplit(is_outside).next();
    let behind = translation[numeral.range.end..].split(is_outside).next();
    let start = numeral.range.start - before.unwrap_or_default().len();
    let end = numeral.range.end + behind.unwrap_or_default().len();
    let token = translation[start..end].trim_end_matches(['.', ':', '!', '?']);
    token.contains(|c: char| c.is_ascii_alphabetic()) && has_token(source, token)
}

/// Tells a number that counts nothing: `#1`, `(1)`, *number 1.*
fn is_label(text: &str, numeral: &Numeral) -> bool {
    let (before, behind) = (&text[..numeral.range.start], &text[numeral.range.end..]);
    let mut behind = behind.chars();
    let counts = behind.next().is_some_and(char::is_whitespace)
        && behind.next().is_some_and(char::is_alphabetic);
    !counts || before.ends_with(['#', '№'])
}

/// Tells a text with a time of hours and minutes, or with what is left of one.
fn has_minutes(text: &str) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    text.match_indices(':')
        .any(|(at, _)| is_digit(before(text, at)) || is_digit(after(text, at + 1)))
}

/// Tells a text that has a first one, a Roman one or one that is no article: *nummer ett.*
fn has_first(text: &str, language: &str) -> bool {
    let (stem, one) = match language {
        "es" => ("primer", "uno"),
        "sv" => ("först", "ett"),
        // There are no articles.
        _ => return true,
    };
    text.unicode_word_indices().any(|(at, word)| {
        let small = word.to_lowercase();
        let mut behind = text[at + word.len()..].chars();
        let is_last =
            !(behind.next() == Some(' ') && behind.next().is_some_and(char::is_alphabetic));
        word == "I" || small.starts_with(stem) || small == one && is_last
    })
}

/// Tells the minutes of a full hour, which other languages leave out: 10:00.
fn is_full_hour(text: &str, numeral: &Numeral) -> bool {
    let before = &text[..numeral.range.start];
    &text[numeral.range.clone()] == "00" && before.ends_with([':', '.'])
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_messages, fires, flaw, silent};

    #[test]
    fn fires_on_lost_changed_and_added_numbers() {
        fires(
            "numbers",
            &[
                (
                    "es",
                    "Sweden gave 120 million in 2013.",
                    "Suecia aportó 120 millones.",
                    "\"2013\" of the English is not in the translation",
                ),
                (
                    "ja",
                    "It has 7 words.",
                    "これは8語です。",
                    "\"8\" is not in the English",
                ),
                (
                    "sv",
                    "It covers 45% of the area.",
                    "Den täcker 54 procent av ytan.",
                    "\"54\" stands where the English has \"45\"",
                ),
                (
                    "ru",
                    "Talks resumed on Monday.",
                    "Переговоры возобновились в понедельник, 14 мая.",
                    "\"14\" is not in the English",
                ),
                (
                    "ru",
                    "The ship carries 1,234 people.",
                    "На судне 1,234 человека.",
                    "\"1,234\" reads as 1.234 in ru, where the English means 1234",
                ),
            ],
        );
    }

    #[test]
    fn the_number_itself_is_shown() {
        let translation = "Den täcker 54 procent.";
        let flaw = flaw("numbers", "sv", "It covers 45%.", translation).unwrap();
        assert_eq!(&translation[flaw.words.unwrap()], "54");
    }

    #[test]
    fn fires_where_a_label_or_a_name_is_all_that_is_left() {
        fires(
            "numbers",
            &[
                (
                    "es",
                    "Room #1 alone is seldom let.",
                    "La sala # rara vez tiene una visita.",
                    "\"1\" of the English is not in the translation",
                ),
                (
                    "es",
                    "The guide (with number 1) opens all halls.",
                    "El guía (con número) abre una sala tras otra.",
                    "\"1\" of the English is not in the translation",
                ),
                (
                    "es",
                    "Lists of 32 pages need hall32 and aisle64.",
                    "Las listas de páginas necesitan hall32 y aisle64.",
                    "\"32\" of the English is not in the translation",
                ),
            ],
        );
    }

    #[test]
    fn fires_on_a_number_in_words_that_is_lost() {
        fires(
            "numbers",
            &[
                (
                    "es",
                    "It has nine halls and many doors.",
                    "Tiene salas y muchas puertas.",
                    "\"nine\" of the English is not in the translation",
                ),
                (
                    "sv",
                    "The house has three floors.",
                    "Huset har våningar.",
                    "\"three\" of the English is not in the translation",
                ),
                (
                    "sv",
                    "Two answers are right.",
                    "Det finns rätta svar.",
                    "\"Two\" of the English is not in the translation",
                ),
                (
                    "sv",
                    "The third door is open.",
                    "Den :e dörren är öppen.",
                    "\"third\" of the English is not in the translation",
                ),
                (
                    "sv",
                    "Packages of third parties",
                    "Paket från :e part",
                    "an ordinal stands without its number: \":e\"",
                ),
                (
                    "es",
                    "The two most used programs",
                    "Los programas más usados",
                    "\"two\" of the English is not in the translation",
                ),
                (
                    "es",
                    "It opens at 00:00.",
                    "Abre a las 00:",
                    "\"00\" of the English is not in the translation",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_numbers_in_words_of_either_side() {
        silent(
            "numbers",
            &[
                ("es", "It has nine halls.", "Tiene 9 salas."),
                ("sv", "Both of the two doors", "Båda dörrarna"),
                (
                    "ru",
                    "A two-storey house of ten rooms",
                    "Двухэтажный дом в десять комнат",
                ),
                (
                    "es",
                    "They read the Big Seven and went on.",
                    "Leyeron el Gran Septeto y siguieron.",
                ),
                ("de", "It has nine halls.", "Es hat mehrere Säle."),
                (
                    "es",
                    "The two doors, two different ones",
                    "Las puertas, diferentes",
                ),
                (
                    "ru",
                    "skipping a two-word line",
                    "пропуск двусловной строки",
                ),
                ("ru", "written as 0x%08lx", "то есть 0x%08lx (0x%08lx)"),
                ("sv", "The third door", "Den 3:e dörren"),
                (
                    "sv",
                    "A third of it, third-party code",
                    "En tredjedel, kod av andra",
                ),
                (
                    "es",
                    "Two thirds of it, the third parties",
                    "Dos tercios, los demás",
                ),
                (
                    "ru",
                    "A fourth and a fifth road",
                    "Четвёртая и пятая дороги",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_labels_in_words_and_names_said_again() {
        silent(
            "numbers",
            &[
                ("es", "Volume 1.", "Primer volumen."),
                ("es", "It takes 1 hour.", "Lleva una hora."),
                ("sv", "It opens at 2:00 am.", "Det öppnar klockan 2."),
                ("sv", "It takes eight days.", "Det tar 8 dagar."),
                ("sv", "Volume 1", "Volym I"),
                ("sv", "It is rule number 1.", "Det är regel nummer ett."),
                ("ru", "Volume 1.", "Том один."),
                (
                    "ru",
                    "COSMOS-3 is the larger one.",
                    "COSMOS-3 больше, и COSMOS-3 новее.",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_numbers_as_spanish_writes_them() {
        silent(
            "numbers",
            &[
                (
                    "es",
                    "The fund holds $1,234.5 million.",
                    "El fondo reúne 1.234,5 millones de dólares.",
                ),
                (
                    "es",
                    "The fund holds $1,234.5 million.",
                    "El fondo reúne 1234,5 millones de dólares.",
                ),
                (
                    "es",
                    "It cost 2 billion pesos in the 1990s.",
                    "Costó 2000 millones de pesos en los años noventa.",
                ),
                (
                    "es",
                    "At 3:30 p.m. on 9/21/2014, 5 people met.",
                    "A las 15:30 del 21 de septiembre de 2014 se reunieron cinco personas.",
                ),
                (
                    "es",
                    "A 19th-century law in 10 articles.",
                    "Una ley del siglo XIX en diez artículos.",
                ),
                (
                    "es",
                    "Twelve of the 35 seats.",
                    "12 de los treinta y cinco escaños.",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_numbers_as_swedish_writes_them() {
        silent(
            "numbers",
            &[
                (
                    "sv",
                    "Some 12,500 people in 3 towns.",
                    "Omkring 12 500 människor i tre städer.",
                ),
                (
                    "sv",
                    "The session starts at 10 a.m.",
                    "Mötet börjar klockan 10.00.",
                ),
                ("sv", "A 19th-century law.", "En lag från 1800-talet."),
                (
                    "sv",
                    "In the 1990s, prices rose 2.5%.",
                    "På 90-talet steg priserna med 2,5 procent.",
                ),
                (
                    "sv",
                    "During 1914–18 he served 4 years.",
                    "Under 1914–1918 tjänstgjorde han i fyra år.",
                ),
                ("sv", "September 21, 2014", "2014-09-21"),
            ],
        );
    }

    #[test]
    fn silent_on_numbers_as_russian_writes_them() {
        silent(
            "numbers",
            &[
                (
                    "ru",
                    "More than 1,234.5 km in 12 hours",
                    "Более 1\u{A0}234,5 км за двенадцать часов",
                ),
                (
                    "ru",
                    "A 2-year plan worth $1.5 billion",
                    "Двухлетний план на 1,5 млрд долларов",
                ),
                (
                    "ru",
                    "The 1990s and the 21st century",
                    "Девяностые годы и XXI век",
                ),
                ("ru", "On September 21, 2014", "21.09.2014"),
                (
                    "ru",
                    "The H1N1 virus in 3D",
                    "Вирус гриппа в трёхмерном изображении",
                ),
                ("ru", "Call 555-1234-88", "Звоните 55-512-34-88"),
            ],
        );
    }

    #[test]
    fn numbers_in_code_and_targets_are_not_read() {
        silent(
            "numbers",
            &[(
                "es",
                "Run `x 12` [here](/a/34).",
                "Ejecute `x 13` [aquí](/a/35).",
            )],
        );
    }

    #[test]
    fn can_be_ignored() {
        let english = "a = It is 5 miles away.\n";
        let file = "# @source It is 5 miles away.\na = Está a 8 kilómetros.\n";
        let expect = ["a 2:12-2:13 \"8\" stands where the English has \"5\""];
        check_messages("numbers", english, "es", file, &expect);
        let file = format!("# @ignore numbers (miles to kilometres)\n{file}");
        check_messages("numbers", english, "es", &file, &[]);
    }
}
