//! File: an `.ftl` as a person left it. Every entry, comment and piece of Junk has its span, so that edits
//! can be spliced and all other bytes stay.
//!
//! It does not know what a comment's lines mean.

use std::borrow::Cow;
use std::ops::Range;

use fluent_syntax::ast;
use fluent_syntax::parser::{self, ParserError};
use memchr::{memchr, memchr2};

use super::body::Body;
use super::mask::mask;
use super::usual;
use crate::span::{LineIndex, Position, Span, SyntaxError};

/// Is the text of an `.ftl`, read once, in the shape that the parser can take.
#[derive(Debug)]
pub struct Text {
    /// The bytes of the file, BOM included.
    pub raw: String,
    // Same length as `raw` without its BOM; only where the parser could not take that.
    masked: Option<String>,
    mask_errors: Vec<SyntaxError>,
}

/// Is a parsed `.ftl`; the spans of its items point into `Text::raw`.
#[derive(Debug)]
pub struct File<'t> {
    /// The bytes of the file.
    pub raw: &'t str,
    /// What stands in it, in order; between items there are only blank lines.
    pub items: Vec<Item<'t>>,
    /// The lines of all its comments, in order.
    pub lines: Vec<Line<'t>>,
    /// How its lines end: that of the first line, `\n` for a file without any.
    pub newline: &'static str,
    /// Whether it was read in one pass: then all of it is Fluent, and no line begins with anything else.
    pub is_usual: bool,
}

/// Is one thing in an `.ftl`.
#[derive(Debug)]
pub struct Item<'t> {
    /// From the first byte of its own comment to the end of its last line, line end included.
    pub span: Span,
    /// What it is.
    pub kind: Kind<'t>,
    /// Where the item proper starts: after its comment. The end of `span` for a comment.
    pub start: usize,
    /// The lines of the comment right above it, or of the comment that it is, among those of the file.
    pub lines: Range<usize>,
}

/// Is what an item is.
#[derive(Debug)]
pub enum Kind<'t> {
    /// `id = …`
    Message(Body<'t>),
    /// `-id = …`
    Term(Body<'t>),
    /// A comment that stands alone; the level is the number of `#`.
    Comment(usize),
    /// What the parser could not read, and why.
    Junk(Box<SyntaxError>),
}

/// Is one line of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'t> {
    /// The line without its end.
    pub span: Span,
    /// What follows `# `.
    pub content: &'t str,
    /// Whether a brace is in its content: what has none is its own text.
    pub has_brace: bool,
}

impl Text {
    /// Takes the bytes of a file.
    pub fn new(raw: String) -> Self {
        let (masked, mask_errors) = match mask(without_bom(&raw)) {
            (Cow::Owned(masked), errors) => (Some(masked), errors),
            (Cow::Borrowed(_), errors) => (None, errors),
        };
        Text {
            raw,
            masked,
            mask_errors,
        }
    }

    /// Returns the text that a Fluent parser can take: without BOM, same bytes apart from what is Junk anyway.
    pub fn parseable(&self) -> &str {
        self.masked.as_deref().unwrap_or(without_bom(&self.raw))
    }

    /// Parses the file; what cannot be read is Junk.
    pub fn parse(&self) -> File<'_> {
        let text = self.parseable();
        let newline = match memchr(b'\n', text.as_bytes()) {
            Some(at) if text[..at].ends_with('\r') => "\r\n",
            _ => "\n",
        };
        // What is masked is an error, with a remark of its own.
        let usual = match self.masked {
            None => usual::items(text, self.raw.len() - text.len()),
            Some(_) => None,
        };
        let is_usual = usual.is_some();
        let (items, lines) = usual.unwrap_or_else(|| self.parse_whole());
        File {
            raw: &self.raw,
            items,
            lines,
            newline,
            is_usual,
        }
    }

    /// Has fluent-syntax read the whole file. Returns its items, and the lines of their comments.
    pub(super) fn parse_whole(&self) -> (Vec<Item<'_>>, Vec<Line<'_>>) {
        let text = self.parseable();
        let bom = self.raw.len() - text.len();
        let (resource, errors) = match parser::parse(text) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        let mut reader = Reader {
            text,
            bom,
            errors: errors.into_iter(),
            mask: &self.mask_errors,
        };
        let mut items = Vec::with_capacity(resource.body.len());
        for entry in resource.body {
            reader.push(entry, &mut items);
        }
        reader.close(&mut items);
        let mut lines = Vec::new();
        for item in &mut items {
            let first = lines.len();
            lines.extend(item.comment(&self.raw));
            item.lines = first..lines.len();
        }
        (items, lines)
    }
}

