//! Boundary: text whose sentence boundaries moved, so that one segment became several, or several one.
//!
//! Where the text itself stayed (other rules, another unit), it is found by its letters; where it was edited too,
//! by the words that an edited segment lacks and its neighbour has. A new sentence beside an edited one brings
//! words of its own and is no part of anything.

use std::collections::HashMap;
use std::ops::Range;

use super::words::common;
use super::{Origin, Place};

/// How many letters two texts have to begin with alike before they are compared.
const KEY: usize = 12;
/// How many remembered texts with the same beginning are tried.
const N_TRIED: usize = 8;
/// The least likeness of what was split to all its parts together.
const WHOLE: f64 = 0.55;
/// From this likeness on a sentence is edited, whatever a few words became that stand before it now.
const NEARLY_ALL: f64 = 0.9;

/// Is a stretch of text whose boundaries moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The remembered segments.
    pub olds: Range<usize>,
    /// Today's segments.
    pub news: Range<usize>,
}

/// Lists the stretches that `origins` tell of, in the order of today's segments.
pub fn stretches(origins: &[Origin]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for (new, origin) in origins.iter().enumerate() {
        match *origin {
            Origin::Merged { old, n, .. } => stretches.push(Stretch {
                olds: old..old + n,
                news: new..new + 1,
            }),
            Origin::Split {
                old, n, part: 0, ..
            } => stretches.push(Stretch {
                olds: old..old + n,
                news: new..new + 1,
            }),
            Origin::Split { .. } => {
                let last = stretches
                    .last_mut()
                    .expect("a first part comes before others");
                last.news.end = new + 1;
            }
            _ => {}
        }
    }
    stretches
}

/// Finds text that stayed while its boundaries moved, among what is left on both sides.
pub fn regroup(old: &[Place<'_>], new: &[Place<'_>], origins: &mut [Origin], taken: &mut [bool]) {
    if taken.iter().all(|taken| *taken) || origins.iter().all(|origin| !origin.is_new()) {
        return;
    }
    let letters = |places: &[Place<'_>], is_left: &dyn Fn(usize) -> bool| -> Vec<String> {
        let places = places.iter().enumerate();
        places
            .map(|(idx, place)| match is_left(idx) {
                true => place.text.split_whitespace().collect(),
                false => String::new(),
            })
            .collect()
    };
    let olds = letters(old, &|idx| !taken[idx]);
    let news = letters(new, &|idx| origins[idx].is_new());
    let mut begin: HashMap<Vec<u8>, Vec<usize>> = HashMap::new();
    for idx in (0..olds.len()).filter(|idx| !olds[*idx].is_empty()) {
        begin.entry(key(&olds, idx)).or_default().push(idx);
    }
    let mut new_idx = 0;
    while new_idx < news.len() {
        let begins = match news[new_idx].is_empty() {
            true => None,
            false => begin.get(&key(&news, new_idx)),
        };
        let free = begins.into_iter().flatten().filter(|old| !taken[**old]);
        let found = free.take(N_TRIED).find_map(|old_idx| {
            let (n, m) = same_letters(&olds[*old_idx..], &news[new_idx..])?;
            let is_free = (*old_idx..old_idx + n).all(|old| !taken[old]);
            (is_free && (n, m) != (1, 1)).then_some((*old_idx, n, m))
        });
        let Some((old_idx, n, m)) = found else {
            new_idx += 1;
            continue;
        };
        taken[old_idx..old_idx + n].fill(true);
        let stretch = Stretch {
            olds: old_idx..old_idx + n,
            news: new_idx..new_idx + m,
        };
        stretch.tell(1.0, origins);
        new_idx += m;
    }
}

impl Stretch {
    fn tell(&self, score: f64, origins: &mut [Origin]) {
        let (old, n) = (self.olds.start, self.olds.len());
        if self.news.len() == 1 {
            origins[self.news.start] = Origin::Merged { old, n, score };
            return;
        }
        for (part, new) in self.news.clone().enumerate() {
            origins[new] = Origin::Split {
                old,
                n,
                part,
                score,
            };
        }
    }
}

/// Returns the letters that a text and what follows it begin with.
fn key(letters: &[String], idx: usize) -> Vec<u8> {
    let all = letters[idx..].iter().take_while(|text| !text.is_empty());
    all.flat_map(|text| text.bytes()).take(KEY).collect()
}

