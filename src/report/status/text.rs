//! Text: the status for people.

use std::io::{self, Write};

use super::{Part, Progress, Question, ink, is_complete, progress};
use crate::compare::Status;
use crate::coverage::{Counts, Coverage};
use crate::report::flow::{Align, Piece, Table, hang, line, list, piece, whole};
use crate::report::screen::{Ink, Screen, bar, fit_path, safe, width};
use crate::report::{count, thousands};

/// Writes the status for people.
pub fn text(
    out: &mut dyn Write,
    screen: &Screen,
    question: &Question<'_, '_, '_>,
) -> io::Result<()> {
    let progress = progress(question);
    if let Some(sentence) = nothing_to_report(question, &progress) {
        return line(out, screen, 0, &[piece(Ink::Plain, sentence)]);
    }
    if progress.iter().any(|own| !own.articles.is_empty()) {
        write_locales(out, screen, &progress)?;
    }
    for own in &progress {
        write_incomplete(out, screen, own, question.n_listed)?;
    }
    write_complete(out, screen, &progress)?;
    write_next(out, screen, question, &progress)
}

fn nothing_to_report(
    question: &Question<'_, '_, '_>,
    progress: &[Progress<'_, '_>],
) -> Option<&'static str> {
    let workspace = question.workspace;
    if workspace.locales.is_empty() {
        Some(
            "There is no locale to translate into yet: name one in tolka.toml, as in locales = [\"es\"]",
        )
    } else if question.n_articles() == 0 && workspace.messages.is_empty() {
        Some("There is no article yet: put one into the source folder, then run \"tolka sync\"")
    } else if progress.is_empty() {
        Some("None of the locales of this workspace is asked for.")
    } else if progress.iter().all(|own| own.parts().next().is_none()) {
        Some("No article or message file is asked for that these locales have.")
    } else {
        None
    }
}

/// Writes the line of every locale.
fn write_locales(
    out: &mut dyn Write,
    screen: &Screen,
    progress: &[Progress<'_, '_>],
) -> io::Result<()> {
    let n_bar = bar_width(screen, 20);
    let dim = |text: &'static str| vec![piece(Ink::Dim, text)];
    let bar_head = if n_bar < width("current") {
        vec![]
    } else {
        dim("")
    };
    let mut rows = vec![vec![
        dim("locale"),
        dim("current"),
        bar_head,
        dim("segments"),
        dim("words"),
        vec![],
    ]];
    for own in progress {
        let Coverage {
            segments, words, ..
        } = &own.coverage;
        rows.push(vec![
            vec![piece(Ink::Strong, own.locale.as_str())],
            percent_cell(words, is_complete(&own.coverage)),
            bar_cells(&own.coverage, n_bar),
            vec![piece(Ink::Plain, of(segments))],
            vec![piece(Ink::Plain, of(words))],
            what_is_left(own),
        ]);
    }
    let columns = vec![
        Align::Left,
        Align::Right,
        Align::Left,
        Align::Right,
        Align::Right,
        Align::Left,
    ];
    Table {
        indent: 0,
        columns,
        rows,
    }
    .write(out, screen)
}

fn bar_width(screen: &Screen, n_widest: usize) -> usize {
    match screen.width {
        Some(..70) => 0,
        Some(70..100) => n_widest / 2,
        None | Some(_) => n_widest,
    }
}

fn of(counts: &Counts) -> String {
    format!(
        "{} of {}",
        thousands(counts.current),
        thousands(counts.total)
    )
}

fn percent_cell(words: &Counts, is_complete: bool) -> Vec<Piece<'static>> {
    let percent = words.percent(|status| status == Status::Current);
    let ink = if is_complete { Ink::Good } else { Ink::Plain };
    vec![piece(ink, format!("{percent}%"))]
}

fn bar_cells(coverage: &Coverage, n_cells: usize) -> Vec<Piece<'static>> {
    let words = &coverage.words;
    let begun = words.total - words.current - words.missing;
    bar(words.current, begun, words.total, n_cells)
        .map(|(ink, cells)| piece(ink, cells))
        .into()
}

fn what_is_left(progress: &Progress<'_, '_>) -> Vec<Piece<'static>> {
    let mut pieces = if progress.is_untouched() {
        vec![piece(Ink::Plain, "nothing is translated yet")]
    } else if progress.articles.is_empty() {
        vec![piece(Ink::Dim, "no articles")]
    } else {
        tally(&progress.coverage)
    };
    if let Some(required) = progress.required() {
        pieces.push(whole(Ink::Dim, format!("{required} required")));
        pieces.push(match progress.n_short() {
            0 => whole(Ink::Good, "reached"),
            n => whole(Ink::Warning, format!("{} below it", thousands(n))),
        });
    }
    list(pieces, ", ")
}

