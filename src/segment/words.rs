//! Words: the word classes of a language, built in as TOML and merged with a project's own.
//!
//! Separate because lists are data that translators add to; it must not know how a boundary is decided.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use serde::Deserialize;

use super::letters::{Mark, is_apostrophe, mark};

/// Is a class of words that a full stop, or the word after one, is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Class {
    /// Stands before a name and never ends a sentence: `Gen.`, `г.`
    Title,
    /// Never ends a sentence, whatever follows: `e.g.`, `t.ex.`
    Never,
    /// Ends none before a number: `No.`, `Sept.`, `kl.`
    Number,
    /// Measures: after a number it ends a sentence before any capital: `5 km.`, `1814 г.`
    Unit,
    /// Ends one only before a word that is known to start sentences: `Inc.`, `U.S.`
    Both,
    /// Ends one before any capital: `etc.`, `a.m.`
    End,
    /// Follows an ordinal number that is written with a full stop: `21. September`
    Ordinal,
    /// Starts sentences.
    Starter,
    /// Follows a time of day within the sentence: `5 p.m. Eastern`
    AfterTime,
    /// Stands before a time of day that opens a sentence: `At 5 a.m. Mr. Smith`
    Fronting,
    /// Tells who spoke, after a quotation: `“Stop!” Smith said`
    Speech,
    /// Stands before a letter that is a name of its own and no initial: `vitamin C.`
    Label,
    /// Makes the quotation after it a part of its own sentence: `wrote that “…”`
    Governing,
    /// A name that is written with an exclamation or question mark: `Yahoo!`
    Exclaimed,
}

impl Class {
    /// Lists the classes.
    pub const ALL: [Class; 14] = [
        Class::Title,
        Class::Never,
        Class::Number,
        Class::Unit,
        Class::Both,
        Class::End,
        Class::Ordinal,
        Class::Starter,
        Class::AfterTime,
        Class::Fronting,
        Class::Speech,
        Class::Label,
        Class::Governing,
        Class::Exclaimed,
    ];

    /// Returns its name in the lists.
    pub const fn name(self) -> &'static str {
        match self {
            Class::Title => "title",
            Class::Never => "never",
            Class::Number => "number",
            Class::Unit => "unit",
            Class::Both => "both",
            Class::End => "end",
            Class::Ordinal => "ordinal",
            Class::Starter => "starter",
            Class::AfterTime => "after-time",
            Class::Fronting => "fronting",
            Class::Speech => "speech",
            Class::Label => "label",
            Class::Governing => "governing",
            Class::Exclaimed => "exclaimed",
        }
    }
}

/// Is a set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u16);

impl Classes {
    /// Tells whether no class is in it.
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Tells whether a word of these classes is an abbreviation.
    pub(super) fn is_abbreviation(self) -> bool {
        [
            Class::Title,
            Class::Never,
            Class::Number,
            Class::Unit,
            Class::Both,
            Class::End,
        ]
        .iter()
        .any(|class| self.has(*class))
    }

    /// Tells whether `class` is in it.
    pub(super) fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// Returns what is in either.
    pub(super) fn or(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// Returns what is in both.
    pub(super) fn only(self, class: Class) -> Classes {
        Classes(self.0 & (1 << class as u8))
    }
}

/// Is `[segment.words.LANG]` of tolka.toml: words added to a class of the built-in lists, and words taken away.
///
/// A word is written without its last full stop (`t.ex`, but also `t.ex.`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[expect(
    missing_docs,
    reason = "each field is the class of its name, added to or taken from"
)]
pub struct Words {
    pub title: Vec<String>,
    pub never: Vec<String>,
    pub number: Vec<String>,
    pub unit: Vec<String>,
    pub both: Vec<String>,
    pub end: Vec<String>,
    pub ordinal: Vec<String>,
    pub starter: Vec<String>,
    pub after_time: Vec<String>,
    pub fronting: Vec<String>,
    pub speech: Vec<String>,
    pub label: Vec<String>,
    pub governing: Vec<String>,
    pub exclaimed: Vec<String>,
    pub remove_title: Vec<String>,
    pub remove_never: Vec<String>,
    pub remove_number: Vec<String>,
    pub remove_unit: Vec<String>,
    pub remove_both: Vec<String>,
    pub remove_end: Vec<String>,
    pub remove_ordinal: Vec<String>,
    pub remove_starter: Vec<String>,
    pub remove_after_time: Vec<String>,
    pub remove_fronting: Vec<String>,
    pub remove_speech: Vec<String>,
    pub remove_label: Vec<String>,
    pub remove_governing: Vec<String>,
    pub remove_exclaimed: Vec<String>,
}

