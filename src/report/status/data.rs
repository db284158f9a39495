//! Data: the segments of the dashboard, as its script reads them: every text in it is safe to be shown.
//!
//! Not the machine format: it may change with the script.

use std::borrow::Cow;

use serde::Serialize;

use super::{Detail, Part, Progress};
use crate::compare::Status;
use crate::diff::Op;
use crate::locale::Locale;
use crate::report::diff::{visible, why};
use crate::report::facts::{Facts, Obsolete};
use crate::report::screen::safe;
use crate::segment::count::words;

/// Is what the script shows.
#[derive(Serialize)]
pub(super) struct Data<'w> {
    source: &'w str,
    direction: &'static str,
    locales: Vec<DataLocale<'w>>,
    parts: Vec<DataPart<'w>>,
}

#[derive(Serialize)]
struct DataLocale<'w> {
    locale: &'w str,
    direction: &'static str,
}

#[derive(Serialize)]
struct DataPart<'w> {
    locale: &'w str,
    article: Cow<'w, str>,
    path: Cow<'w, str>,
    units: Vec<DataUnit>,
}

/// Is a segment, every text of it safe to be shown.
#[derive(Default, Serialize)]
struct DataUnit {
    id: String,
    status: &'static str,
    words: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    /// -1 deleted, 0 in both, 1 inserted.
    #[serde(skip_serializing_if = "Option::is_none")]
    diff: Option<Vec<(i8, String)>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    joined: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proposal: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    /// Where it is not the part's.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
}

/// Collects the segments, locale by locale, the articles with the most words to do first.
pub(super) fn data<'w>(
    progress: &[Progress<'w, '_>],
    source_locale: &'w Locale,
    detail: Detail,
) -> Data<'w> {
    let mut parts = Vec::new();
    for own in progress {
        let mut sorted: Vec<&Part<'w, '_>> = own.parts().collect();
        sorted.sort_by_key(|part| std::cmp::Reverse(part.n_words_to_do()));
        for part in sorted {
            let is_asked = |status| detail == Detail::Segments || status != Status::Current;
            let facts = part.facts(is_asked);
            let obsolete = part.obsolete();
            if facts.is_empty() && obsolete.is_empty() {
                continue;
            }
            let path = part.file;
            let units = facts.iter().map(|facts| unit(facts, path));
            parts.push(DataPart {
                locale: own.locale.as_str(),
                article: safe(part.path),
                path: safe(path),
                units: units.chain(obsolete.iter().map(gone)).collect(),
            });
        }
    }
    Data {
        source: source_locale.as_str(),
        direction: source_locale.direction(),
        locales: progress
            .iter()
            .map(|own| DataLocale {
                locale: own.locale.as_str(),
                direction: own.locale.direction(),
            })
            .collect(),
        parts,
    }
}

/// Is a translation whose segment is gone.
fn gone(obsolete: &Obsolete<'_>) -> DataUnit {
    let shown = |text: &str| safe(text).into_owned();
    DataUnit {
        id: shown(obsolete.id),
        status: "obsolete",
        source: Some(obsolete.source.as_deref().map(shown).unwrap_or_default()),
        translation: obsolete.translation.as_deref().map(shown),
        line: Some(obsolete.line),
        ..DataUnit::default()
    }
}

fn unit(facts: &Facts<'_>, path: &str) -> DataUnit {
    let shown = |text: &str| safe(text).into_owned();
    let remarks = &facts.remarks;
    let translation = facts
        .translation
        .as_deref()
        .or(remarks.unresolved.as_deref());
    let why = why(facts).join(", ");
    let diff = facts.diff.as_ref().map(|changes| {
        let changes = changes.iter().map(|change| match change.op {
            Op::Equal => (0, shown(change.text)),
            Op::Delete => (-1, visible(change.text).into_owned()),
            Op::Insert => (1, visible(change.text).into_owned()),
        });
        changes.collect()
    });
    DataUnit {
        id: shown(facts.id),
        status: facts.status.name(),
        words: words(facts.source),
        context: facts.context.map(shown),
        why: (!why.is_empty()).then_some(why),
        source: facts.diff.is_none().then(|| shown(facts.source)),
        diff,
        translation: translation.map(shown),
        joined: remarks.joined.map(shown),
        proposal: facts.proposal.as_deref().map(shown),
        notes: facts.notes.iter().map(|note| shown(note)).collect(),
        from: facts.inherited_from.map(Locale::to_string),
        path: (facts.path != path).then(|| shown(facts.path)),
        line: facts.line,
    }
}
