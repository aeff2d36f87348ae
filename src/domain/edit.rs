//! Edits: the closed set of changes to a session, each with its inverse.

use super::number::{number_new, set_numbers};
use super::record::with_record;
use super::*;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// A change to a session. Values are as in the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the fields are explained by their variant
pub enum Edit {
    /// Inserts an item at an index; an index past the end appends it.
    Insert { list: List, at: usize, item: Value },
    /// Removes an item.
    Remove { list: List, id: Id },
    /// Moves an item to another index of its list.
    Move { list: List, id: Id, to: usize },
    /// Sets one field; without a value the key is removed.
    Set {
        place: Place,
        field: String,
        value: Option<Value>,
    },
    /// Applies all of these, or none.
    All(Vec<Edit>),
}

impl Edit {
    /// True if findings and the order of lists must be computed again afterwards. That is not so
    /// for the progress of the session and for most texts of items. It is so for goals, which may
    /// have their date in the text, for people, whom findings compare by name, for the name of an
    /// organisation, because findings name the sides, and for short lists that are signed.
    #[must_use]
    pub fn affects_findings(&self) -> bool {
        match self {
            Self::Set {
                place: Place::Item(list, _),
                field,
                ..
            } => {
                use List::{Decisions, Goals, GroundRules, Parked, Participants, Ratings, Terms};
                let is_found = matches!(
                    list,
                    Goals | Participants | Terms | Decisions | Parked | GroundRules | Ratings
                );
                field != list.text_field() || is_found
            }
            Self::Set { place, .. } => *place != Place::Progress,
            Self::All(edits) => edits.iter().any(Self::affects_findings),
            Self::Insert { .. } | Self::Remove { .. } | Self::Move { .. } => true,
        }
    }
}

/// The object that a field belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The session itself (`title`, `closed`, …; not its lists).
    Session,
    /// The organisation of this side.
    Party(Side),
    /// The agenda (not its steps).
    Agenda,
    /// The progress of the session.
    Progress,
    /// An item of a list.
    Item(List, Id),
}

/// Why an edit was refused; the session is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditRefused {
    /// The list has no item with this id.
    #[error("that {} is no longer there", .0.noun())]
    Gone(List),
    /// The list already has an item with this id.
    #[error("that {} is there already", .0.noun())]
    Taken(List),
    /// The id of an item was to be changed.
    #[error("the id of a {} never changes", .0.noun())]
    FixedId(List),
    /// A field that no edit sets: a list of the session or the agenda, which changes item by item,
    /// or what a session has for ever, such as its id. Of other objects any key can be set, because
    /// unknown keys are kept.
    #[error("“{0}” cannot be set")]
    NotSettable(String),
    /// The value does not fit the field; `why` is serde's message.
    #[error("“{field}” does not take that value: {why}")]
    #[allow(missing_docs)] // explained by the variant
    Misfit { field: String, why: String },
}

/// Applies `edit` and returns its inverse. A refused edit leaves the session unchanged.
///
/// # Errors
/// [`EditRefused`] when the item is missing, its id is taken, or a value does not fit its field.
pub fn apply(session: &mut Session, edit: &Edit) -> Result<Edit, EditRefused> {
    let numbers = session.numbers.clone();
    let inverse = apply_alone(session, edit)?;
    // the other two restore them with their parts
    let gives = matches!(
        edit,
        Edit::Insert { .. }
            | Edit::Set {
                place: Place::Item(..),
                ..
            }
    );
    Ok(if gives && session.numbers != numbers {
        Edit::All(vec![inverse, set_numbers(&numbers)])
    } else {
        inverse
    })
}

