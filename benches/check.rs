//! All checks (spelling apart) over 100,000 segments in three locales, beside what it costs to read and compare them.
//!
//! `cargo bench --bench check` prints both on one thread, and the ratio; it has to stay below 1. On the left is all that
//! stands before any check: the config and every file read, articles, catalogs and locale files parsed, every segment
//! compared with its entry. On the right is the judgement: every check, the gate and the sorting of the findings. The
//! site is that of the other benches; three translations in a hundred have a slip, as real ones do.
//!
//! `TOLKA_BENCH_ARTICLES` sets another size. What a check costs alone includes what it shares with others.

// Another bench needs the rest.
#[allow(dead_code)]
mod site;

use std::fs;
use std::hint::black_box;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use tolka::check::facts::Facts;
use tolka::check::levels::{Level, Levels};
use tolka::check::{CHECKS, Look, judge};
use tolka::cli::load::Session;

use site::Site;
use site::words::{LOCALES, Seeded};

/// So many articles have 100,000 segments.
const N_ARTICLES: usize = 1_835;
/// How often; the best run counts.
const N_RUNS: usize = 5;

fn main() {
    rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build_global()
        .expect("nobody has asked for threads yet");
    let n_articles = match std::env::var_os("TOLKA_BENCH_ARTICLES") {
        Some(_) => site::sizes()[0],
        None => N_ARTICLES,
    };
    let folder = tempfile::tempdir().expect("a folder for the site");
    Site::new(n_articles)
        .write_translated(folder.path(), Path::new(env!("CARGO_BIN_EXE_tolka")))
        .expect("the site can be written");
    let mut seeded = Seeded(2014);
    for locale in LOCALES {
        spoil(&folder.path().join("locales").join(locale), &mut seeded).expect("it can be spoiled");
    }
    std::env::set_current_dir(folder.path()).expect("the folder is there");

    let open = || Session::open().expect("the site is a workspace");
    let read = best(|| {
        let session = open();
        black_box(session.workspace().expect("the site can be related"));
    });
    let session = open();
    let workspace = session.workspace().expect("the site can be related");
    let facts = Facts::default();
    let mut levels = Levels::default();
    levels.checks.insert("spelling".to_owned(), Level::Off);
    let n_findings = judge(&workspace, &facts, &levels).findings.len();
    let check = best(|| {
        black_box(judge(&workspace, &facts, &levels));
    });
    let articles = workspace.articles.iter();
    let n: usize = articles
        .map(|article| article.ids.len() * article.sides.len())
        .sum();
    println!(
        "{} segments, {n} translations, {n_findings} findings",
        n / LOCALES.len()
    );
    let line = |name: &str, time: Duration| {
        let each = millis(time) * 1000.0 / n as f64;
        println!("{name:24} {:8.1} ms  {each:6.2} µs each", millis(time));
    };
    line("read, parse and compare", read);
    line("check", check);
    println!("ratio {:.2}", millis(check) / millis(read));
    for only in CHECKS {
        if matches!(only.look, Look::Status(..)) {
            continue;
        }
        let mut own = levels.clone();
        for check in CHECKS {
            if check.id != only.id {
                own.checks.insert(check.id.to_owned(), Level::Off);
            }
        }
        let alone = best(|| {
            black_box(judge(&workspace, &facts, &own));
        });
        line(&format!("  {} alone", only.id), alone);
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

/// Makes slips in three of a hundred translations of a folder.
fn spoil(folder: &Path, seeded: &mut Seeded) -> io::Result<()> {
    let mut paths: Vec<_> = fs::read_dir(folder)?
        .map(|file| Ok(file?.path()))
        .collect::<io::Result<_>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            spoil(&path, seeded)?;
            continue;
        }
        let text = fs::read_to_string(&path)?;
        let lines = text.lines().map(|line| match line.strip_prefix("    ") {
            Some(value) if seeded.once_in(3) => format!("    {}\n", slip(value, seeded)),
            _ => format!("{line}\n"),
        });
        let spoiled: String = lines.collect();
        fs::write(path, spoiled)?;
    }
    Ok(())
}

/// Makes one of the slips that people make.
fn slip(value: &str, seeded: &mut Seeded) -> String {
    let middle = value.match_indices(' ').nth(2).map_or(0, |(at, _)| at);
    let (head, tail) = value.split_at(middle);
    match seeded.below(8) {
        0 => format!("{head} {tail}"),
        1 => format!("{head} 7{tail}"),
        2 => value.trim_end_matches('.').to_owned(),
        3 => value.replacen('`', "", 1),
        4 => format!("{head} ,{tail}"),
        5 => value.replacen("](", "](x", 1),
        6 => format!("{head} ({}", tail.trim_start()),
        _ => {
            let word = tail.split_whitespace().next().unwrap_or_default();
            format!("{head} {word}{tail}")
        }
    }
}
