//! Marks: what kinds of characters a text has, and what kinds of letters a word has, each in a few bits. They let a
//! check pass over the texts that cannot concern it. They are read in `scan`.

/// Is what the letters of a word are; small enough to be copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letters(u16);

/// Is the kinds of characters that a text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u16);

impl Letters {
    /// A letter of the Latin script.
    pub const LATIN: Letters = Letters(1);
    /// A letter of the Cyrillic script.
    pub const CYRILLIC: Letters = Letters(2);
    /// A letter of any other script.
    pub const OTHER: Letters = Letters(4);
    /// A digit.
    pub const DIGIT: Letters = Letters(8);
    /// A capital in the first place.
    pub const CAPITAL: Letters = Letters(16);
    /// A capital behind the first place.
    pub const INNER_CAPITAL: Letters = Letters(32);
    /// A small letter, or one without case.
    pub const SMALL: Letters = Letters(64);
    /// å, ä or ö.
    pub const NORDIC: Letters = Letters(128);
    /// ñ, or a vowel with an acute.
    pub const SPANISH: Letters = Letters(256);
    /// і, ї, є or ґ.
    pub const UKRAINIAN: Letters = Letters(512);
    /// Any character beyond ASCII.
    pub const WIDE: Letters = Letters(1024);
    /// Not letters: something else than one blank stands between the word and the last one, or there is none.
    pub const APART: Letters = Letters(2048);

    /// A capital anywhere.
    pub const CAPITALS: Letters = Letters(16 | 32);
    /// Not letters: the word may be the same as the last one.
    pub const TWIN: Letters = Letters(4096);

    /// Tells whether all that `other` names is there.
    pub fn has(self, other: Letters) -> bool {
        self.0 & other.0 == other.0
    }

    /// Tells whether something that `others` names is there.
    pub fn any(self, others: Letters) -> bool {
        self.0 & others.0 != 0
    }

    /// Tells whether it has letters, and nothing but those of the script `script`.
    pub fn only(self, script: Letters) -> bool {
        self.0 & 0b1111 == script.0
    }

    /// Returns both together.
    pub const fn or(self, other: Letters) -> Letters {
        Letters(self.0 | other.0)
    }

    /// Returns its bits.
    pub(super) const fn bits(self) -> u16 {
        self.0
    }

    /// Takes bits for what they name.
    pub(super) const fn from_bits(bits: u16) -> Letters {
        Letters(bits)
    }
}

impl Marks {
    /// An ASCII digit.
    pub const DIGIT: Marks = Marks(1);
    /// `?` or `!`.
    pub const QUESTION: Marks = Marks(2);
    /// `¿` or `¡`.
    pub const INVERTED: Marks = Marks(4);
    /// A quotation mark of any kind, an apostrophe aside.
    pub const QUOTE: Marks = Marks(8);
    /// A dash, longer than a hyphen, or a hyphen beside a blank, or two hyphens.
    pub const DASH: Marks = Marks(16);
    /// A bracket.
    pub const BRACKET: Marks = Marks(32);
    /// `…`, or two full stops in a row.
    pub const DOTS: Marks = Marks(64);
    /// Two blanks in a row, or one before or behind a mark of punctuation that has none there.
    pub const BLANK: Marks = Marks(128);
    /// A character that nobody sees.
    pub const HIDDEN: Marks = Marks(256);
    /// A Latin letter.
    pub const LATIN: Marks = Marks(512);
    /// A Cyrillic letter.
    pub const CYRILLIC: Marks = Marks(1024);
    /// A comma, semicolon, colon or full stop with a letter on both sides.
    pub const TIGHT: Marks = Marks(2048);
    /// `*`, `_`, `~` or `` ` ``
    pub const DELIMITER: Marks = Marks(4096);

    /// What is no word in some format though it begins no markup: `|`, `#`, a line end and the like.
    pub const BOUND: Marks = Marks(8192);

    /// Returns the scripts that are among letters.
    pub(super) fn of_scripts(letters: Letters) -> Marks {
        let scripts = [
            (Letters::LATIN, Marks::LATIN),
            (Letters::CYRILLIC, Marks::CYRILLIC),
        ];
        let there = scripts
            .into_iter()
            .filter(|(script, _)| letters.has(*script));
        there.fold(Marks::default(), |all, (_, mark)| all.or(mark))
    }

    /// Tells whether one of those that `others` names is there.
    pub fn any(self, others: Marks) -> bool {
        self.0 & others.0 != 0
    }

    /// Returns both together.
    pub const fn or(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    /// Returns its bits.
    pub(super) const fn bits(self) -> u16 {
        self.0
    }

    /// Takes bits for what they name.
    pub(super) const fn from_bits(bits: u16) -> Marks {
        Marks(bits)
    }
}

/// Tells a blank of any kind; a line break is none.
pub fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2007}' | '\u{2009}')
}

/// Returns the script of a letter.
pub fn script(c: char) -> Letters {
    match c {
        'a'..='z' | 'A'..='Z' => Letters::LATIN,
        '\u{AA}'
        | '\u{BA}'
        | '\u{C0}'..='\u{24F}'
        | '\u{250}'..='\u{2AF}'
        | '\u{1E00}'..='\u{1EFF}' => Letters::LATIN,
        '\u{400}'..='\u{52F}' | '\u{1C80}'..='\u{1C8F}' | '\u{2DE0}'..='\u{2DFF}' => {
            Letters::CYRILLIC
        }
        _ => Letters::OTHER,
    }
}
