//! Keys and commands: one table from which footer, help, palette and the key card are made.
//!
//! Knows neither a terminal nor a session.

mod command;
mod key;
pub mod listing;
mod table;

pub use command::{Caret, Command};
pub use key::{Code, Key};
pub use table::{Binding, Scope, TABLE, find, keys_of, rows};
