//! tolka keeps the translations of prose articles honest. ARCHITECTURE.md is the map of these modules,
//! which stand here in the order of their floors.

// 0 words
pub mod change;
pub mod id;
pub mod locale;
pub mod span;
// 1 text
pub mod diff;
pub mod segment;
// 2 things
pub mod document;
