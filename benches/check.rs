//! All checks (spelling apart) over 100,000 segments in three locales, beside what it costs to read and compare them.
//!
//! `cargo bench --bench check` runs the program on one thread: `status` reads, parses and compares everything, `check` does
//! that and runs every check on it. So the checks cost what `check` takes longer, findings, gate and report included. They
//! have to cost less than `status` on a site whose translations are in order. A second site has a slip in three
//! translations of a hundred: there it is the findings that cost.
//!
//! Last comes what each check costs alone on the site with slips, held in memory as a whole; it includes what the check
//! shares with others. `TOLKA_BENCH_ARTICLES` sets another size.

// Another bench needs the rest.
#[allow(dead_code)]
mod site;

use std::fs;
use std::hint::black_box;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tolka::check::facts::Facts;
use tolka::check::levels::{Level, Levels};
use tolka::check::{CHECKS, Look, judge};
use tolka::cli::load::Session;

use site::Site;
use site::words::{LOCALES, Seeded};

// The program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// So many articles have 100,000 segments.
const N_ARTICLES: usize = 1_835;
/// How often; the best run counts.
const N_RUNS: usize = 7;

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
    std::env::set_current_dir(folder.path()).expect("the folder is there");
    compare("in order");
    let mut seeded = Seeded(2014);
    for locale in LOCALES {
        spoil(&folder.path().join("locales").join(locale), &mut seeded).expect("it can be spoiled");
    }
    compare("with slips in 3 of 100");

    let session = Session::open().expect("the site is a workspace");
    let workspace = session.workspace().expect("the site can be related");
    let articles = workspace.articles.iter();
    let n = articles
        .map(|article| article.ids.len() * article.sides.len())
        .sum();
    println!(
        "{} segments, {n} translations; each check alone, in memory:",
        n / LOCALES.len()
    );
    let facts = Facts::default();
    let mut levels = Levels::default();
    levels.checks.insert("spelling".to_owned(), Level::Off);
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
        line(only.id, alone, n);
    }
}

/// Prints what reading and comparing costs, and what the checks cost beyond that.
fn compare(name: &str) {
    let [status, check] = ["status", "check"].map(|command| {
        best(|| {
            let mut tolka = Command::new(env!("CARGO_BIN_EXE_tolka"));
            let tolka = tolka.arg(command).env("RAYON_NUM_THREADS", "1");
            let tolka = tolka.stdout(Stdio::null()).stderr(Stdio::null());
            // 1 is an answer.
            let code = tolka.status().expect("the program runs").code();
            assert!(matches!(code, Some(0 | 1)), "{command}: {code:?}");
        })
    });
    let checks = check.saturating_sub(status);
    println!(
        "{name}: status {:.0} ms, check {:.0} ms, so the checks cost {:.2} times what stands before them",
        millis(status),
        millis(check),
        millis(checks) / millis(status)
    );
}

fn line(name: &str, time: Duration, n: usize) {
    let each = millis(time) * 1000.0 / n as f64;
    println!("  {name:24} {:8.1} ms  {each:6.2} µs each", millis(time));
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
