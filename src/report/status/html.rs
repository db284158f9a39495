//! Html: the status as one page that needs nothing else: a heat map of articles and locales, and every segment
//! that is not current, to filter, search and link to.
//!
//! The overview is markup; the segments are data that a script shows, a slice at a time. No text of an article
//! or a translation can be markup or script: the template escapes, the data has no `<`, the script sets text
//! alone, and the page's policy runs no script but its own.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, Value};
use serde::Serialize;

use super::data::data;
use super::{Detail, Part, Progress, Question, is_complete, progress};
use crate::compare::Status;
use crate::coverage::Counts;
use crate::locale::Locale;
use crate::report::screen::safe;
use crate::report::{count, json, thousands};

const TEMPLATE: &str = include_str!("dashboard/page.html");
const STYLE: &str = include_str!("dashboard/style.css");
const SCRIPT: &str = include_str!("dashboard/script.js");
/// The SHA-256 of the style and the script: nothing else of either kind takes effect in the page.
const STYLE_HASH: &str = "9jhdvjKgGBik6v51O6dS3qA3SwPqQyVBFsoW1KOqCZU=";
const SCRIPT_HASH: &str = "Y4yh4eMvR4hYTcXIfVnpOYVaWokvwS2O976MTyAGlB4=";

/// Is what the template prints.
#[derive(Serialize)]
struct Page<'w> {
    style: &'static str,
    style_hash: &'static str,
    script: &'static str,
    script_hash: &'static str,
    source_locale: &'w str,
    is_behind: bool,
    to_do: ToDo,
    locales_count: String,
    locales: Vec<Language<'w>>,
    articles: Vec<Row<'w>>,
    complete: Vec<Cow<'w, str>>,
    complete_count: String,
    data: String,
}

#[derive(Serialize)]
struct ToDo {
    /// `None` where there is nothing.
    segments: Option<String>,
    words: String,
}

/// Is a locale with how far it is.
#[derive(Serialize)]
struct Language<'w> {
    locale: &'w str,
    percent: usize,
    /// What is required, and how many files are below it, where that is not everything.
    required: Option<String>,
    n_short: String,
    segments: String,
    words: String,
    bar: Vec<Bar>,
    tally: Vec<Tally>,
    obsolete: Option<String>,
}

/// Is a stretch of a bar, in percent.
#[derive(Serialize)]
struct Bar {
    status: &'static str,
    from: String,
    width: String,
}

#[derive(Serialize)]
struct Tally {
    name: &'static str,
    segments: String,
    words: String,
}

/// Is an article or message file in the heat map.
#[derive(Serialize)]
struct Row<'w> {
    path: Cow<'w, str>,
    address: String,
    words: String,
    /// One per locale; `None` where the locale does not have it.
    cells: Vec<Option<Cell<'w>>>,
}

#[derive(Serialize)]
struct Cell<'w> {
    locale: &'w str,
    percent: usize,
    /// From 0, nothing, to 5, all.
    heat: usize,
    words: String,
}

/// Writes the status as a page; with `Detail::Segments` the current segments are in it too.
pub fn html(
    out: &mut dyn Write,
    question: &Question<'_, '_, '_>,
    detail: Detail,
) -> io::Result<()> {
    let progress = progress(question);
    let source_locale = question.workspace.source_locale;
    let (articles, complete) = rows(&progress);
    let mut all = [Counts::default(); 2];
    for part in progress.iter().flat_map(Progress::parts) {
        all[0].merge(&part.count.coverage.segments);
        all[1].merge(&part.count.coverage.words);
    }
    let [n_segments, n_words] = all.map(|counts| counts.total - counts.current);
    let page = Page {
        style: STYLE,
        style_hash: STYLE_HASH,
        script: SCRIPT,
        script_hash: SCRIPT_HASH,
        source_locale: source_locale.as_str(),
        is_behind: question.is_behind,
        to_do: ToDo {
            segments: (0 < n_segments).then(|| count(n_segments, "segment")),
            words: count(n_words, "word"),
        },
        locales_count: count(progress.len(), "language"),
        locales: progress.iter().map(language).collect(),
        complete_count: match complete.len() {
            1 => "1 article is".to_owned(),
            n => format!("{} articles are", thousands(n)),
        },
        articles,
        complete,
        data: json::embedded(&data(&progress, source_locale, detail)),
    };
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    environment.set_syntax(syntax.build().expect("the usual delimiters are in order"));
    environment.set_formatter(print);
    let rendered = environment
        .template_from_named_str("page.html", TEMPLATE)
        .and_then(|template| template.render(Value::from(Serde(&page))));
    let rendered = rendered.expect("the template asks for what the page has");
    writeln!(out, "{}", rendered.trim_end())
}

