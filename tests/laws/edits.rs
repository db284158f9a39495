//! Edits: what authors do to an article, sentence by sentence.

use proptest::prelude::*;

use crate::texts;

/// An edit of an article: what happens to its sentences.
#[derive(Clone, Debug)]
pub enum Edit {
    Change(usize, usize, String),
    Insert(usize, usize, String),
    Delete(usize, usize),
    /// A sentence becomes two, at one of its words.
    Split(usize, usize, usize),
    /// Two sentences become one.
    Merge(usize, usize),
    SwapParagraphs(usize, usize),
    DeleteParagraph(usize),
}

pub fn edit() -> impl Strategy<Value = Edit> {
    let at = || 0..8usize;
    prop_oneof![
        (at(), at(), texts::sentence()).prop_map(|(p, s, text)| Edit::Change(p, s, text)),
        (at(), at(), texts::sentence()).prop_map(|(p, s, text)| Edit::Insert(p, s, text)),
        (at(), at()).prop_map(|(p, s)| Edit::Delete(p, s)),
        (at(), at(), at()).prop_map(|(p, s, word)| Edit::Split(p, s, word)),
        (at(), at()).prop_map(|(p, s)| Edit::Merge(p, s)),
        (at(), at()).prop_map(|(p, q)| Edit::SwapParagraphs(p, q)),
        at().prop_map(Edit::DeleteParagraph),
    ]
}

pub fn apply(paragraphs: &[Vec<String>], edits: &[Edit]) -> Vec<Vec<String>> {
    let mut now = paragraphs.to_vec();
    for edit in edits {
        if now.is_empty() {
            break;
        }
        let n = now.len();
        match edit.clone() {
            Edit::Change(p, s, text) => {
                let sentences = &mut now[p % n];
                let s = s % sentences.len();
                sentences[s] = text;
            }
            Edit::Insert(p, s, text) => {
                let sentences = &mut now[p % n];
                let s = s % (sentences.len() + 1);
                sentences.insert(s, text);
            }
            Edit::Delete(p, s) => {
                let sentences = &mut now[p % n];
                if 1 < sentences.len() {
                    sentences.remove(s % sentences.len());
                }
            }
            Edit::Split(p, s, word) => {
                let sentences = &mut now[p % n];
                let s = s % sentences.len();
                let gaps: Vec<usize> = sentences[s].match_indices(' ').map(|(at, _)| at).collect();
                let Some(at) = gaps.get(word % gaps.len().max(1)) else {
                    continue;
                };
                let behind = format!("Then{}", &sentences[s][*at..]);
                sentences[s].truncate(*at);
                sentences[s].push('.');
                sentences.insert(s + 1, behind);
            }
            Edit::Merge(p, s) => {
                let sentences = &mut now[p % n];
                let s = s % sentences.len();
                if s + 1 < sentences.len() {
                    let behind = sentences.remove(s + 1);
                    sentences[s].pop();
                    sentences[s].push_str(", and ");
                    sentences[s].push_str(&behind);
                }
            }
            Edit::SwapParagraphs(p, q) => now.swap(p % n, q % n),
            Edit::DeleteParagraph(p) => {
                now.remove(p % n);
            }
        }
    }
    now
}
