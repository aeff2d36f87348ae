//! Splitting an area, in the words the screens use. All of it is ratatui's [`Layout`].

use ratatui::layout::{Constraint, Layout, Rect};

/// The first `n` rows of an area, and what is left below.
#[must_use]
pub fn split_top(area: Rect, n: u16) -> (Rect, Rect) {
    let [top, below] = area.layout(&Layout::vertical([
        Constraint::Length(n),
        Constraint::Fill(1),
    ]));
    (top, below)
}

/// What is above the last `n` rows of an area, and those rows.
#[must_use]
pub fn split_bottom(area: Rect, n: u16) -> (Rect, Rect) {
    let [above, bottom] = area.layout(&Layout::vertical([
        Constraint::Fill(1),
        Constraint::Length(n),
    ]));
    (above, bottom)
}

/// Takes the first `n` rows off `left`. For loops over rows: it does not ask the solver, which
/// would have to solve every row anew.
pub fn take_top(left: &mut Rect, n: u16) -> Rect {
    let n = n.min(left.height);
    let top = Rect { height: n, ..*left };
    left.y += n;
    left.height -= n;
    top
}

/// An area split into left and right with `gap` cells between; `right` is the width on the right.
#[must_use]
pub fn split_right(area: Rect, right: u16, gap: u16) -> (Rect, Rect) {
    let widths = [Constraint::Fill(1), Constraint::Length(right)];
    let [left, right] = area.layout(&Layout::horizontal(widths).spacing(gap));
    (left, right)
}

/// An area split into two columns of equal width with `gap` cells between. Where the width is
/// odd, the left one has the cell more.
#[must_use]
pub fn columns(area: Rect, gap: u16) -> (Rect, Rect) {
    split_right(area, area.width.saturating_sub(gap) / 2, gap)
}

/// An area without its first `n` columns.
#[must_use]
pub fn indent(area: Rect, n: u16) -> Rect {
    let widths = [Constraint::Length(n), Constraint::Fill(1)];
    let [_, right] = area.layout(&Layout::horizontal(widths));
    right
}

/// An area without `n` columns at each side.
#[must_use]
pub fn inset(area: Rect, n: u16) -> Rect {
    let [inner] = area.layout(&Layout::horizontal([Constraint::Fill(1)]).horizontal_margin(n));
    inner
}

/// The top left part of an area that is at most this wide and this tall.
#[must_use]
pub fn at_most(area: Rect, width: u16, height: u16) -> Rect {
    area.intersection(Rect::new(area.x, area.y, width, height))
}

/// Row `n` of an area, one cell high; without height where the area has no such row.
#[must_use]
pub fn line(area: Rect, n: u16) -> Rect {
    split_top(split_top(area, n).1, 1).0
}

/// A box of at most this size in the middle of an area; where the middle is between two cells, in
/// the one above or on the left.
#[must_use]
pub fn center(area: Rect, width: u16, height: u16) -> Rect {
    let middle = |room: u16, size: u16| {
        let before = Constraint::Length(room.saturating_sub(size) / 2);
        [before, Constraint::Length(size), Constraint::Fill(1)]
    };
    let [_, row, _] = area.layout(&Layout::vertical(middle(area.height, height)));
    let [_, area, _] = row.layout(&Layout::horizontal(middle(area.width, width)));
    area
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_parts_of_a_split_fill_the_area(w in 0u16..60, h in 0u16..40, n in 0u16..70) {
            let area = Rect::new(3, 2, w, h);
            for (a, b) in [split_top(area, n), split_bottom(area, n)] {
                proptest::prop_assert_eq!((a.width, b.width), (w, w));
                proptest::prop_assert_eq!(a.height + b.height, h);
                proptest::prop_assert_eq!((a.y, b.bottom()), (area.y, area.bottom()));
            }
            proptest::prop_assert_eq!(split_top(area, n).0.height, n.min(h));
            proptest::prop_assert_eq!(split_bottom(area, n).1.height, n.min(h));
            proptest::prop_assert_eq!(indent(area, n).width, w.saturating_sub(n));
            proptest::prop_assert_eq!(indent(area, n).right(), area.right());
            proptest::prop_assert_eq!(line(area, n).height, u16::from(n < h));
            let (left, right) = split_right(area, n, 3);
            proptest::prop_assert!(left.right() <= right.x || left.width == 0 || right.width == 0);
            proptest::prop_assert!(right.right() <= area.right());
            let middle = center(area, n, 5);
            proptest::prop_assert_eq!((middle.width, middle.height), (n.min(w), h.min(5)));
            proptest::prop_assert_eq!(middle, middle.intersection(area));
        }
    }
}
