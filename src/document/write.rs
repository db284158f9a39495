//! Write: finds the craft that a segment's place asks for, and asks the guard first.
//!
//! Separate because reading and writing meet only in `Place`; it must not know how a place was found.

use std::borrow::Cow;

use super::closed::is_words_code_and_links;
use super::escape::{
    Flow, alt, atx, cell, eol, flow, front_matter_mark, is_plain, no_header, opens_title, title,
};
use super::front_matter;
use super::guard::{guard, suspicious};
use super::hidden::seen;
use super::html;
use super::inline::{Inventory, Kind, inventory_with};
use super::leaf::merged;
use super::line_start::is_table_row;
use super::lines::{BreakStyle, bare, first_line, line_start, lines_back};
use super::loose::Beyond;
use super::reference::keep_labels;
use super::{Document, Place, Segment, Unbuildable};

impl Document<'_> {
    /// Writes `text`, which is not the segment's own, at the place of segment `idx`.
    pub(super) fn write<'t>(
        &'t self,
        idx: usize,
        text: &'t str,
    ) -> Result<Cow<'t, str>, Unbuildable> {
        let segment = &self.segments[idx];
        // At the article's first byte it would be a byte order mark.
        let own = text;
        let text = match segment.span.start {
            0 => own.trim_start_matches('\u{feff}'),
            _ => own,
        };
        if text.is_empty() && !own.is_empty() {
            return Err(Unbuildable {
                reason: "the text is nothing but a byte order mark".to_owned(),
                is_foreign: false,
            });
        }
        if matches!(
            segment.place,
            Place::Markup | Place::Words | Place::Attribute { .. }
        ) {
            return self.write_html(segment, text).map(Cow::Owned);
        }
        let is_quoted = matches!(
            segment.place,
            Place::Title { .. } | Place::Value(_) | Place::Line
        );
        // An alt text that is its own label always needs it written out.
        let is_label = matches!(segment.place, Place::Alt { label: Some(_) });
        let is_plain = is_plain(text) && !self.belongs_above(idx, text);
        if !is_quoted && !is_label && is_plain && !suspicious(text, &self.protect) {
            return Ok(Cow::Borrowed(text));
        }
        if self.stands_as_it_is(idx, text) {
            return Ok(Cow::Borrowed(text));
        }
        self.write_with_care(idx, text)
    }

    /// Tells whether `text`, which is more than words, needs no escape at the place of segment `idx` and brings nothing
    /// that may be refused: it is words, code and links, and begins no block.
    pub(super) fn stands_as_it_is(&self, idx: usize, text: &str) -> bool {
        let segment = &self.segments[idx];
        let is_at_place = matches!(
            segment.place,
            Place::Flow { .. } | Place::Atx | Place::Cell { .. }
        );
        is_at_place
            && is_words_code_and_links(text, &segment.text)
            && !self.belongs_above(idx, text)
            && !self.is_protected(text)
    }

    /// Tells whether `text` at the place of segment `idx` could be read as part of what stands above: the title of a
    /// definition, a line of front matter.
    fn belongs_above(&self, idx: usize, text: &str) -> bool {
        opens_title(text) && self.below_definition(self.segments[idx].span.start)
            || front_matter_mark(text).is_some() && self.below_fence(idx)
    }

    /// Writes a text that may need an escape, or may not stand where segment `idx` stands.
    pub(super) fn write_with_care<'t>(
        &'t self,
        idx: usize,
        text: &'t str,
    ) -> Result<Cow<'t, str>, Unbuildable> {
        let segment = &self.segments[idx];
        let kept = match segment.place {
            Place::Value(_) | Place::Title { .. } => None,
            _ => keep_labels(&segment.text, text, &self.labels),
        };
        let text = kept.as_deref().unwrap_or(text);
        let inventory = self.markup(text);
        guard(&inventory, || self.markup(&segment.text))?;
        let beyond = self.beyond(idx);
        let written = match &segment.place {
            Place::Flow { start } => {
                let place = Flow {
                    source: self.source,
                    own: &segment.text,
                    own_line: first_line(segment.span.of(self.source)),
                    start: *start,
                    heading: segment.context.0.starts_with("heading"),
                    beyond,
                    at_line_start: self.at_line_start(idx, *start),
                    below_definition: segment.span.start == *start && self.below_definition(*start),
                    below_fence: self.below_fence(idx),
                    breaks: *self.breaks.get_or_init(|| BreakStyle::of(self.source)),
                };
                flow(&place, text, &inventory)?
            }
            Place::Atx => atx(text, &inventory, beyond),
            Place::Cell { start, .. } => {
                let before = &self.source[line_start(self.source, *start)..*start];
                let at_line_start = segment.span.start == *start && !before.contains('|');
                cell(text, &inventory, beyond, at_line_start)
            }
            Place::Alt { label } => {
                let label = label.map(|label| label.of(self.source));
                alt(text, &inventory, label, self.follows_line_end(idx))
            }
            Place::Title { quote } => title(text, *quote, self.follows_line_end(idx)),
            Place::Line => super::text::write(text)?,
            Place::Value(style) => {
                front_matter::write(style, text, segment.span.start, eol(self.source))?
            }
            Place::Markup | Place::Words | Place::Attribute { .. } => {
                self.write_html(segment, text)?
            }
        };
        let is_header = matches!(segment.place, Place::Flow { .. } | Place::Atx)
            && written.contains('|')
            && self.stands_above_row(segment.span.end);
        Ok(match is_header {
            true => no_header(&written).into(),
            false => written.into(),
        })
    }

    /// Writes a text in HTML, if it brings nothing that its segment lacks.
    fn write_html(&self, segment: &Segment<'_>, text: &str) -> Result<String, Unbuildable> {
        let tags = |text: &str| {
            let mut inventory = self.inventory(text);
            // An address in the text is no link here, and in a title or an attribute nothing is a tag.
            let has_tags = segment.place == Place::Markup;
            inventory.items.retain(|item| match item.kind {
                Kind::Autolink(_) => false,
                Kind::Html(_) => has_tags,
                _ => true,
            });
            inventory
        };
        let theirs = tags(text);
        guard(&theirs, || tags(&segment.text))?;
        let found = self.protect.iter().flat_map(|regex| regex.find_iter(text));
        let protected = merged(found.map(|found| found.range()).collect());
        match &segment.place {
            Place::Words => Ok(html::write::words(text, &protected)),
            Place::Attribute { quote } => Ok(html::write::value(text, *quote, &protected)),
            _ => html::write::markup(text, &segment.text, &protected),
        }
    }

    /// Tells whether the line below `offset` is the second row of a table, if the one above it is the first.
    fn stands_above_row(&self, offset: usize) -> bool {
        let mut lines = self.source[offset..].split(['\n', '\r']).skip(1);
        let line = lines.find(|line| !line.is_empty()).unwrap_or("");
        is_table_row(bare(line).as_bytes())
    }

    /// Tells whether the line above the one of `offset` may be a link reference definition without a title.
    pub(super) fn below_definition(&self, offset: usize) -> bool {
        let above = lines_back(&self.source[..line_start(self.source, offset)]);
        // A definition has its label, its address and its title on a line each at most.
        let mut above = above.take(3).map(bare);
        above
            .by_ref()
            .take_while(|line| !line.is_empty())
            .any(|line| line.contains("]:"))
    }

    /// Tells whether segment `idx` is the first text below a rule that could be the fence of front matter.
    fn below_fence(&self, idx: usize) -> bool {
        let is_heading = |segment: &Segment<'_>| segment.place == Place::Atx;
        self.source
            .trim_start_matches('\u{feff}')
            .starts_with("---")
            && self.segments[..idx].iter().all(is_heading)
            && front_matter::may_begin(self.source)
    }

    /// Takes the inventory of a text of this article, with its protected spans and its link references.
    pub fn inventory(&self, text: &str) -> Inventory {
        seen(text, self.format, self.markup(text))
    }

    /// Takes the inventory as a parser does, to whom the inside of an element is like its outside.
    fn markup(&self, text: &str) -> Inventory {
        inventory_with(text, self.format, &self.protect, Some(&self.labels))
    }

    /// Says what stands in the block of segment `idx` besides it.
    fn beyond(&self, idx: usize) -> Beyond {
        let is_followed = self
            .segments
            .get(idx + 1)
            .is_some_and(|next| !next.starts_block);
        match is_followed || !self.segments[idx].starts_block {
            true => Beyond::Segments,
            false => Beyond::Nothing,
        }
    }

    /// Tells whether only white space and quote markers stand between a line end and segment `idx`.
    fn follows_line_end(&self, idx: usize) -> bool {
        let before = &self.source[..self.segments[idx].span.start];
        before
            .trim_end_matches([' ', '\t', '>'])
            .ends_with(['\n', '\r'])
    }

    /// Tells whether segment `idx` stands where a line may begin a block: not where it is indented by four more blanks.
    fn at_line_start(&self, idx: usize, block_start: usize) -> bool {
        let segment = &self.segments[idx];
        // What has no words is no segment.
        let before = &self.source[block_start..segment.span.start];
        let indent = before.rfind(['\n', '\r']).map(|end| &before[end + 1..]);
        let n_prefix = block_start - line_start(self.source, block_start);
        let begins = |indent: &str| {
            let is_prefix = |char| matches!(char, ' ' | '\t' | '>');
            indent.len() < n_prefix + 4 && indent.chars().all(is_prefix)
        };
        segment.span.start == block_start || indent.is_some_and(begins)
    }
}

