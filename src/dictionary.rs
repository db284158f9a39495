//! Dictionary: which words of a language there are, by a hunspell dictionary that a workspace brings along.
//!
//! Separate because `classify` asks it, `project` reads its files and `config` names them. It is parsed when the
//! first word is looked up: most runs have none to look up.

use std::collections::HashMap;
use std::fmt;
use std::sync::{OnceLock, PoisonError, RwLock};

use encoding_rs::Encoding;

/// Is a dictionary of the hunspell format.
pub struct Dictionary {
    aff: Vec<u8>,
    dic: Vec<u8>,
    words: OnceLock<Result<spellbook::Dictionary, Trouble>>,
    /// What was answered before: most words of a text stand in it again and again.
    asked: RwLock<HashMap<String, bool>>,
}

/// Says why a dictionary cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The ending of the file that it lies in: `aff` or `dic`.
    pub ending: &'static str,
    /// The line, where it is known.
    pub line: Option<usize>,
    /// What is wrong there: lower case, no full stop.
    pub reason: String,
}

impl Dictionary {
    /// Takes the bytes of the two files, in the encoding that the first one names.
    pub fn new(aff: Vec<u8>, dic: Vec<u8>) -> Self {
        Dictionary {
            aff,
            dic,
            words: OnceLock::new(),
            asked: RwLock::default(),
        }
    }

    /// Tells whether a word stands in the dictionary, in any of its forms. Apostrophes are `'`.
    ///
    /// A dictionary that cannot be parsed knows no word; `trouble` says so afterwards.
    pub fn knows(&self, word: &str) -> bool {
        let words = self.words.get_or_init(|| parse(&self.aff, &self.dic));
        let Ok(words) = words else {
            return false;
        };
        // A lock that somebody died with holds no less than it did.
        let asked = self.asked.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = asked.get(word) {
            return *known;
        }
        drop(asked);
        let known = words.check(word);
        let mut asked = self.asked.write().unwrap_or_else(PoisonError::into_inner);
        asked.insert(word.to_owned(), known);
        known
    }

    /// Returns words that may be meant by one that the dictionary does not know, the likeliest first: those that a slip
    /// of the finger makes of it.
    ///
    /// Words that are only like it would take a look at the whole dictionary, for a worse guess.
    pub fn suggest(&self, word: &str) -> Vec<String> {
        let mut suggestions = Vec::new();
        let words = self.words.get_or_init(|| parse(&self.aff, &self.dic));
        if let Ok(words) = words {
            let suggester = words.suggester().with_ngram_suggestions(false);
            suggester.suggest(word, &mut suggestions);
        }
        suggestions
    }

    /// Returns why the dictionary could not be parsed; `None` where it could, or where nobody asked it yet.
    pub fn trouble(&self) -> Option<&Trouble> {
        self.words.get()?.as_ref().err()
    }
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.aff.len() + self.dic.len();
        write!(f, "Dictionary({size} bytes)")
    }
}

fn parse(aff: &[u8], dic: &[u8]) -> Result<spellbook::Dictionary, Trouble> {
    let encoding = encoding(aff)?;
    let text = |ending, bytes| {
        let (text, _, has_errors) = encoding.decode(bytes);
        let trouble = || Trouble {
            ending,
            line: None,
            reason: format!("it is not in {}, which the aff file names", encoding.name()),
        };
        if has_errors { Err(trouble()) } else { Ok(text) }
    };
    let (aff, dic) = (text("aff", aff)?, text("dic", dic)?);
    spellbook::Dictionary::new(&aff, &dic).map_err(|error| Trouble {
        ending: match error.source {
            spellbook::ParseDictionaryErrorSource::Aff => "aff",
            spellbook::ParseDictionaryErrorSource::Dic => "dic",
        },
        line: error.line_number,
        reason: error.kind.to_string(),
    })
}

/// Finds the encoding that an aff file names; UTF-8 where it names none.
fn encoding(aff: &[u8]) -> Result<&'static Encoding, Trouble> {
    let mut lines = aff.split(|byte| *byte == b'\n').enumerate();
    let named = lines.find_map(|(idx, line)| Some((idx, line.strip_prefix(b"SET ")?)));
    let Some((idx, name)) = named else {
        return Ok(encoding_rs::UTF_8);
    };
    let name = String::from_utf8_lossy(name).trim().to_ascii_lowercase();
    // Hunspell's names, where they are not the Web's.
    let label = match name.strip_prefix("microsoft-cp") {
        Some(page) => format!("windows-{page}"),
        None => name.clone(),
    };
    Encoding::for_label(label.as_bytes()).ok_or_else(|| Trouble {
        ending: "aff",
        line: Some(idx + 1),
        reason: format!("\"{name}\" is no encoding"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(aff: &[u8], dic: &[u8], word: &str, expect: bool) {
        let dictionary = Dictionary::new(aff.to_vec(), dic.to_vec());
        assert_eq!(dictionary.trouble(), None, "it is not parsed yet");
        assert_eq!(dictionary.knows(word), expect);
        assert_eq!(dictionary.trouble(), None);
    }

    const AFF: &str = "SET UTF-8\nSFX D Y 1\nSFX D 0 ed .\n";

    #[test]
    fn words_and_their_forms_are_known() {
        let dic = "3\nsign/D\ncafé\ndon't\n";
        for (word, expect) in [
            ("sign", true),
            ("signed", true),
            ("signd", false),
            ("café", true),
            ("don't", true),
        ] {
            check(AFF.as_bytes(), dic.as_bytes(), word, expect);
            // As git hands text files out on Windows.
            let crlf = |text: &str| text.replace('\n', "\r\n").into_bytes();
            check(&crlf(AFF), &crlf(dic), word, expect);
        }
    }

    #[test]
    fn a_dictionary_names_its_encoding() {
        check(b"SET ISO8859-1\n", b"1\ncaf\xE9\n", "café", true);
        check(b"SET KOI8-R\n", b"1\n\xC4\xC1\n", "да", true);
        check(b"SET microsoft-cp1251\n", b"1\n\xE4\xE0\n", "да", true);
    }

    #[test]
    fn what_cannot_be_parsed_has_its_place() {
        let trouble = |aff: &[u8], dic: &[u8]| {
            let dictionary = Dictionary::new(aff.to_vec(), dic.to_vec());
            assert!(!dictionary.knows("a"));
            let trouble = dictionary.trouble().unwrap().clone();
            (trouble.ending, trouble.line)
        };
        assert_eq!(trouble(b"TRY a\nSET EBCDIC\n", b"1\na\n"), ("aff", Some(2)));
        assert_eq!(trouble(b"SET UTF-8\n", b"1\ncaf\xE9\n"), ("dic", None));
        assert_eq!(trouble(b"SFX D Y x\n", b"1\na\n").0, "aff");
    }
}