impl Item<'_> {
    /// Tells whether a comment stands right above it, or it is one.
    pub fn has_comment(&self) -> bool {
        self.span.start < self.start
    }

    /// Reads the lines of the comment right above it, or of the comment that it is; `raw` is the file's.
    fn comment<'r>(&self, raw: &'r str) -> impl Iterator<Item = Line<'r>> {
        let mut rest = Span::new(self.span.start, self.start);
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let text = rest.of(raw);
            let (text, len) = match memchr(b'\n', text.as_bytes()) {
                Some(len) => (
                    text[..len].strip_suffix('\r').unwrap_or(&text[..len]),
                    len + 1,
                ),
                None => (text, text.len()),
            };
            let content = text.trim_start_matches('#');
            let line = Line {
                span: Span::new(rest.start, rest.start + text.len()),
                content: content.strip_prefix(' ').unwrap_or(content),
                has_brace: memchr2(b'{', b'}', text.as_bytes()).is_some(),
            };
            rest.start += len;
            Some(line)
        })
    }
}

impl<'t> File<'t> {
    /// Returns the lines of the comment right above an item of the file, or of the comment that it is.
    pub fn comment(&self, item: &Item<'_>) -> &[Line<'t>] {
        &self.lines[item.lines.clone()]
    }

    /// Indexes the lines of the file.
    pub fn lines(&self) -> LineIndex {
        LineIndex::new(self.raw)
    }

    /// Returns the position of a byte offset.
    pub fn position(&self, lines: &LineIndex, offset: usize) -> Position {
        lines.position(self.raw, offset)
    }
}

/// Is a replacement of bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go.
    pub range: Range<usize>,
    /// What comes in their place.
    pub text: String,
}

/// Applies edits that do not overlap; those at one place in the order given.
pub fn splice(raw: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let n_added: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut text = String::with_capacity(raw.len() + n_added);
    let mut at = 0;
    for edit in edits {
        text.push_str(&raw[at..edit.range.start]);
        text.push_str(&edit.text);
        at = edit.range.end;
    }
    text.push_str(&raw[at..]);
    text
}

/// Turns the parser's body into items with spans.
struct Reader<'t, 'm> {
    text: &'t str,
    bom: usize,
    errors: std::vec::IntoIter<ParserError>,
    mask: &'m [SyntaxError],
}

impl<'t> Reader<'t, '_> {
    fn push(&mut self, entry: ast::Entry<&'t str>, items: &mut Vec<Item<'t>>) {
        let (kind, comment, start) = match entry {
            ast::Entry::Message(mut message) => {
                let start = self.offset(message.id.name);
                let comment = message.comment.take();
                (Kind::Message(message.into()), comment, start)
            }
            ast::Entry::Term(mut term) => {
                let start = self.offset(term.id.name) - 1;
                let comment = term.comment.take();
                (Kind::Term(term.into()), comment, start)
            }
            ast::Entry::Comment(comment) => (Kind::Comment(1), Some(comment), 0),
            ast::Entry::GroupComment(comment) => (Kind::Comment(2), Some(comment), 0),
            ast::Entry::ResourceComment(comment) => (Kind::Comment(3), Some(comment), 0),
            ast::Entry::Junk { content } => {
                let start = self.offset(content);
                let error = self.error(Span::new(start, start + content.len()));
                (Kind::Junk(Box::new(error)), None, start)
            }
        };
        let lines = comment.map_or_else(Vec::new, |comment| comment.content);
        let first = |level| lines.first().map(|line| self.line_start(line, level));
        let (span, start) = match kind {
            Kind::Comment(level) => {
                // Of a mark that ends the file the parser makes a comment without lines.
                let end = self.bom + self.text.len();
                let first = first(level).unwrap_or(end - level);
                let last = lines.last().map(|line| self.line_end(self.offset(line)));
                let end = last.unwrap_or(end);
                (Span::new(first, end), end)
            }
            // The end follows from where the next item starts.
            Kind::Message(_) | Kind::Term(_) | Kind::Junk(_) => {
                let first = first(1).unwrap_or(start);
                (Span::new(first, first), start)
            }
        };
        items.push(Item {
            span,
            kind,
            start,
            lines: 0..0,
        });
    }

    /// Gives every item its end, and Junk the comment right above it.
    fn close(&self, items: &mut Vec<Item<'t>>) {
        let mut next = self.bom + self.text.len();
        for item in items.iter_mut().rev() {
            if !matches!(item.kind, Kind::Comment(_)) {
                let stretch = &self.text[item.start - self.bom..next - self.bom];
                let end = item.start + stretch.trim_end_matches([' ', '\n', '\r']).len();
                item.span.end = self.line_end(end);
            }
            next = item.span.start;
        }
        let mut joined: Vec<Item<'t>> = Vec::with_capacity(items.len());
        for mut item in items.drain(..) {
            let touches = |comment: &mut Item| {
                matches!(comment.kind, Kind::Comment(1))
                    && matches!(item.kind, Kind::Junk(_))
                    && comment.span.end == item.span.start
            };
            if let Some(comment) = joined.pop_if(touches) {
                item.span.start = comment.span.start;
            }
            joined.push(item);
        }
        *items = joined;
    }

    /// Returns where a slice of the text stands in the file.
    fn offset(&self, slice: &str) -> usize {
        let span = Span::of_slice(slice, self.text).expect("the parser's slices are the text's");
        span.start + self.bom
    }

    /// Returns where the line of a comment starts that has this content.
    fn line_start(&self, content: &str, level: usize) -> usize {
        let start = self.offset(content);
        let has_blank = !content.is_empty() || self.text[..start - self.bom].ends_with(' ');
        start - level - usize::from(has_blank)
    }

    /// Returns the offset after the line that holds `offset`.
    fn line_end(&self, offset: usize) -> usize {
        let rest = &self.text[offset - self.bom..];
        offset + memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |at| at + 1)
    }

    /// Returns the remark for the next Junk, which stands at `span`.
    fn error(&mut self, span: Span) -> SyntaxError {
        let error = self.errors.next();
        let masked = self.mask.iter().find(|error| {
            span.start <= error.span.start + self.bom && error.span.start + self.bom < span.end
        });
        if let Some(masked) = masked {
            let span = Span::new(masked.span.start + self.bom, masked.span.end + self.bom);
            return SyntaxError {
                span,
                ..masked.clone()
            };
        }
        let Some(error) = error else {
            return SyntaxError {
                span,
                message: "this is no Fluent".into(),
                help: String::new(),
            };
        };
        let at = (error.pos.start + self.bom).clamp(span.start, span.end);
        // The parser may point into the middle of a character.
        let at = (span.start..=at)
            .rev()
            .find(|at| self.text.is_char_boundary(at - self.bom))
            .unwrap_or(span.start);
        let end = self.text[at - self.bom..]
            .chars()
            .next()
            .map_or(at, |c| at + c.len_utf8());
        let message = lower_first(&error.kind.to_string());
        SyntaxError {
            span: Span::new(at, end),
            message,
            help: String::new(),
        }
    }
}

