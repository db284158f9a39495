//! The check `unchanged`.

use unicode_segmentation::UnicodeSegmentation;

use super::pair::{Flaw, Pair};
use super::{Check, Docs, Look, quote};
use crate::finding::Severity;

/// Finds translations that are the English text.
pub static CHECK: Check = Check {
    id: "unchanged",
    summary: "Finds translations that are still the English text",
    docs: Docs {
        what: "Names translations that equal their English, white space and letter case apart. It is silent on \
what has nothing to translate: names (every word begins with a capital, save the small words within names, and \
is no common English word), terms, numbers, code, single words that may well be the same in both languages.",
        why: "A text that was copied to be translated later counts as translated.",
        example: "
```ftl locales/en/site.ftl
sources = Read the sources
```

```ftl locales/sv/site.ftl
# @source Read the sources
sources = Read the sources
```

> \"Read the sources\" is still English",
        todo: "Translate it. Where it is the same in both languages, write `# @ignore unchanged` above it.",
        sources: "- Weblate, translate-toolkit: unchanged translation
- The Chicago Manual of Style, 8.159: which words of a title are written small",
    },
    severity: Severity::Warning,
    look: Look::Pair(judge),
};

/// Judges a text.
pub(super) fn judge(pair: &Pair<'_>) -> Option<Flaw> {
    let is_same_language = pair.source_locale.language() == pair.locale.language();
    if is_same_language || !is_equal(&pair.source, &pair.translation) {
        return None;
    }
    let inventory = pair.inventory();
    let visible = inventory
        .visible
        .iter()
        .map(|range| &pair.translation[range.clone()]);
    let words: Vec<&str> = visible
        .flat_map(UnicodeSegmentation::unicode_words)
        .collect();
    is_english(&words, pair).then(|| Flaw {
        message: format!("{} is still English", quote(&pair.translation)),
        help: "translate it, or write \"# @ignore unchanged\" above the entry if it is the same in both languages"
            .to_owned(),
        words: None,
        fix: None,
    })
}

fn is_equal(source: &str, translation: &str) -> bool {
    let mut others = translation.split_whitespace();
    let is_prefix = source.split_whitespace().all(|word| {
        others
            .next()
            .is_some_and(|other| word == other || word.to_lowercase() == other.to_lowercase())
    });
    is_prefix && others.next().is_none()
}

/// Tells words that ought to be other ones in another language.
fn is_english(words: &[&str], pair: &Pair<'_>) -> bool {
    let is_term = |word: &str| pair.term_words.is_some_and(|terms| terms.contains(word));
    let has_capital = |word: &str| word.chars().any(char::is_uppercase);
    let is_word = |word: &str| {
        word.chars()
            .all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'))
    };
    let (mut n_small, mut n_common, mut n_names) = (0, 0, 0);
    for word in words.iter().filter(|word| is_word(word)) {
        let lower = word.to_lowercase();
        let bare = lower.split(['\'', '’']).next().unwrap_or_default();
        if is_term(&lower) || is_term(bare) || CONNECTORS.contains(&&*lower) {
            continue;
        }
        let is_common = COMMON.contains(&&*lower) || COMMON.contains(&bare);
        match (has_capital(word), is_common) {
            (true, true) => n_common += 1,
            (true, false) => n_names += 1,
            // A common word in small letters is enough.
            (false, true) => return true,
            (false, false) => n_small += 1,
        }
    }
    // What is read in another script would not stay in this one.
    let enough = if is_latin(pair.locale.language()) {
        2
    } else {
        1
    };
    enough <= n_small || 0 < n_small && enough <= n_small + n_common || 0 < n_common && n_names == 0
}

fn is_latin(language: &str) -> bool {
    const OTHERS: [&str; 20] = [
        "ru", "uk", "be", "bg", "mk", "sr", "kk", "el", "he", "ar", "fa", "hi", "bn", "th", "ka",
        "hy", "ja", "zh", "ko", "ur",
    ];
    !OTHERS.contains(&language)
}

/// Small words within names and titles, of the languages that names come from.
#[rustfmt::skip]
static CONNECTORS: [&str; 45] = [
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on", "or", "over", "the", "to",
    "via", "vs", "with", "al", "av", "bin", "da", "de", "del", "den", "der", "des", "di", "do", "dos", "du", "e", "el",
    "et", "la", "las", "le", "los", "och", "van", "von", "y",
];

