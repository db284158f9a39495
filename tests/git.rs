//! The commands that ask git, in a repository of their own.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// Is a repository whose workspace is in a folder of it.
struct Repository {
    folder: TempDir,
}

const ARTICLE: &str =
    "The minister announced an accord on Saturday.\n\nThe crowd in the square was silent.\n";

impl Repository {
    fn new() -> Self {
        let repository = Repository {
            folder: tempfile::tempdir().unwrap(),
        };
        repository.git(&["init", "-q", "-b", "main"]);
        repository.write(
            "tolka.toml",
            "[project]\nsource-locale = \"en\"\nlocales = [\"es\"]\n",
        );
        repository.write("source/a.md", ARTICLE);
        repository
    }

    fn root(&self) -> std::path::PathBuf {
        self.folder.path().join("site")
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
        self.write(path, &text.replacen(old, new, 1));
    }

    fn git(&self, arguments: &[&str]) -> Output {
        let done = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
            .args(["-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"])
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        assert!(done.status.success(), "{arguments:?}: {done:?}");
        done
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-qm", "x"]);
    }

    /// Runs tolka and returns its exit code with what it printed.
    fn tolka(&self, arguments: &[&str]) -> (i32, String) {
        let done = Command::new(env!("CARGO_BIN_EXE_tolka"))
            .args(arguments)
            .current_dir(self.root())
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        let said = [done.stdout, done.stderr].concat();
        (
            done.status.code().unwrap(),
            String::from_utf8(said).unwrap(),
        )
    }

    /// Syncs, and translates the stubs.
    fn translate(&self) {
        assert_eq!(self.tolka(&["sync"]).0, 0);
        let text = self.read("locales/es/a.ftl");
        let mut translated = String::new();
        for line in text.lines() {
            match line.strip_prefix("# ").filter(|line| line.ends_with(" =")) {
                Some(stub) => translated.push_str(&format!("{stub}\n    ¡{stub}!\n")),
                None => translated.push_str(&format!("{line}\n")),
            }
        }
        self.write("locales/es/a.ftl", &translated);
    }
}

const ES: &str = "locales/es/a.ftl";

#[test]
fn accept_edited_confirms_what_was_mended_and_no_more() {
    let repository = Repository::new();
    repository.translate();
    repository.replace("source/a.md", "announced", "signed");
    repository.replace("source/a.md", "silent", "loud");
    repository.tolka(&["sync"]);
    repository.commit();
    let accept = ["accept", "--edited", "--locale", "es"];
    assert_eq!(
        repository.tolka(&accept),
        (0, "Nothing to confirm\n".into())
    );
    repository.replace(ES, "¡the-minister-announced-an =!", "El ministro firmó");
    let said = "locales/es/a.ftl: confirmed the-minister-announced-an\n";
    assert_eq!(repository.tolka(&accept), (0, said.into()));
    assert_eq!(repository.read(ES).matches("# @was").count(), 1);
    // A text that was mended before its English moved again was made from another English.
    repository.commit();
    repository.replace(ES, "¡the-crowd-in-the =!", "La multitud gritaba");
    repository.replace("source/a.md", "loud", "gone");
    repository.tolka(&["sync"]);
    assert_eq!(
        repository.tolka(&accept),
        (0, "Nothing to confirm\n".into())
    );
    let since = ["accept", "--edited", "--since", "HEAD~1", "--locale", "es"];
    assert_eq!(repository.tolka(&since), (0, "Nothing to confirm\n".into()));
}

