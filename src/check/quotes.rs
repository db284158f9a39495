//! The check `quotes`.

use std::ops::Range;

use super::around::before;
use super::detector::name;
use super::marks::Marks;
use super::pair::{Flaw, Pair};
use super::signs::Signs;
use super::{Check, Docs, Look};
use crate::finding::Severity;

/// Finds quotation marks of another language, and those without their other half.
pub static CHECK: Check = Check {
    id: "quotes",
    summary: "Finds quotation marks that are not those of the language, or lack their other half, in a translation",
    docs: Docs {
        what: "Knows the marks of Spanish (« » or “ ”), Swedish (” ” or » », the same on both sides) and Russian \
(« », and „ “ inside them) and names those of other languages, above all the English “ ” where they do not belong. \
Straight marks are how many projects type. A file that keeps to one pair of foreign marks, in two of three places and \
three at least, has a style of its own: they are notices then, unless config says what they are; so are those around words that the English has in the same \
marks (“user”). In every language it names marks without their other half, unless the English lacks it too.",
        why: "Quotation marks are as much of a language as its letters; those of the English show where nobody has \
read the page.",
        example: "
```ftl locales/en/site.ftl
accord = The “accord”
```

```ftl locales/ru/site.ftl
# @source The “accord”
accord = “Соглашение”
```

> “ ” are not the quotation marks of Russian",
        todo: "Write « » in Russian and Spanish, ” ” in Swedish; `tolka check --fix` does where it is certain.",
        sources: "- RAE, *Ortografía de la lengua española* (2010), III.3.4.8; [Fundéu: comillas](https://www.fundeu.es/recomendacion/comillas-uso-de-este-signo-ortografico/)
- Språkrådet, *Svenska skrivregler* (2017), 13.11; TT-språket: citattecken
- Розенталь, *Справочник по правописанию*; Мильчин, Чельцова, *Справочник издателя и автора*, 5.6: « » and „ “ inside
- [Unicode CLDR](https://cldr.unicode.org): delimiters",
    },
    severity: Severity::Warning,
    look: Look::Styled(Signs::own(Marks::QUOTE), judge, n_own),
};

/// Is a quotation mark in a flat text.
#[derive(Clone, Copy, Debug)]
struct Quote {
    at: usize,
    mark: char,
}

impl Quote {
    fn range(self) -> Range<usize> {
        self.at..self.at + self.mark.len_utf8()
    }
}

fn quotes(text: &str) -> Vec<Quote> {
    let mut is_open = false;
    let marks = text.char_indices().filter(|(at, c)| match c {
        '“' | '”' | '„' | '«' | '»' => true,
        '"' => {
            let is_mark = match before(text, *at) {
                // 24": inches, where it closes nothing.
                Some('0'..='9') => is_open,
                before => before != Some('\\'),
            };
            is_open ^= is_mark;
            is_mark
        }
        _ => false,
    });
    marks.map(|(at, mark)| Quote { at, mark }).collect()
}

fn judge(pair: &Pair<'_>) -> Vec<Flaw> {
    let flat = pair.flat();
    let own = quotes(flat.text);
    if own.is_empty() {
        return Vec::new();
    }
    let foreign = foreign(pair.locale.language(), &own);
    if !foreign.is_empty() {
        return of_another_language(pair, &own, &foreign);
    }
    let english = quotes(pair.source_flat().text);
    unpaired(pair, &own, &english).into_iter().collect()
}

/// Returns the marks that a language does not have.
fn foreign(language: &str, own: &[Quote]) -> Vec<Quote> {
    match language {
        "es" => foreign_in_spanish(own),
        "sv" => {
            let own = own.iter().copied();
            own.filter(|quote| matches!(quote.mark, '“' | '„'))
                .collect()
        }
        "ru" | "uk" | "be" => foreign_in_russian(own),
        _ => Vec::new(),
    }
}

/// Remarks on marks of another language, one quotation after the other.
fn of_another_language(pair: &Pair<'_>, own: &[Quote], foreign: &[Quote]) -> Vec<Flaw> {
    let language = pair.locale.language();
    let right = match language {
        "sv" => Some(('”', '”')),
        "ru" | "uk" | "be" => Some(('«', '»')),
        _ => None,
    };
    let is_inside_none = !own
        .iter()
        .any(|quote| matches!(quote.mark, '«' | '»' | '"'));
    let mut flaws = Vec::new();
    let mut rest = own;
    while let Some((first, others)) = rest.split_first() {
        rest = others;
        let is_foreign = |quote: &Quote| foreign.iter().any(|other| other.at == quote.at);
        if !is_foreign(first) {
            continue;
        }
        let closing = others
            .first()
            .filter(|_| matches!(first.mark, '“' | '„' | '”'));
        let (range, shown) = match closing {
            Some(last) => {
                rest = &others[1..];
                (
                    first.at..last.range().end,
                    format!("{} {} are", first.mark, last.mark),
                )
            }
            None => (first.range(), format!("{} is", first.mark)),
        };
        let message = format!("{shown} not the quotation marks of {}", name(language));
        let message = if closing.is_some() {
            message
        } else {
            format!("{} is no quotation mark of {}", first.mark, name(language))
        };
        let is_pair = first.mark == '“' && closing.is_some_and(|last| last.mark == '”');
        let flaw = pair.flaw(range, message, help(language));
        let fix = right
            .filter(|_| is_pair && is_inside_none)
            .and_then(|(open, close)| {
                let words = flaw.words.clone()?;
                let inside = pair.translation[words]
                    .strip_prefix('“')?
                    .strip_suffix('”')?;
                Some(format!("{open}{inside}{close}"))
            });
        let style = closing.and_then(|last| style(first.mark, last.mark));
        // “user”: words of the English, with the marks that they have there.
        let is_slight = flaw.words.as_ref().is_some_and(|words| {
            style.is_some() && pair.source.contains(&pair.translation[words.clone()])
        });
        flaws.push(Flaw {
            fix,
            style,
            is_slight,
            ..flaw
        });
    }
    flaws
}

/// Names a pair of marks that is one of some language.
fn style(open: char, close: char) -> Option<&'static str> {
    Some(match (open, close) {
        ('“', '”') => "“ ”",
        ('„', '“') => "„ “",
        ('„', '”') => "„ ”",
        ('”', '”') => "” ”",
        _ => return None,
    })
}

