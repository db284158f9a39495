//! The check `message-files`.

use std::collections::{BTreeMap, BTreeSet};

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

use super::references::{Contents, Selection, may_refer};
use super::scene::Scene;
use super::sheet::{Paper, Remark, Rows, Sheet};
use super::unused::unused;
use super::{Check, Docs, Look};
use crate::compare::Status;
use crate::finding::Severity;
use crate::fluent::file::Kind;
use crate::locale::Locale;
use crate::relate::Messages;
use crate::translation::{Entry, Translation};

/// Finds messages that are built in another way than the English ones, or lack plural forms.
pub static CHECK: Check = Check {
    id: "message-files",
    summary: "Finds messages that lack attributes or plural forms, and what is there in vain",
    docs: Docs {
        what: "Compares every message file and terms file with that of the source locale: messages that have only \
attributes have to be there; a message has the attributes of the English one, and a value where that has one. \
In every file, the source's own included, a choice by number has a form for each plural category that the \
language uses for whole numbers (Russian: one, few, many), and none that the language never uses. A choice by anything \
else has no form that the English does not choose by: it would never be taken. A message or term that the English has \
not, and that nothing refers to, is a warning.

A message or term that is not translated at all is `missing`; variables are the business of `variables`, references that of `terms-reference`. Which \
attributes and variables a term has is the locale's own business.",
        why: "A number without a form gets the default one: *21 минут* for *21 минута*. A button without its \
attribute has an English label, or none.",
        example: "
```ftl locales/en/site.ftl
reading-time = { $minutes ->
    [one] One minute
   *[other] { $minutes } minutes
 }
```

```ftl locales/ru/site.ftl
# @source { $minutes -> [one] One minute *[other] { $minutes } minutes }
reading-time = { $minutes ->
    [one] { $minutes } минута
   *[many] { $minutes } минут
 }
```

> the plural form [few] of $minutes is missing",
        todo: "Write the forms that are named. A message that needs no number form in the language can do without \
the choice.",
        sources: "- [Unicode CLDR: language plural rules](https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html), \
in the version that Fluent formats with
- compare-locales checks the same",
    },
    severity: Severity::Error,
    look: Look::Whole(look),
};

fn look<'s>(scene: &'s Scene<'s>) -> Vec<Remark<'s>> {
    let mut remarks = Vec::new();
    let mut plurals = Plurals::default();
    for (paper, messages) in &scene.sources {
        let locale = scene.workspace.source_locale;
        for entry in &messages.source.entries {
            let problems = plural_problems(&messages.source, entry, locale, &mut plurals);
            remarks.extend(remark(paper, entry, &problems));
        }
    }
    for sheet in &scene.sheets {
        if let Rows::Messages(messages) = sheet.rows {
            translated(sheet, messages, &mut plurals, &mut remarks);
        } else if let Some(translation) = sheet.translation().filter(|_| sheet.refers) {
            let entries = translation.entries.iter();
            for entry in entries.filter(|entry| may_refer(entry)) {
                let problems = plural_problems(translation, entry, sheet.locale(), &mut plurals);
                remarks.extend(remark(&sheet.paper, entry, &problems));
            }
        }
    }
    remarks.extend(unused(scene));
    remarks
}

fn remark<'s>(paper: &Paper<'s>, entry: &Entry<'s>, problems: &[String]) -> Option<Remark<'s>> {
    (!problems.is_empty()).then(|| {
        let help = "write it as the English message is built and the language needs it".to_owned();
        paper.remark_on(entry, None, problems.join("; "), help)
    })
}

fn translated<'s>(
    sheet: &Sheet<'s>,
    messages: &'s Messages<'s>,
    plurals: &mut Plurals,
    remarks: &mut Vec<Remark<'s>>,
) {
    let stale: BTreeSet<&str> = (0..sheet.n_rows())
        .filter(|row| sheet.unit(*row).status == Status::Stale)
        .map(|row| sheet.id(row))
        .collect();
    let mut problems: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (idx, source) in messages.source.entries.iter().enumerate() {
        let is_message = matches!(
            messages.source.file.items[source.item].kind,
            Kind::Message(_)
        );
        // What English had when a stale message was made is not known here.
        if !is_message || messages.source.get(source.id) != Some(idx) || stale.contains(source.id) {
            continue;
        }
        let own = sheet.translation().and_then(|translation| {
            let idx = translation.get(source.id)?;
            let item = &translation.file.items[translation.entries[idx].item];
            matches!(item.kind, Kind::Message(_)).then_some((idx, &translation.entries[idx]))
        });
        match own {
            Some((idx, entry)) => {
                let found = differences(source, entry);
                let contents = |own: &Translation<'s>, entry: &Entry<'s>| {
                    Contents::of(&own.file.items[entry.item].kind)
                };
                let choices = sheet.translation().and_then(|own| {
                    let english = contents(&messages.source, source);
                    choice_problem(&english, &contents(own, entry))
                });
                problems
                    .entry(idx)
                    .or_default()
                    .extend(found.into_iter().chain(choices));
            }
            // A message with a value is a unit, and `missing` where it is not here.
            None if !source.has_value() && !sheet.own.side.is_overlay => {
                let message = format!("the message {} is not here", source.id);
                let help = format!("write it, with the attributes that {} has", messages.path);
                let mut remark = sheet.paper.remark(None, message, help);
                remark.id = Some(source.id.to_owned());
                remarks.push(remark);
            }
            None => {}
        }
    }
    let Some(translation) = sheet.translation() else {
        return;
    };
    for (idx, entry) in translation.entries.iter().enumerate() {
        let mut all = problems.remove(&idx).unwrap_or_default();
        all.extend(plural_problems(translation, entry, sheet.locale(), plurals));
        remarks.extend(remark(&sheet.paper, entry, &all));
    }
}

