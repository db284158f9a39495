//! Json: how machine formats are written: one line, and nothing in it that would steer a terminal.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

use super::screen::{is_unsafe, mark};

/// Writes a value as one line of JSON. What could steer a terminal or turn the direction of a line is written
/// by its code, which is the same data.
pub fn write(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, Visible);
    value.serialize(&mut serializer)?;
    writeln!(out)
}

/// Returns a value as JSON that can stand inside an HTML element: it has no `<`, `>` or `&`.
pub fn embedded(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, Embedded);
    value
        .serialize(&mut serializer)
        .expect("a report is made of texts and numbers");
    String::from_utf8(out).expect("JSON is UTF-8")
}

struct Visible;
struct Embedded;

impl Formatter for Visible {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        write_without(is_unsafe, out, text)
    }
}

impl Formatter for Embedded {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        write_without(|c| is_unsafe(c) || matches!(c, '<' | '>' | '&'), out, text)
    }
}

/// Writes a text with some of its characters by their codes.
fn write_without<W: ?Sized + Write>(
    is_forbidden: impl Fn(char) -> bool,
    out: &mut W,
    text: &str,
) -> io::Result<()> {
    let mut rest = text;
    loop {
        let marked = second_colon(rest)
            .into_iter()
            .chain(mark(rest).map(|(at, _)| at))
            .min();
        let head = marked.map_or(rest, |at| &rest[..at]);
        let Some(at) = head.find(&is_forbidden).or(marked) else {
            break;
        };
        out.write_all(&rest.as_bytes()[..at])?;
        let c = rest[at..].chars().next().expect("it was found there");
        for unit in c.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}")?;
        }
        rest = &rest[at + c.len_utf8()..];
    }
    out.write_all(rest.as_bytes())
}

/// Finds what makes `::` of a text: a code costs nothing here, so that none is left at all.
fn second_colon(text: &str) -> Option<usize> {
    text.find("::").map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_steers_is_escaped_and_stays_the_same_data() {
        let text = "а\u{202E}b\u{9B}\u{1B}\"\n\u{E0041}";
        let mut out = Vec::new();
        super::write(&mut out, &[text]).unwrap();
        let line = String::from_utf8(out).unwrap();
        assert_eq!(line, "[\"а\\u202eb\\u009b\\u001b\\\"\\n\\udb40\\udc41\"]\n");
        let back: Vec<String> = serde_json::from_str(&line).unwrap();
        assert_eq!(back, [text]);
    }

    #[test]
    fn no_text_is_a_command_of_a_ci() {
        let text = "###[a] ##vso[b] ## [c] ##\u{7F}[d] :::e";
        let mut out = Vec::new();
        super::write(&mut out, &[text]).unwrap();
        let line = String::from_utf8(out).unwrap();
        assert_eq!(
            line,
            "[\"##\\u0023[a] #\\u0023vso[b] ## [c] ##\\u007f[d] :\\u003a:e\"]\n"
        );
        let back: Vec<String> = serde_json::from_str(&line).unwrap();
        assert_eq!(back, [text]);
    }

    #[test]
    fn inside_an_element_no_character_ends_it() {
        let text = "</script><!-- & \u{2028}";
        let json = super::embedded(&[text]);
        assert_eq!(
            json,
            "[\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028\"]"
        );
        let back: Vec<String> = serde_json::from_str(&json).unwrap();
        assert_eq!(back, [text]);
    }
}
