//! Oneline: a message or term as one line, the same for the same meaning however it was laid out.
//!
//! It is what the `@source` of a term or message file holds: value, then attributes in order.

use std::fmt::Write;

use fluent_syntax::ast::{
    CallArguments, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};

use super::body::Body;

/// Writes a value and its attributes on one line, white space folded.
pub fn oneline(body: &Body<'_>) -> String {
    let mut line = String::new();
    if let Some(value) = body.value() {
        push_pattern(&mut line, &value);
    }
    for attribute in body.attributes() {
        let gap = if line.is_empty() { "" } else { " " };
        push(&mut line, format_args!("{gap}.{} = ", attribute.id.name));
        push_pattern(&mut line, &attribute.value);
    }
    line
}

fn push(line: &mut String, text: std::fmt::Arguments<'_>) {
    line.write_fmt(text)
        .expect("writing to a string cannot fail");
}

fn push_pattern(line: &mut String, pattern: &Pattern<&str>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                for (idx, part) in value.split('\n').enumerate() {
                    if idx > 0 && !line.ends_with(' ') {
                        line.push(' ');
                    }
                    line.push_str(part.trim_end_matches('\r'));
                }
            }
            PatternElement::Placeable { expression } => push_placeable(line, expression),
        }
    }
}

fn push_placeable(line: &mut String, expression: &Expression<&str>) {
    line.push_str("{ ");
    match expression {
        Expression::Inline(inline) => push_inline(line, inline),
        Expression::Select { selector, variants } => {
            push_inline(line, selector);
            line.push_str(" ->");
            for variant in variants {
                let (VariantKey::Identifier { name: key }
                | VariantKey::NumberLiteral { value: key }) = &variant.key;
                let star = if variant.default { "*" } else { "" };
                push(line, format_args!(" {star}[{key}] "));
                push_pattern(line, &variant.value);
            }
        }
    }
    line.push_str(" }");
}

fn push_inline(line: &mut String, inline: &InlineExpression<&str>) {
    match inline {
        InlineExpression::StringLiteral { value } => push(line, format_args!("\"{value}\"")),
        InlineExpression::NumberLiteral { value } => line.push_str(value),
        InlineExpression::FunctionReference { id, arguments } => {
            line.push_str(id.name);
            push_arguments(line, arguments);
        }
        InlineExpression::MessageReference { id, attribute } => {
            line.push_str(id.name);
            if let Some(attribute) = attribute {
                push(line, format_args!(".{}", attribute.name));
            }
        }
        InlineExpression::TermReference {
            id,
            attribute,
            arguments,
        } => {
            push(line, format_args!("-{}", id.name));
            if let Some(attribute) = attribute {
                push(line, format_args!(".{}", attribute.name));
            }
            if let Some(arguments) = arguments {
                push_arguments(line, arguments);
            }
        }
        InlineExpression::VariableReference { id } => push(line, format_args!("${}", id.name)),
        InlineExpression::Placeable { expression } => push_placeable(line, expression),
    }
}

fn push_arguments(line: &mut String, arguments: &CallArguments<&str>) {
    line.push('(');
    let mut gap = "";
    for argument in &arguments.positional {
        line.push_str(gap);
        push_inline(line, argument);
        gap = ", ";
    }
    for argument in &arguments.named {
        push(line, format_args!("{gap}{}: ", argument.name.name));
        push_inline(line, &argument.value);
        gap = ", ";
    }
    line.push(')');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::file::{Kind, Text};

    fn check(raw: &str, expect: &str) {
        let text = Text::new(raw.to_owned());
        let file = text.parse();
        let line = match &file.items[0].kind {
            Kind::Message(body) | Kind::Term(body) => oneline(body),
            other => panic!("{other:?}"),
        };
        assert_eq!(line, expect);
    }

    #[test]
    fn layout_does_not_count() {
        let expect = "{ $n -> [one] { $n } day *[other] { NUMBER($n, style: \"x\") } days } left";
        check(
            "a = { $n ->\n  [one] {$n} day\n *[other] { NUMBER($n,style:\"x\") } days\n} left\n",
            expect,
        );
        check(
            "a =\n    { $n ->\n        [one] { $n } day\n       *[other] { NUMBER($n, style: \"x\") } days\n    } left\n",
            expect,
        );
    }

    #[test]
    fn attributes_follow_in_order() {
        check(
            "-t = Sveriges\n    riksdag\n    .gender = x\n    .b = { \"{\" }\n",
            "Sveriges riksdag .gender = x .b = { \"{\" }",
        );
        check(
            "a =\n    .title = T { -x(case: \"dative\") }\n",
            ".title = T { -x(case: \"dative\") }",
        );
    }
}
