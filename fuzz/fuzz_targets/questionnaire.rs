//! Any text is a questionnaire of a user's own or one safe sentence.
#![no_main]

use libfuzzer_sys::fuzz_target;
use roundtable::catalog::{Catalog, Own, Preferences};

fuzz_target!(|text: &str| {
    let own = Own { questionnaires: vec![("own.json".into(), text.into())], ..Own::default() };
    let catalog = Catalog::new(&own, Ok(Preferences::default()));
    for fault in &catalog.faults {
        assert!(!fault.chars().any(|c| c.is_control() && c != '\n'), "{fault:?}");
    }
});
