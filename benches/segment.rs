//! The splitter beside the `sentencex` crate on the same text, one core each.
//!
//! `cargo bench --bench segment` prints megabytes per second and the ratio; it has to stay above 1.

use std::hint::black_box;
use std::time::Instant;

use tolka::segment::Rules;

/// Paragraphs of our own, with what makes splitting slow: abbreviations, initials, numbers, quotations.
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

/// How much text is split.
const N_BYTES: usize = 20_000_000;
/// How often; the best run counts.
const N_RUNS: usize = 5;

fn main() {
    let texts: Vec<(&str, String)> = texts();
    let n_bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();
    let rules: Vec<(&str, Rules)> = ["en", "es", "ru", "sv"]
        .map(|language| (language, Rules::new(language)))
        .into();
    let of = |language: &str| {
        &rules
            .iter()
            .find(|(one, _)| *one == language)
            .expect("listed above")
            .1
    };
    let ours = best(|| {
        texts
            .iter()
            .map(|(language, text)| of(language).boundaries(text).len())
            .sum()
    });
    let theirs = best(|| {
        texts
            .iter()
            .map(|(language, text)| sentencex::segment(language, text).len())
            .sum()
    });
    let speed = |seconds: f64| n_bytes as f64 / 1e6 / seconds;
    println!("tolka      {:7.1} MB/s", speed(ours));
    println!("sentencex  {:7.1} MB/s", speed(theirs));
    println!("ratio      {:7.2}", theirs / ours);
}

/// Writes paragraphs of a few kilobytes until there is enough text.
fn texts() -> Vec<(&'static str, String)> {
    let mut texts = Vec::new();
    let mut n_bytes = 0;
    for (language, paragraph) in PARAGRAPHS.iter().cycle() {
        if N_BYTES <= n_bytes {
            break;
        }
        let text = [*paragraph; 8].join(" ");
        n_bytes += text.len();
        texts.push((*language, text));
    }
    texts
}

/// Returns the seconds of the fastest run.
fn best(split: impl Fn() -> usize) -> f64 {
    (0..N_RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(split());
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min)
}
