//! Walk: which files of a workspace are articles, message files and leftovers, in a fixed order.

use std::cell::LazyCell;
use std::path::{Path, PathBuf};

use foldhash::{HashMap, HashMapExt, HashSet};
use walkdir::WalkDir;

use super::{Project, slashes, stem};
use crate::config::layout::Outputs;
use crate::document::Format;
use crate::error::{Error, Result};
use crate::locale::Locale;
use crate::pseudo;

/// Is an article's place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArticlePath {
    /// In the workspace: `source/news/accord.md`.
    pub path: String,
    /// Below the source folder: `news/accord.md`.
    pub below: String,
}

impl ArticlePath {
    /// Returns the format that the ending tells.
    pub fn format(&self) -> Option<Format> {
        format_of(&self.below)
    }
}

/// Returns the format that a file name's ending tells.
pub fn format_of(path: &str) -> Option<Format> {
    match path.rsplit_once('.')?.1 {
        "md" | "mdx" => Some(Format::Markdown),
        "txt" => Some(Format::Text),
        "html" => Some(Format::Html),
        _ => None,
    }
}

/// Lists the articles, sorted by path.
///
/// # Errors
/// One config error that names every pair of articles for one Fluent file or output, every reserved name,
/// every format that cannot be read and every symlink that leaves the workspace.
pub fn articles(project: &Project) -> Result<Vec<ArticlePath>> {
    let paths = &project.config.paths;
    let source = project.absolute(&paths.source);
    if !source.is_dir() {
        return Err(Error::config(format!(
            "there is no folder {}, where the articles should be",
            paths.source
        ))
        .hint("make it, or name another one in [paths] source"));
    }
    let mut problems = Vec::new();
    let mut articles = Vec::new();
    let is_output = is_output(project);
    for (path, below) in files(project, &source, &mut problems)? {
        let wanted = paths.include.contains(&below) && !paths.exclude.contains(&below);
        if !wanted || is_output(&path) {
            continue;
        }
        if path.contains(char::is_control) {
            problems.push(format!(
                "{}: the name holds a control character; rename the file",
                path.escape_debug()
            ));
            continue;
        }
        let article = ArticlePath { path, below };
        match article.format() {
            Some(_) => articles.push(article),
            None => problems.push(format!(
                "{}: tolka reads .md, .mdx, .txt and .html articles; put it into [paths] exclude",
                article.path
            )),
        }
    }
    articles.sort();
    find_clashes(project, &articles, &mut problems);
    if problems.is_empty() {
        return Ok(articles);
    }
    let message = match &*problems {
        [one] => one.clone(),
        many => format!(
            "the workspace has {} problems:\n  {}",
            many.len(),
            many.join("\n  ")
        ),
    };
    Err(Error::config(message))
}

/// Lists files by paths that a person typed: files as they are, of folders everything that has an article's
/// ending, sorted.
///
/// # Errors
/// Where a path cannot be listed.
pub fn below(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in paths {
        if !path.is_dir() {
            found.push(path.clone());
            continue;
        }
        for entry in WalkDir::new(path).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                let reason = std::io::Error::from(error);
                Error::io("listing", path, &reason)
            })?;
            if entry.file_type().is_file() && format_of(&entry.path().to_string_lossy()).is_some() {
                found.push(entry.into_path());
            }
        }
    }
    Ok(found)
}

/// Lists the `.ftl` files below a locale's folder, sorted: their paths in the workspace and below the folder.
///
/// # Errors
/// Where the folder cannot be listed.
pub fn fluent_files(project: &Project, locale: &str) -> Result<Vec<(String, String)>> {
    let folder = project.absolute(&format!("{}/{locale}", project.config.paths.locales));
    let mut found = all_files(project, &folder)?;
    found.retain(|(path, _)| path.ends_with(".ftl"));
    Ok(found)
}

/// Lists all files below a folder of the workspace, sorted: their paths in the workspace and below the folder.
///
/// # Errors
/// Where the folder cannot be listed, or a symlink leaves the workspace.
pub fn all_files(project: &Project, folder: &Path) -> Result<Vec<(String, String)>> {
    let mut problems = Vec::new();
    let mut found = files(project, folder, &mut problems)?;
    if let Some(problem) = problems.into_iter().next() {
        return Err(Error::config(problem));
    }
    found.sort();
    Ok(found)
}