/// Prints a value of the template. The engine's own escape of `/` makes addresses unreadable.
fn print(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), minijinja::Error> {
    let Some(text) = value.as_str().filter(|_| !value.is_safe()) else {
        return minijinja::escape_formatter(out, state, value);
    };
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        let (head, tail) = rest.split_at(at);
        out.write_str(head)?;
        out.write_str(match tail.as_bytes()[0] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        })?;
        rest = &tail[1..];
    }
    Ok(out.write_str(rest)?)
}

fn language<'w>(progress: &Progress<'w, '_>) -> Language<'w> {
    let (segments, words) = (&progress.coverage.segments, &progress.coverage.words);
    let of = |counts: &Counts| {
        format!(
            "{} of {}",
            thousands(counts.current),
            thousands(counts.total)
        )
    };
    // In hundredths of a percent, which no browser rounds into a gap.
    let share = |n: usize| (n * 10_000).checked_div(words.total).unwrap_or_default();
    let hundredths = |n: usize| format!("{}.{:02}", n / 100, n % 100);
    let mut n_before = 0;
    let bar = [
        Status::Current,
        Status::Stale,
        Status::Unverified,
        Status::Draft,
    ]
    .map(|status| {
        let from = share(n_before);
        n_before += words.get(status);
        Bar {
            status: status.name(),
            from: hundredths(from),
            width: hundredths(share(n_before) - from),
        }
    });
    let tally = [
        Status::Missing,
        Status::Stale,
        Status::Unverified,
        Status::Draft,
    ];
    let tally = tally.into_iter().filter(|status| 0 < segments.get(*status));
    let n_obsolete = progress.n_obsolete();
    let obsolete = (0 < n_obsolete).then(|| thousands(n_obsolete));
    Language {
        locale: progress.locale.as_str(),
        percent: words.percent(|status| status == Status::Current),
        required: progress.required(),
        n_short: match progress.n_short() {
            0 => "reached".to_owned(),
            n => format!("{} below it", count(n, "file")),
        },
        segments: of(segments),
        words: of(words),
        bar: bar
            .into_iter()
            .filter(|piece| piece.width != "0.00")
            .collect(),
        tally: tally
            .map(|status| Tally {
                name: status.name(),
                segments: thousands(segments.get(status)),
                words: count(words.get(status), "word"),
            })
            .collect(),
        obsolete,
    }
}

