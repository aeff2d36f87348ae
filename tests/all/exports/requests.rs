//! What can be exported in which format, what is refused, and what stays private.

use super::{between, parts, text, unpacked, write};
use crate::support::Build;
use crate::support::sessions::{HOSTILE, asking, empty, hostile, huge, sample};
use roundtable::export::{
    ExportRequest, Format, Layout, RenderError, Subject, file_name, render_actions,
};
use roundtable::steps::report;
use scraper::{Html, Selector};

/// Every layout in every format that can hold it, without PDF, which has tests of its own.
fn all_requests() -> Vec<ExportRequest> {
    let formats = || Format::ALL.into_iter().filter(|f| *f != Format::Pdf);
    let of_layout = |layout: Layout| {
        formats()
            .filter(move |f| f.holds(layout))
            .map(move |f| ExportRequest::new(layout, f))
    };
    let requests: Vec<ExportRequest> = Layout::all().flat_map(of_layout).collect();
    assert!(requests.len() > 80);
    requests
}

fn with_notes(layout: Layout, format: Format) -> ExportRequest {
    ExportRequest {
        notes: true,
        ..ExportRequest::new(layout, format)
    }
}

#[test]
fn every_layout_can_be_exported_in_every_format_that_holds_it() {
    for (session, is_huge) in [
        (sample(), false),
        (empty("collaboration"), false),
        (empty("solo-pentad"), false),
        (huge(), true),
    ] {
        for request in all_requests() {
            // a huge Word file takes too long in a test build
            if is_huge && request.format == Format::Docx {
                continue;
            }
            let bytes = request
                .render(&session, report)
                .unwrap_or_else(|e| panic!("{request:?}: {e}"));
            let may_be_empty = request.format == Format::Ndjson;
            assert!(!bytes.is_empty() || may_be_empty, "{request:?}");
        }
    }
}

#[test]
fn a_request_that_cannot_be_met_says_why() {
    let fails = |request: ExportRequest| request.render(&sample(), report).unwrap_err();
    let why = fails(ExportRequest::new(Layout::Minutes, Format::Ics));
    assert!(matches!(why, RenderError::CannotHold { .. }));
    let says = "A .ics cannot hold the minutes. It can hold: dates.";
    assert_eq!(why.to_string(), says);
    let why = fails(ExportRequest::new(Layout::Tables, Format::Csv));
    let says = "A .csv cannot hold the tables. It can hold: actions, metrics,";
    assert!(why.to_string().starts_with(says), "{why}");
    let why = fails(with_notes(Layout::Agreement, Format::Html));
    let says =
        "Private notes go into the minutes only. Export the minutes, or leave the notes out.";
    assert_eq!(why.to_string(), says);
}

#[test]
fn several_sessions_in_one_file_are_possible_for_tables_and_dates_only() {
    let sessions = [sample(), empty("collaboration")];
    for request in all_requests() {
        match request.render_all(&sessions) {
            Ok(_) => assert!(request.is_for_many(), "{request:?}"),
            Err(why) => {
                assert!(!request.is_for_many(), "{request:?}: {why}");
                let says = "of one session. For several sessions, choose a folder.";
                assert!(why.to_string().ends_with(says), "{why}");
            }
        }
    }
    let request = ExportRequest::new(Layout::Tables, Format::Ndjson);
    let why = request.render_all(&[]).unwrap_err();
    assert_eq!(why.to_string(), "There is no session to export yet.");
}

#[test]
fn actions_of_all_sessions_are_a_table_with_headings_even_without_sessions() {
    let csv = text(render_actions(&[], Format::Csv, |_, _| true).unwrap());
    let headings = r#""session","session_title","session_date","party_a","party_b","id","#;
    assert!(csv.starts_with(headings));
    assert_eq!(csv.lines().count(), 1);
}

#[test]
fn a_list_that_skips_actions_exports_exactly_the_others() {
    let sessions = [sample(), empty("collaboration"), sample()];
    let ids: Vec<String> = sample()
        .actions
        .iter()
        .map(|a| a.id.as_str().to_owned())
        .collect();
    assert!(ids.len() > 3);
    for skipped in &ids {
        let wanted = |_: &_, a: &roundtable::domain::Action| a.id.as_str() != skipped.as_str();
        let csv = render_actions(&sessions, Format::Csv, wanted).unwrap();
        let mut reader = csv::Reader::from_reader(csv.as_slice());
        let column = reader.headers().unwrap().iter().position(|h| h == "id");
        let column = column.unwrap();
        let exported: Vec<String> = reader
            .records()
            .map(|row| row.unwrap()[column].to_owned())
            .collect();
        let others = ids.iter().filter(|id| *id != skipped);
        let expected: Vec<String> = others.clone().chain(others).cloned().collect();
        assert_eq!(exported, expected, "without {skipped}");
    }
}

