//! Leaf: the text of one block under construction, and its cut into segments with the way back to the source.
//!
//! Separate because every format folds lines, decodes characters and hides markup in the same way; it must not
//! know which format it serves.

use std::borrow::Cow;
use std::ops::Range;

use super::lines::{end_of_line, line_end};
use super::{Judged, Settings, Unit};
use crate::segment::{Decision, OPAQUE, TRANSPARENT};
use crate::span::Span;

/// Is what the text has instead of some bytes of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Instead {
    /// A soft break, with the white space and prefixes around it.
    Space,
    /// A hard break.
    Break,
    /// Other text: a decoded character reference, an escape of YAML or TOML.
    Text(String),
    /// Nothing: a prefix, an escaped line end.
    Nothing,
}

impl Instead {
    fn as_str(&self) -> &str {
        match self {
            Instead::Space => " ",
            Instead::Break => "\n",
            Instead::Text(text) => text,
            Instead::Nothing => "",
        }
    }
}

/// Is how the sentence splitter sees some bytes of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Veil {
    /// Not at all: a delimiter.
    Transparent,
    /// As a word that is no prose.
    Opaque,
    /// As this ASCII character: a character reference that stays as typed.
    As(u8),
}

/// Is one segment-to-be.
#[derive(Debug)]
pub(super) struct Piece<'s> {
    pub text: Cow<'s, str>,
    pub span: Span,
    pub gap: Span,
    pub protected: Vec<Range<usize>>,
}

/// Collects what a format finds in one block, in the order of the source. Reused from block to block.
#[derive(Debug, Default)]
pub(super) struct Leaf {
    edits: Vec<(Span, Instead)>,
    veils: Vec<(Span, Veil)>,
    pub constructs: Vec<Span>,
}

