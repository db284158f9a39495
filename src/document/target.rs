//! Target: what the end of a line keeps from being the target of a link, `[a](<b⏎c>)`, and would be one once its lines
//! are one.
//!
//! Separate because it is about two bytes and what stands around them; it must not know what a parser made of them.

use super::leaf::end_of_line;

/// Is the byte that a backslash goes before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// The parenthesis of `[a](<b⏎'c'>)`, because `<b` would be a target without its angle bracket too.
    Parenthesis,
    /// The angle bracket. It is what stands nearer: a parenthesis less could close a target further out.
    Angle,
}

/// Finds what `rest`, behind the parenthesis of `[a](<b>)`, begins with, if the end of a line cuts it.
pub(super) fn cut(rest: &str) -> Option<Cut> {
    let target = skip_blanks(rest).strip_prefix('<')?;
    let end = target.find(['<', '>', '\n', '\r'])?;
    if !target[end..].starts_with(['\n', '\r']) {
        return None;
    }
    let below = target[end_of_line(target.as_bytes(), end)..].trim_start_matches([' ', '\t', '>']);
    match below.bytes().next()? {
        b'\n' | b'\r' => None,
        b'"' | b'\'' | b'(' => Some(Cut::Parenthesis),
        _ => Some(Cut::Angle),
    }
}

/// Finds the parenthesis before a target that would begin at the end of `text`.
pub(super) fn parenthesis(text: &str) -> Option<usize> {
    let text = text.trim_end_matches([' ', '\t', '\n', '\r', '>']);
    text.ends_with("](").then(|| text.len() - 1)
}

/// Skips the blanks, the ends of lines and the marks of quotes before a target.
fn skip_blanks(rest: &str) -> &str {
    let rest = rest.trim_start_matches([' ', '\t']);
    match rest.starts_with(['\n', '\r']) {
        true => rest.trim_start_matches([' ', '\t', '\n', '\r', '>']),
        false => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_line_cuts_a_target() {
        let check = |rest: &str, expect| assert_eq!(cut(rest), expect, "{rest:?}");
        check("<b\nc>)", Some(Cut::Angle));
        check(" \r\n> > <b\r\n> c>)", Some(Cut::Angle));
        check(" <\n(b>)", Some(Cut::Parenthesis));
        check("<b\n> 'c')", Some(Cut::Parenthesis));
        check("<b>\n'c')", None);
        check("<b\n\n>", None);
        check("<b\n> \n>", None);
        check("<b\n", None);
        check("<)", None);
        check("b\n<c>", None);
        check("> <b\nc>)", None);
    }

    #[test]
    fn a_target_has_a_parenthesis_before_it() {
        let check = |text: &str, expect| assert_eq!(parenthesis(text), expect, "{text:?}");
        check("[a](", Some(3));
        check("[a]( \n> ", Some(3));
        check("[a] (", None);
        check("", None);
    }
}
