//! The check `spacing`.

use std::ops::Range;

use super::around::{after, before};
use super::flat::THING;
use super::marks::{Marks, is_blank};
use super::pair::{Flaw, Pair};
use super::signs::Signs;
use super::{Check, Docs, Look};
use crate::document::Format;
use crate::finding::Severity;

/// Finds blanks that are too many, or missing.
pub static CHECK: Check = Check {
    id: "spacing",
    summary: "Finds double blanks, blanks before punctuation and missing ones behind it in a translation",
    docs: Docs {
        what: "Names two blanks in a row, a blank before a comma, full stop, colon, semicolon, question or \
exclamation mark or closing bracket, one behind an opening bracket, `¿` or `«`, and a comma or semicolon without \
one behind it. French, which sets blanks there, is left alone, as is what the English writes in the same way and the \
colon inside Swedish words (*EU:s*). Two blanks in Markdown and HTML, which pages fold into one, are a notice unless \
config says what they are. Blanks before `%` and between numbers and units are not looked at.",
        why: "A mark may come to stand alone at the start of a line, and doubled blanks make holes in it.",
        example: "
```ftl locales/en/site.ftl
sources = Sources, links
```

```ftl locales/ru/site.ftl
# @source Sources, links
sources = Источники , ссылки
```

> a blank stands before \",\"",
        todo: "`tolka check --fix` takes the blank away, or puts it in.",
        sources: "- RAE, *Ortografía* (2010), III.3.2: separación de los signos
- Språkrådet, *Svenska skrivregler* (2017), 13.1
- Мильчин, Чельцова, *Справочник издателя и автора*, 14.2: пробелы при знаках препинания",
    },
    severity: Severity::Warning,
    look: Look::Pairs(Signs::own(Marks::BLANK.or(Marks::TIGHT)), judge),
};

const HELP_GO: &str = "take the blank away";

fn judge(pair: &Pair<'_>) -> Vec<Flaw> {
    let flat = pair.flat();
    let source = pair.source_flat().text;
    let language = pair.locale.language();
    let mut flaws = Vec::new();
    for blanks in blanks(flat.text) {
        flaws.extend(judge_blanks(pair, source, language, blanks));
    }
    if flat.marks.any(Marks::TIGHT) {
        tight(pair, source, language, &mut flaws);
    }
    flaws
}

/// Lists the runs of blanks.
fn blanks(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| is_blank(*c)) {
        let end = at + c.len_utf8();
        match runs.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => runs.push(at..end),
        }
    }
    runs
}

fn judge_blanks(pair: &Pair<'_>, source: &str, language: &str, run: Range<usize>) -> Option<Flaw> {
    let flat = pair.flat();
    let text = flat.text;
    let (last, next) = (before(text, run.start), after(text, run.end));
    let (Some(last), Some(next)) = (last, next) else {
        return None;
    };
    let behind = text[run.end..].chars().nth(1);
    let ends_word =
        |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || is_closer(c) || c == THING);
    let is_before_mark = match next {
        ',' | ';' => ends_word(behind) || behind.is_some_and(char::is_alphabetic),
        '.' | ':' => ends_word(behind),
        '!' | '?' => ends_word(behind) || matches!(behind, Some('!' | '?' | '.')),
        ')' | ']' => !matches!(last, '(' | '['),
        _ => false,
    };
    let is_behind_opener = match last {
        '(' | '[' => !matches!(next, ')' | ']'),
        '¿' | '¡' => true,
        '«' => language != "sv" && language != "fi",
        _ => false,
    };
    let has_english = |mark: char, is_before: bool| {
        source.match_indices(mark).any(|(at, _)| match is_before {
            true => before(source, at).is_none_or(is_blank),
            false => after(source, at + mark.len_utf8()).is_some_and(is_blank),
        })
    };
    if is_before_mark && language != "fr" && last.is_alphanumeric() && !has_english(next, true) {
        let message = format!("a blank stands before \"{next}\"");
        return Some(pair.flaw_with_fix(run, "", message, HELP_GO));
    }
    if is_behind_opener && language != "fr" && !has_english(last, false) {
        let message = format!("a blank stands behind \"{last}\"");
        return Some(pair.flaw_with_fix(run, "", message, HELP_GO));
    }
    let n = text[run.clone()].chars().count();
    let source_is_double = || {
        blanks(source)
            .iter()
            .any(|run| 1 < source[run.clone()].chars().count())
    };
    if 1 < n && last != '\n' && next != '\n' && !source_is_double() {
        let message = match n {
            2 => "two blanks stand in a row".to_owned(),
            n => format!("{n} blanks stand in a row"),
        };
        // One that does not break was set on purpose.
        let one = text[run.clone()].chars().find(|c| *c != ' ').unwrap_or(' ');
        // Pages fold them.
        let is_slight = pair.format != Format::Text && text[run.clone()].bytes().all(|b| b == b' ');
        let flaw = pair.flaw_with_fix(run, &one.to_string(), message, "leave one");
        return Some(Flaw { is_slight, ..flaw });
    }
    None
}

