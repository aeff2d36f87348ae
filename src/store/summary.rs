//! What a library shows of a session, without understanding all of its file.

use super::paths::name;
use super::read::{parse, read_text};
use crate::domain::{Action, Agenda, FORMAT, Id, Kind, Parties, Progress, Session, Step, Summary};
use jiff::Timestamp;
use serde::Deserialize;
use std::path::Path;

/// The summary of the session file at `path`; of one that cannot be read, why.
pub(super) fn summary(path: &Path) -> Summary {
    let unreadable = |why| Summary::unreadable(path.to_path_buf(), name(path), why);
    let bytes = match read_text(path) {
        Ok(bytes) => bytes,
        Err(why) => return unreadable(why),
    };
    // whatever is unusual there is read as when it is opened, which knows what to say
    head(&bytes).map_or_else(
        || {
            parse(&bytes, &name(path)).map_or_else(unreadable, |read| {
                Summary::new(&read.session, path.to_path_buf())
            })
        },
        |session| Summary::new(&session, path.to_path_buf()),
    )
}

/// What of a session is in a summary; the rest, which is most of a file, is skipped.
#[derive(Deserialize)]
struct SummaryFields {
    format: String,
    version: u32,
    id: Id,
    #[serde(default)]
    title: String,
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

/// A session that has the same summary; none where anything in that is unusual.
///
/// What is damaged elsewhere in the file is told when it is opened.
fn head(bytes: &[u8]) -> Option<Session> {
    let head: SummaryFields = serde_json::from_str(std::str::from_utf8(bytes).ok()?).ok()?;
    let step = |s: StepFields| Step {
        id: s.id,
        kind: s.kind,
        title: s.title,
        ..Step::default()
    };
    let AgendaFields { id, solo, steps } = head.agenda;
    let agenda = Agenda {
        id,
        solo,
        steps: steps.into_iter().map(step).collect(),
        ..Agenda::default()
    };
    let mut session = Session::new(head.id, &head.title, agenda, "", "", Timestamp::UNIX_EPOCH);
    session.version = head.version;
    (session.modified, session.follows, session.closed) =
        (head.modified, head.follows, head.closed);
    session.parties = head.parties;
    session.actions = head.actions;
    session.progress = head.progress;
    (head.format == FORMAT).then_some(session)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_session_has_the_summary_of_all_of_it() {
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
                let head = head(&serde_json::to_vec(&whole).unwrap()).unwrap();
                assert_eq!(
                    Summary::new(&head, "x".into()),
                    Summary::new(&whole, "x".into()),
                    "{name}"
                );
            }
        }
        let wrong = |json: &str| {
            head(format!(r#"{{"format": "{FORMAT}", "version": 1, "id": "s", {json}}}"#).as_bytes())
                .is_none()
        };
        assert!(
            !wrong(r#""title": "t""#)
                && wrong(r#""progress": {"visited": 3}"#)
                && wrong(r#""actions": [{"id": "x"}]"#)
        );
        assert!(
            head(b"{\"format\":\"roundtable/session\",\"version\":1,\"id\":\"a\",\"x\":\"\xe9\"}")
                .is_none()
        );
        assert!(
            head(b"{\"format\":\"roundtable/session\",\"version\":1,\"id\":\"a\",\"id\":\"b\"}")
                .is_none()
        );
    }
}
