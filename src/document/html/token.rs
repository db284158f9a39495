//! Token: the tags, texts and comments of HTML with their bytes, cut by the rules of the WHATWG.
//!
//! Separate because the tokenizer's states are html5gum's, and which element switches them is decided here; it must
//! not know what an element is for.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, State, Tokenizer};

use super::foreign::Foreign;
use crate::span::Span;

/// Is what a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// `<name …>`; `closed` where it ends in `/>`.
    Start { closed: bool },
    /// `</name>`.
    End,
    /// Characters and character references.
    Text,
    /// `<!-- … -->`, and what the rules take for a comment.
    Comment,
    /// A declaration such as `<!doctype html>`.
    Other,
}

/// Is one token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// The name of a tag, in lower case; empty otherwise.
    pub name: String,
    /// Its bytes.
    pub span: Span,
}

/// Cuts `source` into tokens. Bytes between them (a tag that never ends) are shown to nobody.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let mut name = String::new();
    let mut start = 0;
    let mut hear = |event: CallbackEvent<'_>, span: html5gum::Span<usize>| {
        let token = |kind, name| {
            let span = Span::new(span.start, span.end);
            Some(Token { kind, name, span })
        };
        match event {
            CallbackEvent::OpenStartTag { name: bytes } => {
                name = String::from_utf8_lossy(bytes).into_owned();
                start = span.start;
                None
            }
            CallbackEvent::CloseStartTag { self_closing } => Some(Token {
                kind: TokenKind::Start {
                    closed: self_closing,
                },
                name: std::mem::take(&mut name),
                span: Span::new(start, span.end),
            }),
            CallbackEvent::EndTag { name } => {
                token(TokenKind::End, String::from_utf8_lossy(name).into_owned())
            }
            CallbackEvent::String { .. } => token(TokenKind::Text, String::new()),
            CallbackEvent::Comment { .. } => token(TokenKind::Comment, String::new()),
            CallbackEvent::Doctype { .. } => token(TokenKind::Other, String::new()),
            CallbackEvent::AttributeName { .. }
            | CallbackEvent::AttributeValue { .. }
            | CallbackEvent::Error(_) => None,
        }
    };
    let mut tokens: Vec<Token> = cut(source, &mut hear)
        .filter(|token| source.get(token.span.range()).is_some())
        .collect();
    // In some states the tokenizer does not say where its text starts.
    let mut done = 0;
    for token in &mut tokens {
        if token.kind == TokenKind::Text && token.span.start < done {
            token.span.start = done;
        }
        done = token.span.end;
    }
    // A byte order mark is no text.
    if let Some(first) = tokens.first_mut()
        && source.starts_with('\u{feff}')
        && first.kind == TokenKind::Text
    {
        first.span.start = '\u{feff}'.len_utf8();
    }
    tokens.retain(|token| token.span.start < token.span.end);
    tokens
}

/// Is told what html5gum finds, with its bytes, and answers with the token that this ends.
///
/// One type for whoever reads, since the tokenizer is compiled anew for each.
type Hear<'a> = &'a mut dyn FnMut(CallbackEvent<'_>, html5gum::Span<usize>) -> Option<Token>;

/// Cuts `source` by the rules of the WHATWG into what `hear` makes of it.
pub(super) fn cut<'a>(source: &'a str, hear: Hear<'a>) -> impl Iterator<Item = Token> + use<'a> {
    let emitter = Switching {
        inner: CallbackEmitter::new(hear),
        name: Vec::new(),
        is_start: false,
        foreign: Foreign::default(),
        closed: false,
    };
    Tokenizer::new_with_emitter(source, emitter).map_while(Result::ok)
}

/// Switches the tokenizer's state after a start tag as a parser without scripts would.
struct Switching<E> {
    inner: E,
    name: Vec<u8>,
    is_start: bool,
    closed: bool,
    foreign: Foreign,
}

impl<E: Emitter<Token = Token>> ForwardingEmitter for Switching<E> {
    type Token = Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = Token> {
        &mut self.inner
    }

    fn init_start_tag(&mut self) {
        self.is_start = true;
        self.closed = false;
        self.name.clear();
        self.inner.init_start_tag();
    }

    fn init_end_tag(&mut self) {
        self.is_start = false;
        self.name.clear();
        self.inner.init_end_tag();
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.name.extend(name);
        self.inner.push_tag_name(name);
    }

    fn set_self_closing(&mut self) {
        self.closed = true;
        self.inner.set_self_closing();
    }

    fn should_emit_errors(&mut self) -> bool {
        // Nobody reads them, and every character would be held against a list.
        false
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.foreign.is_inside()
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        let _ = self.inner.emit_current_tag();
        if !self.is_start {
            self.foreign.end(&self.name);
            return None;
        }
        if !self.foreign.start(&self.name, self.closed) {
            return None;
        }
        match &*self.name {
            b"title" | b"textarea" => Some(State::RcData),
            b"style" | b"iframe" | b"xmp" | b"noembed" | b"noframes" => Some(State::RawText),
            b"script" => Some(State::ScriptData),
            b"plaintext" => Some(State::PlainText),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expect: &[(&str, &str)]) {
        let tokens = tokens(source);
        let found: Vec<_> = tokens
            .iter()
            .map(|token| (&*token.name, token.span.of(source)))
            .collect();
        assert_eq!(found, expect, "{source:?}");
    }

    #[test]
    fn tags_keep_their_bytes() {
        check(
            "\u{feff}Один<A HREF='a>b'\r\n>b</a >&amp;<br/>",
            &[
                ("", "Один"),
                ("a", "<A HREF='a>b'\r\n>"),
                ("", "b"),
                ("a", "</a >"),
                ("", "&amp;"),
                ("br", "<br/>"),
            ],
        );
    }

    #[test]
    fn raw_text_ends_where_it_ends() {
        check(
            "<script>if (a<b) '</b>'</script><title>a<b></title>",
            &[
                ("script", "<script>"),
                ("", "if (a<b) '</b>'"),
                ("script", "</script>"),
                ("title", "<title>"),
                ("", "a<b>"),
                ("title", "</title>"),
            ],
        );
        check(
            "<svg><title>a<b/></title></svg>",
            &[
                ("svg", "<svg>"),
                ("title", "<title>"),
                ("", "a"),
                ("b", "<b/>"),
                ("title", "</title>"),
                ("svg", "</svg>"),
            ],
        );
    }

    #[test]
    fn what_never_ends_is_no_token() {
        check("a<b c='", &[("", "a")]);
        check("<b></>c", &[("b", "<b>"), ("", "c")]);
        check("a < b", &[("", "a < b")]);
    }
}
