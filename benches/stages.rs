//! Each stage on its own, on the generated site: `cargo bench --bench stages`, or `-- markdown` for one of them.
//!
//! What has bytes is given in bytes per second, what has items in items per second. Sites have 1,000 articles, or as many
//! as `TOLKA_BENCH_ARTICLES` says; with `1000,10000` the alignment is measured with both.

// A bench needs one half of it, another one the other.
#[allow(dead_code)]
mod site;

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{
    BatchSize, BenchmarkGroup, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main,
};
use tolka::assemble::{Fallback, Style, assemble, choose};
use tolka::change::Policy;
use tolka::check;
use tolka::check::facts::Facts;
use tolka::check::levels::Levels;
use tolka::cli::load::Session;
use tolka::compare::compare;
use tolka::diff;
use tolka::document::{Document, Format};
use tolka::fluent::file::Text;
use tolka::project::{read, walk, write};
use tolka::segment::Rules;
use tolka::translation::Translation;

use site::Site;

criterion_group! {
    name = stages;
    config = Criterion::default().sample_size(10).warm_up_time(Duration::from_secs(1));
    targets = files, texts, sentences, relations, alignment
}
criterion_main!(stages);

type Group<'c> = BenchmarkGroup<'c, criterion::measurement::WallTime>;

/// Writes the site in a folder and goes there: the library looks for the workspace around it.
fn workspace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the site");
    Site::new(site::sizes()[0])
        .write_translated(folder.path(), Path::new(env!("CARGO_BIN_EXE_tolka")))
        .expect("the site can be written");
    std::env::set_current_dir(folder.path()).expect("the folder is there");
    folder
}

fn session() -> Session {
    Session::open().expect("the site is a workspace")
}

/// Relates the site; its texts are read already.
fn related(session: &Session) -> usize {
    let workspace = session.workspace().expect("the site can be related");
    workspace.articles.len()
}

/// Measures what takes and gives files: walk, read, write.
fn files(criterion: &mut Criterion) {
    let folder = workspace();
    let session = session();
    let project = &session.project;
    let mut group = criterion.benchmark_group("files");
    group.throughput(Throughput::Elements(session.files.articles.len() as u64));
    group.bench_function("walk", |bencher| bencher.iter(|| walk::articles(project)));
    let mut texts = Vec::new();
    for article in &session.files.articles {
        texts.push(article.text.as_str());
        let locales = article.locales.iter().flatten().chain([&article.catalog]);
        texts.extend(locales.filter_map(|found| Some(found.as_ref().ok()?.as_ref()?.raw.as_str())));
    }
    group.throughput(bytes(&texts));
    group.bench_function("read", |bencher| bencher.iter(|| read::files(project)));
    let out = folder.path().join("written");
    write::folder(&out).expect("a folder can be made");
    group.bench_function("write", |bencher| {
        bencher.iter(|| {
            for (idx, text) in texts.iter().enumerate() {
                write::plain(&out.join(idx.to_string()), text).expect("a file can be written");
            }
        });
    });
}

/// Measures what reads one text: Markdown, HTML, Fluent, and words that are compared.
fn texts(criterion: &mut Criterion) {
    let _folder = workspace();
    let session = session();
    let settings = session.settings();
    let mut group = criterion.benchmark_group("texts");
    let markdown: Vec<&str> = session
        .files
        .articles
        .iter()
        .map(|article| article.text.as_str())
        .collect();
    parse(&mut group, "markdown", &markdown, |text| {
        Document::parse(text, Format::Markdown, settings)
            .0
            .segments
            .len()
    });
    let html: Vec<String> = Site::new(site::sizes()[0])
        .articles
        .iter()
        .map(site::Article::html)
        .collect();
    let html: Vec<&str> = html.iter().map(String::as_str).collect();
    parse(&mut group, "html", &html, |text| {
        Document::parse(text, Format::Html, settings)
            .0
            .segments
            .len()
    });
    let locales = session
        .files
        .articles
        .iter()
        .flat_map(|article| article.locales.iter().flatten());
    let locales = locales.filter_map(|found| Some(found.as_ref().ok()?.as_ref()?.raw.as_str()));
    let locales: Vec<&str> = locales.collect();
    parse(&mut group, "fluent", &locales, |raw| {
        Translation::read(&Text::new(raw.to_owned()))
            .0
            .entries
            .len()
    });
    let mut edited = Site::new(site::sizes()[0]);
    edited.edit(5);
    let after: Vec<String> = edited
        .articles
        .iter()
        .map(site::Article::markdown)
        .collect();
    let pairs = markdown.iter().zip(&after);
    let lines = pairs
        .flat_map(|(old, new)| old.lines().zip(new.lines()))
        .filter(|(old, new)| old != new);
    let lines: Vec<(&str, &str)> = lines.collect();
    group.throughput(Throughput::Elements(lines.len() as u64));
    group.bench_function("word-diff", |bencher| {
        bencher.iter(|| {
            lines
                .iter()
                .map(|(old, new)| diff::words(old, new).len())
                .sum::<usize>()
        });
    });
}

fn parse(group: &mut Group<'_>, name: &str, texts: &[&str], parse: impl Fn(&str) -> usize) {
    group.throughput(bytes(texts));
    group.bench_function(name, |bencher| {
        bencher.iter(|| texts.iter().map(|text| parse(text)).sum::<usize>());
    });
}

