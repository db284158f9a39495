//! Layout: where the output of an article stands below `out`, from a pattern such as `{locale}/{path}`.

use crate::locale::Locale;

/// Is a pattern of output paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Locale,
    Path,
    Dir,
    Stem,
    Ext,
}

impl Layout {
    /// Reads a pattern.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn parse(pattern: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some(open) = rest.find('{') {
            if 0 < open {
                parts.push(Part::Text(rest[..open].to_owned()));
            }
            let close = rest[open..].find('}').ok_or("\"{\" without \"}\"")? + open;
            parts.push(match &rest[open + 1..close] {
                "locale" => Part::Locale,
                "path" => Part::Path,
                "dir" => Part::Dir,
                "stem" => Part::Stem,
                "ext" => Part::Ext,
                other => {
                    return Err(format!(
                        "\"{{{other}}}\" is none of {{locale}}, {{path}}, {{dir}}, {{stem}}, {{ext}}"
                    ));
                }
            });
            rest = &rest[close + 1..];
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        let has = |part: &Part| parts.contains(part);
        if !has(&Part::Locale) {
            return Err("it needs {locale}, or all locales would write the same files".to_owned());
        }
        if !has(&Part::Path) && !has(&Part::Stem) {
            return Err(
                "it needs {path} or {stem}, or all articles would write the same file".to_owned(),
            );
        }
        Ok(Layout { parts })
    }

    /// Returns the output path of an article, `path` being its path below `source`.
    ///
    /// `ext` replaces the article's own ending, as for a page.
    pub fn output(&self, path: &str, locale: &Locale, ext: Option<&str>) -> String {
        let (dir, name) = path.rsplit_once('/').unwrap_or(("", path));
        let (stem, own_ext) = name.rsplit_once('.').unwrap_or((name, ""));
        let ext = ext.unwrap_or(own_ext);
        let mut output = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => output.push_str(text),
                Part::Locale => output.push_str(locale.as_str()),
                Part::Path if dir.is_empty() => output.extend([stem, ".", ext]),
                Part::Path => output.extend([dir, "/", stem, ".", ext]),
                Part::Dir => output.push_str(dir),
                Part::Stem => output.push_str(stem),
                Part::Ext => output.push_str(ext),
            }
        }
        // An article at the root has an empty {dir}.
        if output.split('/').all(|part| !part.is_empty()) {
            return output;
        }
        let parts: Vec<&str> = output.split('/').filter(|part| !part.is_empty()).collect();
        parts.join("/")
    }

    /// Returns what the layout makes for `locale` of all articles there could be.
    pub fn outputs_of(&self, locale: &Locale) -> Outputs {
        let mut pattern = String::from("^");
        for part in &self.parts {
            match part {
                Part::Text(text) => pattern.push_str(&regex::escape(text)),
                Part::Locale => pattern.push_str(&regex::escape(locale.as_str())),
                Part::Path => pattern.push_str(".+"),
                Part::Dir => pattern.push_str("(.*)"),
                Part::Stem => pattern.push_str("[^/]+"),
                Part::Ext => pattern.push_str("[^/.]+"),
            }
        }
        let pattern = pattern.replace("(.*)/", "(.*/)?") + "$";
        Outputs(regex::Regex::new(&pattern).ok())
    }
}

/// Is the outputs of a locale.
#[derive(Debug)]
pub struct Outputs(Option<regex::Regex>);

impl Outputs {
    /// Tells whether a path, relative to `out`, is one of them.
    pub fn has(&self, path: &str) -> bool {
        self.0.as_ref().is_some_and(|regex| regex.is_match(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, path: &str, expect: &str) {
        let layout = Layout::parse(pattern).unwrap();
        let es: Locale = "es".parse().unwrap();
        assert_eq!(layout.output(path, &es, None), expect);
        let outputs = layout.outputs_of(&es);
        assert!(outputs.has(expect), "{pattern} {expect}");
        assert!(!outputs.has(path), "{pattern} {path}");
    }

    #[test]
    fn patterns_of_site_generators() {
        check("{locale}/{path}", "news/accord.md", "es/news/accord.md");
        check(
            "{dir}/{stem}.{locale}.{ext}",
            "news/accord.md",
            "news/accord.es.md",
        );
        check("{dir}/{stem}.{locale}.{ext}", "accord.md", "accord.es.md");
        check("{locale}-{path}", "accord.md", "es-accord.md");
        check("{locale}/{dir}/{stem}.x", "accord.md", "es/accord.x");
        check(
            "i18n/{locale}/docs/current/{path}",
            "a.md",
            "i18n/es/docs/current/a.md",
        );
    }

    #[test]
    fn patterns_that_cannot_work() {
        for bad in ["{path}", "{locale}", "{locale}/{name}", "{locale/{path}"] {
            assert!(Layout::parse(bad).is_err(), "{bad}");
        }
    }
}
