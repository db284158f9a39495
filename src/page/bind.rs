//! Bind: the spaces of a page at which no line may end.
//!
//! Separate because it is typography: the article and its translations keep the spaces that people typed, and only what
//! a page shows has others. Sources: Мильчин, Чельцова, «Справочник издателя и автора», 2.5 (short words, dashes);
//! Svenska skrivregler 4, 17.3, 20.5 (dashes, figures); RAE, «Ortografía», VIII 2.3.1.2 (figures), ISO 80000-1 7.3.

use std::borrow::Cow;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::foreign::Ranged;

const NO_BREAK_SPACE: char = '\u{a0}';

/// Binds the texts of an article in a language: a dash to the word before it, the groups of a figure to each other and
/// to `%`; in Slavic languages a word of one letter to the word after it. Code keeps its spaces.
pub fn bind<'t>(events: Vec<Ranged<'t>>, language: &str) -> Vec<Ranged<'t>> {
    let mut is_code = false;
    let events = events.into_iter().map(|(event, range)| {
        let event = match event {
            Event::Start(Tag::CodeBlock(_)) | Event::End(TagEnd::CodeBlock) => {
                is_code = !is_code;
                event
            }
            Event::Text(text) if !is_code => match bound(&text, language) {
                Cow::Owned(bound) => Event::Text(CowStr::from(bound)),
                Cow::Borrowed(_) => Event::Text(text),
            },
            event => event,
        };
        (event, range)
    });
    events.collect()
}

fn bound<'t>(text: &'t str, language: &str) -> Cow<'t, str> {
    let has_short_words = matches!(
        language,
        "be" | "bg" | "cs" | "mk" | "pl" | "ru" | "sk" | "sr" | "uk"
    );
    let mut bound = String::new();
    let mut copied = 0;
    for (at, _) in text.match_indices(' ') {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let binds = precedes_dash(before, after)
            || is_in_figure(before, after)
            || has_short_words && ends_in_short_word(before) && starts_word(after);
        if binds {
            bound.push_str(&text[copied..at]);
            bound.push(NO_BREAK_SPACE);
            copied = at + 1;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    bound.push_str(&text[copied..]);
    Cow::Owned(bound)
}

/// Tells whether a dash between spaces follows a word. One that opens a line of speech or of a list stays free.
fn precedes_dash(before: &str, after: &str) -> bool {
    let rest = after.strip_prefix(['–', '—']);
    let is_spaced = rest.is_some_and(|rest| rest.starts_with(char::is_whitespace));
    is_spaced && before.ends_with(|char: char| !char.is_whitespace())
}

fn is_in_figure(before: &str, after: &str) -> bool {
    if !before.ends_with(|char: char| char.is_ascii_digit()) {
        return false;
    }
    if after.starts_with('%') {
        return true;
    }
    let n_after = after.bytes().take_while(u8::is_ascii_digit).count();
    let group = before.rsplit(|char: char| !char.is_ascii_digit()).next();
    n_after == 3 && group.is_some_and(|group| group.len() <= 3)
}

fn ends_in_short_word(before: &str) -> bool {
    let mut chars = before.chars().rev();
    let is_letter = chars.next().is_some_and(char::is_alphabetic);
    let is_alone = |char: char| char.is_whitespace() || matches!(char, '(' | '«' | '„' | '“' | '"');
    is_letter && chars.next().is_none_or(is_alone)
}

fn starts_word(after: &str) -> bool {
    let open = |char: char| matches!(char, '(' | '«' | '„' | '“' | '"');
    after
        .trim_start_matches(open)
        .starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `~` stands for a no-break space.
    fn check(language: &str, text: &str, expect: &str) {
        assert_eq!(bound(text, language).replace(NO_BREAK_SPACE, "~"), expect);
    }

    #[test]
    fn short_words_stay_with_the_next() {
        check(
            "ru",
            "Сотрудничество с Россией и «миром» в 2014 году",
            "Сотрудничество с~Россией и~«миром» в~2014 году",
        );
        check(
            "ru",
            "В Колумбии; план А. Потом",
            "В~Колумбии; план А. Потом",
        );
        check("pl", "w domu i z bratem", "w~domu i~z~bratem");
        check("es", "Colombia y Rusia", "Colombia y Rusia");
        check("en", "a word", "a word");
    }

    #[test]
    fn a_dash_starts_no_line() {
        check("ru", "ФАРК — группировка", "ФАРК~— группировка");
        check("sv", "ett avtal – det första", "ett avtal~– det första");
        check("es", "—Sí —dijo", "—Sí —dijo");
        check("ru", "— Да", "— Да");
    }

    #[test]
    fn figures_stay_whole() {
        check("sv", "24 000 soldater och 50 %", "24~000 soldater och 50~%");
        check("ru", "1 234 567 человек", "1~234~567 человек");
        check(
            "en",
            "in 2014 300 people, 5 people",
            "in 2014 300 people, 5 people",
        );
    }

    #[test]
    fn code_keeps_its_spaces() {
        let events = [
            Event::Start(Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Indented)),
            Event::Text("a — b".into()),
            Event::End(TagEnd::CodeBlock),
            Event::Code("a — b".into()),
            Event::Text("a — b".into()),
        ];
        let events = events.into_iter().map(|event| (event, 0..0)).collect();
        let texts: Vec<String> = bind(events, "en")
            .into_iter()
            .filter_map(|(event, _)| match event {
                Event::Text(text) | Event::Code(text) => Some(text.into_string()),
                _ => None,
            })
            .collect();
        assert_eq!(texts, ["a — b", "a — b", "a\u{a0}— b"]);
    }
}
