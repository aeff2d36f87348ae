//! The summary of a session file, without reading all of it into records.

use super::names::shown_name;
use super::read::{is_too_large, parse, read_bytes};
use super::read_error::ReadError;
use crate::domain::{
    Action, Agenda, Content, FORMAT, Id, Kind, Parties, Progress, Session, Step, Summary,
};
use jiff::Timestamp;
use serde::Deserialize;
use std::path::Path;

/// The summary of the session file at `path`; its `fault` says why if it cannot be read.
pub(super) fn summary(path: &Path) -> Summary {
    let unreadable =
        |why: ReadError| Summary::unreadable(path.to_path_buf(), shown_name(path), why.to_string());
    let bytes = match read_bytes(path) {
        Ok(bytes) => bytes,
        Err(why) => return unreadable(why),
    };
    // anything unusual is read as when the session is opened, which knows what to say
    let text = std::str::from_utf8(&bytes).ok();
    let ordinary = text.filter(|text| !is_too_large(text));
    ordinary.and_then(summary_fields).map_or_else(
        || {
            parse(&bytes, &shown_name(path)).map_or_else(unreadable, |read| {
                Summary::new(&read.session, path.to_path_buf())
            })
        },
        |session| Summary::new(&session, path.to_path_buf()),
    )
}

/// The fields of a session that a summary needs; the rest, which is most of the file, is skipped.
#[derive(Deserialize)]
struct SummaryFields {
    format: String,
    version: u32,
    id: Id,
    #[serde(default)]
    title: String,
    #[serde(default)]
    created: Option<Timestamp>,
    #[serde(default)]
    modified: Option<Timestamp>,
    #[serde(default)]
    follows: Option<Id>,
    #[serde(default)]
    agenda: AgendaFields,
    #[serde(default)]
    parties: Parties,
    #[serde(default)]
    actions: Vec<Action>,
    #[serde(default)]
    progress: Progress,
    #[serde(default)]
    closed: Option<Timestamp>,
}

#[derive(Default, Deserialize)]
struct AgendaFields {
    #[serde(default)]
    id: String,
    #[serde(default)]
    solo: bool,
    #[serde(default)]
    steps: Vec<StepFields>,
}

#[derive(Deserialize)]
struct StepFields {
    id: Id,
    kind: Kind,
    title: String,
}

/// A session with the same summary, or `None` if one of these fields is unusual.
///
/// Damage elsewhere in the file is reported when it is opened.
fn summary_fields(text: &str) -> Option<Session> {
    let fields: SummaryFields = serde_json::from_str(text).ok()?;
    let step = |s: StepFields| Step {
        id: s.id,
        kind: s.kind,
        title: s.title,
        ..Step::default()
    };
    let AgendaFields { id, solo, steps } = fields.agenda;
    let agenda = Agenda {
        id,
        solo,
        steps: steps.into_iter().map(step).collect(),
        ..Agenda::default()
    };
    let now = Timestamp::UNIX_EPOCH;
    let new = Session::new(fields.id, &fields.title, agenda, "", "", now);
    let session = Content {
        version: fields.version,
        created: fields.created,
        modified: fields.modified,
        follows: fields.follows,
        closed: fields.closed,
        parties: fields.parties,
        actions: fields.actions,
        progress: fields.progress,
        ..new.into_content()
    };
    (fields.format == FORMAT).then(|| session.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_the_one_of_the_whole_session() {
        for name in [
            "collaboration",
            "relationship-reset",
            "partnership-model",
            "solo-pentad",
        ] {
            let text = crate::catalog::sample(name).unwrap();
            let mut whole: Session = serde_json::from_str(text).unwrap();
            whole.follows = Some(Id::new("before"));
            whole.progress.step = whole.agenda.steps.last().map(|s| s.id.clone());
            for closed in [None, Some(Timestamp::UNIX_EPOCH)] {
                whole.closed = closed;
                let part = summary_fields(&serde_json::to_string(&whole).unwrap()).unwrap();
                assert_eq!(
                    Summary::new(&part, "x".into()),
                    Summary::new(&whole, "x".into()),
                    "{name}"
                );
            }
        }
        let wrong = |json: &str| {
            let json = format!(r#"{{"format": "{FORMAT}", "version": 1, "id": "s", {json}}}"#);
            summary_fields(&json).is_none()
        };
        assert!(
            !wrong(r#""title": "t""#)
                && wrong(r#""progress": {"visited": 3}"#)
                && wrong(r#""actions": [{"id": "x"}]"#)
        );
        assert!(
            summary_fields(
                "{\"format\":\"roundtable/session\",\"version\":1,\"id\":\"a\",\"id\":\"b\"}"
            )
            .is_none()
        );
    }
}
