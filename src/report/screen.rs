//! Screen: how wide a report may be, which ink a meaning gets, and what of an article may reach a terminal.
//! Colour lives here alone.
//!
//! It does not know what is printed.

use std::borrow::Cow;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Effects, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Is what a report is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// Columns; `None` where it is no terminal, and lines may have any length.
    pub width: Option<usize>,
    /// Whether ink is seen.
    pub is_coloured: bool,
}

/// Is a meaning that has a look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ink {
    /// Text as it is.
    #[default]
    Plain,
    /// What the eye looks for.
    Strong,
    /// What it may pass over.
    Dim,
    /// A place to open.
    Path,
    /// Done.
    Good,
    /// To look at.
    Warning,
    /// To mend.
    Error,
    /// Words that went.
    Deleted,
    /// Words that came.
    Inserted,
}

impl Ink {
    /// Returns the look. Words that went and came differ by more than their hue.
    fn style(self) -> Style {
        let hue = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
        match self {
            Ink::Plain => Style::new(),
            Ink::Strong => Style::new().bold(),
            Ink::Dim => Style::new().dimmed(),
            Ink::Path => hue(AnsiColor::Cyan),
            Ink::Good => hue(AnsiColor::Green),
            Ink::Warning => hue(AnsiColor::Yellow),
            Ink::Error => hue(AnsiColor::Red).bold(),
            Ink::Deleted => hue(AnsiColor::Red).effects(Effects::STRIKETHROUGH),
            Ink::Inserted => {
                hue(AnsiColor::Green).effects(Effects::BOLD.insert(Effects::UNDERLINE))
            }
        }
    }
}

impl Screen {
    /// Returns `text` in `ink`. The text has to be safe already.
    pub fn paint<'t>(&self, ink: Ink, text: &'t str) -> Cow<'t, str> {
        if !self.is_coloured || ink == Ink::Plain || text.is_empty() {
            return Cow::Borrowed(text);
        }
        let style = ink.style();
        Cow::Owned(format!("{style}{text}{style:#}"))
    }
}

/// Returns `text` as it may be printed: what would steer the terminal, or turn the direction of what follows,
/// is shown by its code (`\u{202E}`), a line break as `⏎`.
pub fn safe(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return unmarked(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' => shown.push('⏎'),
            '\t' => shown.push_str("\\t"),
            '\r' => shown.push_str("\\r"),
            c if is_unsafe(c) => {
                let _ = write!(shown, "\\u{{{:04X}}}", c as u32);
            }
            c => shown.push(c),
        }
    }
    match unmarked(&shown) {
        Cow::Owned(shown) => Cow::Owned(shown),
        Cow::Borrowed(_) => Cow::Owned(shown),
    }
}

/// Returns a line as a log of a CI may hold it: no `::` begins it, and no command of GitHub (`::error::`), Azure or
/// TeamCity (`##[`, `##vso[`) stands anywhere in it.
pub fn inert(line: &str) -> Cow<'_, str> {
    let unmarked = unmarked(line);
    let start = unmarked.len() - unmarked.trim_start().len();
    if !unmarked[start..].starts_with("::") {
        return unmarked;
    }
    let (space, rest) = unmarked.split_at(start);
    Cow::Owned(format!("{space}:\\u{{3A}}{}", &rest[2..]))
}

/// Breaks the marks of commands: their second sign is shown by its code.
pub fn unmarked(text: &str) -> Cow<'_, str> {
    if mark(text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some((at, code)) = mark(rest) {
        shown.push_str(&rest[..at]);
        shown.push_str(code);
        rest = &rest[at + 1..];
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

/// The commands that GitHub Actions know, or knew.
const COMMANDS: [&str; 16] = [
    "add-mask",
    "add-matcher",
    "add-path",
    "debug",
    "echo",
    "endgroup",
    "error",
    "group",
    "internal-set-repo-path",
    "notice",
    "remove-matcher",
    "save-state",
    "set-env",
    "set-output",
    "stop-commands",
    "warning",
];

/// Finds the first sign of a text that makes a command's mark with the same one before it; returns where it stands
/// and its code. `std::fs` is no command, `std::error::Error` holds one.
pub fn mark(text: &str) -> Option<(usize, &'static str)> {
    let mut last = None;
    for (at, byte) in text.bytes().enumerate() {
        if last == Some(byte) {
            let rest = &text[at..];
            match byte {
                b'#' if is_bracket_command(&rest[1..]) => return Some((at, "\\u{23}")),
                b':' if is_colon_command(&rest[1..]) => return Some((at, "\\u{3A}")),
                _ => {}
            }
        }
        last = matches!(byte, b'#' | b':').then_some(byte);
    }
    None
}

fn is_bracket_command(rest: &str) -> bool {
    rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric())
        .starts_with('[')
}

fn is_colon_command(rest: &str) -> bool {
    let end = rest.find(|c: char| !c.is_ascii_alphabetic() && c != '-');
    let (name, behind) = rest.split_at(end.unwrap_or(rest.len()));
    let is_ended = behind.starts_with([' ', ':']) || behind.is_empty();
    is_ended && COMMANDS.iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// Tells whether a character steers: controls, line and paragraph separators, directions, invisible tags.
/// Joiners stay, because emoji and whole scripts need them.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61C}'
            | '\u{200B}' | '\u{200E}' | '\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2066}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}')
}

