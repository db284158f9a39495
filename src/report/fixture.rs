//! Fixture: a small workspace for the tests of reports, made from texts; and the published schemas.

use std::sync::Arc;

use fluent::FluentResource;
use proptest::prelude::*;

use crate::change::Policy;
use crate::document::{Document, Format, Settings, Unit};
use crate::fluent::file::Text;
use crate::locale::Locale;
use crate::relate::{Messages, Rest, Side, Source, Workspace};
use crate::report::screen::Screen;
use crate::resolve::resource;
use crate::segment::Rules;

/// Is an article whose Spanish has one segment of every status, Russian nothing, es-CO one of its own.
pub const FILES: &[(&str, &str)] = &[
    (
        "source/news/accord.md",
        "# Colombia tightens security cooperation\n\n\
         Colombia’s minister signed an accord on Saturday. Pinzon also held meetings with Carl Bildt.\n\n\
         <!-- tolka: note SIDA is an agency -->\n\
         SIDA gives 100 million.\n\n\
         ## Related posts\n",
    ),
    ("source/short.md", "Nobody was hurt.\n"),
    (
        "locales/en/news/accord.ftl",
        "### source/news/accord.md\n\n\
         # @context heading 1\ncolombia-tightens-security-cooperation =\n    Colombia tightens security cooperation\n\n\
         # @context paragraph\ncolombias-minister-signed-an =\n    Colombia’s minister announced an accord on Saturday.\n\n\
         pinzon-also-held-meetings =\n    Pinzon also held meetings with Carl Bildt.\n\n\
         # @context paragraph\nsida-gives =\n    SIDA gives 100 million.\n\n\
         # @context heading 2\nrelated-posts =\n    Related posts\n\n### end\n",
    ),
    (
        "locales/en/short.ftl",
        "### source/short.md\n\nnobody-was-hurt =\n    Nobody was hurt.\n\n### end\n",
    ),
    (
        "locales/es/news/accord.ftl",
        "### source/news/accord.md\n\n\
         # @context heading 1\n# @source Colombia tightens security cooperation\n\
         colombia-tightens-security-cooperation =\n    { -colombia } refuerza la cooperación\n\n\
         # @source Colombia’s minister announced an accord on Saturday.\n\
         colombias-minister-signed-an =\n    El ministro anunció el sábado un acuerdo.\n\n\
         # @source Pinzon also held meetings with Carl Bildt.\n# pinzon-also-held-meetings =\n\n\
         # @ignore numbers (a word)\nsida-gives =\n    La ASDI da cien millones.\n\n\
         # @source Related posts\n# @draft same as news/talks.md related\nrelated-posts =\n    Relacionados\n\n\
         # @obsolete\n# @source It rained.\nit-rained =\n    Llovió.\n\n### end\n",
    ),
    (
        "locales/es/short.ftl",
        "### source/short.md\n\n# @source Nobody was hurt.\nnobody-was-hurt =\n    Nadie resultó herido.\n\n### end\n",
    ),
    (
        "locales/es-CO/news/accord.ftl",
        "### source/news/accord.md\n\n# @source Related posts\nrelated-posts =\n    Artículos relacionados\n\n### end\n",
    ),
    (
        "locales/es/news/gone.ftl",
        "### source/news/gone.md\n\n# @source Old news.\nold-news =\n    Noticia vieja.\n\n### end\n",
    ),
    ("locales/en/terms.ftl", "-colombia = Colombia\n"),
    (
        "locales/es/terms.ftl",
        "# @source Colombia\n-colombia = Colombia\n",
    ),
    (
        "locales/en/site.ftl",
        "minutes = { $n } minutes to read\n\nread-in = Read in\n",
    ),
    (
        "locales/es/site.ftl",
        "# @source { $n } minutes to read\nminutes = { $n } minutos\n\n# @source Read it in\nread-in = Lea en\n",
    ),
];

/// Makes the workspace of `FILES`.
pub fn workspace() -> Workspace<'static> {
    relate(&[("es", None), ("es-CO", Some(0)), ("ru", None)], FILES)
}

