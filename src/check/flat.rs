//! Flat: a text as its reader sees it, without markup, for the checks of language and typography. It is worked
//! out once and asked by many: what kinds of characters it has, and its words.
//!
//! It knows neither languages nor the English behind a text.

use std::cell::OnceCell;
use std::ops::Range;

use crate::document::inline::{Inventory, Kind};

/// Stands in a flat text for a thing that is no words: code, a formula, an address, an image, a variable.
pub const THING: char = '\u{FFFC}';

/// Is a text without its markup.
#[derive(Clone, Copy, Debug)]
pub struct Flat<'t> {
    /// What a reader sees; a thing that is no words is `THING`.
    pub text: &'t str,
    /// What kinds of characters it has.
    pub marks: Marks,
    reading: &'t Reading,
}

/// Is what is kept of a text that was flattened.
#[derive(Debug)]
pub struct Reading {
    /// The flat text; `None` where it is the text.
    text: Option<String>,
    marks: Marks,
    /// Where the flat text was cut out: its byte, and the byte of the text with markup.
    seams: Vec<(usize, usize)>,
    words: OnceCell<Vec<Word>>,
}

/// Is a run of letters and digits, with the apostrophes inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the flat text.
    pub range: Range<usize>,
    /// Which scripts and kinds of letters it has.
    pub letters: Letters,
}

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

    fn add(&mut self, other: Letters) {
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

    fn of(text: &str) -> Marks {
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

impl Reading {
    /// Flattens a text by its inventory.
    pub fn new(text: &str, inventory: &Inventory) -> Self {
        let is_whole = inventory.items.is_empty()
            && matches!(&*inventory.visible, [one] if *one == (0..text.len()))
            && !text.contains(['&', '\\']);
        if is_whole || text.is_empty() {
            return Reading {
                text: None,
                marks: Marks::of(text),
                seams: Vec::new(),
                words: OnceCell::new(),
            };
        }
        let mut builder = Builder {
            text,
            flat: String::with_capacity(text.len()),
            seams: Vec::new(),
        };
        let mut items = inventory.items.iter().peekable();
        for visible in &inventory.visible {
            while let Some(item) = items.next_if(|item| item.range.start < visible.start) {
                builder.item(&item.kind, item.range.start);
            }
            builder.words(visible.clone());
        }
        for item in items {
            builder.item(&item.kind, item.range.start);
        }
        Reading {
            marks: Marks::of(&builder.flat),
            text: Some(builder.flat),
            seams: builder.seams,
            words: OnceCell::new(),
        }
    }

    /// Returns the flat text of `text`, which was flattened.
    pub fn flat<'t>(&'t self, text: &'t str) -> Flat<'t> {
        Flat {
            text: self.text.as_deref().unwrap_or(text),
            marks: self.marks,
            reading: self,
        }
    }
}

impl<'t> Flat<'t> {
    /// Returns the words, in order.
    pub fn words(&self) -> &'t [Word] {
        self.reading.words.get_or_init(|| words(self.text))
    }

    /// Returns a word as it is written.
    pub fn word(&self, word: &Word) -> &'t str {
        &self.text[word.range.clone()]
    }

    /// Returns where bytes of the flat text stand in the text with markup, and whether they stand there as they
    /// are, without markup in between.
    pub fn place(&self, range: &Range<usize>) -> (Range<usize>, bool) {
        if self.reading.seams.is_empty() {
            return (range.clone(), true);
        }
        let seam = |at: usize| {
            let idx = self.reading.seams.partition_point(|(flat, _)| *flat <= at);
            idx.saturating_sub(1)
        };
        let (first, last) = (
            seam(range.start),
            seam(range.end.saturating_sub(1).max(range.start)),
        );
        let shift = |at: usize, seam: usize| {
            let (flat, own) = self.reading.seams[seam];
            own + at.saturating_sub(flat)
        };
        let start = shift(range.start, first);
        let end = shift(range.end, last).max(start);
        (start..end, first == last)
    }
}

struct Builder<'t> {
    text: &'t str,
    flat: String,
    seams: Vec<(usize, usize)>,
}

impl Builder<'_> {
    fn item(&mut self, kind: &Kind, at: usize) {
        let stands_for = match kind {
            Kind::Code(_)
            | Kind::Image { .. }
            | Kind::Autolink(_)
            | Kind::Math(_)
            | Kind::Protected(_) => THING,
            Kind::Html(html) if html.starts_with("<br") => '\n',
            _ => return,
        };
        self.seams.push((self.flat.len(), at));
        self.flat.push(stands_for);
    }

    fn words(&mut self, visible: Range<usize>) {
        let mut at = visible.start;
        self.seams.push((self.flat.len(), at));
        let own = &self.text[visible.clone()];
        for (offset, _) in own.match_indices('&') {
            let start = visible.start + offset;
            let Some((end, stands_for)) = reference(self.text, start, visible.end) else {
                continue;
            };
            self.flat.push_str(&self.text[at..start]);
            self.seams.push((self.flat.len(), start));
            self.flat.push(stands_for);
            self.seams.push((self.flat.len(), end));
            at = end;
        }
        self.flat.push_str(&self.text[at..visible.end]);
    }
}

