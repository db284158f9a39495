//! The check `spelling`.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use rayon::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::facts::Spelling;
use super::glossary::{texts_in, words};
use super::pair::{Flaw, Pair};
use super::scene::Scene;
use super::sheet::{Remark, Sheet};
use super::{Check, Docs, Look};
use crate::finding::{Finding, Severity};

/// Finds words that the dictionary of the locale does not know.
pub static CHECK: Check = Check {
    id: "spelling",
    summary: "Finds words that the dictionary does not know",
    docs: Docs {
        what: "Asks the hunspell dictionary that `[spelling]` in `tolka.toml` names for the locale (a path in the \
workspace, without ending) for every word of every translation. Right are also the words of the English, those of the \
locale's terms, and those of `locales/LOCALE/dictionary.txt`: a word a line, `#` before a remark. Names are not asked \
for: words with a capital letter, unless they begin a sentence and no name of the English is written like them (in German, \
which writes all nouns so, they are), abbreviations in capitals, and what has digits, dots or slashes inside. Code, the targets of links and protected spans are no words. A locale without a \
dictionary has no findings; where others have one, or at a terminal, `tolka check` says on standard error which have none. Suggestions are \
made for the first findings only, for they take time.",
        why: "A reader trusts a page less for every slip of the pen.",
        example: "
```dic es
casa
blanca
```

```ftl locales/en/site.ftl
house = white house
```

```ftl locales/es/site.ftl
# @source white house
house = casa blnca
```

> \"blnca\" is not in the dictionary",
        todo: "Mend the word; or write it into `locales/LOCALE/dictionary.txt`, or into the terms, where it is right.",
        sources: "- [Hunspell](https://hunspell.github.io), in whose format Debian's `hunspell-es`, `-sv`, `-ru` and \
many more are; spellbook reads them",
    },
    severity: Severity::Warning,
    look: Look::Whole(look),
};

/// For how many words suggestions are made.
const N_SUGGESTED: usize = 20;

/// Is a locale's words on the way through its sheets.
struct Known<'f> {
    spelling: &'f Spelling,
    /// Words that are right, in small letters.
    own: HashSet<String>,
}

impl<'f> Known<'f> {
    fn new(scene: &Scene<'_>, spelling: &'f Spelling) -> Self {
        let lower = |word: &str| word.replace('’', "'").to_lowercase();
        let mut own: HashSet<String> = spelling.words.iter().map(|word| lower(word)).collect();
        let sheets = scene.sheets.iter();
        let mut sheets = sheets.filter(|sheet| *sheet.locale() == spelling.locale);
        if let Some(sheet) = sheets.next() {
            let all = sheet.own.side.terms;
            for id in term_ids(scene) {
                let texts = texts_in(all, id);
                for text in &texts {
                    own.extend(words(text).map(|word| lower(word.text)));
                }
            }
        }
        Known { spelling, own }
    }

    fn knows(&self, word: &str) -> bool {
        let plain: Cow<'_, str> = match word.contains('’') {
            true => word.replace('’', "'").into(),
            false => word.into(),
        };
        self.spelling.dictionary.knows(&plain)
            || self.own.contains(&plain.to_lowercase())
            // A soft hyphen or a stress mark is no letter.
            || plain.contains(['\u{AD}', '\u{301}'])
                && self.spelling.dictionary.knows(&plain.replace(['\u{AD}', '\u{301}'], ""))
    }
}

fn term_ids<'s>(scene: &Scene<'s>) -> impl Iterator<Item = &'s str> {
    let entries = scene
        .workspace
        .glossary
        .iter()
        .flat_map(|messages| &messages.lines);
    entries.filter_map(|(id, ..)| id.strip_prefix('-'))
}

