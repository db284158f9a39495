//! Locale: a BCP 47 language tag, the name of a folder under `locales/`.
//!
//! Separate because every floor names locales; it must not know which ones a project has.

use std::fmt;
use std::str::FromStr;

use unic_langid::{CharacterDirection, LanguageIdentifier};

/// Is a well-formed BCP 47 language identifier in its canonical spelling (`es-CO`).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Locale {
    id: LanguageIdentifier,
    // The canonical spelling, kept because it is printed and compared everywhere.
    tag: String,
}

impl Locale {
    /// Returns the canonical spelling.
    pub fn as_str(&self) -> &str {
        &self.tag
    }

    /// Returns the language subtag alone: `es` for `es-CO`.
    pub fn language(&self) -> &str {
        self.id.language.as_str()
    }

    /// Returns the identifier that Fluent and the language negotiation work on.
    pub fn id(&self) -> &LanguageIdentifier {
        &self.id
    }

    /// Returns the value of HTML's `dir`: `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        match self.id.character_direction() {
            CharacterDirection::RTL => "rtl",
            CharacterDirection::LTR | CharacterDirection::TTB => "ltr",
        }
    }

    /// Returns language and territory as Open Graph writes them (`es_ES`, `sr_RS`): where the tag names no territory,
    /// the one where most of its readers live, by CLDR's likely subtags.
    pub fn with_territory(&self) -> String {
        let mut id = self.id.clone();
        id.maximize();
        let language = id.language;
        match id.region {
            // Open Graph's own name for Latin America.
            Some(region) if region == "419" => format!("{language}_LA"),
            Some(region) => format!("{language}_{region}"),
            None => language.to_string(),
        }
    }
}

impl FromStr for Locale {
    type Err = String;

    /// Reads a tag.
    ///
    /// # Errors
    /// A sentence that says why `tag` is no BCP 47 language identifier.
    fn from_str(tag: &str) -> Result<Self, String> {
        match tag.parse::<LanguageIdentifier>() {
            Ok(id) if !id.language.is_empty() => Ok(Locale {
                tag: id.to_string(),
                id,
            }),
            _ => Err(format!("\"{tag}\" is not a BCP 47 language tag")),
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.tag)
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Locale({})", self.tag)
    }
}

impl PartialOrd for Locale {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Locale {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.tag.cmp(&other.tag)
    }
}

impl serde::Serialize for Locale {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.tag)
    }
}

impl<'de> serde::Deserialize<'de> for Locale {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tag = String::deserialize(deserializer)?;
        tag.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_canonical() {
        let locale: Locale = "ES-co".parse().unwrap();
        assert_eq!((locale.as_str(), locale.language()), ("es-CO", "es"));
        assert!("español".parse::<Locale>().is_err());
        assert!("".parse::<Locale>().is_err());
    }

    #[test]
    fn open_graph_wants_a_territory() {
        let check = |tag: &str, expect: &str| {
            assert_eq!(tag.parse::<Locale>().unwrap().with_territory(), expect);
        };
        check("es", "es_ES");
        check("sv", "sv_SE");
        check("ru", "ru_RU");
        check("es-CO", "es_CO");
        check("es-419", "es_LA");
        check("zh-Hant", "zh_TW");
        check("tlh", "tlh");
    }

    #[test]
    fn arabic_runs_from_the_right() {
        assert_eq!("ar".parse::<Locale>().unwrap().direction(), "rtl");
        assert_eq!("ru".parse::<Locale>().unwrap().direction(), "ltr");
    }
}
