//! Value: what a pattern is before anything is resolved: text, a reference to a message, or more.
//!
//! A line end that is typed in a pattern is a place where an editor wrapped, and reads as one space;
//! a line break that is meant is the literal `{ "\u000A" }`.

use std::borrow::Cow;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use memchr::memchr;

use super::encode::unescape;

/// Is the simplest reading of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'t> {
    /// Text and string literals only.
    Text(Cow<'t, str>),
    /// Nothing but a reference to a message: `{ yes }`.
    Reference(&'t str),
    /// Anything that has to be resolved.
    Compound,
}

impl<'t> Value<'t> {
    /// Reads a pattern.
    pub fn of(pattern: &Pattern<&'t str>) -> Self {
        if let Some(text) = static_text(pattern) {
            return Value::Text(text);
        }
        let mut solid = pattern.elements.iter().filter(|element| !is_blank(element));
        match (solid.next(), solid.next()) {
            (
                Some(PatternElement::Placeable {
                    expression:
                        Expression::Inline(InlineExpression::MessageReference {
                            id,
                            attribute: None,
                        }),
                }),
                None,
            ) => Value::Reference(id.name),
            _ => Value::Compound,
        }
    }
}

/// Returns the text of a pattern that holds text and string literals only.
fn static_text<'t>(pattern: &Pattern<&'t str>) -> Option<Cow<'t, str>> {
    if let [PatternElement::TextElement { value }] = &*pattern.elements
        && memchr(b'\n', value.as_bytes()).is_none()
    {
        return Some(Cow::Borrowed(value));
    }
    let mut text = String::new();
    let mut wrapped = false;
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => push_folded(&mut text, value, &mut wrapped),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => {
                wrapped = false;
                unescape(value, &mut text)?;
            }
            PatternElement::Placeable { .. } => return None,
        }
    }
    Some(Cow::Owned(text))
}

/// Appends a text element with its line ends and the indentation after them folded to one space.
///
/// `wrapped` tells whether the text so far ends in such a space.
fn push_folded(text: &mut String, value: &str, wrapped: &mut bool) {
    for (idx, line) in value.split('\n').enumerate() {
        if idx > 0 && !*wrapped {
            text.truncate(text.trim_end_matches(' ').len());
            text.push(' ');
            *wrapped = true;
        }
        let line = if *wrapped {
            line.trim_start_matches(' ')
        } else {
            line
        };
        if !line.is_empty() {
            text.push_str(line);
            *wrapped = false;
        }
    }
}

fn is_blank(element: &PatternElement<&str>) -> bool {
    matches!(element, PatternElement::TextElement { value } if value.trim_matches([' ', '\n']).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::file::{Kind, Text};

    fn check(raw: &str, expect: Value) {
        for raw in [raw.to_owned(), raw.replace('\n', "\r\n")] {
            let text = Text::new(raw);
            let file = text.parse();
            let Kind::Message(message) = &file.items[0].kind else {
                panic!("{file:?}")
            };
            assert_eq!(message.reading(), Some(expect.clone()));
        }
    }

    fn text(text: &str) -> Value<'_> {
        Value::Text(Cow::Borrowed(text))
    }

    #[test]
    fn a_wrapped_value_is_one_line() {
        check("a =\n    Uno dos\n    tres.\n", text("Uno dos tres."));
        check("a =\n    Uno\n\n      dos\n", text("Uno dos"));
    }

    #[test]
    fn a_literal_line_break_is_meant() {
        check(
            "a =\n    Uno{ \"\\u000A\" }dos { \"{\" }x\n",
            text("Uno\ndos {x"),
        );
    }

    #[test]
    fn a_pure_reference_is_one() {
        check("a = { yes }\n", Value::Reference("yes"));
        check("a =\n    { yes }\n", Value::Reference("yes"));
        check("a = { yes } y\n", Value::Compound);
        check("a = { -term }\n", Value::Compound);
    }
}
