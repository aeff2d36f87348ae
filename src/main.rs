//! The program: parses the arguments, runs, prints the error, returns the exit code.

use roundtable::cli::{self, Outcome};
use roundtable::clock;
use roundtable::domain::dates::expect_order;
use roundtable::keys;
use roundtable::tui::{self, Begin};

fn main() {
    std::process::exit(run());
}

fn run() -> i32 {
    if std::env::args_os()
        .nth(1)
        .is_some_and(|a| a == tui::guard::ARGUMENT)
    {
        tui::guard::run();
        return 0;
    }
    clock::read_zone_ahead();
    keys::show_for(keys::System::HERE);
    expect_order(clock::date_order());
    let arguments = match cli::parse(std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let ran = match cli::run(arguments) {
        Ok(ran) => ran,
        Err(failure) => {
            cli::print_error(&failure);
            return failure.code();
        }
    };
    let begin = match ran.outcome {
        Outcome::Done(code) => return code,
        Outcome::Library => Begin::Library,
        Outcome::Session {
            opened,
            present,
            throw_away,
        } => Begin::Session {
            opened,
            present,
            throw_away,
        },
        Outcome::Notes { path, session } => Begin::Notes { path, session },
    };
    let end = tui::run(tui::Start {
        paths: ran.paths,
        catalog: ran.catalog,
        theme: ran.theme,
        begin,
    });
    if let Some(says) = end.says {
        cli::print_error(&says);
    }
    end.code
}
