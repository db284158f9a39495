//! Placeholders: the words inside code that stand for a value of the reader's own (`chmod RIGHTS FILE`), which
//! a translator writes in the reader's language.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::addresses::is_local_variant;
use super::pair::Pair;
use crate::document::inline::Kind;

/// The elements of HTML that set a value of the reader's apart.
const OF_VALUES: [&str; 3] = ["em", "i", "var"];

/// Tells whether two pieces of code are the same command, path or address with other placeholders.
pub fn is_same_code(english: &str, own: &str, pair: &Pair<'_>) -> bool {
    if is_local_variant(english, own, pair) && english.contains('/') {
        return true;
    }
    let (english, own) = (&without_values(english), &without_values(own));
    if english == own || is_set_alike(english, own) {
        return true;
    }
    // A hyphen inside a word joins it; one before a word makes it a flag.
    let skeleton = |code: &str| -> Vec<char> {
        let mut last = ' ';
        let marks = code.chars().filter(|c| {
            let joins = matches!(c, '-' | '_') && last.is_alphanumeric();
            last = *c;
            !c.is_alphanumeric() && !c.is_whitespace() && !joins
        });
        marks.collect()
    };
    let words = |code: &'_ str| -> Vec<String> {
        let words = code.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let (english_words, own_words) = (words(english), words(own));
    if skeleton(english) != skeleton(own) {
        return false;
    }
    let own_set: BTreeSet<&str> = own_words.iter().map(String::as_str).collect();
    let english_set: BTreeSet<&str> = english_words.iter().map(String::as_str).collect();
    let changed: Vec<&str> = english_words
        .iter()
        .map(String::as_str)
        .filter(|word| !own_set.contains(word))
        .collect();
    // "the *server*": what is set apart in the prose around the code stands for something.
    let is_set_apart = |word: &str| {
        let is_element = |name: &str| pair.source.contains(&format!(">{word}</{name}>"));
        if OF_VALUES.into_iter().any(is_element) {
            return true;
        }
        let mut items = pair.source_inventory().items.iter();
        items.any(|item| {
            matches!(item.kind, Kind::Emphasis { .. })
                && pair.source[item.range.clone()].trim_matches(['*', '_']) == word
        })
    };
    // Only words that stand for something may change, and what comes for them is a word.
    let new = own_words
        .iter()
        .filter(|word| !english_set.contains(word.as_str()));
    !changed.is_empty()
        && new.clone().next().is_some()
        && changed
            .iter()
            .all(|word| is_placeholder(word) || is_set_apart(word))
        && new.clone().all(|word| {
            word.chars()
                .all(|c| c.is_alphabetic() || c.is_ascii_digit())
        })
}

/// Tells code that differs in nothing but the blanks behind commas and redirections, and in how dots are set.
fn is_set_alike(english: &str, own: &str) -> bool {
    let plain = |code: &str| {
        let code = code.replace("...", "…").replace(", ", ",");
        match code.contains("</") {
            true => code.replace("&gt; ", "&gt;"),
            false => code.replace("> ", ">"),
        }
    };
    let is_concerned = |code: &str| code.contains([',', '>', '…', ';']) || code.contains("...");
    is_concerned(english) && plain(english) == plain(own)
}

/// Takes out what stands in elements that set such a value apart: `find <em>directory</em>`.
fn without_values(code: &str) -> Cow<'_, str> {
    if !code.contains("</") {
        return Cow::Borrowed(code);
    }
    let mut rest = code;
    let mut kept = String::with_capacity(code.len());
    while let Some(at) = rest.find('<') {
        let tag = &rest[at..];
        let name = OF_VALUES.into_iter().find(|name| {
            let after = tag[1..].strip_prefix(name);
            after.is_some_and(|after| after.starts_with(['>', ' ']))
        });
        let value = name.and_then(|name| {
            let start = tag.find('>')? + 1;
            let end = start + tag[start..].find(&format!("</{name}>"))?;
            Some((start, end))
        });
        let (start, end) = value.unwrap_or((1, 1));
        kept.push_str(&rest[..at + start]);
        rest = &tag[end..];
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// Tells a word that manuals write where the reader puts a value of his own: file, file2, myfile.
fn is_placeholder(word: &str) -> bool {
    let word = word
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .to_lowercase();
    let bare = word.strip_prefix("my").unwrap_or(&word);
    [&*word, bare]
        .iter()
        .any(|word| PLACEHOLDERS.binary_search(word).is_ok())
}

#[rustfmt::skip]
static PLACEHOLDERS: [&str; 138] = [
    "account", "address", "arch", "architecture", "archive", "attribute", "attributes", "bank", "branch", "chain",
    "changes", "class", "code", "codename", "command", "comment", "company", "component", "computer", "container",
    "content", "count", "country", "database", "date", "description", "destination", "device", "dir", "directory",
    "disk", "distribution", "document", "domain", "element", "example", "expression", "extension", "family", "field",
    "file", "filename", "files", "folder", "from", "group", "host", "hostname", "identity", "image", "in",
    "interface", "ip", "ipaddress", "item", "job", "key", "keyword", "label", "language", "level", "link", "location",
    "login", "machine", "manual", "message", "module", "mypackage", "name", "network", "new", "number", "of", "old",
    "on", "operation", "operations", "option", "options", "package", "packages", "page", "parameter", "passphrase",
    "password", "path", "pattern", "permissions", "pid", "port", "prefix", "priority", "profile", "program",
    "project", "protocol", "question", "revision", "rights", "role", "rule", "section", "server", "service",
    "servicename", "share", "signal", "size", "source", "statement", "string", "subsystem", "suffix", "table",
    "target", "task", "term", "text", "the", "time", "title", "to", "today", "type", "url", "user", "usergroup",
    "username", "value", "values", "vault", "version", "volume", "word", "words", "yesterday", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_sorted() {
        assert!(PLACEHOLDERS.is_sorted());
    }

    #[test]
    fn a_word_that_stands_for_a_value_may_be_translated() {
        let check = |english: &str, own: &str| {
            let (source_locale, locale) = ("en".parse().unwrap(), "es".parse().unwrap());
            let source = "The *limit* <em class=x>between</em>";
            let pair = Pair::new(&source_locale, &locale, source.into(), "".into());
            is_same_code(english, own, &pair)
        };
        assert!(check("chmod rights file", "chmod permisos archivo"));
        assert!(check("[0,1]", "[0, 1]") && check("a | ...", "a | …"));
        assert!(check("echo &gt;<em>file</em>", "echo &gt; <em>fil</em>"));
        assert!(!check("1 + 4", "1 +4") && !check("apt-get", "apt- get"));
        assert!(!check("--mktun, a", "-mktun, a"));
        assert!(check("/lib/version/limit", "/lib/version/límite"));
        assert!(check("ssh 80:x:25 between", "ssh 80:x:25 medio"));
        assert!(check(
            "ls <i>a.b</i> <em class=x>c</em>",
            "ls <i>д</i> <em class=x>е ж</em>"
        ));
        assert!(!check("ls <em>a</em>", "il <em>б</em>"));
        assert!(!check("ls <b>a</b>", "ls <b>б</b>"));
        assert!(!check("cargo test", "cargo prueba"));
        assert!(!check("cargo file", "cargo"));
        assert!(!check("ls -R file", "ls -r archivo"));
        assert!(!check("ls -a file", "ls a archivo"));
    }
}