/// Returns how many of `olds` have the letters of how many of `news`, the fewest that end together.
fn same_letters(olds: &[String], news: &[String]) -> Option<(usize, usize)> {
    let (mut n, mut m) = (1, 1);
    let (mut a, mut b) = (olds[0].as_bytes(), news[0].as_bytes());
    loop {
        let len = a.len().min(b.len());
        if a[..len] != b[..len] {
            return None;
        }
        (a, b) = (&a[len..], &b[len..]);
        if a.is_empty() && b.is_empty() {
            return Some((n, m));
        }
        if a.is_empty() {
            a = olds.get(n).filter(|text| !text.is_empty())?.as_bytes();
            n += 1;
        } else {
            b = news.get(m).filter(|text| !text.is_empty())?.as_bytes();
            m += 1;
        }
    }
}

/// Is the words of both sides, of those segments that equal text has left.
pub struct Words<'w> {
    /// Those of the remembered segments.
    pub old: &'w [Vec<u32>],
    /// Those of today's.
    pub new: &'w [Vec<u32>],
    /// Tells whether a word is more than an article or a preposition.
    pub is_long: &'w dyn Fn(u32) -> bool,
}

/// Finds the neighbours of edited segments that hold what those lack.
///
/// Parts are looked for in one block only: the places say where blocks begin.
pub fn split_and_merge(
    old: &[Place<'_>],
    new: &[Place<'_>],
    words: &Words<'_>,
    origins: &mut [Origin],
    taken: &mut [bool],
) {
    for idx in 0..new.len() {
        let Origin::Edited { old: of, score } = origins[idx] else {
            continue;
        };
        let news = grow(
            idx,
            &words.old[of],
            words.new,
            words.is_long,
            |next, behind| {
                let may_lead = idx < next || score < NEARLY_ALL;
                may_lead && origins[next].is_new() && new[behind].context.is_none()
            },
        );
        if 1 < news.len() {
            let score = whole(&words.old[of], &words.new[news.clone()]);
            if WHOLE <= score {
                let olds = of..of + 1;
                Stretch { olds, news }.tell(score, origins);
                continue;
            }
        }
        let olds = grow(
            of,
            &words.new[idx],
            words.old,
            words.is_long,
            |next, behind| !taken[next] && old[behind].context.is_none(),
        );
        if 1 < olds.len() {
            let score = whole(&words.new[idx], &words.old[olds.clone()]);
            if WHOLE <= score {
                taken[olds.clone()].fill(true);
                let news = idx..idx + 1;
                Stretch { olds, news }.tell(score, origins);
            }
        }
    }
}

/// Returns the stretch around `idx` whose texts together hold more and more of `of`; `is_free` is asked of a
/// neighbour, and of the later one of it and the stretch it would be added to.
fn grow(
    idx: usize,
    of: &[u32],
    texts: &[Vec<u32>],
    is_long: &dyn Fn(u32) -> bool,
    is_free: impl Fn(usize, usize) -> bool,
) -> Range<usize> {
    let mut stretch = idx..idx + 1;
    while stretch.end < texts.len()
        && is_free(stretch.end, stretch.end)
        && holds_the_rest(
            of,
            &texts[stretch.clone()],
            &[],
            &texts[stretch.end],
            is_long,
        )
    {
        stretch.end += 1;
    }
    while let Some(before) = stretch.start.checked_sub(1)
        && is_free(before, stretch.start)
        && holds_the_rest(of, &[], &texts[stretch.clone()], &texts[before], is_long)
    {
        stretch.start = before;
    }
    stretch
}

/// Tells whether `text`, set behind or before a stretch, brings mostly words of `of` that the stretch lacks.
fn holds_the_rest(
    of: &[u32],
    before: &[Vec<u32>],
    behind: &[Vec<u32>],
    text: &[u32],
    is_long: &dyn Fn(u32) -> bool,
) -> bool {
    let gained = |keep: &dyn Fn(u32) -> bool| {
        let kept = |words: &[u32]| -> Vec<u32> {
            words.iter().copied().filter(|word| keep(*word)).collect()
        };
        let of = kept(of);
        let without = [kept(&before.concat()), kept(&behind.concat())].concat();
        let own = kept(text);
        let with = [kept(&before.concat()), own.clone(), kept(&behind.concat())].concat();
        let n = common(&of, &with).saturating_sub(common(&of, &without));
        (n, own.len())
    };
    let (n_all, all) = gained(&|_| true);
    let (n_long, long) = gained(is_long);
    2 <= n_all && all <= 2 * n_all && 1 <= n_long && long <= 2 * n_long
}

fn whole(of: &[u32], parts: &[Vec<u32>]) -> f64 {
    super::words::likeness(of, &parts.concat(), 0.0)
}

#[cfg(test)]
mod tests {
    use super::super::align;
    use super::*;

    fn check(old: &[&str], new: &[&str], expect: &[(Range<usize>, Range<usize>)]) {
        let places = |texts: &[&'static str]| -> Vec<Place<'static>> {
            let place = |text: &&'static str| Place {
                text,
                context: None,
            };
            texts.iter().map(place).collect()
        };
        let leak = |texts: &[&str]| -> Vec<&'static str> {
            let texts = texts.iter().map(|text| &*String::from(*text).leak());
            texts.collect()
        };
        let origins = align(&places(&leak(old)), &places(&leak(new)));
        let found = stretches(&origins);
        let found: Vec<_> = found.into_iter().map(|s| (s.olds, s.news)).collect();
        assert_eq!(found, expect, "{origins:?}");
    }

    const BOTH: &str = "The minister signed the accord on Saturday, and the president met the farmers of the valley.";
    const FIRST: &str = "The minister signed the accord on Saturday.";
    const SECOND: &str = "The president met the farmers of the valley.";
    const OTHER: &str = "Nobody was hurt when the old bridge fell into the river.";

    #[test]
    fn a_sentence_that_was_split_is_found() {
        check(&[BOTH], &[FIRST, SECOND], &[(0..1, 0..2)]);
        check(&[OTHER, BOTH], &[OTHER, FIRST, SECOND], &[(1..2, 1..3)]);
        let edited = "The president met the angry farmers of the whole valley.";
        check(&[BOTH, OTHER], &[FIRST, edited, OTHER], &[(0..1, 0..2)]);
    }

    #[test]
    fn the_lesser_part_may_come_first() {
        let short = "The minister signed.";
        let long =
            "On Saturday the president met the farmers of the valley and heard what they had lost.";
        let both = "The minister signed and on Saturday the president met the farmers of the valley and heard what they had lost.";
        check(&[both], &[short, long], &[(0..1, 0..2)]);
    }

    #[test]
    fn a_few_words_that_went_before_are_no_first_part() {
        let all = "However the minister of this country signed the long accord on Saturday, and the president met the farmers of the valley.";
        let rest = "The minister of this country signed the long accord on Saturday, and the president met the farmers of the valley.";
        check(&[all], &["However, minister.", rest], &[]);
    }

    #[test]
    fn two_sentences_that_were_merged_are_found() {
        check(&[FIRST, SECOND], &[BOTH], &[(0..2, 0..1)]);
        check(&[FIRST, SECOND, OTHER], &[BOTH, OTHER], &[(0..2, 0..1)]);
    }

    #[test]
    fn a_new_sentence_beside_an_edited_one_is_new() {
        let edited = "The minister announced the accord on Saturday.";
        check(&[FIRST], &[edited, SECOND], &[]);
        check(&[FIRST], &[SECOND, edited], &[]);
        check(&[FIRST, SECOND], &[edited], &[]);
        check(&[FIRST], &[FIRST, "The minister signed the accord."], &[]);
    }

    #[test]
    fn text_that_stayed_is_found_whatever_its_boundaries() {
        let block = format!("{FIRST} {SECOND} {OTHER}");
        check(&[&block], &[FIRST, SECOND, OTHER], &[(0..1, 0..3)]);
        check(&[FIRST, SECOND, OTHER], &[&block], &[(0..3, 0..1)]);
        check(
            &["He met Gen.", "Smith. He left.", "Nobody else came."],
            &["He met Gen. Smith.", "He left.", "Nobody else came."],
            &[(0..2, 0..2)],
        );
    }

    #[test]
    fn a_part_in_another_block_is_no_part() {
        let place = |text, context| Place { text, context };
        let old = [place(BOTH, Some("paragraph"))];
        let new = [
            place(FIRST, Some("paragraph")),
            place(SECOND, Some("paragraph")),
        ];
        assert!(stretches(&align(&old, &new)).is_empty());
    }
}
