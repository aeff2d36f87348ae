//! The library of roundtable.

pub mod catalog;
pub mod domain;
pub mod export;
pub mod keys;
pub mod steps;
pub mod store;
pub mod text;
pub mod widgets;
