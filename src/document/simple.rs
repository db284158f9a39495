//! Simple: the inventory of a text whose markup is code, links, references, emphasis and tags in their plainest forms, read
//! without a parser. Nearly all texts with markup are like this.
//!
//! Separate because it has to agree with the parser on every text that it takes, and leave the others to it; it must
//! not know what an inventory is for.

use std::ops::Range;

use super::definition::Labels;
use super::inline::{Inventory, Item, Kind};
use super::role::{
    Angle, ROLES, Role, angle, bounds_nothing, code_end, first_active, is_inert, is_of_address,
    opens_nothing, target,
};

/// Takes the inventory of `text`, if it is known of an article that defines `labels`; `None` where it takes the parser.
pub(super) fn simple(text: &str, labels: Option<&Labels>) -> Option<Inventory> {
    let bytes = text.as_bytes();
    let is_trimmed = match bytes {
        [0x21..0x7F, .., 0x21..0x7F] => true,
        _ => text.trim().len() == text.len(),
    };
    if !is_trimmed {
        return None;
    }
    let taken = Inventory {
        is_closed: true,
        ..Inventory::default()
    };
    let mut reader = Reader {
        text,
        bytes,
        labels,
        taken,
    };
    reader.read(0, Until::End)?;
    Some(reader.taken)
}

/// Is what ends a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Until {
    /// The end of the text.
    End,
    /// The bracket at a byte.
    Bracket(usize),
    /// So many delimiters of emphasis, inside a link or not.
    Emphasis {
        delimiter: u8,
        n: usize,
        in_link: bool,
    },
}

impl Until {
    /// Tells a stretch inside the words of a link, where no other link may stand.
    fn is_in_link(self) -> bool {
        match self {
            Until::End => false,
            Until::Bracket(_) => true,
            Until::Emphasis { in_link, .. } => in_link,
        }
    }
}

/// Goes through a text and takes what it finds.
struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    labels: Option<&'t Labels>,
    taken: Inventory,
}

