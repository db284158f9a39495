//! Git: the files of a workspace as they were at a revision, read through the `git` program.
//!
//! Separate from `project`, which knows only what is on disk. A revision that a person typed goes through
//! `git rev-parse` once; from then on git is given the hash. What the files mean is for the floors below.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::error::{Error, Kind, Result};
use crate::project::{Project, slashes};

/// Is a revision of the repository that the workspace is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// As it was typed.
    pub typed: String,
    /// The full hash of its commit.
    pub hash: String,
    /// The workspace's folder in the repository, with a `/` behind it; empty where they are one.
    prefix: String,
}

/// Finds the commit that `typed` names.
///
/// # Errors
/// Where git is not installed, the workspace is in no repository, or there is no such commit here.
pub fn revision(project: &Project, typed: &str) -> Result<Revision> {
    let root = &project.root;
    let top = match ask(root, ["rev-parse", "--show-toplevel"])? {
        Ok(top) => top,
        Err(reason) if reason.contains("not a git repository") => {
            let message = format!("{} is in no git repository", root.display());
            return Err(Error::usage(message)
                .hint("run the command in a clone, or leave the revision away"));
        }
        Err(reason) => return Err(failed(&reason)),
    };
    let top = Path::new(&top);
    let top = top.canonicalize().unwrap_or_else(|_| top.to_owned());
    let Ok(below) = root.strip_prefix(&top) else {
        let message = format!(
            "the workspace lies outside its git repository {}",
            top.display()
        );
        return Err(Error::usage(message));
    };
    let prefix = match slashes(below) {
        below if below.is_empty() => below,
        below => below + "/",
    };
    let name = format!("{typed}^{{commit}}");
    let verify = [
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        &name,
    ];
    match ask(root, verify)? {
        Ok(hash) if !typed.is_empty() => Ok(Revision {
            typed: typed.to_owned(),
            hash,
            prefix,
        }),
        _ => Err(unknown(root, typed)),
    }
}

/// Returns what a file in a conflict was before the branches parted, on ours and on theirs, as git remembers it, where
/// `raw`, which stands there, is as git left it. A file that both branches made has an empty base.
///
/// `None` where somebody edited the file since, where a merge driver wrote it, and where git knows of no conflict there:
/// then the markers alone say what the sides are.
///
/// # Errors
/// Where git cannot read the sides.
pub fn stages(path: &Path, raw: &str) -> Result<Option<[String; 3]>> {
    const EMPTY: &str = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let Some(name) = path.file_name() else {
        return Ok(None);
    };
    // A name may hold what git takes for a pattern.
    let list = ["--literal-pathspecs", "ls-files", "--unmerged", "-z", "--"].map(OsStr::new);
    let Ok(Ok(listed)) = run(folder, list.into_iter().chain([name]), None) else {
        return Ok(None);
    };
    let mut wanted: BTreeMap<String, String> = BTreeMap::new();
    for line in listed.split(|byte| *byte == 0) {
        // `100644 HASH STAGE<tab>PATH`
        let line = String::from_utf8_lossy(line);
        let mut facts = line
            .split('\t')
            .next()
            .unwrap_or_default()
            .split(' ')
            .skip(1);
        if let (Some(hash), Some(stage)) = (facts.next(), facts.next()) {
            wanted.insert(stage.to_owned(), hash.to_owned());
        }
    }
    let base = wanted.get("1").map_or(EMPTY, String::as_str);
    let (Some(ours), Some(theirs)) = (wanted.get("2"), wanted.get("3")) else {
        return Ok(None);
    };
    // A merge takes another algorithm than this command does by itself.
    let is_as_left = [&["--diff-algorithm=histogram"][..], &[]]
        .iter()
        .any(|how| {
            let merge = ["merge-file", "-p", "--object-id"]
                .iter()
                .chain(*how)
                .copied();
            let merged = Command::new("git")
                .arg("-C")
                .arg(folder)
                .args(merge.chain([ours, base, theirs]))
                .stdin(Stdio::null())
                .output();
            merged.is_ok_and(|merged| {
                without_labels(&String::from_utf8_lossy(&merged.stdout)).eq(without_labels(raw))
            })
        });
    if !is_as_left {
        return Ok(None);
    }
    let mut found = contents(folder, wanted.into_iter().collect())?;
    let base = found.remove("1").unwrap_or_default();
    let sides = found.remove("2").zip(found.remove("3"));
    Ok(sides.map(|(ours, theirs)| [base, ours, theirs]))
}