/// Counts the quotations that have marks of the language. Straight ones are of no language.
fn n_own(pair: &Pair<'_>) -> usize {
    let mut own = quotes(pair.flat().text);
    own.retain(|quote| quote.mark != '"');
    // A pair has been remarked on, be it foreign in one mark only.
    let remarked = of_another_language(pair, &own, &foreign(pair.locale.language(), &own));
    let n_remarked: usize = remarked
        .iter()
        .map(|flaw| 1 + usize::from(flaw.style.is_some()))
        .sum();
    own.len().saturating_sub(n_remarked) / 2
}

fn help(language: &str) -> &'static str {
    match language {
        "es" => "write « » or “ ”, the same in all texts",
        "sv" => "write ” on both sides",
        "ru" | "uk" | "be" => "write « », and „ “ inside them",
        _ => "write the quotation marks of the language",
    }
}

/// „Uno“, ”Uno”: what opens is neither « nor “.
fn foreign_in_spanish(own: &[Quote]) -> Vec<Quote> {
    let has_english = own.iter().any(|quote| quote.mark == '“');
    let foreign = own.iter().copied().filter(|quote| match quote.mark {
        '„' => true,
        '”' => !has_english,
        _ => false,
    });
    foreign.collect()
}

/// “Один”: Russian knows “ only as what closes „, and ” not at all.
fn foreign_in_russian(own: &[Quote]) -> Vec<Quote> {
    let mut n_open = 0_usize;
    let foreign = own.iter().copied().filter(|quote| match quote.mark {
        '„' => {
            n_open += 1;
            false
        }
        '“' => {
            let closes = 0 < n_open;
            n_open = n_open.saturating_sub(1);
            !closes
        }
        '”' => true,
        _ => false,
    });
    foreign.collect()
}

