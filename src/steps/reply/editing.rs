//! A text that is being edited.

use crate::domain::{Edit, Id, IdSource, List, Place, Session, read_field, set_field, set_key};
use crate::keys::Command;
use crate::text::Buffer;
use serde_json::{Value, json};

/// The text that is being edited.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A text in the session: a property, or with `within` a part of a property that is an object.
    #[allow(missing_docs)] // fields that say what they are
    Field {
        place: Place,
        field: String,
        within: Option<String>,
    },
    /// An item that is added to its list with the first character typed.
    New {
        #[allow(missing_docs)] // says what it is
        list: List,
        /// The item with its id and an empty text.
        item: Value,
    },
}

/// A text that is being edited. What is typed is in the session at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Editing {
    /// What it changes.
    pub target: Target,
    /// The text as it is now, with its caret.
    pub buffer: Buffer,
    /// The text before the edit.
    pub before: String,
    /// The command that follows when the text is kept and the next one wanted.
    pub then: Option<Command>,
    /// The pane in which a new item is drawn.
    pub pane: usize,
    /// True if this edit added the item.
    pub fresh: bool,
}

impl Editing {
    /// Edits a property of an item or of the session.
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

    /// Types the text of an item that was just made; it goes again if nothing is typed.
    #[must_use]
    pub fn made(session: &Session, list: List, id: &Id) -> Self {
        Self {
            fresh: true,
            ..Self::item(session, list, id)
        }
    }

    /// Edits the text of an item.
    #[must_use]
    pub fn item(session: &Session, list: List, id: &Id) -> Self {
        Self::field(session, Place::Item(list, id.clone()), list.text_field())
    }

    /// Edits a text inside a property, such as the note of a reaction.
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

    /// Types a new item of `list`; `more` are its properties beside id and text.
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

    /// The same, with a command that follows when the text is kept and the next one wanted.
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

    /// The question above the text, where it is edited in a box of its own.
    #[must_use]
    pub fn question(&self) -> &'static str {
        match &self.target {
            Target::Field {
                within: Some(_), ..
            } => "Why, or on what condition? It can be left empty.",
            Target::New { list, .. }
            | Target::Field {
                place: Place::Item(list, _),
                ..
            } => list.noun(),
            Target::Field { .. } => "",
        }
    }

    /// The list of the item, and a new item like it: for pasting several items.
    #[must_use]
    pub fn sibling(&self, session: &Session) -> Option<(List, Value)> {
        let (list, item) = match &self.target {
            Target::New { list, item } => (*list, item.clone()),
            Target::Field {
                place: Place::Item(list, id),
                field,
                within: None,
            } if field == list.text_field() => {
                let property = |key| {
                    read_field(session, &Place::Item(*list, id.clone()), key)
                        .map(|v| (key.to_owned(), v))
                };
                let same = ["side", "section", "goal", "category"]
                    .into_iter()
                    .filter_map(property)
                    .collect();
                (*list, Value::Object(same))
            }
            Target::Field { .. } => return None,
        };
        self.then.is_some().then_some((list, item))
    }

    /// True if it edits this property.
    #[must_use]
    pub fn is_on(&self, list: List, id: &Id, field: &str) -> bool {
        let Target::Field {
            place: Place::Item(of_list, of_item),
            field: name,
            ..
        } = &self.target
        else {
            return false;
        };
        *of_list == list && of_item == id && name == field
    }

    /// True if it types a new item in this list and pane.
    #[must_use]
    pub fn adds(&self, list: List, pane: usize) -> bool {
        let adds_to_list = matches!(&self.target, Target::New { list: l, .. } if *l == list);
        adds_to_list && self.pane == pane
    }

    /// The edit that sets the text in the session to what it is now.
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