#[test]
fn revisions_that_are_not_there_are_usage_errors() {
    let repository = Repository::new();
    repository.translate();
    let since = |rev: &str| {
        let since = format!("--since={rev}");
        let (code, said) = repository.tolka(&["accept", "--edited", &since, "--locale", "es"]);
        assert_eq!(code, 2, "{said}");
        said
    };
    assert!(since("HEAD").contains("git knows no revision \"HEAD\" here"));
    repository.commit();
    for rev in ["--upload-pack=x", "no/such", "", "HEAD:tolka.toml", "-h"] {
        assert!(since(rev).contains(&format!("git knows no revision \"{rev}\" here")));
    }
    let shallow = tempfile::tempdir().unwrap();
    let url = format!("file://{}", repository.folder.path().display());
    repository.commit_empty();
    let clone = shallow.path().join("clone");
    repository.git(&["clone", "-q", "--depth=1", &url, clone.to_str().unwrap()]);
    let done = Command::new(env!("CARGO_BIN_EXE_tolka"))
        .args(["accept", "--edited", "--since=HEAD~1", "--locale=es"])
        .current_dir(clone.join("site"))
        .output()
        .unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(said.contains("this is a shallow clone"), "{said}");
}

#[test]
fn without_git_or_a_repository_the_reason_is_said() {
    let repository = Repository::new();
    repository.translate();
    repository.commit();
    let accept = |root: &Path, path: &str| {
        let done = Command::new(env!("CARGO_BIN_EXE_tolka"))
            .args(["accept", "--edited", "--locale", "es"])
            .current_dir(root)
            .env("PATH", path)
            .env(
                "GIT_CEILING_DIRECTORIES",
                repository.folder.path().parent().unwrap(),
            )
            .output()
            .unwrap();
        assert_eq!(done.status.code(), Some(2));
        String::from_utf8(done.stderr).unwrap()
    };
    assert!(accept(&repository.root(), "").contains("git is not installed"));
    fs::remove_dir_all(repository.folder.path().join(".git")).unwrap();
    let path = std::env::var("PATH").unwrap();
    assert!(accept(&repository.root(), &path).contains("is in no git repository"));
}

#[test]
fn check_against_finds_what_was_lost() {
    let repository = Repository::new();
    repository.translate();
    repository.commit();
    let check = ["check", "--against", "HEAD", "--warn", "completeness"];
    assert_eq!(repository.tolka(&check).0, 0);
    repository.replace(
        ES,
        "the-crowd-in-the =\n    ¡the-crowd-in-the =!\n",
        "# the-crowd-in-the =\n",
    );
    let (code, said) = repository.tolka(&check);
    assert_eq!(code, 1);
    assert!(said.contains("error[lost-translation]"), "{said}");
    assert_eq!(repository.tolka(&["check", "--warn", "completeness"]).0, 0);
    fs::remove_file(repository.root().join(ES)).unwrap();
    let (_, said) = repository.tolka(&check);
    assert_eq!(said.matches("error[lost-translation]").count(), 2, "{said}");
    // Where the article no longer has it, nothing is lost.
    repository.write("source/a.md", "Something else altogether.\n");
    assert_eq!(repository.tolka(&check).0, 0);
}

#[test]
fn a_baseline_shrinks_and_grows_only_when_told() {
    let repository = Repository::new();
    repository.tolka(&["sync"]);
    assert_eq!(repository.tolka(&["check"]).0, 1);
    let check = |more: &[&str]| {
        let arguments = [&["check", "--baseline", "known.txt"], more].concat();
        repository.tolka(&arguments)
    };
    assert_eq!(check(&[]).0, 2);
    assert_eq!(check(&["--write-baseline"]).0, 0);
    let two = repository.read("known.txt");
    assert_eq!(two.lines().count(), 1 + 2, "{two}");
    assert_eq!(check(&[]).0, 0);
    assert_eq!(check(&["--locale", "es"]).0, 2);
    repository.replace("source/a.md", "silent.", "silent. Nobody moved.");
    repository.tolka(&["sync"]);
    assert_eq!(check(&[]).0, 1);
    assert_eq!(check(&["--write-baseline"]).0, 1);
    assert_eq!(repository.read("known.txt"), two);
    assert_eq!(check(&["--write-baseline", "--grow"]).0, 0);
    assert_eq!(repository.read("known.txt").lines().count(), 1 + 3);
    repository.write("known.txt", &two);
    repository.replace(
        ES,
        "# the-crowd-in-the =\n",
        "the-crowd-in-the =\n    La multitud\n",
    );
    let (code, said) = check(&[]);
    assert_eq!(code, 1);
    assert!(
        said.contains("known.txt lists a finding that is no more: missing es"),
        "{said}"
    );
    check(&["--write-baseline"]);
    assert_eq!(repository.read("known.txt").lines().count(), 1 + 1);
}

