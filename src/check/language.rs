//! The check `language`.

use std::ops::Range;

use super::flat::{Flat, Word};
use super::function_words::{N_LANGUAGES, bit, code, languages_of};
use super::marks::Letters;
use super::pair::{Flaw, Pair};
use super::{Check, Docs, Look, quote, unchanged};
use crate::finding::Severity;

/// Finds texts, and sentences in them, that are in another language than the locale's.
pub static CHECK: Check = Check {
    id: "language",
    summary: "Finds texts and sentences that are in another language than that of their locale",
    docs: Docs {
        what: "Reads the small words of each sentence (*the*, *que*, *och*, *и*), which every language is full of, \
and names a sentence that has those of another language and hardly any of its own. Sentences of three words or fewer, \
names and code are not judged, nor are foreign words inside a sentence. A sentence without any small word is asked \
of a detector of seventy languages, which has to be sure. What equals its English is the business of `unchanged`.",
        why: "A text pasted into the wrong file, or a sentence left for later in the middle of a paragraph, counts \
as translated.",
        example: "
```ftl locales/en/site.ftl
accord = The accord was signed by the ministers in Stockholm.
```

```ftl locales/sv/site.ftl
# @source The accord was signed by the ministers in Stockholm.
accord = El acuerdo fue firmado por los ministros en Estocolmo.
```

> \"El acuerdo fue firmado por los ministros en Estocolmo.\" is Spanish, not Swedish",
        todo: "Translate the sentence. A quotation that stays in its language gets `# @ignore language (a quotation)`.",
        sources: "- Zipf's law: a hundred small words are half of any text
- [whatlang](https://docs.rs/whatlang): trigrams, after Cavnar and Trenkle (1994)",
    },
    severity: Severity::Warning,
    look: Look::Pairs(judge),
};

fn judge(pair: &Pair<'_>) -> Vec<Flaw> {
    let flat = pair.flat();
    let own = pair.locale.language();
    if flat.words().len() < 4 {
        return Vec::new();
    }
    let (mut found, n_sentences) = sentences(&flat, own);
    if found.is_empty() || unchanged::judge(pair).is_some() {
        return Vec::new();
    }
    // A whole text is one finding.
    if found.len() == n_sentences && found.iter().all(|(_, language)| *language == found[0].1) {
        let (first, language) = &found[0];
        let last = found.last().map_or(first.end, |(last, _)| last.end);
        found = vec![(first.start..last, *language)];
    }
    let flaws = found.into_iter().map(|(range, language)| {
        let message = format!(
            "{} is {}, not {}",
            quote(&flat.text[range.clone()].replace(super::flat::THING, "…")),
            name(language),
            name(own)
        );
        pair.flaw(range, message, "translate it")
    });
    flaws.collect()
}

/// Judges sentence by sentence; returns those of another language, and how many could be judged.
fn sentences(flat: &Flat<'_>, own: &str) -> (Vec<(Range<usize>, &'static str)>, usize) {
    let words = flat.words();
    let (mut found, mut n_judged) = (Vec::new(), 0);
    let mut start = 0;
    for idx in 0..words.len() {
        let is_last = idx + 1 == words.len()
            || ends_sentence(&flat.text[words[idx].range.end..words[idx + 1].range.start]);
        if !is_last {
            continue;
        }
        let sentence = &words[start..=idx];
        let end = words
            .get(idx + 1)
            .map_or(flat.text.len(), |next| next.range.start);
        let range = sentence[0].range.start..flat.text[..end].trim_end().len();
        start = idx + 1;
        if sentence.len() < 4 {
            continue;
        }
        n_judged += 1;
        if let Some(language) = judge_sentence(flat, sentence, &range, own) {
            found.push((range, language));
        }
    }
    (found, n_judged)
}

/// Tells a stop that ends a sentence by the blank behind it.
fn ends_sentence(between: &str) -> bool {
    match between.find(['.', '!', '?', '…', '\n']) {
        Some(at) => between[at..].contains(char::is_whitespace),
        None => false,
    }
}

