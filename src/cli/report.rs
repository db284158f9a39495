//! `tolka report`: reports that several machines wrote, put together.

use std::io::Write;
use std::path::PathBuf;

use serde::Deserialize;

use super::{Outcome, check, status};
use crate::error::{Error, Result};
use crate::project::read;

/// Is what the command is told.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Put the reports of all shards together: what status or check would say of the whole, as JSON
    Merge(MergeArgs),
}

/// Is what `merge` is told.
#[derive(Debug, clap::Args)]
struct MergeArgs {
    /// The reports of all shards, each written by status or check with --shard K/N --format json
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// Is what says which report it is.
#[derive(Deserialize)]
struct Head {
    schema: String,
}

/// Puts reports together.
///
/// # Errors
/// Where one cannot be read, or they do not belong together.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<Outcome> {
    let Command::Merge(MergeArgs { files }) = &args.command;
    let mut reports = Vec::with_capacity(files.len());
    for path in files {
        let shown = path.display();
        let text = read::text(path)
            .map_err(|reason| Error::usage(format!("reading {shown}: {reason}")))?;
        reports.push((shown.to_string(), text));
    }
    let head = reports.first().map(|(name, text)| {
        serde_json::from_str::<Head>(text)
            .map_err(|error| Error::usage(format!("{name}: this is no report of a shard: {error}")))
    });
    match head.transpose()?.map(|head| head.schema).as_deref() {
        Some("tolka.findings/1") => check::merge(out, &reports),
        Some("tolka.status/1") => status::merge(out, &reports),
        _ => Err(Error::usage("these are no reports of status or check")
            .hint("write them with --shard K/N --format json")),
    }
}
