//! The check `dashes`.

use std::ops::Range;

use super::around::{after, before};
use super::marks::{Marks, is_blank};
use super::pair::{Flaw, Pair};
use super::signs::Signs;
use super::{Check, Docs, Look};
use crate::finding::Severity;

/// Finds dashes that are set as another language sets them.
pub static CHECK: Check = Check {
    id: "dashes",
    summary: "Finds hyphens that stand for dashes, and dashes set in the English way, in a translation",
    docs: Docs {
        what: "Where the English has a dash, names a spaced hyphen or two hyphens in its place. In Swedish and \
Russian it also names a dash between two words without blanks (*word—word*), which is English. A hyphen between \
years is named where the English has a dash there; Spanish sets a hyphen. What the English types \
as a hyphen may be one in the translation. A file that has spaced hyphens in two of three places, and three at least, \
keeps to a style of its own: they are notices then, unless config says what they are.",
        why: "A dash parts what a hyphen joins; set in the wrong way it makes one word of two.",
        example: "
```ftl locales/en/site.ftl
accord = The accord—the first—is signed
```

```ftl locales/sv/site.ftl
# @source The accord—the first—is signed
accord = Avtalet – det första—är undertecknat
```

> a dash stands between two words without blanks",
        todo: "Swedish: ` – `. Russian: ` — `, and `1914–1918`. Spanish: `—inciso—`, close to what it holds. \
`tolka check --fix` does where it is certain.",
        sources: "- Språkrådet, *Svenska skrivregler* (2017), 13.7–13.8: tankstreck
- Мильчин, Чельцова, *Справочник издателя и автора*, 14: тире и дефис; Розенталь, *Справочник по пунктуации*
- RAE, *Ortografía* (2010), III.3.4.7: raya; III.4.1: guion in ranges",
    },
    severity: Severity::Warning,
    look: Look::Styled(Signs::own(Marks::DASH).or(Signs::english(Marks::DASH)), judge, n_own),
};

fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '―' | '‒')
}

fn judge(pair: &Pair<'_>) -> Vec<Flaw> {
    let flat = pair.flat();
    let source = pair.source_flat();
    let english_has_dash = source.marks.any(Marks::DASH) && source.text.contains(is_dash);
    if !flat.marks.any(Marks::DASH) && !english_has_dash {
        return Vec::new();
    }
    let language = pair.locale.language();
    let (text, mut flaws) = (flat.text, Vec::new());
    for (at, c) in text.char_indices() {
        let flaw = match c {
            '-' if english_has_dash => hyphen(pair, language, at),
            '–' | '—' => dash(pair, language, at, c),
            _ => None,
        };
        flaws.extend(flaw);
    }
    flaws
}

/// Counts the dashes.
fn n_own(pair: &Pair<'_>) -> usize {
    pair.flat().text.chars().filter(|c| is_dash(*c)).count()
}

/// Judges a hyphen where the English has dashes.
fn hyphen(pair: &Pair<'_>, language: &str, at: usize) -> Option<Flaw> {
    let (flat, source) = (pair.flat(), pair.source_flat());
    let text = flat.text;
    let (last, next) = (before(text, at), after(text, at + 1));
    let has_spaced_hyphen = source.text.contains(" - ") || source.text.contains("--");
    let mark = match language {
        "sv" => Some("–"),
        "ru" | "uk" | "be" => Some("—"),
        _ => None,
    };
    let fixed = |range: Range<usize>, message: String, mark: Option<&str>| match mark {
        Some(mark) => pair.flaw_with_fix(range, mark, message, "write a dash"),
        None => pair.flaw(range, message, "write a dash"),
    };
    let is_blank = |c: Option<char>| c.is_some_and(is_blank);
    if is_blank(last) && is_blank(next) && !has_spaced_hyphen {
        let message = "a hyphen stands for a dash".to_owned();
        let flaw = fixed(at..at + 1, message, mark);
        let style = Some("a spaced hyphen");
        return Some(Flaw { style, ..flaw });
    }
    let is_double = next == Some('-') && last != Some('-') && after(text, at + 2) != Some('-');
    let is_flag = after(text, at + 2).is_some_and(char::is_alphanumeric)
        && !last.is_some_and(char::is_alphanumeric);
    if is_double && !has_spaced_hyphen && !is_flag {
        let is_spaced = is_blank(last) && is_blank(after(text, at + 2));
        let message = "two hyphens stand for a dash".to_owned();
        let flaw = fixed(at..at + 2, message, mark.filter(|_| is_spaced));
        let style = is_spaced.then_some("two spaced hyphens");
        return Some(Flaw { style, ..flaw });
    }
    // 1914-1918, where the English has 1914–18. Spanish sets a hyphen.
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    if matches!(language, "ru" | "uk" | "be" | "sv") && is_digit(last) && is_digit(next) {
        let run = |text: &'_ str, from_end: bool| {
            let digits = |c: &char| c.is_ascii_digit();
            if from_end {
                text.chars().rev().take_while(digits).count()
            } else {
                text.chars().take_while(digits).count()
            }
        };
        let (n_before, n_after) = (run(&text[..at], true), run(&text[at + 1..], false));
        let is_years = n_before == 4 && matches!(n_after, 2 | 4);
        let is_date =
            after(text, at + 1 + n_after) == Some('-') || before(text, at - n_before) == Some('-');
        let first = &text[at - n_before..at];
        let english_range = format!("{first}–");
        if is_years && !is_date && source.text.contains(&english_range) {
            let message = "a hyphen stands between years, where the English has a dash".to_owned();
            return Some(fixed(at..at + 1, message, Some("–")));
        }
    }
    None
}

