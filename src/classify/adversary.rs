//! Adversary: edits as people make them, in sentences as people write them, and what none of them may pass for.
//!
//! Every edit is tried in every sentence that has a place for it, both ways round: forward and taken back.

use super::tests::text;
use super::*;
use crate::change::Policy;

/// Sentences with a place for a word or a phrase, at their start, inside, in markup, beside marks and at the end.
const PLACES: &[&str] = &[
    "{} is what the minister said.",
    "The minister said {} in the square.",
    "The minister said (as we know, {}) in the square.",
    "He said “{}” to the crowd.",
    "The *minister said {}* in the square.",
    "The minister said **{}**, and left.",
    "See [what he said: {}](news.md \"A title\") today.",
    "Look ![a map of {}](map.png) here.",
    "In `code` and {{ span }} he said {}, see https://example.org/x.",
    "Er sagte: «{}» — и ушёл.",
    "What the minister said was {}.",
    "A line\nand {} behind a break.",
    "<span class=\"x\" title=\"he said {}\">It</span> was so.",
];

/// Edits that change what a sentence says. No policy below `number` and `wording` may carry one.
const SENSE: &[(&str, &str)] = &[
    // Negation and modality.
    ("they may go", "they may not go"),
    ("they may go", "they must go"),
    ("they can go", "they can't go"),
    ("they can go", "they can’t go"),
    ("they can go", "they cannot go"),
    ("they will go", "they won't go"),
    ("we're ready", "were ready"),
    ("we’ll go", "well go"),
    ("it's end", "its end"),
    ("it’s end", "its end"),
    ("the dogs' bowl", "the dog's bowl"),
    ("it is *not* safe", "it is safe"),
    ("it is **not** safe", "it is **now** safe"),
    ("it is ~~not~~ safe", "it is safe"),
    ("it is ~~not~~ safe", "it is not safe"),
    ("it is <del>not</del> safe", "it is not safe"),
    ("it is possible", "it is impossible"),
    ("a typed one", "an untyped one"),
    ("it was lawful", "it was unlawful"),
    ("they agree", "they disagree"),
    ("a resigned man", "a re-signed man"),
    ("a coop", "a co-op"),
    ("every day", "everyday"),
    ("may be", "maybe"),
    ("nowhere", "now here"),
    // Numbers, whatever stands in them.
    ("10 men", "100 men"),
    ("1.5 km", "15 km"),
    ("1.5 km", "1,5 km"),
    ("1,000 men", "1.000 men"),
    ("1 000 men", "1000 men"),
    ("10\u{A0}000 men", "10 000 men"),
    ("10\u{202F}000 men", "10\u{A0}000 men"),
    ("at −5 degrees", "at 5 degrees"),
    ("at -5 degrees", "at 5 degrees"),
    ("at −5 degrees", "at -5 degrees"),
    ("at –5 degrees", "at 5 degrees"),
    ("pages 5-10", "pages 5–10"),
    ("pages 5–10", "pages 5, 10"),
    ("pages 5–10", "pages 510"),
    ("from 5 – 10", "from 5 - 10"),
    ("5' tall", "5\" tall"),
    ("5′ tall", "5″ tall"),
    ("5' tall", "5 tall"),
    ("5’ tall", "5” tall"),
    ("a 3/4 share", "a 3/5 share"),
    ("on 3/4/2020", "on 4/3/2020"),
    ("at 10:30", "at 1030"),
    ("at 10:30", "at 10.30"),
    ("1:2 of it", "1;2 of it"),
    ("10² men", "102 men"),
    ("10<sup>2</sup> men", "102 men"),
    ("10<sup>2</sup> men", "10<sub>2</sub> men"),
    ("5 % of it", "5 ‰ of it"),
    ("5% of it", "5 of it"),
    ("$5 of it", "€5 of it"),
    ("$5 of it", "5 of it"),
    (">5 of it", "<5 of it"),
    ("≥5 of it", ">5 of it"),
    ("±5 of it", "5 of it"),
    ("~5 of it", "5 of it"),
    ("2×4 of it", "24 of it"),
    ("the 5th man", "the 6th man"),
    ("the 1st man", "the 1 man"),
    ("a Mk II tank", "a Mk III tank"),
    ("an F-16", "an F-18"),
    ("an F-16", "an F16"),
    ("a 747-400", "a 747–400"),
    ("phone 555-1234", "phone 5551234"),
    ("ten men", "two men"),
    ("10 men", "ten men"),
    ("half of it", "a half of it"),
    ("1990's", "1990s"),
    ("５ men", "６ men"),
    ("٥ men", "٦ men"),
    // Units and dates.
    ("5 mSv", "5 Sv"),
    ("in mSv", "in MSv"),
    ("5 MW", "5 mW"),
    ("5 m", "5 M"),
    ("5 m²", "5 m"),
    ("5 km/h", "5 km"),
    ("5 °C", "5 °F"),
    ("5 °C", "5 C"),
    ("5 million", "5 billion"),
    ("5 a.m. on", "5 p.m. on"),
    ("5 miles", "5 kilometers"),
    ("on Monday", "on Sunday"),
    ("in June", "in July"),
    ("May 5", "March 5"),
    // Names and letters.
    ("the US army", "the us army"),
    ("the U.S. army", "the us army"),
    ("the IT team", "the it team"),
    ("NATO said", "Nato said"),
    ("Smith said", "Smyth said"),
    ("Jonson said", "Johnson said"),
    ("p\u{430}y him", "pay him"),
    ("a resume", "a résumé"),
    ("C++ here", "C+ here"),
    ("C# here", "C here"),
    ("node.js here", "nodejs here"),
    (".NET here", "NET here"),
    ("A & B", "A and B"),
    ("and/or", "and or or"),
    ("e-mail me@a.org", "e-mail us@a.org"),
    ("now\u{200B}here", "nowhere"),
    ("no \u{202E}way", "no way"),
    ("no👍", "no👎"),
    // What is read though it is no prose.
    ("run `a()` now", "run `b()` now"),
    ("run `a -f` now", "run `a –f` now"),
    ("run `a` and `b` now", "run `b` and `a` now"),
    ("run `a` now", "run now"),
    ("say {{ name }} now", "say {{ title }} now"),
    ("say {{ name }} now", "say now"),
    ("a ![map](a.png) here", "a ![plan](a.png) here"),
    ("[a link](x.md) here", "[a linl](x.md) here"),
    ("[a link](x.md 'not now') here", "[a link](x.md 'now') here"),
    (
        "<img alt=map src=a.png> here",
        "<img alt=plan src=a.png> here",
    ),
    (
        "<b title=\"not\">it</b> here",
        "<b title=\"now\">it</b> here",
    ),
    (
        "<Card caption='not'>it</Card>",
        "<Card caption='now'>it</Card>",
    ),
    // Sentences inside a segment.
    ("He left? She came", "He left. She came"),
    ("He left. She came", "He left, she came"),
    ("“Why?” he asked", "“Why!” he asked"),
];

