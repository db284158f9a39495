//! Flow: inked words in lines: wrapped with a hanging indent, or in the columns of a table.
//!
//! It does not know what the words mean.

use std::borrow::Cow;
use std::io::{self, Write};

use unicode_segmentation::UnicodeSegmentation;

use super::screen::{Ink, Screen, width};

/// Is a stretch of safe text in one ink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'t> {
    /// How it looks.
    pub ink: Ink,
    /// What it says.
    pub text: Cow<'t, str>,
    /// Whether its spaces are no place to break a line.
    pub is_whole: bool,
}

impl Piece<'_> {
    fn into_owned(self) -> Piece<'static> {
        Piece {
            ink: self.ink,
            text: Cow::Owned(self.text.into_owned()),
            is_whole: self.is_whole,
        }
    }
}

/// Is the narrowest column that a text is wrapped into.
const NARROWEST: usize = 20;

/// Makes a piece.
pub fn piece<'t>(ink: Ink, text: impl Into<Cow<'t, str>>) -> Piece<'t> {
    Piece {
        ink,
        text: text.into(),
        is_whole: false,
    }
}

/// Makes a piece that stays on one line.
pub fn whole<'t>(ink: Ink, text: impl Into<Cow<'t, str>>) -> Piece<'t> {
    Piece {
        is_whole: true,
        ..piece(ink, text)
    }
}

/// Puts `separator` between pieces.
pub fn list<'t>(
    pieces: impl IntoIterator<Item = Piece<'t>>,
    separator: &'static str,
) -> Vec<Piece<'t>> {
    let mut listed = Vec::new();
    for next in pieces {
        if !listed.is_empty() {
            listed.push(piece(Ink::Plain, separator));
        }
        listed.push(next);
    }
    listed
}

