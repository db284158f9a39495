//! Frame: what a locale file has around its entries: the head, blank lines, and the lines of a conflict.
//!
//! Separate because files are made and changed on more than one way; it knows bytes, no entries.

use memchr::memmem;

use crate::span::Span;

/// Makes the head of a new locale file, up to its first entry. `article` is absent for message files.
pub fn head(article: Option<&str>) -> String {
    let mut head = article.map_or_else(String::new, |article| format!("### {article}\n"));
    head.push_str(
        "### Missing: take away the \"# \" before \"id =\" and write below it, indented by four spaces.\n\
         ### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.\n\
         ### @draft is a proposal: check it, then delete the @draft line. A brace is { \"{\" } or { \"}\" }.\n\
         ### Other @ lines inform you; every other # line is yours.\n\n",
    );
    head
}

/// Returns the bytes of a span and of the blank lines behind it.
pub fn with_blank_lines(raw: &str, span: Span) -> std::ops::Range<usize> {
    let mut end = span.end;
    for line in raw[span.end..].split_inclusive('\n') {
        if !line.trim_matches([' ', '\r', '\n']).is_empty() {
            break;
        }
        end += line.len();
    }
    span.start..end
}

/// Tells whether lines of a version control's conflict stand in a file, and where the first starts.
pub fn conflict_marker(raw: &str) -> Option<usize> {
    // Almost no file has one, and then nobody has to look at its lines.
    let marks = ["<<<<<<<", ">>>>>>>", "======="];
    if !marks
        .iter()
        .any(|mark| memmem::find(raw.as_bytes(), mark.as_bytes()).is_some())
    {
        return None;
    }
    let mut offset = 0;
    let mut has_start = None;
    for line in raw.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        if bare.starts_with("<<<<<<< ") {
            has_start = has_start.or(Some(offset));
        } else if bare.starts_with(">>>>>>> ") || bare == "=======" {
            return has_start.or(Some(offset));
        }
        offset += line.len();
    }
    has_start
}