fn look<'s>(scene: &'s Scene<'s>) -> Vec<Remark<'s>> {
    let mut remarks = Vec::new();
    for spelling in &scene.facts.spelling {
        let known = Known::new(scene, spelling);
        let sheets = scene.sheets.par_iter();
        let own = sheets.filter(|sheet| *sheet.locale() == spelling.locale);
        let found = own.map(|sheet| {
            let rows = 0..sheet.n_rows();
            let found = rows.flat_map(|row| row_remarks(scene, sheet, row, &known));
            found.collect::<Vec<_>>()
        });
        remarks.extend(found.collect::<Vec<_>>().into_iter().flatten());
    }
    remarks
}

fn row_remarks<'s>(
    scene: &'s Scene<'s>,
    sheet: &'s Sheet<'s>,
    row: usize,
    known: &Known<'_>,
) -> Vec<Remark<'s>> {
    let Some((pair, entry)) = scene.pair(sheet, row) else {
        return Vec::new();
    };
    let unknown = unknown(&pair, known);
    let remarks = unknown.into_iter().map(|(start, word)| {
        let flaw = Flaw {
            message: format!("\"{word}\" is not in the dictionary"),
            help: format!(
                "mend it, or write it into dictionary.txt in the folder of {}",
                sheet.locale()
            ),
            words: Some(start..start + word.len()),
            fix: None,
            ..Flaw::default()
        };
        sheet.remark_on_words(row, &pair, entry, flaw)
    });
    remarks.collect()
}

/// Returns the words of a translation that nobody knows, each once, with where they start.
fn unknown(pair: &Pair<'_>, known: &Known<'_>) -> Vec<(usize, String)> {
    let text = &*pair.translation;
    let language = pair.locale.language();
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut english: Option<BTreeSet<String>> = None;
    for range in &pair.inventory().visible {
        for (at, word) in text[range.clone()].unicode_word_indices() {
            let start = range.start + at;
            let is_asked = is_word(word)
                && (!is_name(word, language) || is_opening(text, start, word))
                && is_free(text, start, word.len());
            if !is_asked || known.knows(word) || is_part_of_known(text, start, word, known) {
                continue;
            }
            let english = english.get_or_insert_with(|| {
                let words = words(&pair.source);
                words.map(|word| word.text.to_lowercase()).collect()
            });
            let is_said = found.iter().any(|(_, said)| said == word);
            let is_of_english = english.contains(&word.to_lowercase())
                || is_name(word, language) && is_like_name(word, &pair.source);
            if !is_said && !is_of_english {
                found.push((start, word.to_owned()));
            }
        }
    }
    found
}

/// Tells a word of letters, two at least.
fn is_word(word: &str) -> bool {
    let is_letter = |c: char| {
        c.is_alphabetic()
            || matches!(c, '\'' | '’' | '\u{AD}')
            || unicode_normalization::char::is_combining_mark(c)
    };
    word.chars().all(is_letter) && 1 < word.chars().count()
}

/// Tells a name, or an abbreviation.
fn is_name(word: &str, language: &str) -> bool {
    let mut letters = word.chars();
    let starts_large = letters.next().is_some_and(char::is_uppercase);
    let has_large = letters.any(char::is_uppercase);
    let nouns_are_large = matches!(language, "de" | "lb");
    has_large || starts_large && !nouns_are_large
}

/// Tells the first word of a sentence by what stands before it, unless a capital behind makes a name of both.
fn is_opening(text: &str, start: usize, word: &str) -> bool {
    let has_inner = word.chars().skip(1).any(char::is_uppercase);
    let before = text[..start].trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '«' | '“' | '”' | '„' | '"' | '¿' | '¡' | '(' | '—' | '–')
    });
    let is_first =
        before.is_empty() || before.len() < start && before.ends_with(['.', '!', '?', '…']);
    let after = text[start + word.len()..].trim_start_matches([' ', '\u{A0}']);
    is_first && !has_inner && !after.starts_with(char::is_uppercase)
}

