//! Markdown: reads CommonMark and GFM into blocks, in one pass over the parser's events.
//!
//! Separate because the order of events, their ranges and their oddities are pulldown-cmark's; it must not know
//! how a translation is written back.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::admonition::{fence_title, has_fence, shell};
use super::definition::{Labels, label_end, title};
use super::dialect::{options, parseable};
use super::directive::comments;
use super::late_table::{
    first_row, is_torn, may_be_table, may_have_table, may_hide_table, whole_cells,
};
use super::leaf::{Leaf, trim_back};
use super::lines::{line_end, quote_depth, skip_prefix};
use super::paragraph::Paragraph;
use super::partition::Builder;
use super::{Context, Place};
use crate::span::Span;

/// Reads the Markdown from `base` to the source's end. Returns the labels of its definitions.
pub(super) fn read(builder: &mut Builder<'_, '_>, base: usize) -> Labels {
    let source = builder.source;
    let body = parseable(&source[base..]);
    let events = Parser::new_ext(&body, options(&body)).into_offset_iter();
    let references = events.reference_definitions();
    let mut labels = Labels::of(references.iter().map(|(label, _)| label), source);
    let mut definitions: Vec<Span> = references
        .iter()
        .filter(|(_, definition)| definition.title.is_some())
        .map(|(_, definition)| Span::new(definition.span.start + base, definition.span.end + base))
        .collect();
    definitions.sort_unstable_by(|left, right| right.cmp(left));
    let mut walk = Walk {
        builder,
        source,
        definitions,
        containers: Vec::new(),
        paragraph: Paragraph::new(source),
        open: None,
        before: Before::Other,
        candidate: false,
    };
    for (event, range) in events {
        let span = Span::new(range.start + base, range.end + base);
        if let Event::Start(Tag::FootnoteDefinition(label)) = &event {
            labels.footnote(label);
        }
        walk.event(&event, span);
    }
    walk.define_before(source.len());
    labels
}

/// Is what the next block stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Title,
    Image,
    Other,
}

/// Is how the lines of a leaf block are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Flow,
    Atx,
    Cell,
}

/// Follows the parser's events through one article.
struct Walk<'w, 's, 'c> {
    builder: &'w mut Builder<'s, 'c>,
    source: &'s str,
    /// Link reference definitions with a title, the last one first.
    definitions: Vec<Span>,
    containers: Vec<TagEnd>,
    /// The text of the leaf block that is open.
    paragraph: Paragraph<'s>,
    /// Its context and kind.
    open: Option<(&'static str, Kind)>,
    before: Before,
    /// Whether the last block is a paragraph in emphasis that an image below would make a caption.
    candidate: bool,
}

