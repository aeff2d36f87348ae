//! The program: parse arguments, run, print the error, exit code.

use clap::Parser;
use roundtable::cli::{self, Cli, Outcome};
use roundtable::tui;

fn main() {
    std::process::exit(run());
}

fn run() -> i32 {
    let ran = match cli::run(Cli::parse()) {
        Ok(ran) => ran,
        Err(failure) => {
            cli::complain(&failure.says);
            return failure.code;
        }
    };
    match ran.outcome {
        Outcome::Done(code) => code,
        Outcome::Screen { opened, throw_away } => {
            let end = tui::run(tui::Start { paths: ran.paths, catalog: ran.catalog, theme: ran.theme, opened: opened.map(|o| *o), throw_away });
            if let Some(says) = end.says {
                cli::complain(&says);
            }
            end.code
        }
    }
}
