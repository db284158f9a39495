//! The law of parts: articles without ties are by themselves what they are among all others, on workspaces that
//! somebody edited, that a sync left half done, and whose files people have bent.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::{LazyLock, Mutex};

use proptest::prelude::*;
use tolka::check::levels::Levels;
use tolka::edition::{self, Edition, Editions, Homes, Press};
use tolka::page::{RawHtml, Templates};
use tolka::relate::{Article, Localized, Ties, Workspace, together};
use tolka::report::Scope;
use tolka::report::chapters::{self, Chapter, Voice};
use tolka::report::diff::Layout;
use tolka::report::screen::Screen;
use tolka::report::status::{self, Counted, Detail, Question, csv, status_json};
use tolka::span::Extent;

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

/// Looks at the parts of a workspace: the articles without ties one by one, then what has ties together. Returns what
/// was made of each, and how many articles have no ties.
fn in_parts<T>(realm: &Realm, see: impl Fn(&Workspace<'_>) -> T) -> (Vec<T>, usize) {
    let is_article = |path: &&str| path.starts_with("source/");
    let paths: Vec<&str> = realm
        .files
        .keys()
        .map(String::as_str)
        .filter(is_article)
        .collect();
    let alone = paths.iter().map(|path| {
        realm.look_at(&|own| own == *path, |workspace| {
            (Ties::of(&workspace.articles[0]), see(workspace))
        })
    });
    let (ties, alone): (Vec<Ties>, Vec<_>) = alone.unzip();
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
    let settled = alone.into_iter().zip(&is_tied);
    let settled = settled.filter(|(_, is_tied)| !**is_tied);
    let mut seen: Vec<T> = settled.map(|(seen, _)| seen).collect();
    seen.push(realm.look_at(&is_wanted, see));
    (seen, paths.len() - tied.len())
}

/// Prints with a press for which some articles stand where readers begin.
fn press<R>(workspace: &Workspace<'_>, print: impl FnOnce(&Press<'_>) -> R) -> R {
    static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| Templates::new(Vec::new()).unwrap());
    print(&Press {
        templates: &TEMPLATES,
        raw_html: RawHtml::Escape,
        site_url: Some("https://example.org"),
        site: None,
        terms: &[],
        settings: &|_| edition::Settings {
            // A little of an article in another locale is not published there.
            minimum: 40,
            ..edition::Settings::default()
        },
        path: &|article, locale, ext| {
            let stem = article
                .trim_start_matches("source/")
                .trim_end_matches(".md");
            match (stem, ext) {
                ("a", Some("html")) if locale.as_str() != "ru" => format!("{locale}/index.html"),
                ("b", Some("html")) if locale.as_str() == "ru" => "ru/index.html".to_owned(),
                ("0", Some("html")) if locale.as_str() == "es" => "sitemap.xml".to_owned(),
                ("index.html", _) => format!("{locale}/index.html"),
                (stem, ext) => format!("{locale}/{stem}.{}", ext.unwrap_or("md")),
            }
        },
        is_article: &|_| false,
        source_locale: workspace.source_locale,
        locales: workspace.locales,
    })
}

/// Prints everything that the workspace holds, with what leads there, when it was printed in parts. A part of the
/// workspace is enough to know its own, and where home is says who stands there.
fn printed(realm: &Realm, parts: impl Fn(&Homes) -> Vec<Editions<Edition>>) -> (Homes, String) {
    let mut homes = realm.look_at(&|_| false, |nothing| {
        press(nothing, |press| Homes::new(press, &[]))
    });
    // The second time at the latest it is known where home is.
    loop {
        let mut editions = Editions::join(parts(&homes));
        let (settled, front) = realm.look_at(&|_| false, |nothing| {
            press(nothing, |press| {
                let settled = Homes::new(press, &editions.residents);
                let front = edition::front(press, &homes, &mut editions).unwrap();
                (settled, front)
            })
        });
        if settled == homes {
            editions.files.extend(front);
            editions.files.sort_by(|a, b| a.path.cmp(&b.path));
            return (homes, format!("{editions:#?}"));
        }
        homes = settled;
    }
}

/// Writes a diff out of its chapters, in whatever order they come.
fn shown(realm: &Realm, voice: Voice, chapters: Vec<Chapter<Vec<u8>>>) -> String {
    let mut out = Vec::new();
    realm.look_at(&|_| false, |nothing| {
        chapters::write(&mut out, voice, nothing, chapters, &Ok).unwrap();
    });
    String::from_utf8(out).unwrap()
}

