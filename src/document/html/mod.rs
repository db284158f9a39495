//! Html: reads a document or fragment of HTML into blocks, by the rules that browsers read it by.
//!
//! Separate because elements, attributes and references have no like in the other formats; it must not know how a
//! page is printed.

mod foreign;
pub(crate) mod token;
pub(crate) mod tag;
pub(crate) mod reference;
pub(crate) mod element;
pub(crate) mod tree;
mod root;
mod run;
mod attribute;
pub(super) mod inline;
pub(super) mod shape;
pub(super) mod write;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub use root::Root;

use super::leaf::Leaf;
use super::partition::Builder;
use super::{Context, Place};
use crate::span::Span;
use element::{context, is_verbatim};
use run::{Item, ItemKind, Piece, Run};
use tag::{Attribute, attributes, value};
use token::{Token, TokenKind, tokens};
use tree::{Kind, Stack};

/// Reads the HTML from `base` to the source's end.
pub(super) fn read(builder: &mut Builder<'_, '_>, base: usize) {
    let source = builder.source;
    let language = builder.settings.rules.language().to_owned();
    let mut walk = Walk {
        builder,
        source,
        language,
        stack: Stack::new(),
        run: Vec::new(),
        has_root: false,
    };
    let tokens = shifted(&source[base..], base);
    let mut idx = 0;
    while idx < tokens.len() {
        idx = walk.token(&tokens, idx);
    }
    walk.flush();
}

/// Cuts a piece of the source that stands at `base`.
fn shifted(piece: &str, base: usize) -> Vec<Token> {
    let mut tokens = tokens(piece);
    for token in &mut tokens {
        token.span = Span::new(token.span.start + base, token.span.end + base);
    }
    tokens
}

/// Says whether an element's inside is translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Translates {
    Yes,
    /// Its author says no, or it is no prose.
    No,
    /// It is in another language.
    Foreign,
}

/// Follows the tokens of one article.
struct Walk<'w, 's, 'c> {
    builder: &'w mut Builder<'s, 'c>,
    source: &'s str,
    /// The language of the article: what the root says, or the project.
    language: String,
    stack: Stack<Translates>,
    run: Vec<Item>,
    has_root: bool,
}

