//! The repository's own workspace: what the program says of it is what its readers get.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Runs tolka on the repository's workspace; returns what it says, after its exit code was 0.
fn tolka(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_tolka"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("NO_COLOR", "1")
        .output()
        .expect("tolka runs");
    let said = String::from_utf8(output.stdout).expect("it says text");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        output.status.code(),
        Some(0),
        "tolka {args:?}\n{said}{errors}"
    );
    said
}

/// Returns the ids of a message file.
fn ids(locale: &str, file: &str) -> BTreeSet<String> {
    let path = format!("locales/{locale}/{file}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = std::fs::read_to_string(&path).expect("a message file can be read");
    let is_id =
        |line: &&str| line.starts_with(|char: char| char == '-' || char.is_ascii_alphabetic());
    text.lines()
        .filter(is_id)
        .filter_map(|line| line.split_once('='))
        .map(|(id, _)| id.trim().to_owned())
        .collect()
}

#[test]
fn the_locale_files_are_up_to_date() {
    tolka(&["sync", "--check"]);
}

#[test]
fn the_translations_pass_the_gate() {
    tolka(&["check"]);
}

#[test]
fn the_outputs_are_fresh() {
    tolka(&["build", "--check"]);
}

#[test]
fn every_article_comes_through() {
    tolka(&["verify"]);
}

#[test]
fn every_locale_is_complete() {
    let status: serde_json::Value =
        serde_json::from_str(&tolka(&["status", "--format", "json"])).expect("it is JSON");
    let locales = status["locales"].as_array().expect("locales");
    let names: Vec<_> = locales
        .iter()
        .map(|locale| locale["locale"].as_str())
        .collect();
    assert_eq!(names, [Some("es"), Some("sv"), Some("ru")]);
    for locale in locales {
        for scale in ["segments", "words"] {
            let counts = &locale[scale];
            assert!(counts["total"].as_u64().is_some_and(|total| 0 < total));
            assert_eq!(counts["current"], counts["total"], "{locale}");
        }
        assert_eq!(locale["segments"]["obsolete"], 0, "{locale}");
    }
}

#[test]
fn every_locale_has_every_message() {
    for file in ["site.ftl", "terms.ftl"] {
        let source = ids("en", file);
        assert!(5 < source.len(), "{file} has messages");
        for locale in ["es", "sv", "ru"] {
            let own = ids(locale, file);
            let lost: Vec<_> = source.difference(&own).collect();
            assert!(lost.is_empty(), "locales/{locale}/{file} lacks {lost:?}");
            // A locale may have terms of its own; the words of a page are the template's.
            assert!(
                file == "terms.ftl" || own == source,
                "locales/{locale}/{file}"
            );
        }
    }
}

#[test]
fn the_pages_are_committed_in_every_locale() {
    for locale in ["en", "es", "sv", "ru"] {
        for ending in ["md", "html"] {
            let path = format!("out/{locale}/colombia-russia-sweden-security.{ending}");
            let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path));
            let text = text.unwrap_or_else(|error| panic!("{path}: {error}"));
            for term in ids("en", "terms.ftl") {
                let printed = [format!("{{{term}}}"), format!("{{ {term} }}")];
                let is_printed = printed.iter().any(|printed| text.contains(printed));
                assert!(!is_printed, "{path} has an unresolved {term}");
            }
        }
    }
}
