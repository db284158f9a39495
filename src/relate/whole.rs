//! Whole: the stages from texts to a related workspace, all articles at once.
//!
//! Each article is aligned with its own catalog, what is left with those of the others; the segments are named;
//! the entries that belong elsewhere move; and what stands then is compared.

use std::sync::OnceLock;

use memchr::memmem;
use rayon::prelude::*;
use regex::Regex;

use super::between::{arrive, heed, recall, rename};
use super::draft::draft;
use super::holder::{Holder, Slot};
use super::localize::localize;
use super::moves::{adopt, follow};
use super::name::name;
use super::transfer::transfer;
use super::{Article, Gone, Passage, Side};
use crate::classify::edits::Edits;
use crate::dictionary::Dictionary;
use crate::document::{Document, Format};
use crate::fluent::file::Text;
use crate::span::{Span, SyntaxError};

/// Is an article before it is related.
#[derive(Debug)]
pub struct Source<'a> {
    /// Its path in the workspace, with `/`.
    pub path: &'a str,
    /// Its partition.
    pub document: Document<'a>,
    /// What the document could not read.
    pub errors: Vec<SyntaxError>,
    /// Its catalog, where there is one.
    pub catalog: Option<&'a Text>,
    /// Its locale files; parents come before their children.
    pub sides: Vec<Side<'a>>,
}

/// Is what is left of an article that is gone, before it is related.
#[derive(Debug)]
pub struct Rest<'a> {
    /// The article's path, as its Fluent files name it.
    pub path: &'a str,
    /// The path of its catalog and the catalog, where that is there and can be read.
    pub catalog: Option<(String, Option<&'a Text>)>,
    /// Its locale files.
    pub sides: Vec<Side<'a>>,
}

/// Holds the locale files as they will stand, for as long as they are looked at.
#[derive(Debug, Default)]
pub struct Desk {
    moved: OnceLock<Vec<Text>>,
    drafted: OnceLock<Vec<Text>>,
}

/// Says how articles are related.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// The folder that articles stand in.
    pub source: &'a str,
    /// The spans that are kept whole.
    pub protect: &'a [Regex],
    /// Which words of the source locale there are.
    pub spelling: Option<&'a Dictionary>,
}

impl<'a> Settings<'a> {
    /// Returns what judges edits of texts of a format.
    pub(super) fn edits(&self, format: Format) -> Edits<'a> {
        Edits {
            format,
            protect: self.protect,
            spelling: self.spelling,
        }
    }
}

/// Relates articles, and what is left of others, to their files and to each other.
///
/// Articles come sorted by path: their order decides where an alignment could do one thing as well as another.
/// A desk serves one workspace.
pub fn relate<'a>(
    sources: Vec<Source<'a>>,
    rests: Vec<Rest<'a>>,
    settings: Settings<'a>,
    desk: &'a Desk,
) -> (Vec<Article<'a>>, Vec<Gone<'a>>) {
    let n_articles = sources.len();
    let mut holders: Vec<Holder<'a>> = sources.into_par_iter().map(Holder::article).collect();
    let mut rests = rests;
    rests.sort_by_key(|rest| rest.path);
    holders.extend(rests.into_iter().map(Holder::rest));
    rename(&mut holders, n_articles);
    holders.iter_mut().for_each(heed);
    let arrivals = arrive(&mut holders, n_articles);
    holders.iter_mut().for_each(recall);
    name(&mut holders, &arrivals);
    let mut moves = follow(&holders, &arrivals);
    adopt(&holders, &mut moves);
    let pairs = arrivals
        .iter()
        .map(|arrival| (arrival.old.0, arrival.row.0));
    let pairs = pairs.chain(moves.iter().map(|single| (single.from.0, single.row.0)));
    for (from, to) in pairs.collect::<Vec<_>>() {
        holders[from].kin.push(to);
        holders[to].kin.push(from);
    }
    let mut passages: Vec<Vec<Passage>> = holders
        .iter()
        .map(|holder| holder.slots.iter().map(|_| Passage::default()).collect())
        .collect();
    let moved = transfer(&holders, &moves, settings, &mut passages);
    let (places, texts): (Vec<_>, Vec<_>) = moved.into_iter().unzip();
    let texts = desk
        .moved
        .get_or_init(|| texts.into_iter().flatten().collect());
    read_again(&mut holders, places, texts);
    let paths: Vec<&'a str> = holders.iter().map(|holder| holder.path).collect();
    let mut rests = holders.split_off(n_articles);
    let of_rests = passages.split_off(n_articles);
    let related = holders.into_par_iter().zip(passages);
    let related = related.map(|(holder, passages)| {
        let kin = kin(&holder, &paths);
        article(holder, passages, kin, settings)
    });
    let mut articles: Vec<Article<'a>> = related.collect();
    let gone = rests.drain(..).zip(of_rests).map(|(holder, passages)| {
        let kin = kin(&holder, &paths);
        rest(holder, passages, kin, &paths)
    });
    let gone = gone.collect();
    draft(&mut articles, settings, &desk.drafted);
    (articles, gone)
}