#[cfg(test)]
mod tests {
    use super::super::structure::{difference, structure};
    use super::super::{Format, Settings, Unit};
    use super::*;
    use crate::segment::Rules;

    /// Replaces the first segment of `source` by `text`; the structure must stay.
    fn check(source: &str, text: &str, expect: &str) {
        let written = build(source, text).unwrap();
        assert_eq!(written, expect);
        let shapes = [source, &*written].map(|text| structure(text, Format::Markdown));
        assert_eq!(difference(&shapes[0], &shapes[1]), None, "{written:?}");
    }

    fn refuses(source: &str, text: &str, reason: &str) {
        let refused = build(source, text).map_err(|error| error.reason);
        assert_eq!(refused, Err(reason.to_owned()));
    }

    fn settings() -> Settings {
        Settings {
            unit: Unit::Sentence,
            front_matter: Vec::new(),
            protect: vec![regex::Regex::new(r"\{\{.*?\}\}").unwrap()],
            rules: Rules::new("en"),
        }
    }

    fn build(source: &str, text: &str) -> Result<String, Unbuildable> {
        let settings = settings();
        let (document, _) = Document::parse(source, Format::Markdown, &settings);
        let mut built = source.to_owned();
        let written = document.encode(0, text)?;
        built.replace_range(document.segments[0].span.range(), &written);
        Ok(built)
    }

