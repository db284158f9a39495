//! The check `structure`.

use super::built::Built;
use super::html::unbuildable;
use super::scene::Scene;
use super::sheet::{Remark, Sheet, value_span};
use super::{Check, Docs, Look, code, images, links, markup, quote};
use crate::document::inline::{Item, Kind};
use crate::document::structure::{Placed, Shape, difference};
use crate::finding::Severity;
use crate::relate::Article;

/// Finds translations that would change the structure of their article.
pub static CHECK: Check = Check {
    id: "structure",
    summary: "Finds translations that cannot stand in their article, and articles that would come out in another shape",
    docs: Docs {
        what: "Asks first of every translation whether it can be written where its English stands: one that would \
begin a block that no escape prevents, or whose HTML elements have no end, is not built. Then it assembles the article in each locale, reads it as the source \
is read and compares the two: headings with their levels, lists and their items, tables, code blocks, footnotes, \
links and images. It names the first difference. Inside a block the order of links is free; what the checks \
of markup say of a text already is not said again.",
        why: "A translation that cannot be built is not seen: the English stands in its place, although \
the status says that all is well. And a heading, an item or a link that is lost is lost to every reader.",
        example: "
```markdown source/a.md
See [it] now.

[it]: /a
```

```ftl locales/es/a.ftl
### source/a.md

# @source See [it] now.
see-it-now =
    Véase ahora.
```

> a link is lost in the article",
        todo: "Write the translation with the markup of its English and no other. Until then the English stands \
there.",
        sources: "- [CommonMark](https://spec.commonmark.org), [GitHub Flavored Markdown](https://github.github.com/gfm/), [HTML](https://html.spec.whatwg.org)",
    },
    severity: Severity::Error,
    look: Look::Built(None, look),
};

fn look<'s>(scene: &'s Scene<'s>, sheet: &'s Sheet<'s>, built: &Built<'_, 's>) -> Vec<Remark<'s>> {
    if !built.has_text() || built.keeps_shape() {
        return Vec::new();
    }
    let mut remarks = unbuildable(sheet, built, &|reason| !reason.is_foreign);
    remarks.extend(differing(scene, sheet, built));
    remarks
}

/// Remarks on the first difference in shape between an article and its source.
fn differing<'s>(
    scene: &'s Scene<'s>,
    sheet: &Sheet<'s>,
    built: &Built<'_, 's>,
) -> Option<Remark<'s>> {
    let article = built.original.article;
    let document = &article.document;
    let source = &built.original.outline().shapes;
    let own = &built.outline().shapes;
    let found = difference(&blocks(source), &blocks(own));
    let (row, message) = match found {
        Some(found) => {
            let offset = found.left.as_ref().map(|(_, offset)| *offset);
            let offset = offset.unwrap_or(document.source.len());
            let row = row_before(article, sheet, offset)?;
            (row, format!("the article comes out with {found}"))
        }
        None => inline_difference(scene, article, sheet, (source, own))?,
    };
    let (_, entry) = sheet.entry(row)?;
    let help = format!(
        "the place in the source is {}; mend this text or one beside it",
        quote(&document.segments[row].text)
    );
    Some(Remark {
        region: Some(sheet.paper.region(value_span(sheet.paper.raw, entry))),
        ..sheet.remark_on_unit(row, message, help)
    })
}

/// Returns the last row with an entry that begins at or before `offset`, or the first one.
fn row_before(article: &Article<'_>, sheet: &Sheet<'_>, offset: usize) -> Option<usize> {
    let rows = (0..sheet.n_rows()).filter(|row| sheet.own.texts[*row].is_some());
    let rows = rows.filter(|row| sheet.entry(*row).is_some());
    let (before, after): (Vec<usize>, Vec<usize>) =
        rows.partition(|row| article.document.segments[*row].span.start <= offset);
    before.last().or(after.first()).copied()
}

fn is_inline(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::Link | Shape::Image | Shape::FootnoteReference(_)
    )
}

fn blocks(shapes: &[Placed]) -> Vec<Placed> {
    let blocks = shapes.iter().filter(|placed| !is_inline(&placed.shape));
    blocks.cloned().collect()
}

/// Is what stands in one block besides words.
struct Inside {
    /// The block's first byte.
    start: usize,
    /// Its links, images and references, sorted: their order is the language's.
    names: Vec<String>,
}

