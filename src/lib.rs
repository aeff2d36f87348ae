//! The library of roundtable.

pub mod domain;
pub mod export;
pub mod keys;
pub mod steps;
pub mod text;
pub mod widgets;
