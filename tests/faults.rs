//! What goes wrong in the world: two runs at once, a run that is killed, a full disk, files that cannot be written or
//! are no files. Each time the file is named, what else there is stays whole or is finished, and the next run ends where
//! an undisturbed one does. On Unix, where such things can be arranged.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// Is a workspace of two locales in a folder of its own.
struct Site {
    folder: TempDir,
}

type Tree = BTreeMap<PathBuf, String>;

/// Does something to a file.
type Change = fn(&Path);

const TOLKA: &str = env!("CARGO_BIN_EXE_tolka");

impl Site {
    /// Makes a workspace with `n` articles, translated, whose articles were edited since.
    fn new(n: usize) -> Self {
        let site = Site {
            folder: tempfile::tempdir().unwrap(),
        };
        site.write("tolka.toml", "[project]\nlocales = [\"es\", \"ru\"]\n");
        for at in 0..n {
            let paragraph =
                "The band began to play in the square behind the station, and nobody left. ";
            let text = format!(
                "The minister announced accord {at} on Saturday.\n\n{}\n",
                paragraph.repeat(1 + at % 3)
            );
            site.write(&format!("source/a{at}.md"), &text);
        }
        site.done(&["sync"]);
        for (path, text) in site.tree() {
            if path.starts_with("locales/es") || path.starts_with("locales/ru") {
                let lines = text.lines().map(|line| {
                    match line
                        .strip_prefix("# ")
                        .and_then(|line| line.strip_suffix(" ="))
                    {
                        Some(id) => format!("{id} =\n    ¡{id}!\n"),
                        None => format!("{line}\n"),
                    }
                });
                let text: String = lines.collect();
                site.write(path.to_str().unwrap(), &text);
            }
        }
        site.done(&["sync"]);
        for at in 0..n {
            site.replace(&format!("source/a{at}.md"), "announced", "signed");
        }
        site
    }

    fn copy(&self) -> Self {
        let site = Site {
            folder: tempfile::tempdir().unwrap(),
        };
        for (path, text) in self.tree() {
            site.write(path.to_str().unwrap(), &text);
        }
        site
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{old} is not in\n{text}");
        self.write(path, &text.replace(old, new));
    }

    /// Returns every file below the root, hidden ones too.
    fn tree(&self) -> Tree {
        let mut tree = Tree::new();
        for entry in walkdir::WalkDir::new(self.root()) {
            let entry = entry.unwrap();
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(self.root()).unwrap().to_owned();
                tree.insert(path, fs::read_to_string(entry.path()).unwrap());
            }
        }
        tree
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(TOLKA);
        command
            .args(arguments)
            .current_dir(self.root())
            .env("NO_COLOR", "1");
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs tolka and returns its exit code with what it printed.
    fn tolka(&self, arguments: &[&str]) -> (i32, String) {
        said(self.command(arguments).spawn().unwrap())
    }

    /// Runs tolka, which has to say yes.
    fn done(&self, arguments: &[&str]) -> String {
        let (code, said) = self.tolka(arguments);
        assert_eq!(code, 0, "{arguments:?}: {said}");
        said
    }

    /// Runs tolka where no file can get longer than so many blocks of 512 bytes: a disk that is full.
    fn tolka_on_a_full_disk(&self, n_blocks: usize, arguments: &[&str]) -> (i32, String) {
        // The signal is ignored, so that the write fails as it does on a full disk. `ulimit` counts blocks of 512 bytes
        // in a POSIX shell.
        let script = format!("trap '' XFSZ; ulimit -f {n_blocks}; exec \"$0\" \"$@\"");
        let mut command = Command::new("sh");
        command.args(["-c", &script, TOLKA]).args(arguments);
        command.current_dir(self.root()).env("NO_COLOR", "1");
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        said(command.spawn().unwrap())
    }

    fn assert_clean(&self) {
        let left: Vec<_> = self
            .tree()
            .into_keys()
            .filter(|path| path.to_string_lossy().contains(".tolka-"))
            .collect();
        assert!(left.is_empty(), "{left:?}");
    }
}

