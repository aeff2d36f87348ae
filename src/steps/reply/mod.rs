//! What a step asks for: plain values, carried out by the app.

mod choice;
mod editing;
mod export_choice;
mod library_request;
mod picker;

pub use choice::Choice;
pub use editing::{Editing, Target};
pub use export_choice::ExportChoice;
pub use library_request::LibraryRequest;
pub use picker::Picker;

use super::forms::Form;
use crate::domain::{
    Edit, Id, Kind, List, Place, Record, Session, delete_with_references, position,
};
use crate::export::Document;
use crate::keys::Command;
use crate::text;

/// What a step answers to a command.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// Nothing more to do, such as after a movement.
    Nothing,
    /// Shows a sentence.
    Say(String),
    /// Changes the session, under a name that undo shows.
    Edit(String, Edit),
    /// Changes the progress of the session, such as a reveal, without undo.
    SetProgress(Edit),
    /// Opens the text editor.
    EditText(Editing),
    /// Opens the text editor in a box of its own, under this title, for what belongs to no step.
    WriteAside(&'static str, Editing),
    /// Asks to choose.
    Choose(Picker),
    /// Asks the step's next question, about these items. It is made only then: one for each choice
    /// of thousands would take gigabytes.
    AskNext(Vec<Id>),
    /// Opens a form.
    OpenForm(Form),
    /// Opens the form on an item.
    OpenItemForm(List, Id),
    /// Deletes what is named (`the goal “Deliver on time”`) and says how to get it back.
    Delete(String, Edit),
    /// Goes to the first step of this kind, and there to this item.
    GoToKind(Kind, Option<Id>),
    /// Goes to the step with this id.
    GoToStep(Id),
    /// Asks the library for something.
    Library(LibraryRequest),
    /// Runs another command.
    RunCommand(Command),
    /// Shows a document.
    ShowDocument(Document),
    /// Exports, or asks for more about an export.
    Export(ExportChoice),
    /// Adds an id to the ids in a property, or removes it.
    ToggleReference(Place, &'static str, Id),
    /// Inserts pasted text at the caret, as one text.
    PasteText(String),
    /// Adds an item for every pasted line.
    PasteItems(Vec<String>),
    /// All of these, in this order.
    All(Vec<Reply>),
}

/// Deletes an item and every reference to it.
#[must_use]
pub(super) fn delete_item<R: Record>(session: &Session, record: &R, label: &str) -> Reply {
    let name = text::clip(&text::one_line(label), 40).into_owned();
    Reply::Delete(
        format!("the {} “{name}”", R::LIST.noun()),
        delete_with_references(session, R::LIST, record.id()),
    )
}

/// Moves item `at` of the `shown` ones past its neighbour: `by` is 1 or -1.
#[must_use]
pub(super) fn move_item<R: Record>(session: &Session, shown: &[&R], at: usize, by: isize) -> Reply {
    let neighbour = at.checked_add_signed(by).and_then(|n| shown.get(n));
    let (Some(item), Some(to)) = (
        shown.get(at),
        neighbour.and_then(|n| position(R::list(session), n.id())),
    ) else {
        return Reply::Nothing;
    };
    Reply::Edit(
        format!("moved the {}", R::LIST.noun()),
        Edit::Move {
            list: R::LIST,
            id: item.id().clone(),
            to,
        },
    )
}
