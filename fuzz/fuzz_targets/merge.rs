//! Changes of another program are merged as a whole or refused as a whole, without a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use roundtable::domain::{Edit, apply, merge};
use roundtable::store::parse;

fuzz_target!(|bytes: &[u8]| {
    let sample = roundtable::catalog::sample("collaboration").expect("the sample");
    let base = parse(sample.as_bytes(), "x.json")
        .expect("a session")
        .session;
    let Ok(theirs) = parse(bytes, "x.json") else {
        return;
    };
    if let Ok(edits) = merge::changes(&base, &base, &theirs.session) {
        let mut merged = base.clone();
        if apply(&mut merged, &Edit::All(edits)).is_ok() {
            // ours was unchanged, so merging again finds nothing to do
            assert_eq!(
                merge::changes(&merged, &merged, &theirs.session).map(|e| e.len()),
                Ok(0)
            );
        } else {
            assert_eq!(merged, base);
        }
    }
});
