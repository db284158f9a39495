//! The check `language`.

use std::ops::Range;

use super::flat::{Flat, Word};
use super::foreign::Foreign;
use super::function_words::{Languages, N_LANGUAGES, bit, code, languages_at, languages_of};
use super::marks::Letters;
use super::pair::{Flaw, Pair};
use super::script::is_cyrillic;
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

/// Judges sentence by sentence, and a text of short ones as a whole; returns those of another language, and how many
/// could be judged.
fn sentences(flat: &Flat<'_>, own: &str) -> (Vec<(Range<usize>, &'static str)>, usize) {
    let words = flat.words();
    let (mut found, mut n_judged) = (Vec::new(), 0);
    let mut start = 0;
    for idx in 0..words.len() {
        let is_last = words.get(idx + 1).is_none_or(|next| {
            let between = words[idx].range.end..next.range.start;
            // A blank stands between most words.
            let is_blank = between.len() == 1 && flat.text.as_bytes()[between.start] == b' ';
            !is_blank
                && !words[idx].letters.only(Letters::DIGIT)
                && ends_sentence(&flat.text[between])
        });
        if !is_last {
            continue;
        }
        let sentence = &words[start..=idx];
        start = idx + 1;
        if sentence.len() < 4 {
            continue;
        }
        n_judged += 1;
        let range = stretch(flat, sentence, words.get(idx + 1));
        if let Some(language) = judge_sentence(flat, sentence, &range, own) {
            found.push((range, language));
        }
    }
    if n_judged == 0 {
        let range = stretch(flat, words, None);
        let language = judge_sentence(flat, words, &range, own);
        found.extend(language.map(|language| (range, language)));
        n_judged = 1;
    }
    (found, n_judged)
}

/// Returns the bytes from the first word to what stands before the next sentence.
fn stretch(flat: &Flat<'_>, words: &[Word], next: Option<&Word>) -> Range<usize> {
    let end = next.map_or(flat.text.len(), |next| next.range.start);
    words[0].range.start..flat.text[..end].trim_end().len()
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
    by_words(flat, words, range, own).or_else(|| by_script(flat, words, own))
}

/// Tells the language of a sentence by its small words.
fn by_words(
    flat: &Flat<'_>,
    words: &[Word],
    range: &Range<usize>,
    own: &str,
) -> Option<&'static str> {
    let own_bit = bit(own).unwrap_or_default();
    let foreign = Foreign::to(own);
    if own_bit != 0 && is_surely_own(flat, words, own_bit, foreign) {
        return None;
    }
    let mut hits = [0_usize; N_LANGUAGES];
    // Words that the language has too say nothing for one that has them as well.
    let mut shared = [0_usize; N_LANGUAGES];
    let (mut n_own, mut n_words, mut n_all) = (0, 0, 0);
    let mut is_first = true;
    for word in words
        .iter()
        .filter(|word| !word.letters.has(Letters::DIGIT))
    {
        n_all += 1;
        // Names say nothing; a sentence begins with a capital.
        let is_name = word.letters.has(Letters::CAPITAL)
            && (!is_first || word.letters.has(Letters::INNER_CAPITAL));
        is_first = false;
        if is_name {
            continue;
        }
        n_words += 1;
        let languages = languages(flat, word);
        let is_own = languages & own_bit != 0;
        if is_own {
            n_own += 1;
        } else {
            let found = foreign.filter(|foreign| foreign.has(flat, word));
            if let Some(bit) = found.and_then(|foreign| bit(foreign.language)) {
                hits[bit.trailing_zeros() as usize] += 1;
            }
        }
        let counts = if is_own { &mut shared } else { &mut hits };
        let mut left = languages;
        while left != 0 {
            let idx = left.trailing_zeros() as usize;
            counts[idx] += 1;
            left &= left - 1;
        }
    }
    if own_bit != 0 && (n_all < 4 || n_words < 3) {
        return None;
    }
    let (best, n) = hits
        .iter()
        .copied()
        .enumerate()
        .max_by_key(|(idx, n)| (*n, usize::MAX - idx))?;
    let n_only_own = if n == 0 { n_own } else { n_own - shared[best] };
    // A sentence is full of the small words of its language.
    if own_bit != 0 && n_words <= n_only_own * 4 {
        return None;
    }
    let needed = if n_words <= 10 { 2 } else { 3 };
    let is_full = n_words <= (n + shared[best]) * 7;
    if own_bit != 0 && needed <= n && n_only_own * 2 <= n && is_full {
        return Some(code(best));
    }
    if 0 < n_only_own || n_words < 4 {
        return None;
    }
    let found = detect(&flat.text[range.clone()], own)?;
    // Of four words one has to say the same.
    (5 <= n_words || 0 < n && found == code(best)).then_some(found)
}

