//! The cells of the matrix.

use crate::figure::Grid;
use crate::steps::components::cells;
use crate::widgets::{Ground, Ink, Painter, Role};
use ratatui::layout::Rect;

/// Cells for the names of the bands on the left.
const BANDS: u16 = 14;

/// Draws the cells, the highest band of the rows at the top, with the type that fits selected.
pub(super) fn draw(p: &mut Painter, area: Rect, grid: &Grid) {
    let bands = cells(grid.cells.len());
    let wide = area.width.saturating_sub(BANDS) / bands.max(1);
    let tall = (area.height.saturating_sub(2) / bands.max(1)).clamp(1, 4);
    let title = format!("{} ▲", grid.rows.0);
    let bold = Ink::new(Role::Text).bold();
    p.text(area.x, area.y, area.width, &title, bold);
    for (line, (r, titles)) in grid.cells.iter().enumerate().rev().enumerate() {
        let y = area.y + 1 + cells(line) * tall;
        if y + tall > area.bottom() {
            break;
        }
        let band = grid.rows.1.get(r).map_or("", String::as_str);
        let height = tall.saturating_sub(u16::from(tall > 1)).max(1);
        p.right(area.x + BANDS - 2, y + height / 2, band, Role::Quiet);
        for (c, title) in titles.iter().enumerate() {
            let cell = Rect {
                x: area.x + BANDS + cells(c) * wide,
                y,
                width: wide.saturating_sub(1),
                height,
            };
            draw_cell(p, cell, title, grid.at == Some((r, c)));
        }
    }
    let y = area.y + 1 + bands * tall;
    if y < area.bottom() {
        for (c, band) in grid.columns.1.iter().enumerate() {
            let x = area.x + BANDS + cells(c) * wide + 1;
            p.text(x, y, wide.saturating_sub(1), band, Role::Quiet);
        }
    }
    // without a row for it below, the name of the axis stands above
    let title = format!("{} ▸", grid.columns.0);
    let at = if y + 1 < area.bottom() { y + 1 } else { area.y };
    p.right(area.right(), at, &title, bold);
}

fn draw_cell(p: &mut Painter, cell: Rect, title: &str, is_selected: bool) {
    let (ground, role, words) = if is_selected {
        (Ground::Selection, Role::Accent, format!("● {title}"))
    } else {
        (Ground::Raised, Role::Quiet, title.to_owned())
    };
    p.fill(cell, ground);
    let ink = Ink::new(role).bold_if(is_selected).on(ground);
    let y = cell.y + cell.height / 2;
    p.text(cell.x + 1, y, cell.width.saturating_sub(1), &words, ink);
}
