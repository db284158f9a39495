//! Escape: writes a translation into Markdown so that it changes no structure around it.
//!
//! Separate because reading a place and writing at it are two crafts; it must not know locales or entries.

use std::ops::Range;

use super::Unbuildable;
use super::inline::{Inventory, Item, Kind};
use super::line_start::{Danger, danger, opens_label};
use super::lines::{BreakStyle, continuation, line_start, n_backslashes};
use super::loose::{Beyond, loose};

/// Is where in a paragraph-like block a text is written.
pub(super) struct Flow<'s> {
    /// The article.
    pub source: &'s str,
    /// The segment's own text.
    pub own: &'s str,
    /// The line that it begins in the article, up to its end.
    pub own_line: &'s str,
    /// Where the block's text starts.
    pub start: usize,
    /// Whether the block is a heading, whose last braces would be attributes.
    pub heading: bool,
    /// Which delimiters left over here could find a partner elsewhere.
    pub beyond: Beyond,
    /// Whether the segment is the first thing on its line.
    pub at_line_start: bool,
    /// Whether what begins with a quotation mark or a parenthesis would be the title of a definition above.
    pub below_definition: bool,
    /// Whether `key: value` would make front matter of what follows the article's first line.
    pub below_fence: bool,
    /// How the article writes a hard break.
    pub breaks: BreakStyle,
}

/// Tells whether no byte of `text` can need an escape anywhere in a paragraph.
pub(super) fn is_plain(text: &str) -> bool {
    let first = text.bytes().next().unwrap_or(b' ');
    let starts_plain =
        0x80 <= first || first.is_ascii_alphabetic() || matches!(first, b'"' | b'\'' | b'(');
    starts_plain
        && !text.ends_with([' ', '\t', '}', '#'])
        && !text.bytes().any(|byte| {
            matches!(
                byte,
                b'\n' | b'\r' | b'*' | b'_' | b'`' | b'[' | b']' | b'<' | b'\\' | b'~' | b'|'
            )
        })
}

/// Writes `text` in a paragraph, list item, setext heading or the like.
pub(super) fn flow(
    place: &Flow<'_>,
    text: &str,
    inventory: &Inventory,
) -> Result<String, Unbuildable> {
    let inserts = loose(text, inventory, place.beyond);
    let mut written = String::with_capacity(text.len() + 8);
    let prefix = continuation(place.source, place.start);
    let in_quote = prefix.contains('>');
    let in_item = line_prefix(place.source, place.start).contains(['-', '*', '+', '.', ')']);
    let own_begin = || danger(place.own_line.trim_matches([' ', '\t']), in_quote, in_item);
    let mut after_empty = false;
    for (idx, line) in lines(text).enumerate() {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let blank = line.trim_matches([' ', '\t']);
        let start = start + (line.len() - line.trim_start_matches([' ', '\t']).len());
        let range = start..start + blank.len();
        if 0 < idx {
            place.breaks.write(&mut written, after_empty);
            written.push_str(eol(place.source));
            written.push_str(&prefix);
        }
        after_empty = range.is_empty();
        let html = inventory
            .items
            .iter()
            .any(|item| item.range.start == range.start && matches!(item.kind, Kind::Html(_)));
        let is_link = || {
            let mut items = inventory.items.iter();
            items.any(|item| {
                item.range.start == range.start && matches!(item.kind, Kind::Link { .. })
            })
        };
        // A tag is not alone on its line where the backslash of a hard break follows.
        let is_broken = range.end < text.len() && matches!(place.breaks, BreakStyle::Backslash);
        let judged = match is_broken && blank.starts_with('<') {
            true => danger(&format!("{blank}\\"), in_quote, in_item),
            false => danger(blank, in_quote, in_item),
        };
        let escapes = match judged {
            // The label of a definition may end on another line, in another segment, or in a line that is structure.
            Danger::None if opens_label(blank) && !is_link() => vec![range.start],
            Danger::None if idx == 0 && place.below_definition && opens_title(blank) => {
                vec![range.start]
            }
            Danger::None if idx == 0 && place.below_fence => front_matter_mark(blank)
                .map(|at| range.start + at)
                .into_iter()
                .collect(),
            Danger::None => Vec::new(),
            // `:smile:` may begin a line where it began it before.
            Danger::At(0) if idx == 0 && is_emoji(blank) && is_emoji(place.own) => Vec::new(),
            Danger::At(at) => vec![range.start + at],
            Danger::Run(n) => (range.start..range.start + n).collect(),
            Danger::Tag if 0 < idx => Vec::new(),
            // So far in, no line begins a block; the mark of a quote takes one blank.
            Danger::Html if html && 0 < idx => {
                written.push_str(if prefix.ends_with('>') {
                    "     "
                } else {
                    "    "
                });
                Vec::new()
            }
            // Behind a backslash the tag is not alone on its line.
            Danger::Tag if html && place.at_line_start && range.end < text.len() => {
                after_empty = true;
                Vec::new()
            }
            // Where the own text begins with such a tag, none begins a block.
            Danger::Html | Danger::Tag
                if html && place.at_line_start && own_begin() != Danger::Html =>
            {
                return Err(Unbuildable {
                    is_foreign: false,
                    reason: "a line that begins with this HTML tag would begin an HTML block"
                        .to_owned(),
                });
            }
            Danger::Html | Danger::Tag if html => Vec::new(),
            Danger::Html | Danger::Tag => vec![range.start],
        };
        insert(&mut written, text, range, &inserts, &escapes);
    }
    if place.heading {
        escape_attributes(&mut written);
    }
    Ok(written)
}

