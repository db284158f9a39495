//! The `tolka` command.

fn main() {}
