//! iCalendar files.

use super::{text, write};
use crate::support::Build;
use crate::support::sessions::sample;
use ical::parser::ical::component::IcalEvent;
use roundtable::domain::{Id, Session, Status};
use roundtable::export::{ExportRequest, Format, Layout};
use std::collections::HashSet;

/// The events of a session, read from a file whose lines are checked.
fn events(session: &Session) -> Vec<IcalEvent> {
    let ics = text(write(session, Layout::Dates, Format::Ics));
    for line in ics.split_terminator("\r\n") {
        assert!(line.len() <= 75, "folded at 75 octets: {line}");
        assert!(!line.contains(['\r', '\n']), "{line}");
    }
    let parser = ical::IcalParser::new(ics.as_bytes());
    let mut calendars: Vec<_> = parser.map(Result::unwrap).collect();
    assert_eq!(calendars.len(), 1);
    calendars.remove(0).events
}

fn value(event: &IcalEvent, name: &str) -> String {
    let property = event.properties.iter().find(|p| p.name == name);
    let property = property.unwrap_or_else(|| panic!("{name} is missing"));
    property.value.clone().unwrap()
}

fn uids(events: &[IcalEvent]) -> HashSet<String> {
    events.iter().map(|e| value(e, "UID")).collect()
}

#[test]
fn open_actions_and_the_next_review_are_events_of_one_day() {
    let mut s = sample();
    s.build(|s| {
        let validity = s.terms.iter_mut().find(|t| t.text.contains("Version 1"));
        validity.unwrap().text = "Version 1, valid 12 months, next review Mon 1 Mar 2027".into();
    });
    let all = events(&s);
    let open = s.actions.iter().filter(|a| a.is_open() && a.due.is_some());
    assert_eq!(all.len(), open.count() + 1);
    let review = all
        .iter()
        .find(|e| value(e, "SUMMARY").starts_with("Review"))
        .unwrap();
    assert_eq!(value(review, "DTSTART"), "20270301");
    assert_eq!(value(review, "DTEND"), "20270302");
}

#[test]
fn long_text_with_special_characters_survives_folding_and_escaping() {
    let mut s = sample();
    let special = "Long; with, signs: \\ and\na second line, 漢字 and ";
    s.build(|s| s.actions[1].text = special.to_owned() + &"ž".repeat(200));
    let all = events(&s);
    let summaries: Vec<String> = all.iter().map(|e| value(e, "SUMMARY")).collect();
    let summary = summaries.iter().find(|s| s.contains("Long")).unwrap();
    let escaped = "Due: Long\\; with\\, signs: \\\\ and a second line\\, 漢字";
    assert!(summary.starts_with(escaped), "{summary}");
    assert!(summary.contains(&"ž".repeat(200)), "{summary}");
}

#[test]
fn importing_again_updates_events_because_uids_stay_and_the_sequence_rises() {
    let mut s = sample();
    let before = events(&s);
    assert_eq!(uids(&before).len(), before.len());
    s.build(|s| s.actions[1].due = s.actions[1].due.map(|d| d.tomorrow().unwrap()));
    s.build(|s| s.modified = Some("2026-10-20T09:00:00Z".parse().unwrap()));
    let after = events(&s);
    assert_eq!(uids(&after), uids(&before));
    let sequence = |e| value(e, "SEQUENCE").parse::<u64>().unwrap();
    assert!(sequence(&after[0]) > sequence(&before[0]));
}

#[test]
fn an_action_carried_over_and_done_later_is_no_event() {
    let before = sample();
    let mut after = before.clone();
    after.build(|after| after.id = Id::new("0192a000-0000-7000-8000-0000000000ff"));
    after.build(|after| after.follows = Some(before.id.clone()));
    // the earlier session may have been changed last
    after.build(|after| after.modified = Some("2025-01-20T09:00:00Z".parse().unwrap()));
    let mut both = [before, after];
    for session in &mut both {
        session.build(|session| session.actions.truncate(1));
        session.build(|session| {
            session.actions[0].id = Id::new("0192a000-0000-7000-8000-0000000000aa")
        });
        session.build(|session| session.actions[0].status = Status::Done);
        session.build(|session| session.terms.clear());
    }
    let request = ExportRequest::new(Layout::Dates, Format::Ics);
    let count = |sessions: &[Session]| {
        let ics = text(request.render_all(sessions).unwrap());
        ics.matches("BEGIN:VEVENT").count()
    };
    both[0].build(|s| s.actions[0].status = Status::Open);
    assert_eq!(count(&both[..1]), 1, "alone it is open");
    assert_eq!(count(&both), 0, "in the later session it is done");
}
