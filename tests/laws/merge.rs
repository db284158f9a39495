//! Law 12: whatever people do to a translation on one branch while its English moves on another, no merge that
//! git or tolka calls clean makes a text current that was made from other English.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use tolka::compare::Status;
use tolka::fluent::file::Text;
use tolka::sync::merge::{merge, sides};

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
    let (is_clean, text) = merge_file(base, ours, theirs);
    is_clean.then_some(text)
}

/// Merges with git, with markers where it is a conflict.
fn git_marked(base: &str, ours: &str, theirs: &str) -> String {
    merge_file(base, ours, theirs).1
}

fn merge_file(base: &str, ours: &str, theirs: &str) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("base", base), ("ours", ours), ("theirs", theirs)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let done = Command::new("git")
        .args(["merge-file", "-p", "ours", "base", "theirs"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    (
        done.status.success(),
        String::from_utf8(done.stdout).unwrap(),
    )
}

fn tolka(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let text = |raw: &str| Text::new(raw.to_owned());
    let merged = merge(&text(base), &text(ours), &text(theirs)).ok()?;
    merged.conflicts.is_empty().then_some(merged.raw)
}

/// Merges with git and takes the lines of both sides of every conflict, as editors offer it; also where it is none.
fn accept_both(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let marked = git_marked(base, ours, theirs);
    let is_marker = |line: &&str| {
        ["<<<<<<<", "=======", ">>>>>>>", "|||||||"]
            .iter()
            .any(|mark| line.starts_with(mark))
    };
    Some(
        marked
            .split_inclusive('\n')
            .filter(|line| !is_marker(line))
            .collect(),
    )
}

/// Merges with git and lets `tolka merge FILE` resolve the markers.
fn afterwards(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let marked = git_marked(base, ours, theirs);
    let [base, ours, theirs] = sides(&marked).unwrap();
    tolka(&base, &ours, &theirs)
}

/// Makes one text of three, where that is no conflict.
type Way = fn(&str, &str, &str) -> Option<String>;

const WAYS: [(&str, Way); 4] = [
    ("git", git),
    ("tolka", tolka),
    ("both", accept_both),
    ("afterwards", afterwards),
];

/// Tries one deed of a person against one edit of the English, merged in every way, both ways round. Returns how
/// many merges of each kind were clean.
fn try_pair(deed: &str, how: &str) -> BTreeMap<&'static str, usize> {
    let mut n_clean: BTreeMap<&str, usize> = BTreeMap::new();
    let (before, person) = person(deed);
    let mut english = before.clone();
    english.article = edited(how);
    let english = english.sync();
    let file = |world: &World| world.locale.clone().unwrap();
    let (base, ours, theirs) = (file(&before), file(&person), file(&english));
    for (who, merge) in WAYS {
        for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
            let Some(merged) = merge(&base, ours, theirs) else {
                continue;
            };
            *n_clean.entry(who).or_default() += 1;
            let mut world = english.clone();
            world.locale = Some(merged.clone());
            // Before a sync, after it, and with the catalog of either branch.
            let mut older = world.clone();
            older.catalog.clone_from(&before.catalog);
            for world in [world.sync(), older.sync(), world, older] {
                assert_confirms_nothing(&format!("{who}: {deed} and {how}"), &world, &merged);
            }
        }
    }
    n_clean
}

/// Panics where a text that was made from `ARTICLE` is current for a sentence that does not stand in it.
fn assert_confirms_nothing(what: &str, world: &World, merged: &str) {
    for known in world.known() {
        let is_foreign = !ARTICLE.contains(&known.text);
        assert!(
            known.status != Status::Current || !is_foreign,
            "{what}: {known:?}\n{merged}\nafter a sync:\n{}",
            world.locale.as_deref().unwrap_or_default()
        );
    }
}

#[test]
fn a_clean_git_merge_confirms_nothing() {
    let mut n_clean: BTreeMap<&str, usize> = BTreeMap::new();
    for (deed, how) in DEED
        .iter()
        .flat_map(|deed| ENGLISH.iter().map(move |how| (deed, how)))
    {
        for (who, n) in try_pair(deed, how) {
            *n_clean.entry(who).or_default() += n;
        }
    }
    // The law is not kept by refusing everything.
    assert_eq!(n_clean.get("tolka"), Some(&40), "{n_clean:?}");
    assert_eq!(n_clean.get("both"), Some(&40), "{n_clean:?}");
    assert!(0 < n_clean["git"], "{n_clean:?}");
    assert!(20 < n_clean["afterwards"], "{n_clean:?}");
}

/// Makes a test of every deed against every edit, under its own name.
macro_rules! matrix {
    ($($name:ident: $deed:literal $how:literal,)*) => {
        $(#[test]
        fn $name() {
            try_pair($deed, $how);
        })*

        #[test]
        fn the_matrix_is_whole() {
            let named = [$(($deed, $how)),*];
            let all = DEED.iter().flat_map(|deed| ENGLISH.iter().map(move |how| (*deed, *how)));
            assert_eq!(named.to_vec(), all.collect::<Vec<_>>());
        }
    };
}

