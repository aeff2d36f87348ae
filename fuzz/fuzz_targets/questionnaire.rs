//! Any text is read as a user's questionnaire or refused with safe sentences.
#![no_main]

use libfuzzer_sys::fuzz_target;
use roundtable::catalog::{Catalog, Own, Preferences};

fuzz_target!(|text: &str| {
    let own = Own {
        questionnaires: vec![("own.json".into(), text.into())],
        ..Own::default()
    };
    let catalog = Catalog::new(&own, Ok(Preferences::default()));
    for fault in &catalog.faults {
        let acts = |c: char| c.is_control() && c != '\n';
        assert!(!fault.to_string().contains(acts), "{fault:?}");
    }
});
