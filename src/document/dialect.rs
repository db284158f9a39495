//! Dialect: which extensions of Markdown an article is read with.
//!
//! Separate because every reader of an article has to agree on it; it must not know what is read.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr_iter};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag};

use super::front_matter::body;
use super::line_start::is_table_row;
use super::lines::first_line;

/// The extensions that articles use.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST);

/// Returns the extensions for one article, as `parseable` has it: without math where its dollars are money, without
/// definitions where it has none, because then no line can become one.
pub(super) fn options(parseable: &str) -> Options {
    let mut options = OPTIONS;
    if !line_colons(parseable).any(|(_, is_definition)| is_definition) {
        options.remove(Options::ENABLE_DEFINITION_LIST);
    }
    if memchr(b'$', parseable.as_bytes()).is_some() && dollars_are_money(parseable, options) {
        options.remove(Options::ENABLE_MATH);
    }
    options
}

/// Returns the article as the parser has to see it, of the same length: with LF for every CR that stands alone, which
/// ends a line in CommonMark, but in the parser not everywhere; and with another sign for the colon of `:::note` and
/// `:smile:` at a line's start, which the parser takes for a definition's.
pub(super) fn parseable(source: &str) -> Cow<'_, str> {
    let bytes = source.as_bytes();
    let alone = |offset: usize| bytes.get(offset + 1) != Some(&b'\n');
    let has_cr = memchr_iter(b'\r', bytes).any(alone);
    let hidden = hidden_colons(source);
    if !has_cr && hidden.is_empty() {
        return Cow::Borrowed(source);
    }
    let mut hidden = hidden.into_iter().peekable();
    let chars = source.char_indices().map(|(offset, char)| match char {
        '\r' if alone(offset) => '\n',
        ':' if hidden.next_if_eq(&offset).is_some() => stand_in(&source[offset + 1..]),
        _ => char,
    });
    Cow::Owned(chars.collect())
}

/// Finds the colons at the starts of lines that begin no definition, in an article that has definitions.
fn hidden_colons(source: &str) -> Vec<usize> {
    if !line_colons(source).any(|(_, is_definition)| is_definition) {
        return Vec::new();
    }
    let others = line_colons(source).filter(|(_, is_definition)| !is_definition);
    let mut others: Vec<usize> = others.map(|(offset, _)| offset).collect();
    let is_row = |offset: usize| {
        let line = first_line(&source[offset..]);
        is_table_row(line.as_bytes())
    };
    if others.iter().any(|offset| is_row(*offset)) {
        // Whether the line above it is a table's first row is for the parser to say: when it looks for no
        // definitions, because how lines are folded would decide which it finds.
        let tables = tables(source);
        others.retain(|offset| !is_row(*offset) || !tables.iter().any(|one| one.contains(offset)));
    }
    others
}

fn tables(source: &str) -> Vec<Range<usize>> {
    let options = OPTIONS.difference(Options::ENABLE_DEFINITION_LIST);
    let events = Parser::new_ext(source, options).into_offset_iter();
    let tables = events.filter(|(event, _)| matches!(event, Event::Start(Tag::Table(_))));
    tables.map(|(_, range)| range).collect()
}

/// Returns the sign for a colon before `rest`: one that a name can begin with where it begins an attribute's.
fn stand_in(rest: &str) -> char {
    let value =
        rest.trim_start_matches(|char: char| char.is_ascii_alphanumeric() || "-_.:".contains(char));
    match value.starts_with('=') && value.len() < rest.len() {
        true => 'x',
        false => ';',
    }
}

/// Yields the colons that lines begin with, and whether a definition can begin so: with a blank behind the colon.
fn line_colons(source: &str) -> impl Iterator<Item = (usize, bool)> {
    let bytes = source.as_bytes();
    memchr_iter(b':', bytes).filter_map(|offset| {
        let before = bytes[..offset]
            .iter()
            .rposition(|byte| !matches!(byte, b' ' | b'\t' | b'>'));
        let begins = before.is_none_or(|before| matches!(bytes[before], b'\n' | b'\r'));
        begins.then(|| (offset, matches!(bytes.get(offset + 1), Some(b' ' | b'\t'))))
    })
}

/// Tells whether the parser would take a stretch like `$5 to US$` for math, which a digit or letter outside its
/// dollars gives away (the rule of Pandoc and GitHub).
fn dollars_are_money(source: &str, options: Options) -> bool {
    Parser::new_ext(source, options)
        .into_offset_iter()
        .any(|(event, range)| {
            let word = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
            matches!(event, Event::InlineMath(_))
                && (word(source[..range.start].chars().next_back())
                    || word(source[range.end..].chars().next()))
        })
}