/// Returns the rows of the heat map, the most words first, and the paths of what is complete everywhere.
fn rows<'w>(progress: &[Progress<'w, '_>]) -> (Vec<Row<'w>>, Vec<Cow<'w, str>>) {
    let mut paths: Vec<&'w str> = Vec::new();
    let mut found: std::collections::HashMap<&'w str, (usize, Vec<Option<Cell<'w>>>)> =
        Default::default();
    for (idx, own) in progress.iter().enumerate() {
        for part in own.articles.iter().chain(&own.messages) {
            let path = part.path;
            let (n_words, cells) = found.entry(path).or_insert_with(|| {
                paths.push(path);
                (0, progress.iter().map(|_| None).collect())
            });
            *n_words += part.n_words_to_do();
            cells[idx] = Some(cell(own.locale, part));
        }
    }
    let mut rows = Vec::new();
    let mut complete = Vec::new();
    for path in paths {
        let (n_words, cells) = found.remove(path).expect("every path was found once");
        if cells.iter().flatten().all(|cell| cell.heat == 5) {
            complete.push(safe(path));
        } else {
            let row = Row {
                path: safe(path),
                address: address(&safe(path)),
                words: thousands(n_words),
                cells,
            };
            rows.push((n_words, row));
        }
    }
    // Stable: what has as many words stays in the order of the paths.
    rows.sort_by_key(|(n_words, _)| std::cmp::Reverse(*n_words));
    (rows.into_iter().map(|(_, row)| row).collect(), complete)
}

fn cell<'w>(locale: &'w Locale, part: &Part<'w, '_>) -> Cell<'w> {
    let percent = part
        .count
        .coverage
        .words
        .percent(|status| status == Status::Current);
    Cell {
        locale: locale.as_str(),
        percent,
        heat: match percent {
            _ if is_complete(&part.count.coverage) => 5,
            75.. => 4,
            50.. => 3,
            25.. => 2,
            1.. => 1,
            0 => 0,
        },
        words: count(part.n_words_to_do(), "word"),
    }
}

