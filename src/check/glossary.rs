//! Glossary: the terms of the source locale and what the others call them, ready to be found in texts word by
//! word. It judges nothing.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use fluent::FluentResource;
use fluent_syntax::ast::{Attribute, Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::stems::{are_forms, is_made_of};
use crate::fluent::body::Body;
use crate::fluent::encode::unescape;

/// How many texts a term may have; more are not looked for.
const N_FORMS: usize = 64;

/// Is a word of a text: letters and digits, without what stands between words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// Where it starts.
    pub start: usize,
    /// The word as it stands there.
    pub text: &'t str,
    /// Whether a hyphen touches it.
    pub is_hyphenated: bool,
}

/// Is the terms of the source locale, by the first word of each of their forms.
#[derive(Debug, Default)]
pub struct Glossary {
    by_first: HashMap<String, Vec<Form>>,
}

/// Is one text of a term.
#[derive(Clone, Debug)]
struct Form {
    id: String,
    words: Vec<String>,
    text: String,
}

/// Is a term of the glossary in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'g> {
    /// The term's id, without its `-`.
    pub id: &'g str,
    /// The form, as the glossary has it.
    pub form: &'g str,
}

/// Is how a text has a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Use {
    /// In one of its forms.
    Listed,
    /// In one of its forms, in small letters that should be capital ones.
    Small(Range<usize>),
    /// Likely in a form that is not listed.
    Likely(Range<usize>),
    /// Not at all.
    Nowhere,
}