/// Yields the lines of a file, the markers of conflicts without the names of branches.
fn without_labels(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|line| {
        let marks = ["<<<<<<<", "|||||||", ">>>>>>>"];
        marks
            .into_iter()
            .find(|mark| line.starts_with(mark))
            .unwrap_or(line)
    })
}

impl Revision {
    /// Reads the files of the revision that stand below `folders` of the workspace and that `is_wanted` picks
    /// by their path in the workspace. Symlinks, submodules and what is no UTF-8 are left out.
    ///
    /// # Errors
    /// Where git cannot read them.
    pub fn files(
        &self,
        project: &Project,
        folders: &[&str],
        is_wanted: &dyn Fn(&str) -> bool,
    ) -> Result<BTreeMap<String, String>> {
        let mut list: Vec<String> = ["ls-tree", "-r", "-z", "--full-tree", &self.hash, "--"]
            .map(str::to_owned)
            .into();
        list.extend(
            folders
                .iter()
                .map(|folder| format!("{}{folder}/", self.prefix)),
        );
        let listed = run(&project.root, &list, None)?.map_err(|reason| failed(&reason))?;
        let mut wanted: Vec<(String, String)> = Vec::new();
        for line in listed.split(|byte| *byte == 0) {
            let Ok(line) = std::str::from_utf8(line) else {
                continue;
            };
            // `100644 blob HASH<tab>PATH`
            let Some((facts, path)) = line.split_once('\t') else {
                continue;
            };
            let mut facts = facts.split(' ');
            let is_file = facts.next().is_some_and(|mode| mode.starts_with("100"));
            let (Some(hash), Some(path)) = (facts.nth(1), path.strip_prefix(&self.prefix)) else {
                continue;
            };
            if is_file && is_wanted(path) {
                wanted.push((path.to_owned(), hash.to_owned()));
            }
        }
        contents(&project.root, wanted)
    }
}

impl Revision {
    /// Reads every state that a file of the workspace had in the commits after the revision, on all branches that
    /// were merged since.
    ///
    /// # Errors
    /// Where git cannot read them.
    pub fn states_since(&self, project: &Project, path: &str) -> Result<Vec<String>> {
        let range = format!("{}..HEAD", self.hash);
        let path = format!("{}{path}", self.prefix);
        // Each commit against each of its parents, none left out for what another branch made of the file.
        let log = [
            "--literal-pathspecs",
            "log",
            "--full-history",
            "-m",
            "--raw",
            "--no-abbrev",
            "--no-renames",
            "--format=",
            &range,
            "--",
        ];
        let top = self.top(project);
        let listed =
            run(&top, log.into_iter().chain([&*path]), None)?.map_err(|reason| failed(&reason))?;
        // `:100644 100644 OLD NEW M<tab>PATH`
        let listed = String::from_utf8_lossy(&listed).into_owned();
        let news = listed.lines().filter(|line| line.starts_with(':'));
        let hashes: BTreeMap<String, String> = news
            .filter_map(|line| line.split([' ', '\t']).nth(3))
            .filter(|hash| !hash.bytes().all(|byte| byte == b'0'))
            .map(|hash| (hash.to_owned(), hash.to_owned()))
            .collect();
        Ok(contents(&top, hashes.into_iter().collect())?
            .into_values()
            .collect())
    }

    /// Returns the repository's folder, which paths of git's are relative to.
    fn top(&self, project: &Project) -> PathBuf {
        let depth = self.prefix.matches('/').count();
        let top = project.root.ancestors().nth(depth);
        top.unwrap_or(&project.root).to_owned()
    }
}

