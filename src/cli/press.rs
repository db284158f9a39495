//! Press: everything that a build prints with, and what it wants to stand under `out`.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use fluent::FluentResource;

use super::load::Session;
use crate::config::Config;
use crate::edition::{self, Edition, Editions, Homes, Press};
use crate::error::{Error, Result};
use crate::locale::Locale;
use crate::page::{Template, TemplateError, Templates};
use crate::project::outputs::{Change, Output, Shelf};
use crate::project::read::{self, Unreadable};
use crate::project::walk;
use crate::pseudo;
use crate::relate::{Messages, Workspace};
use crate::resolve;

/// Is everything that a workspace is printed with, part by part.
#[derive(Debug)]
pub struct Stock<'s> {
    session: &'s Session,
    /// What stands under `out`.
    pub shelf: Shelf<'s>,
    templates: Templates,
    glossary: Vec<Messages<'s>>,
    /// Terms of the source locale.
    terms: Vec<Arc<FluentResource>>,
    /// The paths of the articles that stand below the output folder, relative to it.
    inside: BTreeSet<&'s str>,
    homes: Homes,
    /// The language that nobody speaks, where it alone is built.
    pseudo: Option<Locale>,
}

/// Is an output that a build makes, or made once.
#[derive(Debug)]
pub struct Made {
    /// The output.
    pub output: Output,
    /// The locale it is in, where it is not as a build would leave it and something makes it.
    pub locale: Option<Locale>,
    /// The article it is of, likewise.
    pub article: Option<String>,
}

/// Is an output, or why what stands in its place cannot be read.
type Compared = std::result::Result<Made, (String, Error)>;

/// Is what was printed of a part.
pub type Prints = Editions<Compared>;

/// Is what is to stand under `out`.
#[derive(Debug)]
pub struct Pressed {
    /// Every output, sorted by path.
    pub outputs: Vec<Made>,
    /// Files whose articles or locale files could not be read: what stands there stays.
    pub kept: BTreeSet<String>,
    /// Paths below the output folder of indexes and sitemaps that are not made, because not every file can be read.
    pub kept_front: Vec<String>,
    /// What is said of the articles.
    pub editions: Prints,
}

impl<'s> Stock<'s> {
    /// Gets everything ready for the articles in all locales.
    ///
    /// # Errors
    /// Where a template is none.
    pub fn new(session: &'s Session, shelf: Shelf<'s>) -> Result<Self> {
        let mut stock = Self::blank(session, shelf)?;
        stock.homes = stock.homes();
        Ok(stock)
    }

    /// Gets everything ready for the articles in the language that nobody speaks.
    ///
    /// # Errors
    /// As `new`, and where the language is one of the project.
    pub fn pseudo(session: &'s Session, shelf: Shelf<'s>) -> Result<Self> {
        let locale = pseudo_locale();
        let config = &session.project.config;
        if config.locales.contains(&locale) || config.source_locale == locale {
            let message =
                format!("{locale} is a locale of this project; it is built without --pseudo");
            return Err(Error::usage(message));
        }
        Ok(Stock {
            pseudo: Some(locale),
            ..Self::blank(session, shelf)?
        })
    }

    fn blank(session: &'s Session, shelf: Shelf<'s>) -> Result<Self> {
        let config = &session.project.config;
        let mut messages = session.files.messages.iter();
        let terms = messages.find(|files| files.below == config.paths.terms);
        let terms = terms.map(|files| resolve::resource(&files.source));
        let folder = format!("{}/", config.paths.out);
        let inside = session
            .paths()
            .filter_map(|path| path.strip_prefix(&folder));
        Ok(Stock {
            shelf,
            templates: templates(session)?,
            glossary: session.messages(),
            terms: terms.into_iter().collect(),
            inside: inside.collect(),
            homes: Homes::default(),
            pseudo: None,
            session,
        })
    }

