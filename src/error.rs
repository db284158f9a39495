//! Error: what stops the program. One kind of error, whose kind alone decides the prefix and exit code.
//!
//! Bad text never gets here: that is a finding.

use std::fmt;
use std::path::Path;

/// Is the reason why a command could not do its job; exit code 2.
#[derive(Debug)]
pub struct Error {
    /// What kind of error it is.
    pub kind: Kind,
    /// What happened: lower case, no full stop.
    pub message: String,
    /// What to do next.
    pub hint: Option<String>,
}

/// Is the kind of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The command line.
    Usage,
    /// `tolka.toml`, or a workspace that contradicts it.
    Config,
    /// Reading and writing.
    Io,
    /// The reader of our output went away: no error to anybody.
    ClosedPipe,
}

/// Is the result of everything that can stop the program.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Makes a usage error.
    pub fn usage(message: impl Into<String>) -> Self {
        Error {
            kind: Kind::Usage,
            message: message.into(),
            hint: None,
        }
    }

    /// Makes a config error.
    pub fn config(message: impl Into<String>) -> Self {
        Error {
            kind: Kind::Config,
            message: message.into(),
            hint: None,
        }
    }

    /// Makes an error of the file system: `doing path: reason`.
    pub fn io(doing: &str, path: &Path, error: &std::io::Error) -> Self {
        let path = path.display().to_string().replace('\\', "/");
        let reason = lower_first(&reason(error));
        Error {
            kind: Kind::Io,
            message: format!("{doing} {path}: {reason}"),
            hint: None,
        }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl From<std::io::Error> for Error {
    /// Takes an error of writing to standard output.
    fn from(error: std::io::Error) -> Self {
        let kind = match error.kind() {
            std::io::ErrorKind::BrokenPipe => Kind::ClosedPipe,
            _ => Kind::Io,
        };
        Error {
            kind,
            message: format!("writing the answer: {}", lower_first(&reason(&error))),
            hint: None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = match self.kind {
            Kind::Usage => "usage error",
            Kind::Config => "config error",
            Kind::Io | Kind::ClosedPipe => "error",
        };
        write!(f, "{prefix}: {}", self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "\nhint: {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

/// Returns the system's reason without its number.
fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}
