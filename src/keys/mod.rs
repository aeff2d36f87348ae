//! Keys and commands: one table from which footer, help, palette and the key card are made.
//!
//! Knows neither a terminal nor a session.

mod binding;
mod command;
mod key;
pub mod listing;
mod scope;
mod system;
mod table;

pub use binding::{Binding, find, hint, hint_among, hint_in, keys_of, live_keys, rows};
pub use command::{Caret, Command};
pub use key::{Code, Key};
pub use scope::Scope;
pub use system::{System, show_for};
pub use table::TABLE;
