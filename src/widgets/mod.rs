//! Drawing bricks. They know ratatui and keys, not roundtable.
//!
//! Every cell goes through [`Painter`], so no foreign character reaches the terminal unseen.

mod painter;
mod scroll;
mod theme;

pub use painter::{Hit, Ink, Painter, block_width, center, columns, rest, split_bottom, split_right, split_top};
pub use scroll::{Window, window};
pub use theme::{Depth, Ground, Role, Theme};