/// Applies `edit` and returns its inverse, which leaves the numbers that are given as they are.
fn apply_alone(session: &mut Session, edit: &Edit) -> Result<Edit, EditRefused> {
    match edit {
        Edit::Insert { list, at, item } => with_record!(*list, apply_insert(session, *at, item)),
        Edit::Remove { list, id } => with_record!(*list, apply_remove(session, id)),
        Edit::Move { list, id, to } => with_record!(*list, apply_move(session, id, *to)),
        Edit::Set {
            place: Place::Item(list, id),
            field,
            value,
        } => with_record!(*list, set_item_field(session, id, field, value.as_ref())),
        Edit::Set {
            place,
            field,
            value,
        } => {
            let old = apply_set(session, place, field, value.as_ref())?;
            Ok(Edit::Set {
                place: place.clone(),
                field: field.clone(),
                value: old,
            })
        }
        Edit::All(edits) => {
            let mut undo = Vec::with_capacity(edits.len());
            for edit in edits {
                match apply(session, edit) {
                    Ok(inverse) => undo.push(inverse),
                    Err(why) => {
                        for inverse in undo.iter().rev() {
                            // the inverse of an edit that was just applied cannot fail
                            let _ = apply(session, inverse);
                        }
                        return Err(why);
                    }
                }
            }
            undo.reverse();
            Ok(Edit::All(undo))
        }
    }
}

fn apply_insert<R: Record>(
    session: &mut Session,
    at: usize,
    item: &Value,
) -> Result<Edit, EditRefused> {
    let mut record: R =
        serde_json::from_value(item.clone()).map_err(|e| misfit(R::LIST.noun(), &e))?;
    let id = record.id().clone();
    let list = R::list_mut(session.content_mut());
    if position(list, &id).is_some() {
        return Err(EditRefused::Taken(R::LIST));
    }
    number_new(session.content_mut(), &mut record);
    let list = R::list_mut(session.content_mut());
    list.insert(at.min(list.len()), record);
    Ok(Edit::Remove { list: R::LIST, id })
}

fn apply_remove<R: Record>(session: &mut Session, id: &Id) -> Result<Edit, EditRefused> {
    let list = R::list_mut(session.content_mut());
    let at = position(list, id).ok_or(EditRefused::Gone(R::LIST))?;
    let item = serde_json::to_value(list.remove(at)).unwrap_or(Value::Null);
    Ok(Edit::Insert {
        list: R::LIST,
        at,
        item,
    })
}

fn apply_move<R: Record>(session: &mut Session, id: &Id, to: usize) -> Result<Edit, EditRefused> {
    let list = R::list_mut(session.content_mut());
    let at = position(list, id).ok_or(EditRefused::Gone(R::LIST))?;
    let record = list.remove(at);
    list.insert(to.min(list.len()), record);
    Ok(Edit::Move {
        list: R::LIST,
        id: id.clone(),
        to: at,
    })
}

fn apply_set(
    session: &mut Session,
    place: &Place,
    field: &str,
    value: Option<&Value>,
) -> Result<Option<Value>, EditRefused> {
    match place {
        Place::Session => set_session_field(session, field, value),
        Place::Party(Side::A) => {
            set_object_field(&mut session.content_mut().parties.a, field, value)
        }
        Place::Party(Side::B) => {
            set_object_field(&mut session.content_mut().parties.b, field, value)
        }
        Place::Agenda => set_agenda_field(&mut session.content_mut().agenda, field, value),
        Place::Progress => set_object_field(&mut session.content_mut().progress, field, value),
        Place::Item(..) => Err(EditRefused::NotSettable(field.to_owned())),
    }
}

fn set_item_field<R: Record>(
    session: &mut Session,
    id: &Id,
    field: &str,
    value: Option<&Value>,
) -> Result<Edit, EditRefused> {
    if field == "id" {
        return Err(EditRefused::FixedId(R::LIST));
    }
    let content = session.content_mut();
    let list = R::list_mut(content);
    let at = position(list, id).ok_or(EditRefused::Gone(R::LIST))?;
    let item = list.get_mut(at).ok_or(EditRefused::Gone(R::LIST))?;
    let before = (item.series_side(), item.number());
    let set = |field: &str, value| Edit::Set {
        place: Place::Item(R::LIST, id.clone()),
        field: field.to_owned(),
        value,
    };
    let inverse = set(field, set_object_field(item, field, value)?);
    if (item.series_side(), item.number()) == before {
        return Ok(inverse);
    }
    // on the other side, or with a number that is not its own
    let mut numbered = item.clone();
    if numbered.series_side() != before.0
        && let Some(number) = numbered.number_mut()
    {
        *number = None;
    }
    number_new(content, &mut numbered);
    if let Some(item) = R::list_mut(content).get_mut(at) {
        *item = numbered;
    }
    let number = set("number", before.1.map(|n| json!(n)));
    Ok(Edit::All(vec![inverse, number]))
}

