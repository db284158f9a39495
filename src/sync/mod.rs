//! Sync: a locale file brought up to its source, by splices. The one way back from the comparison to the
//! files of people.
//!
//! Pure: it makes texts and tells what it did; `project` writes them.

// What the machine lines of an entry should be.
mod propose;
mod made;
mod wishes;
// What is told of it.
mod event;
// These place and rewrite with them.
pub mod edited;
pub mod accept;
pub mod update;
// Where there is nothing to do.
mod settled;
// Comments without an entry, for the merge.
mod remarks;
pub mod merge;
// All files at once.
pub mod turn;
mod file;
pub mod plan;
pub mod perform;

use std::borrow::Cow;

use crate::catalog::Row;
use crate::change::Classes;
use crate::machine::Name;
use crate::translation::frame::head;
use crate::translation::lines::{self, Wish};

pub use crate::translation::frame::conflict_marker;

/// Says what happened to one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub what: What,
    /// The entry's id, after the update.
    pub id: String,
    /// What kind of edit was carried or made stale.
    pub classes: Classes,
    /// Where in another article it comes from.
    pub from: Option<Whence>,
}

/// Is a segment of another article that an entry comes from.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Whence {
    /// The article's path.
    pub article: String,
    /// The segment's id there.
    pub id: String,
}

impl Event {
    /// Makes an event of an entry that stays in its article.
    pub fn new(what: What, id: &str, classes: Classes) -> Self {
        Event {
            what,
            id: id.to_owned(),
            classes,
            from: None,
        }
    }
}

/// Is what can happen to an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// A new stub.
    Added,
    /// Its English moved, and the translation stays current.
    Carried,
    /// Its English moved, and the translation has to be reviewed.
    MadeStale,
    /// Its English is what it was made from again.
    MadeCurrent,
    /// It was without `@source`.
    Unverified,
    /// It stands elsewhere in the file.
    Moved,
    /// It was found by its English under another id.
    Renamed,
    /// It stood in the file of another article.
    Arrived,
    /// It stands in the file of another article.
    Departed,
    /// Its text stands translated elsewhere, which is proposed.
    Drafted,
    /// Its text stands translated elsewhere, which is its translation too.
    Remembered,
    /// Its segment is gone.
    MadeObsolete,
    /// Its segment is back.
    Revived,
    /// A stub whose segment is gone.
    Removed,
    /// It says what another segment says, and refers to its entry.
    Repeated,
    /// It referred to an entry that goes its own way, and has the text itself now.
    Parted,
    /// Its sentence was split: it holds the text of the parts, too.
    Split,
    /// It has the texts of several, whose sentences were merged.
    Merged,
    /// It is one of the sentences that a translation was cut into: the boundaries of its English moved.
    Resegmented,
    /// Only what informs was brought up to date.
    Updated,
}

/// Is a locale file brought up to date.
#[derive(Debug, PartialEq, Eq)]
pub struct Update {
    /// The file's new bytes.
    pub raw: String,
    /// What happened, in the order of the rows; entries that nothing happened to are not named.
    pub events: Vec<Event>,
}

/// Makes a locale file of stubs.
pub fn create(article: Option<&str>, rows: &[Row<'_>]) -> Update {
    let mut raw = head(article);
    let mut events = Vec::with_capacity(rows.len());
    for row in rows {
        raw.push_str(&stub(row, "\n"));
        raw.push('\n');
        events.push(Event::new(What::Added, row.id, Classes::default()));
    }
    raw.push_str("### end\n");
    Update { raw, events }
}

/// Makes a stub, with its last line end.
fn stub(row: &Row<'_>, newline: &str) -> String {
    part(row, None, newline)
}

/// Makes the stub of a part of a sentence that was split, as `note` says.
fn part(row: &Row<'_>, note: Option<String>, newline: &str) -> String {
    let comment = comment(row, note, newline);
    format!("{comment}# {} ={newline}", row.id)
}

/// Makes an entry of a repeated segment, with its last line end.
fn reference(row: &Row<'_>, target: &str, newline: &str) -> String {
    let comment = comment(row, None, newline);
    format!("{comment}{}{newline}", assignment(row, target, newline))
}

/// Writes a reference without its comment and its last line end.
fn assignment(row: &Row<'_>, target: &str, newline: &str) -> String {
    format!("{} ={newline}    {{ {target} }}", row.id)
}

/// Makes the comment of a new entry.
fn comment(row: &Row<'_>, note: Option<String>, newline: &str) -> String {
    let wishes = [
        Wish::new(Name::Context, row.context.map(Cow::Borrowed)),
        notes(row, note),
        Wish::new(Name::Source, Some(row.source_line())),
    ];
    lines::write(&wishes, newline)
}

/// Wishes for the author's notes, and the machine's own.
fn notes<'a>(row: &Row<'a>, own: Option<String>) -> Wish<'a> {
    let authors = row.notes.iter().map(|note| Cow::Borrowed(&**note));
    Wish {
        name: Name::Note,
        values: authors.chain(own.map(Cow::Owned)).collect(),
    }
}
