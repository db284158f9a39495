//! `tolka init`: a workspace in an existing folder. It asks nothing and overwrites nothing.

use std::io::Write;
use std::path::Path;

use super::Outcome;
use crate::config;
use crate::error::{Error, Result};
use crate::project::write;

/// The config that a new workspace begins with.
const CONFIG: &str = include_str!("init.toml");

/// Is what the command is told.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The languages to translate into
    #[arg(long = "locale", value_name = "LOCALE", default_values = ["es", "sv", "ru"])]
    locales: Vec<String>,
}

/// Makes a workspace in the working directory.
///
/// # Errors
/// Where one is there, a locale is none, or the folder cannot be written.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<Outcome> {
    let root =
        std::env::current_dir().map_err(|error| Error::io("opening", Path::new("."), &error))?;
    let mut locales = Vec::new();
    for tag in &args.locales {
        let locale: crate::locale::Locale =
            tag.parse().map_err(|reason: String| Error::usage(reason))?;
        locales.push(format!("\"{locale}\""));
    }
    let path = root.join(config::FILE);
    if path.exists() {
        return Err(Error::usage(format!("{} is there already", config::FILE))
            .hint("edit it, or run \"tolka init\" in another folder"));
    }
    for folder in ["source", "locales"] {
        write::folder(&root.join(folder))?;
    }
    let text = CONFIG.replace(
        "[\"es\", \"sv\", \"ru\"]",
        &format!("[{}]", locales.join(", ")),
    );
    write::create(&path, &text)?;
    writeln!(
        out,
        "Wrote tolka.toml and made the folders source and locales"
    )?;
    writeln!(
        out,
        "Next: put an article (.md, .html, .txt) into source, then run \"tolka sync\""
    )?;
    Ok(Outcome::Done)
}
