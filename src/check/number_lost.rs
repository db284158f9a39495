//! Number lost: a number that the English has in words and the translation nowhere, or of which a rest is left. A part of
//! the check `numbers`.

use super::around::{has_token, starts_sentence};
use super::flat::{Flat, Word};
use super::marks::{Letters, Marks};
use super::number_words::{count, in_words, knows_words};
use super::numbers::HELP;
use super::numerals::numerals;
use super::pair::{Flaw, Pair};

/// Finds a number in words of the English that the translation has neither in words nor in digits.
pub(super) fn lost_word(pair: &Pair<'_>) -> Option<Flaw> {
    let language = pair.locale.language();
    if pair.source_locale.language() != "en" || !knows_words(language) {
        return None;
    }
    let source = pair.source_flat();
    let counted = pair.english().counted(|| counted(&source));
    if counted.is_empty() {
        return None;
    }
    let own_words = in_words(&pair.translation, language);
    let own = numerals(&pair.translation, pair.visible(), language);
    let has = |value: u8| {
        let value = value.to_string();
        let mut values = own
            .iter()
            .flat_map(|own| own.values.iter().chain(&own.parts));
        own_words.contains_key(&value) || values.any(|own| *own == value)
    };
    // *Two-phase* may stay as it is.
    let is_kept = |word: &Word| has_token(&pair.translation, source.word(word));
    let mut lost = counted.iter();
    let (word, _) = lost.find(|(word, value)| !has(*value) && !is_kept(word))?;
    Some(Flaw {
        message: format!(
            "\"{}\" of the English is not in the translation",
            source.word(word)
        ),
        help: HELP.to_owned(),
        ..Flaw::default()
    })
}

/// Finds the words of an English text that count something.
fn counted(source: &Flat<'_>) -> Vec<(Word, u8)> {
    let all = source.words().iter().enumerate();
    let counted = all
        .filter(|(_, word)| word.counts() && word.letters.only(Letters::LATIN))
        .filter_map(|(idx, word)| {
            let value = count(source.word(word))?;
            // With a capital it is part of a name, or begins a sentence.
            let is_large = word.letters.has(Letters::CAPITAL);
            let is_name = is_large && !starts_sentence(source.text, word.start());
            (!is_name && !is_said(source, idx, value)).then(|| (word.clone(), value))
        });
    counted.collect()
}

/// Tells a word that counts nobody (*third party*), or says what is known without it (*the two*, *two different*).
fn is_said(source: &Flat<'_>, idx: usize, value: u8) -> bool {
    let words = source.words();
    let is_one_of = |word: Option<&Word>, all: &[&str]| {
        word.is_some_and(|word| all.contains(&source.word(word)))
    };
    let (before, behind) = (
        idx.checked_sub(1).and_then(|idx| words.get(idx)),
        words.get(idx + 1),
    );
    match value {
        2 if is_one_of(before, &["the", "these", "those", "The", "These", "Those"]) => {
            !is_one_of(behind, &["first", "last", "main", "most", "only"])
        }
        2 => is_one_of(behind, &["consecutive", "different", "successive"]),
        3 => is_one_of(behind, &["parties", "party"]),
        _ => false,
    }
}

/// Finds what is left of a Swedish ordinal without its number: *den :e dörren*.
pub(super) fn torn_ordinal(pair: &Pair<'_>) -> Option<Flaw> {
    let flat = pair.flat();
    // A blank before a colon is a mark of its own.
    let may_be_torn = pair.locale.language() == "sv" && flat.marks.any(Marks::BLANK);
    if !may_be_torn || pair.source.contains(" :") {
        return None;
    }
    let mut torn = flat.text.match_indices(" :").map(|(at, _)| at + 1);
    let at = torn.find(|at| {
        let rest = &flat.text[at + 1..];
        let n = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        matches!(&rest[..n], "e" | "a") && rest[n..].starts_with([' ', ',', '.'])
    })?;
    let message = format!(
        "an ordinal stands without its number: \"{}\"",
        &flat.text[at..at + 2]
    );
    Some(pair.flaw(at..at + 2, message, HELP))
}