/// Writes a path as it stands in an address behind `#`.
fn address(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                address.push(char::from(byte));
            }
            byte => {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::{hostile, workspace, written};
    use crate::report::status::fixture::{levels, question};
    use data_encoding::BASE64;
    use html5gum::{Token, Tokenizer};
    use proptest::prelude::*;
    use sha2::{Digest, Sha256};

    /// Reads a page as a browser does: the names of its elements and what stands in its scripts.
    fn read(html: &str) -> (Vec<String>, Vec<String>) {
        let mut emitter = html5gum::DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let (mut names, mut scripts, mut is_script) = (Vec::new(), Vec::new(), false);
        for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
            match token {
                Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    is_script = name == "script";
                    if is_script {
                        scripts.push(String::new());
                    }
                    let handlers = tag
                        .attributes
                        .iter()
                        .filter(|(name, _)| name.starts_with(b"on"));
                    assert_eq!(handlers.count(), 0, "{name}");
                    names.push(name);
                }
                Token::String(text) if is_script => {
                    let last = scripts.last_mut().expect("a script has begun");
                    last.push_str(&String::from_utf8_lossy(&text));
                }
                Token::EndTag(_) => is_script = false,
                Token::Comment(_) => names.push("!--".to_owned()),
                _ => {}
            }
        }
        (names, scripts)
    }

    #[test]
    fn the_policy_lets_in_what_is_ours_alone() {
        for (text, hash, end) in [
            (STYLE, STYLE_HASH, "</style"),
            (SCRIPT, SCRIPT_HASH, "</script"),
        ] {
            // A browser hashes the text with LF, however it was checked out.
            let text = text.replace("\r\n", "\n");
            assert_eq!(
                hash,
                BASE64.encode(&Sha256::digest(&text)),
                "put this into html.rs"
            );
            assert!(!text.contains(end) && !text.contains("<!--"));
            // Such a line is an order to GitHub's log, and printed as another.
            assert!(!text.contains("\n::"));
            for word in [
                "innerHTML",
                "outerHTML",
                "insertAdjacentHTML",
                "document.write",
                "eval(",
                "url(",
                "@import",
            ] {
                assert!(!text.contains(word), "{word}");
            }
        }
    }

    #[test]
    fn the_overview_is_there_without_a_script() {
        let workspace = workspace();
        let page = written(|out| html(out, &question(&workspace), Detail::Counts));
        assert!(
            page.contains("<title>Translations: 18 segments to do</title>"),
            "{page}"
        );
        let row = "\
<th scope=\"row\"><a href=\"#*/source/news/accord.md\">source/news/accord.md</a></th>
<td class=\"heat-1\"><a href=\"#es/source/news/accord.md\">16%<span class=\"unseen\"> es, 20 words to do</span></a></td>
";
        assert!(page.contains(row), "{page}");
        let (_, scripts) = read(&page);
        assert_eq!(scripts.len(), 2);
        let data: serde_json::Value = serde_json::from_str(&scripts[0]).unwrap();
        assert_eq!(data["parts"][0]["article"], "source/news/accord.md");
        assert_eq!(
            data["parts"][0]["units"][0],
            serde_json::json!({
                "id": "colombias-minister-signed-an", "status": "stale", "words": 7, "context": "paragraph", "why": "wording",
                "diff": [[0, "Colombia’s minister "], [-1, "announced"], [1, "signed"], [0, " an accord on Saturday."]],
                "translation": "El ministro anunció el sábado un acuerdo.", "line": 9,
            })
        );
        let units = data["parts"][0]["units"].as_array().unwrap();
        assert_eq!(
            units.last().unwrap(),
            &serde_json::json!({
                "id": "it-rained", "status": "obsolete", "words": 0, "source": "It rained.", "translation": "Llovió.", "line": 26,
            })
        );
        assert!(page.contains("href=\"#es?status=obsolete\">2 obsolete</a>"));
        assert!(!page.contains("required"));
        let levels = levels(90, &[("news/*", 10)]);
        let question = Question {
            levels: &levels,
            ..question(&workspace)
        };
        let asked = written(|out| html(out, &question, Detail::Counts));
        assert!(asked.contains("<p class=\"of\">10% to 90% required: 1 file below it</p>"));
        let all = written(|out| html(out, &question, Detail::Segments));
        assert!(all.contains("\"status\":\"current\""));
    }

    #[test]
    fn addresses_hold_any_path() {
        assert_eq!(address("source/a b?#%.md"), "source/a%20b%3F%23%25.md");
        assert_eq!(address("é/\"><x"), "%C3%A9/%22%3E%3Cx");
    }

    #[test]
    fn a_bar_ends_where_it_should() {
        let workspace = workspace();
        let progress = progress(&question(&workspace));
        let bar = language(&progress[0]).bar;
        let at = |text: &str| text.replace('.', "").parse::<usize>().unwrap();
        for pair in bar.windows(2) {
            assert_eq!(at(&pair[0].from) + at(&pair[0].width), at(&pair[1].from));
        }
        let last = bar.last().unwrap();
        assert!(at(&last.from) + at(&last.width) <= 10_000);
    }

    proptest! {
        // A whole report each.
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn no_text_becomes_markup_or_script(source in hostile(), translation in hostile()) {
            let benign = hostile::workspace("HOSTILE a", "HOSTILE b");
            let page = |workspace| written(|out| html(out, &question(workspace), Detail::Segments));
            let (expected, _) = read(&page(&benign));
            let attacked = hostile::workspace(&source, &translation);
            let attacked = page(&attacked);
            let (names, scripts) = read(&attacked);
            // The list of segments is data: whatever the texts are, the elements of the page are the same, but for
            // what counts lead to.
            let kinds = |names: &[String]| names.iter().cloned().collect::<std::collections::BTreeSet<_>>();
            prop_assert!(kinds(&names).is_subset(&kinds(&expected)), "{attacked}");
            prop_assert_eq!(&scripts[1], SCRIPT);
            let data: serde_json::Value = serde_json::from_str(&scripts[0]).unwrap();
            let shown = data["parts"][0]["units"][0]["translation"].as_str().unwrap_or_default();
            prop_assert!(!shown.contains(crate::report::screen::is_unsafe), "{shown}");
            prop_assert!(!attacked.contains(|c| c != '\n' && crate::report::screen::is_unsafe(c)));
        }
    }
}
