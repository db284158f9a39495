//! The check `script`.

use std::ops::Range;

use super::around::{after, before, has_token};
use super::flat::{Flat, Word};
use super::marks::{Letters, script};
use super::pair::{Flaw, Pair};
use super::signs::Signs;
use super::{Check, Docs, Look};
use crate::finding::Severity;

/// Finds letters of another script that look like those of the word they stand in.
pub static CHECK: Check = Check {
    id: "script",
    summary: "Finds Latin letters inside Cyrillic words, and Cyrillic letters inside Latin ones, that only look right",
    docs: Docs {
        what: "Looks at words that mix Latin and Cyrillic letters. Where the letters of one script all look like \
letters of the other (`C` and `С`, `o` and `о`), they were typed with the wrong keyboard. In Cyrillic text it also \
looks at single letters: a Latin `c` that stands for the preposition `с`. Words that mix scripts for all to see \
(`URLы`, `html-файл`) are left alone.",
        why: "Nobody sees it. But a search does not find the word, a spell checker rejects it, a screen reader spells \
it out, and a link or a name with such a letter is another one.",
        example: "
```ftl locales/en/site.ftl
server = Server
```

```ftl locales/ru/site.ftl
# @source Server
server = Cервер
```

> the \"C\" in \"Cервер\" is Latin",
        todo: "Type the word again, with the keyboard of its language.",
        sources: "- [Unicode Technical Standard 39](https://www.unicode.org/reports/tr39/): mixed-script confusables
- LanguageTool: mixed Latin and Cyrillic letters",
    },
    severity: Severity::Error,
    look: Look::Pairs(Signs::SCRIPTS, judge),
};

/// Latin letters, each with the Cyrillic one that looks the same.
const PAIRS: [(char, char); 24] = [
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('S', 'Ѕ'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('i', 'і'),
    ('k', 'к'),
    ('o', 'о'),
    ('p', 'р'),
    ('s', 'ѕ'),
    ('x', 'х'),
    ('y', 'у'),
];

fn to_cyrillic(c: char, language: &str) -> Option<char> {
    let has_i = matches!(language, "uk" | "be" | "kk");
    let has_s = language == "mk";
    match c {
        'I' | 'i' if !has_i => None,
        'S' | 's' if !has_s => None,
        _ => PAIRS
            .iter()
            .find(|(latin, _)| *latin == c)
            .map(|(_, cyrillic)| *cyrillic),
    }
}

fn to_latin(c: char) -> Option<char> {
    PAIRS
        .iter()
        .find(|(_, cyrillic)| *cyrillic == c)
        .map(|(latin, _)| *latin)
}

/// Tells whether a language is written in Cyrillic letters.
pub fn is_cyrillic(language: &str) -> bool {
    matches!(
        language,
        "ru" | "uk" | "be" | "bg" | "mk" | "kk" | "ky" | "mn" | "tg"
    )
}

fn judge(pair: &Pair<'_>) -> Vec<Flaw> {
    let flat = pair.flat();
    let language = pair.locale.language();
    let words = flat.words();
    let mut flaws = Vec::new();
    for (idx, word) in words.iter().enumerate() {
        let letters = word.letters;
        if letters.has(Letters::LATIN) && letters.has(Letters::CYRILLIC) {
            flaws.extend(mixed(pair, &flat, word, language));
        } else if is_cyrillic(language) && letters.only(Letters::LATIN) {
            flaws.extend(alone(pair, &flat, idx, language));
        }
    }
    flaws
}

/// Judges a word of both scripts.
fn mixed(pair: &Pair<'_>, flat: &Flat<'_>, word: &Word, language: &str) -> Option<Flaw> {
    let text = flat.word(word);
    let of = |wanted| {
        text.chars()
            .filter(move |c| c.is_alphabetic() && script(*c) == wanted)
    };
    // Exim'а, Google’у: a name with an ending.
    if let Some((name, ending)) = text.split_once(['\'', '’'])
        && is_cyrillic(language)
        && name.chars().all(|c| script(c) == Letters::LATIN)
        && ending.chars().all(|c| script(c) == Letters::CYRILLIC)
    {
        return None;
    }
    let latin_fits = of(Letters::LATIN).all(|c| to_cyrillic(c, language).is_some());
    let cyrillic_fits = of(Letters::CYRILLIC).all(|c| to_latin(c).is_some());
    let as_latin: String = text.chars().map(|c| to_latin(c).unwrap_or(c)).collect();
    let is_english = cyrillic_fits && has_token(pair.source_flat().text, &as_latin);
    let is_meant_cyrillic = match (latin_fits, cyrillic_fits) {
        (false, false) => return None,
        (true, true) => !is_english && is_cyrillic(language),
        (fits, _) => fits,
    };
    // PCы, COMа: a name in capitals with an ending.
    let head =
        text.trim_end_matches(|c: char| !c.is_alphabetic() || script(c) == Letters::CYRILLIC);
    let is_name_with_ending = is_meant_cyrillic
        && 2 <= head.chars().count()
        && head
            .chars()
            .all(|c| c.is_uppercase() && script(c) == Letters::LATIN)
        && text[head.len()..].chars().any(char::is_lowercase);
    if is_name_with_ending {
        return None;
    }
    let (odd, name, fixed): (String, _, String) = if is_meant_cyrillic {
        let fixed = text.chars().map(|c| to_cyrillic(c, language).unwrap_or(c));
        (of(Letters::LATIN).collect(), "Latin", fixed.collect())
    } else {
        (of(Letters::CYRILLIC).collect(), "Cyrillic", as_latin)
    };
    Some(flaw(pair, word.range(), &odd, text, name, &fixed))
}

/// Judges a Latin letter that stands alone among Cyrillic words.
fn alone(pair: &Pair<'_>, flat: &Flat<'_>, idx: usize, language: &str) -> Option<Flaw> {
    let words = flat.words();
    let word = &words[idx];
    let text = flat.word(word);
    let mut chars = text.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return None;
    };
    // The prepositions and conjunctions of one letter.
    if !matches!(
        c,
        'a' | 'A' | 'c' | 'C' | 'o' | 'O' | 'y' | 'Y' | 'k' | 'K' | 'B'
    ) {
        return None;
    }
    let next = words.get(idx + 1)?;
    let is_small_cyrillic =
        next.letters.only(Letters::CYRILLIC) && !next.letters.has(Letters::CAPITAL);
    if !is_small_cyrillic || &flat.text[word.end()..next.start()] != " " {
        return None;
    }
    let head = flat.text[..word.start()].trim_end_matches(' ');
    let last = head.chars().next_back();
    let is_start = last.is_none_or(|c| matches!(c, '.' | '!' | '?' | '…'));
    let is_behind = match c {
        'a' | 'A' => is_start || last == Some(','),
        _ if c.is_uppercase() => is_start,
        _ => last.is_none_or(|c| {
            c.is_alphabetic() && script(c) == Letters::CYRILLIC || matches!(c, ',' | '—')
        }),
    };
    let is_tight = before(flat.text, word.start()).is_some_and(|c| c != ' ')
        || after(flat.text, word.end()) != Some(' ');
    let is_english = !matches!(c, 'a' | 'A') && has_token(pair.source_flat().text, text);
    if !is_behind || is_tight || is_english {
        return None;
    }
    let fixed = to_cyrillic(c, language)?.to_string();
    Some(flaw(pair, word.range(), text, text, "Latin", &fixed))
}

