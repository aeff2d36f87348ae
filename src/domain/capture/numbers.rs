//! Numbers as people write them.

/// The number that `typed` is: with a point or a comma, with blanks between its digits, with a sign
/// of percent or money. `None` if it is none.
#[must_use]
pub fn number(typed: &str) -> Option<f64> {
    let (number, _, rest) = leading(typed.trim())?;
    rest.is_empty().then_some(number)
}

/// A figure without its sign: `2,5` is two and a half, `1,450` and `1 450` are thousands.
fn figure(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.replace('−', "-");
    let is_thousands = plain.split_once(',').is_some_and(|(whole, rest)| {
        let digits = whole.trim_start_matches('-');
        (1..=3).contains(&digits.len()) && !digits.starts_with('0') && rest.len() == 3
    });
    let plain = plain.replace(',', if is_thousands { "" } else { "." });
    plain.parse::<f64>().ok().filter(|n| n.is_finite())
}

/// The number that a text begins with, and what follows it and its sign.
#[must_use]
pub fn leading_number(text: &str) -> Option<(f64, &str)> {
    leading(text).map(|(number, _, rest)| (number, rest))
}

/// The number that a text begins with, the sign before or after it, and what follows.
///
/// `83 % today` is 83, `%`, `today`; a longer unit is part of what follows.
pub(super) fn leading(text: &str) -> Option<(f64, &str, &str)> {
    const SIGNS: [&str; 7] = ["%", "‰", "€", "$", "£", "¥", "°C"];
    let sign_of = |text: &str| SIGNS.into_iter().find(|s| text.starts_with(s));
    let before = sign_of(text).unwrap_or("");
    let digits = text.strip_prefix(before)?.trim_start();
    let (figure, rest) = digits.split_at_checked(figure_end(digits))?;
    let rest = rest.trim_start();
    let after = sign_of(rest).unwrap_or("");
    let rest = rest.strip_prefix(after)?.trim_start();
    // what is written right behind a number belongs to it: `2w` is a date
    let sign = if before.is_empty() { after } else { before };
    Some((self::figure(figure)?, sign, rest))
}

/// Where the figure ends that a text begins with. A blank is part of it before three digits, a
/// point or comma before any.
fn figure_end(text: &str) -> usize {
    let signed = text.trim_start_matches(['-', '−']);
    let mut end = text.len() - signed.len();
    let mut rest = signed;
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return end;
        }
        end += digits;
        let after = rest.get(digits..).unwrap_or("");
        let mut chars = after.chars();
        let between = chars.next();
        let next = chars.as_str();
        let following = next.bytes().take_while(u8::is_ascii_digit).count();
        let goes_on = match between {
            Some('.' | ',') => following > 0,
            Some(c) if c.is_whitespace() => following == 3,
            _ => false,
        };
        if !goes_on {
            return end;
        }
        end += after.len() - next.len();
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (typed, want) in [
            ("2,5", Some(2.5)),
            ("97 %", Some(97.0)),
            ("1 450", Some(1450.0)),
            ("-3.5", Some(-3.5)),
            ("−3,5 €", Some(-3.5)),
            ("1,450", Some(1450.0)),
            ("1,45", Some(1.45)),
            ("0,125", Some(0.125)),
            ("€ 1 200", Some(1200.0)),
            ("83 3.5", None),
            ("many", None),
            ("inf", None),
            ("", None),
        ] {
            assert_eq!(number(typed), want, "{typed}");
        }
    }

    #[test]
    fn a_text_may_begin_with_a_number_and_its_sign() {
        assert_eq!(leading("83 % today"), Some((83.0, "%", "today")));
        assert_eq!(leading("83,5%"), Some((83.5, "%", "")));
        assert_eq!(leading("€ 1 200 by June"), Some((1200.0, "€", "by June")));
        assert_eq!(leading("12 days"), Some((12.0, "", "days")));
        assert_eq!(leading("none"), None);
        assert_eq!(leading("83 3 nov"), Some((83.0, "", "3 nov")));
        assert_eq!(leading("-3,5 on fri"), Some((-3.5, "", "on fri")));
        assert_eq!(leading("5."), Some((5.0, "", ".")));
    }
}
