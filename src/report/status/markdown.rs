//! Markdown: the status for a pull request or a step summary: totals, a table of the locales, and every segment
//! that is not current, folded by article.
//!
//! It stays below a number of bytes whatever the workspace holds: the articles with the most words come first,
//! and what has no room is counted. Texts of articles and translations stand in HTML blocks alone, escaped and
//! on one line each, so that none of them is ever read as Markdown.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{Part, Progress, Question, progress};
use crate::compare::Status;
use crate::coverage::{Counts, Coverage};
use crate::locale::Locale;
use crate::report::diff::why;
use crate::report::facts::Facts;
use crate::report::markup::{escape, word_diff};
use crate::report::screen::{bar, safe};
use crate::report::{count, thousands};
use crate::segment::count::words;

/// What a step summary may have, in bytes.
pub const MOST_BYTES: usize = 1 << 20;
/// What is kept free for the lines at the end.
const N_RESERVED: usize = 512;

/// Is a report with a length that it does not pass.
struct Page {
    text: String,
    n_most: usize,
}

impl Page {
    /// Appends all of `text`, or nothing of it.
    fn push(&mut self, text: &str) -> bool {
        self.push_with(text, 0)
    }

    /// Appends all of `text` where it and `n_more` bytes have room.
    fn push_with(&mut self, text: &str, n_more: usize) -> bool {
        let has_room = self.text.len() + text.len() + n_more + N_RESERVED <= self.n_most;
        if has_room {
            self.text.push_str(text);
        }
        has_room
    }
}

/// Is what an article's details are made from.
struct Details<'p, 'w, 'a> {
    locale: &'w Locale,
    part: &'p Part<'w, 'a>,
}

/// Writes the status as Markdown of fewer than `n_most` bytes; the least that it takes is 2,048.
pub fn markdown(
    out: &mut dyn Write,
    question: &Question<'_, '_, '_>,
    n_most: usize,
) -> io::Result<()> {
    let progress = progress(question);
    let mut page = Page {
        text: String::new(),
        n_most: n_most.max(2_048),
    };
    page.push("## Translations\n\n");
    page.push(&totals(&progress));
    write_locales(&mut page, &progress);
    let (n_segments, n_words) = write_details(&mut page, question, &progress);
    let n_obsolete = write_obsolete(&mut page, question, &progress);
    let mut end = String::new();
    if 0 < n_segments {
        let _ = writeln!(
            end,
            "Left out for want of room: {} with {}. `tolka diff` shows them all.\n",
            count(n_segments, "segment"),
            count(n_words, "word"),
        );
    }
    if 0 < n_obsolete {
        let _ = writeln!(
            end,
            "Left out, too: {}. `tolka prune` removes them.\n",
            count(n_obsolete, "obsolete translation")
        );
    }
    if question.is_behind {
        end.push_str("The locale files are behind the articles: run `tolka sync`.\n");
    }
    page.text.push_str(&end);
    out.write_all(page.text.trim_end().as_bytes())?;
    writeln!(out)
}

fn totals(progress: &[Progress<'_, '_>]) -> String {
    let mut all = Coverage::default();
    for part in progress.iter().flat_map(Progress::parts) {
        all.merge(&part.count.coverage);
    }
    let (segments, words) = (&all.segments, &all.words);
    if progress.is_empty() {
        return "No locale is asked for.\n\n".to_owned();
    }
    let locales = count(progress.len(), "locale");
    if segments.current == segments.total {
        return format!("Every segment is current in {locales}.\n\n");
    }
    format!(
        "**{}, {}** to do in {locales}: {}.{}\n\n",
        count(segments.total - segments.current, "segment"),
        count(words.total - words.current, "word"),
        tally(segments),
        verdict(progress),
    )
}

/// Says whether that is enough, where not everything is required.
fn verdict(progress: &[Progress<'_, '_>]) -> String {
    if progress.iter().all(|own| own.required().is_none()) {
        return String::new();
    }
    match progress.iter().map(Progress::n_short).sum() {
        0 => " Everything is covered as far as is required.".to_owned(),
        1 => " 1 file is not covered as far as is required.".to_owned(),
        n => format!(
            " {} files are not covered as far as is required.",
            thousands(n)
        ),
    }
}

/// Names the statuses that need work, the worst first.
fn tally(segments: &Counts) -> String {
    let statuses = [
        Status::Missing,
        Status::Stale,
        Status::Unverified,
        Status::Draft,
    ];
    let numbers = statuses.map(|status| (segments.get(status), status.name()));
    let shown = numbers.into_iter().filter(|(n, _)| 0 < *n);
    let shown: Vec<String> = shown
        .map(|(n, name)| format!("{} {name}", thousands(n)))
        .collect();
    shown.join(", ")
}