fn is_closer(c: char) -> bool {
    matches!(
        c,
        ')' | ']' | '»' | '”' | '“' | '"' | '’' | '\'' | '…' | '.' | ','
    )
}

/// Finds commas and the like with a word on both sides.
fn tight(pair: &Pair<'_>, source: &str, language: &str, flaws: &mut Vec<Flaw>) {
    let flat = pair.flat();
    let text = flat.text;
    for two in flat.words().windows(2) {
        let between = &text[two[0].end()..two[1].start()];
        let (one, other) = (flat.word(&two[0]), flat.word(&two[1]));
        let is_long = |word: &str| word.chars().nth(1).is_some();
        let ends_in_letter =
            one.ends_with(char::is_alphabetic) && other.starts_with(char::is_alphabetic);
        let is_slip = match between {
            "," | ";" => is_long(one) || is_long(other),
            ":" => language != "sv" && language != "fi" && is_long(one) && is_long(other),
            // A sentence begins: the small letters before it and the capital behind it tell.
            "." => {
                let is_end = one.chars().all(char::is_lowercase) && 3 < one.chars().count();
                let mut rest = other.chars();
                is_end
                    && rest.next().is_some_and(char::is_uppercase)
                    && 1 < other.chars().count()
                    && rest.all(char::is_lowercase)
                    && before(text, two[0].start()).is_none_or(char::is_whitespace)
            }
            _ => false,
        };
        let own = &text[two[0].start()..two[1].end()];
        let is_list = before(text, two[0].start())
            .is_some_and(|c| matches!(c, ',' | ':' | '=' | '.' | '/' | '<' | '@'))
            || after(text, two[1].end()).is_some_and(|c| matches!(c, '=' | '/' | '>' | '@' | ':'));
        if !is_slip
            || !ends_in_letter
            || is_list && between != ","
            || source.contains(own)
            || is_tight_in(source, between)
        {
            continue;
        }
        let range = two[0].end()..two[1].start();
        flaws.push(pair.flaw_with_fix(
            range,
            &format!("{between} "),
            format!("no blank stands behind \"{between}\""),
            "put a blank there",
        ));
    }
}

/// Tells whether the English sets a mark without a blank behind it too.
fn is_tight_in(source: &str, mark: &str) -> bool {
    source.match_indices(mark).any(|(at, _)| {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        is_letter(before(source, at)) && is_letter(after(source, at + mark.len()))
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_messages, fires, fixes, silent};

    #[test]
    fn fires_on_blanks_in_the_wrong_place() {
        fires(
            "spacing",
            &[
                ("es", "One, two", "Uno , dos", "a blank stands before \",\""),
                (
                    "sv",
                    "Who is it?",
                    "Vem är det ?",
                    "a blank stands before \"?\"",
                ),
                ("ru", "One two", "Один  два", "two blanks stand in a row"),
                ("es", "Who?", "¿ Quién?", "a blank stands behind \"¿\""),
                ("ru", "One, two", "Один,два", "no blank stands behind \",\""),
                (
                    "sv",
                    "It is over. A new one",
                    "Det är över.En ny",
                    "no blank stands behind \".\"",
                ),
            ],
        );
    }

    #[test]
    fn only_the_blank_goes() {
        fixes(
            "spacing",
            &[
                (
                    "ru",
                    "One two (three)",
                    "Один  два ( три )",
                    "Один два (три)",
                ),
                ("es", "One, two; three", "Uno , dos;tres", "Uno, dos; tres"),
                (
                    "sv",
                    "Is `x` 5\u{A0}% of *it*, too?",
                    "Är `x` 5 \u{A0}% av *det*, också ?",
                    "Är `x` 5\u{A0}% av *det*, också?",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_what_is_set_so() {
        silent(
            "spacing",
            &[
                ("es", "The .deb file :)", "El archivo .deb :)"),
                ("sv", "The EU’s 1st", "EU:s 1:a; 10,5 % …"),
                ("ru", "a,b and x.Y", "a,b и x.Y — так"),
                ("fr", "Who is it?", "Qui est-ce ?"),
                ("es", "? section ignored", "se descarta la sección ? con G"),
                ("ru", "One.  Two.", "Один.  Два."),
                ("es", "Use rw,noatime or [ ].", "Use rw,noatime o [ ]."),
            ],
        );
    }

    #[test]
    fn can_be_ignored() {
        let english = "a = One, two\n";
        let file = "# @source One, two\na = Uno , dos\n";
        let expect = ["a 2:8-2:9 a blank stands before \",\""];
        check_messages("spacing", english, "es", file, &expect);
        let file = format!("# @ignore spacing (a table)\n{file}");
        check_messages("spacing", english, "es", &file, &[]);
    }
}
