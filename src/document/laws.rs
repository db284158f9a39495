//! Laws: what holds for every article, whatever its bytes.
//!
//! Separate because the laws speak of all formats at once; each has the name that the project's design gives it.

use proptest::prelude::*;

use super::structure::{Placed, Shape, difference, structure};
use super::{Document, Format, Part, Settings, Unit};
use crate::segment::Rules;

fn settings(unit: Unit) -> Settings {
    Settings {
        unit,
        front_matter: vec!["title".into(), "description".into()],
        protect: vec![regex::Regex::new(r"\{\{.*?\}\}").expect("a regex")],
        rules: Rules::new("en"),
    }
}

/// Makes text out of what articles are made of, and out of what breaks programs.
fn article() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Слово",
        "и\u{306}од",
        "é",
        "e\u{301}",
        "a\u{a0}b",
        "{{ x }}",
        "{",
        "}",
        "«Да.»",
        "One. Two",
        "naïve",
        "中文。",
        "3.5",
        "*em*",
        "**st**",
        "_u_",
        "`c`",
        "``c ` d``",
        "[l](u \"t\")",
        "![a](b)",
        "[foo]",
        "[x][foo]",
        "[^1]",
        "<b>h</b>",
        "<br>",
        "&nbsp;",
        "&amp;",
        "&lt;",
        "~~s~~",
        "$x$",
        "US$5",
        "https://a.b/c",
        "<http://a.b>",
        "\\*",
        "\\",
        "|",
        "#",
        "*",
        "`",
        "[",
        "]",
        "(",
        "<",
        "&",
        "\u{feff}",
        "\u{200f}",
        "\0",
        "🙂",
        "x:",
    ]);
    let starts = prop::sample::select(vec![
        "",
        "",
        "",
        "",
        "# ",
        "## ",
        "- ",
        "* ",
        "1. ",
        "> ",
        "> > ",
        "> - ",
        "- > ",
        "  ",
        "    ",
        "\t",
        "- [ ] ",
        "|",
        "| ",
        "---",
        "===",
        "```",
        "~~~",
        ": ",
        ":::note ",
        ":::",
        "[foo]: /u \"t\"",
        "[^1]: ",
        "<div>",
        "<!-- tolka: skip -->",
        "<!-- c -->",
        "%% tolka: skip",
        "title: ",
        "+++",
        "|---|",
        "--|--",
        "> [!NOTE]",
        "\u{2014} ",
    ]);
    let ends = prop::sample::select(vec![
        "\n", "\n", "\n", "\n\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "  \n", "\\\n", " \n", "\t\n",
        "",
    ]);
    let line = (
        starts,
        prop::collection::vec(
            (
                words,
                prop::sample::select(vec![" ", " ", "", ". ", "\u{a0}"]),
            ),
            0..5,
        ),
        ends,
    );
    let heads = prop::sample::select(vec![
        "",
        "",
        "\u{feff}",
        "---\ntitle: A: b\n---\n",
        "---\r\ntitle: Один. Два\r\ndescription: 'a ''b'\r\n---\r\n",
        "+++\ntitle = \"A \\\"b\\\"\"\n+++\n",
        "---\ntitle: >-\n  a\n  b\n---\n",
    ]);
    (heads, prop::collection::vec(line, 0..12)).prop_map(|(head, lines)| {
        let mut text = head.to_owned();
        for (start, words, end) in lines {
            text.push_str(start);
            for (word, gap) in words {
                text.push_str(word);
                text.push_str(gap);
            }
            text.push_str(end);
        }
        text
    })
}

fn assemble(document: &Document<'_>, write: impl Fn(usize, &str) -> String) -> String {
    let mut built = String::new();
    let mut done = 0;
    for (idx, segment) in document.segments.iter().enumerate() {
        built.push_str(&document.source[done..segment.span.start]);
        let text = write(idx, &segment.text);
        // What cannot be built falls back to the source.
        built.push_str(
            &document
                .encode(idx, &text)
                .unwrap_or(segment.span.of(document.source).into()),
        );
        done = segment.span.end;
    }
    built.push_str(&document.source[done..]);
    built
}

/// Changes the first visible letter of a text, as its inventory sees it.
fn one_letter_changed(document: &Document<'_>, text: &str) -> String {
    let inventory = document.inventory(text);
    for range in inventory.visible {
        let mut in_reference = false;
        for (offset, char) in text[range.clone()].char_indices() {
            in_reference = char == '&' || (in_reference && char != ';' && !char.is_whitespace());
            if char.is_alphabetic() && !in_reference {
                let mut changed = text.to_owned();
                let at = range.start + offset;
                changed.replace_range(
                    at..at + char.len_utf8(),
                    if char == 'ж' { "щ" } else { "ж" },
                );
                return changed;
            }
        }
    }
    text.to_owned()
}

fn blocks(source: &str, format: Format) -> Vec<Placed> {
    let mut shapes = structure(source, format);
    shapes.retain(|placed| {
        !matches!(
            placed.shape,
            Shape::Link | Shape::Image | Shape::FootnoteReference(_)
        )
    });
    shapes
}

