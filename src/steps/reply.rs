//! What a step asks for: plain values, carried out by the app.

use super::forms::Form;
use crate::domain::{
    Edit, Id, IdSource, Kind, List, Place, Record, Session, Side, delete_with_references, position,
    read_field, set_field, set_key,
};
use crate::export::{Document, ExportRequest, Layout};
use crate::keys::Command;
use crate::text::Buffer;
use serde_json::{Value, json};
use std::path::PathBuf;

/// What a step answers to a command.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// Done, nothing to see.
    Nothing,
    /// One sentence for the person.
    Say(String),
    /// A change that can be undone, and its name.
    Edit(String, Edit),
    /// A change of where the session stands, which is not undone.
    Quiet(Edit),
    /// Opens the text editor.
    Write(Editing),
    /// Offers choices.
    Choose(Picker),
    /// Opens a form.
    Fill(Form),
    /// Deletes what is named, such as `the goal “Deliver on time”`, and says how it comes back.
    Delete(String, Edit),
    /// Goes to the step of this kind, and there to this item.
    GoTo(Kind, Option<Id>),
    /// Opens the form of an item.
    OpenForm(List, Id),
    /// Asks for something in the library.
    Library(LibraryRequest),
    /// Goes to the step with this id.
    Step(Id),
    /// Runs another command.
    Run(Command),
    /// Shows a document to read.
    Read(Document),
    /// Exports, or asks more about it.
    Export(ExportChoice),
    /// Adds or removes one value in a list of ids in a field.
    Tick(Place, &'static str, Id),
    /// Types pasted text at the caret, as one text.
    PasteText(String),
    /// Makes an item of every pasted line.
    PasteItems(Vec<String>),
    /// All of these.
    All(Vec<Reply>),
}

/// What is asked for in the library, chosen from a list there.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // fields that say what they are
pub enum LibraryRequest {
    /// Opens the sample of the agenda with this id, on a copy.
    OpenSample(String),
    /// Selects the card of the agenda with this id.
    SelectAgenda(String),
    /// Opens the session in this file.
    Open(PathBuf),
    /// Makes the session that follows this one, on the agenda with this id.
    FollowUp { session: PathBuf, agenda: String },
    /// Puts an earlier version into the place of the session.
    RestoreVersion { session: PathBuf, version: PathBuf },
    /// Merges another version of a session into it.
    Merge { session: PathBuf, other: PathBuf },
}

/// What was chosen of an export.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ExportChoice {
    /// This, in its usual formats, into the usual folder.
    Usual(Layout),
    /// Choose the part.
    Parts,
    /// Choose the format for this part, perhaps with private notes.
    Formats(Layout, bool),
    /// Choose the file for this.
    File(ExportRequest),
    /// Choose another folder.
    Folder,
    /// Stop what is running.
    Stop,
}

/// A list of choices.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Picker {
    /// What is asked.
    pub title: String,
    /// The choices.
    pub choices: Vec<Choice>,
    /// Which one is selected at first.
    pub at: usize,
    /// Whether choosing ticks and stays.
    pub many: bool,
}

/// One choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// What it is.
    pub label: String,
    /// More about it.
    pub hint: String,
    /// The side it belongs to.
    pub side: Option<Side>,
    /// Whether it is chosen now.
    pub ticked: bool,
    /// Whether it is offered whatever is typed to find another.
    pub always: bool,
    /// What choosing it does.
    pub reply: Reply,
}

impl Choice {
    /// A choice with a label and what it does.
    #[must_use]
    pub fn new(label: impl Into<String>, reply: Reply) -> Self {
        Self {
            label: label.into(),
            hint: String::new(),
            side: None,
            ticked: false,
            always: false,
            reply,
        }
    }

    /// The same with more about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The same, of a side.
    #[must_use]
    pub fn of(mut self, side: Side) -> Self {
        self.side = Some(side);
        self
    }

    /// The same, offered whatever is typed.
    #[must_use]
    pub fn always(mut self) -> Self {
        self.always = true;
        self
    }

    /// The same, ticked where `yes`.
    #[must_use]
    pub fn ticked(mut self, yes: bool) -> Self {
        self.ticked = yes;
        self
    }
}

/// What is being typed into.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A text field that is there. `within` names a part of a field that is an object.
    Field {
        /// Whose field.
        place: Place,
        /// Its name.
        field: String,
        /// The part of it.
        within: Option<String>,
    },
    /// An item that will be there with its first letter.
    New {
        /// Its list.
        list: List,
        /// The item with an empty text; its id is set.
        item: Value,
    },
}

/// A text under edit: its letters are in the session as they are typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Editing {
    /// What it changes.
    pub target: Target,
    /// The text.
    pub buffer: Buffer,
    /// The text it had.
    pub before: String,
    /// What Enter does after keeping it.
    pub then: Option<Command>,
    /// Which pane an item not yet there is drawn in.
    pub pane: usize,
    /// Whether the item was made by this edit.
    pub fresh: bool,
}

