//! The check `catalog`.

use super::scene::Scene;
use super::sheet::{Paper, Remark};
use super::{Check, Docs, Look, quote};
use crate::catalog;
use crate::finding::Severity;
use crate::relate::Article;
use crate::span::Span;

/// Finds catalogs that are behind their articles.
pub static CHECK: Check = Check {
    id: "catalog",
    summary: "Finds articles that `tolka sync` has not seen as they stand",
    docs: Docs {
        what: "Compares every article with its catalog, the source locale's Fluent file, which remembers the \
segments and their ids. It names the first place where the two differ.",
        why: "Until `tolka sync` has run, translators see the English of yesterday, and new segments have ids \
that are only provisional. A warning, because `tolka sync --check` is the gate for it.",
        example: "
```markdown source/accord.md
Related posts
```

```ftl locales/en/accord.ftl
### source/accord.md

sources =
    Sources
```

> the catalog is behind the article: 1 segment is new, 1 is gone, first at \"Related posts\"",
        todo: "Run `tolka sync` and commit what it writes.",
        sources: "- tolka's own: how ids survive edits",
    },
    severity: Severity::Warning,
    look: Look::Whole(look),
};

fn look<'s>(scene: &'s Scene<'s>) -> Vec<Remark<'s>> {
    let articles = scene.articles.iter();
    articles
        .filter_map(|(paper, article)| judge(paper, article))
        .collect()
}

fn judge<'s>(paper: &Paper<'s>, article: &'s Article<'s>) -> Option<Remark<'s>> {
    let help = "run \"tolka sync\"".to_owned();
    let segments = &article.document.segments;
    if article.catalog_raw.is_none() {
        if segments.is_empty() {
            return None;
        }
        let message = "the article has no catalog yet".to_owned();
        return Some(paper.remark(None, message, help));
    }
    let remembered = &article.catalog.entries;
    let mut is_kept = vec![false; remembered.len()];
    let (mut n_new, mut n_changed, mut n_moved) = (0, 0, 0);
    let mut first: Option<Span> = None;
    let mut last_old = None;
    for (segment, (origin, id)) in segments
        .iter()
        .zip(article.origins.iter().zip(&article.ids))
    {
        let behind = match origin.old() {
            None => Some(&mut n_new),
            Some(old) => {
                is_kept[old] = true;
                let before = last_old.replace(old);
                let entry = &remembered[old];
                let context = segment.starts_block.then_some(&*segment.context.0);
                let is_arrival = entry.from.is_some();
                if is_arrival {
                    last_old = before;
                }
                if entry.text != segment.text || entry.id != *id || entry.context != context {
                    Some(&mut n_changed)
                } else if is_arrival || before.is_some_and(|before| old < before) {
                    Some(&mut n_moved)
                } else {
                    None
                }
            }
        };
        if let Some(count) = behind {
            *count += 1;
            first = first.or(Some(segment.span));
        }
    }
    let n_gone = is_kept.iter().filter(|kept| !**kept).count();
    let counts = [
        (n_new, "new"),
        (n_changed, "changed"),
        (n_moved, "moved"),
        (n_gone, "gone"),
    ];
    let mut parts: Vec<String> = Vec::new();
    for (n, what) in counts.into_iter().filter(|(n, _)| 0 < *n) {
        let verb = if n == 1 { "is" } else { "are" };
        let noun = match (parts.is_empty(), n) {
            (true, 1) => " segment",
            (true, _) => " segments",
            (false, _) => "",
        };
        parts.push(format!("{n}{noun} {verb} {what}"));
    }
    if parts.is_empty() {
        let (raw, rows) = (article.catalog_raw?, article.rows());
        let is_written = catalog::is_of(raw, article.path, rows.iter().copied()) || {
            let written = catalog::write(article.path, rows.into_iter());
            catalog::like(Some(raw), written) == raw
        };
        let message = "the catalog is not as \"tolka sync\" would write it".to_owned();
        return (!is_written).then(|| paper.remark(None, message, help));
    }
    let place = first.map_or_else(String::new, |span| {
        format!(", first at {}", quote(span.of(paper.raw)))
    });
    let message = format!(
        "the catalog is behind the article: {}{place}",
        parts.join(", ")
    );
    Some(paper.remark(first, message, help))
}

#[cfg(test)]
mod tests {
    use crate::check::facts::Facts;
    use crate::check::levels::Levels;
    use crate::check::testing::{lines, with_workspace};

    const ARTICLE: &str = "# Accord\n\nColombia signed. Sweden did too.\n";
    const CATALOG: &str = "### source/a.md\n### Written by \"tolka sync\": edit the article, not this file.\n\n# @context heading 1\naccord =\n    Accord\n\n# @context paragraph\ncolombia-signed =\n    Colombia signed.\n\nsweden-did-too =\n    Sweden did too.\n\n### end\n";

    fn check(article: &str, catalog: Option<&str>, expect: &[&str]) {
        let mut files = vec![("source/a.md", article)];
        files.extend(catalog.map(|catalog| ("locales/en/a.ftl", catalog)));
        with_workspace(&files, |workspace| {
            let findings = crate::check::run(workspace, &Facts::default(), &Levels::default());
            assert_eq!(lines(&findings, "catalog"), expect);
        });
    }

    #[test]
    fn fires_without_a_catalog() {
        check(ARTICLE, None, &["- - the article has no catalog yet"]);
    }

    #[test]
    fn fires_on_edits_moves_and_segments_that_are_new() {
        check(
            &ARTICLE.replace("signed.", "has signed."),
            Some(CATALOG),
            &[
                "- 3:1-3:21 the catalog is behind the article: 1 segment is changed, first at \"Colombia has signed.\"",
            ],
        );
        check(
            &format!("{ARTICLE}\nRussia, on the other hand, waited.\n"),
            Some(CATALOG),
            &[
                "- 5:1-5:35 the catalog is behind the article: 1 segment is new, first at \"Russia, on the other hand, waited.\"",
            ],
        );
        check(
            "# Accord\n",
            Some(CATALOG),
            &["- - the catalog is behind the article: 2 segments are gone"],
        );
    }

    #[test]
    fn fires_on_a_catalog_that_was_edited() {
        check(
            ARTICLE,
            Some(&CATALOG.replace("### end", "# mine")),
            &["- - the catalog is not as \"tolka sync\" would write it"],
        );
    }

    #[test]
    fn silent_where_the_catalog_is_the_articles() {
        check(ARTICLE, Some(CATALOG), &[]);
        check(&ARTICLE.replace(". ", ".\n"), Some(CATALOG), &[]);
        check("```\ncode\n```\n", None, &[]);
    }
}