impl Walk<'_, '_, '_> {
    fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(tag) if is_block(tag.to_end()) => self.start_block(tag, span),
            Event::End(TagEnd::Paragraph) => self.close(),
            Event::End(tag) if is_block(*tag) => {
                self.close();
                self.containers.pop();
                self.complete(*tag, span);
            }
            Event::Rule => {
                self.close();
                self.seen(Before::Other);
            }
            Event::Html(_) | Event::TaskListMarker(_) => {}
            _ => {
                if self.open.is_some() || self.open_tight(span.start) {
                    self.paragraph.event(event, span);
                }
            }
        }
    }

    /// Notes that a heading, or an item with nothing but one text, can go as a whole.
    fn complete(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Heading(_) => self.builder.complete_last(span, |_, _| true),
            TagEnd::Item => self.builder.complete_last(span, |before, after| {
                let is_mark = |char: char| char.is_ascii_digit() || " \t-*+.)[xX]".contains(char);
                before.chars().all(is_mark) && after.trim().is_empty()
            }),
            _ => {}
        }
    }

    fn start_block(&mut self, tag: &Tag<'_>, span: Span) {
        self.close();
        if !matches!(tag, Tag::HtmlBlock) {
            self.builder.standing.begin(span);
        }
        match tag {
            Tag::Paragraph => {
                let context = self.context();
                return self.open(context, span.start, Kind::Flow);
            }
            Tag::Heading { level, .. } => {
                // One with an underline may begin with a hash too: `#topic`.
                let whole = span.of(self.source).trim_end();
                let is_atx = whole.starts_with('#') && line_end(whole).is_none();
                let kind = if is_atx { Kind::Atx } else { Kind::Flow };
                self.open(heading(*level), span.start, kind);
            }
            Tag::TableCell => self.open("table cell", span.start, Kind::Cell),
            Tag::DefinitionListTitle => self.open("term", span.start, Kind::Flow),
            Tag::DefinitionListDefinition if may_hide_table(self.source, span) => {
                self.builder.standing.pass(span);
            }
            Tag::HtmlBlock => self.html(span),
            Tag::CodeBlock(_) => self.seen(Before::Other),
            _ => {}
        }
        self.containers.push(tag.to_end());
    }

    fn html(&mut self, span: Span) {
        let html = span.of(self.source);
        if html.contains("tolka:") {
            self.define_before(span.start);
            for (comment, span) in comments(html, span.start) {
                self.builder.comment(comment, span);
            }
            return;
        }
        let images = ["<img", "<figure", "<picture"];
        self.seen(match images.iter().any(|name| html.contains(name)) {
            true => Before::Image,
            false => Before::Other,
        });
    }

    fn open(&mut self, context: &'static str, floor: usize, kind: Kind) {
        self.paragraph.begin(floor);
        self.open = Some((context, kind));
    }

    /// Opens the text of a tight list item, which has no event of its own. Returns whether there is one.
    fn open_tight(&mut self, start: usize) -> bool {
        if let Some(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) =
            self.containers.last()
        {
            return false;
        }
        // The parser leaves the backslash of an escape out.
        let start = self.source[..start].trim_end_matches('\\').len();
        self.builder.standing.begin(Span::new(start, start + 1));
        let context = self.context();
        self.open(context, start, Kind::Flow);
        true
    }

    /// Names a paragraph by the container that it stands in.
    fn context(&mut self) -> &'static str {
        match self.containers.last_mut() {
            Some(last @ TagEnd::Item) => {
                // Only the first paragraph of an item is the item's.
                *last = TagEnd::Paragraph;
                "list item"
            }
            Some(TagEnd::FootnoteDefinition) => "footnote",
            Some(TagEnd::DefinitionListDefinition) => "definition",
            _ => "paragraph",
        }
    }

    /// Ends the leaf block that is open, if any.
    fn close(&mut self) {
        let Some((context, kind)) = self.open.take() else {
            return;
        };
        let Some(span) = self.paragraph.span else {
            return;
        };
        self.define_before(span.start);
        self.paragraph.end_text();
        self.paragraph.keep_openings(span);
        let has_images = !self.paragraph.images.is_empty();
        // What goes on with `:--|:--` is a term and its definition, or two of these; in one line it would be a table.
        let stays = self.paragraph.has_cut_label
            || kind == Kind::Flow && may_be_table(self.source, context, span);
        if stays {
            return self.seen(Before::Other);
        }
        if kind == Kind::Flow && self.may_be_fenced(span) {
            let lines: Vec<Span> = self.paragraph.leaf.lines(self.source, span).collect();
            let texts: Vec<&str> = lines.iter().map(|line| line.of(self.source)).collect();
            let (first, last) = shell(&texts, &self.builder.settings.protect);
            let kept = first..lines.len() - last;
            let table = first_row(&texts[kept.clone()]);
            if 0 < first + last || table.is_some() || has_fence(span.of(self.source)) {
                return self.close_fenced(context, &lines[kept], table);
            }
        }
        if kind == Kind::Flow && has_images && !self.paragraph.beside_images {
            return self.close_images();
        }
        let emphasised = context == "paragraph"
            && !self.paragraph.beside_emphasis
            && self.paragraph.n_emphases == 1;
        let is_caption = emphasised && (self.before != Before::Other || has_images);
        let place = match kind {
            Kind::Flow => Place::Flow { start: span.start },
            Kind::Atx => Place::Atx,
            Kind::Cell => Place::Cell {
                start: span.start,
                is_late: false,
            },
        };
        let shown = if is_caption { "caption" } else { context };
        let added = self.block(span, shown, &place);
        self.before = match context {
            "heading 1" => Before::Title,
            _ if emphasised && has_images => Before::Image,
            _ => Before::Other,
        };
        self.candidate = emphasised && !is_caption && added;
    }

    /// Tells whether lines of the open paragraph may be structure.
    fn may_be_fenced(&self, span: Span) -> bool {
        let text = span.of(self.source);
        let has_shell = !self.builder.settings.protect.is_empty() && line_end(text).is_some();
        has_shell || has_fence(text) || may_have_table(text)
    }

    fn block(&mut self, span: Span, context: &'static str, place: &Place) -> bool {
        let context = Context(context.into());
        self.builder
            .block(&self.paragraph.leaf, span, context, place)
    }

    /// Ends a paragraph in which lines of punctuation are structure: `:::note Title` of Docusaurus and its kin,
    /// `!!! note "Title"` of MkDocs, whose titles are prose, and a lone pipe, which is all that parts a paragraph from a
    /// table above it. The lines from `table` on are rows.
    fn close_fenced(&mut self, context: &'static str, lines: &[Span], table: Option<usize>) {
        let mut prose: Option<Span> = None;
        for (idx, line) in lines.iter().enumerate() {
            let text = line.of(self.source);
            if table.is_some_and(|table| table <= idx) && !has_fence(text) {
                self.prose(context, prose.take());
                for cell in whole_cells(self.source, *line, &self.paragraph.leaf.constructs) {
                    let start = cell.start;
                    let is_late = true;
                    self.block(cell, "table cell", &Place::Cell { start, is_late });
                }
                continue;
            }
            if !has_fence(text) {
                prose = Some(Span::new(
                    prose.map_or(line.start, |prose| prose.start),
                    line.end,
                ));
                continue;
            }
            self.prose(context, prose.take());
            if let Some((start, end, in_brackets)) = fence_title(text) {
                let place = match in_brackets {
                    true => Place::Alt { label: None },
                    false => Place::Atx,
                };
                let title = Span::new(line.start + start, line.start + end);
                if !is_torn(title, &self.paragraph.leaf.constructs) {
                    self.block(title, "admonition title", &place);
                }
            }
        }
        self.prose(context, prose);
        self.seen(Before::Other);
    }

    fn prose(&mut self, context: &'static str, span: Option<Span>) {
        // Code that goes on behind a line of structure would end there in a translation.
        if let Some(span) = span.filter(|span| !is_torn(*span, &self.paragraph.leaf.constructs)) {
            self.block(span, context, &Place::Flow { start: span.start });
        }
    }

    /// Ends a paragraph of images alone: their alt texts and titles are its prose.
    fn close_images(&mut self) {
        if self.candidate {
            self.builder.rename_last(&Context("caption".into()));
        }
        for (image, alt) in std::mem::take(&mut self.paragraph.images) {
            let added = self.block(alt, "alt text", &Place::Alt { label: None });
            let tail =
                self.source[alt.end..image.end].trim_start_matches([' ', '\t', '\n', '\r', '>']);
            if added && matches!(tail, "]" | "][]") {
                let label = Some(alt);
                let hull = Span::new(alt.start, image.end);
                self.builder.widen_last(alt, hull, Place::Alt { label });
            }
            if !tail.starts_with("](") {
                continue;
            }
            let end = trim_back(self.source.as_bytes(), alt.end, image.end - 1);
            self.title(alt.end + 2, end, "image title");
        }
        self.seen(Before::Image);
    }

    /// Adds the titles of the link reference definitions that stand before `offset`.
    fn define_before(&mut self, offset: usize) {
        while let Some(span) = self.definitions.pop_if(|span| span.start < offset) {
            let text = span.of(self.source);
            let Some(colon) = label_end(text) else {
                continue;
            };
            let end = span.start + text.trim_end().len();
            self.title(span.start + colon, end, "link title");
        }
    }

    fn title(&mut self, from: usize, end: usize, context: &'static str) {
        let bytes = self.source.as_bytes();
        let depth = quote_depth(self.source, from);
        let Some((start, end, quote)) = title(self.source, from, end, depth) else {
            return;
        };
        let span = Span::new(start, end);
        let mut leaf = Leaf::default();
        leaf.fold_raw(self.source, span, |offset| {
            skip_prefix(bytes, offset, depth)
        });
        let place = Place::Title { quote };
        self.builder
            .block(&leaf, span, Context(context.into()), &place);
    }

    /// Notes what kind of block went by.
    fn seen(&mut self, before: Before) {
        if before == Before::Image && self.candidate {
            self.builder.rename_last(&Context("caption".into()));
        }
        self.before = before;
        self.candidate = false;
    }
}

