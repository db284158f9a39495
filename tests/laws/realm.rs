//! Realm: a workspace of several articles and locales, in memory, for the laws of what moves between articles.

use std::collections::BTreeMap;
use std::sync::Arc;

use tolka::catalog::article_of;
use tolka::change::Policy;
use tolka::compare::Status;
use tolka::document::{Document, Format};
use tolka::fluent::file::Text;
use tolka::locale::Locale;
use tolka::relate::{Desk, Rest, Side, Source, Workspace, relate};
use tolka::sync::perform::{self, perform};
use tolka::sync::plan::{FilePlan, plan};

use crate::world::{how, settings};

/// Is the bytes on disk, by their paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Realm {
    pub files: BTreeMap<String, String>,
}

/// Is what is known of a segment in a locale.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    pub locale: String,
    pub article: String,
    pub id: String,
    pub text: String,
    pub status: Status,
    pub translation: Option<String>,
}

/// The locales, the source's apart; the last is an overlay over the first.
pub const LOCALES: [&str; 3] = ["es", "ru", "es-CO"];

impl Realm {
    /// Makes a workspace of articles alone.
    pub fn new(articles: &BTreeMap<String, String>) -> Self {
        Realm {
            files: articles.clone(),
        }
    }

    /// Puts other articles in the place of those that are there.
    pub fn with_articles(&self, articles: &BTreeMap<String, String>) -> Self {
        let others = self.files.iter();
        let others = others.filter(|(path, _)| !path.starts_with("source/"));
        let others = others.map(|(path, raw)| (path.clone(), raw.clone()));
        Realm {
            files: articles.clone().into_iter().chain(others).collect(),
        }
    }