#[test]
fn without_a_layout_the_agreement_is_exported_unless_the_format_cannot_hold_it() {
    let layouts = |formats: &[Format]| -> Vec<Layout> {
        let requests = ExportRequest::usual(None, formats);
        requests.into_iter().map(|r| r.layout).collect()
    };
    assert_eq!(layouts(&[Format::Html]), [Layout::Agreement]);
    assert_eq!(layouts(&[Format::Xlsx]), [Layout::Tables]);
    assert_eq!(layouts(&[Format::Ics]), [Layout::Dates]);
    assert!(layouts(&[]).iter().all(|l| *l == Layout::Agreement));
    let split = ExportRequest::usual(Some(Layout::Tables), &[Format::Csv]);
    assert_eq!(split.len(), Subject::ALL.len(), "a file for each table");
}

#[test]
fn no_export_contains_hidden_text_or_private_notes() {
    let mut hidden = sample();
    hidden.build(|hidden| hidden.progress.revealed = false);
    hidden.build(|hidden| hidden.progress.dots_revealed = false);
    let mut unanswered = asking();
    unanswered.build(|unanswered| unanswered.progress.revealed_answers.clear());
    for request in all_requests() {
        let out = unpacked(request.render(&hidden, report).unwrap());
        for expectation in ["Price down 3 %", "Only if resin stays"] {
            assert!(!out.contains(expectation), "{request:?}: {expectation}");
        }
        assert!(
            !out.contains("Dvořák looks at"),
            "{request:?}: private note"
        );
        let out = unpacked(request.render(&unanswered, report).unwrap());
        for answer in ["both: no concern", "blind spot"] {
            assert!(!out.contains(answer), "{request:?}: {answer}");
        }
    }
}

#[test]
fn minutes_with_private_notes_are_marked() {
    for format in [Format::Docx, Format::Html, Format::Markdown] {
        let request = with_notes(Layout::Minutes, format);
        let out = unpacked(request.render(&sample(), report).unwrap());
        assert!(out.contains("Dvořák looks at"), "{format:?}");
        let mark = "With private notes: for the facilitator only";
        assert!(out.contains(mark), "{format:?}");
        let name = file_name(&sample(), request);
        assert!(name.contains(" minutes with private notes."), "{name}");
    }
}

#[test]
fn special_characters_are_shown_as_typed() {
    let s = hostile();
    let page = text(write(&s, Layout::Agreement, Format::Html));
    let html: String = Html::parse_document(&page)
        .select(&Selector::parse("td").unwrap())
        .flat_map(|c| c.text().chain(["\n"]))
        .collect();
    let parts = parts(write(&s, Layout::Agreement, Format::Docx));
    let document = parts.iter().find(|p| p.0 == "word/document.xml").unwrap();
    let word = between(&document.1, "w:t").join("\n");
    for typed in HOSTILE {
        assert!(html.contains(typed), "HTML: {typed}");
        assert!(word.contains(typed), "Word: {typed}");
    }
    assert!(word.contains(s.parked[0].text.trim_end()), "a long text");
    let name = file_name(&s, ExportRequest::new(Layout::Agreement, Format::Docx));
    let forbidden = ['/', '\\', ':', '<', '\u{202e}', '\0'];
    assert!(!name.contains(forbidden), "{name}");
}

#[test]
fn no_export_contains_control_or_direction_characters() {
    let s = hostile();
    for request in all_requests() {
        let out = unpacked(request.render(&s, report).unwrap());
        let is_active = |c: char| {
            (c.is_control() && !"\n\r\t".contains(c))
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
                || matches!(c, '\u{61c}' | '\u{fffe}' | '\u{ffff}')
        };
        let found = out.lines().find(|line| line.contains(is_active));
        assert!(found.is_none(), "{request:?}: {found:?}");
    }
}
