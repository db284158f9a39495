//! Fix: writes the certain fixes of findings into the locale files: what `tolka check --fix` does.

use std::collections::BTreeMap;

use crate::check::mend::mend;
use crate::check::quote;
use crate::error::Result;
use crate::finding::{Finding, Fix};
use crate::project::Project;
use crate::project::write::Writer;

/// Writes the fixes of findings and returns a line for each.
///
/// # Errors
/// Where a file cannot be written.
pub fn fix(
    project: &Project,
    findings: &[Finding],
    file: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<String>> {
    let locales = format!("{}/", project.config.paths.locales);
    let mut by_file: BTreeMap<&str, Vec<(&Finding, &Fix)>> = BTreeMap::new();
    for finding in findings {
        if let Some(fix) = &finding.fix
            && finding.path.starts_with(&locales)
        {
            by_file
                .entry(&finding.path)
                .or_default()
                .push((finding, fix));
        }
    }
    let mut lines = Vec::new();
    let mut writer = Writer::new(project);
    for (path, own) in by_file {
        let fixes: Vec<&Fix> = own.iter().map(|(_, fix)| *fix).collect();
        let Some(mended) = file(path).and_then(|raw| mend(&raw, &fixes)) else {
            continue;
        };
        writer.replace(path, &mended.text)?;
        for (idx, was) in mended.applied {
            let (finding, fix) = own[idx];
            let start = fix.region.start;
            let mut line = format!(
                "fixed {path}:{}:{}: [{}] {}",
                start.line, start.column, finding.check, finding.message
            );
            // What takes more than a line is told better by the message.
            if !was.contains('\n') && !fix.text.contains('\n') {
                line.push_str(&format!(": {} is {} now", quote(&was), quote(&fix.text)));
            }
            lines.push(line);
        }
    }
    Ok(lines)
}
