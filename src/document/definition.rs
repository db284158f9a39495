//! Definition: the labels and titles of links, in the text and in link reference definitions.
//!
//! Separate because the Markdown parser says what a title is, but not where it stands; it must not know blocks.

use std::collections::BTreeSet;

use super::lines::{BreakStyle, skip_space};

/// Returns a label as labels are compared: in lower case, white space folded.
pub(super) fn normal_label(label: &str) -> String {
    let folded = label.split_whitespace().collect::<Vec<_>>().join(" ");
    folded.to_lowercase()
}

/// Is what makes a bracket a reference: what an article defines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Labels {
    /// The labels of its links, as `normal_label` has them.
    links: BTreeSet<String>,
    /// Those of its footnotes.
    footnotes: BTreeSet<String>,
    /// Whether a hard break is written with a backslash, which in a label is part of it.
    has_backslashes: bool,
}

impl Labels {
    /// Takes the labels of links.
    pub fn of<'l>(links: impl Iterator<Item = &'l str>, source: &str) -> Self {
        let links: BTreeSet<String> = links.map(normal_label).collect();
        Labels {
            has_backslashes: !links.is_empty() && BreakStyle::of(source) == BreakStyle::Backslash,
            links,
            footnotes: BTreeSet::new(),
        }
    }

    /// Tells whether a label may go on behind a hard break.
    pub fn may_break(&self) -> bool {
        !self.has_backslashes
    }

    /// Adds the label of a footnote.
    pub fn footnote(&mut self, label: &str) {
        self.footnotes.insert(normal_label(label));
    }

    /// Tells whether no link is defined.
    pub fn has_no_link(&self) -> bool {
        self.links.is_empty()
    }

    /// Tells whether there is a definition of a link.
    pub fn has_link(&self, label: &str) -> bool {
        !self.links.is_empty() && self.links.contains(&normal_label(label))
    }

    /// Returns the labels, as typed, with which a text may refer to footnotes that there are.
    pub fn footnotes_of<'t>(&self, text: &'t str) -> Vec<&'t str> {
        if self.footnotes.is_empty() {
            return Vec::new();
        }
        let labels = text.split("[^").skip(1);
        let labels = labels.filter_map(|rest| rest.split_once(']').map(|(label, _)| label));
        let is_known = |label: &&str| {
            !label.contains(['\n', '\r']) && self.footnotes.contains(&normal_label(label))
        };
        labels.filter(is_known).collect()
    }
}

/// Finds the offset after the colon of a link reference definition's label.
pub(super) fn label_end(definition: &str) -> Option<usize> {
    let close = label_close(definition)?;
    definition[close + 1..]
        .starts_with(':')
        .then_some(close + 2)
}

/// Finds the bracket that closes the label with which `text` begins: the first one that no backslash stands before.
pub(super) fn label_close(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let closes = byte == b']' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })
}

/// Finds the offset after the colon of what begins `text` and would be a label if what stands in it were other: its
/// bracket closes before a colon, or never, and one does.
pub(super) fn label_like(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => {}
            b'[' => depth += 1,
            b']' if depth == 1 => return text[at + 1..].starts_with(':').then_some(at + 2),
            b']' => depth -= 1,
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    text.rfind("]:").map(|end| end + 2)
}

/// Finds the title behind a link's target: the offsets of the text between its quotes, and the opening quote.
///
/// `offset` is where the target, or the white space before it, starts; `end` is past the closing quote.
pub(super) fn title(
    source: &str,
    offset: usize,
    end: usize,
    depth: usize,
) -> Option<(usize, usize, u8)> {
    let bytes = &source.as_bytes()[..end];
    let mut at = skip_space(bytes, offset, depth);
    let angle = bytes.get(at) == Some(&b'<');
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'>' if angle => {
                at += 1;
                break;
            }
            b' ' | b'\t' | b'\n' | b'\r' if !angle => break,
            _ => {}
        }
        at += 1;
    }
    let open = skip_space(bytes, at.min(end), depth);
    let quote = *bytes.get(open)?;
    let close = match quote {
        b'"' | b'\'' => quote,
        b'(' => b')',
        _ => return None,
    };
    (open + 1 < end && bytes[end - 1] == close).then_some((open + 1, end - 1, quote))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_like_a_label_may_hold_brackets() {
        let check = |text: &str, expect: Option<&str>| {
            assert_eq!(label_like(text).map(|end| &text[..end]), expect, "{text:?}");
        };
        check("[a. <[b. c]: d", Some("[a. <[b. c]:"));
        check("[a [b] c]: d]: e", Some("[a [b] c]:"));
        check("[a](u). See [b]: c", None);
        check("[a \\] b]: c", Some("[a \\] b]:"));
        check("[a] b", None);
    }

    #[test]
    fn titles_are_found_behind_targets() {
        let check = |source: &str, expect: Option<&str>| {
            let found = title(source, 0, source.len(), 1);
            assert_eq!(found.map(|(start, end, _)| &source[start..end]), expect);
        };
        check("/u \"ti tle\"", Some("ti tle"));
        check("</u v>\n> 'x'", Some("x"));
        check(" /u(a) (x)", Some("x"));
        check("/u", None);
    }
}
