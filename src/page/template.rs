//! Template: a page is printed into HTML, by tolka's own template or the user's.
//!
//! Separate because it is all that knows the template engine.

use std::fmt;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, Value};

use super::Page;

/// The template of an article; a template of the user's with this name stands for tolka's own.
const ARTICLE: &str = "article.html";
/// What the names of tolka's own templates begin with, for templates that extend them.
const DEFAULT: &str = "default/";

/// Is a template of the user's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its path in the template folder, with `/`: the name that other templates call it by.
    pub name: String,
    /// Where it stands, for messages.
    pub path: String,
    /// Its text.
    pub source: String,
}

/// Says what is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// Where the template stands; tolka's own begin with `default/`.
    pub path: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong, lower case, without a full stop.
    pub reason: String,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.reason),
            None => write!(f, "{}: {}", self.path, self.reason),
        }
    }
}

impl std::error::Error for TemplateError {}

/// Is the templates of a site, read and ready.
#[derive(Debug)]
pub struct Templates {
    environment: Environment<'static>,
    /// The name and the path of each of the user's.
    paths: Vec<(String, String)>,
}

impl Templates {
    /// Reads the user's templates; without any, tolka's own print the pages.
    ///
    /// # Errors
    /// The first template that cannot be read.
    pub fn new(templates: Vec<Template>) -> Result<Self, TemplateError> {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        let mut syntax = SyntaxConfig::builder();
        syntax.trim_blocks(true).lstrip_blocks(true);
        environment.set_syntax(syntax.build().expect("the usual delimiters are in order"));
        environment.set_formatter(print);
        let mut this = Templates {
            environment,
            paths: Vec::new(),
        };
        let own = include_str!("article.html");
        for name in [ARTICLE.to_owned(), format!("{DEFAULT}{ARTICLE}")] {
            this.add(name, own.to_owned())?;
        }
        for template in templates {
            if template.name.starts_with(DEFAULT) {
                return Err(TemplateError {
                    path: template.path,
                    line: None,
                    reason: "the folder \"default\" stands for tolka's own templates".to_owned(),
                });
            }
            this.paths.push((template.name.clone(), template.path));
            this.add(template.name, template.source)?;
        }
        Ok(this)
    }

    fn add(&mut self, name: String, source: String) -> Result<(), TemplateError> {
        let added = self.environment.add_template_owned(name, source);
        added.map_err(|error| self.error(&error))
    }

    /// Prints a page.
    ///
    /// # Errors
    /// What a template asks for and cannot get.
    pub fn render(&self, page: &Page) -> Result<String, TemplateError> {
        let printed = self
            .environment
            .get_template(ARTICLE)
            .and_then(|template| template.render(Value::from(Serde(page))));
        match printed {
            Ok(html) => Ok(without_controls(html)),
            Err(error) => Err(self.error(&error)),
        }
    }

    /// Finds the innermost template that an error comes from: an outer one only includes or extends it.
    fn error(&self, error: &minijinja::Error) -> TemplateError {
        let mut innermost = error;
        let mut source = std::error::Error::source(error);
        while let Some(error) = source {
            if let Some(error) = error.downcast_ref::<minijinja::Error>()
                && error.name().is_some()
            {
                innermost = error;
            }
            source = error.source();
        }
        let name = innermost.name().unwrap_or(ARTICLE);
        let path = self.paths.iter().rev().find(|(known, _)| known == name);
        let reason = match innermost.detail() {
            Some(detail) => format!("{}: {detail}", innermost.kind()),
            None => innermost.kind().to_string(),
        };
        TemplateError {
            path: path.map_or_else(|| name.to_owned(), |(_, path)| path.clone()),
            line: innermost.line(),
            reason,
        }
    }
}

/// Prints one value. Escapes what HTML needs escaped and no more: the engine's own escape of `/` makes addresses
/// unreadable.
fn print(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), minijinja::Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() && *state.auto_escape() == AutoEscape::Html => {
            Ok(out.write_str(&escape(text))?)
        }
        _ => minijinja::escape_formatter(out, state, value),
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '`' => escaped.push_str("&#96;"),
            _ => escaped.push(char),
        }
    }
    escaped
}

