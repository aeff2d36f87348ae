//! CSV, NDJSON and workbooks.

use super::{parts, text, write};
use crate::support::sessions::{hostile, sample};
use calamine::{Data, Reader, Xlsx};
use roundtable::domain::Session;
use roundtable::export::{ExportRequest, Format, Layout, Subject};
use roundtable::steps::report;
use std::io::Cursor;

fn workbook(session: &Session) -> Xlsx<Cursor<Vec<u8>>> {
    let bytes = write(session, Layout::Tables, Format::Xlsx);
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

#[test]
fn csv_has_a_heading_for_each_column_and_iso_dates() {
    let bytes = write(&sample(), Layout::Table(Subject::Actions), Format::Csv);
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let headings: Vec<&str> = reader.headers().unwrap().iter().collect();
    assert_eq!(headings[..4], ["id", "number", "action", "goal"]);
    assert_eq!(headings[12..15], ["value_to_a", "value_to_b", "effort"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 12);
    assert_eq!(&rows[0][2], "Shared delivery board, updated daily");
    assert_eq!((&rows[0][4], &rows[0][8]), ("B. Öztürk", "2026-10-16"));
}

#[test]
fn csv_starts_with_a_byte_order_mark_when_asked() {
    let plain = ExportRequest::new(Layout::Table(Subject::Goals), Format::Csv);
    let marked = ExportRequest { bom: true, ..plain };
    let plain = plain.render(&sample(), report).unwrap();
    let marked = marked.render(&sample(), report).unwrap();
    assert_eq!(marked, [b"\xef\xbb\xbf".as_slice(), &plain].concat());
}

#[test]
fn ndjson_keeps_numbers_and_says_the_table_of_each_row() {
    let s = sample();
    let lines: Vec<serde_json::Value> = text(write(&s, Layout::Tables, Format::Ndjson))
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let metric = lines.iter().find(|l| l["table"] == "metrics").unwrap();
    assert_eq!(metric["baseline"].as_f64(), Some(83.0));
    assert_eq!(metric["target_date"].as_str(), Some("2027-06-30"));
    let readings = lines.iter().filter(|l| l["table"] == "readings");
    let expected: usize = s.metrics.iter().map(|m| m.readings.len()).sum();
    assert_eq!(readings.count(), expected);
}

#[test]
fn a_workbook_has_a_sheet_a_table_with_real_dates_filters_and_a_frozen_header() {
    let mut book = workbook(&sample());
    for sheet in ["Actions", "Metrics", "Expectations", "Goals", "Decisions"] {
        assert!(book.sheet_names().contains(&sheet.to_owned()), "{sheet}");
    }
    let actions = book.worksheet_range("Actions").unwrap();
    assert_eq!(actions.height(), 13);
    let at = |row, column| actions.get_value((row, column)).cloned().unwrap();
    let text = Data::String("Shared delivery board, updated daily".into());
    assert_eq!(at(1, 2), text);
    assert_eq!(at(1, 12), Data::Float(5.0));
    let Data::DateTime(due) = at(1, 8) else {
        panic!("{:?}", at(1, 8));
    };
    assert_eq!(due.to_ymd_hms_milli(), (2026, 10, 16, 0, 0, 0, 0));
    let sheets = parts(write(&sample(), Layout::Tables, Format::Xlsx));
    let sheet = sheets.iter().find(|p| p.0.ends_with("sheet1.xml")).unwrap();
    assert!(sheet.1.contains("state=\"frozen\"") && sheet.1.contains("<autoFilter"));
}

#[test]
fn text_that_looks_like_a_formula_is_never_a_formula() {
    let s = hostile();
    let bytes = write(&s, Layout::Table(Subject::Actions), Format::Csv);
    let mut reader = csv::Reader::from_reader(Cursor::new(bytes));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), s.actions.len());
    for (row, action) in rows.iter().zip(&s.actions) {
        let typed = row[2].strip_prefix('\'').unwrap_or(&row[2]);
        assert_eq!(typed, action.text);
        assert!(!row[2].starts_with(['=', '+', '-', '@']), "{}", &row[2]);
    }
    let sheets = parts(write(&s, Layout::Tables, Format::Xlsx));
    assert!(sheets.len() > 5 && sheets.iter().all(|p| !p.1.contains("<f>")));
    let mut book = workbook(&s);
    let actions = book.worksheet_range("Actions").unwrap();
    let text = Data::String("=1+1".into());
    assert_eq!(actions.get_value((1, 2)), Some(&text));
}

#[test]
fn a_text_longer_than_a_cell_is_complete_on_its_own_sheet() {
    let s = hostile();
    let mut book = workbook(&s);
    let decisions = book.worksheet_range("Decisions").unwrap();
    assert_eq!(decisions.height(), s.decisions.len() + 1);
    let long = book.worksheet_range("Long texts").unwrap();
    let whole: String = long.rows().skip(1).map(|r| r[2].to_string()).collect();
    assert_eq!(whole, s.parked[0].text);
}
