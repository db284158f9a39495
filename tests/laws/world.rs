//! World: a workspace of one article and one locale, in memory, for the laws.

use std::sync::Arc;

use tolka::assemble::{Fallback, Style, assemble, choose};
use tolka::catalog;
use tolka::change::Policy;
use tolka::classify::edits::Edits;
use tolka::document::{Document, Format, Sentences, Settings, Unit};
use tolka::edition::{self, Homes, Press};
use tolka::fluent::file::Text;
use tolka::locale::Locale;
use tolka::page::{RawHtml, Templates};
use tolka::relate::{Article, Desk, Side, Source, Workspace, relate};
use tolka::segment::Rules;
use tolka::sync;
use tolka::sync::update::update;

/// Is the bytes on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct World {
    pub article: String,
    pub unit: Unit,
    pub catalog: Option<String>,
    pub locale: Option<String>,
}

/// Is what is known of a segment, without borrows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub id: String,
    pub text: String,
    pub status: tolka::compare::Status,
    pub translation: Option<String>,
}

pub fn how(settings: &Settings) -> tolka::relate::Settings<'_> {
    tolka::relate::Settings {
        source: "source",
        protect: &settings.protect,
        spelling: None,
    }
}

pub fn settings() -> Settings {
    Settings {
        unit: Unit::Sentence,
        front_matter: vec!["title".into(), "description".into()],
        protect: vec![regex::Regex::new(r"\{\{[<%].*?[%>]\}\}").unwrap()],
        rules: Rules::new("en"),
    }
}

impl World {
    pub fn new(article: &str) -> Self {
        World {
            article: article.to_owned(),
            unit: Unit::Sentence,
            catalog: None,
            locale: None,
        }
    }

    /// Relates the world's files and hands the article to `look`.
    pub fn look<T>(&self, look: impl FnOnce(&Article<'_>) -> T) -> T {
        self.take(|article| look(&article))
    }

    fn take<T>(&self, take: impl FnOnce(Article<'_>) -> T) -> T {
        let settings = Settings {
            unit: self.unit,
            ..settings()
        };
        let locale: Locale = "ru".parse().unwrap();
        let terms: Vec<Arc<fluent::FluentResource>> = Vec::new();
        let catalog = self.catalog.clone().map(Text::new);
        let text = self.locale.clone().map(Text::new);
        let sentences = Sentences::new("ru", None, &settings.protect);
        let side = Side {
            locale: &locale,
            path: "locales/ru/a.ftl".into(),
            text: text.as_ref(),
            trouble: None,
            policy: Policy::default(),
            sentences: Some(&sentences),
            terms: &terms,
            parent: None,
            is_overlay: false,
        };
        let (document, errors) = Document::parse(&self.article, Format::Markdown, &settings);
        let source = Source {
            path: "source/a.md",
            document,
            errors,
            catalog: catalog.as_ref(),
            sides: vec![side],
        };
        let desk = Desk::default();
        let (articles, _) = relate(vec![source], Vec::new(), how(&settings), &desk);
        take(articles.into_iter().next().unwrap())
    }

    /// Syncs, as `tolka sync` does with files.
    pub fn sync(&self) -> World {
        let settings = settings();
        self.look(|article| {
            let edits = Edits {
                format: Format::Markdown,
                protect: &settings.protect,
                spelling: None,
            };
            let rows = article.rows();
            let side = &article.sides[0];
            let made = match &side.translation {
                None => sync::create(Some(article.path), &rows),
                Some(translation) => update(&rows, &side.comparison, translation, false, &edits),
            };
            World {
                article: self.article.clone(),
                unit: self.unit,
                catalog: Some(catalog::write(article.path, rows.iter().copied())),
                locale: Some(made.raw),
            }
        })
    }

    /// Writes a translation below every stub.
    pub fn translate(&self) -> World {
        self.translate_where(|_| true)
    }

    /// Writes a translation below the first stub of every text: the others become references.
    pub fn translate_once(&self) -> World {
        let mut seen = std::collections::HashSet::new();
        self.translate_where(|source| seen.insert(source.to_owned()))
            .sync()
            .translate()
    }

    /// Writes a translation below the stubs whose `@source` line is wanted.
    fn translate_where(&self, mut is_wanted: impl FnMut(&str) -> bool) -> World {
        let raw = self.locale.as_deref().unwrap_or_default();
        let mut source = "";
        let lines = raw.split_inclusive('\n').map(|line| {
            let bare = line.trim_end_matches(['\r', '\n']);
            if let Some(text) = bare.strip_prefix("# @source ") {
                source = text;
            }
            let id = bare
                .strip_prefix("# ")
                .and_then(|line| line.strip_suffix(" ="))
                .filter(|_| is_wanted(source));
            match id.filter(|id| tolka::id::SegmentId::new(id).is_some()) {
                Some(id) => {
                    // As many sentences as the English has.
                    let n = source.matches("Sentence ").count().max(1);
                    let text = vec![format!("Перевод {id}."); n].join(" ");
                    format!("{id} =\n    {text}\n")
                }
                None => line.to_owned(),
            }
        });
        World {
            locale: Some(lines.collect()),
            ..self.clone()
        }
    }

    /// Returns what is known of every segment.
    pub fn known(&self) -> Vec<Known> {
        self.look(|article| {
            let side = &article.sides[0];
            let segments = article.document.segments.iter().zip(&article.ids);
            let known = segments.zip(&side.comparison.units).zip(&side.texts).map(
                |(((segment, id), unit), text)| Known {
                    id: id.to_string(),
                    text: segment.text.to_string(),
                    status: unit.status,
                    translation: text
                        .as_ref()
                        .and_then(|text| text.as_ref().ok())
                        .map(|text| text.to_string()),
                },
            );
            known.collect()
        })
    }

    /// Builds everything that `tolka build` writes: paths and texts.
    pub fn editions(&self) -> Vec<(String, String)> {
        let (source_locale, locales): (Locale, [Locale; 1]) =
            ("en".parse().unwrap(), ["ru".parse().unwrap()]);
        let templates = Templates::new(Vec::new()).unwrap();
        let press = Press {
            templates: &templates,
            raw_html: RawHtml::Escape,
            site_url: Some("https://example.org"),
            site: None,
            terms: &[],
            settings: &|_| edition::Settings::default(),
            path: &|_, locale, ext| format!("{locale}/a.{}", ext.unwrap_or("md")),
            is_article: &|_| false,
            source_locale: &source_locale,
            locales: &locales,
        };
        self.take(|article| {
            let workspace = Workspace::whole(
                &source_locale,
                &locales,
                vec![article],
                Vec::new(),
                Vec::new(),
            );
            let homes = Homes::new(&press, &[]);
            let mut editions = edition::make(&workspace, &press, &homes, |edition| edition);
            assert!(editions.error.is_none());
            let front = edition::front(&press, &homes, &mut editions).unwrap();
            let files = editions.files.into_iter().chain(front);
            files.map(|file| (file.path, file.text)).collect()
        })
    }

    /// Assembles the localized article.
    pub fn build(&self) -> String {
        self.look(|article| {
            let choices = choose(article, &article.sides[0], Fallback::default());
            assemble(&article.document, &choices, Style::default()).text
        })
    }
}
