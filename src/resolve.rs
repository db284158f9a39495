//! Resolve: the text of a translation, with its references, terms and selectors resolved by Fluent.
//!
//! An entry of plain text never gets here; a bundle is made at the first one that is more. A text that
//! does not resolve whole is a problem, never a `{-x}` in somebody's article.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use fluent::resolver::ResolverError;
use fluent::resolver::errors::ReferenceKind;
use fluent::{FluentArgs, FluentBundle, FluentError, FluentResource};
use fluent_syntax::ast::Entry;

use crate::fluent::apart::{SUFFIX, apart};
use crate::fluent::file::Text;
use crate::fluent::value::Value;
use crate::locale::Locale;
use crate::translation::{Form, Translation};

/// Stands for a typed line end while Fluent works, so that it can be told from a literal one.
const WRAP: char = '\u{FDD2}';

/// Begins the names of messages that hold nothing but a term: Fluent formats messages only.
const TERM: &str = "tolka-term-";

/// Says why a translation does not resolve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A variable that nobody sets: articles have none.
    Variable(String),
    /// A term, message, attribute or function that is not there; as it is written.
    Reference(String),
    /// References that lead back to themselves.
    Cycle,
    /// Anything else, in Fluent's words.
    Other(String),
}

/// Reads a terms file for any number of bundles.
pub fn resource(text: &Text) -> Arc<FluentResource> {
    let parsed = FluentResource::try_new(text.parseable().to_owned());
    Arc::new(parsed.unwrap_or_else(|(resource, _)| resource))
}

/// Resolves the entries of one locale file.
pub struct Resolver<'r> {
    locale: &'r Locale,
    text: &'r Text,
    /// Terms of the locale, then of its parents, then of the source.
    terms: &'r [Arc<FluentResource>],
    bundle: OnceCell<Prepared>,
}

/// Is a bundle, and the names that terms have in it.
struct Prepared {
    bundle: FluentBundle<Arc<FluentResource>>,
    terms: BTreeSet<String>,
}

impl std::fmt::Debug for Resolver<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Resolver({})", self.locale)
    }
}

impl<'r> Resolver<'r> {
    /// Prepares to resolve the entries of `text`. `terms` come in the order of their fallback.
    pub fn new(locale: &'r Locale, text: &'r Text, terms: &'r [Arc<FluentResource>]) -> Self {
        Resolver {
            locale,
            text,
            terms,
            bundle: OnceCell::new(),
        }
    }

    /// Returns the text of an entry that has a value.
    ///
    /// # Errors
    /// What keeps it from being a whole text; the first of several.
    pub fn entry<'t>(
        &self,
        translation: &Translation<'t>,
        idx: usize,
    ) -> Option<Result<Cow<'t, str>, Problem>> {
        let entry = &translation.entries[idx];
        match &entry.form {
            Form::Value(Value::Text(text)) => Some(Ok(text.clone())),
            Form::Value(_) => {
                let id = match entry.id.strip_prefix('-') {
                    Some(term) => Cow::Owned(format!("{TERM}{term}")),
                    None => Cow::Borrowed(entry.id),
                };
                Some(self.message(&id, None).map(Cow::Owned))
            }
            Form::Stub | Form::Empty | Form::Slip(_) => None,
        }
    }

    /// Formats a message of the file by its id.
    ///
    /// # Errors
    /// What keeps it from being a whole text; the first of several.
    pub fn message(&self, id: &str, args: Option<&FluentArgs<'_>>) -> Result<String, Problem> {
        let Prepared { bundle, terms } = self.bundle.get_or_init(|| self.make_bundle());
        let renamed = terms.contains(id).then(|| format!("{id}{SUFFIX}"));
        let pattern = bundle
            .get_message(renamed.as_deref().unwrap_or(id))
            .and_then(|message| message.value())
            .ok_or_else(|| Problem::Reference(id.to_owned()))?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, args, &mut errors);
        match errors.into_iter().next() {
            Some(error) => Err(problem(error)),
            None => Ok(unwrap_lines(&text)),
        }
    }

    /// Returns the text of a value that is no entry's, by its Fluent source.
    ///
    /// # Errors
    /// What keeps it from being a whole text; the first of several.
    pub fn value(&self, value: &str) -> Result<String, Problem> {
        let raw = format!("tolka-value =\n    {value}\n");
        if !value.contains('{') {
            return Ok(unwrap_lines(&value.replace('\n', &WRAP.to_string())));
        }
        let Prepared { bundle, terms } = self.bundle.get_or_init(|| self.make_bundle());
        let raw = apart(&raw, terms);
        let (Ok(resource) | Err((resource, _))) = fluent_syntax::parser::parse(&*raw);
        let pattern = resource.body.iter().find_map(|entry| match entry {
            fluent_syntax::ast::Entry::Message(message) => message.value.as_ref(),
            _ => None,
        });
        let pattern = pattern.ok_or_else(|| Problem::Other("it is no Fluent".to_owned()))?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, None, &mut errors);
        match errors.into_iter().next() {
            Some(error) => Err(problem(error)),
            None => Ok(unwrap_lines(&text)),
        }
    }

    fn make_bundle(&self) -> Prepared {
        let mut bundle = FluentBundle::new(vec![self.locale.id().clone()]);
        bundle.set_use_isolating(false);
        bundle.set_transform(Some(mark_wraps));
        let own = resource(self.text);
        let all = std::iter::once(&own).chain(self.terms);
        let terms: BTreeSet<String> = all.flat_map(|resource| names_of_terms(resource)).collect();
        let own_terms: String = names_of_terms(&own)
            .map(|name| format!("{TERM}{name} = {{ -{name} }}\n"))
            .collect();
        // Of two entries with one id the first counts, as everywhere in Fluent: `add_resource` says so in
        // its errors, and `syntax` in its findings.
        let _ = bundle.add_builtins();
        let _ = match apart(self.text.parseable(), &terms) {
            Cow::Borrowed(_) => bundle.add_resource(own),
            Cow::Owned(renamed) => bundle.add_resource(resource(&Text::new(renamed))),
        };
        if !own_terms.is_empty() {
            let _ = bundle.add_resource(resource(&Text::new(own_terms)));
        }
        for terms in self.terms {
            let _ = bundle.add_resource(Arc::clone(terms));
        }
        Prepared { bundle, terms }
    }
}

