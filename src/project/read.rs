//! Read: everything that a run needs of a workspace, each file once.

use std::cell::RefCell;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use foldhash::HashSet;
use rayon::prelude::*;

use super::walk::{self, ArticlePath};
use super::{Project, stem};
use crate::catalog::article_of;
use crate::dictionary::{Dictionary, Trouble};
use crate::error::{Error, Result};
use crate::fluent::file::Text;
use crate::locale::Locale;
use crate::span::{LineIndex, Position};

/// Says why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Unreadable {
    /// It is no UTF-8; the place of the first wrong byte.
    NotUtf8(Position),
    /// The system's reason.
    System(String),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::NotUtf8(position) => {
                write!(
                    f,
                    "line {}, column {}: it is not UTF-8; save it as UTF-8",
                    position.line, position.column
                )
            }
            Unreadable::System(reason) => f.write_str(reason),
        }
    }
}

/// Is a file that may be there.
pub type Found<T> = std::result::Result<Option<T>, Unreadable>;

/// Is everything that was read.
#[derive(Debug, Default)]
pub struct Files {
    /// The articles that are there and were not read yet, sorted by path.
    pub listed: Vec<ArticlePath>,
    /// The articles that can be read, sorted by path.
    pub articles: Vec<ArticleFiles>,
    /// The articles that cannot.
    pub unreadable: Vec<(String, Unreadable)>,
    /// The message files of the source locale, the terms first, with those of the other locales.
    pub messages: Vec<MessageFiles>,
    /// The Fluent files of articles that are gone.
    pub gone: Vec<GoneFiles>,
}

/// Is an article with its Fluent files.
#[derive(Debug)]
pub struct ArticleFiles {
    /// Where it stands.
    pub place: ArticlePath,
    /// Its bytes.
    pub text: String,
    /// Its catalog.
    pub catalog: Found<Text>,
    /// Its file in each locale of the config; `None` for a locale that does not have the article.
    pub locales: Vec<Option<Found<Text>>>,
}

/// Is a message file with its counterparts.
#[derive(Debug)]
pub struct MessageFiles {
    /// Its path in the workspace.
    pub path: String,
    /// Its path below the locale's folder.
    pub below: String,
    /// Its bytes in the source locale.
    pub source: Text,
    /// Its file in each locale of the config.
    pub locales: Vec<Found<Text>>,
}

/// Is what is left of an article that is gone.
#[derive(Debug)]
pub struct GoneFiles {
    /// The article's path, as its Fluent files name it.
    pub article: String,
    /// The Fluent files' path below the locale's folder.
    pub below: String,
    /// Its catalog.
    pub catalog: Found<Text>,
    /// What stands in each locale of the config.
    pub locales: Vec<Found<Text>>,
}

/// Reads a file as text.
///
/// # Errors
/// Why it cannot be read.
pub fn text(path: &Path) -> std::result::Result<String, Unreadable> {
    open(path).and_then(whole).map_err(|error| why(path, error))
}

/// Reads a file that may be missing.
pub fn optional(path: &Path) -> Found<String> {
    match open(path) {
        Err(Failed::System(error))
            if error.kind() == io::ErrorKind::NotFound && !path.is_symlink() =>
        {
            Ok(None)
        }
        file => file
            .and_then(whole)
            .map(Some)
            .map_err(|error| why(path, error)),
    }
}

/// Is why a file could not be read.
enum Failed {
    System(io::Error),
    NotUtf8(Unreadable),
}

fn open(path: &Path) -> std::result::Result<File, Failed> {
    File::open(path).map_err(Failed::System)
}

fn why(path: &Path, error: Failed) -> Unreadable {
    match error {
        Failed::NotUtf8(unreadable) => unreadable,
        Failed::System(error) if error.kind() == io::ErrorKind::NotFound && path.is_symlink() => {
            let reason = "the symlink leads nowhere; remove it, or put a file there";
            Unreadable::System(reason.to_owned())
        }
        Failed::System(error) => system(&error),
    }
}

