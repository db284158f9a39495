//! The check `terms`.

use std::collections::HashMap;

use super::glossary::{Found, Glossary, Use, Word, texts_in, usage, words};
use super::pair::{Flaw, Pair};
use super::references::{Contents, Reference};
use super::scene::Scene;
use super::sheet::{Remark, Sheet};
use super::{Check, Docs, Look};
use crate::finding::Severity;
use crate::fluent::file::Kind;
use crate::locale::Locale;
use crate::translation::Entry;

/// Finds translations that call a thing by another name than the glossary does.
pub static CHECK: Check = Check {
    id: "terms",
    summary: "Finds translations that have no term where the English has one",
    docs: Docs {
        what: "Where the English holds a term of `terms.ftl`, its translation has to refer to the term, \
`{ -world-bank }`, or to hold one of the texts that the locale's `terms.ftl` gives it, in any of its variants. English \
forms beside the term's own text stand in an attribute `.match` (more of them in `.match-2` and so on, or as variants); a \
locale may have such attributes too. The longest term counts, whole words only, and capitals: *WHO* is not *who*. Terms \
in small letters are found at the start of a sentence and in the plural, and neither beside a hyphen (*sub-directory*) nor \
inside a name (*the City Bus*). In languages that write compounds as one word, a compound with the term at either end has \
it (*källpaket*, *kärnmodul*); in Russian the adjective of a noun has it (*сетевой* for *сеть*), which is what a noun \
before a noun becomes there.

A form that the locale's term does not list, and that has the endings of the language (Spanish, Swedish and Russian by \
their endings, others by a common beginning), is a warning whatever level the check has: the form is likely right, and \
the glossary does not know it. A text in code, or in the target of a link, is none.",
        why: "A name that is written in three ways is three things to a reader, and to everybody who searches for it.",
        example: "
```ftl locales/en/terms.ftl
-world-bank = World Bank
```

```ftl locales/es/terms.ftl
# @source World Bank
-world-bank = Banco Mundial
```

```ftl locales/en/site.ftl
source = Figures of the World Bank
```

```ftl locales/es/site.ftl
# @source Figures of the World Bank
source = Cifras del Banco del Mundo
```

> the English has the term \"World Bank\", and the translation has none of its forms: Banco Mundial",
        todo: "Write a reference to the term, with the argument that its variants ask for, or one of its texts. Where \
the text says it in another way on purpose, write `# @ignore terms (reason)` above the entry.",
        sources: "- [ISO 704](https://www.iso.org/standard/79077.html): one term for one concept
- [Project Fluent: terms](https://projectfluent.org/fluent/guide/terms.html)",
    },
    severity: Severity::Warning,
    look: Look::Whole(look),
};

/// Is the forms of the terms of one locale, by id.
type Forms = HashMap<String, Vec<String>>;

fn look<'s>(scene: &'s Scene<'s>) -> Vec<Remark<'s>> {
    let terms = scene.workspace.glossary.iter().flat_map(|messages| {
        let items = messages.source.file.items.iter();
        items.filter_map(|item| match &item.kind {
            Kind::Term(term) => Some(term),
            _ => None,
        })
    });
    let glossary = Glossary::new(terms);
    if glossary.is_empty() {
        return Vec::new();
    }
    let mut forms: HashMap<&Locale, Forms> = HashMap::new();
    let mut remarks = Vec::new();
    for sheet in &scene.sheets {
        let forms = forms.entry(sheet.locale()).or_default();
        for row in 0..sheet.n_rows() {
            // The glossary is not held against itself.
            if !sheet.id(row).starts_with('-') {
                remarks.extend(row_remarks(scene, sheet, row, &glossary, forms));
            }
        }
    }
    remarks
}

fn row_remarks<'s>(
    scene: &'s Scene<'s>,
    sheet: &'s Sheet<'s>,
    row: usize,
    glossary: &Glossary,
    forms: &mut Forms,
) -> Vec<Remark<'s>> {
    let Some((pair, entry)) = scene.pair(sheet, row) else {
        return Vec::new();
    };
    let source = &pair.source;
    let visible = pair.source_inventory().visible.iter();
    let english: Vec<Word<'_>> = visible
        .flat_map(|range| words(&source[range.clone()]))
        .collect();
    let found = glossary.find(&english);
    if found.is_empty() {
        return Vec::new();
    }
    let own: Vec<Word<'_>> = words(&pair.translation).collect();
    let refers_to = references(sheet, row);
    let remarks = found.into_iter().filter_map(|found| {
        if refers_to.contains(&found.id) {
            return None;
        }
        let forms = forms
            .entry(found.id.to_owned())
            .or_insert_with(|| locale_forms(sheet, found.id));
        if forms.is_empty() {
            return None;
        }
        let usage = usage(sheet.locale().language(), forms, &own);
        remark(sheet, row, (&pair, entry), &found, forms, usage)
    });
    remarks.collect()
}

