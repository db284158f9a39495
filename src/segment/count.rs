//! Count: how many words a text has, for everything that is measured in words.

use unicode_segmentation::UnicodeSegmentation;

/// Counts the words of `text` between Unicode word boundaries (UAX #29) that hold a letter or digit.
pub fn words(text: &str) -> usize {
    text.unicode_words().count()
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_of_any_script() {
        assert_eq!(super::words("Colombia’s minister — 1,000 км."), 4);
        assert_eq!(super::words("… !"), 0);
    }
}
