//! Shards: what several runs say of shares of the articles, put together, is what one run says of all of them, byte for
//! byte. The workspace has everything that reaches from one article to another.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const TOLKA: &str = env!("CARGO_BIN_EXE_tolka");

const CONFIG: &str = "\
[project]
locales = [\"es\", \"ru\"]

[segment]
protect = ['\\{\\{.*?\\}\\}']

[check]
numbers = \"off\"
quotes = \"off\"

[locale.ru]
required = 40
";

struct Site(TempDir);

impl Site {
    /// Makes a translated workspace, then bends it.
    fn new() -> Self {
        let site = Site(tempfile::tempdir().unwrap());
        site.write("tolka.toml", CONFIG);
        site.write("locales/en/terms.ftl", "-band = band\n");
        for at in 0..23 {
            let text = format!(
                "# Read more about it\n\nThe minister announced accord {at} on Saturday.\n\nThe band of village {at} \
                 began to play in the square behind the station. Nobody left.\n"
            );
            site.write(&format!("source/a{at:02}.md"), &text);
        }
        site.run(&["sync"]);
        for (tag, words) in [("es", "Banda"), ("ru", "Оркестр")] {
            site.write(
                &format!("locales/{tag}/terms.ftl"),
                &format!("-band = {words}\n-idle = x\n"),
            );
            for at in 0..23 {
                let path = format!("locales/{tag}/a{at:02}.ftl");
                let lines = site.read(&path);
                let lines = lines.lines().map(|line| {
                    let id = line
                        .strip_prefix("# ")
                        .and_then(|line| line.strip_suffix(" ="));
                    match id {
                        // Some articles call the same heading otherwise.
                        Some("read-more-about-it") if at % 7 == 3 => {
                            "read-more-about-it =\n    Otro título aquí\n".to_owned()
                        }
                        Some("read-more-about-it") => {
                            "read-more-about-it =\n    Leer más sobre esto\n".to_owned()
                        }
                        // And some say nothing.
                        Some(id) if at % 5 == 4 && id.starts_with("nobody") => {
                            format!("# {id} =\n")
                        }
                        Some(id) => format!("{id} =\n    {{ -band }} {id} {at}\n"),
                        None => format!("{line}\n"),
                    }
                });
                let text: String = lines.collect();
                site.write(&path, &text);
            }
        }
        site.run(&["sync"]);
        site
    }

    /// Makes edits that reach from article to article.
    fn edited(self) -> Self {
        // A paragraph moves from the first article to the last, one is edited, one article gets another path.
        let first = self.read("source/a00.md");
        let (head, moved) = first.rsplit_once("\n\n").unwrap();
        let (head, moved) = (format!("{head}\n"), format!("\n{moved}"));
        self.write("source/a00.md", &head);
        self.write("source/a22.md", &(self.read("source/a22.md") + &moved));
        self.write(
            "source/a11.md",
            &self.read("source/a11.md").replace("announced", "signed"),
        );
        fs::rename(self.path("source/a05.md"), self.path("source/z05.md")).unwrap();
        // A new one has a heading that stands translated elsewhere; one is gone.
        self.write("source/b.md", "# Read more about it\n\nNobody left.\n");
        fs::remove_file(self.path("source/a17.md")).unwrap();
        // What is ignored in vain, and not in vain.
        for at in ["03", "09"] {
            let path = format!("locales/es/a{at}.ftl");
            let ignored = "# @ignore inconsistent (so it is)\nread-more-about-it";
            self.write(
                &path,
                &self.read(&path).replacen("read-more-about-it", ignored, 1),
            );
        }
        fs::write(self.path("source/c.md"), b"\xff").unwrap();
        fs::write(self.path("locales/ru/a08.ftl"), b"\xff").unwrap();
        self
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.0.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn run(&self, args: &[&str]) -> Output {
        let folder: &Path = self.0.path();
        Command::new(TOLKA)
            .args(args)
            .current_dir(folder)
            .output()
            .unwrap()
    }

    /// Holds the shards of a command against the whole.
    #[track_caller]
    fn check(&self, command: &[&str], n_shards: usize) {
        let json = |more: &[&str]| self.run(&[command, &["--format", "json"], more].concat());
        let whole = json(&[]);
        let mut merge = vec!["report".to_owned(), "merge".to_owned()];
        for number in (1..=n_shards).rev() {
            let shard = json(&["--shard", &format!("{number}/{n_shards}")]);
            assert!(
                !shard.stdout.is_empty(),
                "{}",
                String::from_utf8_lossy(&shard.stderr)
            );
            let value: serde_json::Value = serde_json::from_slice(&shard.stdout).unwrap();
            assert_eq!(value["shard"]["number"], number);
            let name = format!("shard-{number}.json");
            fs::write(self.path(&name), &shard.stdout).unwrap();
            merge.push(name);
        }
        let merge: Vec<&str> = merge.iter().map(String::as_str).collect();
        let merged = self.run(&merge);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(
            text(&merged.stdout),
            text(&whole.stdout),
            "{}",
            text(&merged.stderr)
        );
        assert_eq!(merged.status.code(), whole.status.code());
        assert_eq!(text(&merged.stderr), text(&whole.stderr));
    }
}

#[test]
fn shards_add_up_to_the_whole() {
    let site = Site::new();
    for n_shards in [1, 3, 16] {
        site.check(&["check"], n_shards);
        site.check(&["status"], n_shards);
    }
    let site = site.edited();
    let said = String::from_utf8(site.run(&["check"]).stdout).unwrap();
    let checks = [
        "inconsistent",
        "dead-ignore",
        "dead-config",
        "message-files",
        "syntax",
        "missing",
        "stale",
        "obsolete",
        "catalog",
    ];
    for check in checks {
        assert!(said.contains(&format!("[{check}]")), "{check}\n{said}");
    }
    for n_shards in [1, 2, 5, 30] {
        site.check(&["check"], n_shards);
        site.check(&["status"], n_shards);
    }
    site.check(&["check", "--locale", "ru", "--warn", "missing"], 4);
    site.check(&["status", "--locale", "es", "a1*"], 4);
}

#[test]
fn what_does_not_belong_together_is_refused() {
    let site = Site::new();
    let shard = |args: &[&str], name: &str| {
        let made = site.run(&[args, &["--format", "json"]].concat());
        fs::write(site.path(name), &made.stdout).unwrap();
    };
    shard(&["check", "--shard", "1/2"], "one.json");
    shard(&["check", "--shard", "2/2", "--locale", "es"], "other.json");
    shard(&["status", "--shard", "2/2"], "status.json");
    shard(&["status"], "whole.json");
    let refused = |files: &[&str], why: &str| {
        let merged = site.run(&[&["report", "merge"], files].concat());
        let said = String::from_utf8_lossy(&merged.stderr).into_owned();
        assert_eq!(merged.status.code(), Some(2), "{said}");
        assert!(said.contains(why), "{said}");
    };
    refused(&["one.json"], "every shard is needed once; these are 1/2");
    refused(&["one.json", "one.json"], "every shard is needed once");
    refused(
        &["one.json", "other.json"],
        "shard 2/2 was asked for something else",
    );
    refused(
        &["one.json", "status.json"],
        "status.json: this is no report of a shard",
    );
    refused(&["whole.json"], "whole.json: this is no report of a shard");
    refused(&["tolka.toml"], "tolka.toml: this is no report of a shard");
    refused(&["nowhere.json"], "reading nowhere.json");
    site.write("source/new.md", "New.\n");
    refused(&["one.json"], "it is of other articles");
    for args in [
        &["check", "--shard", "1/2"][..],
        &["status", "--shard", "1/2", "--format", "csv"],
    ] {
        assert_eq!(site.run(args).status.code(), Some(2));
    }
}
