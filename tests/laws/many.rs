//! Many: a workspace of several articles and locales in memory, synced by the code that syncs files.

use std::collections::BTreeMap;
use std::path::PathBuf;

use proptest::prelude::*;
use tolka::change::Policy;
use tolka::classify::edits::Edits;
use tolka::cli::load::Session;
use tolka::compare::Status;
use tolka::document::Format;
use tolka::fluent::encode::{decode, encode};
use tolka::project::Project;
use tolka::sync::perform::{Write, perform};
use tolka::sync::plan::{Action, FilePlan};

use crate::texts;

const CONFIG: &str =
    "[project]\nlocales = [\"es\", \"ru\"]\n[segment]\nprotect = ['\\{\\{[<%].*?[%>]\\}\\}']\n";

/// Is the bytes on disk, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Many {
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

/// Writes the translation that nobody could mistake for one of another text: every Latin letter is an Armenian one,
/// so that the text can be read back out of it.
pub fn translated(text: &str) -> String {
    let letter = |c: char| match c {
        'a'..='z' => char::from_u32('ա' as u32 + c as u32 - 'a' as u32).unwrap(),
        'A'..='Z' => char::from_u32('Ա' as u32 + c as u32 - 'A' as u32).unwrap(),
        c => c,
    };
    text.chars().map(letter).collect()
}

fn read_back(translation: &str) -> String {
    let letter = |c: char| match c {
        'ա'..='պ' => char::from_u32('a' as u32 + c as u32 - 'ա' as u32).unwrap(),
        'Ա'..='Պ' => char::from_u32('A' as u32 + c as u32 - 'Ա' as u32).unwrap(),
        c => c,
    };
    translation.chars().map(letter).collect()
}

impl Many {
    pub fn new(articles: &BTreeMap<String, Vec<Vec<String>>>) -> Self {
        Many::default().with_articles(articles)
    }

    /// Puts other articles in the place of those that are there.
    pub fn with_articles(&self, articles: &BTreeMap<String, Vec<Vec<String>>>) -> Self {
        let mut files = self.files.clone();
        files.retain(|path, _| !path.starts_with("source/"));
        for (name, paragraphs) in articles {
            files.insert(
                format!("source/{name}.md"),
                texts::article(paragraphs, "\n"),
            );
        }
        Many { files }
    }

    fn session(&self) -> Session {
        let config = tolka::config::parse(CONFIG, &tolka::check::ids()).unwrap();
        let project = Project {
            root: PathBuf::from("/nowhere"),
            config,
        };
        Session::of_texts(project, &self.files).unwrap()
    }

    pub fn plan(&self) -> Vec<FilePlan> {
        let session = self.session();
        let workspace = session.workspace().unwrap();
        session.plan(&workspace)
    }

