//! Json: the status as `tolka.status/1`.

use std::io::{self, Write};

use serde::Serialize;

use super::{Detail, Part, Question, Voice, progress};
use crate::coverage::{Counts, Coverage};
use crate::locale::Locale;
use crate::relate::Localized;
use crate::report::facts::{Facts, Obsolete, Original};
use crate::report::json;

/// Is `tolka.status/1`.
#[derive(Serialize)]
struct Json<'w> {
    schema: &'static str,
    source_locale: &'w Locale,
    /// Each is written by itself.
    locales: [(); 0],
}

/// Is a locale, but for what it has: the articles, the messages, what is gone.
#[derive(Serialize)]
struct JsonLocale<'w> {
    locale: &'w Locale,
    required: usize,
    segments: JsonSegments,
    words: Counts,
}

#[derive(Serialize)]
struct JsonSegments {
    #[serde(flatten)]
    counts: Counts,
    obsolete: usize,
}

#[derive(Serialize)]
struct JsonPart<'w> {
    path: &'w str,
    /// What is required of an article or message file, and what of it is covered, in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    required: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    covered: Option<usize>,
    segments: JsonSegments,
    words: Counts,
}

/// Is all there is of an article or message file: its segments, and the translations whose segment is gone.
#[derive(Serialize)]
struct JsonTexts<'w> {
    units: Vec<Facts<'w>>,
    obsolete: Vec<Obsolete<'w>>,
}

impl From<&Coverage> for JsonSegments {
    fn from(coverage: &Coverage) -> Self {
        JsonSegments {
            counts: coverage.segments,
            obsolete: coverage.obsolete,
        }
    }
}

/// Writes the status as `tolka.status/1`.
pub fn status_json(
    out: &mut dyn Write,
    question: &Question<'_, '_, '_>,
    detail: Detail,
) -> io::Result<()> {
    let nothing = Json {
        schema: "tolka.status/1",
        source_locale: question.workspace.source_locale,
        locales: [],
    };
    let frame = object(&nothing)?;
    let (head, tail) = frame.split_at(frame.len() - "]}".len());
    out.write_all(head)?;
    for (at, column) in progress(question).iter().enumerate() {
        let locale = object(&JsonLocale {
            locale: column.locale,
            required: column.required,
            segments: (&column.coverage).into(),
            words: column.coverage.words,
        })?;
        let comma = if at == 0 { "" } else { "," };
        out.write_all(comma.as_bytes())?;
        out.write_all(open(&locale))?;
        for (name, parts) in [
            ("articles", &column.articles),
            ("messages", &column.messages),
            ("gone", &column.gone),
        ] {
            write!(out, ",\"{name}\":[")?;
            for (at, part) in parts.iter().enumerate() {
                let comma = if at == 0 { "" } else { "," };
                out.write_all(comma.as_bytes())?;
                write_part(out, question, part, detail)?;
            }
            write!(out, "]")?;
        }
        write!(out, "}}")?;
    }
    out.write_all(tail)?;
    writeln!(out)
}

fn write_part(
    out: &mut dyn Write,
    question: &Question<'_, '_, '_>,
    part: &Part<'_, '_>,
    detail: Detail,
) -> io::Result<()> {
    let is_gone = part.is_gone;
    let own = object(&JsonPart {
        path: part.path,
        required: (!is_gone).then_some(part.count.required),
        covered: (!is_gone).then_some(part.count.covered),
        segments: (&part.count.coverage).into(),
        words: part.count.coverage.words,
    })?;
    if detail == Detail::Counts {
        return out.write_all(&own);
    }
    out.write_all(open(&own))?;
    out.write_all(b",")?;
    out.write_all(&part.segments(Voice::Json, question)?)
}

/// Writes the texts of an article or message file in one locale, as an object's last fields and its end.
pub(super) fn write_segments(
    out: &mut Vec<u8>,
    original: Original<'_, '_>,
    side: &Localized<'_>,
) -> io::Result<()> {
    let texts = object(&JsonTexts {
        units: original.facts(side, |_| true),
        obsolete: original.obsolete(side),
    })?;
    out.write_all(&texts[1..])
}

/// Returns an object without the end of its line.
fn object(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    json::write(&mut out, value)?;
    out.pop();
    Ok(out)
}

/// Returns an object without its end: more is to follow.
fn open(object: &[u8]) -> &[u8] {
    object.strip_suffix(b"}").unwrap_or(object)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::{valid, workspace};
    use crate::report::status::fixture::question;

    #[test]
    fn json_is_as_published() {
        let workspace = workspace();
        let counts = valid(|out| status_json(out, &question(&workspace), Detail::Counts));
        let es = &counts["locales"][0];
        assert_eq!(
            es["segments"],
            serde_json::json!({"total": 6, "current": 2, "stale": 1, "draft": 1, "unverified": 1, "missing": 1, "obsolete": 2})
        );
        assert_eq!(es["articles"][0]["path"], "source/news/accord.md");
        assert_eq!(es["messages"][1]["path"], "locales/en/site.ftl");
        assert_eq!(es["gone"][0]["segments"]["obsolete"], 1);
        assert!(es["articles"][0].get("units").is_none());
        let gate = |part: &serde_json::Value| (part["required"].clone(), part["covered"].clone());
        assert_eq!(gate(&es["articles"][0]), (100.into(), 16.into()));
        assert_eq!(gate(&es["gone"][0]), Default::default());

        let all = valid(|out| status_json(out, &question(&workspace), Detail::Segments));
        let article = &all["locales"][0]["articles"][0];
        assert_eq!(
            article["units"][1],
            serde_json::json!({
                "id": "colombias-minister-signed-an", "status": "stale", "context": "paragraph",
                "source": "Colombia’s minister signed an accord on Saturday.",
                "was": "Colombia’s minister announced an accord on Saturday.",
                "translation": "El ministro anunció el sábado un acuerdo.",
                "class": "wording", "proposal": null, "inherited_from": null,
                "path": "locales/es/news/accord.ftl", "line": 9, "column": 1, "source_line": 3,
                "notes": [], "ignore": [],
                "diff": [
                    {"op": "equal", "text": "Colombia’s minister "},
                    {"op": "delete", "text": "announced"},
                    {"op": "insert", "text": "signed"},
                    {"op": "equal", "text": " an accord on Saturday."},
                ],
            })
        );
        assert_eq!(
            article["obsolete"],
            serde_json::json!([{"id": "it-rained", "source": "It rained.", "translation": "Llovió.", "line": 26}])
        );
    }

    #[test]
    fn locales_add_up() {
        let workspace = workspace();
        let all = valid(|out| status_json(out, &question(&workspace), Detail::Counts));
        for locale in all["locales"].as_array().unwrap() {
            let parts = |key: &str| locale[key].as_array().unwrap().clone();
            let sum = |field: &str| -> u64 {
                let parts = parts("articles").into_iter().chain(parts("gone"));
                parts
                    .map(|part| part["segments"][field].as_u64().unwrap())
                    .sum()
            };
            for field in [
                "total",
                "current",
                "stale",
                "draft",
                "unverified",
                "missing",
                "obsolete",
            ] {
                assert_eq!(locale["segments"][field], sum(field), "{field}");
            }
        }
    }
}