/// Words of English that are no names, and that neither Spanish nor Swedish has.
#[rustfmt::skip]
static COMMON: [&str; 143] = [
    "about", "after", "again", "all", "also", "another", "any", "are", "article", "articles", "author", "authors", "back",
    "be", "been", "before", "between", "both", "can", "chapter", "click", "close", "comments", "contents", "could",
    "country", "did", "does", "download", "draft", "during", "each", "edit", "every", "example", "examples", "following",
    "former", "government", "had", "has", "have", "he", "her", "here", "his", "home", "how", "however", "if", "introduction",
    "is", "it", "its", "just", "language", "languages", "last", "latest", "learn", "like", "made", "make", "many",
    "meeting", "minute", "minutes", "month", "months", "more", "most", "must", "new", "news", "next", "not", "note",
    "notes", "now", "only", "other", "our", "out", "page", "pages", "people", "photo", "photos", "post", "posts",
    "previous", "published", "read", "reading", "related", "said", "same", "search", "section", "see", "settings", "share",
    "she", "should", "so", "some", "source", "sources", "still", "such", "summary", "table", "tags", "than", "that",
    "their", "them", "then", "there", "these", "they", "this", "those", "through", "time", "today", "translated",
    "translation", "under", "updated", "use", "very", "warning", "was", "we", "were", "what", "when", "which", "while",
    "who", "will", "year",
];

#[cfg(test)]
mod tests {
    use crate::check::facts::Facts;
    use crate::check::testing::{check_messages, fires, silent, with_workspace};
    use crate::check::{Levels, run};

    #[test]
    fn fires_on_english_sentences_and_headings() {
        let pairs = [
            ("es", "Related posts", "\"Related posts\" is still English"),
            ("sv", "Related Posts", "\"Related Posts\" is still English"),
            ("ru", "Sources", "\"Sources\" is still English"),
            (
                "es",
                "Colombia tightens security",
                "\"Colombia tightens security\" is still English",
            ),
            (
                "sv",
                "He met Carl Bildt in Stockholm.",
                "\"He met Carl Bildt in Stockholm.\" is still English",
            ),
            (
                "ru",
                "Security council",
                "\"Security council\" is still English",
            ),
        ];
        for (locale, text, message) in pairs {
            fires("unchanged", &[(locale, text, text, message)]);
        }
        fires(
            "unchanged",
            &[(
                "es",
                "See the  map",
                "see the map",
                "\"see the map\" is still English",
            )],
        );
    }

    #[test]
    fn silent_on_names_numbers_and_code() {
        for text in [
            "Juan Carlos Pinzón",
            "University of California",
            "The New York Times",
            "Ludwig van Beethoven",
            "Radio",
            "Status: normal",
            "2014",
            "`cargo run --release`",
            "[GitHub](https://example.org/read)",
            "iPhone 5",
            "https://example.org/about/the/news",
        ] {
            silent("unchanged", &[("es", text, text), ("sv", text, text)]);
        }
        silent(
            "unchanged",
            &[
                ("ru", "Citigroup", "Citigroup"),
                ("en-GB", "Read the news", "Read the news"),
            ],
        );
    }

    #[test]
    fn silent_on_translations() {
        silent(
            "unchanged",
            &[
                ("es", "Related posts", "Entradas relacionadas"),
                ("sv", "Related posts", "Relaterade inlägg"),
                ("ru", "Related posts", "Статьи по теме"),
            ],
        );
    }

    #[test]
    fn terms_may_stay() {
        let files = [
            ("locales/en/terms.ftl", "-flow = workflow run\n"),
            ("locales/en/site.ftl", "a = workflow run\n"),
            (
                "locales/es/terms.ftl",
                "# @source workflow run\n-flow = workflow run\n",
            ),
            (
                "locales/es/site.ftl",
                "# @source workflow run\na = workflow run\n",
            ),
        ];
        with_workspace(&files, |workspace| {
            assert_eq!(run(workspace, &Facts::default(), &Levels::default()), []);
        });
    }

    #[test]
    fn can_be_ignored() {
        let english = "a = Read more\n";
        let file = "# @source Read more\na = Read more\n";
        let expect = ["a 2:5-2:14 \"Read more\" is still English"];
        check_messages("unchanged", english, "sv", file, &expect);
        let file = format!("# @ignore unchanged\n{file}");
        check_messages("unchanged", english, "sv", &file, &[]);
    }
}
