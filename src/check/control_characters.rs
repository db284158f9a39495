//! The check `control-characters`.

use super::marks::Marks;
use super::pair::{Flaw, Pair};
use super::signs::Signs;
use super::{Check, Docs, Look};
use crate::finding::Severity;

/// Finds characters that nobody sees, or that stand for one that was lost.
pub static CHECK: Check = Check {
    id: "control-characters",
    summary: "Finds invisible characters, and those that stand for a lost one, in a translation",
    docs: Docs {
        what: "Names characters of a translation that its reader does not see and its English does not have: \
control characters, zero width spaces and byte order marks, marks of direction in a language that runs from left to \
right, line and paragraph separators. And U+FFFD, which stands where a program lost a character. Soft hyphens, and \
the joiners that Persian, Hindi and emoji need, are left alone.",
        why: "They come with what is pasted. They break searches, links and spell checkers, turn text around, and \
nobody finds them by looking.",
        example: "
```ftl locales/en/site.ftl
more = Read more
```

```ftl locales/es/site.ftl
# @source Read more
more = Leer m�s
```

> U+FFFD stands in the text, where a program lost a character",
        todo: "Take the character away, or write the one that was lost. Where it is meant, write `# @ignore \
control-characters (reason)` above the entry.",
        sources: "- [The Unicode Standard](https://www.unicode.org/versions/latest/), chapter 23: special areas and format characters
- [W3C: Unicode controls versus markup for bidi support](https://www.w3.org/International/questions/qa-bidi-unicode-controls)
- Weblate: zero-width space, replacement character",
    },
    severity: Severity::Error,
    look: Look::Pairs(Signs::own(Marks::HIDDEN).or(Signs::FLATTENED), judge),
};

/// Is what is to be done with a character.
enum Cure {
    /// It goes.
    Remove,
    /// A space comes for it.
    Space,
    /// Nobody but a person knows.
    Ask,
}

fn judge(pair: &Pair<'_>) -> Vec<Flaw> {
    let flat = pair.flat();
    let text = &*pair.translation;
    // What stands in targets and code is not flat.
    let may_have = if flat.is_text() {
        flat.marks.any(Marks::HIDDEN)
    } else {
        may_have(text.as_bytes())
    };
    if !may_have {
        return Vec::new();
    }
    let has_rtl = |text: &str| {
        text.chars()
            .any(|c| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'))
    };
    let found = text.char_indices().filter_map(|(at, c)| {
        let (name, cure) = named(c)?;
        let is_direction = matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{61C}');
        if pair.source.contains(c) || is_direction && has_rtl(text) {
            return None;
        }
        let code = u32::from(c);
        let message = match c {
            '\u{FFFD}' => "U+FFFD stands in the text, where a program lost a character".to_owned(),
            _ => format!("U+{code:04X}, {name}, stands in the text"),
        };
        let (help, fix) = match cure {
            Cure::Remove => ("take it away", Some(String::new())),
            Cure::Space => ("write a space", Some(" ".to_owned())),
            Cure::Ask => ("write what was meant there", None),
        };
        Some(Flaw {
            message,
            help: help.to_owned(),
            words: Some(at..at + c.len_utf8()),
            fix,
            ..Flaw::default()
        })
    });
    found.collect()
}

/// Tells whether such a character may begin with one of some bytes: sixteen at a time, as none is in nearly all.
fn may_have(bytes: &[u8]) -> bool {
    let (many, rest) = bytes.as_chunks::<16>();
    let has = |some: &[u8; 16]| {
        let found = some
            .iter()
            .fold(0, |found, byte| found | u8::from(may_begin(*byte)));
        found != 0
    };
    let many = many.iter().any(has);
    many || rest.iter().any(|byte| may_begin(*byte))
}

fn may_begin(byte: u8) -> bool {
    (byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != b'\r')
        | (byte == 0x7F)
        | (byte == 0xC2)
        | (byte == 0xD8)
        | (byte == 0xE2)
        | (byte == 0xEF)
}

fn named(c: char) -> Option<(&'static str, Cure)> {
    Some(match c {
        '\t' | '\n' | '\r' => return None,
        '\u{0}'..='\u{1F}' | '\u{7F}' => ("a control character", Cure::Ask),
        '\u{80}'..='\u{9F}' => ("a control character of a wrong encoding", Cure::Ask),
        '\u{200B}' => ("a zero width space", Cure::Remove),
        '\u{200E}' | '\u{200F}' | '\u{61C}' => ("a mark of direction", Cure::Remove),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => ("a mark of direction", Cure::Remove),
        '\u{2028}' => ("a line separator", Cure::Space),
        '\u{2029}' => ("a paragraph separator", Cure::Space),
        '\u{2060}' => ("a word joiner", Cure::Remove),
        '\u{2061}'..='\u{2065}' | '\u{206A}'..='\u{206F}' => {
            ("an invisible character", Cure::Remove)
        }
        '\u{FEFF}' => ("a byte order mark", Cure::Remove),
        '\u{FFF9}'..='\u{FFFB}' => ("an invisible character", Cure::Ask),
        '\u{FFFD}' => ("the replacement character", Cure::Ask),
        '\u{FFFE}' | '\u{FFFF}' => ("no character", Cure::Ask),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_messages, fires, fixes, silent};

    #[test]
    fn fires_on_what_nobody_sees() {
        fires(
            "control-characters",
            &[
                (
                    "es",
                    "One two",
                    "Uno\u{200B} dos",
                    "U+200B, a zero width space, stands in the text",
                ),
                (
                    "ru",
                    "One two",
                    "Один дв\u{FFFD}",
                    "U+FFFD stands in the text, where a program lost a character",
                ),
                (
                    "sv",
                    "See [it](/a).",
                    "Se [det](/a\u{200E}).",
                    "U+200E, a mark of direction, stands in the text",
                ),
                (
                    "sv",
                    "One",
                    "Ett\u{8}",
                    "U+0008, a control character, stands in the text",
                ),
            ],
        );
    }

    #[test]
    fn what_is_only_in_the_way_is_taken_away() {
        fixes(
            "control-characters",
            &[
                ("ru", "One two", "\u{FEFF}Один\u{200B} два", "Один два"),
                ("es", "One two", "Uno\u{2028}dos", "Uno dos"),
            ],
        );
    }

    #[test]
    fn silent_on_what_is_meant() {
        silent(
            "control-characters",
            &[
                ("es", "A no-break space", "Un\u{A0}espacio"),
                ("sv", "Security policy", "Säkerhets\u{AD}politik"),
                ("ru", "A family", "Семья 👨\u{200D}👩\u{200D}👧"),
                ("ru", "The word שלום", "Слово \u{200F}שלום\u{200E}"),
                ("sv", "Two\u{200B}words", "Två\u{200B}ord"),
            ],
        );
    }

    #[test]
    fn can_be_ignored() {
        let english = "a = One\n";
        let file = "# @source One\na = U\u{200B}no\n";
        let expect = ["a 2:6-2:7 U+200B, a zero width space, stands in the text"];
        check_messages("control-characters", english, "es", file, &expect);
        let file = format!("# @ignore control-characters (a break)\n{file}");
        check_messages("control-characters", english, "es", &file, &[]);
    }
}
