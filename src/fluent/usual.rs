//! Usual: the files that tolka writes and translators usually keep, read in one pass: comments, and messages and terms of
//! one line of text. An entry that is more goes to fluent-syntax by itself, and a file in which anything is no Fluent
//! goes there whole.
//!
//! Separate because it must not know anything that fluent-syntax would not say: a property test holds them together.

use fluent_syntax::ast::Entry;
use fluent_syntax::parser;

use super::body::Body;
use super::file::{Item, Kind, Line};
use crate::id::n_of_name;
use crate::sixteen::{Sixteen, find};
use crate::span::Span;

/// Reads a file that the parser can take, whose first byte stands at `bom` of the bytes on disk: its items, and the lines
/// of their comments. `None` where something in it may be no Fluent.
pub(super) fn items(text: &str, bom: usize) -> Option<(Vec<Item<'_>>, Vec<Line<'_>>)> {
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        bom,
        at: 0,
        // Most entries have a line of context or source each.
        items: Vec::with_capacity(text.len() / 128 + 1),
        lines: Vec::with_capacity(text.len() / 128 + 1),
    };
    loop {
        reader.skip_blank_lines();
        match reader.peek() {
            None => return Some((reader.items, reader.lines)),
            Some(b'#') => reader.comment()?,
            Some(_) => reader.entry(reader.at, reader.lines.len())?,
        }
    }
}

/// Goes through a text; `at` is the start of a line between two steps.
struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    bom: usize,
    at: usize,
    items: Vec<Item<'t>>,
    lines: Vec<Line<'t>>,
}

/// Is the line that starts at a byte.
struct Whole {
    /// The byte behind its text; the white space before its line end is part of that.
    end: usize,
    /// The first byte of the next line, or the end of the file.
    next: usize,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn line(&self, start: usize) -> Whole {
        self.line_to(start, find(self.bytes, start, |own| own.are(b'\n')))
    }

    /// Returns the line that starts at a byte and whose line end stands at another.
    #[inline]
    fn line_to(&self, start: usize, line_end: Option<usize>) -> Whole {
        let Some(at) = line_end else {
            let end = self.bytes.len();
            return Whole { end, next: end };
        };
        let is_crlf = start < at && self.bytes[at - 1] == b'\r';
        Whole {
            end: at - usize::from(is_crlf),
            next: at + 1,
        }
    }

    fn skip_blank_lines(&mut self) {
        while let Some(next) = self.blank_line(self.at) {
            self.at = next;
        }
    }

    /// Returns where the line behind a blank one starts.
    fn blank_line(&self, start: usize) -> Option<usize> {
        let end = start + n_blanks(&self.bytes[start..]);
        match self.bytes[end..] {
            [b'\n', ..] => Some(end + 1),
            [b'\r', b'\n', ..] => Some(end + 2),
            _ => None,
        }
    }

    /// Reads the lines of a comment, and what it belongs to where that stands right below.
    fn comment(&mut self) -> Option<()> {
        let start = self.at;
        let first_line = self.lines.len();
        let n_marks = |bytes: &[u8]| bytes.iter().take_while(|byte| **byte == b'#').count();
        let level = n_marks(&self.bytes[start..]).min(4);
        while self.peek() == Some(b'#') {
            let behind = self.at + level;
            if n_marks(&self.bytes[self.at..]) != level {
                break;
            }
            let ends = find(self.bytes, behind, are_line_ends_and_braces);
            let has_brace = ends.is_some_and(|at| self.bytes[at] != b'\n');
            let line = match has_brace {
                true => self.line(behind),
                false => self.line_to(behind, ends),
            };
            let content = match self.bytes.get(behind) {
                Some(b' ') => behind + 1,
                Some(_) if line.end == behind => behind,
                // The parser has its own mind about a mark that ends the file, and about what is no comment.
                _ => return None,
            };
            self.lines.push(Line {
                span: Span::new(self.bom + self.at, self.bom + line.end),
                content: &self.text[content..line.end],
                has_brace,
            });
            self.at = line.next;
        }
        let below = match self.peek() {
            Some(b'-') => true,
            Some(byte) => byte.is_ascii_alphabetic(),
            None => false,
        };
        if level == 1 && below {
            return self.entry(start, first_line);
        }
        let end = self.bom + self.at;
        self.items.push(Item {
            span: Span::new(self.bom + start, end),
            kind: Kind::Comment(level),
            start: end,
            lines: first_line..self.lines.len(),
        });
        (level <= 3).then_some(())
    }

