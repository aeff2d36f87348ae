//! What screens are drawn with: text, theme, lists, pictures. Knows ratatui, keys and figures, not
//! roundtable.
//!
//! Every cell goes through [`Painter`], which cleans foreign text before it reaches the terminal.

mod characters;
mod ink;
mod layout;
pub mod movement;
mod painter;
mod plane;
mod profile;
mod radar;
mod scroll;
mod table;
mod theme;

pub use characters::block_width;
pub use ink::Ink;
pub use layout::{
    at_most, center, columns, indent, inset, line, split_bottom, split_right, split_top, take_top,
};
pub use painter::{Hit, Painter};
pub use plane::{MOST as PLANE_MOST, plane, plane_shared};
pub use profile::profile;
pub use radar::{radar, radar_fits};
pub use scroll::{Window, window};
pub use table::{Column, Columns, Row, RowHeight, Spacing, Table, list_and_detail};
pub use theme::{Depth, Ground, Role, Theme};

/// A number of cells or rows that cannot overflow.
#[must_use]
pub fn cells(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}
