//! Drawing bricks. They know ratatui, keys and figures, not roundtable.
//!
//! Every cell goes through [`Painter`], so no foreign character reaches the terminal unseen.

mod painter;
mod plane;
mod radar;
mod scroll;
mod theme;

pub use painter::{
    Hit, Ink, Painter, block_width, center, columns, rest, split_bottom, split_right, split_top,
};
pub use plane::{MOST as PLANE_MOST, plane};
pub use radar::{radar, radar_fits};
pub use scroll::{Window, window};
pub use theme::{Depth, Ground, Role, Theme};

/// A number of cells or rows that cannot overflow.
#[must_use]
pub fn cells(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}
