//! Document: one article, cut into parts that concatenate to its source, byte for byte.
//!
//! Extraction and assembly read this one partition; nothing else parses Markdown, HTML or text.
//! It does not know locales, ids or Fluent.

mod directive;
mod address;
mod leaf;
mod partition;
mod text;
mod lines;
mod front_matter;
mod definition;
mod admonition;
mod late_table;
mod dialect;
mod folded;
mod paragraph;
mod markdown;
pub(crate) mod html;
mod hidden;
mod role;
mod simple;
mod closed;
pub mod inline;
pub mod structure;
pub mod anchors;
pub mod outline;
pub mod preset;
mod loose;
mod reference;
mod guard;
mod line_start;
mod escape;
mod write;
pub mod steady;
mod fill;
mod sentences;
#[cfg(test)]
mod laws;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

pub use address::bare_mails;
pub use dialect::events;
pub use html::Root;
pub use sentences::Sentences;

use definition::Labels;

use crate::segment::{Decision, Rules};
use crate::span::{Span, SyntaxError};

/// Is the format of an article, told by its file name's ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `.txt`: paragraphs by blank lines.
    Text,
    /// `.md`: CommonMark and GFM, with front matter.
    Markdown,
    /// `.html`: a document or a fragment.
    Html,
}

/// Is what a document needs to know of the project.
#[derive(Debug)]
pub struct Settings {
    /// Whether a segment is a sentence or a whole block.
    pub unit: Unit,
    /// Keys of the front matter whose values are translated.
    pub front_matter: Vec<String>,
    /// Spans that are kept whole.
    pub protect: Vec<regex::Regex>,
    /// The sentence rules of the source locale.
    pub rules: Rules,
}

/// Is the unit of translation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// One sentence.
    #[default]
    Sentence,
    /// One block.
    Block,
}

/// Is the kind of a block, in words that a translator reads: `heading 1`, `list item`, `title`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Context(pub Cow<'static, str>);

impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Is an article and its partition.
#[derive(Debug)]
pub struct Document<'s> {
    /// The article's bytes.
    pub source: &'s str,
    /// How it was read.
    pub format: Format,
    /// The parts, in order; their spans concatenate to `source`.
    pub parts: Vec<Part>,
    /// The segments of all blocks, in order of their spans, which never overlap.
    pub segments: Vec<Segment<'s>>,
    /// The project's protected spans.
    protect: Vec<regex::Regex>,
    labels: Labels,
    /// How it writes a hard break, once that was asked.
    breaks: OnceLock<lines::BreakStyle>,
}

/// Is a stretch of an article.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    /// Goes through untouched.
    Verbatim(Span),
    /// Holds prose; what lies between its segments goes through untouched too.
    Block(Block),
    /// Says which language an HTML document is in, or could: a translated one says another here.
    Root(Span, Root),
}

impl Part {
    /// Returns the bytes.
    pub fn span(&self) -> Span {
        match self {
            Part::Verbatim(span) | Part::Root(span, _) => *span,
            Part::Block(block) => block.span,
        }
    }
}

/// Is the smallest piece of structure that holds prose.
#[derive(Debug, PartialEq, Eq)]
pub struct Block {
    /// The bytes, from the first segment's start to the last one's end at least.
    pub span: Span,
    /// Whether these are all its bytes, with its marks and its line end: nothing is left of it where they go.
    pub is_whole: bool,
    /// Which of the document's segments stand in it; never empty.
    pub segments: Range<usize>,
    /// What kind of block it is.
    pub context: Context,
}

/// Is the unit of translation.
#[derive(Debug)]
pub struct Segment<'s> {
    /// The text as a translator sees it: inline markup as typed, prefixes of lines gone, soft breaks folded
    /// to a space, a hard break as LF, character references decoded where that cannot change the meaning.
    /// No white space at its ends.
    pub text: Cow<'s, str>,
    /// The hull in the source that a translation replaces.
    pub span: Span,
    /// The white space, with the prefixes of lines in it, between the segment before it in its block and this one;
    /// empty where no segment stands right before it. It goes where the segment's translation is empty.
    pub gap: Span,
    /// The kind of its block.
    pub context: Context,
    /// Whether it is its block's first segment.
    pub starts_block: bool,
    /// Byte ranges of `text` that stand in the Fluent file as one string literal each (protected spans).
    pub protected: Vec<Range<usize>>,
    /// The author's `tolka: note` lines before its block.
    pub notes: Vec<String>,
    /// How a text is written at the span.
    place: Place,
}