/// Returns the columns that pieces take on one line.
pub fn pieces_width(pieces: &[Piece<'_>]) -> usize {
    pieces.iter().map(|piece| width(&piece.text)).sum()
}

/// Writes `label` and behind it the pieces; the lines after the first begin below the first piece.
///
/// `indent` is where the pieces begin; the label is padded up to there.
pub fn hang(
    out: &mut dyn Write,
    screen: &Screen,
    label: &[Piece<'_>],
    indent: usize,
    pieces: &[Piece<'_>],
) -> io::Result<()> {
    let n_label = pieces_width(label);
    write_pieces(out, screen, label)?;
    if pieces.is_empty() {
        return writeln!(out);
    }
    let n_gap = indent.saturating_sub(n_label);
    write!(out, "{:n_gap$}", "")?;
    let indent = indent.max(n_label);
    write_wrapped(out, screen, indent, indent, pieces)
}

/// Writes the pieces from the first column on; the lines after the first begin at `indent`.
pub fn line(
    out: &mut dyn Write,
    screen: &Screen,
    indent: usize,
    pieces: &[Piece<'_>],
) -> io::Result<()> {
    write_wrapped(out, screen, 0, indent, pieces)
}

/// Writes two texts beside each other on `n_columns`, each behind its label and hanging at `indent`.
pub fn beside(
    out: &mut dyn Write,
    screen: &Screen,
    n_columns: usize,
    indent: usize,
    labels: [Piece<'_>; 2],
    texts: [&[Piece<'_>]; 2],
) -> io::Result<()> {
    const RULE: &str = " │ ";
    let n_half = n_columns.saturating_sub(width(RULE)) / 2;
    let n_room = Some(n_half.saturating_sub(indent).max(NARROWEST));
    let [left, right] = texts.map(|pieces| wrap(pieces, n_room, n_room));
    let [left_label, right_label] = labels;
    for idx in 0..left.len().max(right.len()) {
        let half = |label: &Piece<'_>, lines: &[Vec<Piece<'_>>]| {
            let mut half = vec![piece(Ink::Plain, String::new())];
            if idx == 0 {
                half.push(label.clone().into_owned());
            }
            let n_gap = indent.saturating_sub(pieces_width(&half));
            half.push(piece(Ink::Plain, " ".repeat(n_gap)));
            let line = lines.get(idx).into_iter().flatten();
            half.extend(line.map(|own| own.clone().into_owned()));
            half
        };
        let mut row = half(&left_label, &left);
        let n_pad = n_half.saturating_sub(pieces_width(&row));
        row.push(piece(Ink::Plain, " ".repeat(n_pad)));
        row.push(piece(Ink::Dim, RULE));
        row.extend(half(&right_label, &right));
        trim_end(&mut row);
        write_pieces(out, screen, &row)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Writes pieces from column `first` on, where the cursor stands already; later lines begin at `indent`.
fn write_wrapped(
    out: &mut dyn Write,
    screen: &Screen,
    first: usize,
    indent: usize,
    pieces: &[Piece<'_>],
) -> io::Result<()> {
    let room = |n: usize| {
        screen
            .width
            .map(|width| width.saturating_sub(n).max(NARROWEST))
    };
    for (idx, line) in wrap(pieces, room(first), room(indent)).iter().enumerate() {
        if 0 < idx {
            write!(out, "{:indent$}", "")?;
        }
        write_pieces(out, screen, line)?;
        writeln!(out)?;
    }
    Ok(())
}

fn write_pieces(out: &mut dyn Write, screen: &Screen, pieces: &[Piece<'_>]) -> io::Result<()> {
    for piece in pieces {
        write!(out, "{}", screen.paint(piece.ink, &piece.text))?;
    }
    Ok(())
}

/// Is a run of text that stays on one line.
#[derive(Default)]
struct Word {
    pieces: Vec<(Ink, String)>,
    n_columns: usize,
    /// The ink of the space before it, where there is one.
    space: Option<Ink>,
}

impl Word {
    fn push(&mut self, ink: Ink, grapheme: &str) {
        self.n_columns += width(grapheme);
        match self.pieces.last_mut() {
            Some((last, text)) if *last == ink => text.push_str(grapheme),
            _ => self.pieces.push((ink, grapheme.to_owned())),
        }
    }
}

/// Breaks pieces into lines of at most `n_first` and then `n_columns`: at spaces, beside wide characters, and
/// inside a word only where it is longer than a line.
fn wrap<'t>(
    pieces: &[Piece<'t>],
    n_first: Option<usize>,
    n_columns: Option<usize>,
) -> Vec<Vec<Piece<'t>>> {
    let (Some(n_first), Some(n_columns)) = (n_first, n_columns) else {
        return vec![pieces.to_vec()];
    };
    if pieces_width(pieces) <= n_first {
        return vec![pieces.to_vec()];
    }
    let mut lines: Vec<Vec<Piece<'t>>> = Vec::new();
    let mut line: Vec<Piece<'t>> = Vec::new();
    let mut n_used = 0;
    for word in words(pieces, n_columns) {
        let n_room = if lines.is_empty() { n_first } else { n_columns };
        let n_space = usize::from(word.space.is_some());
        if 0 < n_used && n_room < n_used + n_space + word.n_columns {
            lines.push(std::mem::take(&mut line));
            n_used = 0;
        } else if let Some(ink) = word.space {
            extend(&mut line, ink, " ");
            n_used += 1;
        }
        for (ink, text) in &word.pieces {
            extend(&mut line, *ink, text);
        }
        n_used += word.n_columns;
    }
    lines.push(line);
    lines
}

fn extend(line: &mut Vec<Piece<'_>>, ink: Ink, text: &str) {
    match line.last_mut() {
        Some(last) if last.ink == ink => last.text.to_mut().push_str(text),
        _ => line.push(piece(ink, text.to_owned())),
    }
}

fn words(pieces: &[Piece<'_>], n_columns: usize) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word = Word::default();
    for Piece {
        ink,
        text,
        is_whole,
    } in pieces
    {
        for grapheme in text.graphemes(true) {
            let is_wide = 1 < width(grapheme);
            let is_long = n_columns < word.n_columns + width(grapheme);
            if grapheme == " " && !is_whole {
                words.push(std::mem::replace(
                    &mut word,
                    Word {
                        space: Some(*ink),
                        ..Word::default()
                    },
                ));
                continue;
            }
            if 0 < word.n_columns && (is_wide || is_long) {
                words.push(std::mem::take(&mut word));
            }
            word.push(*ink, grapheme);
        }
    }
    words.push(word);
    words
}

/// Is which way a column's cells are pushed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// To the left.
    Left,
    /// To the right, as numbers.
    Right,
}

/// Is rows of cells; the last column is as wide as the screen leaves it, and wraps.
#[derive(Debug)]
pub struct Table<'t> {
    /// Spaces before the first column.
    pub indent: usize,
    /// The columns.
    pub columns: Vec<Align>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<Vec<Piece<'t>>>>,
}

impl Table<'_> {
    /// Writes the table, two spaces between columns and none at the end of a line. An empty column is left out;
    /// a last cell that has no room beside the others goes below them.
    pub fn write(&self, out: &mut dyn Write, screen: &Screen) -> io::Result<()> {
        let n_last = self.columns.len().saturating_sub(1);
        let widths: Vec<usize> = (0..n_last)
            .map(|column| {
                self.rows
                    .iter()
                    .map(|row| pieces_width(&row[column]))
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        for row in &self.rows {
            let mut label = vec![piece(Ink::Plain, " ".repeat(self.indent))];
            for (column, n_columns) in widths.iter().enumerate().filter(|(_, n)| 0 < **n) {
                let pad = piece(
                    Ink::Plain,
                    " ".repeat(n_columns - pieces_width(&row[column])),
                );
                let cell = row[column].iter().cloned();
                match self.columns[column] {
                    Align::Left => label.extend(cell.chain([pad])),
                    Align::Right => label.extend([pad].into_iter().chain(cell)),
                }
                label.push(piece(Ink::Plain, "  "));
            }
            let last = &row[n_last];
            let n_label = pieces_width(&label);
            let n_room = screen.width.map(|width| width.saturating_sub(n_label));
            let is_below = n_room.is_some_and(|n| n < NARROWEST && n < pieces_width(last));
            if last.is_empty() || is_below {
                trim_end(&mut label);
                hang(out, screen, &label, 0, &[])?;
            } else {
                hang(out, screen, &label, n_label, last)?;
            }
            if is_below {
                hang(out, screen, &[], self.indent + 4, last)?;
            }
        }
        Ok(())
    }
}

fn trim_end(pieces: &mut Vec<Piece<'_>>) {
    while let Some(last) = pieces.last_mut() {
        let trimmed = last.text.trim_end_matches(' ');
        if !trimmed.is_empty() {
            last.text = Cow::Owned(trimmed.to_owned());
            return;
        }
        pieces.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(n_columns: usize, pieces: &[Piece<'_>], expect: &str) {
        let mut out = Vec::new();
        let screen = Screen {
            width: Some(n_columns),
            is_coloured: false,
        };
        hang(&mut out, &screen, &[piece(Ink::Plain, "  es")], 6, pieces).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expect);
    }

    #[test]
    fn lines_break_at_spaces_and_hang() {
        check(
            30,
            &[
                piece(Ink::Plain, "El ministro de Defensa anunció "),
                piece(Ink::Deleted, "el sábado"),
            ],
            "  es  El ministro de Defensa\n      anunció el sábado\n",
        );
        check(30, &[piece(Ink::Plain, "Коротко")], "  es  Коротко\n");
        check(30, &[], "  es\n");
    }

    #[test]
    fn a_whole_piece_stays_on_its_line() {
        let pieces = list(
            [
                whole(Ink::Plain, "12 missing"),
                whole(Ink::Plain, "3 unverified"),
            ],
            ", ",
        );
        check(26, &pieces, "  es  12 missing,\n      3 unverified\n");
    }

    #[test]
    fn the_first_line_may_be_longer() {
        let mut out = Vec::new();
        let screen = Screen {
            width: Some(24),
            is_coloured: false,
        };
        line(
            &mut out,
            &screen,
            4,
            &[piece(Ink::Plain, "one two three four five six seven eight")],
        )
        .unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "one two three four five\n    six seven eight\n"
        );
    }

    #[test]
    fn no_break_spaces_hold() {
        check(
            26,
            &[piece(Ink::Plain, "Правительство г.\u{A0}Москвы")],
            "  es  Правительство\n      г.\u{A0}Москвы\n",
        );
    }

    #[test]
    fn wide_characters_take_two_columns() {
        check(
            26,
            &[piece(Ink::Plain, "日本語の記事を翻訳する人")],
            "  es  日本語の記事を翻訳す\n      る人\n",
        );
    }

    #[test]
    fn a_word_longer_than_a_line_is_cut() {
        check(
            26,
            &[piece(Ink::Plain, "abcdefghijklmnopqrstuvwxyz")],
            "  es  abcdefghijklmnopqrst\n      uvwxyz\n",
        );
    }

    #[test]
    fn ink_ends_with_the_line() {
        let mut out = Vec::new();
        let screen = Screen {
            width: Some(24),
            is_coloured: true,
        };
        let pieces = [piece(Ink::Path, "one two three four five six")];
        hang(&mut out, &screen, &[], 2, &pieces).unwrap();
        let expect = "  \u{1B}[36mone two three four\u{1B}[0m\n  \u{1B}[36mfive six\u{1B}[0m\n";
        assert_eq!(String::from_utf8(out).unwrap(), expect);
    }

    #[test]
    fn two_languages_stand_beside_each_other_in_any_script() {
        let mut out = Vec::new();
        let labels = [piece(Ink::Dim, "en"), piece(Ink::Dim, "ja")];
        let left = [piece(
            Ink::Plain,
            "The minister signed an accord in Stockholm.",
        )];
        let right = [piece(Ink::Plain, "大臣はストックホルムで合意に署名した。")];
        beside(&mut out, &Screen::default(), 53, 4, labels, [&left, &right]).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "\
en  The minister signed   │ ja  大臣はストックホルム
    an accord in          │     で合意に署名した。
    Stockholm.            │
"
        );
    }

    #[test]
    fn combining_marks_take_no_column() {
        check(
            26,
            &[piece(
                Ink::Plain,
                "e\u{301}te\u{301} и\u{306} 12345678901 x",
            )],
            "  es  e\u{301}te\u{301} и\u{306} 12345678901 x\n",
        );
    }

    #[test]
    fn tables_align_by_columns_on_the_screen() {
        let cell = |text: &'static str| vec![piece(Ink::Plain, text)];
        let table = Table {
            indent: 1,
            columns: vec![Align::Left, Align::Right, Align::Left, Align::Left],
            rows: vec![
                vec![cell("日本"), cell("7"), vec![], cell("x")],
                vec![cell("р"), cell("100"), vec![], vec![]],
            ],
        };
        let mut out = Vec::new();
        table.write(&mut out, &Screen::default()).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            " 日本    7  x\n р     100\n"
        );
    }
}
