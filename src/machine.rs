//! Machine: the lines `# @name value` that tolka reads and writes in the comments of a locale file.
//!
//! Separate because reading (`translation`) and writing (`sync`, `accept`) share the names and their order;
//! it does not know files or entries.

/// Is the name of a machine line. The order of the variants is the order of the lines in a comment:
/// `@source` and what says that it moved stand last, right above the id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    /// The kind of block that begins here.
    Context,
    /// A remark of the article's author, or `split from ID`.
    Note,
    /// Checks that do not apply: the translator's line.
    Ignore,
    /// The text stands in another entry.
    Joined,
    /// The segment is gone.
    Obsolete,
    /// `OLD → NEW`.
    Changed,
    /// A text with the new numbers.
    Proposal,
    /// The English of today.
    Source,
    /// The older English that the text was made from; `?` where that is not known.
    Was,
    /// The text is a proposal, and where it comes from.
    Draft,
}

impl Name {
    #[cfg(test)]
    const ALL: [Name; 10] = [
        Name::Context,
        Name::Note,
        Name::Ignore,
        Name::Joined,
        Name::Obsolete,
        Name::Changed,
        Name::Proposal,
        Name::Source,
        Name::Was,
        Name::Draft,
    ];

    /// Returns the word behind the `@`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Name::Context => "context",
            Name::Note => "note",
            Name::Ignore => "ignore",
            Name::Joined => "joined",
            Name::Obsolete => "obsolete",
            Name::Changed => "changed",
            Name::Proposal => "proposal",
            Name::Source => "source",
            Name::Was => "was",
            Name::Draft => "draft",
        }
    }

    /// Returns the name that the text behind the `@` begins with, and what stands behind that.
    fn of(text: &str) -> Option<(Self, &str)> {
        let (name, behind) = match text.as_bytes() {
            [b's', ..] => (Name::Source, behind(text, b"source")),
            [b'c', b'o', ..] => (Name::Context, behind(text, b"context")),
            [b'c', ..] => (Name::Changed, behind(text, b"changed")),
            [b'w', ..] => (Name::Was, behind(text, b"was")),
            [b'd', ..] => (Name::Draft, behind(text, b"draft")),
            [b'n', ..] => (Name::Note, behind(text, b"note")),
            [b'i', ..] => (Name::Ignore, behind(text, b"ignore")),
            [b'j', ..] => (Name::Joined, behind(text, b"joined")),
            [b'o', ..] => (Name::Obsolete, behind(text, b"obsolete")),
            [b'p', ..] => (Name::Proposal, behind(text, b"proposal")),
            _ => return None,
        };
        Some((name, behind?))
    }

    /// Tells whether the line is a person's to write and to change.
    pub const fn is_translators(self) -> bool {
        matches!(self, Name::Ignore | Name::Joined)
    }

    /// Tells whether the line belongs in the last group, which stands right above the id.
    pub const fn stands_last(self) -> bool {
        matches!(self, Name::Source | Name::Was | Name::Draft)
    }
}

/// Returns what stands behind a word that a text begins with.
fn behind<'t, const N: usize>(text: &'t str, word: &[u8; N]) -> Option<&'t str> {
    (text.as_bytes().first_chunk() == Some(word)).then(|| &text[N..])
}

/// Is a set of names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Names(u16);

impl Names {
    /// Takes a name in.
    pub fn insert(&mut self, name: Name) {
        self.0 |= 1 << name as u16;
    }

    /// Tells whether a name is one of them.
    pub fn contains(self, name: Name) -> bool {
        self.0 >> name as u16 & 1 == 1
    }
}

/// Reads what follows `# ` as a machine line: its name and its value without the white space around it.
///
/// An `@` word that is none of tolka's is a translator's own line.
pub fn machine_line(content: &str) -> Option<(Name, &str)> {
    let bytes = content.as_bytes();
    let n_blanks = bytes.iter().take_while(|byte| **byte == b' ').count();
    if bytes.get(n_blanks) != Some(&b'@') {
        return None;
    }
    let text = &content[n_blanks + 1..];
    let (name, behind) = Name::of(text)?;
    // Letters right behind a name make another word of it.
    let is_whole = matches!(behind.as_bytes().first(), None | Some(b' ' | b'\t'));
    is_whole.then(|| (name, trim(behind)))
}

/// Takes the white space away that a line may have.
fn trim(text: &str) -> &str {
    let is_text = |byte: &u8| !matches!(byte, b' ' | b'\t');
    let mut bytes = text.as_bytes().iter();
    let last = bytes.clone().rposition(is_text);
    match (bytes.position(is_text), last) {
        (Some(first), Some(last)) => &text[first..=last],
        _ => "",
    }
}

/// Writes a machine line without its line end. `@was` is set so that its text stands below `@source`'s.
pub fn write(name: Name, value: &str) -> String {
    pieces(name, value).concat()
}

/// Returns what a machine line is put together of.
pub fn pieces(name: Name, value: &str) -> [&str; 4] {
    let gap = match value {
        "" => "",
        "?" => " ",
        _ if name == Name::Was => "    ",
        _ => " ",
    };
    ["# @", name.as_str(), gap, value]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_written() {
        for name in Name::ALL {
            let line = write(name, "x y");
            assert_eq!(
                machine_line(line.strip_prefix("# ").unwrap()),
                Some((name, "x y"))
            );
        }
        assert_eq!(machine_line("@obsolete"), Some((Name::Obsolete, "")));
        assert_eq!(machine_line("@note \t "), Some((Name::Note, "")));
        let untidy = " @was\t \u{A0}x\u{A0} \t";
        assert_eq!(machine_line(untidy), Some((Name::Was, "\u{A0}x\u{A0}")));
    }

    #[test]
    fn other_lines_are_the_translators() {
        for own in [
            "source x",
            "@todo ask",
            "see @source",
            "",
            "@",
            "@c",
            "@ source x",
        ] {
            assert_eq!(machine_line(own), None);
        }
        for name in Name::ALL.map(Name::as_str) {
            for own in [&name[1..], &name[..name.len() - 1]] {
                assert_eq!(machine_line(&format!("@{own} x")), None);
            }
            for end in ["s", "-", "é", "\u{A0}x"] {
                assert_eq!(machine_line(&format!("@{name}{end}")), None);
            }
        }
    }
}
