//! The library of roundtable.

pub mod domain;
pub mod text;
