//! `tolka segments`: how an article is split.

use std::io::{Read, Write};

use super::load::Session;
use super::{Format, Outcome, screen, verify};
use crate::document::{self, Document, Judged};
use crate::error::{Error, Kind, Result};
use crate::locale::Locale;
use crate::project::{Project, read, walk};
use crate::report::boundaries;
use crate::report::segments::{Split, segments_json, text};
use crate::segment::batch;

/// Is what the command is told.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The article, or - for standard input
    #[arg(value_name = "FILE", required_unless_present = "batch")]
    file: Option<String>,
    /// Read JSON lines {"lang": …, "text": …} and answer each with the byte ranges of its sentences
    #[arg(long, conflicts_with_all = ["file", "input", "format"])]
    batch: bool,
    /// Name the rule behind every boundary, and behind every place that is none
    #[arg(long, conflicts_with = "batch")]
    explain: bool,
    /// How to read the article; by default as its name tells
    #[arg(long, value_enum)]
    input: Option<Input>,
    /// The locale the article is written in; by default the workspace's, else en
    #[arg(long, value_name = "LOCALE")]
    source_locale: Option<String>,
    /// How the answer is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Is a format of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Input {
    Text,
    Markdown,
    Html,
}

/// Prints the segments of a file.
///
/// # Errors
/// Where it cannot be read.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<Outcome> {
    let Some(file) = &args.file else {
        // In a workspace its own words count; elsewhere the built-in lists alone.
        let words = Project::words_around(std::path::Path::new("."), &crate::check::ids())?;
        batch::answer(std::io::stdin().lock(), out, &words)?;
        return Ok(Outcome::Done);
    };
    let locale = args
        .source_locale
        .as_ref()
        .map(|tag| tag.parse::<Locale>().map_err(Error::usage))
        .transpose()?;
    let is_plain = file == "-" || args.input.is_some() || locale.is_some();
    let session = match Session::open() {
        _ if is_plain => None,
        Ok(session) => Some(session),
        // Outside a workspace there are no ids; a broken workspace is still an error.
        Err(error)
            if error.kind == Kind::Config
                && error
                    .hint
                    .as_deref()
                    .is_some_and(|h| h.contains("tolka init")) =>
        {
            None
        }
        Err(error) => return Err(error),
    };
    let screen = screen::stdout();
    let path = session
        .as_ref()
        .and_then(|session| session.project.relative(&session.cwd, file).ok());
    let workspace = session.as_ref().map(Session::workspace).transpose()?;
    let article = workspace.as_ref().and_then(|workspace| {
        workspace
            .articles
            .iter()
            .find(|article| Some(article.path) == path.as_deref())
    });
    if let (Some(article), Some(session), true) = (article, &session, args.explain) {
        let (source, format) = (article.document.source, article.document.format);
        let judged = Document::explain(source, format, session.settings());
        explain(args.format, out, &screen, article.path, source, &judged)?;
        return Ok(Outcome::Done);
    }
    if let (Some(article), Some(workspace)) = (article, &workspace) {
        let ids = Some(&*article.ids);
        let split = Split {
            path: article.path,
            locale: workspace.source_locale,
            document: &article.document,
            ids,
        };
        print(args.format, out, &screen, &split)?;
        return Ok(Outcome::Done);
    }
    let source = if file == "-" {
        let mut source = String::new();
        let failed = |error: std::io::Error| {
            Error::io("reading", std::path::Path::new("standard input"), &error)
        };
        std::io::stdin()
            .read_to_string(&mut source)
            .map_err(failed)?;
        source
    } else {
        let failed = |reason: read::Unreadable| Error {
            kind: Kind::Io,
            message: format!("reading {file}: {reason}"),
            hint: None,
        };
        read::text(std::path::Path::new(file)).map_err(failed)?
    };
    let format = match args.input {
        Some(Input::Text) => document::Format::Text,
        Some(Input::Markdown) => document::Format::Markdown,
        Some(Input::Html) => document::Format::Html,
        None => walk::format_of(file).ok_or_else(|| {
            Error::usage(format!("{file}: the name does not tell how to read it"))
                .hint("say --input text, --input markdown or --input html")
        })?,
    };
    let locale = locale.unwrap_or_else(|| "en".parse().expect("en is a tag"));
    let settings = verify::plain_settings(locale.language());
    if args.explain {
        let judged = Document::explain(&source, format, &settings);
        explain(args.format, out, &screen, file, &source, &judged)?;
        return Ok(Outcome::Done);
    }
    let (document, _) = Document::parse(&source, format, &settings);
    print(
        args.format,
        out,
        &screen,
        &Split {
            path: file,
            locale: &locale,
            document: &document,
            ids: None,
        },
    )?;
    Ok(Outcome::Done)
}

fn explain(
    format: Format,
    out: &mut dyn Write,
    screen: &crate::report::screen::Screen,
    path: &str,
    source: &str,
    judged: &[Judged],
) -> Result<()> {
    match format {
        Format::Text => boundaries::text(out, screen, path, source, judged)?,
        Format::Json => boundaries::boundaries_json(out, path, source, judged)?,
    }
    Ok(())
}

fn print(
    format: Format,
    out: &mut dyn Write,
    screen: &crate::report::screen::Screen,
    split: &Split<'_>,
) -> Result<()> {
    match format {
        Format::Text => text(out, screen, split)?,
        Format::Json => segments_json(out, split)?,
    }
    Ok(())
}
