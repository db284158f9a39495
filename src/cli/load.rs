//! Load: from a working directory to the related workspace, as almost every command begins.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fallback::{order, parents, terms};
use super::screen;
use crate::check;
use crate::classify::edits::Edits;
use crate::dictionary::Dictionary;
use crate::document::{Document, Format, Sentences, Settings};
use crate::error::{Error, Result};
use crate::fluent::file::Text;
use crate::project::read::{self, Files, Found, Unreadable};
use crate::project::write;
use crate::project::{Project, past};
use crate::relate::{self, Desk, Localized, Messages, Rest, Side, Source, Workspace};
use crate::report::screen::safe;
use crate::segment::Rules;
use crate::sync::plan::{FilePlan, plan};
use fluent::FluentResource;
use rayon::prelude::*;

/// Is a workspace with everything that was read of it.
#[derive(Debug)]
pub struct Session {
    /// The workspace.
    pub project: Project,
    /// Its files.
    pub files: Files,
    /// Where the command was called.
    pub cwd: PathBuf,
    /// For each locale of the config: its terms, its parents', the source's.
    terms: Vec<Vec<Arc<FluentResource>>>,
    /// For each locale of the config: the one that stands in where it has nothing.
    parents: Vec<Option<usize>>,
    /// The locales of the config, parents before their children.
    order: Vec<usize>,
    settings: Settings,
    /// The words of the source locale, where the config names a dictionary.
    dictionary: Option<Dictionary>,
    /// For each locale of the config, where its sentences end.
    sentences: Vec<Sentences>,
    desk: Desk,
}

impl Session {
    /// Opens the workspace around the working directory and reads it.
    ///
    /// # Errors
    /// Where there is none, or its config or names have problems.
    pub fn open() -> Result<Self> {
        let (cwd, project) = Self::find()?;
        Self::read(cwd, project)
    }

    /// Opens the workspace and keeps other runs from writing in it while the lock is held.
    ///
    /// # Errors
    /// As `open`, and where it cannot be locked.
    pub fn open_locked() -> Result<(Self, Option<write::Lock>)> {
        let (cwd, project) = Self::find()?;
        let lock = write::lock(&project)?;
        Ok((Self::read(cwd, project)?, Some(lock)))
    }

    /// Finds the workspace around the working directory, and reads its config.
    ///
    /// # Errors
    /// Where there is none, or its config has problems.
    pub fn find() -> Result<(PathBuf, Project)> {
        let cwd = std::env::current_dir()
            .map_err(|error| Error::io("opening", Path::new("."), &error))?;
        let project = Project::find(&cwd, &check::ids())?;
        Ok((cwd, project))
    }

    fn read(cwd: PathBuf, project: Project) -> Result<Self> {
        let files = read::files(&project)?;
        Self::with(cwd, project, files)
    }

    /// Opens the workspace around the working directory with other files than stand there.
    ///
    /// # Errors
    /// As `open`.
    pub fn of(files: Files) -> Result<Self> {
        let (cwd, project) = Self::find()?;
        Self::with(cwd, project, files)
    }

    /// Takes a workspace that is nowhere on disk: its Fluent files and articles as texts by path.
    ///
    /// # Errors
    /// Where its config names a dictionary that is not there, or parents that go round in a circle.
    pub fn of_texts(project: Project, texts: &BTreeMap<String, String>) -> Result<Self> {
        let files = past::files(&project, past::articles(&project, texts), texts);
        Self::with(project.root.clone(), project, files)
    }

    fn with(cwd: PathBuf, project: Project, files: Files) -> Result<Self> {
        let parents = parents(&project)?;
        let order = order(&parents);
        let terms = terms(&files, &parents, &project.config.paths.terms);
        let settings = settings(&project);
        let dictionary = read::dictionary(&project, project.config.spelling.as_deref())?;
        let sentences = sentences(&project);
        Ok(Session {
            project,
            files,
            cwd,
            terms,
            parents,
            order,
            settings,
            dictionary,
            sentences,
            desk: Desk::default(),
        })
    }

