//! Giving: one locale file whose entries go to those of other articles.
//!
//! Nothing is left behind that refers to an entry without it, and it takes along what it refers to; an entry that
//! cannot go without breaking something stays where it is, as obsolete.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::holder::Holder;
use super::moves::Move;
use super::piece::{At, Change, Piece, line_of};
use super::twin::{is_same, standing};
use super::{Arrival, Passage, Settings};
use crate::compare::link;
use crate::fluent::encode::encode;
use crate::fluent::value::Value;
use crate::id::SegmentId;
use crate::machine::Name;
use crate::span::{LineIndex, Span};
use crate::translation::frame::with_blank_lines;
use crate::translation::lines::{Wish, rewrite};
use crate::translation::{Entry, Form, Translation};

/// Is a file that entries go from.
pub(super) struct Giving<'g, 'a> {
    holders: &'g [Holder<'a>],
    giver: At,
    translation: &'g Translation<'a>,
    path: Arc<str>,
    lines: LineIndex,
    /// The entries that go: to which file, under which id.
    leaving: BTreeMap<usize, (At, SegmentId)>,
    settings: Settings<'g>,
}

impl<'g, 'a> Giving<'g, 'a> {
    /// Opens a file that entries go from.
    pub fn new(holders: &'g [Holder<'a>], giver: At, settings: Settings<'g>) -> Self {
        let slot = &holders[giver.0].slots[giver.1];
        let translation = slot.translation().expect("an entry moves out of a file");
        Giving {
            holders,
            giver,
            translation,
            path: slot.path.as_str().into(),
            lines: LineIndex::new(translation.file.raw),
            leaving: BTreeMap::new(),
            settings,
        }
    }

    /// Gives away what moves: puts it in the `changes` of the receiving files and takes it out of its own.
    pub fn give(
        &mut self,
        moves: &[Move],
        changes: &mut BTreeMap<At, Change>,
        passages: &mut [Vec<Passage>],
    ) {
        let mut doubles = BTreeSet::new();
        for single in moves {
            let receiver = (single.row.0, single.row.1);
            let id = &self.holders[receiver.0].ids[single.row.2];
            let slot = &self.holders[receiver.0].slots[receiver.1];
            let idx = single.from.2;
            let document = self.holders[receiver.0].document.as_ref();
            let edits = document.and_then(|document| {
                let segment = document.segments.get(single.row.2)?;
                Some((self.settings.edits(document.format), &*segment.text))
            });
            match standing(slot, id) {
                Some(standing) if is_same(self.translation, idx, slot, standing, edits) => {
                    doubles.insert(idx);
                }
                // Two texts by two people: the one that stands there counts, the other is kept.
                Some(_) => continue,
                None => {}
            }
            self.leaving.insert(idx, (receiver, id.clone()));
        }
        self.keep_what_cannot_go();
        let by_entry: BTreeMap<usize, &Move> =
            moves.iter().map(|single| (single.from.2, single)).collect();
        for (idx, (receiver, id)) in &self.leaving {
            let row = by_entry[idx].row.2;
            let entry = &self.translation.entries[*idx];
            if !doubles.contains(idx) {
                let change = changes.entry(*receiver).or_default();
                let pieces = self.entry_pieces(*idx, *receiver, id);
                change.pieces.push((Some(row), pieces));
                self.add_helpers(*idx, *receiver, change);
                let passage = &mut passages[receiver.0][receiver.1];
                passage.arrivals.push(self.arrival(row, *receiver, entry));
                let given = &mut passages[self.giver.0][self.giver.1].given;
                given.push_str(entry.span.of(self.translation.file.raw));
                if !given.ends_with('\n') {
                    given.push('\n');
                }
                given.push('\n');
            }
            let path = &self.holders[receiver.0].slots[receiver.1].side.path;
            let passage = &mut passages[self.giver.0][self.giver.1];
            passage.departures.push(entry.id.to_owned());
            if !passage.receivers.contains(path) {
                passage.receivers.push(path.clone());
            }
        }
        let change = changes.entry(self.giver).or_default();
        self.take_out(change);
    }

    fn arrival(&self, row: usize, receiver: At, entry: &Entry<'_>) -> Arrival {
        let holder = &self.holders[receiver.0];
        let from = holder.origins[row]
            .old()
            .and_then(|old| holder.catalog.entries[old].from.as_ref());
        match from {
            Some(from) => Arrival {
                row,
                article: from.article.to_owned(),
                id: from.id.to_string(),
            },
            None => Arrival {
                row,
                article: self.holders[self.giver.0].path.to_owned(),
                id: entry.id.to_owned(),
            },
        }
    }

    /// Takes back the entries that would lose what they refer to, and the empty ones whose text stays.
    fn keep_what_cannot_go(&mut self) {
        loop {
            let stay: Vec<usize> = self
                .leaving
                .iter()
                .filter(|(idx, (receiver, _))| !self.can_go(**idx, *receiver))
                .map(|(idx, _)| *idx)
                .collect();
            if stay.is_empty() {
                return;
            }
            for idx in stay {
                self.leaving.remove(&idx);
            }
        }
    }

    fn can_go(&self, idx: usize, receiver: At) -> bool {
        let entry = &self.translation.entries[idx];
        if let Some(head) = entry.line(Name::Joined)
            && matches!(&entry.form, Form::Value(Value::Text(text)) if text.is_empty())
        {
            let head = self.translation.get(head);
            return head.is_some_and(|head| self.goes_to(head, receiver).is_some());
        }
        self.needs(idx, receiver).iter().all(|needed| {
            let id = self.translation.entries[*needed].id;
            let holder = &self.holders[receiver.0];
            let theirs = holder.slots[receiver.1].translation();
            let standing = theirs.and_then(|theirs| Some((theirs, theirs.get(id)?)));
            match standing {
                Some((theirs, standing)) => {
                    theirs.value_span(standing).of(theirs.file.raw)
                        == self
                            .translation
                            .value_span(*needed)
                            .of(self.translation.file.raw)
                }
                None => !holder.ids.iter().any(|own| own.as_str() == id),
            }
        })
    }

    /// Returns the id under which an entry goes to a file, where it does.
    fn goes_to(&self, idx: usize, receiver: At) -> Option<&SegmentId> {
        let (to, id) = self.leaving.get(&idx)?;
        (*to == receiver).then_some(id)
    }

    /// Returns the messages that a value needs beside it, but for those that come along under their own id.
    fn needs(&self, idx: usize, receiver: At) -> Vec<usize> {
        let mut needs = Vec::new();
        let mut open = vec![idx];
        while let Some(at) = open.pop() {
            // A value that is nothing but a reference is put in its place.
            let entry = &self.translation.entries[at];
            if at == idx && entry.form_is_reference() && entry.attributes.is_empty() {
                continue;
            }
            for name in self.translation.messages(at) {
                let Some(next) = self.translation.get(name) else {
                    continue;
                };
                let comes = self
                    .goes_to(next, receiver)
                    .is_some_and(|id| id.as_str() == name);
                if !comes && next != idx && !needs.contains(&next) {
                    needs.push(next);
                    open.push(next);
                }
            }
        }
        needs
    }

    /// Puts copies of what an entry refers to into the file that it goes to.
    fn add_helpers(&self, idx: usize, receiver: At, change: &mut Change) {
        let theirs = self.holders[receiver.0].slots[receiver.1].translation();
        for needed in self.needs(idx, receiver) {
            let entry = &self.translation.entries[needed];
            let stands = theirs.is_some_and(|theirs| theirs.get(entry.id).is_some());
            if !stands && change.helpers.insert(entry.id.to_owned()) {
                let start = entry.id_span.start;
                let piece = self.piece(Span::new(start, entry.span.end));
                change.pieces.push((None, vec![piece]));
            }
        }
    }

    fn piece(&self, span: Span) -> Piece {
        let raw = self.translation.file.raw;
        let mut text = span.of(raw).to_owned();
        if !text.ends_with('\n') {
            text.push('\n');
        }
        Piece {
            text,
            path: Arc::clone(&self.path),
            line: line_of(&self.lines, raw, span.start),
        }
    }

    /// Makes an entry as it stands in the file that it goes to.
    fn entry_pieces(&self, idx: usize, receiver: At, id: &SegmentId) -> Vec<Piece> {
        let raw = self.translation.file.raw;
        let entry = &self.translation.entries[idx];
        let mut wishes = Vec::new();
        let mut value = Span::new(entry.id_span.end, entry.span.end)
            .of(raw)
            .to_owned();
        if entry.form_is_reference()
            && let Some((text, lines)) = self.referred(idx, Some(receiver))
        {
            value = text;
            wishes.extend(lines);
        }
        if let Some(head) = entry
            .line(Name::Joined)
            .and_then(|id| self.translation.get(id))
            && let Some(id) = self.goes_to(head, receiver)
        {
            wishes.push(Wish::new(Name::Joined, Some(id.to_string().into())));
        }
        wishes.extend(self.parted(idx, receiver));
        let comment = rewrite(raw, entry, &wishes, self.translation.file.newline);
        let comment = comment.unwrap_or_else(|| entry.comment.of(raw).to_owned());
        // A stub's id stands behind `# `.
        let lead = Span::new(entry.comment.end, entry.id_span.start).of(raw);
        let mut text = format!("{lead}{id}{value}");
        if !text.ends_with('\n') {
            text.push('\n');
        }
        let path = || Arc::clone(&self.path);
        vec![
            Piece {
                text: comment,
                path: path(),
                line: line_of(&self.lines, raw, entry.comment.start),
            },
            Piece {
                text,
                path: path(),
                line: line_of(&self.lines, raw, entry.id_span.start),
            },
        ]
    }

    /// Returns what stands in the place of a reference, behind the id, and the lines that come with it: the text
    /// it leads to, or the reference where that goes to the same file.
    fn referred(&self, idx: usize, receiver: Option<At>) -> Option<(String, Vec<Wish<'a>>)> {
        let raw = self.translation.file.raw;
        let newline = self.translation.file.newline;
        let Form::Value(Value::Reference(target)) = &self.translation.entries[idx].form else {
            return None;
        };
        let next = self.translation.get(target)?;
        if let Some(id) = receiver.and_then(|receiver| self.goes_to(next, receiver)) {
            return Some((format!(" ={newline}    {{ {id} }}{newline}"), Vec::new()));
        }
        let mut last = next;
        for _ in 0..self.translation.entries.len() {
            let Form::Value(Value::Reference(target)) = &self.translation.entries[last].form else {
                break;
            };
            last = self.translation.get(target)?;
        }
        let end = &self.translation.entries[last];
        if !end.has_value() || end.form_is_reference() {
            return None;
        }
        let text = self.translation.assigned_span(last).of(raw);
        let lines = match link(self.translation, idx) {
            Some(link) => {
                let target = &self.translation.entries[link.last];
                let line = |name| Wish::new(name, target.line(name).map(Into::into));
                vec![line(Name::Was), line(Name::Draft)]
            }
            None => Vec::new(),
        };
        Some((format!("{text}{newline}"), lines))
    }

    /// Makes stale the text of a joined group that does not go whole: it says more than its English.
    fn parted(&self, idx: usize, receiver: At) -> Option<Wish<'a>> {
        let head = &self.translation.entries[idx];
        let is_open = head.line(Name::Was).is_some() || head.line(Name::Draft).is_some();
        let entries = self.translation.entries.iter().enumerate();
        let members: Vec<usize> = entries
            .filter(|(_, entry)| entry.line(Name::Joined) == Some(head.id))
            .map(|(idx, _)| idx)
            .collect();
        let is_whole = members
            .iter()
            .all(|member| self.goes_to(*member, receiver).is_some());
        if is_open || is_whole {
            return None;
        }
        let mut english = head.source()?.into_owned();
        for member in members {
            english.push(' ');
            english.push_str(&self.translation.entries[member].source()?);
        }
        let was = encode(&english, &[]).into_owned();
        Some(Wish::new(Name::Was, Some(was.into())))
    }

    /// Takes the entries out that go. What stays and refers to one gets its text; one that a longer text refers to
    /// leaves its message behind.
    fn take_out(&self, change: &mut Change) {
        let raw = self.translation.file.raw;
        let mut kept: BTreeSet<usize> = BTreeSet::new();
        if !self.leaving.is_empty() {
            for (idx, entry) in self.translation.entries.iter().enumerate() {
                if !entry.has_value() || self.leaving.contains_key(&idx) {
                    continue;
                }
                let is_plain = matches!(entry.form, Form::Value(Value::Text(_)));
                if is_plain && entry.attributes.is_empty() {
                    continue;
                }
                let refers: Vec<usize> = self
                    .translation
                    .messages(idx)
                    .into_iter()
                    .filter_map(|name| self.translation.get(name))
                    .filter(|target| self.leaving.contains_key(target))
                    .collect();
                if refers.is_empty() {
                    continue;
                }
                match self
                    .referred(idx, None)
                    .filter(|_| entry.attributes.is_empty())
                {
                    Some((text, wishes)) => {
                        let span = Span::new(entry.id_span.end, entry.span.end);
                        change.edits.insert((span.start, span.end), text);
                        if let Some(comment) =
                            rewrite(raw, entry, &wishes, self.translation.file.newline)
                        {
                            let span = entry.comment;
                            change.edits.insert((span.start, span.end), comment);
                        }
                    }
                    None => kept.extend(refers),
                }
            }
        }
        for idx in self.leaving.keys() {
            let entry = &self.translation.entries[*idx];
            let range = match kept.contains(idx) {
                true => entry.comment.range(),
                false => with_blank_lines(raw, entry.span),
            };
            change.edits.insert((range.start, range.end), String::new());
        }
    }
}
