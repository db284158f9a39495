//! The check `syntax`.

use super::facts::Unreadable;
use super::junk::{BRACES, advice};
use super::machine_lines::machine_lines;
use super::scene::Scene;
use super::sheet::{Paper, Remark};
use super::{Check, Docs, Look};
use crate::finding::{Fix, Region, Severity};
use crate::fluent::file::{Kind, Text};
use crate::span::{Position, Span, SyntaxError};
use crate::translation::{Entry, Form, Slip, Translation};

/// Finds what cannot be read, or is not read as it is meant.
pub static CHECK: Check = Check {
    id: "syntax",
    summary: "Finds what cannot be read in articles and locale files",
    docs: Docs {
        what: "Names, in every locale file: the lines of a version control's conflict; what is no Fluent; \
entries with the id of another; lines of tolka's that contradict each other, or name an entry that is not \
there. In articles: files that cannot be read, and what their parser stumbles over.

The usual slips have a fix that is certain, which the finding holds (`fix` in `--format json`): text that still stands in the \
comment behind `# id =`; text below `id =` that is not indented, or with a tab; a stub right above the next \
entry's comment; a stub and its entry, one below the other.",
        why: "Fluent passes over what it cannot read, without a word. The translation is there for all to see, \
and nobody will ever read it.",
        example: "
```ftl locales/en/site.ftl
related = Related posts
```

```ftl locales/es/site.ftl
# @source Related posts
# related = Entradas relacionadas
```

> the translation of related is still a comment",
        todo: "Do what the finding says. Of a conflict keep, for each entry, the text that its `@source` line \
belongs to; `tolka sync` brings the lines up to date afterwards.",
        sources: "- [Fluent Syntax 1.0](https://github.com/projectfluent/fluent/blob/master/spec/fluent.ebnf): \
Junk, indentation
- [Git: how conflicts are presented](https://git-scm.com/docs/git-merge#_how_conflicts_are_presented)",
    },
    severity: Severity::Error,
    look: Look::Whole(look),
};

fn look<'s>(scene: &'s Scene<'s>) -> Vec<Remark<'s>> {
    let mut remarks: Vec<Remark<'s>> = scene.facts.unreadable.iter().map(unreadable).collect();
    for (paper, article) in &scene.articles {
        remarks.extend(article.errors.iter().map(|error| plain(paper, error)));
    }
    for (paper, messages) in &scene.sources {
        file(paper, &messages.source, &messages.errors, &mut remarks);
    }
    for sheet in &scene.sheets {
        if let Some(translation) = sheet.translation()
            && file(&sheet.paper, translation, &sheet.own.errors, &mut remarks)
        {
            machine_lines(sheet, translation, &mut remarks);
        }
    }
    remarks
}

fn unreadable(file: &Unreadable) -> Remark<'_> {
    let region = file.position.map(|start| Region {
        start,
        end: Position {
            column: start.column + 1,
            ..start
        },
    });
    Remark {
        locale: file.locale.as_ref(),
        article: file.locale.is_none().then(|| file.path.clone()),
        id: None,
        path: file.path.clone(),
        region,
        message: format!("this file cannot be read: {}", file.reason),
        help: match file.locale {
            Some(_) => "mend the file; until then its pages stay as they are".to_owned(),
            None => "mend the file, or exclude it in [paths] of tolka.toml".to_owned(),
        },
        fix: None,
        ignores: Vec::new(),
        is_minor: false,
    }
}

fn plain<'s>(paper: &Paper<'s>, error: &SyntaxError) -> Remark<'s> {
    paper.remark(Some(error.span), error.message.clone(), error.help.clone())
}