/// Writes `text` in a heading of one line that begins with `#`.
pub(super) fn atx(text: &str, inventory: &Inventory, beyond: Beyond) -> String {
    let mut written = one_line(text, inventory, beyond);
    let body = written.trim_end_matches('#');
    if body.len() < written.len() && (body.is_empty() || body.ends_with([' ', '\t'])) {
        written.insert(body.len(), '\\');
    }
    escape_attributes(&mut written);
    written
}

/// Tells whether a line begins like the title of a definition.
pub(super) fn opens_title(line: &str) -> bool {
    line.starts_with(['"', '\'', '('])
}

/// Finds what makes a line read like front matter: the hash of a comment, the colon of `key: value`.
pub(super) fn front_matter_mark(line: &str) -> Option<usize> {
    if line.starts_with('#') {
        return Some(0);
    }
    let mut colons = line.match_indices(':').map(|(at, _)| at);
    colons.find(|at| line[at + 1..].is_empty() || line[at + 1..].starts_with([' ', '\t']))
}

/// Tells whether a line begins like `:smile:`.
fn is_emoji(line: &str) -> bool {
    line.strip_prefix(':')
        .is_some_and(|name| name.starts_with(char::is_alphanumeric))
}

/// Escapes the pipes of a text below which the second row of a table stands.
pub(super) fn no_header(written: &str) -> String {
    escape_bytes(written, |byte| byte == b'|')
}

/// Writes `text` in a table cell; `at_line_start` where no pipe stands before it.
pub(super) fn cell(
    text: &str,
    inventory: &Inventory,
    beyond: Beyond,
    at_line_start: bool,
) -> String {
    let line = one_line(text, inventory, beyond);
    let begin = match danger(&line, false, false) {
        Danger::At(at) if at_line_start => Some(at),
        Danger::Run(_) | Danger::Html | Danger::Tag if at_line_start => Some(0),
        // The label of a definition may end in another cell.
        Danger::None if at_line_start && opens_label(&line) => Some(0),
        _ => None,
    };
    let mut written = String::with_capacity(line.len() + 4);
    for (idx, char) in line.char_indices() {
        // A pipe parts cells in code too; a backslash before it is enough everywhere.
        if begin == Some(idx) || (char == '|' && !written.ends_with('\\')) {
            written.push('\\');
        }
        written.push(char);
    }
    if written.ends_with('\\') {
        written.push(' ');
    }
    written
}

/// Writes `text` as the alt text of an image; `label` is the image's label where its alt text was its label, and
/// `at_line_start` is where a line end stands before it.
pub(super) fn alt(
    text: &str,
    inventory: &Inventory,
    label: Option<&str>,
    at_line_start: bool,
) -> String {
    let mut written = alt_text(text, inventory);
    if at_line_start {
        begin_no_block(&mut written);
    }
    match label {
        Some(label) => format!("{written}][{label}]"),
        None => written,
    }
}

fn alt_text(text: &str, inventory: &Inventory) -> String {
    let mut inserts = loose(text, inventory, Beyond::Target);
    inserts.sort_unstable();
    let brackets = bare_brackets(text, inventory, &inserts);
    if !brackets_balance(text, &brackets) {
        inserts.extend(brackets);
    }
    joined(text, &inserts)
}

/// Finds the brackets of a text that neither a backslash, code, a link nor the like has, nor `escaped`, which is sorted.
fn bare_brackets(text: &str, inventory: &Inventory, escaped: &[usize]) -> Vec<usize> {
    let has = |item: &Item| {
        !matches!(
            item.kind,
            Kind::Emphasis { .. } | Kind::Strong { .. } | Kind::Strikethrough
        )
    };
    let mut items = inventory.items.iter().filter(|item| has(item)).peekable();
    let mut end = 0;
    let brackets = text.match_indices(['[', ']']).map(|(at, _)| at);
    let bare = brackets.filter(|at| {
        while let Some(item) = items.next_if(|item| item.range.start <= *at) {
            end = end.max(item.range.end);
        }
        end <= *at
            && n_backslashes(&text.as_bytes()[..*at]).is_multiple_of(2)
            && escaped.binary_search(at).is_err()
    });
    bare.collect()
}