/// Says how a message is built in another way than the English one.
fn differences(source: &Entry<'_>, own: &Entry<'_>) -> Vec<String> {
    let mut problems = Vec::new();
    for name in &source.attributes {
        if !own.attributes.contains(name) {
            problems.push(format!("the attribute .{name} is missing"));
        }
    }
    for name in &own.attributes {
        if !source.attributes.contains(name) {
            problems.push(format!("the English has no attribute .{name}"));
        }
    }
    if own.has_value() && !source.has_value() {
        problems.push("the English has attributes only, and no value".to_owned());
    }
    problems
}

/// Says which forms of a choice are never taken: the English, which the program hands its values, knows them not.
fn choice_problem(english: &Contents<'_>, own: &Contents<'_>) -> Option<String> {
    own.selections.iter().find_map(|selection| {
        let variable = selection.variable?;
        let theirs = english.selections.iter();
        let theirs = theirs.filter(|own| own.variable == Some(variable));
        let known: Vec<&str> = theirs.flat_map(|own| own.keys.iter().copied()).collect();
        let is_number = |key: &str| CATEGORIES.contains(&key) || key.parse::<f64>().is_ok();
        // A choice by number has the forms of its language.
        if known.iter().all(|key| is_number(key) || *key == "other") {
            return None;
        }
        let vain = selection.keys.iter().copied().filter(|key| {
            Some(*key) != selection.default && !known.contains(key) && !is_number(key)
        });
        let vain: Vec<&str> = vain.collect();
        (!vain.is_empty()).then(|| {
            format!(
                "the English knows no {} of ${variable}: it has {}",
                named(&vain),
                named(&known)
            )
        })
    })
}

/// Writes keys as they stand in a file.
fn named(keys: &[&str]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| format!("[{key}]")).collect();
    keys.join(", ")
}

/// The categories of numbers that have a form of their own.
const CATEGORIES: [&str; 5] = ["zero", "one", "two", "few", "many"];

/// Says which plural forms an entry lacks or has in vain.
fn plural_problems(
    translation: &Translation<'_>,
    entry: &Entry<'_>,
    locale: &Locale,
    plurals: &mut Plurals,
) -> Vec<String> {
    let kind = match &translation.file.items[entry.item].kind {
        kind @ (Kind::Message(_) | Kind::Term(_)) => kind,
        Kind::Comment(_) | Kind::Junk(_) => return Vec::new(),
    };
    // A stub in the comment of another entry has no value of its own.
    if matches!(entry.form, crate::translation::Form::Stub) || entry.is_obsolete() {
        return Vec::new();
    }
    let contents = Contents::of(kind);
    let problems = contents
        .selections
        .iter()
        .filter_map(|selection| plural_problem(selection, locale, plurals));
    let mut problems: Vec<String> = problems.collect();
    problems.dedup();
    problems
}

fn plural_problem(
    selection: &Selection<'_>,
    locale: &Locale,
    plurals: &mut Plurals,
) -> Option<String> {
    let variable = selection.variable?;
    // A choice with a single form is one by intent.
    if selection.keys.len() < 2 || !selection.keys.iter().any(|key| CATEGORIES.contains(key)) {
        return None;
    }
    let used = plurals.of(locale, selection.is_ordinal)?;
    let is_there = |category: &str, samples: &[usize]| {
        selection.keys.contains(&category)
            || samples
                .iter()
                .all(|n| selection.keys.contains(&&*n.to_string()))
    };
    let missing: Vec<&str> = used
        .whole
        .iter()
        .filter(|(category, samples)| !is_there(category, samples))
        .map(|(category, _)| *category)
        .collect();
    if let [_, ..] = &*missing {
        let (noun, verb) = if missing.len() == 1 {
            ("form", "is")
        } else {
            ("forms", "are")
        };
        return Some(format!(
            "the plural {noun} {} of ${variable} {verb} missing",
            named(&missing)
        ));
    }
    // Newer versions of CLDR have [many] where Fluent's has not: it waits there without harm.
    let vain: Vec<&str> = selection
        .keys
        .iter()
        .copied()
        .filter(|key| CATEGORIES.contains(key) && *key != "many" && !used.all.contains(key))
        .collect();
    (!vain.is_empty()).then(|| {
        format!(
            "{locale} never uses the plural form {} of ${variable}",
            named(&vain)
        )
    })
}

