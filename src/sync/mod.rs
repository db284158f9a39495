//! Sync: a locale file brought up to its source, by splices. The one way back from the comparison to the
//! files of people.
//!
//! Pure: it makes texts and tells what it did; `project` writes them.

pub mod lines;
// What the lines should be.
mod made;
mod wishes;
// What is told of it.
mod event;
// These place and rewrite with the lines.
pub mod edited;
pub mod accept;
pub mod update;
// Comments without an entry, for the merge.
mod remarks;
pub mod merge;
// All files at once.
pub mod plan;
pub mod perform;

use std::borrow::Cow;

use crate::catalog::Row;
use crate::change::Classes;
use crate::machine::Name;
use lines::Wish;

/// Says what happened to one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub what: What,
    /// The entry's id, after the update.
    pub id: String,
    /// What kind of edit was carried or made stale.
    pub classes: Classes,
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

/// Makes the head of a new locale file, up to its first entry. `article` is absent for message files.
fn head(article: Option<&str>) -> String {
    let mut head = article.map_or_else(String::new, |article| format!("### {article}\n"));
    head.push_str(
        "### Missing: take away the \"# \" before \"id =\" and write below it, indented by four spaces.\n\
         ### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.\n\
         ### @draft is a proposal: check it, then delete the @draft line. A brace is { \"{\" } or { \"}\" }.\n\
         ### Other @ lines inform you; every other # line is yours.\n\n",
    );
    head
}

/// Makes a locale file of stubs.
pub fn create(article: Option<&str>, rows: &[Row<'_>]) -> Update {
    let mut raw = head(article);
    let mut events = Vec::with_capacity(rows.len());
    for row in rows {
        raw.push_str(&stub(row, "\n"));
        raw.push('\n');
        events.push(Event {
            what: What::Added,
            id: row.id.to_owned(),
            classes: Classes::default(),
        });
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

/// Tells whether lines of a version control's conflict stand in a file, and where the first starts.
pub fn conflict_marker(raw: &str) -> Option<usize> {
    let mut offset = 0;
    let mut has_start = None;
    for line in raw.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        if bare.starts_with("<<<<<<< ") {
            has_start = has_start.or(Some(offset));
        } else if bare.starts_with(">>>>>>> ") || bare == "=======" {
            return has_start.or(Some(offset));
        }
        offset += line.len();
    }
    has_start
}
