//! The earlier versions of a session, to put one back.

use super::Picker;
use crate::app::context::Context;
use crate::domain::Summary;
use crate::steps::{self, Choice, LibraryRequest, Reply};
use jiff::Timestamp;
use std::path::Path;

/// A list of the earlier versions of the session at this path, each with the time until which it
/// was so; none if there are none, which it says.
pub fn versions(
    session: &Path,
    all: Vec<(Timestamp, Summary)>,
    cx: &mut Context,
) -> Option<Picker> {
    if all.is_empty() {
        cx.say(
            "No earlier version is kept yet: the first one is kept at the first change after \
             opening.",
        );
        return None;
    }
    let zone = cx.now.time_zone();
    let choice = |(until, s): (Timestamp, Summary)| {
        let until = until.to_zoned(zone.clone()).strftime("%a %-d %b %H:%M");
        let state = s.fault.unwrap_or_else(|| {
            let (at, steps, _) = &s.step;
            let actions = match s.open_actions.len() {
                1 => "1 open action".to_owned(),
                n => format!("{n} open actions"),
            };
            format!("step {at} of {steps}, {actions}")
        });
        let request = LibraryRequest::RestoreVersion {
            session: session.to_owned(),
            version: s.path,
        };
        Choice::new(format!("until {until}"), Reply::Library(request)).hint(state)
    };
    Some(Picker::new(steps::Picker {
        title: "Put which version back? What is there now becomes a version itself.".to_owned(),
        choices: all.into_iter().map(choice).collect(),
        at: 0,
        many: false,
    }))
}
