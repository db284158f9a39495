//! Foreign: whether the tokenizer is inside SVG or MathML, where `<![CDATA[` begins text and no element switches states.
//!
//! Separate because the tokenizer has to know it before any tree is built (WHATWG, 13.2.6.5); it must not know what
//! an element is for.

use super::element::kind;
use super::tree::Kind;

/// Is what is open from the outermost element of SVG or MathML on; empty outside.
#[derive(Debug, Default)]
pub(super) struct Foreign {
    open: Vec<Open>,
}

#[derive(Debug)]
struct Open {
    name: Vec<u8>,
    space: Space,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Space {
    /// An element of SVG or MathML.
    Image,
    /// One whose inside is HTML again, though it is itself none: `foreignObject`.
    Port,
    Html,
}

impl Foreign {
    /// Tells whether the innermost element is one of SVG or MathML.
    pub fn is_inside(&self) -> bool {
        self.open
            .last()
            .is_some_and(|open| open.space != Space::Html)
    }

    /// Takes a start tag, its name in lower case; tells whether it is one of HTML.
    pub fn start(&mut self, name: &[u8], closed: bool) -> bool {
        if self.is_image() && breaks_out(name) {
            self.break_out();
        }
        let space = match (self.is_image(), name) {
            (true, b"foreignobject" | b"desc" | b"title") if self.root() == Some(b"svg") => {
                Space::Port
            }
            (true, b"mi" | b"mo" | b"mn" | b"ms" | b"mtext" | b"annotation-xml")
                if self.root() == Some(b"math") =>
            {
                Space::Port
            }
            (true, _) | (false, b"svg" | b"math") => Space::Image,
            (false, _) => Space::Html,
        };
        let is_html = space == Space::Html;
        let has_inside = match std::str::from_utf8(name) {
            Ok(name) if is_html => !matches!(kind(name), Kind::Void | Kind::VoidBlock),
            _ => !closed,
        };
        if has_inside && !(is_html && self.open.is_empty()) {
            self.open.push(Open {
                name: name.to_owned(),
                space,
            });
        }
        is_html
    }

    /// Takes an end tag, its name in lower case: it closes what is open inside its element too.
    pub fn end(&mut self, name: &[u8]) {
        if self.is_image() && matches!(name, b"p" | b"br") {
            self.break_out();
            return;
        }
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.open.truncate(at);
        }
    }

    /// Tells whether a tag that comes now would be one of SVG or MathML.
    fn is_image(&self) -> bool {
        self.open
            .last()
            .is_some_and(|open| open.space == Space::Image)
    }

    /// Returns the name of the innermost `svg` or `math`.
    fn root(&self) -> Option<&[u8]> {
        let mut inward_out = self.open.iter().rev();
        let root = inward_out.find(|open| matches!(&*open.name, b"svg" | b"math"));
        root.map(|open| &*open.name)
    }

    /// Closes elements of SVG and MathML up to where HTML may stand.
    fn break_out(&mut self) {
        while self.is_image() {
            self.open.pop();
        }
    }
}

/// Tells whether a start tag of HTML ends the SVG or MathML that it stands in; `font` without attributes does not, but
/// no page draws with it.
fn breaks_out(name: &[u8]) -> bool {
    const NAMES: [&str; 45] = [
        "b",
        "big",
        "blockquote",
        "body",
        "br",
        "center",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "hr",
        "i",
        "img",
        "li",
        "listing",
        "menu",
        "meta",
        "nobr",
        "ol",
        "p",
        "pre",
        "ruby",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "table",
        "tt",
        "u",
        "ul",
        "var",
    ];
    std::str::from_utf8(name).is_ok_and(|name| NAMES.binary_search(&name).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes tags and expects whether the text after them stands in an image.
    fn check(tags: &[&str], expect: bool) {
        let mut foreign = Foreign::default();
        for tag in tags {
            match tag.strip_prefix('/') {
                Some(name) => foreign.end(name.as_bytes()),
                None => {
                    let closed = tag.ends_with('/');
                    foreign.start(tag.trim_end_matches('/').as_bytes(), closed);
                }
            }
        }
        assert_eq!(foreign.is_inside(), expect, "{tags:?}");
    }

    #[test]
    fn an_image_ends_with_its_tag() {
        check(&["p", "svg", "g"], true);
        check(&["svg", "g", "/svg"], false);
        check(&["math", "svg", "/math"], false);
        check(&["svg", "svg", "/svg"], true);
        check(&["svg/"], false);
        check(&["svg", "path/", "/g"], true);
        check(&["/svg"], false);
    }

    #[test]
    fn html_ends_an_image_and_stands_in_its_ports() {
        check(&["svg", "p"], false);
        check(&["svg", "g", "/p"], false);
        check(&["svg", "foreignobject"], true);
        check(&["svg", "foreignobject", "div", "br"], false);
        check(
            &["svg", "foreignobject", "div", "/div", "/foreignobject"],
            true,
        );
        check(&["svg", "title", "b", "svg", "g"], true);
        check(&["math", "mi", "i", "/i"], true);
        check(&["math", "mi", "i"], false);
    }
}
