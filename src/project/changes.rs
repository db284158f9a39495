//! Changes: what changed files mean for a build. Pure, so that it can be tested without a disk or a clock.
//!
//! Separate from watching because a system tells of more than files that a build reads: folders, what editors put beside
//! a file while they save it, what the build itself wrote.

use std::collections::BTreeSet;

use super::Project;
use super::walk::is_output;
use crate::config;

/// Is what a change means for the outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// Nothing: no build reads it.
    Nothing,
    /// It may be a folder that moved with everything in it; only a build can tell.
    Perhaps,
    /// A build reads it.
    Input,
    /// It says what a build reads.
    Config,
}

/// Returns the folders of a workspace whose files, at any depth, a build reads.
pub fn folders(project: &Project) -> BTreeSet<String> {
    let config = &project.config;
    let own = [&config.paths.source, &config.paths.locales];
    let own = own.into_iter().chain(&config.site.templates);
    own.cloned().collect()
}

/// Returns the files of a workspace, outside of those folders, that a build reads.
pub fn files(project: &Project) -> BTreeSet<String> {
    let config = &project.config;
    let own = config.settings.iter().map(|settings| &settings.spelling);
    let stems = own.chain([&config.spelling]).flatten();
    let files = stems.flat_map(|stem| ["aff", "dic"].map(|ext| format!("{stem}.{ext}")));
    files.chain([config::FILE.to_owned()]).collect()
}

/// Says what a change of `path`, relative to the workspace, means for the outputs.
pub fn meaning(project: &Project, path: &str) -> Meaning {
    let paths = &project.config.paths;
    if path == config::FILE {
        return Meaning::Config;
    }
    if files(project).contains(path) {
        return Meaning::Input;
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    if is_hidden || name.ends_with('~') {
        return Meaning::Nothing;
    }
    let below = |folder: &str| path.strip_prefix(folder)?.strip_prefix('/');
    let is_folder = !name.contains('.');
    let is_input = if let Some(below) = below(&paths.locales) {
        below.ends_with(".ftl")
    } else if let Some(below) = below(&paths.source) {
        paths.include.contains(below) && !paths.exclude.contains(below) && !is_output(project)(path)
    } else if let Some(folder) = &project.config.site.templates {
        below(folder).is_some()
    } else {
        false
    };
    let is_around = folders(project).iter().any(|folder| {
        folder == path
            || folder.starts_with(&format!("{path}/"))
            || path.starts_with(&format!("{folder}/"))
    });
    match (is_input, is_around && is_folder) {
        (true, _) => Meaning::Input,
        (false, true) => Meaning::Perhaps,
        (false, false) => Meaning::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(toml: &str, cases: &[(&str, Meaning)]) {
        let text = format!("[project]\nlocales = [\"es\"]\n{toml}");
        let project = Project {
            root: "/w".into(),
            config: config::parse(&text, &[]).unwrap(),
        };
        for (path, expect) in cases {
            assert_eq!(meaning(&project, path), *expect, "{path}");
        }
    }

    #[test]
    fn articles_locale_files_templates_and_the_config_are_inputs() {
        check(
            "[site]\ntemplates = \"looks/page\"\n[paths]\nexclude = [\"drafts/**\"]\n",
            &[
                ("tolka.toml", Meaning::Config),
                ("source/news/accord.md", Meaning::Input),
                ("source/drafts/a.md", Meaning::Nothing),
                ("source/picture.png", Meaning::Nothing),
                ("locales/es/news/accord.ftl", Meaning::Input),
                ("locales/README.md", Meaning::Nothing),
                ("looks/page/article.html", Meaning::Input),
                ("looks/other.html", Meaning::Nothing),
                ("README.md", Meaning::Nothing),
                ("out/es/news/accord.md", Meaning::Nothing),
            ],
        );
    }

    #[test]
    fn a_dictionary_is_an_input() {
        check(
            "[spelling]\nen = \"words/en_US\"\n",
            &[
                ("words/en_US.dic", Meaning::Input),
                ("words/en_US.aff", Meaning::Input),
                ("words/sv_SE.dic", Meaning::Nothing),
            ],
        );
    }

    #[test]
    fn what_editors_leave_beside_a_file_is_nothing() {
        check(
            "",
            &[
                ("source/.a.md.swp", Meaning::Nothing),
                ("source/a.md~", Meaning::Nothing),
                ("source/.git/index", Meaning::Nothing),
                ("locales/es/.tolka-x1", Meaning::Nothing),
            ],
        );
    }

    #[test]
    fn folders_may_have_moved() {
        check(
            "[paths]\nsource = \"texts/en\"\n",
            &[
                ("texts/en/news", Meaning::Perhaps),
                ("texts/en", Meaning::Perhaps),
                ("texts", Meaning::Perhaps),
                ("texts/es", Meaning::Nothing),
                ("locales/es", Meaning::Perhaps),
                ("elsewhere", Meaning::Nothing),
            ],
        );
    }

    #[test]
    fn what_a_build_writes_among_the_articles_is_nothing() {
        check(
            "[paths]\nlayout = \"hugo\"\n",
            &[
                ("content/news/a.md", Meaning::Input),
                ("content/news/a.es.md", Meaning::Nothing),
                ("content/.tolka", Meaning::Nothing),
                ("content/a.txt", Meaning::Nothing),
            ],
        );
    }
}
