//! Points on two axes, each cut into low and high.

use super::layout::{indent, split_bottom, split_top};
use super::{Ground, Ink, Painter, Role, cells};
use crate::figure::{Plane, Point};
use crate::text;
use ratatui::layout::Rect;

/// Labels of a picture, the selected one among them: with more it cannot be read any more.
pub const MOST: usize = 100;

/// Draws the picture; the selected point is always in it. Where it has no room, nothing is drawn.
pub fn plane(p: &mut Painter, area: Rect, plane: &Plane, selected: Option<usize>) {
    if let Some(plot) = draw_frame(p, area, plane) {
        draw_quarters(p, plot, plane, Names::InCorners);
        draw_points(p, plot, plane, selected);
    }
}

/// The same with every point in its place: those that would lie on each other share one label.
pub fn plane_shared(p: &mut Painter, area: Rect, plane: &Plane, selected: Option<usize>) {
    if let Some(plot) = draw_frame(p, area, plane) {
        draw_quarters(p, plot, plane, Names::BesidePoints);
        draw_shared(p, plot, plane, selected);
    }
}

/// Where the names of the quarters stand.
#[derive(Clone, Copy)]
enum Names {
    /// In the corners, where labels may give way.
    InCorners,
    /// Where no point is: labels in their true places do not give way.
    BesidePoints,
}

/// Draws the axes. Returns the area of the points, if there is room for one.
fn draw_frame(p: &mut Painter, area: Rect, plane: &Plane) -> Option<Rect> {
    if area.height < 8 || area.width < 16 {
        return None;
    }
    let (above, below) = split_top(area, 2);
    let (plot, below) = split_bottom(indent(below, 1), 2);
    p.text(
        above.x,
        above.y,
        above.width,
        &format!("{} ▲", plane.y.0),
        Role::Quiet,
    );
    let line = "─".repeat(usize::from(plot.width));
    p.text(area.x, below.y, area.width, &format!("└{line}"), Role::Line);
    p.upright(area.x, plot.y, plot.height, "│", Role::Line);
    let along = format!("{} ▸", plane.x.0);
    p.right(area.right(), below.y + 1, &along, Role::Quiet);
    Some(plot)
}

/// Draws the lines between low and high, and the names of the quarters.
fn draw_quarters(p: &mut Painter, plot: Rect, plane: &Plane, names: Names) {
    let middle_x = plot.x + cell(plane.x.1, plot.width);
    let middle_y = plot.bottom() - 1 - cell(plane.y.1, plot.height);
    p.upright(middle_x, plot.y, plot.height, "┊", Role::Line);
    let line = "┄".repeat(usize::from(plot.width));
    p.text(plot.x, middle_y, plot.width, &line, Role::Line);
    let left = (plot.x + 1, middle_x);
    let right = (middle_x + 2, plot.right());
    for (n, name) in plane.quarters.iter().enumerate() {
        let (x, end) = if n % 2 == 0 { left } else { right };
        let width = end.saturating_sub(x);
        let height = cells(text::wrap(name, usize::from(width)).len()).min(2);
        let (corner, beside) = if n < 2 {
            let corner = plot.bottom() - height;
            (corner, (middle_y + 1).min(corner))
        } else {
            (plot.y, middle_y.saturating_sub(height).max(plot.y))
        };
        let at = |y| Rect::new(x, y, width, height);
        let place = match names {
            Names::InCorners => at(corner),
            Names::BesidePoints => [beside, corner]
                .map(at)
                .into_iter()
                .find(|place| !has_point(plot, plane, *place))
                .unwrap_or(at(beside)),
        };
        p.wrapped(place, name, Role::Quiet);
    }
}

