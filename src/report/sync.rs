//! Sync: what `sync` did to every file, or would do: what it kept, added, carried, made stale, moved.
//!
//! Every carry is named; of everything else a few lines say enough, and the machine format says all.

use std::io::{self, Write};

use serde::Serialize;

use super::flow::{Piece, hang, line, list, piece, whole};
use super::screen::{Ink, Screen, safe};
use super::{count, json, thousands};
use crate::change::Class;
use crate::locale::Locale;
use crate::sync::plan::{Action, FilePlan};
use crate::sync::{Event, What, Whence};

/// Says whether the files were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// They were.
    Done,
    /// They would be: `sync --check`.
    Check,
}

/// Is how many ids a line names, carries apart.
const N_NAMED: usize = 10;

/// Is the order in which people are told, and whether the ids are named.
const TOLD: [(What, &str, bool); 20] = [
    (What::Added, "added", false),
    (What::Repeated, "repeated", true),
    (What::Carried, "carried", true),
    (What::MadeStale, "made stale", true),
    (What::Split, "split", true),
    (What::Merged, "merged", true),
    (What::Resegmented, "resegmented", true),
    (What::MadeCurrent, "made current", true),
    (What::Unverified, "unverified", true),
    (What::Renamed, "renamed", true),
    (What::Moved, "moved", true),
    (What::Arrived, "moved in", true),
    (What::Departed, "moved out", false),
    (What::Drafted, "drafted", true),
    (What::Remembered, "remembered", true),
    (What::Parted, "parted", true),
    (What::Revived, "revived", true),
    (What::MadeObsolete, "made obsolete", true),
    (What::Removed, "removed", false),
    (What::Updated, "updated", false),
];

/// Writes for people what a sync did. A file that could not be written has the action `Refuse`.
pub fn text<T>(
    out: &mut dyn Write,
    screen: &Screen,
    source_locale: &Locale,
    files: &[FilePlan<T>],
    mode: Mode,
) -> io::Result<()> {
    let shown: Vec<&FilePlan<T>> = files
        .iter()
        .filter(|file| !matches!(file.action, Action::Keep))
        .collect();
    if shown.is_empty() {
        return line(
            out,
            screen,
            0,
            &[piece(Ink::Good, "Everything is up to date.")],
        );
    }
    for file in &shown {
        write_file(out, screen, source_locale, file, mode)?;
    }
    writeln!(out)?;
    write_totals(out, screen, &shown, mode)
}

fn write_file<T>(
    out: &mut dyn Write,
    screen: &Screen,
    source_locale: &Locale,
    file: &FilePlan<T>,
    mode: Mode,
) -> io::Result<()> {
    let would = if mode == Mode::Check { "would be " } else { "" };
    let what = if file.locale == source_locale.as_str() {
        "catalog "
    } else {
        ""
    };
    let mut parts = match &file.action {
        Action::Keep => vec![whole(Ink::Plain, "unchanged")],
        Action::Create(_) => vec![whole(Ink::Plain, format!("{what}{would}created"))],
        Action::Change(_) => vec![whole(Ink::Plain, format!("{what}{would}changed"))],
        Action::Delete => vec![whole(Ink::Plain, format!("{what}{would}deleted"))],
        Action::Refuse(reason) => {
            let label = [
                piece(Ink::Path, safe(&file.path)),
                piece(Ink::Error, format!(": {}: ", not_written(mode))),
            ];
            return hang(out, screen, &label, 0, &[piece(Ink::Plain, safe(reason))]);
        }
    };
    if let Some(path) = &file.renamed_from {
        parts[0] = whole(Ink::Plain, format!("{would}renamed from {}", safe(path)));
    }
    parts.extend(tally(file.n_kept, &file.events));
    let mut header = vec![piece(Ink::Path, safe(&file.path)), piece(Ink::Plain, ": ")];
    header.extend(list(parts, ", "));
    line(out, screen, 4, &header)?;
    for (what, word, _) in TOLD.iter().filter(|(.., is_named)| *is_named) {
        let named: Vec<&Event> = file
            .events
            .iter()
            .filter(|event| event.what == *what)
            .collect();
        let n_named = if *what == What::Carried {
            named.len()
        } else {
            N_NAMED.min(named.len())
        };
        let mut ids: Vec<Piece<'_>> = named[..n_named].iter().map(|event| name(event)).collect();
        if n_named < named.len() {
            ids.push(whole(
                Ink::Dim,
                format!("and {} more", thousands(named.len() - n_named)),
            ));
        }
        if !ids.is_empty() {
            let label = [piece(ink(what), format!("  {word}"))];
            hang(out, screen, &label, 17, &list(ids, ", "))?;
        }
    }
    Ok(())
}