/// Returns the columns that `text` takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Cuts `text` to `n_columns`; a cut shows as `…` at the end.
pub fn fit(text: &str, n_columns: usize) -> Cow<'_, str> {
    if width(text) <= n_columns {
        return Cow::Borrowed(text);
    }
    Cow::Owned(take(text.graphemes(true), n_columns.saturating_sub(1)) + "…")
}

/// Cuts a path to `n_columns` from its front: the name at its end tells more.
pub fn fit_path(path: &str, n_columns: usize) -> Cow<'_, str> {
    if width(path) <= n_columns {
        return Cow::Borrowed(path);
    }
    let end = take(path.graphemes(true).rev(), n_columns.saturating_sub(1));
    Cow::Owned(format!(
        "…{}",
        end.graphemes(true).rev().collect::<String>()
    ))
}

fn take<'t>(graphemes: impl Iterator<Item = &'t str>, n_columns: usize) -> String {
    let mut taken = String::new();
    let mut n_taken = 0;
    for grapheme in graphemes {
        n_taken += width(grapheme);
        if n_columns < n_taken {
            break;
        }
        taken.push_str(grapheme);
    }
    taken
}

/// Draws a bar: how much of `total` is done, how much is begun, and the rest.
///
/// Only what is done whole fills it, and what is begun shows however little it is.
pub fn bar(done: usize, begun: usize, total: usize, n_cells: usize) -> [(Ink, String); 3] {
    let cells = |n: usize| (n * n_cells).checked_div(total).unwrap_or(n_cells);
    let n_done = cells(done);
    let n_both = if total <= done + begun {
        n_cells
    } else {
        cells(done + begun)
            .max(n_done + usize::from(0 < begun))
            .min(n_cells.saturating_sub(1).max(n_done))
    };
    [
        (Ink::Good, "█".repeat(n_done)),
        (Ink::Warning, "▒".repeat(n_both - n_done)),
        (Ink::Dim, "░".repeat(n_cells - n_both)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_shown_by_its_code() {
        let cases = [
            ("Ивáнов – “so”", "Ивáнов – “so”"),
            ("a\u{202E}b\u{2066}", "a\\u{202E}b\\u{2066}"),
            ("\u{1B}[31m", "\\u{001B}[31m"),
            ("\u{9B}31m", "\\u{009B}31m"),
            ("a\nb\tc\r", "a⏎b\\tc\\r"),
            ("👩\u{200D}💻", "👩\u{200D}💻"),
            ("\u{E0041}", "\\u{E0041}"),
        ];
        for (text, expect) in cases {
            assert_eq!(safe(text), expect);
        }
    }

    #[test]
    fn no_command_of_a_ci_is_left_in_a_line() {
        let cases = [
            ("std::fs and a::b::c", "std::fs and a::b::c"),
            ("::fs", ":\\u{3A}fs"),
            ("\u{A0}::x::y", "\u{A0}:\\u{3A}x::y"),
            ("say ::error::x", "say :\\u{3A}error::x"),
            (
                "say ::Set-Output name=a::b",
                "say :\\u{3A}Set-Output name=a::b",
            ),
            (":::group::x", ":\\u{3A}\\u{3A}group::x"),
            ("a:::group::x", "a::\\u{3A}group::x"),
            ("::endgroup", ":\\u{3A}endgroup"),
            ("the ::errors::", "the ::errors::"),
            (
                "###[a] ##vso[b] ## [c]",
                "##\\u{23}[a] #\\u{23}vso[b] ## [c]",
            ),
        ];
        for (line, expect) in cases {
            assert_eq!(inert(line), expect);
        }
    }

    #[test]
    fn cuts_count_columns() {
        assert_eq!(fit("Колумбия", 8), "Колумбия");
        assert_eq!(fit("Колумбия", 7), "Колумб…");
        assert_eq!(fit("日本語の記事", 6), "日本…");
        assert_eq!(fit_path("source/news/accord.md", 13), "…ws/accord.md");
        assert_eq!(fit_path("источник/日本.md", 9), "…/日本.md");
    }

    #[test]
    fn a_bar_is_full_only_when_all_is_done() {
        let drawn =
            |done, begun, total| bar(done, begun, total, 10).map(|(_, cells)| cells).concat();
        assert_eq!(drawn(412, 0, 412), "██████████");
        assert_eq!(drawn(411, 0, 412), "█████████░");
        assert_eq!(drawn(411, 1, 412), "█████████▒");
        assert_eq!(drawn(0, 1, 412), "▒░░░░░░░░░");
        assert_eq!(drawn(0, 0, 412), "░░░░░░░░░░");
        assert_eq!(drawn(0, 0, 0), "██████████");
        assert_eq!(drawn(206, 100, 412), "█████▒▒░░░");
    }

    #[test]
    fn ink_is_seen_only_with_colour() {
        let plain = Screen::default();
        let coloured = Screen {
            is_coloured: true,
            ..plain
        };
        assert_eq!(plain.paint(Ink::Error, "x"), "x");
        assert_eq!(
            coloured.paint(Ink::Error, "x"),
            "\u{1B}[1m\u{1B}[31mx\u{1B}[0m"
        );
        assert_eq!(coloured.paint(Ink::Plain, "x"), "x");
    }
}
