//! Whatever the text and the language: boundaries are ordered, on characters, and the same when explained.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tolka::segment::Rules;

const LANGUAGES: [&str; 12] = ["en", "es", "sv", "ru", "de", "fr", "ja", "hy", "el", "hi", "kk", "xx"];

fuzz_target!(|input: (u8, &str)| {
    let (language, text) = input;
    let rules = Rules::new(LANGUAGES[usize::from(language) % LANGUAGES.len()]);
    let boundaries = rules.boundaries(text);
    let mut from = 0;
    for start in &boundaries {
        assert!(from < *start && *start < text.len() && text.is_char_boundary(*start));
        assert!(!text[from..*start].trim().is_empty());
        from = *start;
    }
    let sentences = rules.sentences(text);
    assert_eq!(sentences.iter().map(|range| &text[range.clone()]).collect::<String>(), text);
    let decisions = rules.explain(text);
    let kept = decisions.iter().filter(|decision| decision.kept);
    assert!(kept.map(|decision| decision.at).eq(boundaries));
    assert!(decisions.iter().all(|decision| text.get(decision.word.clone()).is_some()));
});
