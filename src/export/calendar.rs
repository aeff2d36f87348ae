//! iCalendar (RFC 5545): an all-day event for each open action with a due date and for the next
//! review.

use crate::domain::dates::{find, long};
use crate::domain::newest::{Holder, carried_over};
use crate::domain::{Action, Id, Section, Session, Side};
use crate::text::printed;
use icalendar::{Calendar, Component, Event, Parameter, Property};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::collections::HashSet;
use std::str::FromStr;

/// Which actions a calendar shows.
pub(super) type ActionFilter<'a> = &'a dyn Fn(&Session, &Action) -> bool;

/// The open actions that are `wanted` and the next review of each session, as a calendar. Events
/// keep their UID, so that importing a calendar again updates them.
#[must_use]
pub fn calendar(sessions: &[Session], wanted: ActionFilter<'_>) -> Vec<u8> {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//roundtable//roundtable//EN"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", "PUBLISH"));
    // only the newest session knows the state of an action that was carried over
    let holders: Vec<Holder> = sessions.iter().map(Holder::from).collect();
    let carried_over = carried_over(&holders);
    let mut out = folded(&calendar.to_string());
    let end = "END:VCALENDAR\r\n";
    out.truncate(out.len().saturating_sub(end.len()));
    // one after the other: thousands of events take more memory than their text
    let mut push = |event: &Event| {
        if let Ok(text) = event.try_into_string() {
            out.push_str(&folded(&text));
        }
    };
    let mut uids = HashSet::new();
    for (session, carried) in sessions.iter().zip(&carried_over) {
        for action in session
            .actions
            .iter()
            .filter(|a| a.is_open() && wanted(session, a) && !carried.contains(&a.id))
        {
            if let Some(due) = action.due.filter(|_| uids.insert(uid(session, &action.id))) {
                push(&action_event(session, action, due));
            }
        }
        if let Some(review) = next_review(session) {
            push(&event(
                session,
                &format!("review-{}", session.id),
                review,
                &format!("Review: {}", names(session)),
                String::new(),
            ));
        }
    }
    out.push_str(end);
    out.into_bytes()
}

/// The text with lines of at most 75 octets (RFC 5545, 3.1). The library does not count the space
/// in front of a continued line.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let mut room = 75;
        for c in line.chars() {
            if c.len_utf8() > room {
                out.push_str("\r\n ");
                room = 74;
            }
            room -= c.len_utf8();
            out.push(c);
        }
        out.push_str("\r\n");
    }
    out
}

/// The earliest date that a clause on validity names after the word "review".
#[must_use]
pub fn next_review(session: &Session) -> Option<Date> {
    let day = session.day()?;
    let found = session.terms_in(Section::Validity).filter_map(|t| {
        let (_, after) = t.text.char_indices().find_map(|(at, _)| {
            let rest = t.text.get(at..)?;
            rest.get(..6)
                .filter(|word| word.eq_ignore_ascii_case("review"))
                .map(|word| (word, rest))
        })?;
        find(after, day)
    });
    found.min()
}

fn names(session: &Session) -> String {
    format!(
        "{} × {}",
        session.side_name(Side::A),
        session.side_name(Side::B)
    )
}

fn action_event(session: &Session, action: &Action, due: Date) -> Event {
    let person =
        |title: &str, id: Option<&Id>| id.map(|id| format!("{title}: {}", session.person(id)));
    let lines = [
        Some(format!("Action {}", session.label_of(action))),
        person("Owner", action.owner.as_ref()),
        person("Counterpart", action.counterpart.as_ref()),
        action.start.map(|start| format!("Starts: {}", long(start))),
        (!action.done_when.is_empty()).then(|| format!("Done when: {}", action.done_when)),
        Some(names(session)),
    ];
    let owner = action
        .owner
        .as_ref()
        .map(|id| format!(" ({})", session.person(id)))
        .unwrap_or_default();
    let description = lines.into_iter().flatten().collect::<Vec<_>>().join("\n");
    event(
        session,
        &uid(session, &action.id),
        due,
        &format!("Due: {}{owner}", action.text),
        description,
    )
}

/// The UID of an action: its id, which follow-up sessions keep. An id that is no UUID was written
/// by hand and is unique in its session only.
fn uid(session: &Session, id: &Id) -> String {
    if uuid::Uuid::from_str(id.as_str()).is_ok() {
        id.to_string()
    } else {
        format!("{id}-{}", session.id)
    }
}

fn event(session: &Session, uid: &str, day: Date, summary: &str, description: String) -> Event {
    let plain = |d: Date| d.strftime("%Y%m%d").to_string();
    let changed = session
        .modified
        .or(session.created)
        .unwrap_or(Timestamp::UNIX_EPOCH);
    let mut event = Event::new();
    // UID and time of change come from the session: the same session gives the same calendar
    event.uid(&format!(
        "{}@roundtable",
        printed(uid).replace(|c: char| c.is_whitespace(), "-")
    ));
    event.append_property((
        "DTSTAMP",
        changed.strftime("%Y%m%dT%H%M%SZ").to_string().as_str(),
    ));
    event.append_property((
        "SEQUENCE",
        changed
            .as_second()
            .max(0)
            .div_euclid(60)
            .to_string()
            .as_str(),
    ));
    event.append_property(
        Property::new("DTSTART", plain(day))
            .append_parameter(Parameter::new("VALUE", "DATE"))
            .done(),
    );
    let next = day.checked_add(1.day()).unwrap_or(day);
    event.append_property(
        Property::new("DTEND", plain(next))
            .append_parameter(Parameter::new("VALUE", "DATE"))
            .done(),
    );
    event.append_property(("TRANSP", "TRANSPARENT"));
    event.summary(&printed(summary).replace('\n', " "));
    if !description.is_empty() {
        event.description(&printed(&description));
    }
    event.done()
}
