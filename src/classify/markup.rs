//! Markup: whether the same markup stands at the same words, with the same targets.

use super::atoms::{Kind, Placed, Visible};
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
    if old.marks.len() != new.marks.len() {
        return [Class::Markup].into_iter().collect();
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
    pairs.filter_map(class).collect()
}

/// Yields what the attributes of tags say: `alt`, `title`, `caption` and the like.
fn said<'v>(visible: &'v Visible) -> impl Iterator<Item = &'v str> {
    let is_tag = |mark: &&Placed| mark.kind == MarkKind::Tag && !mark.text.starts_with("<!");
    let values = visible.marks.iter().filter(is_tag).flat_map(|mark| {
        let mut rest = mark.text;
        std::iter::from_fn(move || {
            let (name, value) = rest.split_at(rest.find(['"', '\''])?);
            let (value, after) = value[1..].split_once(char::from(value.as_bytes()[0]))?;
            rest = after;
            Some((name, value))
        })
    });
    let is_silent = |before: &str| {
        let name = before.trim_end().trim_end_matches('=').trim_end();
        let name = name.rsplit(char::is_whitespace).next().unwrap_or_default();
        SILENT.contains(&name) || name.starts_with("data-")
    };
    values
        .filter(move |(before, _)| !is_silent(before))
        .map(|(_, value)| value)
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