    /// Relates everything and hands it to `look`.
    pub fn look<T>(&self, look: impl FnOnce(&Workspace<'_>) -> T) -> T {
        self.look_at(&|_| true, look)
    }

    /// Relates some of what is there, by the paths of articles that are there or gone, and hands it to `look`.
    pub fn look_at<T>(
        &self,
        is_wanted: &dyn Fn(&str) -> bool,
        look: impl FnOnce(&Workspace<'_>) -> T,
    ) -> T {
        let settings = settings();
        let source_locale: Locale = "en".parse().unwrap();
        let locales = LOCALES.map(|tag| tag.parse::<Locale>().unwrap());
        let texts = self.files.iter();
        let texts = texts.map(|(path, raw)| (path.as_str(), Text::new(raw.clone())));
        let texts: BTreeMap<&str, Text> = texts.collect();
        let terms: Vec<Arc<fluent::FluentResource>> = Vec::new();
        let sides = |below: &str| -> Vec<Side<'_>> {
            let sides = locales.iter().enumerate().map(|(idx, locale)| {
                let path = format!("locales/{locale}/{below}.ftl");
                Side {
                    locale,
                    text: texts.get(&*path),
                    path,
                    trouble: None,
                    policy: Policy::default(),
                    terms: &terms,
                    parent: (idx == 2).then_some(0),
                    is_overlay: idx == 2,
                    sentences: None,
                }
            });
            sides.collect()
        };
        let below = |path: &str| path["source/".len()..path.len() - ".md".len()].to_owned();
        let catalog = |below: &str| format!("locales/en/{below}.ftl");
        let articles = self
            .files
            .iter()
            .filter(|(path, _)| path.starts_with("source/") && is_wanted(path));
        let sources = articles.map(|(path, raw)| {
            let (document, errors) = Document::parse(raw, Format::Markdown, &settings);
            Source {
                path,
                document,
                errors,
                catalog: texts.get(&*catalog(&below(path))),
                sides: sides(&below(path)),
            }
        });
        let mut gone: Vec<&str> = texts
            .values()
            .filter_map(|text| article_of(&text.raw, "source"))
            .filter(|path| !self.files.contains_key(*path) && is_wanted(path))
            .collect();
        gone.sort_unstable();
        gone.dedup();
        let rests = gone.into_iter().map(|path| {
            let own = catalog(&below(path));
            let text = texts.get(&*own);
            Rest {
                path,
                catalog: text.map(|text| (own, Some(text))),
                sides: sides(&below(path)),
            }
        });
        let desk = Desk::default();
        let (articles, gone) = relate(sources.collect(), rests.collect(), how(&settings), &desk);
        look(&Workspace::whole(
            &source_locale,
            &locales,
            articles,
            Vec::new(),
            gone,
        ))
    }

    /// Plans a sync.
    pub fn plan(&self) -> Vec<FilePlan> {
        let protect = settings().protect;
        self.look(|workspace| {
            plan(workspace, &protect, &|article| {
                let below = &article.path["source/".len()..article.path.len() - ".md".len()];
                format!("locales/en/{below}.ftl")
            })
        })
    }

    /// Syncs, as `tolka sync` does.
    pub fn sync(&self) -> Realm {
        self.sync_but(&[])
    }

    /// Syncs where nothing can be written in some locales: their files wait, and what waits for them.
    pub fn sync_but(&self, locales: &[&str]) -> Realm {
        let mut after = self.clone();
        for write in self.writes(locales) {
            write.apply(&mut after);
        }
        after
    }

    /// Lists the writes of a sync, in order.
    pub fn writes(&self, read_only: &[&str]) -> Vec<Write> {
        let mut files = self.plan();
        let mut writes = Vec::new();
        perform(&mut files, "en", &mut |path: &str,
                                        write: perform::Write<
            '_,
            String,
        >| {
            let locale = path["locales/".len()..].split('/').next().unwrap();
            if read_only.contains(&locale) {
                return Err("it is read-only".to_owned());
            }
            writes.push(match write {
                perform::Write::Put(raw) => Write(path.to_owned(), Some(raw.to_owned())),
                perform::Write::Remove => Write(path.to_owned(), None),
            });
            Ok(())
        });
        writes
    }

    /// Writes a translation below every stub.
    pub fn translate(&self) -> Realm {
        let mut after = self.clone();
        for (path, raw) in &mut after.files {
            let Some(below) = path
                .strip_prefix("locales/")
                .filter(|below| !below.starts_with("en/"))
            else {
                continue;
            };
            let name = below.trim_end_matches(".ftl").replace('/', " ");
            let lines = raw.split_inclusive('\n').map(|line| {
                let bare = line.trim_end_matches(['\r', '\n']);
                let id = bare
                    .strip_prefix("# ")
                    .and_then(|line| line.strip_suffix(" ="));
                match id.filter(|id| tolka::id::SegmentId::new(id).is_some()) {
                    Some(id) => format!("{id} =\n    Перевод {name} {id}.\n"),
                    None => line.to_owned(),
                }
            });
            *raw = lines.collect();
        }
        after
    }

    /// Returns what is known of every segment in every locale.
    pub fn known(&self) -> Vec<Known> {
        self.look(|workspace| {
            let mut known = Vec::new();
            for article in &workspace.articles {
                for side in &article.sides {
                    for (row, status) in side.statuses(&article.sides).enumerate() {
                        let text = side.texts[row].as_ref();
                        known.push(Known {
                            locale: side.side.locale.to_string(),
                            article: article.path.to_owned(),
                            id: article.ids[row].to_string(),
                            text: article.document.segments[row].text.to_string(),
                            status,
                            translation: text
                                .and_then(|text| text.as_ref().ok())
                                .map(|text| text.to_string()),
                        });
                    }
                }
            }
            known
        })
    }

    /// Returns the bytes of all files of a locale.
    pub fn of(&self, locale: &str) -> String {
        let folder = format!("locales/{locale}/");
        let files = self
            .files
            .iter()
            .filter(|(path, _)| path.starts_with(&folder));
        files.map(|(_, raw)| raw.as_str()).collect()
    }
}

/// Is one write of a sync: a path, and the bytes that stand there then.
#[derive(Clone, Debug)]
pub struct Write(pub String, pub Option<String>);

impl Write {
    pub fn apply(&self, realm: &mut Realm) {
        match &self.1 {
            Some(raw) => realm.files.insert(self.0.clone(), raw.clone()),
            None => realm.files.remove(&self.0),
        };
    }
}