/// Tells whether a word is written like a name of the English, in letters of any script.
fn is_like_name(word: &str, english: &str) -> bool {
    let latin = |word: &str| deunicode::deunicode(word).to_lowercase();
    let own = latin(word);
    let mut names = words(english).filter(|other| other.text.starts_with(char::is_uppercase));
    names.any(|other| {
        let other = latin(other.text);
        0.5 <= rapidfuzz::distance::osa::normalized_similarity(own.chars(), other.chars())
    })
}

/// Tells whether a word stands between blanks and punctuation, and is no part of an address, a path, a file name.
fn is_free(text: &str, start: usize, len: usize) -> bool {
    let before = &text[..start];
    let after = &text[start + len..];
    let chunk_before = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let chunk_after = after.split(char::is_whitespace).next().unwrap_or_default();
    let marks = ['/', '\\', '@', '_', '=', '<', '>', '$', '%', '#', '&'];
    let has_dot_inside = |chunk: &str, is_before: bool| {
        let mut dots = chunk.match_indices('.');
        dots.any(|(at, _)| {
            let beside = if is_before {
                chunk[..at].chars().next_back()
            } else {
                chunk[at + 1..].chars().next()
            };
            beside.is_some_and(char::is_alphanumeric)
        })
    };
    !chunk_before.contains(marks)
        && !chunk_after.contains(marks)
        && !has_dot_inside(chunk_before, true)
        && !has_dot_inside(chunk_after, false)
        && !before.ends_with(|c: char| c.is_ascii_digit() || c == '-' && chunk_before.len() == 1)
}

/// Tells whether a word with hyphens, of which this is a part, is known as a whole.
fn is_part_of_known(text: &str, start: usize, word: &str, known: &Known<'_>) -> bool {
    let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '\u{2011}');
    let before = &text[..start];
    let from = before.trim_end_matches(is_inside).len();
    let after = &text[start + word.len()..];
    let to = text.len() - after.trim_start_matches(is_inside).len();
    let whole = text[from..to].replace('\u{2011}', "-");
    let whole = whole.trim_matches('-');
    whole.len() != word.len()
        && (has_digit(whole) || known.knows(whole) || known.knows(&whole.to_lowercase()))
}

fn has_digit(word: &str) -> bool {
    word.contains(char::is_numeric)
}

