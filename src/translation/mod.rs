//! Translation: a locale file as entries. What its comments' machine lines say, which stubs stand in them,
//! and where.
//!
//! It does not know articles, other locales or what a status is.

mod comment;
mod entries;
pub mod frame;
pub mod lines;

use std::borrow::Cow;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use crate::fluent::body::Body;
use crate::fluent::file::{File, Kind, Text};
use crate::fluent::references::walk;
use crate::fluent::value::Value;
use crate::machine::Name;
use crate::span::{Span, SyntaxError};
use comment::{Said, decoded};

pub use comment::{CommentLine, Lines};

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
    contested: HashSet<usize>,
}

/// Is one entry of a locale file: a translation, a stub, or what a slip has left of one.
#[derive(Debug)]
pub struct Entry<'t> {
    /// Its id; a term's with its `-`.
    pub id: &'t str,
    /// What stands behind the id.
    pub form: Form<'t>,
    /// The lines of its comment, machine lines and the translator's own, in order.
    pub lines: Lines<'t>,
    // What its machine lines say.
    said: Said<'t>,
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
        let lines = Lines::of(&file.lines);
        for (item_idx, item) in file.items.iter().enumerate() {
            let own = lines.stretch(item.lines.clone());
            entries::read(file.raw, item_idx, item, own, &mut entries, &mut errors);
        }
        entries::adopt_stray_text(file.raw, &file.items, &mut entries);
        let mut by_id: HashMap<&str, usize> = HashMap::with_capacity(entries.len());
        let mut contested = HashSet::new();
        for (idx, entry) in entries.iter().enumerate() {
            let counts = by_id.entry(entry.id).or_insert(idx);
            if *counts == idx || !entry.has_value() {
                continue;
            }
            let first = &entries[*counts];
            if !first.has_value() {
                *counts = idx;
            } else if !says_the_same(file.raw, first, entry) {
                contested.insert(*counts);
            }
        }
        (
            Translation {
                file,
                entries,
                by_id,
                contested,
            },
            errors,
        )
    }

    /// Tells whether lines of a version control's conflict stand in the file, and where the first starts.
    pub fn conflict_marker(&self) -> Option<usize> {
        match self.file.is_usual {
            // No line of it begins as such a line does.
            true => None,
            false => frame::conflict_marker(self.file.raw),
        }
    }

    /// Returns the index of the entry that counts for `id`.
    pub fn get(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Returns the index of the entry that counts for `id`, which is probably `guess`.
    pub fn get_near(&self, id: &str, guess: usize) -> Option<usize> {
        let is_guessed = |entry: &Entry<'_>| entry.id == id && !self.has_doubles();
        match self.entries.get(guess).is_some_and(is_guessed) {
            true => Some(guess),
            false => self.get(id),
        }
    }

    /// Tells whether two entries have one id.
    pub fn has_doubles(&self) -> bool {
        self.by_id.len() < self.entries.len()
    }

    /// Returns the index of the entry before `idx` that has its id, if `idx` does not count.
    pub fn doubled(&self, idx: usize) -> Option<usize> {
        let counts = self.has_doubles().then(|| self.get(self.entries[idx].id))?;
        counts.filter(|counts| *counts != idx)
    }

    /// Tells whether another entry with the id of `idx` has another text or another basis: what an editor's "accept both"
    /// leaves of two people's work. Which one is right nobody knows.
    #[inline]
    pub fn is_contested(&self, idx: usize) -> bool {
        !self.contested.is_empty() && self.contested.contains(&idx)
    }

    /// Returns the stub that was left standing beside an entry that has a value and no `@source` of its own: what
    /// it shows is what the value was made from.
    #[inline]
    pub fn stub_beside(&self, idx: usize) -> Option<&Entry<'t>> {
        let entry = &self.entries[idx];
        match entry.has_value() && !entry.has(Name::Source) {
            true => self.shown_beside(entry, idx),
            false => None,
        }
    }

    fn shown_beside(&self, entry: &Entry<'t>, idx: usize) -> Option<&Entry<'t>> {
        let neighbours = [idx.checked_sub(1), Some(idx + 1)];
        let mut beside = neighbours
            .into_iter()
            .flatten()
            .filter_map(|idx| self.entries.get(idx));
        beside.find(|other| {
            other.id == entry.id && other.form == Form::Stub && other.line(Name::Source).is_some()
        })
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

    /// Returns what stands behind an entry's id, from the white space before its `=` to the end of its value.
    pub fn assigned_span(&self, idx: usize) -> Span {
        Span::new(self.entries[idx].id_span.end, self.value_span(idx).end)
    }

    /// Returns the names of the messages that an entry's value and attributes refer to.
    pub fn messages(&self, idx: usize) -> Vec<&'t str> {
        let mut names = Vec::new();
        if let Some(body) = self.body(idx) {
            body.patterns().for_each(|own| walk(own, &mut names));
        }
        names
    }

    /// Returns the message or term that an entry stands in.
    pub fn body(&self, idx: usize) -> Option<&Body<'t>> {
        match &self.file.items[self.entries[idx].item].kind {
            Kind::Message(body) | Kind::Term(body) => Some(body),
            Kind::Comment(_) | Kind::Junk(_) => None,
        }
    }
}

