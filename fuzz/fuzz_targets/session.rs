//! Any bytes are a session or one safe sentence; what is read is written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use roundtable::export::{agreement, minutes};
use roundtable::steps::report;
use roundtable::store::{parse, to_json};

fuzz_target!(|bytes: &[u8]| {
    match parse(bytes, "x.json") {
        Ok(read) => {
            let text = to_json(&read.session, &read.unreadable);
            let again = parse(text.as_bytes(), "x.json").expect("what is written is read again");
            assert_eq!(again.session, read.session);
            let _ = agreement(&read.session);
            let _ = minutes(&read.session, true, |step| report(&read.session, step));
        }
        Err(why) => assert!(!why.chars().any(char::is_control), "{why:?}"),
    }
});
