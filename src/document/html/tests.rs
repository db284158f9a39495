//! Tests: what of an HTML document is a segment, and how a translation comes back into it.

use super::super::structure::{difference, structure};
use super::super::{Document, Format, Settings, Unbuildable, Unit};
use crate::segment::Rules;

fn settings() -> Settings {
    Settings {
        unit: Unit::Sentence,
        front_matter: vec!["title".into()],
        protect: vec![regex::Regex::new(r"\{\{.*?\}\}").unwrap()],
        rules: Rules::new("en"),
    }
}

#[track_caller]
fn check(source: &str, expect: &[(&str, &str)]) {
    let settings = settings();
    let (document, _) = Document::parse(source, Format::Html, &settings);
    let found: Vec<_> = document
        .segments
        .iter()
        .map(|segment| (&*segment.context.0, &*segment.text))
        .collect();
    assert_eq!(found, expect, "{source}");
}

fn build(source: &str, text: &str) -> Result<String, Unbuildable> {
    let settings = settings();
    let (document, _) = Document::parse(source, Format::Html, &settings);
    let mut built = source.to_owned();
    let written = document.encode(0, text)?;
    built.replace_range(document.segments[0].span.range(), &written);
    let shapes = [source, &*built].map(|text| structure(text, Format::Html));
    assert_eq!(difference(&shapes[0], &shapes[1]), None, "{built}");
    Ok(built)
}

#[track_caller]
fn writes(source: &str, text: &str, expect: &str) {
    assert_eq!(build(source, text).unwrap(), expect);
}

#[track_caller]
fn refuses(source: &str, text: &str, reason: &str) {
    let refused = build(source, text).map_err(|error| error.reason);
    assert_eq!(refused, Err(reason.to_owned()));
}

#[test]
fn a_document_has_its_title_and_its_blocks() {
    check(
        "<!DOCTYPE html>\r\n<HTML lang=\"en\"><head><meta charset=utf-8><title>One &amp; two</title>\r\n\
         <meta name=\"Description\" content='It is.'><meta property=og:title content=Short>\
         <style>p { color: red }</style></head>\r\n<body><h1>One</h1><p>Two words.\r\n  Three <em>words. Four</em> words.\
         <ul><li>Five<li><p>Six</p><p>Seven</ul><table><tr><th>Eight<td>Nine<caption>Ten</caption></table>\
         <dl><dt>A<dd>B</dl><pre>no prose</pre><textarea placeholder='Text'>no</textarea><button>Go</button></body></html>",
        &[
            ("title", "One & two"),
            ("description", "It is."),
            ("og:title", "Short"),
            ("heading 1", "One"),
            ("paragraph", "Two words."),
            ("paragraph", "Three <em>words. Four</em> words."),
            ("list item", "Five"),
            ("list item", "Six"),
            ("list item", "Seven"),
            ("table cell", "Eight"),
            ("table cell", "Nine"),
            ("caption", "Ten"),
            ("term", "A"),
            ("definition", "B"),
            ("placeholder", "Text"),
            ("button", "Go"),
        ],
    );
}

#[test]
fn references_are_decoded_where_they_mean_the_same() {
    check(
        "<p>Caf&eacute;&nbsp;&#8220;A&quot; &lt;b&gt; &amp;&amp; AT&T &amp;lt; &copy 2020 &foo;</p>",
        &[(
            "paragraph",
            "Café\u{a0}“A\" &lt;b> && AT&T &amp;lt; © 2020 &foo;",
        )],
    );
    check(
        "<img alt='A &quot;b&#39; &copy=c &lt;'>",
        &[("alt text", "A \"b' &copy=c &lt;")],
    );
}

#[test]
fn what_is_not_translated_is_left_out() {
    check(
        "<p translate=no>A</p><div class='x notranslate'>B<p translate=yes>C</div><div lang=fr>D <p lang=en>E</p></div><p lang=en-GB>F</p>",
        &[("paragraph", "C"), ("paragraph", "E"), ("paragraph", "F")],
    );
    check(
        "<p translate=no>A <b translate=yes title=B>C <code>d</code> <i>e</i>.</b> F <b translate=yes>G<i translate=no>H</i></b> I</p><div translate=no>J <b translate=yes>K<p>L</p>",
        &[
            ("title attribute", "B"),
            ("paragraph", "C <code>d</code> <i>e</i>."),
            ("paragraph", "G<i translate=no>H</i>"),
            ("paragraph", "K"),
            ("paragraph", "L"),
        ],
    );
    check(
        "<p>Run <code>ls. It</code> on <span translate=\"no\">Foo. Bar</span> now.</p><p><code>ls</code></p>",
        &[(
            "paragraph",
            "Run <code>ls. It</code> on <span translate=\"no\">Foo. Bar</span> now.",
        )],
    );
}

