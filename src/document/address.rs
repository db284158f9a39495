//! Address: web addresses that stand in a text without any markup.
//!
//! Separate because every format and the inventory have to find the same ones; it must not know formats.

use std::ops::Range;

/// Finds addresses that stand in the text without any markup.
pub(super) fn bare_urls(text: &str, mut found: impl FnMut(Range<usize>)) {
    if !text.contains("://") && !text.contains("www.") {
        return;
    }
    let mut offset = 0;
    for word in text.split_inclusive(|char: char| char.is_whitespace() || "<>\"“”«»".contains(char))
    {
        let start = word
            .find("https://")
            .or_else(|| word.find("http://"))
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

#[cfg(test)]
mod tests {
    use super::*;

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
        check("(www.a.b) a.b", &["www.a.b"]);
    }
}
