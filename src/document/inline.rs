//! Inline: the inventory of the markup inside one text: what is emphasised, linked, code, raw or protected.
//!
//! Separate because change classes, checks and the writing of translations compare two texts by it; it must not
//! know what stands around a text. Nothing else parses inline markup.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use regex::Regex;

use super::Format;
use super::address::bare_urls;
use super::definition::Labels;
use super::dialect::{OPTIONS, options};
use super::hidden::{protect_spans, seen};
use super::leaf::merged;
use super::simple::simple;

/// Is what one text holds besides plain words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory {
    /// The markup, in the order of its starts; an outer item stands before the items in it.
    pub items: Vec<Item>,
    /// The bytes of the text that a reader sees as words, in order, without code, protected spans and targets.
    pub visible: Vec<Range<usize>>,
    /// Whether it is known that no sign of it can find a partner in another text, as `closed` has it of texts of one line.
    /// How the text begins is not said.
    pub(super) is_closed: bool,
}

/// Is one piece of inline markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its bytes in the text, delimiters included.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// Is the kind of a piece of inline markup, with what makes it equal to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `*text*` or `_text_`.
    Emphasis {
        /// The delimiter as typed.
        delimiter: char,
    },
    /// `**text**` or `__text__`.
    Strong {
        /// One half of the delimiter as typed.
        delimiter: char,
    },
    /// `~~text~~`.
    Strikethrough,
    /// `` `text` ``, with what stands inside.
    Code(String),
    /// `[text](target "title")` or `[text][label]`.
    Link {
        /// The address; the label of a reference.
        target: String,
        /// The title, or empty.
        title: String,
        /// Whether the target is a label.
        reference: bool,
    },
    /// `![alt](target "title")` or `![alt][label]`.
    Image {
        /// The address; the label of a reference.
        target: String,
        /// The title, or empty.
        title: String,
        /// Whether the target is a label.
        reference: bool,
    },
    /// An address that is its own text: `<https://example.org>` or bare.
    Autolink(String),
    /// A raw HTML tag, comment or other HTML, as typed.
    Html(String),
    /// `[^label]`.
    Footnote(String),
    /// `$formula$` or `$$formula$$`, with what stands inside.
    Math(String),
    /// A protected span, as typed.
    Protected(String),
}

/// Takes the inventory of `text`, a segment's text of an article of `format`; matches of `protect` are protected.
///
/// A shortcut reference (`[label]` alone) cannot be told from brackets without its article and counts as words;
/// `[text][label]` and `[^label]` count as what they look like.
pub fn inventory(text: &str, format: Format, protect: &[Regex]) -> Inventory {
    seen(text, format, inventory_with(text, format, protect, None))
}

/// Takes the inventory of a text whose article defines `labels`, if it is known.
pub(super) fn inventory_with(
    text: &str,
    format: Format,
    protect: &[Regex],
    labels: Option<&Labels>,
) -> Inventory {
    let protected = merged(
        protect
            .iter()
            .flat_map(|regex| regex.find_iter(text).map(|found| found.range()))
            .collect(),
    );
    let mut taken = Inventory::default();
    match format {
        // Who asks has seen markup more often than not.
        Format::Markdown => match simple(text, labels) {
            Some(simple) => taken = simple,
            None if has_markup(text) => take_markdown(text, labels, &mut taken),
            None => take_words(text, 0..text.len(), &mut taken),
        },
        Format::Html if text.contains(['<', '&']) => super::html::inline::take(text, &mut taken),
        Format::Text | Format::Html => take_words(text, 0..text.len(), &mut taken),
    }
    protect_spans(text, &protected, &mut taken);
    taken
}

/// Tells whether a byte of the text may be markup: the fast path is taken by most texts.
fn has_markup(text: &str) -> bool {
    text.bytes().any(|byte| {
        matches!(
            byte,
            b'*' | b'_' | b'`' | b'[' | b'<' | b'&' | b'\\' | b'~' | b'$'
        )
    })
}

/// Stands before the text so that nothing in it begins a block.
const SHIELD: &str = "x ";

/// Returns a text behind its shield, and the definitions of the footnotes that it refers to below it.
fn shielded(text: &str, labels: Option<&Labels>) -> String {
    let mut shielded = String::with_capacity(SHIELD.len() + text.len());
    shielded.push_str(SHIELD);
    // A line end would let a line begin a block; inside inline markup it is a blank.
    for line in text.split_inclusive(['\n', '\r']) {
        match line.strip_suffix(['\n', '\r']) {
            Some(line) => {
                shielded.push_str(line);
                shielded.push(' ');
            }
            None => shielded.push_str(line),
        }
    }
    for label in labels
        .into_iter()
        .flat_map(|labels| labels.footnotes_of(text))
    {
        shielded.push_str("\n\n[^");
        shielded.push_str(label);
        shielded.push_str("]: x");
    }
    shielded
}

