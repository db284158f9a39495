//! Prove: whether the laws of articles hold for one of them.
//!
//! Pure: it is handed a document; who asks, and how it is told, is for others.

use crate::assemble::{Choice, Style, assemble};
use crate::document::Document;
use crate::document::structure::{difference, structure};
use crate::pseudo;

/// Is a law that does not hold of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The law, by its name.
    pub law: &'static str,
    /// What was seen: a full sentence without its full stop.
    pub message: String,
    /// The first byte of the article concerned.
    pub offset: usize,
}

/// Returns the laws that a document breaks: its parts are all of it, what is assembled of its own texts is the
/// source, and in other letters it has the same structure.
pub fn broken_laws(document: &Document<'_>) -> Vec<Broken> {
    let checks = [parts(document), whole(document), shape(document)];
    checks.into_iter().flatten().collect()
}

fn parts(document: &Document<'_>) -> Option<Broken> {
    let mut at = 0;
    for part in &document.parts {
        let span = part.span();
        if span.start != at {
            at = at.min(span.start);
            break;
        }
        at = span.end;
    }
    (at != document.source.len()).then(|| Broken {
        law: "parts_concatenate_to_source",
        message: format!(
            "the parts do not concatenate to the source: the first byte that differs is {at}"
        ),
        offset: at,
    })
}

const WHOLE: &str = "assembling_the_source_gives_the_source";

fn whole(document: &Document<'_>) -> Option<Broken> {
    let segments = document.segments.iter();
    let texts: Vec<Choice<'_>> = segments
        .map(|segment| Choice::Text(&segment.text))
        .collect();
    let assembled = assemble(document, &texts, Style::default());
    if assembled.text == document.source {
        return None;
    }
    let pairs = assembled.text.bytes().zip(document.source.bytes());
    let offset = pairs.take_while(|(left, right)| left == right).count();
    Some(Broken {
        law: WHOLE,
        message: format!(
            "assembling the source does not give the source: the first byte that differs is {offset}"
        ),
        offset,
    })
}

fn shape(document: &Document<'_>) -> Option<Broken> {
    let texts = pseudo::texts(document);
    let choices: Vec<Choice<'_>> = texts.iter().map(|text| Choice::Text(text)).collect();
    let assembled = assemble(document, &choices, Style::default());
    if let Some((idx, problem)) = assembled.problems.first() {
        return Some(Broken {
            law: WHOLE,
            message: format!("in other letters a text is not built: {}", problem.reason),
            offset: document.segments[*idx].span.start,
        });
    }
    let shapes = [document.source, &assembled.text].map(|text| structure(text, document.format));
    let found = difference(&shapes[0], &shapes[1])?;
    Some(Broken {
        law: WHOLE,
        message: format!("in other letters the article comes out with {found}"),
        offset: found
            .left
            .map_or(document.source.len(), |(_, offset)| offset),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, Part, Settings, Unit};
    use crate::segment::Rules;

    fn check(source: &str, format: Format) {
        let settings = Settings {
            unit: Unit::Sentence,
            front_matter: vec!["title".into()],
            protect: Vec::new(),
            rules: Rules::new("en"),
        };
        let (document, _) = Document::parse(source, format, &settings);
        assert_eq!(broken_laws(&document), [], "{source:?}");
    }

    #[test]
    fn the_laws_hold_for_awkward_articles() {
        for source in [
            "",
            "\u{feff}---\r\ntitle: 'A ''b'''\r\n---\r\n# C #\r\n\r\n> - D\r\n>   e\r\n",
            "| a | b \\| c |\n|---|---|\n| `d` | [e](f \"g\") |\n",
            "[Foo] and ![bar]\n\n[foo]: /u \"Title\"\n[bar]: /v\n",
            "a) one\nb) two *three\nfour* ~~five~~ :smile: <b>six</b>\n",
            "Term\n: One\n\n  a|b\n  :--|:--|:--\n  c|d\n\n  a|b\n  :-:|:-:\n  e|f\n",
            "Term\n: Definition[^1]\n\n[^1]: Note\n\n- [ ] task\n",
        ] {
            check(source, Format::Markdown);
            check(source, Format::Text);
        }
        for source in [
            "<title>A &amp; b</title><ul><li>c<li>d <b>e</b></ul><img alt=f>",
            "<html lang=en><p>a<p title='b \"c\"'>d &lt;e&gt; <code>f</code><script>g<h</script>",
            "<table><tr><td>a<td>b</table><a href=c>d <div>e</div></a>",
        ] {
            check(source, Format::Html);
        }
    }

    #[test]
    fn a_gap_is_seen() {
        let settings = Settings {
            unit: Unit::Sentence,
            front_matter: Vec::new(),
            protect: Vec::new(),
            rules: Rules::new("en"),
        };
        let (mut document, _) = Document::parse("One.\n\nTwo.\n", Format::Text, &settings);
        document
            .parts
            .retain(|part| !matches!(part, Part::Verbatim(_)));
        let broken = broken_laws(&document);
        assert_eq!(broken[0].law, "parts_concatenate_to_source");
        assert_eq!(broken[0].offset, 4);
        assert_eq!(broken[1].law, WHOLE);
    }
}
