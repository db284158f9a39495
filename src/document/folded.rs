//! Folded: what the end of a line keeps from being the target of a link, `[a](<b⏎c>)`, or a reference, `[^a⏎b]` or
//! `[a][^b⏎c]`, and would be one once its lines are one.
//!
//! Separate because it is about bytes and what stands around them; it must not know what a parser made of these.

use super::lines::{bare, end_of_line, n_backslashes};

/// How many parentheses a target may hold within each other (CommonMark 0.31, 6.3, wants three; parsers take 32).
const MAX_DEPTH: usize = 32;

/// Tells whether the opening bracket of `source` at `at` needs a backslash, so that no line end less makes markup of it.
pub(super) fn is_cut(source: &str, at: usize) -> bool {
    let (before, rest) = source.split_at(at);
    n_backslashes(before.as_bytes()).is_multiple_of(2)
        && match rest.as_bytes().first() {
            Some(b'(') => before.ends_with(']') && is_cut_target(&rest[1..]),
            Some(b'[') => is_cut_footnote(&rest[1..]) || is_kept(before, &rest[1..]),
            _ => false,
        }
}

/// Finds the bracket that the one of `source` at `at` closes, if neither has a backslash and none stands between them.
pub(super) fn opener(source: &str, at: usize) -> Option<usize> {
    let before = &source[..at];
    let start = before.rfind(['[', ']'])?;
    let is_bare = |at: usize| n_backslashes(&source.as_bytes()[..at]).is_multiple_of(2);
    (source[start..].starts_with('[') && is_bare(start) && is_bare(at)).then_some(start)
}

/// Tells whether `rest`, behind the bracket of `[a]`, is what only the `[^b⏎c]` or `[b\⏎c]` behind it keeps from being a
/// reference.
fn is_kept(before: &str, rest: &str) -> bool {
    let behind = first_bracket(rest).and_then(|end| rest[end..].strip_prefix("]["));
    !before.ends_with(']')
        && behind.is_some_and(|label| is_cut_footnote(label) || is_cut_label(label))
}

/// Tells whether `rest`, behind the bracket of `[a\⏎b]`, is a label that holds a hard break, whose backslash is part of it.
fn is_cut_label(rest: &str) -> bool {
    first_bracket(rest).is_some_and(|end| {
        rest[end..].starts_with(']')
            && (rest[..end].contains("\\\n") || rest[..end].contains("\\\r"))
    })
}

/// Finds the first bracket without a backslash.
fn first_bracket(text: &str) -> Option<usize> {
    let brackets = text.match_indices(['[', ']']).map(|(at, _)| at);
    let mut bare = brackets.filter(|at| n_backslashes(&text.as_bytes()[..*at]).is_multiple_of(2));
    bare.next()
}

/// Tells whether `rest`, behind the bracket of `[^a]`, is a reference to a footnote that the end of a line cuts.
fn is_cut_footnote(rest: &str) -> bool {
    if !rest.starts_with('^') {
        return false;
    }
    let end = rest.find(['[', ']']).unwrap_or(rest.len());
    rest[end..].starts_with(']') && rest[..end].contains(['\n', '\r'])
}

/// Tells whether `rest`, behind the parenthesis of `[a](<b>)`, begins with a target that the end of a line cuts, or
/// holds one.
fn is_cut_target(rest: &str) -> bool {
    holds_target(rest, begins_cut)
}

/// Tells whether what stands behind a parenthesis `begins` like that, or holds, where a target would go on, another
/// parenthesis of which that is true: with a backslash there, one parenthesis less would be left to close.
pub(super) fn holds_target(rest: &str, begins: impl Fn(&str) -> bool) -> bool {
    if begins(rest) {
        return true;
    }
    let mut depth = 1;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'(' if rest[..at].ends_with(']') && begins(&rest[at + 1..]) => return true,
            b'(' if depth < MAX_DEPTH => depth += 1,
            b')' if 1 < depth => depth -= 1,
            b'(' | b')' => return false,
            _ if byte.is_ascii_whitespace() => return false,
            _ => {}
        }
    }
    false
}

fn begins_cut(rest: &str) -> bool {
    let Some(target) = skip_blanks(rest).strip_prefix('<') else {
        return false;
    };
    let end = target.find(['<', '>', '\n', '\r']).unwrap_or(target.len());
    if !target[end..].starts_with(['\n', '\r']) {
        return false;
    }
    let below = &target[end_of_line(target.as_bytes(), end)..];
    let below = bare(below);
    !below.is_empty() && !below.starts_with(['\n', '\r'])
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
        let check = |rest: &str, expect| assert_eq!(is_cut_target(rest), expect, "{rest:?}");
        check("<b\nc>)", true);
        check(" \r\n> > <b\r\n> c>)", true);
        check(" <\n(b>)", true);
        check("<b\n> 'c')", true);
        check("<b>\n'c')", false);
        check("<b\n\n>", false);
        check("<b\n> \n>", false);
        check("<b\n", false);
        check("<)", false);
        check("b\n<c>", false);
        check("> <b\nc>)", false);
    }

    #[test]
    fn a_target_may_hold_the_beginning_of_another() {
        let check = |rest: &str, expect| assert_eq!(is_cut_target(rest), expect, "{rest:?}");
        check("](<)\nb>)", true);
        check("a(b)[c](<)\nb>)", true);
        check("a)[c](<)\nb>)", false);
        check("a [c](<)\nb>)", false);
        check("(<)\nb>)", false);
        check(&format!("{}](<)\nb", "(".repeat(MAX_DEPTH)), false);
    }

    #[test]
    fn a_footnote_stands_on_one_line() {
        let check = |source: &str, expect: &[usize]| {
            let is_closed = |at: usize| {
                let closes = source[at..].starts_with(']');
                closes && opener(source, at).is_some_and(|start| is_cut(source, start))
            };
            let all = 0..source.len();
            let found: Vec<usize> = all
                .filter(|at| is_cut(source, *at) || is_closed(*at))
                .collect();
            assert_eq!(found, expect, "{source:?}");
        };
        check("[x [^a\n> b] y](u)", &[3, 10]);
        check("[^\r\na]", &[0, 5]);
        check("[^a]\n", &[]);
        check("\\[^a\n]", &[]);
        check("[^a[\n]", &[]);
        check("[a](<b\nc>)", &[3]);
        check("[a][^b\nc]", &[0, 2, 3, 8]);
        check("[a][b][^c\nd]", &[6, 11]);
        check("[a][b\\\nc]", &[0, 2]);
    }
}