/// Returns the file's text after a byte order mark.
fn without_bom(raw: &str) -> &str {
    raw.strip_prefix('\u{FEFF}').unwrap_or(raw)
}

fn lower_first(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(raw: &str) -> Vec<String> {
        let text = Text::new(raw.to_owned());
        let file = text.parse();
        let mut at = 0;
        let mut shape = Vec::new();
        for item in &file.items {
            assert!(
                raw[at..item.span.start]
                    .trim_matches(['\u{FEFF}', ' ', '\r', '\n'])
                    .is_empty()
            );
            at = item.span.end;
            let kind = match &item.kind {
                Kind::Message(message) => message.name.to_owned(),
                Kind::Term(term) => format!("-{}", term.name),
                Kind::Comment(level) => "#".repeat(*level),
                Kind::Junk(_) => "junk".to_owned(),
            };
            shape.push(format!("{kind}|{}", item.span.of(raw)));
        }
        assert!(raw[at..].trim().is_empty());
        shape
    }

    #[test]
    fn items_have_their_bytes() {
        let raw = "### head\n\n# note\na = x\n    y\n\n# @source B\n# b =\n\n\n-c = z\n    .d = e\n### end";
        let expect = [
            "###|### head\n",
            "a|# note\na = x\n    y\n",
            "#|# @source B\n# b =\n",
            "-c|-c = z\n    .d = e\n",
            "###|### end",
        ];
        assert_eq!(shape(raw), expect);
        let crlf = raw.replace('\n', "\r\n");
        assert_eq!(shape(&crlf).len(), 5);
        assert_eq!(shape(&format!("\u{FEFF}{raw}")), expect);
    }

    #[test]
    fn a_comment_belongs_to_the_junk_below_it() {
        assert_eq!(
            shape("# @source B\nb =\n\nc = x\n"),
            ["junk|# @source B\nb =\n", "c|c = x\n"]
        );
        assert_eq!(shape("# far\n\nb =\n"), ["#|# far\n", "junk|b =\n"]);
    }

    #[test]
    fn a_comment_a_line_away_stands_alone() {
        assert_eq!(shape("# stub =\n\na = x\n"), ["#|# stub =\n", "a|a = x\n"]);
    }

    #[test]
    fn empty_comment_lines_keep_their_bytes() {
        assert_eq!(shape("#\n# \n#   x\na = b\n"), ["a|#\n# \n#   x\na = b\n"]);
    }

    #[test]
    fn a_mark_may_end_a_file() {
        assert_eq!(shape("a = x\n\n#"), ["a|a = x\n", "#|#"]);
        assert_eq!(shape("###"), ["###|###"]);
    }

    #[test]
    fn junk_says_where() {
        let text = Text::new("a = ok\nБред\nb = { $x\n".into());
        let file = text.parse();
        let spans: Vec<_> = file
            .items
            .iter()
            .filter_map(|item| match &item.kind {
                Kind::Junk(error) => Some(error.span.start),
                _ => None,
            })
            .collect();
        assert_eq!(spans.len(), 2, "{file:?}");
    }

    #[test]
    fn edits_are_spliced_in_order() {
        let edit = |range, text: &str| Edit {
            range,
            text: text.to_owned(),
        };
        let edits = vec![edit(3..3, "Y"), edit(0..1, "A"), edit(3..3, "Z")];
        assert_eq!(splice("abcd", edits), "AbcYZd");
    }
}