impl Leaf {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.edits.clear();
        self.veils.clear();
        self.constructs.clear();
    }

    /// Puts `instead` in the place of the bytes of `span`, which must lie after all earlier ones; where it does
    /// not, nothing happens, so that a parser's odd offsets cannot tear the text.
    pub fn edit(&mut self, span: Span, instead: Instead) {
        let floor = self.edits.last().map_or(0, |(last, _)| last.end);
        if floor <= span.start && !span.is_empty() {
            self.edits.push((span, instead));
        }
    }

    /// Returns the lines of the text in `span`, without the breaks and prefixes between them.
    pub fn lines(&self, source: &str, span: Span) -> impl Iterator<Item = Span> {
        let mut edits = self.edits.iter();
        let mut rest = Some(span);
        std::iter::from_fn(move || {
            let line = rest.take()?;
            let end = edits.find(|(edit, _)| {
                let is_inside = line.start <= edit.start && edit.end <= span.end;
                is_inside && line_end(edit.of(source)).is_some()
            });
            rest = end.map(|(end, _)| Span::new(end.end, span.end));
            let end = end.map_or(span.end, |(end, _)| end.start);
            Some(Span::new(line.start, end))
        })
    }

    /// Draws `veil` over the bytes of `span`.
    pub fn veil(&mut self, span: Span, veil: Veil) {
        if !span.is_empty() {
            self.veils.push((span, veil));
        }
    }

    /// Says that no segment ends inside `span`.
    pub fn construct(&mut self, span: Span) {
        self.constructs.push(span);
    }

    /// Folds the line ends inside `span`, where no event of a parser tells of them.
    pub fn fold_raw(&mut self, source: &str, span: Span, skip: impl Fn(usize) -> usize) {
        let bytes = source.as_bytes();
        let mut offset = span.start;
        while offset < span.end {
            if !matches!(bytes[offset], b'\n' | b'\r') {
                offset += 1;
                continue;
            }
            let after = skip(end_of_line(bytes, offset)).min(span.end);
            self.edit(
                Span::new(trim_back(bytes, span.start, offset), after),
                Instead::Space,
            );
            offset = after;
        }
    }

    /// Cuts the bytes of `span` into segments and hands them to `out`, in order.
    pub fn cut<'s>(
        &self,
        source: &'s str,
        span: Span,
        settings: &Settings,
        mut out: impl FnMut(Piece<'s>),
    ) {
        let text = Folded::new(self, source, span);
        let protected = protected(&text.text, settings);
        let masked = self.masked(&text, &protected);
        let starts = match settings.unit {
            Unit::Sentence => self.starts(&text, &masked, &protected, settings),
            Unit::Block => Vec::new(),
        };
        let mut start = 0;
        let mut before = None;
        for end in starts.into_iter().chain([text.text.len()]) {
            let range = trimmed(&text.text, start..end);
            start = end;
            if !masked[range.clone()].chars().any(char::is_alphabetic) {
                if !range.is_empty() {
                    before = None;
                }
                continue;
            }
            let span = text.source_span(&range);
            out(Piece {
                text: text.slice(&range, span),
                span,
                gap: Span::new(before.unwrap_or(span.start), span.start),
                protected: protected[protected.partition_point(|one| one.start < range.start)..]
                    .iter()
                    .take_while(|one| one.end <= range.end)
                    .map(|one| one.start - range.start..one.end - range.start)
                    .collect(),
            });
            before = Some(span.end);
        }
    }

    /// Returns what was decided at every place of `span` that might have ended a sentence.
    pub fn judge(&self, source: &str, span: Span, settings: &Settings) -> Vec<Judged> {
        let text = Folded::new(self, source, span);
        let protected = protected(&text.text, settings);
        let masked = self.masked(&text, &protected);
        let left = self.starts(&text, &masked, &protected, settings);
        let judge = |decision: Decision| Judged {
            at: text.source_span(&(decision.at..decision.at)).start,
            is_kept: settings.unit == Unit::Sentence && left.binary_search(&decision.at).is_ok(),
            word: text
                .text
                .get(decision.word.clone())
                .unwrap_or_default()
                .to_owned(),
            decision,
        };
        settings
            .rules
            .explain(&masked)
            .into_iter()
            .map(judge)
            .collect()
    }

    /// Returns the text as the sentence splitter sees it, of the same length.
    fn masked<'t>(&self, text: &'t Folded<'_>, protected: &[Range<usize>]) -> Cow<'t, str> {
        if self.veils.is_empty() && protected.is_empty() {
            return Cow::Borrowed(&text.text);
        }
        let mut bytes = text.text.as_bytes().to_vec();
        for (span, veil) in &self.veils {
            let range = text.text_range(*span);
            let fill = match veil {
                Veil::Opaque => OPAQUE,
                Veil::Transparent | Veil::As(_) => TRANSPARENT,
            };
            bytes[range.clone()].fill(fill);
            if let (Veil::As(byte), false) = (veil, range.is_empty()) {
                bytes[range.start] = *byte;
            }
        }
        for range in protected {
            bytes[range.clone()].fill(OPAQUE);
        }
        match String::from_utf8(bytes) {
            Ok(masked) => Cow::Owned(masked),
            // A range that cuts a character would be a parser's error; the plain text still splits.
            Err(_) => Cow::Borrowed(&text.text),
        }
    }

    /// Finds where sentences start, but for boundaries inside inline constructs and protected spans.
    fn starts(
        &self,
        text: &Folded<'_>,
        masked: &str,
        protected: &[Range<usize>],
        settings: &Settings,
    ) -> Vec<usize> {
        let mut starts = settings.rules.boundaries(masked);
        if starts.is_empty() {
            return starts;
        }
        let constructs = self.constructs.iter().map(|span| text.text_range(*span));
        let whole = merged(constructs.chain(protected.iter().cloned()).collect());
        starts.retain(|start| {
            let idx = whole.partition_point(|range| range.end <= *start);
            whole.get(idx).is_none_or(|range| *start <= range.start)
        });
        starts
    }
}

/// Is the text of a block and its edits, both ways.
struct Folded<'s> {
    source: &'s str,
    span: Span,
    text: Cow<'s, str>,
    /// Where each edit stands in the source and in the text.
    edits: Vec<(Span, Range<usize>)>,
}

impl<'s> Folded<'s> {
    fn new(leaf: &Leaf, source: &'s str, span: Span) -> Self {
        // Edits are in order.
        let first = leaf
            .edits
            .partition_point(|(edit, _)| edit.start < span.start);
        let inside = leaf.edits[first..]
            .iter()
            .take_while(|(edit, _)| edit.end <= span.end);
        let mut edits = Vec::new();
        let mut text = String::new();
        let mut done = span.start;
        for (edit, instead) in inside {
            if edits.is_empty() {
                text.reserve(span.len());
            }
            text.push_str(&source[done..edit.start]);
            let start = text.len();
            text.push_str(instead.as_str());
            edits.push((*edit, start..text.len()));
            done = edit.end;
        }
        let text = if edits.is_empty() {
            Cow::Borrowed(span.of(source))
        } else {
            text.push_str(&source[done..span.end]);
            Cow::Owned(text)
        };
        Folded {
            source,
            span,
            text,
            edits,
        }
    }

