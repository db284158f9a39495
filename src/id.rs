//! Id: the name of a segment, which is the name of its entry in every locale file.
//!
//! Separate because every floor names segments; it must not know how an id is made.

use std::fmt;
use std::sync::Arc;

/// Is a Fluent identifier: a letter, then letters, digits, `-` and `_`. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SegmentId(Arc<str>);

impl SegmentId {
    /// Makes an id of `name`.
    ///
    /// Returns `None` where `name` is no Fluent identifier.
    pub fn new(name: &str) -> Option<Self> {
        let mut bytes = name.bytes();
        let begins = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic());
        let goes_on = bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        (begins && goes_on).then(|| SegmentId(name.into()))
    }

    /// Returns the id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for SegmentId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SegmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for SegmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SegmentId({})", self.0)
    }
}

impl serde::Serialize for SegmentId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_fluent_identifiers() {
        assert!(SegmentId::new("n-10-de_x").is_some());
        for bad in ["", "-x", "9a", "é", "a b", "a."] {
            assert!(SegmentId::new(bad).is_none(), "{bad:?}");
        }
    }
}
