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

/// Tells whether a word, in small letters, is made of `part`: a compound with it at either end, in a language that
/// writes them as one word, or the adjective of it, which is what Russian has for a noun before a noun.
pub fn is_made_of(language: &str, part: &str, word: &str) -> bool {
    match part.chars().count() {
        4.. => {}
        // Filöverföring, and no profil.
        3 if language == "sv" && 8 <= word.chars().count() => {}
        _ => return false,
    }
    match language {
        "sv" => is_compound(part, word) || loses_vowel(part, word),
        "da" | "nb" | "nn" | "no" | "de" | "nl" | "fi" | "is" => is_compound(part, word),
        "ru" | "uk" | "be" => is_adjective(part, word),
        _ => false,
    }
}

fn is_compound(part: &str, word: &str) -> bool {
    word.starts_with(part) || word.ends_with(part)
}

/// Tells a compound whose first part gives up its last vowel: kärna, kärnmodul. Source: Svenska Akademiens
/// språklära, 2, «Sammansättning».
fn loses_vowel(part: &str, word: &str) -> bool {
    let stem = part.strip_suffix(['a', 'e']);
    let rest = stem
        .filter(|stem| 4 <= stem.chars().count())
        .and_then(|stem| word.strip_prefix(stem));
    rest.is_some_and(|rest| 4 <= rest.chars().count())
}

/// Tells the adjective of a noun: сеть, сетевой; сервер, серверный. Source: Русская грамматика (1980), § 627-700.
fn is_adjective(noun: &str, word: &str) -> bool {
    const SUFFIXES: [&str; 13] = [
        "ов",
        "ев",
        "н",
        "очн",
        "онн",
        "енн",
        "ск",
        "ьск",
        "овск",
        "ическ",
        "ийск",
        "янск",
        "альн",
    ];
    const ENDINGS: [&str; 24] = [
        "ый", "ий", "ой", "ая", "ое", "ые", "ие", "ого", "его", "ому", "ему", "ым", "им", "ом",
        "ем", "ую", "ою", "ых", "их", "ыми", "ими", "яя", "ее", "юю",
    ];
    let Some(nouns) = endings("ru") else {
        return false;
    };
    let Some(rest) = word.strip_prefix(stem(noun, nouns)) else {
        return false;
    };
    SUFFIXES.iter().any(|suffix| {
        let ending = rest.strip_prefix(suffix);
        ending.is_some_and(|ending| ENDINGS.contains(&ending))
    })
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
        assert!(is_made_of("sv", "stockholm", "stockholmsmötet"));
        assert!(is_made_of("sv", "paketet", "källpaketet"));
        assert!(is_made_of("sv", "kärna", "kärnmodul"));
        assert!(is_made_of("sv", "fil", "filöverföring"));
        assert!(!is_made_of("sv", "fil", "profil"));
        assert!(!is_made_of("sv", "eu", "europa"));
        assert!(!is_made_of("es", "paquete", "pseudopaquete"));
    }

    #[test]
    fn adjectives_are_made_of_their_nouns() {
        for (noun, word) in [
            ("сеть", "сетевого"),
            ("сервер", "серверные"),
            ("пакет", "пакетный"),
            ("россия", "российской"),
            ("пользователь", "пользовательской"),
        ] {
            assert!(is_made_of("ru", noun, word), "{noun} {word}");
        }
        for (noun, word) in [
            ("сеть", "сетка"),
            ("сервер", "сервис"),
            ("банк", "банда"),
            ("пакет", "пакетик"),
            ("ес", "есть"),
        ] {
            assert!(!is_made_of("ru", noun, word), "{noun} {word}");
        }
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
