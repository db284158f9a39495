//! Answers JSON lines on stdin: what `tolka segments --batch` does.

use std::io;

fn main() -> io::Result<()> {
    tolka::segment::batch::answer(io::stdin().lock(), io::stdout().lock(), &Default::default())
}
