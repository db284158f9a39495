//! The check `inconsistent`.

use std::collections::{BTreeSet, HashMap};

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::across::{Clashes, Mark, Told};
use super::scene::{Group, Scene};
use super::sheet::{Remark, Rows, Sheet, value_span};
use super::{Across, Check, Docs, Look, Words, quote};
use crate::compare::Status;
use crate::finding::Severity;
use crate::sixteen::Sixteen;

/// Finds one English text with several translations, and one translation of several English texts.
pub static CHECK: Check = Check {
    id: "inconsistent",
    summary: "Finds one text with several translations in a locale, and several texts with one translation",
    docs: Docs {
        what: "Looks at all current translations of a locale together. It names a translation of a text that stands \
in the same kind of block elsewhere and is translated otherwise there; letter case and punctuation aside. And it \
names a translation of four words and more that stands, word for word, for an English text of quite other words. \
Texts of one word are left alone: one word may need several.",
        why: "A reader who meets two names for one thing looks for the difference. One text for two things is most \
often pasted into the wrong place.",
        example: "
```markdown source/a.md
# Read more
```

```markdown source/b.md
# Read more
```

```ftl locales/es/a.ftl
### source/a.md

# @source Read more
read-more = Leer más
```

```ftl locales/es/b.ftl
### source/b.md

# @source Read more
read-more = Siga leyendo
```

> \"Read more\" is \"Leer más\" in locales/es/a.ftl",
        todo: "Choose one. Where both are right, write `# @ignore inconsistent (reason)` above one of them.",
        sources: "- Weblate: inconsistent, reused translation; Okapi CheckMate; OmegaT: same source, different targets",
    },
    severity: Severity::Warning,
    look: Look::Across(Across { marks, tell, weigh }),
};

/// Is a translation and where it stands.
#[derive(Clone, Copy)]
struct Place<'s> {
    sheet: &'s Sheet<'s>,
    row: usize,
    source: &'s str,
    translation: &'s str,
}

/// Is a text in short: what `Mark`s of a place are made of.
#[derive(Clone, Copy)]
struct Short {
    hash: u64,
    /// The hash of the kind of block that an English text stands in.
    kind: u64,
    /// Whether it has words enough to tell.
    is_long: bool,
}

impl Short {
    /// Takes the English of a place.
    fn of_source(place: Place<'_>) -> Self {
        Short {
            hash: xxh3_64(place.source.as_bytes()),
            kind: xxh3_64(kind(place).as_bytes()),
            is_long: has_words(place.source, 2),
        }
    }
}

impl Place<'_> {
    /// Returns the marks of its English and of its translation, as far as they are long enough to tell. `seed` is of its
    /// locale.
    fn marks(self, seed: u64, source: Short) -> [Option<Mark>; 2] {
        let translation = xxh3_64_with_seed(self.translation.as_bytes(), seed);
        let key = || xxh3_64_with_seed(&source.hash.to_le_bytes(), source.kind ^ seed);
        [
            source.is_long.then(|| Mark::new(key(), translation)),
            has_words(self.translation, 4).then(|| Mark::new(!translation, source.hash)),
        ]
    }
}

fn seed(sheet: &Sheet<'_>) -> u64 {
    xxh3_64(sheet.locale().as_str().as_bytes())
}

fn marks(group: &Group<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    // What is known of the English of an article goes for all its locales.
    let n_rows = group.sheets.first().map_or(0, Sheet::n_rows);
    let mut sources: Vec<Option<Short>> = vec![None; n_rows];
    for sheet in group.sheets {
        let seed = seed(sheet);
        for place in places(sheet) {
            let source = *sources[place.row].get_or_insert_with(|| Short::of_source(place));
            marks.extend(place.marks(seed, source).into_iter().flatten());
        }
    }
    marks
}

/// Tells the places that clash with others.
fn tell<'s>(scene: &'s Scene<'s>, clashes: &Clashes) -> Vec<(Told, Option<Remark<'s>>)> {
    let mut all = Vec::new();
    for (idx, sheet) in scene.sheets.iter().enumerate() {
        let rank = match sheet.rows {
            Rows::Messages(_) => (idx, String::new()),
            Rows::Article(article) => (usize::MAX, article.path.to_owned()),
        };
        let seed = seed(sheet);
        for place in places(sheet) {
            let marks = place.marks(seed, Short::of_source(place));
            let mut marks = marks.into_iter().flatten();
            if !marks.any(|mark| clashes.has(mark)) {
                continue;
            }
            let told = Told {
                rank: (rank.0, rank.1.clone(), place.row),
                locale: sheet.locale().clone(),
                source: place.source.to_owned(),
                kind: kind(place).to_owned(),
                translation: place.translation.to_owned(),
                path: sheet.paper.path.to_owned(),
                finding: None,
                ignored: None,
            };
            all.push((told, remark(place)));
        }
    }
    all
}

