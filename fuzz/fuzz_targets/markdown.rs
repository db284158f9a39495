//! Whatever an article and a translation hold: the bytes come through, and the blocks stay.

#![no_main]

mod laws;

use libfuzzer_sys::fuzz_target;
use tolka::document::Format;

fuzz_target!(|input: (&str, &str)| laws::hold(input.1, input.0, Format::Markdown));
