//! Relating: what a session has read, related: everything at once, and what its parts are made of.

use rayon::prelude::*;

use super::load::Session;
use crate::dictionary::Dictionary;
use crate::document::Document;
use crate::error::Result;
use crate::fluent::file::Text;
use crate::project::read::{self, ArticleFiles, Found, Unreadable};
use crate::relate::{self, Messages, Rest, Side, Source, Workspace, relate};

impl Session {
    /// Relates everything to everything.
    ///
    /// # Errors
    /// Where an edit may be a spelling and the dictionary turns out to be none.
    pub fn workspace(&self) -> Result<Workspace<'_>> {
        let sources = self.files.articles.par_iter();
        let sources = sources.map(|files| self.source(files)).collect();
        let (articles, gone) = relate(sources, self.rests(), self.how(), &self.desk);
        let config = &self.project.config;
        let workspace = Workspace::whole(
            &config.source_locale,
            &config.locales,
            articles,
            self.messages(),
            gone,
        );
        self.holds_with_dictionary()?;
        Ok(workspace)
    }

    /// Returns how articles are related.
    pub(super) fn how(&self) -> relate::Settings<'_> {
        relate::Settings {
            source: &self.project.config.paths.source,
            protect: &self.settings().protect,
            spelling: self.dictionary.as_ref(),
        }
    }

    /// Reads an article.
    pub(super) fn source<'a>(&'a self, files: &'a ArticleFiles) -> Source<'a> {
        let format = files
            .place
            .format()
            .expect("only readable formats are listed");
        let (document, errors) = Document::parse(&files.text, format, self.settings());
        Source {
            path: &files.place.path,
            document,
            errors,
            catalog: files.catalog.as_ref().ok().and_then(Option::as_ref),
            sides: self.sides(&files.place.below, |idx| files.locales[idx].as_ref()),
        }
    }

    /// Relates the message files.
    pub(super) fn messages(&self) -> Vec<Messages<'_>> {
        let config = &self.project.config;
        let messages = self.files.messages.iter().map(|files| {
            let sides = self.sides(&files.below, |idx| Some(&files.locales[idx]));
            Messages::relate(&files.path, &config.source_locale, &files.source, sides)
        });
        messages.collect()
    }

    /// Lists what is left of articles that are gone.
    pub(super) fn rests(&self) -> Vec<Rest<'_>> {
        let source = self.project.config.source_locale.as_str();
        let rests = self.files.gone.iter().map(|files| {
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
        rests.collect()
    }

    /// Fails where an edit was held against a dictionary that turned out to be none.
    pub(super) fn holds_with_dictionary(&self) -> Result<()> {
        match self.dictionary.as_ref().and_then(Dictionary::trouble) {
            None => Ok(()),
            Some(trouble) => {
                let stem = self.project.config.spelling.as_deref();
                Err(read::no_dictionary(stem.unwrap_or_default(), trouble))
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