    #[test]
    fn a_line_cannot_begin_a_block() {
        check("A b.\n", "# Б", "\\# Б\n");
        check("[x](y)\n", "[`a]: b`](c)", "[`a]\\: b`](c)\n");
        check("- A b.\n", "1. Б", "- 1\\. Б\n");
        check("> A b.\n", "> Б", "> \\> Б\n");
        check("A b.\n", "    Б", "Б\n");
        check("A b.\n", "```", "\\`\\`\\`\n");
        check("A b.\n", "[б]: /u", "[б]\\: /u\n");
        check("A b.\n", "[б\nа]: /u", "\\[б\\\nа]: /u\n");
        check("A\\\n<b>\n", "Б\n<b>", "Б\\\n<b>\n");
        check("<b> \\\nb> c\n", "<b>\nж> д", "<b>\\\nж> д\n");
        check("A b.\n", "[^б\nа]: в", "\\[^б\\\nа]: в\n");
        check("A [b\nc](/u).\n", "[б\nа](/u).", "[б\\\nа](/u).\n");
        check("- A b.\n", "[x] Б", "- \\[x] Б\n");
        check("- \\[x] A\n", "[x] Б", "- \\[x] Б\n");
        check("A b.\n===\n", "- Б", "\\- Б\n===\n");
        check("A b.\n", "<div", "\\<div\n");
        check("_>: A! __\n", "_", "\\_ __\n");
        check(
            ">A\\\n>      <!-- b --> c\n",
            "Б\n<!-- b --> в",
            ">Б\\\n>     <!-- b --> в\n",
        );
        check("[\n: a\n", "б]: в", "[\n: б\\]: в\n");
        check("[a]: b\nC\n", "(б)", "[a]: b\n\\(б)\n");
        check("> [a]:\n> b\n> C\n", "\"б\"", "> [a]:\n> b\n> \\\"б\"\n");
        check("[a]: b\n\nC\n", "(б)", "[a]: b\n\n(б)\n");
        check("---\n\nA b\n---\n", "Б: в", "---\n\nБ\\: в\n---\n");
        check("---\n#a\nb\n:::\n---", "#а б", "---\n\\#а б\n:::\n---");
        check(
            "- A\\\n      <!-- b --> c\n",
            "Б\n<!-- b --> в",
            "- Б\\\n      <!-- b --> в\n",
        );
    }

