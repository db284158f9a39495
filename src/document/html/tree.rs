//! Tree: which elements are open while the tokens go by, with the end tags that authors leave out.
//!
//! Separate because reading, shapes and pages need the same stack; it knows of the standard's tree construction what
//! decides where prose begins and ends, and must not know what the prose is.

use foldhash::{HashMap, HashMapExt};

use super::element::kind;

/// Is how an element stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It holds blocks or is one.
    Block,
    /// It has no inside and parts blocks.
    VoidBlock,
    /// It stands in a line and has an inside.
    Inline,
    /// It stands in a line and has no inside.
    Void,
}

/// No search goes further out than browsers nest elements, so that no document takes more than its share of time.
const DEEPEST: usize = 512;

/// Is an element that is open.
#[derive(Clone, Debug)]
pub(crate) struct Open<T> {
    /// Its name.
    pub name: String,
    /// Whether it is a block.
    pub is_block: bool,
    /// What its reader notes of it.
    pub note: T,
}

/// Is all elements that are open, the outermost first.
#[derive(Debug)]
pub(crate) struct Stack<T> {
    open: Vec<Open<T>>,
    /// How many of each name are open, so that most questions need no search.
    counts: HashMap<String, usize>,
}

impl<T> Stack<T> {
    /// Starts with nothing open.
    pub fn new() -> Self {
        Stack {
            open: Vec::new(),
            counts: HashMap::new(),
        }
    }

    /// Returns the innermost element.
    pub fn last(&self) -> Option<&Open<T>> {
        self.open.last()
    }

    /// Yields the elements, the innermost first; as many as browsers let lie in each other.
    pub fn inward_out(&self) -> impl Iterator<Item = &Open<T>> {
        self.open.iter().rev().take(DEEPEST)
    }

    /// Opens an element.
    pub fn push(&mut self, name: &str, note: T) {
        match self.counts.get_mut(name) {
            Some(count) => *count += 1,
            None => {
                self.counts.insert(name.to_owned(), 1);
            }
        }
        self.open.push(Open {
            name: name.to_owned(),
            is_block: kind(name) == Kind::Block,
            note,
        });
    }

    /// Closes the innermost element.
    pub fn pop(&mut self) -> Option<Open<T>> {
        let open = self.open.pop()?;
        if let Some(count) = self.counts.get_mut(&open.name) {
            *count -= 1;
        }
        Some(open)
    }

    fn has(&self, name: &str) -> bool {
        self.counts.get(name).is_some_and(|count| 0 < *count)
    }

    /// Counts the elements that the start tag of `name` closes.
    pub fn closed_by_start(&self, name: &str) -> usize {
        match name {
            "li" => self.up_to(&["li"], &["ul", "ol", "menu", "dir"]),
            "dt" | "dd" => self.up_to(&["dt", "dd"], &["dl"]),
            "option" => self.up_to(&["option"], &["optgroup", "select", "datalist"]),
            "optgroup" => self.up_to(&["optgroup", "option"], &["select"]),
            "td" | "th" => self.up_to(&["td", "th"], &["tr", "table"]),
            "tr" => self.up_to(&["tr"], &["tbody", "thead", "tfoot", "table"]),
            "tbody" | "thead" | "tfoot" => self.up_to(
                &["tbody", "thead", "tfoot", "caption", "colgroup"],
                &["table"],
            ),
            "rt" | "rp" => self.up_to(&["rt", "rp"], &["ruby"]),
            "body" => self.up_to(&["head"], &["html"]),
            _ => 0,
        }
        .max(match kind(name) {
            Kind::Block if closes_paragraph(name) => self.paragraph(),
            Kind::VoidBlock if name == "hr" => self.paragraph(),
            _ => 0,
        })
    }

    /// Counts the elements that the end tag of `name` closes; 0 where it closes none.
    pub fn closed_by_end(&self, name: &str) -> usize {
        if !self.has(name) {
            return 0;
        }
        let is_block = kind(name) == Kind::Block;
        let mut n = 0;
        for open in self.inward_out() {
            n += 1;
            if open.name == name {
                return n;
            }
            // An inline element does not end outside its block, nothing of a cell ends outside it.
            if open.is_block && !is_block {
                return 0;
            }
            let is_wall = matches!(&*open.name, "td" | "th" | "caption" | "button" | "template");
            if is_wall
                && !matches!(
                    name,
                    "tr" | "tbody" | "thead" | "tfoot" | "table" | "template"
                )
            {
                return 0;
            }
            if open.name == "table" && name != "template" {
                return 0;
            }
        }
        0
    }

    fn paragraph(&self) -> usize {
        let walls = [
            "td", "th", "caption", "button", "table", "object", "template", "marquee",
        ];
        self.up_to(&["p"], &walls)
    }

    /// Counts the elements up to the outermost of `names` that no `walls` part from here.
    fn up_to(&self, names: &[&str], walls: &[&str]) -> usize {
        if !names.iter().any(|name| self.has(name)) {
            return 0;
        }
        let mut found = 0;
        for (n, open) in self.inward_out().enumerate() {
            if walls.contains(&&*open.name) {
                break;
            }
            if names.contains(&&*open.name) {
                found = n + 1;
            }
        }
        found
    }
}

/// Tells whether a block ends the paragraph before it.
fn closes_paragraph(name: &str) -> bool {
    !matches!(
        name,
        "audio"
            | "button"
            | "canvas"
            | "iframe"
            | "label"
            | "meter"
            | "noscript"
            | "object"
            | "output"
            | "picture"
            | "progress"
            | "script"
            | "select"
            | "style"
            | "template"
            | "textarea"
            | "video"
            | "option"
            | "optgroup"
            | "title"
            | "datalist"
            | "noembed"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Opens elements and expects how many the next tag closes.
    fn check(open: &[&str], tag: &str, expect: usize) {
        let mut stack = Stack::new();
        for name in open {
            stack.push(name, ());
        }
        let n = match tag.strip_prefix('/') {
            Some(name) => stack.closed_by_end(name),
            None => stack.closed_by_start(tag),
        };
        assert_eq!(n, expect, "{open:?} {tag}");
    }

    #[test]
    fn left_out_end_tags() {
        check(&["ul", "li", "b"], "li", 2);
        check(&["ul", "li", "ul"], "li", 0);
        check(&["div", "p", "em"], "div", 2);
        check(&["p"], "span", 0);
        check(&["table", "tbody", "tr", "td", "p"], "td", 2);
        check(&["table", "tbody", "tr", "td"], "tr", 2);
        check(&["table", "tbody", "tr", "td"], "tbody", 3);
        check(&["dl", "dt"], "dd", 1);
        check(&["select", "option"], "option", 1);
        check(&["p", "table", "td"], "p", 0);
    }

    #[test]
    fn end_tags_that_close_nothing() {
        check(&["p", "em"], "/p", 2);
        check(&["div"], "/p", 0);
        check(&["em", "p"], "/em", 0);
        check(&["div", "table", "td"], "/div", 0);
        check(&["table", "tr", "td", "b"], "/table", 4);
    }
}
