//! Whole commands as case folders; `tests/cmd/README.md` says how to add one.
//!
//! trycmd runs the sessions and compares what the commands say. It compares files with line ends made
//! equal, and only those it expects; so every session is run a second time here, and its files are held
//! against `cmd.out` byte for byte, with nothing missing and nothing left over.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use walkdir::WalkDir;

/// What a command of a case must not depend on.
const ENVIRONMENT: [(&str, &str); 4] = [
    ("NO_COLOR", "1"),
    ("CLICOLOR_FORCE", "0"),
    ("LC_ALL", "C.UTF-8"),
    ("COLUMNS", "80"),
];

/// Is what stands in a folder: bytes by path, a symlink as its target.
type Tree = BTreeMap<String, Vec<u8>>;

#[test]
fn commands() {
    let cases = trycmd::TestCases::new();
    for (name, value) in ENVIRONMENT {
        cases.env(name, value);
    }
    if let Some(path) = chmod() {
        cases.register_bin("chmod", &*path);
    }
    cases
        .case("tests/cmd/*/cmd.md")
        .case("tests/cmd/*/cmd.toml");
    if cfg!(not(unix)) {
        cases.skip("tests/cmd/unix-*/cmd.md");
    }
    cases.run();
    if std::env::args().any(|arg| arg.starts_with("trycmd=")) {
        return;
    }
    let wrong: Vec<String> = sessions()
        .iter()
        .filter_map(|session| compare(session))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_check_has_a_case() {
    // What needs a history is tried in tests/git.rs, on repositories of its own.
    let mut said = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/git.rs"))
        .expect("tests/git.rs is there");
    for session in sessions() {
        said += &fs::read_to_string(session).expect("a session is text");
    }
    for check in tolka::check::ids() {
        let is_found = ["error", "warning"]
            .iter()
            .any(|level| said.contains(&format!("{level}[{check}]")));
        assert!(is_found, "no case of tests/cmd has a finding of {check}");
    }
}

#[test]
fn answers_for_programs_keep_their_schemas() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = fs::read_dir(root.join("tests/cmd")).expect("the cases are there");
    let mut seen = BTreeSet::new();
    for case in folder {
        let path = case
            .expect("a case can be listed")
            .path()
            .join("cmd.stdout");
        let Some(answer) = fs::read(&path).ok() else {
            continue;
        };
        let Ok(answer) = serde_json::from_slice::<serde_json::Value>(&answer) else {
            continue;
        };
        let Some(name) = answer["schema"]
            .as_str()
            .and_then(|id| id.strip_prefix("tolka."))
        else {
            continue;
        };
        let schema = root.join(format!("docs/schemas/{}.json", name.replace('/', "-")));
        let schema = fs::read(schema).unwrap_or_else(|error| panic!("{name}: {error}"));
        let schema = serde_json::from_slice(&schema).expect("a schema is JSON");
        let validator = jsonschema::validator_for(&schema).expect("a schema is one");
        if let Err(error) = validator.validate(&answer) {
            panic!("{}: {error} at {}", path.display(), error.instance_path());
        }
        seen.insert(name.to_owned());
    }
    assert!(6 <= seen.len(), "{seen:?}");
}

/// Finds the one program that a case may call beside tolka.
fn chmod() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let mut places = std::env::split_paths(&path).map(|folder| folder.join("chmod"));
    places.find(|path| path.is_file())
}

/// Lists the sessions.
fn sessions() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
    let found = fs::read_dir(folder).expect("the cases are there");
    let mut found: Vec<PathBuf> = found
        .map(|entry| entry.expect("a case can be listed").path().join("cmd.md"))
        .filter(|path| path.is_file())
        .filter(|path| cfg!(unix) || !path.to_string_lossy().contains("unix-"))
        .collect();
    found.sort();
    found
}

/// Runs a session in a copy of its `cmd.in` and says how the files differ from `cmd.out`; where there is
/// none, from `cmd.in`: such a session writes nothing.
fn compare(session: &Path) -> Option<String> {
    let [before, after] = ["in", "out"].map(|extension| session.with_extension(extension));
    if !before.is_dir() && !after.is_dir() {
        return None;
    }
    let folder = tempfile::tempdir().expect("a folder to work in");
    copy(&before, folder.path());
    let text = fs::read_to_string(session).expect("a session is text");
    for line in text.lines().filter_map(|line| line.strip_prefix("$ ")) {
        run(&words(line), folder.path());
    }
    let found = tree(folder.path());
    let is_overwriting = std::env::var_os("TRYCMD").is_some_and(|mode| mode == "overwrite");
    if is_overwriting && after.is_dir() {
        fs::remove_dir_all(&after).expect("an old cmd.out can be removed");
        copy(folder.path(), &after);
        if found.is_empty() {
            fs::write(after.join(".keep"), "").expect("a folder is kept");
        }
    }
    let expected = tree(if after.is_dir() { &after } else { &before });
    let paths: BTreeSet<&String> = found.keys().chain(expected.keys()).collect();
    let wrong: Vec<String> = paths
        .into_iter()
        .filter_map(|path| {
            let said = match (expected.get(path), found.get(path)) {
                (Some(_), None) => "is gone".to_owned(),
                (None, Some(_)) => "should not be there".to_owned(),
                (expected, found) if expected == found => return None,
                (expected, found) => format!("is {}\nshould be {}", show(found), show(expected)),
            };
            Some(format!("{}: {path} {said}", session.display()))
        })
        .collect();
    (!wrong.is_empty()).then(|| wrong.join("\n"))
}

fn show(bytes: Option<&Vec<u8>>) -> String {
    format!(
        "{:?}",
        String::from_utf8_lossy(bytes.map_or(&[], |bytes| bytes))
    )
}

/// Runs a command of a session; what it says and how it ends was compared before.
fn run(words: &[String], folder: &Path) {
    let program = match &*words[0] {
        "tolka" => env!("CARGO_BIN_EXE_tolka"),
        other => other,
    };
    let output = Command::new(program)
        .args(&words[1..])
        .current_dir(folder)
        .envs(ENVIRONMENT)
        .output();
    output.unwrap_or_else(|error| panic!("{words:?}: {error}"));
}

/// Splits a command line at its blanks; quotes keep a word together, as in trycmd.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for char in line.trim().chars() {
        match (char, quote) {
            (' ', None) => words.push(String::new()),
            ('"' | '\'', None) => quote = Some(char),
            (char, Some(open)) if char == open => quote = None,
            (char, _) => words.last_mut().expect("one word at least").push(char),
        }
    }
    words
}

fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.expect("a case can be listed");
        let path = entry.path().strip_prefix(folder).expect("below the folder");
        let name = path.to_string_lossy().replace('\\', "/");
        if entry.path_is_symlink() {
            let target = fs::read_link(entry.path()).expect("a link can be read");
            tree.insert(name, format!("-> {}", target.display()).into_bytes());
        } else if entry.file_type().is_file() && entry.file_name() != ".keep" {
            tree.insert(name, fs::read(entry.path()).expect("a file can be read"));
        }
    }
    tree
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    if !from.is_dir() {
        return;
    }
    for entry in WalkDir::new(from) {
        let entry = entry.expect("a case can be listed");
        let target = to.join(entry.path().strip_prefix(from).expect("below the folder"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("a folder can be made");
        } else if entry.path_is_symlink() {
            let link = fs::read_link(entry.path()).expect("a link can be read");
            #[cfg(unix)]
            std::os::unix::fs::symlink(link, target).expect("a link can be made");
            #[cfg(not(unix))]
            drop((link, target));
        } else if entry.file_name() != ".keep" {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}
