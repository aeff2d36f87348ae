//! Which rows of a long list are drawn.

/// The rows of a list that are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First row drawn.
    pub first: usize,
    /// One past the last row drawn.
    pub end: usize,
    /// Number of rows in the list.
    pub len: usize,
}

impl Window {
    /// The rows of `rows` that are seen.
    #[must_use]
    pub fn of<'a, T>(&self, rows: &'a [T]) -> &'a [T] {
        rows.get(self.first..self.end).unwrap_or_default()
    }

    /// The position, such as `3-9 of 40`; none where all rows are seen.
    #[must_use]
    pub fn position(&self) -> Option<String> {
        (self.first > 0 || self.end < self.len)
            .then(|| format!("{}-{} of {}", self.first + 1, self.end, self.len))
    }
}

/// The window around row `selected` of `len` rows in `height` cells; `tall` gives the height of a
/// row, at least 1.
///
/// Keeps the selected row in the middle where possible, so that a movement scrolls the list by one
/// row and nothing has to be remembered between frames. Only rows that are seen are measured.
#[must_use]
pub fn window(len: usize, selected: usize, height: u16, tall: impl Fn(usize) -> u16) -> Window {
    let height = u32::from(height);
    let tall = |n: usize| u32::from(tall(n).max(1));
    if len == 0 || height == 0 {
        return Window {
            first: 0,
            end: 0,
            len,
        };
    }
    let selected = selected.min(len - 1);
    // back from the selected row until half of the height is used, then on to the end of the area
    let mut first = selected;
    let mut above = 0;
    while first > 0 && above + tall(first - 1) <= height.saturating_sub(tall(selected)) / 2 {
        first -= 1;
        above += tall(first);
    }
    let mut used = 0;
    let mut end = first;
    while end < len && (used + tall(end) <= height || end == selected) {
        used += tall(end);
        end += 1;
    }
    // at the end of the list, fill from the top what is left over
    while first > 0 && end == len && used + tall(first - 1) <= height {
        first -= 1;
        used += tall(first);
    }
    Window { first, end, len }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selected_row_is_always_seen() {
        assert_eq!(
            window(5, 0, 10, |_| 1),
            Window {
                first: 0,
                end: 5,
                len: 5
            }
        );
        assert_eq!(
            window(100, 50, 10, |_| 1),
            Window {
                first: 46,
                end: 56,
                len: 100
            }
        );
        assert_eq!(
            window(100, 99, 10, |_| 1),
            Window {
                first: 90,
                end: 100,
                len: 100
            }
        );
        assert_eq!(
            window(3, 1, 2, |_| 9),
            Window {
                first: 1,
                end: 2,
                len: 3
            }
        );
        assert_eq!(window(0, 0, 5, |_| 1).position(), None);
        assert_eq!(
            window(100, 0, 10, |_| 2).position().as_deref(),
            Some("1-5 of 100")
        );
    }

    proptest::proptest! {
        #[test]
        fn the_window_has_the_selected_row_and_fits_its_area(
            heights in proptest::collection::vec(1u16..5, 1..30),
            pick in 0usize..30,
            height in 1u16..20,
        ) {
            let selected = pick % heights.len();
            let w = window(heights.len(), selected, height, |n| heights[n]);
            proptest::prop_assert!(w.first <= selected && selected < w.end);
            proptest::prop_assert!(w.end <= heights.len());
            let used: u16 = heights[w.first..w.end].iter().sum();
            proptest::prop_assert!(used <= height || w.end - w.first == 1);
        }
    }
}