/// Lists the files below a folder; hidden ones are nobody's business.
fn files(
    project: &Project,
    folder: &Path,
    problems: &mut Vec<String>,
) -> Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    if !folder.exists() {
        return Ok(found);
    }
    let is_hidden = |entry: &walkdir::DirEntry| {
        0 < entry.depth() && entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    let leaves = |entry: &walkdir::DirEntry| {
        entry.path_is_symlink()
            && entry
                .path()
                .canonicalize()
                .is_ok_and(|target| !target.starts_with(&project.root))
    };
    let n_folder = folder
        .strip_prefix(&project.root)
        .map_or(0, |folder| slashes(folder).len());
    let mut walk = WalkDir::new(folder).follow_links(true).into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            // What reads it says why it cannot be read, and leaves the others in peace.
            Err(error) if dangling(&error).is_some() => {
                let path = error.path().unwrap_or(folder);
                let below = path.strip_prefix(folder).unwrap_or(path);
                let path = path.strip_prefix(&project.root).unwrap_or(path);
                let below = slashes(below);
                if !below.split('/').any(|part| part.starts_with('.')) {
                    found.push((slashes(path), below));
                }
                continue;
            }
            Err(error) => {
                let path = error
                    .path()
                    .unwrap_or(folder)
                    .strip_prefix(&project.root)
                    .unwrap_or(folder);
                let reason = match (error.loop_ancestor(), error.io_error()) {
                    (Some(_), _) => {
                        "the symlink leads back to a folder above it; remove it".to_owned()
                    }
                    (_, Some(error)) => error.to_string(),
                    _ => "it cannot be listed".to_owned(),
                };
                problems.push(format!("{}: {reason}", slashes(path)));
                continue;
            }
        };
        if is_hidden(&entry) {
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        let Ok(path) = entry.path().strip_prefix(&project.root) else {
            continue;
        };
        if leaves(&entry) {
            problems.push(format!(
                "{}: the symlink leaves the workspace; put what it leads to in its place",
                slashes(path)
            ));
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if entry.file_type().is_file() {
            let path = slashes(path);
            let below = path[n_folder..].trim_start_matches('/').to_owned();
            found.push((path, below));
        }
    }
    Ok(found)
}

/// Returns the path of a symlink that leads nowhere, where that is the error.
fn dangling(error: &walkdir::Error) -> Option<&Path> {
    let is_missing = error
        .io_error()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound);
    error.path().filter(|path| is_missing && path.is_symlink())
}

/// Returns a test for paths below the workspace: whether they are the output of some article. With a layout such as
/// `{dir}/{stem}.{locale}.{ext}` outputs can stand among the articles.
pub fn is_output(project: &Project) -> impl Fn(&str) -> bool {
    let config = &project.config;
    // Where outputs stand elsewhere, nobody asks.
    let outputs = LazyCell::new(move || -> Vec<Outputs> {
        let pseudo: Option<Locale> = pseudo::LOCALE.parse().ok();
        // In a folder per language, that of the source holds the articles themselves.
        let is_own = !config.paths.is_source_below_out();
        let own = is_own.then_some(&config.source_locale);
        let own = own.into_iter().chain(&pseudo);
        let locales = config.locales.iter().chain(own);
        let outputs = locales.map(|locale| config.paths.layout.outputs_of(locale));
        outputs.collect()
    });
    let folder = format!("{}/", config.paths.out);
    move |path| {
        path.strip_prefix(&folder)
            .is_some_and(|below| outputs.iter().any(|of_locale| of_locale.has(below)))
    }
}

/// Notes articles that would share a Fluent file or an output, and those with a reserved name.
fn find_clashes(project: &Project, articles: &[ArticlePath], problems: &mut Vec<String>) {
    let config = &project.config;
    let own: HashSet<&str> = articles
        .iter()
        .map(|article| article.path.as_str())
        .collect();
    // Who stands in it is told in the order of the articles.
    let n_made = 1 + 2 * config.locales.len();
    let mut makers: HashMap<String, &str> = HashMap::with_capacity(articles.len() * n_made);
    for article in articles {
        let ftl = project.ftl_path(config.source_locale.as_str(), &article.below);
        let reserved = [&config.paths.terms, &config.paths.site];
        if reserved
            .iter()
            .any(|name| name.strip_suffix(".ftl") == Some(stem(&article.below)))
        {
            problems.push(format!(
                "{}: the name is reserved for a message file; rename the article",
                article.path
            ));
        }
        if let Some(other) = makers.insert(ftl.clone(), &article.path) {
            problems.push(format!(
                "{other} and {} would both have {ftl}; rename one",
                article.path
            ));
            continue;
        }
        for locale in &config.locales {
            for ext in [None, Some("html")] {
                let output = config.paths.layout.output(&article.below, locale, ext);
                let output = [&config.paths.out, "/", &output].concat();
                if own.contains(&*output) {
                    problems.push(format!(
                        "{}: its output would stand on the article {output}; mend [paths] layout",
                        article.path
                    ));
                }
                if let Some(other) = makers.insert(output.clone(), &article.path)
                    && other != article.path
                {
                    problems.push(format!(
                        "{other} and {} would both be built as {output}; rename one, or mend [paths] layout",
                        article.path
                    ));
                }
            }
        }
    }
}
