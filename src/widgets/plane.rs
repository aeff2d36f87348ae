//! Points on two axes, each cut into low and high.

use super::{Ground, Ink, Painter, Role};
use crate::figure::{Plane, Point};
use crate::text;
use ratatui::layout::Rect;

/// More labels than this, the selected one among them, are no picture any more.
pub const MOST: usize = 100;

/// Draws the picture; the selected point is always in it. Where it has no room, nothing is drawn.
pub fn plane(p: &mut Painter, area: Rect, plane: &Plane, is_selected: Option<usize>) {
    if area.height < 8 || area.width < 16 {
        return;
    }
    p.text(
        area.x,
        area.y,
        area.width,
        &format!("{} ▲", plane.y.0),
        Role::Quiet,
    );
    let plot = Rect {
        x: area.x + 1,
        y: area.y + 2,
        width: area.width - 1,
        height: area.height - 4,
    };
    let (mid_x, mid_y) = (
        plot.x + cell(plane.x.1, plot.width),
        plot.bottom() - 1 - cell(plane.y.1, plot.height),
    );
    p.upright(plot.x - 1, plot.y, plot.height, "│", Role::Line);
    p.text(
        plot.x - 1,
        plot.bottom(),
        plot.width + 1,
        &format!("└{}", "─".repeat(usize::from(plot.width))),
        Role::Line,
    );
    p.upright(mid_x, plot.y, plot.height, "┊", Role::Line);
    p.text(
        plot.x,
        mid_y,
        plot.width,
        &"┄".repeat(usize::from(plot.width)),
        Role::Line,
    );
    p.right(
        area.right(),
        area.bottom() - 1,
        &format!("{} ▸", plane.x.0),
        Role::Quiet,
    );
    let (near, far) = (plot.x + 1, mid_x + 2);
    for (n, name) in plane.quarters.iter().enumerate() {
        let (x, room) = if n % 2 == 0 {
            (near, mid_x.saturating_sub(near))
        } else {
            (far, plot.right().saturating_sub(far))
        };
        let rows = super::cells(text::wrap(name, usize::from(room)).len()).min(2);
        let y = if n < 2 { plot.bottom() - rows } else { plot.y };
        p.wrapped(
            Rect {
                x,
                y,
                width: room,
                height: rows,
            },
            name,
            Role::Quiet,
        );
    }
    // labels that would cover each other go to the nearest free place; the selected one is drawn last
    let mut taken = Taken {
        plot,
        cells: vec![false; usize::from(plot.width) * usize::from(plot.height)],
    };
    let mut places: Vec<(usize, &Point, Rect)> = Vec::new();
    let order = is_selected
        .into_iter()
        .chain((0..plane.points.len()).filter(|n| Some(*n) != is_selected))
        .take(MOST);
    for n in order {
        let Some(point) = plane.points.get(n) else {
            continue;
        };
        let wide = super::cells(text::width(&point.mark) + 2);
        let x = (plot.x + cell(point.at.0, plot.width)).min(plot.right().saturating_sub(wide));
        let y = plot.bottom() - 1 - cell(point.at.1, plot.height);
        let place = taken.take(Rect {
            x,
            y,
            width: wide,
            height: 1,
        });
        places.push((n, point, place));
    }
    places.sort_by_key(|(n, ..)| Some(*n) == is_selected);
    for (n, point, place) in places {
        let on = Some(n) == is_selected;
        let ink = Ink::new(if on { Role::Text } else { point.hue.into() })
            .bold()
            .on(if on { Ground::Selection } else { Ground::Page });
        p.text(
            place.x,
            place.y,
            place.width,
            &format!(" {} ", point.mark),
            ink,
        );
    }
}

/// The cell of a share on an axis of this length.
fn cell(share: f64, length: u16) -> u16 {
    (f64::from(length.saturating_sub(1)) * share.clamp(0.0, 1.0)).round() as u16
}

/// The cells of a plot that have a label.
struct Taken {
    plot: Rect,
    cells: Vec<bool>,
}

impl Taken {
    /// Takes the place nearest to `wanted`, one cell high, where no label is yet.
    fn take(&mut self, wanted: Rect) -> Rect {
        let place = self.free(wanted).unwrap_or(wanted);
        if let Some(cells) = self
            .range(place)
            .and_then(|range| self.cells.get_mut(range))
        {
            cells.fill(true);
        }
        place
    }

    fn free(&self, wanted: Rect) -> Option<Rect> {
        let is_free = |r: &Rect| {
            self.range(*r)
                .and_then(|range| self.cells.get(range))
                .is_some_and(|cells| !cells.contains(&true))
        };
        for far in 0..self.plot.height.max(1) {
            for y in [wanted.y.saturating_sub(far), wanted.y + far] {
                for step in 0..3 {
                    for x in [
                        wanted.x + step * wanted.width,
                        wanted
                            .x
                            .saturating_sub(step * wanted.width)
                            .max(self.plot.x),
                    ] {
                        let place = Rect { x, y, ..wanted };
                        if is_free(&place) {
                            return Some(place);
                        }
                    }
                }
            }
        }
        None
    }

    /// Where the cells of a place are; none when it is not all in the plot.
    fn range(&self, place: Rect) -> Option<std::ops::Range<usize>> {
        let inside = place.x >= self.plot.x
            && place.right() <= self.plot.right()
            && place.y >= self.plot.y
            && place.y < self.plot.bottom();
        let first = usize::from(place.y.checked_sub(self.plot.y)?) * usize::from(self.plot.width)
            + usize::from(place.x.checked_sub(self.plot.x)?);
        inside.then(|| first..first + usize::from(place.width))
    }
}