impl Walk<'_, '_, '_> {
    /// Takes a token and returns the index of the next one.
    fn token(&mut self, tokens: &[Token], idx: usize) -> usize {
        let token = &tokens[idx];
        match token.kind {
            TokenKind::Text => self.text(token.span),
            TokenKind::Comment => self.comment(token.span),
            TokenKind::Other => self.flush(),
            TokenKind::End => self.end(token),
            TokenKind::Start { closed } => {
                let is_image = matches!(&*token.name, "svg" | "math");
                if is_image && !closed {
                    let Some(end) = end_of(tokens, idx) else {
                        // What never ends is no part of a text.
                        self.flush();
                        return tokens.len();
                    };
                    let span = Span::new(token.span.start, tokens[end].span.end);
                    self.item(ItemKind::Atom, &token.name, span);
                    return end + 1;
                }
                self.start(token);
            }
        }
        idx + 1
    }

    fn text(&mut self, span: Span) {
        let name = self.stack.last().map_or("", |open| &*open.name);
        if name == "title" {
            return self.title(span);
        }
        let hidden = self.translates() != Translates::Yes;
        self.item(ItemKind::Text { hidden }, "", span);
    }

    /// Adds the text of a `<title>`, in which there are no tags.
    fn title(&mut self, span: Span) {
        if self.translates() != Translates::Yes {
            return;
        }
        let mut leaf = Leaf::default();
        run::text(&mut leaf, self.source, span);
        let context = Context("title".into());
        self.builder.standing.begin(span);
        self.builder.block(&leaf, span, context, &Place::Words);
    }

    fn comment(&mut self, span: Span) {
        let comment = span.of(self.source);
        let inside = comment.strip_prefix("<!--").unwrap_or("");
        let inside = inside.strip_suffix("-->").unwrap_or(inside);
        if inside.trim_start().starts_with("tolka:") {
            self.flush();
            self.builder.comment(inside, span);
            return;
        }
        self.item(ItemKind::Atom, "", span);
    }

    fn start(&mut self, token: &Token) {
        let name = &*token.name;
        let kind = element::kind(name);
        let own = attributes(self.source, token.span);
        if matches!(kind, Kind::Inline | Kind::Void) {
            for _ in 0..self.stack.closed_by_start(name) {
                self.stack.pop();
            }
            let note = self.own(name, &own);
            if kind == Kind::Void {
                return self.item(ItemKind::Void, name, token.span);
            }
            let opaque = note != Translates::Yes;
            if !opaque && !self.is_prose() {
                // Its inside is prose, its tags are not.
                self.flush();
                self.builder.standing.begin(token.span);
                attribute::read(self.builder, name, &own);
            }
            self.item(ItemKind::Open { opaque }, name, token.span);
            return self.stack.push(name, note);
        }
        self.flush();
        for _ in 0..self.stack.closed_by_start(name) {
            self.stack.pop();
        }
        if name == "html" {
            self.root(token, &own);
        }
        let mut translates = self.own(name, &own);
        // The attributes of an element whose inside is no prose may be prose all the same.
        let mut is_read = match is_verbatim(name) {
            true => self.translates() == Translates::Yes && !says_no(self.source, &own),
            false => translates == Translates::Yes,
        };
        let is_frame = matches!(name, "html" | "head" | "body");
        if kind == Kind::Block && !is_frame && self.builder.standing.takes() {
            translates = Translates::No;
            is_read = false;
        }
        if is_read {
            attribute::read(self.builder, name, &own);
        }
        if kind == Kind::Block {
            self.stack.push(name, translates);
        }
    }

    fn end(&mut self, token: &Token) {
        let n = self.stack.closed_by_end(&token.name);
        match element::kind(&token.name) {
            Kind::Inline => self.item(ItemKind::Close, &token.name, token.span),
            Kind::Block => self.flush(),
            // `</br>` is a line break to browsers, other end tags of such elements are nothing.
            Kind::Void | Kind::VoidBlock => self.flush(),
        }
        for _ in 0..n {
            self.stack.pop();
        }
    }

    /// Notes where the root says which language the article is in.
    fn root(&mut self, token: &Token, own: &[Attribute]) {
        if std::mem::replace(&mut self.has_root, true) {
            return;
        }
        if let Some(language) =
            value(self.source, own, "lang").filter(|language| !language.is_empty())
        {
            self.language = language.to_owned();
        }
        root::read(self.builder, token.span, own);
    }

    /// Tells whether what stands here is translated.
    fn translates(&self) -> Translates {
        self.stack.last().map_or(Translates::Yes, |open| open.note)
    }

    /// Tells whether the inside of an element with these attributes is translated, where it stands.
    fn own(&self, name: &str, own: &[Attribute]) -> Translates {
        let outer = self.translates();
        let says = value(self.source, own, "translate").map(str::to_ascii_lowercase);
        if is_verbatim(name) || says_no(self.source, own) {
            return Translates::No;
        }
        if matches!(says.as_deref(), Some("" | "yes")) {
            return Translates::Yes;
        }
        let language =
            value(self.source, own, "lang").or_else(|| value(self.source, own, "xml:lang"));
        match language.filter(|language| !language.is_empty()) {
            Some(language) if name != "html" && !is_same(language, &self.language) => match outer {
                Translates::No => Translates::No,
                _ => Translates::Foreign,
            },
            Some(_) if outer == Translates::Foreign => Translates::Yes,
            _ => outer,
        }
    }

    /// Tells whether the block that is open is translated, or an inline element in it that says so.
    fn is_prose(&self) -> bool {
        for open in self.stack.inward_out() {
            if open.note == Translates::Yes || open.is_block {
                return open.note == Translates::Yes;
            }
        }
        true
    }

    fn item(&mut self, kind: ItemKind, name: &str, span: Span) {
        if self.is_prose() {
            let name = name.to_owned();
            self.run.push(Item { kind, name, span });
        }
    }

    /// Ends the run that is open.
    fn flush(&mut self) {
        let items = std::mem::take(&mut self.run);
        let run = Run::new(self.source, &items);
        let mut leaf = Leaf::default();
        for piece in run.pieces() {
            let range = match piece {
                Piece::Tag(idx) => {
                    self.attributes(&items[idx]);
                    continue;
                }
                Piece::Prose(range) => range,
            };
            leaf.clear();
            let span = run.read(range.clone(), &mut leaf);
            self.builder.standing.begin(span);
            let context = Context(self.context().into());
            if !self.builder.block(&leaf, span, context, &Place::Markup) {
                items[range].iter().for_each(|item| self.attributes(item));
            }
        }
    }

    /// Adds the attributes of a tag that stands in no prose.
    fn attributes(&mut self, item: &Item) {
        if let ItemKind::Open { opaque: false } | ItemKind::Void = item.kind {
            let own = attributes(self.source, item.span);
            if !says_no(self.source, &own) {
                self.builder.standing.begin(item.span);
                attribute::read(self.builder, &item.name, &own);
            }
        }
    }

    /// Names the run by the block that it stands in.
    fn context(&self) -> &'static str {
        let mut blocks = self.stack.inward_out().filter(|open| open.is_block);
        blocks
            .find_map(|open| context(&open.name))
            .unwrap_or("paragraph")
    }
}

/// Finds the end tag of the element that opens at `idx`.
fn end_of(tokens: &[Token], idx: usize) -> Option<usize> {
    let name = &tokens[idx].name;
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(idx) {
        if token.name != *name {
            continue;
        }
        match token.kind {
            TokenKind::Start { closed: false } => depth += 1,
            TokenKind::End => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Tells whether the author of an element says that it is not translated.
fn says_no(source: &str, own: &[Attribute]) -> bool {
    let says = value(source, own, "translate");
    let class = value(source, own, "class").unwrap_or("");
    says.is_some_and(|says| says.eq_ignore_ascii_case("no"))
        || class
            .split_ascii_whitespace()
            .any(|class| class == "notranslate")
}

/// Tells whether two language tags have the same language.
fn is_same(left: &str, right: &str) -> bool {
    let primary = |tag: &str| {
        tag.split(['-', '_'])
            .next()
            .unwrap_or("")
            .to_ascii_lowercase()
    };
    primary(left) == primary(right)
}