/// Says of places of one locale, in order, what is wrong with them: which, a message, what to do.
fn weigh(places: &[&Told]) -> Vec<(usize, Words)> {
    let mut by_source: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    let mut by_translation: HashMap<&str, &Told> = HashMap::new();
    let mut said = Vec::new();
    // What comes first is what others are held against.
    for (idx, place) in places.iter().enumerate() {
        if has_words(&place.source, 2) {
            let key = (&*place.source, &*place.kind);
            by_source.entry(key).or_default().push(idx);
        }
        if has_words(&place.translation, 4) {
            match by_translation.get(&*place.translation) {
                Some(first) => said.extend(reused(first, place).map(|words| (idx, words))),
                None => {
                    by_translation.insert(&place.translation, place);
                }
            }
        }
    }
    let several = by_source.into_values().filter(|several| 1 < several.len());
    said.extend(several.flat_map(|several| differing(places, &several)));
    said
}

/// Lists the current translations of a sheet that have a text of their own.
fn places<'s>(sheet: &'s Sheet<'s>) -> impl Iterator<Item = Place<'s>> {
    (0..sheet.n_rows()).filter_map(move |row| {
        let unit = sheet.unit(row);
        let has_own_text = unit.status == Status::Current
            && unit.same_as.is_none()
            && unit.joined.is_none()
            && sheet.members(row).is_empty();
        if !has_own_text || sheet.id(row).starts_with('-') {
            return None;
        }
        sheet.entry(row)?;
        let translation = sheet.own.texts[row].as_ref()?.as_ref().ok()?;
        Some(Place {
            sheet,
            row,
            source: sheet.text(row),
            translation,
        })
    })
}

/// Returns the kind of block that a text stands in.
fn kind<'s>(place: Place<'s>) -> &'s str {
    match place.sheet.rows {
        Rows::Article(article) => &article.document.segments[place.row].context.0,
        Rows::Messages(_) => "message",
    }
}

/// Tells whether `n` of the words between white space have a letter.
fn has_words(text: &str, n: usize) -> bool {
    let bytes = text.as_bytes();
    if has_letters_behind_blanks(bytes, n) {
        return true;
    }
    let mut n_found = 0;
    let mut is_found = false;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let (is_blank, is_letter, len) = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => (false, true, 1),
            b' ' | b'\t'..=b'\r' => (true, false, 1),
            0..=0x7F => (false, false, 1),
            // All of Cyrillic in two bytes but what is rare.
            0xD0 | 0xD1 => (false, true, 2),
            _ => match text[at..].chars().next() {
                Some(c) => (
                    c.is_whitespace(),
                    !is_found && c.is_alphabetic(),
                    c.len_utf8(),
                ),
                None => break,
            },
        };
        at += len;
        if is_blank {
            is_found = false;
        } else if !is_found && is_letter {
            is_found = true;
            n_found += 1;
            if n_found == n {
                return true;
            }
        }
    }
    false
}

/// Tells whether `wanted` letters surely stand behind a blank, each of which begins a word.
fn has_letters_behind_blanks(bytes: &[u8], wanted: usize) -> bool {
    let (many, rest) = bytes.as_chunks();
    let mut n = 0;
    // What ends one chunk comes before the next one.
    let mut before = 0;
    for own in many {
        let (begins, blanks) = begins_word(*own, before);
        n += begins.count_ones() as usize;
        if wanted <= n {
            return true;
        }
        before = blanks >> 15;
    }
    let mut last = [0; 16];
    last[..rest.len()].copy_from_slice(rest);
    let (begins, _) = begins_word(last, before);
    wanted <= n + begins.count_ones() as usize
}

/// Tells which bytes begin a letter behind a blank, and which are blanks; `before` is the bit of the byte before them.
#[inline]
fn begins_word(bytes: [u8; 16], before: u32) -> (u32, u32) {
    let sixteen = Sixteen::of(bytes);
    // Nearly all Cyrillic letters begin with 0xD0 or 0xD1.
    let letters = sixteen.with(0x20).are_from(b'a', b'z') | sixteen.are_from(0xD0, 0xD1);
    let blanks = sixteen.are(b' ');
    (letters & (blanks << 1 | before), blanks)
}