impl Words {
    /// Yields the words that are added to some class.
    pub fn added(&self) -> impl Iterator<Item = &str> {
        let classes = Class::ALL.into_iter();
        classes.flat_map(|class| self.of(class).0.iter().map(String::as_str))
    }

    /// Returns the words added to and taken from `class`.
    fn of(&self, class: Class) -> (&[String], &[String]) {
        match class {
            Class::Title => (&self.title, &self.remove_title),
            Class::Never => (&self.never, &self.remove_never),
            Class::Number => (&self.number, &self.remove_number),
            Class::Unit => (&self.unit, &self.remove_unit),
            Class::Both => (&self.both, &self.remove_both),
            Class::End => (&self.end, &self.remove_end),
            Class::Ordinal => (&self.ordinal, &self.remove_ordinal),
            Class::Starter => (&self.starter, &self.remove_starter),
            Class::AfterTime => (&self.after_time, &self.remove_after_time),
            Class::Fronting => (&self.fronting, &self.remove_fronting),
            Class::Speech => (&self.speech, &self.remove_speech),
            Class::Label => (&self.label, &self.remove_label),
            Class::Governing => (&self.governing, &self.remove_governing),
            Class::Exclaimed => (&self.exclaimed, &self.remove_exclaimed),
        }
    }
}

/// Is a built-in list.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
struct Listed {
    habits: Habits,
    words: Words,
}

/// Is how a language writes, beyond its words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(super) struct Habits {
    /// ASCII marks that end sentences here besides `.`, `!` and `?`: the Greek `;`.
    pub(super) ends: String,
    /// Marks that only pause here: the Armenian `.`.
    pub(super) pauses: String,
    /// Whether nouns are written with a capital, so that one after an ordinal number tells nothing.
    pub(super) capital_nouns: bool,
    /// A word that is written with a capital wherever it stands, so that it tells nothing: the English `I`.
    pub(super) always_capital: Vec<String>,
}

/// Is the words of one language, ready to be looked up.
#[derive(Clone, Debug)]
pub(super) struct Lexicon {
    classes: HashMap<Box<str>, Classes, BuildHasherDefault<Fnv>>,
    /// How it writes.
    pub(super) habits: Habits,
    /// How many bytes its longest word has.
    pub(super) longest: usize,
}

impl Lexicon {
    /// Reads the lists of `language` and merges a project's own.
    pub(super) fn new(language: &str, words: Option<&Words>) -> Lexicon {
        let mut lexicon = Lexicon {
            classes: HashMap::with_capacity_and_hasher(1024, BuildHasherDefault::default()),
            habits: Habits::default(),
            longest: 0,
        };
        lexicon.read(include_str!("words/any.toml"));
        if let Some((_, list)) = list(language) {
            lexicon.read(list);
        }
        if let Some(words) = words {
            lexicon.merge(words);
        }
        lexicon
    }

    /// Returns the classes of `word`, as written.
    pub(super) fn classes(&self, word: &str) -> Classes {
        self.classes.get(word).copied().unwrap_or_default()
    }

    fn read(&mut self, list: &str) {
        let listed: Listed = toml::from_str(list).expect("a test reads every built-in list");
        self.merge(&listed.words);
        self.habits = listed.habits;
    }

    fn merge(&mut self, words: &Words) {
        for class in Class::ALL {
            let (added, removed) = words.of(class);
            for word in added {
                self.add(word, class);
            }
            for word in removed {
                self.remove(word, class);
            }
        }
    }

    fn add(&mut self, word: &str, class: Class) {
        let word = key(word, class);
        self.longest = self.longest.max(word.len());
        let classes = self.classes.entry(word.into()).or_default();
        classes.0 |= 1 << class as u8;
    }

    fn remove(&mut self, word: &str, class: Class) {
        if let Some(classes) = self.classes.get_mut(&*key(word, class)) {
            classes.0 &= !(1 << class as u8);
        }
    }
}