fn said(child: Child) -> (i32, String) {
    let done = child.wait_with_output().unwrap();
    let said = String::from_utf8([done.stdout, done.stderr].concat()).unwrap();
    (done.status.code().unwrap_or(-1), said)
}

/// Makes every article but the first so long that its files do not fit on the disk.
fn with_long_articles(site: &Site) {
    for at in 1..3 {
        let long =
            "Nobody knew where the train had come from, or who had sent it there. ".repeat(60);
        site.replace(
            &format!("source/a{at}.md"),
            "The band",
            &format!("{long}The band"),
        );
    }
}

#[test]
fn two_syncs_at_once_end_as_one() {
    let site = Site::new(40);
    let alone = site.copy();
    alone.done(&["sync"]);
    let runs: Vec<Child> = (0..3)
        .map(|_| site.command(&["sync"]).spawn().unwrap())
        .collect();
    for run in runs {
        let (code, said) = said(run);
        assert_eq!(code, 0, "{said}");
    }
    assert_eq!(site.tree(), alone.tree());
    site.done(&["sync", "--check"]);
}

#[test]
fn a_sync_and_a_build_at_once_do_not_disturb_each_other() {
    let site = Site::new(20);
    let runs: Vec<Child> = [&["sync"][..], &["build"], &["sync"], &["build"]]
        .map(|arguments| site.command(arguments).spawn().unwrap())
        .into();
    for run in runs {
        let (code, said) = said(run);
        assert_eq!(code, 0, "{said}");
    }
    site.done(&["sync", "--check"]);
    site.done(&["build"]);
    site.done(&["build", "--check"]);
}

#[test]
fn a_killed_sync_is_finished_by_the_next() {
    let site = Site::new(60);
    let alone = site.copy();
    alone.done(&["sync"]);
    let mut n_stopped = 0;
    for n_written in [1, 7, 23, 60, 99] {
        let killed = site.copy();
        let mut run = killed.command(&["sync"]).spawn().unwrap();
        let is_new = |path: &Path| {
            let was = site.tree_of(path);
            fs::read_to_string(killed.root().join(path)).is_ok_and(|now| now != was)
        };
        let files: Vec<PathBuf> = site
            .tree()
            .into_keys()
            .filter(|path| path.starts_with("locales"))
            .collect();
        while run.try_wait().unwrap().is_none()
            && files.iter().filter(|path| is_new(path)).count() < n_written
        {
            std::thread::yield_now();
        }
        run.kill().unwrap();
        run.wait().unwrap();
        n_stopped += usize::from(killed.tree() != alone.tree());
        // What a run leaves that is killed between writing a file and putting it in its place.
        killed.write("locales/es/.tolka-aB3dE6", "half of a fi");
        killed.write("locales/es/.tolka-keep-me", "a person's");
        killed.done(&["sync"]);
        assert_eq!(killed.read("locales/es/.tolka-keep-me"), "a person's");
        fs::remove_file(killed.root().join("locales/es/.tolka-keep-me")).unwrap();
        killed.assert_clean();
        assert_eq!(
            killed.tree(),
            alone.tree(),
            "killed after {n_written} files"
        );
    }
    assert!(0 < n_stopped, "no run was killed in time");
}

#[test]
fn a_killed_build_is_finished_by_the_next_after_other_edits() {
    let site = Site::new(40);
    site.done(&["sync"]);
    site.done(&["accept", "--all", "--locale", "es", "--locale", "ru"]);
    site.done(&["build"]);
    for at in 0..40 {
        site.replace(&format!("source/a{at}.md"), "Saturday", "Sunday");
    }
    site.done(&["sync"]);
    let old = site.read("out/ru/a0.md");
    let mut run = site.command(&["build"]).spawn().unwrap();
    let first = site.root().join("out/en/a0.html");
    let before = fs::read_to_string(&first).ok();
    while run.try_wait().unwrap().is_none() && fs::read_to_string(&first).ok() == before {
        std::thread::yield_now();
    }
    run.kill().unwrap();
    run.wait().unwrap();
    // The articles move on before the next build; a page of a person does not.
    for at in 0..40 {
        site.replace(&format!("source/a{at}.md"), "Sunday", "Monday");
    }
    site.done(&["sync"]);
    let said = site.done(&["build"]);
    assert!(!said.contains("left alone"), "{said}");
    site.done(&["build", "--check"]);
    site.assert_clean();
    assert!(!old.is_empty());
    site.write("out/es/a1.md", "mine\n");
    let (code, said) = site.tolka(&["build"]);
    assert_eq!(
        (code, said.contains("out/es/a1.md: left alone")),
        (1, true),
        "{said}"
    );
    assert_eq!(site.read("out/es/a1.md"), "mine\n");
}

