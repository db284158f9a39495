//! Guard: the last thing before a terminal or a log. No line that goes through it is a command of the CI that
//! reads the log, whatever an article, a translation, or a file name holds.

use std::io::{self, Write};

use super::screen::{inert, unmarked};

/// Writes lines on, made inert: whole ones, and long ones piece by piece.
#[derive(Debug)]
pub struct Guard<W: Write> {
    out: W,
    /// What is not written on yet of the last line.
    line: Vec<u8>,
    /// How many bytes of that are known to have no place to part it at.
    n_whole: usize,
    /// Whether something of that line was written on that is no white space.
    is_begun: bool,
}

/// How many bytes of a line are held before the first of them are written on. A report in JSON is one line.
const LONG: usize = 1 << 16;

impl<W: Write> Guard<W> {
    /// Guards a writer.
    pub fn new(out: W) -> Self {
        Guard {
            out,
            line: Vec::new(),
            n_whole: 0,
            is_begun: false,
        }
    }

    /// Writes on what is a line, or the rest of one.
    fn pass(&mut self, line: &[u8]) -> io::Result<()> {
        self.pass_piece(line)?;
        self.is_begun = false;
        Ok(())
    }

    fn pass_piece(&mut self, piece: &[u8]) -> io::Result<()> {
        let Ok(text) = std::str::from_utf8(piece) else {
            self.is_begun = true;
            return self.out.write_all(piece);
        };
        let text = match self.is_begun {
            true => unmarked(text),
            false => inert(text),
        };
        self.is_begun |= !text.trim_start().is_empty();
        self.out.write_all(text.as_bytes())
    }

    fn pass_rest(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        self.n_whole = 0;
        self.pass(&line)
    }

    /// Writes on a long line up to its last blank or quotation mark: no command has one in its mark, and none ends its
    /// mark but a blank.
    fn pass_long(&mut self) -> io::Result<()> {
        let Some(at) = memchr::memrchr2(b' ', b'"', &self.line[self.n_whole..]) else {
            self.n_whole = self.line.len();
            return Ok(());
        };
        let rest = self.line.split_off(self.n_whole + at + 1);
        self.n_whole = rest.len();
        let piece = std::mem::replace(&mut self.line, rest);
        self.pass_piece(&piece)
    }
}

impl<W: Write> Write for Guard<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            let is_whole = part.ends_with(b"\n");
            if is_whole && self.line.is_empty() {
                self.pass(part)?;
            } else {
                self.line.extend_from_slice(part);
                if is_whole {
                    self.pass_rest()?;
                } else if LONG <= self.line.len() {
                    self.pass_long()?;
                }
            }
        }
        Ok(bytes.len())
    }

    /// Writes on what is no whole line yet, too.
    fn flush(&mut self) -> io::Result<()> {
        self.pass_rest()?;
        self.out.flush()
    }
}

impl<W: Write> Drop for Guard<W> {
    fn drop(&mut self) {
        // Nobody is left to hear of an error; whoever wants to flushes.
        let _ = self.pass_rest();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_inert_however_they_are_written() {
        let text = "a\n  ::error::x\nb ::c ##[group]\r\n##vso[x]\n::d";
        let expect = "a\n  :\\u{3A}error::x\nb ::c #\\u{23}[group]\r\n#\\u{23}vso[x]\n:\\u{3A}d";
        for n in [1, 2, 5, 100] {
            let mut out = Vec::new();
            let mut guard = Guard::new(&mut out);
            for bytes in text.as_bytes().chunks(n) {
                guard.write_all(bytes).unwrap();
            }
            drop(guard);
            assert_eq!(String::from_utf8(out).unwrap(), expect);
        }
    }

    #[test]
    fn long_lines_are_not_held() {
        for part in ["x ", "{\"a\":null},", "é"] {
            let long = format!("  ::a {} ##[b] é::error::c", part.repeat(LONG));
            for n in [100, LONG, 3 * LONG] {
                let mut out = Vec::new();
                let mut guard = Guard::new(&mut out);
                for bytes in long.as_bytes().chunks(n) {
                    guard.write_all(bytes).unwrap();
                    assert!(guard.line.len() < LONG || part == "é");
                }
                drop(guard);
                assert_eq!(String::from_utf8(out).unwrap(), inert(&long));
            }
        }
    }

    #[test]
    fn bytes_that_are_no_text_go_through() {
        let mut out = Vec::new();
        Guard::new(&mut out).write_all(b"\xFF::\n").unwrap();
        assert_eq!(out, b"\xFF::\n");
    }
}