/// Takes out the control characters that HTML forbids.
fn without_controls(html: String) -> String {
    let forbidden = |char: char| char.is_control() && !matches!(char, '\t' | '\n' | '\r');
    match html.contains(forbidden) {
        true => html.replace(forbidden, "\u{FFFD}"),
        false => html,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Article, Notice, NoticeKind, Published, RawHtml, body, links};
    use super::*;
    use crate::document::Format;
    use crate::locale::Locale;

    fn page(locale: &str, hostile: &str) -> Page {
        let locale: Locale = locale.parse().unwrap();
        let source_locale = "en".parse().unwrap();
        let body = body(&Article {
            format: Format::Markdown,
            text: &format!("# {hostile}\n\n{hostile}\n\n![{hostile}](a.png '{hostile}')\n"),
            foreign: &[],
            source_locale: &source_locale,
            raw_html: RawHtml::Escape,
        });
        let published = ["en", "ar"].map(|tag| Published {
            locale: tag.parse().unwrap(),
            name: format!("{tag} {hostile}"),
            path: format!("{tag}/{hostile}.html"),
        });
        let ids = [
            "site-name",
            "skip-to-article",
            "read-in",
            "reading-time",
            "translated-from",
        ];
        Page {
            dir: locale.direction(),
            is_source: locale == source_locale,
            title: hostile.to_owned(),
            title_lang: None,
            description: Some(hostile.to_owned()),
            description_lang: None,
            headline: body.headline,
            body: body.html,
            words: ids
                .map(|id| (id.to_owned(), format!("{id} {hostile}")))
                .into(),
            notices: vec![Notice {
                kind: NoticeKind::Stale,
                n_segments: 1,
                text: hostile.to_owned(),
            }],
            links: links(
                &locale,
                &source_locale,
                &published,
                Some("https://example.org"),
            ),
            raw_html: RawHtml::Escape,
            locale,
            source_locale,
        }
    }

    fn render(page: &Page, templates: &[(&str, &str)]) -> Result<String, TemplateError> {
        let templates = templates.iter().map(|(name, source)| Template {
            name: (*name).to_owned(),
            path: format!("templates/{name}"),
            source: (*source).to_owned(),
        });
        Templates::new(templates.collect())?.render(page)
    }

    /// Reads the tags of a page as a browser would: each name, with the names and values of its attributes.
    fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
        let (_, rest) = html.split_once("<style>").unwrap();
        let (_, rest) = rest.split_once("</style>").unwrap();
        let head = &html[..html.find("<style>").unwrap()];
        let tag =
            regex::Regex::new(r#"<(/?[A-Za-z][^\s>/]*)((?:[^>"']|"[^"]*"|'[^']*')*)>"#).unwrap();
        let attribute =
            regex::Regex::new(r#"([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+)))?"#).unwrap();
        let found = [head, rest].map(|html| {
            let tags = tag.captures_iter(html).map(|tag| {
                let attributes = attribute.captures_iter(tag.get(2).unwrap().as_str());
                let attributes = attributes.map(|one| {
                    let value = one.iter().skip(2).flatten().next();
                    (
                        one[1].to_lowercase(),
                        value.map_or("", |value| value.as_str()).to_owned(),
                    )
                });
                (tag[1].to_lowercase(), attributes.collect::<Vec<_>>())
            });
            tags.collect::<Vec<_>>()
        });
        found.concat()
    }

    #[track_caller]
    fn assert_harmless(html: &str) {
        const ATTRIBUTES: &str = "alt aria-current aria-labelledby charset class content dir href hreflang http-equiv \
                                  id lang name property rel role src start style tabindex title";
        for (name, attributes) in tags(html) {
            assert!(
                !["script", "iframe", "object", "svg", "b"].contains(&name.as_str()),
                "{name}"
            );
            for (attribute, value) in attributes {
                assert!(
                    ATTRIBUTES.split(' ').any(|known| known == attribute),
                    "{attribute}\n{html}"
                );
                let is_address = ["href", "src"].contains(&attribute.as_str());
                assert!(
                    !is_address || !value.to_lowercase().starts_with("javascript:"),
                    "{html}"
                );
            }
        }
        assert!(!html.contains('\u{0}'));
        assert_eq!(html.matches("</title").count(), 1);
        assert_eq!(html.matches("<style").count(), 1);
    }

    #[test]
    fn no_byte_becomes_script() {
        let hostile = "</title></style><script>x()</script><img src=x onerror=x()>\" onload=\"x()\" \
                       ' onload='x() {{ 7 * 7 }} `x` \u{0}\u{b}";
        let html = render(&page("ar", hostile), &[]).unwrap();
        assert_harmless(&html);
        assert!(html.contains("{{ 7 * 7 }}") && html.contains("&lt;/title&gt;"));
    }

    proptest::proptest! {
        #[test]
        fn no_soup_becomes_script(parts in proptest::collection::vec(proptest::sample::select(vec![
            "<script>", "</script>", "<b onclick=\"x\">", "<!--", "-->", "[a](", ")", "![", "](", "javascript:x",
            "<javascript:x>", "\"", "'", "`", "\n", "\n\n", " ", "я", "# ", "{onclick=x}", "{#a .\"b onload=x}", "| ",
            "\n|-|-|\n", "- [x] ", "> ", "&#106;", "\\", "*", "_", "~~", "[^a]", "\n[^a]: ", "```", "<svg/onload=x>", "$",
        ]), 0..40)) {
            let hostile = parts.concat();
            assert_harmless(&render(&page("en", &hostile), &[]).unwrap());
        }
    }

    #[test]
    fn the_docs_name_every_variable_and_block() {
        let docs = include_str!("../../docs/pages.md");
        let page = serde_json::to_value(page("en", "a")).unwrap();
        let variables = page.as_object().unwrap().keys().map(String::as_str);
        let parts =
            [&page["alternates"][0], &page["notices"][0]].map(|part| part.as_object().unwrap());
        let parts = parts
            .into_iter()
            .flat_map(|part| part.keys().map(String::as_str));
        let own = include_str!("article.html");
        let blocks = own
            .split("{% block ")
            .skip(1)
            .filter_map(|rest| rest.split(' ').next());
        for name in variables.chain(parts).chain(blocks) {
            assert!(
                docs.contains(&format!("| `{name}` |")),
                "docs/pages.md lacks {name}"
            );
        }
    }

    #[test]
    fn a_page_names_its_language_direction_and_others() {
        let html = render(&page("ar", "a"), &[]).unwrap();
        for expected in [
            "<html lang=\"ar\" dir=\"rtl\">",
            "<title>a · site-name a</title>",
            "<link rel=\"canonical\" href=\"https://example.org/ar/a.html\">",
            "<link rel=\"alternate\" hreflang=\"ar\" href=\"https://example.org/ar/a.html\">",
            "<link rel=\"alternate\" hreflang=\"x-default\" href=\"https://example.org/en/a.html\">",
            "<a href=\"../en/a.html\" lang=\"en\" dir=\"ltr\" hreflang=\"en\">en a</a>",
            "<a href=\"a.html\" lang=\"ar\" dir=\"rtl\" hreflang=\"ar\" aria-current=\"page\">ar a</a>",
            "<h1>a</h1>",
            "<span>translated-from a</span>",
            "<div class=\"notice\" role=\"note\">\n<p>a</p>\n</div>",
            "<div class=\"text\">\n<p>a</p>",
        ] {
            assert!(html.contains(expected), "{expected}:\n{html}");
        }
        assert!(
            !render(&page("en", "a"), &[])
                .unwrap()
                .contains("translated-from")
        );
    }

    #[test]
    fn a_page_without_words_or_others() {
        let mut page = page("en", "a");
        page.words.clear();
        page.notices.clear();
        page.description = None;
        page.headline = None;
        page.title_lang = Some("sv".parse().unwrap());
        page.links = links(&page.locale, &page.source_locale, &[], None);
        let html = render(&page, &[]).unwrap();
        assert!(html.contains("<h1><span lang=\"sv\">a</span></h1>"));
        assert!(html.contains("<title lang=\"sv\">a</title>"));
        let words = regex::Regex::new("(?s)<style>.*</style>")
            .unwrap()
            .replace(&html, "");
        for absent in [
            "<nav",
            "hreflang",
            "canonical",
            "og:url",
            "skip",
            "byline",
            "description",
            "note",
            ">none",
        ] {
            assert!(!words.contains(absent), "{absent}:\n{words}");
        }
    }

    #[test]
    fn a_template_overrides_one_block() {
        let own = "{% extends \"default/article.html\" %}\n\
                   {% block footer %}{% include \"parts/foot.html\" %}{% endblock %}\n\
                   {% block head %}{{ super() }}<link rel=\"icon\" href=\"/i.svg\">{% endblock %}";
        let foot = "<footer>{{ words[\"site-name\"] }}</footer>";
        let html = render(
            &page("en", "<a>"),
            &[("article.html", own), ("parts/foot.html", foot)],
        )
        .unwrap();
        assert!(html.contains("<footer>site-name &lt;a&gt;</footer>"));
        assert!(
            html.contains("</style>\n<link rel=\"icon\" href=\"/i.svg\">"),
            "{html}"
        );
    }

    #[test]
    fn a_template_replaces_all() {
        let own = "{{ locale }} {{ title }} {{ headline }} {{ description }}";
        let html = render(&page("en", "b & c"), &[("article.html", own)]).unwrap();
        assert_eq!(html, "en b &amp; c b &amp; c b &amp; c");
    }

    #[test]
    fn an_error_names_its_place() {
        let check = |templates: &[(&str, &str)], expect: &str| {
            assert_eq!(
                render(&page("en", "a"), templates).unwrap_err().to_string(),
                expect
            );
        };
        check(
            &[("article.html", "a\n{{ titel }}")],
            "templates/article.html:2: undefined value",
        );
        check(
            &[("article.html", "a\n\n{% if %}")],
            "templates/article.html:3: syntax error: unexpected end of block",
        );
        check(
            &[
                ("article.html", "\n{% include \"b.html\" %}"),
                ("b.html", "\n\n{{ title|nofilter }}"),
            ],
            "templates/b.html:3: unknown filter: filter nofilter is unknown",
        );
        check(
            &[("article.html", "\n{% include \"c.html\" %}")],
            "templates/article.html:2: template not found: tried to include non-existing template 'c.html'",
        );
        check(
            &[("default/article.html", "")],
            "templates/default/article.html: the folder \"default\" stands for tolka's own templates",
        );
    }
}
