//! The check `language`.

use std::cell::LazyCell;
use std::cmp::Reverse;
use std::ops::Range;

use super::detector::{are_near, detect, likeliest, likeliest_of, likeness, name};
use super::flat::{Flat, Word};
use super::foreign::Foreign;
use super::function_words::{Languages, N_LANGUAGES, WIDESPREAD, bit, code};
use super::marks::{Letters, Marks};
use super::pair::{Flaw, Pair};
use super::script::is_cyrillic;
use super::signs::Signs;
use super::tally::{Tally, is_word};
use super::unchanged::is_equal_but_for_capitals;
use super::{Check, Docs, Look, quote, unchanged};
use crate::finding::Severity;

/// Finds texts, and sentences in them, that are in another language than the locale's.
pub static CHECK: Check = Check {
    id: "language",
    summary: "Finds texts and sentences that are in another language than that of their locale",
    docs: Docs {
        what: "Reads the small words of each sentence (*the*, *que*, *och*, *и*), which every language is full of, \
and names a sentence that has those of another language and hardly any of its own. Where they leave it open, as in \
headings, the letters of both languages are weighed against each other. Sentences of three words or fewer, \
names and code are not judged, nor are foreign words inside a sentence. A language that is near (Ukrainian for Russian) \
has to have a word of its own in it. What equals its English is the business of `unchanged`.",
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
    look: Look::Pairs(Signs::ANY, judge),
};

fn judge(pair: &Pair<'_>) -> Vec<Flaw> {
    let flat = pair.flat();
    let own = pair.locale.language();
    if flat.words().len() < 4 {
        return Vec::new();
    }
    let (mut found, n_sentences) = sentences(pair, &flat, own);
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
fn sentences(
    pair: &Pair<'_>,
    flat: &Flat<'_>,
    own: &str,
) -> (Vec<(Range<usize>, &'static str)>, usize) {
    let words = flat.words();
    if !flat.behind_first().has(Letters::APART) {
        let range = stretch(flat, words, None);
        let language = judge_sentence(pair, words, &range, own);
        return (
            language
                .map(|language| (range, language))
                .into_iter()
                .collect(),
            1,
        );
    }
    let (mut found, mut n_judged) = (Vec::new(), 0);
    let mut start = 0;
    for idx in 0..words.len() {
        let is_last = words.get(idx + 1).is_none_or(|next| {
            // A blank stands between most words.
            next.letters.has(Letters::APART)
                && !words[idx].letters.only(Letters::DIGIT)
                && ends_sentence(&flat.text[words[idx].end()..next.start()])
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
        if let Some(language) = judge_sentence(pair, sentence, &range, own) {
            found.push((range, language));
        }
    }
    if n_judged == 0 {
        let range = stretch(flat, words, None);
        let language = judge_sentence(pair, words, &range, own);
        found.extend(language.map(|language| (range, language)));
        n_judged = 1;
    }
    (found, n_judged)
}

/// Returns the bytes from the first word to what stands before the next sentence.
fn stretch(flat: &Flat<'_>, words: &[Word], next: Option<&Word>) -> Range<usize> {
    let end = next.map_or(flat.text.len(), |next| next.start());
    words[0].start()..flat.text[..end].trim_end().len()
}

/// Tells a stop that ends a sentence by the blank behind it.
fn ends_sentence(between: &str) -> bool {
    match between.find(['.', '!', '?', '…', '\n']) {
        Some(at) => between[at..].contains(char::is_whitespace),
        None => false,
    }
}

/// Returns the language of a sentence of four words and more, where it is surely not its own.
fn judge_sentence(
    pair: &Pair<'_>,
    words: &[Word],
    range: &Range<usize>,
    own: &str,
) -> Option<&'static str> {
    let flat = pair.flat();
    let n_words = || words.iter().filter(is_word).count();
    let may_be_few = words.len() == 4 || flat.behind_first().has(Letters::DIGIT);
    if words.len() < 4 || may_be_few && n_words() < 4 {
        return None;
    }
    let own_bit = bit(own).unwrap_or_default();
    let is_own = own_bit != 0 && is_surely_own(&flat, words, own, own_bit);
    let found = (!is_own).then(|| by_words(pair, &flat, words, range, own));
    found
        .flatten()
        .or_else(|| by_script(pair, &flat, words, own))
}

/// Tells the language of a sentence by its small words, and by its letters where they leave it open.
fn by_words(
    pair: &Pair<'_>,
    flat: &Flat<'_>,
    words: &[Word],
    range: &Range<usize>,
    own: &str,
) -> Option<&'static str> {
    let own_bit = bit(own).unwrap_or_default();
    let tally = Tally::of(flat, words, own, own_bit);
    let n_words = tally.n_words;
    let best = (0..N_LANGUAGES).max_by_key(|idx| (tally.hits[*idx], Reverse(*idx)))?;
    let n = tally.hits[best];
    let n_only_own = if n == 0 {
        tally.n_own
    } else {
        tally.n_only_own(best)
    };
    // A sentence is full of the small words of its language.
    let is_full_of_own = n_words <= n_only_own * 4;
    let needed = if n_words <= 10 { 2 } else { 3 };
    let is_full = 3 <= n_words && n_words <= tally.n_of(best) * 7;
    if own_bit != 0 && !is_full_of_own && needed <= n && n_only_own * 2 <= n && is_full {
        return Some(code(best));
    }
    let text = &flat.text[range.clone()];
    if own_bit != 0
        && let Some(found) = by_letters(pair, words, text, own, &tally)
    {
        return Some(found);
    }
    // Of four words one has to say the same as the letters.
    if 0 < n_only_own || n_words < if n == 0 { 5 } else { 4 } {
        return None;
    }
    let found = detect(text, own)?;
    let n_of_found = bit(found).map_or(0, |bit| tally.hits[bit.trailing_zeros() as usize]);
    let is_certain = 5 <= n_words || 0 < n && found == code(best);
    // Letters of another script are for `by_script`.
    let is_other = is_cyrillic(found) == is_cyrillic(own);
    (is_certain && is_other && (0 < n_of_found || !are_near(own, found))).then_some(found)
}

/// Weighs the letters of a sentence, for its own language against those that its small words speak for, or leave open.
/// The less the words say, the more the letters have to; of languages without a word nothing is known but by letters, so
/// that only the likeliest ones are asked.
fn by_letters(
    pair: &Pair<'_>,
    words: &[Word],
    text: &str,
    own: &str,
    tally: &Tally,
) -> Option<&'static str> {
    let is_widespread = |idx: usize| WIDESPREAD & 1 << idx != 0;
    let is_open = |idx: &usize| {
        let (n, n_hits) = (tally.n_of(*idx), tally.hits[*idx]);
        (0 < n_hits || 0 < n && is_widespread(*idx))
            && tally.n_only_own(*idx) * 2 <= n_hits
            && is_far(code(*idx), own)
    };
    let mut open: Vec<usize> = (0..N_LANGUAGES).filter(is_open).collect();
    if open.is_empty() && 0 < tally.n_own || n_new(pair, words) < 3 {
        return None;
    }
    open.sort_by_key(|idx| Reverse(tally.n_of(*idx)));
    // All languages are asked where two have been and leave it open.
    let likeliest = LazyCell::new(|| likeliest(text));
    let is_likely = |other: &str| likeliest.is_some_and(|own| other == own || are_near(other, own));
    let found = open.into_iter().find(|idx| {
        let other = code(*idx);
        let n_hits = tally.hits[*idx];
        let needed = match (tally.n_only_own(*idx), n_hits) {
            (0, 1) if is_widespread(*idx) => 0.1,
            (0, 2..) => 0.1,
            (_, 1..) => 0.5,
            _ => 0.6,
        };
        needed < likeness(text, own, other) && (0 < n_hits || is_likely(other))
    });
    if let Some(idx) = found {
        return Some(code(idx));
    }
    // The likeliest of all is the likeliest of few: where these speak for its own language, nobody else is asked.
    let rivals = (0..N_LANGUAGES).filter(|idx| is_widespread(*idx));
    let rivals: Vec<&str> = rivals
        .map(code)
        .filter(|other| is_far(other, own))
        .collect();
    if 0 < tally.n_own || !rivals.contains(&likeliest_of(text, own, &rivals)?) {
        return None;
    }
    let likeliest = (*likeliest)?;
    let is_open = rivals.contains(&likeliest);
    (is_open && 0.8 < likeness(text, own, likeliest)).then_some(likeliest)
}

/// Counts the words of a sentence that the English does not have: what it has may be a name.
fn n_new(pair: &Pair<'_>, words: &[Word]) -> usize {
    let (flat, source) = (pair.flat(), pair.source_flat());
    let new = words
        .iter()
        .filter(|word| is_word(word) && !has_word(&source, flat.word(word)));
    new.count()
}

/// Tells a language that the letters of a text can tell from `own`; those of another script are for `by_script`.
fn is_far(other: &str, own: &str) -> bool {
    other != own && !are_near(own, other) && is_cyrillic(other) == is_cyrillic(own)
}

/// Tells a sentence with small words of its language, a quarter of all, and of no other; most are like this.
fn is_surely_own(flat: &Flat<'_>, words: &[Word], own: &str, own_bit: Languages) -> bool {
    let (mut n_own, mut n_words, mut n_small) = (0, 0, 0);
    let mut has_foreign = false;
    let mut is_inside = false;
    // Which words are small is not to be guessed: they are counted without a branch.
    for word in words {
        let is_counted = counts(word, is_inside);
        is_inside |= is_word(&word);
        let languages = word.languages();
        let is_own = languages & own_bit != 0;
        // *De* is Spanish and Swedish.
        let is_only_own = is_own & (languages & WIDESPREAD & !own_bit == 0);
        n_words += usize::from(is_counted);
        n_own += usize::from(is_counted & is_only_own);
        n_small += usize::from(is_counted & (languages != 0));
        has_foreign |= is_counted & (languages != 0) & !is_own;
    }
    if has_foreign || n_own * 4 < n_words {
        return false;
    }
    let Some(foreign) = Foreign::to(own).filter(|foreign| foreign.may_be_in(flat)) else {
        return true;
    };
    // The other language needs twice as many words that its own does not share with it, and all that are left would have
    // to be of it. Those counted are such words, if it is widespread.
    let is_widespread = bit(foreign.language).is_some_and(|bit| WIDESPREAD & bit != 0);
    if is_widespread && n_words - n_small < n_own * 2 {
        return true;
    }
    let mut is_inside = false;
    !words.iter().any(|word| {
        let is_counted = counts(word, is_inside);
        is_inside |= is_word(&word);
        is_counted && word.languages() & own_bit == 0 && foreign.has(flat, word)
    })
}

/// Tells a word from numbers and names: a capital inside a sentence begins one.
fn counts(word: &Word, is_inside: bool) -> bool {
    let letters = word.letters;
    let is_name = letters.has(Letters::CAPITAL) & (is_inside | letters.has(Letters::INNER_CAPITAL));
    !letters.has(Letters::DIGIT) & !is_name
}

/// Tells a sentence that is in the letters of another script.
fn by_script(pair: &Pair<'_>, flat: &Flat<'_>, words: &[Word], own: &str) -> Option<&'static str> {
    let count = |fits: &dyn Fn(&Word) -> bool| words.iter().filter(|word| fits(word)).count();
    let is_small =
        |word: &Word| word.letters.has(Letters::SMALL) && !word.letters.has(Letters::CAPITAL);
    if !is_cyrillic(own) && !flat.marks.any(Marks::CYRILLIC) {
        return None;
    }
    let source = pair.source_flat();
    if !is_cyrillic(own) {
        let n_cyrillic = count(&|word| word.letters.only(Letters::CYRILLIC));
        let n_small = count(&|word| word.letters.only(Letters::CYRILLIC) && is_small(word));
        let n_latin = count(&|word| word.letters.has(Letters::LATIN));
        // A name in its own letters has them in the English too.
        let is_sentence = 2 <= n_small || !source.marks.any(Marks::CYRILLIC);
        let is_other = bit(own).is_some() && 2 <= n_cyrillic && is_sentence;
        return (is_other && n_latin < n_cyrillic).then_some(CYRILLIC);
    }
    if words.iter().any(|word| word.letters.has(Letters::CYRILLIC)) {
        return None;
    }
    // Latin names are no sentence; small words are one, and foreign letters or function words in them.
    let is_latin = |word: &Word| word.letters.only(Letters::LATIN) && 1 < word.len();
    let is_small_latin = |word: &Word| is_latin(word) && is_small(word);
    let is_sign = |word: &Word| {
        is_small_latin(word) && {
            let text = flat.word(word);
            !text.is_ascii() || word.languages() != 0
        }
    };
    let n_small = count(&is_small_latin);
    if 3 <= n_small || 2 <= n_small && 0 < count(&is_sign) {
        return Some(LATIN);
    }
    // Nor are they names where the English does not have them.
    let n_latin = count(&is_latin);
    let n_foreign = count(&|word| is_latin(word) && !has_word(&source, flat.word(word)));
    (2 <= n_foreign && n_latin <= n_foreign * 2).then_some(LATIN)
}

/// Tells whether a text has a word, capitals apart.
fn has_word(flat: &Flat<'_>, word: &str) -> bool {
    let mut words = flat.words().iter();
    words.any(|own| is_equal_but_for_capitals(flat.word(own), word))
}

/// Stands for the language of Latin letters that nobody can tell.
const LATIN: &str = "in Latin letters";

/// Stands for the language of Cyrillic letters that nobody can tell.
const CYRILLIC: &str = "in Cyrillic letters";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::check::testing::{check_messages, fires, silent};

    proptest! {
        #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(2_000), ..ProptestConfig::default() })]

        /// What is told at a glance is what weighing tells.
        #[test]
        fn a_sentence_that_is_surely_its_own_is_no_other(
            text in "((de|que|la|el|en|y|por|och|att|den|som|är|på|inte|the|of|and|to|in|и|на|не|что|с|й|або|які|casa|lugar|rápidamente|ciudades|funciones|huset|ordningar|hastighet|vanligt|рынок|місто|город|її|Madrid|7|a)[ ,]{1,2}){4,16}",
            own in prop::sample::select(vec!["es", "sv", "ru", "de", "fi", "uk"]),
        ) {
            let (english, locale) = ("en".parse().unwrap(), own.parse().unwrap());
            let pair = Pair::new(&english, &locale, "One.".into(), text.as_str().into());
            let flat = pair.flat();
            let (words, own_bit) = (flat.words(), bit(own).unwrap());
            let range = stretch(&flat, words, None);
            if is_surely_own(&flat, words, own, own_bit) && words.iter().any(|word| counts(word, true)) {
                prop_assert_eq!(by_words(&pair, &flat, words, &range, own), None);
            }
        }
    }

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
    fn fires_on_headings_by_their_letters() {
        fires(
            "language",
            &[
                (
                    "sv",
                    "List of mount points",
                    "Lista de puntos de montaje",
                    "\"Lista de puntos de montaje\" is Spanish, not Swedish",
                ),
                (
                    "es",
                    "Working with several maps",
                    "Arbeta med flera kartor",
                    "\"Arbeta med flera kartor\" is Swedish, not Spanish",
                ),
                (
                    "es",
                    "A full harvest takes many steps",
                    "En komplett skörd kräver många åtgärder",
                    "\"En komplett skörd kräver många åtgärder\" is Swedish, not Spanish",
                ),
                (
                    "es",
                    "Figure 4.9: crossing the old bridge",
                    "Рисунок 4.9: Переход через Старый Мост",
                    "\"Рисунок 4.9: Переход через Старый Мост\" is in Cyrillic letters, not Spanish",
                ),
                (
                    "ru",
                    "SPECIAL CASE: a local well",
                    "SPECIELLT FALL: Lokal Brunn",
                    "\"SPECIELLT FALL: Lokal Brunn\" is in Latin letters, not Russian",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_a_near_language_without_a_word_of_it() {
        silent(
            "language",
            &[
                // A number is no sign of English.
                (
                    "ru",
                    "Windows Vista has three editions.",
                    "Windows Vista: three editions",
                ),
                (
                    "ru",
                    "choirgroup (a group of singers): a set of such singers;",
                    "choirgroup (группа певцов) — набор таких певцов;",
                ),
                (
                    "sv",
                    "Local optimal mill settings",
                    "Lokal optimal kvarnkonfiguration, systemet",
                ),
                (
                    "es",
                    "No free-for-all failures remain",
                    "No hay fallos free-for-all aquí",
                ),
                (
                    "sv",
                    "Behind the house, the society “Friends of the Isles”",
                    "Bakom huset: föreningen ”Friends of the Isles” och dess vänner",
                ),
                (
                    "es",
                    "Old House Open Air template",
                    "plantilla Old House Open Air de la casa",
                ),
                (
                    "sv",
                    "bad .row rule: want a,e,w,x or a number",
                    "felaktig .row-regel: vill ha a,e,w,x eller ett nummer",
                ),
                (
                    "es",
                    "Clock of the hall, clock of iron",
                    "Reloj de sala, reloj de hierro",
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
                ("sv", "Figure 4.9. The old map", "Figura 4.9. Mapa antiguo"),
                ("es", "Figure 4.9. The old map", "Рисунок 4.9. Старая карта"),
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
