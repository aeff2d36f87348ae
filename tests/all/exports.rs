//! Exports, read back by independent readers of each format.

mod calendar;
mod pages;
mod requests;
mod tables;
mod word;

use roundtable::domain::Session;
use roundtable::export::{ExportRequest, Format, Layout};
use roundtable::steps::report;
use std::io::{Cursor, Read};

fn write(session: &Session, layout: Layout, format: Format) -> Vec<u8> {
    ExportRequest::new(layout, format)
        .render(session, report)
        .unwrap()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// The parts of a zip archive by name.
fn parts(bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = zip.len();
    let read = |n| {
        let mut entry = zip.by_index(n).unwrap();
        let mut out = String::new();
        entry.read_to_string(&mut out).unwrap();
        (entry.name().to_owned(), out)
    };
    (0..count).map(read).collect()
}

/// The text of all elements with this tag; panics where the XML is not well-formed.
fn between(xml: &str, tag: &str) -> Vec<String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut out, mut inside) = (Vec::new(), false);
    loop {
        match reader
            .read_event()
            .unwrap_or_else(|e| panic!("{e} in {}", &xml[..xml.len().min(300)]))
        {
            Event::Start(e) if e.name().as_ref() == tag.as_bytes() => {
                inside = true;
                out.push(String::new());
            }
            Event::End(e) if e.name().as_ref() == tag.as_bytes() => inside = false,
            Event::Text(t) if inside => out.last_mut().unwrap().push_str(&t.decode().unwrap()),
            Event::GeneralRef(r) if inside => {
                let c = match r.decode().unwrap().as_ref() {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    other => r
                        .resolve_char_ref()
                        .unwrap()
                        .unwrap_or_else(|| panic!("{other}")),
                };
                out.last_mut().unwrap().push(c);
            }
            Event::Eof => return out,
            _ => {}
        }
    }
}

/// Texts of the sample that every document has to contain.
const SAID: [&str; 12] = [
    "Nordwind",
    "Březina",
    "Deliveries on the confirmed date",
    "Invoices paid within 30 days",
    "97 % of deliveries on the confirmed date",
    "Rolling 12-week forecast every Monday",
    "B. Öztürk",
    "Trust, asked on both sides",
    "A delivery is late from the first day after the first confirmed date",
    "Who replaces tool 17, which is older than some of us?",
    concat!(
        "Savings from a joint project are halved in the first year; ",
        "the tool owner keeps them after that",
    ),
    "The plan on a calendar",
];

/// The bytes as text; an archive is unpacked.
fn unpacked(bytes: Vec<u8>) -> String {
    if bytes.starts_with(b"PK") {
        parts(bytes).into_iter().map(|p| p.1).collect()
    } else {
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

#[cfg(feature = "pdf")]
mod pdf {
    use super::*;
    use crate::support::sessions::{asking, hostile, sample};
    use pdf_extract::Document;

    fn pages(session: &Session, request: ExportRequest) -> (Vec<u8>, String, Document) {
        let bytes = request.render(session, report).unwrap();
        let text = pdf_extract::extract_text_from_mem(&bytes).unwrap();
        let document = Document::load_mem(&bytes).unwrap();
        (
            bytes,
            text.split_whitespace().collect::<Vec<_>>().join(" "),
            document,
        )
    }

    #[test]
    fn it_is_tagged_with_bookmarks_numbers_and_fonts_and_holds_the_text() {
        let (bytes, text, document) = pages(
            &sample(),
            ExportRequest::new(Layout::Agreement, Format::Pdf),
        );
        for said in SAID.iter().filter(|s| s.len() < 40).chain(&[
            "12. Sign-off",
            "Stage of ISO 44001:2017",
            "— not agreed —",
        ]) {
            assert!(text.contains(said), "{said}");
        }
        let pages = document.get_pages().len();
        assert!(
            pages > 5 && text.contains(&format!("2 / {pages}")),
            "page numbers: {pages}"
        );
        let catalog = document.catalog().unwrap();
        assert!(
            catalog.has(b"Outlines") && catalog.has(b"StructTreeRoot") && catalog.has(b"Lang"),
            "{catalog:?}"
        );
        assert!(
            document.objects.values().any(|o| o
                .as_dict()
                .is_ok_and(|d| d.has(b"FontFile2") || d.has(b"FontFile3"))),
            "embedded fonts"
        );
        let names = document
            .objects
            .values()
            .filter_map(|o| o.as_dict().ok()?.get(b"BaseFont").ok()?.as_name().ok());
        let names: Vec<String> = names
            .map(|n| String::from_utf8_lossy(n).into_owned())
            .collect();
        assert!(
            !names.is_empty() && names.iter().all(|n| n.contains("LiberationSans")),
            "the sample needs no other font: {names:?}"
        );
        let info = document
            .trailer
            .get(b"Info")
            .and_then(|i| document.dereference(i))
            .unwrap()
            .1
            .as_dict()
            .unwrap()
            .clone();
        assert!(info.has(b"Title") && info.has(b"Author"));
        assert_eq!(
            bytes,
            ExportRequest::new(Layout::Agreement, Format::Pdf)
                .render(&sample(), report)
                .unwrap(),
            "the same session, the same file"
        );
    }

    #[test]
    fn pictures_minutes_and_other_scripts_are_typeset() {
        let mut s = asking();
        s.goals[0].text = "Ελληνικά, кириллица, žluťoučký kůň".into();
        let (_, text, _) = pages(&s, ExportRequest::new(Layout::Minutes, Format::Pdf));
        assert!(
            text.contains("Contents") && text.contains("To act on:"),
            "{}",
            &text[..2000.min(text.len())]
        );
        let mut s = sample();
        s.goals[0].text = "Ελληνικά, кириллица, žluťoučký kůň \u{13000}\u{13001}".into();
        let (_, text, _) = pages(&s, ExportRequest::new(Layout::Minutes, Format::Pdf));
        assert!(
            text.contains("Ελληνικά, кириллица, žluťoučký kůň"),
            "Latin, Greek and Cyrillic are built in"
        );
        // hieroglyphs are on few computers: either a font was found, or the document says what to do
        assert!(
            text.contains("\u{13000}")
                || text.contains("no font for some signs of this document (U+13000, U+13001)"),
            "what lacks is said"
        );
    }

    #[test]
    fn nothing_typed_is_markup_and_nothing_covered_is_told() {
        let mut s = hostile();
        s.decisions.truncate(60);
        s.parked[0].text.truncate(5000);
        let (_, text, _) = pages(&s, ExportRequest::new(Layout::Agreement, Format::Pdf));
        for typed in ["<script>alert(1)</script>", "#set page(width: 1pt)", "=1+1"] {
            assert!(text.contains(typed), "{typed}");
        }
        let mut covered = sample();
        covered.progress.revealed = false;
        let (_, text, _) = pages(&covered, ExportRequest::new(Layout::Minutes, Format::Pdf));
        assert!(!text.contains("Price down 3 %") && !text.contains("Dvořák looks at"));
        let (_, text, document) = pages(
            &sample(),
            ExportRequest {
                notes: true,
                ..ExportRequest::new(Layout::Minutes, Format::Pdf)
            },
        );
        assert!(text.contains("Dvořák looks at"));
        assert!(
            text.matches("With private notes: for the facilitator only")
                .count()
                >= document.get_pages().len(),
            "every page is marked"
        );
    }
}