#[test]
fn images_and_icons_at_the_ends_stand_for_themselves() {
    check(
        "<p><img src=a alt='A b'> <a id=x></a>Text <img src=c alt='D'> more.<br><svg><title>E</title><path d=''/></svg></p>",
        &[
            ("alt text", "A b"),
            ("paragraph", "Text <img src=c alt='D'> more."),
        ],
    );
    check(
        "<a href=x title='Go home'><img alt=Logo src=y></a>",
        &[("title attribute", "Go home"), ("alt text", "Logo")],
    );
    check(
        "<li><a href=x title=T>Home</a>",
        &[("list item", "<a href=x title=T>Home</a>")],
    );
}

#[test]
fn half_an_element_is_no_part_of_a_text() {
    check(
        "<a href=x>One <div>Two</div> three</a>",
        &[
            ("paragraph", "One"),
            ("paragraph", "Two"),
            ("paragraph", "three"),
        ],
    );
    check(
        "<p><b>One <i>two</b> three</i></p>",
        &[
            ("paragraph", "One"),
            ("paragraph", "two"),
            ("paragraph", "three"),
        ],
    );
    check(
        "<p>One<br><br/>Two<br>three</p>",
        &[("paragraph", "One"), ("paragraph", "Two<br>three")],
    );
}

#[test]
fn directives_stand_in_comments() {
    check(
        "<!-- tolka: note For A --><p>A</p><!-- tolka: skip --><ul><li>B<li>C</ul><p>D</p>\
         <!-- tolka: off --><p>E</p><!-- tolka: on --><p>F <!-- c --> G</p>",
        &[
            ("paragraph", "A"),
            ("paragraph", "D"),
            ("paragraph", "F <!-- c --> G"),
        ],
    );
}

#[test]
fn a_translation_comes_back_as_its_place_needs() {
    writes(
        "<p>A <b>b</b></p>",
        "Б < <b>в</b> & г",
        "<p>Б &lt; <b>в</b> &amp; г</p>",
    );
    writes(
        "<title>A</title>",
        "Б </title> & <в>",
        "<title>Б &lt;/title> &amp; &lt;в></title>",
    );
    writes("<img alt=A>", "Б в", "<img alt=\"Б в\">");
    writes(
        "<img alt='A'>",
        "Б 'в' \"г\"",
        "<img alt='Б &#39;в&#39; \"г\"'>",
    );
    writes(
        "<p>A {{ b < c }}</p>",
        "{{ b < c }} Б",
        "<p>{{ b < c }} Б</p>",
    );
}

#[test]
fn a_translation_brings_nothing_along() {
    refuses(
        "<p>A</p>",
        "<script>б</script>",
        "the segment has no HTML element “script”",
    );
    refuses(
        "<p>A <code>b</code></p>",
        "Б <code>b<script>в</script></code>",
        "the segment has no HTML element “script”",
    );
    refuses(
        "<p>A <b>c</b></p>",
        "<b onclick=x>б</b>",
        "the segment’s element “b” has no attribute “onclick”",
    );
    refuses(
        "<p>A <a href=/x>c</a></p>",
        "<a href='javascript:x'>б</a>",
        "the segment’s attribute “href” has no address with the scheme “javascript:”",
    );
    refuses(
        "<p>A <b>c</b></p>",
        "<b>б",
        "the element “b” has no end tag in the text",
    );
    refuses(
        "<p>A</p>",
        "б</p><p>в",
        "the segment has no HTML element “p”",
    );
    refuses(
        "<p>A <code>b</code></p>",
        "{{ б }}",
        "the segment has no protected span “{{ б }}”",
    );
}

#[test]
fn the_root_says_the_language() {
    let settings = settings();
    for (source, expect) in [
        (
            "<html lang=en dir='ltr'><p>A",
            "<html lang=ar dir='rtl'><p>A",
        ),
        (
            "<!doctype html>\n<HTML class=a><p>A",
            "<!doctype html>\n<HTML lang=\"ar\" dir=\"rtl\" class=a><p>A",
        ),
        (
            "<html lang=\"en\" xml:lang=\"en\">",
            "<html dir=\"rtl\" lang=\"ar\" xml:lang=\"ar\">",
        ),
        ("<p lang=en>A</p>", "<p lang=en>A</p>"),
    ] {
        let (document, _) = Document::parse(source, Format::Html, &settings);
        let mut built = String::new();
        for part in &document.parts {
            match part {
                super::super::Part::Root(_, root) => built.push_str(&root.write("ar", "rtl")),
                part => built.push_str(part.span().of(source)),
            }
        }
        assert_eq!(built, expect);
    }
}
