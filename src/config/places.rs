//! Places: `[paths]`, where things are and what they are called.

use globset::{Glob, GlobSetBuilder};

use super::generator::{GENERATORS, Generator, generator};
use super::layout::Layout;
use super::reader::{self, Reader, Section};
use super::{Globs, Paths};
use crate::locale::Locale;
use crate::span::Position;

/// Reads `[paths]`, and which generator's the layout is.
pub(super) fn paths<'c>(
    reader: &mut Reader<'c>,
    root: &mut Section<'c>,
) -> (Option<Paths>, Option<&'static Generator>) {
    let mut section = reader.section(root, "paths");
    let (at, layout) = reader
        .take_at::<String>(&mut section, "layout")
        .unwrap_or((0, "{locale}/{path}".to_owned()));
    let known = generator(&layout);
    let source = known.map_or("source", |known| known.source);
    let source = folder(reader, &mut section, "source", source);
    let locales = folder(reader, &mut section, "locales", "locales");
    let out = folder(
        reader,
        &mut section,
        "out",
        known.map_or("out", |known| known.out),
    );
    let terms = name(reader, &mut section, "terms", "terms.ftl");
    let site = name(reader, &mut section, "site", "site.ftl");
    let include = known.map_or(&["**/*.{md,txt,html}"][..], |known| known.include);
    let include = globs(reader, &mut section, "include", include);
    let exclude = globs(reader, &mut section, "exclude", &[]);
    let layout = match Layout::parse(known.map_or(&layout, |known| known.layout)) {
        Ok(layout) => Some(layout),
        Err(message) => {
            reader.problem(at, format!("paths.layout: {}", mend(&layout, message)));
            None
        }
    };
    if source == locales || locales == out || terms == site {
        reader.problem(
            section.at(),
            "source, locales and out have to be different folders, terms and site different files",
        );
    }
    reader.close(section);
    let paths = layout.map(|layout| Paths {
        source,
        locales,
        out,
        include,
        exclude,
        layout,
        terms,
        site,
        has_originals: known.is_none_or(|known| known.has_originals),
    });
    (paths, known)
}

/// Says what is wrong with a layout: a word without a slot is meant for a generator's name.
fn mend(layout: &str, message: String) -> String {
    if layout.contains(['{', '/', '.']) {
        return message;
    }
    let names = || GENERATORS.iter().map(|generator| generator.name);
    match reader::nearest(layout, names()) {
        Some(near) => format!("\"{layout}\" is no generator; did you mean \"{near}\"?"),
        None => {
            let names: Vec<&str> = names().collect();
            format!(
                "\"{layout}\" is no generator that tolka knows ({}), and no pattern with {{locale}}",
                names.join(", ")
            )
        }
    }
}

/// Takes a folder of the workspace.
fn folder<'c>(
    reader: &mut Reader<'c>,
    section: &mut Section<'c>,
    key: &'static str,
    default: &str,
) -> String {
    let (at, path) = reader
        .take_at::<String>(section, key)
        .unwrap_or((0, default.to_owned()));
    let path = path.trim_end_matches('/').to_owned();
    if !is_inside(&path) {
        reader.problem(
            at,
            format!("paths.{key}: \"{path}\" has to be a path inside the workspace, with \"/\""),
        );
    }
    path
}

/// Tells whether a path as typed can only lead to a place of the workspace.
fn is_inside(path: &str) -> bool {
    let leaves = path.starts_with('/') || path.contains('\\') || path.contains(':');
    !leaves
        && path
            .split('/')
            .all(|part| !part.is_empty() && !matches!(part, "." | ".."))
}

/// Reads `[spelling]`: the paths of the dictionaries, each with the tag and the place it stands at.
pub(super) fn spelling<'c>(
    reader: &mut Reader<'c>,
    root: &mut Section<'c>,
) -> Vec<(String, Position, String)> {
    let mut section = reader.section(root, "spelling");
    let mut found = Vec::new();
    for (tag, at, path) in reader.values::<String>(&mut section) {
        let path = path
            .strip_suffix(".dic")
            .or(path.strip_suffix(".aff"))
            .map_or_else(|| path.clone(), str::to_owned);
        if !is_inside(&path) {
            reader.problem(
                at,
                format!(
                    "spelling.{tag}: \"{path}\" has to be a path inside the workspace, with \"/\": copy the dictionary \
                     there, so that every machine reads the same words"
                ),
            );
        }
        found.push((tag, reader.position(at), path));
    }
    reader.close(section);
    found
}

/// Returns the dictionary of a locale: its own, or that of its language.
pub(super) fn dictionary_of(
    dictionaries: &[(String, Position, String)],
    locale: &Locale,
) -> Option<String> {
    let is_own = |tag: &str| tag.parse().is_ok_and(|tag: Locale| tag == *locale);
    let own = dictionaries.iter().find(|(tag, ..)| is_own(tag));
    let own = own.or_else(|| {
        let mut all = dictionaries.iter();
        all.find(|(tag, ..)| tag == locale.language())
    });
    own.map(|(_, _, path)| path.clone())
}

/// Takes the name of a message file.
fn name<'c>(
    reader: &mut Reader<'c>,
    section: &mut Section<'c>,
    key: &'static str,
    default: &str,
) -> String {
    let (at, name) = reader
        .take_at::<String>(section, key)
        .unwrap_or((0, default.to_owned()));
    if name.contains(['/', '\\']) || !name.ends_with(".ftl") || name.len() < 5 {
        reader.problem(
            at,
            format!("paths.{key}: \"{name}\" has to be a file name that ends in .ftl"),
        );
    }
    name
}

/// Takes a list of globs.
pub(super) fn globs<'c>(
    reader: &mut Reader<'c>,
    section: &mut Section<'c>,
    key: &'static str,
    default: &[&str],
) -> Globs {
    let mut builder = GlobSetBuilder::new();
    let mut written = Vec::new();
    match reader.take::<Vec<toml::Spanned<String>>>(section, key) {
        Some(patterns) => {
            for pattern in patterns {
                let at = pattern.span().start;
                let text = pattern.into_inner();
                match Glob::new(&text) {
                    Ok(glob) => {
                        let place = reader.position(at);
                        written.push((text, place, glob.compile_matcher()));
                        builder.add(glob);
                    }
                    Err(error) => {
                        reader.problem(at, format!("{key}: \"{text}\": {}", error.kind()));
                    }
                }
            }
        }
        None => {
            for pattern in default {
                builder.add(Glob::new(pattern).expect("the defaults are globs"));
            }
        }
    }
    Globs {
        set: builder.build().unwrap_or_default(),
        written,
    }
}