/// Judges a Fluent file, and tells whether its lines are worth a look: one with conflict markers has no other faults
/// worth a word.
fn file<'s>(
    paper: &Paper<'s>,
    translation: &Translation<'s>,
    errors: &[SyntaxError],
    remarks: &mut Vec<Remark<'s>>,
) -> bool {
    if let Some(offset) = translation.conflict_marker() {
        remarks.push(conflict(paper, offset));
        return false;
    }
    let mut explained: Vec<Span> = Vec::new();
    for (idx, entry) in translation.entries.iter().enumerate() {
        if let Form::Slip(slip) = entry.form {
            let span = with_stray_text(translation, entry);
            let error = errors.iter().find(|error| holds(span, error));
            remarks.push(self::slip(paper, translation, entry, slip, span, error));
            explained.push(span);
        } else if entry.form == Form::Stub && is_glued(translation, idx) {
            let message = format!("the stub of {} touches the entry below it", entry.id);
            let help = "put an empty line between them".to_owned();
            let span = Span::new(entry.comment.end, entry.span.end);
            let mut remark = paper.remark_on(entry, Some(trimmed(paper.raw, span)), message, help);
            let end = Span::new(entry.span.end, entry.span.end);
            remark.fix = Some(paper.fix(end, translation.file.newline.to_owned()));
            remarks.push(remark);
        }
        if let Some(first) = translation.doubled(idx) {
            remarks.push(doubled(paper, translation, idx, first));
        }
    }
    for (idx, item) in translation.file.items.iter().enumerate() {
        let Kind::Junk(error) = &item.kind else {
            continue;
        };
        if explained.iter().any(|span| holds(*span, error))
            || !errors.iter().any(|known| known.span == error.span)
        {
            continue;
        }
        let above = above(translation, idx);
        match above {
            Some(entry) => remarks.push(lost_lines(paper, translation, entry, item.span, error)),
            None => remarks.push(junk(paper, None, error, item.span)),
        }
    }
    true
}

fn holds(span: Span, error: &SyntaxError) -> bool {
    span.start <= error.span.start && error.span.start < span.end.max(span.start + 1)
}

fn trimmed(raw: &str, span: Span) -> Span {
    Span::new(span.start, span.start + span.of(raw).trim_end().len())
}

fn conflict<'s>(paper: &Paper<'s>, offset: usize) -> Remark<'s> {
    let is_marker = |line: &str| {
        ["<<<<<<< ", "||||||| ", ">>>>>>> "]
            .iter()
            .any(|marker| line.starts_with(marker))
            || line.trim_end() == "======="
    };
    let numbers = paper.raw.lines().zip(1_usize..);
    let lines: Vec<String> = numbers
        .filter(|(line, _)| is_marker(line))
        .map(|(_, number)| number.to_string())
        .collect();
    let line = paper.raw[offset..].lines().next().unwrap_or_default();
    let span = Span::new(offset, offset + line.len());
    let noun = if lines.len() == 1 { "line" } else { "lines" };
    let message = format!(
        "a merge conflict stands in the file: {noun} {}",
        lines.join(", ")
    );
    paper.remark(
        Some(span),
        message,
        "keep one side of each entry and delete these lines".to_owned(),
    )
}

/// Returns the span of an entry with the text below it that was read as Junk of its own.
fn with_stray_text(translation: &Translation<'_>, entry: &Entry<'_>) -> Span {
    let mut span = entry.span;
    for item in translation.file.items.iter().skip(entry.item + 1) {
        let touches = item.span.start == span.end
            && !item.has_comment()
            && matches!(item.kind, Kind::Junk(_))
            && !translation
                .entries
                .iter()
                .any(|other| other.id_span.start == item.start);
        if !touches {
            break;
        }
        span.end = item.span.end;
    }
    span
}

fn slip<'s>(
    paper: &Paper<'s>,
    translation: &Translation<'s>,
    entry: &Entry<'s>,
    slip: Slip,
    span: Span,
    error: Option<&SyntaxError>,
) -> Remark<'s> {
    let id = entry.id;
    let newline = translation.file.newline;
    let text = Span::new(entry.comment.end, span.end);
    let text = trimmed(paper.raw, text);
    let (message, help, mended) = match slip {
        Slip::StillAComment => (
            format!("the translation of {id} is still a comment"),
            "take away the \"# \" and indent the text by four spaces",
            uncommented(text.of(paper.raw), id, newline),
        ),
        Slip::NotIndented => (
            format!("the translation of {id} is not indented with spaces"),
            "indent every line of it by four spaces",
            indented(text.of(paper.raw), newline),
        ),
        Slip::Broken => {
            return match error {
                Some(error) => junk(paper, Some(entry), error, text),
                None => {
                    let message = format!("{id} is no Fluent");
                    paper.remark_on(entry, None, message, BRACES.to_owned())
                }
            };
        }
    };
    let mut remark = paper.remark_on(entry, Some(text), message, help.to_owned());
    remark.fix = certain(paper, text, mended, id);
    remark
}

