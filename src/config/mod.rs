//! Config
pub mod reader;
