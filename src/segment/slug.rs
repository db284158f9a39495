//! Slug: the ASCII name that a segment's first words make.

use xxhash_rust::xxh3::xxh3_64;

/// How many words of a text make its slug.
const N_WORDS: usize = 4;
/// A word longer than this is cut, so that an id stays readable.
const MAX_WORD: usize = 24;

/// Makes the slug of `text`: its first four words in lower-case ASCII, joined with `-`.
///
/// A leading digit gets `n-` before it; where nothing is left, `s-` and 8 hexadecimal digits of XXH3-64.
/// Always a Fluent identifier.
pub fn slug(text: &str) -> String {
    let words = text.split(|c: char| !(c.is_alphanumeric() || is_joiner(c)));
    let mut slug = String::with_capacity(N_WORDS * (MAX_WORD + 1));
    let mut n_words = 0;
    for word in words {
        let before = slug.len();
        for c in word.chars().filter(|c| !is_joiner(*c)) {
            // What is no joiner in a word is a letter or a digit.
            if c.is_ascii() {
                slug.push(c.to_ascii_lowercase());
                continue;
            }
            let ascii = deunicode::deunicode_char(c).unwrap_or_default();
            let letters = ascii.bytes().filter(u8::is_ascii_alphanumeric);
            slug.extend(letters.map(|byte| char::from(byte.to_ascii_lowercase())));
        }
        if slug.len() == before {
            continue;
        }
        slug.truncate(slug.len().min(before + MAX_WORD));
        n_words += 1;
        if n_words == N_WORDS {
            break;
        }
        slug.push('-');
    }
    slug.truncate(slug.trim_end_matches('-').len());
    match slug.bytes().next() {
        None => format!("s-{:08x}", xxh3_64(text.as_bytes()) as u32),
        Some(first) if first.is_ascii_digit() => format!("n-{slug}"),
        Some(_) => slug,
    }
}

/// Tells apostrophes and combining marks, which stand inside words.
fn is_joiner(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '\u{00AD}' | '\u{0300}'..='\u{036F}')
}

#[cfg(test)]
mod tests {
    use super::slug;

    fn check(text: &str, expect: &str) {
        assert_eq!(slug(text), expect, "{text:?}");
    }

    #[test]
    fn first_four_words_in_ascii() {
        check(
            "Colombia’s defense minister announced an accord",
            "colombias-defense-minister-announced",
        );
        check("Сергей Иванов — глава", "sergei-ivanov-glava");
        check("Zażółć e\u{301}tat.", "zazolc-etat");
        check("**Note:** see `x_y`", "note-see-x-y");
    }

    #[test]
    fn digits_and_nothing() {
        check("10 years", "n-10-years");
        check("!!!", &slug("!!!"));
        assert!(slug("!!!").starts_with("s-"));
        assert_ne!(slug("!!!"), slug("???"));
    }
}
