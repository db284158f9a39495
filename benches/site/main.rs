//! Writes the generated site into a folder: `site FOLDER TOLKA ARTICLES`. It is for whoever measures by hand, and for
//! the counts of `.ci/counts`; it uses nothing but the standard library, so that rustc alone can build it.

#[path = "mod.rs"]
#[allow(dead_code)]
mod site;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    // cargo adds a flag of its own.
    let args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let args: Vec<String> = args.collect();
    let [folder, tolka, n] = &args[..] else {
        eprintln!("usage: site FOLDER TOLKA ARTICLES");
        return ExitCode::from(2);
    };
    let Ok(n) = n.parse() else {
        eprintln!("\"{n}\" is no number of articles");
        return ExitCode::from(2);
    };
    match site::Site::new(n).write_translated(Path::new(folder), Path::new(tolka)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::FAILURE
        }
    }
}
