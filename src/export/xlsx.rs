//! An Excel workbook: a sheet for each table, with real dates, filters and a frozen header.

use super::RenderError;
use super::tables::{Datum, Subject, Table, TableSet};
use jiff::civil::Date;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError, utility,
};

/// Longest text of a cell; the format allows 32,767 UTF-16 units.
const LONGEST: usize = 32_000;
/// Narrowest and widest column, in characters.
const WIDTHS: (usize, usize) = (8, 48);
/// The tables that get a sheet even without rows.
const ALWAYS: [Subject; 5] = [
    Subject::Actions,
    Subject::Metrics,
    Subject::Expectations,
    Subject::Goals,
    Subject::Decisions,
];

/// Part of a text that is too long for its cell.
struct LongText {
    sheet: &'static str,
    cell: String,
    text: String,
}

/// Tables as a workbook.
///
/// # Errors
/// When a table is larger than a worksheet allows.
pub fn xlsx(set: &TableSet) -> Result<Vec<u8>, RenderError> {
    let mut book = Workbook::new();
    // from the session, not the clock: the same session gives the same file
    let changed = set.changed.unwrap_or_default().as_second();
    let created =
        ExcelDateTime::from_timestamp(changed).or_else(|_| ExcelDateTime::from_timestamp(0))?;
    book.set_properties(
        &DocProperties::new()
            .set_title(set.title.for_document())
            .set_author("roundtable")
            .set_creation_datetime(&created),
    );
    let mut long = Vec::new();
    let is_shown = |table: &&Table| {
        set.tables.len() == 1 || ALWAYS.contains(&table.subject) || !table.rows.is_empty()
    };
    for table in set.tables.iter().filter(is_shown) {
        let sheet = book.add_worksheet();
        sheet.set_name(table.subject.title())?;
        write_table(sheet, table, &mut long)?;
    }
    if !long.is_empty() {
        write_long_texts(book.add_worksheet(), &long)?;
    }
    Ok(book.save_to_buffer()?)
}

/// The format of cells in the body of a table.
fn body() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// The sheet with the full text of cells that hold only its beginning.
fn write_long_texts(sheet: &mut Worksheet, long: &[LongText]) -> Result<(), XlsxError> {
    sheet.set_name("Long texts")?;
    let widths = [16, 10, WIDTHS.1];
    write_header(sheet, &["sheet", "cell", "text"], &widths, long.len())?;
    let body = body();
    for (
        row,
        LongText {
            sheet: of,
            cell,
            text,
        },
    ) in (1..).zip(long)
    {
        sheet
            .write_string_with_format(row, 0, *of, &body)?
            .write_string_with_format(row, 1, cell, &body)?
            .write_string_with_format(row, 2, text, &body)?;
    }
    Ok(())
}

/// The header: bold, frozen, repeated in print, with filters; and the widths of the columns.
fn write_header(
    sheet: &mut Worksheet,
    columns: &[&str],
    widths: &[usize],
    rows: usize,
) -> Result<(), XlsxError> {
    let format = body().set_bold();
    for ((n, name), width) in (0..).zip(columns).zip(widths) {
        sheet
            .write_string_with_format(0, n, name.replace('_', " "), &format)?
            .set_column_width(n, *width as f64)?;
    }
    let last_row = u32::try_from(rows).unwrap_or(u32::MAX);
    let last_column = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet
        .autofilter(0, 0, last_row, last_column)?
        .set_freeze_panes(1, 0)?
        .set_repeat_rows(0, 0)?
        .set_landscape()
        .set_print_fit_to_pages(1, 0);
    Ok(())
}

fn write_table(
    sheet: &mut Worksheet,
    table: &Table,
    long: &mut Vec<LongText>,
) -> Result<(), XlsxError> {
    let width = |(n, name): (usize, &&str)| {
        let cells = table.rows.iter().filter_map(|row| row.get(n));
        let widest = cells
            .map(|d| crate::text::width(&d.shown().for_line()))
            .max()
            .unwrap_or(0);
        widest.max(name.len() + 3).clamp(WIDTHS.0, WIDTHS.1)
    };
    let widths: Vec<usize> = table.columns.iter().enumerate().map(width).collect();
    write_header(sheet, &table.columns, &widths, table.rows.len())?;
    let body = body();
    let date = Format::new()
        .set_num_format("yyyy-mm-dd")
        .set_align(FormatAlign::Top);
    for (row, data) in (1..).zip(&table.rows) {
        for (column, datum) in (0..).zip(data) {
            match datum {
                Datum::Empty => {}
                Datum::Number(n) => {
                    sheet.write_number_with_format(row, column, *n, &body)?;
                }
                Datum::Date(d) => match excel_date(*d) {
                    Some(day) => {
                        sheet.write_datetime_with_format(row, column, day, &date)?;
                    }
                    None => {
                        sheet.write_string_with_format(row, column, d.to_string(), &body)?;
                    }
                },
                Datum::Text(text) => {
                    let pieces = pieces(&text.for_document());
                    let text = match pieces.as_slice() {
                        [whole] => whole.clone(),
                        [first, ..] => format!("{first}… (full text in the sheet “Long texts”)"),
                        [] => String::new(),
                    };
                    sheet.write_string_with_format(row, column, text, &body)?;
                    if pieces.len() > 1 {
                        long.extend(pieces.into_iter().map(|text| LongText {
                            sheet: table.subject.title(),
                            cell: utility::row_col_to_cell(row, column),
                            text,
                        }));
                    }
                }
            }
        }
    }
    Ok(())
}

/// A date as Excel counts it; none before 1900, where its calendar starts.
fn excel_date(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    ExcelDateTime::from_ymd(year, date.month() as u8, date.day() as u8).ok()
}

/// A text cut into pieces that fit a cell; at least one.
fn pieces(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut units = 0;
    for c in text.chars() {
        if units + c.len_utf16() > LONGEST {
            out.push(String::new());
            units = 0;
        }
        units += c.len_utf16();
        if let Some(last) = out.last_mut() {
            last.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_wider_than_a_worksheet_is_refused_with_an_alternative() {
        let table = Table {
            subject: Subject::Actions,
            columns: vec!["x"; 20_000],
            rows: vec![],
        };
        let set = TableSet {
            tables: vec![table],
            ..TableSet::default()
        };
        let why = xlsx(&set).unwrap_err().to_string();
        assert!(why.starts_with("A spreadsheet cannot hold this"), "{why}");
        assert!(why.ends_with("CSV and NDJSON can."), "{why}");
    }

    #[test]
    fn a_date_that_excel_does_not_have_is_written_as_text() {
        assert!(excel_date("1899-12-30".parse().unwrap()).is_none());
        assert!(excel_date("1900-01-01".parse().unwrap()).is_some());
    }

    #[test]
    fn pieces_of_a_long_text_are_the_text_again() {
        let text = "👍".repeat(LONGEST);
        let pieces = pieces(&text);
        assert_eq!((pieces.len(), pieces.concat()), (2, text));
        assert_eq!(super::pieces(""), [""]);
    }
}
