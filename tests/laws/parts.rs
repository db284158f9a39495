//! The law of parts: articles without ties are by themselves what they are among all others, on workspaces that
//! somebody edited, that a sync left half done, and whose files people have bent.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use proptest::prelude::*;
use tolka::relate::{Article, Localized, Ties, together};

use crate::realm::Realm;
use crate::several::edited;

/// Says everything that is known of every article, by its path.
fn said(articles: &[Article<'_>]) -> BTreeMap<String, String> {
    let said = articles.iter().map(|article| {
        let Article {
            path,
            origins,
            ids,
            catalog,
            kin,
            ..
        } = article;
        let mut text = format!("{origins:?}\n{ids:?}\n{catalog:?}\n{kin:?}\n");
        for side in &article.sides {
            let Localized {
                passage,
                comparison,
                texts,
                inherited,
                ..
            } = side;
            let raw = side.side.text.map(|text| &text.raw);
            let _ = writeln!(
                text,
                "{raw:?}\n{passage:?}\n{comparison:?}\n{texts:?}\n{inherited:?}"
            );
        }
        ((*path).to_owned(), text)
    });
    said.collect()
}

/// Relates what has ties together and all other articles one by one; says what the parts say, and how many
/// articles have no ties.
fn in_parts(realm: &Realm) -> (BTreeMap<String, String>, usize) {
    let is_article = |path: &&str| path.starts_with("source/");
    let paths: Vec<&str> = realm
        .files
        .keys()
        .map(String::as_str)
        .filter(is_article)
        .collect();
    let alone = paths.iter().map(|path| {
        realm.look_at(&|own| own == *path, |workspace| {
            (Ties::of(&workspace.articles[0]), said(&workspace.articles))
        })
    });
    let (ties, mut alone): (Vec<Ties>, Vec<_>) = alone.unzip();
    let is_there: BTreeSet<&str> = paths.iter().copied().collect();
    let gone: Vec<Ties> = realm.look_at(&|own| !is_there.contains(own), |workspace| {
        workspace.gone.iter().map(Ties::of_rest).collect()
    });
    let is_tied = together(&ties, &gone);
    let tied: BTreeSet<&str> = paths
        .iter()
        .zip(&is_tied)
        .filter(|(_, is_tied)| **is_tied)
        .map(|(path, _)| *path)
        .collect();
    let is_wanted = |own: &str| tied.contains(own) || !is_there.contains(own);
    let mut all = realm.look_at(&is_wanted, |workspace| said(&workspace.articles));
    let settled = alone
        .drain(..)
        .zip(&is_tied)
        .filter(|(_, is_tied)| !**is_tied);
    all.extend(settled.flat_map(|(said, _)| said));
    (all, paths.len() - tied.len())
}

/// Is something that people do to locale files: the file, the entry, and what is done.
type Bend = (usize, usize, u8);

/// Takes values away, gives entries other ids, throws entries out.
fn bend(realm: &Realm, bends: &[Bend]) -> Realm {
    let mut realm = realm.clone();
    for (file, entry, what) in bends {
        let is_locale = |path: &String| {
            path.starts_with("locales/") && (*what == 3 || !path.starts_with("locales/en/"))
        };
        let paths: Vec<String> = realm
            .files
            .keys()
            .filter(|path| is_locale(path))
            .cloned()
            .collect();
        let Some(path) = paths.get(file % paths.len().max(1)) else {
            continue;
        };
        let raw = realm.files[path].replace("\r\n", "\n");
        let mut entries: Vec<String> = raw.split("\n\n").map(str::to_owned).collect();
        let n = entries.len();
        if n < 3 {
            continue;
        }
        let at = 1 + entry % (n - 2);
        let bent = match what {
            0 => entries[at]
                .split_once(" =\n")
                .map(|(head, _)| match head.rsplit_once('\n') {
                    Some((comment, id)) => format!("{comment}\n# {id} ="),
                    None => format!("# {head} ="),
                }),
            1 => Some(entries[at].replacen(" =\n", "-9 =\n", 1)),
            _ => None,
        };
        match bent {
            Some(bent) => entries[at] = bent,
            None => {
                entries.remove(at);
            }
        }
        realm.files.insert(path.clone(), entries.join("\n\n"));
    }
    realm
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_say_what_the_whole_says(
        (before, after) in edited(),
        n_writes in 0..12usize,
        bends in prop::collection::vec((0..12usize, 0..8usize, 0..4u8), 0..4),
        is_edited in any::<bool>(),
    ) {
        let start = if is_edited { after } else { before };
        let mut realm = start.clone();
        for write in start.writes(&[]).iter().take(n_writes) {
            write.apply(&mut realm);
        }
        let realm = bend(&realm, &bends);
        let whole = realm.look(|workspace| said(&workspace.articles));
        let (parts, _) = in_parts(&realm);
        for (path, whole) in &whole {
            prop_assert_eq!(&parts[path], whole, "{}", path);
        }
        prop_assert_eq!(parts.len(), whole.len());
    }
}

#[test]
fn a_workspace_at_rest_has_no_ties() {
    let articles = ["a", "b", "c"].map(|name| {
        let text = format!("# Read more about it\n\nThe sentence of {name} stands here alone.\n");
        (format!("source/{name}.md"), text)
    });
    let articles = BTreeMap::from(articles);
    let rest = Realm::new(&articles).sync().translate().sync();
    assert_eq!(in_parts(&rest).1, 3);
    // What is edited is tied; what stands in it as it did ties nobody.
    let mut edited = articles.clone();
    let text = "# Read more about it\n\nThe sentence of b stands here quite alone.\n";
    edited.insert("source/b.md".to_owned(), text.to_owned());
    assert_eq!(in_parts(&rest.with_articles(&edited)).1, 2);
    // A new heading may stand translated elsewhere: the first article that has it is asked.
    edited.insert(
        "source/d.md".to_owned(),
        "# Read more about it\n".to_owned(),
    );
    assert_eq!(in_parts(&rest.with_articles(&edited)).1, 1);
}
