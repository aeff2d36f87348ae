//! Checks of a JSON text: no key twice in an object, no number that would be written back as
//! another one, no nesting so deep that a parser gives up.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

/// Checks that a text is JSON; returns the length in bytes of the longest text in it.
///
/// # Errors
/// As serde_json, and for a key that is in an object twice: which of the two was meant cannot be
/// known.
pub(super) fn check(text: &str) -> Result<usize, serde_json::Error> {
    let mut from = serde_json::Deserializer::from_str(text);
    let Sound(longest) = Sound::deserialize(&mut from)?;
    from.end()?;
    Ok(longest)
}

/// Most values in a JSON text: lists, objects, texts, numbers. A value takes up to 400 bytes of
/// memory, however short it is in the file.
pub(super) const MOST_VALUES: usize = 320_000;

/// What makes a JSON text unsafe to read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum JsonHazard<'a> {
    /// It is nested at least as deep as the limit.
    TooDeep,
    /// It has more values than [`MOST_VALUES`].
    TooManyValues,
    /// A number would be written back as another one.
    Inexact {
        line: usize,
        column: usize,
        number: &'a str,
    },
}

/// The first thing that makes a JSON text unsafe to read; `deepest` is the level that is too deep.
pub(super) fn find_hazard(text: &str, deepest: usize) -> Option<JsonHazard<'_>> {
    let bytes = text.as_bytes();
    let (mut at, mut line, mut begin, mut depth) = (0, 1, 0, 0_usize);
    // every value but the first follows a comma or an opening bracket
    let mut values = 1_usize;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = end_of_text(bytes, at + 1),
            b'\n' => (line, begin) = (line + 1, at + 1),
            b',' => values += 1,
            b'{' | b'[' => {
                values += 1;
                depth += 1;
                if depth >= deepest {
                    return Some(JsonHazard::TooDeep);
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'-' | b'0'..=b'9' => {
                let rest = text.get(at..).unwrap_or("");
                let end = rest
                    .find(|c: char| {
                        !(c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E'))
                    })
                    .unwrap_or(rest.len());
                let number = rest.get(..end).unwrap_or("");
                if !is_exact(number) {
                    return Some(JsonHazard::Inexact {
                        line,
                        column: at - begin + 1,
                        number,
                    });
                }
                at += end;
                continue;
            }
            _ => {}
        }
        if values > MOST_VALUES {
            return Some(JsonHazard::TooManyValues);
        }
        at += 1;
    }
    None
}

/// Index of the closing quote of the text that begins at `from`. A text must not hold a line break:
/// one that does is taken to end before it, and is refused by [`check`].
fn end_of_text(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(n) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|b| matches!(b, b'"' | b'\\' | b'\n')))
    {
        at += n;
        match bytes.get(at) {
            Some(b'"') => return at,
            Some(b'\n') => return at - 1,
            _ => at += 2,
        }
    }
    bytes.len()
}

/// Whether a number is written back with the same value.
fn is_exact(number: &str) -> bool {
    // so few digits without an exponent always are
    if number.len() <= 15 && !number.contains(['e', 'E'])
        || number.parse::<i64>().is_ok()
        || number.parse::<u64>().is_ok()
    {
        return true;
    }
    // by the same library that reads and writes sessions: of two shortest forms it may choose
    // another one than the standard library does
    serde_json::from_str::<f64>(number)
        .and_then(|n| serde_json::to_string(&n))
        .is_ok_and(|written| decimal(number) == decimal(&written))
}

/// Sign, digits without leading and trailing zeros, and power of ten of a number.
fn decimal(number: &str) -> (bool, String, i64) {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa
        .trim_start_matches('-')
        .split_once('.')
        .unwrap_or((mantissa.trim_start_matches('-'), ""));
    let digits = format!("{whole}{fraction}");
    let power = exponent.parse::<i64>().unwrap_or(i64::MAX / 2)
        - i64::try_from(fraction.len()).unwrap_or(0);
    let short = digits.trim_start_matches('0').trim_end_matches('0');
    let cut = digits.len() - digits.trim_end_matches('0').len();
    if short.is_empty() {
        (false, String::new(), 0)
    } else {
        (
            number.starts_with('-'),
            short.to_owned(),
            power + i64::try_from(cut).unwrap_or(0),
        )
    }
}

/// A valid value, by the length of its longest text.
struct Sound(usize);

impl<'de> Deserialize<'de> for Sound {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Anything).map(Sound)
    }
}

struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<usize, E> {
        Ok(0)
    }

    fn visit_i64<E>(self, _: i64) -> Result<usize, E> {
        Ok(0)
    }

    fn visit_u64<E>(self, _: u64) -> Result<usize, E> {
        Ok(0)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<usize, E> {
        Ok(0)
    }

    fn visit_str<E>(self, v: &str) -> Result<usize, E> {
        Ok(v.len())
    }

    fn visit_unit<E>(self) -> Result<usize, E> {
        Ok(0)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<usize, A::Error> {
        let mut longest = 0;
        while let Some(Sound(len)) = items.next_element()? {
            longest = longest.max(len);
        }
        Ok(longest)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<usize, A::Error> {
        let mut longest = 0;
        let (mut few, mut many): (Vec<Cow<'de, str>>, HashSet<Cow<'de, str>>) =
            (Vec::new(), HashSet::new());
        while let Some(Key(key)) = entries.next_key()? {
            if few.contains(&key) || many.contains(&key) {
                return Err(A::Error::custom(format!(
                    "the key “{}” is there twice",
                    crate::text::clip(&crate::text::one_line(&key), 30)
                )));
            }
            // nearly all objects have few keys
            if few.len() < FEW {
                few.push(key);
            } else {
                many.insert(key);
            }
            let Sound(len) = entries.next_value()?;
            longest = longest.max(len);
        }
        Ok(longest)
    }
}

/// How many keys of an object are compared one by one before a set is used.
const FEW: usize = 24;

/// A key, borrowed from the text unless something is escaped in it.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct AsItIs;
        impl<'de> Visitor<'de> for AsItIs {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_borrowed_str<E>(self, v: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(v)))
            }

            fn visit_str<E>(self, v: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(v.to_owned())))
            }
        }
        from.deserialize_str(AsItIs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_there_twice_is_refused() {
        assert!(
            check(r#"{"a": {"b": 1, "b": 2}}"#)
                .unwrap_err()
                .to_string()
                .starts_with("the key “b” is there twice at line 1")
        );
        assert!(
            check(r#"{"b": 1, "\u0062": 2}"#)
                .unwrap_err()
                .to_string()
                .starts_with("the key “b” is there twice")
        );
        let many = (0..100)
            .map(|n| format!("\"k{n}\": {n}, "))
            .collect::<String>();
        assert!(
            check(&format!("{{{many}\"k99\": 1}}")).is_err()
                && check(&format!("{{{many}\"k2\": 1}}")).is_err()
        );
        assert_eq!(check(&format!("{{{many}\"k100\": 1}}")).unwrap(), 0);
        assert_eq!(
            check(r#"[{"a": 1}, {"a": -2.5e3}, null, "漢", {"long key": "abc\n"}]"#).unwrap(),
            4
        );
        assert!(
            check("[1] 2").is_err()
                && check("[1e999]").is_err()
                && check(&"[".repeat(200)).is_err()
        );
    }

    #[test]
    fn a_number_that_would_change_is_found() {
        for exact in [
            "1",
            "-0.1",
            "18446744073709551615",
            "1e22",
            "123.45600000000000000",
            "0.30000000000000004",
            "1.7976931348623157e308",
            "100000000000000000000",
        ] {
            assert_eq!(find_hazard(exact, 128), None, "{exact}");
        }
        for number in [
            "18446744073709551617",
            "0.1234567890123456789",
            "3.14159265358979323846",
            "1e-400000000000000",
            "1e-400",
            "1.23456789e-320",
        ] {
            assert_eq!(
                find_hazard(
                    &format!("{{\"a\": \"12345678901234567890123\",\n \"b\": {number}}}"),
                    128
                ),
                Some(JsonHazard::Inexact {
                    line: 2,
                    column: 7,
                    number
                })
            );
        }
        assert_eq!(
            find_hazard(r#"{"a": "\"123456789012345678901"}"#, 128),
            None,
            "digits in a text are not a number"
        );
        let broken = "{\"a\": \"x\ny\",\n\"n\": 12345678901234567890123}";
        assert!(
            matches!(
                find_hazard(broken, 128),
                Some(JsonHazard::Inexact { line: 3, .. })
            ),
            "not JSON, but lines are counted"
        );
        let nested = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        assert_eq!(find_hazard(&nested(127), 128), None);
        assert_eq!(find_hazard(&nested(128), 128), Some(JsonHazard::TooDeep));
    }

    #[test]
    fn a_number_halfway_between_two_shortest_forms_is_exact() {
        assert_eq!(find_hazard("-228738173939046.62", 128), None);
    }

    proptest::proptest! {
        #[test]
        fn every_float_that_serde_writes_is_exact(n in proptest::prelude::any::<f64>()) {
            let text = serde_json::to_string(&n).unwrap();
            proptest::prop_assert_eq!(find_hazard(&text, 128), None);
        }
    }
}