/// Calls `see` with the parser's events for the Markdown of an article, its front matter left out, with their bytes in
/// `source`. Colons that the parser does not see as they are stay as it sees them.
pub(super) fn each_event(source: &str, mut see: impl FnMut(&Event<'_>, Range<usize>)) {
    let base = body(source);
    let text = parseable(&source[base..]);
    for (event, range) in Parser::new_ext(&text, options(&text)).into_offset_iter() {
        see(&event, range.start + base..range.end + base);
    }
}

/// Returns the parser's events for the Markdown of an article, its front matter left out, with their bytes in
/// `source`: a page is printed from the same reading that finds the segments.
pub fn events(source: &str) -> Vec<(Event<'_>, Range<usize>)> {
    let base = body(source);
    let body = &source[base..];
    let placed = |(event, range): (_, Range<usize>)| (event, range.start + base..range.end + base);
    match parseable(body) {
        Cow::Borrowed(body) => Parser::new_ext(body, options(body))
            .into_offset_iter()
            .map(placed)
            .collect(),
        Cow::Owned(parseable) => {
            let hidden = hidden_colons(body);
            let events = Parser::new_ext(&parseable, options(&parseable)).into_offset_iter();
            events
                .map(|(event, range)| (shown(event, &range, &hidden).into_static(), range))
                .map(placed)
                .collect()
        }
    }
}

/// Puts the colons at `hidden` offsets back into the text of an event that was read from `range`.
fn shown<'e>(event: Event<'e>, range: &Range<usize>, hidden: &[usize]) -> Event<'e> {
    let first = hidden.partition_point(|offset| *offset < range.start);
    let inside: Vec<usize> = hidden[first..]
        .iter()
        .copied()
        .take_while(|offset| *offset < range.end)
        .collect();
    let show = |text: CowStr<'e>| -> CowStr<'e> {
        // What the text lacks stands at both its ends: the delimiters of code.
        let start = range.start + range.len().saturating_sub(text.len()) / 2;
        let mut bytes = text.as_bytes().to_vec();
        for offset in &inside {
            if let Some(byte) = offset.checked_sub(start).and_then(|at| bytes.get_mut(at))
                && matches!(byte, b';' | b'x')
            {
                *byte = b':';
            }
        }
        String::from_utf8(bytes).map_or(text, CowStr::from)
    };
    match event {
        _ if inside.is_empty() => event,
        Event::Text(text) => Event::Text(show(text)),
        Event::Code(text) => Event::Code(show(text)),
        Event::Html(text) => Event::Html(show(text)),
        Event::InlineHtml(text) => Event::InlineHtml(show(text)),
        _ => event,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, definitions: bool, math: bool) {
        let options = options(&parseable(source));
        assert_eq!(
            options.contains(Options::ENABLE_DEFINITION_LIST),
            definitions,
            "{source:?}"
        );
        assert_eq!(options.contains(Options::ENABLE_MATH), math, "{source:?}");
    }

    #[test]
    fn money_is_no_math() {
        check("costs US$5 or US$6", false, false);
        check("costs $5 or $6, or $x$", false, true);
    }

    #[test]
    fn colons_of_other_kinds_are_no_definitions() {
        check("Term\n: definition", true, true);
        check("> Term\n> : definition", true, true);
        check("Term\n: definition\n\n:::note", true, true);
        check("a: b\n:smile:", false, true);
        assert_eq!(parseable("a\n:::b"), "a\n:::b");
        for (source, expect) in [
            ("a|b\n:--|:--\n\nc\n: d", "a|b\n:--|:--\n\nc\n: d"),
            ("a|b\n:--|:--|:--\n\nc\n: d", "a|b\n;--|:--|:--\n\nc\n: d"),
            (
                "c\n: d\n\n  a|b\n  :--|:--\n\n  a\n  :--|:--\n",
                "c\n: d\n\n  a|b\n  :--|:--\n\n  a\n  ;--|:--\n",
            ),
        ] {
            assert_eq!(parseable(source), expect);
        }
        assert_eq!(parseable("a\n:::b\n: c\n> :d:\r"), "a\n;::b\n: c\n> ;d:\n");
    }

    #[test]
    fn hidden_colons_are_shown_again() {
        let source = "Term\n: definition\n\n`a\n:b`\n:c:\n\n```\n:d\n```\n\n<i\n:e='f'> g\n";
        let texts = events(source)
            .into_iter()
            .filter_map(|(event, _)| match event {
                Event::Text(text)
                | Event::Code(text)
                | Event::Html(text)
                | Event::InlineHtml(text) => Some(text.into_string()),
                _ => None,
            });
        let texts = texts.collect::<Vec<_>>().join("|");
        assert_eq!(texts, "Term|definition|a :b|:c:|:d\n|<i\n:e='f'>| g");
    }
}