/// Tells whether two entries have the same text, made from the same English.
fn says_the_same(raw: &str, one: &Entry<'_>, other: &Entry<'_>) -> bool {
    let words = |entry: &Entry<'_>| -> Vec<String> {
        let text = &raw[entry.id_span.end..entry.span.end];
        text.split_whitespace().map(str::to_owned).collect()
    };
    let is_silent = |entry: &Entry<'_>| entry.line(Name::Source).is_none();
    (one.basis() == other.basis() || is_silent(one) || is_silent(other))
        && one.line(Name::Draft) == other.line(Name::Draft)
        && words(one) == words(other)
}

impl<'t> Entry<'t> {
    /// Returns the value of the first machine line `name`.
    #[inline]
    pub fn line(&self, name: Name) -> Option<&'t str> {
        // Most entries have few names, and are asked for many.
        self.has(name).then(|| self.first(name)).flatten()
    }

    fn has(&self, name: Name) -> bool {
        self.said.names.contains(name)
    }

    fn first(&self, name: Name) -> Option<&'t str> {
        let mut lines = self.lines.iter();
        let line = lines.find(|line| line.name == Some(name));
        line.map(|line| line.value)
    }

    /// Returns the English as the file has it, decoded where it is a pattern.
    pub fn source(&self) -> Option<Cow<'t, str>> {
        self.said.source.clone()
    }

    /// Tells whether its English is the same as `text`.
    pub fn shows(&self, text: &str) -> bool {
        self.said
            .source
            .as_deref()
            .is_some_and(|source| source == text)
    }

    /// Tells whether its value, where there is one, was made from the English that it shows, and a person said so.
    pub fn is_made_from_shown(&self) -> bool {
        let is_else = self.said.is_torn || self.has(Name::Was) || self.has(Name::Draft);
        self.has(Name::Source) && !is_else
    }

    /// Returns what the translation was made from.
    ///
    /// Two lines of one name that differ are what is left of a merge: nobody knows.
    pub fn basis(&self) -> Basis<'t> {
        if self.said.is_torn {
            return Basis::Unknown;
        }
        match (self.line(Name::Was), &self.said.source) {
            (Some("?"), _) | (None, None) => Basis::Unknown,
            (Some(was), _) => Basis::Text(decoded(was)),
            (None, Some(source)) => Basis::Text(source.clone()),
        }
    }

    /// Tells whether there is a translation, whatever its status.
    pub fn has_value(&self) -> bool {
        matches!(self.form, Form::Value(_))
    }

    /// Tells whether the value is a text alone, without attributes beside it.
    pub fn is_text(&self) -> bool {
        matches!(self.form, Form::Value(Value::Text(_))) && self.attributes.is_empty()
    }

    /// Tells whether the value is nothing but a reference to a message.
    pub fn form_is_reference(&self) -> bool {
        matches!(self.form, Form::Value(Value::Reference(_)))
    }

    /// Tells whether the entry is kept for a text that is gone.
    pub fn is_obsolete(&self) -> bool {
        self.has(Name::Obsolete)
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

    /// Tells whether a person wrote into its comment.
    pub fn has_own_lines(&self) -> bool {
        self.lines
            .iter()
            .any(|line| line.name.is_none_or(Name::is_translators))
    }

    /// Returns what a person is shown first: the value where there is one, else the id.
    pub fn place(&self) -> Span {
        self.id_span
    }
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
    fn text_below_a_stub_that_is_still_a_comment_is_a_slip() {
        let slip = Form::Slip(Slip::StillAComment);
        check(
            "# @source A\n# a =\n    Ah\n\nb = x\n",
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
    fn a_guess_changes_nothing() {
        for raw in [
            "a = x\n\nb = y\n\nc = z\n",
            "# a =\n\na = x\n\nb = y\n\na = z\n",
        ] {
            let text = Text::new(raw.to_owned());
            let (translation, _) = Translation::read(&text);
            for id in ["a", "b", "c", "d"] {
                for guess in 0..6 {
                    let near = translation.get_near(id, guess);
                    assert_eq!(near, translation.get(id), "{id} {guess}");
                }
            }
        }
    }

    #[test]
    fn a_text_refers_to_no_message() {
        let raw = "a = x\n\nb =\n    x { \"{ c }\" }\n    y\n\nc = { a }\n\nd = x { a }\n\ne = x\n    .f = { a }\n";
        let text = Text::new(raw.to_owned());
        let (translation, _) = Translation::read(&text);
        for (idx, entry) in translation.entries.iter().enumerate() {
            let is_text = ["a", "b"].contains(&entry.id);
            assert_eq!(entry.is_text(), is_text, "{}", entry.id);
            assert_eq!(translation.messages(idx).is_empty(), is_text);
        }
    }

    #[test]
    fn two_texts_under_one_id_contest_each_other() {
        let contested = |raw: &str| {
            let text = Text::new(raw.into());
            let (translation, _) = Translation::read(&text);
            translation.is_contested(translation.get("a").unwrap())
        };
        let entry = "# @source A\na = x\n";
        assert!(contested(&format!("{entry}\n# @source A\na = y\n")));
        assert!(contested(&format!(
            "{entry}\n# @source A\n# @was    B\na = x\n"
        )));
        assert!(contested(&format!(
            "{entry}\n# @source A\n# @draft memory\na = x\n"
        )));
        assert!(!contested(&format!("{entry}\n# @source A\na =\n    x\n")));
        assert!(!contested(&format!("{entry}\n# @source A\n# a =\n")));
        assert!(!contested(entry));
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
    fn a_stub_beside_its_entry_knows_the_basis() {
        let text = Text::new("# @source A\n# a =\n\na = x\n\n# @source B\nb = y\n".into());
        let (translation, _) = Translation::read(&text);
        assert_eq!(
            translation
                .stub_beside(1)
                .and_then(Entry::source)
                .as_deref(),
            Some("A")
        );
        assert!(translation.stub_beside(0).is_none() && translation.stub_beside(2).is_none());
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
    fn what_accepting_both_sides_leaves_has_no_basis() {
        let raw = "# @source A1\n# @source A\na = x\n\n# @source B\n# @was B0\n# @was B1\nb = x\n";
        let text = Text::new(raw.into());
        let (translation, _) = Translation::read(&text);
        for entry in &translation.entries {
            assert_eq!(entry.basis(), Basis::Unknown);
        }
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
