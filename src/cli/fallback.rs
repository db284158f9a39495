//! Fallback: which locale stands in for which, by config or by language negotiation.

use std::sync::Arc;

use fluent::FluentResource;

use crate::error::{Error, Result};
use crate::locale::Locale;
use crate::project::Project;
use crate::project::read::Files;
use crate::resolve;

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

/// Reads the terms of every locale, each file once.
pub fn terms(
    files: &Files,
    parents: &[Option<usize>],
    name: &str,
) -> Vec<Vec<Arc<FluentResource>>> {
    let Some(file) = files.messages.iter().find(|file| file.below == name) else {
        return vec![Vec::new(); parents.len()];
    };
    let source = resolve::resource(&file.source);
    let own: Vec<Option<Arc<FluentResource>>> = file
        .locales
        .iter()
        .map(|found| {
            found
                .as_ref()
                .ok()
                .and_then(Option::as_ref)
                .map(resolve::resource)
        })
        .collect();
    let chains = (0..parents.len()).map(|start| {
        let chain = std::iter::successors(Some(start), |at| parents[*at]);
        chain
            .filter_map(|at| own[at].clone())
            .chain([Arc::clone(&source)])
            .collect()
    });
    chains.collect()
}