/// Reads a character reference: where it ends, and what stands for it.
fn reference(text: &str, start: usize, end: usize) -> Option<(usize, char)> {
    let rest = &text[start + 1..end];
    let len = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#')?;
    if len == 0 || !rest[len..].starts_with(';') {
        return None;
    }
    let stands_for = match &rest[..len] {
        "nbsp" => '\u{A0}',
        "amp" => '&',
        "quot" => '"',
        "laquo" => '«',
        "raquo" => '»',
        "ldquo" => '“',
        "rdquo" => '”',
        "bdquo" => '„',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        "iquest" => '¿',
        "iexcl" => '¡',
        _ => THING,
    };
    Some((start + 1 + len + 1, stands_for))
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut open: Option<(usize, Letters)> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let kind = if c.is_ascii_digit() {
            Some(Letters::DIGIT)
        } else if c.is_alphabetic() {
            Some(script(c))
        } else {
            None
        };
        if let Some(kind) = kind {
            let (_, letters) = open.get_or_insert((at, Letters::default()));
            if kind != Letters::DIGIT {
                let case = if !c.is_uppercase() {
                    Letters::SMALL
                } else if letters.0 == 0 {
                    Letters::CAPITAL
                } else {
                    Letters::INNER_CAPITAL
                };
                letters.add(case);
            }
            letters.add(kind);
            continue;
        }
        let is_inside = match c {
            '\'' | '’' => chars.peek().is_some_and(|(_, next)| next.is_alphabetic()),
            // Combining marks, a soft hyphen.
            '\u{300}'..='\u{36F}' | '\u{AD}' => true,
            _ => false,
        };
        if !is_inside && let Some((start, letters)) = open.take() {
            words.push(Word {
                range: start..at,
                letters,
            });
        }
    }
    if let Some((start, letters)) = open {
        words.push(Word {
            range: start..text.len(),
            letters,
        });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::document::inline::inventory;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let inventory = inventory(text, Format::Markdown, &[]);
        let reading = Reading::new(text, &inventory);
        let flat = reading.flat(text);
        assert_eq!(flat.text, expect);
        // Every word stands where it is said to stand.
        for word in flat.words() {
            let (place, is_whole) = flat.place(&word.range);
            if is_whole {
                assert_eq!(&text[place], flat.word(word));
            }
        }
    }

    #[test]
    fn markup_is_gone_and_things_stand_for_themselves() {
        check("Просто текст.", "Просто текст.");
        check("**¿Qué** es [eso](/a)?", "¿Qué es eso?");
        check("Kör `cargo test`, sedan.", "Kör \u{FFFC}, sedan.");
        check("Uno&nbsp;% &mdash; a \\* b", "Uno\u{A0}% — a * b");
        check("Véase https://a.org/x.", "Véase \u{FFFC}.");
    }

    #[test]
    fn words_across_markup_are_no_single_place() {
        let text = "это **сло**во";
        let reading = Reading::new(text, &inventory(text, Format::Markdown, &[]));
        let flat = reading.flat(text);
        let word = &flat.words()[1];
        assert_eq!(flat.word(word), "слово");
        let (place, is_whole) = flat.place(&word.range);
        assert_eq!((&text[place], is_whole), ("сло**во", false));
    }

    #[test]
    fn words_know_their_letters() {
        let text = "Tип html5 d’Or WWF";
        let reading = Reading::new(text, &inventory(text, Format::Text, &[]));
        let flat = reading.flat(text);
        let words: Vec<_> = flat.words().iter().map(|word| flat.word(word)).collect();
        assert_eq!(words, ["Tип", "html5", "d’Or", "WWF"]);
        let letters = |idx: usize| flat.words()[idx].letters;
        assert!(letters(0).has(Letters::LATIN) && letters(0).has(Letters::CYRILLIC));
        assert!(letters(1).has(Letters::DIGIT) && !letters(1).has(Letters::CAPITAL));
        assert!(letters(2).has(Letters::INNER_CAPITAL));
        assert!(letters(3).has(Letters::CAPITAL) && !letters(3).has(Letters::SMALL));
    }

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
