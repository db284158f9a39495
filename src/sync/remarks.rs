//! Remarks: the comments of a locale file that belong to no entry, of three states made one.
//!
//! Separate from `merge`, which looks at entries: a head, a group's title, a note that stands alone are people's too.

use crate::fluent::file::{Edit, Kind};
use crate::span::Span;
use crate::translation::Translation;

/// Is a comment that stands alone.
struct Remark<'t> {
    /// Its text, without line ends of another kind and without the blank lines behind it.
    text: String,
    span: Span,
    /// The id of the entry that it follows; none at the top of the file.
    after: Option<&'t str>,
}

/// Returns the edits that bring `ours` what became of the remarks of `base` in `theirs`: what they took away goes, what
/// they wrote comes, behind the entry that it follows there. What both changed is there twice, for a person to choose.
pub(super) fn merge(
    base: &Translation<'_>,
    ours: &Translation<'_>,
    theirs: &Translation<'_>,
) -> Vec<Edit> {
    let (b, o, t) = (remarks(base), remarks(ours), remarks(theirs));
    let has = |remarks: &[Remark<'_>], text: &str| remarks.iter().any(|remark| remark.text == text);
    let raw = ours.file.raw;
    let newline = ours.file.newline;
    let mut edits = Vec::new();
    // Of the head there is one: ours, unless only they changed it.
    let heads = [&b, &o, &t].map(|remarks| head(remarks).map(|remark| &*remark.text));
    let [_, own_head, their_head] = heads;
    let keeps_head = own_head.is_some() && own_head != heads[0];
    for remark in &o {
        if has(&b, &remark.text) && !has(&t, &remark.text) {
            let is_head = own_head == Some(&*remark.text);
            if is_head && their_head.is_none() {
                continue;
            }
            edits.push(Edit {
                range: super::update::with_blank_lines(raw, remark.span),
                text: String::new(),
            });
        }
    }
    for remark in &t {
        let is_head = their_head == Some(&*remark.text);
        if has(&o, &remark.text) || has(&b, &remark.text) || (is_head && keeps_head) {
            continue;
        }
        let at = place(remark, is_head, ours, &o);
        let lead = if at == top(raw) || raw[..at].ends_with('\n') {
            ""
        } else {
            newline
        };
        let text = remark.text.replace('\n', newline);
        edits.push(Edit {
            range: at..at,
            text: format!("{lead}{text}{newline}{newline}"),
        });
    }
    edits
}

/// Finds where a remark of theirs goes in our file.
fn place(remark: &Remark<'_>, is_head: bool, ours: &Translation<'_>, own: &[Remark<'_>]) -> usize {
    let raw = ours.file.raw;
    if is_head {
        return top(raw);
    }
    let behind = |span: Span| super::update::with_blank_lines(raw, span).end;
    // Behind our own remarks at the same place, so that several of theirs keep their order.
    let last = own.iter().rfind(|other| other.after == remark.after);
    let entry = remark
        .after
        .map(|id| ours.get(id).map(|idx| ours.entries[idx].span));
    match (last, entry) {
        (Some(other), _) => behind(other.span),
        (None, Some(Some(span))) => behind(span),
        (None, None) => ours
            .file
            .items
            .first()
            .map_or(raw.len(), |item| item.span.start),
        // The entry that it followed is not here: at the end.
        (None, Some(None)) => end(ours),
    }
}

/// Returns where a file begins: behind its byte order mark.
fn top(raw: &str) -> usize {
    raw.len() - raw.trim_start_matches('\u{FEFF}').len()
}

/// Returns where `### end` stands, or the file's end.
fn end(translation: &Translation<'_>) -> usize {
    let last = translation.file.items.last();
    let last = last.filter(|item| is_end(item.span.of(translation.file.raw)));
    last.map_or(translation.file.raw.len(), |item| item.span.start)
}

fn is_end(text: &str) -> bool {
    text.trim_end() == "### end"
}

/// Returns the head of a file: the comment with `###` that it begins with.
fn head<'r, 't>(remarks: &'r [Remark<'t>]) -> Option<&'r Remark<'t>> {
    remarks
        .first()
        .filter(|remark| remark.after.is_none() && remark.text.starts_with("###"))
}

fn remarks<'t>(translation: &Translation<'t>) -> Vec<Remark<'t>> {
    let raw = translation.file.raw;
    let mut entries = translation.entries.iter().peekable();
    let mut after = None;
    let mut remarks = Vec::new();
    for (idx, item) in translation.file.items.iter().enumerate() {
        let mut has_entry = false;
        while let Some(entry) = entries.next_if(|entry| entry.item <= idx) {
            has_entry = true;
            after = Some(entry.id);
        }
        let text = item.span.of(raw);
        if !has_entry && matches!(item.kind, Kind::Comment(_)) && !is_end(text) {
            let text = text.trim_end().replace("\r\n", "\n");
            let span = item.span;
            remarks.push(Remark { text, span, after });
        }
    }
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::file::{Text, splice};

    #[track_caller]
    fn check(base: &str, ours: &str, theirs: &str, expect: &str) {
        let [base, ours, theirs] = [base, ours, theirs].map(|raw| Text::new(raw.to_owned()));
        let [b, o, t] = [&base, &ours, &theirs].map(|text| Translation::read(text).0);
        assert_eq!(splice(&ours.raw, merge(&b, &o, &t)), expect);
    }

    const FILE: &str = "### source/a.md\n### Help.\n\n# @source A\na = x\n\n## Group\n\n# @source B\nb = y\n\n### end\n";

    #[test]
    fn remarks_of_either_side_come_and_go() {
        let more = FILE.replace("## Group\n", "## Group\n\n# A note.\n");
        check(FILE, FILE, &more, &more);
        check(FILE, &more, FILE, &more);
        check(&more, &more, FILE, FILE);
        check(&more, FILE, &more, FILE);
        check(FILE, &more, &more, &more);
        let crlf = |text: &str| text.replace('\n', "\r\n");
        check(&crlf(FILE), &crlf(FILE), &more, &crlf(&more));
        let bom = format!("\u{FEFF}{FILE}");
        check(
            &bom,
            &bom,
            &FILE.replace("### Help.", "### More."),
            &bom.replace("### Help.", "### More."),
        );
    }

    #[test]
    fn what_both_wrote_is_there_twice() {
        let with = |title: &str| FILE.replace("## Group", title);
        let both = FILE.replace("## Group\n", "## Ours\n\n## Theirs\n");
        check(FILE, &with("## Ours"), &with("## Theirs"), &both);
        // Of heads there is one.
        let head = |name: &str| FILE.replace("source/a.md", name);
        check(
            FILE,
            &head("source/b.md"),
            &head("source/c.md"),
            &head("source/b.md"),
        );
        check(FILE, FILE, &head("source/c.md"), &head("source/c.md"));
    }

    #[test]
    fn a_remark_whose_entry_is_gone_is_kept() {
        let theirs = FILE.replace("b = y\n", "b = y\n\n# A note.\n");
        let ours = FILE.replace("# @source B\nb = y\n\n", "");
        check(
            FILE,
            &ours,
            &theirs,
            &ours.replace("### end", "# A note.\n\n### end"),
        );
    }
}
