//! Screen: what is known of the terminal: its width, and whether it wants colour.

use std::io::IsTerminal;
use std::sync::OnceLock;

use super::Color;
use crate::report::screen::{Screen, inert, safe};

static COLOR: OnceLock<Color> = OnceLock::new();

/// Remembers when to use colour, for this process.
pub fn set_color(color: Color) {
    let choice = match color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
    let _ = COLOR.set(color);
}

/// Returns what standard output is.
pub fn stdout() -> Screen {
    let out = std::io::stdout();
    let is_terminal = out.is_terminal();
    let is_coloured = match COLOR.get().copied().unwrap_or_default() {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => anstream::AutoStream::choice(&out) != anstream::ColorChoice::Never,
    };
    let width =
        is_terminal.then(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)));
    Screen {
        width: width.flatten(),
        is_coloured,
    }
}

/// Says something on standard error. Its lines are ours; nothing that stands in them is a command of a CI or
/// of the terminal.
pub fn tell(message: &str) {
    for line in message.split('\n') {
        anstream::eprintln!("{}", inert(&safe(line)));
    }
}
