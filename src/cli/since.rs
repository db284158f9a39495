//! Since: the articles and message files that were touched since a git revision.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use super::load::Session;
use crate::error::Result;
use crate::git;
use crate::project::read;

/// Is a revision that a report is narrowed by.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Since {
    /// Report only articles that were touched since this git revision
    #[arg(long, value_name = "REV")]
    since: Option<String>,
}

impl Since {
    /// Returns a test for the paths of articles and message files: whether the source was written, edited or
    /// removed since the revision. Without one every path passes.
    ///
    /// # Errors
    /// Where git does not know the revision.
    pub fn touched(&self, session: &Session) -> Result<impl Fn(&str) -> bool + use<>> {
        let touched = match &self.since {
            Some(typed) => Some(touched(session, typed)?),
            None => None,
        };
        Ok(move |path: &str| touched.as_ref().is_none_or(|paths| paths.contains(path)))
    }

    /// Tells whether a revision was named.
    pub fn is_asked(&self) -> bool {
        self.since.is_some()
    }

    /// Tells whether a revision was named and nothing that is wanted was touched since.
    pub fn is_without(&self, session: &Session, is_wanted: &dyn Fn(&str) -> bool) -> bool {
        let files = &session.files;
        let messages = files.messages.iter().map(|files| files.path.as_str());
        let gone = files.gone.iter().map(|files| files.article.as_str());
        self.since.is_some() && !session.paths().chain(messages).chain(gone).any(is_wanted)
    }

    /// Says that nothing was touched.
    ///
    /// # Errors
    /// Where `out` cannot be written to.
    pub fn tell(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let since = self.since.as_deref().unwrap_or_default();
        writeln!(out, "No article was touched since {since}.")
    }
}

fn touched(session: &Session, typed: &str) -> Result<BTreeSet<String>> {
    let project = &session.project;
    let config = &project.config;
    let revision = git::revision(project, typed)?;
    let messages = format!("{}/{}", config.paths.locales, config.source_locale);
    let old = revision.files(project, &[&config.paths.source, &messages], &|_| true)?;
    let articles = session.files.articles.iter();
    let articles = articles.map(|files| (&files.place.path, Cow::from(&files.text)));
    let listed = session.files.listed.iter().filter_map(|place| {
        let text = read::text(&project.absolute(&place.path)).ok()?;
        Some((&place.path, text.into()))
    });
    let messages = session.files.messages.iter();
    let messages = messages.map(|files| (&files.path, Cow::from(&files.source.raw)));
    let edited = articles
        .chain(listed)
        .chain(messages)
        .filter(|(path, text)| !is_same(&old, path, text))
        .map(|(path, _)| path.clone());
    let gone = session.files.gone.iter().map(|files| &files.article);
    let gone = gone.filter(|path| old.contains_key(*path)).cloned();
    Ok(edited.chain(gone).collect())
}

/// Tells whether a file reads as it did; git may have changed its line ends on the way to the disk.
fn is_same(old: &BTreeMap<String, String>, path: &str, text: &str) -> bool {
    let is_line_end = |text: &str| text.contains('\r');
    old.get(path).is_some_and(|old| {
        old == text
            || (is_line_end(old) || is_line_end(text))
                && old.replace("\r\n", "\n") == text.replace("\r\n", "\n")
    })
}
