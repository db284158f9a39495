//! Build: how the program is linked. Nothing is generated here, and nothing of the program is known.

/// Links the program at a fixed address, where a GNU loader would have to move it.
///
/// Tables of texts in pulldown-cmark, html5gum and regex-syntax hold 26,000 addresses. In a program that may lie anywhere
/// the loader writes all of them anew at every start, in 120 pages, which takes a third as long as the rest
/// (docs/performance.md). The stack, the heap and the libraries lie where nobody knows either way. Who wants that of the
/// program too says so: `RUSTFLAGS="-C relocation-model=pie"`.
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let told = |name: &str| std::env::var(name).unwrap_or_default();
    let is_gnu = told("CARGO_CFG_TARGET_OS") == "linux" && told("CARGO_CFG_TARGET_ENV") == "gnu";
    let flags = told("CARGO_ENCODED_RUSTFLAGS");
    let is_said = ["relocation-model", "-pie", "sanitizer"].map(|flag| flags.contains(flag));
    let is_static = told("CARGO_CFG_TARGET_FEATURE").contains("crt-static");
    if is_gnu && !is_static && is_said == [false; 3] {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
