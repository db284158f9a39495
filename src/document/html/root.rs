//! Root: where `<html>` says which language a document is in, and in which direction it runs.
//!
//! Separate because these bytes are no prose, yet no translated document may keep them; it must not know locales.

use super::tag::Attribute;
use crate::document::partition::Builder;
use crate::span::Span;

/// Is what stands at a place of the root's tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    /// The value of `lang`.
    Language,
    /// The value of `dir`.
    Direction,
    /// Nothing: attributes can be written here.
    Missing {
        /// Whether the root has no `lang`.
        language: bool,
        /// Whether it has no `dir`.
        direction: bool,
    },
}

impl Root {
    /// Returns what stands here in a document in the language `tag` that runs in `direction`, `ltr` or `rtl`.
    pub fn write(self, tag: &str, direction: &str) -> String {
        match self {
            Root::Language => tag.to_owned(),
            Root::Direction => direction.to_owned(),
            Root::Missing {
                language,
                direction: is_missing,
            } => {
                let mut written = String::new();
                if language {
                    written.push_str(&format!(" lang=\"{tag}\""));
                }
                // From left to right is what browsers do anyway.
                if is_missing && direction != "ltr" {
                    written.push_str(&format!(" dir=\"{direction}\""));
                }
                written
            }
        }
    }
}

/// Notes the places in the root's tag.
pub(super) fn read(builder: &mut Builder<'_, '_>, tag: Span, own: &[Attribute]) {
    let has = |name: &str| {
        own.iter().any(|attribute| {
            attribute.name == name && attribute.value.is_some_and(|value| !value.is_empty())
        })
    };
    let at = tag.start + "<html".len();
    let missing = Root::Missing {
        language: !has("lang"),
        direction: !has("dir"),
    };
    builder.root(Span::new(at, at), missing);
    for attribute in own {
        let root = match &*attribute.name {
            "lang" | "xml:lang" => Root::Language,
            "dir" => Root::Direction,
            _ => continue,
        };
        if let Some(value) = attribute.value.filter(|value| !value.is_empty()) {
            builder.root(value, root);
        }
    }
}
