//! Levels: what the config and the command line say of the weight of checks, as the checks want to know it.
//!
//! Separate because the gate and the reports have to agree on what is required.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::levels::{Levels, LocaleLevels, Required};
use crate::config::{ArticleSettings, Config};

/// Takes the weights from the config and the command line.
pub fn levels(config: &Config, warn: &[String]) -> Levels {
    let own = config
        .locales
        .iter()
        .zip(&config.settings)
        .map(|(locale, settings)| {
            let own = LocaleLevels {
                checks: settings.check.clone(),
                required: Some(settings.required),
                articles: settings.articles.iter().map(required).collect(),
            };
            (locale.clone(), own)
        });
    let locales: BTreeMap<_, _> = own.collect();
    let warn: BTreeSet<String> = warn.iter().cloned().collect();
    Levels {
        checks: config.check.clone(),
        locales,
        warn,
        folder: format!("{}/", config.paths.source),
    }
}

fn required(own: &ArticleSettings) -> Required {
    Required {
        include: own.include.set.clone(),
        required: own.required,
    }
}