    #[test]
    fn a_line_feed_is_a_hard_break_in_the_articles_style() {
        check("> - A b.\n", "Б\nв", "> - Б\\\n>   в\n");
        check(
            "1. A b\r\n\r\nc  \r\nd",
            "Б\r\n- в",
            "1. Б  \r\n   \\- в\r\n\r\nc  \r\nd",
        );
        check("A b.", "Б\n\nв\n===", "Б\\\n\\\nв\\\n\\===");
        check("# A b\n", "Б\nв", "# Б в\n");
        check("| A |\n|---|\n", "Б\nв", "| Б в |\n|---|\n");
    }

    #[test]
    fn headings_end_where_they_ended() {
        check("## A b\n", "Б #", "## Б \\#\n");
        check("## A b ## {#x .y}\n", "Б C#", "## Б C# ## {#x .y}\n");
        check("## A b\n", "Б {в}", "## Б \\{в}\n");
        check("A b\n---\n", "Б {#в}", "Б \\{#в}\n---\n");
        check("#a b\n===\n", "# Б", "\\# Б\n===\n");
    }

    #[test]
    fn cells_hold_no_bare_pipe() {
        check(
            "| A `b` |\n|---|\n",
            "Б | `в|г` \\| \\",
            "| Б \\| `в\\|г` \\| \\\\  |\n|---|\n",
        );
        check("a | b\n--|--\n", "- Б", "\\- Б | b\n--|--\n");
        check("1\na | b]: c\n--|--\n", "[б", "1\n\\[б | b]: c\n--|--\n");
        check(
            "1\na | b\n--|--\n",
            "- Б | в\nг",
            "1\n\\- Б \\| в г | b\n--|--\n",
        );
    }

    #[test]
    fn alt_texts_and_titles_end_where_they_ended() {
        check("![A b](c)\n", "Б] [в", "![Б\\] \\[в](c)\n");
        check("![A b](c)\n", "Б [в]", "![Б [в]](c)\n");
        check("![\nA b](c)\n", "* Б", "![\n\\* Б](c)\n");
        check("![A `[` b](c)\n", "Б `[` в]", "![Б `[` в\\]](c)\n");
        check("![[A]([)](c)\n", "[Б]([)", "![[Б]([)](c)\n");
        check("![A b]\n\n[a b]: c\n", "Б", "![Б][A b]\n\n[a b]: c\n");
        check("![A\n]\n\n[a]: c\n", "Б", "![Б][A]\n\n[a]: c\n");
        check(
            "[a]: b \"C d\"\n",
            "«Б» \"в\"\\",
            "[a]: b \"«Б» \\\"в\\\"\\\\\"\n",
        );
        check("[a]: b (C d)\n", "Б (в)\n\nг", "[a]: b (Б \\(в\\)  г)\n");
    }

    #[test]
    fn delimiters_left_over_do_not_reach_the_next_sentence() {
        check(
            "They left. We `c` *d*.\n",
            "Б ` *в.",
            "Б \\` \\*в. We `c` *d*.\n",
        );
        check(
            "They left. We *c*.\n",
            "*Б* 2 * 3 a_b.",
            "*Б* 2 * 3 a_b. We *c*.\n",
        );
        check(
            "They [*] [left](/v). We *c*.\n\n[*]: /u\n",
            "Б [*] [в*](/v).",
            "Б [*] [в*](/v). We *c*.\n\n[*]: /u\n",
        );
        check("A b *c*.\n", "Б *в.", "Б *в.\n");
        check("They left. We stayed.\n", "Б](в).", "Б\\](в). We stayed.\n");
        check(
            "![a[](]() b. We stayed.\n",
            "![б[](]() в.",
            "![б[](]() в. We stayed.\n",
        );
        check(
            "They left. We stayed.\n",
            "[](<?)",
            "[]\\(\\<?) We stayed.\n",
        );
        check(
            "They left. We stayed.\n",
            "[а](б](<?)",
            "[а]\\(б\\]\\(\\<?) We stayed.\n",
        );
        check("They left.\nWe stayed.\n", "Б\\", "Б\\\\\nWe stayed.\n");
        check("A\n:::]::\n", "[", "\\[\n:::]::\n");
        check("They left. We a]: b.\n", "[Б.", "\\[Б. We a]: b.\n");
    }

