//! Translation: a locale file as entries. What its comments' machine lines say, which stubs stand in them,
//! and where.
//!
//! It does not know articles, other locales or what a status is.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_syntax::ast;

use crate::fluent::encode;
use crate::fluent::file::{File, Item, Kind, Line, Text};
use crate::fluent::value::Value;
use crate::machine::{Name, machine_line};
use crate::span::{Span, SyntaxError};

/// Is the name of the line that every file of tolka's ends in.
pub const END: &str = "end";

/// Is a locale file of an article, or of terms and messages.
#[derive(Debug)]
pub struct Translation<'t> {
    /// The file the entries stand in.
    pub file: File<'t>,
    /// Its entries, in order; of those with one id the first that has a value counts, see `get`.
    pub entries: Vec<Entry<'t>>,
    by_id: HashMap<&'t str, usize>,
}

/// Is one entry of a locale file: a translation, a stub, or what a slip has left of one.
#[derive(Debug)]
pub struct Entry<'t> {
    /// Its id; a term's with its `-`.
    pub id: &'t str,
    /// What stands behind the id.
    pub form: Form<'t>,
    /// The lines of its comment, machine lines and the translator's own, in order.
    pub lines: Vec<CommentLine<'t>>,
    /// From the first byte of its comment to where the id (of a stub: the `# ` before it) starts.
    pub comment: Span,
    /// The id alone.
    pub id_span: Span,
    /// The whole entry with its last line end.
    pub span: Span,
    /// Which item of the file it stands in.
    pub item: usize,
    /// Names of its attributes, in order.
    pub attributes: Vec<&'t str>,
}

/// Is what stands behind an entry's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form<'t> {
    /// A comment that ends in `# ID =`.
    Stub,
    /// An `ID =` without a value.
    Empty,
    /// A value.
    Value(Value<'t>),
    /// Something that is meant as a value, and that Fluent does not read as one.
    Slip(Slip),
}

/// Is a way to write a translation that Fluent does not see; the fix is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Text behind or below `# ID =`, still as a comment.
    StillAComment,
    /// Text below `ID =` that is not indented, or with a tab.
    NotIndented,
    /// Any other syntax error in the entry.
    Broken,
}

/// Is a line of an entry's comment.
#[derive(Clone, Copy, Debug)]
pub struct CommentLine<'t> {
    /// The line without its end.
    pub span: Span,
    /// What follows `# `.
    pub content: &'t str,
    /// Which machine line it is; `None` for the translator's own.
    pub name: Option<Name>,
    /// The value of a machine line.
    pub value: &'t str,
}

/// Is the basis that an entry states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis<'t> {
    /// The English text the translation was made from.
    Text(Cow<'t, str>),
    /// No `@source`, or `@was ?`.
    Unknown,
}

impl<'t> Translation<'t> {
    /// Reads a locale file; what Fluent or tolka cannot read comes as remarks.
    pub fn read(text: &'t Text) -> (Self, Vec<SyntaxError>) {
        let file = text.parse();
        let mut entries = Vec::with_capacity(file.items.len());
        let mut errors = Vec::new();
        for (item_idx, item) in file.items.iter().enumerate() {
            read_item(file.raw, item_idx, item, &mut entries, &mut errors);
        }
        adopt_stray_text(file.raw, &file.items, &mut entries);
        let mut by_id: HashMap<&str, usize> = HashMap::with_capacity(entries.len());
        for (idx, entry) in entries.iter().enumerate() {
            match by_id.get(entry.id) {
                Some(first) if entries[*first].has_value() || !entry.has_value() => {}
                _ => {
                    by_id.insert(entry.id, idx);
                }
            }
        }
        (
            Translation {
                file,
                entries,
                by_id,
            },
            errors,
        )
    }

    /// Returns the index of the entry that counts for `id`.
    pub fn get(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Returns the index of the entry before `idx` that has its id, if `idx` does not count.
    pub fn doubled(&self, idx: usize) -> Option<usize> {
        self.get(self.entries[idx].id)
            .filter(|counts| *counts != idx)
    }

    /// Returns where the Fluent source of an entry's value stands, attributes included.
    pub fn value_span(&self, idx: usize) -> Span {
        let entry = &self.entries[idx];
        let rest = &self.file.raw[entry.id_span.end..entry.span.end];
        let value = rest
            .trim_start_matches(' ')
            .trim_start_matches('=')
            .trim_start_matches([' ', '\r', '\n']);
        let start = entry.span.end - value.len();
        Span::new(
            start,
            start + value.trim_end_matches([' ', '\r', '\n']).len(),
        )
    }

    /// Returns the pattern of an entry that has a value.
    pub fn pattern(&self, idx: usize) -> Option<&ast::Pattern<&'t str>> {
        match &self.file.items[self.entries[idx].item].kind {
            Kind::Message(message) => message.value.as_ref(),
            Kind::Term(term) => Some(&term.value),
            _ => None,
        }
    }
}

