//! The check `doubled-word`.

use super::around::{after, before, is_adjacent};
use super::flat::{Flat, Word};
use super::marks::Letters;
use super::pair::{Flaw, Pair};
use super::signs::Signs;
use super::{Check, Docs, Look};
use crate::finding::Severity;

/// Finds words that stand twice in a row.
pub static CHECK: Check = Check {
    id: "doubled-word",
    summary: "Finds words that stand twice in a row in a translation",
    docs: Docs {
        what: "Names a word that is followed by itself, with only white space, a line end or markup between. It is \
silent on what the English doubles too (*Duran Duran*), on numbers, and on words that a language doubles for stress \
(*muy muy*, *да да*) or by its grammar (Swedish *det det*, *den den*).",
        why: "It is what is left of a sentence that was rewritten, and the eye reads over it.",
        example: "
```ftl locales/en/site.ftl
about = About the paper
```

```ftl locales/sv/site.ftl
# @source About the paper
about = Om om tidningen
```

> \"om\" stands twice in a row",
        todo: "Take one away. Where both are meant, write `# @ignore doubled-word` above the entry.",
        sources: "- LanguageTool, Weblate, pofilter check the same
- Svenska Akademiens språklära: *det det*, *den den* (a pronoun before a relative clause without *som*)",
    },
    severity: Severity::Warning,
    look: Look::Pairs(Signs::TWIN, judge),
};

fn judge(pair: &Pair<'_>) -> Vec<Flaw> {
    let flat = pair.flat();
    let words = flat.words();
    let doubled = words.windows(2).filter_map(|two| {
        let [one, other] = two else { return None };
        if !other.letters.has(Letters::TWIN) {
            return None;
        }
        let may_differ_in_case = one.letters.or(other.letters).any(Letters::CAPITALS);
        let (first, second) = (flat.word(one), flat.word(other));
        if first != second && !may_differ_in_case {
            return None;
        }
        let is_same = is_adjacent(&flat, one, other)
            && is_word(one, other, first)
            && small(first).eq(small(second));
        if !is_same || !is_slip(pair, &flat, one, other) {
            return None;
        }
        Some(pair.flaw(
            one.start()..other.end(),
            format!("\"{second}\" stands twice in a row"),
            "take one away",
        ))
    });
    doubled.collect()
}

/// Returns the characters of a word in small letters.
fn small(word: &str) -> impl Iterator<Item = char> + '_ {
    word.chars().flat_map(char::to_lowercase)
}

/// Tells words from numbers and initials.
fn is_word(one: &Word, other: &Word, text: &str) -> bool {
    let is_one_letter = text.chars().nth(1).is_none();
    let are_capitals = one.letters.has(Letters::CAPITAL) && other.letters.has(Letters::CAPITAL);
    !(one.letters.has(Letters::DIGIT) || is_one_letter && are_capitals)
}

/// Tells a slip from what is meant.
fn is_slip(pair: &Pair<'_>, flat: &Flat<'_>, one: &Word, other: &Word) -> bool {
    let (first, second) = (flat.word(one), flat.word(other));
    // "de De la Rúa": the second begins a name.
    let begins_name = !one.letters.has(Letters::CAPITAL) && other.letters.has(Letters::CAPITAL);
    // A part of a compound or of code.
    let is_joined =
        |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '‑' | '_' | '=' | '.' | '\'' | '’'));
    let is_part = is_joined(before(flat.text, one.start()))
        || matches!(
            after(flat.text, other.end()),
            Some('-' | '‑' | '_' | '=' | '\'' | '’')
        );
    let lower = second.to_lowercase();
    let is_meant = match pair.locale.language() {
        "es" => matches!(&*lower, "muy" | "sí" | "ja" | "bla" | "casi" | "nos"),
        "sv" => match &*lower {
            "det" | "den" | "de" => is_relative(flat, other),
            _ => matches!(&*lower, "ja" | "nej" | "bla" | "mycket" | "väldigt"),
        },
        "ru" => matches!(
            &*lower,
            "да" | "нет" | "очень" | "ну" | "вот" | "чуть" | "еле" | "ха" | "то"
        ),
        _ => false,
    };
    // "Det Det är" begins twice.
    let is_meant = is_meant && !other.letters.has(Letters::CAPITAL);
    !begins_name && !is_part && !is_meant && !is_doubled(&pair.source_flat(), first)
}

/// Tells the verbs of a clause without *som*: *det det handlar om*, *den den gäller*.
fn is_relative(flat: &Flat<'_>, other: &Word) -> bool {
    const VERBS: [&str; 12] = [
        "handlar", "gäller", "är", "var", "rör", "går", "beror", "står", "kommer", "drabbar",
        "betyder", "innebär",
    ];
    let mut words = flat.words().iter();
    let next = words.find(|word| other.start() < word.start());
    next.is_some_and(|next| VERBS.contains(&flat.word(next)) && is_adjacent(flat, other, next))
}

/// Tells whether a word stands twice in a row, or more often, in the English.
fn is_doubled(source: &Flat<'_>, word: &str) -> bool {
    let words = source.words();
    words.windows(2).any(|two| {
        let (first, second) = (source.word(&two[0]), source.word(&two[1]));
        first.eq_ignore_ascii_case(second)
            && (first.eq_ignore_ascii_case(word) || first.chars().all(|c| c.is_ascii_alphabetic()))
            && is_adjacent(source, &two[0], &two[1])
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_messages, fires, silent};

    #[test]
    fn fires_on_words_that_stand_twice() {
        fires(
            "doubled-word",
            &[
                (
                    "es",
                    "The law of the country",
                    "La ley de de este país",
                    "\"de\" stands twice in a row",
                ),
                (
                    "sv",
                    "He said that",
                    "Han sade att att det",
                    "\"att\" stands twice in a row",
                ),
                (
                    "ru",
                    "In the *accord*",
                    "В *в* соглашении",
                    "\"в\" stands twice in a row",
                ),
                (
                    "sv",
                    "It is the best example",
                    "Det är det det bästa exemplet",
                    "\"det\" stands twice in a row",
                ),
                (
                    "sv",
                    "It is a hat",
                    "Det Det är en hatt",
                    "\"Det\" stands twice in a row",
                ),
                (
                    "es",
                    "Tables and chairs/beds",
                    "Mesas y sillas/camas camas",
                    "\"camas\" stands twice in a row",
                ),
                (
                    "ru",
                    "The accord is signed",
                    "Соглашение соглашение подписано",
                    "\"соглашение\" stands twice in a row",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_what_is_meant() {
        silent(
            "doubled-word",
            &[
                ("es", "Duran Duran played.", "Tocó Duran Duran."),
                (
                    "es",
                    "Fernando de la Rúa",
                    "El hijo de De la Rúa era muy muy alto.",
                ),
                (
                    "sv",
                    "That is what it is about.",
                    "Det är det det handlar om.",
                ),
                ("ru", "Yes, yes!", "Да да! Чуть чуть, 10 10."),
                ("sv", "He did. Did he?", "Han gjorde. Gjorde han?"),
            ],
        );
    }

    #[test]
    fn can_be_ignored() {
        let english = "a = About\n";
        let file = "# @source About\na = Om om\n";
        let expect = ["a 2:5-2:10 \"om\" stands twice in a row"];
        check_messages("doubled-word", english, "sv", file, &expect);
        let file = format!("# @ignore doubled-word (a song)\n{file}");
        check_messages("doubled-word", english, "sv", &file, &[]);
    }
}
