//! Apart: a resource whose messages do not share a name with a term.
//!
//! fluent-bundle keeps messages and terms under their bare names in one map, so that a message `sweden` hides
//! the term `-sweden`. Messages whose name is a term's get a suffix, where they are defined and where they are
//! referred to.

use std::borrow::Cow;
use std::collections::BTreeSet;

use fluent_syntax::ast::Entry;
use fluent_syntax::parser;

use super::file::{Edit, splice};
use super::references::walk;
use crate::span::Span;

/// What is added to a name that a term has too.
pub const SUFFIX: &str = "-as-message";

/// Returns `text` with every message renamed that has the name of one of `terms`.
pub fn apart<'t>(text: &'t str, terms: &BTreeSet<String>) -> Cow<'t, str> {
    let (Ok(resource) | Err((resource, _))) = parser::parse(text);
    let mut names: Vec<&str> = Vec::new();
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => {
                names.push(message.id.name);
                message
                    .value
                    .iter()
                    .for_each(|value| walk(value, &mut names));
                message
                    .attributes
                    .iter()
                    .for_each(|attribute| walk(&attribute.value, &mut names));
            }
            Entry::Term(term) => {
                walk(&term.value, &mut names);
                term.attributes
                    .iter()
                    .for_each(|attribute| walk(&attribute.value, &mut names));
            }
            _ => {}
        }
    }
    let edits: Vec<Edit> = names
        .into_iter()
        .filter(|name| terms.contains(*name))
        .filter_map(|name| Span::of_slice(name, text))
        .map(|span| Edit {
            range: span.end..span.end,
            text: SUFFIX.to_owned(),
        })
        .collect();
    if edits.is_empty() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(splice(text, edits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_messages_with_a_terms_name_are_renamed() {
        let terms: BTreeSet<String> = ["sweden".to_owned()].into();
        let text = "sweden = { -sweden }\na = { sweden } { b }\n";
        assert_eq!(
            apart(text, &terms),
            "sweden-as-message = { -sweden }\na = { sweden-as-message } { b }\n"
        );
        assert!(matches!(apart("a = x\n", &terms), Cow::Borrowed(_)));
    }
}
