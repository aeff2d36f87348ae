//! The documents: what the program prints into them, and that the repository explains itself.

mod generated;
mod repository;

use std::path::PathBuf;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