impl Editing {
    /// Types into a field of an item or the session.
    #[must_use]
    pub fn field(session: &Session, place: Place, field: &str) -> Self {
        let text = read_field(session, &place, field)
            .and_then(|v| v.as_str().map(str::to_owned))
            .unwrap_or_default();
        Self::with(
            Target::Field {
                place,
                field: field.to_owned(),
                within: None,
            },
            &text,
        )
    }

    /// Types into the text of an item.
    #[must_use]
    pub fn item(session: &Session, list: List, id: &Id) -> Self {
        Self::field(session, Place::Item(list, id.clone()), list.text_field())
    }

    /// Types into a text inside a field, such as the note of a reaction.
    #[must_use]
    pub fn within(session: &Session, place: Place, field: &str, part: &str) -> Self {
        let text = read_field(session, &place, field)
            .and_then(|v| v.get(part)?.as_str().map(str::to_owned))
            .unwrap_or_default();
        Self::with(
            Target::Field {
                place,
                field: field.to_owned(),
                within: Some(part.to_owned()),
            },
            &text,
        )
    }

    /// Types a new item of `list`: `more` are its fields beside id and text.
    #[must_use]
    pub fn new(ids: &dyn IdSource, list: List, more: Value, pane: usize) -> Self {
        let mut item = json!({"id": ids.fresh(), list.text_field(): ""});
        if let (Some(map), Value::Object(more)) = (item.as_object_mut(), more) {
            map.extend(more);
        }
        Self {
            fresh: true,
            pane,
            ..Self::with(Target::New { list, item }, "")
        }
    }

    /// The same, with what Enter does afterwards.
    #[must_use]
    pub fn then(mut self, command: Command) -> Self {
        self.then = Some(command);
        self
    }

    fn with(target: Target, text: &str) -> Self {
        Self {
            target,
            buffer: Buffer::new(text),
            before: text.to_owned(),
            then: None,
            pane: 0,
            fresh: false,
        }
    }

    /// What is asked where the text stands in a box of its own.
    #[must_use]
    pub fn question(&self) -> &'static str {
        match &self.target {
            Target::Field {
                within: Some(_), ..
            } => "Why, or on what condition? It may stay empty.",
            Target::New { list, .. }
            | Target::Field {
                place: Place::Item(list, _),
                ..
            } => list.noun(),
            Target::Field { .. } => "",
        }
    }

    /// The list its items are made in, and a new item of it like this one: for pasting several.
    #[must_use]
    pub fn sibling(&self, session: &Session) -> Option<(List, Value)> {
        let (list, item) = match &self.target {
            Target::New { list, item } => (*list, item.clone()),
            Target::Field {
                place: Place::Item(list, id),
                field,
                within: None,
            } if field == list.text_field() => {
                let of = |key| {
                    read_field(session, &Place::Item(*list, id.clone()), key)
                        .map(|v| (key.to_owned(), v))
                };
                let same = ["side", "section", "goal"]
                    .into_iter()
                    .filter_map(of)
                    .collect();
                (*list, Value::Object(same))
            }
            Target::Field { .. } => return None,
        };
        self.then.is_some().then_some((list, item))
    }

    /// Whether it types into this field.
    #[must_use]
    pub fn is_on(&self, list: List, id: &Id, field: &str) -> bool {
        matches!(&self.target, Target::Field { place: Place::Item(l, i), field: f, .. } if *l == list && i == id && f == field)
    }

    /// Whether it types an item that is not there yet, in this list and pane.
    #[must_use]
    pub fn adds(&self, list: List, pane: usize) -> bool {
        matches!(&self.target, Target::New { list: l, .. } if *l == list) && self.pane == pane
    }

    /// The edit that puts the text as it is now into the session.
    #[must_use]
    pub fn edit(&self, session: &Session) -> Edit {
        let text = json!(self.buffer.text());
        match &self.target {
            Target::New { list, item } => {
                let mut item = item.clone();
                set_key(&mut item, list.text_field(), text);
                Edit::Insert {
                    list: *list,
                    at: usize::MAX,
                    item,
                }
            }
            Target::Field {
                place,
                field,
                within: None,
            } => set_field(place.clone(), field, text),
            Target::Field {
                place,
                field,
                within: Some(part),
            } => {
                let mut whole = read_field(session, place, field).unwrap_or_else(|| json!({}));
                set_key(&mut whole, part, text);
                set_field(place.clone(), field, whole)
            }
        }
    }
}

/// Deletes an item with every reference to it.
#[must_use]
pub(super) fn delete<R: Record>(session: &Session, record: &R, label: &str) -> Reply {
    let name = crate::text::clip(&crate::text::one_line(label), 40).into_owned();
    Reply::Delete(
        format!("the {} “{name}”", R::LIST.noun()),
        delete_with_references(session, R::LIST, record.id()),
    )
}

/// Moves an item past its neighbour among the `shown` ones.
#[must_use]
pub(super) fn shift<R: Record>(session: &Session, shown: &[&R], at: usize, by: isize) -> Reply {
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