    /// Reads a message or a term, whose comment begins at `first` with the line `first_line`.
    fn entry(&mut self, first: usize, first_line: usize) -> Option<()> {
        let start = self.at;
        let (kind, end) = match self.one_line() {
            Some(read) => read,
            None => self.other()?,
        };
        self.items.push(Item {
            span: Span::new(self.bom + first, self.bom + end),
            kind,
            start: self.bom + start,
            lines: first_line..self.lines.len(),
        });
        Some(())
    }

    /// Reads an entry whose value is one line of text, behind its `=` or below it, and nothing else. Returns it with
    /// where its last line ends; does not move where it is another one.
    fn one_line(&mut self) -> Option<(Kind<'t>, usize)> {
        let start = self.at;
        let is_term = self.bytes[start] == b'-';
        let name_start = start + usize::from(is_term);
        let name_end = name_start + n_of_name(&self.bytes[name_start..])?;
        let at = self.value(name_end)?;
        // A brace before the end of the line makes it more than text.
        let end = match find(self.bytes, at, are_line_ends_and_braces) {
            Some(end) if self.bytes[end] == b'\n' => end,
            Some(_) => return None,
            None => self.bytes.len(),
        };
        let value = self.text[at..end].trim_end_matches([' ', '\r']);
        if value.is_empty() {
            return None;
        }
        let behind = self.bytes.len().min(end + 1);
        let mut next = behind;
        while let Some(behind) = self.blank_line(next) {
            next = behind;
        }
        // An indented line goes on with the text, or is an attribute.
        let is_last = match self.bytes.get(next) {
            None => true,
            Some(byte) => begins_item(*byte),
        };
        if !is_last {
            return None;
        }
        self.at = next;
        let body = Body::line(&self.text[name_start..name_end], value);
        let kind = match is_term {
            true => Kind::Term(body),
            false => Kind::Message(body),
        };
        Some((kind, behind))
    }

    /// Returns where the text starts that stands behind a name and its `=`, or below.
    fn value(&self, name_end: usize) -> Option<usize> {
        let as_synced = self.bytes[name_end..].strip_prefix(b" =\n    ");
        if let Some([first, ..]) = as_synced
            && !matches!(first, b' ' | b'\n' | b'\r' | b'.' | b'}' | b'[' | b'*')
        {
            return Some(name_end + " =\n    ".len());
        }
        let mut at = name_end + n_blanks(&self.bytes[name_end..]);
        if self.bytes.get(at) != Some(&b'=') {
            return None;
        }
        at += 1;
        let mut is_below = false;
        while let Some(next) = self.blank_line(at) {
            at = next;
            is_below = true;
        }
        let indent = n_blanks(&self.bytes[at..]);
        at += indent;
        if is_below && (indent == 0 || matches!(self.bytes.get(at)?, b'.' | b'}' | b'[' | b'*')) {
            return None;
        }
        Some(at)
    }

