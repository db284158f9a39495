//! Id: the name of a segment, which is the name of its entry in every locale file.
//!
//! Separate because every floor names segments; it must not know how an id is made.

use std::fmt;
use std::sync::Arc;

use crate::sixteen::{Sixteen, find};

/// Is a Fluent identifier: a letter, then letters, digits, `-` and `_`. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SegmentId(Arc<str>);

impl SegmentId {
    /// Makes an id of `name`.
    ///
    /// Returns `None` where `name` is no Fluent identifier.
    pub fn new(name: &str) -> Option<Self> {
        (n_of_name(name.as_bytes()) == Some(name.len())).then(|| SegmentId(name.into()))
    }

    /// Returns the id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Returns the length of the Fluent identifier that bytes begin with.
pub fn n_of_name(bytes: &[u8]) -> Option<usize> {
    if !bytes.first()?.is_ascii_alphabetic() {
        return None;
    }
    Some(find(bytes, 1, are_of_no_name).unwrap_or(bytes.len()))
}

#[inline]
fn are_of_no_name(sixteen: Sixteen) -> u32 {
    let are_of_name = sixteen.with(0x20).are_from(b'a', b'z')
        | sixteen.are_from(b'0', b'9')
        | sixteen.are(b'-')
        | sixteen.are(b'_');
    !are_of_name & 0xFFFF
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

    #[test]
    fn names_end_at_the_first_byte_that_is_of_none() {
        for byte in 0..=u8::MAX {
            let is_of_name = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
            for n in [1, 2, 9, 15, 16, 17, 40] {
                let mut bytes = vec![b'n'; n];
                bytes.extend([byte, b'n']);
                let expect = if is_of_name { n + 2 } else { n };
                assert_eq!(n_of_name(&bytes), Some(expect), "{byte}");
            }
            assert_eq!(n_of_name(&[byte]).is_some(), byte.is_ascii_alphabetic());
        }
    }
}
