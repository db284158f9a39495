//! Reader: `tolka.toml` key by key, so that every problem is reported at once, each with its line and column
//! and the nearest right name.
//!
//! Values are read by serde; it does not know which keys there are.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::span::{LineIndex, Position};

/// Is something wrong in the config.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub position: Position,
    /// What: lower case, no full stop.
    pub message: String,
}

/// Collects the problems of one file.
#[derive(Debug)]
pub struct Reader<'c> {
    text: &'c str,
    lines: LineIndex,
    /// What was found so far.
    pub problems: Vec<Problem>,
}

/// Is a table of the file, of which keys are taken one after the other.
#[derive(Debug)]
pub struct Section<'c> {
    name: String,
    at: usize,
    left: BTreeMap<String, (usize, Spanned<DeValue<'c>>)>,
    known: Vec<&'static str>,
}

impl<'c> Reader<'c> {
    /// Starts to read `text`.
    pub fn new(text: &'c str) -> Self {
        Reader {
            text,
            lines: LineIndex::new(text),
            problems: Vec::new(),
        }
    }

    /// Parses the file into its root section.
    pub fn root(&mut self) -> Section<'c> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            self.problem(at, error.message().trim().replace('\n', ", "));
        }
        section(String::new(), 0, table.into_inner())
    }

    /// Notes a problem at a byte offset.
    pub fn problem(&mut self, at: usize, message: impl Into<String>) {
        let position = self.lines.position(self.text, at);
        self.problems.push(Problem {
            position,
            message: message.into(),
        });
    }

    /// Returns where a byte offset stands.
    pub fn position(&self, at: usize) -> Position {
        self.lines.position(self.text, at)
    }

    /// Takes the value of `key`, if it is there and of the right type.
    pub fn take<T: Deserialize<'c>>(
        &mut self,
        section: &mut Section<'c>,
        key: &'static str,
    ) -> Option<T> {
        self.take_at(section, key).map(|(_, value)| value)
    }

    /// Takes the value of `key` with the offset it stands at.
    pub fn take_at<T: Deserialize<'c>>(
        &mut self,
        section: &mut Section<'c>,
        key: &'static str,
    ) -> Option<(usize, T)> {
        section.known.push(key);
        let (_, value) = section.left.remove(key)?;
        self.read(&section.path(key), value)
    }

    /// Reads one value.
    fn read<T: Deserialize<'c>>(
        &mut self,
        path: &str,
        value: Spanned<DeValue<'c>>,
    ) -> Option<(usize, T)> {
        let at = value.span().start;
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(value) => Some((at, value)),
            Err(error) => {
                let at = error.span().map_or(at, |span| span.start);
                self.problem(
                    at,
                    format!("{path}: {}", error.message().trim().replace('\n', ", ")),
                );
                None
            }
        }
    }

    /// Takes the table under `key`; an empty one where there is none.
    pub fn section(&mut self, section: &mut Section<'c>, key: &'static str) -> Section<'c> {
        section.known.push(key);
        let path = section.path(key);
        match section.left.remove(key) {
            Some((at, value)) => self.table(path, at, value),
            None => self::section(path, section.at, DeTable::new()),
        }
    }

    /// Takes a list of tables: `[[locale.ru.articles]]`.
    pub fn tables(&mut self, section: &mut Section<'c>, key: &'static str) -> Vec<Section<'c>> {
        section.known.push(key);
        let path = section.path(key);
        let Some((at, value)) = section.left.remove(key) else {
            return Vec::new();
        };
        match value.into_inner() {
            DeValue::Array(items) => items
                .into_iter()
                .map(|item| {
                    let at = item.span().start;
                    self.table(path.clone(), at, item)
                })
                .collect(),
            other => {
                let kind = other.type_str();
                self.problem(
                    at,
                    format!("[[{path}]] has to be a list of tables, and is a {kind}"),
                );
                Vec::new()
            }
        }
    }

    /// Takes everything that is left in a section as tables by name: `[locale.ru]`.
    pub fn sections(&mut self, section: &mut Section<'c>) -> Vec<(String, usize, Section<'c>)> {
        let left = std::mem::take(&mut section.left);
        let tables = left.into_iter().map(|(key, (at, value))| {
            let table = self.table(section.path(&key), at, value);
            (key, at, table)
        });
        tables.collect()
    }

    /// Takes everything that is left in a section as values by name: `[check]`.
    pub fn values<T: Deserialize<'c>>(
        &mut self,
        section: &mut Section<'c>,
    ) -> Vec<(String, usize, T)> {
        let left = std::mem::take(&mut section.left);
        let mut values = Vec::with_capacity(left.len());
        for (key, (at, value)) in left {
            if let Some((_, value)) = self.read(&section.path(&key), value) {
                values.push((key, at, value));
            }
        }
        values
    }

    /// Notes every key that nobody took, with the nearest one that is known.
    pub fn close(&mut self, section: Section<'c>) {
        for (key, (at, _)) in &section.left {
            let near = nearest(key, section.known.iter().copied());
            let hint = near.map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"));
            let place = if section.name.is_empty() {
                format!("\"{key}\" is no table or key of tolka.toml")
            } else {
                format!("\"{key}\" is no key of [{}]", section.name)
            };
            self.problem(*at, format!("{place}{hint}"));
        }
    }

    fn table(&mut self, path: String, at: usize, value: Spanned<DeValue<'c>>) -> Section<'c> {
        match value.into_inner() {
            DeValue::Table(table) => section(path, at, table),
            other => {
                self.problem(
                    at,
                    format!("[{path}] has to be a table, and is a {}", other.type_str()),
                );
                section(path, at, DeTable::new())
            }
        }
    }
}

