//! Hearing: the workspace judged part by part, each part by all checks, and what they say put together.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::dead::{self, Alive, Off};
use super::levels::levels;
use super::load::Session;
use super::parts::{Parts, Seen};
use super::press::{Made, Prints, Stock};
use super::scope::Scope;
use super::shard::Shard;
use crate::check::across::{Clashes, Mark, Told};
use crate::check::facts::{Facts, Output, OutputState, Past, Spelling, Unreadable, Used};
use crate::check::levels::Levels;
use crate::check::{self, Heard, Judgement};
use crate::config::FILE;
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::fluent::file::Text;
use crate::git;
use crate::locale::Locale;
use crate::project::outputs::{Change, Record, Shelf};
use crate::project::read;
use crate::relate::Workspace;

/// Is what the gate is asked.
#[derive(Debug)]
pub struct Asked<'a> {
    /// What is reported on.
    pub scope: &'a Scope,
    /// The checks whose errors count as warnings.
    pub warn: &'a [String],
    /// The git revision to hold translations against.
    pub against: Option<&'a str>,
    /// What is known of the spelling of locales.
    pub spelling: &'a [Spelling],
}

/// Is what was heard of a part.
#[derive(Debug, Serialize, Deserialize)]
pub struct Part {
    heard: Heard,
    /// What the checks that are off would say.
    off: Option<Heard>,
    alive: Alive,
    /// What a build makes of it, where something was built.
    #[serde(skip)]
    prints: Option<Prints>,
}

/// Is everything that hearing a part takes.
struct Hearing<'h> {
    session: &'h Session,
    scope: &'h Scope,
    locales: Vec<Locale>,
    is_wanted: &'h (dyn Fn(&str) -> bool + Sync),
    spelling: &'h [Spelling],
    levels: &'h Levels,
    off: Option<Off<'h>>,
    /// What a build prints with, where something was built: outputs that nobody keeps cannot be old.
    stock: Option<Result<Stock<'h>>>,
}

/// Judges the workspace and keeps what is asked for.
///
/// # Errors
/// Where it cannot be read.
pub fn judged(asked: &Asked<'_>, session: &Session) -> Result<Judgement> {
    judged_with(asked, session, None)
}

/// Judges the workspace, and takes over what shards have heard.
///
/// # Errors
/// Where it cannot be read.
pub fn judged_with(
    asked: &Asked<'_>,
    session: &Session,
    seen: Option<Vec<Seen<Part>>>,
) -> Result<Judgement> {
    let is_wanted = asked.scope.articles(session)?;
    let levels = levels(&session.project.config, asked.warn);
    let mut hearing = Hearing::new(asked, session, &levels, &is_wanted)?;
    hearing.stock = stock(session);
    let hear = |workspace: &Workspace<'_>| hearing.hear(workspace, &hearing.facts(workspace));
    let parts = match seen {
        // What is held against an older state is held as a whole.
        _ if asked.against.is_some() => session.one_part(),
        // A shard prints nothing.
        Some(seen) if hearing.stock.is_none() => session.parts_of(seen, hear),
        _ => session.parts(hear)?,
    };
    hearing.conclude(parts, asked.against)
}

/// Hears a shard: what is to be handed on, and what of it is said already.
///
/// # Errors
/// Where the workspace cannot be read.
pub fn shard(
    asked: &Asked<'_>,
    session: &Session,
    shard: Shard,
) -> Result<(Vec<Seen<Part>>, Judgement)> {
    let is_wanted = asked.scope.articles(session)?;
    let levels = levels(&session.project.config, asked.warn);
    let hearing = Hearing::new(asked, session, &levels, &is_wanted)?;
    let seen = session.shard(shard, |workspace| {
        hearing.hear(workspace, &hearing.facts(workspace))
    })?;
    let heard = seen.iter().map(|seen| seen.made.heard.clone());
    let judgement = check::conclude(heard.collect(), Vec::new());
    Ok((seen, judgement))
}

impl<'h> Hearing<'h> {
    fn new(
        asked: &Asked<'h>,
        session: &'h Session,
        levels: &'h Levels,
        is_wanted: &'h (dyn Fn(&str) -> bool + Sync),
    ) -> Result<Self> {
        Ok(Hearing {
            session,
            scope: asked.scope,
            locales: asked.scope.locales(&session.project)?,
            is_wanted,
            spelling: asked.spelling,
            levels,
            off: dead::off(session, levels),
            stock: None,
        })
    }

