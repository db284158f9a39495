//! Address: web and mail addresses that stand in a text without any markup.
//!
//! Separate because every format and the inventory have to find the same ones; it must not know formats.

use std::ops::Range;

/// Finds web and mail addresses that stand in the text without any markup.
pub(super) fn addresses(text: &str, mut found: impl FnMut(Range<usize>)) {
    if may_have_addresses(text) {
        bare_urls(text, &mut found);
        bare_mails(text, found);
    }
}

/// Tells whether `addresses` may find something: a sign that one of them has.
pub(super) fn may_have_addresses(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut signs = memchr::memchr3_iter(b'@', b':', b'.', bytes);
    signs.any(|at| bytes[at] == b'@' || is_sign_of_url(bytes, at))
}

fn may_have_urls(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut signs = memchr::memchr2_iter(b':', b'.', bytes);
    signs.any(|at| is_sign_of_url(bytes, at))
}

/// Tells whether the colon or full stop at `at` is that of `://` or `www.`, one of which every web address has.
fn is_sign_of_url(bytes: &[u8], at: usize) -> bool {
    bytes[at..].starts_with(b"://") || bytes[..=at].ends_with(b"www.")
}

/// Finds web addresses that stand in the text without any markup: what is read as a link there.
pub(super) fn bare_urls(text: &str, mut found: impl FnMut(Range<usize>)) {
    if !may_have_urls(text) {
        return;
    }
    let mut offset = 0;
    for word in text.split_inclusive(|char: char| char.is_whitespace() || "<>\"“”«»".contains(char))
    {
        let start = word
            .find("https://")
            .or_else(|| word.find("http://"))
            .or_else(|| word.find("ftp://"))
            .or_else(|| word.find("www."));
        if let Some(start) = start {
            let url = word[start..].trim_end_matches(|char: char| {
                char.is_whitespace() || ".,;:!?…'\")]}*_<>“”«»’".contains(char)
            });
            found(offset + start..offset + start + url.len());
        }
        offset += word.len();
    }
}

/// Finds mail addresses, as GFM does: `name@host.tld`.
pub fn bare_mails(text: &str, mut found: impl FnMut(Range<usize>)) {
    let bytes = text.as_bytes();
    let in_host = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let mut floor = 0;
    for (at, _) in text.match_indices('@') {
        let name = bytes[floor..at].iter().rev();
        let n_name = name
            .take_while(|byte| byte.is_ascii_alphanumeric() || b"._+-".contains(byte))
            .count();
        let host = bytes[at + 1..].iter();
        let n_host = host
            .take_while(|byte| in_host(byte) || **byte == b'.')
            .count();
        let host = text[at + 1..at + 1 + n_host].trim_end_matches(['.', '-', '_']);
        let labels = host.split('.');
        if 0 < n_name && labels.clone().all(|label| !label.is_empty()) && 1 < labels.count() {
            floor = at + 1 + host.len();
            found(at - n_name..floor);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_address_has_a_sign(text in "(www|[w.:/@é ]){0,10}") {
            let has = |sign: &str| text.contains(sign);
            prop_assert_eq!(may_have_urls(&text), has("://") || has("www."));
            prop_assert_eq!(may_have_addresses(&text), may_have_urls(&text) || has("@"));
        }
    }

    #[test]
    fn mail_addresses_end_as_in_gfm() {
        let check = |text: &str, expect: &[&str]| {
            let mut found = Vec::new();
            bare_mails(text, |range| found.push(text[range].to_owned()));
            assert_eq!(found, expect, "{text:?}");
        };
        check("Пишите на a.b+c@d-e.org, или нет.", &["a.b+c@d-e.org"]);
        check("mailto:a@b.c;d_@e.f_.", &["a@b.c", "d_@e.f"]);
        check("@name a@b a@.b @a.b a@b..c x@", &[]);
    }

    #[test]
    fn addresses_end_before_punctuation() {
        let check = |text: &str, expect: &[&str]| {
            let mut found = Vec::new();
            bare_urls(text, |range| found.push(&text[range]));
            assert_eq!(found, expect, "{text:?}");
        };
        check(
            "См. https://a.b/c?d=e, «http://ж.рф».",
            &["https://a.b/c?d=e", "http://ж.рф"],
        );
        check("(www.a.b) a.b ftp://c.d/", &["www.a.b", "ftp://c.d/"]);
    }
}
