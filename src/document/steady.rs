//! Steady: whether a translation is sure to stand where its segment stands and to leave the article its shape, told by
//! its bytes alone. An article of such translations need not be assembled and read again to know its shape.
//!
//! Separate because it is a proof, and each of its steps says why; it must not know what the answer is for.
//!
//! The shape of Markdown hangs on how lines begin, on a few signs between words (`|`, `#`, `<` and the like), and
//! on links, images and footnotes. A text is *steady* that begins no block and whose markup is closed within it
//! (`closed`), where its references are defined. In a paragraph whose texts are all steady no sign can find a partner in
//! another text, so that any of them can give way to another steady one with as many links, to the same labels, and with
//! the same tags. Emphasis is no part of a shape.

use std::ops::Range;

use super::admonition::has_fence;
use super::closed::{Found, May, is_closed, may_name_scheme};
use super::escape::opens_title;
use super::inline::Inventory;
use super::lines::{bare, line_start, lines_back};
use super::role::is_of_address;
use super::{Document, Format, Part, Place};

/// Is what is known of a segment in whose place a steady text leaves the article its shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steady<'d> {
    /// Its links, references and tags.
    found: Vec<Found<'d>>,
    holds: Holds,
}

/// Is what somebody knows who has read a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known<'k> {
    /// Nothing.
    Nothing,
    /// None of its bytes has a role in markup, and none is of an address.
    Plain,
    /// Its markup.
    Markup(&'k Inventory),
}

/// Is what may stand in a segment's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// Words, code, links and tags.
    Markup,
    /// The same behind the mark of a heading, where no block begins.
    Heading,
    /// Words alone.
    Words,
    /// Words in a value of the front matter, which the shape does not have, if they can be written there.
    Value,
}

