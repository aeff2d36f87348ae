//! The library of roundtable.

pub mod domain;
pub mod keys;
pub mod text;
pub mod widgets;
