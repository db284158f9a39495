//! The `tolka` command.

fn main() -> std::process::ExitCode {
    tolka::cli::run()
}