impl Document<'_> {
    /// Finds the segments, by index, in whose places it can be told by the bytes of a text whether it leaves the
    /// article its shape.
    pub fn steady(&self) -> Vec<Option<Steady<'_>>> {
        let mut all = vec![None; self.segments.len()];
        if self.format != Format::Markdown {
            return all;
        }
        for part in &self.parts {
            let Part::Block(block) = part else { continue };
            let first = &self.segments[block.segments.start];
            let end = self.segments[block.segments.end - 1].span.end;
            // The whole block with what it has: it may be that of its only segment.
            let mut whole = None;
            let mut is_whole = |start: usize, may| {
                let Some(own) = self.source.get(start..end) else {
                    return false;
                };
                let (_, found) = whole.insert((own, Vec::new()));
                self.is_steady(own, may, |one| found.push(one))
            };
            let holds = match first.place {
                // What stands between the paragraph's start and its first segment has to be steady too.
                // What stands behind the last one finds no partner before it.
                Place::Flow { start } => {
                    let is_whole = is_whole(start, LINES)
                        && self.are_apart(block.segments.clone())
                        && self.begins_by_itself(start)
                        && !self.goes_on(start);
                    is_whole.then_some(Holds::Markup)
                }
                Place::Atx => {
                    let start = first.span.start;
                    let is_whole = self.follows_marks(start)
                        && is_whole(start, HEADING)
                        && self.are_apart(block.segments.clone());
                    is_whole.then_some(Holds::Heading)
                }
                // Cells are parted before anything in them is read.
                Place::Cell {
                    start,
                    is_late: false,
                } if block.segments.len() == 1 => {
                    is_whole(start, May::LINE).then_some(Holds::Markup)
                }
                Place::Cell { .. } => {
                    let all_steady = block
                        .segments
                        .clone()
                        .all(|idx| self.is_steady_in_cell(idx));
                    let is_whole = all_steady && self.are_apart(block.segments.clone());
                    is_whole.then_some(Holds::Markup)
                }
                // The title of a directive is written like an alt text, and may become a link.
                Place::Alt { label: None } => {
                    let before = &self.source[..first.span.start];
                    before.ends_with("![").then_some(Holds::Words)
                }
                Place::Value(_) => Some(Holds::Value),
                _ => None,
            };
            let Some(holds) = holds else { continue };
            for idx in block.segments.clone() {
                let own = &*self.segments[idx].text;
                let is_whole = |(text, _): &mut (&str, _)| own == *text && !own.contains('\n');
                if let Some((_, found)) = whole.take_if(is_whole) {
                    all[idx] = Some(Steady { found, holds });
                    continue;
                }
                let mut found = Vec::new();
                let is_own = match holds {
                    Holds::Markup | Holds::Heading => {
                        self.is_steady(own, holds.may(), |one| found.push(one))
                    }
                    Holds::Words => {
                        is_closed(own, May::LINE, |one| found.push(one)) && found.is_empty()
                    }
                    Holds::Value => true,
                };
                all[idx] = is_own.then_some(Steady { found, holds });
            }
        }
        all
    }

    /// Tells whether white space stands between segments of a block: without it the end of one and the start of the next
    /// could be one sign.
    fn are_apart(&self, segments: Range<usize>) -> bool {
        let bytes = self.source.as_bytes();
        self.segments[segments].array_windows().all(|[one, other]| {
            let between = bytes.get(one.span.end..other.span.start);
            between.is_some_and(|between| {
                let edges = between.first().zip(between.last());
                let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
                // A pipe parts two cells.
                let is_part = |byte: &u8| is_blank(byte) || *byte == b'|';
                edges
                    .is_some_and(|(first, last)| is_part(first) && (is_part(last) || *last == b'>'))
            })
        })
    }

    /// Tells whether a paragraph that starts at `start` cannot become the title of a definition above it.
    fn begins_by_itself(&self, start: usize) -> bool {
        !opens_title(&self.source[start..]) || !self.below_definition(start)
    }

    /// Tells whether a cell is steady up to the end of a segment of it, unless some parsers see a paragraph there.
    fn is_steady_in_cell(&self, idx: usize) -> bool {
        let segment = &self.segments[idx];
        let Place::Cell {
            start,
            is_late: false,
        } = segment.place
        else {
            return false;
        };
        let own = self.source.get(start..segment.span.end);
        own.is_some_and(|own| self.is_steady(own, May::LINE, |_| {}))
    }

    /// Tells a closed text whose references are defined; calls `found` with what it has.
    fn is_steady<'t>(&self, text: &'t str, may: May, mut found: impl FnMut(Found<'t>)) -> bool {
        let mut all_defined = true;
        is_closed(text, may, |one| {
            if let Found::Reference(label) = one {
                all_defined &= self.labels.has_link(label);
            }
            found(one);
        }) && all_defined
    }

    /// Tells whether `text`, of which something may be `known`, is sure to be written in the place of segment `idx`, which is
    /// `steady`, and to leave the article its shape.
    pub fn fits(&self, idx: usize, steady: &Steady<'_>, text: &str, known: Known<'_>) -> bool {
        let begins = || steady.holds.may().begins(text.as_bytes()) && !text.ends_with(' ');
        if known == Known::Plain && steady.holds != Holds::Value {
            debug_assert!(is_inert(text), "{text:?}");
            return begins() && steady.found.is_empty() && !self.is_protected(text);
        }
        if steady.holds == Holds::Value {
            return fits_any_style(text) && !self.is_protected(text)
                || !text.contains(['\n', '\r', '#']) && self.encode(idx, text).is_ok();
        }
        let mut rest = Rest::of(&steady.found);
        let is_closed = match known {
            Known::Markup(inventory) if inventory.is_closed => {
                let found = inventory.items.iter().filter_map(Found::of);
                found.for_each(|one| rest.take(one));
                begins()
            }
            _ => is_closed(text, steady.holds.may(), |one| rest.take(one)),
        };
        if !is_closed || !rest.is_empty() || self.is_protected(text) {
            return false;
        }
        match steady.holds {
            Holds::Markup | Holds::Heading | Holds::Value => true,
            Holds::Words => !text.contains(['*', '_', '`']),
        }
    }

    /// Tells whether a block at `start` may go on with what stands above a line of structure, or one of protected spans, for a
    /// parser that does not know these: code or a link may reach over it.
    fn goes_on(&self, start: usize) -> bool {
        const MOST: usize = 50;
        let mut above = lines_back(&self.source[..line_start(self.source, start)]).map(bare);
        let is_structure = |line: &str| has_fence(line) || self.is_protected(line);
        if !above.next().is_some_and(is_structure) {
            return false;
        }
        let mut paragraph = above.take_while(|line| !line.is_empty()).enumerate();
        paragraph.any(|(idx, line)| idx == MOST || line.contains(['`', '[', ']', '<']))
    }

    /// Tells whether nothing but the marks of blocks stands in a line before `offset`.
    fn follows_marks(&self, offset: usize) -> bool {
        let before = self.source[..offset].bytes().rev();
        let mut line = before.take_while(|byte| !matches!(byte, b'\n' | b'\r'));
        line.all(|byte| {
            matches!(
                byte,
                b' ' | b'\t' | b'>' | b'#' | b'*' | b'+' | b'-' | b'.' | b')' | b'0'..=b'9'
            )
        })
    }
}