/// Adds what may be meant to the first findings of the check.
pub fn suggest(findings: &mut [Finding], spelling: &[Spelling]) {
    let asked = |finding: &Finding| {
        let word = finding.message.split('"').nth(1)?.to_owned();
        let locales = || spelling.iter().map(|own| Some(&own.locale));
        let idx = locales().position(|own| own == finding.locale.as_ref())?;
        Some((idx, word))
    };
    let of_check = findings.iter().filter(|own| own.check == CHECK.id);
    let mut seen = HashSet::new();
    let first = of_check
        .filter_map(asked)
        .filter(|key| seen.insert(key.clone()))
        .take(N_SUGGESTED);
    let first: Vec<(usize, String)> = first.collect();
    let made = first.into_par_iter().map(|(idx, word)| {
        let suggestions = spelling[idx].dictionary.suggest(&word);
        ((idx, word), suggestions)
    });
    let made: HashMap<(usize, String), Vec<String>> = made.collect();
    for finding in findings.iter_mut().filter(|own| own.check == CHECK.id) {
        let Some(suggestions) = asked(finding).and_then(|key| made.get(&key)) else {
            continue;
        };
        let few: Vec<&str> = suggestions.iter().take(4).map(String::as_str).collect();
        if !few.is_empty() {
            finding.help = format!("{}? Else {}", few.join(", "), finding.help);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::check::facts::Facts;
    use crate::check::levels::Levels;
    use crate::check::run;
    use crate::check::testing::{lines, with_workspace};
    use crate::dictionary::Dictionary;

    fn facts(locale: &str, dic: &str) -> Facts<'static> {
        let n = dic.lines().count();
        let aff = "SET UTF-8\nTRY abcdefghijklmnopqrstuvwxyz\n"
            .as_bytes()
            .to_vec();
        let dictionary = Dictionary::new(aff, format!("{n}\n{dic}\n").into_bytes());
        Facts {
            spelling: vec![Spelling {
                locale: locale.parse().unwrap(),
                dictionary: Arc::new(dictionary),
                words: vec!["guerrillero".to_owned()],
            }],
            ..Facts::default()
        }
    }

    #[track_caller]
    fn check(locale: &str, dic: &str, english: &str, own: &str, expect: &[&str]) {
        let paths = [
            format!("locales/{locale}/terms.ftl"),
            format!("locales/{locale}/a.ftl"),
        ];
        let article = format!("{english}\n");
        let file = format!("### source/a.md\n\n# @source {english}\na = {own}\n\n### end\n");
        let files = [
            ("locales/en/terms.ftl", "-farc = FARC\n"),
            (&*paths[0], "# @source FARC\n-farc = las farcas\n"),
            ("source/a.md", &*article),
            (&*paths[1], &*file),
        ];
        let facts = facts(locale, dic);
        let findings = with_workspace(&files, |workspace| {
            run(workspace, &facts, &Levels::default())
        });
        assert_eq!(lines(&findings, "spelling"), expect, "{own}");
    }

    #[test]
    fn fires_on_words_that_nobody_knows_once_each() {
        check(
            "es",
            "la\ncasa\nes\nblanca",
            "The house.",
            "La casaa es blnca, blnca",
            &[
                "a 4:8-4:13 \"casaa\" is not in the dictionary",
                "a 4:17-4:22 \"blnca\" is not in the dictionary",
            ],
        );
        check(
            "es",
            "la\ncasa\nes\nblanca",
            "The house is white.",
            "Lla casa. Blnca es",
            &[
                "a 4:5-4:8 \"Lla\" is not in the dictionary",
                "a 4:15-4:20 \"Blnca\" is not in the dictionary",
            ],
        );
        check(
            "ru",
            "дом\nбелый",
            "The house.",
            "Дом **бельй**",
            &["a 4:11-4:16 \"бельй\" is not in the dictionary"],
        );
        check(
            "de",
            "das\nDas",
            "The house.",
            "Das Hauus",
            &["a 4:9-4:14 \"Hauus\" is not in the dictionary"],
        );
    }

    #[test]
    fn silent_on_words_of_the_english_terms_and_own_words() {
        check(
            "es",
            "el\nde",
            "The kernel.",
            "El kernel de farcas, Guerrillero guerrillero",
            &[],
        );
    }

    #[test]
    fn silent_on_names_code_addresses_and_compounds_that_are_known() {
        check(
            "sv",
            "se\neu-avtal\ni",
            "See it.",
            "Se Stockholm i `kodd`, ftp.exempl.org/vägg, FNs, EU-avtal, 5mm, [se](httpp://x), -farlig",
            &[],
        );
    }

    #[test]
    fn suggestions_are_what_may_be_meant() {
        let files = [
            ("locales/en/site.ftl", "a = house\n"),
            ("locales/es/site.ftl", "# @source house\na = caza\n"),
        ];
        let facts = facts("es", "casa");
        let mut findings = with_workspace(&files, |workspace| {
            run(workspace, &facts, &Levels::default())
        });
        suggest(&mut findings, &facts.spelling);
        let own = findings.iter().find(|own| own.check == "spelling").unwrap();
        assert!(own.help.starts_with("casa? Else mend it"), "{}", own.help);
    }

    #[test]
    fn can_be_ignored() {
        let files = [
            ("locales/en/site.ftl", "a = house\n"),
            (
                "locales/es/site.ftl",
                "# @ignore spelling (slang)\n# @source house\na = kasa\n",
            ),
        ];
        let facts = facts("es", "casa");
        let findings = with_workspace(&files, |workspace| {
            run(workspace, &facts, &Levels::default())
        });
        assert!(lines(&findings, "spelling").is_empty());
    }
}