/// Returns the ids of the terms that a row's entry refers to.
fn references<'s>(sheet: &'s Sheet<'s>, row: usize) -> Vec<&'s str> {
    let Some((_, entry)) = sheet.entry(row) else {
        return Vec::new();
    };
    let Some(translation) = sheet.translation() else {
        return Vec::new();
    };
    let contents = Contents::of(&translation.file.items[entry.item].kind);
    let ids = contents
        .references
        .iter()
        .filter_map(|reference| match reference {
            Reference::Term { id, .. } => Some(*id),
            _ => None,
        });
    ids.collect()
}

/// Returns the texts that a locale, or its parents, has for a term; none where it has not translated it.
fn locale_forms(sheet: &Sheet<'_>, id: &str) -> Vec<String> {
    // The last ones are the source's.
    let all = sheet.own.side.terms;
    let own = all.split_last().map_or(all, |(_, own)| own);
    texts_in(own, id)
}

fn remark<'s>(
    sheet: &Sheet<'s>,
    row: usize,
    (pair, entry): (&Pair<'_>, &Entry<'s>),
    found: &Found<'_>,
    forms: &[String],
    usage: Use,
) -> Option<Remark<'s>> {
    const N_SHOWN: usize = 6;
    let mut listed = forms[..forms.len().min(N_SHOWN)].join(", ");
    if N_SHOWN < forms.len() {
        listed.push_str(", …");
    }
    let (message, words, is_minor) = match usage {
        Use::Listed => return None,
        Use::Nowhere => {
            let message = format!(
                "the English has the term \"{}\", and the translation has none of its forms: {listed}",
                found.form
            );
            (message, None, false)
        }
        Use::Small(range) => {
            let own = &pair.translation[range.clone()];
            let message =
                format!("\"{own}\" is written with other capitals than the term: {listed}");
            (message, Some(range), false)
        }
        Use::Likely(range) => {
            let own = &pair.translation[range.clone()];
            let message = format!(
                "\"{own}\" is no form that the term -{} lists: {listed}",
                found.id
            );
            (message, Some(range), true)
        }
    };
    let help = if is_minor {
        format!(
            "add the form to the term in {}, or write one of its forms",
            "terms.ftl"
        )
    } else {
        format!("write {{ -{} }}, or one of its forms", found.id)
    };
    let flaw = Flaw {
        message,
        help,
        words,
        fix: None,
        ..Flaw::default()
    };
    let remark = sheet.remark_on_words(row, pair, entry, flaw);
    Some(Remark { is_minor, ..remark })
}

#[cfg(test)]
mod tests {
    use crate::check::facts::Facts;
    use crate::check::levels::{Level, Levels};
    use crate::check::run;
    use crate::check::testing::{lines, with_workspace};
    use crate::finding::{Finding, Severity};

    const EN: &str = "-world-bank = World Bank\n-accord = accord\n-russia = Russia\n";