/// A text of many lines.
const LINES: May = May {
    go_on: true,
    ..May::LINE
};

/// A text behind the mark of a heading.
const HEADING: May = May {
    begin_line: false,
    ..May::LINE
};

impl Holds {
    fn may(self) -> May {
        match self {
            Holds::Heading => HEADING,
            _ => May::LINE,
        }
    }
}

/// Is what of a steady segment was not found in a text yet.
struct Rest<'s, 'd> {
    all: &'s [Found<'d>],
    n_links: usize,
    /// How many of its tags, which have to come in their order.
    n_tags: usize,
    is_known: bool,
}

impl<'s, 'd> Rest<'s, 'd> {
    fn of(all: &'s [Found<'d>]) -> Self {
        let n_tags = all
            .iter()
            .filter(|one| matches!(one, Found::Tag(_)))
            .count();
        Rest {
            all,
            n_links: all.len() - n_tags,
            n_tags,
            is_known: true,
        }
    }

    /// Takes what stands in the text.
    fn take(&mut self, one: Found<'_>) {
        match one {
            Found::Tag(tag) => {
                let mut tags = self.all.iter().filter_map(|own| match own {
                    Found::Tag(tag) => Some(*tag),
                    _ => None,
                });
                self.is_known &= 0 < self.n_tags && tags.nth_back(self.n_tags - 1) == Some(tag);
                self.n_tags = self.n_tags.saturating_sub(1);
            }
            // A scheme or a place that the segment does not have may be refused, or lead nowhere.
            Found::Link(target) => {
                let is_free = !may_name_scheme(target) && !target.contains('#');
                self.is_known &= is_free || self.all.contains(&one);
                self.count();
            }
            Found::Reference(_) => {
                self.is_known &= self.all.contains(&one);
                self.count();
            }
        }
    }

    fn count(&mut self) {
        self.is_known &= 0 < self.n_links;
        self.n_links = self.n_links.saturating_sub(1);
    }

    /// Tells whether everything was found, and nothing else.
    fn is_empty(&self) -> bool {
        self.is_known && self.n_links == 0 && self.n_tags == 0
    }
}

/// Tells a text of which no byte has a role, but for dots and slashes outside of addresses.
pub fn is_inert(text: &str) -> bool {
    super::role::is_inert(text.as_bytes(), 0..text.len())
}

