//! Body: a message or a term: its name, and what stands behind it.
//!
//! Separate because nearly all of them are one line of text, which is kept as that: whoever wants it as fluent-syntax
//! would have it, gets it so. It does not know where an entry stands.

use std::borrow::Cow;

use fluent_syntax::ast::{Attribute, Message, Pattern, PatternElement, Term};
use memchr::memchr;

use super::value::Value;

/// Is a message or a term.
#[derive(Debug)]
pub struct Body<'t> {
    /// Its name; a term's without the `-`.
    pub name: &'t str,
    // One line of text is always kept as that, whoever read it.
    content: Content<'t>,
}

/// Is what stands behind a name.
#[derive(Debug)]
enum Content<'t> {
    /// A value of one line of text, and nothing else.
    Line(&'t str),
    /// Anything else.
    More(Box<More<'t>>),
}

#[derive(Debug)]
struct More<'t> {
    value: Option<Pattern<&'t str>>,
    attributes: Vec<Attribute<&'t str>>,
}

impl<'t> Body<'t> {
    /// Makes an entry whose value is one line of text.
    pub(super) fn line(name: &'t str, text: &'t str) -> Self {
        let content = Content::Line(text);
        Body { name, content }
    }

    fn new(
        name: &'t str,
        value: Option<Pattern<&'t str>>,
        attributes: Vec<Attribute<&'t str>>,
    ) -> Self {
        if let Some(Pattern { elements }) = &value
            && let [PatternElement::TextElement { value }] = &elements[..]
            && attributes.is_empty()
            && memchr(b'\n', value.as_bytes()).is_none()
        {
            return Body::line(name, value);
        }
        let content = Content::More(Box::new(More { value, attributes }));
        Body { name, content }
    }

    /// Returns its value as fluent-syntax has it.
    pub fn value(&self) -> Option<Cow<'_, Pattern<&'t str>>> {
        match &self.content {
            Content::Line(text) => Some(Cow::Owned(Pattern {
                elements: vec![PatternElement::TextElement { value: *text }],
            })),
            Content::More(more) => more.value.as_ref().map(Cow::Borrowed),
        }
    }

    /// Returns its attributes, in order.
    pub fn attributes(&self) -> &[Attribute<&'t str>] {
        match &self.content {
            Content::Line(_) => &[],
            Content::More(more) => &more.attributes,
        }
    }

    /// Returns the simplest reading of its value.
    pub fn reading(&self) -> Option<Value<'t>> {
        match &self.content {
            Content::Line(text) => Some(Value::Text(Cow::Borrowed(text))),
            Content::More(more) => more.value.as_ref().map(Value::of),
        }
    }

    /// Yields the patterns of its value and its attributes that may hold more than text.
    pub fn patterns(&self) -> impl Iterator<Item = &Pattern<&'t str>> {
        let (value, attributes) = match &self.content {
            Content::Line(_) => (None, &[][..]),
            Content::More(more) => (more.value.as_ref(), &more.attributes[..]),
        };
        let attributes = attributes.iter().map(|attribute| &attribute.value);
        value.into_iter().chain(attributes)
    }
}

impl<'t> From<Message<&'t str>> for Body<'t> {
    fn from(message: Message<&'t str>) -> Self {
        Body::new(message.id.name, message.value, message.attributes)
    }
}

impl<'t> From<Term<&'t str>> for Body<'t> {
    fn from(term: Term<&'t str>) -> Self {
        Body::new(term.id.name, Some(term.value), term.attributes)
    }
}
