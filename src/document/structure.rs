//! Structure: the shape of an article without its words, and the first difference between two shapes.
//!
//! Separate because the check `structure` and law 2 compare an article with its translation; it must not know how
//! either was made.

use std::fmt;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::Format;
use super::dialect::each_event;
use super::front_matter::body;
use super::text::groups;

/// Is one piece of an article's shape, in the order in which a reader meets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A heading with its level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A block quote begins.
    Quote,
    /// A list begins, with its first number if it is numbered.
    List(Option<u64>),
    /// An item of a list.
    Item,
    /// A checkbox, ticked or not.
    Task(bool),
    /// A table with its number of columns.
    Table(usize),
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
    /// A code block with its language.
    Code(String),
    /// A block of raw HTML.
    Html,
    /// A thematic break.
    Rule,
    /// A footnote with its label.
    Footnote(String),
    /// A list of definitions begins.
    Definitions,
    /// A term of such a list.
    Term,
    /// A definition of such a list.
    Definition,
    /// A link.
    Link,
    /// An image.
    Image,
    /// A reference to a footnote, with its label.
    FootnoteReference(String),
    /// An element of HTML that is none of these, with its name.
    Element(String),
    /// A container ends.
    End,
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shape::Heading(level) => write!(f, "a heading {level}"),
            Shape::Paragraph => f.write_str("a paragraph"),
            Shape::Quote => f.write_str("a block quote"),
            Shape::List(None) => f.write_str("a list"),
            Shape::List(Some(first)) => write!(f, "a list numbered from {first}"),
            Shape::Item => f.write_str("a list item"),
            Shape::Task(true) => f.write_str("a ticked box"),
            Shape::Task(false) => f.write_str("an empty box"),
            Shape::Table(0) => f.write_str("a table"),
            Shape::Table(n_columns) => write!(f, "a table of {n_columns} columns"),
            Shape::Row => f.write_str("a table row"),
            Shape::Cell => f.write_str("a table cell"),
            Shape::Code(language) if language.is_empty() => f.write_str("a code block"),
            Shape::Code(language) => write!(f, "a code block in {language}"),
            Shape::Html => f.write_str("a block of HTML"),
            Shape::Rule => f.write_str("a thematic break"),
            Shape::Footnote(label) => write!(f, "the footnote {label}"),
            Shape::Definitions => f.write_str("a list of definitions"),
            Shape::Term => f.write_str("a term"),
            Shape::Definition => f.write_str("a definition"),
            Shape::Link => f.write_str("a link"),
            Shape::Image => f.write_str("an image"),
            Shape::FootnoteReference(label) => write!(f, "a reference to footnote {label}"),
            Shape::Element(name) => write!(f, "an element “{name}”"),
            Shape::End => f.write_str("the end of a list, quote, table or footnote"),
        }
    }
}

/// Is a piece of shape and the byte of the article where it starts.
#[derive(Clone, Debug)]
pub struct Placed {
    /// What stands there.
    pub shape: Shape,
    /// Where.
    pub offset: usize,
}

/// Returns the shape of an article.
pub fn structure(source: &str, format: Format) -> Vec<Placed> {
    match format {
        Format::Markdown => markdown(source),
        Format::Text => text(source),
        Format::Html => super::html::shape::shape(source, body(source)),
    }
}

fn markdown(source: &str) -> Vec<Placed> {
    let mut placed = Vec::new();
    each_event(source, |event, range| {
        let offset = range.start;
        placed.extend(shape_of(event).map(|shape| Placed { shape, offset }));
    });
    placed
}

