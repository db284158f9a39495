//! What each class proves, edit by edit, and the edits that must never pass for less than they are.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::change::Policy;
use crate::document::Format;
use crate::document::inline::inventory;

pub(super) fn text(text: &str) -> Text<'_> {
    let protect = [regex::Regex::new(r"\{\{.*?\}\}").unwrap()];
    Text::new(text, &inventory(text, Format::Markdown, &protect))
}

fn named(classes: Classes) -> String {
    let names: Vec<_> = classes.iter().map(Class::name).collect();
    names.join(" ")
}

fn check(old: &str, new: &str, expect: &str) {
    let found = named(classify(&text(old), &text(new), None));
    assert_eq!(found, expect, "{old:?} {new:?}");
    let back = named(classify(&text(new), &text(old), None));
    assert_eq!(back, expect, "the other way round: {old:?} {new:?}");
}

#[test]
fn layout_is_space_for_space_and_unicode_form() {
    check("An accord.", "An  accord.", "layout");
    check("An accord.", "An\taccord.", "layout");
    check("The cafe\u{301}.", "The café.", "layout");
    check("Two \u{2003}words", "Two words", "layout");
    check("«Приве\u{301}т» е\u{308}ж", "«Приве\u{301}т» ёж", "layout");
}

#[test]
fn space_that_comes_or_goes_is_no_layout() {
    check("a (b)", "a(b)", "punctuation");
    check("all of it", "a ll of it", "wording");
    check("nowhere", "now here", "wording");
    check("one\ntwo", "one two", "markup");
}

#[test]
fn typography_is_kinds_of_signs() {
    check("He said \"no\" to it.", "He said “no” to it.", "typography");
    check("He said \"no\" to it.", "He said 'no' to it.", "typography");
    check("They don't.", "They don’t.", "typography");
    check("Well... yes", "Well… yes", "typography");
    check("Well....", "Well….", "typography");
    check("yes - no", "yes — no", "typography");
    check("yes -- no", "yes – no", "typography");
    check("yes--no", "yes—no", "typography");
    check("yes—no", "yes–no", "typography");
    check("Franco-German", "Franco–German", "typography");
    check("Mr.\u{A0}Smith", "Mr. Smith", "typography");
    check("In 2010 - his year", "In 2010 — his year", "typography");
    check("It's “odd”.", "It’s \"odd\".", "typography");
    check("the dogs' house", "the dogs’ house", "typography");
}

#[test]
fn typography_never_stands_beside_a_digit() {
    check("pages 5-10", "pages 5–10", "number");
    check("5 - 10", "5 – 10", "number");
    check("5\" wide", "5' wide", "number");
    check("5\" wide", "5” wide", "number");
    check("\"10 men\"", "“10 men\"", "punctuation");
    check("5 km", "5\u{A0}km", "punctuation");
    check("1...5", "1…5", "punctuation");
    check("at -5 degrees", "at –5 degrees", "number");
    check("at −5 degrees", "at 5 degrees", "number");
    check("at – 5 degrees", "at 5 degrees", "punctuation number");
}

#[test]
fn a_hyphen_is_no_dash() {
    check("a man-eating shark", "a man—eating shark", "punctuation");
    check("pass --verbose on", "pass —verbose on", "punctuation");
    check("x − y", "x - y", "wording");
    check("a re-sign", "a resign", "wording");
    check("a command line tool", "a command-line tool", "punctuation");
}

#[test]
fn targets_and_delimiters_are_no_words() {
    check("See [this](a.md) now.", "See [this](b.md) now.", "target");
    check("![a map](a.png)", "![a map](maps/a.png)", "target");
    check("It is *so*.", "It is _so_.", "target");
    check("It is **so**.", "It is __so__.", "target");
    check("Call `x` now", "Call ``x`` now", "target");
    check(
        "See https://a.org/x now.",
        "See https://b.org/y now.",
        "target",
    );
    check("See [this][a] now", "See [this][b] now", "target");
    check(
        "See [this](a.md)  now",
        "See [this](b.md) now",
        "layout target",
    );
    check("A note[^1] here", "A note[^note] here", "target");
}

#[test]
fn markup_is_the_same_words() {
    check("It is *so*.", "It is so.", "markup");
    check("It is *so* now.", "It *is* so now.", "markup");
    check("It is *so*.", "It is **so**.", "markup");
    check("Call `x()` now", "Call x() now", "markup");
    check("See [this](a.md).", "See this.", "markup");
    check("See [this](a.md).", "See [this][a.md].", "markup");
    check("un**happy**", "**un**happy", "markup");
    check("It is **so**.", "It is **so.**", "markup");
    check("one<br>two", "one two", "markup");
    check("so <!-- x --> it", "so <!-- y --> it", "markup");
}

