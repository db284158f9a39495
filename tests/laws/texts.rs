//! Texts: what the laws are tried on. Everything begins with what breaks: Cyrillic, combining marks, CRLF,
//! a byte order mark, no-break spaces, guillemets, braces.

use proptest::prelude::*;
use tolka::document::Format;

/// Makes a word.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("Министр"),
        Just("e\u{301}tat"),
        Just("«Асди»"),
        Just("20\u{A0}000"),
        Just("{ $x }"),
        Just("{{< ref \"a\" >}}"),
        Just("и\u{306}"),
        Just("“the"),
        Just("accord”"),
        Just("**signed**"),
        Just("_no_"),
        Just("`a|b`"),
        Just("[link](a.md \"T\")"),
        Just("![alt](b.png)"),
        Just("<br>"),
        Just("&amp;"),
        Just("*"),
        Just("#"),
        Just("1."),
        Just("-"),
        Just("\\*"),
        Just("U.S."),
        Just("and"),
        Just("Сегодня"),
        Just("\u{FEFF}x"),
        Just("}"),
        Just("="),
        Just("日本"),
    ]
    .prop_map(str::to_owned)
}

/// Makes a sentence; now and then one of a few that articles repeat.
pub fn sentence() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => single_sentence(),
        1 => prop_oneof![Just("Да { $x }."), Just("Sentence again, as above."), Just("[Sentence](a.md)!")].prop_map(str::to_owned),
    ]
}

/// Makes a sentence that begins with a capital letter and is told apart by its number.
fn single_sentence() -> impl Strategy<Value = String> {
    (
        prop::collection::vec(word(), 1..6),
        0..1000u32,
        prop_oneof![Just("."), Just("!"), Just("?")],
    )
        .prop_map(|(words, n, end)| format!("Sentence {n} {}{end}", words.join(" ")))
}

/// Makes any text at all.
pub fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => word(),
        2 => any::<char>().prop_map(String::from),
        1 => prop_oneof![Just("\n"), Just("\r\n"), Just("\r"), Just("\t"), Just("\u{A0}"), Just("\u{2028}"), Just(" ")].prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// Makes an article's paragraphs, each a list of sentences.
pub fn paragraphs() -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(prop::collection::vec(sentence(), 1..4), 1..6)
}

/// Sets paragraphs as Markdown: plain, headings, lists, quotes, hard-wrapped.
pub fn article(paragraphs: &[Vec<String>], newline: &str) -> String {
    let mut article = String::new();
    for (idx, sentences) in paragraphs.iter().enumerate() {
        let text = match idx % 5 {
            0 => sentences.join(" "),
            1 => format!("- {}", sentences.join("\n  ")),
            2 => format!("> {}", sentences.join("\n> ")),
            3 => sentences.join("\n"),
            _ => format!("## {}", sentences.join(" ")),
        };
        article.push_str(&text.replace('\n', newline));
        article.push_str(newline);
        article.push_str(newline);
    }
    article
}

/// Makes a source of Markdown that nobody would write.
pub fn awkward_markdown() -> impl Strategy<Value = String> {
    let line = (
        prop_oneof![
            Just(""),
            Just("# "),
            Just("- "),
            Just("  - "),
            Just("> "),
            Just("> - "),
            Just("1. "),
            Just("    "),
            Just("| "),
            Just("```"),
            Just("---"),
            Just("==="),
            Just("\t"),
            Just("[x]: "),
            Just("[^1]: "),
            Just("<div>"),
            Just("\u{FEFF}"),
        ],
        any_text(),
        prop_oneof![3 => Just("\n"), 1 => Just("\r\n"), 1 => Just("  \n"), 1 => Just("\\\n"), 1 => Just("\n\n"), 1 => Just(" |\n")],
    );
    prop::collection::vec(line, 0..10).prop_map(|lines| {
        lines
            .into_iter()
            .map(|(start, text, end)| format!("{start}{text}{end}"))
            .collect()
    })
}

/// Makes an article of any format, in the style of a person who does not look at the result.
pub fn awkward_article() -> impl Strategy<Value = (String, Format)> {
    prop_oneof![
        awkward_markdown().prop_map(|source| (source, Format::Markdown)),
        awkward_markdown().prop_map(|source| (source, Format::Text)),
        awkward_html().prop_map(|source| (source, Format::Html)),
    ]
}

/// Makes HTML with end tags left out, tags that cross, references and attributes of all kinds.
fn awkward_html() -> impl Strategy<Value = String> {
    let tag = prop_oneof![
        Just("<p>"),
        Just("</p>\r\n"),
        Just("<ul><li>"),
        Just("<li>"),
        Just("</ul>"),
        Just("<h2 title='Слово \"x\"'>"),
        Just("</h2>"),
        Just("<b>"),
        Just("</b>"),
        Just("<i>"),
        Just("</i>"),
        Just("<img alt=Один src=x>"),
        Just("<table><td>"),
        Just("<tr><th>"),
        Just("</table>"),
        Just("<pre>"),
        Just("</pre>"),
        Just("<script>a<b</script>"),
        Just("<!-- c -->"),
        Just("<html lang=en><title>"),
        Just("</title>"),
        Just("&eacute; &lt; &amp;"),
        Just("\n"),
    ];
    let piece = prop_oneof![3 => tag.prop_map(str::to_owned), 2 => sentence()];
    prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}
