//! The check `length`.

use super::pair::{Flaw, Pair};
use super::signs::Signs;
use super::{Check, Docs, Look};
use crate::finding::Severity;

/// Finds translations that are much shorter or longer than their English.
pub static CHECK: Check = Check {
    id: "length",
    summary: "Finds translations that are much shorter or longer than their English",
    docs: Docs {
        what: "Compares the number of letters and digits that a reader sees in a text with that of its English. \
What is still likely depends on the language (Spanish is a tenth longer than English, Swedish is as long) and on \
the length: a long sentence varies less than a short one. Texts under 24 letters are not looked at.",
        why: "A sentence that lost its second half reads well. So does one that was pasted into the entry of another.",
        example: "
```ftl locales/en/site.ftl
accord = The ministers signed an accord on training and on the exchange of students.
```

```ftl locales/sv/site.ftl
# @source The ministers signed an accord on training and on the exchange of students.
accord = Ministrarna undertecknade ett avtal.
```

> 32 letters stand for the 62 of the English: something may be missing",
        todo: "Read both texts. Where the translation says all, write `# @ignore length` above it.",
        sources: "- Measured on published translations into Spanish, Swedish and Russian: one in two hundred sentences lies outside
- Okapi CheckMate, pofilter (long, short) check the same",
    },
    severity: Severity::Warning,
    look: Look::Pair(Signs::ANY, judge),
};

/// Is what is still likely, in percent of the English, for texts of 24, 64 and 128 letters and more.
struct Likely {
    least: [usize; 3],
    most: [usize; 3],
}

fn likely(language: &str) -> Option<Likely> {
    Some(match language {
        "es" => Likely {
            least: [66, 75, 81],
            most: [220, 180, 160],
        },
        "sv" => Likely {
            least: [57, 70, 77],
            most: [200, 160, 150],
        },
        "ru" | "uk" | "be" | "bg" => Likely {
            least: [60, 70, 70],
            most: [240, 210, 200],
        },
        // One sign of these is a word.
        "zh" | "ja" | "ko" | "th" => return None,
        _ => Likely {
            least: [45, 50, 55],
            most: [250, 220, 200],
        },
    })
}

fn judge(pair: &Pair<'_>) -> Option<Flaw> {
    let (source, flat) = (pair.source_flat(), pair.flat());
    // Most texts are as long as their English, give or take; bytes tell, and Cyrillic has two for a letter.
    if source.text.len() < 24 {
        return None;
    }
    let likely = likely(pair.locale.language())?;
    let (n_source, n) = (source.n_letters, flat.n_letters);
    let size = match n_source {
        ..24 => return None,
        24..64 => 0,
        64..128 => 1,
        _ => 2,
    };
    let is_short = n * 100 < n_source * likely.least[size];
    let is_long = n_source * likely.most[size] < n * 100;
    if !is_short && !is_long || n == 0 {
        return None;
    }
    let guess = if is_short {
        "something may be missing"
    } else {
        "something may be of another text"
    };
    Some(Flaw {
        message: format!("{n} letters stand for the {n_source} of the English: {guess}"),
        help: "read both texts; if the translation says all, write \"# @ignore length\" above the entry"
            .to_owned(),
        words: None,
        fix: None,
        ..Flaw::default()
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_messages, fires, silent};

    #[test]
    fn fires_on_halves_and_on_what_is_of_another_text() {
        fires(
            "length",
            &[
                (
                    "es",
                    "The ministers signed an accord on training and on the exchange of students.",
                    "Los ministros firmaron un acuerdo de formación.",
                    "40 letters stand for the 62 of the English: something may be missing",
                ),
                (
                    "ru",
                    "The ministers signed an accord on training and on the exchange of students.",
                    "Министры подписали соглашение.",
                    "27 letters stand for the 62 of the English: something may be missing",
                ),
                (
                    "sv",
                    "The ministers signed an accord.",
                    "Ministrarna undertecknade ett avtal om utbildning, om utbyte av studenter och om gemensamma övningar.",
                    "86 letters stand for the 26 of the English: something may be of another text",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_texts_as_long_as_the_language_makes_them() {
        silent(
            "length",
            &[
                (
                    "es",
                    "The ministers signed an accord on training.",
                    "Los ministros firmaron un acuerdo sobre formación.",
                ),
                (
                    "sv",
                    "The ministers signed an accord on training.",
                    "Ministrarna undertecknade ett utbildningsavtal.",
                ),
                (
                    "ru",
                    "The ministers signed an accord on training.",
                    "Министры подписали соглашение об обучении.",
                ),
                ("ru", "Close", "Закрыть это окно"),
            ],
        );
    }

    #[test]
    fn can_be_ignored() {
        let english = "a = He was born and died there, as his father.\n";
        let file = "# @source He was born and died there, as his father.\na = Nació allí.\n";
        let expect =
            ["a 2:5-2:16 9 letters stand for the 32 of the English: something may be missing"];
        check_messages("length", english, "es", file, &expect);
        let file = format!("# @ignore length (a poem)\n{file}");
        check_messages("length", english, "es", &file, &[]);
    }
}