#[test]
fn what_is_read_is_no_markup() {
    check("Call `x` now", "Call `y` now", "wording");
    check("Call `a-b` now", "Call `a–b` now", "wording");
    check("Use {{ x }} now", "Use {{ y }} now", "wording");
    check("See https://a.org now", "See now", "wording");
    check(
        "See [this](a.md 'one').",
        "See [this](a.md 'two').",
        "wording",
    );
    check("a ![map](a.png)", "a ![plan](a.png)", "wording");
    check(
        "a <img src=\"a.png\" alt='map'>",
        "a <img src=\"a.png\" alt='plan'>",
        "wording",
    );
    check(
        "a <img alt=\"a map\" src=\"a.png\">",
        "a <img alt=\"a map\" src=\"b.png\">",
        "target",
    );
    check("a <b class=\"x\">b</b>", "a <b class=\"y\">b</b>", "markup");
}

#[test]
fn punctuation_and_letter_case() {
    check("Let's eat, grandma", "Let's eat grandma", "punctuation");
    check("First, we eat then", "First we eat, then", "punctuation");
    check("The odd word here", "The \"odd\" word here", "punctuation");
    check("The Ministry of War", "The ministry of war", "punctuation");
    check("Polish it", "polish it", "punctuation");
    check("one, two", "one; two", "punctuation");
    check("foo — bar", "foo, bar", "punctuation");
    check("foo — bar", "foo: bar", "punctuation");
    check("said “no”.", "said “no.”", "punctuation");
    check("the U.S. Army", "the US Army", "punctuation");
    check("Mr. Smith left", "Mr Smith left", "punctuation");
    check("In 2010 he left", "In 2010, he left", "punctuation");
    check("10 % of it", "10% of it", "punctuation");
    check("He left:", "He left", "punctuation");
    check("yes—no", "yes — no", "punctuation");
}

#[test]
fn closing_marks_are_wording() {
    check("He left.", "He left?", "wording");
    check("He left.", "He left!", "wording");
    check("He left.", "He left", "wording");
    check("He left.", "He left…", "wording");
    check("“He left.”", "“He left?”", "wording");
    check("“Why?” he asked.", "“Why,” he asked.", "wording");
    check("He left. She came.", "He left, she came.", "wording");
    check("He left. She came.", "He left she came.", "wording");
}

#[test]
fn case_that_tells_words_apart_is_wording() {
    check("the US army", "the us army", "wording");
    check("NASA said", "Nasa said", "wording");
    check("an iPhone here", "an IPhone here", "wording");
    check("the dose in mSv is", "the dose in MSv is", "wording");
    check("the mass in kg is", "the mass in Kg is", "wording");
}

#[test]
fn numbers_units_and_dates() {
    check("10 men", "100 men", "number");
    check("5 MW of it", "5 mW of it", "number");
    check("5 mSv", "5 Sv", "number");
    check("5 m", "5 M", "number");
    check("5 million men", "5 billion men", "number");
    check("1 day", "2 days", "number");
    check("on Monday", "on Tuesday", "number");
    check("in May", "in June", "number");
    check("10%", "10", "number");
    check("$10", "€10", "number");
    check("$10", "10", "number");
    check("<5 men", ">5 men", "number");
    check("10,000", "10.000", "number");
    check("10 000", "10\u{A0}000", "number");
    check("10 a.m. on", "10 p.m. on", "number");
    check("the 5th", "the 6th", "number");
    check("an F-16 here", "an F-18 here", "number");
    check("an F16 here", "an F18 here", "number");
    check("by 3.5, or 4", "by 3,5, or 4", "number");
}

