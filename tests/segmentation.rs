//! Which boundaries of a fixed text move when a rule or a list changes.
//!
//! A moved boundary is a changed segment in everybody's catalogs: it needs a new `VERSION` and a line in the
//! changelog. With `TOLKA_BLESS=1` the test writes `tests/data/segmentation.txt` anew, and git shows what moved.

use std::fmt::Write as _;
use std::fs;

use tolka::segment::{Class, Rule, Rules, VERSION};

const TEXTS: &str = "tests/data/segmentation.txt";

/// Splits every text of the file anew; a bar stands before every sentence but a text's first.
fn split(texts: &str) -> String {
    let mut anew = format!("version {VERSION}\n");
    let sections = texts
        .split_once("\n\n")
        .map_or("", |(_, sections)| sections);
    for section in sections.split("# ").skip(1) {
        let (language, lines) = section
            .split_once('\n')
            .expect("a language has a line of its own");
        let rules = Rules::new(language);
        write!(anew, "\n# {language}\n").expect("strings can be written");
        let mut text = String::new();
        for line in lines.trim_end().lines() {
            text.push_str(&line.replace('|', ""));
            text.push('\n');
        }
        // Lines are texts of their own, but for the blank line and the wrapped one that belong to a text.
        for text in paragraphs(&text) {
            let sentences = rules.sentences(text);
            let sentences: Vec<&str> = sentences.into_iter().map(|range| &text[range]).collect();
            writeln!(anew, "{}", sentences.join("|")).expect("strings can be written");
        }
    }
    anew
}

/// Cuts at every line break that a capital, digit, quotation mark, dash or letter without case follows, unless a
/// blank line precedes it.
fn paragraphs(text: &str) -> Vec<&str> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for (idx, _) in text.match_indices('\n') {
        let rest = &text[idx + 1..];
        let goes_on = rest.starts_with('\n') || text[..idx].ends_with('\n') || idx == start;
        if !goes_on && !rest.starts_with(|c: char| c.is_lowercase()) {
            paragraphs.push(&text[start..idx]);
            start = idx + 1;
        }
    }
    paragraphs
}

#[test]
fn boundaries_move_only_with_the_version() {
    let texts = fs::read_to_string(TEXTS).expect("the texts are part of the repository");
    let anew = split(&texts);
    if std::env::var_os("TOLKA_BLESS").is_some() {
        fs::write(TEXTS, anew).expect("the texts can be written");
        return;
    }
    let moved: Vec<String> = texts
        .lines()
        .zip(anew.lines())
        .filter(|(before, after)| before != after)
        .map(|(before, after)| format!("- {before}\n+ {after}"))
        .collect();
    assert!(
        moved.is_empty() && texts == anew,
        "these boundaries moved: raise VERSION, then run with TOLKA_BLESS=1\n{}",
        moved.join("\n")
    );
}

#[test]
fn the_page_names_every_rule_and_class() {
    let page =
        fs::read_to_string("docs/segmentation.md").expect("the page is part of the repository");
    for rule in Rule::ALL {
        let row = format!("| `{}` | {} |", rule.name(), rule.says());
        assert!(page.contains(&row), "docs/segmentation.md lacks {row}");
    }
    for class in Class::ALL {
        let row = format!("| `{}` |", class.name());
        assert!(page.contains(&row), "docs/segmentation.md lacks {row}");
    }
}
