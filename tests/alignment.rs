//! Alignment: what was edited is found again at least as well as by holding it against everything that is remembered,
//! on the generated site of the benches. With `TOLKA_BENCH_ARTICLES=1000` in front it takes minutes, and prints its
//! figures with `--nocapture`.

#[path = "../benches/site/mod.rs"]
#[allow(dead_code)]
mod site;

use std::collections::BTreeSet;

use tolka::align::words::{Interner, likeness};
use tolka::align::{Place, align};
use tolka::document::{Document, Format, Settings, Unit};
use tolka::segment::Rules;

/// Returns the segments of every article: their texts, and the kinds of the blocks that they begin.
fn segments(site: &site::Site) -> Vec<Vec<(String, Option<String>)>> {
    let settings = Settings {
        unit: Unit::Sentence,
        front_matter: vec!["title".to_owned(), "description".to_owned()],
        protect: Vec::new(),
        rules: Rules::new("en"),
    };
    let articles = site.articles.iter().map(|article| {
        let source = article.markdown();
        let (document, _) = Document::parse(&source, Format::Markdown, &settings);
        let segments = document.segments.iter().map(|segment| {
            let context = segment.starts_block.then(|| segment.context.0.to_string());
            (segment.text.to_string(), context)
        });
        segments.collect()
    });
    articles.collect()
}

fn places(segments: &[(String, Option<String>)]) -> Vec<Place<'_>> {
    let places = segments.iter().map(|(text, context)| Place {
        text,
        context: context.as_deref(),
    });
    places.collect()
}

#[test]
fn edited_segments_are_found_as_well_as_by_brute_force() {
    let n_articles = match std::env::var("TOLKA_BENCH_ARTICLES") {
        Ok(_) => site::sizes()[0],
        Err(_) => 30,
    };
    let mut site = site::Site::new(n_articles);
    let old = segments(&site);
    site.edit(5);
    let new = segments(&site);
    let all: BTreeSet<&str> = old
        .iter()
        .flatten()
        .map(|(text, _)| text.as_str())
        .collect();
    let mut interner = Interner::default();
    let remembered = all.iter().map(|text| (*text, interner.words(text)));
    let remembered: Vec<(&str, Vec<u32>)> = remembered.collect();
    let (mut n_edited, mut n_found, mut n_by_force) = (0, 0, 0);
    for (old, new) in old.iter().zip(&new) {
        // An edit puts a word into a sentence, and changes no boundary.
        assert_eq!(old.len(), new.len());
        let origins = align(&places(old), &places(new));
        for (idx, (text, _)) in new.iter().enumerate() {
            let was = old[idx].0.as_str();
            if was == text {
                continue;
            }
            n_edited += 1;
            let found = origins[idx].old().map(|old_idx| old[old_idx].0.as_str());
            n_found += usize::from(found == Some(was));
            let words = interner.words(text);
            let (mut best, mut likest) = (0.0, None);
            for (text, remembered) in &remembered {
                let score = likeness(remembered, &words, best);
                if best < score {
                    (best, likest) = (score, Some(*text));
                }
            }
            n_by_force += usize::from(likest == Some(was));
        }
    }
    println!("{n_edited} edited: {n_found} found, {n_by_force} by brute force");
    assert!(
        20 < n_edited && n_by_force <= n_found,
        "{n_edited} edited: {n_found} found, {n_by_force} by brute force"
    );
}
