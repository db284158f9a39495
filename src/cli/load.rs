//! Load: from a working directory to the related workspace, as almost every command begins.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fallback::{order, parents, terms};
use super::screen;
use crate::check;
use crate::classify::edits::Edits;
use crate::dictionary::Dictionary;
use crate::document::{Format, Sentences, Settings};
use crate::error::{Error, Result};
use crate::project::read::{self, Files, Unreadable};
use crate::project::write;
use crate::project::{Project, past};
use crate::relate::{Article, Desk, Localized, Workspace};
use crate::report::screen::safe;
use crate::segment::Rules;
use crate::sync::plan::{FilePlan, is_due, plan};
use fluent::FluentResource;

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
    pub(super) terms: Vec<Vec<Arc<FluentResource>>>,
    /// For each locale of the config: the one that stands in where it has nothing.
    pub(super) parents: Vec<Option<usize>>,
    /// The locales of the config, parents before their children.
    pub(super) order: Vec<usize>,
    settings: Settings,
    /// The words of the source locale, where the config names a dictionary.
    pub(super) dictionary: Option<Dictionary>,
    /// For each locale of the config, where its sentences end.
    pub(super) sentences: Vec<Sentences>,
    pub(super) desk: Desk,
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

    /// Opens the workspace around the working directory and reads all but its articles, which are read part by part.
    ///
    /// # Errors
    /// As `open`.
    pub fn listed() -> Result<Self> {
        let (cwd, project) = Self::find()?;
        let files = read::listed(&project)?;
        Self::with(cwd, project, files)
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

    /// Opens the workspace as `listed` does and keeps other runs from writing in it while the lock is held.
    ///
    /// # Errors
    /// As `open_locked`.
    pub fn listed_locked() -> Result<(Self, Option<write::Lock>)> {
        let (cwd, project) = Self::find()?;
        let lock = write::lock(&project)?;
        let files = read::listed(&project)?;
        Ok((Self::with(cwd, project, files)?, Some(lock)))
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

    /// Plans a sync.
    pub fn plan(&self, workspace: &Workspace<'_>) -> Vec<FilePlan> {
        plan(workspace, &self.settings.protect, &|article| {
            self.catalog_path(article)
        })
    }

    /// Tells whether a sync would write something.
    pub fn is_behind(&self, workspace: &Workspace<'_>) -> bool {
        is_due(workspace, &self.settings.protect, &|article| {
            self.catalog_path(article)
        })
    }

    fn catalog_path(&self, article: &Article<'_>) -> String {
        let source = self.project.config.source_locale.as_str();
        let path = article.path.strip_prefix(&self.project.config.paths.source);
        let below = path.and_then(|path| path.strip_prefix('/'));
        self.project.ftl_path(source, below.unwrap_or(article.path))
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

    /// Returns the text of a file of the workspace by its path, where it can be read.
    pub fn text_of(&self, path: &str) -> Option<String> {
        read::text(&self.project.absolute(path)).ok()
    }

    /// Yields the paths of the articles, those included that cannot be read where none was read yet.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let read = self.files.articles.iter().map(|files| &files.place);
        let places = self.files.listed.iter().chain(read);
        places.map(|place| place.path.as_str())
    }

    /// Names a few articles, for the hint to somebody who named none of them.
    pub fn articles_hint(&self) -> String {
        let paths: Vec<&str> = self.paths().collect();
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

    /// Returns a line for every locale file that could not be read: what it holds counts as missing.
    pub fn empty_warnings(&self, workspace: &Workspace<'_>) -> Vec<Warning> {
        let articles = workspace.articles.iter();
        let articles = articles.map(|article| ((0, article.path), &article.sides));
        let messages = workspace.messages.iter();
        let messages = messages
            .enumerate()
            .map(|(idx, own)| ((1 + idx, ""), &own.sides));
        let n_messages = workspace.messages.len();
        let gone = workspace
            .gone
            .iter()
            .map(|gone| ((1 + n_messages, gone.path), &gone.sides));
        let mut warnings = Vec::new();
        for ((order, path), sides) in articles.chain(messages).chain(gone) {
            warnings.extend(sides.iter().filter_map(|side| {
                let reason = side.side.trouble.as_ref()?;
                let warning = format!("warning: {} counts as empty: {reason}", side.side.path);
                Some(((order, path.to_owned()), warning))
            }));
        }
        warnings
    }
}

/// Is a line for standard error, with where it stands among others of its kind.
pub type Warning = ((usize, String), String);

/// Returns a line for every article that could not be read.
pub fn unreadable_warnings(unreadable: &[(String, Unreadable)]) -> Vec<String> {
    let unreadable = unreadable.iter();
    unreadable
        .map(|(path, reason)| format!("warning: {path} is left out: {reason}"))
        .collect()
}

/// Says on standard error which articles and locale files could not be read.
pub fn tell_unread(unreadable: &[(String, Unreadable)], mut warnings: Vec<Warning>) {
    warnings.sort_by(|(a, _), (b, _)| a.cmp(b));
    let warnings = warnings.into_iter().map(|(_, warning)| warning);
    for warning in unreadable_warnings(unreadable).into_iter().chain(warnings) {
        screen::tell(&safe(&warning));
    }
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
