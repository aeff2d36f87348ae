//! A JSON object a line, for databases.

use super::tables::{Datum, Table};
use crate::text::escape_json;
use serde_json::{Map, Value};

/// Tables as lines of JSON; each says which table it is of.
#[must_use]
pub fn ndjson(tables: &[Table]) -> Vec<u8> {
    let mut out = String::new();
    for table in tables {
        for row in &table.rows {
            let mut line =
                Map::from_iter([("table".to_owned(), Value::from(table.subject.name()))]);
            line.extend(
                table
                    .columns
                    .iter()
                    .zip(row)
                    .map(|(column, datum)| ((*column).to_owned(), value(datum))),
            );
            out.push_str(&escape_json(Value::Object(line).to_string()));
            out.push('\n');
        }
    }
    out.into_bytes()
}

fn value(datum: &Datum) -> Value {
    match datum {
        Datum::Empty => Value::Null,
        Datum::Text(text) => text.for_data().into(),
        // whole numbers without a point
        Datum::Number(n) if n.fract() == 0.0 && n.abs() < 1e15 => (*n as i64).into(),
        Datum::Number(n) => (*n).into(),
        Datum::Date(d) => d.to_string().into(),
    }
}
