//! The check `dates`.

use super::calendar::{Day, Days, day, may_be_english};
use super::flat::{Flat, Word};
use super::marks::{Letters, Marks};
use super::pair::{Flaw, Pair};
use super::signs::Signs;
use super::{Check, Docs, Look};
use crate::finding::Severity;

/// Finds months and weekdays that a translation lost or changed.
pub static CHECK: Check = Check {
    id: "dates",
    summary: "Finds months and weekdays that are lost or changed in a translation",
    docs: Docs {
        what: "Compares the months and weekdays of a text with those of its English: *September 21* is *21 de \
septiembre*, *den 21 september*, *21 сентября* or *21.09.* It knows the names of English, Spanish, Swedish and \
Russian in all their forms, and tells the month of May from the verb by the words around it. How often one is named \
is free.",
        why: "A wrong day reads as well as the right one.",
        example: "
```ftl locales/en/site.ftl
talks = Talks resume on Monday, September 21.
```

```ftl locales/es/site.ftl
# @source Talks resume on Monday, September 21.
talks = Las conversaciones se reanudan el martes 21 de septiembre.
```

> \"martes\" stands where the English has \"Monday\"",
        todo: "Write the day of the English. Where the translation names another on purpose, write `# @ignore dates \
(reason)` above it.",
        sources: "- [Unicode CLDR](https://cldr.unicode.org): calendars
- RAE, *Ortografía* (2010), VIII: las fechas; Språkrådet, *Svenska skrivregler* (2017), 12: datum; Мильчин, Чельцова, *Справочник издателя и автора*, 6",
    },
    severity: Severity::Warning,
    look: Look::Pairs(Signs::ANY, judge),
};

fn judge(pair: &Pair<'_>) -> Vec<Flaw> {
    let language = pair.locale.language();
    if pair.source_locale.language() != "en" || !matches!(language, "es" | "sv" | "ru") {
        return Vec::new();
    }
    let english = english(pair);
    if english.is_empty() {
        return Vec::new();
    }
    let (source, flat) = (pair.source_flat(), pair.flat());
    let own = named(&flat, language);
    let mut flaws = Vec::new();
    for is_month in [true, false] {
        let of_kind = |day: &Day| matches!(day, Day::Month(_)) == is_month;
        let wanted: Vec<Day> = english.iter().filter(of_kind).collect();
        if wanted.is_empty() {
            continue;
        }
        let there: Vec<&(Day, Word)> = own.iter().filter(|(day, _)| of_kind(day)).collect();
        let has_number = |flat: &Flat<'_>, day: Day| match day {
            Day::Month(n) => flat.marks.any(Marks::DIGIT) && has_number(flat, n),
            Day::Weekday(_) => false,
        };
        let lost = wanted.iter().find(|day| {
            !there.iter().any(|(own, _)| own == *day)
                && !has_number(&flat, **day)
                && !keeps_name(&flat, **day)
        });
        let extra = there.iter().find(|(day, _)| {
            // A среда is a medium too.
            let is_other_word = language == "ru" && *day == Day::Weekday(3);
            !wanted.contains(day)
                && !has_number(&source, *day)
                && !is_other_word
                && !source_has(&source, *day)
        });
        let flaw = match (lost, extra) {
            (None, None) => continue,
            (Some(day), Some((_, word))) => pair.flaw(
                word.range(),
                format!(
                    "\"{}\" stands where the English has \"{}\"",
                    flat.word(word),
                    day.english()
                ),
                "write the day of the English",
            ),
            (Some(day), None) => Flaw {
                message: format!(
                    "\"{}\" of the English is not in the translation",
                    day.english()
                ),
                help: "write the day of the English".to_owned(),
                words: None,
                fix: None,
                ..Flaw::default()
            },
            (None, Some((_, word))) => pair.flaw(
                word.range(),
                format!("\"{}\" is not in the English", flat.word(word)),
                "write the day of the English",
            ),
        };
        flaws.push(flaw);
    }
    flaws
}

fn named(flat: &Flat<'_>, language: &str) -> Vec<(Day, Word)> {
    let words = flat
        .words()
        .iter()
        .filter(|word| !word.letters.has(Letters::DIGIT));
    let named = words.filter_map(|word| {
        // No name of a day is shorter than «май», none longer than "eftermiddagen" makes it.
        let text = flat.word(word);
        if text.len() < 3 || 40 < text.len() {
            return None;
        }
        let lower = text.to_lowercase();
        Some((day(&lower, language)?, word.clone()))
    });
    named.collect()
}

/// Returns the days that the English surely names.
pub fn english(pair: &Pair<'_>) -> Days {
    pair.english().days(|| named_surely(&pair.source_flat()))
}

