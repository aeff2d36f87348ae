//! Any typed text is a date or an error, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use roundtable::domain::dates::{find, parse, parse_clock, parse_time};

fuzz_target!(|typed: &str| {
    let today = "2026-11-21".parse().expect("a day");
    let _ = (
        parse(typed, today),
        parse_time(typed, today),
        parse_clock(typed),
        find(typed, today),
    );
});