    /// Hears the last part, and puts what all of them say together.
    fn conclude(&mut self, mut parts: Parts<'_, Part>, against: Option<&str>) -> Result<Judgement> {
        let session = self.session;
        let mut used = Used::new();
        for part in parts.made() {
            for (language, own) in &part.heard.used {
                used.entry(language.clone())
                    .or_default()
                    .extend(own.iter().cloned());
            }
        }
        let past = against.map(|typed| past(session, typed)).transpose()?;
        let made = parts.made_mut();
        let mut prints: Vec<Prints> = made.filter_map(|part| part.prints.take()).collect();
        let stock = self.stock.take();
        let last = parts.last(|workspace| {
            let mut outputs = Vec::new();
            if let Some(stock) = stock {
                let mut stock = stock?;
                prints.push(stock.print(workspace));
                let pressed = stock.conclude(prints, &parts.unreadable())?;
                outputs.extend(pressed.outputs.into_iter().filter_map(output));
            }
            let facts = Facts {
                used,
                past,
                outputs,
                ..self.facts(workspace)
            };
            Ok::<_, Error>(self.hear(workspace, &facts))
        })??;
        let told = self.told(&parts, &last, self.levels, &|part| Some(&part.heard))?;
        let off = self.off.as_ref().map(|off| {
            let told = self.told(&parts, &last, &off.levels, &|part| part.off.as_ref())?;
            Ok::<_, Error>((off, told))
        });
        let off = off.transpose()?;
        let unreadable = parts.unreadable();
        let (mut heard, mut heard_off, mut alive) = (Vec::new(), Vec::new(), Alive::default());
        for part in parts.take().into_iter().chain([last]) {
            heard.push(part.heard);
            heard_off.extend(part.off);
            alive.merge(part.alive);
        }
        let mut dead = dead::dead(session, &alive)?;
        if let Some((off, told)) = off {
            let found = check::conclude(heard_off, told).findings;
            dead.extend(off.dead(&found, self.levels));
        }
        let unreadable = unreadable.iter();
        let facts = Facts {
            unreadable: unreadable
                .map(|(path, reason)| unreadable_file(path, reason))
                .collect(),
            dead,
            ..self.facts_of_nothing()
        };
        let config = &session.project.config;
        let nothing = Workspace::of_nothing(&config.source_locale, &config.locales);
        heard.push(self.heard(&nothing, &facts));
        Ok(check::conclude(heard, told))
    }

