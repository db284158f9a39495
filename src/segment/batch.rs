//! Batch: one paragraph of any language per line, answered with the byte ranges of its sentences.
//!
//! For programs that bring their own text and for measuring. It knows readers and writers, no files.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead, Write};
use std::sync::Arc;
use std::thread;

use serde::{Deserialize, Serialize};

use super::words::listed;
use super::{Rules, Words};

/// How many lines are held at once.
const N_LINES: usize = 4096;
/// How many bytes are held at once, give or take a line.
const N_BYTES: usize = 4 << 20;

/// Is a project's own words by language, as in `[segment.words.LANG]`.
pub type WordsByLanguage = BTreeMap<String, Words>;

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
/// Lines are split in parallel and answered in order; only a few megabytes of them are held at a time.
///
/// # Errors
/// Where reading or writing fails.
pub fn answer(
    mut input: impl BufRead,
    mut output: impl Write,
    words: &WordsByLanguage,
) -> io::Result<()> {
    let mut known = Known {
        words,
        rules: HashMap::new(),
    };
    loop {
        let lines = read_lines(&mut input)?;
        if lines.is_empty() {
            return output.flush();
        }
        let tasks: Vec<_> = lines
            .iter()
            .map(|line| serde_json::from_slice(line).map(|paragraph| known.task(paragraph)))
            .collect();
        for answers in answer_in_parallel(&tasks) {
            output.write_all(&answers)?;
        }
    }
}

/// Is a paragraph and the rules of its language, or why it cannot be read.
type Task = serde_json::Result<(Arc<Rules>, String)>;

/// Is the rules of the languages met so far.
struct Known<'k> {
    words: &'k WordsByLanguage,
    rules: HashMap<String, Arc<Rules>>,
}

impl Known<'_> {
    /// Adds its rules to a paragraph. Languages without words share one set, however many are named.
    fn task(&mut self, paragraph: Paragraph) -> (Arc<Rules>, String) {
        let Paragraph { lang, text } = paragraph;
        let subtag = lang.split('-').next().unwrap_or_default();
        let own = self
            .words
            .get_key_value(&lang)
            .or_else(|| self.words.get_key_value(subtag));
        let (key, words) = match own {
            Some((key, words)) => (key.as_str(), Some(words)),
            None => (listed(&lang).unwrap_or_default(), None),
        };
        if !self.rules.contains_key(key) {
            let rules = Rules::with_words(&lang, words);
            self.rules.insert(key.to_owned(), Arc::new(rules));
        }
        (Arc::clone(&self.rules[key]), text)
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

/// Answers in as many threads as there are cores and returns the answers in order.
fn answer_in_parallel(tasks: &[Task]) -> Vec<Vec<u8>> {
    let n_threads = thread::available_parallelism().map_or(1, usize::from);
    let n_each = tasks.len().div_ceil(n_threads).max(1);
    thread::scope(|scope| {
        let threads: Vec<_> = tasks
            .chunks(n_each)
            .map(|tasks| scope.spawn(move || answer_all(tasks)))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("splitting does not panic"))
            .collect()
    })
}

fn answer_all(tasks: &[Task]) -> Vec<u8> {
    let mut answers = Vec::new();
    for task in tasks {
        match task {
            Ok((rules, text)) => {
                let sentences = rules.sentences(text).into_iter();
                let ranges: Vec<[usize; 2]> =
                    sentences.map(|range| [range.start, range.end]).collect();
                write_json(&mut answers, &ranges);
            }
            Err(error) => write_json(
                &mut answers,
                &Unreadable {
                    error: error.to_string(),
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

#[cfg(test)]
mod tests {
    use super::{N_LINES, WordsByLanguage, answer};
    use crate::segment::Words;

    fn check(input: &str, expect: &str) {
        let mut output = Vec::new();
        answer(input.as_bytes(), &mut output, &WordsByLanguage::new())
            .expect("memory can be written");
        assert_eq!(
            String::from_utf8(output).expect("answers are JSON"),
            expect,
            "{input}"
        );
    }

    #[test]
    fn ranges_concatenate_to_the_text() {
        check(
            "{\"lang\":\"en\",\"text\":\"One. Two.\\n\"}\n{\"id\":7,\"lang\":\"ru\",\"text\":\"В 5 ч. мы ушли. Да\"}\n",
            "[[0,5],[5,10]]\n[[0,24],[24,28]]\n",
        );
    }

    #[test]
    fn empty_and_unreadable_lines_have_answers() {
        check(
            "{\"lang\":\"en\",\"text\":\"\"}\n{\"lang\":\"en\"}\n",
            "[]\n{\"error\":\"missing field `text` at line 1 column 13\"}\n",
        );
    }

    #[test]
    fn answers_keep_the_order_of_many_lines() {
        let n_lines = 2 * N_LINES + 1;
        let mut input = String::new();
        let mut expect = String::new();
        for n in 0..n_lines {
            input += &format!(
                "{{\"lang\":\"x{n}\",\"text\":\"{}\"}}\n",
                "a".repeat(1 + n % 7)
            );
            expect += &format!("[[0,{}]]\n", 1 + n % 7);
        }
        check(&input, &expect);
    }

    #[test]
    fn a_projects_words_count() {
        let words = Words {
            title: vec!["Zq".into()],
            ..Words::default()
        };
        let words = WordsByLanguage::from([("en".into(), words)]);
        let mut output = Vec::new();
        let input = "{\"lang\":\"en\",\"text\":\"See Zq. Smith.\"}";
        answer(input.as_bytes(), &mut output, &words).expect("memory can be written");
        assert_eq!(output, b"[[0,14]]\n");
    }
}
