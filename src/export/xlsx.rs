//! A workbook: a sheet a table, with real dates, filters and a header that stays.

use super::tables::{Datum, Subject, Table};
use crate::text::Foreign;
use jiff::Timestamp;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

/// Longest text of a cell; the format allows 32,767 UTF-16 units.
const LONGEST: usize = 32_000;
/// Narrowest and widest column, in characters.
const WIDTHS: (usize, usize) = (8, 48);
/// The sheets that are there also while they are empty.
const ALWAYS: [Subject; 5] = [
    Subject::Actions,
    Subject::Metrics,
    Subject::Expectations,
    Subject::Goals,
    Subject::Decisions,
];

/// Tables as a workbook.
///
/// # Errors
/// One sentence, where a table is larger than the format allows.
pub fn xlsx(
    title: &Foreign,
    changed: Option<Timestamp>,
    tables: &[Table],
) -> Result<Vec<u8>, String> {
    write(title, changed, tables)
        .map_err(|e| format!("A spreadsheet cannot hold this: {e}. CSV and NDJSON can."))
}

fn write(
    title: &Foreign,
    changed: Option<Timestamp>,
    tables: &[Table],
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // from the session, not from the clock: the same session gives the same file
    let seconds = changed.unwrap_or(Timestamp::UNIX_EPOCH).as_second();
    let created =
        ExcelDateTime::from_timestamp(seconds).or_else(|_| ExcelDateTime::from_timestamp(0))?;
    book.set_properties(
        &DocProperties::new()
            .set_title(title.for_document())
            .set_author("roundtable")
            .set_creation_datetime(&created),
    );
    let mut long: Vec<(String, String, String)> = Vec::new();
    for table in tables
        .iter()
        .filter(|t| tables.len() == 1 || ALWAYS.contains(&t.subject) || !t.rows.is_empty())
    {
        let sheet = book.add_worksheet();
        sheet.set_name(table.subject.title())?;
        fill(sheet, table, &mut long)?;
    }
    if !long.is_empty() {
        let sheet = book.add_worksheet();
        sheet.set_name("Long texts")?;
        head(
            sheet,
            &["sheet", "cell", "text"],
            &[16, 10, WIDTHS.1],
            long.len(),
        )?;
        for (row, (of, cell, text)) in (1..).zip(&long) {
            let body = body();
            sheet
                .write_string_with_format(row, 0, of, &body)?
                .write_string_with_format(row, 1, cell, &body)?;
            sheet.write_string_with_format(row, 2, text, &body)?;
        }
    }
    book.save_to_buffer()
}

fn body() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// The header: bold, frozen, with filters, and the widths of the columns.
fn head(
    sheet: &mut Worksheet,
    columns: &[&str],
    widths: &[usize],
    rows: usize,
) -> Result<(), XlsxError> {
    let format = Format::new()
        .set_bold()
        .set_align(FormatAlign::Top)
        .set_text_wrap();
    for ((n, name), wide) in (0..).zip(columns).zip(widths) {
        sheet
            .write_string_with_format(0, n, name.replace('_', " "), &format)?
            .set_column_width(n, *wide as f64)?;
    }
    let (last_row, last_column) = (
        u32::try_from(rows).unwrap_or(u32::MAX),
        u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0),
    );
    sheet
        .autofilter(0, 0, last_row, last_column)?
        .set_freeze_panes(1, 0)?;
    sheet
        .set_repeat_rows(0, 0)?
        .set_landscape()
        .set_print_fit_to_pages(1, 0);
    Ok(())
}

fn fill(
    sheet: &mut Worksheet,
    table: &Table,
    long: &mut Vec<(String, String, String)>,
) -> Result<(), XlsxError> {
    let wide = |(n, name): (usize, &&str)| {
        let cells = table
            .rows
            .iter()
            .filter_map(|r| r.get(n))
            .map(|d| crate::text::width(&d.shown().for_line()))
            .max()
            .unwrap_or(0);
        cells.max(name.len() + 3).clamp(WIDTHS.0, WIDTHS.1)
    };
    let widths: Vec<usize> = table.columns.iter().enumerate().map(wide).collect();
    head(sheet, &table.columns, &widths, table.rows.len())?;
    let (body, date) = (
        body(),
        Format::new()
            .set_num_format("yyyy-mm-dd")
            .set_align(FormatAlign::Top),
    );
    for (row, data) in (1..).zip(&table.rows) {
        for (column, datum) in (0..).zip(data) {
            match datum {
                Datum::Empty => {}
                Datum::Number(n) => drop(sheet.write_number_with_format(row, column, *n, &body)?),
                Datum::Date(d) => match ExcelDateTime::from_ymd(
                    u16::try_from(d.year()).unwrap_or(0),
                    d.month() as u8,
                    d.day() as u8,
                ) {
                    Ok(day) => drop(sheet.write_datetime_with_format(row, column, day, &date)?),
                    // before 1900 the format knows no dates
                    Err(_) => {
                        sheet.write_string_with_format(row, column, d.to_string(), &body)?;
                    }
                },
                Datum::Text(text) => {
                    let safe = text.for_document();
                    let pieces = pieces(&safe);
                    if let [only] = pieces.as_slice() {
                        sheet.write_string_with_format(row, column, *only, &body)?;
                        continue;
                    }
                    let first = pieces.first().copied().unwrap_or("");
                    sheet.write_string_with_format(
                        row,
                        column,
                        format!("{first}… (whole in the sheet “Long texts”)"),
                        &body,
                    )?;
                    let cell = rust_xlsxwriter::utility::row_col_to_cell(row, column);
                    long.extend(
                        pieces.into_iter().map(|p| {
                            (table.subject.title().to_owned(), cell.clone(), p.to_owned())
                        }),
                    );
                }
            }
        }
    }
    Ok(())
}

/// A text cut into what fits into a cell.
fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut start, mut units) = (0, 0);
    for (at, c) in text.char_indices() {
        if units + c.len_utf16() > LONGEST {
            out.extend(text.get(start..at));
            (start, units) = (at, 0);
        }
        units += c.len_utf16();
    }
    out.extend(text.get(start..));
    out
}