fn write_locales(page: &mut Page, progress: &[Progress<'_, '_>]) {
    let has_obsolete = progress.iter().any(|own| 0 < own.n_obsolete());
    let (head, line) = match has_obsolete {
        true => (" obsolete |", "--:|"),
        false => ("", ""),
    };
    page.push(&format!(
        "| locale | current | | segments | words | missing | stale | unverified | draft |{head} required |\n\
         |:--|--:|:--|--:|--:|--:|--:|--:|--:|{line}--:|\n",
    ));
    // The details want some of the room too.
    let n_details = page.n_most / 4;
    for (idx, own) in progress.iter().enumerate() {
        let Coverage {
            segments, words, ..
        } = &own.coverage;
        let begun = words.total - words.current - words.missing;
        let bar = bar(words.current, begun, words.total, 10)
            .map(|(_, cells)| cells)
            .concat();
        let of = |counts: &Counts| {
            format!(
                "{} of {}",
                thousands(counts.current),
                thousands(counts.total)
            )
        };
        let obsolete = match has_obsolete {
            true => format!(" {} |", thousands(own.n_obsolete())),
            false => String::new(),
        };
        let row = format!(
            "| {} | {}% | {bar} | {} | {} | {} | {} | {} | {} |{obsolete} {} |\n",
            own.locale,
            words.percent(|status| status == Status::Current),
            of(segments),
            of(words),
            thousands(segments.missing),
            thousands(segments.stale),
            thousands(segments.unverified),
            thousands(segments.draft),
            own.required().unwrap_or_else(|| "100%".to_owned()),
        );
        if !page.push_with(&row, n_details) {
            let rest = count(progress.len() - idx, "locale");
            page.push(&format!("\nand {rest} more\n"));
            break;
        }
    }
    page.push("\n");
}

/// Writes the articles that are not complete, the most words first. Returns the segments and words that had no
/// room.
fn write_details(
    page: &mut Page,
    question: &Question<'_, '_, '_>,
    progress: &[Progress<'_, '_>],
) -> (usize, usize) {
    let mut details: Vec<Details<'_, '_, '_>> = Vec::new();
    for own in progress {
        let parts = own.parts().filter(|part| !part.is_complete());
        details.extend(parts.map(|part| Details {
            locale: own.locale,
            part,
        }));
    }
    // Stable: what has as many words stays in the order of the locales and paths.
    details.sort_by_key(|details| std::cmp::Reverse(details.part.n_words_to_do()));
    let mut left_out = (0, 0);
    for own in &details {
        let part = own.part;
        let facts = part.facts(|status| status != Status::Current);
        // What a locale has from its parent is shown with the parent, where that is asked for too.
        let facts: Vec<Facts<'_>> = facts
            .into_iter()
            .filter(|facts| {
                !facts
                    .inherited_from
                    .is_some_and(|parent| question.scope.has_locale(parent))
            })
            .collect();
        let n_shown = write_article(page, question, own, &facts);
        for facts in &facts[n_shown..] {
            left_out.0 += 1;
            left_out.1 += words(facts.source);
        }
    }
    left_out
}