/// Returns the language of a sentence, where it is surely not its own.
fn judge_sentence(
    flat: &Flat<'_>,
    words: &[Word],
    range: &Range<usize>,
    own: &str,
) -> Option<&'static str> {
    let own_bit = bit(own).unwrap_or_default();
    let mut hits = [0_usize; N_LANGUAGES];
    let (mut n_own, mut n_words) = (0, 0);
    for (idx, word) in words.iter().enumerate() {
        // Names say nothing; a sentence begins with a capital.
        let is_name = word.letters.has(Letters::CAPITAL)
            && (0 < idx || word.letters.has(Letters::INNER_CAPITAL));
        if word.letters.has(Letters::DIGIT) || is_name {
            continue;
        }
        n_words += 1;
        let text = flat.word(word);
        let languages = if word.letters.has(Letters::CAPITAL) {
            languages_of(&text.to_lowercase())
        } else {
            languages_of(text)
        };
        if languages & own_bit != 0 {
            n_own += 1;
            continue;
        }
        let mut left = languages;
        while left != 0 {
            let idx = left.trailing_zeros() as usize;
            hits[idx] += 1;
            left &= left - 1;
        }
    }
    // A sentence is full of the small words of its language.
    if own_bit != 0 && (n_words < 4 || n_words <= n_own * 6) {
        return None;
    }
    let (best, n) = hits
        .iter()
        .copied()
        .enumerate()
        .max_by_key(|(idx, n)| (*n, usize::MAX - idx))?;
    let needed = if n_words <= 10 { 2 } else { 3 };
    if own_bit != 0 && needed <= n && n_own * 2 <= n && n_words <= n * 7 {
        return Some(code(best));
    }
    if 0 < n_own || n_words < 7 {
        return None;
    }
    detect(&flat.text[range.clone()], own)
}

/// Asks the detector, which has to be sure.
fn detect(text: &str, own: &str) -> Option<&'static str> {
    let info = whatlang::detect(text)?;
    let found = code_of(info.lang())?;
    (info.is_reliable() && 0.95 < info.confidence() && found != own).then_some(found)
}

/// Returns the two letters of a language; none for those that are near another one.
fn code_of(language: whatlang::Lang) -> Option<&'static str> {
    use whatlang::Lang;
    Some(match language {
        Lang::Eng => "en",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Rus => "ru",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Pol => "pl",
        Lang::Ukr => "uk",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Ces => "cs",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Ell => "el",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Hin => "hi",
        Lang::Vie => "vi",
        _ => return None,
    })
}

fn name(code: &str) -> &str {
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

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_messages, fires, silent};

    #[test]
    fn fires_on_other_languages() {
        fires(
            "language",
            &[
                (
                    "es",
                    "Russia's chief of staff came to the talks in May.",
                    "The Russian chief of staff had come to the talks.",
                    "\"The Russian chief of staff had come to the talks.\" is English, not Spanish",
                ),
                (
                    "sv",
                    "Russia and Sweden have been allies since the war.",
                    "Rusland og Sverige har ikke været allierede siden krigen.",
                    "\"Rusland og Sverige har ikke været allierede siden krigen.\" is Danish, not Swedish",
                ),
                (
                    "ru",
                    "They have not decided when they will sign.",
                    "Вони ще не вирішили, коли підпишуть угоду.",
                    "\"Вони ще не вирішили, коли підпишуть угоду.\" is Ukrainian, not Russian",
                ),
                (
                    "ru",
                    "The accord was signed. Nobody knows what it says.",
                    "Соглашение подписано. Nobody knows what is in it.",
                    "\"Nobody knows what is in it.\" is English, not Russian",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_three_words_and_on_names() {
        silent(
            "language",
            &[
                ("sv", "See the map", "Se the map"),
                (
                    "es",
                    "The New York Times and The Guardian",
                    "The New York Times y The Guardian",
                ),
                (
                    "ru",
                    "Run `cargo test --all` now",
                    "Запустите `cargo test --all` сейчас",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_the_language_itself() {
        silent(
            "language",
            &[
                (
                    "es",
                    "He said: “We have to be on the same page”.",
                    "El ministro dijo que la expresión «to be on the same page» no tiene equivalente.",
                ),
                (
                    "sv",
                    "A man in a red house",
                    "En man i ett rött hus sade att han inte såg något",
                ),
                (
                    "sv",
                    "Network settings, screen, sound",
                    "Nätverksinställningar, skärm, ljud, skrivare, tangentbord, mus, färg",
                ),
                (
                    "ru",
                    "What he wrote to me",
                    "То, что он написал мне об этом",
                ),
            ],
        );
    }

    #[test]
    fn can_be_ignored() {
        let english = "a = It was said that we have to go to the sea.\n";
        let file = "# @source It was said that we have to go to the sea.\na = On a dit que nous devons aller à la mer.\n";
        let expect =
            ["a 2:5-2:45 \"On a dit que nous devons aller à la mer.\" is French, not Swedish"];
        check_messages("language", english, "sv", file, &expect);
        let file = format!("# @ignore language (a quotation)\n{file}");
        check_messages("language", english, "sv", &file, &[]);
    }
}
