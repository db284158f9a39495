//! Laws: what holds for every HTML document, whatever its bytes.
//!
//! Separate from the laws of the other formats because tags are what breaks here; the names are the same.

use proptest::prelude::*;

use super::super::structure::{Placed, Shape, difference, structure};
use super::super::{Document, Format, Settings, Unit};
use super::token::{TokenKind, tokens};
use crate::segment::Rules;

fn settings(unit: Unit) -> Settings {
    Settings {
        unit,
        front_matter: vec!["title".into()],
        protect: vec![regex::Regex::new(r"\{\{.*?\}\}").expect("a regex")],
        rules: Rules::new("en"),
    }
}

/// Makes text out of what documents are made of, and out of what breaks programs.
fn article() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Слово",
        "One. Two",
        "é",
        "и\u{306}",
        "a\u{a0}b",
        " ",
        " ",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\t",
        ". ",
        "{{ x }}",
        "{{ a<b }}",
        "&amp;",
        "&lt;",
        "&gt;",
        "&nbsp;",
        "&eacute;",
        "&#x41;",
        "&#10;",
        "&copy",
        "&copy=",
        "&foo;",
        "&",
        "<",
        ">",
        "\"",
        "'",
        "=",
        "/",
        "<p>",
        "</p>",
        "<p lang=fr>",
        "<div>",
        "</div>",
        "<ul>",
        "<li>",
        "</ul>",
        "<h1>",
        "</h1>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<a href=x title='T \"u\"'>",
        "</a>",
        "<a href=\"y\">",
        "<span translate=no>",
        "</span>",
        "<span lang=fr>",
        "<code>",
        "</code>",
        "<br>",
        "<br/>",
        "<img alt=A src=b>",
        "<img alt='A b'>",
        "<img title=\"C &quot;d\" alt=>",
        "<input placeholder=Text>",
        "<svg>",
        "</svg>",
        "<svg/>",
        "<path/>",
        "<title>",
        "</title>",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<pre>",
        "</pre>",
        "<textarea>",
        "</textarea>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</table>",
        "<dl>",
        "<dt>",
        "<dd>",
        "<select>",
        "<option label=L>",
        "</select>",
        "<html>",
        "<html lang=en>",
        "<HTML LANG='en' dir=ltr>",
        "</html>",
        "<head>",
        "<body>",
        "<meta name=description content=\"D e\">",
        "<!-- c -->",
        "<!-- tolka: skip -->",
        "<!-- tolka: off -->",
        "<!-- tolka: on -->",
        "<!--",
        "-->",
        "--!>",
        "<!doctype html>",
        "<![CDATA[",
        "]]>",
        "<?x?>",
        "</>",
        "<b",
        "<a href='",
        "\u{feff}",
        "\0",
        "🙂",
        "https://a.b/c",
        "---\n",
        "<template>",
        "<x-y>",
        "</x-y>",
        "<noscript>",
        "<iframe>",
        "<math>",
        "</math>",
        "<ruby>a<rt>b</ruby>",
    ]);
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

fn assemble(document: &Document<'_>, write: impl Fn(&str) -> String) -> String {
    let mut built = String::new();
    let mut done = 0;
    for (idx, segment) in document.segments.iter().enumerate() {
        built.push_str(&document.source[done..segment.span.start]);
        let text = write(&segment.text);
        let written = document.encode(idx, &text);
        built.push_str(&written.unwrap_or(segment.span.of(document.source).into()));
        done = segment.span.end;
    }
    built.push_str(&document.source[done..]);
    built
}

/// Changes the first visible letter of a text.
fn one_letter_changed(document: &Document<'_>, text: &str) -> String {
    for range in document.inventory(text).visible {
        let mut in_reference = false;
        for (offset, char) in text[range.clone()].char_indices() {
            in_reference = char == '&' || (in_reference && char.is_ascii_alphanumeric());
            if char.is_alphabetic() && !in_reference {
                let mut changed = text.to_owned();
                let at = range.start + offset;
                let other = if char == 'ж' { "щ" } else { "ж" };
                changed.replace_range(at..at + char.len_utf8(), other);
                return changed;
            }
        }
    }
    text.to_owned()
}

