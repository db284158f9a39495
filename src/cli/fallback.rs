//! Fallback: which locale stands in for which, by config or by language negotiation.

use crate::error::{Error, Result};
use crate::locale::Locale;
use crate::project::Project;

/// Finds for each locale the one that stands in for it: as configured, else the next more general one.
pub fn parents(project: &Project) -> Result<Vec<Option<usize>>> {
    let config = &project.config;
    let index = |wanted: &Locale| config.locales.iter().position(|locale| locale == wanted);
    let parents: Vec<Option<usize>> = config
        .locales
        .iter()
        .zip(&config.settings)
        .map(|(locale, settings)| match &settings.parent {
            Some(parent) => index(parent),
            None => general(locale, &config.locales).and_then(index),
        })
        .collect();
    for start in 0..parents.len() {
        let mut at = start;
        for _ in 0..parents.len() {
            match parents[at] {
                Some(parent) => at = parent,
                None => break,
            }
        }
        if parents[at].is_some() {
            let locale = &config.locales[start];
            return Err(Error::config(format!(
                "[locale.{locale}] parent: the parents lead back to {locale}"
            )));
        }
    }
    Ok(parents)
}

/// Returns the locale that language negotiation finds for `locale` among the more general ones.
fn general<'l>(locale: &Locale, locales: &'l [Locale]) -> Option<&'l Locale> {
    let n_parts = |locale: &Locale| locale.as_str().split('-').count();
    let general =
        |own: &&Locale| own.language() == locale.language() && n_parts(own) < n_parts(locale);
    let available: Vec<_> = locales.iter().filter(general).map(Locale::id).collect();
    let requested = [locale.id()];
    let found = fluent_langneg::negotiate_languages(
        &requested,
        &available,
        None,
        fluent_langneg::NegotiationStrategy::Lookup,
    );
    let found = found.first()?;
    locales.iter().find(|locale| locale.id() == **found)
}

/// Orders the locales so that parents come before their children.
pub fn order(parents: &[Option<usize>]) -> Vec<usize> {
    let depth = |mut at: usize| {
        let mut depth = 0;
        while let Some(parent) = parents[at] {
            at = parent;
            depth += 1;
        }
        depth
    };
    let mut order: Vec<usize> = (0..parents.len()).collect();
    order.sort_by_key(|idx| (depth(*idx), *idx));
    order
}
