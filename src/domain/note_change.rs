//! Private notes written beside an open session, on their way into it.

use super::{Edit, Id, List, Note, Session, insert, set};
use serde::{Deserialize, Serialize};

/// A note as it was left in the notes window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NoteChange {
    /// Its number: later ones are later.
    pub seq: u64,
    /// Which note.
    pub id: Id,
    /// The note; none when it was deleted.
    pub note: Option<Note>,
}

impl NoteChange {
    /// The edit that brings it into the session; none when it is there already.
    #[must_use]
    pub fn edit(&self, session: &Session) -> Option<Edit> {
        match (&self.note, session.get::<Note>(&self.id)) {
            (Some(note), None) => Some(insert(note)),
            (Some(note), Some(there)) => {
                (note.text != there.text).then(|| set(List::Notes, &self.id, "text", &note.text))
            }
            (None, Some(_)) => Some(Edit::Remove {
                list: List::Notes,
                id: self.id.clone(),
            }),
            (None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::apply;
    use serde_json::json;

    #[test]
    fn a_jot_is_taken_in_once_changed_and_taken_out() {
        let mut s = Session::new(
            Id::new("s"),
            "t",
            Default::default(),
            "",
            "",
            jiff::Timestamp::UNIX_EPOCH,
        );
        let note =
            |text: &str| serde_json::from_value::<Note>(json!({"id": "n", "text": text})).unwrap();
        let change = |note: Option<Note>| NoteChange {
            seq: 1,
            id: Id::new("n"),
            note,
        };
        for (change, texts) in [
            (change(Some(note("a"))), vec!["a"]),
            (change(Some(note("b"))), vec!["b"]),
            (change(None), vec![]),
        ] {
            let edit = change.edit(&s).unwrap();
            apply(&mut s, &edit).unwrap();
            assert_eq!(
                s.notes.iter().map(|n| n.text.as_str()).collect::<Vec<_>>(),
                texts
            );
            assert_eq!(change.edit(&s), None);
        }
    }
}
