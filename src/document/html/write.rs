//! Write: a translation as the bytes that say it in HTML: between tags, in a title, in an attribute.
//!
//! Separate because reading and writing are two crafts; it must not know locales or entries.

use std::ops::Range;

use super::element::kind;
use super::reference::is_typed;
use super::token::{Token, TokenKind, tokens};
use super::tree::Kind;
use crate::document::Unbuildable;

/// Writes `text` between tags: its own tags stay, every other `<` and `&` is escaped, `protected` ranges are not
/// touched. `own` is the segment's own text, whose order of tags does no harm, however they nest.
///
/// # Errors
/// Where the tags of the text do not nest well.
pub(crate) fn markup(
    text: &str,
    own: &str,
    protected: &[Range<usize>],
) -> Result<String, Unbuildable> {
    let tokens = tokens(text);
    nest(&tokens).or_else(|error| match is_same(&tokens, &super::token::tokens(own)) {
        true => Ok(()),
        false => Err(error),
    })?;
    let mut written = String::with_capacity(text.len() + 8);
    let mut done = 0;
    for token in tokens {
        let typed = token.span.of(text);
        match token.kind {
            TokenKind::Start { .. } | TokenKind::End => {}
            // One that never ends would take what follows with it. The guard knows the others.
            TokenKind::Comment if typed.ends_with('>') => {}
            TokenKind::Comment | TokenKind::Other | TokenKind::Text => continue,
        }
        escape(text, done..token.span.start, protected, &mut written);
        written.push_str(typed);
        done = token.span.end;
    }
    escape(text, done..text.len(), protected, &mut written);
    Ok(written)
}

/// Tells whether two texts have the same tags in the same order.
fn is_same(left: &[Token], right: &[Token]) -> bool {
    let tags = |token: &&Token| matches!(token.kind, TokenKind::Start { .. } | TokenKind::End);
    let left = left
        .iter()
        .filter(tags)
        .map(|token| (token.kind, &token.name));
    left.eq(right
        .iter()
        .filter(tags)
        .map(|token| (token.kind, &token.name)))
}

/// Says whether the tags of a text nest well.
fn nest(tokens: &[Token]) -> Result<(), Unbuildable> {
    let mut open: Vec<&str> = Vec::new();
    for token in tokens {
        let name = &*token.name;
        match token.kind {
            TokenKind::Start { closed } => {
                let has_inside = !matches!(kind(name), Kind::Void | Kind::VoidBlock);
                // In an image of many tags a slash does end an element.
                let in_image = open.iter().any(|open| matches!(*open, "svg" | "math"));
                let is_whole =
                    !has_inside || (closed && (in_image || matches!(name, "svg" | "math")));
                if matches!(name, "a" | "nobr") && open.contains(&name) {
                    return Err(unbuildable(format!(
                        "an element “{name}” cannot stand in another one"
                    )));
                }
                if !is_whole {
                    open.push(name);
                }
            }
            TokenKind::End => {
                if open.pop() != Some(name) {
                    let reason = format!("the tag “</{name}>” ends no element of the text");
                    return Err(unbuildable(reason));
                }
            }
            TokenKind::Comment | TokenKind::Other | TokenKind::Text => {}
        }
    }
    match open.pop() {
        Some(name) => Err(unbuildable(format!(
            "the element “{name}” has no end tag in the text"
        ))),
        None => Ok(()),
    }
}

fn unbuildable(reason: String) -> Unbuildable {
    Unbuildable {
        reason,
        is_foreign: false,
    }
}

/// Writes `text` in a title, where there are no tags.
pub(crate) fn words(text: &str, protected: &[Range<usize>]) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    escape(text, 0..text.len(), protected, &mut written);
    written
}