/// Edits that may change what a sentence says: a person decides by default.
const DOUBT: &[(&str, &str)] = &[
    ("eat, grandma", "eat grandma"),
    ("the men, who left,", "the men who left"),
    ("Polish it", "polish it"),
    ("a “safe” place", "a safe place"),
    ("a man-eating fish", "a man eating fish"),
    ("a man-eating fish", "a man—eating fish"),
    ("yes—no", "yes-no"),
    ("one; two", "one, two"),
    ("one: two", "one, two"),
    ("(not) here", "not here"),
    ("yes… no", "yes no"),
    ("the U.S. army", "the US army"),
    ("*so* it is", "so *it* is"),
    ("*so it* is", "_so_ it is"),
    ("*so* it is", "so it is"),
    ("*so* it is", "**so** it is"),
    ("`so` it is", "so it is"),
    ("[so](x.md) it is", "so it is"),
    ("[so](x.md) it is", "so [it](x.md) is"),
    ("a note[^1] here", "a note here"),
    ("one<br>two", "one two"),
    ("<b>so</b> it is", "<i>so</i> it is"),
    ("<b>so</b> it is", "<b>so it</b> is"),
    ("5 km off", "5km off"),
    ("5\u{A0}km off", "5 km off"),
    ("No.\u{A0}5 of it", "No. 5 of it"),
    ("'90s music", "’90s music"),
    ("--verbose on", "—verbose on"),
    ("`a`  b", "`a`b"),
];

