//! Any bytes are read as a session, which survives writing and reading, or refused with one
//! sentence.
#![no_main]

use libfuzzer_sys::fuzz_target;
use roundtable::export::{agreement, minutes};
use roundtable::steps::report;
use roundtable::store::{parse, to_json};

fuzz_target!(|bytes: &[u8]| {
    match parse(bytes, "x.json") {
        Ok(read) => {
            let text = to_json(&read.session, &read.unreadable);
            let again = parse(text.as_bytes(), "x.json").expect("a written session is read back");
            assert_eq!(again.session, read.session);
            let _ = (
                agreement(&read.session),
                minutes(&read.session, true, |step| report(&read.session, step)),
            );
        }
        Err(why) => assert!(!why.to_string().chars().any(char::is_control), "{why:?}"),
    }
});
