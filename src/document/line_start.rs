//! Line start: what a text must not begin with on a line of Markdown, because it would begin a block.
//!
//! Separate because it is one table of rules, tested rule by rule; it must not know where the text comes from.

use super::definition::{label_close, label_end};

/// Is what has to be done about the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Danger {
    /// Nothing.
    None,
    /// A backslash goes before this byte.
    At(usize),
    /// A backslash goes before each of the first so many bytes.
    Run(usize),
    /// An HTML block begins here, if the `<` is not escaped.
    Html,
    /// So it does, but for a line that goes on with a paragraph: a tag that is alone.
    Tag,
}

/// Judges a line of a paragraph, without blanks at its ends; whether it stands in a quote or a list item decides
/// about alerts and task marks.
pub(super) fn danger(line: &str, in_quote: bool, in_item: bool) -> Danger {
    let bytes = line.as_bytes();
    let Some(first) = bytes.first() else {
        return Danger::None;
    };
    let n_first = bytes.iter().take_while(|byte| *byte == first).count();
    let ends_mark = |n: usize| {
        let byte = bytes.get(n);
        byte.is_none_or(|byte| is_blank(*byte) || matches!(byte, b'\n' | b'\r'))
    };
    let is = |yes: bool| if yes { Danger::At(0) } else { Danger::None };
    match first {
        b'>' => Danger::At(0),
        b'#' => is(n_first <= 6 && ends_mark(n_first)),
        b'-' | b'+' => {
            is(ends_mark(1) || n_first == bytes.len() || is_rule(bytes) || is_table_row(bytes))
        }
        b'*' => is(ends_mark(1) || is_rule(bytes)),
        b'_' => is(is_rule(bytes)),
        b'=' => is(bytes[n_first..].iter().all(|byte| is_blank(*byte))),
        b'|' => {
            is(is_table_row(bytes) || bytes.iter().all(|byte| *byte == b'|' || is_blank(*byte)))
        }
        // A definition, the fence of an admonition, the second row of a table.
        b':' => Danger::At(0),
        b'0'..=b'9' => {
            let n = bytes
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            let marks = n <= 9 && matches!(bytes.get(n), Some(b'.' | b')')) && ends_mark(n + 1);
            if marks { Danger::At(n) } else { Danger::None }
        }
        b'~' if 3 <= n_first => Danger::Run(n_first),
        b'`' if 3 <= n_first && !line[n_first..].contains('`') => Danger::Run(n_first),
        b'[' => bracket(line, in_quote, in_item),
        b'<' => begins_html(line),
        _ => Danger::None,
    }
}

/// Tells whether a line begins with a bracket that it does not close.
pub(super) fn opens_label(line: &str) -> bool {
    line.starts_with('[') && label_close(line).is_none()
}

/// Tells whether a line is a thematic break, or one's beginning: what the translation does not hold may go on with it.
fn is_rule(bytes: &[u8]) -> bool {
    let is_mark = |byte: &u8| *byte == bytes[0] || is_blank(*byte);
    bytes.iter().all(is_mark)
}

/// Tells whether a line is the second row of a table.
pub(super) fn is_table_row(bytes: &[u8]) -> bool {
    let is_part = |byte: &u8| matches!(byte, b'-' | b':' | b'|') || is_blank(*byte);
    bytes.iter().all(is_part) && bytes.contains(&b'-')
}

/// Tells whether a parser may take a byte for a blank: some take tabulators and page breaks of all kinds.
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | 0x0B | 0x0C)
}

fn bracket(line: &str, in_quote: bool, in_item: bool) -> Danger {
    let task = ["[ ]", "[x]", "[X]"].iter().any(|mark| {
        line.strip_prefix(mark)
            .is_some_and(|rest| rest.bytes().next().is_none_or(is_blank))
    });
    let is_link = |end: usize| line[end + 1..].starts_with(['(', '[']);
    let is_alert = || line.starts_with("[!") && !line.find(']').is_some_and(is_link);
    if (task && in_item) || (in_quote && is_alert()) {
        return Danger::At(0);
    }
    label_end(line).map_or(Danger::None, |end| Danger::At(end - 1))
}

