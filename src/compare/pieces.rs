//! Pieces: the sentences of a translation, as Fluent source, and the white space between sentences.

use fluent_syntax::ast::{Expression, InlineExpression, PatternElement};

use crate::document::{Document, Format, Sentences};
use crate::fluent::encode::{encode, unescape};
use crate::fluent::file::{Kind, Text};
use crate::span::Span;

/// Tells whether two sequences of texts have the same letters, whatever the white space and the boundaries.
pub(super) fn same_letters<'a>(
    a: impl Iterator<Item = &'a str>,
    b: impl Iterator<Item = &'a str>,
) -> bool {
    let letters = |c: &char| !c.is_whitespace();
    a.flat_map(str::chars)
        .filter(letters)
        .eq(b.flat_map(str::chars).filter(letters))
}

/// Returns the white space that stands between `texts` where they stand in `whole`; `None` where that is not
/// them, one behind the other.
pub(super) fn glues<'w>(texts: &[&str], whole: &'w str) -> Option<Vec<&'w str>> {
    let mut rest = whole;
    let mut glues = Vec::new();
    for (idx, text) in texts.iter().enumerate() {
        if 0 < idx {
            let behind = rest.trim_start();
            glues.push(&rest[..rest.len() - behind.len()]);
            rest = behind;
        }
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            rest = rest.trim_start().strip_prefix(c)?;
        }
    }
    rest.is_empty().then_some(glues)
}

/// Cuts the Fluent source of a value into its sentences, by the rules of its own language and the markup of its
/// article. `None` where the value has selectors, or is not one block of prose.
pub(super) fn pieces(value: &str, sentences: &Sentences, format: Format) -> Option<Vec<String>> {
    let file = Text::new(format!("a =\n    {value}\n"));
    let parsed = file.parse();
    let [item] = &parsed.items[..] else {
        return None;
    };
    let Kind::Message(message) = &item.kind else {
        return None;
    };
    let pattern = message
        .value()
        .filter(|_| message.attributes().is_empty())?;
    // What has to be resolved stands for itself as a word that no text has.
    let mut text = String::new();
    let mut placeables: Vec<&str> = Vec::new();
    let mut at = item.start;
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                let span = Span::of_slice(value, file.parseable())?;
                at = span.end;
                for (idx, line) in value.split('\n').enumerate() {
                    if 0 < idx {
                        text.truncate(text.trim_end_matches(' ').len());
                        text.push(' ');
                    }
                    text.push_str(if 0 < idx {
                        line.trim_start_matches(' ')
                    } else {
                        line
                    });
                }
            }
            PatternElement::Placeable { expression } => {
                let source = &file.raw[at..];
                let start = source.find('{')?;
                let end = start + placeable_len(&source[start..])?;
                at += end;
                match expression {
                    Expression::Inline(InlineExpression::StringLiteral { value }) => {
                        unescape(value, &mut text)?;
                    }
                    Expression::Inline(_) => {
                        text.push_str(&stand_in(placeables.len()));
                        placeables.push(&source[start..end]);
                    }
                    Expression::Select { .. } => return None,
                }
            }
        }
    }
    let (document, _) = Document::parse(&text, format, sentences.settings());
    let texts = || document.segments.iter().map(|segment| &*segment.text);
    let is_one_block = document
        .segments
        .iter()
        .skip(1)
        .all(|segment| !segment.starts_block);
    if !is_one_block || !same_letters(texts(), [&*text].into_iter()) {
        return None;
    }
    // A line break that is meant would be a space.
    if texts().any(|own| !text.contains(own)) {
        return None;
    }
    let pieces = document.segments.iter().map(|segment| {
        let mut piece = encode(&segment.text, &segment.protected).into_owned();
        for (idx, placeable) in placeables.iter().enumerate() {
            piece = piece.replace(&stand_in(idx), placeable);
        }
        piece
    });
    Some(pieces.collect())
}

fn stand_in(idx: usize) -> String {
    format!("Qzx{idx}xzq")
}

/// Returns the length of the placeable that `source` begins with.
fn placeable_len(source: &str) -> Option<usize> {
    let (mut depth, mut is_literal, mut is_escaped) = (0, false, false);
    for (at, c) in source.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_literal => is_escaped = true,
            '"' => is_literal = !is_literal,
            '{' if !is_literal => depth += 1,
            '}' if !is_literal => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expect: Option<&[&str]>) {
        let found = pieces(value, &Sentences::new("es", None, &[]), Format::Markdown);
        let expect = expect.map(|pieces| pieces.iter().map(|piece| (*piece).to_owned()).collect());
        assert_eq!(found, expect);
    }

    #[test]
    fn a_value_is_cut_by_the_rules_of_its_language() {
        check(
            "Llegó el Sr. Ruiz. Se fue.",
            Some(&["Llegó el Sr. Ruiz.", "Se fue."]),
        );
        check(
            "Llegó\n    el Sr. Ruiz.\n    Se fue.",
            Some(&["Llegó el Sr. Ruiz.", "Se fue."]),
        );
        check("Uno solo", Some(&["Uno solo"]));
    }

    #[test]
    fn placeables_and_literals_stay_as_they_are() {
        check(
            "{ -term(case: \"x\") } llegó. { -term } { \"{\" }se{ \"}\" } fue.",
            Some(&[
                "{ -term(case: \"x\") } llegó.",
                "{ -term } { \"{\" }se{ \"}\" } fue.",
            ]),
        );
    }

    #[test]
    fn no_boundary_inside_markup() {
        check(
            "{ \"\" }**Llegó. Se fue.**",
            Some(&["{ \"\" }**Llegó. Se fue.**"]),
        );
        check(
            "{ \"\" }**Uno.** { \"\" }[Dos](a.md).",
            Some(&["{ \"\" }**Uno.**", "{ \"\" }[Dos](a.md)."]),
        );
    }

    #[test]
    fn what_is_no_prose_is_not_cut() {
        check("{ $n ->\n   *[other] Uno. Dos.\n }", None);
        check("Uno.{ \"\\u000A\" }dos. Tres.", None);
    }

    #[test]
    fn white_space_between_sentences() {
        assert_eq!(
            glues(&["A.", "B.", "C."], "A. B.\nC."),
            Some(vec![" ", "\n"])
        );
        assert_eq!(glues(&["日。", "本。"], "日。本。"), Some(vec![""]));
        assert_eq!(glues(&["A.", "B."], "A. C."), None);
    }
}