/// Judges a dash.
fn dash(pair: &Pair<'_>, language: &str, at: usize, c: char) -> Option<Flaw> {
    let text = pair.flat().text;
    let end = at + c.len_utf8();
    let (last, next) = (before(text, at)?, after(text, end)?);
    let is_sv = language == "sv";
    let is_ru = matches!(language, "ru" | "uk" | "be");
    if !is_sv && !is_ru {
        return None;
    }
    let own = if is_sv { "–" } else { "—" };
    let starts_word = |c: char| c.is_alphabetic();
    // Two names make a pair: Москва–Петербург, Stockholm–Oslo.
    let tail = &text[end..];
    let head = text[..at]
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let is_pair_of_names = c == '–'
        && (head.starts_with(char::is_uppercase) && next.is_uppercase()
            || head.starts_with(|c: char| c.is_ascii_digit())
                && tail.starts_with(|c: char| c.is_ascii_digit()));
    let is_named_pair = is_sv && c == '–' || is_pair_of_names;
    if starts_word(last) && starts_word(next) && !is_named_pair {
        let message = "a dash stands between two words without blanks".to_owned();
        return Some(pair.flaw_with_fix(
            at..end,
            &format!(" {own} "),
            message,
            "put a blank on both sides",
        ));
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_messages, fires, fixes, silent};

    #[test]
    fn fires_on_hyphens_and_english_dashes() {
        fires(
            "dashes",
            &[
                (
                    "ru",
                    "The accord—the first",
                    "Соглашение - первое",
                    "a hyphen stands for a dash",
                ),
                (
                    "es",
                    "The accord—the first",
                    "El acuerdo -- el primero",
                    "two hyphens stand for a dash",
                ),
                (
                    "ru",
                    "The accord—the first",
                    "Соглашение—первое",
                    "a dash stands between two words without blanks",
                ),
                (
                    "ru",
                    "In 1914–18",
                    "В 1914-1918 годах",
                    "a hyphen stands between years, where the English has a dash",
                ),
            ],
        );
    }

    #[test]
    fn dashes_are_set_as_the_language_sets_them() {
        fixes(
            "dashes",
            &[
                (
                    "ru",
                    "The accord—the first",
                    "Соглашение - *первое*",
                    "Соглашение — *первое*",
                ),
                (
                    "ru",
                    "The accord—the first",
                    "Соглашение—первое",
                    "Соглашение — первое",
                ),
                ("sv", "In 1914–1918", "Under 1914-1918", "Under 1914–1918"),
            ],
        );
    }

    #[test]
    fn silent_on_dashes_of_the_language() {
        silent(
            "dashes",
            &[
                (
                    "es",
                    "The accord—the first—is it.",
                    "El acuerdo —el primero— es ese (1914-1918).",
                ),
                (
                    "sv",
                    "The accord—the first",
                    "Avtalet – det första (1914–1918), Oslo–Rom",
                ),
                (
                    "ru",
                    "The accord—the first",
                    "Соглашение — первое, Москва–Пекин, 1914–1918",
                ),
                (
                    "ru",
                    "It is an option - or --not",
                    "Это вариант - или --not",
                ),
                ("sv", "On 2014-09-21", "Den 2014-09-21"),
            ],
        );
    }

    #[test]
    fn can_be_ignored() {
        let english = "a = One — two\n";
        let file = "# @source One — two\na = Один - два\n";
        let expect = ["a 2:10-2:11 a hyphen stands for a dash"];
        check_messages("dashes", english, "ru", file, &expect);
        let file = format!("# @ignore dashes (typewriter)\n{file}");
        check_messages("dashes", english, "ru", &file, &[]);
    }
}
