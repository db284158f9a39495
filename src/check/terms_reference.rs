//! The check `terms-reference`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use fluent_syntax::ast;

use super::circles::circles;
use super::references::{Contents, Reference};
use super::scene::Scene;
use super::sheet::{Paper, Remark, Sheet};
use super::{Check, Docs, Look};
use crate::finding::Severity;
use crate::fluent::body::Body;
use crate::fluent::file::Kind;
use crate::locale::Locale;
use crate::resolve::Problem;
use crate::span::Span;
use crate::translation::{Entry, Translation};

/// Finds references that do not resolve.
pub static CHECK: Check = Check {
    id: "terms-reference",
    summary: "Finds references to terms and messages that do not resolve",
    docs: Docs {
        what: "Follows every reference of an entry: to a term (`{ -farc }`), a message (`{ yes }`), an \
attribute, a function, in the files of the source locale too. It names what is not there, references that lead back to \
themselves, and arguments that the term does not know (`{ -russia(case: \"gentive\") }`), for which Fluent takes the default form without a \
word.",
        why: "A text whose reference does not resolve is not built: its readers get English. One with a \
misspelt case is built, in the wrong case.",
        example: "
```ftl locales/en/terms.ftl
-russia = Russia
```

```ftl locales/ru/terms.ftl
# @source Russia
-russia = { $case ->
   *[nominative] Россия
    [genitive] России
 }
```

```ftl locales/en/site.ftl
title = President of Russia
```

```ftl locales/ru/site.ftl
# @source President of Russia
title = Президент { -russia(case: \"gentive\") }
```

> -russia has no form \"gentive\" of case: it has nominative, genitive",
        todo: "Write the name as `locales/LOCALE/terms.ftl` has it, or add the term, or the form, there.",
        sources: "- [Project Fluent: terms](https://projectfluent.org/fluent/guide/terms.html), \
[parameterized terms](https://projectfluent.org/fluent/guide/terms.html#parameterized-terms)",
    },
    severity: Severity::Error,
    look: Look::Whole(look),
};

/// Is what is known of a term.
#[derive(Debug, Default)]
struct Term<'s> {
    attributes: Vec<&'s str>,
    /// The forms of each variable that its value selects by.
    forms: BTreeMap<&'s str, Vec<&'s str>>,
    /// Whether its forms are known: it may hand its arguments on to another term.
    refers: bool,
}

type Terms<'s> = HashMap<&'s str, Term<'s>>;

fn look<'s>(scene: &'s Scene<'s>) -> Vec<Remark<'s>> {
    let mut remarks = Vec::new();
    let mut by_locale: BTreeMap<&Locale, Terms<'s>> = BTreeMap::new();
    for sheet in &scene.sheets {
        let terms = by_locale
            .entry(sheet.locale())
            .or_insert_with(|| locale_terms(sheet));
        if let Some(translation) = sheet.translation() {
            translated(sheet, translation, terms, &mut remarks);
        }
    }
    let mut terms = Terms::new();
    for (_, messages) in &scene.sources {
        for item in &messages.source.file.items {
            if let Kind::Term(term) = &item.kind {
                terms.entry(term.name).or_insert_with(|| term_in(term));
            }
        }
    }
    for (paper, messages) in &scene.sources {
        let source = &messages.source;
        let in_circles = circles(source);
        for (idx, entry) in source.entries.iter().enumerate() {
            if entry.has_value() {
                let faults = faults(source, entry, &terms);
                let circle = in_circles.contains(&idx).then(Fault::circle);
                let all = faults.into_iter().chain(circle);
                remarks.extend(all.map(|fault| fault.remark(paper, entry)));
            }
        }
    }
    remarks
}

fn locale_terms<'s>(sheet: &Sheet<'s>) -> Terms<'s> {
    let mut terms = Terms::new();
    for resource in sheet.own.side.terms {
        for entry in resource.entries() {
            if let ast::Entry::Term(term) = entry {
                terms
                    .entry(term.id.name)
                    .or_insert_with(|| term_of(&term.value, &term.attributes));
            }
        }
    }
    terms
}

fn term_in<'s>(term: &Body<'s>) -> Term<'s> {
    let value = term.value().expect("a term has a value");
    term_of(&value, term.attributes())
}

