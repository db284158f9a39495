//! Facts: what the file system knows of a workspace, and checks may not look up.

use regex::Regex;

use crate::locale::Locale;
use crate::span::Position;

/// Is what the file system knows, and checks may not look up.
#[derive(Debug, Default)]
pub struct Facts<'f> {
    /// Articles and locale files that could not be read.
    pub unreadable: Vec<Unreadable>,
    /// Outputs that are not as `build` would write them; none where nobody looked.
    pub outputs: Vec<Output>,
    /// Spans of articles that are kept whole.
    pub protect: &'f [Regex],
}

/// Is a file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its path in the workspace, with `/`.
    pub path: String,
    /// The locale whose file it is; `None` for an article.
    pub locale: Option<Locale>,
    /// Why: a clause such as `it is not UTF-8`.
    pub reason: String,
    /// Where, if the place is known.
    pub position: Option<Position>,
}

/// Is an output that is not as `build` would write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Its path in the workspace, with `/`.
    pub path: String,
    /// The locale it is of.
    pub locale: Option<Locale>,
    /// The article it is of.
    pub article: Option<String>,
    /// What is wrong with it.
    pub state: OutputState,
}

/// Is how an output differs from what `build` would write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputState {
    /// It is not there.
    Missing,
    /// It has other bytes.
    Differs,
    /// `build` wrote it and would no more.
    LeftOver,
}