    fn press<R>(&self, print: impl FnOnce(&Press<'_>) -> R) -> R {
        let config = &self.session.project.config;
        let name = format!("/{}", config.paths.site);
        let site = self
            .glossary
            .iter()
            .find(|messages| messages.path.ends_with(&name));
        let folder = format!("{}/", config.paths.source);
        print(&Press {
            templates: &self.templates,
            raw_html: config.site.raw_html,
            site_url: config.site.url.as_deref(),
            site,
            terms: &self.terms,
            settings: &|locale| settings(config, locale),
            path: &|article, locale, ext| {
                let below = article.strip_prefix(&folder).unwrap_or(article);
                config.paths.layout.output(below, locale, ext)
            },
            is_article: &|below| self.inside.contains(below),
            source_locale: &config.source_locale,
            locales: &config.locales,
        })
    }

    /// Finds where readers begin: of the articles that decide it those that can be read are related, each by itself.
    fn homes(&self) -> Homes {
        self.press(|press| {
            let deciding = edition::deciding(press, self.session.paths());
            let residents = match &*deciding {
                [] => Vec::new(),
                deciding => self
                    .session
                    .look_at(deciding, |workspace| edition::residents(workspace, press)),
            };
            Homes::new(press, &residents)
        })
    }

    /// Prints a part of the workspace, and holds each file against what stands in its place.
    pub fn print(&self, workspace: &Workspace<'_>) -> Prints {
        self.press(|press| match &self.pseudo {
            Some(locale) => {
                edition::make_pseudo(workspace, press, locale, |edition| self.compare(edition))
            }
            None => edition::make(workspace, press, &self.homes, |edition| {
                self.compare(edition)
            }),
        })
    }

    /// Puts together what was printed of all parts, and prints what leads to the articles. `unreadable` are the
    /// articles that cannot be read.
    ///
    /// # Errors
    /// What a template asks for and cannot get, and where an output cannot be read.
    pub fn conclude(
        &mut self,
        prints: Vec<Prints>,
        unreadable: &[(String, Unreadable)],
    ) -> Result<Pressed> {
        let mut editions = Editions::join(prints);
        let settled = self.press(|press| Homes::new(press, &editions.residents));
        if self.pseudo.is_none() && settled != self.homes {
            // An article that decides where home is has ties to others, which decided that otherwise.
            self.homes = settled;
            let session = self.session;
            editions = Editions::join(session.all_parts(|workspace| self.print(workspace))?);
        }
        let failed = |error: TemplateError| Error::config(format!("template {error}"));
        if let Some((_, error)) = editions.error.take() {
            return Err(failed(error));
        }
        let mut files = std::mem::take(&mut editions.files);
        let mut kept_front = Vec::new();
        if self.pseudo.is_none() {
            if unreadable.is_empty() && editions.kept.is_empty() {
                let front = self.press(|press| edition::front(press, &self.homes, &mut editions));
                let front = front.map_err(failed)?.into_iter();
                files.extend(front.map(|edition| self.compare(edition)));
            } else {
                kept_front = self.homes.paths();
            }
        }
        let kept = self.kept(&editions, &kept_front, unreadable);
        let mut outputs = Vec::with_capacity(files.len());
        let mut unread: Option<(String, Error)> = None;
        for file in files {
            match file {
                Ok(made) => outputs.push(made),
                Err(error) => {
                    let errors = unread.into_iter().chain([error]);
                    unread = errors.min_by(|(a, _), (b, _)| a.cmp(b));
                }
            }
        }
        if let Some((_, error)) = unread {
            return Err(error);
        }
        outputs.sort_by(|a, b| a.output.path.cmp(&b.output.path));
        let is_wanted = |path: &str| {
            let found = outputs.binary_search_by(|made| made.output.path.as_str().cmp(path));
            found.is_ok() || kept.contains(path)
        };
        let left = self.shelf.left_over(&is_wanted)?;
        outputs.extend(left.into_iter().map(|output| Made {
            output,
            locale: None,
            article: None,
        }));
        outputs.sort_by(|a, b| a.output.path.cmp(&b.output.path));
        Ok(Pressed {
            outputs,
            kept,
            kept_front,
            editions,
        })
    }

    /// Holds a file against what stands in its place.
    fn compare(&self, edition: Edition) -> Compared {
        let out = &self.session.project.config.paths.out;
        let path = format!("{out}/{}", edition.path);
        let output = match self.shelf.compare(path.clone(), &edition.text) {
            Ok(output) => output,
            Err(error) => return Err((path, error)),
        };
        let is_told = output.change != Change::Keep;
        Ok(Made {
            output,
            locale: edition.locale.filter(|_| is_told),
            article: edition.article.filter(|_| is_told),
        })
    }

    /// Lists the files that stay as they stand though nothing makes them: those of articles and locale files that
    /// cannot be read, and what this build does not make.
    fn kept(
        &self,
        editions: &Prints,
        kept_front: &[String],
        unreadable: &[(String, Unreadable)],
    ) -> BTreeSet<String> {
        let (config, record) = (&self.session.project.config, &self.shelf.record);
        let is_pseudo = is_pseudo(config);
        if self.pseudo.is_some() {
            let others = record.paths().filter(|path| !is_pseudo(path));
            return others.map(str::to_owned).collect();
        }
        let out = &config.paths.out;
        let kept = editions.kept.iter().map(|(_, path)| path);
        let mut kept: BTreeSet<String> = kept
            .chain(kept_front)
            .map(|path| format!("{out}/{path}"))
            .collect();
        let pseudo = record.paths().filter(|path| is_pseudo(path));
        kept.extend(pseudo.map(str::to_owned));
        if !kept_front.is_empty() {
            // The further files of a long sitemap.
            let part = format!("{out}/sitemap-");
            let parts = record.paths().filter(|path| path.starts_with(&part));
            kept.extend(parts.map(str::to_owned));
        }
        let folder = format!("{}/", config.paths.source);
        for (article, _) in unreadable {
            let below = article.strip_prefix(&folder).unwrap_or(article);
            for locale in config.locales.iter().chain([&config.source_locale]) {
                let paths =
                    [None, Some("html")].map(|ext| config.paths.layout.output(below, locale, ext));
                kept.extend(paths.map(|path| format!("{out}/{path}")));
            }
        }
        kept
    }
}

fn pseudo_locale() -> Locale {
    pseudo::LOCALE.parse().expect("a language tag")
}

/// Returns a test for paths in the workspace: whether they are what `--pseudo` makes.
fn is_pseudo(config: &Config) -> impl Fn(&str) -> bool {
    let locale = pseudo_locale();
    let is_own = config.locales.contains(&locale);
    let outputs = LazyCell::new(move || config.paths.layout.outputs_of(&pseudo_locale()));
    let folder = format!("{}/", config.paths.out);
    move |path| {
        !is_own
            && path
                .strip_prefix(&folder)
                .is_some_and(|below| outputs.has(below))
    }
}

/// Returns what is built for a locale.
fn settings(config: &Config, locale: &Locale) -> edition::Settings {
    let own = config.locales.iter().position(|known| known == locale);
    let mut settings = own
        .map_or(&config.build, |idx| &config.settings[idx].build)
        .clone();
    // Outputs that stand among the articles are a site generator's; it has the originals already.
    let stands_inside = config.paths.out == config.paths.source;
    let stands_below = config.paths.is_source_below_out();
    let is_source = *locale == config.source_locale;
    let is_there = stands_inside || stands_below || !config.paths.has_originals;
    settings.has_source &= !is_source || !is_there;
    settings.has_html &= !is_source || !stands_below;
    settings
}

/// Reads the user's templates.
fn templates(session: &Session) -> Result<Templates> {
    let mut own = Vec::new();
    if let Some(folder) = &session.project.config.site.templates {
        let absolute = session.project.absolute(folder);
        if !absolute.is_dir() {
            return Err(Error::config(format!(
                "site.templates: there is no folder {folder}"
            )));
        }
        for (path, name) in walk::all_files(&session.project, &absolute)? {
            let failed = |reason| Error::config(format!("template {path}: {reason}"));
            let source = read::text(&session.project.absolute(&path)).map_err(failed)?;
            own.push(Template { name, path, source });
        }
    }
    Templates::new(own).map_err(|error| Error::config(format!("template {error}")))
}