/// Returns the names of all tags, as they stand.
fn tags(source: &str) -> Vec<String> {
    let tokens = tokens(source);
    let tags = tokens.into_iter().filter_map(|token| match token.kind {
        TokenKind::Start { .. } => Some(token.name),
        TokenKind::End => Some(format!("/{}", token.name)),
        _ => None,
    });
    tags.collect()
}

fn blocks(source: &str) -> Vec<Placed> {
    let mut shapes = structure(source, Format::Html);
    shapes.retain(|placed| !matches!(placed.shape, Shape::Link | Shape::Image));
    shapes
}

/// Documents of the kinds that tools for translators are known to damage.
const AWKWARD: [&str; 12] = [
    "",
    "\u{feff}",
    "\u{feff}<!DOCTYPE html>\r\n<title>A</title>\r\n<p>B\r\n",
    "<ul><li>One<li>Two\n<ul><li>Three</ul></ul>",
    "<table><tr><td>A<td>B<tr><td>C</table>",
    "<p>A<p>B<div>C</p>D",
    "<a href=x title=y z>A<img src=a alt=b></a>",
    "<p>A <b>b <i>c</b> d</i> e",
    "<script>if (a < b && c > d) document.write('<p>no</p>')</script><p>yes",
    "<p>A &lt;b&gt; &amp;amp; &notit; &#0; &#x80; &;",
    "<select><option>A<option>B</select><textarea>\nC</textarea>",
    "<!--[if IE]><p>A</p><![endif]--><p>B<!-- c --> d<!-- e -->",
];

#[test]
fn awkward_documents_keep_their_bytes_and_their_structure() {
    for source in AWKWARD {
        for unit in [Unit::Sentence, Unit::Block] {
            let settings = settings(unit);
            let (document, _) = Document::parse(source, Format::Html, &settings);
            assert_eq!(assemble(&document, str::to_owned), source);
            let changed = assemble(&document, |text| one_letter_changed(&document, text));
            assert_eq!(tags(source), tags(&changed), "{changed:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_concatenate_to_source(source in article()) {
        for unit in [Unit::Sentence, Unit::Block] {
            let settings = settings(unit);
            let (document, _) = Document::parse(&source, Format::Html, &settings);
            let whole: String = document.parts.iter().map(|part| part.span().of(&source)).collect();
            prop_assert_eq!(&whole, &source);
            for segment in &document.segments {
                prop_assert_eq!(segment.text.trim(), &*segment.text);
                prop_assert!(!segment.span.is_empty());
            }
        }
    }

    #[test]
    fn assembling_the_source_gives_the_source(source in article()) {
        let settings = settings(Unit::Sentence);
        let (document, _) = Document::parse(&source, Format::Html, &settings);
        let same = assemble(&document, str::to_owned);
        prop_assert_eq!(&same, &source);
        let changed = assemble(&document, |text| one_letter_changed(&document, text));
        prop_assert_eq!(tags(&source), tags(&changed), "{}", changed);
        let found = difference(&structure(&source, Format::Html), &structure(&changed, Format::Html));
        prop_assert_eq!(found, None, "{}", changed);
    }

    #[test]
    fn no_translation_changes_the_blocks(source in article(), text in article()) {
        let settings = settings(Unit::Sentence);
        let (document, _) = Document::parse(&source, Format::Html, &settings);
        let text = text.trim_matches(|char: char| char.is_whitespace() || char == '\u{feff}');
        prop_assume!(!text.is_empty());
        let built = assemble(&document, |_| text.to_owned());
        let found = difference(&blocks(&source), &blocks(&built));
        prop_assert_eq!(found, None, "{}", built);
        // What was written is what is read again.
        let (again, _) = Document::parse(&built, Format::Html, &settings);
        prop_assert_eq!(assemble(&again, str::to_owned), built);
    }
}