/// Tells a sentence with small words of its language, a quarter of all, and of no other; most are like this.
fn is_surely_own(
    flat: &Flat<'_>,
    words: &[Word],
    own_bit: Languages,
    foreign: Option<&Foreign>,
) -> bool {
    let (mut n_own, mut n_words) = (0, 0);
    let mut is_first = true;
    for word in words {
        let letters = word.letters;
        if letters.has(Letters::DIGIT) {
            continue;
        }
        let is_name =
            letters.has(Letters::CAPITAL) && (!is_first || letters.has(Letters::INNER_CAPITAL));
        is_first = false;
        if is_name {
            continue;
        }
        n_words += 1;
        let languages = languages(flat, word);
        if languages & own_bit != 0 {
            n_own += 1;
        } else if languages != 0 || foreign.is_some_and(|foreign| foreign.has(flat, word)) {
            return false;
        }
    }
    n_words <= n_own * 4
}

/// Returns the languages that a word is a function word of.
fn languages(flat: &Flat<'_>, word: &Word) -> Languages {
    if word.letters.has(Letters::CAPITAL) {
        languages_of(&flat.word(word).to_lowercase())
    } else {
        languages_at(flat.text, &word.range)
    }
}

/// Tells a sentence that is in the letters of another script.
fn by_script(flat: &Flat<'_>, words: &[Word], own: &str) -> Option<&'static str> {
    let count = |fits: &dyn Fn(&Word) -> bool| words.iter().filter(|word| fits(word)).count();
    let is_small =
        |word: &Word| word.letters.has(Letters::SMALL) && !word.letters.has(Letters::CAPITAL);
    if !is_cyrillic(own) {
        let n_cyrillic = count(&|word| word.letters.only(Letters::CYRILLIC));
        let n_small = count(&|word| word.letters.only(Letters::CYRILLIC) && is_small(word));
        let n_latin = count(&|word| word.letters.has(Letters::LATIN));
        let is_other = bit(own).is_some() && 2 <= n_small && n_latin < n_cyrillic;
        return is_other.then_some(CYRILLIC);
    }
    if words.iter().any(|word| word.letters.has(Letters::CYRILLIC)) {
        return None;
    }
    // Latin names are no sentence; small words are one, and foreign letters or function words in them.
    let is_latin =
        |word: &Word| word.letters.only(Letters::LATIN) && is_small(word) && 1 < word.range.len();
    let is_sign = |word: &Word| {
        is_latin(word) && {
            let text = flat.word(word);
            !text.is_ascii() || languages_of(text) != 0
        }
    };
    let n_small = count(&is_latin);
    (3 <= n_small || 2 <= n_small && 0 < count(&is_sign)).then_some(LATIN)
}

/// Stands for the language of Latin letters that nobody can tell.
const LATIN: &str = "in Latin letters";

/// Stands for the language of Cyrillic letters that nobody can tell.
const CYRILLIC: &str = "in Cyrillic letters";

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

/// Names a language in English; one that is not known by its code.
pub(super) fn name(code: &str) -> &str {
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
                    "Customizing the graphical interface",
                    "Anpassning utav grafiska gränssnitt",
                    "\"Anpassning utav grafiska gränssnitt\" is in Latin letters, not Russian",
                ),
                (
                    "sv",
                    "Customizing the graphical interface",
                    "Personalización de la interfaz gráfica",
                    "\"Personalización de la interfaz gráfica\" is Spanish, not Swedish",
                ),
                (
                    "sv",
                    "Adapting the rules",
                    "Adaptación de las reglas",
                    "\"Adaptación de las reglas\" is Spanish, not Swedish",
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
                    "sv",
                    "You know who you are; thanks.",
                    "Ni vet vem ni är; tack.",
                ),
                (
                    "ru",
                    "Linux, Windows and FreeBSD",
                    "Linux Windows FreeBSD macOS",
                ),
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
