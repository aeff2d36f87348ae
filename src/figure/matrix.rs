//! The matrix of two scores.

use super::Grid;
use crate::domain::matrix::Matrix;

/// The cells of a matrix, and the one that applies.
#[must_use]
pub fn matrix(m: &Matrix, at: Option<(usize, usize)>) -> Grid {
    let bands: Vec<String> = (0..=m.bands.len()).map(|n| band(m, n)).collect();
    let title = |r: usize, c: usize| {
        m.cells
            .get(r)
            .and_then(|row| row.get(c))
            .and_then(|t| m.types.get(*t))
            .map_or("", |t| t.title.as_str())
    };
    let cells = (0..bands.len())
        .map(|r| (0..bands.len()).map(|c| title(r, c).to_owned()).collect())
        .collect();
    Grid {
        rows: (m.rows.title.clone(), bands.clone()),
        columns: (m.columns.title.clone(), bands),
        cells,
        at,
    }
}

/// A band in words: `below 8`, `8 to 11`, `16 and more`.
fn band(m: &Matrix, n: usize) -> String {
    match (
        n.checked_sub(1).and_then(|b| m.bands.get(b)),
        m.bands.get(n),
    ) {
        (None, Some(high)) => format!("below {high}"),
        (Some(low), Some(high)) => format!("{low} to {}", high - 1.0),
        (Some(low), None) => format!("{low} and more"),
        (None, None) => String::new(),
    }
}
