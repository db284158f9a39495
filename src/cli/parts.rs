//! Parts: a workspace related part by part, so that no more of its texts are held than a few articles have.
//!
//! A part is a few whole articles with their catalogs and locale files, each related by itself. Those that have ties
//! to others are one more part, related together, with what is left of articles that are gone and the message files.

use std::sync::{Arc, Mutex};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::load::Session;
use super::openness::Openness;
use super::shard::Shard;
use crate::error::Result;
use crate::project::read::{self, ArticleFiles, Unreadable};
use crate::relate::{Article, Desk, Messages, Ties, Workspace, relate, together};

/// How many articles are looked at together: enough that what is done once for each part costs little.
const N_TOGETHER: usize = 8;

impl Session {
    /// Relates the workspace part by part, and hands each part to `visit` but for the last one: what has ties, what is
    /// gone, the message files.
    ///
    /// # Errors
    /// As `workspace`.
    pub fn parts<T: Send>(
        &self,
        visit: impl Fn(&Workspace<'_>) -> T + Sync,
    ) -> Result<Parts<'_, T>> {
        let all: Vec<usize> = (0..self.n_articles()).collect();
        let glossary = self.messages().into();
        let openness = Openness::new(!self.files.gone.is_empty());
        let seen: Vec<Option<Seen<T>>> = all
            .par_chunks(N_TOGETHER)
            .map(|articles| {
                (!openness.is_too_open()).then(|| self.see(articles, &glossary, &openness, &visit))
            })
            .collect();
        self.holds_with_dictionary()?;
        match seen.into_iter().collect() {
            Some(seen) => Ok(self.parts_of(seen, visit)),
            None => Ok(self.one_part()),
        }
    }