/// Is a pair of brackets that is, or could be, a reference.
#[derive(Debug)]
pub(super) struct Bracket {
    /// Its bytes, all brackets included.
    pub range: Range<usize>,
    /// The label, as typed.
    pub label: String,
    /// Whether the label stands in brackets of its own.
    pub is_full: bool,
}

/// Finds all brackets of a text that are a reference if its article defines their label.
pub(super) fn brackets(text: &str, labels: &Labels) -> Vec<Bracket> {
    let shielded = shielded(text, Some(labels));
    let known = |link: BrokenLink<'_>| {
        // A label of its own is written as it is; a text that is its own label may be written in other words.
        let may_be = link.link_type != LinkType::Reference || labels.has_link(&link.reference);
        let is_one = may_be && !is_broken(text, &link, labels);
        is_one.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let options = inline_options(&shielded, Some(labels));
    let events = Parser::new_with_broken_link_callback(&shielded, options, Some(known));
    let end = SHIELD.len() + text.len();
    let events = events.into_offset_iter();
    let mut found = Vec::new();
    for (event, range) in events.take_while(|(_, range)| range.start < end) {
        let Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) =
            event
        else {
            continue;
        };
        let is_full = matches!(link_type, LinkType::Reference | LinkType::ReferenceUnknown);
        let reference = is_full
            || matches!(
                link_type,
                LinkType::Shortcut
                    | LinkType::ShortcutUnknown
                    | LinkType::Collapsed
                    | LinkType::CollapsedUnknown
            );
        if let Some(start) = range.start.checked_sub(SHIELD.len())
            && reference
        {
            let end = with_collapsed(text, range.end - SHIELD.len());
            found.push(Bracket {
                range: start..end,
                label: id.into_string(),
                is_full,
            });
        }
    }
    found
}

/// Tells whether a line ends inside a reference where the backslash before it would be part of the label.
fn is_broken(text: &str, link: &BrokenLink<'_>, labels: &Labels) -> bool {
    if labels.may_break() {
        return false;
    }
    let end = link.span.end.saturating_sub(SHIELD.len());
    let range = link.span.start.saturating_sub(SHIELD.len())..end;
    let label = text.get(range).map(|text| match link.link_type {
        // A text may have lines.
        LinkType::Reference => text.rsplit("][").next().unwrap_or(text),
        _ => text,
    });
    label.is_some_and(|label| label.contains('\n'))
}

/// Adds the `[]` of a collapsed reference, which the parser leaves out.
fn with_collapsed(text: &str, end: usize) -> usize {
    match text[..end].ends_with(']') && text[end..].starts_with("[]") {
        true => end + 2,
        false => end,
    }
}

fn take_markdown(text: &str, labels: Option<&Labels>, taken: &mut Inventory) {
    let shielded = shielded(text, labels);
    let known = |link: BrokenLink<'_>| {
        let is_label = match labels {
            Some(labels) => labels.has_link(&link.reference) && !is_broken(text, &link, labels),
            // Nobody knows which labels there are: what looks like a reference is one.
            None => matches!(link.link_type, LinkType::Reference | LinkType::Collapsed),
        };
        is_label.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let options = inline_options(&shielded, labels);
    let events = Parser::new_with_broken_link_callback(&shielded, options, Some(known));
    let end = SHIELD.len() + text.len();
    let events = events.into_offset_iter();
    let mut open: Vec<usize> = Vec::new();
    let mut in_target = false;
    // The parser hands words over in pieces, and an address may be cut.
    let mut words = 0..0;
    for (event, range) in events.take_while(|(_, range)| range.start < end) {
        // The shield goes, not the words glued to it.
        let start = range.start.saturating_sub(SHIELD.len());
        let is_shield = range.start < SHIELD.len();
        let range = start..range.end.saturating_sub(SHIELD.len());
        if let Event::Text(_) = event
            && !in_target
        {
            if words.end != range.start {
                take_words(text, std::mem::take(&mut words), taken);
                words.start = range.start;
            }
            words.end = range.end;
            continue;
        }
        if is_shield {
            continue;
        }
        take_words(text, std::mem::take(&mut words), taken);
        let kind = match event {
            Event::Code(code) => Kind::Code(code.into_string()),
            Event::InlineMath(math) | Event::DisplayMath(math) => Kind::Math(math.into_string()),
            Event::InlineHtml(html) | Event::Html(html) => Kind::Html(html.into_string()),
            Event::FootnoteReference(label) => Kind::Footnote(label.into_string()),
            Event::Start(tag) => match start_kind(&tag, text, start) {
                Some(kind) => {
                    in_target |= matches!(kind, Kind::Autolink(_));
                    open.push(taken.items.len());
                    kind
                }
                None => continue,
            },
            Event::End(tag) => {
                if is_inline(tag)
                    && let Some(idx) = open.pop()
                {
                    taken.items[idx].range.end = match tag {
                        TagEnd::Link | TagEnd::Image => with_collapsed(text, range.end),
                        _ => range.end,
                    };
                    in_target = false;
                }
                continue;
            }
            _ => continue,
        };
        taken.items.push(Item { range, kind });
    }
    take_words(text, words, taken);
}

