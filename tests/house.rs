//! The house: the floors of ARCHITECTURE.md hold, files keep their size, and only the rooms that may touch
//! the world do.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A module with its floor and its place on it, from `lib.rs`.
type Rooms = BTreeMap<String, (usize, usize)>;

#[test]
fn a_file_uses_lower_floors_or_modules_named_before_it() {
    let rooms = rooms();
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let Some(own) = room_of(&path) else { continue };
        let (floor, place) = rooms[&own];
        for used in uses(without_tests(&text)) {
            let Some(&(used_floor, used_place)) = rooms.get(&used) else {
                continue;
            };
            let is_lower = (used_floor, used_place) < (floor, place);
            if !is_lower && used != own {
                broken.push(format!(
                    "{}: {own} (floor {floor}) uses {used} (floor {used_floor})",
                    path.display()
                ));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_module_has_a_floor() {
    let rooms = rooms();
    for (path, _) in sources() {
        if let Some(own) = room_of(&path) {
            assert!(
                rooms.contains_key(&own),
                "{own} stands on no floor of lib.rs"
            );
        }
    }
    assert_eq!(rooms.values().map(|(floor, _)| *floor).max(), Some(7));
}

#[test]
fn a_file_has_at_most_400_lines_of_code() {
    let long: Vec<String> = sources()
        .into_iter()
        .filter_map(|(path, text)| {
            let n = without_tests(&text).lines().count();
            (400 < n && !path.ends_with("tests.rs")).then(|| format!("{}: {n}", path.display()))
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn a_file_says_first_what_it_is() {
    for (path, text) in sources() {
        assert!(
            text.starts_with("//! "),
            "{} does not begin with //!",
            path.display()
        );
    }
}

#[test]
fn only_project_touches_files_and_only_hands_touch_the_terminal() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let own = room_of(&path).unwrap_or_else(|| "main".into());
        if path.ends_with("fixture.rs")
            || path.ends_with("testing.rs")
            || path.ends_with("tests.rs")
        {
            continue;
        }
        let code = without_tests(&text);
        let code: String = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        for (word, rooms) in [
            ("std::fs", &["project"][..]),
            ("File::", &["project"]),
            ("stdout()", &["cli"]),
            ("stderr()", &["cli"]),
            ("println!", &["cli"]),
            ("eprintln!", &["cli"]),
            ("std::env", &["cli"]),
            ("ExitCode", &["cli", "main"]),
            ("unsafe ", &[]),
        ] {
            let is_own =
                word == "File::" && code.contains("file::File") || code.contains("FluentFile");
            if code.contains(word) && !rooms.contains(&&*own) && !is_own {
                broken.push(format!("{} uses {word}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_words_of_other_tools_are_not_ours() {
    for (path, text) in sources() {
        for (n, line) in text.lines().enumerate() {
            // A page of a check may name the word of the tool that it refers to.
            for word in ["fuzzy", "outdated", "orphan"]
                .into_iter()
                .filter(|_| !line.contains("gettext"))
            {
                assert!(
                    !line.to_lowercase().contains(word),
                    "{}:{}: {word}",
                    path.display(),
                    n + 1
                );
            }
        }
    }
}

/// Reads the floors from `lib.rs`: `// 3 relations`, then the modules on it in their order.
fn rooms() -> Rooms {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let mut rooms = Rooms::new();
    let mut floor = None;
    for line in lib.lines() {
        if let Some(heading) = line.strip_prefix("// ") {
            floor = heading
                .split(' ')
                .next()
                .and_then(|n| n.parse::<usize>().ok())
                .or(floor);
        } else if let Some(name) = line
            .strip_prefix("pub mod ")
            .and_then(|rest| rest.strip_suffix(';'))
        {
            rooms.insert(
                name.to_owned(),
                (floor.expect("a floor before the first module"), rooms.len()),
            );
        }
    }
    rooms
}

fn room_of(path: &Path) -> Option<String> {
    let below = path.strip_prefix("src").unwrap();
    let first = below
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    let name = first.trim_end_matches(".rs").to_owned();
    (!matches!(&*name, "lib" | "main")).then_some(name)
}

/// Returns the modules of the crate that a text names, in `use` lines and in paths.
fn uses(code: &str) -> Vec<String> {
    let code: Vec<&str> = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let code = code.join("\n");
    let mut used = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let is_own_name = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if is_own_name {
            continue;
        }
        match rest.strip_prefix('{') {
            Some(group) => {
                let group = group.split('}').next().unwrap();
                used.extend(
                    group
                        .split(',')
                        .map(|name| name.trim().split(':').next().unwrap().to_owned()),
                );
            }
            None => used.push(
                rest.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect(),
            ),
        }
    }
    used
}

fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap()
}

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        let mut entries: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(Path::new("src"), &mut found);
    found
}