#[test]
fn plan_says_what_edits_cost() {
    let repository = Repository::new();
    repository.translate();
    repository.commit();
    let plan = ["plan", "--against", "HEAD"];
    let nothing = "No edit since HEAD asks for a translation\n";
    assert_eq!(repository.tolka(&plan), (0, nothing.into()));
    repository.replace("source/a.md", "on Saturday", "on Sunday");
    repository.replace(
        "source/a.md",
        "silent.",
        "silent. Nobody had come with a drum.",
    );
    let said = "es: 2 segments, 13 words to translate or review\n    new: 1 segment, 6 words\n    stale by number: 1 segment, 7 words\n";
    // It is the same before a sync and after it, and a translator's work changes nothing.
    let (code, printed) = repository.tolka(&plan);
    assert_eq!((code, &*printed), (0, said));
    repository.translate();
    assert_eq!(repository.tolka(&plan), (code, printed));
    assert_eq!(repository.tolka(&["plan", "--against", "none"]).0, 2);
    repository.commit();
    repository.write("source/b.md", "The crowd in the square was silent.\n");
    let said = "es: 1 segment, 7 words to translate or review\n    drafts to confirm: 1 segment, 7 words\n";
    assert_eq!(repository.tolka(&plan), (0, said.into()));
    repository.tolka(&["sync"]);
    assert_eq!(repository.tolka(&plan), (0, said.into()));
}

#[test]
fn the_merge_driver_keeps_what_a_text_was_made_from() {
    let repository = Repository::new();
    let driver = format!("{} merge %O %A %B", env!("CARGO_BIN_EXE_tolka"));
    repository.git(&["config", "merge.tolka.driver", &driver]);
    repository.write("../.gitattributes", "**/locales/**/*.ftl merge=tolka\n");
    repository.tolka(&["sync"]);
    repository.commit();
    repository.git(&["checkout", "-qb", "translator"]);
    repository.translate();
    repository.commit();
    repository.git(&["checkout", "-q", "main"]);
    repository.replace("source/a.md", "announced", "signed");
    repository.tolka(&["sync"]);
    repository.commit();
    repository.git(&["merge", "-q", "-m", "x", "translator"]);
    assert_eq!(repository.tolka(&["sync"]).0, 0);
    let (_, said) = repository.tolka(&["check"]);
    assert_eq!(said.matches("error[").count(), 1, "{said}");
    assert!(said.contains("error[stale]"), "{said}");
}

#[test]
fn two_texts_stay_a_conflict_and_merge_resolves_the_rest_afterwards() {
    let repository = Repository::new();
    repository.tolka(&["sync"]);
    repository.commit();
    let stub = "# the-crowd-in-the =\n";
    let filled = |text: &str| format!("the-crowd-in-the =\n    {text}\n");
    repository.git(&["checkout", "-qb", "translator"]);
    repository.replace(ES, stub, &filled("La multitud"));
    repository.commit();
    repository.git(&["checkout", "-q", "main"]);
    repository.replace("source/a.md", "silent", "loud");
    repository.tolka(&["sync"]);
    repository.commit();
    let merge = Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
        .args(["merge", "-q", "-m", "x", "translator"])
        .current_dir(repository.root())
        .output()
        .unwrap();
    assert!(!merge.status.success(), "it conflicts on purpose");
    assert_eq!(
        repository.tolka(&["merge", ES]),
        (0, format!("{ES}: resolved\n"))
    );
    assert!(
        repository
            .read(ES)
            .contains("# @was    The crowd in the square was silent.")
    );
    // Two people.
    let mine = repository.read(ES);
    repository.write("base", &mine.replace("La multitud", "x"));
    repository.write("theirs", &mine.replace("La multitud", "El gentío"));
    assert_eq!(repository.tolka(&["merge", "base", ES, "theirs"]).0, 1);
    assert_eq!(repository.read(ES).matches("<<<<<<<").count(), 1);
    assert_eq!(repository.tolka(&["merge", ES]).0, 1);
    // With markers in it, it is no side.
    assert_eq!(repository.tolka(&["merge", "base", ES, "theirs"]).0, 129);
    assert_eq!(
        repository.tolka(&["merge", "base", "none", "theirs"]).0,
        129
    );
}

