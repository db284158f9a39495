//! Pseudo: an article in a language that nobody speaks: every letter wears an accent, every text is a third longer.
//! What stays plain was never a segment, what breaks would break in a translation.
//!
//! Pure: from a document to texts, one per segment; it does not know where they go.

use std::ops::Range;

use crate::document::inline::Inventory;
use crate::document::{Document, bare_mails};

/// The locale of such articles: English with accents, as other tools and browsers name it.
pub const LOCALE: &str = "en-XA";

/// Returns the text of every segment with accents, its markup, code, targets and protected spans untouched.
pub fn texts(document: &Document<'_>) -> Vec<String> {
    let segments = document.segments.iter();
    let texts = segments.map(|segment| {
        let inventory = document.inventory(&segment.text);
        let accented = accented(&segment.text, &inventory);
        // With accents, words in brackets may be a label of the article.
        let is_known = accented.contains('[')
            && inventory.items.len() < document.inventory(&accented).items.len();
        match is_known {
            true => segment.text.to_string(),
            false => accented,
        }
    });
    texts.collect()
}

fn accented(text: &str, inventory: &Inventory) -> String {
    let mut accented = String::with_capacity(text.len() * 2);
    let mut done = 0;
    let mut n_letters = 0;
    for range in &inventory.visible {
        accented.push_str(&text[done..range.start]);
        done = range.end;
        words(text, range.clone(), &mut n_letters, &mut accented);
    }
    accented.push_str(&text[done..]);
    accented
}

/// Writes visible words; what a program reads in them stays as it is.
fn words(text: &str, range: Range<usize>, n_letters: &mut usize, accented: &mut String) {
    let mut mails = Vec::new();
    bare_mails(&text[range.clone()], |mail| mails.push(mail));
    let mut mails = mails.into_iter().peekable();
    let mut at = range.start;
    while let Some(char) = text[at..range.end].chars().next() {
        let rest = &text[at..range.end];
        let mail = mails.next_if(|mail| range.start + mail.start <= at);
        // A name in braces may have swallowed the address.
        let n_mail = mail.map_or(0, |mail| (range.start + mail.end).saturating_sub(at));
        let n = n_mail.max(kept(rest));
        if 0 < n {
            accented.push_str(&rest[..n]);
            at += n;
            continue;
        }
        at += char.len_utf8();
        let other = accent(char);
        accented.push(other);
        if other != char {
            *n_letters += 1;
            // Every third letter twice.
            if n_letters.is_multiple_of(3) {
                accented.push(other.to_lowercase().next().unwrap_or(other));
            }
        }
    }
}

/// Measures what `rest` begins with if a program reads it: a character reference, `{name}`, `:smile:`, `@name`, an
/// escape, an address.
fn kept(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let run = |from: usize, more: &[u8]| {
        let inside = bytes[from.min(bytes.len())..].iter();
        from + inside
            .take_while(|byte| byte.is_ascii_alphanumeric() || more.contains(byte))
            .count()
    };
    match bytes[0] {
        b'&' => {
            let end = run(1 + usize::from(bytes.get(1) == Some(&b'#')), &[]);
            end + usize::from(bytes.get(end) == Some(&b';'))
        }
        b'{' => rest
            .find('}')
            .filter(|end| !rest[..*end].contains('\n'))
            .map_or(0, |end| end + 1),
        b':' => {
            let end = run(1, b"_+-");
            match 1 < end && bytes.get(end) == Some(&b':') {
                true => end + 1,
                false => 0,
            }
        }
        b'@' => run(1, b"_-."),
        b'\\' => rest.char_indices().nth(2).map_or(rest.len(), |(at, _)| at),
        _ => 0,
    }
}

/// Returns a letter with its accent.
fn accent(letter: char) -> char {
    const PLAIN: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const WITH: &str = "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž";
    let idx = PLAIN.bytes().position(|byte| char::from(byte) == letter);
    idx.and_then(|idx| WITH.chars().nth(idx)).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, Settings, Unit};
    use crate::segment::Rules;

    fn check(source: &str, format: Format, expect: &[&str]) {
        let settings = Settings {
            unit: Unit::Sentence,
            front_matter: Vec::new(),
            protect: vec![regex::Regex::new(r"\{\{.*?\}\}").unwrap()],
            rules: Rules::new("en"),
        };
        let (document, _) = Document::parse(source, format, &settings);
        assert_eq!(texts(&document), expect);
    }

    #[test]
    fn letters_wear_accents_and_every_third_one_stands_twice() {
        check("Abcdef Слово 12.", Format::Text, &["Åƀççðéƒƒ Слово 12."]);
        check("A b\n\nC d e.", Format::Text, &["Å ƀ", "Ç ð éé."]);
    }

    #[test]
    fn what_programs_read_stays() {
        check(
            "A `b` [c](d \"e\") <f>g</f> {{ h }} &lt; i\\j {k} :l: https://m.n p@q.rs **o**",
            Format::Markdown,
            &["Å `b` [ç](d \"e\") <f>ĝĝ</f> {{ h }} &lt; î\\j {k} :l: https://m.n p@q.rs **ö**"],
        );
        check("A {b c@d.e} f", Format::Text, &["Å {b c@d.e} ƒ"]);
        check("See [a].\n\n[å]: /u\n", Format::Markdown, &["See [a]."]);
        check(
            "A <code>b</code> <b translate=no>c</b> d",
            Format::Markdown,
            &["Å <code>b</code> <b translate=no>c</b> ð"],
        );
        check(
            "<p>A <code>b</code> <a href=c title=d>e</a> &lt;",
            Format::Html,
            &["Å <code>b</code> <a href=c title=d>é</a> &lt;"],
        );
    }
}
