//! Admonition: lines that are structure by their punctuation, which the Markdown parser takes for text.
//!
//! `:::note Title` and `:::` (Docusaurus, VitePress, MyST, Pandoc) and `!!! note "Title"` (MkDocs), whose titles are
//! prose; and a lone pipe, which is all that parts a paragraph from a table above it. Separate because CommonMark knows
//! none of this.

use std::borrow::Cow;

use memchr::{memchr_iter, memchr3_iter};
use regex::Regex;

use super::lines::bare;

/// Tells whether a line of `text` is structure by its punctuation alone.
pub(super) fn has_fence(text: &str) -> bool {
    let has_mark = || {
        ["!!! ", "???", ":::", "=== "]
            .iter()
            .any(|mark| text.contains(mark))
    };
    let may = text.starts_with('|') || has_three_marks(text) && has_mark();
    may && {
        let mut lines = text.split(['\n', '\r']).enumerate();
        lines.any(|(idx, line)| {
            let line = bare(line);
            line.starts_with(":::") || is_mkdocs(line) || (idx == 0 && line.trim_end() == "|")
        })
    }
}

/// Tells whether one of the marks of structure stands three times in a row.
fn has_three_marks(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut marks = memchr3_iter(b':', b'!', b'?', bytes).chain(memchr_iter(b'=', bytes));
    let is_one_of_three = |at: usize| {
        let rest = &bytes[at..];
        matches!(rest, [a, b, c, ..] if a == b && b == c)
    };
    marks.any(is_one_of_three)
}

/// Tells whether a line begins an admonition (`!!!`, `???`, `???+`) or a tab (`===`) of MkDocs.
fn is_mkdocs(line: &str) -> bool {
    let name = line
        .strip_prefix("!!! ")
        .or_else(|| line.strip_prefix("??? "))
        .or_else(|| line.strip_prefix("???+ "));
    let tab = ["=== ", "===! ", "===+ "].iter();
    name.is_some_and(|name| {
        name.starts_with(|char: char| char.is_ascii_alphabetic() || char == '"')
    }) || tab.filter_map(|mark| line.strip_prefix(mark)).any(|title| {
        title.starts_with('"') && title.trim_end().len() > 1 && title.trim_end().ends_with('"')
    })
}

/// Counts the lines at the start and at the end of a paragraph that hold nothing but protected spans and stand around
/// it, as a shortcode and its end do, instead of in a sentence that was wrapped there.
pub(super) fn shell(lines: &[&str], protect: &[Regex]) -> (usize, usize) {
    let is_kept = |line: &&&str| !line.is_empty() && without(line, protect).trim().is_empty();
    let first = lines.iter().take_while(is_kept).count();
    // A component that is written across lines.
    if 0 < first && without(&lines.join(" "), protect).trim().is_empty() {
        return (lines.len(), 0);
    }
    let last = lines[first..].iter().rev().take_while(is_kept).count();
    let inside = &lines[first..lines.len() - last];
    let (Some(begins), Some(ends)) = (inside.first(), inside.last()) else {
        return (lines.len(), 0);
    };
    let is_wrapped = begins.starts_with(char::is_lowercase);
    let closes = |line: &&str| ["/", "end", "else"].iter().any(|word| line.contains(word));
    let is_sentence = ends.ends_with(['.', '!', '?', ':', '…', '”', '"', ')', '*', '`']);
    let last = match is_sentence || lines[lines.len() - last..].iter().all(closes) {
        true => last,
        false => 0,
    };
    (if is_wrapped { 0 } else { first }, last)
}

/// Takes what matches out of a line.
fn without<'l>(line: &'l str, protect: &[Regex]) -> Cow<'l, str> {
    let left = |line: Cow<'l, str>, regex: &Regex| match regex.is_match(&line) {
        true => Cow::Owned(regex.replace_all(&line, "").into_owned()),
        false => line,
    };
    protect.iter().fold(Cow::Borrowed(line), left)
}