    /// Tells the texts that clash with others, in whatever part.
    fn told(
        &self,
        parts: &Parts<'_, Part>,
        last: &Part,
        levels: &Levels,
        heard: &(dyn Fn(&Part) -> Option<&Heard> + Sync),
    ) -> Result<Vec<Told>> {
        let all = parts.made().chain([last]).filter_map(heard);
        let marks: Vec<&[Mark]> = all.map(|heard| &*heard.marks).collect();
        let clashes = Clashes::of(&marks);
        let concerned = |part: &Part| {
            let heard = heard(part).into_iter();
            let clashing = heard.flat_map(|heard| heard.clashing(&clashes));
            clashing.collect::<Vec<usize>>()
        };
        let tell = |workspace: &Workspace<'_>| {
            let mut told = check::tell(workspace, &self.facts_of_nothing(), levels, &clashes);
            let is_wanted = self.is_wanted_in(workspace);
            for told in &mut told {
                told.finding.take_if(|finding| !is_wanted(finding));
            }
            told
        };
        let mut told: Vec<Told> = parts.again(concerned, tell).into_iter().flatten().collect();
        if !concerned(last).is_empty() {
            told.extend(parts.last(tell)?);
        }
        Ok(told)
    }

    fn hear(&self, workspace: &Workspace<'_>, facts: &Facts<'_>) -> Part {
        Part {
            heard: self.heard(workspace, facts),
            off: self.off.as_ref().map(|off| {
                let mut heard = check::hear(workspace, facts, &off.levels);
                heard.thin();
                heard
            }),
            alive: dead::alive(self.session, workspace),
            prints: self
                .stock
                .as_ref()
                .and_then(|stock| Some(stock.as_ref().ok()?.print(workspace))),
        }
    }

    /// Hears what is asked for.
    fn heard(&self, workspace: &Workspace<'_>, facts: &Facts<'_>) -> Heard {
        let mut heard = check::hear(workspace, facts, self.levels);
        heard.retain(self.is_wanted_in(workspace));
        heard
    }

    /// Returns a test for the findings on a part: whether they are asked for.
    fn is_wanted_in<'w>(&'w self, workspace: &'w Workspace<'_>) -> impl Fn(&Finding) -> bool + 'w {
        let whole = !self.scope.names_articles();
        let own = workspace.articles.iter();
        let own = own.filter(|article| (self.is_wanted)(article.path));
        let own_files: BTreeSet<&str> = own
            .flat_map(|article| &article.sides)
            .map(|side| side.side.path.as_str())
            .collect();
        let inherited = inherited(&workspace.articles, &self.locales);
        move |finding: &Finding| {
            let locale_is_wanted = match &finding.locale {
                Some(locale) if locale == workspace.source_locale => self.scope.locales.is_empty(),
                Some(locale) if self.locales.contains(locale) => true,
                // What an overlay shows of its parent is the overlay's too.
                Some(_) => finding
                    .id
                    .as_ref()
                    .is_some_and(|id| inherited.contains(&(finding.path.as_str(), id.as_str()))),
                None => true,
            };
            let article_is_wanted = match &finding.article {
                Some(article) => (self.is_wanted)(article),
                // A file that cannot be read is of no article, and still of this one.
                None => whole || own_files.contains(finding.path.as_str()),
            };
            locale_is_wanted && article_is_wanted
        }
    }

    /// Tells the checks what only the file system knows of a part.
    fn facts(&self, workspace: &Workspace<'_>) -> Facts<'_> {
        let sides = self.session.sides_of(workspace);
        let unreadable = sides.filter_map(|side| {
            Some(Unreadable {
                path: side.side.path.clone(),
                locale: Some(side.side.locale.clone()),
                reason: side.side.trouble.clone()?,
                position: None,
            })
        });
        Facts {
            unreadable: unreadable.collect(),
            spelling: self.spelling.to_vec(),
            ..self.facts_of_nothing()
        }
    }

    fn facts_of_nothing(&self) -> Facts<'_> {
        Facts {
            config: FILE.to_owned(),
            protect: &self.session.settings().protect,
            ..Facts::default()
        }
    }
}

/// Gets ready to print, where something was built.
fn stock(session: &Session) -> Option<Result<Stock<'_>>> {
    let shelf = Shelf::of(&session.project);
    (shelf.record != Record::default()).then(|| Stock::new(session, shelf))
}

/// Returns what is to be said of an output that is not as a build would leave it.
fn output(made: Made) -> Option<Output> {
    let state = match made.output.change {
        Change::Keep => return None,
        Change::Create => OutputState::Missing,
        Change::Replace | Change::Foreign => OutputState::Differs,
        Change::Delete => OutputState::LeftOver,
    };
    Some(Output {
        path: made.output.path,
        locale: made.locale,
        article: made.article,
        state,
    })
}

/// Lists the entries of other locales, by file and id, that overlays among `locales` show as their own.
fn inherited<'a>(
    articles: &'a [crate::relate::Article<'_>],
    locales: &[Locale],
) -> BTreeSet<(&'a str, &'a str)> {
    let mut inherited = BTreeSet::new();
    for article in articles {
        let overlays = article
            .sides
            .iter()
            .filter(|side| side.side.is_overlay && locales.contains(side.side.locale));
        for side in overlays {
            for (row, id) in article.ids.iter().enumerate() {
                let (_, holder) = side.unit(row, &article.sides);
                if holder.side.locale != side.side.locale {
                    inherited.insert((holder.side.path.as_str(), id.as_str()));
                }
            }
        }
    }
    inherited
}

/// Reads the locale files as they were at a revision.
fn past(session: &Session, typed: &str) -> Result<Past> {
    let locales = session.project.config.paths.locales.clone();
    let revision = git::revision(&session.project, typed)?;
    let is_fluent = |path: &str| path.ends_with(".ftl");
    let files = revision.files(&session.project, &[&locales], &is_fluent)?;
    let files = files.into_iter().map(|(path, raw)| (path, Text::new(raw)));
    Ok(Past {
        revision: revision.typed,
        locales,
        files: files.collect(),
    })
}

fn unreadable_file(path: &str, reason: &read::Unreadable) -> Unreadable {
    let (reason, position) = match reason {
        read::Unreadable::NotUtf8(position) => ("it is not UTF-8".to_owned(), Some(*position)),
        read::Unreadable::System(reason) => (reason.clone(), None),
    };
    Unreadable {
        path: path.to_owned(),
        locale: None,
        reason,
        position,
    }
}