    #[test]
    fn a_translated_reference_keeps_its_label() {
        check(
            "![a [^b]c][d] e\n\n[d]: /u\n",
            "![б [^b]в][d] г",
            "![б [^b]в][d] г\n\n[d]: /u\n",
        );
        check("[  \na]\n\n[a]: b\n", "[\na] б", "[  \na] б\n\n[a]: b\n");
        check(
            "See [Foo].\n\n[foo]: /u\n",
            "См. [Фу].",
            "См. [Фу][Foo].\n\n[foo]: /u\n",
        );
        check(
            "[a][^<!-->]\n\n[a]: b\n",
            "[б][^<!-->]",
            "[б][a][^<!-->]\n\n[a]: b\n",
        );
        check(
            "[\\\na][b] c\n\n[b]: d\n",
            "[\nб][b] в",
            "[\\\nб][b] в\n\n[b]: d\n",
        );
        check(
            "A[^<b>][^f\n\n[^f]: c\n",
            "Б[^<b>][^г",
            "Б[^<b>][^г\n\n[^f]: c\n",
        );
        check(
            "A[^f][^g] b\n\n[^f]: c\n",
            "Б[^g][^f]",
            "Б[^g][^f]\n\n[^f]: c\n",
        );
        check("[a][^]\n\n[a]: b\n", "[б][^]", "[б][^]\n\n[a]: b\n");
        check(
            "[a][^b\nc]\n\n[a]: b\n",
            r"\[a\]\[^б в\]",
            "\\[a\\]\\[^б в\\]\n\n[a]: b\n",
        );
    }

    #[test]
    fn the_title_of_an_admonition_keeps_its_reference() {
        check(
            "!!! tip \"See [Foo]\"\n\n[foo]: /u\n",
            "См. [«Фу»] \"в\"",
            "!!! tip \"См. [«Фу»][Foo] \"в\"\"\n\n[foo]: /u\n",
        );
    }

    #[test]
    fn a_line_so_far_in_begins_no_block() {
        let write = |source: &str| {
            let settings = settings();
            let (document, _) = Document::parse(source, Format::Markdown, &settings);
            let written = document.encode(1, "<!-- b -->Мы остались.");
            written.map(|_| ()).map_err(|error| error.reason)
        };
        assert_eq!(Ok(()), write("They left.\n    <!-- b -->We stayed.\n"));
        assert_eq!(Ok(()), write("> They left.\n>      <!-- b -->We stayed.\n"));
        assert_eq!(Ok(()), write("They left.\n\u{b}<!-- b -->We stayed.\n"));
        assert_eq!(Ok(()), write("They left. <!-- b -->We stayed.\n"));
    }

    #[test]
    fn a_line_below_one_without_words_begins_a_block() {
        refuses(
            "?\n9<p>a",
            "<p>б",
            "a line that begins with this HTML tag would begin an HTML block",
        );
    }

    #[test]
    fn a_tag_may_begin_a_line_that_it_begins() {
        check(":::\n    <script>a\n", "<script>б", ":::\n    <script>б\n");
        check("[a]:;\n<b>  \nc", "<b>\nд", "[a]:;\n<b>\\\nд");
        check("<a\nb>  \nc", "<a b>\nд", "<a b>\\\nд");
    }

    #[test]
    fn what_cannot_be_made_safe_is_refused() {
        refuses(
            "A.",
            "\u{feff}",
            "the text is nothing but a byte order mark",
        );
        refuses(
            "A <b>c</b>.",
            "<script>",
            "the segment has no HTML element “script”",
        );
        refuses("A.", "Б {{в}}", "the segment has no protected span “{{в}}”");
        refuses(
            "A.",
            "[б](data:x)",
            "the segment has no link with the scheme “data:”",
        );
        refuses(
            "A <p> b.",
            "<p> Б",
            "a line that begins with this HTML tag would begin an HTML block",
        );
    }
}