fn ink(what: &What) -> Ink {
    match what {
        What::Carried | What::MadeCurrent | What::Revived | What::Arrived => Ink::Good,
        What::MadeStale | What::Split | What::Unverified | What::MadeObsolete => Ink::Warning,
        _ => Ink::Dim,
    }
}

fn name(event: &Event) -> Piece<'_> {
    let mut name = safe(&event.id).into_owned();
    if let Some(Whence { article, id }) = &event.from {
        name.push_str(&format!(" (from {}", safe(article)));
        if *id != event.id {
            name.push_str(&format!(" {}", safe(id)));
        }
        name.push(')');
    }
    if let Some(class) = event.classes.heaviest() {
        name.push_str(&format!(" ({class})"));
    }
    whole(Ink::Plain, name)
}

/// Counts what happened, in words.
fn tally<'e>(
    n_kept: usize,
    events: impl IntoIterator<Item = &'e Event> + Clone,
) -> Vec<Piece<'static>> {
    let mut parts = Vec::new();
    if 0 < n_kept {
        parts.push(whole(Ink::Plain, format!("{} kept", thousands(n_kept))));
    }
    for (what, word, _) in &TOLD {
        let n = events
            .clone()
            .into_iter()
            .filter(|event| event.what == *what)
            .count();
        if 0 < n {
            parts.push(whole(Ink::Plain, format!("{} {word}", thousands(n))));
        }
    }
    parts
}

fn write_totals<T>(
    out: &mut dyn Write,
    screen: &Screen,
    shown: &[&FilePlan<T>],
    mode: Mode,
) -> io::Result<()> {
    let written: Vec<&&FilePlan<T>> = shown.iter().filter(|file| file.action.writes()).collect();
    let n_refused = shown.len() - written.len();
    let would = if mode == Mode::Check { "would be " } else { "" };
    if !written.is_empty() {
        let n_kept = written.iter().map(|file| file.n_kept).sum();
        let events: Vec<&Event> = written.iter().flat_map(|file| &file.events).collect();
        let tally = tally(n_kept, events.iter().copied());
        let colon = if tally.is_empty() { "" } else { ": " };
        let total = format!("{} {would}written{colon}", count(written.len(), "file"));
        hang(
            out,
            screen,
            &[piece(Ink::Strong, total)],
            0,
            &list(tally, ", "),
        )?;
        if mode == Mode::Check {
            let next = "To bring the files up to date: run \"tolka sync\"";
            line(out, screen, 0, &[piece(Ink::Plain, next)])?;
        }
    }
    if 0 < n_refused {
        let text = format!("{} {}", count(n_refused, "file"), not_written(mode));
        line(out, screen, 0, &[piece(Ink::Error, text)])?;
    }
    Ok(())
}

fn not_written(mode: Mode) -> &'static str {
    match mode {
        Mode::Done => "not written",
        Mode::Check => "would not be written",
    }
}

/// Is `tolka.sync/1`.
#[derive(Serialize)]
struct Json<'p> {
    schema: &'static str,
    mode: Mode,
    written: usize,
    refused: usize,
    files: Vec<JsonFile<'p>>,
}

#[derive(Serialize)]
struct JsonFile<'p> {
    path: &'p str,
    locale: &'p str,
    source_path: &'p str,
    action: &'static str,
    reason: Option<&'p str>,
    renamed_from: Option<&'p str>,
    kept: usize,
    events: Vec<JsonEvent<'p>>,
}

#[derive(Serialize)]
struct JsonEvent<'p> {
    what: &'p What,
    id: &'p str,
    class: Option<Class>,
    from: Option<&'p Whence>,
}

/// Writes what a sync did as `tolka.sync/1`.
pub fn sync_json<T>(out: &mut dyn Write, files: &[FilePlan<T>], mode: Mode) -> io::Result<()> {
    let is_refused = |file: &&FilePlan<T>| matches!(file.action, Action::Refuse(_));
    let report = Json {
        schema: "tolka.sync/1",
        mode,
        written: files.iter().filter(|file| file.action.writes()).count(),
        refused: files.iter().filter(is_refused).count(),
        files: files.iter().map(json_file).collect(),
    };
    json::write(out, &report)
}

