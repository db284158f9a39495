//! Entries: the entries that stand in one item of a locale file: a message, the stubs in its comment, a stub
//! alone, or what a slip has left of one.

use super::{CommentLine, Entry, Form, Lines, Said, Slip};
use crate::fluent::body::Body;
use crate::fluent::file::{Item, Kind};
use crate::machine::Name;
use crate::span::{Span, SyntaxError};

/// Reads the entries of one item, whose comment has these lines; what is no Fluent comes as a remark.
pub(super) fn read<'t>(
    raw: &'t str,
    item_idx: usize,
    item: &Item<'t>,
    mut lines: Lines<'t>,
    entries: &mut Vec<Entry<'t>>,
    errors: &mut Vec<SyntaxError>,
) {
    let (id, form, attributes) = match &item.kind {
        Kind::Message(message) => {
            let id = Span::new(item.start, item.start + message.name.len());
            (Some(id), form(message), names(message))
        }
        Kind::Term(term) => {
            let id = Span::new(item.start, item.start + 1 + term.name.len());
            (Some(id), form(term), names(term))
        }
        Kind::Comment(1) => (None, Form::Stub, Vec::new()),
        Kind::Comment(_) => return,
        Kind::Junk(error) => {
            let (id, form) = read_junk(raw, item);
            if form != Form::Empty {
                errors.push(SyntaxError::clone(error));
            }
            (id, form, Vec::new())
        }
    };
    let mut from = item.span.start;
    // Stubs inside the comment: the last one ends it, any other is glued to what follows.
    while let Some((n_lines, stub)) = first_stub(&lines, id.is_none()) {
        let n_own = n_lines - 1 - stub.n_text_lines;
        let own = lines.split_off_first(n_own);
        let id_line = lines[0];
        lines.split_off_first(n_lines - n_own);
        let end = lines
            .first()
            .map_or(item.start.min(item.span.end), |line| line.span.start);
        entries.push(Entry {
            id: stub.id,
            form: if stub.n_text_lines > 0 || stub.has_text {
                Form::Slip(Slip::StillAComment)
            } else {
                Form::Stub
            },
            said: Said::of(&own),
            lines: own,
            comment: Span::new(from, id_line.span.start),
            id_span: Span::of_slice(stub.id, raw).unwrap_or(id_line.span),
            span: Span::new(from, end),
            item: item_idx,
            attributes: Vec::new(),
        });
        from = end;
    }
    // A stub whose text stands right below it, without `# ` and read as Junk: it was half taken out of the comment.
    let is_half_taken = matches!(item.kind, Kind::Junk(_))
        && id.is_none()
        && lines.is_empty()
        && from == item.start;
    if let Some(stub) = entries
        .last_mut()
        .filter(|entry| is_half_taken && entry.item == item_idx)
    {
        stub.form = Form::Slip(Slip::StillAComment);
        stub.span.end = item.span.end;
    }
    if let Some(id_span) = id {
        entries.push(Entry {
            id: match &item.kind {
                Kind::Message(message) => message.name,
                _ => id_span.of(raw),
            },
            form,
            said: Said::of(&lines),
            lines,
            comment: Span::new(from, item.start),
            id_span,
            span: Span::new(from, item.span.end),
            item: item_idx,
            attributes,
        });
    }
}

/// Is a stub found among the lines of a comment.
struct Stub<'t> {
    id: &'t str,
    has_text: bool,
    n_text_lines: usize,
}

/// Finds the first stub in a comment: how many lines it takes, text that was left in the comment included.
///
/// A line `ID =` is one where it ends a comment that stands alone, or anywhere behind an `@source` line.
fn first_stub<'t>(lines: &[CommentLine<'t>], stands_alone: bool) -> Option<(usize, Stub<'t>)> {
    let mut has_source = false;
    for (idx, line) in lines.iter().enumerate() {
        if let Some(name) = line.name {
            has_source |= name == Name::Source;
            continue;
        }
        let Some((id, text)) = stub_line(line.content) else {
            continue;
        };
        let is_last = idx + 1 == lines.len();
        if !(has_source || stands_alone && is_last && text.is_empty()) {
            continue;
        }
        // Text may go on below, until the next machine line.
        let below = &lines[idx + 1..];
        let n_text_lines = below
            .iter()
            .take_while(|line| line.name.is_none() && stub_line(line.content).is_none())
            .count();
        let n_text_lines = if has_source && (stands_alone || n_text_lines < below.len()) {
            n_text_lines
        } else {
            0
        };
        return Some((
            idx + 1 + n_text_lines,
            Stub {
                id,
                has_text: !text.is_empty(),
                n_text_lines,
            },
        ));
    }
    None
}

/// Reads `ID =` and what stands behind it.
fn stub_line(content: &str) -> Option<(&str, &str)> {
    let content = content.trim_end();
    let n_term = usize::from(content.starts_with('-'));
    let name = &content[n_term..];
    let len = name
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        .count();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let text = name[len..].trim_start_matches(' ').strip_prefix('=')?;
    Some((&content[..n_term + len], text.trim_start()))
}

/// Reads what Junk was meant as.
fn read_junk<'t>(raw: &'t str, item: &Item<'t>) -> (Option<Span>, Form<'t>) {
    let junk = &raw[item.start..item.span.end];
    let first = junk.lines().next().unwrap_or_default();
    let Some((id, text)) = stub_line(first) else {
        return (None, Form::Slip(Slip::Broken));
    };
    let span = Span::of_slice(id, raw);
    let below = &junk[first.len()..];
    if !text.is_empty() {
        (span, Form::Slip(Slip::Broken))
    } else if below.trim().is_empty() {
        (span, Form::Empty)
    } else {
        let indented = below
            .lines()
            .filter(|line| !line.trim().is_empty())
            .all(|line| line.starts_with(' '));
        (
            span,
            Form::Slip(if indented {
                Slip::Broken
            } else {
                Slip::NotIndented
            }),
        )
    }
}

/// Gives an `ID =` the text that stands right below it as Junk of its own: unindented text that begins with
/// an ASCII letter is read as the start of another entry.
pub(super) fn adopt_stray_text<'t>(raw: &'t str, items: &[Item<'t>], entries: &mut [Entry<'t>]) {
    for entry in entries.iter_mut().filter(|entry| entry.form == Form::Empty) {
        let Some(next) = items.get(entry.item + 1) else {
            continue;
        };
        let touches = next.span.start == entry.span.end
            && !next.has_comment()
            && matches!(next.kind, Kind::Junk(_))
            && stub_line(raw[next.start..].lines().next().unwrap_or_default()).is_none();
        if touches {
            entry.form = Form::Slip(Slip::NotIndented);
        }
    }
}

fn form<'t>(body: &Body<'t>) -> Form<'t> {
    body.reading().map_or(Form::Empty, Form::Value)
}

fn names<'t>(body: &Body<'t>) -> Vec<&'t str> {
    match body.attributes() {
        [] => Vec::new(),
        attributes => attributes.iter().map(|own| own.id.name).collect(),
    }
}