/// Tells a text that can be written in any style of front matter as it is: it begins with a letter, and has nothing but
/// letters, digits, blanks and marks that no style reads.
fn fits_any_style(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = matches!(bytes, [b'A'..=b'Z' | b'a'..=b'z' | 0xC3..=0xDF, ..]);
    // 0xC2 begins control characters too; a bare address may have a scheme that the segment lacks.
    let is_of_words = |(at, byte): (usize, &u8)| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | 0x80..=0xBF | 0xC3..=0xDF => true,
        b' ' | b',' | b'(' | b')' | b'?' | b'!' | b'-' => true,
        b'.' => !is_of_address(bytes, at),
        _ => false,
    };
    begins && bytes.iter().enumerate().all(is_of_words)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::inline::inventory;
    use super::super::structure::{Placed, Shape, structure};
    use super::super::{Settings, Unit};
    use super::*;
    use crate::segment::Rules;

    fn settings(unit: Unit) -> Settings {
        Settings {
            unit,
            front_matter: vec!["title".to_owned()],
            protect: Vec::new(),
            rules: Rules::new("en"),
        }
    }

    /// Returns the shape block by block, the links and images of each in any order.
    fn shape(source: &str) -> Vec<String> {
        let is_inline = |shape: &Shape| {
            matches!(
                shape,
                Shape::Link | Shape::Image | Shape::FootnoteReference(_)
            )
        };
        let mut blocks: Vec<Vec<String>> = vec![Vec::new()];
        for Placed { shape, .. } in structure(source, Format::Markdown) {
            match blocks.last_mut() {
                Some(last) if is_inline(&shape) => last.push(shape.to_string()),
                _ => blocks.push(vec![format!("{shape:?}")]),
            }
        }
        for block in &mut blocks {
            block.sort();
        }
        blocks.into_iter().map(|block| block.join(" ")).collect()
    }

    #[track_caller]
    fn check(source: &str, text: &str, expect: bool) {
        let settings = settings(Unit::Sentence);
        let (document, _) = Document::parse(source, Format::Markdown, &settings);
        let steady = document.steady();
        let inventory = inventory(text, Format::Markdown, &[]);
        let known = match is_inert(text) {
            true => Known::Plain,
            false => Known::Markup(&inventory),
        };
        for known in [Known::Nothing, known] {
            let fits = steady[0]
                .as_ref()
                .is_some_and(|own| document.fits(0, own, text, known));
            assert_eq!(fits, expect, "{source:?} {text:?} {steady:?} {known:?}");
        }
    }

    #[test]
    fn words_may_stand_for_words() {
        check("A b.\n", "Слово «в» 2014.", true);
        check("> A b\n> c.\n", "`в` и [г](/d).", false);
        check("- See [a](/b) now.\n", "См. [г](/d), *там*.", true);
        check("## A b\n", "Б", true);
        check("| A | `b` c |\n|---|---|\n", "Б", true);
        check("![A b](c.png)\n", "Б", true);
        check("---\ntitle: A b\n---\n", "Б: в", true);
        check("---\ntitle: A b\n---\n", "Б www.c.d", false);
        check("## 1. A b\n", "1. Б", true);
        check("A [b][] c.\n\n[b]: /d\n", "Б [в][b] г.", true);
        check("A <kbd>b</kbd> & c.\n", "Б & <kbd>в</kbd>.", true);
        check("> A &\n> b <\n> c.\n", "Б & в < г.", true);
    }

    #[test]
    fn what_may_mean_more_does_not_fit() {
        for text in [
            "1. Б",
            "- Б",
            "Б | в",
            "Б `в",
            "Б <b>",
            "[Б]",
            "# Б",
            "Б\nв",
            "",
            "Б [в](x:y)",
        ] {
            check("See [a](/b) now.\n", text, false);
        }
        check("A ` b.\n", "Б", false);
        check("A [b][] c.\n", "Б [в][b] г.", false);
        check("A [b][] c.\n\n[b]: /d\n[e]: /f\n", "Б [в][e] г.", false);
        check("A <kbd>b</kbd>.\n", "Б </kbd>в<kbd>.", false);
        check("A <kbd>b</kbd>.\n", "Б <kbd>в.", false);
        check(
            "A <b c=\"d> [x](/y) e.\n",
            "Б <b c=\"d> [в](/y)\" > г.",
            false,
        );
        check("A [x\u{A0}y] b.\n\n[x y]: /d\n", "Б [в](/d).", false);
        check("> See [!x y] now.\n\n[!x y]: /d\n", "[!x y] там.", false);
        check("Is it so [a]?Today [it](/d) works.\n", "Это [a]", false);
        check(":::note[A b]\nC d.\n:::\n\n[e]: /f\n", "e", false);
        check("![A b](c.png)\n", "Б *в*", false);
        check(":::note\nA b.\n\nc\n", "Б", true);
    }

    #[test]
    fn code_may_reach_over_a_line_of_structure() {
        let source = "a ``b\n!!! note \"\nc [d](e)\n";
        let (document, _) = Document::parse(source, Format::Markdown, &settings(Unit::Sentence));
        assert_eq!(
            document.steady().last(),
            Some(&None),
            "{:?}",
            document.segments
        );
    }

    /// One block of an article.
    fn block() -> impl Strategy<Value = String> {
        let words = "([Aaбñ]{1,3}|[ ]|[.,:;!?()\"'/-]|1|`[a#]{1,2}`|\\[[ab]{1,2}\\]\\([a/.#:_]{1,3}\\)|\\*\\*?[aб]{1,2}\\*\\*?|[`*_|<&#{}~$\\[\\]\\\\]|!\\[a\\]\\(b\\)|\\[\\^1\\]|\n|\n> |\n  |\n<i>|\n<ab:c>|\n& | &\n| <\n|\n</div>|\\[[ab*`]{1,3}\\]\\[(ab?)?\\]|\\[ab?\\]|</?[ij]>|<i a=\"b\">|<i a=\"b> |<ab:c>| & |#1| > | < |\\[`a\\]: b`\\]\\(c\\)|\\[\\!ab\\]|[?!]){1,9}";
        let mark =
            "(|- |1\\. |> |> - |# |## |\\| |a \\| |!!! note \"|- \\[x\\] |: |:::|    |\\[ab?\\]: )";
        let end = "(|| \\||  | #|\n===|\n---|\n\\| --- \\||\n--\\|--|\n: a|`|\\*)";
        (mark, words, end).prop_map(|(mark, words, end)| format!("{mark}{words}{end}"))
    }

    /// Texts, most of them steady.
    fn text() -> impl Strategy<Value = String> {
        "([Aaбñ]{1,3}|[ ]|[.,:;!?()\"'/-]|1|`[a#|]{1,2}`|\\[[ab]{1,2}\\]\\([a/.#_:]{1,3}\\)|\\*\\*?[aб]{1,2}\\*\\*?|[*_|~:$]|\\[[бa*`]{1,3}\\]\\[(ab?)?\\]|\\[ab?\\]|</?[ij]>|<i a=\"b\">|<i a=\"b> |<ab:c>| & |#1| > | < |\\[`a\\]: b`\\]\\(c\\)|\\[\\!ab\\]|[?!]){1,8}"
    }

    /// What needs no escape is written as it is, where it may stand at all.
    fn is_written_as_it_is(
        document: &Document<'_>,
        idx: usize,
        text: &str,
    ) -> Result<(), TestCaseError> {
        if document.stands_as_it_is(idx, text) {
            let written = document.write_with_care(idx, text);
            prop_assert_eq!(written.as_deref(), Ok(text), "{:?}", document.source);
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(3_000), ..ProptestConfig::default() })]

        /// What fits is written, and the article that holds nothing else new has the shape it had.
        #[test]
        fn what_fits_keeps_the_shape(
            blocks in prop::collection::vec(block(), 1..5),
            breaks in prop::collection::vec("(\n|\n\n)", 5),
            texts in prop::collection::vec(text(), 1..8),
            by_sentence in any::<bool>(),
            definitions in "(\n\\[a\\]: /a\n\\[ab\\]: /b\n\\[\\!ab\\]: /c\n)?",
        ) {
            let source: String = blocks.iter().zip(&breaks).flat_map(|(a, b)| [&**a, &**b]).collect();
            let source = source + &definitions;
            let unit = if by_sentence { Unit::Sentence } else { Unit::Block };
            let (document, _) = Document::parse(&source, Format::Markdown, &settings(unit));
            let steady = document.steady();
            let mut built = String::new();
            let mut at = 0;
            let mut is_changed = false;
            for (idx, segment) in document.segments.iter().enumerate() {
                let text = &texts[idx % texts.len()];
                for text in &texts {
                    is_written_as_it_is(&document, idx, text)?;
                }
                let inventory = inventory(text, Format::Markdown, &[]);
                let known = [Known::Nothing, if is_inert(text) { Known::Plain } else { Known::Markup(&inventory) }];
                let [fits, known_fits] = known.map(|known| {
                    steady[idx].as_ref().is_some_and(|own| document.fits(idx, own, text, known))
                });
                prop_assert_eq!(fits, known_fits, "{:?} {:?}", source, text);
                if !fits || segment.span.start < at {
                    continue;
                }
                let written = document.encode(idx, text);
                prop_assert!(written.is_ok(), "{:?} {:?}", source, text);
                built.push_str(&source[at..segment.span.start]);
                built.push_str(&written.expect("it was asked"));
                at = segment.span.end;
                is_changed = true;
            }
            built.push_str(&source[at..]);
            if is_changed {
                prop_assert_eq!(shape(&source), shape(&built), "{:?} {:?}", source, built);
            }
        }
    }
}