/// Nothing is left to confirm; what the checks of texts say of these short ones is another matter.
fn assert_confirmed(repository: &Repository) {
    let (code, said) = repository.tolka(&["check"]);
    assert_eq!(code, 0, "{said}");
    for check in [
        "missing",
        "draft",
        "stale",
        "unverified",
        "catalog",
        "syntax",
    ] {
        assert!(!said.contains(&format!("[{check}]")), "{said}");
    }
}

impl Repository {
    fn commit_empty(&self) {
        self.git(&["commit", "-qm", "x", "--allow-empty"]);
    }
}

#[test]
fn reports_can_be_of_what_was_touched_since_a_revision() {
    let repository = Repository::new();
    repository.write("source/b.md", "Nobody was hurt.\n");
    repository.write("locales/en/site.ftl", "read-in = Read in\n");
    repository.commit();
    let nothing = repository.tolka(&["status", "--since", "HEAD"]);
    assert_eq!(
        nothing,
        (0, "No article was touched since HEAD.\n".to_owned())
    );
    repository.replace("source/a.md", "announced", "signed");
    repository.write("source/new.md", "It rained.\n");
    let said = |arguments: &[&str]| {
        let (code, said) = repository.tolka(arguments);
        assert_eq!(code, 0, "{said}");
        said
    };
    let status = said(&["status", "--format", "csv", "--since", "HEAD"]);
    assert!(
        status.contains("source/a.md,") && status.contains("source/new.md,"),
        "{status}"
    );
    assert!(
        !status.contains("source/b.md") && !status.contains("site.ftl"),
        "{status}"
    );
    let diff = said(&["diff", "--since", "HEAD", "a.md"]);
    assert!(
        diff.contains("source/a.md:1") && !diff.contains("new.md"),
        "{diff}"
    );
    repository.write("locales/en/site.ftl", "read-in = Read it in\n");
    let diff = said(&["diff", "--since", "HEAD"]);
    assert!(diff.contains("locales/en/site.ftl:1"), "{diff}");
    // Line ends that git changed on the way to the disk are no edit.
    repository.write("source/b.md", "Nobody was hurt.\r\n");
    let status = said(&["status", "--format", "csv", "--since", "HEAD"]);
    assert!(!status.contains("source/b.md"), "{status}");
    assert_eq!(repository.tolka(&["status", "--since", "nowhere"]).0, 2);
}

/// Merges a branch, which conflicts.
fn merge_in_conflict(repository: &Repository, branch: &str) {
    let merge = Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
        .args(["merge", "-q", "-m", "x", branch])
        .current_dir(repository.root())
        .output()
        .unwrap();
    assert!(!merge.status.success(), "it conflicts on purpose");
}

