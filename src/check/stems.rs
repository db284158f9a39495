//! Stems: whether a word is a form of another, by the endings of its language. A rule of thumb, for forms that
//! nobody listed; whoever asks treats a yes as likely and not as proven.

/// Lists the endings of inflection, the longest first.
fn endings(language: &str) -> Option<&'static [&'static str]> {
    // Of nouns, adjectives and names. Sources: RAE, Nueva gramática básica, 2-3; Svenska Akademiens språklära,
    // 2; Розенталь, Справочник, «Имя существительное», «Имя прилагательное».
    Some(match language {
        "es" => &["os", "as", "es", "s", "o", "a", "e"],
        "sv" => &[
            "arnas", "ernas", "ornas", "arna", "erna", "orna", "ens", "ets", "ars", "ers", "ors",
            "nas", "en", "et", "ar", "er", "or", "na", "ns", "n", "t", "s", "a", "e",
        ],
        "ru" => &[
            "иями", "ами", "ями", "ыми", "ими", "ого", "его", "ому", "ему", "ией", "иям", "иях",
            "ах", "ях", "ам", "ям", "ом", "ем", "ым", "им", "ой", "ей", "ою", "ею", "ов", "ев",
            "ых", "их", "ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие", "ую", "юю", "ия", "ии",
            "ию", "ью", "а", "я", "о", "е", "ы", "и", "у", "ю", "ь", "й",
        ],
        _ => return None,
    })
}

/// Tells whether two words, in lower case, are likely forms of one.
pub fn are_forms(language: &str, one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    if let Some(endings) = endings(language) {
        stem(one, endings) == stem(other, endings)
    } else {
        let n_same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
        let n_same = n_same.count();
        let n_most = one.chars().count().max(other.chars().count());
        4 <= n_same && n_most <= n_same + 3
    }
}

/// Tells whether a word, in small letters, is a compound of a language that writes them as one word, with `part` at
/// either end of it.
pub fn is_compound(language: &str, part: &str, word: &str) -> bool {
    const LANGUAGES: [&str; 9] = ["sv", "da", "nb", "nn", "no", "de", "nl", "fi", "is"];
    LANGUAGES.contains(&language)
        && 4 <= part.chars().count()
        && (word.starts_with(part) || word.ends_with(part))
}

/// Takes the longest ending away that leaves three letters at least.
fn stem<'w>(word: &'w str, endings: &[&str]) -> &'w str {
    let mut stems = endings
        .iter()
        .filter_map(|ending| word.strip_suffix(ending));
    stems.find(|stem| 3 <= stem.chars().count()).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_known_by_its_endings() {
        for (language, one, other) in [
            ("es", "acuerdo", "acuerdos"),
            ("es", "ministro", "ministra"),
            ("sv", "ministerium", "ministeriums"),
            ("sv", "avtal", "avtalet"),
            ("ru", "колумбия", "колумбией"),
            ("ru", "агентство", "агентству"),
            ("ru", "международный", "международного"),
            ("pl", "kolumbia", "kolumbii"),
            ("de", "farc", "farcs"),
        ] {
            assert!(are_forms(language, one, other), "{one} {other}");
        }
    }

    #[test]
    fn compounds_have_a_part_at_either_end() {
        assert!(is_compound("sv", "stockholm", "stockholmsmötet"));
        assert!(is_compound("sv", "paketet", "källpaketet"));
        assert!(!is_compound("sv", "eu", "europa"));
        assert!(!is_compound("es", "paquete", "pseudopaquete"));
    }

    #[test]
    fn other_words_are_none() {
        for (language, one, other) in [
            ("es", "rusia", "suecia"),
            ("es", "banco", "banda"),
            ("sv", "sida", "sidvind"),
            ("ru", "банк", "банда"),
            ("ru", "ес", "еще"),
            ("pl", "rosja", "rola"),
        ] {
            assert!(!are_forms(language, one, other), "{one} {other}");
        }
    }
}