matrix! {
    filled_while_it_was_edited: "fill" "edit",
    filled_while_it_moved: "fill" "move",
    filled_while_it_was_split: "fill" "split",
    filled_while_it_went: "fill" "obsolete",
    filled_while_one_came_before_it: "fill" "insert",
    improved_while_it_was_edited: "improve" "edit",
    improved_while_it_moved: "improve" "move",
    improved_while_it_was_split: "improve" "split",
    improved_while_it_went: "improve" "obsolete",
    improved_while_one_came_before_it: "improve" "insert",
    confirmed_while_it_was_edited: "confirm" "edit",
    confirmed_while_it_moved: "confirm" "move",
    confirmed_while_it_was_split: "confirm" "split",
    confirmed_while_it_went: "confirm" "obsolete",
    confirmed_while_one_came_before_it: "confirm" "insert",
    deleted_while_it_was_edited: "delete" "edit",
    deleted_while_it_moved: "delete" "move",
    deleted_while_it_was_split: "delete" "split",
    deleted_while_it_went: "delete" "obsolete",
    deleted_while_one_came_before_it: "delete" "insert",
}

/// Two branches insert sentences that begin with the same four words, and translate them.
#[test]
fn one_id_for_two_texts_confirms_neither_for_the_other() {
    let before = World::new(ARTICLE).sync();
    let with = |sentence: &str| {
        let mut world = before.clone();
        world.article = ARTICLE.replacen("\n\n", &format!("\n\n{sentence}\n\n"), 1);
        world.sync()
    };
    let (one, other) = (
        "A dog barked at the minister twice.",
        "A dog barked at the crowd, and ran.",
    );
    let fill = |world: &World, text: &str| {
        let mut filled = world.clone();
        let raw = world.locale.as_ref().unwrap();
        assert!(raw.contains("# a-dog-barked-at =\n"), "{raw}");
        filled.locale = Some(raw.replace(
            "# a-dog-barked-at =\n",
            &format!("a-dog-barked-at =\n    {text}\n"),
        ));
        filled
    };
    let file = |world: &World| world.locale.clone().unwrap();
    let article = ARTICLE.replacen("\n\n", &format!("\n\n{one}\n\n{other}\n\n"), 1);
    for (fills_one, fills_other) in [(true, true), (true, false), (false, true)] {
        let ours = if fills_one {
            fill(&with(one), "Собака лаяла на министра")
        } else {
            with(one)
        };
        let theirs = if fills_other {
            fill(&with(other), "Собака лаяла на толпу")
        } else {
            with(other)
        };
        for (who, merge) in WAYS {
            for (a, b) in [(&ours, &theirs), (&theirs, &ours)] {
                let Some(merged) = merge(&file(&before), &file(a), &file(b)) else {
                    continue;
                };
                // The articles merge with both sentences; the catalog is of one branch, or lost.
                for catalog in [
                    a.catalog.clone(),
                    b.catalog.clone(),
                    before.catalog.clone(),
                    None,
                ] {
                    let world = World {
                        article: article.clone(),
                        catalog,
                        locale: Some(merged.clone()),
                        ..before.clone()
                    };
                    for world in [world.sync(), world] {
                        let known = world.known();
                        let of =
                            |text: &str| known.iter().find(|known| known.text == text).unwrap();
                        for (text, own) in [(one, "министра"), (other, "толпу")] {
                            let known = of(text);
                            let is_own = known
                                .translation
                                .as_ref()
                                .is_some_and(|own_text| own_text.contains(own));
                            assert!(
                                known.status != Status::Current || is_own,
                                "{who}: {known:?}\n{merged}"
                            );
                        }
                    }
                    if who == "tolka" {
                        let raw = world_raw(&world_synced(&article, &merged, &before));
                        assert_eq!(raw.contains("министра"), fills_one, "{merged}\n{raw}");
                        assert_eq!(raw.contains("толпу"), fills_other, "{merged}\n{raw}");
                        let known = world_synced(&article, &merged, &before).known();
                        let n_current = known
                            .iter()
                            .filter(|known| known.status == Status::Current)
                            .count();
                        assert_eq!(
                            n_current,
                            usize::from(fills_one) + usize::from(fills_other),
                            "{known:?}\n{raw}"
                        );
                    }
                }
            }
        }
    }
}

fn world_synced(article: &str, merged: &str, before: &World) -> World {
    let world = World {
        article: article.to_owned(),
        catalog: before.catalog.clone(),
        locale: Some(merged.to_owned()),
        ..before.clone()
    };
    world.sync()
}

fn world_raw(world: &World) -> String {
    world.locale.clone().unwrap()
}
