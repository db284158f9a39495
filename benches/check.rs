//! All checks of texts over 100,000 segments, beside what it costs to parse and compare them.
//!
//! `cargo bench --bench check` prints both and the ratio; it has to stay below 1. The texts are made by a seeded
//! generator: the same ones every time, with numbers, quotations, dates, links and code where prose has them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use tolka::change::Policy;
use tolka::check::facts::Facts;
use tolka::check::levels::{Level, Levels};
use tolka::check::{CHECKS, Look, run};
use tolka::document::{Document, Format, Settings, Unit};
use tolka::fluent::file::Text;
use tolka::locale::Locale;
use tolka::relate::{Desk, Side, Source, Workspace, relate};
use tolka::segment::Rules;

/// How many segments there are in each locale.
const N_SEGMENTS: usize = 100_000;
/// How many an article has.
const N_IN_ARTICLE: usize = 500;
/// How often; the best run counts.
const N_RUNS: usize = 3;

/// Pieces of sentences: English and its translations, in the order of the locales.
const PIECES: [[&str; 4]; 10] = [
    [
        "the ministers met in the old harbour",
        "los ministros se reunieron en el viejo puerto",
        "ministrarna möttes i den gamla hamnen",
        "министры встретились в старом порту",
    ],
    [
        "on Monday, May 5, 2014",
        "el lunes 5 de mayo de 2014",
        "måndagen den 5 maj 2014",
        "в понедельник, 5 мая 2014 года",
    ],
    [
        "with 1,250 guests from 12 countries",
        "con 1250 invitados de doce países",
        "med 1 250 gäster från tolv länder",
        "с 1250 гостями из двенадцати стран",
    ],
    [
        "and the “accord” was read aloud",
        "y se leyó en voz alta el «acuerdo»",
        "och ”avtalet” lästes högt",
        "и было зачитано вслух «соглашение»",
    ],
    [
        "because nobody had seen the text",
        "porque nadie había visto el texto",
        "eftersom ingen hade sett texten",
        "потому что никто не видел текста",
    ],
    [
        "which [the paper](https://example.org/paper) had printed",
        "que [el periódico](https://example.org/paper) había publicado",
        "som [tidningen](https://example.org/paper) hade tryckt",
        "который напечатала [газета](https://example.org/paper)",
    ],
    [
        "before the *first* snow (in November)",
        "antes de la *primera* nieve (en noviembre)",
        "före den *första* snön (i november)",
        "до *первого* снега (в ноябре)",
    ],
    [
        "so that `tolka check` finds nothing",
        "para que `tolka check` no encuentre nada",
        "så att `tolka check` inte hittar något",
        "чтобы `tolka check` ничего не нашла",
    ],
    [
        "in the valley behind the river",
        "en el valle detrás del río",
        "i dalen bakom floden",
        "в долине за рекой",
    ],
    [
        "while the children slept",
        "mientras los niños dormían",
        "medan barnen sov",
        "пока дети спали",
    ],
];

const LOCALES: [&str; 3] = ["es", "sv", "ru"];