fn named_surely(flat: &Flat<'_>) -> Days {
    let words = flat.words();
    let mut days = Days::default();
    for (idx, word) in words.iter().enumerate() {
        let may_be =
            word.letters.has(Letters::CAPITAL) && !word.letters.has(Letters::INNER_CAPITAL);
        if !may_be {
            continue;
        }
        let text = flat.word(word);
        if !may_be_english(text) {
            continue;
        }
        let Some(day) = day(text, "en") else { continue };
        let is_verb_too = matches!(text, "May" | "March");
        if !is_verb_too || is_in_date(flat, idx) {
            days.insert(day);
        }
    }
    days
}

/// Tells the month by its neighbours: "May 5", "5 May", "in May", "May and June".
fn is_in_date(flat: &Flat<'_>, idx: usize) -> bool {
    let words = flat.words();
    let near = |other: Option<usize>| other.and_then(|idx| words.get(idx));
    let is_number = |word: Option<&Word>| {
        word.is_some_and(|word| flat.word(word).starts_with(|c: char| c.is_ascii_digit()))
    };
    let (before, after) = (near(idx.checked_sub(1)), near(Some(idx + 1)));
    let is_preposition = before.is_some_and(|word| {
        matches!(
            flat.word(word),
            "in" | "since"
                | "until"
                | "till"
                | "by"
                | "early"
                | "late"
                | "mid"
                | "last"
                | "next"
                | "this"
                | "from"
                | "of"
                | "through"
                | "during"
        )
    });
    is_number(before) || is_number(after) || is_preposition
}

/// Tells whether a text names the number of a month in digits: 21.09., 9/21.
fn has_number(flat: &Flat<'_>, month: u8) -> bool {
    let digits = flat
        .words()
        .iter()
        .filter(|word| word.letters.has(Letters::DIGIT));
    digits
        .filter_map(|word| flat.word(word).parse::<u16>().ok())
        .any(|n| n == u16::from(month))
}

/// Tells a name that was kept: the *Sunday Times*.
fn keeps_name(flat: &Flat<'_>, day: Day) -> bool {
    flat.marks.any(Marks::LATIN) && flat.text.contains(day.english())
}

/// Tells a day that the English has in a way that is no sure sign, or shortened: "may", "Sept.".
fn source_has(flat: &Flat<'_>, own: Day) -> bool {
    let name = own.english();
    let short = &name[..3];
    flat.words().iter().any(|word| {
        let text = flat.word(word);
        text.eq_ignore_ascii_case(name)
            || text.starts_with(short) && text.len() <= 5 && word.letters.has(Letters::CAPITAL)
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_messages, fires, silent};

    #[test]
    fn fires_on_other_days() {
        fires(
            "dates",
            &[
                (
                    "es",
                    "On September 21, 2014",
                    "El 21 de octubre de 2014",
                    "\"octubre\" stands where the English has \"September\"",
                ),
                (
                    "sv",
                    "They met on Monday.",
                    "De möttes på tisdagen.",
                    "\"tisdagen\" stands where the English has \"Monday\"",
                ),
                (
                    "ru",
                    "In May 2014 they met.",
                    "В 2014 году они встретились.",
                    "\"May\" of the English is not in the translation",
                ),
                (
                    "ru",
                    "They met on Monday.",
                    "Они встретились в понедельник и в субботу.",
                    "\"субботу\" is not in the English",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_dates_in_digits() {
        silent(
            "dates",
            &[
                ("es", "On September 21, 2014", "21/9/2014"),
                ("sv", "On September 21, 2014", "Den 2014-09-21"),
                ("ru", "On September 21, 2014", "21.09.2014"),
            ],
        );
    }

    #[test]
    fn silent_on_the_same_days() {
        silent(
            "dates",
            &[
                (
                    "es",
                    "From May 5 to Sunday, June 7",
                    "Del 5 de mayo al domingo 7 de junio",
                ),
                (
                    "sv",
                    "On Friday evening, March 5",
                    "På fredagskvällen den 5 mars",
                ),
                (
                    "ru",
                    "On Wednesday in March",
                    "В среду, в марте, в среде друзей",
                ),
                ("es", "You may March on.", "Puede seguir."),
                ("sv", "The Sunday Times said so.", "Det sade Sunday Times."),
            ],
        );
    }

    #[test]
    fn can_be_ignored() {
        let english = "a = On Monday\n";
        let file = "# @source On Monday\na = El martes\n";
        let expect = ["a 2:8-2:14 \"martes\" stands where the English has \"Monday\""];
        check_messages("dates", english, "es", file, &expect);
        let file = format!("# @ignore dates (another time zone)\n{file}");
        check_messages("dates", english, "es", &file, &[]);
    }
}