fn term_of<'s>(value: &ast::Pattern<&'s str>, attributes: &[ast::Attribute<&'s str>]) -> Term<'s> {
    let mut contents = Contents::default();
    contents.pattern(value);
    let attributes = attributes.iter();
    let mut known = Term {
        attributes: attributes.map(|attribute| attribute.id.name).collect(),
        ..Term::default()
    };
    for selection in &contents.selections {
        let Some(variable) = selection.variable else {
            continue;
        };
        let forms = known.forms.entry(variable).or_default();
        for key in &selection.keys {
            if !forms.contains(key) {
                forms.push(key);
            }
        }
    }
    for reference in &contents.references {
        match reference {
            Reference::Variable(name) => {
                known.forms.entry(name).or_default();
            }
            Reference::Term { .. } | Reference::Message { .. } => known.refers = true,
            Reference::Function(_) => {}
        }
    }
    known
}

fn translated<'s>(
    sheet: &Sheet<'s>,
    translation: &'s Translation<'s>,
    terms: &Terms<'s>,
    remarks: &mut Vec<Remark<'s>>,
) {
    let is_resolved = |text: &Option<Result<_, _>>| !matches!(text, Some(Err(_)));
    if !sheet.refers && sheet.own.texts.iter().all(is_resolved) {
        return;
    }
    let gone: BTreeSet<usize> = sheet.own.comparison.gone.iter().copied().collect();
    let texts: BTreeMap<usize, &Problem> = (0..sheet.n_rows())
        // A term is no text of its own: what it refers to is all there is to judge.
        .filter(|row| !sheet.id(*row).starts_with('-'))
        .filter_map(|row| {
            let problem = sheet.own.texts[row].as_ref()?.as_ref().err()?;
            Some((sheet.unit(row).entry?, problem))
        })
        .collect();
    let in_circles = circles(translation);
    for (idx, entry) in translation.entries.iter().enumerate() {
        if gone.contains(&idx) || translation.doubled(idx).is_some() {
            continue;
        }
        let mut faults = faults(translation, entry, terms);
        if in_circles.contains(&idx) {
            faults.push(Fault::circle());
        }
        if faults.is_empty() {
            faults.extend(texts.get(&idx).and_then(|problem| led_astray(problem)));
        }
        let faults = faults.into_iter();
        remarks.extend(faults.map(|fault| fault.remark(&sheet.paper, entry)));
    }
}

/// Is a reference that leads nowhere.
struct Fault<'s> {
    name: &'s str,
    message: String,
    help: String,
}

impl<'s> Fault<'s> {
    fn circle() -> Self {
        Fault {
            name: "",
            message: "the text does not resolve: its references lead back to it".to_owned(),
            help: "mend what it refers to, or write the text itself".to_owned(),
        }
    }

    fn remark(self, paper: &Paper<'s>, entry: &Entry<'s>) -> Remark<'s> {
        let span = Span::of_slice(self.name, paper.raw).filter(|span| !span.is_empty());
        paper.remark_on(entry, span, self.message, self.help)
    }
}

/// Finds the faults among an entry's own references, each name once.
fn faults<'s>(
    translation: &Translation<'s>,
    entry: &Entry<'s>,
    terms: &Terms<'s>,
) -> Vec<Fault<'s>> {
    let contents = Contents::of(&translation.file.items[entry.item].kind);
    let all = contents
        .references
        .iter()
        .filter_map(|reference| match reference {
            Reference::Variable(_) => None,
            Reference::Function(name) => (*name != "NUMBER").then(|| Fault {
                name,
                message: format!("{name}() is no function that tolka knows"),
                help: "NUMBER() is the only one".to_owned(),
            }),
            Reference::Message { id, attribute } => message(translation, id, *attribute),
            Reference::Term {
                id,
                attribute,
                arguments,
            } => {
                // A term of the file itself comes before those of the terms file.
                let own = translation.get(&format!("-{id}")).map(|idx| {
                    match &translation.file.items[translation.entries[idx].item].kind {
                        Kind::Term(term) => term_in(term),
                        _ => Term::default(),
                    }
                });
                term(
                    id,
                    *attribute,
                    arguments,
                    own.as_ref().or(terms.get(id)),
                    terms,
                )
            }
        });
    let mut faults: Vec<Fault<'s>> = Vec::new();
    for fault in all {
        if faults.iter().all(|own| own.message != fault.message) {
            faults.push(fault);
        }
    }
    faults
}

