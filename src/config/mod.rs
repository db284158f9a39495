//! Config: `tolka.toml` as the settings of every floor below. Every problem in it is reported at once.

pub mod layout;
pub mod generator;
pub mod reader;
// These read with those before them.
mod places;
mod read;
mod own;

pub use read::parse;

use std::collections::BTreeMap;

use globset::{Glob, GlobMatcher, GlobSet, GlobSetBuilder};
use regex::Regex;

use crate::change::Policy;
use crate::check::levels::Level;
use crate::document::Unit;
use crate::edition;
use crate::locale::Locale;
use crate::page::RawHtml;
use crate::segment::Words;
use crate::span::Position;
use layout::Layout;

/// The name of the config file, which makes a folder a workspace.
pub const FILE: &str = "tolka.toml";

/// Is what `tolka.toml` says, defaults filled in.
#[derive(Clone, Debug)]
pub struct Config {
    /// The locale the articles are written in.
    pub source_locale: Locale,
    /// The other locales, in the order of the file.
    pub locales: Vec<Locale>,
    /// Where each of them stands in the file.
    pub locale_places: Vec<Position>,
    /// Where things are.
    pub paths: Paths,
    /// How articles are split.
    pub segment: Segment,
    /// The hunspell dictionary of the source locale: its path in the workspace, without an ending.
    pub spelling: Option<String>,
    /// The dictionaries of locales that the project does not have, and where they stand.
    pub unused_dictionaries: Vec<(String, Position)>,
    /// What is built.
    pub build: edition::Settings,
    /// How pages are made.
    pub site: Site,
    /// The settings of each of `locales`, in their order.
    pub settings: Vec<LocaleSettings>,
    /// `[check]`, by check id.
    pub check: BTreeMap<String, Level>,
    /// The checks that `[check]` turns off, and where.
    pub off: Vec<(String, Position)>,
}

/// Is where things are, all paths relative to the workspace with `/`.
#[derive(Clone, Debug)]
pub struct Paths {
    /// The folder of the articles.
    pub source: String,
    /// The folder of the locales' folders.
    pub locales: String,
    /// The folder of the output.
    pub out: String,
    /// Which files below `source` are articles.
    pub include: Globs,
    /// Which of them are not.
    pub exclude: Globs,
    /// Where outputs stand below `out`.
    pub layout: Layout,
    /// The name of the terms files.
    pub terms: String,
    /// The name of the message files with the words around an article.
    pub site: String,
    /// Whether `out` is for the articles as they were written too.
    pub has_originals: bool,
}

impl Paths {
    /// Tells whether the articles stand below `out`, as where a site generator has a folder per language.
    pub fn is_source_below_out(&self) -> bool {
        let below = self.source.strip_prefix(&self.out);
        below.is_some_and(|below| below.starts_with('/'))
    }
}

/// Is how articles are split.
#[derive(Clone, Debug)]
pub struct Segment {
    /// Sentences or blocks.
    pub unit: Unit,
    /// Keys of the front matter.
    pub front_matter: Vec<String>,
    /// Spans that are kept whole.
    pub protect: Vec<Regex>,
    /// Word classes that a project adds to or takes from the built-in ones, by language.
    pub words: BTreeMap<String, Words>,
    /// Where what was written of these stands.
    pub places: SegmentPlaces,
}

/// Is where the settings of `[segment]` stand in the file.
#[derive(Clone, Debug, Default)]
pub struct SegmentPlaces {
    /// The regexes and presets of `protect`: as written, and which of its regexes they are.
    pub protect: Vec<(String, Position, std::ops::Range<usize>)>,
    /// The keys of the front matter.
    pub front_matter: Vec<(String, Position)>,
    /// The words of a language.
    pub words: Vec<(String, Position)>,
}

/// Is how pages are made.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The address of the site, without a `/` at its end.
    pub url: Option<String>,
    /// The folder of the user's templates, in the workspace.
    pub templates: Option<String>,
    /// What becomes of the raw HTML of articles.
    pub raw_html: RawHtml,
}

/// Is what holds for one locale.
#[derive(Clone, Debug)]
pub struct LocaleSettings {
    /// Percent of the words that have to be covered.
    pub required: usize,
    /// Which articles it has; by their path below `source`.
    pub include: Globs,
    /// Which it has not.
    pub exclude: Globs,
    /// What is required of some of them.
    pub articles: Vec<ArticleSettings>,
    /// The locale that it is an overlay of.
    pub parent: Option<Locale>,
    /// Which edits carry.
    pub policy: Policy,
    /// What is built.
    pub build: edition::Settings,
    /// Its hunspell dictionary: the path in the workspace, without an ending.
    pub spelling: Option<String>,
    /// `[locale.X.check]`, by check id, over the general ones.
    pub check: BTreeMap<String, Level>,
    /// The checks that it turns off, and where.
    pub off: Vec<(String, Position)>,
}

/// Is what `[[locale.X.articles]]` asks of some articles.
#[derive(Clone, Debug)]
pub struct ArticleSettings {
    /// Which articles; by their path below `source`.
    pub include: Globs,
    /// Percent of their words that have to be covered.
    pub required: usize,
}

/// Is a set of globs that knows how it was written.
#[derive(Clone, Debug)]
pub struct Globs {
    /// All of them.
    pub set: GlobSet,
    /// Those that stand in the file, with their places; a default stands nowhere.
    pub written: Vec<(String, Position, GlobMatcher)>,
}

impl Globs {
    /// Tells whether `path` is in the set.
    pub fn contains(&self, path: &str) -> bool {
        self.set.is_match(path)
    }
}

impl LocaleSettings {
    fn new(policy: Policy, build: &edition::Settings) -> Self {
        let everything = GlobSetBuilder::new()
            .add(Glob::new("**").expect("a glob"))
            .build();
        LocaleSettings {
            required: 100,
            include: Globs {
                set: everything.unwrap_or_default(),
                written: Vec::new(),
            },
            exclude: Globs {
                set: GlobSet::empty(),
                written: Vec::new(),
            },
            articles: Vec::new(),
            spelling: None,
            parent: None,
            policy,
            build: build.clone(),
            check: BTreeMap::new(),
            off: Vec::new(),
        }
    }
}
