//! Tag: the attributes of one tag with the bytes of their values.
//!
//! Separate because a translation is written into these bytes, and the tokenizer's own spans leave out quotes and
//! values without them; it must not know which attributes hold prose.

use crate::span::Span;

/// Is one attribute of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute {
    /// Its name, in lower case.
    pub name: String,
    /// The bytes of its name.
    pub at: Span,
    /// The bytes of its value without quotes; `None` where it has none.
    pub value: Option<Span>,
    /// The quotes around the value.
    pub quote: Option<u8>,
}

/// Reads the attributes of the tag at `tag`, by the attribute states of the WHATWG. Of two with one name only the
/// first counts.
pub(crate) fn attributes(source: &str, tag: Span) -> Vec<Attribute> {
    let bytes = &source.as_bytes()[..tag.end];
    let mut found: Vec<Attribute> = Vec::new();
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c);
    let skip = |mut at: usize, is: &dyn Fn(&u8) -> bool| {
        while bytes.get(at).is_some_and(is) {
            at += 1;
        }
        at
    };
    let n_mark = if bytes.get(tag.start + 1) == Some(&b'/') {
        2
    } else {
        1
    };
    let mut at = skip(tag.start + n_mark, &|byte| {
        !is_space(byte) && !matches!(byte, b'/' | b'>')
    });
    loop {
        at = skip(at, &|byte| is_space(byte) || *byte == b'/');
        if tag.end <= at || bytes[at] == b'>' {
            return found;
        }
        let start = at;
        // A name may begin with `=`.
        at = skip(at + 1, &|byte| {
            !is_space(byte) && !matches!(byte, b'/' | b'>' | b'=')
        });
        let name = Span::new(start, at);
        let equals = skip(at, &is_space);
        let (mut value, mut quote) = (None, None);
        if bytes.get(equals) == Some(&b'=') {
            at = skip(equals + 1, &is_space);
            match bytes.get(at) {
                Some(mark @ (b'"' | b'\'')) => {
                    let end = skip(at + 1, &|byte| byte != mark);
                    value = Some(Span::new(at + 1, end));
                    quote = Some(*mark);
                    at = (end + 1).min(tag.end);
                }
                Some(b'>') | None => value = Some(Span::new(at, at)),
                Some(_) => {
                    let end = skip(at, &|byte| !is_space(byte) && *byte != b'>');
                    value = Some(Span::new(at, end));
                    at = end;
                }
            }
        }
        let attribute = Attribute {
            name: name.of(source).to_ascii_lowercase(),
            at: name,
            value,
            quote,
        };
        if found.iter().all(|other| other.name != attribute.name) {
            found.push(attribute);
        }
    }
}

/// Returns the value of an attribute; empty where it has none.
pub(crate) fn value<'s>(source: &'s str, attributes: &[Attribute], name: &str) -> Option<&'s str> {
    let found = attributes.iter().find(|attribute| attribute.name == name)?;
    Some(found.value.map_or("", |value| value.of(source)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: &str, expect: &[(&str, Option<&str>)]) {
        let found = attributes(tag, Span::new(0, tag.len()));
        let found: Vec<_> = found
            .iter()
            .map(|one| (&*one.name, one.value.map(|value| value.of(tag))))
            .collect();
        assert_eq!(found, expect, "{tag:?}");
    }

    #[test]
    fn values_stand_in_any_quotes() {
        check(
            "<a href=x/y title=\"Ein 'б'\" ALT = 'в \"г\"' hidden>",
            &[
                ("href", Some("x/y")),
                ("title", Some("Ein 'б'")),
                ("alt", Some("в \"г\"")),
                ("hidden", None),
            ],
        );
    }

    #[test]
    fn odd_tags_are_read_as_browsers_do() {
        check("<br/>", &[]);
        check("<img/alt=x/>", &[("alt", Some("x/"))]);
        check("<a =b c=>", &[("=b", None), ("c", Some(""))]);
        check("<a b=1 B=2>", &[("b", Some("1"))]);
        check("</a b='>'>", &[("b", Some(">"))]);
    }
}
