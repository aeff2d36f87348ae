//! The pieces of a line between its commas, and what they are.

use super::number;
use crate::domain::dates;
use jiff::civil::Date;

/// The line without the pieces at its end that `takes` understands, the last one first.
///
/// A comma between two digits is part of a number. Empty pieces are passed over.
pub(super) fn peel<'a>(line: &'a str, mut takes: impl FnMut(&'a str) -> bool) -> &'a str {
    let mut head = line.trim_end();
    while let Some((before, piece)) = split_last(head) {
        if !piece.is_empty() && !takes(piece) {
            break;
        }
        head = before;
    }
    head
}

/// A line before its last comma, and the piece after it.
fn split_last(line: &str) -> Option<(&str, &str)> {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    line.rmatch_indices(',').find_map(|(at, comma)| {
        let (before, rest) = line.split_at_checked(at)?;
        let after = rest.strip_prefix(comma)?;
        let in_number = is_digit(before.chars().next_back()) && is_digit(after.chars().next());
        (!in_number).then(|| (before.trim_end(), after.trim()))
    })
}

/// What follows one of these words, in any case, and a blank.
pub(super) fn after_word<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let (first, rest) = text.split_once(char::is_whitespace)?;
    let first = first.to_lowercase();
    words
        .contains(&first.trim_end_matches(':'))
        .then(|| rest.trim_start())
}

/// A date, and nothing but a date.
pub(super) fn date(text: &str, today: Date) -> Option<Date> {
    dates::parse(text, today).ok().flatten()
}

/// A date that is not a number too, as `1.5` is.
pub(super) fn plain_date(text: &str, today: Date) -> Option<Date> {
    date(text, today).filter(|_| number(text).is_none())
}

/// Puts a value into an empty place; false if there is none, or the place is taken.
pub(super) fn fill<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let is_free = place.is_none() && value.is_some();
    if is_free {
        *place = value;
    }
    is_free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_taken_from_the_end_until_one_is_not_understood() {
        let peeled = |line| {
            let mut taken = Vec::new();
            let head = peel(line, |piece| {
                let known = piece != "b";
                if known {
                    taken.push(piece.to_owned());
                }
                known
            });
            (head.to_owned(), taken.join("|"))
        };
        assert_eq!(peeled("a, b, c,d"), ("a, b".into(), "d|c".into()));
        assert_eq!(peeled("a, c ,, "), ("a".into(), "c".into()));
        assert_eq!(peeled("a, 2,5, c"), ("a".into(), "c|2,5".into()));
        assert_eq!(peeled("83%,97%"), ("83%".into(), "97%".into()));
        assert_eq!(peeled(", c"), (String::new(), "c".into()));
        assert_eq!(peeled("a"), ("a".into(), String::new()));
    }
}
