//! The laws of tolka, each a property test under its name (ARCHITECTURE.md, "The laws").

mod edits;
mod many;
mod merge;
mod parts;
mod realm;
mod several;
mod stops;
mod texts;
mod world;

use edits::{apply, edit};
use proptest::prelude::*;
use tolka::assemble::{Choice, Style, assemble};
use tolka::compare::Status;
use tolka::document::structure::structure;
use tolka::document::{Document, Format, Unit};
use tolka::fluent::encode::{decode, encode};
use tolka::fluent::file::{Kind, Text};
use tolka::fluent::value::Value;
use world::{World, settings};

/// Makes a translated workspace and the same one after edits of the article that nobody synced.
fn edited() -> impl Strategy<Value = (World, World)> {
    let newline = prop_oneof![Just("\n"), Just("\r\n")];
    (
        texts::paragraphs(),
        prop::collection::vec(edit(), 0..4),
        newline,
        any::<bool>(),
        prop_oneof![
            6 => Just((Unit::Sentence, Unit::Sentence)),
            1 => Just((Unit::Block, Unit::Sentence)),
            1 => Just((Unit::Sentence, Unit::Block)),
        ],
    )
        .prop_map(|(paragraphs, edits, newline, is_once, (unit, later))| {
            let first = World::new(&texts::article(&paragraphs, newline));
            let stubs = World { unit, ..first }.sync();
            let before = if is_once {
                stubs.translate_once()
            } else {
                stubs.translate()
            };
            let article = texts::article(&apply(&paragraphs, &edits), newline);
            let after = World {
                article,
                unit: later,
                ..before.clone()
            };
            (before, after)
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_concatenate_to_source((source, format) in texts::awkward_article()) {
        let settings = settings();
        let (document, _) = Document::parse(&source, format, &settings);
        let mut at = 0;
        for part in &document.parts {
            let span = part.span();
            prop_assert_eq!(span.start, at);
            at = span.end;
        }
        prop_assert_eq!(at, source.len());
        let mut end = 0;
        for segment in &document.segments {
            prop_assert!(end <= segment.span.start, "segments overlap");
            end = segment.span.end;
        }
    }

    #[test]
    fn assembling_the_source_gives_the_source((source, format) in texts::awkward_article()) {
        let settings = settings();
        let (document, _) = Document::parse(&source, format, &settings);
        let texts: Vec<Choice> = document.segments.iter().map(|s| Choice::Text(&s.text)).collect();
        prop_assert_eq!(&assemble(&document, &texts, Style::default()).text, &source);
        // With one letter changed per segment the structure stays.
        let changed: Vec<String> = document.segments.iter().map(|s| one_letter_changed(&s.text, format)).collect();
        let texts: Vec<Choice> = changed.iter().map(|text| Choice::Text(text)).collect();
        let assembled = assemble(&document, &texts, Style::default());
        let shapes = |source: &str| structure(source, format).into_iter().map(|placed| placed.shape).collect::<Vec<_>>();
        prop_assert_eq!(shapes(&assembled.text), shapes(&source), "{:?}", assembled.text);
    }

    #[test]
    fn text_survives_fluent(text in texts::any_text()) {
        let pattern = encode(&text, &[]);
        prop_assert!(!pattern.contains(['\n', '\r']), "the pattern is one line");
        let decoded = decode(&pattern);
        prop_assert_eq!(decoded.as_deref(), Some(&*text));
        let file = Text::new(format!("a =\n    {pattern}\nb = {pattern}\n"));
        let parsed = file.parse();
        prop_assert_eq!(parsed.items.len(), 2, "{}", file.raw);
        for item in &parsed.items {
            let Kind::Message(message) = &item.kind else { panic!("{parsed:?}") };
            prop_assert_eq!(message.reading(), Some(Value::Text((&*text).into())));
        }
        // And Fluent itself formats it as it was.
        let resource = fluent::FluentResource::try_new(file.raw.clone()).unwrap();
        let mut bundle = fluent::FluentBundle::new(vec!["ru".parse().unwrap()]);
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).unwrap();
        let message = bundle.get_message("a").unwrap();
        let mut errors = Vec::new();
        let formatted = bundle.format_pattern(message.value().unwrap(), None, &mut errors);
        prop_assert_eq!(&*formatted, &*text);
    }

    #[test]
    fn untouched_entries_keep_their_bytes((before, after) in edited()) {
        let synced = after.sync();
        let raw = synced.locale.clone().unwrap();
        for known in after.known().iter().filter(|known| known.status == Status::Current) {
            let old = before.known();
            let Some(same) = old.iter().find(|old| old.id == known.id && old.text == known.text) else { continue };
            let entry = format!("{} =\n    {}\n", same.id, same.translation.as_deref().unwrap());
            // A reference has its target's text.
            let is_text = before.locale.as_ref().is_some_and(|raw| raw.replace("\r\n", "\n").contains(&entry));
            prop_assert!(!is_text || raw.replace("\r\n", "\n").contains(&entry), "{entry}\n{raw}");
        }
        // Nothing to do changes no byte.
        let again = before.sync();
        prop_assert_eq!(again.locale, before.locale);
    }

    #[test]
    fn every_segment_has_one_status((_, after) in edited()) {
        after.look(|article| {
            let coverage = tolka::coverage::Coverage::of(article, &article.sides[0]);
            let sum = |counts: tolka::coverage::Counts| Status::ALL.into_iter().map(|s| counts.get(s)).sum::<usize>();
            assert_eq!(coverage.segments.total, article.ids.len());
            assert_eq!(sum(coverage.segments), coverage.segments.total);
            assert_eq!(sum(coverage.words), coverage.words.total);
            let mut ids: Vec<_> = article.ids.iter().collect();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), article.ids.len(), "ids are unique");
        });
    }

    #[test]
    fn sync_is_idempotent((_, after) in edited()) {
        let once = after.sync();
        let twice = once.sync();
        prop_assert_eq!(&once.catalog, &twice.catalog);
        prop_assert_eq!(&once.locale, &twice.locale);
        // And what was said before the sync is what is said after it.
        let said = |world: &World| world.known().into_iter().map(|k| (k.id, k.text, k.status, k.translation)).collect::<Vec<_>>();
        prop_assert_eq!(said(&after), said(&once));
    }

    #[test]
    fn sync_loses_no_translation((before, after) in edited()) {
        let raw = after.sync().locale.unwrap();
        for known in before.known() {
            // What is cut into its sentences is all there.
            let translation = known.translation.unwrap();
            for sentence in translation.split_inclusive(". ") {
                prop_assert!(raw.contains(sentence.trim()), "{sentence} is gone\n{raw}");
            }
        }
    }

    #[test]
    fn unchanged_sentences_stay_current((before, after) in edited()) {
        // Of a repeated text as many are current as there were: a new one in another kind of block is new.
        let (before, after) = (before.known(), after.known());
        for known in &after {
            let like = |other: &&world::Known| other.text == known.text;
            let n_before = before.iter().filter(like).count();
            let n_after = after.iter().filter(like).count();
            let n_current = after.iter().filter(like).filter(|known| known.status == Status::Current).count();
            prop_assert!(n_before.min(n_after) <= n_current, "{:?}", known);
        }
    }

    #[test]
    fn build_is_pure((_, after) in edited()) {
        let world = after.clone();
        let elsewhere = std::thread::spawn(move || world.build()).join().unwrap();
        prop_assert_eq!(after.build(), elsewhere);
        prop_assert_eq!(after.build(), after.sync().build());
        // The pages, and what leads to them.
        let world = after.clone();
        let elsewhere = std::thread::spawn(move || world.editions()).join().unwrap();
        let here = after.editions();
        prop_assert!(here.iter().any(|(path, _)| path == "sitemap.xml"));
        prop_assert_eq!(here, elsewhere);
    }
}

/// Changes the last letter before a lower-case one outside markup: a letter that cannot be code or a target.
fn one_letter_changed(text: &str, format: Format) -> String {
    let inventory = tolka::document::inline::inventory(text, format, &settings().protect);
    let mut free = inventory.visible.iter().flat_map(|range| {
        text[range.clone()]
            .char_indices()
            .map(move |(at, c)| (range.start + at, c))
    });
    let letter = free.rfind(|(_, c)| c.is_alphabetic());
    match letter {
        Some((at, c)) => {
            let new = if c == 'ж' { 'ш' } else { 'ж' };
            format!("{}{new}{}", &text[..at], &text[at + c.len_utf8()..])
        }
        None => text.to_owned(),
    }
}