/// Returns the letters and digits of a text, which is what makes two of them the same.
fn core(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Remarks on the translations of one text that are not the most frequent one.
fn differing(all: &[&Told], several: &[usize]) -> Vec<(usize, Words)> {
    let first = &all[several[0]].translation;
    if several.iter().all(|idx| all[*idx].translation == *first) {
        return Vec::new();
    }
    let cores: Vec<String> = several
        .iter()
        .map(|idx| core(&all[*idx].translation))
        .collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for core in &cores {
        *counts.entry(core).or_default() += 1;
    }
    let most = counts.values().copied().max().unwrap_or_default();
    let usual = cores
        .iter()
        .position(|core| counts[core.as_str()] == most)
        .unwrap_or_default();
    let others = several.iter().zip(&cores);
    let others = others.filter(|(_, core)| **core != cores[usual]);
    let usual = all[several[usual]];
    let said = others.map(|(idx, _)| {
        let message = format!(
            "{} is {} in {}",
            quote(&all[*idx].source),
            quote(&usual.translation),
            usual.path
        );
        let help = "choose one of them for both places".to_owned();
        (*idx, Words { message, help })
    });
    said.collect()
}

/// Remarks on a translation that stands for a text of other words too.
fn reused(first: &Told, place: &Told) -> Option<Words> {
    if first.source == place.source {
        return None;
    }
    let words = |text: &str| -> BTreeSet<String> {
        let words = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (one, other) = (words(&first.source), words(&place.source));
    let n_shared = one.intersection(&other).count();
    // Two ways to say one thing share some of their words.
    if one.len().min(other.len()) < 3 || one.len().min(other.len()) <= n_shared * 3 {
        return None;
    }
    let message = format!(
        "the same text stands for {} in {}",
        quote(&first.source),
        first.path
    );
    let help = "see which of the two it translates".to_owned();
    Some(Words { message, help })
}

/// Makes a remark on a place, without its words.
fn remark<'s>(place: Place<'s>) -> Option<Remark<'s>> {
    let (_, entry) = place.sheet.entry(place.row)?;
    let span = value_span(place.sheet.paper.raw, entry);
    let paper = &place.sheet.paper;
    Some(paper.remark_on(entry, Some(span), String::new(), String::new()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::check::facts::Facts;
    use crate::check::levels::Levels;
    use crate::check::run;
    use crate::check::testing::{check_messages, lines, with_workspace};

    #[track_caller]
    fn check(locale: &str, entries: &[(&str, &str)], expect: &[&str]) {
        let (mut english, mut own) = (String::new(), String::new());
        for (idx, (source, translation)) in entries.iter().enumerate() {
            english.push_str(&format!("m{idx} = {source}\n"));
            own.push_str(&format!("# @source {source}\nm{idx} = {translation}\n"));
        }
        check_messages("inconsistent", &english, locale, &own, expect);
    }

    #[test]
    fn fires_on_several_translations_of_one_text() {
        check(
            "es",
            &[
                ("Read more", "Leer más"),
                ("Read more", "Siga leyendo"),
                ("Read more", "Leer más"),
            ],
            &["m1 4:6-4:18 \"Read more\" is \"Leer más\" in locales/es/site.ftl"],
        );
        check(
            "sv",
            &[
                ("Related posts", "Relaterade inlägg"),
                ("Related posts", "Liknande texter"),
            ],
            &["m1 4:6-4:21 \"Related posts\" is \"Relaterade inlägg\" in locales/sv/site.ftl"],
        );
    }

    #[test]
    fn fires_on_one_translation_of_several_texts() {
        check(
            "ru",
            &[
                (
                    "The accord was signed on Saturday.",
                    "Соглашение было подписано в субботу.",
                ),
                (
                    "He never met their ambassador.",
                    "Соглашение было подписано в субботу.",
                ),
            ],
            &[
                "m1 4:6-4:42 the same text stands for \"The accord was signed on Saturday.\" in locales/ru/site.ftl",
            ],
        );
    }

    #[test]
    fn silent_on_ways_to_say_one_thing() {
        check(
            "es",
            &[("Read more", "Leer más"), ("Read more", "leer más…")],
            &[],
        );
        check("es", &[("Open", "Abrir"), ("Open", "Abierto")], &[]);
        check(
            "sv",
            &[
                (
                    "He signed the accord here.",
                    "Han undertecknade avtalet här.",
                ),
                (
                    "He has signed the accord here.",
                    "Han undertecknade avtalet här.",
                ),
            ],
            &[],
        );
        check(
            "ru",
            &[
                ("All rights reserved", "Все права защищены"),
                ("Copyright notice holds", "Все права защищены"),
            ],
            &[],
        );
    }

    #[test]
    fn a_heading_and_a_sentence_may_differ() {
        let files = [
            ("source/a.md", "# The accord\n\n- The accord\n"),
            (
                "locales/es/a.ftl",
                "### source/a.md\n\n# @source The accord\nthe-accord = El acuerdo\n\n# @source The accord\nthe-accord-2 = Un acuerdo\n\n### end\n",
            ),
        ];
        let findings = with_workspace(&files, |workspace| {
            run(workspace, &Facts::default(), &Levels::default())
        });
        assert_eq!(lines(&findings, "inconsistent"), Vec::<String>::new());
    }

    #[test]
    fn can_be_ignored() {
        let english = "a = Read more\nb = Read more\n";
        let file = "# @source Read more\na = Leer más\n# @ignore inconsistent (a button)\n# @source Read more\nb = Siga\n";
        check_messages("inconsistent", english, "es", file, &[]);
    }

    proptest! {
        #[test]
        fn words_with_a_letter_are_counted_whatever_the_script(
            text in r#"([a-zà-ÿА-яӁ中]{1,3}|[ \u{A0}\u{85}\u{3000}\t\u{B}\u{C}]|[0-9«—.]|\PC){0,12}"#,
            n in 1..5_usize,
        ) {
            let words = text.split(char::is_whitespace);
            let n_words = words.filter(|word| word.contains(char::is_alphabetic)).count();
            prop_assert_eq!(super::has_words(&text, n), n <= n_words);
        }
    }
}