/// Yields the names of the terms of a resource, without their `-`.
fn names_of_terms(resource: &FluentResource) -> impl Iterator<Item = String> + '_ {
    resource.entries().filter_map(|entry| match entry {
        Entry::Term(term) => Some(term.id.name.to_owned()),
        _ => None,
    })
}

fn mark_wraps(text: &str) -> Cow<'_, str> {
    if text.contains('\n') {
        Cow::Owned(text.replace('\n', &WRAP.to_string()))
    } else {
        Cow::Borrowed(text)
    }
}

/// Turns every typed line end, with the white space around it, into one space.
fn unwrap_lines(text: &str) -> String {
    let mut parts = text.split(WRAP);
    let mut line = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        line.truncate(line.trim_end_matches(' ').len());
        line.push(' ');
        line.push_str(part.trim_start_matches(' '));
    }
    line
}

fn problem(error: FluentError) -> Problem {
    let FluentError::ResolverError(error) = error else {
        return Problem::Other(error.to_string());
    };
    let with = |id: String, attribute: Option<String>| match attribute {
        Some(attribute) => format!("{id}.{attribute}"),
        None => id,
    };
    match error {
        ResolverError::Reference(ReferenceKind::Variable { id }) => Problem::Variable(id),
        ResolverError::Reference(ReferenceKind::Term { id, attribute }) => {
            Problem::Reference(with(format!("-{id}"), attribute))
        }
        ResolverError::Reference(ReferenceKind::Message { id, attribute }) => {
            Problem::Reference(with(id, attribute))
        }
        ResolverError::Reference(ReferenceKind::Function { id }) => {
            Problem::Reference(format!("{id}()"))
        }
        ResolverError::NoValue(id) => Problem::Reference(id),
        ResolverError::Cyclic => Problem::Cycle,
        other => Problem::Other(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMS: &str =
        "-russia = { $case ->\n   *[nominative] Россия\n    [genitive] России\n }\n";

    fn check(raw: &str, expect: Result<&str, Problem>) {
        let text = Text::new(raw.to_owned());
        let (translation, _) = Translation::read(&text);
        let terms = [resource(&Text::new(TERMS.into()))];
        let locale: Locale = "ru".parse().unwrap();
        let resolver = Resolver::new(&locale, &text, &terms);
        let found = resolver.entry(&translation, 0).unwrap();
        assert_eq!(found.as_deref().map_err(Clone::clone), expect);
    }

    #[test]
    fn terms_in_their_cases() {
        check(
            "a = Президент { -russia(case: \"genitive\") }.\n",
            Ok("Президент России."),
        );
        check("a = { -russia }\n", Ok("Россия"));
    }

    #[test]
    fn wrapped_lines_are_one() {
        check(
            "a =\n    { -russia },\n\n      и не только\n",
            Ok("Россия, и не только"),
        );
        check("a = { -russia }{ \"\\u000A\" }x\n", Ok("Россия\nx"));
    }

    #[test]
    fn a_term_and_a_message_may_share_a_name() {
        check("russia = { -russia(case: \"genitive\") }\n", Ok("России"));
        check(
            "a = { russia }\n\nrussia = да { -russia }\n",
            Ok("да Россия"),
        );
    }

    #[test]
    fn references_to_messages_of_the_file() {
        check("a = { b }\n\nb = да { -russia }\n", Ok("да Россия"));
    }

    #[test]
    fn a_term_has_its_default_text() {
        check(
            "-a = { $case ->\n   *[nominative] Колумбия\n    [genitive] Колумбии\n }\n",
            Ok("Колумбия"),
        );
    }

    #[test]
    fn what_does_not_resolve_is_a_problem() {
        check(
            "a = { -nobody } x\n",
            Err(Problem::Reference("-nobody".into())),
        );
        check("a = { $name }\n", Err(Problem::Variable("name".into())));
        check("a = { b }\n", Err(Problem::Reference("b".into())));
        check("a = x { a }\n", Err(Problem::Cycle));
    }
}
