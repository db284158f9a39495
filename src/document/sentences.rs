//! Sentences: how the translations of one language are cut into sentences. Prepared when it is first asked for:
//! hardly any run has to cut one.

use std::sync::OnceLock;

use regex::Regex;

use super::{Settings, Unit};
use crate::segment::{Rules, Words};

/// Is the sentence rules of a language, for texts of articles.
#[derive(Debug)]
pub struct Sentences {
    language: String,
    words: Option<Words>,
    protect: Vec<Regex>,
    settings: OnceLock<Settings>,
}

impl Sentences {
    /// Takes what the rules of `language` are made from; `protect` are the spans that are kept whole.
    pub fn new(language: &str, words: Option<&Words>, protect: &[Regex]) -> Self {
        Sentences {
            language: language.to_owned(),
            words: words.cloned(),
            protect: protect.to_vec(),
            settings: OnceLock::new(),
        }
    }

    /// Returns how a text is read.
    pub fn settings(&self) -> &Settings {
        self.settings.get_or_init(|| Settings {
            unit: Unit::Sentence,
            front_matter: Vec::new(),
            protect: self.protect.clone(),
            rules: Rules::with_words(&self.language, self.words.as_ref()),
        })
    }
}