/// Is how a text has to be written where a segment stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    /// In a paragraph or the like, whose text starts at this offset.
    Flow { start: usize },
    /// In a heading that begins with `#`.
    Atx,
    /// In a table cell, whose text starts at this offset; whether some parsers see no table, but a paragraph.
    Cell { start: usize, is_late: bool },
    /// Between the brackets of an image; with its label, where the alt text is the label.
    Alt { label: Option<Span> },
    /// Between the quotes of a title; the opening one.
    Title { quote: u8 },
    /// On a line of plain text.
    Line,
    /// In a value of the front matter.
    Value(front_matter::Style),
    /// Between tags of HTML.
    Markup,
    /// In a `<title>`, where there are no tags.
    Words,
    /// In the value of an attribute, with its quotes.
    Attribute { quote: Option<u8> },
}

/// Is a decision about one place that might have ended a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The byte offset in the source where the next sentence starts, or would start.
    pub at: usize,
    /// Whether a segment ends there: none does inside emphasis, a link or a protected span, whatever the rule says.
    pub is_kept: bool,
    /// The word that the rule looked at, empty where it looked at none.
    pub word: String,
    /// What the splitter decided; its offsets are those of the block's text.
    pub decision: Decision,
}

/// Says why a translation cannot stand where its segment stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unbuildable {
    /// A full sentence without its full stop.
    pub reason: String,
    /// Whether the text brings a protected span, an element, an attribute or a link scheme that its segment lacks.
    pub is_foreign: bool,
}

impl<'s> Document<'s> {
    /// Cuts `source` into parts. Never fails: what cannot be read is verbatim and remarked upon.
    pub fn parse(source: &'s str, format: Format, settings: &Settings) -> (Self, Vec<SyntaxError>) {
        let (document, errors, _) = Self::read(source, format, settings, None);
        (document, errors)
    }

    /// Returns every decision about the article's sentence boundaries, the rejected ones too, in order.
    pub fn explain(source: &'s str, format: Format, settings: &Settings) -> Vec<Judged> {
        Self::read(source, format, settings, Some(Vec::new())).2
    }

    fn read(
        source: &'s str,
        format: Format,
        settings: &Settings,
        judged: Option<Vec<Judged>>,
    ) -> (Self, Vec<SyntaxError>, Vec<Judged>) {
        let mut builder = partition::Builder::new(source, settings);
        builder.judged = judged;
        let labels = match format {
            Format::Markdown => {
                let base = front_matter::read(&mut builder);
                markdown::read(&mut builder, base)
            }
            Format::Text => {
                text::read(&mut builder);
                Labels::default()
            }
            Format::Html => {
                let base = front_matter::read(&mut builder);
                html::read(&mut builder, base);
                Labels::default()
            }
        };
        let judged = builder.judged.take().unwrap_or_default();
        let (parts, segments, errors) = builder.finish();
        let document = Document {
            source,
            format,
            parts,
            segments,
            protect: settings.protect.clone(),
            labels,
            breaks: OnceLock::new(),
        };
        (document, errors, judged)
    }

    /// Returns the bytes that stand for `text` at the span of segment `idx`.
    ///
    /// For the segment's own text these are the source's bytes. Otherwise what would change the structure
    /// around the segment is escaped.
    ///
    /// # Errors
    /// Where no escape helps, or the text brings a protected span, element, attribute or link scheme that the
    /// segment lacks.
    pub fn encode<'t>(&'t self, idx: usize, text: &'t str) -> Result<Cow<'t, str>, Unbuildable> {
        let segment = &self.segments[idx];
        if segment.text == text {
            return Ok(Cow::Borrowed(segment.span.of(self.source)));
        }
        self.write(idx, text)
    }

    /// Tells whether a text has a protected span.
    fn is_protected(&self, text: &str) -> bool {
        self.protect.iter().any(|regex| regex.is_match(text))
    }

    /// Returns the bytes that stand for no text at all at the span of segment `idx`.
    pub fn nothing(&self, idx: usize) -> &'static str {
        match self.segments[idx].place {
            // Without quotes the next attribute would be its value.
            Place::Attribute { quote: None } => "\"\"",
            _ => "",
        }
    }
}
