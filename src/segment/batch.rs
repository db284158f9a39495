//! Batch: one paragraph of any language per line, answered with the byte ranges of its sentences.
//!
//! For programs that bring their own text and for measuring. It knows readers and writers, no files.

use std::collections::HashMap;
use std::io::{self, BufRead, Write};
use std::sync::Arc;
use std::thread;

use serde::{Deserialize, Serialize};

use super::{Rules, Words};

/// How many lines are held at once.
const N_LINES: usize = 4096;
/// How many bytes are held at once, give or take a line.
const N_BYTES: usize = 4 << 20;

/// Is a project's own words per language, as in `[segment.words.LANG]`.
pub type WordsOf<'w> = dyn Fn(&str) -> Option<&'w Words> + 'w;

#[derive(Deserialize)]
struct Paragraph {
    #[serde(default)]
    lang: String,
    text: String,
}

#[derive(Serialize)]
struct Unreadable {
    error: String,
}

/// Answers every line of `input`, `{"lang":"ru","text":"…"}`, with a line of `[start,end]` byte ranges that
/// concatenate to the text, or with `{"error":"…"}` where the line cannot be read.
///
/// Lines are split in parallel and answered in order.
///
/// # Errors
/// Where reading or writing fails.
pub fn answer(
    mut input: impl BufRead,
    mut output: impl Write,
    words: &WordsOf<'_>,
) -> io::Result<()> {
    let mut all_rules: HashMap<String, Arc<Rules>> = HashMap::new();
    loop {
        let lines = read_lines(&mut input)?;
        if lines.is_empty() {
            return output.flush();
        }
        let paragraphs: Vec<_> = lines.iter().map(|line| read_paragraph(line)).collect();
        for paragraph in paragraphs.iter().flatten() {
            if !all_rules.contains_key(&paragraph.lang) {
                let rules = Rules::with_words(&paragraph.lang, words(&paragraph.lang));
                all_rules.insert(paragraph.lang.clone(), Arc::new(rules));
            }
        }
        for answers in split(&paragraphs, &all_rules) {
            output.write_all(&answers)?;
        }
    }
}

/// Reads lines until enough are held; none at the end.
fn read_lines(input: &mut impl BufRead) -> io::Result<Vec<Vec<u8>>> {
    let mut lines = Vec::new();
    let mut n_bytes = 0;
    while lines.len() < N_LINES && n_bytes < N_BYTES {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        n_bytes += line.len();
        lines.push(line);
    }
    Ok(lines)
}

fn read_paragraph(line: &[u8]) -> Result<Paragraph, String> {
    serde_json::from_slice(line).map_err(|error| error.to_string())
}

/// Splits the paragraphs in as many threads as there are cores and returns their answers in order.
fn split(
    paragraphs: &[Result<Paragraph, String>],
    all_rules: &HashMap<String, Arc<Rules>>,
) -> Vec<Vec<u8>> {
    let n_threads = thread::available_parallelism().map_or(1, usize::from);
    let n_each = paragraphs.len().div_ceil(n_threads).max(1);
    thread::scope(|scope| {
        let chunks: Vec<_> = paragraphs
            .chunks(n_each)
            .map(|chunk| scope.spawn(move || answer_all(chunk, all_rules)))
            .collect();
        chunks
            .into_iter()
            .map(|chunk| {
                chunk
                    .join()
                    .expect("a thread that splits text does not panic")
            })
            .collect()
    })
}

fn answer_all(
    paragraphs: &[Result<Paragraph, String>],
    all_rules: &HashMap<String, Arc<Rules>>,
) -> Vec<u8> {
    let mut answers = Vec::new();
    for paragraph in paragraphs {
        match paragraph {
            Ok(paragraph) => {
                let sentences = all_rules[&paragraph.lang].sentences(&paragraph.text);
                let ranges: Vec<[usize; 2]> = sentences
                    .iter()
                    .map(|range| [range.start, range.end])
                    .collect();
                write_json(&mut answers, &ranges);
            }
            Err(error) => write_json(
                &mut answers,
                &Unreadable {
                    error: error.clone(),
                },
            ),
        }
        answers.push(b'\n');
    }
    answers
}

fn write_json(answers: &mut Vec<u8>, value: &impl Serialize) {
    serde_json::to_writer(answers, value).expect("numbers and strings are JSON");
}
