//! The library of roundtable.

pub mod app;
pub mod catalog;
pub mod cli;
pub mod clock;
pub mod domain;
pub mod export;
pub mod keys;
pub mod steps;
pub mod store;
pub mod text;
pub mod tui;
pub mod widgets;
