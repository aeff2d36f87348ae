//! JSON without surprises: no key twice, no number that would come back as another one.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;

/// The value of a JSON text.
///
/// # Errors
/// As serde_json, and for a key that is in an object twice: which of both was meant cannot be known.
pub(super) fn value(text: &str) -> Result<Value, serde_json::Error> {
    let mut from = serde_json::Deserializer::from_str(text);
    let Strict(value) = Strict::deserialize(&mut from)?;
    from.end()?;
    Ok(value)
}

/// The first number that would be written back as another one: its line, its column, and itself.
pub(super) fn inexact(text: &str) -> Option<(usize, usize, &str)> {
    let bytes = text.as_bytes();
    let (mut at, mut line, mut begin) = (0, 1, 0);
    let mut in_text = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if in_text => at += 1,
            b'"' => in_text = !in_text,
            b'\n' => (line, begin) = (line + 1, at + 1),
            b'-' | b'0'..=b'9' if !in_text => {
                let rest = text.get(at..).unwrap_or("");
                let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E'))).unwrap_or(rest.len());
                let number = rest.get(..end).unwrap_or("");
                if !is_exact(number) {
                    return Some((line, at - begin + 1, number));
                }
                at += end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Whether a number comes back as it is, however it is written.
fn is_exact(number: &str) -> bool {
    // up to here every number without a power does
    if number.len() <= 15 && !number.contains(['e', 'E']) || number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok() {
        return true;
    }
    number.parse::<f64>().is_ok_and(|n| n.is_finite() && decimal(number) == decimal(&format!("{n:e}")))
}

/// The digits of a number without noughts at its ends, and its power of ten.
fn decimal(number: &str) -> (bool, String, i64) {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.trim_start_matches('-').split_once('.').unwrap_or((mantissa.trim_start_matches('-'), ""));
    let digits = format!("{whole}{fraction}");
    let power = exponent.parse::<i64>().unwrap_or(i64::MAX / 2) - i64::try_from(fraction.len()).unwrap_or(0);
    let short = digits.trim_start_matches('0').trim_end_matches('0');
    let cut = digits.len() - digits.trim_end_matches('0').len();
    if short.is_empty() { (false, String::new(), 0) } else { (number.starts_with('-'), short.to_owned(), power + i64::try_from(cut).unwrap_or(0)) }
}

struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Anything).map(Strict)
    }
}

struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_bool<E>(self, v: bool) -> Result<Value, E> {
        Ok(Value::Bool(v))
    }

    fn visit_i64<E>(self, v: i64) -> Result<Value, E> {
        Ok(v.into())
    }

    fn visit_u64<E>(self, v: u64) -> Result<Value, E> {
        Ok(v.into())
    }

    fn visit_f64<E: Error>(self, v: f64) -> Result<Value, E> {
        Number::from_f64(v).map(Value::Number).ok_or_else(|| E::custom("a number that is none"))
    }

    fn visit_str<E>(self, v: &str) -> Result<Value, E> {
        Ok(v.into())
    }

    fn visit_string<E>(self, v: String) -> Result<Value, E> {
        Ok(Value::String(v))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut out = Vec::new();
        while let Some(Strict(item)) = items.next_element()? {
            out.push(item);
        }
        Ok(Value::Array(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut out = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if out.contains_key(&key) {
                return Err(A::Error::custom(format!("the key “{}” is there twice", crate::text::clip(&crate::text::one_line(&key), 30))));
            }
            let Strict(value) = entries.next_value()?;
            out.insert(key, value);
        }
        Ok(Value::Object(out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_stands_once() {
        assert!(value(r#"{"a": {"b": 1, "b": 2}}"#).unwrap_err().to_string().starts_with("the key “b” is there twice at line 1"));
        assert_eq!(value(r#"[{"a": 1}, {"a": -2.5e3}, null, "x"]"#).unwrap().to_string(), r#"[{"a":1},{"a":-2500.0},null,"x"]"#);
        assert!(value("[1] 2").is_err() && value("[1e999]").is_err() && value(&"[".repeat(200)).is_err());
    }

    #[test]
    fn numbers_come_back_as_they_were_or_are_named() {
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
            assert_eq!(inexact(exact), None, "{exact}");
        }
        for number in ["18446744073709551617", "0.1234567890123456789", "3.14159265358979323846", "1e-400000000000000", "1e-400", "1.23456789e-320"] {
            assert_eq!(inexact(&format!("{{\"a\": \"12345678901234567890123\",\n \"b\": {number}}}")), Some((2, 7, number)));
        }
        assert_eq!(inexact(r#"{"a": "\"123456789012345678901"}"#), None, "text is no number");
    }

    proptest::proptest! {
        #[test]
        fn what_is_read_is_written_back(n in proptest::prelude::any::<f64>()) {
            let text = serde_json::to_string(&n).unwrap();
            proptest::prop_assert_eq!(inexact(&text), None);
        }
    }
}
