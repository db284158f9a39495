//! Generator: the site generators that `[paths] layout` knows by name, and what their sites have in common.
//!
//! Separate because it is a table that grows by an entry per generator. All of it are defaults: what `tolka.toml` says
//! itself counts.

/// Is a site generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generator {
    /// Its name in `layout`.
    pub name: &'static str,
    /// The folder of the articles.
    pub source: &'static str,
    /// The folder of the localized ones.
    pub out: &'static str,
    /// Which files are articles.
    pub include: &'static [&'static str],
    /// Where the localized ones stand below `out`.
    pub layout: &'static str,
    /// The preset of protected spans.
    pub protect: &'static str,
    /// Whether the folder of the localized ones is for the originals too.
    pub has_originals: bool,
}

/// All of them.
pub const GENERATORS: [Generator; 4] = [
    // MDX, one folder per locale and plugin: https://docusaurus.io/docs/i18n/introduction#translation-files-location
    Generator {
        name: "docusaurus",
        source: "docs",
        out: "i18n",
        include: &["**/*.{md,mdx}"],
        layout: "{locale}/docusaurus-plugin-content-docs/current/{path}",
        protect: "docusaurus",
        // A copy of the originals would stand in front of them.
        has_originals: false,
    },
    // Translation by file name: https://gohugo.io/content-management/multilingual/
    Generator {
        name: "hugo",
        source: "content",
        out: "content",
        include: &["**/*.{md,html}"],
        layout: "{dir}/{stem}.{locale}.{ext}",
        protect: "hugo",
        has_originals: true,
    },
    // The suffix structure of mkdocs-static-i18n, which is its default; macros are Jinja:
    // https://ultrabug.github.io/mkdocs-static-i18n/getting-started/quick-start/
    Generator {
        name: "mkdocs",
        source: "docs",
        out: "docs",
        include: &["**/*.md"],
        layout: "{dir}/{stem}.{locale}.{ext}",
        protect: "jinja",
        has_originals: true,
    },
    // Shortcodes are Tera, written as Jinja: https://www.getzola.org/documentation/content/multilingual/
    Generator {
        name: "zola",
        source: "content",
        out: "content",
        include: &["**/*.md"],
        layout: "{dir}/{stem}.{locale}.{ext}",
        protect: "jinja",
        has_originals: true,
    },
];

/// Returns the generator of a name.
pub fn generator(name: &str) -> Option<&'static Generator> {
    GENERATORS.iter().find(|generator| generator.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::layout::Layout;
    use crate::document::preset::preset;

    #[test]
    fn every_generator_has_a_layout_and_a_preset() {
        for generator in &GENERATORS {
            assert!(Layout::parse(generator.layout).is_ok(), "{generator:?}");
            assert!(preset(generator.protect).is_some(), "{generator:?}");
        }
        assert_eq!(generator("jekyll"), None);
    }
}
