//! Closed: texts of words whose markup is closed within them, read without a parser: code, links, references, tags and
//! addresses in angle brackets. No sign of them can find a partner in another text.
//!
//! Separate because it is about the bytes of one text; it must not know where a text stands, nor what the answer is for.

use super::inline::{Item, Kind};
use super::role::{
    Angle, ROLES, Role, angle, bounds_nothing, code_end, first_active, is_inert, is_of_address,
    opens_nothing, target,
};

/// Is what stands in a text besides words and code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found<'t> {
    /// A link by its target, or an address in angle brackets.
    Link(&'t str),
    /// A reference by its label, which is its text where it has no other. It is a link only where that is defined.
    Reference(&'t str),
    /// An HTML tag.
    Tag(&'t str),
}

impl<'i> Found<'i> {
    /// Takes what an item of a closed text is, if it is one of them.
    pub fn of(item: &'i Item) -> Option<Self> {
        Some(match &item.kind {
            Kind::Link {
                target: label,
                reference: true,
                ..
            } => Found::Reference(label),
            Kind::Link { target, .. } | Kind::Autolink(target) => Found::Link(target),
            Kind::Html(tag) => Found::Tag(tag),
            _ => return None,
        })
    }
}

/// Says what a text may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct May {
    /// Whether it stands at the start of a line, where it has to begin no block.
    pub begin_line: bool,
    /// Whether it may have more lines.
    pub go_on: bool,
    /// Whether it may have delimiters of emphasis, and tags.
    pub have_more: bool,
}

impl May {
    /// A text of one line.
    pub const LINE: May = May {
        begin_line: true,
        go_on: false,
        have_more: true,
    };

    /// Tells whether bytes may begin such a text.
    pub fn begins(self, bytes: &[u8]) -> bool {
        match self.begin_line {
            true => begins_line(bytes),
            false => !matches!(bytes, [] | [b' ', ..]),
        }
    }
}

/// Tells a closed text; calls `found` with what it has.
pub(super) fn is_closed<'t>(text: &'t str, may: May, mut found: impl FnMut(Found<'t>)) -> bool {
    let bytes = text.as_bytes();
    if !may.begins(bytes) || matches!(bytes.last(), Some(b' ')) {
        return false;
    }
    let mut at = 0;
    while let Some(n) = first_active(&bytes[at..]) {
        at += n;
        let byte = bytes[at];
        let next = bytes.get(at + 1);
        at = match ROLES[usize::from(byte)] {
            Role::Emphasis if !may.have_more => return false,
            Role::Inert | Role::Emphasis => at + 1,
            Role::Address if is_of_address(bytes, at) => return false,
            Role::Address => at + 1,
            Role::Tick => match code_end(bytes, at) {
                Some(end) if !bytes[at..end].contains(&b'|') => end,
                _ => return false,
            },
            Role::Bracket => match bracket(text, at, may) {
                Some((end, own)) => {
                    found(own);
                    end
                }
                None => return false,
            },
            Role::Unknown if byte == b'\n' && may.go_on => {
                let rest = &bytes[at + 1..];
                let is_prefix = |byte: &&u8| matches!(**byte, b' ' | b'>');
                let prefix = rest.iter().take_while(is_prefix).count();
                // A tag that began a block would have ended this one.
                let own = &rest[prefix..];
                if !begins_line(own) && !matches!(own.first(), Some(b'<' | b'&')) {
                    return false;
                }
                at + 1 + prefix
            }
            // No reference to a character, no tag.
            Role::Unknown if byte == b'&' && matches!(next, Some(b' ' | b'\n')) => at + 1,
            Role::Unknown if byte == b'<' && opens_nothing(bytes, at) => at + 1,
            Role::Unknown if byte == b'<' => match angle(text, at) {
                Some((end, own)) if may.have_more => {
                    found(match own {
                        Angle::Address(address) => Found::Link(address),
                        Angle::Tag(tag) => Found::Tag(tag),
                    });
                    end
                }
                _ => return false,
            },
            Role::Bounds if bounds_nothing(bytes, at) => at + 1,
            Role::Bounds | Role::Unknown => return false,
        };
    }
    true
}

/// Reads a link or a reference that begins with the bracket at `at`: where it ends, and what it is.
fn bracket(text: &str, at: usize, may: May) -> Option<(usize, Found<'_>)> {
    let bytes = text.as_bytes();
    let start = at + 1;
    let end = words_end(bytes, start, may)?;
    let words = &bytes[start..end];
    // `[!NOTE]` may be an alert.
    let has_edges = !matches!(words, [] | [b' ' | b'!', ..] | [.., b' ']);
    if !has_edges || bytes[..at].ends_with(b"!") {
        return None;
    }
    let behind = &bytes[end + 1..];
    if behind.starts_with(b"(") {
        let own = target(bytes, end + 2)?;
        return Some((own.end + 1, Found::Link(&text[own])));
    }
    let (label, end) = match behind {
        [b'[', b']', ..] => (start..end, end + 3),
        [b'[', ..] => {
            let own = end + 2..end + 2 + memchr::memchr(b']', &behind[1..])?;
            (own.clone(), own.end + 1)
        }
        // `[x]` may be a box to tick.
        _ if words.len() == 1 => return None,
        _ => (start..end, end + 1),
    };
    // What folds as white space, and capitals, is the same to everybody in ASCII.
    let is_label = is_inert(bytes, label.clone()) && bytes[label.clone()].is_ascii();
    let is_closed = !matches!(bytes.get(end), Some(b'(' | b'[' | b':'));
    (is_label && is_closed).then(|| (end, Found::Reference(&text[label])))
}

/// Returns where the bracket closes whose words begin at `start`: words, code and emphasis.
fn words_end(bytes: &[u8], start: usize, may: May) -> Option<usize> {
    // In code a bracket could close the label of a definition.
    let is_code = |own: &[u8]| !own.iter().any(|byte| matches!(byte, b'|' | b']'));
    let mut at = start;
    loop {
        at += first_active(&bytes[at..])?;
        at = match ROLES[usize::from(bytes[at])] {
            Role::Inert => at + 1,
            Role::Emphasis if may.have_more => at + 1,
            Role::Address if !is_of_address(bytes, at) => at + 1,
            Role::Tick => code_end(bytes, at).filter(|end| is_code(&bytes[at..*end]))?,
            Role::Unknown if bytes[at] == b']' => return Some(at),
            _ => return None,
        };
    }
}

/// Tells whether a target may name a scheme, or a site as `http` does.
pub(super) fn may_name_scheme(target: &str) -> bool {
    target.contains(':') || target.starts_with("//") || target.starts_with("www.")
}

/// Tells a text of words, plain code and plain links that begins no block. In a line of words it needs no escape, unless it
/// could be a title there, or front matter. Its links name no scheme, or lead where a link of `own` leads, the text of the
/// segment in whose place it is to stand.
pub(super) fn is_words_code_and_links(text: &str, own: &str) -> bool {
    let may = May {
        have_more: false,
        ..May::LINE
    };
    let mut with_scheme = Vec::new();
    let mut is_known = true;
    let is_own = is_closed(text, may, |one| match one {
        Found::Link(target) => with_scheme.extend(may_name_scheme(target).then_some(target)),
        Found::Reference(_) | Found::Tag(_) => is_known = false,
    });
    if !is_own || !is_known {
        return false;
    }
    if !with_scheme.is_empty() {
        is_known = is_closed(own, May::LINE, |one| {
            with_scheme.retain(|theirs| one != Found::Link(theirs));
        });
    }
    is_known && with_scheme.is_empty()
}

/// Tells bytes that begin no block, whatever stands before them: a word, a quotation mark, emphasis, code, a link. A
/// number does where no `.` or `)` follows it.
fn begins_line(bytes: &[u8]) -> bool {
    match bytes {
        // A byte order mark may be taken for one of the article.
        [0xEF, ..] => false,
        [0x80..=0xFF | b'"' | b'\'' | b'(' | b'[', ..] => true,
        [b'`', b'`', ..] => false,
        [b'`', ..] => true,
        [b'*' | b'_', rest @ ..] => {
            let rest = match rest {
                [b'*' | b'_', rest @ ..] => rest,
                _ => rest,
            };
            rest.first().is_some_and(|byte| {
                !byte.is_ascii() || byte.is_ascii_alphabetic() || matches!(byte, b'[' | b'`')
            })
        }
        [b'0'..=b'9', ..] => {
            let rest = bytes.iter().find(|byte| !byte.is_ascii_digit());
            !matches!(rest, None | Some(b'.' | b')'))
        }
        [first, ..] => first.is_ascii_alphabetic(),
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&[Found<'_>]>) {
        let mut found = Vec::new();
        let is_closed = is_closed(text, May::LINE, |own| found.push(own));
        assert_eq!(is_closed.then_some(&*found), expect, "{text:?}");
    }

    #[test]
    fn what_is_closed_is_named() {
        use Found::{Link, Reference, Tag};
        check("A `b` c & d, #1 < 2 > 1.", Some(&[]));
        check("[a](b) [*c* `d`](/e)", Some(&[Link("b"), Link("/e")]));
        check(
            "[a][b c], [d e], [f][].",
            Some(&[Reference("b c"), Reference("d e"), Reference("f")]),
        );
        check(
            "**[a](b)** <kbd>c</kbd><br />",
            Some(&[Link("b"), Tag("<kbd>"), Tag("</kbd>"), Tag("<br />")]),
        );
        check(
            "a <b c=\"d e\"> <https://e.f>",
            Some(&[Tag("<b c=\"d e\">"), Link("https://e.f")]),
        );
    }

    #[test]
    fn what_could_mean_more_is_not_closed() {
        for text in [
            "",
            " a",
            "a ",
            "[a",
            "a]",
            "a `b",
            "[a]: b",
            "[a](b",
            "[a][b](c)",
            "[^a]",
            "[x] a",
            "![a](b)",
            "[ a](b)",
            "a <b",
            "<b> a",
            "a <!-- b -->",
            "a <b c=\"`\">",
            "a <b@c.d>",
            "a <1@c.d>",
            "a <=@c>",
            "&amp;",
            "a #",
            "> a",
            "a\nb",
            "[a|b](c)",
            "http://a.b",
            "1. a",
            "{a}",
            "$a$",
            "[a](b c)",
            "[a][b`]",
            "[`a]: b`](c)",
            "a <b c=\"d> e\" >",
            "a <b c='\"' d=\">",
            "a <b c=d>",
            "[a][b\u{A0}c]",
            "[!ab]",
            "a <abcdefghijklmnopqrstuvwxyzabcdefg:x>",
            "</b c=\"d\">",
        ] {
            check(text, None);
        }
    }
}
