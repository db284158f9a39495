//! `tolka completions` and `tolka man`: what shells and `man` need to know of the command line.

use std::io::Write;
use std::path::PathBuf;

use clap::{CommandFactory, ValueEnum};
use clap_complete::Shell;

use super::{Cli, Outcome};
use crate::error::{Error, Result};

/// Is what `completions` is told.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell
    shell: ShellName,
}

/// Is a shell that completes.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum ShellName {
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
}

/// Is what `man` is told.
#[derive(Debug, clap::Args)]
pub struct ManArgs {
    /// Write one page per command into this folder, instead of printing the first
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// Prints a completion script.
///
/// # Errors
/// Where it cannot be printed.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<Outcome> {
    let shell = match args.shell {
        ShellName::Bash => Shell::Bash,
        ShellName::Elvish => Shell::Elvish,
        ShellName::Fish => Shell::Fish,
        ShellName::Powershell => Shell::PowerShell,
        ShellName::Zsh => Shell::Zsh,
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "tolka", &mut script);
    out.write_all(&script)?;
    Ok(Outcome::Done)
}

/// Prints the manual page, or writes all of them.
///
/// # Errors
/// Where they cannot be written.
pub fn man(args: &ManArgs, out: &mut dyn Write) -> Result<Outcome> {
    match &args.folder {
        None => clap_mangen::Man::new(Cli::command()).render(out)?,
        Some(folder) => {
            let failed =
                |error: std::io::Error| Error::io("writing the manual pages to", folder, &error);
            crate::project::write::folder(folder)?;
            clap_mangen::generate_to(Cli::command(), folder).map_err(failed)?;
        }
    }
    Ok(Outcome::Done)
}