    /// Hands the lines up to what may be the next item to fluent-syntax.
    ///
    /// It reads them as it would in the whole file where it finds one entry in them and nothing else: what comes behind
    /// begins with a byte that ends a finished entry as the end of a file does, and an unfinished one is an error.
    fn other(&mut self) -> Option<(Kind<'t>, usize)> {
        let start = self.at;
        let mut next = self.line(start).next;
        while self.bytes.get(next).is_some_and(|byte| !begins_item(*byte)) {
            next = self.line(next).next;
        }
        let lines = &self.text[start..next];
        let mut body = parser::parse(lines).ok()?.body.into_iter();
        let kind = match (body.next(), body.next()) {
            (Some(Entry::Message(message)), None) => Kind::Message(message.into()),
            (Some(Entry::Term(term)), None) => Kind::Term(term.into()),
            _ => return None,
        };
        self.at = next;
        let end = start + lines.trim_end_matches([' ', '\n', '\r']).len();
        Some((kind, self.line(end).next))
    }
}

#[inline]
fn are_line_ends_and_braces(sixteen: Sixteen) -> u32 {
    sixteen.are(b'\n') | sixteen.are(b'{') | sixteen.are(b'}')
}

/// Tells a byte at the start of a line with which a comment, a message or a term begins.
fn begins_item(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'#' | b'-')
}