    /// Relates the workspace part by part, and hands each part to `visit`, the last one too.
    ///
    /// # Errors
    /// As `workspace`.
    pub fn all_parts<T: Send>(&self, visit: impl Fn(&Workspace<'_>) -> T + Sync) -> Result<Vec<T>> {
        let mut parts = self.parts(&visit)?;
        let mut made = parts.take();
        made.push(parts.last(visit)?);
        Ok(made)
    }

    /// Relates a few articles one by one, by their places in the list, and hands those that can be read to `visit`.
    pub fn look_at<T>(&self, articles: &[usize], visit: impl Fn(&Workspace<'_>) -> T + Sync) -> T {
        self.see_settled(articles, &Vec::new().into(), &visit).1
    }

    /// Relates the articles of a shard one by one, and lets those be visited whose own catalogs leave nothing open.
    ///
    /// # Errors
    /// As `workspace`.
    pub fn shard<T: Send>(
        &self,
        shard: Shard,
        visit: impl Fn(&Workspace<'_>) -> T + Sync,
    ) -> Result<Vec<Seen<T>>> {
        let own: Vec<usize> = shard.range(self.n_articles()).collect();
        let glossary = self.messages().into();
        let chunks = own.par_chunks(N_TOGETHER);
        // Nobody knows what the other shards have.
        let openness = Openness::new(true);
        let seen = chunks.map(|articles| self.see(articles, &glossary, &openness, &visit));
        let seen = seen.collect();
        self.holds_with_dictionary()?;
        Ok(seen)
    }

    /// Puts together what was seen of all articles, wherever that was.
    pub fn parts_of<T: Send>(
        &self,
        seen: Vec<Seen<T>>,
        visit: impl Fn(&Workspace<'_>) -> T + Sync,
    ) -> Parts<'_, T> {
        let glossary: Arc<[Messages<'_>]> = self.messages().into();
        let n_articles = self.n_articles();
        let mut ties = Vec::with_capacity(n_articles);
        let mut unreadable = Vec::new();
        let mut parts = Vec::with_capacity(seen.len());
        let mut is_seen = vec![false; n_articles];
        for own in seen {
            ties.extend(own.ties);
            unreadable.extend(own.unreadable);
            let open = own.open.into_iter();
            for (articles, made) in open.chain([(own.articles, own.made)]) {
                articles.iter().for_each(|article| is_seen[*article] = true);
                parts.push((articles, made));
            }
        }
        let is_tied = together(&ties, &self.ties_of_rests());
        // What was left to others, and has nothing to do with them after all.
        let late: Vec<usize> = (0..n_articles)
            .filter(|article| !is_tied[*article] && !is_seen[*article] && ties[*article].is_open())
            .collect();
        drop(ties);
        let late = late.par_chunks(N_TOGETHER);
        let late = late.map(|own| self.see_settled(own, &glossary, &visit));
        parts.extend(late.collect::<Vec<_>>());
        // What turned out to be tied was looked at by itself: its part is looked at again without it.
        parts.par_iter_mut().for_each(|(articles, made)| {
            if articles.iter().any(|article| is_tied[*article]) {
                articles.retain(|article| !is_tied[*article]);
                (*articles, *made) = self.see_settled(articles, &glossary, &visit);
            }
        });
        Parts {
            session: self,
            glossary,
            tied: (0..n_articles)
                .filter(|article| is_tied[*article])
                .collect(),
            parts,
            unreadable: Mutex::new(unreadable),
        }
    }

    /// Takes the whole workspace for the last part.
    pub fn one_part<T>(&self) -> Parts<'_, T> {
        Parts {
            session: self,
            glossary: self.messages().into(),
            tied: (0..self.n_articles()).collect(),
            parts: Vec::new(),
            unreadable: Mutex::default(),
        }
    }

    /// Returns how many articles there are, those included that cannot be read where none was read yet.
    pub(super) fn n_articles(&self) -> usize {
        self.files.listed.len().max(self.files.articles.len())
    }

    /// Relates articles one by one and lets those be visited whose own catalogs leave nothing open.
    fn see<'s, T>(
        &'s self,
        articles: &[usize],
        glossary: &Arc<[Messages<'s>]>,
        openness: &Openness,
        visit: &(impl Fn(&Workspace<'_>) -> T + Sync),
    ) -> Seen<T> {
        let read = Read::of(self, articles);
        let mut ties: Vec<Ties> = articles.iter().map(|_| Ties::default()).collect();
        let mut settled = (Vec::new(), Vec::new());
        let mut open = (Vec::new(), Vec::new());
        let desks: Vec<Desk> = articles.iter().map(|_| Desk::default()).collect();
        for ((idx, files), desk) in read.files(self).zip(&desks) {
            let Some(article) = self.alone(files, desk) else {
                continue;
            };
            let own = Ties::of(&article);
            let (places, related) = match own.is_open() {
                true => &mut open,
                false => &mut settled,
            };
            places.push(articles[idx]);
            related.push(article);
            ties[idx] = own;
        }
        openness.add(&ties);
        let see = |(places, related): (Vec<usize>, Vec<Article<'_>>)| {
            (places, visit(&self.part(related, glossary)))
        };
        // What is open is only looked at by itself while nobody is known to have something for it.
        let is_alone = !open.0.is_empty() && !openness.is_given();
        let open = is_alone.then(|| see(open));
        let (articles, made) = see(settled);
        Seen {
            articles,
            made,
            open,
            ties,
            unreadable: read.unreadable,
        }
    }

    /// Relates articles one by one and lets them be visited. Returns those that could be read, and what was made of them.
    fn see_settled<'s, T>(
        &'s self,
        articles: &[usize],
        glossary: &Arc<[Messages<'s>]>,
        visit: &(impl Fn(&Workspace<'_>) -> T + Sync),
    ) -> (Vec<usize>, T) {
        let read = Read::of(self, articles);
        let desks: Vec<Desk> = articles.iter().map(|_| Desk::default()).collect();
        let files = read.files(self).zip(&desks);
        let related = files
            .filter_map(|((idx, files), desk)| Some((articles[idx], self.alone(files, desk)?)));
        let (articles, related) = related.unzip();
        (articles, visit(&self.part(related, glossary)))
    }

    fn alone<'a>(&'a self, files: &'a ArticleFiles, desk: &'a Desk) -> Option<Article<'a>> {
        let (mut articles, _) = relate(vec![self.source(files)], Vec::new(), self.how(), desk);
        articles.pop()
    }

    /// Puts a part of the workspace together: articles, and the glossary to look things up.
    fn part<'a>(
        &'a self,
        articles: Vec<Article<'a>>,
        glossary: &Arc<[Messages<'a>]>,
    ) -> Workspace<'a> {
        Workspace {
            source_locale: &self.project.config.source_locale,
            locales: &self.project.config.locales,
            articles,
            messages: Vec::new().into(),
            glossary: Arc::clone(glossary),
            gone: Vec::new(),
        }
    }

    fn ties_of_rests(&self) -> Vec<Ties> {
        let desk = Desk::default();
        let (_, gone) = relate(Vec::new(), self.rests(), self.how(), &desk);
        gone.iter().map(Ties::of_rest).collect()
    }
}

/// Is what came of looking at a few articles.
#[derive(Debug, Serialize, Deserialize)]
pub struct Seen<T> {
    /// The articles that were visited.
    articles: Vec<usize>,
    /// What was made of them.
    pub made: T,
    /// The articles whose own catalogs leave something open, and what was made of them by themselves.
    #[serde(skip, default = "Option::default")]
    open: Option<(Vec<usize>, T)>,
    /// The ties of all of them.
    ties: Vec<Ties>,
    unreadable: Vec<(String, Unreadable)>,
}

/// Is a workspace that was visited part by part, but for the last part.
#[derive(Debug)]
pub struct Parts<'s, T> {
    session: &'s Session,
    glossary: Arc<[Messages<'s>]>,
    /// The articles that have ties, by their places in the list.
    tied: Vec<usize>,
    parts: Vec<(Vec<usize>, T)>,
    /// The articles that cannot be read; the last part may have some too.
    unreadable: Mutex<Vec<(String, Unreadable)>>,
}

impl<'s, T: Send> Parts<'s, T> {
    /// Returns what was made of the parts, in order.
    pub fn made(&self) -> impl Iterator<Item = &T> {
        self.parts.iter().map(|(_, made)| made)
    }

    /// Returns what was made of the parts, in order, to be changed.
    pub fn made_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.parts.iter_mut().map(|(_, made)| made)
    }

    /// Hands what was made of the parts over.
    pub fn take(&mut self) -> Vec<T> {
        self.parts.drain(..).map(|(_, made)| made).collect()
    }

    /// Returns the articles that cannot be read, sorted by path, once all parts were visited.
    pub fn unreadable(&self) -> Vec<(String, Unreadable)> {
        let mut unreadable = self.unreadable.lock().map_or_else(
            |poisoned| poisoned.into_inner().clone(),
            |unreadable| unreadable.clone(),
        );
        unreadable.extend(self.session.files.unreadable.iter().cloned());
        unreadable.sort_by(|(a, _), (b, _)| a.cmp(b));
        unreadable
    }

    /// Visits the last part.
    ///
    /// # Errors
    /// As `Session::parts`.
    pub fn last<R>(&self, visit: impl FnOnce(&Workspace<'_>) -> R) -> Result<R> {
        let session = self.session;
        let read = Read::of(session, &self.tied);
        let files: Vec<&ArticleFiles> = read.files(session).map(|(_, files)| files).collect();
        let sources = files
            .par_iter()
            .map(|files| session.source(files))
            .collect();
        if let Ok(mut unreadable) = self.unreadable.lock() {
            unreadable.extend(read.unreadable.iter().cloned());
        }
        let desk = Desk::default();
        let (articles, gone) = relate(sources, session.rests(), session.how(), &desk);
        session.holds_with_dictionary()?;
        Ok(visit(&Workspace {
            messages: Arc::clone(&self.glossary),
            gone,
            ..session.part(articles, &self.glossary)
        }))
    }

    /// Visits articles of the parts again: those that `wanted` names by what was made of a part, by their places in it.
    pub fn again<R: Send>(
        &self,
        wanted: impl Fn(&T) -> Vec<usize> + Sync,
        visit: impl Fn(&Workspace<'_>) -> R + Sync,
    ) -> Vec<R>
    where
        T: Sync,
    {
        let parts = self.parts.par_iter();
        let made = parts.filter_map(|(articles, made)| {
            let wanted = wanted(made).into_iter();
            let wanted: Vec<usize> = wanted
                .filter_map(|place| articles.get(place).copied())
                .collect();
            let see = || self.session.see_settled(&wanted, &self.glossary, &visit).1;
            (!wanted.is_empty()).then(see)
        });
        made.collect()
    }
}

/// Is articles that were read for a part, where the session does not hold them anyway.
struct Read {
    articles: Vec<usize>,
    read: Vec<(usize, ArticleFiles)>,
    unreadable: Vec<(String, Unreadable)>,
}

impl Read {
    fn of(session: &Session, articles: &[usize]) -> Self {
        let mut read = Read {
            articles: articles.to_owned(),
            read: Vec::new(),
            unreadable: Vec::new(),
        };
        if session.files.listed.is_empty() {
            return read;
        }
        for (idx, article) in articles.iter().enumerate() {
            match read::article(&session.project, session.files.listed[*article].clone()) {
                Ok(files) => read.read.push((idx, files)),
                Err(unreadable) => read.unreadable.push(unreadable),
            }
        }
        read
    }

    /// Yields the articles that can be read, with their places among those that were asked for.
    fn files<'r>(
        &'r self,
        session: &'r Session,
    ) -> impl Iterator<Item = (usize, &'r ArticleFiles)> {
        let held = self.articles.iter().enumerate();
        let held = held.filter(|_| session.files.listed.is_empty());
        let held = held.map(|(idx, article)| (idx, &session.files.articles[*article]));
        held.chain(self.read.iter().map(|(idx, files)| (*idx, files)))
    }
}
