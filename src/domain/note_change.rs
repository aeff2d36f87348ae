//! Private notes from the notes window, on their way into the open session.

use super::{Edit, Id, List, Note, Session, insert, set};
use serde::{Deserialize, Serialize};

/// A change made to a note in the notes window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NoteChange {
    /// Its number; a later change has a higher one.
    pub seq: u64,
    /// The id of the note.
    pub id: Id,
    /// The note as it is now; `None` if it was deleted.
    pub note: Option<Note>,
}

impl NoteChange {
    /// The edit that makes the same change to the session; `None` if it has been made already.
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
    fn a_note_is_added_changed_and_removed_once() {
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
