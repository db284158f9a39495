//! Shape: the structure of an HTML document without its words.
//!
//! Separate because it reads the tree and not the text; it must not know segments.

use super::element;
use super::tag::{attributes, value};
use super::token::{Token, TokenKind};
use super::tree::{Kind, Stack};
use crate::document::structure::{Placed, Shape};

/// Returns the shape of the HTML from `base` on.
pub(crate) fn shape(source: &str, base: usize) -> Vec<Placed> {
    let mut walk = Walk {
        source,
        stack: Stack::new(),
        placed: Vec::new(),
    };
    let tokens = super::shifted(&source[base..], base);
    let mut idx = 0;
    while idx < tokens.len() {
        let token = &tokens[idx];
        let is_image = matches!(&*token.name, "svg" | "math");
        idx = match token.kind {
            TokenKind::Start { closed: false } if is_image => {
                super::end_of(&tokens, idx).map_or(tokens.len(), |end| end + 1)
            }
            _ => {
                walk.token(token);
                idx + 1
            }
        };
    }
    walk.close(usize::MAX, source.len());
    walk.placed
}

struct Walk<'s> {
    source: &'s str,
    stack: Stack<()>,
    placed: Vec<Placed>,
}

impl Walk<'_> {
    fn token(&mut self, token: &Token) {
        let name = &*token.name;
        match token.kind {
            TokenKind::Start { .. } => {
                self.close(self.stack.closed_by_start(name), token.span.start);
                self.open(token);
            }
            TokenKind::End => self.close(self.stack.closed_by_end(name), token.span.start),
            _ => {}
        }
    }

    fn open(&mut self, token: &Token) {
        let name = &*token.name;
        let own = || attributes(self.source, token.span);
        let shape = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Shape::Heading(name.as_bytes()[1] - b'0'),
            "p" => Shape::Paragraph,
            "blockquote" => Shape::Quote,
            "ul" | "menu" | "dir" => Shape::List(None),
            "ol" => {
                let start =
                    value(self.source, &own(), "start").and_then(|start| start.parse().ok());
                Shape::List(Some(start.unwrap_or(1)))
            }
            "li" => Shape::Item,
            "table" => Shape::Table(0),
            "tr" => Shape::Row,
            "td" | "th" => Shape::Cell,
            "pre" | "listing" | "xmp" => Shape::Code(String::new()),
            "hr" => Shape::Rule,
            "dl" => Shape::Definitions,
            "dt" => Shape::Term,
            "dd" => Shape::Definition,
            "a" if value(self.source, &own(), "href").is_some() => Shape::Link,
            "img" => Shape::Image,
            _ if matches!(element::kind(name), Kind::Block | Kind::VoidBlock) => {
                Shape::Element(name.to_owned())
            }
            _ => {
                if element::kind(name) == Kind::Inline {
                    self.stack.push(name, ());
                }
                return;
            }
        };
        self.placed.push(Placed {
            shape,
            offset: token.span.start,
        });
        if matches!(element::kind(name), Kind::Block | Kind::Inline) {
            self.stack.push(name, ());
        }
    }

    /// Closes `n` elements at `offset`.
    fn close(&mut self, n: usize, offset: usize) {
        for _ in 0..n {
            let Some(open) = self.stack.pop() else {
                return;
            };
            let ends = open.is_block
                && !matches!(
                    &*open.name,
                    "p" | "h1"
                        | "h2"
                        | "h3"
                        | "h4"
                        | "h5"
                        | "h6"
                        | "tr"
                        | "td"
                        | "th"
                        | "pre"
                        | "dt"
                );
            if ends {
                self.placed.push(Placed {
                    shape: Shape::End,
                    offset,
                });
            }
        }
    }
}
