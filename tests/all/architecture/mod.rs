//! The layers and invariants that `src/lib.rs` promises, checked by reading the sources.

mod exceptions;
mod invariants;
mod key_names;
mod layers;
mod size;
mod source;
