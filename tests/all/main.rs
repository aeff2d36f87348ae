//! All tests that need more than one module, as one binary.

// helpers of tests are no tests to clippy; a panic is how they fail
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod architecture;
mod bad_input;
mod boards;
mod capture;
mod circles;
mod cli;
mod config;
mod contact_map;
mod contrast;
mod disk_faults;
mod docs;
mod example_kind;
mod example_overlay;
mod exports;
mod exports_pdf;
mod figures;
mod form_fields;
mod frames;
mod keystrokes;
#[cfg(unix)]
mod kills;
mod laws;
mod merging;
mod methods;
mod partnership;
mod pitfalls;
#[cfg(unix)]
mod power_cuts;
#[cfg(unix)]
mod pty;
mod record_fields;
mod resize;
mod results;
mod reviews;
#[cfg(unix)]
mod soak;
mod steps;
mod store;
mod stories;
mod support;
#[cfg(unix)]
mod terminal_life;
#[cfg(unix)]
mod two_windows;
