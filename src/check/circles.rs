//! Circles: entries of a file whose references to each other lead back to where they began. Shared by checks of
//! Fluent; it judges nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::references::{Contents, Reference};
use crate::fluent::file::Kind;
use crate::translation::Translation;

/// Returns the entries of a file whose references to each other lead in a circle.
pub fn circles(translation: &Translation<'_>) -> BTreeSet<usize> {
    let mut edges: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (idx, entry) in translation.entries.iter().enumerate() {
        let mut contents = Contents::default();
        match &translation.file.items[entry.item].kind {
            Kind::Message(body) | Kind::Term(body) => {
                body.value().iter().for_each(|own| contents.pattern(own));
            }
            Kind::Comment(_) | Kind::Junk(_) => {}
        }
        let targets = contents
            .references
            .iter()
            .filter_map(|reference| match reference {
                Reference::Message {
                    id,
                    attribute: None,
                } => translation.get(id),
                Reference::Term {
                    id,
                    attribute: None,
                    ..
                } => translation.get(&format!("-{id}")),
                _ => None,
            });
        let targets: Vec<usize> = targets.collect();
        if !targets.is_empty() {
            edges.insert(idx, targets);
        }
    }
    // What leads nowhere goes, again and again, then what nothing leads to: circles are left.
    peel(&mut edges);
    let mut back: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (from, targets) in &edges {
        for to in targets.iter().filter(|to| edges.contains_key(to)) {
            back.entry(*to).or_default().push(*from);
        }
    }
    peel(&mut back);
    back.into_keys().collect()
}

/// Takes the nodes away from which every way ends.
fn peel(edges: &mut BTreeMap<usize, Vec<usize>>) {
    let mut n_left: BTreeMap<usize, usize> = BTreeMap::new();
    let mut back: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (from, targets) in &*edges {
        let inside = targets.iter().filter(|to| edges.contains_key(to));
        for to in inside.clone() {
            back.entry(*to).or_default().push(*from);
        }
        n_left.insert(*from, inside.count());
    }
    let mut ended: Vec<usize> = n_left
        .iter()
        .filter(|(_, n)| **n == 0)
        .map(|(node, _)| *node)
        .collect();
    while let Some(node) = ended.pop() {
        edges.remove(&node);
        for from in back.get(&node).into_iter().flatten() {
            let n = n_left.get_mut(from).expect("every node was counted");
            *n -= 1;
            if *n == 0 {
                ended.push(*from);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::file::Text;

    #[test]
    fn a_circle_is_found_and_what_leads_to_it_or_from_it_is_not() {
        let file = Text::new(
            "a = { b }\nb = { c } { e }\nc = { -d }\n-d = { b }\ne = { f }\nf = F\ng = { g }\nh = { g }\n    .own = { h }\n"
                .to_owned(),
        );
        let (translation, _) = Translation::read(&file);
        let found = circles(&translation);
        let ids: Vec<&str> = found
            .iter()
            .map(|idx| translation.entries[*idx].id)
            .collect();
        assert_eq!(ids, ["b", "c", "-d", "g"]);
    }

    #[test]
    fn long_chains_take_no_time() {
        let mut text: String = (1..20_000)
            .map(|n| format!("a{n} = {{ a{} }}\n", n - 1))
            .collect();
        text.push_str("a0 = { a0 }\n");
        let file = Text::new(text);
        let (translation, _) = Translation::read(&file);
        assert_eq!(circles(&translation).len(), 1);
    }
}
