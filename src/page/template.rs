//! Template: a page is printed into HTML, by tolka's own template or the user's.
//!
//! Separate because it is all that knows the template engine.

use std::fmt;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, Value};
use serde::Serialize;

use super::{Entry, Index, Page, html, structured};
use crate::locale::Locale;

const ARTICLE: &str = "article.html";
const INDEX: &str = "index.html";
const ENTRY: &str = "entry.html";
/// Tolka's own templates; one of the user's with the same name stands for it.
const OWN: [(&str, &str); 4] = [
    // What the others extend.
    ("base.html", include_str!("default/base.html")),
    (ARTICLE, include_str!("default/article.html")),
    (INDEX, include_str!("default/index.html")),
    (ENTRY, include_str!("default/entry.html")),
];
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
        environment.add_function("lang", lang);
        environment.add_function("language", language);
        let mut this = Templates {
            environment,
            paths: Vec::new(),
        };
        for (name, source) in OWN {
            this.add(name.to_owned(), source.to_owned())?;
            this.add(format!("{DEFAULT}{name}"), source.to_owned())?;
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
        let own_name = name.clone();
        let added = self.environment.add_template_owned(name, source);
        added.map_err(|error| self.error(&own_name, &error))
    }

    /// Prints the page of an article.
    ///
    /// # Errors
    /// What a template asks for and cannot get.
    pub fn article(&self, page: &Page) -> Result<String, TemplateError> {
        self.render(ARTICLE, page, structured::article(page))
    }

    /// Prints the index of a locale.
    ///
    /// # Errors
    /// As `article`.
    pub fn index(&self, index: &Index) -> Result<String, TemplateError> {
        self.render(INDEX, index, structured::index(index))
    }

    /// Prints the language-neutral entry.
    ///
    /// # Errors
    /// As `article`.
    pub fn entry(&self, entry: &Entry) -> Result<String, TemplateError> {
        self.render(ENTRY, entry, structured::entry(entry))
    }

    fn render<T: Serialize>(
        &self,
        name: &str,
        page: &T,
        json_ld: String,
    ) -> Result<String, TemplateError> {
        let printed = self
            .environment
            .get_template(name)
            .and_then(|template| template.render(Value::from(Serde(Printed { page, json_ld }))));
        match printed {
            Ok(html) => Ok(without_controls(html)),
            Err(error) => Err(self.error(name, &error)),
        }
    }

    /// Finds the innermost template that an error comes from: an outer one only includes or extends it.
    fn error(&self, name: &str, error: &minijinja::Error) -> TemplateError {
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
        let name = innermost.name().unwrap_or(name);
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

/// Is a page with what it says to machines.
#[derive(Serialize)]
struct Printed<'p, T: Serialize> {
    #[serde(flatten)]
    page: &'p T,
    #[serde(serialize_with = "html")]
    json_ld: String,
}

/// Returns the attributes that name the language of one of the `words`, where that is not the page's.
fn lang(state: &State<'_, '_>, id: &str) -> Value {
    let langs = state.lookup("word_langs");
    let tag = langs.and_then(|langs| langs.get_attr(id).ok());
    language(&tag.unwrap_or_default())
}

