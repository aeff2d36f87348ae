//! Exports, read back by independent readers of each format.

mod calendar;
mod names;
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
