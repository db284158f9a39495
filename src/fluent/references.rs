//! References: the messages that a pattern refers to, wherever they stand in it.

use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, Pattern, PatternElement};

/// Collects the names of the messages that a pattern refers to.
pub fn walk<'t>(pattern: &Pattern<&'t str>, names: &mut Vec<&'t str>) {
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
