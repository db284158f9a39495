//! The check `brackets`.

use super::around::before;
use super::marks::Marks;
use super::pair::{Flaw, Pair};
use super::signs::Signs;
use super::{Check, Docs, Look};
use crate::finding::Severity;

/// Finds brackets that are not closed, or not opened.
pub static CHECK: Check = Check {
    id: "brackets",
    summary: "Finds brackets without their other half in a translation",
    docs: Docs {
        what: "Every `(`, `[` and `{` that a reader sees needs its other half, inside the same text. Labels such as \
`a)` and `1)` and smileys need none. Where the English has an odd bracket of a kind, that kind is not looked at.",
        why: "A bracket that is not closed is what is left of half a sentence, and in an article it may swallow a link.",
        example: "
```ftl locales/en/site.ftl
sources = Sources (in English)
```

```ftl locales/ru/site.ftl
# @source Sources (in English)
sources = Источники (на английском
```

> nothing closes this \"(\"",
        todo: "Write the other half, or take the bracket away.",
        sources: "- Weblate, pofilter, Okapi CheckMate check the same",
    },
    severity: Severity::Warning,
    look: Look::Pairs(Signs::own(Marks::BRACKET), judge),
};

const KINDS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];

fn judge(pair: &Pair<'_>) -> Vec<Flaw> {
    let flat = pair.flat();
    let source = pair.source_flat();
    let odd = KINDS.iter().filter_map(|(open, close)| {
        let at = unpaired(flat.text, *open, *close)?;
        if unpaired(source.text, *open, *close).is_some() {
            return None;
        }
        let (verb, other) = if flat.text[at..].starts_with(*open) {
            ("closes", close)
        } else {
            ("opens", open)
        };
        let own = &flat.text[at..=at];
        Some(pair.flaw(
            at..at + 1,
            format!("nothing {verb} this \"{own}\""),
            &format!("write \"{other}\" where it belongs, or take the bracket away"),
        ))
    });
    odd.collect()
}

/// Finds the first bracket of a kind without its other half.
fn unpaired(text: &str, open: char, close: char) -> Option<usize> {
    let mut opened = Vec::new();
    for (at, c) in text.char_indices() {
        if c == open {
            if !is_smiley(text, at) {
                opened.push(at);
            }
        } else if c == close
            && opened.pop().is_none()
            && !is_label(text, at)
            && !is_smiley(text, at)
        {
            return Some(at);
        }
    }
    opened.first().copied()
}

/// Tells the bracket of `a)`, `12)`.
fn is_label(text: &str, at: usize) -> bool {
    let head = &text[..at];
    let label = head.trim_end_matches(char::is_alphanumeric);
    let own = &head[label.len()..];
    let is_short = own.chars().nth(1).is_none()
        || own.len() <= 2 && own.bytes().all(|byte| byte.is_ascii_digit())
        || own.len() <= 4 && own.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    !own.is_empty()
        && is_short
        && label
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || c == '.')
}

fn is_smiley(text: &str, at: usize) -> bool {
    let head = text[..at].trim_end_matches('-');
    matches!(before(head, head.len()), Some(':' | ';'))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_messages, fires, silent};

    #[test]
    fn fires_on_half_a_bracket() {
        fires(
            "brackets",
            &[
                (
                    "es",
                    "The army (ELN)",
                    "El ejército (ELN",
                    "nothing closes this \"(\"",
                ),
                (
                    "sv",
                    "The army (ELN)",
                    "Armén ELN)",
                    "nothing opens this \")\"",
                ),
                (
                    "ru",
                    "Reform [of law]",
                    "Реформа [права",
                    "nothing closes this \"[\"",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_pairs_labels_and_smileys() {
        silent(
            "brackets",
            &[
                ("es", "a) one; b) two", "a) uno; b) dos"),
                ("sv", "Welcome!", "Välkommen (igen)! :-)"),
                ("ru", "The [link](/a(b)) (old)", "[Ссылка](/a(b)) (старая)"),
                ("ru", "One half (of two", "Половина (из двух"),
            ],
        );
    }

    #[test]
    fn can_be_ignored() {
        let english = "a = One (two)\n";
        let file = "# @source One (two)\na = Uno (dos\n";
        check_messages(
            "brackets",
            english,
            "es",
            file,
            &["a 2:9-2:10 nothing closes this \"(\""],
        );
        let file = format!("# @ignore brackets (goes on below)\n{file}");
        check_messages("brackets", english, "es", &file, &[]);
    }
}