/// Reads an open file to its end.
fn whole(mut file: File) -> std::result::Result<String, Failed> {
    thread_local! {
        // Bytes are read to one place, which stays in the processor's cache, and kept where they are text.
        static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    }
    BUFFER.with_borrow_mut(|bytes| {
        let mut n_read = 0;
        loop {
            if n_read == bytes.len() {
                bytes.resize((2 * n_read).max(N_BUFFERED), 0);
            }
            match file.read(&mut bytes[n_read..]) {
                Ok(0) => break,
                Ok(n) => n_read += n,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Failed::System(error)),
            }
        }
        let own = &bytes[..n_read];
        let text = match simdutf8::basic::from_utf8(own) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(Failed::NotUtf8(first_wrong(own))),
        };
        if MOST_BUFFERED < bytes.len() {
            *bytes = Vec::new();
        }
        text
    })
}

/// How many bytes a thread holds to read files into, and how many at most.
const N_BUFFERED: usize = 1 << 16;
const MOST_BUFFERED: usize = 1 << 20;

/// Says where the first byte stands that is no UTF-8.
fn first_wrong(bytes: &[u8]) -> Unreadable {
    let valid = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    Unreadable::NotUtf8(LineIndex::new(valid).position(valid, valid.len()))
}

/// Reads the workspace.
///
/// # Errors
/// Config errors: clashes of names, links that leave the workspace.
pub fn files(project: &Project) -> Result<Files> {
    let mut files = listed(project)?;
    let places = std::mem::take(&mut files.listed);
    let articles = places.into_par_iter().map(|place| article(project, place));
    for article in articles.collect::<Vec<_>>() {
        match article {
            Ok(article) => files.articles.push(article),
            Err(unreadable) => files.unreadable.push(unreadable),
        }
    }
    Ok(files)
}

/// Lists the articles of a workspace, and reads everything else.
///
/// # Errors
/// As `files`.
pub fn listed(project: &Project) -> Result<Files> {
    let config = &project.config;
    let locales: Vec<&Locale> = std::iter::once(&config.source_locale)
        .chain(&config.locales)
        .collect();
    let fluent_files = |locale: &&Locale| walk::fluent_files(project, locale.as_str());
    let (articles, fluent) = rayon::join(
        || walk::articles(project),
        || -> Vec<_> { locales.par_iter().map(fluent_files).collect() },
    );
    let mut files = Files {
        listed: articles?,
        ..Files::default()
    };
    read_others(project, &mut files, locales.into_iter().zip(fluent))?;
    Ok(files)
}

/// Reads an article with its Fluent files.
///
/// # Errors
/// Its path, and why it cannot be read.
pub fn article(
    project: &Project,
    place: ArticlePath,
) -> std::result::Result<ArticleFiles, (String, Unreadable)> {
    let config = &project.config;
    let text = match text(&project.absolute(&place.path)) {
        Ok(text) => text,
        Err(reason) => return Err((place.path, reason)),
    };
    let read = |locale: &str| fluent(project, &project.ftl_path(locale, &place.below));
    let catalog = read(config.source_locale.as_str());
    let locales = config.locales.iter().zip(&config.settings);
    let locales = locales.map(|(locale, settings)| {
        let has =
            settings.include.contains(&place.below) && !settings.exclude.contains(&place.below);
        has.then(|| read(locale.as_str()))
    });
    Ok(ArticleFiles {
        locales: locales.collect(),
        place,
        text,
        catalog,
    })
}