/// Returns the extensions for one text: no math where its dollars are money.
fn inline_options(shielded: &str, labels: Option<&Labels>) -> Options {
    let options = options(shielded) & inline_only();
    match labels {
        Some(_) => options,
        // Nobody knows which footnotes there are: what looks like a reference is one.
        None => options.union(Options::ENABLE_OLD_FOOTNOTES),
    }
}

fn inline_only() -> Options {
    OPTIONS
        .difference(Options::ENABLE_TABLES)
        .difference(Options::ENABLE_DEFINITION_LIST)
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

fn start_kind(tag: &Tag<'_>, text: &str, start: usize) -> Option<Kind> {
    let delimiter = text[start..].chars().next().unwrap_or('*');
    Some(match tag {
        Tag::Emphasis => Kind::Emphasis { delimiter },
        Tag::Strong => Kind::Strong { delimiter },
        Tag::Strikethrough => Kind::Strikethrough,
        Tag::Link {
            link_type: LinkType::Autolink | LinkType::Email,
            dest_url,
            ..
        } => Kind::Autolink(dest_url.to_string()),
        Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        } => Kind::Link {
            target: target(*link_type, dest_url, id),
            title: title.to_string(),
            reference: *link_type != LinkType::Inline,
        },
        Tag::Image {
            link_type,
            dest_url,
            title,
            id,
        } => Kind::Image {
            target: target(*link_type, dest_url, id),
            title: title.to_string(),
            reference: *link_type != LinkType::Inline,
        },
        _ => return None,
    })
}

fn target(link_type: LinkType, address: &str, label: &str) -> String {
    match link_type {
        LinkType::Inline => address.to_owned(),
        _ => label.to_owned(),
    }
}

/// Takes a stretch of words, in which only bare addresses are markup.
pub(super) fn take_words(text: &str, range: Range<usize>, taken: &mut Inventory) {
    let mut start = range.start;
    bare_urls(&text[range.clone()], |url| {
        let url = range.start + url.start..range.start + url.end;
        push_visible(&mut taken.visible, start..url.start);
        start = url.end;
        let kind = Kind::Autolink(text[url.clone()].to_owned());
        taken.items.push(Item { range: url, kind });
    });
    push_visible(&mut taken.visible, start..range.end);
}