/// Sets a field of the session itself, without copying its lists.
fn set_session_field(
    session: &mut Session,
    field: &str,
    value: Option<&Value>,
) -> Result<Option<Value>, EditRefused> {
    fn swap<T: Serialize + serde::de::DeserializeOwned>(
        slot: &mut T,
        field: &str,
        value: Option<&Value>,
    ) -> Result<Option<Value>, EditRefused> {
        let new = serde_json::from_value(value.cloned().unwrap_or(Value::Null))
            .map_err(|e| misfit(field, &e))?;
        Ok(serde_json::to_value(std::mem::replace(slot, new)).ok())
    }
    match field {
        "title" => swap(&mut session.content_mut().title, field, value),
        "closed" => swap(&mut session.content_mut().closed, field, value),
        "target_shape" => swap(&mut session.content_mut().target_shape, field, value),
        "modified" => swap(&mut session.content_mut().modified, field, value),
        "place" => swap(&mut session.content_mut().place, field, value),
        "facilitator" => swap(&mut session.content_mut().facilitator, field, value),
        "scribe" => swap(&mut session.content_mut().scribe, field, value),
        "background" => swap(&mut session.content_mut().background, field, value),
        "numbers" => swap(&mut session.content_mut().numbers, field, value),
        _ => Err(EditRefused::NotSettable(field.to_owned())),
    }
}

fn set_agenda_field(
    agenda: &mut Agenda,
    field: &str,
    value: Option<&Value>,
) -> Result<Option<Value>, EditRefused> {
    if field == "steps" {
        return Err(EditRefused::NotSettable(field.to_owned()));
    }
    let steps = std::mem::take(&mut agenda.steps);
    let result = set_object_field(agenda, field, value);
    agenda.steps = steps;
    result
}

fn set_object_field<T: Serialize + serde::de::DeserializeOwned>(
    slot: &mut T,
    field: &str,
    value: Option<&Value>,
) -> Result<Option<Value>, EditRefused> {
    let mut map = to_map(slot);
    let old = match value {
        // shift_remove keeps the order of keys
        None => map.shift_remove(field),
        Some(value) => map.insert(field.to_owned(), value.clone()),
    };
    *slot = serde_json::from_value(Value::Object(map)).map_err(|e| misfit(field, &e))?;
    Ok(old)
}

fn to_map<T: Serialize>(value: &T) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

fn misfit(field: &str, error: &serde_json::Error) -> EditRefused {
    EditRefused::Misfit {
        field: field.to_owned(),
        why: error.to_string(),
    }
}

/// The value of a field, as in the file; `None` if the item does not exist or has no such key. Of
/// the session and the agenda only what a form or a key changes can be read, and the titles.
#[must_use]
pub fn read_field(session: &Session, place: &Place, field: &str) -> Option<Value> {
    fn item_field<R: Record>(session: &Session, id: &Id, field: &str) -> Option<Value> {
        to_map(session.get::<R>(id)?).get(field).cloned()
    }
    match place {
        Place::Session => match field {
            "title" => Some(json!(session.title)),
            "place" => Some(json!(session.place)),
            "facilitator" => Some(json!(session.facilitator)),
            "scribe" => Some(json!(session.scribe)),
            "background" => Some(json!(session.background)),
            "closed" => serde_json::to_value(session.closed).ok(),
            _ => None,
        },
        Place::Party(side) => to_map(session.party(*side)).get(field).cloned(),
        Place::Agenda => match field {
            "start" => serde_json::to_value(session.agenda.start).ok(),
            "end" => serde_json::to_value(session.agenda.end).ok(),
            "title" => Some(json!(session.agenda.title)),
            "purpose" => Some(json!(session.agenda.purpose)),
            _ => None,
        },
        Place::Progress => to_map(&session.progress).get(field).cloned(),
        Place::Item(list, id) => with_record!(*list, item_field(session, id, field)),
    }
}

