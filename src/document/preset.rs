//! Preset: the protected spans of well-known site generators, by name, for `[segment] presets`.
//!
//! Separate because it is a table that grows by a line per generator; it must not know what protecting is.

/// The names of all presets.
pub const NAMES: [&str; 4] = ["docusaurus", "hugo", "jinja", "mdx"];

/// Returns the regexes of a preset, to be added to `[segment] protect`; `None` where there is none of this name.
pub fn preset(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        // https://gohugo.io/content-management/shortcodes/
        "hugo" => &[r"(?s)\{\{[<%].*?[%>]\}\}"],
        // https://jinja.palletsprojects.com/templates/ (Liquid and Nunjucks share the first two)
        "jinja" => &[r"(?s)\{\{.*?\}\}", r"(?s)\{%.*?%\}", r"(?s)\{#.*?#\}"],
        // https://mdxjs.com/docs/what-is-mdx/; Docusaurus is MDX, its `:::` lines are structure everywhere.
        "mdx" | "docusaurus" => &[
            r#"^(?:import|export)\s+(?:[\w*{"'][^;]*?\sfrom\s+)?["'][^"']+["'];?"#,
            // A block of it ends at a blank line.
            r"(?s)^export\s+(?:default|const|let|var|function|class)\s.*",
            r#"</?[A-Z][\w.]*(?:\s+[\w:-]+(?:=(?:"[^"]*"|'[^']*'|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}))?)*\s*/?>"#,
            r"</?>",
            r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}",
        ],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex::Regex;

    fn check(name: &str, text: &str, expect: &[&str]) {
        let regexes = preset(name)
            .unwrap()
            .iter()
            .map(|one| Regex::new(one).unwrap());
        let mut found: Vec<_> = regexes
            .flat_map(|regex| {
                regex
                    .find_iter(text)
                    .map(|found| found.range())
                    .collect::<Vec<_>>()
            })
            .collect();
        found.sort_by_key(|range| range.start);
        let found: Vec<_> = found.into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn every_preset_compiles_and_is_named() {
        for name in NAMES {
            check(name, "Просто текст.", &[]);
        }
        assert_eq!(preset("jekyll"), None);
    }

    #[test]
    fn spans_of_generators_are_found() {
        check(
            "hugo",
            "a {{< ref \"x\" >}} b {{% c %}}",
            &["{{< ref \"x\" >}}", "{{% c %}}"],
        );
        check(
            "jinja",
            "{% if a %}b {{ c }}{# d #}",
            &["{% if a %}", "{{ c }}", "{# d #}"],
        );
        check(
            "mdx",
            "a <Tab n={1} /> {props.x} b",
            &["<Tab n={1} />", "{1}", "{props.x}"],
        );
        check("mdx", "import A from '@a/b';", &["import A from '@a/b';"]);
        check("mdx", "Import duties rose.", &[]);
    }
}
