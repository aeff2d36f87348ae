//! All tests that need more than one module, as one binary.

mod architecture;
mod bad_input;
mod cli;
mod docs;
mod frames;
mod laws;
mod pty;
mod steps;
mod store;
mod stories;
mod support;