/// Returns what is looked up: no white space inside (`т. е.`), no full stop or mark at the end, and small letters
/// for words that a sentence may start with.
fn key(word: &str, class: Class) -> String {
    let mut word: String = word.split_whitespace().collect();
    if word.ends_with(['.', '!', '?']) {
        word.pop();
    }
    match class {
        Class::Starter | Class::Label => word.to_lowercase(),
        _ => word,
    }
}

/// Returns the language whose built-in list serves `language`, a BCP 47 tag; none where `any.toml` has to do.
pub(super) fn listed(language: &str) -> Option<&'static str> {
    list(language).map(|(languages, _)| languages[0])
}

fn list(language: &str) -> Option<&'static (&'static [&'static str], &'static str)> {
    let subtag = language.split(['-', '_']).next().unwrap_or_default();
    LISTS
        .iter()
        .find(|(languages, _)| languages.iter().any(|one| one.eq_ignore_ascii_case(subtag)))
}

/// Is the built-in lists by language; those without one have `any.toml` alone.
const LISTS: &[(&[&str], &str)] = &[
    (&["en"], include_str!("words/en.toml")),
    (&["es"], include_str!("words/es.toml")),
    (&["sv"], include_str!("words/sv.toml")),
    (&["ru"], include_str!("words/ru.toml")),
    (&["de"], include_str!("words/de.toml")),
    (&["fr"], include_str!("words/fr.toml")),
    (&["it"], include_str!("words/it.toml")),
    (&["pt"], include_str!("words/pt.toml")),
    (&["nl"], include_str!("words/nl.toml")),
    (&["da"], include_str!("words/da.toml")),
    (&["no", "nb", "nn"], include_str!("words/no.toml")),
    (&["fi"], include_str!("words/fi.toml")),
    (&["pl"], include_str!("words/pl.toml")),
    (&["pl"], include_str!("words/pl.toml")),
    (&["cs"], include_str!("words/cs.toml")),
    (&["sk"], include_str!("words/sk.toml")),
    (&["uk"], include_str!("words/uk.toml")),
    (&["bg"], include_str!("words/bg.toml")),
    (&["el"], include_str!("words/el.toml")),
    (&["ar"], include_str!("words/ar.toml")),
    (&["hy"], include_str!("words/hy.toml")),
    (&["ja"], include_str!("words/ja.toml")),
    (&["zh"], include_str!("words/zh.toml")),
    (&["kk"], include_str!("words/kk.toml")),
    (&["hi"], include_str!("words/hi.toml")),
    (&["ca"], include_str!("words/ca.toml")),
    (&["ro"], include_str!("words/ro.toml")),
];

/// Is FNV-1a: short keys, no adversary.
#[derive(Default)]
struct Fnv(u64);

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

impl Habits {
    /// Tells whether `word` has a capital wherever it stands.
    pub(super) fn is_always_capital(&self, word: &str) -> bool {
        let word = word.split(is_apostrophe).next().unwrap_or_default();
        self.always_capital.iter().any(|always| always == word)
    }

    /// Tells which mark `c` is in this language.
    pub(super) fn mark(&self, c: char) -> Option<Mark> {
        if !self.pauses.is_empty() && self.pauses.contains(c) {
            return None;
        }
        match mark(c) {
            None if c.is_ascii_punctuation() && self.ends.contains(c) => match c {
                ';' => Some(Mark::Ask),
                _ => Some(Mark::Wide),
            },
            mark => mark,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, LISTS, Lexicon};

    #[test]
    fn every_list_is_read() {
        for (languages, _) in LISTS {
            let lexicon = Lexicon::new(languages[0], None);
            assert!(lexicon.classes("Dr").has(Class::Title), "{languages:?}");
        }
    }

    #[test]
    fn tags_find_their_list() {
        assert!(Lexicon::new("es-CO", None).classes("Sra").has(Class::Title));
        assert!(Lexicon::new("nb", None).classes("ca").has(Class::Never));
        assert!(Lexicon::new("eo", None).classes("Inc").has(Class::Both));
    }

    #[test]
    fn spaces_inside_a_word_do_not_count() {
        assert!(Lexicon::new("ru", None).classes("т.е").has(Class::Never));
    }
}
