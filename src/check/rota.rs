//! Rota: which checks are on, looked up once for all texts of a locale. It knows no check by what it looks for.

use std::collections::HashMap;

use super::levels::{Level, Levels};
use super::signs::Signs;
use super::{CHECKS, Check, Look, LookAtBuilt, LookAtSource};
use crate::locale::Locale;

/// Is the checks that are on, in the order of the docs.
pub(super) struct Rota<'l> {
    /// Those that look at articles themselves.
    pub sources: Vec<(&'static Check, LookAtSource)>,
    /// Those of each locale.
    pub locales: HashMap<&'l Locale, Turn>,
}

/// Is the checks that are on in a locale.
#[derive(Default)]
pub(super) struct Turn {
    /// Those that look at one text and its translation, with the signs by which they do.
    pub texts: Vec<(Signs, &'static Check)>,
    /// Those that look at articles as they are built.
    pub built: Vec<(&'static Check, LookAtBuilt)>,
}

impl<'l> Rota<'l> {
    /// Looks up the checks that are on anywhere, and those that are on in each of some locales.
    pub fn of(levels: &Levels, locales: impl Iterator<Item = &'l Locale>) -> Self {
        let sources = CHECKS.into_iter().filter_map(|check| match check.look {
            Look::Built(Some(look), _) if levels.is_on(check) => Some((check, look)),
            _ => None,
        });
        let mut rota = Rota {
            sources: sources.collect(),
            locales: HashMap::new(),
        };
        for locale in locales {
            let turn = rota.locales.entry(locale);
            turn.or_insert_with(|| Turn::of(levels, locale));
        }
        rota
    }
}

impl Turn {
    fn of(levels: &Levels, locale: &Locale) -> Self {
        let mut turn = Turn::default();
        let is_on = |check: &Check| levels.level(check, Some(locale)) != Level::Off;
        for check in CHECKS.into_iter().filter(|check| is_on(check)) {
            turn.texts.extend(check.signs().map(|signs| (signs, check)));
            if let Look::Built(_, look) = check.look {
                turn.built.push((check, look));
            }
        }
        turn
    }
}