#[test]
fn merge_takes_the_sides_from_git_where_markers_cut_entries_apart() {
    let repository = Repository::new();
    repository.write(
        "source/a.md",
        &format!("{ARTICLE}\nNobody knew where the train had come from.\n\nA dog barked.\n"),
    );
    repository.tolka(&["sync"]);
    repository.commit();
    repository.git(&["checkout", "-qb", "translator"]);
    repository.translate();
    repository.commit();
    repository.git(&["checkout", "-q", "main"]);
    // The second paragraph is edited and goes to the end.
    repository.write(
        "source/a.md",
        "The minister announced an accord on Saturday.\n\nNobody knew where the train had come from.\n\nA dog barked.\n\nThe crowd in the square was loud.\n",
    );
    repository.tolka(&["sync"]);
    repository.commit();
    merge_in_conflict(&repository, "translator");
    let marked = repository.read(ES);
    let resolved = (0, format!("{ES}: resolved\n"));
    assert_eq!(repository.tolka(&["merge", ES]), resolved);
    let merged = repository.read(ES);
    assert_eq!(
        merged.matches("\nthe-crowd-in-the =").count(),
        1,
        "{merged}"
    );
    assert!(
        merged.contains("# @was    The crowd in the square was silent.\nthe-crowd-in-the =\n    ¡"),
        "{merged}"
    );
    // What a person edited since is not thrown away.
    repository.write(ES, &marked.replace("¡a-dog-barked =!", "Un perro ladró"));
    let (_, said) = repository.tolka(&["merge", ES]);
    assert!(repository.read(ES).contains("Un perro ladró"), "{said}");
}

#[test]
fn merge_of_files_without_a_conflict_touches_none() {
    let repository = Repository::new();
    repository.write(
        "tolka.toml",
        "[project]\nlocales = [\"es\", \"ru\", \"sv\"]\n",
    );
    repository.tolka(&["sync"]);
    let files = ["locales/es/a.ftl", "locales/ru/a.ftl", "locales/sv/a.ftl"];
    let before = files.map(|file| repository.read(file));
    let (code, said) = repository.tolka(&[&["merge"][..], &files].concat());
    assert_eq!(
        (code, said.matches("no conflict").count()),
        (0, 3),
        "{said}"
    );
    assert_eq!(files.map(|file| repository.read(file)), before);
}

#[test]
fn the_driver_works_in_rebase_cherry_pick_and_revert() {
    let repository = Repository::new();
    let driver = format!("{} merge %O %A %B", env!("CARGO_BIN_EXE_tolka"));
    repository.git(&["config", "merge.tolka.driver", &driver]);
    repository.write("../.gitattributes", "**/locales/**/*.ftl merge=tolka\n");
    repository.tolka(&["sync"]);
    repository.commit();
    repository.git(&["checkout", "-qb", "translator"]);
    repository.translate();
    repository.commit();
    repository.git(&["checkout", "-q", "main"]);
    repository.replace("source/a.md", "announced", "signed");
    repository.tolka(&["sync"]);
    repository.commit();
    let assert_stale = || {
        assert_eq!(repository.tolka(&["sync", "--check"]).0, 0);
        let (_, said) = repository.tolka(&["check"]);
        assert_eq!(said.matches("error[").count(), 1, "{said}");
        assert!(said.contains("error[stale]"), "{said}");
    };
    repository.git(&["branch", "start"]);
    repository.git(&["cherry-pick", "translator"]);
    assert_stale();
    // The English goes back to what the text was made from.
    repository.git(&["revert", "--no-edit", "start"]);
    assert_confirmed(&repository);
    // And the translation goes, as it came.
    repository.git(&["revert", "--no-edit", "HEAD~1"]);
    assert_eq!(
        repository
            .tolka(&["check"])
            .1
            .matches("error[missing]")
            .count(),
        2
    );
    repository.git(&["checkout", "-q", "translator"]);
    repository.git(&["rebase", "-q", "start"]);
    assert_stale();
}

#[test]
fn an_octopus_merge_confirms_nothing() {
    let repository = Repository::new();
    repository.write(
        "source/b.md",
        "Nobody knew where the train had come from.\n",
    );
    repository.tolka(&["sync"]);
    repository.commit();
    for (branch, file, stub) in [
        ("one", ES, "# the-crowd-in-the ="),
        ("two", "locales/es/b.ftl", "# nobody-knew-where-the ="),
    ] {
        repository.git(&["checkout", "-qb", branch, "main"]);
        let filled = format!("{}\n    Texto.", stub.trim_start_matches("# "));
        repository.replace(file, stub, &filled);
        repository.commit();
    }
    repository.git(&["checkout", "-q", "main"]);
    repository.replace("source/a.md", "announced", "signed");
    repository.tolka(&["sync"]);
    repository.commit();
    repository.git(&["merge", "-q", "-m", "x", "one", "two"]);
    assert_eq!(repository.tolka(&["sync", "--check"]).0, 0);
    let (_, said) = repository.tolka(&["status"]);
    assert!(said.contains("2 of 3"), "{said}");
}

