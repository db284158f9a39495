//! Alignment over a whole workspace: 1,000 and 10,000 generated articles, of whose sentences 5 in 100 were edited; some
//! articles have another path, and some paragraphs stand in another article.
//!
//! `cargo bench --bench align`. What is timed is `relate`: from parsed articles, catalogs and one locale's files to
//! units. The articles are generated from a seed and are the same in every run.

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use tolka::change::Policy;
use tolka::document::{Document, Format, Settings, Unit};
use tolka::fluent::file::Text;
use tolka::locale::Locale;
use tolka::relate::{Desk, Rest, Side, Source, relate};
use tolka::segment::Rules;

/// How often; the best run counts.
const N_RUNS: usize = 3;
/// Paragraphs of an article, and sentences of a paragraph.
const N_PARAGRAPHS: usize = 10;
const N_SENTENCES: usize = 3;
/// Words that sentences are made of; as in prose, the first ones are frequent.
const N_WORDS: u64 = 20_000;

fn main() {
    let small = measure(1_000);
    let large = measure(10_000);
    println!(
        "growth     {:7.2} times for 10 times the articles",
        large / small
    );
}

/// Measures a workspace of `n` articles; returns the seconds of the fastest run.
fn measure(n: usize) -> f64 {
    let world = World::new(n);
    let mut n_moved = 0;
    let runs = (0..N_RUNS).map(|_| {
        let (seconds, moved) = world.relate();
        n_moved = moved;
        seconds
    });
    let best = runs.fold(f64::INFINITY, f64::min);
    println!(
        "{n:6} articles, {} segments, {n_moved} moved in: {best:7.2} s",
        n * N_PARAGRAPHS * N_SENTENCES
    );
    best
}

/// Makes numbers from a seed (SplitMix64).
struct Seeded(u64);

impl Seeded {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn word(&mut self) -> String {
        let bound = 1 + self.below(N_WORDS);
        format!("w{}", self.below(bound))
    }

    fn sentence(&mut self) -> String {
        let n = 8 + self.below(12);
        let words: Vec<String> = (0..n).map(|_| self.word()).collect();
        format!("The {}.", words.join(" "))
    }
}

type Article = Vec<Vec<String>>;

/// Is a workspace before an alignment: paths with today's text, and with what is remembered of them.
struct World {
    settings: Settings,
    locale: Locale,
    articles: Vec<(String, String, Option<usize>)>,
    /// Path of the article, its catalog, its locale file.
    files: Vec<(String, Text, Text)>,
    gone: Vec<usize>,
}

impl World {
    fn new(n: usize) -> Self {
        let mut seeded = Seeded(2015);
        let before: Vec<Article> = (0..n)
            .map(|_| {
                let paragraph =
                    |seeded: &mut Seeded| (0..N_SENTENCES).map(|_| seeded.sentence()).collect();
                (0..N_PARAGRAPHS).map(|_| paragraph(&mut seeded)).collect()
            })
            .collect();
        let files = before.iter().enumerate().map(|(idx, article)| {
            let path = format!("source/{idx:05}.md");
            let (catalog, locale) = remembered(&path, article);
            (path, catalog, locale)
        });
        let files: Vec<_> = files.collect();
        let mut now = before;
        for sentence in now.iter_mut().flatten().flatten() {
            if seeded.below(100) < 5 {
                *sentence = sentence.replacen(' ', &format!(" {} ", seeded.word()), 1);
            }
        }
        for idx in 0..n {
            if seeded.below(100) < 2 {
                let moved = now[idx].pop().expect("an article has paragraphs");
                let to = seeded.below(n as u64) as usize;
                now[to].push(moved);
            }
        }
        let mut articles = Vec::with_capacity(n);
        let mut gone = Vec::new();
        for (idx, article) in now.iter().enumerate() {
            let paragraphs: Vec<String> = article
                .iter()
                .map(|sentences| sentences.join(" "))
                .collect();
            let text = paragraphs.join("\n\n") + "\n";
            if seeded.below(100) < 1 {
                gone.push(idx);
                articles.push((format!("source/{idx:05}-new.md"), text, None));
            } else {
                articles.push((files[idx].0.clone(), text, Some(idx)));
            }
        }
        let settings = Settings {
            unit: Unit::Sentence,
            front_matter: Vec::new(),
            protect: Vec::new(),
            rules: Rules::new("en"),
        };
        World {
            settings,
            locale: "es".parse().expect("a tag"),
            articles,
            files,
            gone,
        }
    }

    /// Relates it; returns the seconds that takes, and how many entries came from other articles.
    fn relate(&self) -> (f64, usize) {
        let side = |path: &str, file: Option<usize>| Side {
            locale: &self.locale,
            path: path
                .replace("source/", "locales/es/")
                .replace(".md", ".ftl"),
            text: file.map(|file| &self.files[file].2),
            trouble: None,
            policy: Policy::default(),
            terms: &[],
            parent: None,
            is_overlay: false,
            sentences: None,
        };
        let sources = self.articles.iter().map(|(path, text, file)| {
            let (document, errors) = Document::parse(text, Format::Markdown, &self.settings);
            Source {
                path,
                document,
                errors,
                catalog: file.map(|file| &self.files[file].1),
                sides: vec![side(path, *file)],
            }
        });
        let sources: Vec<_> = sources.collect();
        let rests = self.gone.iter().map(|file| {
            let (path, catalog, _) = &self.files[*file];
            let catalog_path = path
                .replace("source/", "locales/en/")
                .replace(".md", ".ftl");
            Rest {
                path,
                catalog: Some((catalog_path, Some(catalog))),
                sides: vec![side(path, Some(*file))],
            }
        });
        let rests: Vec<_> = rests.collect();
        let settings = tolka::relate::Settings {
            source: "source",
            protect: &[],
            spelling: None,
        };
        let desk = Desk::default();
        let start = Instant::now();
        let (articles, gone) = relate(sources, rests, settings, &desk);
        let seconds = start.elapsed().as_secs_f64();
        let sides = articles.iter().flat_map(|article| &article.sides);
        let n_moved = sides.map(|side| side.passage.arrivals.len()).sum();
        black_box((articles, gone));
        (seconds, n_moved)
    }
}

/// Writes the catalog and the translated locale file of an article.
fn remembered(path: &str, article: &Article) -> (Text, Text) {
    let mut catalog = format!("### {path}\n\n");
    let mut locale = catalog.clone();
    let mut n = 0;
    for sentences in article {
        for (idx, sentence) in sentences.iter().enumerate() {
            let context = if idx == 0 {
                "# @context paragraph\n"
            } else {
                ""
            };
            n += 1;
            write!(catalog, "{context}s-{n} =\n    {sentence}\n\n").expect("a string grows");
            write!(
                locale,
                "{context}# @source {sentence}\ns-{n} =\n    {sentence}\n\n"
            )
            .expect("a string grows");
        }
    }
    catalog.push_str("### end\n");
    locale.push_str("### end\n");
    (Text::new(catalog), Text::new(locale))
}