fn message<'s>(
    translation: &Translation<'s>,
    id: &'s str,
    attribute: Option<&'s str>,
) -> Option<Fault<'s>> {
    let found = translation.get(id).map(|idx| &translation.entries[idx]);
    let is_there = match (found, attribute) {
        (None, _) => false,
        (Some(entry), None) => entry.has_value(),
        (Some(entry), Some(attribute)) => entry.attributes.contains(&attribute),
    };
    if is_there {
        return None;
    }
    let name = attribute.map_or_else(|| id.to_owned(), |attribute| format!("{id}.{attribute}"));
    let ids = translation
        .entries
        .iter()
        .filter(|entry| entry.has_value())
        .map(|entry| entry.id);
    Some(Fault {
        name: id,
        message: format!("the reference {{ {name} }} leads to no text of this file"),
        help: nearest(id, ids).map_or_else(
            || "write the text itself, or the id of an entry that has one".to_owned(),
            |near| format!("is {near} meant?"),
        ),
    })
}

fn term<'s>(
    id: &'s str,
    attribute: Option<&'s str>,
    arguments: &[(&'s str, &'s str)],
    found: Option<&Term<'s>>,
    terms: &Terms<'s>,
) -> Option<Fault<'s>> {
    let Some(term) = found else {
        let mut ids: Vec<&str> = terms.keys().copied().collect();
        ids.sort_unstable();
        return Some(Fault {
            name: id,
            message: format!("there is no term -{id}"),
            help: nearest(id, ids.into_iter()).map_or_else(
                || "add it to the terms file, or write the text itself".to_owned(),
                |near| format!("is -{near} meant?"),
            ),
        });
    };
    if let Some(attribute) = attribute.filter(|attribute| !term.attributes.contains(attribute)) {
        return Some(Fault {
            name: attribute,
            message: format!("the term -{id} has no attribute .{attribute}"),
            help: "add it to the terms file, or write the text itself".to_owned(),
        });
    }
    if attribute.is_some() || term.refers {
        return None;
    }
    arguments.iter().find_map(|(name, value)| {
        let Some(forms) = term.forms.get(name) else {
            return Some(Fault {
                name,
                message: format!("-{id} does not ask for {name}"),
                help: match &*term.forms.keys().copied().collect::<Vec<_>>() {
                    [] => "leave the argument out, or give the term its forms".to_owned(),
                    names => format!("it asks for {}", names.join(", ")),
                },
            });
        };
        // A number selects by its plural category too.
        let is_known = forms.is_empty() || forms.contains(value) || value.parse::<f64>().is_ok();
        (!is_known).then(|| Fault {
            name: value,
            message: format!(
                "-{id} has no form \"{value}\" of {name}: it has {}",
                forms.join(", ")
            ),
            help: nearest(value, forms.iter().copied()).map_or_else(
                || "write one of its forms, or add the form to the terms file".to_owned(),
                |near| format!("is \"{near}\" meant?"),
            ),
        })
    })
}

/// Says why a text does not resolve whose own references all lead somewhere.
fn led_astray<'s>(problem: &Problem) -> Option<Fault<'s>> {
    let message = match problem {
        Problem::Variable(_) => return None,
        Problem::Reference(name) => {
            format!("the text does not resolve: what it refers to needs {name}, which is not there")
        }
        Problem::Cycle => "the text does not resolve: its references lead back to it".to_owned(),
        Problem::Other(reason) => format!("the text does not resolve: {reason}"),
    };
    Some(Fault {
        name: "",
        message,
        help: "mend what it refers to, or write the text itself".to_owned(),
    })
}

