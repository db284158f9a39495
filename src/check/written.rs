//! Written: a finding that another process wrote, read again. Separate from `finding`, which does not know what checks
//! there are.

use serde::{Deserialize, Deserializer, de::Error};

use super::find;
use crate::finding::{Finding, Fix, Place, Region, Severity};
use crate::locale::Locale;

/// Is a finding as it was written.
#[derive(Deserialize)]
struct Written {
    check: String,
    severity: Severity,
    locale: Option<Locale>,
    article: Option<String>,
    id: Option<String>,
    path: String,
    region: Option<Region>,
    message: String,
    help: String,
    fix: Option<Fix>,
    source: Option<Place>,
}

impl<'de> Deserialize<'de> for Finding {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        let check = find(&written.check)
            .ok_or_else(|| D::Error::custom(format!("there is no check {}", written.check)))?;
        Ok(Finding {
            check: check.id,
            severity: written.severity,
            locale: written.locale,
            article: written.article,
            id: written.id,
            path: written.path,
            region: written.region,
            message: written.message,
            help: written.help,
            fix: written.fix,
            source: written.source,
        })
    }
}