/// Names the statuses that need work with their numbers of segments, the worst first.
fn tally(coverage: &Coverage) -> Vec<Piece<'static>> {
    let statuses = [
        Status::Missing,
        Status::Stale,
        Status::Unverified,
        Status::Draft,
    ];
    let numbers =
        statuses.map(|status| (coverage.segments.get(status), status.name(), ink(status)));
    let numbers = numbers
        .into_iter()
        .chain([(coverage.obsolete, "obsolete", Ink::Dim)]);
    let shown = numbers.filter(|(n, ..)| 0 < *n);
    shown
        .map(|(n, word, ink)| whole(ink, format!("{} {word}", thousands(n))))
        .collect()
}

/// Lists what of a locale is not complete, the most words first.
fn write_incomplete(
    out: &mut dyn Write,
    screen: &Screen,
    progress: &Progress<'_, '_>,
    n_listed: Option<usize>,
) -> io::Result<()> {
    // Where nothing is translated, the locale's own line says it all.
    let articles = progress
        .articles
        .iter()
        .filter(|_| !progress.is_untouched());
    let mut parts: Vec<&Part<'_, '_>> = articles
        .chain(&progress.messages)
        .filter(|part| !part.is_complete())
        .collect();
    // A summary lists none: what is left stands in the locale's own line.
    if parts.is_empty() || n_listed == Some(0) {
        return Ok(());
    }
    // Stable: what has as many words stays in the order of the paths.
    parts.sort_by_key(|part| std::cmp::Reverse(part.n_words_to_do()));
    let n_shown = n_listed.unwrap_or(parts.len()).min(parts.len());
    let (shown, hidden) = parts.split_at(n_shown);
    writeln!(out)?;
    let heading = [
        piece(Ink::Strong, progress.locale.as_str()),
        piece(Ink::Dim, " is not complete in"),
    ];
    line(out, screen, 0, &heading)?;
    let n_bar = bar_width(screen, 10);
    let n_path = screen.width.map_or(usize::MAX, |n| (n / 2).max(20));
    let rows = shown.iter().map(|part| {
        let path = safe(part.name);
        let left = tally(&part.count.coverage).into_iter();
        let own = (part.count.required != progress.required)
            .then(|| whole(Ink::Dim, format!("{}% required", part.count.required)));
        vec![
            vec![piece(Ink::Path, fit_path(&path, n_path).into_owned())],
            percent_cell(&part.count.coverage.words, false),
            bar_cells(&part.count.coverage, n_bar),
            vec![piece(Ink::Plain, count(part.n_words_to_do(), "word"))],
            list(left.chain(own), ", "),
        ]
    });
    let columns = vec![
        Align::Left,
        Align::Right,
        Align::Left,
        Align::Right,
        Align::Left,
    ];
    Table {
        indent: 2,
        columns,
        rows: rows.collect(),
    }
    .write(out, screen)?;
    if hidden.is_empty() {
        return Ok(());
    }
    let n_words: usize = hidden.iter().map(|part| part.n_words_to_do()).sum();
    let rest = format!(
        "  and {} more, with {}",
        thousands(hidden.len()),
        count(n_words, "word")
    );
    line(out, screen, 2, &[piece(Ink::Dim, rest)])
}

/// Says in one line how many articles are complete.
fn write_complete(
    out: &mut dyn Write,
    screen: &Screen,
    progress: &[Progress<'_, '_>],
) -> io::Result<()> {
    let mut parts = Vec::new();
    for own in progress.iter().filter(|own| !own.articles.is_empty()) {
        let n_complete = own
            .articles
            .iter()
            .filter(|part| part.is_complete())
            .count();
        let n_all = own.articles.len();
        let n_all = if n_complete == n_all {
            format!("all {n_all}")
        } else {
            format!("{n_complete} of {n_all}")
        };
        parts.push(whole(Ink::Plain, format!("{} {n_all}", own.locale)));
    }
    if parts.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    let label = [piece(Ink::Dim, "complete articles: ")];
    hang(out, screen, &label, 0, &list(parts, ", "))
}

