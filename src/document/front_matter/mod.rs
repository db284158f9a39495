//! Front matter: the values at an article's head that a project translates.
//!
//! Separate because it is no Markdown: it is cut off before the Markdown parser sees the article. It must not know
//! which keys are worth translating; the settings name them.

mod scalar;
mod toml;
mod yaml;

use super::Unbuildable;
use super::lines::{end_of_line, line_end};
use super::partition::Builder;
use crate::span::Span;

/// Is how a value of the front matter is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// YAML without quotes; with `whole`, the segment is all of the value and may be put into quotes.
    Plain { whole: bool, first: usize },
    /// YAML in `'`.
    Single,
    /// YAML in `"`.
    Double,
    /// YAML after `|` or `>`, its lines indented by so many blanks.
    Scalar { folded: bool, indent: usize },
    /// TOML in `"`.
    Basic,
    /// TOML in `"""`.
    MultiBasic,
    /// TOML in `'`; with `whole`, the quotes belong to the segment.
    Literal { whole: bool },
    /// TOML in `'''`.
    MultiLiteral,
}

/// Is where the front matter of an article stands.
struct Found {
    /// The bytes between its fences.
    inside: Span,
    /// Where the article's body starts.
    body: usize,
    is_toml: bool,
}

/// Finds where the body starts: after a byte order mark and the front matter.
pub(super) fn body(source: &str) -> usize {
    let start = mark(source);
    find(source).map_or(start, |found| found.body)
}

/// Reads the configured values of the front matter. Returns where the body starts.
pub(super) fn read(builder: &mut Builder<'_, '_>) -> usize {
    let Some(found) = find(builder.source) else {
        return mark(builder.source);
    };
    match found.is_toml {
        true => toml::read(builder, found.inside),
        false => yaml::read(builder, found.inside),
    }
    found.body
}

/// Writes `text` at a value's place; `at` is where the segment starts.
pub(super) fn write(
    style: &Style,
    text: &str,
    at: usize,
    eol: &str,
) -> Result<String, Unbuildable> {
    match style {
        Style::Plain { .. } | Style::Single | Style::Double | Style::Scalar { .. } => {
            yaml::write(style, text, at, eol)
        }
        Style::Basic | Style::MultiBasic | Style::Literal { .. } | Style::MultiLiteral => {
            toml::write(style, text, eol)
        }
    }
}

/// Tells whether the article begins as front matter does and has none, because what follows is no mapping.
pub(super) fn may_begin(source: &str) -> bool {
    source[mark(source)..].starts_with("---") && find(source).is_none()
}

fn mark(source: &str) -> usize {
    if source.starts_with('\u{feff}') { 3 } else { 0 }
}

fn find(source: &str) -> Option<Found> {
    let start = mark(source);
    let (fence, inside) = line(source, start)?;
    let is_toml = match fence.trim_end() {
        "---" => false,
        "+++" => true,
        _ => return None,
    };
    let mut offset = inside;
    while let Some((text, next)) = line(source, offset) {
        let text = text.trim_end_matches([' ', '\t']);
        let closes = match is_toml {
            true => text == "+++",
            false => text == "---" || text == "...",
        };
        if closes {
            let inside = Span::new(inside, offset);
            let holds = is_toml || yaml::is_mapping(inside.of(source));
            return holds.then_some(Found {
                inside,
                body: next,
                is_toml,
            });
        }
        offset = next;
    }
    None
}

/// Returns the line at `offset` without its end, and where the next one starts.
fn line(source: &str, offset: usize) -> Option<(&str, usize)> {
    let rest = source.get(offset..).filter(|rest| !rest.is_empty())?;
    Some(match line_end(rest) {
        Some(end) => (&rest[..end], end_of_line(source.as_bytes(), offset + end)),
        None => (rest, source.len()),
    })
}

/// Folds the lines of a text into those that a value of several lines has.
fn lines(text: &str) -> Vec<&str> {
    text.split('\n')
        .map(|line| line.trim_matches([' ', '\t', '\r']))
        .collect()
}

/// Writes `text` between double quotes, with the escapes that YAML and TOML share.
fn double_quoted(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    for char in text.chars() {
        match char {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            '\r' => written.push_str("\\r"),
            char if char.is_control() || matches!(char, '\u{2028}' | '\u{2029}') => {
                written.push_str(&format!("\\u{:04X}", u32::from(char)));
            }
            char => written.push(char),
        }
    }
    written
}

fn unwritable(char: char) -> Unbuildable {
    Unbuildable {
        is_foreign: false,
        reason: format!(
            "a value in this style cannot hold U+{:04X}; put it into double quotes in the article",
            u32::from(char)
        ),
    }
}