fn flaw(
    pair: &Pair<'_>,
    range: Range<usize>,
    odd: &str,
    word: &str,
    name: &str,
    fixed: &str,
) -> Flaw {
    let message = if odd == word {
        format!("this \"{word}\" is {name}")
    } else if odd.chars().count() == 1 {
        format!("the \"{odd}\" in \"{word}\" is {name}")
    } else {
        let odd: Vec<String> = odd.chars().map(|c| format!("\"{c}\"")).collect();
        format!("the {} in \"{word}\" are {name}", odd.join(", "))
    };
    pair.flaw_with_fix(
        range,
        fixed,
        message,
        "type the word with the keyboard of its language",
    )
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_messages, fires, fixes, silent};

    #[test]
    fn fires_on_letters_of_the_wrong_keyboard() {
        fires(
            "script",
            &[
                ("ru", "Server", "Cервер", "the \"C\" in \"Cервер\" is Latin"),
                (
                    "ru",
                    "An old type",
                    "Старый Tип",
                    "the \"T\" in \"Tип\" is Latin",
                ),
                (
                    "ru",
                    "with the help of",
                    "сделано c помощью",
                    "this \"c\" is Latin",
                ),
                (
                    "ru",
                    "Install Linux.",
                    "Установите Linuх.",
                    "the \"х\" in \"Linuх\" is Cyrillic",
                ),
                (
                    "es",
                    "The accord",
                    "El acuerdо",
                    "the \"о\" in \"acuerdо\" is Cyrillic",
                ),
                (
                    "sv",
                    "Security",
                    "Sаkеrhet",
                    "the \"а\", \"е\" in \"Sаkеrhet\" are Cyrillic",
                ),
            ],
        );
    }

    #[test]
    fn the_word_is_written_as_it_should_be() {
        fixes(
            "script",
            &[
                ("ru", "Server", "Cервер и oкно", "Сервер и окно"),
                ("ru", "Linux", "система Linuх", "система Linux"),
                ("ru", "by post", "речь o почте", "речь о почте"),
                ("es", "The accord", "El **acuerdо**", "El **acuerdo**"),
            ],
        );
    }

    #[test]
    fn silent_on_words_of_two_scripts_that_are_meant() {
        silent(
            "script",
            &[
                ("ru", "URLs and PCs", "URLы и PCы, html-файлы, SQL-запрос"),
                ("ru", "Vitamin C is good", "Витамин C полезен"),
                ("ru", "The k nearest", "взять k ближайших"),
                ("ru", "Yandex", "Яndex"),
                ("ru", "Settings of Rosa", "Настройки Rosa’а и Lea'е"),
            ],
        );
    }

    #[test]
    fn silent_on_texts_of_one_script() {
        silent(
            "script",
            &[
                ("es", "The river Ob", "El río Ob (Обь)"),
                ("sv", "Moscow", "Moskva (ryska: Москва)"),
                ("ru", "WWF in Russia", "WWF в России"),
            ],
        );
    }

    #[test]
    fn can_be_ignored() {
        let english = "a = Server\n";
        let file = "# @source Server\na = Cервер\n";
        let expect = ["a 2:5-2:11 the \"C\" in \"Cервер\" is Latin"];
        check_messages("script", english, "ru", file, &expect);
        let file = format!("# @ignore script (a brand)\n{file}");
        check_messages("script", english, "ru", &file, &[]);
    }
}
