//! Cost: what the edits of articles ask of the translators of each locale, in segments and words.
//!
//! It holds an older state of the workspace beside the same translations under today's articles, and does
//! not know where the older state comes from.

use std::collections::BTreeMap;

use crate::change::Class;
use crate::compare::Status;
use crate::locale::Locale;
use crate::relate::{Article, Workspace};
use crate::segment::count::words;

/// Is a number of segments with the words of today's source in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Amount {
    /// Segments.
    pub segments: usize,
    /// Words of the source.
    pub words: usize,
}

/// Is what edits cost one locale.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Cost {
    /// To be translated: segments that were not there.
    pub new: Amount,
    /// To be reviewed, by the heaviest class of the edit: what was not stale before.
    pub stale: BTreeMap<Class, Amount>,
    /// To be confirmed: proposals that were none before, of text whose boundaries moved or that is current elsewhere.
    pub drafts: Amount,
    /// Edited, and nothing to do.
    pub carried: Amount,
}

impl Amount {
    fn add(&mut self, text: &str) {
        self.segments += 1;
        self.words += words(text);
    }

    fn merge(&mut self, other: Amount) {
        self.segments += other.segments;
        self.words += other.words;
    }
}

impl Cost {
    /// Returns what is to be translated, reviewed or confirmed.
    pub fn work(&self) -> Amount {
        let mut work = self.new;
        work.merge(self.drafts);
        for amount in self.stale.values() {
            work.merge(*amount);
        }
        work
    }

    /// Tells whether no edit concerns the locale.
    pub fn is_nothing(&self) -> bool {
        *self == Cost::default()
    }
}

/// Reckons for each locale what lies between two workspaces: `before`, and `now` with today's articles over the
/// catalogs and locale files of before. `is_wanted` picks articles by their path.
pub fn costs<'w>(
    before: &Workspace<'_>,
    now: &'w Workspace<'_>,
    is_wanted: &dyn Fn(&str) -> bool,
) -> Vec<(&'w Locale, Cost)> {
    let old = Old {
        articles: before
            .articles
            .iter()
            .map(|article| (article.path, article))
            .collect(),
        known: before.articles.iter().map(known).collect(),
    };
    let cost = |locale: &'w Locale| {
        let mut cost = Cost::default();
        for article in now
            .articles
            .iter()
            .filter(|article| is_wanted(article.path))
        {
            count(&mut cost, locale, &old, article);
        }
        (locale, cost)
    };
    now.locales.iter().map(cost).collect()
}

/// Is the older state, by the paths of its articles.
struct Old<'o, 'a> {
    articles: BTreeMap<&'o str, &'o Article<'a>>,
    /// For each article its segments by their ids: index and text.
    known: BTreeMap<&'o str, BTreeMap<&'o str, (usize, &'o str)>>,
}

fn known<'o>(article: &'o Article<'_>) -> (&'o str, BTreeMap<&'o str, (usize, &'o str)>) {
    let segments = article.ids.iter().zip(&article.document.segments);
    let known = segments.enumerate();
    let known = known.map(|(row, (id, segment))| (id.as_str(), (row, &*segment.text)));
    (article.path, known.collect())
}

impl Old<'_, '_> {
    /// Returns the text of a segment, and the status that it had in a locale.
    fn look(&self, path: &str, id: &str, locale: &Locale) -> Option<(&str, Option<Status>)> {
        let (row, text) = *self.known.get(path)?.get(id)?;
        let article = self.articles[path];
        let side = article.sides.iter().find(|side| side.side.locale == locale);
        let status = side.map(|side| side.comparison.units[row].status);
        Some((text, status))
    }
}

fn count(cost: &mut Cost, locale: &Locale, old: &Old<'_, '_>, article: &Article<'_>) {
    let Some(side) = article.sides.iter().find(|side| side.side.locale == locale) else {
        return;
    };
    // What an overlay does not say, its parent is asked for.
    if side.side.is_overlay && side.translation.is_none() {
        return;
    }
    for unit in &side.comparison.units {
        let id = article.ids[unit.row].as_str();
        let text = &*article.document.segments[unit.row].text;
        let remembered = article.origins[unit.row].old();
        let from = remembered.and_then(|idx| article.catalog.entries[idx].from.as_ref());
        let before = match from {
            Some(from) => old.look(from.article, from.id.as_str(), locale),
            None => old.look(article.path, id, locale),
        };
        if before.is_some_and(|(before, _)| before == text) {
            continue;
        }
        let was = before.and_then(|(_, status)| status);
        match unit.status {
            Status::Missing if before.is_none() && !side.side.is_overlay => cost.new.add(text),
            Status::Draft if was != Some(Status::Draft) => cost.drafts.add(text),
            Status::Stale if was != Some(Status::Stale) => {
                let class = unit.classes.heaviest().unwrap_or(Class::Wording);
                cost.stale.entry(class).or_default().add(text);
            }
            Status::Current if unit.carried => cost.carried.add(text),
            _ => {}
        }
    }
}
