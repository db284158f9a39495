//! Letters: what a character is to the splitter: a mark that may end a sentence, a closer, a letter's case.
//!
//! Separate because every other file of the room asks; it must not know languages or sentences.

/// Is the kind of a mark that may end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A full stop, which may also belong to an abbreviation or a number.
    Stop,
    /// A question or exclamation mark.
    Ask,
    /// An ellipsis.
    Dots,
    /// A mark that needs no white space after it and belongs to no word: `。`, `।`, `።`.
    Wide,
}

/// Tells which mark `c` is, in any language.
pub(super) fn mark(c: char) -> Option<Mark> {
    match c {
        '.' => Some(Mark::Stop),
        '!' | '?' | '‼' | '⁇' | '⁈' | '⁉' | '‽' | '⸮' | '؟' | '\u{37E}' => {
            Some(Mark::Ask)
        }
        '…' | '‥' => Some(Mark::Dots),
        '。' | '．' | '｡' | '！' | '？' | '।' | '॥' | '։' | '۔' | '።' | '፧' | '፨' | '။' | '។'
        | '៕' | '᠃' | '᠉' => Some(Mark::Wide),
        _ => None,
    }
}

/// Tells a bullet that opens a list item wherever it stands.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '⁃')
}

/// Tells a bracket that closes.
pub(super) fn is_closing_bracket(c: char) -> bool {
    matches!(
        c,
        ')' | ']' | '}' | '）' | '］' | '」' | '』' | '】' | '〉' | '》' | '〕'
    )
}

/// Tells a bracket that opens.
pub(super) fn is_opening_bracket(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '（' | '［' | '「' | '『' | '【' | '〈' | '《' | '〔'
    )
}

/// Tells a quotation mark of any kind; languages use all of them on either side.
pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '`'
            | '´'
    )
}

/// Tells a quotation mark that opens in every language, so that it never closes.
pub(super) fn only_opens(c: char) -> bool {
    matches!(c, '„' | '‚')
}

/// Tells emoji and other pictures, with what joins them.
pub(super) fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B50}' | '\u{FE0F}' | '\u{200D}')
}

/// Tells a dash that may stand between sentences or before an attribution.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '−' | '‒')
}

/// Tells what may stand between white space and a sentence's first word.
pub(super) fn is_opener(c: char) -> bool {
    is_opening_bracket(c)
        || is_quote(c)
        || matches!(c, '¿' | '¡' | '*' | '_' | '\u{200B}' | '\u{FEFF}')
}

/// Is what a first letter says about the start of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// A small letter: no sentence starts here.
    Lower,
    /// A capital or title-case letter.
    Upper,
    /// A letter of a script without case, or something that is no prose.
    None,
    /// A digit.
    Digit,
    /// Neither letter nor digit.
    Symbol,
}

/// Tells the case of `c`.
pub(super) fn case(c: char) -> Case {
    match c {
        'a'..='z' => Case::Lower,
        'A'..='Z' => Case::Upper,
        '0'..='9' => Case::Digit,
        '\u{2}' => Case::None,
        '\0'..='\u{7F}' => Case::Symbol,
        // Georgian has capitals for headlines only: a sentence starts with a small letter.
        '\u{10D0}'..='\u{10FF}' => Case::None,
        // Letters that look raised (ª, º) close ordinals and tell nothing of case.
        'ª' | 'º' => Case::Symbol,
        // Russian first, because the tables behind the others are slow.
        '\u{430}'..='\u{45F}' => Case::Lower,
        '\u{400}'..='\u{42F}' => Case::Upper,
        _ if c.is_lowercase() => Case::Lower,
        _ if c.is_uppercase() || is_title_case(c) => Case::Upper,
        _ if c.is_alphabetic() => Case::None,
        _ if c.is_numeric() => Case::Digit,
        _ => Case::Symbol,
    }
}

/// Tells whether `c` stands inside words.
pub(super) fn is_word(c: char) -> bool {
    match c {
        '0'..='9' | 'A'..='Z' | 'a'..='z' | '\u{2}' => true,
        '\0'..='\u{7F}' | '\u{2010}'..='\u{205E}' | '×' | '÷' => false,
        // Latin and Russian first, because the tables behind the others are slow.
        '\u{C0}'..='\u{24F}' | '\u{400}'..='\u{481}' => true,
        _ => c.is_alphanumeric() || is_joined(c),
    }
}

/// Tells what has no width or letter of its own and goes with the letter before it.
pub(super) fn is_joined(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200C}' | '\u{200D}' | '°'
    ) || is_vowel_sign(c)
}

/// Tells the dependent signs of the scripts of India: with its consonant one makes one syllable.
fn is_vowel_sign(c: char) -> bool {
    ('\u{900}'..='\u{DFF}').contains(&c)
        && matches!(c as u32 & 0x7F, 0x00..=0x03 | 0x3C | 0x3E..=0x4F | 0x57 | 0x62 | 0x63)
}

/// Tells an apostrophe, which stands inside words and closes quotations.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Tells the four Croatian letters that are half a capital.
fn is_title_case(c: char) -> bool {
    matches!(c, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ')
}

/// Returns the character at byte `at`.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// Returns the character that ends at byte `at`.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}
