//! Marks: what kinds of characters a text has, and what kinds of letters a word has, each in a byte or two. They
//! let a check pass over the texts that cannot concern it.

/// Is what the letters of a word are; small enough to be copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letters(u8);

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
    /// A small letter.
    pub const SMALL: Letters = Letters(64);

    /// Tells whether all that `other` names is there.
    pub fn has(self, other: Letters) -> bool {
        self.0 & other.0 == other.0
    }

    /// Tells whether it has letters, and nothing but those of the script `script`.
    pub fn only(self, script: Letters) -> bool {
        self.0 & 0b1111 == script.0
    }

    /// Adds what `other` names.
    pub fn add(&mut self, other: Letters) {
        self.0 |= other.0;
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

    /// Tells whether one of those that `others` names is there.
    pub fn any(self, others: Marks) -> bool {
        self.0 & others.0 != 0
    }

    /// Returns both together.
    pub const fn or(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    /// Reads a text once.
    pub fn of(text: &str) -> Marks {
        let mut marks = Marks::default();
        let mut last = ' ';
        let mut last_but_one = ' ';
        for c in text.chars() {
            let mark = match c {
                'a'..='z' | 'A'..='Z' => {
                    if matches!(last, ',' | ';' | ':' | '.') && last_but_one.is_alphabetic() {
                        marks.0 |= Marks::TIGHT.0;
                    }
                    Marks::LATIN
                }
                '0'..='9' => Marks::DIGIT,
                '?' | '!' => Marks::QUESTION,
                '.' if last == '.' => Marks::DOTS,
                '-' if last == '-' || is_blank(last) => Marks::DASH,
                '(' | ')' | '[' | ']' | '{' | '}' => Marks::BRACKET,
                '"' => Marks::QUOTE,
                '\t' | '\n' => Marks::default(),
                '\0'..='\u{1F}' => Marks::HIDDEN,
                ' ' if last == '-' => Marks::DASH,
                '\0'..='\u{7F}' => Marks::default(),
                _ => Marks::of_wide(c, last, last_but_one),
            };
            marks.0 |= mark.0;
            let is_spacing =
                is_blank(c) && (is_blank(last) || is_opener(last)) || is_blank(last) && is_stop(c);
            if is_spacing {
                marks.0 |= Marks::BLANK.0;
            }
            (last_but_one, last) = (last, c);
        }
        marks
    }

    fn of_wide(c: char, last: char, last_but_one: char) -> Marks {
        match c {
            '¿' | '¡' => Marks::INVERTED,
            '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‘' | '‚' => {
                Marks::QUOTE
            }
            '‒' | '–' | '—' | '―' | '−' => Marks::DASH,
            '…' => Marks::DOTS,
            '\u{7F}'..='\u{9F}'
            | '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{FFFD}'..='\u{FFFF}' => Marks::HIDDEN,
            _ if c.is_alphabetic() => {
                let tight = if matches!(last, ',' | ';' | ':' | '.') && last_but_one.is_alphabetic()
                {
                    Marks::TIGHT
                } else {
                    Marks::default()
                };
                match script(c) {
                    Letters::LATIN => Marks::LATIN.or(tight),
                    Letters::CYRILLIC => Marks::CYRILLIC.or(tight),
                    _ => Marks::default(),
                }
            }
            _ => Marks::default(),
        }
    }
}

/// Tells a blank of any kind; a line break is none.
pub fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2007}' | '\u{2009}')
}

fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '«' | '“' | '„' | '¿' | '¡')
}

fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '»' | '”' | '“' | '…'
    )
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_tell_what_there_is_to_look_at() {
        let marks = |text: &str| Marks::of(text);
        assert!(marks("a , b").any(Marks::BLANK) && marks("a  b").any(Marks::BLANK));
        assert!(!marks("a, b").any(Marks::BLANK));
        assert!(marks("слово,слово").any(Marks::TIGHT) && !marks("1,5").any(Marks::TIGHT));
        assert!(marks("a - b").any(Marks::DASH) && !marks("a-b").any(Marks::DASH));
        assert!(marks("a\u{200B}b").any(Marks::HIDDEN));
    }
}
