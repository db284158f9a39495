//! Pseudo: the editions of articles in a language that nobody speaks.
//!
//! Separate because no page leads to them and no status stands behind them; it must not know how they are made.

use rayon::prelude::*;

use super::{Draft, Edition, Editions, Homes, Press, publish};
use crate::assemble::{Choice, Style, assemble};
use crate::locale::Locale;
use crate::pseudo;
use crate::relate::{Article, Workspace};

/// Makes the editions of the articles of a workspace, or of a part of one, in `locale`, a language that nobody speaks:
/// no other page leads there. Each file is handed to `take`.
pub fn make_pseudo<R: Send>(
    workspace: &Workspace<'_>,
    press: &Press<'_>,
    locale: &Locale,
    take: impl Fn(Edition) -> R + Sync,
) -> Editions<R> {
    let make = |article: &Article<'_>| {
        let texts = pseudo::texts(&article.document);
        let choices: Vec<Choice<'_>> = texts.iter().map(|text| Choice::Text(text)).collect();
        let settings = (press.settings)(locale);
        let style = Style {
            locale: Some(locale),
            text_width: settings.text_width,
        };
        let draft = Draft {
            locale,
            assembled: assemble(&article.document, &choices, style),
            choices,
            side: None,
            settings,
        };
        let mut editions = Editions::default();
        let nowhere = Homes::default();
        publish(press, article, vec![draft], &nowhere, &take, &mut editions);
        editions
    };
    let made: Vec<_> = workspace.articles.par_iter().map(make).collect();
    Editions::join(made)
}
