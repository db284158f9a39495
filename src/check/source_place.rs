//! Source place: where the English stands that a finding is about. Found for all findings at once, so that no
//! check has to know it.

use std::collections::HashMap;

use super::scene::Scene;
use super::sheet::{Paper, Rows, Sheet};
use crate::finding::{Finding, Place};
use crate::span::Span;

/// Is where the segments or messages of a source stand, by id.
struct Source<'s> {
    paper: &'s Paper<'s>,
    spans: HashMap<&'s str, Span>,
}

/// Gives every finding on a translation the place of its English.
pub(super) fn relate_places<'f>(
    scene: &Scene<'_>,
    findings: impl Iterator<Item = &'f mut Finding>,
) {
    let sheets: HashMap<&str, &Sheet<'_>> = scene
        .sheets
        .iter()
        .map(|sheet| (sheet.paper.path, sheet))
        .collect();
    let papers = scene.articles.iter().map(|(paper, _)| paper);
    let papers = papers.chain(scene.sources.iter().map(|(paper, _)| paper));
    let papers: HashMap<&str, &Paper<'_>> = papers.map(|paper| (paper.path, paper)).collect();
    let mut sources: HashMap<&str, Source<'_>> = HashMap::new();
    for finding in findings {
        let (Some(id), Some(sheet)) = (&finding.id, sheets.get(&*finding.path)) else {
            continue;
        };
        let Some(paper) = papers.get(sheet.source_path()) else {
            continue;
        };
        let source = sources
            .entry(paper.path)
            .or_insert_with(|| read(sheet, paper));
        finding.source = source.spans.get(&**id).map(|span| Place {
            path: source.paper.path.to_owned(),
            region: source.paper.region(*span),
        });
    }
}

fn read<'s>(sheet: &Sheet<'s>, paper: &'s Paper<'s>) -> Source<'s> {
    let rows = 0..sheet.n_rows();
    let spans = rows.filter_map(|row| {
        let id = sheet.id(row);
        let span = match sheet.rows {
            Rows::Article(article) => article.document.segments[row].span,
            Rows::Messages(messages) => {
                let idx = messages.source.get(id)?;
                messages.source.entries[idx].id_span
            }
        };
        Some((id, span))
    });
    Source {
        paper,
        spans: spans.collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::facts::Facts;
    use crate::check::levels::Levels;
    use crate::check::run;
    use crate::check::testing::with_workspace;

    fn check(files: &[(&str, &str)], expect: &[(&str, usize, usize)]) {
        with_workspace(files, |workspace| {
            let findings = run(workspace, &Facts::default(), &Levels::default());
            let places: Vec<_> = findings
                .iter()
                .filter_map(|finding| finding.source.as_ref())
                .map(|place| {
                    let start = place.region.start;
                    (place.path.as_str(), start.line, start.column)
                })
                .collect();
            assert_eq!(places, expect);
        });
    }

    #[test]
    fn a_segment_stands_in_its_article_and_a_message_in_its_file() {
        check(
            &[
                ("source/a.md", "Ö one. Two three.\n"),
                (
                    "locales/es/a.ftl",
                    "### source/a.md\n\n# @source Two three.\n# two-three =\n\n### end\n",
                ),
            ],
            &[("source/a.md", 1, 1), ("source/a.md", 1, 8)],
        );
        check(
            &[
                ("locales/en/site.ftl", "a = One\n\nb = Two\n"),
                (
                    "locales/es/site.ftl",
                    "# @source One\na = Uno\n\n# @source Two\n# b =\n",
                ),
            ],
            &[("locales/en/site.ftl", 3, 1)],
        );
    }
}