/// Says what to do next, where there is something.
fn write_next(
    out: &mut dyn Write,
    screen: &Screen,
    question: &Question<'_, '_, '_>,
    progress: &[Progress<'_, '_>],
) -> io::Result<()> {
    let parts = || progress.iter().flat_map(Progress::parts);
    let next = if question.is_behind {
        "The locale files are behind the articles: run \"tolka sync\"".to_owned()
    } else if parts().any(|part| !part.is_complete()) {
        let locale = match progress {
            [own] if 1 < question.workspace.locales.len() => {
                format!(" --locale {}", own.locale)
            }
            _ => String::new(),
        };
        format!("To see what is left, segment by segment: run \"tolka diff{locale}\"")
    } else if parts().any(|part| 0 < part.count.coverage.obsolete) {
        "To remove the obsolete translations: run \"tolka prune\"".to_owned()
    } else {
        return Ok(());
    };
    line(out, screen, 0, &[piece(Ink::Plain, next)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relate::Workspace;
    use crate::report::Scope;
    use crate::report::fixture::{self, relate, screen, written};
    use crate::report::status::fixture::{levels, question};

    fn check(screen: &Screen, question: &Question<'_, '_, '_>, expect: &str) {
        let shown = written(|out| text(out, screen, question));
        assert_eq!(shown, expect, "\n{shown}");
    }

    #[test]
    fn every_locale_has_a_line_and_its_articles_the_most_words_first() {
        let workspace = fixture::workspace();
        check(
            &screen(110),
            &question(&workspace),
            "\
locale  current                        segments    words
es          25%  █████▒▒▒▒▒▒▒▒▒░░░░░░    2 of 6  7 of 27  1 missing, 1 stale, 1 unverified, 1 draft,
                                                          2 obsolete
es-CO       33%  ██████▒▒▒▒▒▒▒▒░░░░░░    3 of 6  9 of 27  1 missing, 1 stale, 1 unverified
ru           0%  ░░░░░░░░░░░░░░░░░░░░    0 of 6  0 of 27  nothing is translated yet

es is not complete in
  source/news/accord.md  16%  █▒▒▒▒▒▒░░░  20 words  1 missing, 1 stale, 1 unverified, 1 draft, 1 obsolete
  locales/es/site.ftl    66%  ██████▒▒▒▒   2 words  1 stale

es-CO is not complete in
  source/news/accord.md   25%  ██▒▒▒▒▒░░░  18 words  1 missing, 1 stale, 1 unverified
  locales/es-CO/site.ftl  66%  ██████▒▒▒▒   2 words  1 stale

ru is not complete in
  locales/ru/site.ftl   0%  ░░░░░░░░░░  6 words  2 missing
  locales/ru/terms.ftl  0%  ░░░░░░░░░░   1 word  1 missing

complete articles: es 1 of 2, es-CO 1 of 2, ru 0 of 2
To see what is left, segment by segment: run \"tolka diff\"
",
        );
    }

    #[test]
    fn a_narrow_screen_loses_the_bars_and_no_number() {
        let workspace = fixture::workspace();
        let es = ["es".parse().unwrap()];
        let levels = levels(90, &[("news/*", 80)]);
        let narrow = Question {
            scope: Scope {
                locales: &es,
                paths: None,
            },
            levels: &levels,
            n_listed: Some(1),
            ..question(&workspace)
        };
        check(
            &screen(50),
            &narrow,
            "\
locale  current  segments    words
es          25%    2 of 6  7 of 27
    1 missing, 1 stale, 1 unverified, 1 draft,
    2 obsolete, 80% to 90% required, 2 below it

es is not complete in
  source/news/accord.md  16%  20 words
      1 missing, 1 stale, 1 unverified, 1 draft,
      1 obsolete, 80% required
  and 1 more, with 2 words

complete articles: es 1 of 2
To see what is left, segment by segment: run
\"tolka diff --locale es\"
",
        );
    }

    #[test]
    fn what_is_complete_takes_one_line() {
        let workspace = fixture::workspace();
        let scope = Scope {
            locales: &[],
            paths: Some(&|path| path == "source/short.md"),
        };
        let locales = ["es".parse().unwrap()];
        let question = Question {
            scope: Scope {
                locales: &locales,
                ..scope
            },
            ..question(&workspace)
        };
        check(
            &Screen::default(),
            &question,
            "\
locale  current                        segments   words
es         100%  ████████████████████    1 of 1  3 of 3

complete articles: es all 1
",
        );
        let behind = Question {
            is_behind: true,
            ..question
        };
        let shown = written(|out| text(out, &Screen::default(), &behind));
        assert!(
            shown.ends_with("The locale files are behind the articles: run \"tolka sync\"\n"),
            "{shown}"
        );
    }

    #[test]
    fn emptiness_is_a_sentence() {
        let check = |workspace: &Workspace<'static>, expect: &str| {
            check(&Screen::default(), &question(workspace), expect);
        };
        check(
            &relate(&[], &[]),
            "There is no locale to translate into yet: name one in tolka.toml, as in locales = [\"es\"]\n",
        );
        check(
            &relate(&[("es", None)], &[]),
            "There is no article yet: put one into the source folder, then run \"tolka sync\"\n",
        );
        let workspace = fixture::workspace();
        let nowhere = Scope {
            locales: &[],
            paths: Some(&|_| false),
        };
        let shown = written(|out| {
            text(
                out,
                &screen(99),
                &Question {
                    scope: nowhere,
                    ..question(&workspace)
                },
            )
        });
        assert_eq!(
            shown,
            "No article or message file is asked for that these locales have.\n"
        );
    }

    #[test]
    fn messages_alone_have_no_table() {
        let files = [
            ("locales/en/site.ftl", "a = One word\n"),
            ("locales/ru/site.ftl", "# @source One word\n# a =\n"),
        ];
        check(
            &screen(80),
            &question(&relate(&[("ru", None)], &files)),
            "
ru is not complete in
  locales/ru/site.ftl  0%  ░░░░░  2 words  1 missing
To see what is left, segment by segment: run \"tolka diff\"
",
        );
    }
}
