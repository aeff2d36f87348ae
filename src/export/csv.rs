//! Comma-separated values (RFC 4180): one table a file, with formulas made inert.
//!
//! Where a comma is the decimal sign, Excel splits at semicolons and takes a quote in the middle of
//! a cell for a character like any other. So the cells that a text would be split into there must
//! be inert too.

use super::tables::{Datum, Table};

/// The byte order mark, by which Excel recognises UTF-8.
const BOM: &str = "\u{feff}";

/// Characters at which some program or setting splits cells or rows.
const SEPARATORS: [char; 6] = [',', ';', '\t', '|', '\n', '\r'];

/// Characters with which a formula begins. The full-width ones are those that Excel treats like
/// their ASCII counterparts.
const FORMULA_SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'];

/// A table as CSV, with the headings in the first line.
#[must_use]
pub fn csv(table: &Table, bom: bool) -> Vec<u8> {
    let mut out = String::from(if bom { BOM } else { "" });
    write_row(&mut out, table.columns.iter().map(|name| quoted(name)));
    for row in &table.rows {
        write_row(&mut out, row.iter().map(cell));
    }
    out.into_bytes()
}

fn write_row(out: &mut String, cells: impl Iterator<Item = String>) {
    for (n, cell) in cells.enumerate() {
        if n > 0 {
            out.push(',');
        }
        out.push_str(&cell);
    }
    out.push_str("\r\n");
}

fn cell(datum: &Datum) -> String {
    match datum {
        Datum::Text(text) => quoted(&guarded(&text.for_document())),
        // a minus sign in front of a number is not a formula
        Datum::Number(n) => n.to_string(),
        Datum::Date(d) => quoted(&d.to_string()),
        Datum::Empty => String::new(),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Text with an apostrophe in front of each formula sign that begins a cell, also where another
/// program may split it. Quotes in between do not protect.
fn guarded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut begins = true;
    for c in text.chars() {
        if begins && FORMULA_SIGNS.contains(&c) {
            out.push('\'');
        }
        begins = SEPARATORS.contains(&c) || begins && c == '"';
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tables::Subject;
    use super::*;

    fn table(cells: &[&str]) -> Table {
        Table {
            subject: Subject::Actions,
            columns: vec!["a", "b", "c"],
            rows: cells
                .iter()
                .map(|c| vec![Datum::Text((*c).into())])
                .collect(),
        }
    }

    #[test]
    fn text_that_looks_like_a_formula_gets_an_apostrophe_and_numbers_do_not() {
        let rows = vec![vec![
            Datum::Text("=1+1,\"x\"\ny".into()),
            Datum::Number(-3.5),
            Datum::Text("-3.5".into()),
            Datum::Empty,
        ]];
        let table = Table { rows, ..table(&[]) };
        assert_eq!(
            String::from_utf8(csv(&table, false)).unwrap(),
            "\"a\",\"b\",\"c\"\r\n\"'=1+1,\"\"x\"\"\ny\",-3.5,\"'-3.5\",\r\n"
        );
        assert_eq!(csv(&table, true)[..3], [0xef, 0xbb, 0xbf]);
    }

    #[test]
    fn ordinary_text_is_as_typed() {
        for text in ["a - b, -c", "3+4=7; x = y", "a@b.example", "it's \"so\""] {
            assert_eq!(guarded(text), text);
        }
    }

    #[test]
    fn no_cell_is_a_formula_wherever_a_program_splits_the_file() {
        let hostile = [
            "=1+1",
            "a;=1+1",
            "a;\"=1+1\"",
            "a\";=1+1;\"",
            ";;@SUM(1)",
            "a|+1",
            "a\t=1",
            "a\n-2+3",
            "a\r\n=1",
            ",=1",
            "\"\"=1",
            "a;＝1+1",
            ";\"\"\"@x",
        ];
        let file = String::from_utf8(csv(&table(&hostile), false)).unwrap();
        let mut cells = 0;
        for separator in [',', ';', '\t', '|'] {
            // as by a program that knows quotes only where a cell begins with one, or not at all
            for piece in file.split(['\r', '\n', separator]) {
                let shown = piece.trim_start_matches('"');
                assert!(
                    !shown.starts_with(FORMULA_SIGNS),
                    "{separator:?}: {piece:?}"
                );
                cells += 1;
            }
        }
        assert!(cells > 100);
        // and a reader that splits at commas gets the texts back, but for the apostrophes
        let mut reader = ::csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(file.as_bytes());
        let read = reader
            .records()
            .map(|row| row.unwrap()[0].replace('\'', ""));
        let typed = hostile.map(|text| crate::text::printed(text).into_owned());
        assert_eq!(read.collect::<Vec<_>>(), typed);
    }
}