/// Makes a remark on what Fluent cannot read.
fn junk<'s>(
    paper: &Paper<'s>,
    entry: Option<&Entry<'s>>,
    error: &SyntaxError,
    span: Span,
) -> Remark<'s> {
    let help = if error.help.is_empty() {
        advice(span.of(paper.raw)).to_owned()
    } else {
        error.help.clone()
    };
    let what = entry.map_or("this", |entry| entry.id);
    let message = format!("{what} is no Fluent: {}", error.message);
    match entry {
        Some(entry) => paper.remark_on(entry, Some(error.span), message, help),
        None => paper.remark(Some(error.span), message, help),
    }
}

/// Returns the entry with a value whose text a piece of Junk goes on, right below it.
fn above<'t, 's>(translation: &'t Translation<'s>, item: usize) -> Option<&'t Entry<'s>> {
    let junk = &translation.file.items[item];
    let before = item.checked_sub(1)?;
    let is_glued = translation.file.items[before].span.end == junk.span.start
        && !junk.has_comment()
        && !translation.entries.iter().any(|entry| entry.item == item);
    let mut entries = translation.entries.iter();
    entries
        .find(|entry| entry.item == before && entry.has_value())
        .filter(|_| is_glued)
}

/// Makes a remark on lines below a value that Fluent does not read as part of it.
fn lost_lines<'s>(
    paper: &Paper<'s>,
    translation: &Translation<'s>,
    entry: &Entry<'s>,
    span: Span,
    error: &SyntaxError,
) -> Remark<'s> {
    let span = trimmed(paper.raw, span);
    let whole = Span::new(entry.id_span.start, span.end);
    let Some(mended) = indented(whole.of(paper.raw), translation.file.newline) else {
        return junk(paper, None, error, span);
    };
    let message = format!(
        "the text of {} ends before this line, which is not indented",
        entry.id
    );
    let help = "indent the line by four spaces".to_owned();
    let mut remark = paper.remark_on(entry, Some(span), message, help);
    remark.fix = certain(paper, whole, Some(mended), entry.id);
    remark
}

/// Makes a fix, if what it makes is one entry with a value.
fn certain(paper: &Paper<'_>, span: Span, mended: Option<String>, id: &str) -> Option<Fix> {
    let mended = mended?;
    let text = Text::new(mended.clone());
    let (read, errors) = Translation::read(&text);
    let is_right = errors.is_empty()
        && read.entries.len() == 1
        && read.entries[0].id == id
        && read.entries[0].has_value();
    is_right.then(|| paper.fix(span, mended))
}

/// Takes the text of `# id =` out of the comment.
fn uncommented(text: &str, id: &str, newline: &str) -> Option<String> {
    let lines = text.lines().map(|line| {
        let line = line.strip_prefix('#').unwrap_or(line);
        line.trim()
    });
    let mut lines: Vec<&str> = lines.collect();
    lines[0] = lines[0]
        .strip_prefix(id)?
        .trim_start()
        .strip_prefix('=')?
        .trim_start();
    Some(written(id, &lines, newline))
}

/// Indents the text of `id =`.
fn indented(text: &str, newline: &str) -> Option<String> {
    let (id, text) = text.split_once('=')?;
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    Some(written(id.trim_end(), &lines, newline))
}

fn written(id: &str, lines: &[&str], newline: &str) -> String {
    let mut entry = format!("{id} =");
    for line in lines.iter().filter(|line| !line.is_empty()) {
        entry.push_str(newline);
        entry.push_str("    ");
        if line.starts_with(['[', '*', '.']) {
            entry.push_str("{ \"\" }");
        }
        entry.push_str(line);
    }
    entry
}

/// Tells whether a stub stands in the comment of the entry after it.
fn is_glued(translation: &Translation<'_>, idx: usize) -> bool {
    let item = translation.entries[idx].item;
    let next = translation.entries.get(idx + 1);
    next.is_some_and(|next| next.item == item)
}

fn doubled<'s>(
    paper: &Paper<'s>,
    translation: &Translation<'s>,
    idx: usize,
    counts: usize,
) -> Remark<'s> {
    let (entry, other) = (&translation.entries[idx], &translation.entries[counts]);
    let line = paper.region(other.id_span).start.line;
    let id = entry.id;
    if entry.has_value() || other.form == Form::Stub {
        let message = format!("{id} is here a second time: only the one in line {line} counts");
        let help = "keep one of the two".to_owned();
        return paper.remark_on(entry, None, message, help);
    }
    let message = format!("the stub of {id} is left beside its translation in line {line}");
    let help = "take away the stub, and keep its \"@source\" line above the translation";
    let mut remark = paper.remark_on(entry, None, message, help.to_owned());
    if entry.form == Form::Stub {
        remark.fix = unstubbed(paper, translation, idx, counts);
    }
    remark
}