    /// Syncs; `allows` is asked before every write, by its number and path. A write that it takes for `Stop` and all
    /// after it never happen, one that it takes for `Refuse` fails.
    pub fn sync_where(&self, mut allows: impl FnMut(usize, &str) -> Fate) -> Many {
        let mut files = self.files.clone();
        let mut n_writes = 0;
        let mut is_stopped = false;
        perform(
            &mut self.plan(),
            "en",
            &mut |path: &str, write: Write<'_, String>| {
                let fate = allows(n_writes, path);
                n_writes += 1;
                is_stopped |= fate == Fate::Stop;
                match (fate, write) {
                    _ if is_stopped => {}
                    (Fate::Refuse, _) => return Err("it is read-only".to_owned()),
                    (_, Write::Put(text)) => drop(files.insert(path.to_owned(), text.to_owned())),
                    (_, Write::Remove) => drop(files.remove(path)),
                }
                Ok(())
            },
        );
        Many { files }
    }

    pub fn sync(&self) -> Many {
        self.sync_where(|_, _| Fate::Write)
    }

    pub fn n_writes(&self) -> usize {
        let plan = self.plan();
        assert!(
            !plan
                .iter()
                .any(|file| matches!(file.action, Action::Refuse(_))),
            "{plan:?}"
        );
        plan.iter().filter(|file| file.action.writes()).count()
    }

    /// Translates every stub of the locales.
    pub fn translate(&self, locales: &[&str]) -> Many {
        let mut files = self.files.clone();
        for (path, raw) in &mut files {
            if !locales
                .iter()
                .any(|locale| path.starts_with(&format!("locales/{locale}/")))
            {
                continue;
            }
            let mut source = String::new();
            let mut done = String::new();
            for line in raw.split_inclusive('\n') {
                if let Some(text) = line.trim_end().strip_prefix("# @source ") {
                    source = decode(text).unwrap().into_owned();
                }
                let stub = line
                    .strip_prefix("# ")
                    .and_then(|line| line.strip_suffix(" =\n"));
                match stub.filter(|id| tolka::id::SegmentId::new(id).is_some()) {
                    Some(id) => {
                        done += &format!("{id} =\n    {}\n", encode(&translated(&source), &[]))
                    }
                    None => done += line,
                }
            }
            *raw = done;
        }
        Many { files }
    }

    /// Returns what is known of every segment in every locale.
    pub fn known(&self) -> Vec<Known> {
        let session = self.session();
        let workspace = session.workspace().unwrap();
        let mut known = Vec::new();
        for article in &workspace.articles {
            for side in &article.sides {
                let segments = article.document.segments.iter().zip(&article.ids);
                for ((segment, id), (unit, text)) in
                    segments.zip(side.comparison.units.iter().zip(&side.texts))
                {
                    known.push(Known {
                        locale: side.side.locale.to_string(),
                        article: article.path.to_owned(),
                        id: id.to_string(),
                        text: segment.text.to_string(),
                        status: unit.status,
                        translation: text
                            .as_ref()
                            .and_then(|text| text.as_ref().ok())
                            .map(ToString::to_string),
                    });
                }
            }
        }
        known
    }

    /// Panics where a text is called current that was made from other English.
    pub fn assert_honest(&self) {
        let protect = [regex::Regex::new(r"\{\{[<%].*?[%>]\}\}").unwrap()];
        let edits = Edits {
            format: Format::Markdown,
            protect: &protect,
            spelling: None,
        };
        for known in self
            .known()
            .iter()
            .filter(|known| known.status == Status::Current)
        {
            let made_from = read_back(known.translation.as_deref().unwrap_or_default());
            let classes = edits.classify(&made_from, &known.text);
            assert!(
                Policy::default().carries(classes),
                "made from {made_from:?}: {known:?}"
            );
        }
    }

    /// Panics where a text of `before` stands nowhere in the locale's files.
    pub fn assert_nothing_lost(&self, before: &Many) {
        for locale in ["es", "ru"] {
            let folder = format!("locales/{locale}/");
            let all = |many: &Many| -> String {
                let files = many
                    .files
                    .iter()
                    .filter(|(path, _)| path.starts_with(&folder));
                files.map(|(_, raw)| raw.as_str()).collect()
            };
            let now = all(self);
            for line in all(before)
                .lines()
                .filter(|line| line.starts_with("    ") && !line.starts_with("    { "))
            {
                assert!(now.contains(line.trim()), "{locale}: {line} is gone\n{now}");
            }
        }
    }
}

/// Is what becomes of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Write,
    Refuse,
    Stop,
}

pub type Articles = BTreeMap<String, Vec<Vec<String>>>;

/// An edit of a site: what happens to sentences, paragraphs and articles.
#[derive(Clone, Debug)]
enum Edit {
    Change(usize, usize, usize, String),
    Word(usize, usize, usize),
    Insert(usize, usize, usize, String),
    Delete(usize, usize, usize),
    Move(usize, usize, usize, usize),
    Split(usize, usize, usize),
    Merge(usize, usize, usize),
    Rename(usize),
    Remove(usize),
    Add(Vec<Vec<String>>),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = || 0..8usize;
    prop_oneof![
        3 => (at(), at(), at(), texts::sentence()).prop_map(|(a, p, s, text)| Edit::Change(a, p, s, text)),
        3 => (at(), at(), at()).prop_map(|(a, p, s)| Edit::Word(a, p, s)),
        2 => (at(), at(), at(), texts::sentence()).prop_map(|(a, p, s, text)| Edit::Insert(a, p, s, text)),
        2 => (at(), at(), at()).prop_map(|(a, p, s)| Edit::Delete(a, p, s)),
        3 => (at(), at(), at(), at()).prop_map(|(a, p, b, q)| Edit::Move(a, p, b, q)),
        1 => (at(), at(), at()).prop_map(|(a, p, s)| Edit::Split(a, p, s)),
        1 => (at(), at(), at()).prop_map(|(a, p, s)| Edit::Merge(a, p, s)),
        1 => at().prop_map(Edit::Rename),
        1 => at().prop_map(Edit::Remove),
        1 => texts::paragraphs().prop_map(Edit::Add),
    ]
}

