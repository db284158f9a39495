//! Verify: whether articles go through tolka byte for byte.

use std::io::{self, Write};

use super::count;
use super::flow::{hang, line, piece};
use super::screen::{Ink, Screen, safe};
use crate::span::Position;

/// Is what was proved of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Its path.
    pub path: String,
    /// How many segments it has.
    pub n_segments: usize,
    /// How many bytes.
    pub n_bytes: usize,
    /// What does not hold; none where every byte comes through.
    pub problems: Vec<Problem>,
}

/// Is a law that does not hold of an article, or why it could not be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The law, by its name; `None` where the article could not be read.
    pub law: Option<&'static str>,
    /// From where the article comes out otherwise.
    pub position: Option<Position>,
    /// What was seen: a full sentence without its full stop.
    pub message: String,
}

/// Writes the proofs for people: what does not hold, then how much does.
pub fn text(out: &mut dyn Write, screen: &Screen, proofs: &[Proof]) -> io::Result<()> {
    let mut sorted: Vec<&Proof> = proofs.iter().collect();
    sorted.sort_by(|a, b| a.path.cmp(&b.path));
    for proof in &sorted {
        for problem in &proof.problems {
            write_problem(out, screen, &proof.path, problem)?;
        }
    }
    let all = format!(
        "{}, {}, {}",
        count(sorted.len(), "article"),
        count(sorted.iter().map(|proof| proof.n_segments).sum(), "segment"),
        count(sorted.iter().map(|proof| proof.n_bytes).sum(), "byte"),
    );
    let n_broken = sorted
        .iter()
        .filter(|proof| !proof.problems.is_empty())
        .count();
    let (label, text) = match n_broken {
        0 => (
            piece(Ink::Good, "pass"),
            format!("{all}: every byte comes through"),
        ),
        n => (
            piece(Ink::Error, "fail"),
            format!("{all}: {} would not come through", count(n, "article")),
        ),
    };
    let label = [label, piece(Ink::Plain, ": ")];
    hang(out, screen, &label, 0, &[piece(Ink::Plain, text)])
}

fn write_problem(
    out: &mut dyn Write,
    screen: &Screen,
    path: &str,
    problem: &Problem,
) -> io::Result<()> {
    let place = match problem.position {
        Some(Position { line, column }) => format!("{}:{line}:{column}", safe(path)),
        None => safe(path).into_owned(),
    };
    let label = problem
        .law
        .map_or_else(|| "error".to_owned(), |law| format!("error[{law}]"));
    let pieces = [
        piece(Ink::Path, place),
        piece(Ink::Plain, ": "),
        piece(Ink::Error, label),
        piece(Ink::Plain, " "),
        piece(Ink::Strong, safe(&problem.message)),
    ];
    line(out, screen, 4, &pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(proofs: &[Proof], expect: &str) {
        let mut out = Vec::new();
        text(&mut out, &Screen::default(), proofs).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expect);
    }

    fn whole(path: &str) -> Proof {
        Proof {
            path: path.to_owned(),
            n_segments: 2,
            n_bytes: 600,
            problems: Vec::new(),
        }
    }

    #[test]
    fn whole_articles_take_one_line() {
        check(
            &[whole("b.md"), whole("a.md")],
            "pass: 2 articles, 4 segments, 1,200 bytes: every byte comes through\n",
        );
    }

    #[test]
    fn a_broken_law_is_named_with_its_place() {
        let broken = Problem {
            law: Some("parts_concatenate_to_source"),
            position: Some(Position { line: 3, column: 1 }),
            message: "The parts leave out 2 bytes".to_owned(),
        };
        let unread = Problem {
            law: None,
            position: None,
            message: "it is not UTF-8".to_owned(),
        };
        let with = |path, problem| Proof {
            problems: vec![problem],
            ..whole(path)
        };
        check(
            &[with("b.md", unread), with("a.md", broken)],
            "a.md:3:1: error[parts_concatenate_to_source] The parts leave out 2 bytes\n\
             b.md: error it is not UTF-8\n\
             fail: 2 articles, 4 segments, 1,200 bytes: 2 articles would not come through\n",
        );
    }
}
