//! The check `unchanged`.

use unicode_segmentation::UnicodeSegmentation;

use super::pair::{Flaw, Pair};
use super::signs::Signs;
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
    look: Look::Pair(Signs::ANY, judge),
};

/// Judges a text.
pub(super) fn judge(pair: &Pair<'_>) -> Option<Flaw> {
    // Most texts differ in their first letters, and no letter of the second kinds is one of ASCII in other case.
    if let ([one, ..], [other, ..]) = (pair.source.as_bytes(), pair.translation.as_bytes())
        && (one.is_ascii_graphic() && other.is_ascii_graphic() && !one.eq_ignore_ascii_case(other)
            || one.is_ascii_graphic() && matches!(other, 0xC3 | 0xD0 | 0xD1))
    {
        return None;
    }
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
        ..Flaw::default()
    })
}

fn is_equal(source: &str, translation: &str) -> bool {
    let mut others = translation.split_whitespace();
    let is_prefix = source.split_whitespace().all(|word| {
        others
            .next()
            .is_some_and(|other| word == other || is_equal_but_for_capitals(word, other))
    });
    is_prefix && others.next().is_none()
}

/// Tells whether two words are the same, capitals apart.
pub(super) fn is_equal_but_for_capitals(word: &str, other: &str) -> bool {
    let first = |word: &str| word.bytes().next().filter(u8::is_ascii);
    // Most words differ in their first letters.
    if let (Some(one), Some(two)) = (first(word), first(other))
        && !one.eq_ignore_ascii_case(&two)
    {
        return false;
    }
    word.to_lowercase() == other.to_lowercase()
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
        let is_shared = shared(pair.locale.language()).contains(&&*lower);
        if is_term(&lower) || is_term(bare) || is_shared || CONNECTORS.contains(&&*lower) {
            continue;
        }
        let is_common =
            COMMON.binary_search(&&*lower).is_ok() || COMMON.binary_search(&bare).is_ok();
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
    enough <= n_small
        || 0 < n_small && enough <= n_small + n_common
        || 0 < n_common && n_names == 0
        || 2 <= n_common && n_names <= n_common
        || is_title(words)
}

/// Tells a title in capitals by what it begins with: "Choosing a Window Manager", "How to Sign".
fn is_title(words: &[&str]) -> bool {
    let mut words = words
        .iter()
        .filter(|word| word.contains(char::is_alphabetic));
    let Some(first) = words.next() else {
        return false;
    };
    // Beijing, Boeing: a name has no small word behind it, a title most often has.
    let stem = first.strip_suffix("ing");
    let is_doing = stem.is_some_and(|stem| 3 <= stem.len() && first.is_ascii());
    let is_asking = matches!(*first, "How" | "Why" | "What" | "When" | "Where");
    let rest: Vec<&&str> = words.collect();
    let has_small = rest.iter().any(|word| word.starts_with(char::is_lowercase));
    2 <= rest.len() && (is_asking || is_doing && has_small)
}

/// Returns the words of English that a language has with the same sense: one of them alone is translated.
fn shared(language: &str) -> &'static [&'static str] {
    match language {
        "es" => &SPANISH,
        "sv" => &SWEDISH,
        _ => &[],
    }
}

#[rustfmt::skip]
static SPANISH: [&str; 3] = ["no", "simple", "variables"];

#[rustfmt::skip]
static SWEDISH: [&str; 25] = [
    "access", "adoption", "all", "census", "community", "default", "display", "global", "information", "installation",
    "is", "keyboard", "management", "permission", "policy", "post", "printer", "process", "release", "string", "support",
    "system", "tips", "under", "version",
];

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

