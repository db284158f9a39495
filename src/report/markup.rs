//! Markup: texts of articles and translations inside HTML and Markdown reports, so that none of them is ever
//! markup.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::diff::visible;
use super::screen::safe;
use crate::diff::{Change, Op};

/// Returns `text` as HTML that shows it: one line, what steers by its code, nothing that a parser of HTML or
/// Markdown reads as anything but text.
pub fn escape(text: &str) -> String {
    escape_safe(&safe(text))
}

fn escape_safe(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_before_word = chars.peek().is_some_and(|next| next.is_alphanumeric());
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // Forges read these in the text of a page: a person, an issue, a label, a formula. An element between
            // the sign and its name parts them, and shows both.
            '@' | '#' | '!' | '~' | '%' if is_before_word => {
                let _ = write!(escaped, "<span>{c}</span>");
            }
            ':' if chars.peek().is_some_and(|next| next.is_alphabetic()) => {
                escaped.push_str("<span>:</span>");
            }
            '$' => escaped.push_str("<span>$</span>"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Returns a word diff as HTML: `<del>` and `<ins>`.
pub fn word_diff(changes: &[Change<'_>]) -> String {
    let shown = changes.iter().map(|change| match change.op {
        Op::Equal => Cow::Owned(escape(change.text)),
        Op::Delete => Cow::Owned(format!("<del>{}</del>", escape_safe(&visible(change.text)))),
        Op::Insert => Cow::Owned(format!("<ins>{}</ins>", escape_safe(&visible(change.text)))),
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::words;

    #[test]
    fn text_is_never_markup() {
        let cases = [
            ("Ивáнов – “so”", "Ивáнов – “so”"),
            ("</details><script>", "&lt;/details&gt;&lt;script&gt;"),
            ("a &amp; \"b\"", "a &amp;amp; &quot;b&quot;"),
            ("a\n\n# b\u{2028}", "a⏎⏎# b\\u{2028}"),
            (
                "@editor #12 :tada: 5% $x$",
                "<span>@</span>editor <span>#</span>12 <span>:</span>tada: 5% <span>$</span>x<span>$</span>",
            ),
        ];
        for (text, expect) in cases {
            assert_eq!(escape(text), expect);
        }
    }

    #[test]
    fn changed_words_are_elements() {
        assert_eq!(
            word_diff(&words("It was <so>.", "It is <so>.")),
            "It <del>was</del><ins>is</ins> &lt;so&gt;."
        );
        assert_eq!(
            word_diff(&words("10 km", "10\u{A0}km")),
            "10<del>·</del><ins>⍽</ins>km"
        );
    }
}