fn brackets_balance(text: &str, brackets: &[usize]) -> bool {
    let mut depth = 0_usize;
    let closes = |at: &usize| text.as_bytes()[*at] == b']';
    let is_fine = brackets.iter().all(|at| {
        let is_fine = !closes(at) || 0 < depth;
        depth = if closes(at) {
            depth.saturating_sub(1)
        } else {
            depth + 1
        };
        is_fine
    });
    is_fine && depth == 0
}

/// Writes `text` as a title between quotes; `at_line_start` where a line end stands before it.
pub(super) fn title(text: &str, quote: u8, at_line_start: bool) -> String {
    let line = lines(text).map(str::trim).collect::<Vec<_>>().join(" ");
    let mut written = escape_bytes(&line, |byte| match quote {
        b'(' => matches!(byte, b'(' | b')'),
        _ => byte == quote,
    });
    close_backslash(&mut written);
    if at_line_start {
        begin_no_block(&mut written);
    }
    written
}

/// Puts a backslash before what would begin a block at the start of a line.
fn begin_no_block(written: &mut String) {
    match danger(written, false, false) {
        Danger::None => {}
        Danger::At(at) => written.insert(at, '\\'),
        Danger::Run(_) | Danger::Html | Danger::Tag => written.insert(0, '\\'),
    }
}

fn one_line(text: &str, inventory: &Inventory, beyond: Beyond) -> String {
    joined(text, &loose(text, inventory, beyond))
}

/// Writes the lines of a text as one, with backslashes at `inserts`.
fn joined(text: &str, inserts: &[usize]) -> String {
    let mut written = String::with_capacity(text.len() + 4);
    for line in lines(text) {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let blank = line.trim_start_matches([' ', '\t']);
        let start = start + (line.len() - blank.len());
        let range = start..start + blank.trim_end_matches([' ', '\t']).len();
        if !written.is_empty() && !range.is_empty() {
            written.push(' ');
        }
        insert(&mut written, text, range, inserts, &[]);
    }
    written
}

/// Yields the lines of a text, at LF, CRLF or CR.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = text.find(['\n', '\r']) else {
            rest = None;
            return Some(text);
        };
        rest = Some(&text[super::lines::end_of_line(text.as_bytes(), end)..]);
        Some(&text[..end])
    })
}

/// Appends a range of `text` with backslashes before some of its bytes.
fn insert(
    written: &mut String,
    text: &str,
    range: Range<usize>,
    inserts: &[usize],
    escapes: &[usize],
) {
    let mut done = range.start;
    let mut at: Vec<usize> = inserts.iter().chain(escapes).copied().collect();
    at.sort_unstable();
    at.dedup();
    for offset in at.into_iter().filter(|offset| range.contains(offset)) {
        written.push_str(&text[done..offset]);
        written.push('\\');
        done = offset;
    }
    written.push_str(&text[done..range.end]);
}

/// Escapes the brace of what the parser would take for a heading's attributes.
fn escape_attributes(written: &mut String) {
    let Some(inside) = written.strip_suffix('}') else {
        return;
    };
    let open = inside.rfind(['{', '}', '<', '>', '\\', '\n', '\r']);
    if let Some(open) = open.filter(|open| inside.as_bytes()[*open] == b'{') {
        written.insert(open, '\\');
    }
}

/// Puts a backslash before every byte of a kind that has none.
fn escape_bytes(text: &str, is_special: impl Fn(u8) -> bool) -> String {
    let mut written = String::with_capacity(text.len() + 4);
    let mut escaped = false;
    for char in text.chars() {
        if !escaped && u8::try_from(char).is_ok_and(|byte| byte.is_ascii() && is_special(byte)) {
            written.push('\\');
        }
        escaped = char == '\\' && !escaped;
        written.push(char);
    }
    written
}

fn close_backslash(written: &mut String) {
    if n_backslashes(written.as_bytes()) % 2 == 1 {
        written.push('\\');
    }
}

fn line_prefix(source: &str, start: usize) -> &str {
    &source[line_start(source, start)..start]
}

/// Returns the article's line end.
pub(super) fn eol(source: &str) -> &'static str {
    match source.find(['\n', '\r']) {
        Some(at) if source[at..].starts_with("\r\n") => "\r\n",
        Some(at) if source.as_bytes()[at] == b'\r' => "\r",
        _ => "\n",
    }
}
