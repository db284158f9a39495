//! Template: a page is printed into HTML, by tolka's own template or the user's.
//!
//! Separate because it is all that knows the template engine.

use std::fmt;

use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, Value};

use super::Page;

/// The template of an article; a template of the user's with this name stands for tolka's own.
const ARTICLE: &str = "article.html";
/// What the names of tolka's own templates begin with, for templates that extend them.
const DEFAULT: &str = "default/";

/// Is a template of the user's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its path in the template folder, with `/`: the name that other templates call it by.
    pub name: String,
    /// Where it stands, for messages.
    pub path: String,
    /// Its text.
    pub source: String,
}

/// Says what is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// Where the template stands; tolka's own begin with `default/`.
    pub path: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong, lower case, without a full stop.
    pub reason: String,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.reason),
            None => write!(f, "{}: {}", self.path, self.reason),
        }
    }
}

impl std::error::Error for TemplateError {}

/// Is the templates of a site, read and ready.
#[derive(Debug)]
pub struct Templates {
    environment: Environment<'static>,
    /// The name and the path of each of the user's.
    paths: Vec<(String, String)>,
}

impl Templates {
    /// Reads the user's templates; without any, tolka's own print the pages.
    ///
    /// # Errors
    /// The first template that cannot be read.
    pub fn new(templates: Vec<Template>) -> Result<Self, TemplateError> {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        environment.set_trim_blocks(true);
        environment.set_lstrip_blocks(true);
        environment.set_formatter(print);
        let mut this = Templates { environment, paths: Vec::new() };
        let own = include_str!("article.html");
        for name in [ARTICLE.to_owned(), format!("{DEFAULT}{ARTICLE}")] {
            this.add(name, own.to_owned())?;
        }
        for template in templates {
            if template.name.starts_with(DEFAULT) {
                return Err(TemplateError {
                    path: template.path,
                    line: None,
                    reason: "the folder \"default\" stands for tolka's own templates".to_owned(),
                });
            }
            this.paths.push((template.name.clone(), template.path));
            this.add(template.name, template.source)?;
        }
        Ok(this)
    }

    fn add(&mut self, name: String, source: String) -> Result<(), TemplateError> {
        let added = self.environment.add_template_owned(name, source);
        added.map_err(|error| self.error(&error))
    }

    /// Prints a page.
    ///
    /// # Errors
    /// What a template asks for and cannot get.
    pub fn render(&self, page: &Page) -> Result<String, TemplateError> {
        let printed = self
            .environment
            .get_template(ARTICLE)
            .and_then(|template| template.render(page));
        match printed {
            Ok(html) => Ok(without_controls(html)),
            Err(error) => Err(self.error(&error)),
        }
    }

    /// Finds the innermost template that an error comes from: an outer one only includes or extends it.
    fn error(&self, error: &minijinja::Error) -> TemplateError {
        let mut innermost = error;
        let mut source = std::error::Error::source(error);
        while let Some(error) = source {
            if let Some(error) = error.downcast_ref::<minijinja::Error>()
                && error.name().is_some()
            {
                innermost = error;
            }
            source = error.source();
        }
        let name = innermost.name().unwrap_or(ARTICLE);
        let path = self.paths.iter().rev().find(|(known, _)| known == name);
        let reason = match innermost.detail() {
            Some(detail) => format!("{}: {detail}", innermost.kind()),
            None => innermost.kind().to_string(),
        };
        TemplateError {
            path: path.map_or_else(|| name.to_owned(), |(_, path)| path.clone()),
            line: innermost.line(),
            reason,
        }
    }
}

/// Prints one value. Escapes what HTML needs escaped and no more: the engine's own escape of `/` makes addresses
/// unreadable.
fn print(out: &mut Output<'_>, state: &State<'_, '_>, value: &Value) -> Result<(), minijinja::Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() && state.auto_escape() == AutoEscape::Html => {
            Ok(out.write_str(&escape(text))?)
        }
        _ => minijinja::escape_formatter(out, state, value),
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '`' => escaped.push_str("&#96;"),
            _ => escaped.push(char),
        }
    }
    escaped
}

/// Takes out the control characters that HTML forbids.
fn without_controls(html: String) -> String {
    let forbidden = |char: char| char.is_control() && !matches!(char, '\t' | '\n' | '\r');
    match html.contains(forbidden) {
        true => html.replace(forbidden, "\u{FFFD}"),
        false => html,
    }
}
