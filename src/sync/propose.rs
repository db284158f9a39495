//! Propose: the translation with the new numbers, which a person can take instead of writing it.
//!
//! Separate because an entry that stands, one that is being made and `accept` have to propose the same.

use std::borrow::Cow;

use crate::catalog::Row;
use crate::classify::edits::Edits;
use crate::compare::Unit;

/// Proposes the translation with the new numbers, where numbers are all that changed; `value` is Fluent source, and
/// `is_text` where it is a text alone.
pub(super) fn proposal<'a>(
    unit: &Unit<'_>,
    is_text: bool,
    row: &Row<'_>,
    value: &str,
    edits: &Edits<'_>,
) -> Option<Cow<'a, str>> {
    let basis = unit
        .basis
        .as_ref()
        .filter(|_| is_text && !value.contains('\n'))?;
    edits.proposal(basis, row.text, value).map(Cow::Owned)
}