#[test]
fn accept_edited_follows_a_renamed_article() {
    let repository = Repository::new();
    repository.translate();
    repository.replace("source/a.md", "announced", "signed");
    repository.tolka(&["sync"]);
    repository.commit();
    // In one push the article gets another name, and a stale text is mended.
    repository.git(&["mv", "site/source/a.md", "site/source/b.md"]);
    repository.git(&["mv", "site/locales/es/a.ftl", "site/locales/es/b.ftl"]);
    repository.git(&["mv", "site/locales/en/a.ftl", "site/locales/en/b.ftl"]);
    repository.replace(
        "locales/es/b.ftl",
        "¡the-minister-announced-an =!",
        "El ministro firmó",
    );
    repository.tolka(&["sync"]);
    let accept = ["accept", "--edited", "--locale", "es"];
    let said = "locales/es/b.ftl: confirmed the-minister-announced-an\n";
    assert_eq!(repository.tolka(&accept), (0, said.into()));
}

#[test]
fn crlf_and_a_byte_order_mark_come_through_merge_and_accept() {
    let repository = Repository::new();
    repository.translate();
    let windows = |raw: &str| format!("\u{FEFF}{}", raw.replace('\n', "\r\n"));
    repository.write(ES, &windows(&repository.read(ES)));
    repository.replace("source/a.md", "announced", "signed");
    repository.tolka(&["sync"]);
    let is_windows = |raw: &str| {
        raw.starts_with('\u{FEFF}') && raw.matches('\n').count() == raw.matches("\r\n").count()
    };
    let base = repository.read(ES);
    assert!(is_windows(&base) && base.contains("# @was"), "{base}");
    // The other side went through an editor that writes neither.
    let theirs = base
        .replace(['\r', '\u{FEFF}'], "")
        .replace("¡the-crowd-in-the =!", "La multitud");
    repository.write("base", &base);
    repository.write(
        "ours",
        &base.replace("¡the-minister-announced-an =!", "El ministro"),
    );
    repository.write("theirs", &theirs);
    assert_eq!(repository.tolka(&["merge", "base", "ours", "theirs"]).0, 0);
    let merged = repository.read("ours");
    assert!(is_windows(&merged), "{merged:?}");
    assert!(merged.contains("El ministro") && merged.contains("La multitud"));
    assert_eq!(merged.lines().count(), base.lines().count());
    repository.write(ES, &merged);
    repository.tolka(&["accept", "--all", "--locale", "es"]);
    let accepted = repository.read(ES);
    assert!(
        is_windows(&accepted) && !accepted.contains("# @was"),
        "{accepted:?}"
    );
}

#[test]
fn accept_takes_proposals() {
    let repository = Repository::new();
    repository.write(
        "source/a.md",
        "The crowd of 10 men was silent.\n\nAll 20 of them left.\n",
    );
    repository.tolka(&["sync"]);
    repository.replace(
        ES,
        "# the-crowd-of-10 =",
        "the-crowd-of-10 =\n    Los 10 hombres callaban.",
    );
    repository.replace(
        ES,
        "# all-20-of-them =",
        "all-20-of-them =\n    Los veinte se fueron.",
    );
    repository.replace("source/a.md", "10", "12");
    repository.replace("source/a.md", "20", "24");
    repository.tolka(&["sync"]);
    let accept = ["accept", "--proposal", "--locale", "es"];
    let said = "locales/es/a.ftl: took the proposal of the-crowd-of-10\n";
    assert_eq!(
        repository.tolka(&accept),
        (0, said.into()),
        "{}",
        repository.read(ES)
    );
    let raw = repository.read(ES);
    assert!(
        raw.contains("    Los 12 hombres callaban.\n") && !raw.contains("@proposal"),
        "{raw}"
    );
    assert_eq!(raw.matches("# @was").count(), 1, "{raw}");
    assert_eq!(
        repository.tolka(&accept),
        (0, "Nothing to confirm\n".into())
    );
}

