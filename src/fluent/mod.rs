//! Fluent: `.ftl` as text. The encoder that puts any text into a pattern, and the lossless file that
//! knows where every entry, comment line and piece of Junk stands.
//!
//! It knows Fluent's syntax and nothing of articles, machine lines or statuses.

pub mod encode;
pub mod mask;
pub mod value;
pub mod references;
pub mod body;
pub mod oneline;
// The file stands on all of them.
pub mod file;
// What of it needs no parser.
mod usual;
pub mod apart;
