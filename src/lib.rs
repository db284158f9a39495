//! tolka keeps the translations of prose articles honest. ARCHITECTURE.md is the map of these modules,
//! which stand here in the order of their floors.

// 0 words
pub mod change;
pub mod id;
pub mod locale;
pub mod span;
// 1 text
pub mod fluent;
pub mod segment;
// 2 things
pub mod catalog;
pub mod document;
pub mod machine;
pub mod translation;
// 3 relations
pub mod align;
pub mod assemble;
pub mod compare;
pub mod coverage;
pub mod relate;
pub mod resolve;
pub mod sync;
// 4 judgement
pub mod finding;
// 6 world
pub mod config;
pub mod error;
pub mod project;
