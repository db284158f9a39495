//! Dialect: which extensions of Markdown an article is read with.
//!
//! Separate because every reader of an article has to agree on it; it must not know what is read.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use super::front_matter::body;

/// The extensions that articles use.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST);

/// Returns the extensions for one article: without math where its dollars are money, without definitions where its
/// lines begin with colons of another kind.
pub(super) fn options(source: &str) -> Options {
    let mut options = OPTIONS;
    if !has_definitions(source) {
        options.remove(Options::ENABLE_DEFINITION_LIST);
    }
    if source.contains('$') && dollars_are_money(source, options) {
        options.remove(Options::ENABLE_MATH);
    }
    options
}

/// Returns the article as the parser has to see it, of the same length: with LF for every CR that stands alone, which
/// ends a line in CommonMark, but in the parser not everywhere.
pub(super) fn parseable(source: &str) -> Cow<'_, str> {
    let bytes = source.as_bytes();
    let alone = |offset: usize| bytes.get(offset + 1) != Some(&b'\n');
    if !source.match_indices('\r').any(|(offset, _)| alone(offset)) {
        return Cow::Borrowed(source);
    }
    let chars = source.char_indices().map(|(offset, char)| match char {
        '\r' if alone(offset) => '\n',
        _ => char,
    });
    Cow::Owned(chars.collect())
}

/// Tells whether lines begin with a colon and a blank, and none with a colon and more (`:::note`, `:smile:`), which
/// the parser would take for definitions too.
fn has_definitions(source: &str) -> bool {
    let bytes = source.as_bytes();
    let mut found = false;
    for (offset, _) in source.match_indices(':') {
        let before = bytes[..offset]
            .iter()
            .rposition(|byte| !matches!(byte, b' ' | b'\t' | b'>'));
        if before.is_some_and(|before| !matches!(bytes[before], b'\n' | b'\r')) {
            continue;
        }
        match bytes.get(offset + 1) {
            Some(b' ' | b'\t') => found = true,
            _ => return false,
        }
    }
    found
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

/// Returns the parser's events for the Markdown of an article, its front matter left out, with their bytes in
/// `source`: a page is printed from the same reading that finds the segments.
pub fn events(source: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let base = body(source);
    let body = &source[base..];
    Parser::new_ext(body, options(body))
        .into_offset_iter()
        .map(move |(event, range)| (event, range.start + base..range.end + base))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, definitions: bool, math: bool) {
        let options = options(source);
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
        check("Term\n: definition\n\n:::note", false, true);
        check("a: b\n:smile:", false, true);
    }
}
