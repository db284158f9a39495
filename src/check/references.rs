//! References: what the patterns of an entry refer to, and what they select by. Shared by the checks of
//! Fluent; it judges nothing.

use fluent_syntax::ast::{
    CallArguments, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};

use crate::fluent::file::Kind;
use crate::translation::Entry;

/// Is one reference, its names as slices of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference<'t> {
    /// `$name`
    Variable(&'t str),
    /// `id` or `id.attribute`
    Message {
        /// The id.
        id: &'t str,
        /// The attribute.
        attribute: Option<&'t str>,
    },
    /// `-id`, `-id.attribute`, `-id(name: "value")`
    Term {
        /// The id without its `-`.
        id: &'t str,
        /// The attribute.
        attribute: Option<&'t str>,
        /// Its named arguments with their values as written, quotes apart.
        arguments: Vec<(&'t str, &'t str)>,
    },
    /// `NAME(…)`
    Function(&'t str),
}

/// Is a selection: `{ selector -> … }`.
#[derive(Clone, Debug)]
pub struct Selection<'t> {
    /// What selects: a variable, or a function's first argument.
    pub variable: Option<&'t str>,
    /// Whether it selects by ordinal numbers.
    pub is_ordinal: bool,
    /// The keys, in order.
    pub keys: Vec<&'t str>,
    /// The key that is taken where no other fits.
    pub default: Option<&'t str>,
}

/// Tells an entry that may refer to something or choose: its value is more than text, or it has attributes.
pub fn may_refer(entry: &Entry<'_>) -> bool {
    !entry.is_text()
}

/// Is what the patterns of an entry hold.
#[derive(Clone, Debug, Default)]
pub struct Contents<'t> {
    /// The references, in order.
    pub references: Vec<Reference<'t>>,
    /// The selections, in order; an outer one before those in it.
    pub selections: Vec<Selection<'t>>,
}

impl<'t> Contents<'t> {
    /// Reads the value and the attributes of an entry.
    pub fn of(kind: &Kind<'t>) -> Self {
        let mut contents = Contents::default();
        if let Kind::Message(body) | Kind::Term(body) = kind {
            body.patterns().for_each(|own| contents.pattern(own));
        }
        contents
    }

    /// Yields the names of the variables.
    pub fn variables(&self) -> impl Iterator<Item = &'t str> {
        self.references
            .iter()
            .filter_map(|reference| match reference {
                Reference::Variable(name) => Some(*name),
                _ => None,
            })
    }

    /// Adds what a pattern holds.
    pub fn pattern(&mut self, pattern: &Pattern<&'t str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&'t str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                self.selections.push(selection(selector, variants));
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&'t str>) {
        match inline {
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::VariableReference { id } => {
                self.references.push(Reference::Variable(id.name));
            }
            InlineExpression::MessageReference { id, attribute } => {
                self.references.push(Reference::Message {
                    id: id.name,
                    attribute: attribute.as_ref().map(|attribute| attribute.name),
                });
            }
            InlineExpression::TermReference {
                id,
                attribute,
                arguments,
            } => {
                let named = arguments.iter().flat_map(|arguments| &arguments.named);
                self.references.push(Reference::Term {
                    id: id.name,
                    attribute: attribute.as_ref().map(|attribute| attribute.name),
                    arguments: named
                        .filter_map(|argument| match &argument.value {
                            InlineExpression::StringLiteral { value }
                            | InlineExpression::NumberLiteral { value } => {
                                Some((argument.name.name, *value))
                            }
                            _ => None,
                        })
                        .collect(),
                });
                if let Some(arguments) = arguments {
                    self.arguments(arguments);
                }
            }
            InlineExpression::FunctionReference { id, arguments } => {
                self.references.push(Reference::Function(id.name));
                self.arguments(arguments);
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
        }
    }

    fn arguments(&mut self, arguments: &CallArguments<&'t str>) {
        let named = arguments.named.iter().map(|argument| &argument.value);
        for argument in arguments.positional.iter().chain(named) {
            self.inline(argument);
        }
    }
}

fn selection<'t>(
    selector: &InlineExpression<&'t str>,
    variants: &[Variant<&'t str>],
) -> Selection<'t> {
    let (variable, is_ordinal) = match selector {
        InlineExpression::VariableReference { id } => (Some(id.name), false),
        InlineExpression::FunctionReference { arguments, .. } => {
            let variable = arguments
                .positional
                .first()
                .and_then(|argument| match argument {
                    InlineExpression::VariableReference { id } => Some(id.name),
                    _ => None,
                });
            let is_ordinal = arguments.named.iter().any(|argument| {
                argument.name.name == "type"
                    && matches!(
                        argument.value,
                        InlineExpression::StringLiteral { value: "ordinal" }
                    )
            });
            (variable, is_ordinal)
        }
        _ => (None, false),
    };
    let key = |variant: &Variant<&'t str>| match variant.key {
        VariantKey::Identifier { name } => name,
        VariantKey::NumberLiteral { value } => value,
    };
    Selection {
        variable,
        is_ordinal,
        keys: variants.iter().map(key).collect(),
        default: variants.iter().find(|variant| variant.default).map(key),
    }
}