/// Prints the attributes of a text in the language of `tag`; nothing where that is none.
fn language(tag: &Value) -> Value {
    let locale = tag.as_str().and_then(|tag| tag.parse::<Locale>().ok());
    let attributes = locale.map(|locale| {
        let dir = locale.direction();
        format!(" lang=\"{locale}\" dir=\"{dir}\"")
    });
    Value::from_safe_string(attributes.unwrap_or_default())
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
    use super::super::{
        Article, Door, Frame, Listed, Notice, NoticeKind, Published, RawHtml, body, links,
    };
    use super::*;
    use crate::document::Format;
    use crate::locale::Locale;

    fn frame(path: &str, locale: &str, hostile: &str) -> Frame {
        let locale: Locale = locale.parse().unwrap();
        let source_locale = "en".parse().unwrap();
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
            "languages",
            "article-count",
        ];
        Frame {
            dir: locale.direction(),
            og_locale: locale.with_territory(),
            title: hostile.to_owned(),
            title_lang: None,
            description: Some(hostile.to_owned()),
            description_lang: None,
            words: ids
                .map(|id| (id.to_owned(), format!("{id} {hostile}")))
                .into(),
            word_langs: [("translated-from".to_owned(), "en".parse().unwrap())].into(),
            home: Some("index.html".to_owned()),
            links: links(
                path,
                &source_locale,
                &published,
                Some(&published[0].path),
                Some("https://example.org"),
            ),
            raw_html: RawHtml::Escape,
            locale,
            source_locale,
        }
    }

    fn page(locale: &str, hostile: &str) -> Page {
        let frame = frame(&format!("{locale}/{hostile}.html"), locale, hostile);
        let body = body(&Article {
            format: Format::Markdown,
            text: &format!("# {hostile}\n\n{hostile}\n\n![{hostile}](a.png '{hostile}')\n"),
            foreign: &[],
            source_locale: &frame.source_locale,
            locale: &frame.locale,
            raw_html: RawHtml::Escape,
        });
        Page {
            is_source: frame.locale == frame.source_locale,
            headline: body.headline,
            body: body.html,
            notices: vec![Notice {
                kind: NoticeKind::Stale,
                n_segments: 1,
                text: hostile.to_owned(),
                lang: None,
                dir: "ltr",
            }],
            frame,
        }
    }

    fn index(hostile: &str) -> Index {
        let listed = Listed {
            title: hostile.to_owned(),
            title_lang: Some("en".parse().unwrap()),
            description: Some(hostile.to_owned()),
            description_lang: None,
            reading_time: Some(hostile.to_owned()),
            reading_time_lang: "he".parse().ok(),
            href: "a.html".to_owned(),
            url: None,
        };
        Index {
            frame: frame("ar/index.html", "ar", hostile),
            articles: vec![listed],
        }
    }

    fn entry(hostile: &str) -> Entry {
        let door = Door {
            locale: "ar".parse().unwrap(),
            dir: "rtl",
            name: hostile.to_owned(),
            article_count: Some(hostile.to_owned()),
            href: "ar/index.html".to_owned(),
        };
        Entry {
            frame: frame("index.html", "en", hostile),
            doors: vec![door],
        }
    }

    fn templates(own: &[(&str, &str)]) -> Result<Templates, TemplateError> {
        let own = own.iter().map(|(name, source)| Template {
            name: (*name).to_owned(),
            path: format!("templates/{name}"),
            source: (*source).to_owned(),
        });
        Templates::new(own.collect())
    }

    /// Prints all three kinds of pages.
    fn all(hostile: &str) -> [String; 3] {
        let own = templates(&[]).unwrap();
        [
            own.article(&page("ar", hostile)).unwrap(),
            own.index(&index(hostile)).unwrap(),
            own.entry(&entry(hostile)).unwrap(),
        ]
    }

    fn render(page: &Page, own: &[(&str, &str)]) -> Result<String, TemplateError> {
        templates(own)?.article(page)
    }

    /// Reads the tags of a page as a browser would: each name, with the names and values of its attributes.
    fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
        let (head, rest) = html
            .split_once("<script type=\"application/ld+json\">")
            .unwrap();
        let (json, rest) = rest.split_once("</script>").unwrap();
        serde_json::from_str::<serde_json::Value>(json).unwrap();
        assert!(!json.contains(['<', '>', '&']), "{json}");
        let (_, rest) = rest.split_once("</style>").unwrap();
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
        for html in all(hostile) {
            assert_harmless(&html);
            assert!(html.contains("{{ 7 * 7 }}") && html.contains("&lt;/title&gt;"));
        }
    }

    proptest::proptest! {
        #[test]
        fn no_soup_becomes_script(parts in proptest::collection::vec(proptest::sample::select(vec![
            "<script>", "</script>", "<b onclick=\"x\">", "<!--", "-->", "[a](", ")", "![", "](", "javascript:x",
            "<javascript:x>", "\"", "'", "`", "\n", "\n\n", " ", "я", "# ", "{onclick=x}", "{#a .\"b onload=x}", "| ",
            "\n|-|-|\n", "- [x] ", "> ", "&#106;", "\\", "*", "_", "~~", "[^a]", "\n[^a]: ", "```", "<svg/onload=x>", "$",
        ]), 0..40)) {
            let hostile = parts.concat();
            for html in all(&hostile) {
                assert_harmless(&html);
            }
        }
    }

    #[test]
    fn the_docs_name_every_variable_and_block() {
        let docs = include_str!("../../docs/pages.md");
        let page = serde_json::to_value(page("en", "a")).unwrap();
        let (index, entry) = (
            serde_json::to_value(index("a")).unwrap(),
            serde_json::to_value(entry("a")).unwrap(),
        );
        let all = [
            &page,
            &index,
            &entry,
            &page["alternates"][0],
            &page["notices"][0],
            &index["articles"][0],
            &entry["doors"][0],
        ];
        let variables = all
            .into_iter()
            .flat_map(|part| part.as_object().unwrap().keys())
            .map(String::as_str);
        let blocks = OWN.iter().flat_map(|(_, source)| {
            let blocks = source.split("{% block ").skip(1);
            blocks.filter_map(|rest| rest.split(' ').next())
        });
        let variables = variables.chain(["json_ld"]);
        for name in variables.chain(blocks) {
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
            "<span><span lang=\"en\" dir=\"ltr\">translated-from a</span></span>",
            "<meta property=\"og:locale\" content=\"ar_EG\">\n<meta property=\"og:locale:alternate\" content=\"en_US\">",
            "<p class=\"site-name\"><a href=\"index.html\">site-name a</a></p>",
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
        page.notices.clear();
        page.headline = None;
        let frame = &mut page.frame;
        frame.words.clear();
        frame.description = None;
        frame.title_lang = Some("sv".parse().unwrap());
        frame.links = links("a.html", &frame.source_locale, &[], None, None);
        let html = render(&page, &[]).unwrap();
        assert!(html.contains("<h1><span lang=\"sv\" dir=\"ltr\">a</span></h1>"));
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
    fn a_template_overrides_one_block_of_all_pages() {
        let own = "{% extends \"default/base.html\" %}{% block footer %}<footer>{{ locale }}</footer>{% endblock %}";
        let index_own = "{% extends \"default/index.html\" %}{% block list %}{{ articles|length }} of us{% endblock %}";
        let own = templates(&[("base.html", own), ("index.html", index_own)]).unwrap();
        let html = own.index(&index("a")).unwrap();
        assert!(
            html.contains("1 of us") && html.contains("<footer>ar</footer>"),
            "{html}"
        );
        for html in [
            own.article(&page("ar", "a")).unwrap(),
            own.entry(&entry("a")).unwrap(),
        ] {
            assert!(
                html.contains("<footer>") && html.contains("<style>"),
                "{html}"
            );
        }
    }

    #[test]
    fn an_index_lists_articles_and_an_entry_languages() {
        // What is in another language says so, and which way it runs.
        let foreign = index("x");
        let shown = Templates::new(Vec::new()).unwrap().index(&foreign).unwrap();
        assert!(
            shown.contains("<a href=\"a.html\" lang=\"en\" dir=\"ltr\">x</a>"),
            "{shown}"
        );
        assert!(
            shown.contains("<span lang=\"he\" dir=\"rtl\">x</span>"),
            "{shown}"
        );
        let [_, index, entry] = all("a");
        for expected in [
            "<nav class=\"languages\" aria-labelledby=\"languages\">\n<p id=\"languages\">languages a</p>",
            "<h2><a href=\"a.html\" lang=\"en\" dir=\"ltr\">a</a></h2>",
        ] {
            assert!(index.contains(expected), "{expected}:\n{index}");
        }
        let expected =
            "<li lang=\"ar\" dir=\"rtl\">\n<a href=\"ar/index.html\" hreflang=\"ar\">a</a>";
        assert!(entry.contains(expected), "{entry}");
    }

    #[test]
    fn machines_read_which_work_was_translated() {
        let html = render(&page("ar", "a"), &[]).unwrap();
        let (_, json) = html.split_once("ld+json\">").unwrap();
        let (json, _) = json.split_once("</script>").unwrap();
        let json: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(
            (&json["@type"], &json["inLanguage"]),
            (&"NewsArticle".into(), &"ar".into())
        );
        let work = &json["translationOfWork"];
        assert_eq!(work["@id"], "https://example.org/en/a.html");
        assert_eq!(work["inLanguage"], "en");
        assert_eq!(json["headline"], "a");
        assert!(json.get("workTranslation").is_none());
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