/// Reads objects in one process, by their hashes.
fn contents(root: &Path, wanted: Vec<(String, String)>) -> Result<BTreeMap<String, String>> {
    if wanted.is_empty() {
        return Ok(BTreeMap::new());
    }
    let asked: String = wanted.iter().map(|(_, hash)| format!("{hash}\n")).collect();
    let answer = run(root, ["cat-file", "--batch"], Some(asked))?;
    let answer = answer.map_err(|reason| failed(&reason))?;
    let mut answer = &*answer;
    let mut files = BTreeMap::new();
    for (path, hash) in wanted {
        // `HASH blob SIZE`, the bytes, a line end.
        let end = answer
            .iter()
            .position(|byte| *byte == b'\n')
            .unwrap_or(answer.len());
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let size = head
            .rsplit(' ')
            .next()
            .and_then(|size| size.parse::<usize>().ok());
        let bytes = size.and_then(|size| answer.get(end + 1..end + 1 + size));
        let Some(bytes) = bytes else {
            return Err(failed(&format!("{path} ({hash}) cannot be read: {head}")));
        };
        answer = answer.get(end + 2 + bytes.len()..).unwrap_or_default();
        if let Ok(text) = std::str::from_utf8(bytes) {
            files.insert(path, text.to_owned());
        }
    }
    Ok(files)
}

/// Makes the error for a revision that is not there.
fn unknown(root: &Path, typed: &str) -> Error {
    let error = Error::usage(format!("git knows no revision \"{typed}\" here"));
    let is_shallow = ask(root, ["rev-parse", "--is-shallow-repository"])
        .is_ok_and(|answer| answer.is_ok_and(|answer| answer == "true"));
    error.hint(if is_shallow {
        "this is a shallow clone: run \"git fetch --unshallow\", or check out with the whole history (fetch-depth: 0)"
    } else {
        "run \"git fetch\" if it is a branch of a remote"
    })
}

fn failed(reason: &str) -> Error {
    Error {
        kind: Kind::Io,
        message: format!("asking git: {reason}"),
        hint: None,
    }
}

/// Asks git for one line; the inner error is git's own reason.
fn ask<S: AsRef<OsStr>>(
    root: &Path,
    arguments: impl IntoIterator<Item = S>,
) -> Result<std::result::Result<String, String>> {
    let answer = run(root, arguments, None)?;
    Ok(answer.map(|bytes| {
        String::from_utf8_lossy(&bytes)
            .trim_end_matches(['\r', '\n'])
            .to_owned()
    }))
}

/// Runs git in the workspace; the inner error is git's own reason.
fn run<S: AsRef<OsStr>>(
    root: &Path,
    arguments: impl IntoIterator<Item = S>,
    input: Option<String>,
) -> Result<std::result::Result<Vec<u8>, String>> {
    let not_there = |error: &std::io::Error| {
        if error.kind() == std::io::ErrorKind::NotFound {
            Error {
                kind: Kind::Io,
                message: "git is not installed, or not on PATH".to_owned(),
                hint: Some("install git, or leave the revision away".to_owned()),
            }
        } else {
            failed(&error.to_string())
        }
    };
    let mut child = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(arguments)
        // Git's reasons are told apart by their words.
        .env("LC_ALL", "C")
        .stdin(if input.is_some() {
            Stdio::piped()
        } else {
            Stdio::null()
        })
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| not_there(&error))?;
    // Git answers while it is asked: whoever writes everything first waits for ever.
    let asking = input
        .zip(child.stdin.take())
        .map(|(input, mut stdin)| std::thread::spawn(move || stdin.write_all(input.as_bytes())));
    let complaining = child.stderr.take().map(|mut stderr| {
        std::thread::spawn(move || {
            let mut text = Vec::new();
            stderr.read_to_end(&mut text).map(|_| text)
        })
    });
    let mut answer = Vec::new();
    if let Some(mut stdout) = child.stdout.take() {
        stdout
            .read_to_end(&mut answer)
            .map_err(|error| failed(&error.to_string()))?;
    }
    let status = child.wait().map_err(|error| failed(&error.to_string()))?;
    // What git did not want to hear shows in its status.
    drop(asking.map(std::thread::JoinHandle::join));
    if status.success() {
        return Ok(Ok(answer));
    }
    let complaint = complaining
        .and_then(|reader| reader.join().ok()?.ok())
        .unwrap_or_default();
    let complaint = String::from_utf8_lossy(&complaint);
    let line = complaint
        .lines()
        .find(|line| !line.is_empty())
        .unwrap_or("no reason was given");
    Ok(Err(line.trim_start_matches("fatal: ").to_owned()))
}