    /// Returns the slice of the text with the bytes at `span` behind it, borrowed from the source where nothing was edited in it.
    fn slice(&self, range: &Range<usize>, span: Span) -> Cow<'s, str> {
        let first = self
            .edits
            .partition_point(|(edit, _)| edit.end <= span.start);
        let edited = self
            .edits
            .get(first)
            .is_some_and(|(edit, _)| edit.start < span.end);
        match edited {
            true => Cow::Owned(self.text[range.clone()].to_owned()),
            false => Cow::Borrowed(span.of(self.source)),
        }
    }

    /// Finds the bytes of the source behind a range of the text; an edit counts as a whole.
    fn source_span(&self, range: &Range<usize>) -> Span {
        let start = self.source_offset(range.start, |(edit, _)| edit.start);
        let end = match range.end == range.start {
            true => start,
            false => self.source_offset(range.end - 1, |(edit, _)| edit.end - 1) + 1,
        };
        Span::new(start, end)
    }

    fn source_offset(
        &self,
        offset: usize,
        inside: impl Fn(&(Span, Range<usize>)) -> usize,
    ) -> usize {
        let after = self
            .edits
            .partition_point(|(_, range)| range.start <= offset && range.end <= offset);
        if let Some(edit) = self
            .edits
            .get(after)
            .filter(|edit| edit.1.contains(&offset))
        {
            return inside(edit);
        }
        match after.checked_sub(1).map(|idx| &self.edits[idx]) {
            Some((edit, range)) => edit.end + (offset - range.end),
            None => self.span.start + offset,
        }
    }

    /// Finds the range of the text that shows the bytes of `span`.
    fn text_range(&self, span: Span) -> Range<usize> {
        self.text_offset(span.start, |range| range.start)
            ..self.text_offset(span.end, |range| range.end)
    }

    fn text_offset(&self, offset: usize, inside: impl Fn(&Range<usize>) -> usize) -> usize {
        let offset = offset.clamp(self.span.start, self.span.end);
        let after = self.edits.partition_point(|(edit, _)| edit.end <= offset);
        if let Some((edit, range)) = self.edits.get(after)
            && edit.start < offset
        {
            return inside(range);
        }
        match after.checked_sub(1).map(|idx| &self.edits[idx]) {
            Some((edit, range)) => range.end + (offset - edit.end),
            None => offset - self.span.start,
        }
    }
}

/// Finds the protected spans of a text, in order, overlaps merged.
pub(super) fn protected(text: &str, settings: &Settings) -> Vec<Range<usize>> {
    merged(
        settings
            .protect
            .iter()
            .flat_map(|regex| regex.find_iter(text).map(|found| found.range()))
            .collect(),
    )
}

/// Sorts ranges and merges those that overlap; empty ones go.
pub(super) fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    if ranges.len() < 2 {
        return ranges;
    }
    ranges.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// Narrows a range of `text` until no white space stands at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = text[range.clone()].trim_end();
    let end = range.start + piece.len();
    end - piece.trim_start().len()..end
}

/// Moves `offset` back over blanks and tabs, not below `floor`.
pub(super) fn trim_back(bytes: &[u8], floor: usize, mut offset: usize) -> usize {
    while floor < offset && matches!(bytes[offset - 1], b' ' | b'\t') {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Rules;

    fn settings(protect: &[&str]) -> Settings {
        Settings {
            unit: Unit::Sentence,
            front_matter: Vec::new(),
            protect: protect
                .iter()
                .map(|one| regex::Regex::new(one).unwrap())
                .collect(),
            rules: Rules::new("en"),
        }
    }

    fn check(leaf: &Leaf, source: &str, protect: &[&str], expect: &[(&str, Range<usize>)]) {
        let mut pieces = Vec::new();
        let span = Span::new(0, source.len());
        leaf.cut(source, span, &settings(protect), |piece| {
            pieces.push((piece.text.into_owned(), piece.span.range()));
        });
        let expect: Vec<_> = expect
            .iter()
            .map(|(text, range)| ((*text).to_owned(), range.clone()))
            .collect();
        assert_eq!(pieces, expect);
    }

    #[test]
    fn offsets_find_their_way_back_through_edits() {
        let source = "Один &eacute;\n> два. Три";
        let mut leaf = Leaf::default();
        leaf.edit(Span::new(9, 17), Instead::Text("é".into()));
        leaf.edit(Span::new(17, 20), Instead::Space);
        check(
            &leaf,
            source,
            &[],
            &[("Один é два.", 0..27), ("Три", 28..34)],
        );
    }

    #[test]
    fn protected_spans_and_constructs_are_never_split() {
        let mut leaf = Leaf::default();
        check(
            &leaf,
            "One {{A. B}} two. Three",
            &[r"\{\{.*?\}\}"],
            &[("One {{A. B}} two.", 0..17), ("Three", 18..23)],
        );
        leaf.construct(Span::new(0, 8));
        check(&leaf, "*A. Bcd* e.", &[], &[("*A. Bcd* e.", 0..11)]);
    }

    #[test]
    fn text_without_a_letter_is_no_segment() {
        check(
            &Leaf::default(),
            "One. 1990. Two.",
            &[],
            &[("One.", 0..4), ("Two.", 11..15)],
        );
    }
}