    /// Returns how articles are read.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns how edits of articles of a format are judged.
    pub fn edits(&self, format: Format) -> Edits<'_> {
        Edits {
            format,
            protect: &self.settings.protect,
            spelling: self.dictionary.as_ref(),
        }
    }

    /// Relates everything to everything.
    ///
    /// # Errors
    /// Where an edit may be a spelling and the dictionary turns out to be none.
    pub fn workspace(&self) -> Result<Workspace<'_>> {
        let config = &self.project.config;
        let sources = self.files.articles.par_iter().map(|files| {
            let format = files
                .place
                .format()
                .expect("only readable formats are listed");
            let (document, errors) = Document::parse(&files.text, format, &self.settings);
            Source {
                path: &files.place.path,
                document,
                errors,
                catalog: files.catalog.as_ref().ok().and_then(Option::as_ref),
                sides: self.sides(&files.place.below, |idx| files.locales[idx].as_ref()),
            }
        });
        let messages = self.files.messages.iter().map(|files| {
            let sides = self.sides(&files.below, |idx| Some(&files.locales[idx]));
            Messages::relate(&files.path, &config.source_locale, &files.source, sides)
        });
        let rests = self.files.gone.iter().map(|files| {
            let source = config.source_locale.as_str();
            let catalog = match &files.catalog {
                Ok(None) => None,
                Ok(Some(text)) => Some(Some(text)),
                Err(_) => Some(None),
            };
            Rest {
                path: &files.article,
                catalog: catalog.map(|text| (self.project.ftl_path(source, &files.below), text)),
                sides: self.sides(&files.below, |idx| Some(&files.locales[idx])),
            }
        });
        let settings = relate::Settings {
            source: &config.paths.source,
            protect: &self.settings.protect,
            spelling: self.dictionary.as_ref(),
        };
        let (articles, gone) =
            relate::relate(sources.collect(), rests.collect(), settings, &self.desk);
        let workspace = Workspace {
            source_locale: &config.source_locale,
            locales: &config.locales,
            articles,
            messages: messages.collect(),
            gone,
        };
        match self.dictionary.as_ref().and_then(Dictionary::trouble) {
            None => Ok(workspace),
            Some(trouble) => {
                let stem = self.project.config.spelling.as_deref();
                Err(read::no_dictionary(stem.unwrap_or_default(), trouble))
            }
        }
    }

    /// Plans a sync.
    pub fn plan(&self, workspace: &Workspace<'_>) -> Vec<FilePlan> {
        let source = self.project.config.source_locale.as_str();
        let folder = format!("{}/", self.project.config.paths.source);
        plan(workspace, &self.settings.protect, &|article| {
            let below = article.path.strip_prefix(&folder).unwrap_or(article.path);
            self.project.ftl_path(source, below)
        })
    }

    /// Tells whether a sync would write something.
    pub fn is_behind(&self, workspace: &Workspace<'_>) -> bool {
        self.plan(workspace).iter().any(|file| file.action.writes())
    }

    /// Returns the sides of everything, articles first.
    pub fn sides_of<'w, 'a>(
        &self,
        workspace: &'w Workspace<'a>,
    ) -> impl Iterator<Item = &'w Localized<'a>> {
        let articles = workspace.articles.iter().flat_map(|article| &article.sides);
        let messages = workspace
            .messages
            .iter()
            .flat_map(|messages| &messages.sides);
        articles
            .chain(messages)
            .chain(workspace.gone.iter().flat_map(|gone| &gone.sides))
    }

    /// Returns the text of a file that was read, by its path in the workspace.
    pub fn text_of(&self, path: &str) -> Option<&str> {
        let config = &self.project.config;
        if let Some(files) = self
            .files
            .articles
            .iter()
            .find(|files| files.place.path == path)
        {
            return Some(&files.text);
        }
        let below = path.strip_prefix(&format!("{}/", config.paths.locales))?;
        let (tag, below) = below.split_once('/')?;
        let locale = config
            .locales
            .iter()
            .position(|locale| locale.as_str() == tag);
        let is_source = config.source_locale.as_str() == tag;
        let stem = |below: &str| self.project.ftl_path("", below);
        if let Some(files) = self
            .files
            .articles
            .iter()
            .find(|files| stem(&files.place.below) == stem(below))
        {
            let found = if is_source {
                Some(&files.catalog)
            } else {
                files.locales[locale?].as_ref()
            };
            return found.and_then(raw);
        }
        if let Some(files) = self
            .files
            .messages
            .iter()
            .find(|files| files.below == below)
        {
            return if is_source {
                Some(&files.source.raw)
            } else {
                raw(&files.locales[locale?])
            };
        }
        let gone = self.files.gone.iter().find(|files| files.below == below)?;
        raw(&gone.locales[locale?])
    }

    /// Names a few articles, for the hint to somebody who named none of them.
    pub fn articles_hint(&self) -> String {
        let paths: Vec<&str> = self
            .files
            .articles
            .iter()
            .map(|files| files.place.path.as_str())
            .collect();
        match &*paths {
            [] => format!(
                "there is no article in {} yet",
                self.project.config.paths.source
            ),
            [a, b, c, rest @ ..] if !rest.is_empty() => {
                format!("the articles are {a}, {b}, {c} and {} more", rest.len())
            }
            few => format!("the articles are {}", few.join(", ")),
        }
    }

    /// Returns a line for every article that could not be read.
    pub fn unreadable_warnings(&self) -> Vec<String> {
        let unreadable = self.files.unreadable.iter();
        unreadable
            .map(|(path, reason)| format!("warning: {path} is left out: {reason}"))
            .collect()
    }

    /// Says on standard error which articles could not be read.
    pub fn tell_unreadable(&self) {
        for warning in self.unreadable_warnings() {
            screen::tell(&safe(&warning));
        }
    }

    /// Says on standard error which locale files could not be read: what they hold counts as missing.
    pub fn tell_unreadable_locales(&self, workspace: &Workspace<'_>) {
        for side in self.sides_of(workspace) {
            if let Some(reason) = &side.side.trouble {
                screen::tell(&safe(&format!(
                    "warning: {} counts as empty: {reason}",
                    side.side.path
                )));
            }
        }
    }

    /// Makes the sides of an article or message file; `file` returns what was read for a locale of the config.
    fn sides<'a>(
        &'a self,
        below: &str,
        file: impl Fn(usize) -> Option<&'a Found<Text>>,
    ) -> Vec<Side<'a>> {
        let config = &self.project.config;
        let mut sides: Vec<Side<'a>> = Vec::with_capacity(self.order.len());
        for &idx in &self.order {
            let Some(found) = file(idx) else { continue };
            let locale = &config.locales[idx];
            let parent = self.parents[idx].and_then(|parent| {
                sides
                    .iter()
                    .position(|side| *side.locale == config.locales[parent])
            });
            sides.push(Side {
                locale,
                path: self.project.ftl_path(locale.as_str(), below),
                text: found.as_ref().ok().and_then(Option::as_ref),
                trouble: found.as_ref().err().map(Unreadable::to_string),
                policy: config.settings[idx].policy,
                sentences: Some(&self.sentences[idx]),
                terms: &self.terms[idx],
                parent,
                is_overlay: config.settings[idx].parent.is_some(),
            });
        }
        sides
    }
}

/// Returns the bytes of a file that is there and could be read.
fn raw(found: &Found<Text>) -> Option<&str> {
    found
        .as_ref()
        .ok()
        .and_then(Option::as_ref)
        .map(|text| text.raw.as_str())
}

/// Returns how the articles of a project are read.
pub(super) fn settings(project: &Project) -> Settings {
    let config = &project.config;
    Settings {
        unit: config.segment.unit,
        front_matter: config.segment.front_matter.clone(),
        protect: config.segment.protect.clone(),
        rules: Rules::with_words(
            config.source_locale.as_str(),
            config.segment.words.get(config.source_locale.language()),
        ),
    }
}

/// Returns where the sentences of each locale end.
fn sentences(project: &Project) -> Vec<Sentences> {
    let segment = &project.config.segment;
    let locales = project.config.locales.iter();
    let sentences = locales.map(|locale| {
        let words = segment.words.get(locale.language());
        Sentences::new(locale.as_str(), words, &segment.protect)
    });
    sentences.collect()
}