/// Words of English that are no names. What a language has too, with the same sense, is `shared`.
#[rustfmt::skip]
static COMMON: [&str; 449] = [
    "about", "accepting", "access", "according", "adding", "additional", "address", "adoption", "advanced", "after",
    "again", "all", "also", "among", "another", "answer", "any", "applications", "are", "article", "articles",
    "attacks", "authenticated", "authenticating", "authentication", "author", "authors", "back", "background",
    "based", "basic", "basics", "be", "become", "been", "before", "best", "better", "between", "blocks", "book",
    "both", "building", "built", "called", "can", "census", "certificates", "change", "changes", "chapter", "choose",
    "choosing", "click", "client", "clients", "close", "command", "commands", "comments", "common", "community",
    "connections", "contents", "cooperation", "could", "country", "create", "creating", "current", "customizing",
    "default", "deleting", "dependencies", "deploying", "details", "development", "device", "devices", "did",
    "differences", "different", "directories", "directory", "display", "distributions", "does", "download", "draft",
    "during", "each", "early", "easy", "edit", "emulating", "enable", "enabled", "encouraging", "entries",
    "environment", "environments", "errors", "even", "every", "example", "examples", "fake", "features", "field",
    "fields", "figure", "file", "files", "filesystem", "filesystems", "filtering", "find", "firewall", "first",
    "five", "folder", "following", "former", "forms", "free", "friendly", "functions", "future", "getting", "goals",
    "good", "government", "group", "groups", "guidelines", "had", "has", "have", "he", "help", "helpful", "her",
    "here", "high", "his", "history", "home", "hostname", "how", "however", "identity", "if", "important",
    "improving", "information", "inherent", "inner", "install", "installation", "installed", "installing",
    "instances", "introducing", "introduction", "is", "issues", "it", "item", "items", "its", "journey", "just",
    "keeping", "key", "keyboard", "keys", "kind", "kinds", "knowledge", "known", "language", "languages", "large",
    "last", "later", "latest", "law", "layer", "learn", "legacy", "levels", "lightweight", "like", "lines", "links",
    "lists", "loading", "logs", "look", "lower", "machine", "machines", "made", "mailing", "mails", "maintainers",
    "maintaining", "make", "manage", "management", "managing", "many", "measuring", "meeting", "memory", "message",
    "messages", "migrating", "minute", "minutes", "month", "months", "more", "most", "mounting", "mouse", "move",
    "multiple", "must", "name", "named", "names", "network", "networks", "new", "news", "next", "nodes", "not",
    "note", "notes", "now", "number", "numbers", "objects", "only", "opening", "options", "other", "our", "out",
    "outer", "owner", "package", "packages", "page", "pages", "passwords", "path", "paths", "people", "performance",
    "permissions", "photo", "photos", "physical", "policies", "policy", "post", "posts", "preface", "previous",
    "printer", "printing", "priorities", "privacy", "private", "process", "processes", "programming", "programs",
    "project", "protection", "provide", "provided", "public", "published", "quality", "queries", "question",
    "questions", "queue", "read", "reading", "ready", "recipes", "recipients", "related", "release", "releases",
    "remote", "remove", "removing", "reports", "repositories", "repository", "required", "requirements", "resources",
    "restrictions", "results", "retrieving", "risks", "role", "rotating", "rules", "running", "safety", "said",
    "same", "saving", "schedules", "scheduling", "screen", "scripts", "search", "second", "section", "sections",
    "security", "see", "select", "selected", "selecting", "sending", "setting", "settings", "several", "share",
    "shared", "sharing", "she", "shells", "should", "simple", "sites", "size", "small", "so", "solution", "some",
    "source", "sources", "space", "speed", "stable", "starting", "startup", "statistics", "still", "storage",
    "strategy", "string", "strings", "such", "summary", "support", "supports", "switching", "systems", "table",
    "tags", "task", "tasks", "templates", "testing", "than", "that", "their", "them", "then", "there", "these",
    "they", "things", "this", "those", "threads", "through", "time", "tips", "today", "tool", "tools", "topics",
    "tracking", "translated", "translation", "troubleshooting", "types", "typing", "under", "understanding",
    "unknown", "update", "updated", "updates", "upgrade", "upgrades", "upgrading", "upper", "use", "user", "users",
    "using", "value", "values", "variables", "versions", "very", "view", "vocabulary", "volume", "volumes", "waiting",
    "warning", "was", "we", "were", "what", "when", "which", "while", "who", "why", "will", "window", "wireless",
    "within", "without", "word", "words", "work", "working", "workings", "writing", "wrong", "year", "your",
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
    fn common_words_are_sorted() {
        assert!(super::COMMON.is_sorted());
    }

    #[test]
    fn titles_in_capitals_are_english() {
        for text in [
            "Choosing a Window Manager",
            "The Quality of Free Documents",
            "How to Sign It",
        ] {
            let message = format!("\"{text}\" is still English");
            fires(
                "unchanged",
                &[("es", text, text, &message), ("sv", text, text, &message)],
            );
        }
    }

    #[test]
    fn silent_on_words_that_both_languages_have() {
        for (locale, text) in [
            ("sv", "information"),
            ("sv", "All information"),
            ("sv", "Tips"),
            ("es", "Simple"),
        ] {
            silent("unchanged", &[(locale, text, text)]);
        }
        fires(
            "unchanged",
            &[
                ("es", "Tips", "Tips", "\"Tips\" is still English"),
                (
                    "sv",
                    "Read all tips",
                    "Read all tips",
                    "\"Read all tips\" is still English",
                ),
            ],
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
            "The Washington Post",
            "World Wide Fund for Nature",
            "Beijing",
            "Boeing Commercial Airplanes",
            "Free Software Foundation",
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
