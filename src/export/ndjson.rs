//! Newline-delimited JSON: one object for each row, for databases.

use super::RenderError;
use super::tables::{Datum, TableSet};
use crate::text::escape_json;
use serde_json::{Map, Value};

/// Tables as lines of JSON; the key `table` says which table a row belongs to.
///
/// # Errors
/// Never; the signature is that of all writers of tables.
pub fn ndjson(set: &TableSet) -> Result<Vec<u8>, RenderError> {
    let mut out = String::new();
    for table in &set.tables {
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
    Ok(out.into_bytes())
}

fn value(datum: &Datum) -> Value {
    match datum {
        Datum::Empty => Value::Null,
        Datum::Text(text) => text.for_data().into(),
        // whole numbers are written without a decimal point
        Datum::Number(n) if n.fract() == 0.0 && n.abs() < 1e15 => (*n as i64).into(),
        Datum::Number(n) => (*n).into(),
        Datum::Date(d) => d.to_string().into(),
    }
}