/// Writes the status of a workspace with every segment, out of what was counted of its parts.
fn counted(
    realm: &Realm,
    voice: status::Voice,
    parts: impl Fn(&dyn Fn(&Workspace<'_>) -> Counted) -> Vec<Counted>,
) -> String {
    let laid: Mutex<Vec<Vec<u8>>> = Mutex::default();
    let lay = |text: &[u8]| {
        let mut laid = laid.lock().unwrap();
        laid.push(text.to_vec());
        Extent {
            start: laid.len() as u64 - 1,
            len: text.len(),
        }
    };
    let (scope, levels) = (Scope::default(), Levels::default());
    let mut all = Counted::default();
    for own in parts(&|workspace| Counted::of(workspace, &scope, &levels, Some((voice, &lay)))) {
        all.merge(own);
    }
    let mut out = Vec::new();
    realm.look_at(&|_| false, |nothing| {
        let question = Question {
            workspace: nothing,
            counted: Some(&all),
            scope,
            levels: &levels,
            is_behind: false,
            n_listed: None,
            take: &|extent| Ok(laid.lock().unwrap()[usize::try_from(extent.start).unwrap()].clone()),
        };
        match voice {
            status::Voice::Json => status_json(&mut out, &question, Detail::Segments).unwrap(),
            status::Voice::Csv => csv(&mut out, &question, Detail::Segments).unwrap(),
        }
    });
    String::from_utf8(out).unwrap()
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

/// Makes workspaces that somebody edited, that a sync left half done, whose files people have bent, and some of whose
/// articles no sync has seen, or whose catalogs are lost.
fn realms() -> impl Strategy<Value = Realm> {
    let bends = prop::collection::vec((0..12usize, 0..8usize, 0..4u8), 0..4);
    let unseen = prop::collection::vec((0..4usize, prop::sample::select(vec!["", "en/"])), 0..3);
    let parts = (edited(), 0..12usize, bends, unseen, any::<bool>());
    parts.prop_map(|((before, after), n_writes, bends, unseen, is_edited)| {
        let start = if is_edited { after } else { before };
        let mut realm = start.clone();
        for write in start.writes(&[]).iter().take(n_writes) {
            write.apply(&mut realm);
        }
        let mut realm = bend(&realm, &bends);
        for (article, folder) in unseen {
            let mut articles = realm
                .files
                .keys()
                .filter(|path| path.starts_with("source/"));
            let Some(path) = articles.nth(article).cloned() else {
                continue;
            };
            let name = path.replace("source/", "/").replace(".md", ".ftl");
            let is_lost = |path: &str| {
                path.starts_with(&format!("locales/{folder}")) && path.ends_with(&name)
            };
            realm.files.retain(|path, _| !is_lost(path));
        }
        realm
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_say_what_the_whole_says(realm in realms()) {
        let whole = realm.look(|workspace| said(&workspace.articles));
        let (parts, _) = in_parts(&realm, |workspace| said(&workspace.articles));
        let parts: BTreeMap<String, String> = parts.into_iter().flatten().collect();
        for (path, whole) in &whole {
            prop_assert_eq!(&parts[path], whole, "{}", path);
        }
        prop_assert_eq!(parts.len(), whole.len());
        for voice in [Voice::Text(Screen::default(), Layout::Below), Voice::Json] {
            let see = |workspace: &Workspace<'_>| {
                chapters::chapters(workspace, &Scope::default(), voice, <[u8]>::to_vec)
            };
            let whole = shown(&realm, voice, realm.look(see));
            let parts = in_parts(&realm, see).0.into_iter().flatten();
            prop_assert_eq!(shown(&realm, voice, parts.collect()), whole);
        }
        for voice in [status::Voice::Json, status::Voice::Csv] {
            let whole = counted(&realm, voice, |see| vec![realm.look(see)]);
            let parts = counted(&realm, voice, |see| in_parts(&realm, see).0);
            prop_assert_eq!(parts, whole);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_print_what_the_whole_prints(realm in realms()) {
        let print = |workspace: &Workspace<'_>, homes: &Homes| {
            press(workspace, |press| edition::make(workspace, press, homes, |edition| edition))
        };
        let whole = printed(&realm, |homes| vec![realm.look(|workspace| print(workspace, homes))]);
        let parts = printed(&realm, |homes| in_parts(&realm, |workspace| print(workspace, homes)).0);
        prop_assert_eq!(&parts.0, &whole.0);
        prop_assert_eq!(&parts.1, &whole.1);
    }
}

#[test]
fn a_workspace_at_rest_has_no_ties() {
    let n_free = |realm: &Realm| in_parts(realm, |_| ()).1;
    let articles = ["a", "b", "c"].map(|name| {
        let text = format!("# Read more about it\n\nThe sentence of {name} stands here alone.\n");
        (format!("source/{name}.md"), text)
    });
    let articles = BTreeMap::from(articles);
    let rest = Realm::new(&articles).sync().translate().sync();
    assert_eq!(n_free(&rest), 3);
    // Nothing that is new takes anything from anywhere, before the first sync or after it.
    assert_eq!(n_free(&Realm::new(&articles)), 3);
    let mut more = articles.clone();
    let text = "The sentence of d stands here alone.\n";
    more.insert("source/d.md".to_owned(), text.to_owned());
    assert_eq!(n_free(&rest.with_articles(&more)), 4);
    // But its heading may stand translated elsewhere.
    more.insert(
        "source/d.md".to_owned(),
        format!("# Read more about it\n\n{text}"),
    );
    assert_eq!(n_free(&rest.with_articles(&more)), 2);
    // What is edited is tied; what stands in it as it did ties nobody.
    let mut edited = articles.clone();
    let text = "# Read more about it\n\nThe sentence of b stands here quite alone.\n";
    edited.insert("source/b.md".to_owned(), text.to_owned());
    assert_eq!(n_free(&rest.with_articles(&edited)), 2);
    // A new heading may stand translated elsewhere: the first article that has it is asked.
    edited.insert(
        "source/d.md".to_owned(),
        "# Read more about it\n".to_owned(),
    );
    assert_eq!(n_free(&rest.with_articles(&edited)), 1);
}