#[test]
fn anything_else_is_wording() {
    check("They may go", "They may not go", "wording");
    check("They can go", "They can't go", "wording");
    check("its end", "it's end", "wording");
    check("We're ready", "Were ready", "wording");
    check("the dog's house", "the dogs house", "wording");
    check("It is ~~not~~ so.", "It is so.", "wording");
    check("It is ~~not~~ so.", "It is not so.", "wording");
    check("It is <del>not</del> so.", "It is not so.", "wording");
    check(
        "a <img alt=map src=a.png>",
        "a <img alt=plan src=a.png>",
        "wording",
    );
    check("10<sup>2</sup> men", "102 men", "markup number");
    check("in mSv", "in Sv", "wording");
    check("ten men", "two men", "wording");
    check("10 men", "ten men", "number wording");
    check("he may go", "he June go", "wording");
    check("a resume", "a résumé", "wording");
    check("the office", "the oﬃce", "wording");
    check("coop\u{AD}erate", "cooperate", "wording");
    check("now\u{200B}here", "nowhere", "wording");
    check("no \u{202E}way", "no way", "wording");
    check("no way\u{2069}", "no way", "wording");
    check("p\u{430}y", "pay", "wording");
    check("this and that", "this & that", "wording");
    check("10 men left", "20 women left", "number wording");
    check("", "a", "wording");
}

#[test]
fn spelling_needs_a_dictionary() {
    let known = |word: &str| !matches!(word, "anounced" | "didnt");
    let found = |old: &str, new: &str| {
        let spelling: &dyn Fn(&str) -> bool = &known;
        named(classify(&text(old), &text(new), Some(spelling)))
    };
    assert_eq!(found("He anounced it.", "He announced it."), "spelling");
    assert_eq!(
        found("He *anounced*  it.", "He _announced_ it."),
        "layout target spelling"
    );
    assert_eq!(found("He announced it.", "He anounced it."), "wording");
    assert_eq!(found("He may go.", "He must go."), "wording");
    assert_eq!(found("He didnt go.", "He did go."), "wording");
    assert_eq!(found("He `anounced` it.", "He `announced` it."), "wording");
    check("He anounced it.", "He announced it.", "wording");
}

fn check_proposal(old: &str, new: &str, translation: &str, expect: Option<&str>) {
    let found = proposal(old, new, translation);
    assert_eq!(found.as_deref(), expect, "{old:?} {new:?} {translation:?}");
}

#[test]
fn new_numbers_are_proposed() {
    check_proposal(
        "10 men of 20",
        "12 men of 20",
        "10 hombres de 20",
        Some("12 hombres de 20"),
    );
    check_proposal("10 and 20", "20 and 10", "10 y 20", Some("20 y 10"));
    check_proposal(
        "10 men",
        "11 men",
        "100 hombres, 10",
        Some("100 hombres, 11"),
    );
    check_proposal(
        "an F16",
        "an F18",
        "истребитель F16",
        Some("истребитель F18"),
    );
    check_proposal("5%  of it", "6% of it", "5 % de ello", Some("6 % de ello"));
}

#[test]
fn no_number_is_proposed_in_doubt() {
    check_proposal("10 men", "11 men", "diez hombres", None);
    check_proposal("10,000 men", "11,000 men", "10.000 hombres", None);
    check_proposal("10 men", "11 women", "10 hombres", None);
    check_proposal("10 men, 10 boys", "10 men, 11 boys", "10 y 10", None);
    check_proposal("10 men", "11 men", "10 y 10", None);
    check_proposal("1 day", "2 days", "1 día", None);
    check_proposal("the the 1", "the 2", "1", None);
    check_proposal("10 men", "10 men", "10 hombres", None);
}

fn check_retarget(old: &str, new: &str, translation: &str, expect: Option<&str>) {
    let found = retarget(&text(old), &text(new), &text(translation));
    assert_eq!(found.as_deref(), expect, "{old:?} {new:?} {translation:?}");
}

#[test]
fn new_targets_go_into_the_translation() {
    check_retarget(
        "[a](x.md)",
        "[a](y.md)",
        "[б](x.md) x.md",
        Some("[б](y.md) x.md"),
    );
    check_retarget(
        "[a](x) [b](y)",
        "[a](y) [b](x)",
        "[b](y) [a](x)",
        Some("[b](x) [a](y)"),
    );
    check_retarget(
        "[a](x) [b](x)",
        "[a](x) [b](y)",
        "[a](x) [b](x)",
        Some("[a](x) [b](y)"),
    );
    check_retarget(
        "[a](x) [b](u)",
        "[a](y) [b](u)",
        "[b](es/u) [a](x)",
        Some("[b](es/u) [a](y)"),
    );
    check_retarget(
        "https://a.org/x",
        "https://a.org/y",
        "https://a.org/x",
        Some("https://a.org/y"),
    );
}