/// Joins a stub with the translation below it, or takes away a stub that says nothing of its own.
fn unstubbed(
    paper: &Paper<'_>,
    translation: &Translation<'_>,
    stub: usize,
    entry: usize,
) -> Option<Fix> {
    let (stub_entry, own) = (&translation.entries[stub], &translation.entries[entry]);
    if own.comment.is_empty() && stub + 1 == entry {
        let span = Span::new(stub_entry.comment.end, own.id_span.start);
        let is_blank = paper.raw[stub_entry.span.end..own.span.start]
            .trim()
            .is_empty();
        return is_blank.then(|| paper.fix(span, String::new()));
    }
    let says_nothing = stub_entry.lines.iter().all(|line| {
        let mut others = own.lines.iter();
        others.any(|other| other.content == line.content)
    });
    if !says_nothing || is_glued(translation, stub) {
        return None;
    }
    let behind = &paper.raw[stub_entry.span.end..];
    let n_blank = behind.len() - behind.trim_start_matches(['\r', '\n']).len();
    let span = Span::new(stub_entry.span.start, stub_entry.span.end + n_blank);
    Some(paper.fix(span, String::new()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::facts::Facts;
    use crate::check::levels::Levels;
    use crate::check::testing::{check_article, check_messages, lines, with_workspace};
    use crate::finding::Finding;
    use crate::fluent::file::{Edit, splice};
    use crate::span::LineIndex;

    const EN: &str = "a = Alpha\nb = Beta\n";

    fn findings(translation: &str) -> Vec<Finding> {
        let files = [
            ("locales/en/site.ftl", EN),
            ("locales/es/site.ftl", translation),
        ];
        let mut findings = with_workspace(&files, |workspace| {
            crate::check::run(workspace, &Facts::default(), &Levels::default())
        });
        findings.retain(|finding| finding.check == "syntax");
        findings
    }

    /// Expects one finding, and its fix to make `fixed`.
    #[track_caller]
    fn check_fix(translation: &str, message: &str, fixed: &str) {
        for newline in ["\n", "\r\n"] {
            let raw = translation.replace('\n', newline);
            let findings = findings(&raw);
            assert_eq!(findings.len(), 1, "{findings:?}");
            assert_eq!(findings[0].message, message);
            let fix = findings[0].fix.as_ref().expect("the fix is certain");
            let index = LineIndex::new(&raw);
            let offset = |position| {
                let mut offsets = (0..=raw.len()).filter(|offset| raw.is_char_boundary(*offset));
                offsets
                    .find(|offset| index.position(&raw, *offset) == position)
                    .unwrap()
            };
            let edit = Edit {
                range: offset(fix.region.start)..offset(fix.region.end),
                text: fix.text.clone(),
            };
            let spliced = splice(&raw, vec![edit]);
            assert_eq!(spliced, fixed.replace('\n', newline));
            assert_eq!(self::findings(&spliced), []);
        }
    }

    #[test]
    fn text_left_in_the_comment_is_taken_out() {
        check_fix(
            "# @source Alpha\n# a = *Alfa*\n\nb = x\n",
            "the translation of a is still a comment",
            "# @source Alpha\na =\n    { \"\" }*Alfa*\n\nb = x\n",
        );
        check_fix(
            "# @source Alpha\n# a =\n#     Alfa\n#     y más\n\nb = x\n",
            "the translation of a is still a comment",
            "# @source Alpha\na =\n    Alfa\n    y más\n\nb = x\n",
        );
    }

    #[test]
    fn text_without_indentation_is_indented() {
        for text in ["Alfa", "Ñandú", "\tAlfa", "Alfa\nbeta, gamma"] {
            let fixed = text.trim().replace('\n', "\n    ");
            check_fix(
                &format!("# @source Alpha\na =\n{text}\n\nb = x\n"),
                "the translation of a is not indented with spaces",
                &format!("# @source Alpha\na =\n    {fixed}\n\nb = x\n"),
            );
        }
    }

    #[test]
    fn lines_lost_below_a_value_are_indented() {
        check_fix(
            "# @source Alpha\na =\n    Alfa\ny más, mucho más\n\nb = x\n",
            "the text of a ends before this line, which is not indented",
            "# @source Alpha\na =\n    Alfa\n    y más, mucho más\n\nb = x\n",
        );
    }

    #[test]
    fn a_glued_stub_is_parted() {
        check_fix(
            "# @source Alpha\n# a =\n# @source Beta\nb = Beta\n",
            "the stub of a touches the entry below it",
            "# @source Alpha\n# a =\n\n# @source Beta\nb = Beta\n",
        );
    }

    #[test]
    fn a_stub_beside_its_translation_is_joined_with_it() {
        check_fix(
            "# @source Alpha\n# a =\n\na =\n    Alfa\n\nb = x\n",
            "the stub of a is left beside its translation in line 4",
            "# @source Alpha\na =\n    Alfa\n\nb = x\n",
        );
        check_fix(
            "# @source Alpha\n# a =\n\n# @source Alpha\na =\n    Alfa\n\nb = x\n",
            "the stub of a is left beside its translation in line 5",
            "# @source Alpha\na =\n    Alfa\n\nb = x\n",
        );
    }

    #[test]
    fn junk_and_doubled_ids_are_named() {
        check_messages(
            "syntax",
            EN,
            "ru",
            "a = Альфа }\n\nb = Бета\n\nb = Вета\n\n!?\n",
            &[
                "a 1:11-1:12 a is no Fluent: unbalanced closing brace",
                "b 5:1-5:2 b is here a second time: only the one in line 3 counts",
                "- 7:1-7:2 this is no Fluent: expected one of \"a-zA-Z\"",
            ],
        );
    }

    #[test]
    fn a_conflict_is_named_with_its_lines_and_nothing_else() {
        check_messages(
            "syntax",
            EN,
            "sv",
            "a = Alfa\n<<<<<<< ours\nb = Beta\n=======\nb = Veta\n>>>>>>> theirs\n",
            &["- 2:1-2:13 a merge conflict stands in the file: lines 2, 4, 6"],
        );
    }

    #[test]
    fn lines_that_contradict_each_other_are_named() {
        check_messages(
            "syntax",
            EN,
            "es",
            "# @source Alpha\n# @source Alpha 2\na = Alfa\n\n# @source Beta\n# @was Veta\n# @draft x\nb = Beta\n",
            &[
                "a 2:1-2:18 a has two \"@source\" lines",
                "b 6:1-6:12 b has an \"@was\" and a \"@draft\" line",
            ],
        );
    }

    #[test]
    fn joins_have_to_lead_to_a_text() {
        let article = "Alpha left. Beta came.\n";
        let entries = |join: &str| {
            format!(
                "# @source Alpha left.\nalpha-left = Alfa\n\n# @source Beta came.\n# @joined {join}\nbeta-came = {{ \"\" }}\n"
            )
        };
        check_article("syntax", article, "es", &entries("alpha-left"), &[]);
        check_article(
            "syntax",
            article,
            "es",
            &entries("gamma"),
            &["beta-came 5:1-5:16 beta-came is joined to gamma, which is not there"],
        );
        check_article(
            "syntax",
            article,
            "es",
            &entries("beta-came"),
            &["beta-came 5:1-5:20 beta-came is joined to itself"],
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_is_a_finding() {
        let facts = Facts {
            unreadable: vec![Unreadable {
                path: "source/a.md".into(),
                locale: None,
                reason: "it is not UTF-8".into(),
                position: Some(Position { line: 3, column: 7 }),
            }],
            ..Facts::default()
        };
        with_workspace(&[], |workspace| {
            let findings = crate::check::run(workspace, &facts, &Levels::default());
            assert_eq!(
                lines(&findings, "syntax"),
                ["- 3:7-3:8 this file cannot be read: it is not UTF-8"]
            );
        });
    }

    #[test]
    fn silent_on_any_valid_fluent() {
        let spanish = "a =\n    Alfa\n\n    y más\n    .title = Título\n\nb = { a }\n";
        let swedish = "## Grupp\n\n# x = 3 är menat\na = Alfa { \"{\" }\nb = Beta\n-egen = Egen\n";
        let russian = "# @source Alpha\n# a =\n\n# @source Beta\n# b =\n\n### end\n";
        for (locale, file) in [("es", spanish), ("sv", swedish), ("ru", russian)] {
            check_messages("syntax", EN, locale, file, &[]);
        }
    }

    #[test]
    fn cannot_be_ignored() {
        let file = "# @ignore syntax\n# @source Alpha\n# a = Alfa\n\nb = Beta\n";
        let expect = ["a 3:1-3:11 the translation of a is still a comment"];
        check_messages("syntax", EN, "es", file, &expect);
    }
}
