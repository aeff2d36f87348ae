//! Widths of the columns of a printed table.

use crate::text::{Foreign, width};

/// Longest word that stays whole; a column is not widened for longer ones.
const LONGEST_WORD: usize = 14;
/// Cells up to this length, such as dates, stay on one line.
const SHORT_CELL: usize = 12;
/// Length from which a text no longer widens its column.
const LONGEST_TEXT: usize = 60;
/// The margins of a cell, in characters.
const MARGIN: usize = 3;

/// Widths that add up to `total`, where a character is `unit` wide. No column is narrower than its
/// words; columns with long texts share the rest.
#[must_use]
pub fn columns(head: &[Foreign], rows: &[Vec<Foreign>], total: usize, unit: usize) -> Vec<usize> {
    let cells: Vec<Cells> = (0..head.len()).map(|n| Cells::new(head, rows, n)).collect();
    let narrowest: Vec<usize> = cells.iter().map(Cells::narrowest).collect();
    let wanted_more: Vec<usize> = cells
        .iter()
        .zip(&narrowest)
        .map(|(cells, narrowest)| cells.longest().saturating_sub(*narrowest))
        .collect();
    let needed = narrowest.iter().sum::<usize>().max(1);
    let wanted = wanted_more.iter().sum::<usize>().max(1);
    let available = (total / unit.max(1)).max(needed);
    let spare = (available - needed) as f64;
    let shares: Vec<f64> = narrowest
        .iter()
        .zip(&wanted_more)
        .map(|(narrowest, more)| *narrowest as f64 + spare * *more as f64 / wanted as f64)
        .collect();
    let sum: f64 = shares.iter().sum();
    let mut widths: Vec<usize> = shares
        .iter()
        .map(|share| (share / sum * total as f64) as usize)
        .collect();
    let used = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        // what rounding left over
        *last += total.saturating_sub(used);
    }
    widths
}

/// The texts of one column.
struct Cells {
    head: String,
    body: Vec<String>,
}

impl Cells {
    fn new(head: &[Foreign], rows: &[Vec<Foreign>], n: usize) -> Self {
        let line = |text: &Foreign| text.for_line().into_owned();
        Self {
            head: head.get(n).map(line).unwrap_or_default(),
            body: rows.iter().filter_map(|r| r.get(n)).map(line).collect(),
        }
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        let body = self.body.iter().map(String::as_str);
        std::iter::once(self.head.as_str()).chain(body)
    }

    /// The width at which words, and cells that are all short, stay whole.
    fn narrowest(&self) -> usize {
        let words = self.all().flat_map(str::split_whitespace).map(width);
        let longest_word = words.max().unwrap_or(0).clamp(2, LONGEST_WORD);
        let longest_cell = self.body.iter().map(|t| width(t)).max().unwrap_or(0);
        if longest_cell <= SHORT_CELL {
            longest_word.max(longest_cell) + MARGIN
        } else {
            longest_word + MARGIN
        }
    }

    /// The width of the longest text.
    fn longest(&self) -> usize {
        let longest = self.all().map(width).max().unwrap_or(0);
        longest.min(LONGEST_TEXT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_with_long_texts_are_wider_and_words_stay_whole() {
        let head = Foreign::all(["#", "Action", "Due"]);
        let rows = vec![Foreign::all([
            "1",
            "Shared delivery board, updated daily in both plants",
            "16 Oct 2026",
        ])];
        let widths = columns(&head, &rows, 9638, 110);
        assert_eq!(widths.iter().sum::<usize>(), 9638);
        assert!(
            widths[0] < widths[2] && widths[2] < widths[1] && widths[1] > 5000,
            "{widths:?}"
        );
    }
}
