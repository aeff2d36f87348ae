//! Comma-separated values (RFC 4180): one table a file, with formulas made inert.

use super::tables::{Datum, Table};

/// The byte order mark, by which Excel recognises UTF-8.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// A table as CSV, with the headings in the first line.
#[must_use]
pub fn csv(table: &Table, bom: bool) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(if bom { BOM.to_vec() } else { vec![] });
    // writing to memory cannot fail
    let _ = writer.write_record(&table.columns);
    for row in &table.rows {
        let _ = writer.write_record(row.iter().map(cell));
    }
    writer.into_inner().unwrap_or_default()
}

fn cell(datum: &Datum) -> String {
    match datum {
        Datum::Text(text) => guarded(&text.for_document()),
        // a minus sign in front of a number is not a formula
        Datum::Number(n) => n.to_string(),
        Datum::Date(d) => d.to_string(),
        Datum::Empty => String::new(),
    }
}

/// Text with an apostrophe in front where a spreadsheet would read it as a formula. The full-width
/// characters are those that Excel treats like their ASCII counterparts.
fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tables::Subject;
    use super::*;

    #[test]
    fn text_that_looks_like_a_formula_gets_an_apostrophe_and_numbers_do_not() {
        let rows = vec![vec![
            Datum::Text("=1+1,\"x\"\ny".into()),
            Datum::Number(-3.5),
            Datum::Text("-3.5".into()),
        ]];
        let table = Table {
            subject: Subject::Actions,
            columns: vec!["a", "b", "c"],
            rows,
        };
        assert_eq!(
            String::from_utf8(csv(&table, false)).unwrap(),
            "a,b,c\r\n\"'=1+1,\"\"x\"\"\ny\",-3.5,'-3.5\r\n"
        );
        assert_eq!(csv(&table, true)[..3], [0xef, 0xbb, 0xbf]);
    }
}
