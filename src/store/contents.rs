//! The bytes of a file with their hash, which is computed once.

use super::names::hash;
use std::ops::Deref;
use std::sync::Arc;

/// What a file holds. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Contents {
    bytes: Arc<[u8]>,
    hash: u64,
}

impl Contents {
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let hash = hash(&bytes);
        Self { bytes, hash }
    }

    /// The hash by which the journal and the undo history know the file.
    pub fn hash(&self) -> u64 {
        self.hash
    }
}

impl Deref for Contents {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}
