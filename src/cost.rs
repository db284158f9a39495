//! Cost: what the edits of articles ask of the translators of each locale, in segments and words.
//!
//! It holds an older state of the workspace beside the same translations under today's articles, and does
//! not know where the older state comes from.

use std::collections::{BTreeMap, BTreeSet};

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
    /// Returns what is to be translated or reviewed.
    pub fn work(&self) -> Amount {
        let mut work = self.new;
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
    let old: BTreeMap<&str, &Article<'_>> = before
        .articles
        .iter()
        .map(|article| (article.path, article))
        .collect();
    let cost = |locale: &'w Locale| {
        let mut cost = Cost::default();
        for article in now
            .articles
            .iter()
            .filter(|article| is_wanted(article.path))
        {
            count(&mut cost, locale, old.get(article.path).copied(), article);
        }
        (locale, cost)
    };
    now.locales.iter().map(cost).collect()
}

fn count(cost: &mut Cost, locale: &Locale, old: Option<&Article<'_>>, article: &Article<'_>) {
    let Some(side) = article.sides.iter().find(|side| side.side.locale == locale) else {
        return;
    };
    // What an overlay does not say, its parent is asked for.
    if side.side.is_overlay && side.translation.is_none() {
        return;
    }
    let old_side = old.and_then(|old| old.sides.iter().find(|side| side.side.locale == locale));
    let stale: BTreeSet<&str> = match (old, old_side) {
        (Some(old), Some(side)) => {
            let units = side.comparison.units.iter();
            let stale = units.filter(|unit| unit.status == Status::Stale);
            stale.map(|unit| old.ids[unit.row].as_str()).collect()
        }
        _ => BTreeSet::new(),
    };
    let texts: BTreeMap<&str, &str> = old.map_or_else(BTreeMap::new, |old| {
        let segments = old.ids.iter().zip(&old.document.segments);
        segments
            .map(|(id, segment)| (id.as_str(), &*segment.text))
            .collect()
    });
    for unit in &side.comparison.units {
        let id = article.ids[unit.row].as_str();
        let text = &*article.document.segments[unit.row].text;
        let before = texts.get(id);
        if before == Some(&text) {
            continue;
        }
        match unit.status {
            Status::Missing if before.is_none() && !side.side.is_overlay => cost.new.add(text),
            Status::Stale if !stale.contains(id) => {
                let class = unit.classes.heaviest().unwrap_or(Class::Wording);
                cost.stale.entry(class).or_default().add(text);
            }
            Status::Current if unit.carried => cost.carried.add(text),
            _ => {}
        }
    }
}