/// Finds a mark without its other half.
fn unpaired(pair: &Pair<'_>, own: &[Quote], english: &[Quote]) -> Option<Flaw> {
    let n = |quotes: &[Quote], mark: char| quotes.iter().filter(|quote| quote.mark == mark).count();
    let language = pair.locale.language();
    let is_odd = |quotes: &[Quote]| !quotes.len().is_multiple_of(2);
    if is_odd(english) {
        return None;
    }
    let lone = match language {
        "sv" | "fi" => ['”', '»', '"'].into_iter().find(|mark| {
            !(n(own, *mark).is_multiple_of(2) || *mark == '»' && n(own, '«') == n(own, '»'))
        }),
        "ru" | "uk" | "be" if n(own, '«') != n(own, '»') => {
            // One » may close the quotation inside another too.
            let is_merged =
                n(own, '»') < n(own, '«') && own.last().is_some_and(|quote| quote.mark == '»');
            (!is_merged).then_some(if n(own, '«') < n(own, '»') {
                '»'
            } else {
                '«'
            })
        }
        _ if n(own, '«') != n(own, '»') => Some(if n(own, '«') < n(own, '»') {
            '»'
        } else {
            '«'
        }),
        "es" | "en" if n(own, '“') != n(own, '”') => Some(if n(own, '“') < n(own, '”') {
            '”'
        } else {
            '“'
        }),
        _ => (!n(own, '"').is_multiple_of(2)).then_some('"'),
    }?;
    let quote = own.iter().rfind(|quote| quote.mark == lone)?;
    Some(pair.flaw(
        quote.range(),
        format!("this {lone} has no other half"),
        "write the other half, or take the mark away",
    ))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_messages, fires, fixes, silent};

    #[test]
    fn fires_on_marks_of_other_languages() {
        fires(
            "quotes",
            &[
                (
                    "ru",
                    "The “accord”",
                    "“Соглашение”",
                    "“ ” are not the quotation marks of Russian",
                ),
                (
                    "sv",
                    "The “accord”",
                    "“Avtalet”",
                    "“ ” are not the quotation marks of Swedish",
                ),
                (
                    "es",
                    "The “accord”",
                    "El „acuerdo“",
                    "„ “ are not the quotation marks of Spanish",
                ),
                (
                    "es",
                    "The “accord”",
                    "El ”acuerdo”",
                    "” ” are not the quotation marks of Spanish",
                ),
            ],
        );
    }

    #[test]
    fn fires_on_half_a_pair() {
        fires(
            "quotes",
            &[
                (
                    "es",
                    "The “accord”",
                    "El «acuerdo",
                    "this « has no other half",
                ),
                ("sv", "The “accord”", "Avtalet”", "this ” has no other half"),
                (
                    "ru",
                    "The “accord”",
                    "Соглашение»",
                    "this » has no other half",
                ),
            ],
        );
    }

    #[test]
    fn the_marks_of_the_language_come() {
        fixes(
            "quotes",
            &[
                (
                    "sv",
                    "The “accord” of “May”",
                    "“Avtalet” i “maj”",
                    "”Avtalet” i ”maj”",
                ),
                (
                    "ru",
                    "The “accord” of “May”",
                    "“Соглашение” и “май”",
                    "«Соглашение» и «май»",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_the_marks_of_the_language() {
        silent(
            "quotes",
            &[
                ("es", "The “accord”", "El «acuerdo “marco”» y “otro”"),
                ("es", "The “accord”", "El \"acuerdo\""),
                ("sv", "The “accord”", "”Avtalet” och »protokollet»"),
                ("sv", "A 24\" screen", "En skärm på 24\""),
                ("sv", "“RAID 1”, “RAID 5”", "\"RAID 1\", \"RAID 5\""),
                ("ru", "The “accord”", "«Соглашение „Рамка“» и «план»"),
                ("es", "The “accord” of “May”", "El «acuerdo» de \"mayo\""),
                ("ru", "Company “Ship ‘Star’”", "ООО «Судно «Звезда»"),
            ],
        );
    }

    #[test]
    fn can_be_ignored() {
        let english = "a = “One”\n";
        let file = "# @source “One”\na = “Ett”\n";
        let expect = ["a 2:5-2:10 “ ” are not the quotation marks of Swedish"];
        check_messages("quotes", english, "sv", file, &expect);
        let file = format!("# @ignore quotes (an English title)\n{file}");
        check_messages("quotes", english, "sv", &file, &[]);
    }
}
