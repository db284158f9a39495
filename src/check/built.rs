//! Built: an article as it would be built in a locale. Whatever checks read of it is made once, when the first one asks.

use std::cell::OnceCell;

use crate::assemble::{Assembled, Choice, Fallback, Style, assemble, choose};
use crate::document::Unbuildable;
use crate::document::anchors::may_have_links;
use crate::document::outline::{Outline, Wanted, outline};
use crate::document::steady::{Known, Steady};
use crate::relate::{Article, Localized};

/// Is an article of the source locale, read as a reader gets it.
#[derive(Debug)]
pub struct Original<'s> {
    /// The article.
    pub article: &'s Article<'s>,
    outline: OnceCell<Outline>,
    steady: OnceCell<Vec<Option<Steady<'s>>>>,
}

impl<'s> Original<'s> {
    /// Takes an article.
    pub fn new(article: &'s Article<'s>) -> Self {
        Original {
            article,
            outline: OnceCell::new(),
            steady: OnceCell::new(),
        }
    }

    /// Returns its shape, its links to places of its own, and these places.
    pub fn outline(&self) -> &Outline {
        let document = &self.article.document;
        self.outline
            .get_or_init(|| outline(document.source, document.format, Wanted::All))
    }

    /// Tells whether a text, of which something may be known, is sure to be built in the place of a row, and to leave the
    /// article its shape.
    pub fn fits(&self, row: usize, text: &str, known: Known<'_>) -> bool {
        let document = &self.article.document;
        let steady = &self.steady.get_or_init(|| document.steady())[row];
        text == document.segments[row].text
            || steady
                .as_ref()
                .is_some_and(|steady| document.fits(row, steady, text, known))
    }
}

/// Is an article as it would be built in a locale.
#[derive(Debug)]
pub struct Built<'b, 's> {
    /// The article it is built from.
    pub original: &'b Original<'s>,
    own: &'s Localized<'s>,
    /// Whether the own text of a row fits, where it was asked while the text was at hand.
    fits: Vec<Option<bool>>,
    keeps_shape: OnceCell<bool>,
    assembled: OnceCell<(Vec<Choice<'s>>, Assembled)>,
    outline: OnceCell<Outline>,
    refused: OnceCell<Vec<(usize, Unbuildable)>>,
}

impl<'b, 's> Built<'b, 's> {
    /// Takes a locale's side of an article.
    pub fn new(
        original: &'b Original<'s>,
        own: &'s Localized<'s>,
        fits: Vec<Option<bool>>,
    ) -> Self {
        Built {
            original,
            own,
            fits,
            keeps_shape: OnceCell::new(),
            assembled: OnceCell::new(),
            outline: OnceCell::new(),
            refused: OnceCell::new(),
        }
    }

    /// Tells whether the locale has any text of the article.
    pub fn has_text(&self) -> bool {
        self.own.texts.iter().any(Option::is_some)
    }

    /// Tells by the texts alone that all of them are built and that the article keeps its shape; where it is `false`,
    /// the article has to be assembled and read to know.
    pub fn keeps_shape(&self) -> bool {
        *self.keeps_shape.get_or_init(|| {
            let article = self.original.article;
            let choices = choose(article, self.own, Fallback::default());
            let mut rows = self.own.texts.iter().zip(choices).enumerate();
            rows.all(|(row, (own, choice))| {
                let own = own.as_ref().and_then(|own| own.as_deref().ok());
                let shown = match choice {
                    Choice::Text(text) => Some(text),
                    Choice::Source => None,
                    Choice::Nothing => return false,
                };
                let is_own = |shown: &str| own.is_some_and(|own| is_one(own, shown));
                let fits = |text: &str| self.original.fits(row, text, Known::Nothing);
                let own_fits = |own: &str| {
                    self.fits
                        .get(row)
                        .copied()
                        .flatten()
                        .unwrap_or_else(|| fits(own))
                };
                own.is_none_or(own_fits) && shown.is_none_or(|shown| is_own(shown) || fits(shown))
            })
        })
    }

    /// Returns the article's text in the locale.
    pub fn text(&self) -> &str {
        &self.assembled().1.text
    }

    /// Returns its shape, and its anchors where it may have links to places of its own.
    pub fn outline(&self) -> &Outline {
        self.outline.get_or_init(|| {
            let (text, format) = (self.text(), self.original.article.document.format);
            let wanted = match may_have_links(text) {
                true => Wanted::All,
                false => Wanted::Shape,
            };
            outline(text, format, wanted)
        })
    }

    /// Returns the rows whose own translations could not stand in their places, and why.
    pub fn refused(&self) -> &[(usize, Unbuildable)] {
        self.refused.get_or_init(|| {
            let (choices, assembled) = self.assembled();
            let mut refused: Vec<(usize, Unbuildable)> = assembled
                .problems
                .iter()
                .filter(|(row, _)| self.own.inherited[*row].is_none())
                .cloned()
                .collect();
            // What does not stand there today, because it is a draft, was not tried.
            let texts = self.own.texts.iter().enumerate();
            refused.extend(texts.filter_map(|(row, text)| {
                let text = text.as_ref()?.as_ref().ok()?;
                let is_tried = matches!(choices[row], Choice::Text(_));
                let reason = (!is_tried)
                    .then(|| self.original.article.document.encode(row, text))?
                    .err()?;
                Some((row, reason))
            }));
            refused.sort_by_key(|(row, _)| *row);
            refused
        })
    }

    fn assembled(&self) -> &(Vec<Choice<'s>>, Assembled) {
        self.assembled.get_or_init(|| {
            let article = self.original.article;
            let choices = choose(article, self.own, Fallback::default());
            let assembled = assemble(&article.document, &choices, Style::default());
            (choices, assembled)
        })
    }
}

/// Tells texts that are the same bytes at one place.
fn is_one(one: &str, other: &str) -> bool {
    std::ptr::eq(one, other) || one == other
}