/// Reads the files that changed, as they will stand.
fn read_again<'a>(
    holders: &mut [Holder<'a>],
    places: Vec<(usize, usize, bool)>,
    texts: &'a [Text],
) {
    let mut texts = texts.iter();
    for (holder, slot, is_there) in places {
        let slot: &mut Slot<'a> = &mut holders[holder].slots[slot];
        let text = if is_there { texts.next() } else { None };
        slot.side.text = text;
        slot.read = text.map(crate::translation::Translation::read);
    }
}

fn kin<'a>(holder: &Holder<'a>, paths: &[&'a str]) -> Vec<&'a str> {
    let others = holder.kin.iter().chain(&holder.was).chain(&holder.became);
    let mut kin: Vec<&str> = others
        .map(|idx| paths[*idx])
        .filter(|path| *path != holder.path)
        .collect();
    kin.sort_unstable();
    kin.dedup();
    kin
}

fn article<'a>(
    holder: Holder<'a>,
    passages: Vec<Passage>,
    kin: Vec<&'a str>,
    settings: Settings<'a>,
) -> Article<'a> {
    let document = holder.document.expect("an article has its text");
    let mut errors = holder.errors;
    errors.extend(conflict(&document));
    let edits = settings.edits(document.format);
    let mut article = Article {
        path: holder.path,
        document,
        errors,
        catalog: holder.catalog,
        catalog_raw: holder.catalog_raw,
        origins: holder.origins,
        ids: holder.ids,
        sides: Vec::new(),
        kin,
        words: OnceLock::new(),
    };
    let sides = localize(
        &article.rows(),
        holder.slots,
        passages,
        &edits,
        &article.stretches(),
    );
    article.sides = sides;
    article
}

fn rest<'a>(
    holder: Holder<'a>,
    passages: Vec<Passage>,
    kin: Vec<&'a str>,
    paths: &[&'a str],
) -> Gone<'a> {
    Gone {
        path: holder.path,
        catalog: holder.catalog_path,
        sides: localize(&[], holder.slots, passages, &Edits::PLAIN, &[]),
        successor: holder.became.map(|idx| paths[idx]),
        kin,
    }
}

/// Finds the lines of a version control's conflict in the prose of an article.
fn conflict(document: &Document<'_>) -> Option<SyntaxError> {
    let source = document.source;
    let at = ["<<<<<<< ", ">>>>>>> "].iter().find_map(|marker| {
        memmem::find_iter(source.as_bytes(), marker).find(|at| {
            let starts_line = *at == 0 || source.as_bytes()[at - 1] == b'\n';
            starts_line
                && document
                    .segments
                    .iter()
                    .any(|segment| segment.span.start <= *at && *at < segment.span.end)
        })
    })?;
    Some(SyntaxError {
        span: Span::new(at, at + "<<<<<<<".len()),
        message: "a merge conflict stands in the article".to_owned(),
        help: "keep one side and delete the lines of the conflict".to_owned(),
    })
}