fn bytes(texts: &[&str]) -> Throughput {
    Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum())
}

/// Paragraphs with what makes splitting slow: abbreviations, initials, numbers, quotations.
const PARAGRAPHS: &[(&str, &str)] = &[
    (
        "en",
        "The ministry said on Tuesday that Lt. Gen. A. B. Moreno would visit the U.S. in Sept. before the talks. \
         “We have waited long enough,” he told reporters. “Nobody gains from another winter of delays.” Prices rose \
         by 3.4% to $12.50 a barrel, e.g. in the northern ports, and fell again at 5 p.m. Friday. Who pays for it? \
         The report (see p. 14) does not say.",
    ),
    (
        "en",
        "A crate is the smallest amount of code that the compiler considers at a time, and most programs need more \
         than one of them. Run the command again with the flag set, and the output changes: the second line now \
         names the file. That is all there is to it.",
    ),
    (
        "es",
        "El ministro viajó a EE. UU. el pasado mes de mayo. ¿Quién lo recibió? La Sra. Gómez, que dirige la oficina \
         desde 2009, dijo que la reunión duró tres horas, etc. «No hubo acuerdo», añadió.",
    ),
    (
        "ru",
        "В 2014 г. завод выпустил 3,5 тыс. машин, т. е. вдвое больше, чем годом ранее. «Мы не ждали такого», — сказал \
         директор А. С. Петров. Кто будет следующим? Ответа пока нет.",
    ),
    (
        "sv",
        "Mötet börjar kl. 9.30 och väntas ta ca två timmar, bl.a. därför att frågan är svår. Dr. A. Lind talar först. \
         Vem som talar sedan är inte bestämt.",
    ),
];

/// Measures the splitter beside the `sentencex` crate on the same text; ours has to be faster.
fn sentences(criterion: &mut Criterion) {
    let texts: Vec<(&str, String)> = PARAGRAPHS
        .iter()
        .map(|(language, paragraph)| (*language, [*paragraph; 200].join(" ")))
        .collect();
    let rules: Vec<Rules> = texts
        .iter()
        .map(|(language, _)| Rules::new(language))
        .collect();
    let mut group = criterion.benchmark_group("sentences");
    let all: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
    group.throughput(bytes(&all));
    group.bench_function("tolka", |bencher| {
        bencher.iter(|| {
            let texts = texts.iter().zip(&rules);
            texts
                .map(|((_, text), rules)| rules.boundaries(text).len())
                .sum::<usize>()
        });
    });
    group.bench_function("sentencex", |bencher| {
        bencher.iter(|| {
            let texts = texts.iter();
            texts
                .map(|(language, text)| sentencex::segment(language, text).len())
                .sum::<usize>()
        });
    });
}

/// Measures what relates texts: comparing, checking, planning, assembling.
fn relations(criterion: &mut Criterion) {
    let _folder = workspace();
    let session = session();
    let workspace = session.workspace().expect("the site can be related");
    let mut group = criterion.benchmark_group("relations");
    let n_units: usize = workspace
        .articles
        .iter()
        .map(|article| article.ids.len() * article.sides.len())
        .sum();
    group.throughput(Throughput::Elements(n_units as u64));
    group.bench_function("relate", |bencher| {
        bencher.iter_batched(
            self::session,
            |session| related(&session),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("compare", |bencher| {
        bencher.iter(|| {
            for article in &workspace.articles {
                let rows = article.rows();
                let edits = session.edits(Format::Markdown);
                for side in &article.sides {
                    black_box(compare(
                        &rows,
                        side.translation.as_ref(),
                        Policy::default(),
                        &edits,
                    ));
                }
            }
        });
    });
    group.bench_function("checks", |bencher| {
        bencher.iter(|| check::judge(&workspace, &Facts::default(), &Levels::default()));
    });
    group.bench_function("plan", |bencher| bencher.iter(|| session.plan(&workspace)));
    group.bench_function("assemble", |bencher| {
        bencher.iter(|| {
            for article in &workspace.articles {
                for side in &article.sides {
                    let choices = choose(article, side, Fallback::default());
                    black_box(assemble(&article.document, &choices, Style::default()));
                }
            }
        });
    });
}

/// Measures the alignment: all articles with what their catalogs remember, 5 of 100 sentences edited and one article
/// in 100 renamed. Its time has to grow with the articles, not faster.
fn alignment(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("align");
    for n in &site::sizes() {
        let folder = tempfile::tempdir().expect("a folder for the site");
        let tolka = Path::new(env!("CARGO_BIN_EXE_tolka"));
        let mut site = Site::new(*n);
        site.write_translated(folder.path(), tolka)
            .expect("the site can be written");
        site.edit(5);
        for article in site.articles.iter_mut().step_by(100) {
            let old = folder.path().join("source").join(&article.path);
            article.path = article.path.replace(".md", "-new.md");
            std::fs::remove_file(old).expect("the article is there");
        }
        site.write(folder.path()).expect("the site can be written");
        std::env::set_current_dir(folder.path()).expect("the folder is there");
        group.throughput(Throughput::Elements(*n as u64));
        group.bench_function(BenchmarkId::from_parameter(n), |bencher| {
            bencher.iter_batched(
                session,
                |session| related(&session),
                BatchSize::PerIteration,
            );
        });
    }
}