/// Writes the details of one article and returns how many of its segments had room.
fn write_article(
    page: &mut Page,
    question: &Question<'_, '_, '_>,
    details: &Details<'_, '_, '_>,
    facts: &[Facts<'_>],
) -> usize {
    if facts.is_empty() {
        return 0;
    }
    let part = details.part;
    let mut counts = Counts::default();
    for facts in facts {
        counts.add(facts.status, 1);
    }
    let n_words: usize = facts.iter().map(|facts| words(facts.source)).sum();
    let required = match part.count.required {
        100 => String::new(),
        required if part.is_short() => format!(", {required}% required"),
        required => format!(", {required}% required and reached"),
    };
    let start = format!(
        "<details>\n<summary><b>{}</b> {}: {} ({}{required})</summary>\n<table>\n",
        details.locale,
        escape(part.name),
        count(n_words, "word"),
        tally(&counts),
    );
    let source_locale = question.workspace.source_locale;
    let rows: Vec<String> = facts
        .iter()
        .map(|facts| segment(source_locale, details.locale, facts))
        .collect();
    write_table(page, &start, &rows)
}

/// Writes the translations whose segment is gone, last of all. Returns how many had no room.
fn write_obsolete(
    page: &mut Page,
    question: &Question<'_, '_, '_>,
    progress: &[Progress<'_, '_>],
) -> usize {
    let source_locale = question.workspace.source_locale;
    let mut n_left_out = 0;
    for own in progress {
        for part in own.parts().filter(|part| 0 < part.count.coverage.obsolete) {
            let obsolete = part.obsolete();
            let start = format!(
                "<details>\n<summary><b>{}</b> {}: {}</summary>\n<table>\n",
                own.locale,
                escape(part.name),
                count(obsolete.len(), "obsolete translation"),
            );
            let rows: Vec<String> = obsolete
                .iter()
                .map(|obsolete| {
                    let place = format!("{}:{}", safe(part.file), obsolete.line);
                    let ours = obsolete.source.as_deref().map(escape);
                    let theirs = obsolete.translation.as_deref().map(escape);
                    row(
                        &format!(
                            "<b>obsolete</b> <code>{}</code> <sub>{}</sub>",
                            escape(obsolete.id),
                            escape(&place)
                        ),
                        (source_locale, &ours.unwrap_or_default()),
                        (own.locale, &theirs.unwrap_or_default()),
                    )
                })
                .collect();
            n_left_out += rows.len() - write_table(page, &start, &rows);
        }
    }
    n_left_out
}

/// Writes a folded table, as many of its rows as have room, or nothing. Returns how many had.
fn write_table(page: &mut Page, start: &str, rows: &[String]) -> usize {
    const END: &str = "</table>\n</details>\n\n";
    let Some(first) = rows.first() else {
        return 0;
    };
    if !page.push_with(start, first.len() + END.len()) {
        return 0;
    }
    let n_shown = rows
        .iter()
        .take_while(|row| page.push_with(row, END.len()))
        .count();
    page.text.push_str(END);
    n_shown
}

/// Writes two rows: what it is and where it stands; the two languages side by side.
fn row(what: &str, ours: (&Locale, &str), theirs: (&Locale, &str)) -> String {
    let cell = |(locale, text): (&Locale, &str)| {
        format!(
            "<td lang=\"{locale}\" dir=\"{}\">{text}</td>",
            locale.direction()
        )
    };
    format!(
        "<tr><td colspan=\"2\">{what}</td></tr>\n<tr>{}{}</tr>\n",
        cell(ours),
        cell(theirs)
    )
}

/// Writes a segment as two rows: what it is and where it stands; the two languages side by side.
fn segment(source_locale: &Locale, locale: &Locale, facts: &Facts<'_>) -> String {
    let why = why(facts);
    let why = if why.is_empty() {
        String::new()
    } else {
        format!(" ({})", escape(&why.join(", ")))
    };
    let place = match facts.line {
        Some(line) => format!("{}:{line}", safe(facts.path)),
        None => safe(facts.path).into_owned(),
    };
    let english = match &facts.diff {
        Some(diff) => word_diff(diff),
        None => escape(facts.source),
    };
    let translation = facts
        .translation
        .as_deref()
        .or(facts.remarks.unresolved.as_deref());
    let mut theirs = match facts.remarks.joined {
        Some(head) => format!("stands in <code>{}</code>", escape(head)),
        None => translation.map(escape).unwrap_or_default(),
    };
    if let Some(proposal) = &facts.proposal {
        let _ = write!(theirs, "<br>proposal: {}", escape(proposal));
    }
    let mut ours = english;
    for note in &facts.notes {
        let _ = write!(ours, "<br><sub>note: {}</sub>", escape(note));
    }
    let reader = facts.inherited_from.unwrap_or(locale);
    row(
        &format!(
            "<b>{}</b>{why} <code>{}</code> <sub>{}</sub>",
            facts.status,
            escape(facts.id),
            escape(&place)
        ),
        (source_locale, &ours),
        (reader, &theirs),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relate::Workspace;
    use crate::report::Scope;
    use crate::report::fixture::{hostile, relate, workspace, written};
    use crate::report::status::fixture::{levels, question};
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    fn all(workspace: &Workspace<'static>) -> String {
        written(|out| markdown(out, &question(workspace), MOST_BYTES))
    }

    #[test]
    fn totals_then_locales_then_folded_articles_the_most_words_first() {
        let workspace = workspace();
        let es = ["es".parse().unwrap()];
        let question = Question {
            scope: Scope {
                locales: &es,
                paths: Some(&|path| path.ends_with("accord.md")),
            },
            is_behind: true,
            ..question(&workspace)
        };
        let shown = written(|out| markdown(out, &question, MOST_BYTES));
        let expect = "\
## Translations

**4 segments, 20 words** to do in 1 locale: 1 missing, 1 stale, 1 unverified, 1 draft.

| locale | current | | segments | words | missing | stale | unverified | draft | obsolete | required |
|:--|--:|:--|--:|--:|--:|--:|--:|--:|--:|--:|
| es | 16% | █▒▒▒▒▒▒░░░ | 1 of 5 | 4 of 24 | 1 | 1 | 1 | 1 | 1 | 100% |

<details>
<summary><b>es</b> source/news/accord.md: 20 words (1 missing, 1 stale, 1 unverified, 1 draft)</summary>
<table>
<tr><td colspan=\"2\"><b>stale</b> (wording) <code>colombias-minister-signed-an</code> <sub>locales/es/news/accord.ftl:9</sub></td></tr>
<tr><td lang=\"en\" dir=\"ltr\">Colombia’s minister <del>announced</del><ins>signed</ins> an accord on Saturday.</td><td lang=\"es\" dir=\"ltr\">El ministro anunció el sábado un acuerdo.</td></tr>
";
        assert!(shown.starts_with(expect), "{shown}");
        // What is obsolete is nothing to do, and comes last.
        assert!(shown.contains(
            "</details>\n\n<details>\n<summary><b>es</b> source/news/accord.md: 1 obsolete translation</summary>\n"
        ));
        assert!(shown.ends_with(
            "</details>\n\nThe locale files are behind the articles: run `tolka sync`.\n"
        ));
    }

    #[test]
    fn where_not_everything_is_required_it_says_whether_that_is_reached() {
        let workspace = workspace();
        let shown = |named: &[(&str, usize)]| {
            let es = ["es".parse().unwrap()];
            let question = Question {
                scope: Scope {
                    locales: &es,
                    paths: Some(&|path| path.ends_with("accord.md")),
                },
                levels: &levels(60, named),
                ..question(&workspace)
            };
            written(|out| markdown(out, &question, MOST_BYTES))
        };
        let below = shown(&[]);
        assert!(below.contains("1 draft. 1 file is not covered as far as is required.\n"));
        assert!(below.contains(" 60% |\n") && below.contains("1 draft, 60% required)</summary>"));
        let reached = shown(&[("news/*", 10)]);
        assert!(reached.contains("1 draft. Everything is covered as far as is required.\n"));
        assert!(reached.contains(" 10% |\n") && reached.contains(", 10% required and reached)"));
    }

    #[test]
    fn what_has_no_room_is_counted() {
        let workspace = workspace();
        let whole = all(&workspace);
        assert!(!whole.contains("Left out"), "{whole}");
        let n_rows = |text: &str| text.matches("<td colspan").count();
        for n_most in (2_048..whole.len() + N_RESERVED).step_by(37) {
            let shown = written(|out| markdown(out, &question(&workspace), n_most));
            assert!(shown.len() <= n_most, "{n_most}: {}", shown.len());
            let after = |words: &str| {
                let number = shown.split_once(words).map(|(_, rest)| {
                    let digits = rest.split(' ').next().unwrap();
                    digits.parse::<usize>().unwrap()
                });
                number.unwrap_or(0)
            };
            let n_left_out = after("for want of room: ") + after("Left out, too: ");
            assert_eq!(n_rows(&shown) + n_left_out, n_rows(&whole), "{shown}");
            assert_eq!(
                shown.matches("<details>").count(),
                shown.matches("</details>").count()
            );
        }
    }

    #[test]
    fn a_workspace_of_locales_has_room_too() {
        let letters = || 'a'..='z';
        let tags: Vec<String> = letters()
            .flat_map(|first| letters().map(move |second| format!("q{first}{second}")))
            .collect();
        let locales: Vec<(&str, Option<usize>)> = tags.iter().map(|tag| (&**tag, None)).collect();
        let workspace = relate(&locales, &[("source/a.md", "One.\n")]);
        let shown = written(|out| markdown(out, &question(&workspace), 4_096));
        assert!(
            shown.len() <= 4_096 && shown.contains(" locales more\n"),
            "{shown}"
        );
        assert!(
            shown.contains("<details>") && shown.contains("Left out"),
            "{shown}"
        );
    }

    proptest! {
        // A whole report each.
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn no_text_breaks_out_of_the_report(source in hostile(), translation in hostile()) {
            let workspace = hostile::workspace(&source, &translation);
            let shown = all(&workspace);
            let mut html = String::new();
            let mut prose = String::new();
            for event in Parser::new_ext(&shown, Options::all()) {
                match event {
                    Event::Html(text) | Event::InlineHtml(text) => html.push_str(&text),
                    Event::Start(tag) => prop_assert!(
                        !matches!(tag, Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::FootnoteDefinition(_)),
                        "{tag:?} in\n{shown}"
                    ),
                    Event::Text(text) => prose.push_str(&text),
                    _ => {}
                }
            }
            prop_assert!(!prose.contains("HOSTILE"), "{prose}");
            prop_assert!(html.contains("HOSTILE"));
            let known = ["details", "summary", "table", "tr", "td", "b", "code", "sub", "br", "del", "ins", "span"];
            for name in hostile::elements(&html) {
                prop_assert!(known.contains(&&*name), "<{name}> in\n{html}");
            }
        }
    }
}
