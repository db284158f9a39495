//! Admonition: lines that are structure by their punctuation, which the Markdown parser takes for text.
//!
//! `:::note Title` and `:::` (Docusaurus, VitePress, MyST, Pandoc), whose title is prose; and a lone pipe, which is all
//! that parts a paragraph from a table above it. Separate because CommonMark knows none of this.

/// Tells whether a line of `text` is structure by its punctuation alone.
pub(super) fn has_fence(text: &str) -> bool {
    text.starts_with(":::")
        || text.starts_with("|\n")
        || text.starts_with("|\r")
        || text == "|"
        || {
            let mut lines = text.split(['\n', '\r']);
            text.contains(":::")
                && lines.any(|line| line.trim_start_matches([' ', '\t', '>']).starts_with(":::"))
        }
}

/// Finds the title behind the name of an admonition, and whether it stands in brackets.
pub(super) fn fence_title(line: &str) -> Option<(usize, usize, bool)> {
    if !line.starts_with(":::") {
        return None;
    }
    let rest = line.trim_start_matches(':');
    let name = rest.trim_start();
    let after =
        name.trim_start_matches(|char: char| char.is_alphanumeric() || matches!(char, '-' | '_'));
    let after = line.len() - after.len();
    if let Some(title) = line[after..].strip_prefix('[')
        && let Some((title, rest)) = title.rsplit_once(']')
        && !title.contains([']', '['])
        && (rest.trim().is_empty() || rest.starts_with('{'))
    {
        return Some((after + 1, after + 1 + title.len(), true));
    }
    let title = line[after..].trim_start();
    let start = line.len() - title.len();
    // Attributes are no prose.
    let shown = title.split('{').next().unwrap_or("").trim_end();
    (!shown.is_empty()).then_some((start, start + shown.len(), false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: Option<&str>) {
        assert!(has_fence(line), "{line:?}");
        let title = fence_title(line).map(|(start, end, _)| &line[start..end]);
        assert_eq!(title, expect, "{line:?}");
    }

    #[test]
    fn titles_stand_behind_the_name() {
        check(":::", None);
        check(":::note", None);
        check("::::tip My *tip*", Some("My *tip*"));
        check(":::info[Title]{.x}", Some("Title"));
        check(":::[a](b) [c]", Some("[a](b) [c]"));
        check("::: warning Title {.x}", Some("Title"));
        check("|", None);
        assert!(!has_fence("a ::: b"));
        assert!(has_fence("a\n> ::: b"));
    }
}
