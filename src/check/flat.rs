//! Flat: a text as its reader sees it, without markup, for the checks of language and typography. It is worked
//! out once and asked by many: what kinds of characters it has, and its words.
//!
//! It judges nothing, and does not know the English behind a text.

use std::ops::Range;

use super::function_words::COUNT;
use super::marks::{Letters, Marks};
use super::scan::Scan;
use crate::document::inline::{Inventory, Item, Kind};

pub use super::scan::Word;

/// Stands in a flat text for a thing that is no words: code, a formula, an address, an image, a variable.
pub const THING: char = '\u{FFFC}';

/// Is a text without its markup.
#[derive(Clone, Copy, Debug)]
pub struct Flat<'t> {
    /// What a reader sees; a thing that is no words is `THING`.
    pub text: &'t str,
    /// What kinds of characters it has.
    pub marks: Marks,
    /// How many letters and digits it has.
    pub n_letters: usize,
    reading: &'t Reading,
}

/// Is what is kept of a text that was flattened.
#[derive(Debug)]
pub struct Reading {
    /// The flat text; `None` where it is the text.
    text: Option<String>,
    /// The pieces that the flat text was put together from.
    pieces: Vec<Piece>,
    scan: Scan,
    is_plain: bool,
    /// Whether the text has an `&`, which begins a character reference.
    has_ampersand: bool,
}

/// Is a piece of a flat text, up to the next one.
#[derive(Debug)]
struct Piece {
    /// Its first byte in the flat text.
    start: usize,
    /// What it stands for in the text with markup.
    own: Range<usize>,
    /// Whether it is one character for all of that, and not the same bytes.
    is_sign: bool,
}

impl Piece {
    /// Returns the byte of the text with markup for a byte of the flat text, of which all before it is meant where
    /// something `ends` there.
    fn own(&self, at: usize, ends: bool) -> usize {
        match (self.is_sign, ends) {
            (false, _) => self.own.start + at.saturating_sub(self.start),
            (true, false) => self.own.start,
            (true, true) => self.own.end,
        }
    }
}

impl Reading {
    /// Takes a text that has no character that markup or a character reference begins with.
    pub fn of_plain(scan: Scan) -> Self {
        Reading {
            text: None,
            pieces: Vec::new(),
            scan,
            is_plain: true,
            has_ampersand: false,
        }
    }

    /// Flattens a text by its inventory.
    pub fn new(text: &str, inventory: &Inventory) -> Self {
        let has_ampersand = memchr::memchr(b'&', text.as_bytes()).is_some();
        let is_whole = inventory.items.is_empty()
            && matches!(&*inventory.visible, [one] if *one == (0..text.len()))
            && !has_ampersand
            && !text.contains('\\');
        if is_whole || text.is_empty() {
            return Reading {
                text: None,
                pieces: Vec::new(),
                scan: Scan::of(text),
                is_plain: false,
                has_ampersand,
            };
        }
        let mut builder = Builder {
            text,
            flat: String::with_capacity(text.len()),
            pieces: Vec::with_capacity(inventory.visible.len() + inventory.items.len()),
            has_ampersand,
        };
        let mut items = inventory.items.iter().peekable();
        for visible in &inventory.visible {
            while let Some(item) = items.next_if(|item| item.range.start < visible.start) {
                builder.item(item);
            }
            builder.words(visible.clone());
        }
        for item in items {
            builder.item(item);
        }
        Reading {
            scan: Scan::of(&builder.flat),
            text: Some(builder.flat),
            pieces: builder.pieces,
            is_plain: false,
            has_ampersand,
        }
    }

    /// Returns the flat text of `text`, which was flattened.
    #[inline]
    pub fn flat<'t>(&'t self, text: &'t str) -> Flat<'t> {
        Flat {
            text: self.text.as_deref().unwrap_or(text),
            marks: self.scan.marks,
            n_letters: self.scan.n_letters,
            reading: self,
        }
    }
}