/// Tells whether a tag is a block's.
fn is_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

fn heading(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 => "heading 1",
        HeadingLevel::H2 => "heading 2",
        HeadingLevel::H3 => "heading 3",
        HeadingLevel::H4 => "heading 4",
        HeadingLevel::H5 => "heading 5",
        HeadingLevel::H6 => "heading 6",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Document, Format, Settings, Unit};
    use crate::segment::Rules;

    fn read(source: &str, see: impl Fn(&Document<'_>)) {
        let settings = Settings {
            unit: Unit::Sentence,
            front_matter: Vec::new(),
            protect: vec![regex::Regex::new(r"\{\{.*?\}\}").unwrap()],
            rules: Rules::new("en"),
        };
        let (document, _) = Document::parse(source, Format::Markdown, &settings);
        see(&document);
    }

    fn check(source: &str, expect: &[(&str, &str)]) {
        read(source, |document| {
            let found: Vec<_> = document
                .segments
                .iter()
                .map(|segment| (&*segment.context.0, &*segment.text))
                .collect();
            assert_eq!(found, expect, "{source:?}");
        });
    }

    #[test]
    fn every_kind_of_block_has_its_context() {
        check(
            "# A\n\nB\n=\n\n###### C ## {#id}\n\n- D\n\n  E\n- [ ] F\n\n> G\n\n| H | I |\n|---|---|\n| J | 1 |\n",
            &[
                ("heading 1", "A"),
                ("heading 1", "B"),
                ("heading 6", "C"),
                ("list item", "D"),
                ("paragraph", "E"),
                ("list item", "F"),
                ("paragraph", "G"),
                ("table cell", "H"),
                ("table cell", "I"),
                ("table cell", "J"),
            ],
        );
        check(
            "A[^1]\n\n[^1]: B\n\nC\n: D\n\n> [!NOTE]\n> E\n",
            &[
                ("paragraph", "A[^1]"),
                ("footnote", "B"),
                ("term", "C"),
                ("definition", "D"),
                ("paragraph", "E"),
            ],
        );
        check("- \\*a b\n", &[("list item", "\\*a b")]);
        // Code that goes on behind a line of structure.
        check("A ` b\n:::note\n[c](u) ` d\n\ne\n", &[("paragraph", "e")]);
        // A term above what would be the second row of a table.
        check("d\n:\n{|b\n:-|:\n: ", &[]);
        check("a\n:  b\n:{|c\n :-|:", &[("term", "a")]);
        check("a\n:--\n||b\n:-|-\n: ", &[("table cell", "b")]);
        check(
            "b\n:c\n||d\n:-|-\n-\n: e",
            &[
                ("paragraph", "b :c"),
                ("table cell", "d"),
                ("paragraph", ": e"),
            ],
        );
        // A definition that would be a row.
        check(
            "b\n: c\n\n  d\n---|\n\ne",
            &[("term", "b"), ("paragraph", "e")],
        );
        check("{|b\n  :-\n\n   {|b\n:-|-\n: ", &[("table cell", "b")]);
        check("a\n|---|b: \\\n--|--\n", &[("paragraph", "a")]);
    }

    #[test]
    fn prefixes_and_soft_breaks_fold() {
        check(
            "> - Один\r\n>   два\r\nтри\r\n",
            &[("list item", "Один два три")],
        );
        check(
            "> a `b\n> c` <i\n> d> [e](f\n> \"g\") *h\n> \\# i*",
            &[("paragraph", "a `b c` <i d> [e](f \"g\") *h \\# i*")],
        );
        check("a\n     > b", &[("paragraph", "a > b")]);
    }

    #[test]
    fn a_label_that_its_line_end_is_part_of_stays() {
        check("[^a\nb]: /u\n\nSee [^a\nb].\n\nC\n", &[("paragraph", "C")]);
        check(
            "[a\\\nb]: /u\n\nSee [a\\\nb].\n\nC\n",
            &[("paragraph", "C")],
        );
    }

    #[test]
    fn admonitions_keep_their_lines() {
        check(
            ":::note One\nTwo\nthree\n:::\n\n!!! tip \"Four\"\n    Five\n    six\n",
            &[
                ("admonition title", "One"),
                ("paragraph", "Two three"),
                ("admonition title", "Four"),
                ("paragraph", "Five six"),
            ],
        );
    }

    #[test]
    fn a_table_right_below_text_has_cells() {
        check(
            "Text\nmore\nA | *B* c\n--|--\n`d|e` | F\n\\- G|H\n",
            &[
                ("paragraph", "Text more"),
                ("table cell", "A"),
                ("table cell", "*B* c"),
                ("table cell", "F"),
                ("table cell", "\\- G"),
                ("table cell", "H"),
            ],
        );
        check(
            "> - One\n>   A|B\n>   :--|--:\n>   C\n",
            &[
                ("list item", "One"),
                ("table cell", "A"),
                ("table cell", "B"),
                ("table cell", "C"),
            ],
        );
        check(
            ":::note\nA\nB|C\n-|-\nD|E\n:::\n",
            &[
                ("paragraph", "A"),
                ("table cell", "B"),
                ("table cell", "C"),
                ("table cell", "D"),
                ("table cell", "E"),
            ],
        );
        check(
            "|A|\n|-|\n|\n|B|\n|C|\n",
            &[
                ("table cell", "A"),
                ("table cell", "B"),
                ("table cell", "C"),
            ],
        );
        check("A | b\nc | d\n", &[("paragraph", "A | b c | d")]);
    }

    #[test]
    fn shortcodes_around_a_paragraph_keep_their_lines() {
        check(
            "{{% note %}}\nOne\ntwo\n{{% /note %}}\n\nSee\n{{ x }}\nthere.\n",
            &[
                ("paragraph", "One two"),
                ("paragraph", "See {{ x }} there."),
            ],
        );
    }

    #[test]
    fn elements_of_code_and_of_names_are_no_prose() {
        check(
            "Run <code>a. B</code> on <b\nclass=\"notranslate\">C. D</b> now. E.\n\n<code>f</code>\n",
            &[
                (
                    "paragraph",
                    "Run <code>a. B</code> on <b class=\"notranslate\">C. D</b> now.",
                ),
                ("paragraph", "E."),
            ],
        );
    }

    #[test]
    fn definitions_stand_beside_admonitions() {
        check(
            ":::note\nA\n:::\n\nTerm\n: Definition\n\nB\n:smile: c\n\nD|E\n:--|:--\nF|G\n",
            &[
                ("paragraph", "A"),
                ("term", "Term"),
                ("definition", "Definition"),
                ("paragraph", "B :smile: c"),
                ("table cell", "D"),
                ("table cell", "E"),
                ("table cell", "F"),
                ("table cell", "G"),
            ],
        );
    }

    #[test]
    fn addresses_are_whole_although_the_parser_cuts_them() {
        check(
            "https://a.b/~c/d_e and f.g@h.org",
            &[("paragraph", "https://a.b/~c/d_e and f.g@h.org")],
        );
        check("https://a.b/~c/d_e", &[]);
        check("f.g@h.org", &[]);
    }

    #[test]
    fn what_stands_on_two_lines_becomes_no_target() {
        check("[a](<b\nc>)", &[("paragraph", "[a]\\(<b c>)")]);
        check("[a]( <\n(b>)", &[("paragraph", "[a]\\( < (b>)")]);
        check("[a](<b>\n'c')", &[("paragraph", "[a](<b> 'c')")]);
        check("[a](<b\n\n>", &[("paragraph", "[a](<b")]);
    }

    #[test]
    fn a_hard_break_is_a_line_feed() {
        check("a  \nb\\\nc", &[("paragraph", "a\nb\nc")]);
    }

    #[test]
    fn references_are_decoded_where_they_mean_the_same() {
        check(
            "a&nbsp;b &eacute; &amp; c &amp;lt; &lt; &#42; &quot; `&eacute;`",
            &[(
                "paragraph",
                "a\u{a0}b é & c &amp;lt; &lt; &#42; &quot; `&eacute;`",
            )],
        );
        check(
            "[One. <[Two. Three]: four. Five.",
            &[
                ("paragraph", "[One. <[Two. Three]: four."),
                ("paragraph", "Five."),
            ],
        );
        check("a <&amp;@b>", &[("paragraph", "a <&amp;@b>")]);
    }

    #[test]
    fn text_is_borrowed_where_it_stands_in_the_source() {
        read("Один. Два\nтри. Четыре.", |document| {
            let owned =
                |idx: usize| matches!(document.segments[idx].text, std::borrow::Cow::Owned(_));
            assert_eq!([owned(0), owned(1), owned(2)], [false, true, false]);
            assert_eq!(document.segments[1].gap.of(document.source), " ");
        });
    }

    #[test]
    fn no_boundary_stands_inside_inline_markup() {
        check(
            "One [two. Three](u) four. Five **six. Seven** eight. Nine {{a. B}} `c. D` e.",
            &[
                ("paragraph", "One [two. Three](u) four."),
                ("paragraph", "Five **six. Seven** eight."),
                ("paragraph", "Nine {{a. B}} `c. D` e."),
            ],
        );
    }

    #[test]
    fn what_holds_no_prose_is_verbatim() {
        check(
            "```\na\n```\n\n    b\n\n<div>c</div>\n\n1\n\n$$d$$\n\n`e`\n\n{{f}}\n\n---\n\nhttps://g.h/i\n",
            &[],
        );
    }

    #[test]
    fn images_alone_give_their_alt_texts() {
        check(
            "![A *b*](c \"D e\")\n\n[![F](g)](h)\n![I][j]\n\n[j]: k 'L\n  m'\n",
            &[
                ("alt text", "A *b*"),
                ("image title", "D e"),
                ("alt text", "F"),
                ("alt text", "I"),
                ("link title", "L m"),
            ],
        );
        check("A ![b](c).", &[("paragraph", "A ![b](c).")]);
    }

    #[test]
    fn emphasis_beside_an_image_or_under_the_title_is_a_caption() {
        check(
            "# A\n\n*B*\n\nc *d*\n",
            &[
                ("heading 1", "A"),
                ("caption", "*B*"),
                ("paragraph", "c *d*"),
            ],
        );
        check(
            "*A*\n\n![](b)\n\n_C_\n\n_D_\n",
            &[("caption", "*A*"), ("caption", "_C_"), ("paragraph", "_D_")],
        );
        check("![a](b)\n*C*\n", &[("caption", "![a](b) *C*")]);
    }

    #[test]
    fn directives_switch_translation() {
        check(
            "<!-- tolka: skip -->\n- A\n- B\n\nC\n",
            &[("paragraph", "C")],
        );
        check("- <!-- tolka: skip -->\n  A\n- B\n", &[("list item", "B")]);
        check(
            "A\n\n<!-- tolka: off -->\n\nB\n\n[c]: d 'E'\n\n<!-- tolka: on -->\n\nF\n",
            &[("paragraph", "A"), ("paragraph", "F")],
        );
        read(
            "<!-- tolka: note Not a -->\n\n1\n\nThey left. We stayed.\n\nD",
            |document| {
                let notes: Vec<_> = document
                    .segments
                    .iter()
                    .map(|segment| segment.notes.join(""))
                    .collect();
                assert_eq!(notes, ["Not a", "", ""]);
            },
        );
    }

    #[test]
    fn directives_that_cannot_be_followed_are_remarked_upon() {
        let settings = Settings {
            unit: Unit::Block,
            front_matter: Vec::new(),
            protect: Vec::new(),
            rules: Rules::new("en"),
        };
        let source = "<!-- tolka: stop -->\n<!-- tolka: on -->\n<!-- tolka: off -->\n";
        let (_, errors) = Document::parse(source, Format::Markdown, &settings);
        let starts: Vec<_> = errors.iter().map(|error| error.span.start).collect();
        assert_eq!(starts, [0, 21, 40]);
    }

    #[test]
    fn admonitions_are_structure_with_or_without_blank_lines() {
        let expect = [
            ("admonition title", "Mind *this*"),
            ("paragraph", "Text one."),
        ];
        check(":::note Mind *this*\nText one.\n:::\n", &expect);
        check(":::note[Mind *this*]\n\nText one.\n\n:::\n", &expect);
    }
}
