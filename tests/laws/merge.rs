//! Law 12: whatever people do to a translation on one branch while its English moves on another, no merge that
//! git or tolka calls clean makes a text current that was made from other English.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use tolka::compare::Status;
use tolka::fluent::file::Text;
use tolka::sync::merge::merge;

use crate::world::World;

const ARTICLE: &str = "The minister announced an accord in the capital on Saturday.\n\nThe crowd in the square was silent for an hour, and then the band began to play.\n\nNobody knew where the train had come from.\n";

/// What happens to the English of the second segment.
const ENGLISH: [&str; 5] = ["edit", "move", "split", "obsolete", "insert"];
/// What a person does to its translation.
const DEED: [&str; 4] = ["fill", "improve", "confirm", "delete"];

fn edited(how: &str) -> String {
    let paragraphs: Vec<&str> = ARTICLE.trim_end().split("\n\n").collect();
    let [a, b, c] = [paragraphs[0], paragraphs[1], paragraphs[2]];
    let parts = match how {
        "edit" => vec![a.to_owned(), b.replace("silent", "loud"), c.to_owned()],
        "move" => vec![
            a.to_owned(),
            c.to_owned(),
            b.replace("an hour", "two hours"),
        ],
        "split" => vec![
            a.to_owned(),
            b.replace(", and then", ". Then"),
            c.to_owned(),
        ],
        "obsolete" => vec![a.to_owned(), c.to_owned()],
        _ => vec![
            a.to_owned(),
            "A dog barked twice.".to_owned(),
            b.replace("band", "brass band"),
            c.to_owned(),
        ],
    };
    parts.join("\n\n") + "\n"
}

/// Finds the entry of the second segment: its comment's start, its id line, its end.
fn entry(raw: &str) -> (usize, usize, usize) {
    let id = raw.find("the-crowd-in-the =").unwrap();
    let id_line = raw[..id].rfind('\n').unwrap() + 1;
    let start = raw[..id].rfind("\n\n").unwrap() + 2;
    let end = raw[id..].find("\n\n").map_or(raw.len(), |at| id + at + 1);
    (start, id_line, end)
}

fn with_entry(raw: &str, change: impl Fn(&str) -> String) -> String {
    let (start, _, end) = entry(raw);
    format!(
        "{}{}{}",
        &raw[..start],
        change(&raw[start..end]),
        &raw[end..]
    )
}

/// Makes the state before the branches part, and what a person makes of it.
fn person(deed: &str) -> (World, World) {
    let mut before = World::new(ARTICLE);
    if deed == "confirm" || deed == "improve" {
        before.article = ARTICLE.replace("hour", "while");
    }
    let mut before = before.sync();
    if deed != "fill" {
        let filled = with_entry(before.locale.as_ref().unwrap(), |entry| {
            entry.replace(
                "# the-crowd-in-the =\n",
                "the-crowd-in-the =\n    Толпа молчала\n",
            )
        });
        before.locale = Some(filled);
    }
    before.article = ARTICLE.to_owned();
    let before = before.sync();
    let mut after = before.clone();
    let raw = with_entry(before.locale.as_ref().unwrap(), |entry| match deed {
        "fill" => entry.replace(
            "# the-crowd-in-the =\n",
            "the-crowd-in-the =\n    Толпа молчала час\n",
        ),
        "improve" => drop_was(&entry.replace("Толпа молчала", "Толпа молчала час")),
        "confirm" => drop_was(entry),
        _ => entry.replace(
            "the-crowd-in-the =\n    Толпа молчала\n",
            "# the-crowd-in-the =\n",
        ),
    });
    assert_ne!(Some(&raw), before.locale.as_ref(), "{deed} does nothing");
    after.locale = Some(raw);
    (before, after)
}

fn drop_was(entry: &str) -> String {
    let lines = entry.split_inclusive('\n');
    lines
        .filter(|line| !line.starts_with("# @was") && !line.starts_with("# @changed"))
        .collect()
}

/// Merges with git; `None` where it is a conflict.
fn git(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("base", base), ("ours", ours), ("theirs", theirs)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let done = Command::new("git")
        .args(["merge-file", "-p", "ours", "base", "theirs"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    done.status
        .success()
        .then(|| String::from_utf8(done.stdout).unwrap())
}

fn tolka(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let text = |raw: &str| Text::new(raw.to_owned());
    let merged = merge(&text(base), &text(ours), &text(theirs)).unwrap();
    merged.conflicts.is_empty().then_some(merged.raw)
}

#[test]
fn a_clean_git_merge_confirms_nothing() {
    let mut n_clean: BTreeMap<&str, usize> = BTreeMap::new();
    for deed in DEED {
        for how in ENGLISH {
            let (before, person) = person(deed);
            let mut english = before.clone();
            english.article = edited(how);
            let english = english.sync();
            let file = |world: &World| world.locale.clone().unwrap();
            let (base, ours, theirs) = (file(&before), file(&person), file(&english));
            for (who, merge) in [("git", git as fn(&str, &str, &str) -> _), ("tolka", tolka)] {
                for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
                    let Some(merged) = merge(&base, ours, theirs) else {
                        continue;
                    };
                    *n_clean.entry(who).or_default() += 1;
                    let mut world = english.clone();
                    world.locale = Some(merged.clone());
                    for world in [world.clone(), world.sync()] {
                        for known in world.known() {
                            let is_foreign = !ARTICLE.contains(&known.text);
                            assert!(
                                known.status != Status::Current || !is_foreign,
                                "{who}: {deed} and {how}: {known:?}\n{merged}"
                            );
                        }
                    }
                }
            }
        }
    }
    // The law is not kept by refusing everything.
    assert_eq!(n_clean.get("tolka"), Some(&40), "{n_clean:?}");
    assert!(0 < n_clean["git"], "{n_clean:?}");
}
