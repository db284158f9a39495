//! Markup: whether the same markup stands at the same words, with the same targets.

use super::atoms::{Kind, Placed, Visible};
use super::tag::attributes;
use super::{Element, MarkKind};
use crate::change::{Class, Classes};

/// Attributes of a tag whose values nobody reads; a component may show any other.
const SILENT: &[&str] = &[
    "align",
    "class",
    "colspan",
    "dir",
    "height",
    "hidden",
    "href",
    "id",
    "lang",
    "loading",
    "name",
    "rel",
    "role",
    "rowspan",
    "sizes",
    "src",
    "srcset",
    "style",
    "target",
    "translate",
    "type",
    "width",
];

/// Finds the classes by which the marks of `old` become those of `new`, whose visible texts have the same words.
pub(super) fn compare(old: &Visible, new: &Visible) -> Classes {
    if !said(old).eq(said(new)) {
        return [Class::Wording].into_iter().collect();
    }
    let [old_raised, new_raised] = [old, new].map(|visible| struck_and_raised(visible));
    if old_raised.0 != new_raised.0 {
        // What is struck out is no longer said.
        return [Class::Wording].into_iter().collect();
    }
    let number = (old_raised.1 != new_raised.1).then_some(Class::Number);
    if old.marks.len() != new.marks.len() {
        return number.into_iter().chain([Class::Markup]).collect();
    }
    let pairs = anchors(old)
        .zip(anchors(new))
        .zip(old.marks.iter().zip(&new.marks));
    let class = |((old_anchor, new_anchor), (a, b)): ((Anchor, Anchor), (&Placed, &Placed))| {
        if a.kind != b.kind || old_anchor != new_anchor {
            return Some(Class::Markup);
        }
        match a.kind {
            _ if a.text == b.text => None,
            MarkKind::Target | MarkKind::Address => Some(Class::Target),
            // The translation keeps delimiters of its own there. Those of links tell a target from a label.
            MarkKind::Open(element) | MarkKind::Close(element)
                if !matches!(element, Element::Link | Element::Image) =>
            {
                Some(Class::Target)
            }
            _ if a.text.split_whitespace().eq(b.text.split_whitespace()) => Some(Class::Layout),
            _ => Some(Class::Markup),
        }
    };
    pairs.filter_map(class).chain(number).collect()
}

/// Yields what the attributes of tags say: `alt`, `title`, `caption` and the like.
fn said<'v>(visible: &'v Visible) -> impl Iterator<Item = &'v str> {
    let is_tag = |mark: &&Placed| mark.kind == MarkKind::Tag && !mark.text.starts_with("<!");
    let tags = visible.marks.iter().filter(is_tag);
    let values = tags.flat_map(|mark| attributes(mark.text));
    let is_silent = |name: &str| SILENT.contains(&name) || name.starts_with("data-");
    values
        .filter(move |(name, _)| !is_silent(name))
        .map(|(_, value)| value)
}

/// Returns the places where something is struck out, and the tags that raise or lower: `10<sup>2</sup>`.
fn struck_and_raised<'v>(visible: &'v Visible) -> (Vec<Anchor>, Vec<(Anchor, &'v str)>) {
    let is_tag = |mark: &Placed, names: &[&str]| {
        let name = mark.text.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next();
        mark.kind == MarkKind::Tag
            && name.is_some_and(|name| names.iter().any(|own| own.eq_ignore_ascii_case(name)))
    };
    let is_struck = |mark: &Placed| {
        let strikes = Element::Strikethrough;
        matches!(mark.kind, MarkKind::Open(element) | MarkKind::Close(element) if element == strikes)
            || is_tag(mark, &["del", "s", "strike"])
    };
    let mut found = (Vec::new(), Vec::new());
    for (anchor, mark) in anchors(visible).zip(&visible.marks) {
        if is_struck(mark) {
            found.0.push(anchor);
        } else if is_tag(mark, &["sup", "sub"]) {
            found.1.push((anchor, mark.text));
        }
    }
    found
}

/// Is where a mark stands: how many words are behind, and how far inside the next one it is.
type Anchor = (usize, usize);

fn anchors(visible: &Visible) -> impl Iterator<Item = Anchor> {
    let is_core = |kind| matches!(kind, Kind::Word | Kind::Number | Kind::Verbatim);
    let mut cores = visible
        .atoms
        .iter()
        .filter(move |atom| is_core(atom.kind))
        .peekable();
    let mut n_behind = 0;
    visible.marks.iter().map(move |mark| {
        while cores.next_if(|core| core.end <= mark.at).is_some() {
            n_behind += 1;
        }
        let inside = cores
            .peek()
            .map_or(0, |core| mark.at.saturating_sub(core.start));
        (n_behind, inside)
    })
}