impl<'t> Entry<'t> {
    /// Returns the value of the first machine line `name`.
    pub fn line(&self, name: Name) -> Option<&'t str> {
        self.lines
            .iter()
            .find(|line| line.name == Some(name))
            .map(|line| line.value)
    }

    /// Returns the English as the file has it, decoded where it is a pattern.
    pub fn source(&self) -> Option<Cow<'t, str>> {
        self.line(Name::Source).map(decoded)
    }

    /// Returns what the translation was made from.
    pub fn basis(&self) -> Basis<'t> {
        match (self.line(Name::Was), self.line(Name::Source)) {
            (Some("?"), _) | (None, None) => Basis::Unknown,
            (Some(was), _) => Basis::Text(decoded(was)),
            (None, Some(source)) => Basis::Text(decoded(source)),
        }
    }

    /// Tells whether there is a translation, whatever its status.
    pub fn has_value(&self) -> bool {
        matches!(self.form, Form::Value(_))
    }

    /// Tells whether the entry is kept for a text that is gone.
    pub fn is_obsolete(&self) -> bool {
        self.line(Name::Obsolete).is_some()
    }

    /// Returns the checks that its `@ignore` lines name.
    pub fn ignores(&self) -> impl Iterator<Item = &'t str> {
        let lines = self
            .lines
            .iter()
            .filter(|line| line.name == Some(Name::Ignore));
        lines.flat_map(|line| {
            let names = line.value.split('(').next().unwrap_or_default();
            names
                .split(',')
                .map(str::trim)
                .filter(|name| !name.is_empty())
        })
    }

    /// Returns what a person is shown first: the value where there is one, else the id.
    pub fn place(&self) -> Span {
        self.id_span
    }
}

/// Decodes the value of `@source` or `@was`; a value that is no plain pattern stands for itself.
fn decoded(value: &str) -> Cow<'_, str> {
    encode::decode(value).unwrap_or(Cow::Borrowed(value))
}

fn read_item<'t>(
    raw: &'t str,
    item_idx: usize,
    item: &Item<'t>,
    entries: &mut Vec<Entry<'t>>,
    errors: &mut Vec<SyntaxError>,
) {
    let (id, form, attributes) = match &item.kind {
        Kind::Message(message) => {
            let form = message
                .value
                .as_ref()
                .map_or(Form::Empty, |value| Form::Value(Value::of(value)));
            let id = Span::new(item.start, item.start + message.id.name.len());
            (Some(id), form, names(&message.attributes))
        }
        Kind::Term(term) => {
            let id = Span::new(item.start, item.start + 1 + term.id.name.len());
            (
                Some(id),
                Form::Value(Value::of(&term.value)),
                names(&term.attributes),
            )
        }
        Kind::Comment(1) => (None, Form::Stub, Vec::new()),
        Kind::Comment(_) => return,
        Kind::Junk(error) => {
            let (id, form) = read_junk(raw, item);
            if form != Form::Empty {
                errors.push(error.clone());
            }
            (id, form, Vec::new())
        }
    };
    let mut rest = &item.comment[..];
    let mut from = item.span.start;
    // Stubs inside the comment: the last one ends it, any other is glued to what follows.
    while let Some((n_lines, stub)) = first_stub(rest, id.is_none()) {
        let (own, after) = rest.split_at(n_lines);
        let id_line = own[n_lines - 1 - stub.n_text_lines];
        let end = after
            .first()
            .map_or(item.start.min(item.span.end), |line| line.span.start);
        entries.push(Entry {
            id: stub.id,
            form: if stub.n_text_lines > 0 || stub.has_text {
                Form::Slip(Slip::StillAComment)
            } else {
                Form::Stub
            },
            lines: own[..n_lines - 1 - stub.n_text_lines]
                .iter()
                .map(CommentLine::read)
                .collect(),
            comment: Span::new(from, id_line.span.start),
            id_span: Span::of_slice(stub.id, raw).unwrap_or(id_line.span),
            span: Span::new(from, end),
            item: item_idx,
            attributes: Vec::new(),
        });
        from = end;
        rest = after;
    }
    if let Some(id_span) = id {
        entries.push(Entry {
            id: id_span.of(raw),
            form,
            lines: rest.iter().map(CommentLine::read).collect(),
            comment: Span::new(from, item.start),
            id_span,
            span: Span::new(from, item.span.end),
            item: item_idx,
            attributes,
        });
    }
}

