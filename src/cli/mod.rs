//! Cli: the commands. One file each; here is what they share: the command line and the way out.

pub mod fallback;
pub mod load;
pub mod relating;
pub mod scope;
pub mod shard;
pub mod openness;
pub mod parts;
pub mod levels;
pub mod press;
pub mod screen;
pub mod since;
pub mod fix;
pub mod dead;
pub mod spelling;
// The commands, in the order of a translator's day.
pub mod init;
pub mod sync;
pub mod status;
pub mod diff;
// Outputs that are behind are findings.
pub mod build;
pub mod hearing;
pub mod check;
pub mod plan;
pub mod accept;
pub mod watch;
pub mod segments;
pub mod verify;
pub mod explain;
pub mod report;
pub mod prune;
pub mod merge;
pub mod completions;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::error::{Error, Kind, Result};
use crate::report::guard::Guard;

/// Is the command line.
#[derive(Debug, Parser)]
#[command(name = "tolka", version, about, long_about = None, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 done, 1 the answer is no, 2 the job could not be done")]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    color: Color,
}

/// Is when to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Is how an answer is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a workspace in this folder
    Init(init::Args),
    /// Bring the locale files up to the articles
    Sync(sync::Args),
    /// Show how much is translated
    Status(status::Args),
    /// Show what is not current, word by word
    Diff(diff::Args),
    /// Judge the translations; the gate for CI
    Check(check::Args),
    /// Show what the edits of articles since a git revision cost
    Plan(plan::Args),
    /// Confirm translations that are right for today's English
    Accept(accept::Args),
    /// Write the localized articles and their pages
    Build(build::Args),
    /// Show how an article is split
    Segments(segments::Args),
    /// Prove that articles come through byte for byte
    Verify(verify::Args),
    /// Explain a check, or where an id comes from
    Explain(explain::Args),
    /// Put the reports of shards together
    Report(report::Args),
    /// Remove obsolete translations
    Prune(prune::Args),
    /// Merge locale files entry by entry: git's merge driver, or files with conflict markers
    Merge(merge::Args),
    /// Print a completion script for a shell
    Completions(completions::Args),
    /// Print the manual page, or write all of them into a folder
    Man(completions::ManArgs),
}

/// Is how a command that could do its job ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done, or yes.
    Done,
    /// The answer is no.
    No,
    /// A merge driver that did nothing: git keeps the conflict.
    Nothing,
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    if is_asked_for_version() {
        return match writeln!(std::io::stdout(), "tolka {}", env!("CARGO_PKG_VERSION")) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::from(2),
            _ => ExitCode::SUCCESS,
        };
    }
    let cli = Cli::parse();
    screen::set_color(cli.color);
    let stdout = std::io::BufWriter::new(anstream::stdout().lock());
    let speaks_to_ci = matches!(&cli.command, Command::Check(args) if args.speaks_to_ci());
    let mut out: Box<dyn Write> = if speaks_to_ci {
        Box::new(stdout)
    } else {
        Box::new(Guard::new(stdout))
    };
    let result = cli.command.run(&mut out).and_then(|outcome| {
        out.flush()?;
        Ok(outcome)
    });
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::No) => ExitCode::from(1),
        Ok(Outcome::Nothing) => ExitCode::from(129),
        Err(Error {
            kind: Kind::ClosedPipe,
            ..
        }) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = out.flush();
            screen::tell(&error.to_string());
            ExitCode::from(2)
        }
    }
}

/// Tells a command line that asks for the version and nothing else: that of every command need not be made for it.
fn is_asked_for_version() -> bool {
    let mut args = std::env::args_os().skip(1);
    let is_version = args
        .next()
        .is_some_and(|arg| arg == "--version" || arg == "-V");
    is_version && args.next().is_none()
}

impl Command {
    fn run(self, out: &mut dyn Write) -> Result<Outcome> {
        match self {
            Command::Init(args) => init::run(&args, out),
            Command::Sync(args) => sync::run(&args, out),
            Command::Status(args) => status::run(&args, out),
            Command::Diff(args) => diff::run(&args, out),
            Command::Check(args) => check::run(&args, out),
            Command::Plan(args) => plan::run(&args, out),
            Command::Accept(args) => accept::run(&args, out),
            Command::Build(args) if args.watch => watch::run(&args, out),
            Command::Build(args) => build::run(&args, out),
            Command::Segments(args) => segments::run(&args, out),
            Command::Verify(args) => verify::run(&args, out),
            Command::Explain(args) => explain::run(&args, out),
            Command::Report(args) => report::run(&args, out),
            Command::Prune(args) => prune::run(&args, out),
            Command::Merge(args) => merge::run(&args, out),
            Command::Completions(args) => completions::run(&args, out),
            Command::Man(args) => completions::man(&args, out),
        }
    }
}
