//! Exporting: documents, tables, folders, earlier versions.

use crate::support::{Harness, sample};
use roundtable::app::{Destination, Effect, Exported, Msg, Source, What};
use roundtable::domain::Summary;
use roundtable::export::{Format, Layout};

/// What the last export asked for: where to, layout, format and notes of each file.
fn asked(harness: &Harness) -> Vec<(Destination, Layout, Format, bool)> {
    let last = harness
        .exports()
        .last()
        .copied()
        .expect("an export was asked for");
    let of = |what: &What| {
        if let What::Of(_, request) = what {
            (request.layout, request.format, request.notes)
        } else {
            panic!("{what:?}")
        }
    };
    last.files
        .iter()
        .map(|f| (f.to.clone(), of(&f.what).0, of(&f.what).1, of(&f.what).2))
        .collect()
}

fn usual() -> Destination {
    Destination::Folder("/home/ana/Documents/roundtable".into())
}

#[test]
fn two_keys_export_the_agreement_and_its_path_is_shown() {
    let mut harness = Harness::open(sample());
    let frame = harness.keys("<Ctrl+E>").frame(80, 24);
    assert!(
        frame.contains("Export to /home/ana/Documents/roundtable")
            && frame.contains("Agreement: what both sign, as Word, HTML and PDF"),
        "{frame}"
    );
    harness.keys("<Enter>");
    let want = [Format::Docx, Format::Html, Format::Pdf]
        .map(|format| (usual(), Layout::Agreement, format, false));
    assert_eq!(asked(&harness), want);
    harness.send(Msg::Exporting(1, 2, "agreement.docx".into()));
    assert!(harness.notice().contains("Writing 1 of 2: agreement.docx"));
    let path = "/home/ana/Documents/roundtable/2026-10-19 Nordwind–Březina agreement.docx";
    harness.send(Msg::Exported(Exported {
        written: vec![path.into()],
        ..Exported::default()
    }));
    let frame = harness.frame(80, 24);
    assert!(
        frame.contains("Exported") && frame.contains("Nordwind–Březina agreement.docx"),
        "{frame}"
    );
    assert!(harness.keys("<Esc>").frame(80, 24).contains("Step 4 of 10"));
}

#[test]
fn other_layouts_and_formats_are_chosen_step_by_step() {
    let mut harness = Harness::open(sample());
    harness.keys("<Ctrl+E>something<Enter>table: metrics<Enter>csv<Enter>");
    assert!(
        harness
            .frame(120, 36)
            .contains("2026-10-19 Nordwind–Březina metrics.csv"),
        "{}",
        harness.frame(120, 36)
    );
    harness.keys("<Ctrl+A>numbers<Enter>");
    assert_eq!(
        asked(&harness),
        [(
            Destination::File("numbers.csv".into()),
            Layout::Table(roundtable::export::Subject::Metrics),
            Format::Csv,
            false
        )]
    );
    // private notes are exported only when chosen
    harness.keys("<Ctrl+E>something<Enter>private<Enter>html<Enter><Enter>");
    assert!(matches!(
        &asked(&harness)[0],
        (Destination::File(path), Layout::Minutes, Format::Html, true)
            if path.to_string_lossy().contains("with private notes.html")
    ));
}

#[test]
fn the_export_folder_is_saved_as_a_setting() {
    let mut harness = Harness::open(sample());
    harness.keys("<Ctrl+E>another<Enter><Ctrl+A>~/out<Enter>");
    assert!(harness.frame(80, 24).contains("Export to ~/out"));
    harness.keys("<Enter>");
    assert_eq!(asked(&harness)[0].0, Destination::Folder("~/out".into()));
    let saved = harness.asked.iter().find_map(|e| match e {
        Effect::SavePreferences(p) => p.exports.clone(),
        _ => None,
    });
    assert_eq!(saved.as_deref(), Some("~/out"));
}

#[test]
fn existing_files_are_replaced_only_after_a_question_and_an_export_can_be_stopped() {
    let mut harness = Harness::open(sample());
    harness.keys("<Ctrl+E><Enter>");
    let first = harness.exports()[0].clone();
    let there = vec![
        (first.files[0].clone(), "/x/agreement.docx".into()),
        (first.files[1].clone(), "/x/agreement.html".into()),
        (first.files[2].clone(), "/x/agreement.pdf".into()),
    ];
    harness.keys("<Ctrl+E>stop<Enter>");
    assert!(first.stop.is_asked());
    harness.send(Msg::Exported(Exported {
        there,
        ..Exported::default()
    }));
    assert!(
        harness
            .frame(80, 24)
            .contains("/x/agreement.docx and 2 more are there already. Replace them?"),
        "{}",
        harness.frame(80, 24)
    );
    harness.keys("y");
    assert!(harness.exports()[1].force && harness.exports()[1].files == first.files);
}

#[test]
fn the_end_of_an_export_does_not_interrupt_typing() {
    let mut harness = Harness::open(sample());
    harness.keys("<Ctrl+E><Enter>]aAnother goal");
    harness.send(Msg::Exported(Exported {
        written: vec!["/x/a.docx".into()],
        ..Exported::default()
    }));
    assert!(harness.notice().contains("Written: /x/a.docx"));
    harness.keys(" for both<Enter><Esc>");
    assert!(
        harness
            .session()
            .goals
            .iter()
            .any(|g| g.text == "Another goal for both")
    );
}

#[test]
fn an_earlier_version_can_be_restored_from_the_library() {
    let mut harness = Harness::library(vec![Summary::new(&sample(), "/lib/one.json".into())]);
    harness.keys("v");
    harness.send(Msg::Versions("/lib/one.json".into(), vec![]));
    assert!(harness.notice().contains("No earlier version is kept yet"));
    let version = |name: &str| {
        (
            "2026-10-18T16:20:00Z".parse().unwrap(),
            Summary::new(&sample(), name.into()),
        )
    };
    harness.send(Msg::Versions(
        "/lib/one.json".into(),
        vec![version("/v/2.json"), version("/v/1.json")],
    ));
    let frame = harness.frame(80, 24);
    assert!(
        frame.contains("Put which version back?")
            && frame.contains("until Sun 18 Oct 16:20")
            && frame.contains("11 open actions"),
        "{frame}"
    );
    harness.keys("2");
    let put = |e: &Effect| {
        matches!(
            e,
            Effect::RestoreVersion(path, version)
                if path.ends_with("one.json") && version.ends_with("1.json")
        )
    };
    assert!(harness.asked.iter().any(put), "{:?}", harness.asked);
}

#[test]
fn a_session_can_be_exported_from_the_library() {
    let mut harness = Harness::library(vec![Summary::new(&sample(), "/lib/one.json".into())]);
    harness.keys("e2");
    let export = harness.exports()[0];
    assert!(matches!(
        &export.files[0].what,
        What::Of(Source::At(path), request)
            if path.ends_with("one.json") && request.layout == Layout::Minutes
    ));
    assert!(
        Harness::library(vec![])
            .keys("e")
            .notice()
            .contains("There is no session yet")
    );
}
