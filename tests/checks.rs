//! The registry of checks against the files it stands for: its sources and its pages in the docs.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tolka::check::{CHECKS, Check};

#[test]
fn ids_are_unique_and_name_their_files() {
    let ids: BTreeSet<&str> = CHECKS.iter().map(|check| check.id).collect();
    assert_eq!(ids.len(), CHECKS.len());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check");
    let shared = [
        "across",
        "addresses",
        "around",
        "built",
        "calendar",
        "circles",
        "classes",
        "completeness",
        "detector",
        "differences",
        "ending",
        "facts",
        "flat",
        "foreign",
        "function-words",
        "gate",
        "glossary",
        "half",
        "judgement",
        "junk",
        "levels",
        "machine-lines",
        "marks",
        "mend",
        "mod",
        "number-lost",
        "number-words",
        "numerals",
        "pair",
        "placeholders",
        "references",
        "rota",
        "scan",
        "scene",
        "sheet",
        "signs",
        "source-place",
        "spans",
        "stems",
        "styles",
        "tally",
        "teller",
        "testing",
        "unused",
        "usual-words",
        "written",
    ];
    let mut files: BTreeSet<String> = BTreeSet::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        files.insert(
            path.file_stem()
                .unwrap()
                .to_str()
                .unwrap()
                .replace('_', "-"),
        );
    }
    files.retain(|stem| !shared.contains(&&**stem));
    assert_eq!(
        files.iter().map(String::as_str).collect::<BTreeSet<_>>(),
        ids
    );
}

/// `TOLKA_BLESS=1 cargo test` writes the pages.
#[test]
fn pages_in_the_docs_are_fresh() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks");
    let mut index = String::from(
        "# The checks\n\nWritten from `src/check/`; `tolka explain CHECK` prints the same.\n\n| check | level | finds |\n|---|---|---|\n",
    );
    let mut pages: Vec<(String, String)> = Vec::new();
    for check in CHECKS {
        let Check {
            id,
            summary,
            severity,
            ..
        } = check;
        let summary = summary
            .strip_prefix("Finds ")
            .expect("summaries begin alike");
        index.push_str(&format!("| [{id}]({id}.md) | {severity} | {summary} |\n"));
        pages.push((format!("{id}.md"), check.page()));
    }
    pages.push(("README.md".to_owned(), index));
    if std::env::var_os("TOLKA_BLESS").is_some() {
        fs::create_dir_all(&folder).unwrap();
        for (name, page) in &pages {
            fs::write(folder.join(name), page).unwrap();
        }
    }
    for (name, page) in &pages {
        let found = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert_eq!(
            &found, page,
            "docs/checks/{name} is stale: TOLKA_BLESS=1 cargo test"
        );
    }
    let names: BTreeSet<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names, pages.into_iter().map(|(name, _)| name).collect());
}