/// Returns the piece of shape that an event of the parser is.
pub(super) fn shape_of(event: &Event<'_>) -> Option<Shape> {
    let shape = match event {
        Event::Start(tag) => match tag {
            Tag::Heading { level, .. } => Shape::Heading(*level as u8),
            Tag::Paragraph => Shape::Paragraph,
            Tag::BlockQuote(_) => Shape::Quote,
            Tag::List(first) => Shape::List(*first),
            Tag::Item => Shape::Item,
            Tag::Table(columns) => Shape::Table(columns.len()),
            Tag::TableHead | Tag::TableRow => Shape::Row,
            Tag::TableCell => Shape::Cell,
            Tag::CodeBlock(CodeBlockKind::Indented) => Shape::Code(String::new()),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Shape::Code(info.to_string()),
            Tag::HtmlBlock => Shape::Html,
            Tag::FootnoteDefinition(label) => Shape::Footnote(label.to_string()),
            Tag::DefinitionList => Shape::Definitions,
            Tag::DefinitionListTitle => Shape::Term,
            Tag::DefinitionListDefinition => Shape::Definition,
            Tag::Link { .. } => Shape::Link,
            Tag::Image { .. } => Shape::Image,
            _ => return None,
        },
        Event::End(
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList,
        ) => Shape::End,
        Event::Rule => Shape::Rule,
        Event::TaskListMarker(ticked) => Shape::Task(*ticked),
        Event::FootnoteReference(label) => Shape::FootnoteReference(label.to_string()),
        _ => return None,
    };
    Some(shape)
}

fn text(source: &str) -> Vec<Placed> {
    let mut placed = Vec::new();
    for group in groups(source) {
        let offset = group[0].text.start;
        placed.push(Placed {
            shape: Shape::Paragraph,
            offset,
        });
        // Where a group begins otherwise, its words say whether one mark alone is a list's.
        let n_marks = group.iter().filter(|line| 0 < line.n_mark).count();
        let is_list = 0 < group[0].n_mark || 1 < n_marks;
        let items = group.iter().filter(|line| is_list && 0 < line.n_mark);
        placed.extend(items.map(|line| Placed {
            shape: Shape::Item,
            offset: line.text.start,
        }));
    }
    placed
}

/// Is the first place where two articles differ in shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What the first has there, with its offset; `None` at its end.
    pub left: Option<(Shape, usize)>,
    /// What the second has there, with its offset; `None` at its end.
    pub right: Option<(Shape, usize)>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let say = |side: &Option<(Shape, usize)>| match side {
            Some((shape, _)) => shape.to_string(),
            None => "nothing more".to_owned(),
        };
        write!(f, "{} instead of {}", say(&self.right), say(&self.left))
    }
}

/// Finds the first difference between two shapes; `None` where they are equal.
pub fn difference(left: &[Placed], right: &[Placed]) -> Option<Difference> {
    let n = left.len().max(right.len());
    let idx = (0..n).find(|idx| {
        left.get(*idx).map(|placed| &placed.shape) != right.get(*idx).map(|placed| &placed.shape)
    })?;
    let side = |shapes: &[Placed]| {
        shapes
            .get(idx)
            .map(|placed| (placed.shape.clone(), placed.offset))
    };
    Some(Difference {
        left: side(left),
        right: side(right),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(left: &str, right: &str, expect: Option<&str>) {
        check_as(Format::Markdown, left, right, expect);
    }

    fn check_as(format: Format, left: &str, right: &str, expect: Option<&str>) {
        let left = structure(left, format);
        let right = structure(right, format);
        let found = difference(&left, &right).map(|difference| difference.to_string());
        assert_eq!(found.as_deref(), expect);
    }

    #[test]
    fn the_same_shape_in_other_words() {
        check("# A\n\n- b\n- [c](d)\n", "# Г\n\n* д\n* [е](ё)\n", None);
    }

    #[test]
    fn items_of_text_are_compared_where_no_word_decides() {
        let check = |left, right, expect| check_as(Format::Text, left, right, expect);
        check("- a\n- b", "- c\n- d", None);
        check(
            "- a\n- b",
            "- c\nd",
            Some("nothing more instead of a list item"),
        );
        check(
            "A\n- b\n- c\n- d",
            "E\n- f\n- g\nh",
            Some("nothing more instead of a list item"),
        );
        // The colon announces the one item; a translation may do without.
        check("A:\n- b", "C\n- d", None);
        check(
            "A:\n- b",
            "A:\n\n- b",
            Some("a paragraph instead of nothing more"),
        );
    }

    #[test]
    fn the_first_difference_is_named() {
        check(
            "# A\n\nb",
            "## A\n\nb",
            Some("a heading 2 instead of a heading 1"),
        );
        check(
            "- a\n- b",
            "- a",
            Some("the end of a list, quote, table or footnote instead of a list item"),
        );
        check("a [b](c)", "a", Some("nothing more instead of a link"));
        check(
            "```rust\na\n```",
            "```\na\n```",
            Some("a code block instead of a code block in rust"),
        );
    }
}
