//! Apart: a resource whose messages do not share a name with a term.
//!
//! fluent-bundle keeps messages and terms under their bare names in one map, so that a message `sweden` hides
//! the term `-sweden`. Messages whose name is a term's get a suffix, where they are defined and where they are
//! referred to.

use std::borrow::Cow;
use std::collections::BTreeSet;

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement,
};
use fluent_syntax::parser;

use super::file::{Edit, splice};
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

/// Collects the names of the messages that a pattern refers to.
fn walk<'t>(pattern: &Pattern<&'t str>, names: &mut Vec<&'t str>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            walk_expression(expression, names);
        }
    }
}

fn walk_expression<'t>(expression: &Expression<&'t str>, names: &mut Vec<&'t str>) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, names),
        Expression::Select { selector, variants } => {
            walk_inline(selector, names);
            variants
                .iter()
                .for_each(|variant| walk(&variant.value, names));
        }
    }
}

fn walk_inline<'t>(inline: &InlineExpression<&'t str>, names: &mut Vec<&'t str>) {
    let arguments = |arguments: &CallArguments<&'t str>, names: &mut Vec<&'t str>| {
        arguments
            .positional
            .iter()
            .for_each(|argument| walk_inline(argument, names));
        arguments
            .named
            .iter()
            .for_each(|argument| walk_inline(&argument.value, names));
    };
    match inline {
        InlineExpression::MessageReference { id, .. } => names.push(id.name),
        InlineExpression::FunctionReference {
            arguments: given, ..
        } => arguments(given, names),
        InlineExpression::TermReference {
            arguments: Some(given),
            ..
        } => arguments(given, names),
        InlineExpression::Placeable { expression } => walk_expression(expression, names),
        _ => {}
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
