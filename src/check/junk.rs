//! Junk: what to do about a stretch of a file that Fluent cannot read, from the look of it.

/// What to do about braces.
pub const BRACES: &str = "check its braces: one that is meant as text is { \"{\" } or { \"}\" }";

/// Returns what to do about Junk, from the look of it.
pub fn advice(junk: &str) -> &'static str {
    let first = junk.lines().next().unwrap_or_default();
    let starts_oddly = |line: &str| line.trim_start().starts_with(['*', '[', '.']);
    if first.starts_with('#') {
        "a comment needs a space behind its \"#\""
    } else if first.starts_with([' ', '\t']) {
        "an entry begins at the start of its line: take away the white space before it"
    } else if !first.contains('=') {
        "an entry is its id and \"=\", then its text on the lines below, indented by four spaces"
    } else if !junk.contains("->") && junk.lines().skip(1).any(starts_oddly) {
        "a line that begins with \"*\", \"[\" or \".\" needs { \"\" } before it"
    } else if junk.contains(['{', '}']) {
        BRACES
    } else {
        "an id has letters, digits, \"-\" and \"_\", then stands \"=\""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(junk: &str, expect: &str) {
        assert!(advice(junk).contains(expect), "{junk:?}: {}", advice(junk));
    }

    #[test]
    fn each_look_has_its_advice() {
        check("#id =\n", "space");
        check("  id = x\n", "start of its line");
        check("id\n    x\n", "\"=\"");
        check("id =\n    **Nota**\n", "{ \"\" }");
        check("id = { x\n", "braces");
    }
}