fn push_visible(visible: &mut Vec<Range<usize>>, range: Range<usize>) {
    match visible.last_mut() {
        Some(last) if last.end == range.start => last.end = range.end,
        _ if range.is_empty() => {}
        _ => visible.push(range),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::closed::{Found, May, is_closed};
    use super::*;

    fn check(text: &str, expect: &[(&str, Kind)], visible: &[&str]) {
        let protect = [Regex::new(r"\{\{.*?\}\}").unwrap()];
        let taken = inventory(text, Format::Markdown, &protect);
        let items: Vec<_> = taken
            .items
            .iter()
            .map(|item| (&text[item.range.clone()], item.kind.clone()))
            .collect();
        assert_eq!(items, expect);
        let seen: Vec<_> = taken
            .visible
            .iter()
            .map(|range| &text[range.clone()])
            .collect();
        assert_eq!(seen, visible, "{text:?}");
    }

    fn link(target: &str, title: &str, reference: bool) -> Kind {
        Kind::Link {
            target: target.into(),
            title: title.into(),
            reference,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(2_000), ..ProptestConfig::default() })]

        /// What is read without the parser is what the parser reads.
        #[test]
        fn simple_markup_is_what_the_parser_sees(text in r#"([aбñ]{1,2}|[ ]|[.,:;!?()"/'|{}#>^=-]|«|—|`[a-c *|#$]{1,3}`|\[[aб `]{1,3}\]\([a/.#:_]{1,4}\)|\*\*?[aб ]{1,3}\*\*?|_{1,2}[a ]{1,3}_{1,2}|[`*_\[\]<\\&~$\n]|www\.|http://|\[[aб `*_<!^\]]{1,4}\]|\[[aб `*]{1,3}\]\[[aб ]{0,3}\]|</?[ik]>|<i a=\"b\">|<ab:c>| & | < |a_a|\*\*?\[a\]\(b\)\*\*?|\*\*?`a`|a\*\*?|a_|_a|<[1=]?@?a?>|1@a){0,10}"#) {
            let some = Labels::of(["a", "б", "a a"].into_iter(), "");
            for labels in [None, Some(&Labels::default()), Some(&some)] {
                let Some(mut own) = simple(&text, labels) else { continue };
                if own.is_closed && May::LINE.begins(text.as_bytes()) {
                    let mut found = Vec::new();
                    prop_assert!(is_closed(&text, May::LINE, |one| found.push(one)), "{:?}", labels);
                    let known: Vec<_> = own.items.iter().filter_map(Found::of).collect();
                    prop_assert_eq!(known, found, "{:?}", labels);
                }
                own.is_closed = false;
                let mut slow = Inventory::default();
                if !has_markup(&text) {
                    take_words(&text, 0..text.len(), &mut slow);
                    prop_assert_eq!(&own, &slow);
                    slow = Inventory::default();
                }
                take_markdown(&text, labels, &mut slow);
                prop_assert_eq!(&own, &slow, "{:?}", labels);
            }
        }
    }

    #[test]
    fn it_is_known_of_plain_markup_that_it_is_closed() {
        let is_known = |text: &str| simple(text, None).is_some_and(|own| own.is_closed);
        for text in [
            "See [a *b*](/c).",
            "`d` & e",
            "**[e][f]** g",
            "<kbd>g</kbd> #1",
            "To <ab:c>.",
        ] {
            assert!(is_known(text), "{text:?}");
        }
        for text in ["[a]", "`a|b`", "a | b", "[a & b](/c)", "[a <b>](/c)", "# a"] {
            assert!(!is_known(text), "{text:?}");
        }
    }

    #[test]
    fn elements_of_code_and_of_names_hide_their_inside() {
        let html = |html: &str| (html.to_owned(), Kind::Html(html.to_owned()));
        let open = html("<code>");
        let end = html("</code>");
        let name = html("<i translate='no'>");
        let name_end = html("</i>");
        check(
            "a <code>b *c*</code> <i translate='no'>d</i> <code>e",
            &[
                (&open.0, open.1.clone()),
                ("b *c*", Kind::Code("b *c*".into())),
                ("*c*", Kind::Emphasis { delimiter: '*' }),
                (&end.0, end.1.clone()),
                (&name.0, name.1.clone()),
                ("d", Kind::Protected("d".into())),
                (&name_end.0, name_end.1.clone()),
                (&open.0, open.1.clone()),
            ],
            &["a ", " ", " ", "e"],
        );
    }

    #[test]
    fn plain_words_are_visible_and_nothing_else() {
        check("Просто текст.", &[], &["Просто текст."]);
    }

    #[test]
    fn every_kind_is_found_with_its_bytes() {
        check(
            "*a* __b__ ~~c~~ `d` <br> [^n]",
            &[
                ("*a*", Kind::Emphasis { delimiter: '*' }),
                ("__b__", Kind::Strong { delimiter: '_' }),
                ("~~c~~", Kind::Strikethrough),
                ("`d`", Kind::Code("d".into())),
                ("<br>", Kind::Html("<br>".into())),
                ("[^n]", Kind::Footnote("n".into())),
            ],
            &["a", " ", "b", " ", "c", " ", " ", " "],
        );
        check(
            "[x](/u 't') [y][l] [z][] https://a.b/c.",
            &[
                ("[x](/u 't')", link("/u", "t", false)),
                ("[y][l]", link("l", "", true)),
                ("[z][]", link("z", "", true)),
                ("https://a.b/c", Kind::Autolink("https://a.b/c".into())),
            ],
            &["x", " ", "y", " ", "z", " ", "."],
        );
    }

    #[test]
    fn block_marks_are_words_here() {
        check(
            "# a\n- *b*",
            &[("*b*", Kind::Emphasis { delimiter: '*' })],
            &["# a\n- ", "b"],
        );
    }

    #[test]
    fn protected_spans_hide_the_markup_in_them() {
        check(
            "a {{ _b_ *c* }} d",
            &[("{{ _b_ *c* }}", Kind::Protected("{{ _b_ *c* }}".into()))],
            &["a ", " d"],
        );
    }

    #[test]
    fn a_mail_address_may_begin_with_a_digit() {
        let mail = Kind::Autolink("123@a.org".into());
        check("To <123@a.org>.", &[("<123@a.org>", mail)], &["To ", "."]);
        check("5 <6 and <= 7", &[], &["5 <6 and <= 7"]);
    }

    #[test]
    fn money_is_no_math() {
        check("US$5 or US$6", &[], &["US$5 or US$6"]);
        check("$x$", &[("$x$", Kind::Math("x".into()))], &[]);
    }
}
