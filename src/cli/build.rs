//! `tolka build`: the localized articles and their pages.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use super::load::Session;
use super::{Outcome, screen};
use crate::config::Config;
use crate::edition::{self, Editions, Press};
use crate::error::{Error, Result};
use crate::locale::Locale;
use crate::page::{Template, TemplateError, Templates};
use crate::project::outputs::{self, Change, Output, Record, Wanted};
use crate::project::{read, walk};
use crate::pseudo;
use crate::relate::Workspace;
use crate::report;
use crate::resolve;

/// Is what the command is told.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only say whether the outputs are as they would be built; exit 1 if not
    #[arg(long)]
    check: bool,
    /// Build every article in en-XA instead: accented, a third longer, to see what is no segment and what breaks
    #[arg(long)]
    pseudo: bool,
    /// Write or remove this output even if somebody else wrote or changed it
    #[arg(long, value_name = "PATH")]
    take_over: Vec<String>,
}

/// Builds the workspace.
///
/// # Errors
/// Where it cannot be read, a template is wrong, or an output cannot be written.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<Outcome> {
    let (session, lock) = if args.check {
        (Session::open()?, None)
    } else {
        Session::open_locked()?
    };
    let workspace = session.workspace()?;
    let screen = screen::stdout();
    if !args.check && !args.pseudo {
        let question = report::status::Question {
            workspace: &workspace,
            scope: report::Scope::default(),
            required: &|locale| session.required(locale),
            is_behind: session.is_behind(&workspace),
            n_listed: Some(super::status::N_LISTED),
        };
        report::status::text(out, &screen, &question)?;
        writeln!(out)?;
    }
    let take_over: BTreeSet<String> = args
        .take_over
        .iter()
        .map(|typed| session.project.relative(&session.cwd, typed))
        .collect::<Result<_>>()?;
    let record = Record::read(&session.project);
    let (editions, wanted) = match args.pseudo {
        true => pseudo_wanted(&session, &workspace, &record)?,
        false => {
            let editions = editions(&session, &workspace)?;
            let wanted = wanted(&session, &editions, &record);
            (editions, wanted)
        }
    };
    let wanted = Wanted {
        take_over,
        ..wanted
    };
    let outputs = outputs::compare(&session.project, &wanted, &record)?;
    if !args.check {
        outputs::write(&session.project, &wanted, &outputs, &record)?;
    }
    drop(lock);
    tell(args, out, &session, &editions, &outputs)?;
    let is_pending = args.check && outputs.iter().any(|output| output.change != Change::Keep);
    let has_unreadable = !session.files.unreadable.is_empty() || !editions.kept.is_empty();
    let has_foreign = outputs
        .iter()
        .any(|output| output.change == Change::Foreign);
    let is_no = is_pending || has_foreign || !editions.failed.is_empty() || has_unreadable;
    Ok(if is_no { Outcome::No } else { Outcome::Done })
}

/// Is an output that is not as a build would leave it.
#[derive(Debug)]
pub struct Pending {
    /// The output.
    pub output: Output,
    /// The locale and the article it is of, where something makes it.
    pub of: Option<(Locale, String)>,
}

/// Returns the outputs that are not as a build would leave them, with the locale and article each is of; none
/// where nothing was ever built: outputs that nobody keeps cannot be old.
///
/// # Errors
/// As `run`.
pub fn pending(session: &Session, workspace: &Workspace<'_>) -> Result<Vec<Pending>> {
    let record = Record::read(&session.project);
    if record == Record::default() {
        return Ok(Vec::new());
    }
    let editions = editions(session, workspace)?;
    let wanted = wanted(session, &editions, &record);
    let outputs = outputs::compare(&session.project, &wanted, &record)?;
    let folder = &session.project.config.paths.out;
    let makers: BTreeMap<String, (Locale, String)> = editions
        .files
        .into_iter()
        .map(|edition| {
            (
                format!("{folder}/{}", edition.path),
                (edition.locale, edition.article),
            )
        })
        .collect();
    let pending = outputs
        .into_iter()
        .filter(|output| output.change != Change::Keep);
    Ok(pending
        .map(|output| Pending {
            of: makers.get(&output.path).cloned(),
            output,
        })
        .collect())
}

/// Makes all editions of the workspace.
fn editions(session: &Session, workspace: &Workspace<'_>) -> Result<Editions> {
    with_press(session, workspace, |press| edition::make(workspace, press))
}

/// Makes the editions in the language that nobody speaks; what was built for all others stays.
fn pseudo_wanted(
    session: &Session,
    workspace: &Workspace<'_>,
    record: &Record,
) -> Result<(Editions, Wanted)> {
    let locale = pseudo_locale();
    let config = &session.project.config;
    if config.locales.contains(&locale) || config.source_locale == locale {
        let message = format!("{locale} is a locale of this project; it is built without --pseudo");
        return Err(Error::usage(message));
    }
    let editions = with_press(session, workspace, |press| {
        edition::make_pseudo(workspace, press, &locale)
    })?;
    let others = record.paths().filter(|path| !is_pseudo(config, path));
    let kept = others.map(str::to_owned).collect();
    let texts = texts(config, &editions);
    let take_over = BTreeSet::new();
    Ok((
        editions,
        Wanted {
            texts,
            kept,
            take_over,
        },
    ))
}

fn pseudo_locale() -> Locale {
    pseudo::LOCALE.parse().expect("a language tag")
}

/// Tells whether `path` in the workspace is what `--pseudo` makes.
fn is_pseudo(config: &Config, path: &str) -> bool {
    let locale = pseudo_locale();
    let below = path.strip_prefix(&format!("{}/", config.paths.out));
    !config.locales.contains(&locale)
        && below.is_some_and(|below| config.paths.layout.makes(below, &locale))
}

