//! Attribute: the prose in the attributes of one tag.
//!
//! Separate because each value is a block of its own that ends at its quote; it must not know where the tag stands.

use super::element::{attribute_context, is_button, meta_context};
use super::reference;
use super::run::fold_lines;
use super::tag::{Attribute, value};
use crate::document::leaf::Leaf;
use crate::document::partition::Builder;
use crate::document::{Context, Place};

/// Adds the attributes of an element that hold prose.
pub(super) fn read(builder: &mut Builder<'_, '_>, element: &str, own: &[Attribute]) {
    let source = builder.source;
    let kind = value(source, own, "type").unwrap_or("");
    let property = value(source, own, "property").or_else(|| value(source, own, "name"));
    for attribute in own {
        let context = match &*attribute.name {
            "content" if element == "meta" => property.and_then(meta_context),
            "value" if element == "input" && is_button(kind) => Some("button"),
            name => attribute_context(element, name),
        };
        let (Some(context), Some(span)) = (context, attribute.value) else {
            continue;
        };
        let mut leaf = Leaf::default();
        if span.of(source).contains('&') {
            reference::edit(&mut leaf, source, span, true);
        } else {
            fold_lines(&mut leaf, source, span);
        }
        let place = Place::Attribute {
            quote: attribute.quote,
        };
        builder.block(&leaf, span, Context(context.into()), &place);
    }
}
