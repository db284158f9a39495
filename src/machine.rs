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

    /// Returns the name that a word behind the `@` is.
    fn of(word: &str) -> Option<Self> {
        let name = match word {
            "context" => Name::Context,
            "note" => Name::Note,
            "ignore" => Name::Ignore,
            "joined" => Name::Joined,
            "obsolete" => Name::Obsolete,
            "changed" => Name::Changed,
            "proposal" => Name::Proposal,
            "source" => Name::Source,
            "was" => Name::Was,
            "draft" => Name::Draft,
            _ => return None,
        };
        Some(name)
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

/// Reads what follows `# ` as a machine line: its name and its value without the white space around it.
///
/// An `@` word that is none of tolka's is a translator's own line.
pub fn machine_line(content: &str) -> Option<(Name, &str)> {
    let rest = content.trim_start_matches(' ').strip_prefix('@')?;
    let end = rest
        .bytes()
        .position(|byte| matches!(byte, b' ' | b'\t'))
        .unwrap_or(rest.len());
    let name = Name::of(&rest[..end])?;
    Some((name, rest[end..].trim_matches([' ', '\t'])))
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
    }

    #[test]
    fn other_lines_are_the_translators() {
        for own in ["source x", "@todo ask", "see @source", ""] {
            assert_eq!(machine_line(own), None);
        }
    }
}