impl<'t> Flat<'t> {
    /// Returns the words, in order.
    #[inline]
    pub fn words(&self) -> &'t [Word] {
        &self.reading.scan.words
    }

    /// Returns what is among the letters of the words behind the first one.
    pub fn behind_first(&self) -> Letters {
        self.reading.scan.behind
    }

    /// Tells whether it has an English word that counts.
    pub fn counts(&self) -> bool {
        self.reading.scan.small & COUNT != 0
    }

    /// Tells whether it is the text itself, which has no markup then.
    pub fn is_text(&self) -> bool {
        self.reading.text.is_none()
    }

    /// Tells whether the text has an `&`, and is not flat itself.
    pub fn may_have_references(&self) -> bool {
        self.reading.has_ampersand
    }

    /// Tells whether it is the text itself, without a character that any markup begins with.
    fn is_plain(&self) -> bool {
        self.reading.is_plain
    }

    /// Tells whether it is the text itself, of which every character is a word's or stands between words.
    pub fn is_words(&self) -> bool {
        self.is_plain() && !self.marks.any(Marks::BOUND)
    }

    /// Returns a word as it is written.
    pub fn word(&self, word: &Word) -> &'t str {
        &self.text[word.range()]
    }

    /// Returns where bytes of the flat text stand in the text with markup, and whether they stand there as they
    /// are, without markup in between.
    pub fn place(&self, range: &Range<usize>) -> (Range<usize>, bool) {
        let pieces = &self.reading.pieces;
        if pieces.is_empty() {
            return (range.clone(), true);
        }
        let piece_at = |at: usize| {
            let idx = pieces.partition_point(|piece| piece.start <= at);
            idx.saturating_sub(1)
        };
        let (first, last) = (
            piece_at(range.start),
            piece_at(range.end.saturating_sub(1).max(range.start)),
        );
        let start = pieces[first].own(range.start, false);
        let end = match range.is_empty() {
            true => start,
            false => pieces[last].own(range.end, true).max(start),
        };
        (start..end, first == last)
    }
}

struct Builder<'t> {
    text: &'t str,
    flat: String,
    pieces: Vec<Piece>,
    has_ampersand: bool,
}

impl Builder<'_> {
    fn item(&mut self, item: &Item) {
        let stands_for = match &item.kind {
            Kind::Code(_)
            | Kind::Image { .. }
            | Kind::Autolink(_)
            | Kind::Math(_)
            | Kind::Protected(_) => THING,
            Kind::Html(html) if html.starts_with("<br") => '\n',
            _ => return,
        };
        self.sign(stands_for, item.range.clone());
    }

    /// Puts one character in the place of bytes.
    fn sign(&mut self, stands_for: char, own: Range<usize>) {
        self.pieces.push(Piece {
            start: self.flat.len(),
            own,
            is_sign: true,
        });
        self.flat.push(stands_for);
    }

    fn words(&mut self, visible: Range<usize>) {
        if !self.has_ampersand {
            return self.same(visible);
        }
        let mut at = visible.start;
        let own = &self.text[visible.clone()];
        for offset in memchr::memchr_iter(b'&', own.as_bytes()) {
            let start = visible.start + offset;
            let Some((end, stands_for)) = reference(self.text, start, visible.end) else {
                continue;
            };
            self.same(at..start);
            self.sign(stands_for, start..end);
            at = end;
        }
        self.same(at..visible.end);
    }

    /// Adds bytes as they are.
    fn same(&mut self, own: Range<usize>) {
        self.flat.push_str(&self.text[own.clone()]);
        self.pieces.push(Piece {
            start: self.flat.len() - own.len(),
            own,
            is_sign: false,
        });
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
            let (place, is_whole) = flat.place(&word.range());
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
    fn what_stands_for_a_thing_is_at_the_place_of_the_thing() {
        let text = "Es `Mслово`&nbsp;% y";
        let reading = Reading::new(text, &inventory(text, Format::Markdown, &[]));
        let flat = reading.flat(text);
        let place = |sign: char| {
            let start = flat.text.find(sign).expect("it is there");
            &text[flat.place(&(start..start + sign.len_utf8())).0]
        };
        assert_eq!(place(THING), "`Mслово`");
        assert_eq!(place('\u{A0}'), "&nbsp;");
        assert_eq!(place('%'), "%");
    }

    #[test]
    fn words_across_markup_are_no_single_place() {
        let text = "это **сло**во";
        let reading = Reading::new(text, &inventory(text, Format::Markdown, &[]));
        let flat = reading.flat(text);
        let word = &flat.words()[1];
        assert_eq!(flat.word(word), "слово");
        let (place, is_whole) = flat.place(&word.range());
        assert_eq!((&text[place], is_whole), ("сло**во", false));
    }
}