impl Glossary {
    /// Reads the terms of the source locale.
    pub fn new<'s>(terms: impl Iterator<Item = &'s Body<'s>>) -> Self {
        let mut by_first: HashMap<String, Vec<Form>> = HashMap::new();
        for term in terms {
            let value = term.value().expect("a term has a value");
            for text in texts(&value, term.attributes()) {
                let words: Vec<String> = words(&text).map(|word| word.text.to_owned()).collect();
                let Some(first) = words.first().map(|word| word.to_lowercase()) else {
                    continue;
                };
                let id = term.name.to_owned();
                by_first
                    .entry(first)
                    .or_default()
                    .push(Form { id, words, text });
            }
        }
        for forms in by_first.values_mut() {
            forms.sort_by(|a, b| (b.words.len(), &a.id).cmp(&(a.words.len(), &b.id)));
        }
        Glossary { by_first }
    }

    /// Tells whether there is no term.
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// Finds the terms of a text: at every word the longest form; each term once.
    pub fn find(&self, words: &[Word<'_>]) -> Vec<Found<'_>> {
        let mut found: Vec<Found<'_>> = Vec::new();
        let mut at = 0;
        let mut lower = String::new();
        // A title has capitals everywhere; elsewhere two in a row are a name.
        let is_small = |word: &Word<'_>| word.text.chars().all(char::is_lowercase);
        let is_long = |word: &Word<'_>| 3 < word.text.chars().count();
        let is_title = !words.iter().any(|word| is_small(word) && is_long(word));
        while at < words.len() {
            lower.clear();
            lower.extend(words[at].text.chars().flat_map(char::to_lowercase));
            let forms = self
                .by_first
                .get(&*lower)
                .or_else(|| self.by_first.get(lower.strip_suffix('s')?))
                .or_else(|| self.by_first.get(lower.strip_suffix("es")?));
            let form = forms.and_then(|forms| {
                forms.iter().find(|form| {
                    form.is_at(&words[at..]) && (is_title || !form.is_of_name(words, at))
                })
            });
            let Some(form) = form else {
                at += 1;
                continue;
            };
            if found.iter().all(|own| own.id != form.id) {
                found.push(Found {
                    id: &form.id,
                    form: &form.text,
                });
            }
            at += form.words.len();
        }
        found
    }
}

impl Form {
    fn is_small(&self) -> bool {
        !self.text.chars().any(char::is_uppercase)
    }

    /// Tells whether the words at `at` are a part of a name: a form in small letters, with a capital inside a sentence,
    /// beside another capital.
    fn is_of_name(&self, words: &[Word<'_>], at: usize) -> bool {
        let has_capital = |idx: usize| {
            let word = words.get(idx);
            word.is_some_and(|word| word.text.starts_with(char::is_uppercase))
        };
        self.is_small()
            && 0 < at
            && has_capital(at)
            && (has_capital(at - 1) || has_capital(at + self.words.len()))
    }

    /// Tells whether the words begin with the form. One with capitals has them everywhere, or stands in a text of
    /// capitals; one in small letters may begin with a capital, and be a plural.
    fn is_at(&self, words: &[Word<'_>]) -> bool {
        let n = self.words.len();
        let Some(own) = words.get(..n) else {
            return false;
        };
        let is_small = self.is_small();
        // `sub-directory` is another thing.
        if is_small && own[0].is_hyphenated && n == 1 {
            return false;
        }
        let pairs = self.words.iter().zip(own).enumerate();
        pairs.into_iter().all(|(idx, (form, word))| {
            if *form == word.text || form.to_uppercase() == word.text && 1 < form.chars().count() {
                return true;
            }
            let (form, lower) = (form.to_lowercase(), word.text.to_lowercase());
            let is_plural = || {
                let ending = lower.strip_prefix(&*form);
                idx + 1 == n && matches!(ending, Some("s" | "es"))
            };
            is_small && (form == lower || is_plural())
        })
    }
}

/// Returns the texts of a term: of its value with all its variants, and of its `.match` attributes.
fn texts(value: &Pattern<&str>, attributes: &[Attribute<&str>]) -> Vec<String> {
    let mut all = pattern_texts(value);
    for attribute in attributes {
        let name = attribute.id.name;
        if name == "match" || name.starts_with("match-") {
            all.extend(pattern_texts(&attribute.value));
        }
    }
    let mut listed: Vec<String> = Vec::with_capacity(all.len());
    for text in all {
        if !listed.contains(&text) {
            listed.push(text);
        }
    }
    listed
}

/// Returns the texts that the first of some terms files has for a term; none where no file has it.
pub fn texts_in(terms: &[Arc<FluentResource>], id: &str) -> Vec<String> {
    let mut entries = terms.iter().flat_map(|resource| resource.entries());
    let term = entries.find_map(|entry| match entry {
        Entry::Term(term) if term.id.name == id => Some(term),
        _ => None,
    });
    term.map_or_else(Vec::new, |term| texts(&term.value, &term.attributes))
}

/// Returns every text that a pattern can be; none where it holds what is not known here.
fn pattern_texts(pattern: &Pattern<&str>) -> Vec<String> {
    let mut texts = vec![String::new()];
    for element in &pattern.elements {
        let next: Vec<String> = match element {
            PatternElement::TextElement { value } => {
                vec![value.split_whitespace().collect::<Vec<_>>().join(" ")]
                    .into_iter()
                    .map(|text| {
                        let before = value.starts_with([' ', '\n']);
                        let after = value.ends_with([' ', '\n']);
                        format!("{}{text}{}", blank(before), blank(after))
                    })
                    .collect()
            }
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => {
                let mut text = String::new();
                match unescape(value, &mut text) {
                    Some(()) => vec![text],
                    None => Vec::new(),
                }
            }
            PatternElement::Placeable {
                expression: Expression::Select { variants, .. },
            } => variants
                .iter()
                .flat_map(|variant| pattern_texts(&variant.value))
                .collect(),
            PatternElement::Placeable { .. } => Vec::new(),
        };
        texts = texts
            .iter()
            .flat_map(|text| next.iter().map(move |own| format!("{text}{own}")))
            .take(N_FORMS)
            .collect();
    }
    let texts = texts.into_iter().map(|text| text.trim().to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}

fn blank(is_there: bool) -> &'static str {
    if is_there { " " } else { "" }
}

/// Cuts a text into words.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let is_inside = |c: char| c.is_alphanumeric() || is_mark(c);
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let len = text[start..].find(|c| !is_inside(c));
        let end = len.map_or(text.len(), |len| start + len);
        rest = end;
        Some(Word {
            start,
            text: &text[start..end],
            is_hyphenated: text[..start].ends_with('-') || text[end..].starts_with('-'),
        })
    })
}

