//! The check `anchors`.

use super::built::{Built, Original};
use super::scene::Scene;
use super::sheet::{Paper, Remark, Sheet};
use super::{Check, Docs, Look};
use crate::document::anchors::{Anchors, fragment, may_have_links};
use crate::document::inline::Kind;
use crate::finding::Severity;
use crate::span::Span;

/// Finds links within an article that lead nowhere.
pub static CHECK: Check = Check {
    id: "anchors",
    summary: "Finds links to a place of the same article that is not there",
    docs: Docs {
        what: "Assembles every article in every locale and looks where its `#fragment` links lead: to an id that is \
written (`## Sources {#sources}`, `<a id=\"sources\">`), or to a heading by the id that renderers make of its words \
(GitHub, Hugo, Docusaurus and mdBook keep all letters, MkDocs those of ASCII; the second of two equal headings gets a \
number). Links of the English that lead nowhere are said at the article.",
        why: "A heading that is translated has another id, and the link that led to it leads nowhere without anybody \
noticing: its own words are right.",
        example: "
```markdown source/a.md
## Sources

See the [sources](#sources).
```

```ftl locales/es/a.ftl
### source/a.md

# @source Sources
sources =
    Fuentes

# @source See the [sources](#sources).
see-the-sources-sources =
    Véanse las [fuentes](#sources).
```

> #sources leads nowhere in the article",
        todo: "Write the id that the translated heading has; the finding names it. Or give the heading of the article \
an id of its own, `## Sources {#sources}`, which all translations keep.",
        sources: "- [HTML: navigating to a fragment](https://html.spec.whatwg.org/multipage/browsing-the-web.html#scroll-to-fragid)
- [CommonMark](https://spec.commonmark.org) has no ids of headings: they are the renderers'",
    },
    severity: Severity::Warning,
    look: Look::Built(Some(of_source), of_locale),
};

fn of_source<'s>(paper: &Paper<'s>, original: &Original<'s>) -> Vec<Remark<'s>> {
    if !may_have_links(original.article.document.source) {
        return Vec::new();
    }
    let own = &original.outline().anchors;
    let lost = own.links.iter().filter(|(link, _)| !own.has(link));
    let remarks = lost.map(|(link, at)| {
        let stretch = paper.raw[*at..].find(link.as_str());
        let start = stretch.map_or(*at, |found| at + found);
        let end = stretch.map_or(*at, |_| start + link.len());
        paper.remark(
            Some(Span::new(start, end)),
            leads_nowhere(link),
            "write the id of a heading, or give the place an id".to_owned(),
        )
    });
    remarks.collect()
}

fn of_locale<'s>(
    scene: &'s Scene<'s>,
    sheet: &'s Sheet<'s>,
    built: &Built<'_, 's>,
) -> Vec<Remark<'s>> {
    let mut remarks = Vec::new();
    // A text that keeps the shape brings no place that the article has not.
    let source = built.original.article.document.source;
    let is_without = || built.keeps_shape() && !may_have_links(source);
    if !built.has_text() || is_without() || !may_have_links(built.text()) {
        return remarks;
    }
    let own = &built.outline().anchors;
    if own.links.is_empty() {
        return remarks;
    }
    let source = &built.original.outline().anchors;
    let is_lost = |link: &str| !own.has(link) && source.has(link);
    let mut lost: Vec<&str> = own.links.iter().map(|(link, _)| link.as_str()).collect();
    lost.retain(|link| is_lost(link));
    if lost.is_empty() {
        return remarks;
    }
    let help = |link: &str| match counterpart(link, source, own) {
        Some(id) => {
            format!("the heading is #{id} here; or give the article's heading the id {link}")
        }
        None => "write the id of a heading, or give the place in the article an id".to_owned(),
    };
    for row in 0..sheet.n_rows() {
        let Some((pair, entry)) = scene.pair(sheet, row) else {
            continue;
        };
        for item in &pair.inventory().items {
            let link = match &item.kind {
                Kind::Link { target, .. } => fragment(target),
                Kind::Html(_) => lost.iter().copied().find(|link| {
                    pair.translation[item.range.clone()].contains(&format!("#{link}"))
                }),
                _ => None,
            };
            let Some(link) = link.filter(|link| lost.contains(link)) else {
                continue;
            };
            let stretch = &pair.translation[item.range.clone()];
            let words = stretch.rfind(&format!("#{link}")).map(|found| {
                let start = item.range.start + found;
                start..start + 1 + link.len()
            });
            let flaw = super::pair::Flaw {
                message: leads_nowhere(link),
                help: help(link),
                words,
                fix: None,
                ..super::pair::Flaw::default()
            };
            remarks.push(sheet.remark_on_words(row, &pair, entry, flaw));
            lost.retain(|other| *other != link);
        }
    }
    // Where the link is the article's own: a definition, or a segment that is not translated.
    for link in lost {
        let message = leads_nowhere(link);
        remarks.push(sheet.paper.remark(None, message, help(link)));
    }
    remarks
}

fn leads_nowhere(link: &str) -> String {
    format!("#{link} leads nowhere in the article")
}

/// Returns the id of the heading that stands where the source has the one that a link leads to.
fn counterpart<'a>(link: &str, source: &Anchors, own: &'a Anchors) -> Option<&'a str> {
    if source.headings.len() != own.headings.len() {
        return None;
    }
    let mut headings = source.headings.iter();
    let idx = headings.position(|(_, ids)| ids.iter().any(|id| id == link))?;
    own.headings[idx].1.first().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_article;

    #[track_caller]
    fn check(article: &str, translation: &str, expect: &[&str]) {
        check_article("anchors", article, "es", translation, expect);
    }

    const ARTICLE: &str = "## Sources\n\nSee [them](#sources).\n";

    #[test]
    fn fires_where_the_heading_has_another_id() {
        check(
            ARTICLE,
            "# @source Sources\nsources = Las fuentes\n\n# @source See [them](#sources).\nsee-them-sources =\n    Véanse [aquí](#sources).\n",
            &["see-them-sources 6:19-6:27 #sources leads nowhere in the article"],
        );
        check(
            "## Sources\n\nSee [them][s].\n\n[s]: #sources\n",
            "# @source Sources\nsources = Las fuentes\n",
            &["- - #sources leads nowhere in the article"],
        );
    }

    #[test]
    fn fires_at_the_article_where_the_english_leads_nowhere() {
        check(
            "# One\n\nSee [them](#sources).\n",
            "# @source See [them](#sources).\nsee-them-sources = Véanse [aquí](#sources).\n",
            &["- 3:13-3:20 #sources leads nowhere in the article"],
        );
    }

    #[test]
    fn silent_where_links_lead_somewhere() {
        check(
            ARTICLE,
            "# @source Sources\nsources = Las fuentes\n\n# @source See [them](#sources).\nsee-them-sources = Véanse [aquí](#las-fuentes).\n",
            &[],
        );
        check(
            "## Sources {#sources}\n\nSee [them](#sources).\n",
            "# @source Sources\nsources = Las fuentes\n\n# @source See [them](#sources).\nsee-them-sources = Véanse [aquí](#sources).\n",
            &[],
        );
        check(
            ARTICLE,
            "# @source See [them](#sources).\nsee-them-sources = Véanse [aquí](#sources).\n",
            &[],
        );
    }

    #[test]
    fn can_be_ignored() {
        check(
            ARTICLE,
            "# @source Sources\nsources = Las fuentes\n\n# @ignore anchors (elsewhere)\n# @source See [them](#sources).\nsee-them-sources = Véanse [aquí](#sources).\n",
            &[],
        );
    }
}