/// Makes a workspace of files; locales come with the index of their parent.
pub fn relate(
    locales: &[(&str, Option<usize>)],
    files: &[(&'static str, &'static str)],
) -> Workspace<'static> {
    let source_locale: &'static Locale = Box::leak(Box::new("en".parse().unwrap()));
    let parents: Vec<Option<usize>> = locales.iter().map(|(_, parent)| *parent).collect();
    let locales: &'static [Locale] = locales
        .iter()
        .map(|(tag, _)| tag.parse().unwrap())
        .collect::<Vec<_>>()
        .leak();
    let raw = |path: &str| {
        files
            .iter()
            .find(|(own, _)| *own == path)
            .map(|(_, raw)| *raw)
    };
    let text = |path: &str| raw(path).map(|raw| &*Box::leak(Box::new(Text::new(raw.to_owned()))));
    let sides = |name: &str| -> Vec<Side<'static>> {
        let side = |(idx, locale): (usize, &'static Locale)| {
            let path = format!("locales/{locale}/{name}.ftl");
            let terms = [Some(locale), parents[idx].map(|parent| &locales[parent])]
                .into_iter()
                .flatten();
            let terms: Vec<Arc<FluentResource>> = terms
                .filter_map(|locale| text(&format!("locales/{locale}/terms.ftl")))
                .map(resource)
                .collect();
            Side {
                locale,
                text: text(&path),
                path,
                trouble: None,
                policy: Policy::default(),
                sentences: None,
                terms: terms.leak(),
                parent: parents[idx],
                is_overlay: parents[idx].is_some(),
            }
        };
        locales.iter().enumerate().map(side).collect()
    };
    let sources = files.iter().filter(|(path, _)| path.starts_with("source/"));
    let name = |path: &'static str| {
        path.trim_start_matches("source/")
            .rsplit_once('.')
            .unwrap()
            .0
    };
    let articles = sources.map(|(path, source)| {
        let format = if path.ends_with(".md") {
            Format::Markdown
        } else {
            Format::Text
        };
        let (document, errors) = Document::parse(source, format, &settings());
        Source {
            path,
            document,
            errors,
            catalog: text(&format!("locales/en/{}.ftl", name(path))),
            sides: sides(name(path)),
        }
    });
    let messages = ["terms", "site"].into_iter().filter_map(|name| {
        let path = &*format!("locales/en/{name}.ftl").leak();
        Some(Messages::relate(
            path,
            source_locale,
            text(path)?,
            sides(name),
        ))
    });
    let gone = files.iter().filter(|(path, _)| path.ends_with("gone.ftl"));
    let rests = gone.map(|_| Rest {
        path: "source/news/gone.md",
        catalog: None,
        sides: sides("news/gone"),
    });
    let desk = Box::leak(Box::default());
    let (articles, gone) =
        crate::relate::relate(articles.collect(), rests.collect(), SETTINGS, desk);
    Workspace::whole(source_locale, locales, articles, messages.collect(), gone)
}

const SETTINGS: crate::relate::Settings<'static> = crate::relate::Settings {
    source: "source",
    protect: &[],
    spelling: None,
};

fn settings() -> Settings {
    Settings {
        unit: Unit::Sentence,
        front_matter: Vec::new(),
        protect: Vec::new(),
        rules: Rules::new("en"),
    }
}

