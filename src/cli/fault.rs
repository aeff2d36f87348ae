//! What happens after a fault of the program's own, in a command and on the screen.

use super::output::print_error;
use crate::store::{self, Paths};

/// Exit code after an error of the program's own; `EX_SOFTWARE` in `sysexits.h`.
pub const CRASHED: i32 = 70;

/// What is safe after a crash of a command.
pub(super) const IN_A_COMMAND: &str = "The command may not have finished; no session is damaged.";

/// Handles every panic from now on: calls `clean_up`, writes a report, says in one sentence what is
/// safe and where the report is, and ends the program.
pub fn on_panic(paths: &Paths, safe: &'static str, clean_up: fn()) {
    let paths = paths.clone();
    std::panic::set_hook(Box::new(move |info| {
        clean_up();
        // the message may quote what was typed
        let report = format!(
            "{}\n{}\n",
            crate::text::visible(&info.to_string()),
            std::backtrace::Backtrace::force_capture()
        );
        let stamp = crate::clock::now().strftime("%Y%m%d-%H%M%S").to_string();
        let place = match store::write_report(&paths, &report, &stamp) {
            Ok(path) => format!("The report is in {}.", store::shown(&path)),
            Err(why) => format!("No report could be written: {why}"),
        };
        print_error(&format!("roundtable has crashed. {safe} {place}"));
        std::process::exit(CRASHED);
    }));
}

/// Crashes if `ROUNDTABLE_FAULT` is `command`, for tests. Not in release builds.
#[cfg(debug_assertions)]
#[expect(clippy::panic, reason = "it is what is asked for")]
pub(super) fn crash_on_purpose() {
    if std::env::var("ROUNDTABLE_FAULT").is_ok_and(|fault| fault == "command") {
        panic!("a fault on purpose \u{1b}[2J");
    }
}