fn json_file<T>(file: &FilePlan<T>) -> JsonFile<'_> {
    let (action, reason) = match &file.action {
        Action::Keep => ("unchanged", None),
        Action::Create(_) => ("created", None),
        Action::Change(_) => ("changed", None),
        Action::Delete => ("deleted", None),
        Action::Refuse(reason) => ("refused", Some(reason.as_str())),
    };
    let events = file.events.iter().map(|event| JsonEvent {
        what: &event.what,
        id: &event.id,
        class: event.classes.heaviest(),
        from: event.from.as_ref(),
    });
    JsonFile {
        path: &file.path,
        locale: &file.locale,
        source_path: &file.of,
        action,
        reason,
        renamed_from: file.renamed_from.as_deref(),
        kept: file.n_kept,
        events: events.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::Classes;
    use crate::report::fixture::{screen, valid, written};

    fn event(what: What, id: &str, class: Option<Class>) -> Event {
        Event {
            what,
            id: id.to_owned(),
            classes: class.into_iter().collect::<Classes>(),
            from: None,
        }
    }

    fn file(
        path: &str,
        locale: &str,
        action: Action,
        events: Vec<Event>,
        n_kept: usize,
    ) -> FilePlan {
        FilePlan {
            path: path.to_owned(),
            of: "source/a.md".to_owned(),
            locale: locale.to_owned(),
            action,
            events,
            n_kept,
            ..FilePlan::default()
        }
    }

    fn files() -> Vec<FilePlan> {
        let changed = || Action::Change(String::new());
        let events = vec![
            event(What::Added, "new-one", None),
            event(What::Added, "new-two", None),
            event(
                What::Carried,
                "the-accord-was-signed",
                Some(Class::Typography),
            ),
            event(
                What::Carried,
                "pinzon-also-held-meetings",
                Some(Class::Layout),
            ),
            event(
                What::MadeStale,
                "colombias-defense-minister",
                Some(Class::Wording),
            ),
            event(What::MadeObsolete, "it-rained", None),
        ];
        vec![
            file("locales/es/a.ftl", "es", changed(), events, 20),
            file(
                "locales/ru/a.ftl",
                "ru",
                Action::Refuse("it holds conflict markers".to_owned()),
                vec![],
                0,
            ),
            file("locales/sv/a.ftl", "sv", Action::Keep, vec![], 24),
            file("locales/en/a.ftl", "en", changed(), vec![], 0),
        ]
    }

    fn check(n_columns: usize, files: &[FilePlan], mode: Mode, expect: &str) {
        let en = "en".parse().unwrap();
        let shown = written(|out| text(out, &screen(n_columns), &en, files, mode));
        assert_eq!(shown, expect, "\n{shown}");
    }

    #[test]
    fn every_file_says_what_became_of_its_entries() {
        check(
            80,
            &files(),
            Mode::Done,
            "\
locales/es/a.ftl: changed, 20 kept, 2 added, 2 carried, 1 made stale,
    1 made obsolete
  carried        the-accord-was-signed (typography),
                 pinzon-also-held-meetings (layout)
  made stale     colombias-defense-minister (wording)
  made obsolete  it-rained
locales/ru/a.ftl: not written: it holds conflict markers
locales/en/a.ftl: catalog changed

2 files written: 20 kept, 2 added, 2 carried, 1 made stale, 1 made obsolete
1 file not written
",
        );
    }

    #[test]
    fn check_says_what_would_be() {
        check(
            80,
            &files()[3..],
            Mode::Check,
            "\
locales/en/a.ftl: catalog would be changed

1 file would be written
To bring the files up to date: run \"tolka sync\"
",
        );
    }

    #[test]
    fn nothing_to_do_is_one_line() {
        check(
            80,
            &files()[2..3],
            Mode::Done,
            "Everything is up to date.\n",
        );
        check(80, &[], Mode::Check, "Everything is up to date.\n");
    }

    #[test]
    fn carries_are_all_named_and_the_rest_is_cut() {
        let many = |what: What| {
            (0..13)
                .map(|n| event(what.clone(), &format!("s-{n}"), None))
                .collect()
        };
        let shown = |what| {
            let file = file("a.ftl", "es", Action::Change(String::new()), many(what), 0);
            written(|out| {
                text(
                    out,
                    &Screen::default(),
                    &"en".parse().unwrap(),
                    &[file],
                    Mode::Done,
                )
            })
        };
        assert!(
            shown(What::Carried).contains("s-11, s-12\n"),
            "{}",
            shown(What::Carried)
        );
        assert!(
            shown(What::Moved).contains("s-9, and 3 more\n"),
            "{}",
            shown(What::Moved)
        );
    }

    #[test]
    fn json_is_as_published() {
        let report = valid(|out| sync_json(out, &files(), Mode::Check));
        assert_eq!(
            (&report["written"], &report["refused"]),
            (&2.into(), &1.into())
        );
        assert_eq!(
            report["files"][0]["events"][4],
            serde_json::json!({"what": "made-stale", "id": "colombias-defense-minister", "class": "wording", "from": null})
        );
        assert_eq!(report["files"][1]["reason"], "it holds conflict markers");
        assert_eq!(report["files"][2]["action"], "unchanged");
    }
}
