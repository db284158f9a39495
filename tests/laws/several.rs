//! The laws of what moves between articles: renames, moves, splits and joins, on workspaces of several articles
//! and locales.

use std::collections::BTreeMap;

use proptest::prelude::*;
use tolka::align::between::is_telling;
use tolka::compare::Status;

use crate::realm::{Known, LOCALES, Realm};
use crate::texts;

/// Paragraphs of sentences, by the path of their article.
type Articles = BTreeMap<String, Vec<Vec<String>>>;

/// What happens to articles. The numbers pick articles, paragraphs and sentences among those that are there.
#[derive(Clone, Debug)]
enum Edit {
    Rename(usize, &'static str),
    MoveParagraph(usize, usize, usize, usize),
    MoveSentence(usize, usize, usize, usize),
    Split(usize, usize, &'static str),
    Join(usize, usize),
    Change(usize, usize, usize, String),
    /// One word more.
    Touch(usize, usize, usize),
    Insert(usize, usize, String),
    Copy(usize, usize, usize),
    Delete(usize, usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = || 0..6usize;
    let path = || {
        let paths: &[&str] = &["source/0.md", "source/new/a.md", "source/z.md"];
        prop::sample::select(paths)
    };
    prop_oneof![
        2 => (at(), path()).prop_map(|(a, path)| Edit::Rename(a, path)),
        3 => (at(), at(), at(), at()).prop_map(|(a, p, b, q)| Edit::MoveParagraph(a, p, b, q)),
        2 => (at(), at(), at(), at()).prop_map(|(a, p, s, b)| Edit::MoveSentence(a, p, s, b)),
        2 => (at(), at(), path()).prop_map(|(a, p, path)| Edit::Split(a, p, path)),
        2 => (at(), at()).prop_map(|(a, b)| Edit::Join(a, b)),
        1 => (at(), at(), at(), texts::sentence()).prop_map(|(a, p, s, text)| Edit::Change(a, p, s, text)),
        2 => (at(), at(), at()).prop_map(|(a, p, s)| Edit::Touch(a, p, s)),
        1 => (at(), at(), texts::sentence()).prop_map(|(a, p, text)| Edit::Insert(a, p, text)),
        1 => (at(), at(), at()).prop_map(|(a, p, b)| Edit::Copy(a, p, b)),
        1 => (at(), at()).prop_map(|(a, p)| Edit::Delete(a, p)),
    ]
}

fn apply(articles: &Articles, edits: &[Edit]) -> Articles {
    let mut now = articles.clone();
    for edit in edits {
        now.retain(|_, paragraphs| !paragraphs.is_empty());
        if !now.is_empty() {
            apply_one(&mut now, edit.clone());
        }
    }
    now.retain(|_, paragraphs| !paragraphs.is_empty());
    now
}

fn apply_one(now: &mut Articles, edit: Edit) {
    let paths: Vec<String> = now.keys().cloned().collect();
    let path = |article: usize| paths[article % paths.len()].clone();
    let at =
        |now: &Articles, article: usize, paragraph: usize| paragraph % now[&path(article)].len();
    let mut change = |article: usize, paragraph: usize, run: &dyn Fn(&mut Vec<String>)| {
        let paragraph = at(now, article, paragraph);
        run(&mut now.get_mut(&path(article)).unwrap()[paragraph]);
    };
    match edit {
        Edit::Change(a, p, s, text) => change(a, p, &|sentences| {
            let s = s % sentences.len();
            sentences[s] = text.clone();
        }),
        Edit::Touch(a, p, s) => change(a, p, &|sentences| {
            let s = s % sentences.len();
            sentences[s] = sentences[s].replacen("Sentence", "Sentence really", 1);
        }),
        Edit::Insert(a, p, text) => change(a, p, &|sentences| sentences.push(text.clone())),
        Edit::Rename(a, to) => {
            let moved = now.remove(&path(a)).unwrap();
            now.entry(to.to_owned()).or_default().extend(moved);
        }
        Edit::MoveParagraph(a, p, b, q) => {
            let p = at(now, a, p);
            let moved = now.get_mut(&path(a)).unwrap().remove(p);
            let receiver = now.get_mut(&path(b)).unwrap();
            receiver.insert(q % (receiver.len() + 1), moved);
        }
        Edit::MoveSentence(a, p, s, b) => {
            let p = at(now, a, p);
            let giver = &mut now.get_mut(&path(a)).unwrap()[p];
            if 1 < giver.len() {
                let moved = giver.remove(s % giver.len());
                now.get_mut(&path(b)).unwrap()[0].push(moved);
            }
        }
        Edit::Split(a, p, to) => {
            let p = at(now, a, p);
            let moved = now.get_mut(&path(a)).unwrap().split_off(p);
            now.entry(to.to_owned()).or_default().extend(moved);
        }
        Edit::Join(a, b) => {
            if path(a) != path(b) {
                let moved = now.remove(&path(b)).unwrap();
                now.get_mut(&path(a)).unwrap().extend(moved);
            }
        }
        Edit::Copy(a, p, b) => {
            let p = at(now, a, p);
            let copy = now[&path(a)][p].clone();
            now.get_mut(&path(b)).unwrap().push(copy);
        }
        Edit::Delete(a, p) => {
            let p = at(now, a, p);
            now.get_mut(&path(a)).unwrap().remove(p);
        }
    }
}

fn written(articles: &Articles, newline: &str) -> BTreeMap<String, String> {
    let written = articles.iter();
    let written = written.map(|(path, paragraphs)| {
        let text = texts::article(paragraphs, newline);
        (path.clone(), text)
    });
    written.collect()
}

/// Makes a translated workspace and the same one after edits of its articles that nobody synced.
pub fn edited() -> impl Strategy<Value = (Realm, Realm)> {
    let paths = ["source/a.md", "source/b.md", "source/c/d.md"];
    let articles = prop::collection::vec(texts::paragraphs(), 2..4);
    let edits = prop::collection::vec(edit(), 1..4);
    let newline = prop_oneof![Just("\n"), Just("\r\n")];
    (articles, edits, newline, any::<bool>()).prop_map(
        move |(articles, edits, newline, is_crlf)| {
            let paths = paths.iter().map(|path| (*path).to_owned());
            let articles: Articles = paths.zip(articles).collect();
            let mut before = Realm::new(&written(&articles, newline)).sync().translate();
            // A person's own words and files: a remark, a message that helps, an override, line ends, a BOM.
            for (path, raw) in &mut before.files {
                if path == "locales/ru/a.ftl" {
                    *raw = raw.replace("\n\n### end", "\n\n# Моё.\n\nhelper = x\n\n### end");
                    if is_crlf {
                        *raw = format!("\u{FEFF}{}", raw.replace('\n', "\r\n"));
                    }
                }
            }
            let spanish = before.files["locales/es/a.ftl"].clone();
            let own = spanish.split("\n\n").nth(1).unwrap_or_default();
            let own = own.replace("Перевод es", "Перевод es-CO");
            if own.contains("Перевод es-CO") {
                let raw = format!("### source/a.md\n\n{own}\n\n### end\n");
                before.files.insert("locales/es-CO/a.ftl".to_owned(), raw);
            }
            let before = before.sync();
            let after = before.with_articles(&written(&apply(&articles, &edits), newline));
            (before, after)
        },
    )
}

fn said(realm: &Realm) -> Vec<Known> {
    realm.known()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sync_is_idempotent((_, after) in edited()) {
        let once = after.sync();
        prop_assert!(once.sync().files == once.files, "{}", differ(&once.sync(), &once));
        prop_assert_eq!(said(&after), said(&once));
    }

    #[test]
    fn sync_loses_no_translation((before, after) in edited()) {
        let synced = after.sync();
        for locale in LOCALES {
            let now = synced.of(locale);
            let was = before.of(locale);
            for line in was.lines().map(str::trim).filter(|line| line.starts_with("Перевод")) {
                prop_assert!(now.contains(line), "{locale}: {line} is gone\n{now}");
            }
            if was.contains("# Моё.") {
                prop_assert!(now.contains("# Моё.") && now.contains("helper = x"), "{now}");
            }
        }
    }

    #[test]
    fn unchanged_sentences_stay_current((before, after) in edited()) {
        let (before, after) = (before.known(), after.known());
        for known in after.iter().filter(|known| is_telling(&known.text)) {
            let like = |other: &&Known| other.text == known.text && other.locale == known.locale;
            let is_current = |other: &&Known| other.status == Status::Current;
            let n_before = before.iter().filter(like).filter(is_current).count();
            let n_after = after.iter().filter(like).count();
            let n_current = after.iter().filter(like).filter(is_current).count();
            prop_assert!(n_before.min(n_after) <= n_current, "{:?}", known);
        }
    }

    #[test]
    fn ids_are_unique_in_their_article((_, after) in edited()) {
        let mut seen = std::collections::BTreeSet::new();
        for known in after.known() {
            let id = (known.locale, known.article, known.id);
            prop_assert!(seen.insert(id.clone()), "{id:?}");
        }
    }

    #[test]
    fn a_locale_left_behind_catches_up((_, after) in edited()) {
        let whole = after.sync();
        for locale in ["es", "ru"] {
            let partly = after.sync_but(&[locale]);
            prop_assert!(partly.sync().files == whole.files, "{}: {}", locale, differ(&partly.sync(), &whole));
        }
    }

    #[test]
    fn an_interrupted_sync_of_several_articles_converges((_, after) in edited()) {
        let whole = after.sync();
        let mut stopped = after.clone();
        for write in after.writes(&[]) {
            let again = stopped.sync();
            prop_assert!(without_copies(&again) == without_copies(&whole), "stopped before {}: {}", write.0, differ(&again, &whole));
            write.apply(&mut stopped);
        }
        prop_assert_eq!(&stopped.files, &whole.files);
    }
}

/// A paragraph goes from an article to one that has another path now, whose own first sentence goes the other way.
#[test]
fn a_stop_amid_a_rename_and_an_exchange_loses_nothing() {
    let articles = |list: &[(&str, &str)]| -> BTreeMap<String, String> {
        let list = list.iter();
        list.map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect()
    };
    let before = articles(&[
        (
            "source/a.md",
            "Sentence 0 Министр.\n\n- Sentence 0 U.S. Министр.\n",
        ),
        ("source/b.md", "Sentence 0 Министр.\n"),
        (
            "source/c/d.md",
            "Sentence 0 Министр Министр. Sentence 0 `a|b`.\n",
        ),
    ]);
    let today = articles(&[
        (
            "source/a.md",
            "Sentence 0 Министр. Sentence 0 Министр Министр.\n",
        ),
        ("source/b.md", "Sentence 0 Министр.\n"),
        (
            "source/z.md",
            "Sentence 0 `a|b`.\n\n- Sentence 0 U.S. Министр.\n",
        ),
    ]);
    let after = Realm::new(&before)
        .sync()
        .translate()
        .sync()
        .with_articles(&today);
    let whole = after.sync();
    let mut stopped = after.clone();
    for write in after.writes(&[]) {
        let again = stopped.sync();
        assert!(
            without_copies(&again) == without_copies(&whole),
            "stopped before {}: {}",
            write.0,
            differ(&again, &whole)
        );
        write.apply(&mut stopped);
    }
}

/// Returns the files without the obsolete entries whose text stands in another file of the locale: where a run was
/// stopped between the file that an entry came to and the one that it came from, that one keeps it so.
fn without_copies(realm: &Realm) -> BTreeMap<String, String> {
    let locale = |path: &str| path.split('/').nth(1).map(str::to_owned);
    let stands = |path: &str, value: &str| {
        let others = realm
            .files
            .iter()
            .filter(|(other, _)| *other != path && locale(other) == locale(path));
        others
            .map(|(_, raw)| raw.replace('\r', ""))
            .any(|raw| raw.contains(value))
    };
    let files = realm.files.iter().filter_map(|(path, raw)| {
        let raw = raw.replace('\r', "");
        let entries = raw.split("\n\n").filter(|entry| {
            let value = entry.split_once(" =").map_or("", |(_, value)| value);
            let is_copy =
                entry.contains("# @obsolete") && !value.trim().is_empty() && stands(path, value);
            !is_copy
        });
        let left = entries.collect::<Vec<_>>().join("\n\n");
        // Nothing but what stands around entries is no file.
        let is_spent = path.starts_with("locales/") && !left.contains(" =\n");
        (!is_spent).then(|| (path.clone(), left))
    });
    files.collect()
}

/// Says which files differ, and how.
fn differ(own: &Realm, expect: &Realm) -> String {
    let paths = own.files.keys().chain(expect.files.keys());
    let mut paths: Vec<&String> = paths.collect();
    paths.sort_unstable();
    paths.dedup();
    let differ = paths
        .into_iter()
        .filter(|path| own.files.get(*path) != expect.files.get(*path));
    let shown = differ.map(|path| {
        format!(
            "{path}\n--- is\n{}\n--- should be\n{}\n",
            own.files.get(path).map_or("-", |raw| raw),
            expect.files.get(path).map_or("-", |raw| raw)
        )
    });
    shown.collect()
}
