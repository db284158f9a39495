//! Finding: a remark of a check. Facts and the words for them; how it looks is for `report`.

use std::fmt;

use crate::locale::Locale;
use crate::span::Position;

/// Is how heavy a finding is; an error makes the verdict `fail`.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Stops the gate.
    Error,
    /// Is said.
    Warning,
    /// Is said last: a style that a file keeps to, or what no reader of a page minds.
    Notice,
}

impl Severity {
    /// Every severity, the heaviest first.
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Notice];
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Notice => "notice",
        })
    }
}

/// Is a stretch of a file, 1-based, columns in code points, the end exclusive.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Region {
    /// Where it starts.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
}

/// Is a remark of a check.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// The check's id.
    pub check: &'static str,
    /// Its weight, from config.
    pub severity: Severity,
    /// The locale concerned, if one is.
    pub locale: Option<Locale>,
    /// The article concerned, by its path.
    pub article: Option<String>,
    /// The segment or message concerned.
    pub id: Option<String>,
    /// The file to open, with `/`.
    pub path: String,
    /// The stretch of it; `None` for the whole file.
    pub region: Option<Region>,
    /// What is wrong: a full sentence without its full stop.
    pub message: String,
    /// What to do next, or empty.
    pub help: String,
    /// The stretch's certain replacement.
    pub fix: Option<Fix>,
    /// Where the English stands that it is about.
    pub source: Option<Place>,
}

/// Is a stretch of some file.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// The file, with `/`.
    pub path: String,
    /// The stretch of it.
    pub region: Region,
}

/// Is a replacement that is certainly right.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Fix {
    /// What goes.
    pub region: Region,
    /// What comes.
    pub text: String,
}