/// Returns the name that is at most two letters away.
fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let distance = |other: &str| rapidfuzz::distance::osa::distance(name.chars(), other.chars());
    let near = names
        .map(|other| (distance(other), other))
        .filter(|(distance, _)| (1..=2).contains(distance));
    near.min().map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use crate::check::facts::Facts;
    use crate::check::levels::Levels;
    use crate::check::testing::{check_messages, lines, with_workspace};

    const TERMS: &str = "-farc = FARC\n-russia = Russia\n";

    #[track_caller]
    fn check(locale: &str, terms: &str, file: &str, expect: &[&str]) {
        let paths = [
            format!("locales/{locale}/terms.ftl"),
            format!("locales/{locale}/site.ftl"),
        ];
        let files = [
            ("locales/en/terms.ftl", TERMS),
            ("locales/en/site.ftl", "a = Alpha\nb = Beta\n"),
            (&*paths[0], terms),
            (&*paths[1], file),
        ];
        with_workspace(&files, |workspace| {
            let findings = crate::check::run(workspace, &Facts::default(), &Levels::default());
            assert_eq!(lines(&findings, "terms-reference"), expect, "{file}");
        });
    }

    const RU: &str = "-farc = ФАРК\n-russia = { $case ->\n   *[nominative] Россия\n    [genitive] России\n }\n    .gender = feminine\n";

    #[test]
    fn fires_on_what_is_not_there() {
        check(
            "es",
            "-farc = FARC\n",
            "a = { -frac }\nb = { alfa } y { c }\n",
            &[
                "a 1:8-1:12 there is no term -frac",
                "b 2:7-2:11 the reference { alfa } leads to no text of this file",
                "b 2:18-2:19 the reference { c } leads to no text of this file",
            ],
        );
        check(
            "ru",
            RU,
            "a = { -russia(number: 5) }\nb = { DATETIME($x) }\n",
            &[
                "a 1:15-1:21 -russia does not ask for number",
                "b 2:7-2:15 DATETIME() is no function that tolka knows",
            ],
        );
    }

    #[test]
    fn fires_on_forms_that_the_term_has_not() {
        check(
            "ru",
            RU,
            "a = { -russia(case: \"gentive\") }\nb = { -farc(case: \"genitive\") }\n",
            &[
                "a 1:22-1:29 -russia has no form \"gentive\" of case: it has nominative, genitive",
                "b 2:13-2:17 -farc does not ask for case",
            ],
        );
    }

    #[test]
    fn fires_on_what_leads_astray() {
        check(
            "sv",
            "-farc = { -guerilla }\n",
            "a = { -farc }\nb = x { b }\n",
            &[
                "a 1:1-1:2 the text does not resolve: what it refers to needs -guerilla, which is not there",
                "b 2:1-2:2 the text does not resolve: its references lead back to it",
                "-farc 1:12-1:20 there is no term -guerilla",
            ],
        );
    }

    #[test]
    fn fires_on_every_fault_and_on_every_circle() {
        check(
            "es",
            "-farc = FARC\n-one = { -two }\n-two = uno { -one }\n-end = { -two }\n",
            "a = { x } y { -y } { -y } { Z() }\nb = B\nc = { d }\n    .own = { c }\nd = { e }\ne = { d } { b }\n",
            &[
                "a 1:7-1:8 the reference { x } leads to no text of this file",
                "a 1:16-1:17 there is no term -y",
                "a 1:29-1:30 Z() is no function that tolka knows",
                "d 5:1-5:2 the text does not resolve: its references lead back to it",
                "e 6:1-6:2 the text does not resolve: its references lead back to it",
                "-one 2:1-2:5 the text does not resolve: its references lead back to it",
                "-two 3:1-3:5 the text does not resolve: its references lead back to it",
            ],
        );
    }

    #[test]
    fn silent_on_terms_in_their_forms() {
        check(
            "ru",
            RU,
            "a = Президент { -russia(case: \"genitive\") }\nb = { -farc } и { -russia }\n",
            &[],
        );
        check(
            "es",
            "-farc = las FARC\n",
            "a = Con { -farc } en { -russia }\nb = { a }\n",
            &[],
        );
        check(
            "sv",
            "",
            "a = { -farc }-gerillan\nb = { NUMBER(5) } { c.title }\nc = C\n    .title = T\n",
            &[],
        );
    }

    #[test]
    fn can_be_ignored() {
        check_messages(
            "terms-reference",
            "a = A\n",
            "es",
            "# @ignore terms-reference\na = { -x }\n",
            &[],
        );
    }
}