#[test]
fn a_full_disk_stops_one_file_and_the_next_sync_catches_up() {
    let site = Site::new(3);
    with_long_articles(&site);
    let alone = site.copy();
    alone.done(&["sync"]);
    let before = site.tree();
    let (code, said) = site.tolka_on_a_full_disk(8, &["sync"]);
    assert_eq!(code, 1, "{said}");
    for file in ["locales/es/a1.ftl", "locales/ru/a2.ftl"] {
        assert!(
            said.contains(&format!("{file}: not written: file too large")),
            "{said}"
        );
        assert_eq!(site.read(file), before[Path::new(file)], "it is whole");
    }
    assert!(
        said.contains("locales/en/a1.ftl: not written: it waits for a locale file"),
        "{said}"
    );
    assert!(
        site.read("locales/es/a0.ftl").contains("signed"),
        "the others are done"
    );
    site.assert_clean();
    site.done(&["sync"]);
    assert_eq!(site.tree(), alone.tree());
}

#[test]
fn a_full_disk_harms_no_other_command() {
    let site = Site::new(3);
    with_long_articles(&site);
    site.done(&["sync"]);
    let translated = site.copy();
    let check = |site: &Site, arguments: &[&str], file: &str| {
        let before = site.tree();
        let (code, said) = site.tolka_on_a_full_disk(8, arguments);
        assert_eq!(code, 2, "{arguments:?}: {said}");
        assert!(
            said.contains(&format!("writing {file}: file too large")),
            "{arguments:?}: {said}"
        );
        assert_eq!(site.read(file), before[Path::new(file)], "{arguments:?}");
        site.assert_clean();
    };
    check(
        &site,
        &["accept", "--all", "--locale", "es"],
        "locales/es/a1.ftl",
    );
    site.done(&["accept", "--all", "--locale", "es"]);
    // Their longest sentence goes, and its translation is obsolete.
    let site = translated.copy();
    site.replace(
        "source/a1.md",
        "The minister signed accord 1 on Saturday.\n\n",
        "",
    );
    site.done(&["sync"]);
    check(&site, &["prune"], "locales/es/a1.ftl");
    assert!(site.done(&["prune"]).contains("locales/es/a1.ftl: removed"));
    // A conflict.
    let site = translated.copy();
    let raw = site.read("locales/es/a1.ftl");
    let at = raw.find("# @context").unwrap();
    let marked = format!(
        "{}<<<<<<< ours\n# One.\n=======\n# Two.\n>>>>>>> theirs\n{}",
        &raw[..at],
        &raw[at..]
    );
    site.write("locales/es/a1.ftl", &marked);
    check(&site, &["merge", "locales/es/a1.ftl"], "locales/es/a1.ftl");
    site.done(&["merge", "locales/es/a1.ftl"]);
    // As git's driver: nothing is done, and the file is whole.
    for (name, text) in [
        ("base", &raw),
        ("ours", &raw),
        ("theirs", &raw.replace("¡the-minister", "¡¡the-minister")),
    ] {
        site.write(name, text);
    }
    let (code, said) = site.tolka_on_a_full_disk(8, &["merge", "base", "ours", "theirs"]);
    assert_eq!((code, site.read("ours")), (129, raw), "{said}");
    // A baseline of many findings.
    let site = Site::new(40);
    site.done(&["sync"]);
    site.write("known.txt", "");
    let (code, said) = site.tolka_on_a_full_disk(
        8,
        &[
            "check",
            "--baseline",
            "known.txt",
            "--write-baseline",
            "--grow",
        ],
    );
    assert_eq!((code, &*site.read("known.txt")), (2, ""), "{said}");
    assert!(said.contains("known.txt: file too large"), "{said}");
    site.assert_clean();
}