/// Edits that no translation has to follow.
const SAFE: &[(&str, &str)] = &[
    ("he said \"no\"", "he said “no”"),
    ("he said 'no'", "he said ‘no’"),
    ("he didn't", "he didn’t"),
    ("the dogs' bowl", "the dogs’ bowl"),
    ("well... yes", "well… yes"),
    ("yes - no", "yes — no"),
    ("yes--no", "yes—no"),
    ("Mr. Smith", "Mr.\u{A0}Smith"),
    ("two  words", "two words"),
    ("a cafe\u{301}", "a café"),
    ("*so* it is", "_so_ it is"),
    ("**so** it is", "__so__ it is"),
    ("[so](x.md) it is", "[so](y.md) it is"),
    ("![so](x.png) it is", "![so](y.png) it is"),
    ("[so][x] it is", "[so][y] it is"),
    ("a note[^1] here", "a note[^2] here"),
    ("<a href=\"x\">so</a> it is", "<a href=\"y\">so</a> it is"),
    ("``so`` it is", "`so` it is"),
    ("<https://a.org> has it", "<https://b.org> has it"),
];

/// Tries every edit in every place, both ways; `judge` says whether what was found is right.
#[track_caller]
fn try_all(edits: &[(&str, &str)], judge: impl Fn(Classes) -> bool) {
    let mut wrong = Vec::new();
    for place in PLACES {
        for (one, other) in edits {
            for (a, b) in [(one, other), (other, one)] {
                let fill = |part: &str| place.replace("{}", part);
                let (old, new) = (fill(a), fill(b));
                let found = classify(&text(&old), &text(&new), Some(&|_| false));
                if !judge(found) {
                    let names: Vec<_> = found.iter().map(Class::name).collect();
                    wrong.push(format!("{old:?} → {new:?}: {}", names.join(" ")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_changes_the_sense_is_number_or_wording() {
    try_all(SENSE, |classes| {
        classes.contains(Class::Number) || classes.contains(Class::Wording)
    });
}

#[test]
fn what_may_change_the_sense_is_not_carried() {
    try_all(DOUBT, |classes| !Policy::default().carries(classes));
}

#[test]
fn what_cannot_change_the_sense_is_carried() {
    let in_prose = |edits: &[(&'static str, &'static str)]| edits.to_vec();
    let mut wrong = Vec::new();
    for place in PLACES.iter().filter(|place| !place.contains(['[', '<'])) {
        for (one, other) in in_prose(SAFE) {
            let (old, new) = (place.replace("{}", one), place.replace("{}", other));
            let found = classify(&text(&old), &text(&new), None);
            if !Policy::default().carries(found) {
                wrong.push(format!("{old:?} → {new:?}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Real misspellings beside words that they must not be taken for, with a dictionary that knows every right word.
#[test]
fn a_dictionary_carries_misspellings_and_nothing_else() {
    let wrong = [
        "anounced",
        "recieved",
        "goverment",
        "teh",
        "mst",
        "jonson",
        "mesage",
        "seperate",
        "wich",
        "untill",
        "async",
        "informations",
        "dont",
        "impossibel",
        "mian",
        "kubectl",
    ];
    let known = |word: &str| !wrong.contains(&word);
    let found = |old: &str, new: &str| classify(&text(old), &text(new), Some(&known));
    for (a, b) in [
        ("anounced", "announced"),
        ("recieved", "received"),
        ("goverment", "government"),
        ("teh", "the"),
        ("seperate", "separate"),
        ("wich", "which"),
        ("untill", "until"),
        ("dont", "don’t"),
    ] {
        for place in PLACES.iter().filter(|place| !place.starts_with('<')) {
            let (old, new) = (place.replace("{}", a), place.replace("{}", b));
            assert_eq!(
                found(&old, &new).heaviest(),
                Some(Class::Spelling),
                "{old} {new}"
            );
            assert_eq!(
                found(&new, &old).heaviest(),
                Some(Class::Wording),
                "{new} {old}"
            );
        }
    }
    for (a, b) in [
        ("mst", "most"),
        ("async", "sync"),
        ("informations", "information"),
        ("dont", "do"),
        ("impossibel", "possible"),
        ("Jonson", "Johnson"),
        ("src/mian.rs", "src/main.rs"),
        ("--mesage", "--message"),
        ("mesage_id", "message_id"),
        ("@mesage", "@message"),
        ("mesage.md", "message.md"),
        ("pre-mesage", "pre-message"),
        ("`mesage`", "`message`"),
        ("{{ mesage }}", "{{ message }}"),
        ("mesage", "messages and more"),
    ] {
        for place in PLACES {
            let (old, new) = (place.replace("{}", a), place.replace("{}", b));
            assert!(!Policy::default().carries(found(&old, &new)), "{old} {new}");
        }
    }
}
