//! Pseudo: the editions of articles in a language that nobody speaks.
//!
//! Separate because no page leads to them and no status stands behind them; it must not know how they are made.

use super::front::Front;
use super::{Draft, Editions, Press, publish};
use crate::assemble::{Choice, Style, assemble};
use crate::locale::Locale;
use crate::page::TemplateError;
use crate::pseudo;
use crate::relate::Workspace;

/// Makes the editions of all articles in `locale`, a language that nobody speaks: no other page leads there.
///
/// # Errors
/// As `make`.
pub fn make_pseudo(
    workspace: &Workspace<'_>,
    press: &Press<'_>,
    locale: &Locale,
) -> Result<Editions, TemplateError> {
    let mut editions = Editions::default();
    let mut front = Front::default();
    for article in &workspace.articles {
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
        publish(
            workspace,
            press,
            article,
            vec![draft],
            &mut front,
            &mut editions,
        )?;
    }
    Ok(editions)
}