/// Parses an article of its own.
pub fn document(source: &'static str) -> Document<'static> {
    Document::parse(source, Format::Markdown, &settings()).0
}

/// Generates texts that try to become markup, script, Markdown or a terminal's orders.
pub fn hostile() -> impl Strategy<Value = String> {
    let pieces = [
        "<script>alert(1)</script>",
        "</script>",
        "<!--",
        "-->",
        "</details>",
        "</table>",
        "<img src=x onerror=a()>",
        "\u{2028}",
        "\u{2029}",
        "\u{202E}",
        "\u{1B}[31m",
        "\u{0}",
        "]]>",
        "&lt;",
        "&",
        "\"",
        "'",
        "`",
        "```",
        "| a | b |",
        "**",
        "_",
        "[x](javascript:a)",
        "![x](y)",
        "@everyone",
        "#1",
        "$x$",
        "{{ 7 * 7 }}",
        "{% x %}",
        "\\",
        "\\u003c",
        "=1+1",
        "javascript:",
        "Министр",
        "e\u{301}",
        "日本",
        "\u{A0}",
        " ",
        " word ",
        ".",
    ];
    let piece = proptest::sample::select(pieces.to_vec());
    proptest::collection::vec(piece, 1..8).prop_map(|pieces| format!("HOSTILE {}", pieces.concat()))
}

/// What goes with hostile texts.
pub mod hostile {
    use super::{Workspace, relate};
    use crate::fluent::encode::encode;

    /// Makes a workspace with a stale segment, its text, translation and note all hostile.
    pub fn workspace(source: &str, translation: &str) -> Workspace<'static> {
        let leak = |text: String| -> &'static str { text.leak() };
        let was = format!("Old {source} end");
        let line = source.replace(['\n', '\r'], " ");
        let article = format!(
            "<!-- tolka: note {} -->\n\nNew `{}`\n",
            line.replace("--", ""),
            line.replace('`', "")
        );
        let ftl = format!(
            "### source/a.md\n\n# @source {}\nnew = {}\n\n# @source {}\n# @was {}\nnew-hostile =\n    {}\n\n\
             # @obsolete\n# @source {}\ngone =\n    {}\n",
            encode(&was, &[]),
            encode(translation, &[]),
            encode(&line, &[]),
            encode(&was, &[]),
            encode(translation, &[]),
            encode(&was, &[]),
            encode(translation, &[]),
        );
        relate(
            &[("es", None)],
            &[
                ("source/a.md", leak(article)),
                ("locales/es/a.ftl", leak(ftl)),
            ],
        )
    }

    /// Lists the elements that a browser would see in a stretch of HTML, by the names of their start tags.
    pub fn elements(html: &str) -> Vec<String> {
        let tokens = html5gum::Tokenizer::new(html).flatten();
        let names = tokens.filter_map(|token| match token {
            html5gum::Token::StartTag(tag) => Some(String::from_utf8_lossy(&tag.name).into_owned()),
            html5gum::Token::Comment(_) => Some("!--".to_owned()),
            _ => None,
        });
        names.collect()
    }
}

/// Is a screen without colour, `n_columns` wide.
pub fn screen(n_columns: usize) -> Screen {
    Screen {
        width: Some(n_columns),
        is_coloured: false,
    }
}

/// Returns what `write` writes.
pub fn written(write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Returns the JSON that `write` writes, which has to be one line that its published schema holds for.
pub fn valid(
    write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>,
) -> serde_json::Value {
    let line = written(write);
    assert_eq!(line.find('\n'), Some(line.len() - 1), "{line}");
    let value: serde_json::Value = serde_json::from_str(&line).unwrap();
    let name = value["schema"]
        .as_str()
        .unwrap()
        .replace("tolka.", "")
        .replace("/1", "-1");
    let path = format!("{}/docs/schemas/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let schema: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&closed(schema)).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{value:#}");
    value
}

/// Returns a schema that allows no field that it does not describe: the published ones do, so that fields can
/// be added, but what we print has to stand in them.
fn closed(mut schema: serde_json::Value) -> serde_json::Value {
    match &mut schema {
        serde_json::Value::Object(fields) => {
            fields
                .values_mut()
                .for_each(|field| *field = closed(field.take()));
            if fields.get("type").is_some_and(|kind| kind == "object")
                && fields.contains_key("properties")
            {
                fields.insert("additionalProperties".to_owned(), false.into());
            }
        }
        serde_json::Value::Array(items) => items
            .iter_mut()
            .for_each(|item| *item = closed(item.take())),
        _ => {}
    }
    schema
}