impl Reader<'_> {
    /// Takes what stands from `start` on; returns where that ends.
    fn read(&mut self, start: usize, until: Until) -> Option<usize> {
        let (mut at, mut words) = (start, start);
        while let Some(n) = first_active(&self.bytes[at..]) {
            at += n;
            let (byte, next) = (self.bytes[at], self.bytes.get(at + 1));
            let role = ROLES[usize::from(byte)];
            let is_words = match role {
                Role::Inert => true,
                Role::Bounds => {
                    self.taken.is_closed &= !until.is_in_link() && bounds_nothing(self.bytes, at);
                    true
                }
                Role::Address if is_of_address(self.bytes, at) => return None,
                Role::Address => true,
                Role::Emphasis => byte == b'_' && self.is_inside_word(at),
                // No reference to a character, no tag.
                Role::Unknown => {
                    let is_alone = match byte {
                        b'&' => next == Some(&b' '),
                        b'<' => opens_nothing(self.bytes, at),
                        _ => false,
                    };
                    self.taken.is_closed &= !(is_alone && until.is_in_link());
                    is_alone
                }
                Role::Tick | Role::Bracket => false,
            };
            if is_words {
                at += 1;
                continue;
            }
            if role == Role::Bracket
                && let Some(end) = self.brackets_of_words(at)
            {
                self.taken.is_closed = false;
                at = end;
                continue;
            }
            self.show(words..at);
            at = match role {
                Role::Tick => self.code(at)?,
                Role::Bracket if !until.is_in_link() => self.link(at)?,
                Role::Unknown if byte == b'<' => self.angle(at, until)?,
                Role::Unknown if until == Until::Bracket(at) => return Some(at),
                Role::Emphasis => match until {
                    Until::Emphasis { delimiter, n, .. } => {
                        return (byte == delimiter && self.closes(at, n)).then_some(at);
                    }
                    _ => self.emphasis(at, until)?,
                },
                _ => return None,
            };
            words = at;
        }
        self.show(words..self.bytes.len());
        (until == Until::End).then_some(self.bytes.len())
    }

    fn show(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.taken.visible.push(range);
        }
    }

    fn push(&mut self, range: Range<usize>, kind: Kind) {
        self.taken.items.push(Item { range, kind });
    }

    fn code(&mut self, at: usize) -> Option<usize> {
        let end = code_end(self.bytes, at)?;
        let own = &self.text[at + 1..end - 1];
        self.taken.is_closed &= !own.contains('|');
        let kind = Kind::Code(own.to_owned());
        self.push(at..end, kind);
        Some(end)
    }

    fn angle(&mut self, at: usize, until: Until) -> Option<usize> {
        let (end, own) = angle(self.text, at)?;
        self.taken.is_closed &= !until.is_in_link();
        let kind = match own {
            Angle::Address(_) if until.is_in_link() => return None,
            Angle::Address(address) => Kind::Autolink(address.to_owned()),
            Angle::Tag(tag) => Kind::Html(tag.to_owned()),
        };
        self.push(at..end, kind);
        Some(end)
    }

    /// Returns where a pair of brackets at `at` ends that holds words, and no label that is known.
    fn brackets_of_words(&self, at: usize) -> Option<usize> {
        let end = self.bracket_end(at)?;
        let is_alone = !matches!(self.bytes.get(end + 1), Some(b'(' | b'[' | b':'));
        let is_words = is_alone && is_inert(self.bytes, at + 1..end);
        let is_known = |labels: &Labels| labels.has_link(&self.text[at + 1..end]);
        (is_words && !self.labels.is_some_and(is_known)).then_some(end + 1)
    }

    /// Returns the first closing bracket behind the opening one at `at`, unless that begins an image or a footnote.
    fn bracket_end(&self, at: usize) -> Option<usize> {
        let words = &self.bytes[at + 1..];
        let len = memchr::memchr(b']', words)?;
        let has_edges = !matches!(words[..len], [] | [b' ' | b'!' | b'^', ..] | [.., b' ']);
        (has_edges && !self.bytes[..at].ends_with(b"!")).then_some(at + 1 + len)
    }

    /// Takes `[words](target)`, `[words][label]` or `[label][]`.
    fn link(&mut self, at: usize) -> Option<usize> {
        let end = self.bracket_end(at)?;
        let (own, reference) = match self.bytes[end + 1..] {
            [b'(', ..] => (target(self.bytes, end + 2)?, false),
            [b'[', b']', ..] => (at + 1..end, true),
            [b'[', ..] => (end + 2..self.bracket_end(end + 1)?, true),
            _ => return None,
        };
        let label = &self.bytes[own.clone()];
        // White space is folded by the parser, and no label is as long as a thousand.
        let is_label = is_inert(self.bytes, own.clone())
            && label.len() < 1000
            && label.is_ascii()
            && !label.array_windows().any(|two| two == b"  ");
        let close = if end < own.end { own.end + 1 } else { end + 3 };
        let is_closed = !matches!(self.bytes.get(close), Some(b'(' | b'[' | b':'));
        let is_known = || {
            self.labels
                .is_none_or(|labels| labels.has_link(&self.text[own.clone()]))
        };
        if reference && !(is_label && is_closed && is_known()) {
            return None;
        }
        let kind = Kind::Link {
            target: self.text[own].to_owned(),
            title: String::new(),
            reference,
        };
        self.push(at..close, kind);
        self.read(at + 1, Until::Bracket(end)).map(|_| close)
    }

    /// Takes emphasis that opens behind a blank and before a word, and closes behind a word and before no word.
    fn emphasis(&mut self, at: usize, until: Until) -> Option<usize> {
        let delimiter = self.bytes[at];
        let n = self.n_delimiters(at);
        let opens = matches!(self.bytes[..at], [] | [.., b' ' | b'(' | b'[']);
        let inside = &self.text[at + n..];
        let is_before_word = inside.starts_with(|c: char| c.is_alphanumeric() || "[`".contains(c));
        if !(n <= 2 && opens && is_before_word) {
            return None;
        }
        let kind = match (n, char::from(delimiter)) {
            (1, delimiter) => Kind::Emphasis { delimiter },
            (_, delimiter) => Kind::Strong { delimiter },
        };
        let idx = self.taken.items.len();
        self.push(at..at, kind);
        let in_link = until.is_in_link();
        let until = Until::Emphasis {
            delimiter,
            n,
            in_link,
        };
        let end = self.read(at + n, until)? + n;
        self.taken.items[idx].range.end = end;
        Some(end)
    }

    fn n_delimiters(&self, at: usize) -> usize {
        let delimiter = self.bytes[at];
        let own = self.bytes[at..].iter();
        own.take_while(|byte| **byte == delimiter).count()
    }

    /// Tells whether the delimiters at `at` close emphasis of `n`.
    fn closes(&self, at: usize, n: usize) -> bool {
        let is_behind_word =
            self.text[..at].ends_with(|c: char| c.is_alphanumeric() || "])`".contains(c));
        let is_before_other = matches!(
            self.bytes.get(at + n),
            None | Some(b' ' | b'.' | b',' | b';' | b':' | b'!' | b'?' | b')' | b']')
        );
        self.n_delimiters(at) == n && is_behind_word && is_before_other
    }

    /// Tells an underscore between two letters or digits.
    fn is_inside_word(&self, at: usize) -> bool {
        let is_word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        is_word(self.bytes[..at].last()) && is_word(self.bytes.get(at + 1))
    }
}