/// The elements whose tags begin an HTML block wherever they stand at a line's start (CommonMark 0.31, 4.6).
const BLOCK_ELEMENTS: &str = " address article aside base basefont blockquote body caption center col colgroup dd \
    details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head \
    header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option p param \
    search section summary table tbody td tfoot th thead title tr track ul ";

/// The elements of which only the opening tag does: they hold raw text.
const RAW_ELEMENTS: &str = " pre script style textarea ";

fn begins_html(line: &str) -> Danger {
    let rest = line[1..].strip_prefix('/').unwrap_or(&line[1..]);
    if rest.starts_with(['!', '?']) {
        return Danger::Html;
    }
    let n = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if n == 0 {
        return Danger::None;
    }
    let name = rest[..n].to_ascii_lowercase();
    let ends =
        rest.len() == n || rest[n..].starts_with([' ', '\t', '>']) || rest[n..].starts_with("/>");
    // Some take a page break for a blank here, but not behind the others.
    let ends_raw = ends || rest[n..].starts_with(['\u{b}', '\u{c}']);
    let name = format!(" {name} ");
    let opens = !line.starts_with("</");
    if (ends && BLOCK_ELEMENTS.contains(&name))
        || (ends_raw && opens && RAW_ELEMENTS.contains(&name))
    {
        return Danger::Html;
    }
    // Any one tag alone on its line does, too; `<https://…>` is none.
    let after = rest.trim_start_matches(|char: char| char.is_ascii_alphanumeric() || char == '-');
    let is_tag = after.starts_with([' ', '\t', '/', '>']);
    match is_tag && line.find('>') == Some(line.len() - 1) {
        true => Danger::Tag,
        false => Danger::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_start_is_seen() {
        let at = [
            "# a",
            "#\u{c}a",
            "-\u{b}a",
            "###### a",
            "#",
            "- a",
            "+ a",
            "* a",
            "-",
            "---",
            "--",
            "- - -",
            "***",
            "_ _ _",
            "_",
            "===",
            "=\u{c}",
            "=",
            "> a",
            ">a",
            "|-|-|",
            "| |",
            ":-- | --:",
            "-|-",
            ": a",
            ":::note",
            "+++",
        ];
        for line in at {
            assert_eq!(danger(line, false, false), Danger::At(0), "{line:?}");
        }
        assert_eq!(danger("1. a", false, false), Danger::At(1));
        assert_eq!(danger("123456789) a", false, false), Danger::At(9));
        assert_eq!(danger("[a]: /u", false, false), Danger::At(3));
        assert_eq!(danger("[^1]: a", false, false), Danger::At(4));
        assert_eq!(danger("~~~~ a", false, false), Danger::Run(4));
        assert_eq!(danger("```", false, false), Danger::Run(3));
        assert_eq!(danger("[ ] a", false, true), Danger::At(0));
        assert_eq!(danger("[x]\u{b}a", false, true), Danger::At(0));
        assert_eq!(danger("[!NOTE]", true, false), Danger::At(0));
        assert_eq!(danger("[!a](b)", true, false), Danger::None);
        for line in [
            "<div",
            "</p>",
            "<hr/> a",
            "<p a",
            "<!-- a",
            "<?a",
            "<script>a",
            "<pre\u{c}>a",
        ] {
            assert_eq!(danger(line, false, false), Danger::Html, "{line:?}");
        }
        for line in ["<b>", "</b>", "<x-y z='1'>"] {
            assert_eq!(danger(line, false, false), Danger::Tag, "{line:?}");
        }
    }

    #[test]
    fn prose_is_left_alone() {
        let plain = [
            "",
            "Текст",
            "#a",
            "####### a",
            "-a",
            "*a* b",
            "**a**",
            "1.5 km",
            "1990 a",
            "1234567890. a",
            "~~a~~",
            "```a``` b",
            "[a](b): c",
            "[a] b",
            "[ ] a",
            "<b>a</b>",
            "<3",
            "<https://a.b>",
            "<div:a>",
            "<p\u{c}>a",
            "<section-a> b",
            "</script> b",
            "|a|",
            "= a",
            "_a_",
        ];
        for line in plain {
            assert_eq!(danger(line, false, false), Danger::None, "{line:?}");
        }
    }
}
