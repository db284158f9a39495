//! Fluent: `.ftl` as text. The encoder that puts any text into a pattern, and the lossless file that
//! knows where every entry, comment line and piece of Junk stands.
//!
//! It knows Fluent's syntax and nothing of articles, machine lines or statuses.

pub mod encode;
pub mod mask;
pub mod oneline;
pub mod value;
pub mod references;
// The file stands on both.
pub mod file;
// What of it needs no parser.
mod usual;
pub mod apart;