#[test]
fn a_target_that_stands_otherwise_is_left() {
    check_retarget("[a](x.md)", "[a](y.md)", "[а](es/x.md)", None);
    check_retarget(
        "[a](x) [b](x)",
        "[a](x) [b](y)",
        "[b](z) [a](x) [c](x)",
        None,
    );
    check_retarget("[a](x)", "[a](y) [b](z)", "[a](x)", None);
}

#[test]
fn a_translation_decides_what_a_target_costs() {
    let found = |old: &str, new: &str, translation: &str| {
        let (classes, text) = classify_for(&text(old), &text(new), &text(translation), None);
        (named(classes), text)
    };
    let (old, new) = ("See *[this](x.md)*", "See _[this](y.md)_");
    assert_eq!(
        found(old, new, "Ve [esto](x.md)"),
        ("target".into(), Some("Ve [esto](y.md)".into()))
    );
    assert_eq!(
        found(old, new, "Ve [esto](es/x.md)"),
        ("markup".into(), None)
    );
    assert_eq!(found("*so*", "_so_", "*así*"), ("target".into(), None));
    assert_eq!(found("so", "such", "así"), ("wording".into(), None));
}

fn words_of(text: &Text) -> Vec<String> {
    let mut prose = String::new();
    let mut from = 0;
    for mark in &text.marks {
        prose.push_str(&text.text[from..mark.span.start]);
        match mark.kind {
            MarkKind::Verbatim => prose.push_str(mark.span.of(text.text)),
            MarkKind::Break => prose.push('\n'),
            _ => {}
        }
        from = mark.span.end;
    }
    prose.push_str(&text.text[from..]);
    let prose: String = prose.nfc().collect::<String>().to_lowercase();
    let prose = prose.replace(['’', '‘', 'ʼ', '‛'], "'");
    let mut words: Vec<_> = prose.unicode_words().map(str::to_string).collect();
    words.sort();
    words
}

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "слово",
        "may",
        "not",
        "can",
        "can't",
        "can’t",
        "US",
        "us",
        "mSv",
        "5",
        "10",
        "a",
        "I",
        "e\u{301}",
        "é",
        " ",
        " ",
        " ",
        " ",
        "\u{A0}",
        "  ",
        "\n",
        "\u{200B}",
        "\u{AD}",
        "\u{202E}",
        "\u{FEFF}",
        "'",
        "’",
        "\"",
        "“",
        "«",
        "-",
        "–",
        "—",
        "--",
        "...",
        "…",
        ".",
        "?",
        ",",
        "*",
        "_",
        "**",
        "`x`",
        "[a](x)",
        "[a](y)",
        "{",
        "$",
        "%",
        "&",
        "\\*",
        "<br>",
        "May",
        "June",
        "km",
        "https://a.org",
    ])
}

fn pieces() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(piece(), 0..16)
}

proptest! {
    #[test]
    fn a_text_differs_by_nothing_from_itself(pieces in pieces()) {
        let source = pieces.concat();
        prop_assert!(classify(&text(&source), &text(&source), None).is_empty());
    }

    #[test]
    fn an_edit_of_words_is_never_carried(
        mut pieces in pieces(),
        others in prop::collection::vec((0usize..16, piece()), 1..3),
    ) {
        let old = pieces.concat();
        for (at, other) in others {
            let n = pieces.len();
            match pieces.get_mut(at) {
                Some(place) => *place = other,
                None => pieces.insert(at % (n + 1), other),
            }
        }
        let new = pieces.concat();
        let (old, new) = (text(&old), text(&new));
        let there = classify(&old, &new, None);
        prop_assert_eq!(there, classify(&new, &old, None), "{:?} {:?}", old.text, new.text);
        prop_assert_eq!(there.is_empty(), old.text == new.text);
        if words_of(&old) != words_of(&new) {
            prop_assert!(!Policy::default().carries(there), "{:?} {:?} {:?}", old.text, new.text, there);
        }
    }

    #[test]
    fn marks_are_in_order(pieces in pieces()) {
        let source = pieces.concat();
        let taken = text(&source);
        let mut from = 0;
        for mark in &taken.marks {
            prop_assert!(from <= mark.span.start && mark.span.start < mark.span.end, "{source:?}");
            prop_assert!(source.get(mark.span.range()).is_some());
            from = mark.span.end;
        }
    }

    #[test]
    fn a_proposal_without_change_is_none(pieces in pieces()) {
        let source = pieces.concat();
        prop_assert_eq!(proposal(&source, &source, &source), None);
    }
}