/// Finds the title behind the name of an admonition, and whether it stands in brackets. The quotes of MkDocs are no
/// danger to what stands in them: they are the first and the last of their line.
pub(super) fn fence_title(line: &str) -> Option<(usize, usize, bool)> {
    if is_mkdocs(line) {
        let start = line.find('"')? + 1;
        let end = start + line[start..].trim_end().strip_suffix('"')?.len();
        return (start < end).then_some((start, end, false));
    }
    if !line.starts_with(":::") {
        return None;
    }
    let rest = line.trim_start_matches(':');
    let name = rest.trim_start();
    let after =
        name.trim_start_matches(|char: char| char.is_alphanumeric() || matches!(char, '-' | '_'));
    let after = line.len() - after.len();
    if let Some(title) = line[after..].strip_prefix('[')
        && let Some((title, rest)) = title.rsplit_once(']')
        && !title.contains([']', '['])
        && (rest.trim().is_empty() || rest.starts_with('{'))
    {
        return Some((after + 1, after + 1 + title.len(), true));
    }
    let title = line[after..].trim_start();
    let start = line.len() - title.len();
    // Attributes are no prose.
    let shown = title.split('{').next().unwrap_or("").trim_end();
    (!shown.is_empty()).then_some((start, start + shown.len(), false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: Option<&str>) {
        assert!(has_fence(line), "{line:?}");
        let title = fence_title(line).map(|(start, end, _)| &line[start..end]);
        assert_eq!(title, expect, "{line:?}");
    }

    #[test]
    fn a_line_of_structure_has_three_marks_in_a_row() {
        for mark in [":::", "!!! ", "???", "=== "] {
            for text in [
                format!("a: b! c? d= {mark}"),
                format!("{mark}e"),
                format!("é{mark}"),
            ] {
                assert!(has_three_marks(&text), "{text}");
            }
        }
        for text in ["a:: b!! c?? d==", ":!?=:!?", "", ":", "::"] {
            assert!(!has_three_marks(text), "{text}");
        }
    }

    #[test]
    fn titles_stand_behind_the_name() {
        check(":::", None);
        check(":::note", None);
        check("::::tip My *tip*", Some("My *tip*"));
        check(":::info[Title]{.x}", Some("Title"));
        check(":::[a](b) [c]", Some("[a](b) [c]"));
        check("::: warning Title {.x}", Some("Title"));
        check("|", None);
        check("!!! note", None);
        check("??? tip inline \"My *tip*\"  ", Some("My *tip*"));
        check("???+ tip \"\"", None);
        check("=== \"A tab\"", Some("A tab"));
        assert!(!has_fence("a ::: b"));
        assert!(has_fence("a\n> ::: b"));
        for text in ["!!! 5 a", "What??? Yes", "a === b", "|a\nb", "!!!"] {
            assert!(!has_fence(text), "{text}");
        }
    }

    #[test]
    fn shortcodes_around_a_paragraph_are_no_part_of_it() {
        let protect = [Regex::new(r"\{\{.*?\}\}").unwrap()];
        let check = |lines: &[&str], expect: (usize, usize)| {
            assert_eq!(shell(lines, &protect), expect, "{lines:?}");
        };
        check(&["{{< note >}}", "A b", "c d", "{{< /note >}}"], (1, 1));
        let component = [Regex::new("(?s)^export const .*").unwrap()];
        let lines = ["export const A = () => (", "  <b>word</b>", ");"];
        assert_eq!(shell(&lines, &component), (3, 0));
        check(&["{{< a >}} {{< b >}}", "A b."], (1, 0));
        check(&["A b.", "{{< figure >}}"], (0, 1));
        check(&["{{< term >}}", "is a b of", "{{< term >}}"], (0, 0));
        check(&["See", "{{< ref >}}", "for more."], (0, 0));
        check(&["{{< a >}}", "{{< b >}}"], (2, 0));
        check(&["A {{< a >}}", "b"], (0, 0));
    }
}