/// Prints with everything that pages are made with.
fn with_press(
    session: &Session,
    workspace: &Workspace<'_>,
    print: impl Fn(&Press<'_>) -> std::result::Result<Editions, TemplateError>,
) -> Result<Editions> {
    let config = &session.project.config;
    let templates = templates(session)?;
    let site = workspace
        .messages
        .iter()
        .find(|messages| messages.path.ends_with(&format!("/{}", config.paths.site)));
    let terms = session
        .files
        .messages
        .iter()
        .find(|files| files.below == config.paths.terms);
    let terms: Vec<_> = terms
        .map(|files| resolve::resource(&files.source))
        .into_iter()
        .collect();
    let folder = format!("{}/", config.paths.source);
    let press = Press {
        templates: &templates,
        raw_html: config.site.raw_html,
        site_url: config.site.url.as_deref(),
        site,
        terms: &terms,
        settings: &|locale| settings(config, locale),
        path: &|article, locale, ext| {
            let below = article.strip_prefix(&folder).unwrap_or(article);
            config.paths.layout.output(below, locale, ext)
        },
    };
    print(&press).map_err(|error| Error::config(format!("template {error}")))
}

/// Returns what is built for a locale.
fn settings(config: &Config, locale: &Locale) -> edition::Settings {
    let own = config.locales.iter().position(|known| known == locale);
    let mut settings = own
        .map_or(&config.build, |idx| &config.settings[idx].build)
        .clone();
    // Outputs that stand among the articles are a site generator's; it has the originals already.
    let stands_inside = config.paths.out == config.paths.source;
    settings.has_source &= *locale != config.source_locale || !stands_inside;
    settings
}

/// Reads the user's templates.
fn templates(session: &Session) -> Result<Templates> {
    let mut own = Vec::new();
    if let Some(folder) = &session.project.config.site.templates {
        let absolute = session.project.absolute(folder);
        if !absolute.is_dir() {
            return Err(Error::config(format!(
                "site.templates: there is no folder {folder}"
            )));
        }
        for (path, name) in walk::all_files(&session.project, &absolute)? {
            let failed = |reason| Error::config(format!("template {path}: {reason}"));
            let source = read::text(&session.project.absolute(&path)).map_err(failed)?;
            own.push(Template { name, path, source });
        }
    }
    Templates::new(own).map_err(|error| Error::config(format!("template {error}")))
}

/// Says what is to stand under `out`. What stands there of articles and locale files that cannot be read stays.
fn wanted(session: &Session, editions: &Editions, record: &Record) -> Wanted {
    let config = &session.project.config;
    let out = &config.paths.out;
    let mut kept: BTreeSet<String> = editions
        .kept
        .iter()
        .map(|path| format!("{out}/{path}"))
        .collect();
    let pseudo = record.paths().filter(|path| is_pseudo(config, path));
    kept.extend(pseudo.map(str::to_owned));
    let folder = format!("{}/", config.paths.source);
    for (article, _) in &session.files.unreadable {
        let below = article.strip_prefix(&folder).unwrap_or(article);
        for locale in config.locales.iter().chain([&config.source_locale]) {
            let paths =
                [None, Some("html")].map(|ext| config.paths.layout.output(below, locale, ext));
            kept.extend(paths.map(|path| format!("{out}/{path}")));
        }
    }
    Wanted {
        texts: texts(config, editions),
        kept,
        take_over: BTreeSet::new(),
    }
}

fn texts(config: &Config, editions: &Editions) -> BTreeMap<String, String> {
    let out = &config.paths.out;
    let files = editions.files.iter();
    files
        .map(|edition| (format!("{out}/{}", edition.path), edition.text.clone()))
        .collect()
}

fn tell(
    args: &Args,
    out: &mut dyn Write,
    session: &Session,
    editions: &Editions,
    outputs: &[Output],
) -> Result<()> {
    let would = if args.check { "would be " } else { "" };
    let mut n_kept = 0;
    for Output { path, change } in outputs {
        match change {
            Change::Keep => n_kept += 1,
            Change::Create => writeln!(out, "{path}: {would}written")?,
            Change::Replace => writeln!(out, "{path}: {would}brought up to date")?,
            Change::Delete => writeln!(out, "{path}: {would}removed; nothing makes it any more")?,
            Change::Foreign => writeln!(
                out,
                "{path}: left alone: tolka did not write it as it stands; move it away, or say --take-over {path}"
            )?,
        }
    }
    let stands = |path: &&String| {
        let path = format!("{}/{path}", session.project.config.paths.out);
        session.project.absolute(&path).exists()
    };
    for path in editions.kept.iter().filter(stands) {
        writeln!(
            out,
            "{}/{path}: left as it is: its locale file cannot be read",
            session.project.config.paths.out
        )?;
    }
    for (article, locale) in &editions.withheld {
        writeln!(
            out,
            "{article}: not published in {locale}: too little of it is confirmed"
        )?;
    }
    for (article, locale, n_unbuilt) in &editions.unbuilt {
        writeln!(
            out,
            "{article}: {} not built in {locale}, and shown in {}: run \"tolka check\"",
            report::count(*n_unbuilt, "translation"),
            session.project.config.source_locale
        )?;
    }
    for (article, locale, n_missing) in &editions.failed {
        writeln!(
            out,
            "{article}: {} missing in {locale}, which [build] forbids: run \"tolka diff --locale {locale}\"",
            report::count(*n_missing, "segment")
        )?;
    }
    let n_changed = outputs.len() - n_kept;
    if n_changed == 0 {
        writeln!(
            out,
            "{} in {}: everything is up to date",
            report::count(n_kept, "file"),
            session.project.config.paths.out
        )?;
    }
    session.tell_unreadable();
    Ok(())
}