/// Reads the message files and what is left of articles that are gone, from what stands in the folder of each locale.
fn read_others<'l>(
    project: &Project,
    files: &mut Files,
    folders: impl Iterator<Item = (&'l Locale, Result<Vec<(String, String)>>)>,
) -> Result<()> {
    let config = &project.config;
    let source = config.source_locale.as_str();
    let articles = files.listed.iter();
    let articles: HashSet<&str> = articles.map(|place| stem(&place.below)).collect();
    let mut known: HashSet<String> = HashSet::default();
    for (locale, found) in folders {
        for (path, below) in found? {
            let stem = stem(&below);
            if articles.contains(stem) || !known.insert(stem.to_owned()) {
                continue;
            }
            let article = match optional(&project.absolute(&path)) {
                Ok(Some(raw)) => article_of(&raw, &config.paths.source).map(str::to_owned),
                _ => None,
            };
            let counterparts = || {
                let paths = config.locales.iter().map(|locale| {
                    fluent(
                        project,
                        &format!("{}/{locale}/{below}", config.paths.locales),
                    )
                });
                paths.collect()
            };
            if let Some(article) = article {
                let locales = counterparts();
                files.gone.push(GoneFiles {
                    article,
                    catalog: fluent(project, &project.ftl_path(source, &below)),
                    locales,
                    below,
                });
            } else if *locale == config.source_locale {
                let raw = text(&project.absolute(&path))
                    .map_err(|reason| super::unreadable(&path, &reason))?;
                let locales = counterparts();
                files.messages.push(MessageFiles {
                    path,
                    below,
                    source: Text::new(raw),
                    locales,
                });
            }
        }
    }
    files
        .messages
        .sort_by_key(|file| (file.below != config.paths.terms, file.below.clone()));
    Ok(())
}

/// Reads the dictionary that the config names for a locale: the two files at `stem`.
///
/// # Errors
/// Config errors: where one of its files cannot be read, or lies outside the workspace.
pub fn dictionary(project: &Project, stem: Option<&str>) -> Result<Option<Dictionary>> {
    let Some(stem) = stem else {
        return Ok(None);
    };
    let read = |ending: &str| {
        let path = format!("{stem}.{ending}");
        let absolute = project.absolute(&path);
        let leaves = absolute
            .canonicalize()
            .is_ok_and(|target| !target.starts_with(&project.root));
        if leaves {
            return Err(Error::config(format!("{path}: the symlink leaves the workspace"))
                .hint("put the dictionary itself in its place, so that every machine reads the same words"));
        }
        std::fs::read(&absolute).map_err(|error| {
            let message = format!("reading the dictionary {path}: {}", system(&error));
            Error::config(message).hint(format!(
                "put {stem}.aff and {stem}.dic there, or take the dictionary out of [spelling]"
            ))
        })
    };
    Ok(Some(Dictionary::new(read("aff")?, read("dic")?)))
}

/// Makes the error for a dictionary whose files are there and are none.
pub fn no_dictionary(stem: &str, trouble: &Trouble) -> Error {
    let line = trouble
        .line
        .map_or_else(String::new, |line| format!(":{line}"));
    let Trouble { ending, reason, .. } = trouble;
    Error::config(format!(
        "{stem}.{ending}{line}: this is no hunspell dictionary: {reason}"
    ))
    .hint("put a whole one there, or take it out of [spelling]")
}

/// Reads the words that a locale knows beside its dictionary: `dictionary.txt` in its folder, a word a line; what
/// follows `#` is a remark.
///
/// # Errors
/// Where the file is there and cannot be read.
pub fn own_words(project: &Project, locale: &str) -> Result<Vec<String>> {
    let path = format!("{}/{locale}/dictionary.txt", project.config.paths.locales);
    let text = optional(&project.absolute(&path))
        .map_err(|reason| Error::config(format!("reading {path}: {reason}")))?;
    let text = text.unwrap_or_default();
    let lines = text.trim_start_matches('\u{FEFF}').lines();
    let words = lines.map(|line| line.split('#').next().unwrap_or_default().trim());
    Ok(words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect())
}

fn fluent(project: &Project, path: &str) -> Found<Text> {
    Ok(optional(&project.absolute(path))?.map(Text::new))
}

fn system(error: &io::Error) -> Unreadable {
    let text = error.to_string();
    Unreadable::System(
        text.split(" (os error")
            .next()
            .unwrap_or(&text)
            .to_lowercase(),
    )
}