impl Section<'_> {
    /// Returns where the section stands.
    pub fn at(&self) -> usize {
        self.at
    }

    fn path(&self, key: &str) -> String {
        if self.name.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.name)
        }
    }
}

fn section<'c>(name: String, at: usize, table: DeTable<'c>) -> Section<'c> {
    let left = table
        .into_iter()
        .map(|(key, value)| {
            let at = key.span().start;
            (key.into_inner().into_owned(), (at, value))
        })
        .collect();
    Section {
        name,
        at,
        left,
        known: Vec::new(),
    }
}

/// Returns the one of `names` that is nearest to `name`, if it is near at all.
pub fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let scored = names.map(|known| {
        let known_chars = known.chars();
        (
            rapidfuzz::distance::damerau_levenshtein::distance(name.chars(), known_chars),
            known,
        )
    });
    let bar = 1 + name.chars().count() / 3;
    scored
        .filter(|(distance, _)| *distance <= bar)
        .min()
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_found_at_once() {
        let text = "[project]\nlocals = [\"es\"]\nsource-locale = 5\n\n[chek]\nx = 1\n";
        let mut reader = Reader::new(text);
        let mut root = reader.root();
        let mut project = reader.section(&mut root, "project");
        let _ = reader.section(&mut root, "check");
        assert_eq!(reader.take::<String>(&mut project, "source-locale"), None);
        assert_eq!(reader.take::<Vec<String>>(&mut project, "locales"), None);
        reader.close(project);
        reader.close(root);
        let lines: Vec<_> = reader
            .problems
            .iter()
            .map(|p| (p.position.line, p.position.column))
            .collect();
        assert_eq!(lines, [(3, 17), (2, 1), (5, 2)]);
        assert!(
            reader.problems[1]
                .message
                .ends_with("did you mean \"locales\"?"),
            "{:?}",
            reader.problems
        );
        assert!(
            reader.problems[2]
                .message
                .ends_with("did you mean \"check\"?"),
            "{:?}",
            reader.problems
        );
    }

    #[test]
    fn broken_toml_is_a_problem_with_its_place() {
        let mut reader = Reader::new("[project\nx = = 1\n");
        let _ = reader.root();
        assert!(!reader.problems.is_empty());
    }
}