    fn run_on(
        locale: &str,
        terms: &str,
        english: &str,
        own: &str,
        levels: &Levels,
    ) -> Vec<Finding> {
        let paths = [
            format!("locales/{locale}/terms.ftl"),
            format!("locales/{locale}/a.ftl"),
        ];
        let file = format!("### source/a.md\n\n# @source {english}\na =\n    {own}\n\n### end\n");
        let article = format!("{english}\n");
        let files = [
            ("locales/en/terms.ftl", EN),
            (&*paths[0], terms),
            ("source/a.md", &*article),
            (&*paths[1], &*file),
        ];
        with_workspace(&files, |workspace| {
            run(workspace, &Facts::default(), levels)
        })
    }

    #[track_caller]
    fn check(locale: &str, terms: &str, english: &str, own: &str, expect: &[&str]) {
        let findings = run_on(locale, terms, english, own, &Levels::default());
        assert_eq!(lines(&findings, "terms"), expect, "{own}");
    }

    const ES: &str = "-world-bank = Banco Mundial\n-accord = acuerdo\n    .match = acuerdos\n";
    const RU: &str = "-world-bank = { $case ->\n   *[nominative] Всемирный банк\n    [genitive] Всемирного банка\n }\n-russia = Россия\n";

    #[test]
    fn fires_where_the_term_is_nowhere() {
        check(
            "es",
            ES,
            "The World Bank signed the accord.",
            "El Banco del Mundo firmó el acuerdo.",
            &[
                "a 5:5-5:41 the English has the term \"World Bank\", and the translation has none of its forms: Banco Mundial",
            ],
        );
        check(
            "ru",
            RU,
            "Figures of the World Bank.",
            "Данные МБ.",
            &[
                "a 5:5-5:15 the English has the term \"World Bank\", and the translation has none of its forms: Всемирный банк, Всемирного банка",
            ],
        );
    }

    #[test]
    fn fires_on_other_capitals_and_on_forms_that_are_not_listed() {
        check(
            "es",
            ES,
            "The World Bank.",
            "El banco mundial.",
            &[
                "a 5:8-5:21 \"banco mundial\" is written with other capitals than the term: Banco Mundial",
            ],
        );
        check(
            "ru",
            RU,
            "From the World Bank to Russia.",
            "От Всемирному банку в { -russia }.",
            &[
                "a 5:8-5:24 \"Всемирному банку\" is no form that the term -world-bank lists: Всемирный банк, Всемирного банка",
            ],
        );
    }

    #[test]
    fn a_form_that_is_not_listed_is_a_warning_at_most() {
        let mut levels = Levels::default();
        levels.checks.insert("terms".to_owned(), Level::Error);
        let own = |text: &str| {
            let findings = run_on("ru", RU, "The World Bank.", text, &levels);
            let mut findings = findings.into_iter().filter(|own| own.check == "terms");
            findings.next().map(|finding| finding.severity)
        };
        assert_eq!(own("Всемирному банку."), Some(Severity::Warning));
        assert_eq!(own("Банк."), Some(Severity::Error));
    }

    #[test]
    fn silent_on_references_forms_code_and_terms_that_are_not_translated() {
        check(
            "es",
            ES,
            "The World Bank in Russia.",
            "El { -world-bank } en Rusia.",
            &[],
        );
        check("es", ES, "Two accords.", "Dos acuerdos.", &[]);
        check(
            "ru",
            RU,
            "Figures of the World Bank.",
            "Данные Всемирного банка.",
            &[],
        );
        check(
            "sv",
            "-world-bank = Världsbanken\n",
            "Run `World Bank` with a world bank.",
            "Kör `World Bank` med en bank.",
            &[],
        );
    }

    #[test]
    fn can_be_ignored() {
        let file = "### source/a.md\n\n# @ignore terms (the bank of the title)\n# @source The World Bank.\na = El banco.\n\n### end\n";
        let files = [
            ("locales/en/terms.ftl", EN),
            ("locales/es/terms.ftl", ES),
            ("source/a.md", "The World Bank.\n"),
            ("locales/es/a.ftl", file),
        ];
        let findings = with_workspace(&files, |workspace| {
            run(workspace, &Facts::default(), &Levels::default())
        });
        assert!(lines(&findings, "terms").is_empty());
    }
}