/// Tells a mark that combines with the letter before it.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Says how a text, cut into words, has a term with these forms.
pub fn usage(language: &str, forms: &[String], words: &[Word<'_>]) -> Use {
    let mut small = None;
    let mut likely = None;
    for form in forms {
        let form: Vec<Word<'_>> = self::words(form).collect();
        if form.is_empty() {
            continue;
        }
        for own in words.windows(form.len()) {
            let range = || own[0].start..own.last().map_or(0, |word| word.start + word.text.len());
            let pairs = || form.iter().zip(own);
            if pairs().all(|(form, word)| is_written(form.text, word.text)) {
                return Use::Listed;
            }
            let is_part = |(form, word): (&Word<'_>, &Word<'_>)| {
                is_made_of(
                    language,
                    &form.text.to_lowercase(),
                    &word.text.to_lowercase(),
                )
            };
            if form.len() == 1 && pairs().all(is_part) {
                return Use::Listed;
            }
            let is_same = |(form, word): (&Word<'_>, &Word<'_>)| {
                form.text.to_lowercase() == word.text.to_lowercase()
            };
            if small.is_none() && pairs().all(is_same) {
                small = Some(range());
            }
            let is_form = |(form, word): (&Word<'_>, &Word<'_>)| {
                are_forms(
                    language,
                    &form.text.to_lowercase(),
                    &word.text.to_lowercase(),
                )
            };
            if likely.is_none() && pairs().all(is_form) {
                likely = Some(range());
            }
        }
    }
    match (small, likely) {
        (Some(range), _) => Use::Small(range),
        (None, Some(range)) => Use::Likely(range),
        (None, None) => Use::Nowhere,
    }
}

/// Tells whether a word is written as its form is, at the start of a sentence or in capitals too.
fn is_written(form: &str, word: &str) -> bool {
    if form == word {
        return true;
    }
    let mut letters = form.chars();
    let Some(first) = letters.next() else {
        return false;
    };
    let rest = letters.as_str();
    let is_initial = word
        .strip_suffix(rest)
        .is_some_and(|start| start == first.to_uppercase().collect::<String>());
    is_initial || word.chars().count() == form.chars().count() && word == form.to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::file::{Kind, Text};

    fn check(terms: &str, text: &str, expect: &[&str]) {
        let file = Text::new(terms.to_owned());
        let parsed = file.parse();
        let terms = parsed.items.iter().filter_map(|item| match &item.kind {
            Kind::Term(term) => Some(term),
            _ => None,
        });
        let glossary = Glossary::new(terms);
        let words: Vec<Word<'_>> = words(text).collect();
        let found = glossary.find(&words);
        let found: Vec<&str> = found.iter().map(|found| found.id).collect();
        assert_eq!(found, expect, "{text}");
    }

    const TERMS: &str = "-bildt = Bildt\n-carl-bildt = Carl Bildt\n-eu = EU\n-accord = accord\n    .match = agreement\n\
        -world-bank = World Bank\n-who = { $form ->\n   *[full] World Health Organization\n    [short] WHO\n }\n-bus = bus\n";

    #[test]
    fn the_longest_form_wins_and_words_are_whole() {
        check(TERMS, "Carl Bildt met Bildt.", &["carl-bildt", "bildt"]);
        check(TERMS, "Europe’s neutral EUs", &[]);
        check(TERMS, "The EU-Russia accord, the EU’s", &["eu", "accord"]);
        check(TERMS, "WHO and the World Health Organization", &["who"]);
    }

    #[test]
    fn capitals_count_and_small_terms_may_begin_a_sentence_or_be_many() {
        check(TERMS, "who has a world bank", &[]);
        check(TERMS, "Agreements, Accords and buses", &["accord", "bus"]);
        check(TERMS, "THE WORLD BANK", &["world-bank"]);
        check(TERMS, "He took the City Bus and a mini-bus home", &[]);
        check(TERMS, "The City Bus", &["bus"]);
    }

    #[test]
    fn a_use_is_listed_small_likely_or_none() {
        let forms = [
            "Министерство обороны".to_owned(),
            "Министерства обороны".to_owned(),
        ];
        let check = |text: &str, expect: Use| {
            let words: Vec<Word<'_>> = words(text).collect();
            assert_eq!(usage("ru", &forms, &words), expect, "{text}");
        };
        check("Из Министерства обороны.", Use::Listed);
        check("МИНИСТЕРСТВО ОБОРОНЫ", Use::Listed);
        check("в министерство обороны", Use::Small(3..42));
        check("Министерством обороны", Use::Likely(0..41));
        check("Минобороны", Use::Nowhere);
    }
}
