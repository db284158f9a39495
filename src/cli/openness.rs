//! Openness: how many articles are open, while a workspace is looked at part by part. Separate because all threads count.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::relate::Ties;

/// How many articles have to be open, and more than half of those that were looked at, before all are related
/// together: parts would save little then, and cost a second reading.
const N_OPEN: usize = 32;

/// Counts the articles that were looked at, and those that are open.
#[derive(Debug, Default)]
pub struct Openness {
    n_seen: AtomicUsize,
    n_open: AtomicUsize,
    /// Whether something may stand elsewhere.
    is_given: AtomicBool,
}

impl Openness {
    /// Begins to count; `is_given` where it is known from the start that something may stand elsewhere.
    pub fn new(is_given: bool) -> Self {
        Openness {
            is_given: AtomicBool::new(is_given),
            ..Openness::default()
        }
    }

    /// Adds some articles by their ties.
    pub fn add(&self, ties: &[Ties]) {
        let n_open = ties.iter().filter(|ties| ties.is_open()).count();
        self.n_seen.fetch_add(ties.len(), Ordering::Relaxed);
        self.n_open.fetch_add(n_open, Ordering::Relaxed);
        if ties.iter().any(Ties::gives) {
            self.is_given.store(true, Ordering::Relaxed);
        }
    }

    /// Tells whether something may stand elsewhere, as far as is known.
    pub fn is_given(&self) -> bool {
        self.is_given.load(Ordering::Relaxed)
    }

    /// Tells whether it is time to relate all articles together. Threads may differ about when, which changes nothing
    /// that is seen: what has no ties is related among all others as it is by itself.
    pub fn is_too_open(&self) -> bool {
        let n_open = self.n_open.load(Ordering::Relaxed);
        self.is_given() && N_OPEN <= n_open && self.n_seen.load(Ordering::Relaxed) < 2 * n_open
    }
}
