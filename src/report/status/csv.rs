//! Csv: the status for spreadsheets, as RFC 4180 has it: a line per locale and article, or per segment.
//!
//! A spreadsheet takes a cell that begins with `=` for a formula. No text of an article or a translation may
//! become one: such a cell gets a `'` before it, which spreadsheets show as the text that it is.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Detail, Part, Progress, Question, Voice, progress};
use crate::compare::Status;
use crate::locale::Locale;
use crate::relate::Localized;
use crate::report::facts::{Facts, Original};
use crate::report::screen::safe;
use crate::segment::count::words;

const COUNTS: &str = "locale,article,percent,required,segments,current,stale,draft,unverified,missing,obsolete,\
                      words,words current,words stale,words draft,words unverified,words missing";
const SEGMENTS: &str = "locale,article,id,status,class,context,words,source,was,translation,proposal,notes,from,path,line,source line";

/// Writes the status as CSV. It begins with a byte-order mark: without one a spreadsheet may take it for another
/// encoding.
pub fn csv(out: &mut dyn Write, question: &Question<'_, '_, '_>, detail: Detail) -> io::Result<()> {
    let head = match detail {
        Detail::Counts => COUNTS,
        Detail::Segments => SEGMENTS,
    };
    write!(out, "\u{FEFF}{head}\r\n")?;
    for own in progress(question) {
        for part in own.parts() {
            match detail {
                Detail::Counts => write_counts(out, &own, part)?,
                Detail::Segments => out.write_all(&part.segments(Voice::Csv, question)?)?,
            }
        }
    }
    Ok(())
}

fn write_counts(
    out: &mut dyn Write,
    progress: &Progress<'_, '_>,
    part: &Part<'_, '_>,
) -> io::Result<()> {
    let coverage = &part.count.coverage;
    let (segments, words) = (&coverage.segments, &coverage.words);
    let numbers = [
        words.percent(|status| status == Status::Current),
        part.count.required,
        segments.total,
        segments.current,
        segments.stale,
        segments.draft,
        segments.unverified,
        segments.missing,
        coverage.obsolete,
        words.total,
        words.current,
        words.stale,
        words.draft,
        words.unverified,
        words.missing,
    ];
    let numbers = numbers.map(|n| n.to_string());
    let texts = [progress.locale.as_str(), part.path];
    write_row(out, texts.into_iter().chain(numbers.iter().map(|n| &**n)))
}

/// Writes every segment of an article or message file in one locale.
pub(super) fn write_segments(
    out: &mut Vec<u8>,
    original: Original<'_, '_>,
    side: &Localized<'_>,
) -> io::Result<()> {
    let segments = original.facts(side, |_| true);
    let mut segments = segments.iter();
    segments.try_for_each(|facts| write_segment(out, side.side.locale, original.path(), facts))
}

fn write_segment(
    out: &mut Vec<u8>,
    locale: &Locale,
    path: &str,
    facts: &Facts<'_>,
) -> io::Result<()> {
    let number = |n: Option<usize>| n.map(|n| n.to_string()).unwrap_or_default();
    let remarks = &facts.remarks;
    let translation = facts
        .translation
        .as_deref()
        .or(remarks.unresolved.as_deref());
    write_row(
        out,
        [
            locale.as_str(),
            path,
            facts.id,
            facts.status.name(),
            facts.class.map(|class| class.name()).unwrap_or_default(),
            facts.context.unwrap_or_default(),
            &words(facts.source).to_string(),
            facts.source,
            facts.was.unwrap_or_default(),
            translation.unwrap_or_default(),
            facts.proposal.as_deref().unwrap_or_default(),
            &facts.notes.join("; "),
            facts
                .inherited_from
                .map(|locale| locale.as_str())
                .unwrap_or_default(),
            facts.path,
            &number(facts.line),
            &number(Some(facts.source_line)),
        ],
    )
}

fn write_row<'c>(out: &mut dyn Write, cells: impl IntoIterator<Item = &'c str>) -> io::Result<()> {
    for (idx, text) in cells.into_iter().enumerate() {
        if 0 < idx {
            write!(out, ",")?;
        }
        write!(out, "{}", cell(text))?;
    }
    write!(out, "\r\n")
}

/// Writes a text as a cell: one line, no formula, quoted where it has to be.
fn cell(text: &str) -> Cow<'_, str> {
    let steers = |c: char| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
        )
    };
    let is_formula = text.starts_with(steers);
    let text = match (is_formula, safe(text)) {
        (true, shown) => Cow::Owned(format!("'{shown}")),
        (false, shown) => shown,
    };
    let is_plain = !text.contains([',', '"', '\'']) && text.trim() == text;
    if is_plain {
        return text;
    }
    Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::{workspace, written};
    use crate::report::status::fixture::question;

    #[test]
    fn no_cell_is_a_formula() {
        let cases = [
            ("Ивáнов", "Ивáнов"),
            ("", ""),
            ("=1+1", "\"'=1+1\""),
            ("+7 (495)", "\"'+7 (495)\""),
            ("-2+3", "\"'-2+3\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("＝1", "\"'＝1\""),
            ("\t=1", "\"'\\t=1\""),
            ("\r=1", "\"'\\r=1\""),
            ("\n=1", "\"'⏎=1\""),
            ("a,b", "\"a,b\""),
            (" =1", "\" =1\""),
            ("say \"so\"", "\"say \"\"so\"\"\""),
            ("a\nb\u{202E}", "a⏎b\\u{202E}"),
        ];
        for (text, expect) in cases {
            assert_eq!(cell(text), expect, "{text:?}");
        }
    }

    #[test]
    fn a_line_per_locale_and_article() {
        let workspace = workspace();
        let all = written(|out| csv(out, &question(&workspace), Detail::Counts));
        let lines: Vec<&str> = all.split("\r\n").collect();
        assert_eq!(lines[0], format!("\u{FEFF}{COUNTS}"));
        assert_eq!(
            lines[1],
            "es,source/news/accord.md,16,100,5,1,1,1,1,1,1,24,4,7,2,4,7"
        );
        assert_eq!(
            lines[5],
            "es,source/news/gone.md,100,100,0,0,0,0,0,0,1,0,0,0,0,0,0"
        );
        assert_eq!(lines.last(), Some(&""));
        let n_columns = COUNTS.split(',').count();
        assert!(
            lines[..lines.len() - 1]
                .iter()
                .all(|line| line.split(',').count() == n_columns)
        );
    }

    #[test]
    fn a_line_per_segment() {
        let workspace = workspace();
        let all = written(|out| csv(out, &question(&workspace), Detail::Segments));
        let lines: Vec<&str> = all.split("\r\n").collect();
        assert_eq!(
            lines[2],
            "es,source/news/accord.md,colombias-minister-signed-an,stale,wording,paragraph,7,\
             Colombia’s minister signed an accord on Saturday.,Colombia’s minister announced an accord on Saturday.,\
             El ministro anunció el sábado un acuerdo.,,,,locales/es/news/accord.ftl,9,3"
        );
    }
}
