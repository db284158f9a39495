//! The docs tell the truth: every `console` block of the README and of docs/ runs, in a copy of this
//! repository's workspace, and prints what it says.
//!
//! A block holds commands behind `$ `, an exit code behind `? `, then the output; `...` stands for any lines. What a
//! block does to its workspace is gone with the block.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn console_blocks_print_what_they_say() {
    let mut pages = vec![PathBuf::from("README.md")];
    pages.extend(
        fs::read_dir("docs")
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file()),
    );
    pages.sort();
    let mut n_commands = 0;
    for page in pages {
        let text = fs::read_to_string(&page).unwrap();
        for block in blocks(&text, "console") {
            let folder = tempfile::tempdir().unwrap();
            for name in ["source", "locales", "out", "tolka.toml"] {
                copy(Path::new(name), &folder.path().join(name));
            }
            n_commands += run(&page, block, folder.path());
        }
    }
    assert!(0 < n_commands, "no page has a console block");
}

#[test]
fn the_config_page_is_a_valid_config() {
    let text = fs::read_to_string("docs/config.md").unwrap();
    let config = blocks(&text, "toml").next().unwrap();
    let config = config.replace(
        "locales = [\"es\", \"sv\", \"ru\"]",
        "locales = [\"es\", \"es-CO\", \"sv\", \"ru\"]",
    );
    tolka::config::parse(&config, &tolka::check::ids()).unwrap();
}

#[test]
fn links_lead_somewhere() {
    for page in [
        "README.md",
        "docs/translators.md",
        "docs/editors.md",
        "docs/formats.md",
        "docs/ci.md",
        "docs/workflow.md",
        "docs/reports.md",
        "docs/config.md",
        "docs/pages.md",
        "docs/sites.md",
        "docs/performance.md",
        "ARCHITECTURE.md",
    ] {
        let text = fs::read_to_string(page).unwrap();
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().unwrap();
            let is_page = !target.contains("://")
                && target
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte));
            if is_page
                && (target.contains('/')
                    || target.ends_with(".md")
                    || target.starts_with("LICENSE"))
                && target != "x.md"
            {
                let path = Path::new(page).parent().unwrap().join(target);
                assert!(path.exists(), "{page}: {target}");
            }
        }
    }
}

/// Runs a block's commands and returns how many there were.
fn run(page: &Path, block: &str, folder: &Path) -> usize {
    let bin = Path::new(env!("CARGO_BIN_EXE_tolka")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let mut n_commands = 0;
    for command in block.split("$ ").skip(1) {
        let (line, said) = command.split_once('\n').unwrap();
        let (code, said) = match said
            .strip_prefix("? ")
            .and_then(|rest| rest.split_once('\n'))
        {
            Some((code, said)) => (code.parse::<i32>().unwrap(), said),
            None => (0, said),
        };
        let done = Command::new("sh")
            .args(["-c", line])
            .current_dir(folder)
            .env("PATH", &path)
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        let printed = String::from_utf8(done.stdout).unwrap();
        let complaint = String::from_utf8(done.stderr).unwrap();
        assert_eq!(
            done.status.code(),
            Some(code),
            "{}: {line}\n{printed}{complaint}",
            page.display()
        );
        assert!(
            fits(said, &printed),
            "{}: {line}\nsaid:\n{said}\nprinted:\n{printed}{complaint}",
            page.display()
        );
        n_commands += 1;
    }
    n_commands
}

/// Tells whether output fits what was said, where `...` stands for any lines.
fn fits(said: &str, printed: &str) -> bool {
    fn fit(said: &[&str], printed: &[&str]) -> bool {
        match said {
            [] => printed.is_empty(),
            ["...", rest @ ..] => (0..=printed.len()).any(|skip| fit(rest, &printed[skip..])),
            [line, rest @ ..] => printed.first() == Some(line) && fit(rest, &printed[1..]),
        }
    }
    fit(
        &said.lines().collect::<Vec<_>>(),
        &printed.lines().collect::<Vec<_>>(),
    )
}

/// Returns the fenced blocks of one language.
fn blocks<'t>(text: &'t str, language: &'static str) -> impl Iterator<Item = &'t str> {
    let fence = format!("```{language}\n");
    let starts: Vec<usize> = text
        .match_indices(&fence)
        .map(|(at, _)| at + fence.len())
        .collect();
    starts
        .into_iter()
        .map(move |start| text[start..].split("```").next().unwrap())
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap().path();
            copy(&entry, &to.join(entry.file_name().unwrap()));
        }
    } else {
        fs::copy(from, to).unwrap();
    }
}