fn main() {
    let files = files();
    let n_bytes: usize = files.values().map(|text| text.raw.len()).sum();
    let source_locale: Locale = "en".parse().expect("a tag");
    let locales: Vec<Locale> = LOCALES.map(|tag| tag.parse().expect("a tag")).into();
    let parse = best(|| {
        let desk = Desk::default();
        black_box(related(&files, &source_locale, &locales, &desk));
    });
    let desk = Desk::default();
    let workspace = related(&files, &source_locale, &locales, &desk);
    let facts = Facts::default();
    let mut levels = Levels::default();
    levels.checks.insert("spelling".to_owned(), Level::Off);
    let n_findings = run(&workspace, &facts, &levels).len();
    let check = best(|| {
        black_box(run(&workspace, &facts, &levels));
    });
    let n = N_SEGMENTS * LOCALES.len();
    println!(
        "{n} translations, {} MB, {n_findings} findings",
        n_bytes / 1_000_000
    );
    println!("parse and compare  {:8.1} ms", millis(parse));
    println!(
        "check              {:8.1} ms  {:.2} µs each",
        millis(check),
        millis(check) * 1000.0 / n as f64
    );
    println!("ratio              {:8.2}", millis(check) / millis(parse));
    for only in CHECKS
        .iter()
        .filter(|check| !matches!(check.look, Look::Status(..)))
    {
        let mut own = levels.clone();
        for check in CHECKS {
            if check.id != only.id {
                own.checks.insert(check.id.to_owned(), Level::Off);
            }
        }
        let alone = best(|| {
            black_box(run(&workspace, &facts, &own));
        });
        println!("  {:22} {:8.1} ms alone", only.id, millis(alone));
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn best(mut run: impl FnMut()) -> Duration {
    let runs = (0..N_RUNS).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    runs.min().expect("one run at least")
}

/// Steps a linear congruence, the same on every machine.
fn next(state: &mut u64) -> usize {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize
}

/// Writes the articles and the locale files, by their paths.
fn files() -> BTreeMap<String, Text> {
    let mut state = 7;
    let mut files = BTreeMap::new();
    for number in 0..N_SEGMENTS / N_IN_ARTICLE {
        let path = format!("source/{number:04}.md");
        let mut article = String::new();
        let mut catalog = format!("### {path}\n");
        let mut own = LOCALES.map(|_| format!("### {path}\n"));
        for idx in 0..N_IN_ARTICLE {
            let mut sentence = [const { String::new() }; 4];
            for at in 0..2 + next(&mut state) % 3 {
                let piece = PIECES[next(&mut state) % PIECES.len()];
                for (text, piece) in sentence.iter_mut().zip(piece) {
                    if at == 0 {
                        // What makes every sentence another one.
                        let _ = write!(text, "No{idx} ");
                    } else {
                        text.push(' ');
                    }
                    text.push_str(piece);
                }
            }
            let [english, translations @ ..] = sentence;
            let _ = write!(article, "{english}.\n\n");
            let _ = write!(
                catalog,
                "\n# @context paragraph\ns{number}-{idx} =\n    {english}.\n"
            );
            for (file, text) in own.iter_mut().zip(translations) {
                let _ = write!(
                    file,
                    "\n# @source {english}.\ns{number}-{idx} =\n    {text}.\n"
                );
            }
        }
        files.insert(path, Text::new(article));
        let path = format!("locales/en/{number:04}.ftl");
        files.insert(path, Text::new(format!("{catalog}\n### end\n")));
        for (locale, file) in LOCALES.iter().zip(own) {
            let path = format!("locales/{locale}/{number:04}.ftl");
            files.insert(path, Text::new(format!("{file}\n### end\n")));
        }
    }
    files
}

fn related<'w>(
    files: &'w BTreeMap<String, Text>,
    source_locale: &'w Locale,
    locales: &'w [Locale],
    desk: &'w Desk,
) -> Workspace<'w> {
    let settings = Settings {
        unit: Unit::Block,
        front_matter: Vec::new(),
        protect: Vec::new(),
        rules: Rules::new("en"),
    };
    let sources = files.iter().filter_map(|(path, text)| {
        let rest = path.strip_prefix("source/")?.replace(".md", ".ftl");
        let sides = locales.iter().map(|locale| {
            let path = format!("locales/{locale}/{rest}");
            Side {
                locale,
                text: files.get(&path),
                trouble: None,
                path,
                policy: Policy::default(),
                sentences: None,
                terms: &[],
                parent: None,
                is_overlay: false,
            }
        });
        let (document, errors) = Document::parse(&text.raw, Format::Markdown, &settings);
        Some(Source {
            path,
            document,
            errors,
            catalog: files.get(&format!("locales/en/{rest}")),
            sides: sides.collect(),
        })
    });
    let settings = tolka::relate::Settings {
        source: "source",
        protect: &[],
        spelling: None,
    };
    let (articles, gone) = relate(sources.collect(), Vec::new(), settings, desk);
    Workspace::whole(source_locale, locales, articles, Vec::new(), gone)
}