/// True if a point lies in this area, or so close beside it that its label does.
fn has_point(plot: Rect, plane: &Plane, area: Rect) -> bool {
    plane.points.iter().any(|point| {
        let x = plot.x + cell(point.at.0, plot.width);
        let y = plot.bottom() - 1 - cell(point.at.1, plot.height);
        let is_beside = x + 2 >= area.x && x <= area.right() + 1;
        is_beside && y >= area.y && y < area.bottom()
    })
}

/// Draws the labels of the points. Labels that would lie on each other go to the nearest free
/// place.
fn draw_points(p: &mut Painter, plot: Rect, plane: &Plane, selected: Option<usize>) {
    let mut taken = Taken {
        plot,
        cells: vec![false; usize::from(plot.width) * usize::from(plot.height)],
    };
    let mut places: Vec<(usize, &Point, Rect)> = Vec::new();
    // the selected one gets its own place
    let others = (0..plane.points.len()).filter(|n| Some(*n) != selected);
    for n in selected.into_iter().chain(others).take(MOST) {
        let Some(point) = plane.points.get(n) else {
            continue;
        };
        let width = cells(text::width(&point.mark) + 2);
        let x = (plot.x + cell(point.at.0, plot.width)).min(plot.right().saturating_sub(width));
        let y = plot.bottom() - 1 - cell(point.at.1, plot.height);
        places.push((n, point, taken.take(Rect::new(x, y, width, 1))));
    }
    // and is drawn last, on top
    places.sort_by_key(|(n, ..)| Some(*n) == selected);
    for (n, point, place) in places {
        let ink = if Some(n) == selected {
            Ink::new(Role::Text).on(Ground::Selection)
        } else {
            Ink::new(point.hue.into())
        };
        let label = format!(" {} ", point.mark);
        p.text(place.x, place.y, place.width, &label, ink.bold());
    }
}

/// Draws the labels of the points, each where its figures are. Points whose labels would lie on
/// each other share one, in the order of their marks.
fn draw_shared(p: &mut Painter, plot: Rect, plane: &Plane, selected: Option<usize>) {
    let mut places: Vec<(u16, u16, usize)> = (0..)
        .zip(&plane.points)
        .map(|(n, point)| {
            let x = plot.x + cell(point.at.0, plot.width);
            (plot.bottom() - 1 - cell(point.at.1, plot.height), x, n)
        })
        .collect();
    places.sort_unstable();
    let mark = |n: usize| plane.points.get(n).map_or("", |point| point.mark.as_str());
    let wide = |marks: &[usize]| {
        let all: usize = marks.iter().map(|n| text::width(mark(*n)) + 1).sum();
        cells(all + 1)
    };
    let mut labels: Vec<(u16, u16, Vec<usize>)> = Vec::new();
    for (y, x, n) in places {
        match labels.last_mut() {
            Some((last_y, last_x, marks)) if *last_y == y && x < *last_x + wide(marks) => {
                marks.push(n);
            }
            _ => labels.push((y, x, vec![n])),
        }
    }
    for (y, x, mut marks) in labels {
        marks.sort_unstable();
        // a label that would leave the picture ends at its edge
        let last = plot.right().saturating_sub(wide(&marks));
        let mut x = x.saturating_sub(1).min(last).max(plot.x);
        for n in marks {
            let ink = if Some(n) == selected {
                Ink::new(Role::Text).on(Ground::Selection)
            } else {
                Ink::new(
                    plane
                        .points
                        .get(n)
                        .map_or(Role::Accent, |point| point.hue.into()),
                )
            };
            let room = plot.right().saturating_sub(x);
            x += p.text(x, y, room, &format!(" {}", mark(n)), ink.bold());
        }
        p.text(x, y, plot.right().saturating_sub(x), " ", Role::Text);
    }
}

/// The cell of a share on an axis of this length.
fn cell(share: f64, length: u16) -> u16 {
    (f64::from(length.saturating_sub(1)) * share.clamp(0.0, 1.0)).round() as u16
}

/// Which cells of a plot have a label.
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

    /// The indices of the cells of a place; none when it is not wholly in the plot.
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