/// Is what a language uses.
#[derive(Debug)]
struct Used {
    /// The categories of whole numbers, with the numbers among the samples that have it.
    whole: BTreeMap<&'static str, Vec<usize>>,
    /// The categories of all numbers.
    all: BTreeSet<&'static str>,
}

/// Knows what languages use, by language and whether it counts or orders.
#[derive(Debug, Default)]
struct Plurals(BTreeMap<(String, bool), Option<Used>>);

impl Plurals {
    /// Returns what a language uses, if its rules are known.
    fn of(&mut self, locale: &Locale, is_ordinal: bool) -> Option<&Used> {
        let key = (locale.language().to_owned(), is_ordinal);
        let used = self.0.entry(key).or_insert_with_key(|(language, _)| {
            let kind = if is_ordinal {
                PluralRuleType::ORDINAL
            } else {
                PluralRuleType::CARDINAL
            };
            let rules =
                PluralRules::create(language.parse::<LanguageIdentifier>().ok()?, kind).ok()?;
            let mut used = Used {
                whole: BTreeMap::new(),
                all: BTreeSet::new(),
            };
            for n in (0..=210).chain([1_000_000]) {
                let category = name(rules.select(n).ok()?);
                used.whole.entry(category).or_default().push(n);
                used.all.insert(category);
            }
            for fraction in ["0.0", "0.1", "1.0", "1.1", "1.5", "2.0", "5.0"] {
                used.all.insert(name(rules.select(fraction).ok()?));
            }
            Some(used)
        });
        used.as_ref()
    }
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::ZERO => "zero",
        PluralCategory::ONE => "one",
        PluralCategory::TWO => "two",
        PluralCategory::FEW => "few",
        PluralCategory::MANY => "many",
        PluralCategory::OTHER => "other",
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_messages;

    const EN: &str = "time = { $n ->\n    [one] One minute\n   *[other] { $n } minutes\n }\nmenu = Menu\n    .title = The menu\nbutton =\n    .label = Go\n-party = Party\n";

    fn forms(forms: &[&str]) -> String {
        let (last, others) = forms.split_last().unwrap();
        let others: String = others
            .iter()
            .map(|form| format!("    [{form}] {{ $n }} x\n"))
            .collect();
        format!("time = {{ $n ->\n{others}   *[{last}] {{ $n }} y\n }}\n")
    }

    const REST: &str = "menu = M\n    .title = T\nbutton =\n    .label = B\n-party = P\n";

    #[test]
    fn fires_on_plural_forms_by_language() {
        let problem = |text: &str| format!("time 1:1-1:5 {text}");
        for (locale, keys, message) in [
            (
                "ru",
                &["one", "many"][..],
                "the plural form [few] of $n is missing",
            ),
            (
                "ru",
                &["one", "other"],
                "the plural forms [few], [many] of $n are missing",
            ),
            (
                "es",
                &["zero", "one", "other"],
                "es never uses the plural form [zero] of $n",
            ),
            (
                "sv",
                &["few", "other"],
                "the plural form [one] of $n is missing",
            ),
        ] {
            let file = forms(keys) + REST;
            check_messages("message-files", EN, locale, &file, &[&problem(message)]);
        }
    }

    #[test]
    fn fires_on_attributes_and_on_messages_of_attributes_only() {
        check_messages(
            "message-files",
            EN,
            "es",
            "time = x\nmenu = Menú\n    .titel = El menú\n",
            &[
                "button - the message button is not here",
                "menu 2:1-2:5 the attribute .title is missing; the English has no attribute .titel",
            ],
        );
    }

    #[test]
    fn fires_on_choices_that_are_never_taken() {
        check_messages(
            "message-files",
            "said = { $who ->\n    [he] He\n    [she] She\n   *[they] They\n }\n",
            "es",
            "said = { $who ->\n    [he] Él\n    [ella] Ella\n   *[otros] Ellos\n }\n",
            &["said 1:1-1:5 the English knows no [ella] of $who: it has [he], [she], [they]"],
        );
    }

    #[test]
    fn silent_on_complete_files() {
        let spanish = forms(&["one", "other"]) + REST;
        let many = forms(&["one", "many", "other"]) + REST;
        let swedish = forms(&["0", "1", "other"]) + REST;
        let russian = forms(&["one", "few", "many"]) + REST;
        let terms = "    .gender = feminine\n-own = { $case ->\n   *[a] A\n    [b] B\n }\n";
        let plain = format!("time = {{ $n }} мин. {{ -own }}\n{REST}{terms}");
        for (locale, file) in [
            ("es", spanish),
            ("es", many),
            ("sv", swedish),
            ("ru", russian),
            ("ru", plain),
        ] {
            check_messages("message-files", EN, locale, &file, &[]);
        }
    }

    #[test]
    fn can_be_ignored() {
        let file = format!(
            "# @ignore message-files (never 2)\n{}{REST}",
            forms(&["one", "many"])
        );
        check_messages("message-files", EN, "ru", &file, &[]);
    }
}
