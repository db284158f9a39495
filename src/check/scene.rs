//! Scene: everything that checks look at. It cuts the workspace into sheets, and sheets into pairs of texts.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::facts::Facts;
use super::pair::Pair;
use super::sheet::{Paper, Rows, Sheet};
use crate::document::Format;
use crate::relate::{Article, Messages, Workspace};
use crate::translation::Entry;

/// Is everything, with an index of what checks ask for again and again.
#[derive(Debug)]
pub struct Scene<'s> {
    /// The texts.
    pub workspace: &'s Workspace<'s>,
    /// What the file system knows.
    pub facts: &'s Facts<'s>,
    /// The articles.
    pub articles: Vec<(Paper<'s>, &'s Article<'s>)>,
    /// The message files of the source locale.
    pub sources: Vec<(Paper<'s>, &'s Messages<'s>)>,
    /// Every article and message file in every other locale.
    pub sheets: Vec<Sheet<'s>>,
    /// The words of all terms of the source locale, in lower case.
    term_words: BTreeSet<String>,
}

/// Is an article with its sheets in all locales, or one of a message file.
#[derive(Clone, Copy, Debug)]
pub struct Group<'s> {
    /// The article, where it is one.
    pub article: Option<&'s (Paper<'s>, &'s Article<'s>)>,
    /// Its sheets.
    pub sheets: &'s [Sheet<'s>],
}

impl<'s> Scene<'s> {
    /// Cuts the sheets into those that share an article.
    pub fn groups(&'s self) -> Vec<Group<'s>> {
        let n_of_articles = self.articles.iter().map(|(_, article)| article.sides.len());
        let (messages, mut rest) = self
            .sheets
            .split_at(self.sheets.len() - n_of_articles.sum::<usize>());
        let mut groups: Vec<Group<'s>> = messages
            .chunks(1)
            .map(|sheets| Group {
                article: None,
                sheets,
            })
            .collect();
        for article in &self.articles {
            let (sheets, behind) = rest.split_at(article.1.sides.len());
            let article = Some(article);
            groups.push(Group { article, sheets });
            rest = behind;
        }
        groups
    }

    /// Sets the scene.
    pub fn new(workspace: &'s Workspace<'s>, facts: &'s Facts<'s>) -> Self {
        let articles = workspace.articles.iter();
        let articles: Vec<_> = articles
            .map(|article| {
                let mut paper = Paper::new(article.path, article.document.source, None);
                paper.article = Some(article.path);
                (paper, article)
            })
            .collect();
        let sources = workspace.messages.iter();
        let sources: Vec<_> = sources
            .map(|messages| {
                let raw = messages.source.file.raw;
                (Paper::new(messages.path, raw, None), messages)
            })
            .collect();
        let mut sheets = Vec::new();
        for messages in workspace.messages.iter() {
            let rows = Rows::Messages(messages);
            sheets.extend(messages.sides.iter().map(|own| Sheet::new(rows, own)));
        }
        for article in &workspace.articles {
            let rows = Rows::Article(article);
            sheets.extend(article.sides.iter().map(|own| Sheet::new(rows, own)));
        }
        let terms = workspace
            .glossary
            .iter()
            .flat_map(|messages| &messages.lines);
        let term_words = terms
            .filter(|(id, _, _)| id.starts_with('-'))
            .flat_map(|(_, text, _)| text.unicode_words())
            .map(str::to_lowercase)
            .collect();
        Scene {
            workspace,
            facts,
            articles,
            sources,
            sheets,
            term_words,
        }
    }

    /// Returns the text of a row that has one of its own, with the English it was made from.
    ///
    /// The members of a joined group make one pair, with the head's text. A reference to the same text is
    /// judged where that stands.
    pub fn pair<'p>(
        &'p self,
        sheet: &'p Sheet<'s>,
        row: usize,
    ) -> Option<(Pair<'p>, &'p Entry<'s>)> {
        let unit = &sheet.own.comparison.units[row];
        let (_, entry) = sheet.entry(row)?;
        let text = sheet.own.texts[row].as_ref()?.as_ref().ok()?;
        if unit.joined.is_some() {
            return None;
        }
        if let Some(target) = unit.same_as
            && sheet.text(target) == sheet.text(row)
        {
            return None;
        }
        if let Rows::Messages(messages) = sheet.rows {
            // What is more than a text is compared as Fluent.
            let source = messages.source.get(sheet.id(row))?;
            if !messages.source.entries[source].is_text() || !entry.is_text() {
                return None;
            }
        }
        let mut pair = Pair::new(
            self.workspace.source_locale,
            sheet.locale(),
            sheet.basis(row),
            text.as_ref().into(),
        );
        for member in sheet.members(row) {
            let source = pair.source.to_mut();
            source.push(' ');
            source.push_str(&sheet.basis(*member));
        }
        if let Rows::Article(article) = sheet.rows {
            pair.format = article.document.format;
            pair.place = Some((&article.document, row));
        } else {
            pair.format = Format::Text;
        }
        pair.protect = self.facts.protect;
        pair.term_words = Some(&self.term_words);
        Some((pair, entry))
    }
}
