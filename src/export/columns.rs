//! Widths of the columns of a printed table.

use crate::text::{Foreign, width};

/// Longest word that a column is made wide for; longer ones are broken.
const WORD: usize = 14;
/// Cells up to this length are not broken.
const SHORT: usize = 12;
/// Length of a text from which on a column does not get wider.
const TEXT: usize = 60;
/// What the margins of a cell take, in characters.
const MARGIN: usize = 3;

/// Widths that together are `total`, where a character is `unit` wide: no column narrower than its words,
/// long texts share what is left.
#[must_use]
pub fn columns(head: &[Foreign], rows: &[Vec<Foreign>], total: usize, unit: usize) -> Vec<usize> {
    let cells = |n: usize| {
        head.get(n)
            .into_iter()
            .chain(rows.iter().filter_map(move |r| r.get(n)))
    };
    let word = |text: &Foreign| {
        text.for_line()
            .split_whitespace()
            .map(width)
            .max()
            .unwrap_or(0)
    };
    // a date and other short cells stay on one line
    let whole = |n: usize| {
        rows.iter()
            .filter_map(|r| r.get(n))
            .map(|t| width(&t.for_line()))
            .max()
            .filter(|w| *w <= SHORT)
            .unwrap_or(0)
    };
    let least: Vec<usize> = (0..head.len())
        .map(|n| {
            cells(n)
                .map(word)
                .max()
                .unwrap_or(0)
                .clamp(2, WORD)
                .max(whole(n))
                + MARGIN
        })
        .collect();
    let request: Vec<usize> = (0..head.len())
        .map(|n| {
            cells(n)
                .map(|t| width(&t.for_line()))
                .max()
                .unwrap_or(0)
                .min(TEXT)
        })
        .collect();
    let more: Vec<usize> = request
        .iter()
        .zip(&least)
        .map(|(w, l)| w.saturating_sub(*l))
        .collect();
    let (needed, wanted) = (
        least.iter().sum::<usize>().max(1),
        more.iter().sum::<usize>(),
    );
    let room = (total / unit.max(1)).max(needed);
    let share = |(least, more): (&usize, &usize)| {
        *least as f64
            + if wanted > 0 {
                (room - needed) as f64 * *more as f64 / wanted as f64
            } else {
                0.0
            }
    };
    let shares: Vec<f64> = least.iter().zip(&more).map(share).collect();
    let sum: f64 = shares.iter().sum();
    let mut out: Vec<usize> = shares
        .iter()
        .map(|s| (s / sum * total as f64) as usize)
        .collect();
    let used = out.iter().sum();
    if let Some(last) = out.last_mut() {
        *last += total.saturating_sub(used);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_get_the_room_and_words_stay_whole() {
        let head = Foreign::all(["#", "Action", "Due"]);
        let rows = vec![Foreign::all([
            "1",
            "Shared delivery board, updated daily in both plants",
            "16 Oct 2026",
        ])];
        let wide = columns(&head, &rows, 9638, 110);
        assert_eq!(wide.iter().sum::<usize>(), 9638);
        assert!(
            wide[0] < wide[2] && wide[2] < wide[1] && wide[1] > 5000,
            "{wide:?}"
        );
    }
}
