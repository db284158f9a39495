//! Own: `[locale.X]`, what holds for one locale, and the keys that stand in it and outside of it.

use std::collections::BTreeMap;

use super::places::globs;
use super::read::{build, carry, locale};
use super::reader::{self, Reader, Section};
use super::{ArticleSettings, LocaleSettings};
use crate::check::levels::Level;
use crate::locale::Locale;
use crate::span::Position;

pub(super) fn percent<'c>(
    reader: &mut Reader<'c>,
    section: &mut Section<'c>,
    key: &'static str,
) -> Option<usize> {
    let (at, percent) = reader.take_at::<i64>(section, key)?;
    if !(0..=100).contains(&percent) {
        reader.problem(
            at,
            format!("{key}: {percent} is no percentage from 0 to 100"),
        );
    }
    usize::try_from(percent).ok()
}

pub(super) fn levels<'c>(
    reader: &mut Reader<'c>,
    mut section: Section<'c>,
    checks: &[&str],
) -> (BTreeMap<String, Level>, Vec<(String, Position)>) {
    let mut levels = BTreeMap::new();
    let mut off = Vec::new();
    for (id, at, level) in reader.values::<Level>(&mut section) {
        if !checks.contains(&&*id) {
            let near = reader::nearest(&id, checks.iter().copied());
            let hint = near.map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"));
            reader.problem(at, format!("\"{id}\" is no check{hint}"));
        }
        if level == Level::Off {
            off.push((id.clone(), reader.position(at)));
        }
        levels.insert(id, level);
    }
    (levels, off)
}

pub(super) fn locale_settings<'c>(
    reader: &mut Reader<'c>,
    mut section: Section<'c>,
    settings: &mut LocaleSettings,
    checks: &[&str],
    locales: &[Locale],
    idx: usize,
) {
    settings.required = percent(reader, &mut section, "required").unwrap_or(settings.required);
    settings.include = globs(reader, &mut section, "include", &["**"]);
    settings.exclude = globs(reader, &mut section, "exclude", &[]);
    for mut own in reader.tables(&mut section, "articles") {
        let at = own.at();
        let include = globs(reader, &mut own, "include", &[]);
        let required = percent(reader, &mut own, "required");
        if include.written.is_empty() || required.is_none() {
            reader.problem(
                at,
                "articles: name them with include = [\"…\"] and say what is required",
            );
        }
        reader.close(own);
        settings
            .articles
            .extend(required.map(|required| ArticleSettings { include, required }));
    }
    if let Some((at, tag)) = reader.take_at::<String>(&mut section, "parent")
        && let Some(parent) = locale(reader, at, &tag)
    {
        if locales.contains(&parent) && parent != locales[idx] {
            settings.parent = Some(parent);
        } else {
            reader.problem(
                at,
                format!("parent: \"{parent}\" has to be another locale of [project] locales"),
            );
        }
    }
    let own = reader.section(&mut section, "carry");
    settings.policy = carry(reader, own, settings.policy);
    let own = reader.section(&mut section, "build");
    settings.build = build(reader, own, &settings.build);
    let own = reader.section(&mut section, "check");
    (settings.check, settings.off) = levels(reader, own, checks);
    reader.close(section);
}