/// Sets a key of an object; a value that is not an object is replaced by an object.
pub fn set_key(whole: &mut Value, key: &str, value: Value) {
    match whole {
        Value::Object(map) => drop(map.insert(key.to_owned(), value)),
        other => *other = json!({ key: value }),
    }
}

/// The edit that sets one field.
#[must_use]
pub fn set_field(place: Place, field: &str, value: Value) -> Edit {
    Edit::Set {
        place,
        field: field.to_owned(),
        value: Some(value),
    }
}

/// The edit that sets one field of an item.
#[must_use]
pub fn set<T: Serialize>(list: List, id: &Id, field: &str, value: T) -> Edit {
    set_field(
        Place::Item(list, id.clone()),
        field,
        serde_json::to_value(value).unwrap_or(Value::Null),
    )
}

/// The edit that appends a record to its list.
#[must_use]
pub fn insert<R: Record>(record: &R) -> Edit {
    Edit::Insert {
        list: R::LIST,
        at: usize::MAX,
        item: serde_json::to_value(record).unwrap_or(Value::Null),
    }
}

/// The edit that sets every field of `old` that `modify` changes.
#[must_use]
pub fn change<R: Record>(old: &R, modify: impl FnOnce(&mut R)) -> Edit {
    let mut new = old.clone();
    modify(&mut new);
    let (before, after) = (to_map(old), to_map(&new));
    let place = || Place::Item(R::LIST, old.id().clone());
    let removed = before
        .keys()
        .filter(|k| !after.contains_key(*k))
        .map(|k| Edit::Set {
            place: place(),
            field: k.clone(),
            value: None,
        });
    let changed = after
        .iter()
        .filter(|(k, v)| before.get(*k) != Some(v))
        .map(|(k, v)| set_field(place(), k, v.clone()));
    Edit::All(removed.chain(changed).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> Session {
        let now = jiff::Timestamp::UNIX_EPOCH;
        let mut s = Session::new(Id::new("s"), "t", Agenda::default(), "N", "B", now);
        s.goals = serde_json::from_value(json!([{"id": "g", "text": "goal"}])).unwrap();
        s
    }

    #[test]
    fn each_refused_edit_says_why_and_changes_nothing() {
        let goal = |id: &str| Place::Item(List::Goals, Id::new(id));
        let (list, id) = (List::Goals, Id::new("x"));
        let item = json!({"id": "g", "text": "again"});
        for (edit, says) in [
            (Edit::Remove { list, id }, "that goal is no longer there"),
            (
                set_field(goal("x"), "text", json!("new")),
                "that goal is no longer there",
            ),
            (
                Edit::Insert { list, at: 0, item },
                "that goal is there already",
            ),
            (
                set_field(goal("g"), "id", json!("new")),
                "the id of a goal never changes",
            ),
            (
                set_field(Place::Agenda, "steps", json!([])),
                "“steps” cannot be set",
            ),
            (
                set_field(Place::Session, "goals", json!([])),
                "“goals” cannot be set",
            ),
            (
                set_field(goal("g"), "text", json!(5)),
                "“text” does not take that value: invalid type: integer `5`, expected a string",
            ),
        ] {
            let mut s = session();
            let refused = apply(&mut s, &edit).unwrap_err();
            assert_eq!(refused.to_string(), says);
            assert_eq!(s, session());
        }
    }

    #[test]
    fn setting_a_key_of_a_value_that_is_no_object_replaces_it() {
        let mut value = json!(5);
        set_key(&mut value, "a", json!(1));
        set_key(&mut value, "b", json!(2));
        assert_eq!(value, json!({"a": 1, "b": 2}));
    }
}