/// Writes `text` as the value of an attribute in `quote`; without one, quotes are set where the value needs them.
pub(crate) fn value(text: &str, quote: Option<u8>, protected: &[Range<usize>]) -> String {
    let is_bare = !text.is_empty()
        && !text.contains(|char: char| char.is_whitespace() || "\"'`=<>&".contains(char));
    if quote.is_none() && is_bare {
        return text.to_owned();
    }
    let mark = char::from(quote.unwrap_or(b'"'));
    let mut written = String::with_capacity(text.len() + 8);
    for (at, char) in text.char_indices() {
        match char {
            '"' if mark == '"' => written.push_str("&quot;"),
            '\'' if mark == '\'' => written.push_str("&#39;"),
            '&' if needs_escape(text, at, protected) => written.push_str("&amp;"),
            '\n' | '\r' => written.push(' '),
            _ => written.push(char),
        }
    }
    match quote {
        Some(_) => written,
        None => format!("\"{written}\""),
    }
}

fn escape(text: &str, range: Range<usize>, protected: &[Range<usize>], written: &mut String) {
    for (at, char) in text[range.clone()].char_indices() {
        let at = range.start + at;
        match char {
            '&' if needs_escape(text, at, protected) => written.push_str("&amp;"),
            '<' if !is_inside(at, protected) => written.push_str("&lt;"),
            _ => written.push(char),
        }
    }
}

fn needs_escape(text: &str, at: usize, protected: &[Range<usize>]) -> bool {
    !is_inside(at, protected) && !is_typed(&text[at..])
}

fn is_inside(at: usize, ranges: &[Range<usize>]) -> bool {
    ranges.iter().any(|range| range.contains(&at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(markup(text, "", &[]).as_deref(), Ok(expect));
    }

    fn refuses(text: &str, reason: &str) {
        let refused = markup(text, "", &[]).map_err(|error| error.reason);
        assert_eq!(refused, Err(reason.to_owned()));
    }

    #[test]
    fn what_is_no_markup_is_escaped() {
        check(
            "а < б & в &nbsp; &foo; <b>г</b>",
            "а &lt; б &amp; в &nbsp; &amp;foo; <b>г</b>",
        );
        check("а <b", "а &lt;b");
        check("а <!-- б", "а &lt;!-- б");
        check("<!-- a --> <? б", "<!-- a --> &lt;? б");
        check("<? a<b >", "<? a<b >");
        check("а </> б", "а &lt;/> б");
    }

    #[test]
    fn the_tags_of_the_source_may_nest_as_they_do() {
        let own = "<a id=x>a <a href=y>b</a></a>";
        let text = "<a id=x>а <a href=y>б</a></a>";
        assert_eq!(markup(text, own, &[]).as_deref(), Ok(text));
        assert_eq!(
            markup(text, "<a id=x>a</a>", &[]).map_err(|error| error.reason),
            Err("an element “a” cannot stand in another one".to_owned())
        );
    }

    #[test]
    fn tags_nest_well_or_are_refused() {
        check(
            "<b>а <i>б</i></b><br>в<img src=x>",
            "<b>а <i>б</i></b><br>в<img src=x>",
        );
        refuses(
            "<b>а <i>б</b></i>",
            "the tag “</b>” ends no element of the text",
        );
        refuses("<b>а", "the element “b” has no end tag in the text");
        refuses("а</b>", "the tag “</b>” ends no element of the text");
        refuses(
            "<a>б<a>в</a></a>",
            "an element “a” cannot stand in another one",
        );
    }

    #[test]
    fn a_value_stays_in_its_quotes() {
        assert_eq!(
            value("а \"б\" 'в' & г", Some(b'"'), &[]),
            "а &quot;б&quot; 'в' &amp; г"
        );
        assert_eq!(value("а 'б'\nв", Some(b'\''), &[]), "а &#39;б&#39; в");
        assert_eq!(value("а", None, &[]), "а");
        assert_eq!(value("а б", None, &[]), "\"а б\"");
        assert_eq!(value("", None, &[]), "\"\"");
    }

    #[test]
    fn protected_spans_are_not_touched() {
        let text = "{{ a < b && c }} & d";
        let protected = 0..16;
        assert_eq!(
            words(text, std::slice::from_ref(&protected)),
            "{{ a < b && c }} &amp; d"
        );
    }
}