#[test]
fn a_full_disk_stops_a_build_and_the_next_one_finishes_it() {
    let site = Site::new(3);
    site.done(&["sync"]);
    site.done(&["build"]);
    with_long_articles(&site);
    site.done(&["sync"]);
    let before = site.tree();
    let (code, said) = site.tolka_on_a_full_disk(8, &["build"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("file too large"), "{said}");
    for (path, text) in &before {
        assert!(site.tree().contains_key(path), "{} is gone", path.display());
        let now = site.read(path.to_str().unwrap());
        assert!(
            now == *text || now.len() < 4096,
            "{} is half-written",
            path.display()
        );
    }
    site.assert_clean();
    assert!(!site.done(&["build"]).contains("left alone"));
    site.done(&["build", "--check"]);
}

#[test]
fn what_is_no_file_or_cannot_be_written_is_named_and_waits() {
    let arrange: [(&str, Change, Change, &str); 4] = [
        (
            "read-only",
            |path| fs::set_permissions(path, fs::Permissions::from_mode(0o444)).unwrap(),
            |path| fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap(),
            "it is read-only; make it writable, and run the command again",
        ),
        (
            "a folder",
            |path| {
                fs::rename(path, path.with_extension("saved")).unwrap();
                fs::create_dir(path).unwrap();
            },
            |path| {
                fs::remove_dir(path).unwrap();
                fs::rename(path.with_extension("saved"), path).unwrap();
            },
            "it cannot be read: is a directory",
        ),
        (
            "a dangling symlink",
            |path| {
                fs::rename(path, path.with_extension("saved")).unwrap();
                symlink("nowhere.ftl", path).unwrap();
            },
            |path| {
                fs::remove_file(path).unwrap();
                fs::rename(path.with_extension("saved"), path).unwrap();
            },
            "it cannot be read: the symlink leads nowhere; remove it, or put a file there",
        ),
        (
            "not UTF-8",
            |path| {
                fs::copy(path, path.with_extension("saved")).unwrap();
                fs::write(path, b"a = caf\xE9\n").unwrap();
            },
            |path| fs::rename(path.with_extension("saved"), path).unwrap(),
            "it cannot be read: line 1, column 8: it is not UTF-8; save it as UTF-8",
        ),
    ];
    for (what, harm, mend, reason) in arrange {
        let site = Site::new(3);
        let alone = site.copy();
        alone.done(&["sync"]);
        let path = site.root().join("locales/es/a1.ftl");
        harm(&path);
        let (code, said) = site.tolka(&["sync"]);
        assert_eq!(code, 1, "{what}: {said}");
        assert!(
            said.contains(&format!("locales/es/a1.ftl: not written: {reason}")),
            "{what}: {said}"
        );
        assert!(
            said.contains("locales/en/a1.ftl: not written: it waits"),
            "{what}: {said}"
        );
        assert!(
            site.read("locales/ru/a1.ftl").contains("signed"),
            "{what}: the others are done"
        );
        assert!(
            site.read("locales/es/a0.ftl").contains("signed"),
            "{what}: the others are done"
        );
        // Nothing is lost while it is so, and nobody says that all is well.
        assert_eq!(site.tolka(&["sync", "--check"]).0, 1, "{what}");
        assert_eq!(site.tolka(&["check"]).0, 1, "{what}");
        mend(&path);
        site.done(&["sync"]);
        assert_eq!(site.tree(), alone.tree(), "{what}");
    }
}

impl Site {
    fn tree_of(&self, path: &Path) -> String {
        fs::read_to_string(self.root().join(path)).unwrap_or_default()
    }
}
