//! Scope: the locales and articles that a command is narrowed to.

use globset::Glob;

use super::load::Session;
use crate::config::reader::nearest;
use crate::error::{Error, Result};
use crate::locale::Locale;
use crate::project::Project;

/// Is what a command was narrowed to.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, clap::Args, serde::Serialize, serde::Deserialize,
)]
pub struct Scope {
    /// Report only these locales
    #[arg(long = "locale", value_name = "LOCALE")]
    pub locales: Vec<String>,
    /// Report only these articles: paths or globs
    #[arg(value_name = "ARTICLE")]
    pub articles: Vec<String>,
}

impl Scope {
    /// Returns the locales of the config that the scope names, all of them where it names none.
    ///
    /// # Errors
    /// For a locale that the project does not have.
    pub fn locales(&self, project: &Project) -> Result<Vec<Locale>> {
        let known = &project.config.locales;
        if self.locales.is_empty() {
            return Ok(known.clone());
        }
        let named = self.locales.iter().map(|tag| {
            let locale = tag
                .parse::<Locale>()
                .ok()
                .filter(|locale| known.contains(locale));
            locale.ok_or_else(|| {
                let names: Vec<&str> = known.iter().map(Locale::as_str).collect();
                let hint = match nearest(tag, names.iter().copied()) {
                    Some(near) => format!("did you mean {near}?"),
                    None => format!("the project translates into {}", names.join(", ")),
                };
                Error::usage(format!("\"{tag}\" is no locale of this project")).hint(hint)
            })
        });
        let mut named = named.collect::<Result<Vec<_>>>()?;
        named.sort_by_key(|locale| known.iter().position(|own| own == locale));
        named.dedup();
        Ok(named)
    }

    /// Returns a test for the paths of articles and message files.
    ///
    /// # Errors
    /// For a path that lies outside the workspace, and for a glob that is none, or that matches nothing.
    pub fn articles(&self, session: &Session) -> Result<impl Fn(&str) -> bool + use<>> {
        let source = format!("{}/", session.project.config.paths.source);
        let messages = session.files.messages.iter();
        let known: Vec<&str> = session
            .paths()
            .chain(messages.map(|files| files.path.as_str()))
            .collect();
        let mut wanted: Vec<globset::GlobMatcher> = Vec::new();
        for typed in &self.articles {
            let relative = session.project.relative(&session.cwd, typed);
            let below = format!("{source}{typed}");
            let inside = relative.as_ref().ok();
            let mut matched = false;
            for pattern in inside.into_iter().chain([typed, &below]) {
                let glob = Glob::new(pattern)
                    .map_err(|error| {
                        Error::usage(format!("\"{typed}\": {}", error.kind()))
                            .hint("name an article by its path, or quote a glob such as \"news/*\"")
                    })?
                    .compile_matcher();
                if known.iter().any(|path| glob.is_match(path)) {
                    matched = true;
                    wanted.push(glob);
                    break;
                }
            }
            if !matched {
                relative?;
                let near = nearest(typed, known.iter().copied())
                    .or_else(|| nearest(&below, known.iter().copied()));
                let hint = match near {
                    Some(near) => format!("did you mean {near}?"),
                    None => session.articles_hint(),
                };
                return Err(Error::usage(format!("no article matches \"{typed}\"")).hint(hint));
            }
        }
        Ok(move |path: &str| wanted.is_empty() || wanted.iter().any(|glob| glob.is_match(path)))
    }

    /// Tells whether the scope names articles, so that message files are out of it.
    pub fn names_articles(&self) -> bool {
        !self.articles.is_empty()
    }
}