/// Finds a control character that a style without escapes cannot hold.
fn control(text: &str) -> Option<char> {
    text.chars()
        .find(|char| char.is_control() && !matches!(char, '\n' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::super::{Document, Format, Settings, Unit};
    use crate::segment::Rules;

    fn settings() -> Settings {
        Settings {
            unit: Unit::Sentence,
            front_matter: vec!["title".into(), "description".into()],
            protect: Vec::new(),
            rules: Rules::new("en"),
        }
    }

    fn check(source: &str, expect: &[&str]) {
        let settings = settings();
        let (document, errors) = Document::parse(source, Format::Markdown, &settings);
        assert_eq!(errors, []);
        let texts: Vec<_> = document
            .segments
            .iter()
            .map(|segment| &*segment.text)
            .collect();
        assert_eq!(texts, expect, "{source:?}");
    }

    fn writes(value: &str, text: &str, expect: Result<&str, &str>) {
        let fence = if value.starts_with("title =") {
            "+++"
        } else {
            "---"
        };
        let source = format!("{fence}\n{value}\n{fence}\n");
        let settings = settings();
        let (document, _) = Document::parse(&source, Format::Markdown, &settings);
        let written = document.encode(0, text).map(|written| {
            let span = document.segments[0].span;
            let start = fence.len() + 1;
            let mut all = source.clone();
            all.replace_range(span.range(), &written);
            // It reads back as the text.
            let (again, _) = Document::parse(&all, Format::Markdown, &settings);
            assert_eq!(again.segments[0].text, text);
            assert_eq!(again.segments.len(), document.segments.len());
            all[start..all.len() - fence.len() - 2].to_owned()
        });
        assert_eq!(
            written.as_deref().map_err(|error| error.reason.as_str()),
            expect,
            "{value:?}"
        );
    }

    #[test]
    fn configured_keys_of_every_yaml_style_are_read() {
        check(
            "\u{feff}---\r\ntitle: Один два # no\r\ndate: 2020-01-01\r\n# c\r\ndescription: 'It''s\r\n  two'\r\n---\r\n\r\nText",
            &["Один два", "It's two", "Text"],
        );
        check(
            "---\ntitle: \"A \\\"b\\\" \\u00e9\\\n   c\"\n---\n",
            &["A \"b\" éc"],
        );
        check("---\ntitle: |\n  A\n  b\n\n  c\n---\n", &["A\nb", "c"]);
        check("---\ntitle: >-\n  A\n  b\n\n  c\n---\n", &["A b\nc"]);
        check("---\ntitle:\n  A b\n  c\ntags: [x]\n---\n", &["A b c"]);
        check(
            "---\ntitle: They left. We stayed.\n---\n",
            &["They left.", "We stayed."],
        );
    }

    #[test]
    fn what_is_no_string_stays() {
        for value in [
            "[a, b]",
            "{a: b}",
            "&x a",
            "*x",
            "!t a",
            "true",
            "~",
            "2020-01-01T10:00:00Z",
            "",
            "\n  - a",
            "\n  a: b",
        ] {
            check(&format!("---\ntitle: {value}\n---\n"), &[]);
        }
        check("+++\ntitle = 5\ndescription = [\"a\"]\n+++\n", &[]);
        check("---\nother: a\nsub:\n  title: b\n---\n", &[]);
    }

    #[test]
    fn a_thematic_break_is_no_front_matter() {
        check("---\n\nText\n\n---\n\nMore", &["Text", "More"]);
        check("---\ntitle: a", &["title: a"]);
        check("---\rText\r> more :\n---", &["Text", "more :"]);
    }

    #[test]
    fn toml_is_read_in_every_style() {
        check(
            "+++\ntitle = \"A \\\"b\\\" \\u00e9\"\ndescription = 'C d'\n[x]\ntitle = 'no'\n+++\nText",
            &["A \"b\" é", "C d", "Text"],
        );
        check(
            "+++\ntitle = \"\"\"\nA \\\n   b\nc\"\"\"\ndescription = '''D\ne'''\n+++\n",
            &["A b\nc", "D\ne"],
        );
        check(
            "---\ntitle: |\n  A\u{1f}\r\n  b\ndescription: |\r\n  C\r\n---\n",
            &["C"],
        );
    }

    #[test]
    fn yaml_is_quoted_where_it_must_be() {
        writes("title: A b", "Б: в", Ok("title: \"Б: в\""));
        writes("title: A b", "\"Б\" #в", Ok("title: '\"Б\" #в'"));
        writes("title: A b", "Б #в \"'", Ok("title: 'Б #в \"'''"));
        writes("title: A b", "«Б» в", Ok("title: «Б» в"));
        writes("title: A b # c", "Б\nв", Ok("title: \"Б\\nв\" # c"));
        writes("title: 'A b'", "l’été d'un", Ok("title: 'l’été d''un'"));
        writes(
            "title: \"A b\"",
            "\"Б\" \\ в",
            Ok("title: \"\\\"Б\\\" \\\\ в\""),
        );
        writes("title: |\n  A b", "Б: в\nг", Ok("title: |\n  Б: в\n  г"));
        writes("title: >\n  A b", "Б: в\nг", Ok("title: >\n  Б: в\n\n  г"));
        writes(
            "title: They left. We stayed.",
            "Г: д.",
            Err("a value without quotes cannot hold “: ” here; put it into quotes in the article"),
        );
    }

    #[test]
    fn toml_is_quoted_where_it_must_be() {
        writes(
            "title = \"A b\"",
            "\"Б\"\nв",
            Ok("title = \"\\\"Б\\\"\\nв\""),
        );
        writes("title = 'A b'", "d'un", Ok("title = \"d'un\""));
        writes("title = 'A b'", "Б", Ok("title = 'Б'"));
        writes("title = '''A b'''", "Б\nв", Ok("title = '''Б\nв'''"));
        writes(
            "title = \"\"\"A b\"\"\"",
            "\"\"\"Б\" \\",
            Ok("title = \"\"\"\\\"\\\"\\\"Б\\\" \\\\\"\"\""),
        );
    }
}