/// Articles of the kinds that tools for translators are known to damage.
const AWKWARD: [&str; 23] = [
    "",
    "\n\n",
    "\u{feff}",
    "no final newline",
    "# A\r\n\r\nB\r\nc\r\n",
    "# A\rB\r\r- C\r",
    "\tcode\n\n-\tA\n\n\tB\n",
    "> A\nlazy B\n> > C\n> D\n",
    "1. A\n   1. B\n\n      C\n2) D\n",
    "- A\n- \n- B\n\n  ```\n  x\n  ```\n",
    "| A | B |\n|:-|-:|\n| C \\| d | `e \\| f` | g |\nh\n",
    "A\nB | *C* | `d\ne` | f\n-|:-|-|-\n[g|h](i) | J\n:::\n",
    "A  \nB\\\nC `d\ne` <f\ng> [h\ni](j\n\"k\")\n",
    "[A]\n\n[a]: <b c>\n  'D\n  e'\n\n[a]: again \"F\"\n",
    "![A][b] ![c][]\n\n[b]: d\n[c]: e (F)\n",
    "A[^1].\n\n[^1]: B\n\n    C\n\n        code\n",
    "Term\n: Definition\n\n  More\n: Other\n",
    "A\n===\nB\n---\n***\n_ _ _\n# \n## C ## {#d}\n",
    "<div>\nA\n\nB <i>c</i>\n\n</div>\n<!-- D\n\nE -->\n",
    "> [!NOTE]\n> A\n\n- [ ] B\n- [x] C\n",
    "---\ntitle: \"A\\\n  b\"\ndescription: |2-\n    C\n\n   d\n---\n\nE\0F\n",
    "\u{feff}+++\r\ntitle = '''A\r\nb'''\r\n+++\r\n",
    "A&nbsp;&amp;&#x41;&lt;b&gt; \\* \\\\ \\\nC **D. E** _F_G_ ~~H~~ $i$ $$\nj\n$$\n",
];

#[test]
fn awkward_articles_keep_their_bytes_and_their_structure() {
    for source in AWKWARD {
        for unit in [Unit::Sentence, Unit::Block] {
            let (document, _) = Document::parse(source, Format::Markdown, &settings(unit));
            assert_eq!(assemble(&document, |_, text| text.to_owned()), source);
            let changed = assemble(&document, |_, text| one_letter_changed(&document, text));
            let shapes = [source, &*changed].map(|text| structure(text, Format::Markdown));
            assert_eq!(difference(&shapes[0], &shapes[1]), None, "{changed:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_concatenate_to_source(source in article(), text in any::<bool>()) {
        let format = if text { Format::Text } else { Format::Markdown };
        for unit in [Unit::Sentence, Unit::Block] {
            let (document, _) = Document::parse(&source, format, &settings(unit));
            let mut whole = String::new();
            let mut n_segments = 0;
            for part in &document.parts {
                let span = match part {
                    Part::Verbatim(span) | Part::Root(span, _) => *span,
                    Part::Block(block) => {
                        prop_assert_eq!(block.segments.start, n_segments);
                        prop_assert!(!block.segments.is_empty());
                        n_segments = block.segments.end;
                        for segment in &document.segments[block.segments.clone()] {
                            prop_assert!(block.span.start <= segment.gap.start && segment.gap.end == segment.span.start);
                            prop_assert!(segment.span.start < segment.span.end && segment.span.end <= block.span.end);
                            prop_assert_eq!(segment.text.trim(), &*segment.text);
                        }
                        block.span
                    }
                };
                whole.push_str(span.of(&source));
            }
            prop_assert_eq!(&whole, &source);
            prop_assert_eq!(n_segments, document.segments.len());
        }
    }

    #[test]
    fn assembling_the_source_gives_the_source(source in article(), text in any::<bool>()) {
        let format = if text { Format::Text } else { Format::Markdown };
        let (document, _) = Document::parse(&source, format, &settings(Unit::Sentence));
        let same = assemble(&document, |_, text| text.to_owned());
        prop_assert_eq!(&same, &source);
        let changed = assemble(&document, |_, text| one_letter_changed(&document, text));
        let found = difference(&structure(&source, format), &structure(&changed, format));
        prop_assert_eq!(found, None, "{}", changed);
    }

    #[test]
    fn no_translation_changes_the_blocks(source in article(), text in article(), plain in any::<bool>()) {
        let format = if plain { Format::Text } else { Format::Markdown };
        let (document, _) = Document::parse(&source, format, &settings(Unit::Sentence));
        let text = text.trim_matches(|char: char| char.is_whitespace() || char == '\u{feff}');
        prop_assume!(!text.is_empty());
        let built = assemble(&document, |_, _| text.to_owned());
        let found = difference(&blocks(&source, format), &blocks(&built, format));
        prop_assert_eq!(found, None, "{}", built);
    }
}
