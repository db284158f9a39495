//! Tag: the attributes of an HTML tag as typed, read just far enough to tell what is said from where it leads.

/// Yields the attributes of a tag, or of a piece of one that begins with the quote of a value: their names and values.
pub(super) fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let quote = ['"', '\''];
    let mut rest = match tag.strip_prefix('<') {
        Some(inner) => {
            inner.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':'))
        }
        None => tag.strip_prefix(quote).unwrap_or(tag),
    };
    std::iter::from_fn(move || {
        let is_end = |c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/');
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '>'));
            let end = rest.find(is_end)?;
            let (name, after) = rest.split_at(end);
            let Some(value) = after.trim_start().strip_prefix('=') else {
                // A name alone says nothing; a stray sign is skipped.
                rest = after;
                continue;
            };
            let value = value.trim_start();
            let (value, after) = match value.strip_prefix(quote) {
                Some(inner) => inner.split_once(&value[..1])?,
                None => {
                    let is_end = |c: char| c.is_whitespace() || c == '>';
                    value.split_at(value.find(is_end).unwrap_or(value.len()))
                }
            };
            rest = after;
            return Some((name, value));
        }
    })
}

/// Returns the address that a tag leads to or shows, as a slice of the tag: of `href` or `src`, not empty.
pub(super) fn address(tag: &str) -> Option<&str> {
    let is_address =
        |name: &str| name.eq_ignore_ascii_case("href") || name.eq_ignore_ascii_case("src");
    let found = attributes(tag).find(|(name, _)| is_address(name));
    found
        .map(|(_, value)| value)
        .filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: &str, expect: &[(&str, &str)]) {
        assert_eq!(attributes(tag).collect::<Vec<_>>(), expect, "{tag}");
    }

    #[test]
    fn attributes_are_quoted_or_not() {
        check(
            "<img alt=map src='a b.png' hidden/>",
            &[("alt", "map"), ("src", "a b.png")],
        );
        check("<a\n title = \"it's\">", &[("title", "it's")]);
        check("\" alt='x'>", &[("alt", "x")]);
        check("<br>", &[]);
        check("</b>", &[]);
        check("<a title=\"x>", &[]);
        check("<a = b=c>", &[("", "b=c")]);
        assert_eq!(address("<a class=x href=\"y\">"), Some("y"));
        assert_eq!(address("<a href=\"\">"), None);
    }
}