#[test]
fn accept_edited_does_not_confirm_what_a_branch_wrote_for_older_english() {
    let repository = Repository::new();
    repository.translate();
    repository.replace("source/a.md", "on Saturday", "on Sunday");
    repository.tolka(&["sync"]);
    repository.commit();
    repository.git(&["checkout", "-qb", "translator"]);
    repository.replace(ES, "¡the-minister-announced-an =!", "El domingo");
    repository.commit();
    repository.git(&["checkout", "-q", "main"]);
    repository.replace("source/a.md", "on Sunday", "on Monday");
    repository.replace("source/a.md", "silent", "loud");
    repository.tolka(&["sync"]);
    repository.commit();
    repository.git(&["branch", "before"]);
    repository.git(&["merge", "-q", "-m", "x", "translator"]);
    // A text that was written for today's English, in the same push.
    repository.replace(ES, "¡the-crowd-in-the =!", "La multitud gritaba");
    repository.commit();
    let accept = ["accept", "--edited", "--since", "before", "--locale", "es"];
    let said = "locales/es/a.ftl: confirmed the-crowd-in-the\n";
    assert_eq!(repository.tolka(&accept), (0, said.into()));
    assert!(
        repository
            .read(ES)
            .contains("# @was    The minister announced an accord on Saturday.\n")
    );
}

#[test]
fn what_accept_both_leaves_of_two_texts_is_not_current() {
    let repository = Repository::new();
    let driver = format!("{} merge %O %A %B", env!("CARGO_BIN_EXE_tolka"));
    repository.git(&["config", "merge.tolka.driver", &driver]);
    repository.write("../.gitattributes", "**/locales/**/*.ftl merge=tolka\n");
    repository.translate();
    repository.commit();
    repository.git(&["checkout", "-qb", "translator"]);
    repository.replace(ES, "¡the-crowd-in-the =!", "El gentío callaba");
    repository.commit();
    repository.git(&["checkout", "-q", "main"]);
    repository.replace(ES, "¡the-crowd-in-the =!", "La multitud callaba");
    repository.commit();
    merge_in_conflict(&repository, "translator");
    let marked = repository.read(ES);
    assert!(
        marked.contains("<<<<<<< ours\n") && marked.contains(">>>>>>> theirs\n"),
        "{marked}"
    );
    let is_marker = |line: &&str| {
        ["<<<<<<<", "=======", ">>>>>>>"]
            .iter()
            .any(|mark| line.starts_with(mark))
    };
    let both: String = marked
        .split_inclusive('\n')
        .filter(|line| !is_marker(line))
        .collect();
    repository.write(ES, &both);
    let assert_open = || {
        let (_, said) = repository.tolka(&["check"]);
        assert!(
            said.contains("error[unverified] nobody knows which translation counts"),
            "{said}"
        );
        assert!(
            said.contains("error[syntax] the-crowd-in-the is here a second time"),
            "{said}"
        );
    };
    assert_open();
    assert_eq!(
        repository.tolka(&["accept", "--all", "--locale", "es"]),
        (0, "Nothing to confirm\n".into())
    );
    repository.tolka(&["sync"]);
    assert_open();
    assert!(
        repository.read(ES).contains("El gentío") && repository.read(ES).contains("La multitud")
    );
    // One of them goes, and all is well.
    let entry = "# @context paragraph\n# @source The crowd in the square was silent.\nthe-crowd-in-the =\n    El gentío callaba\n";
    repository.replace(ES, entry, "");
    assert_confirmed(&repository);
}