impl<'t> CommentLine<'t> {
    fn read(line: &Line<'t>) -> Self {
        let (name, value) = match machine_line(line.content) {
            Some((name, value)) => (Some(name), value),
            None => (None, ""),
        };
        CommentLine {
            span: line.span,
            content: line.content,
            name,
            value,
        }
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
fn first_stub<'t>(lines: &[Line<'t>], stands_alone: bool) -> Option<(usize, Stub<'t>)> {
    let mut has_source = false;
    for (idx, line) in lines.iter().enumerate() {
        if let Some((name, _)) = machine_line(line.content) {
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
            .take_while(|line| {
                machine_line(line.content).is_none() && stub_line(line.content).is_none()
            })
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
fn adopt_stray_text<'t>(raw: &'t str, items: &[Item<'t>], entries: &mut [Entry<'t>]) {
    for entry in entries.iter_mut().filter(|entry| entry.form == Form::Empty) {
        let Some(next) = items.get(entry.item + 1) else {
            continue;
        };
        let touches = next.span.start == entry.span.end
            && next.comment.is_empty()
            && matches!(next.kind, Kind::Junk(_))
            && stub_line(raw[next.start..].lines().next().unwrap_or_default()).is_none();
        if touches {
            entry.form = Form::Slip(Slip::NotIndented);
        }
    }
}

fn names<'t>(attributes: &[ast::Attribute<&'t str>]) -> Vec<&'t str> {
    attributes
        .iter()
        .map(|attribute| attribute.id.name)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expect: &[(&str, Form)]) {
        let text = Text::new(raw.to_owned());
        let (translation, _) = Translation::read(&text);
        let forms: Vec<_> = translation
            .entries
            .iter()
            .map(|e| (e.id, e.form.clone()))
            .collect();
        assert_eq!(forms, expect, "{raw}");
        for entry in &translation.entries {
            assert!(
                entry.comment.start <= entry.comment.end
                    && entry.comment.end <= entry.id_span.start
            );
            assert!(entry.span.of(raw).contains(entry.id));
        }
    }

    fn value(text: &str) -> Form<'_> {
        Form::Value(Value::Text(text.into()))
    }

    #[test]
    fn stubs_and_entries() {
        check(
            "### source/a.md\n\n# @source A\n# a =\n\n# mine\n# @source B\n# @was    C\nb =\n    Б\n\n# note only\n\n### end\n",
            &[("a", Form::Stub), ("b", value("Б"))],
        );
    }

    #[test]
    fn an_id_without_a_value_is_empty() {
        check(
            "# @source A\na =\n\n# @source B\nb =\n    Б\n",
            &[("a", Form::Empty), ("b", value("Б"))],
        );
        check("# @source A\na =\n", &[("a", Form::Empty)]);
    }

    #[test]
    fn text_left_in_the_comment_is_a_slip() {
        let slip = Form::Slip(Slip::StillAComment);
        check(
            "# @source A\n# a = Ah\n\nb = x\n",
            &[("a", slip.clone()), ("b", value("x"))],
        );
        check(
            "# @source A\n# a =\n#     Ah\n#     oh\n\nb = x\n",
            &[("a", slip), ("b", value("x"))],
        );
    }

    #[test]
    fn text_without_indentation_is_a_slip() {
        let slip = Form::Slip(Slip::NotIndented);
        check(
            "# @source A\na =\nTexto\n\nb = x\n",
            &[("a", slip.clone()), ("b", value("x"))],
        );
        check(
            "# @source A\na =\nТекст\n\nb = x\n",
            &[("a", slip.clone()), ("b", value("x"))],
        );
        check(
            "# @source A\na =\n\tТекст\n\nb = x\n",
            &[("a", slip), ("b", value("x"))],
        );
    }

    #[test]
    fn a_stub_glued_to_the_next_entry_is_two() {
        check(
            "# @source A\n# a =\n# @source B\nb =\n    Б\n",
            &[("a", Form::Stub), ("b", value("Б"))],
        );
        check(
            "# @source A\n# a =\n# @source B\n# b =\n",
            &[("a", Form::Stub), ("b", Form::Stub)],
        );
    }

    #[test]
    fn a_translators_comment_is_no_stub() {
        check("# x = 3 is meant\na = b\n", &[("a", value("b"))]);
        check("# x =\na = b\n", &[("a", value("b"))]);
    }

    #[test]
    fn an_entry_counts_before_its_stub() {
        let raw = "# @source A\n# a =\n\na = x\n\na = y\n";
        let text = Text::new(raw.into());
        let (translation, _) = Translation::read(&text);
        assert_eq!(translation.get("a"), Some(1));
        assert_eq!(translation.doubled(2), Some(1));
        assert_eq!(translation.doubled(0), Some(1));
    }

    #[test]
    fn the_basis_is_was_or_source() {
        let text = Text::new(
            "# @source A\n# @was    B { \"{\" }\na = x\n\n# @source A\nb = x\n\nc = x\n".into(),
        );
        let (translation, _) = Translation::read(&text);
        let bases: Vec<_> = translation.entries.iter().map(Entry::basis).collect();
        assert_eq!(
            bases,
            [
                Basis::Text("B {".into()),
                Basis::Text("A".into()),
                Basis::Unknown
            ]
        );
    }

    #[test]
    fn ignores_are_lists_with_a_reason() {
        let text = Text::new("# @ignore numbers, unchanged (a name)\na = x\n".into());
        let (translation, _) = Translation::read(&text);
        assert_eq!(
            translation.entries[0].ignores().collect::<Vec<_>>(),
            ["numbers", "unchanged"]
        );
    }

    #[test]
    fn a_masked_file_keeps_its_other_entries() {
        let raw = format!(
            "\u{FEFF}# @source A\n# a =\n\nb = {}\n\nc = x\n",
            "{".repeat(200)
        );
        check(
            &raw,
            &[
                ("a", Form::Stub),
                ("b", Form::Slip(Slip::Broken)),
                ("c", value("x")),
            ],
        );
    }
}