/// Cuts a shape at its blocks.
fn insides(shapes: &[Placed]) -> Vec<Inside> {
    let begin = |start| Inside {
        start,
        names: Vec::new(),
    };
    let mut insides = vec![begin(0)];
    for placed in shapes {
        match insides.last_mut() {
            Some(last) if is_inline(&placed.shape) => last.names.push(placed.shape.to_string()),
            _ => insides.push(begin(placed.offset)),
        }
    }
    for inside in &mut insides {
        inside.names.sort();
    }
    insides
}

/// Finds the first block whose links, images or references to footnotes differ, with what is to be said of it.
fn inline_difference<'s>(
    scene: &'s Scene<'s>,
    article: &'s Article<'s>,
    sheet: &Sheet<'s>,
    (source, own): (&[Placed], &[Placed]),
) -> Option<(usize, String)> {
    let (source, own) = (insides(source), insides(own));
    let segments = &article.document.segments;
    for (idx, (left, right)) in source.iter().zip(&own).enumerate() {
        if left.names == right.names {
            continue;
        }
        let end = source.get(idx + 1).map_or(usize::MAX, |next| next.start);
        let rows = (0..sheet.n_rows())
            .filter(|row| (left.start..end).contains(&segments[*row].span.start))
            .filter(|row| sheet.entry(*row).is_some() && sheet.own.texts[*row].is_some());
        let rows: Vec<usize> = rows.collect();
        let Some(first) = rows.first() else { continue };
        if rows.iter().any(|row| is_said(scene, sheet, *row)) {
            continue;
        }
        let lacks = |names: &[String], from: &[String]| {
            let n =
                |names: &[String], name: &String| names.iter().filter(|one| *one == name).count();
            let found = from.iter().find(|name| n(names, name) < n(from, name));
            found.cloned()
        };
        let message = match lacks(&right.names, &left.names) {
            Some(name) => format!("{name} is lost in the article"),
            None => format!("{} is not in the source", lacks(&left.names, &right.names)?),
        };
        return Some((*first, message));
    }
    None
}

/// Tells whether a check of markup says what is wrong with a text, may not say it, or lets an address stand for a link.
fn is_said(scene: &Scene<'_>, sheet: &Sheet<'_>, row: usize) -> bool {
    let Some((pair, entry)) = scene.pair(sheet, row) else {
        return false;
    };
    let n_addresses = |items: &[Item]| {
        let addresses = items
            .iter()
            .filter(|item| matches!(item.kind, Kind::Autolink(_)));
        addresses.count()
    };
    let addresses = [pair.source_inventory(), pair.inventory()].map(|own| n_addresses(&own.items));
    let judges = [links::judge, images::judge, code::judge, markup::judge];
    let ids = [
        links::CHECK.id,
        images::CHECK.id,
        code::CHECK.id,
        markup::CHECK.id,
    ];
    entry.ignores().any(|id| ids.contains(&id))
        || addresses[0] != addresses[1]
        || judges.iter().any(|judge| judge(&pair).is_some())
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_article;

    fn check(article: &str, translation: &str, expect: &[&str]) {
        check_article("structure", article, "es", translation, expect);
    }

    #[test]
    fn fires_on_a_reference_that_the_text_alone_does_not_show() {
        check(
            "See [it] now.\n\n[it]: /a\n",
            "# @source See [it] now.\nsee-it-now = Véase ahora.\n",
            &["see-it-now 2:14-2:26 a link is lost in the article"],
        );
    }

    #[test]
    fn what_markup_says_is_not_said_again() {
        check(
            "See [it](/a) now.\n",
            "# @source See [it](/a) now.\nsee-it-now = Véase ahora.\n",
            &[],
        );
    }

    #[test]
    fn silent_where_the_shape_is_the_same() {
        let article =
            "# One\n\n- See [a](/a) and ![b](/b).\n- Two\n\n| C | D |\n|---|---|\n| E | F |\n";
        check(
            article,
            "# @source One\none = # Uno\n\n# @source See [a](/a) and ![b](/b).\nsee-a-and-b = - Véase ![b](/b) y [a](/a).\n\n# @source C\nc = Ce | de\n",
            &[],
        );
        check(
            "Visit https://example.org now.\n",
            "# @source Visit https://example.org now.\nvisit-https-example-org = Visite [ahora](https://example.org).\n",
            &[],
        );
        check("One.\n", "# @source One.\n# one =\n", &[]);
    }
}