fn n_blanks(bytes: &[u8]) -> usize {
    let other = bytes.iter().position(|byte| *byte != b' ');
    other.unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;

    use super::super::file::Text;
    use super::*;

    /// Reads a file in both ways; tells whether the short one could read it.
    fn is_read_alike(raw: &str) -> Result<bool, TestCaseError> {
        let text = Text::new(raw.to_owned());
        let parseable = text.parseable();
        let is_masked = parseable.len() == raw.len() && parseable != raw;
        let read = items(parseable, raw.len() - parseable.len()).filter(|_| !is_masked);
        let Some((own, own_lines)) = read else {
            return Ok(false);
        };
        let (whole, lines) = text.parse_whole();
        prop_assert_eq!(&own_lines, &lines, "{:?}", raw);
        let shape = |items: &[Item]| -> Vec<String> {
            let shape = |item: &Item| format!("{:?} {} {:?}", item.span, item.start, item.lines);
            items.iter().map(shape).collect()
        };
        prop_assert_eq!(shape(&own), shape(&whole), "{:?}", raw);
        let resource = parser::parse(parseable).expect("what is usual is Fluent");
        prop_assert_eq!(own.len(), resource.body.len(), "{:?}", raw);
        for (item, entry) in own.iter().zip(resource.body) {
            let (kind, comment, body) = match entry {
                Entry::Message(own) => {
                    let body = (own.id.name, own.value, own.attributes);
                    (0, own.comment, Some(body))
                }
                Entry::Term(own) => {
                    let body = (own.id.name, Some(own.value), own.attributes);
                    (4, own.comment, Some(body))
                }
                Entry::Comment(comment) => (1, Some(comment), None),
                Entry::GroupComment(comment) => (2, Some(comment), None),
                Entry::ResourceComment(comment) => (3, Some(comment), None),
                Entry::Junk { .. } => (5, None, None),
            };
            let own_lines = own_lines[item.lines.clone()].iter();
            let own_lines: Vec<&str> = own_lines.map(|line| line.content).collect();
            let lines = comment.map(|comment| comment.content);
            prop_assert_eq!(own_lines, lines.unwrap_or_default(), "{:?}", raw);
            let own_body = match &item.kind {
                Kind::Message(own) | Kind::Term(own) => {
                    let value = own.value().map(Cow::into_owned);
                    Some((own.name, value, own.attributes().to_vec()))
                }
                Kind::Comment(_) | Kind::Junk(_) => None,
            };
            prop_assert_eq!(own_body, body, "{:?}", raw);
            let own_kind = match &item.kind {
                Kind::Message(_) => 0,
                Kind::Comment(level) => *level,
                Kind::Term(_) => 4,
                Kind::Junk(_) => 5,
            };
            prop_assert_eq!(own_kind, kind, "{:?}", raw);
        }
        Ok(true)
    }

    #[test]
    fn what_is_usual_needs_no_parser() {
        let raw = "### source/a.md\n### Других строк { \"{\" } нет.\n\n# @context heading 1\n# @source A\na =\n    Ö\n\n\
            #\n# note\n# @source B\n# b =\n\n-t = x\n    .g = y\nc =\n    Uno\n    dos { \"{\" }\n\
            d = { $n ->\n  [one] x\n *[other] y\n}\ne =   z  \n\n## group\n### end";
        for raw in [
            raw.to_owned(),
            raw.replace('\n', "\r\n"),
            format!("\u{FEFF}{raw}\n"),
        ] {
            assert!(is_read_alike(&raw).unwrap(), "{raw}");
        }
        assert!(is_read_alike("").unwrap() && is_read_alike(" \n\n").unwrap());
    }

    #[test]
    fn what_may_be_no_fluent_goes_to_the_parser_whole() {
        for raw in [
            "a =\n",
            "#x\n",
            "#",
            "####\n",
            "a = }\n",
            "a = {\nb = x\n",
            " a = x\n",
            "a\n",
            "a = x\n}\n",
            "a = x\n\tb\n",
        ] {
            assert!(!is_read_alike(raw).unwrap(), "{raw}");
        }
    }

    /// Lines as they stand in locale files, and pieces that break them.
    fn line() -> impl Strategy<Value = String> {
        let usual = prop_oneof![
            Just("".to_owned()),
            "[a-c][a-z0-9_-]{0,2} ?=( {0,2}[a-zа-я«{}.*\\[\u{A0}-]{1,4} {0,2})?",
            "-[a-c] = ?[xя]?",
            " {1,5}[a-zа-я«.*\\[}\u{A0}]{1,4} {0,2}",
            "#{1,4}( [@a-zя =]{0,6})?",
            "# (@source|@was   |@context) [a-zя{}]{1,5}",
            " {0,4}\\.[a-c] ?= ?x?",
            " {0,2}[a-c]? ?=?\\{ ?(\"[a-z{}]{0,2}\"|\\$n|[a-c]|-[a-c]|F\\() ?(->)?}? ?[xя]?",
            " {0,4}\\*?\\[[a-c]\\] x",
            " {0,3}}",
            " {1,4}",
        ];
        (
            usual,
            prop_oneof![8 => Just("\n"), 2 => Just("\r\n"), 1 => Just("\r"), 1 => Just("\n\n")],
        )
            .prop_map(|(line, end)| line + end)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(4_000), ..ProptestConfig::default() })]

        #[test]
        fn files_are_read_as_the_parser_reads_them(
            bom in "\u{FEFF}?",
            lines in prop::collection::vec(line(), 0..12),
            cut in 0..400_usize,
        ) {
            let mut raw = bom + &lines.concat();
            is_read_alike(&raw)?;
            // It may end anywhere.
            let cut = (0..=cut.min(raw.len())).rev().find(|at| raw.is_char_boundary(*at));
            raw.truncate(cut.unwrap_or_default());
            is_read_alike(&raw)?;
        }

        #[test]
        fn synced_files_are_read_alike_wherever_a_byte_goes_astray(
            texts in prop::collection::vec("[A-Za-zа-я .,«»{}]{1,9}", 1..5),
            at in 0..300_usize,
            by in "[ \n\r#={}.a\"-]?",
        ) {
            let entries = texts.iter().enumerate().map(|(idx, text)| {
                let value = super::super::encode::encode(text, &[]);
                format!("# @context paragraph\n# @source {value}\nid-{idx} =\n    {value}\n\n")
            });
            let mut raw = format!("### source/a.md\n\n{}### end\n", entries.collect::<String>());
            prop_assert!(is_read_alike(&raw)?, "{}", raw);
            let at = at % raw.len();
            if raw.is_char_boundary(at) && raw.is_char_boundary(at + 1) {
                raw.replace_range(at..=at, &by);
                is_read_alike(&raw)?;
            }
        }
    }
}
