//! Differences: the inline markup that one of two texts has and the other lacks. Shared by the checks of links,
//! images, code and markup; it weighs nothing.
//!
//! Their order is free, and so is what each language sets as it likes.

use std::collections::BTreeMap;
use std::ops::Range;

use super::addresses::is_local_variant;
use super::pair::{Flaw, Pair};
use super::placeholders::is_same_code;
use super::quote;
use crate::document::inline::{Inventory, Item, Kind};

/// Is what a check of markup looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Links, bare addresses and footnotes.
    Links,
    /// Images.
    Images,
    /// Code, formulas and protected spans.
    Code,
    /// Emphasis and HTML.
    Words,
}

/// Is what makes two pieces of markup the same.
type Key = (&'static str, String);

/// Is what one side has and the other lacks.
#[derive(Debug, Default)]
pub struct Differences {
    /// What the English has.
    pub lost: Vec<(Key, Range<usize>)>,
    /// What the translation has.
    pub added: Vec<(Key, Range<usize>)>,
}

/// Finds what of a group is lost or added; `None` where neither text has any markup.
pub fn differences(pair: &Pair<'_>, group: Group) -> Option<Differences> {
    if pair.is_without_markup() {
        return None;
    }
    let (english, own) = (pair.source_inventory(), pair.inventory());
    let has = |inventory: &Inventory| inventory.items.iter().any(|item| of(item) == group);
    if !has(english) && !has(own) {
        return None;
    }
    if is_same_in_order(english, own, group) {
        return Some(Differences::default());
    }
    let mut lost = keys(english, group);
    let mut added = keys(own, group);
    // What both have is no difference.
    for (key, places) in &mut lost {
        if let Some(others) = added.get_mut(key) {
            let n = places.len().min(others.len());
            places.drain(..n);
            others.drain(..n);
        }
    }
    let mut lost = flat(lost);
    let mut added = flat(added);
    pair_off(&mut lost, &mut added, |one, other| {
        one.0 == other.0
            && match group {
                Group::Links | Group::Images => is_local_variant(&one.1, &other.1, pair),
                Group::Code => is_same_code(&one.1, &other.1, pair),
                Group::Words => false,
            }
    });
    Some(Differences { lost, added })
}

impl Differences {
    /// Says what is wrong, of the first piece that is.
    pub fn flaw(&self) -> Option<Flaw> {
        let message = match (self.lost.first(), self.added.first()) {
            (None, None) => return None,
            (Some((one, _)), Some((other, _))) if one.0 == other.0 && !one.1.is_empty() => {
                format!(
                    "{} stands where the English has {}",
                    named(other),
                    named(one)
                )
            }
            (Some((one, _)), _) => format!("{} is lost", named(one)),
            (None, Some((one, _))) => format!("{} is not in the English", named(one)),
        };
        Some(Flaw {
            message,
            help: "write the markup of the English around the words of the translation".to_owned(),
            words: self.added.first().map(|(_, range)| range.clone()),
            fix: None,
            ..Flaw::default()
        })
    }
}

/// Tells whether a text has a piece that is the same as one that is lost or added elsewhere.
pub fn has(inventory: &Inventory, group: Group, key: &Key) -> bool {
    keys(inventory, group).contains_key(key)
}

/// Tells whether two texts have the same markup in the same order, as most have.
fn is_same_in_order(english: &Inventory, own: &Inventory, group: Group) -> bool {
    let of_group = |item: &&Item| of(item) == group;
    let english = english.items.iter().filter(of_group);
    let mut own = own.items.iter().filter(of_group);
    let has_all = english.into_iter().all(|item| {
        own.next()
            .is_some_and(|other| match (&item.kind, &other.kind) {
                (Kind::Emphasis { .. }, Kind::Emphasis { .. })
                | (Kind::Strong { .. }, Kind::Strong { .. }) => true,
                (one, other) => one == other,
            })
    });
    has_all && own.next().is_none()
}

/// Returns the group of a piece of markup.
fn of(item: &Item) -> Group {
    match &item.kind {
        Kind::Link { .. } | Kind::Autolink(_) | Kind::Footnote(_) => Group::Links,
        Kind::Image { .. } => Group::Images,
        Kind::Code(_) | Kind::Math(_) | Kind::Protected(_) => Group::Code,
        Kind::Emphasis { .. } | Kind::Strong { .. } | Kind::Strikethrough | Kind::Html(_) => {
            Group::Words
        }
    }
}

fn keys(inventory: &Inventory, group: Group) -> BTreeMap<Key, Vec<Range<usize>>> {
    let mut keys: BTreeMap<Key, Vec<Range<usize>>> = BTreeMap::new();
    for item in inventory.items.iter().filter(|item| of(item) == group) {
        if let Some(key) = key(item) {
            keys.entry(key).or_default().push(item.range.clone());
        }
    }
    keys
}

fn key(item: &Item) -> Option<Key> {
    Some(match &item.kind {
        Kind::Emphasis { .. } => ("emphasis", String::new()),
        Kind::Strong { .. } => ("strong emphasis", String::new()),
        Kind::Strikethrough => ("strikethrough", String::new()),
        // White space at the edges of code is set as the writer likes.
        Kind::Code(code) => ("code", code.trim().to_owned()),
        // A bare address may become a link with words, and a link a bare address.
        Kind::Link {
            target,
            reference: false,
            ..
        }
        | Kind::Autolink(target) => ("link", target.clone()),
        Kind::Link { target, .. } => ("reference", target.to_lowercase()),
        Kind::Image { target, .. } => ("image", target.clone()),
        Kind::Html(html) => ("HTML", tag(html)?),
        Kind::Footnote(label) => ("footnote", label.to_lowercase()),
        Kind::Math(formula) => ("formula", formula.clone()),
        Kind::Protected(text) => ("protected text", text.clone()),
    })
}

/// Returns `<name>` or `</name>` of a tag; a comment is none.
fn tag(html: &str) -> Option<String> {
    let inside = html.strip_prefix('<')?;
    let (slash, inside) = match inside.strip_prefix('/') {
        Some(inside) => ("/", inside),
        None => ("", inside),
    };
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let name = inside[..end.unwrap_or(inside.len())].to_ascii_lowercase();
    (!name.is_empty()).then(|| format!("<{slash}{name}>"))
}

fn flat(keys: BTreeMap<Key, Vec<Range<usize>>>) -> Vec<(Key, Range<usize>)> {
    let flat = keys
        .into_iter()
        .flat_map(|(key, places)| places.into_iter().map(move |place| (key.clone(), place)));
    flat.collect()
}

fn pair_off(
    lost: &mut Vec<(Key, Range<usize>)>,
    added: &mut Vec<(Key, Range<usize>)>,
    fits: impl Fn(&Key, &Key) -> bool,
) {
    lost.retain(|(one, _)| {
        let found = added.iter().position(|(other, _)| fits(one, other));
        match found {
            Some(idx) => {
                added.remove(idx);
                false
            }
            None => true,
        }
    });
}

fn named((kind, text): &Key) -> String {
    match *kind {
        "link" => format!("the link to {text}"),
        "image" => format!("the image {text}"),
        "reference" => format!("the link to [{text}]"),
        "footnote" => format!("the footnote [^{text}]"),
        "code" => format!("the code `{text}`"),
        "HTML" => text.clone(),
        "formula" | "protected text" => format!("the {kind} {}", quote(text)),
        _ => kind.to_string(),
    }
}
