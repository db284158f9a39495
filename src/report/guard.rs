//! Guard: the last thing before a terminal or a log. No line that goes through it is a command of the CI that
//! reads the log, whatever an article, a translation, or a file name holds.

use std::io::{self, Write};

use super::screen::inert;

/// Writes whole lines on, made inert.
#[derive(Debug)]
pub struct Guard<W: Write> {
    out: W,
    line: Vec<u8>,
}

impl<W: Write> Guard<W> {
    /// Guards a writer.
    pub fn new(out: W) -> Self {
        Guard {
            out,
            line: Vec::new(),
        }
    }

    fn pass(&mut self, line: &[u8]) -> io::Result<()> {
        match std::str::from_utf8(line) {
            Ok(text) => self.out.write_all(inert(text).as_bytes()),
            Err(_) => self.out.write_all(line),
        }
    }

    fn pass_rest(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        self.pass(&line)
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
    fn bytes_that_are_no_text_go_through() {
        let mut out = Vec::new();
        Guard::new(&mut out).write_all(b"\xFF::\n").unwrap();
        assert_eq!(out, b"\xFF::\n");
    }
}
