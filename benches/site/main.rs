//! Writes the generated site into a folder: `site FOLDER TOLKA ARTICLES`; with a number behind it, only its articles with
//! that many percent of their sentences edited; with `html`, its articles in HTML alone. It is for whoever measures by hand, and for
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
    let (Some([folder, tolka, n]), more) = (args.first_chunk(), args.get(3)) else {
        eprintln!("usage: site FOLDER TOLKA ARTICLES [PERCENT | html]");
        return ExitCode::from(2);
    };
    let Ok(n) = n.parse() else {
        eprintln!("\"{n}\" is no number of articles");
        return ExitCode::from(2);
    };
    let (folder, mut made) = (Path::new(folder), site::Site::new(n));
    let written = match more.map(String::as_str) {
        None => made.write_translated(folder, Path::new(tolka)),
        Some("html") => made.write_html(folder),
        Some(percent) => {
            made.edit(percent.parse().unwrap_or_default());
            made.write(folder)
        }
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}
