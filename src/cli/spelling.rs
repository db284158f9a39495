//! Spelling: the dictionaries of the locales: the facts behind the check `spelling`.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::sync::Arc;

use super::load::Session;
use super::screen;
use crate::check::facts::Spelling;
use crate::check::levels::Level;
use crate::dictionary::Dictionary;
use crate::error::Result;
use crate::project::read;

/// Reads the dictionary of every locale that has one, each once, and says which have none: where others do, or to a
/// person at a terminal.
///
/// # Errors
/// Where a dictionary, or the list of a locale's own words, cannot be read.
pub fn spelling(session: &Session) -> Result<Vec<Spelling>> {
    let config = &session.project.config;
    let mut read: BTreeMap<&str, Arc<Dictionary>> = BTreeMap::new();
    let mut all = Vec::new();
    let mut without: Vec<&str> = Vec::new();
    for (locale, settings) in config.locales.iter().zip(&config.settings) {
        let level = settings
            .check
            .get("spelling")
            .or(config.check.get("spelling"));
        if level == Some(&Level::Off) {
            continue;
        }
        let Some(stem) = &settings.spelling else {
            without.push(locale.as_str());
            continue;
        };
        let dictionary = match read.get(&**stem) {
            Some(dictionary) => Arc::clone(dictionary),
            None => {
                let Some(dictionary) = read::dictionary(&session.project, Some(stem))? else {
                    continue;
                };
                // Reading the first word parses it.
                dictionary.knows("a");
                if let Some(trouble) = dictionary.trouble() {
                    return Err(read::no_dictionary(stem, trouble));
                }
                let dictionary = Arc::new(dictionary);
                read.insert(stem, Arc::clone(&dictionary));
                dictionary
            }
        };
        all.push(Spelling {
            locale: locale.clone(),
            dictionary,
            words: read::own_words(&session.project, locale.as_str())?,
        });
    }
    // Who has set nothing up hears of it where a person reads, not in every log.
    let is_asked = !all.is_empty() || config.check.contains_key("spelling");
    if (is_asked || std::io::stderr().is_terminal()) && !without.is_empty() {
        screen::tell(&format!(
            "notice: the spelling of {} is not checked: [spelling] names no dictionary",
            without.join(", ")
        ));
    }
    Ok(all)
}
