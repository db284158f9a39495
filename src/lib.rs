//! tolka keeps the translations of prose articles honest. ARCHITECTURE.md is the map of these modules,
//! which stand here in the order of their floors.

// 0 words
pub mod span;
pub mod locale;
pub mod id;
pub mod change;
// 1 text
pub mod segment;
pub mod fluent;
pub mod diff;
// 2 things
pub mod document;
pub mod machine;
pub mod catalog;
pub mod translation;
// 3 relations
pub mod align;
pub mod compare;
pub mod resolve;
pub mod relate;
pub mod coverage;
pub mod assemble;
pub mod sync;
// 4 judgement
pub mod finding;
// 5 voice
pub mod page;
// 6 world
pub mod error;
pub mod config;
pub mod project;