fn apply(articles: &Articles, edits: &[Edit]) -> Articles {
    let mut now = articles.clone();
    for (n_edit, edit) in edits.iter().enumerate() {
        let names: Vec<String> = now.keys().cloned().collect();
        if let Edit::Add(paragraphs) = edit {
            now.insert(format!("new-{n_edit}"), paragraphs.clone());
        }
        let Some(name) = names.get(edit.article() % names.len().max(1)) else {
            continue;
        };
        match *edit {
            Edit::Rename(_) => {
                let paragraphs = now.remove(name).unwrap();
                now.insert(format!("{name}-{n_edit}"), paragraphs);
            }
            Edit::Remove(_) => drop(now.remove(name)),
            Edit::Move(_, p, b, q) => {
                let from = now.get_mut(name).unwrap();
                if 1 < from.len() {
                    let paragraph = from.remove(p % from.len());
                    let to = now.get_mut(&names[b % names.len()]).unwrap();
                    to.insert(q % (to.len() + 1), paragraph);
                }
            }
            Edit::Change(_, p, s, _)
            | Edit::Word(_, p, s)
            | Edit::Insert(_, p, s, _)
            | Edit::Delete(_, p, s)
            | Edit::Split(_, p, s)
            | Edit::Merge(_, p, s) => {
                let paragraphs = now.get_mut(name).unwrap();
                let n = paragraphs.len();
                let sentences = &mut paragraphs[p % n];
                let s = s % sentences.len();
                match edit {
                    Edit::Change(.., text) => sentences[s].clone_from(text),
                    Edit::Word(..) => {
                        sentences[s] = sentences[s].replacen("Sentence", "Sentence also", 1)
                    }
                    Edit::Insert(.., text) => sentences.insert(s, text.clone()),
                    Edit::Delete(..) if 1 < sentences.len() => drop(sentences.remove(s)),
                    Edit::Split(..) => sentences[s] = sentences[s].replacen(" and ", ". And ", 1),
                    Edit::Merge(..) => {
                        sentences[s] =
                            sentences[s].trim_end_matches(['.', '!', '?']).to_owned() + ", and"
                    }
                    _ => {}
                }
            }
            Edit::Add(_) => {}
        }
    }
    now
}

impl Edit {
    fn article(&self) -> usize {
        match *self {
            Edit::Change(a, ..)
            | Edit::Word(a, ..)
            | Edit::Insert(a, ..)
            | Edit::Delete(a, ..)
            | Edit::Move(a, ..)
            | Edit::Split(a, ..)
            | Edit::Merge(a, ..)
            | Edit::Rename(a)
            | Edit::Remove(a) => a,
            Edit::Add(_) => 0,
        }
    }
}

/// Makes the articles of a site at `n` times, each an edit of the one before.
pub fn history(n: usize) -> impl Strategy<Value = Vec<Articles>> {
    let first = prop::collection::vec(texts::paragraphs(), 1..4);
    let rounds = prop::collection::vec(prop::collection::vec(edit(), 1..4), n - 1);
    (first, rounds).prop_map(|(first, rounds)| {
        let named = first
            .into_iter()
            .enumerate()
            .map(|(idx, paragraphs)| (format!("a{idx}"), paragraphs));
        let mut times: Vec<Articles> = vec![named.collect()];
        for edits in rounds {
            times.push(apply(times.last().unwrap(), &edits));
        }
        times
    })
}
