//! Edits: the closed set of changes, each with its inverse.

use super::record::with_record;
use super::*;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// A change of a session. Values are as in the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// Puts an item into a list; beyond its end means at its end.
    Insert {
        /// The list.
        list: List,
        /// Its place there.
        at: usize,
        /// The item.
        item: Value,
    },
    /// Takes an item out.
    Remove {
        /// The list.
        list: List,
        /// The item.
        id: Id,
    },
    /// Moves an item within its list.
    Move {
        /// The list.
        list: List,
        /// The item.
        id: Id,
        /// Its new place.
        to: usize,
    },
    /// Sets one field.
    Set {
        /// Whose field.
        place: Place,
        /// The field's name.
        field: String,
        /// Its new value; none takes the key away.
        value: Option<Value>,
    },
    /// All of these, or none.
    All(Vec<Edit>),
}

impl Edit {
    /// Whether it changes more than the text of an item or where the session stands: only then can what is
    /// lacking, and the order of a list, be another. Title and names of the organisations count: checks name the sides.
    #[must_use]
    pub fn reshapes(&self) -> bool {
        match self {
            Self::Set {
                place: Place::Item(list, _),
                field,
                ..
            } => field != list.text_field(),
            Self::Set { place, .. } => *place != Place::Progress,
            Self::All(edits) => edits.iter().any(Self::reshapes),
            Self::Insert { .. } | Self::Remove { .. } | Self::Move { .. } => true,
        }
    }
}

/// What a field belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The session itself (`title`, `closed`, …; not its lists).
    Session,
    /// One of the organisations.
    Party(Side),
    /// The agenda (not its steps).
    Agenda,
    /// Where the session stands.
    Progress,
    /// An item.
    Item(List, Id),
}

/// Why an edit was refused; the session is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The item is not there.
    #[error("that {0} is no longer there")]
    Gone(&'static str),
    /// An item with this id is there already.
    #[error("that {0} is there already")]
    Taken(&'static str),
    /// The value does not fit the field.
    #[error("“{field}” cannot be that: {why}")]
    Misfit {
        /// The field.
        field: String,
        /// What was expected.
        why: String,
    },
}

/// Carries out `edit` and returns its inverse, or refuses and leaves no trace.
///
/// # Errors
/// [`Refused`] when the item is missing, doubled, or a value does not fit its field.
pub fn apply(session: &mut Session, edit: &Edit) -> Result<Edit, Refused> {
    match edit {
        Edit::Insert { list, at, item } => with_record!(*list, do_insert(session, *at, item)),
        Edit::Remove { list, id } => with_record!(*list, do_remove(session, id)),
        Edit::Move { list, id, to } => with_record!(*list, do_move(session, id, *to)),
        Edit::Set {
            place,
            field,
            value,
        } => {
            let old = with_place(session, place, field, value.as_ref())?;
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
                            // an inverse of what was just done cannot fail
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

fn do_insert<R: Record>(session: &mut Session, at: usize, item: &Value) -> Result<Edit, Refused> {
    let record: R = serde_json::from_value(item.clone()).map_err(|e| misfit(R::LIST.noun(), &e))?;
    let id = record.id().clone();
    let list = R::list_mut(session);
    if position(list, &id).is_some() {
        return Err(Refused::Taken(R::LIST.noun()));
    }
    list.insert(at.min(list.len()), record);
    Ok(Edit::Remove { list: R::LIST, id })
}

fn do_remove<R: Record>(session: &mut Session, id: &Id) -> Result<Edit, Refused> {
    let list = R::list_mut(session);
    let at = position(list, id).ok_or(Refused::Gone(R::LIST.noun()))?;
    let item = serde_json::to_value(list.remove(at)).unwrap_or(Value::Null);
    Ok(Edit::Insert {
        list: R::LIST,
        at,
        item,
    })
}

fn do_move<R: Record>(session: &mut Session, id: &Id, to: usize) -> Result<Edit, Refused> {
    let list = R::list_mut(session);
    let at = position(list, id).ok_or(Refused::Gone(R::LIST.noun()))?;
    let record = list.remove(at);
    list.insert(to.min(list.len()), record);
    Ok(Edit::Move {
        list: R::LIST,
        id: id.clone(),
        to: at,
    })
}

fn with_place(
    session: &mut Session,
    place: &Place,
    field: &str,
    value: Option<&Value>,
) -> Result<Option<Value>, Refused> {
    match place {
        Place::Session => set_session_field(session, field, value),
        Place::Party(Side::A) => set_in(&mut session.parties.a, field, value),
        Place::Party(Side::B) => set_in(&mut session.parties.b, field, value),
        Place::Agenda => set_agenda_field(&mut session.agenda, field, value),
        Place::Progress => set_in(&mut session.progress, field, value),
        Place::Item(list, id) => with_record!(*list, set_in_item(session, id, field, value)),
    }
}

fn set_in_item<R: Record>(
    session: &mut Session,
    id: &Id,
    field: &str,
    value: Option<&Value>,
) -> Result<Option<Value>, Refused> {
    if field == "id" {
        return Err(Refused::Misfit {
            field: field.to_owned(),
            why: "an id never changes".to_owned(),
        });
    }
    let item = R::list_mut(session)
        .iter_mut()
        .find(|r| r.id() == id)
        .ok_or(Refused::Gone(R::LIST.noun()))?;
    set_in(item, field, value)
}

/// The session without its lists, so that setting its title does not copy them.
fn set_session_field(
    session: &mut Session,
    field: &str,
    value: Option<&Value>,
) -> Result<Option<Value>, Refused> {
    fn swap<T: Serialize + serde::de::DeserializeOwned>(
        slot: &mut T,
        field: &str,
        value: Option<&Value>,
    ) -> Result<Option<Value>, Refused> {
        let new = serde_json::from_value(value.cloned().unwrap_or(Value::Null))
            .map_err(|e| misfit(field, &e))?;
        Ok(serde_json::to_value(std::mem::replace(slot, new)).ok())
    }
    match field {
        "title" => swap(&mut session.title, field, value),
        "closed" => swap(&mut session.closed, field, value),
        "modified" => swap(&mut session.modified, field, value),
        _ => Err(Refused::Misfit {
            field: field.to_owned(),
            why: "a session has no such field to set".to_owned(),
        }),
    }
}

fn set_agenda_field(
    agenda: &mut Agenda,
    field: &str,
    value: Option<&Value>,
) -> Result<Option<Value>, Refused> {
    if field == "steps" {
        return Err(Refused::Misfit {
            field: field.to_owned(),
            why: "steps change one by one".to_owned(),
        });
    }
    let steps = std::mem::take(&mut agenda.steps);
    let result = set_in(agenda, field, value);
    agenda.steps = steps;
    result
}

fn set_in<T: Serialize + serde::de::DeserializeOwned>(
    slot: &mut T,
    field: &str,
    value: Option<&Value>,
) -> Result<Option<Value>, Refused> {
    let mut map = to_map(slot);
    let old = match value {
        // shift: the order of keys is kept
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

fn misfit(field: &str, error: &serde_json::Error) -> Refused {
    Refused::Misfit {
        field: field.to_owned(),
        why: error.to_string(),
    }
}

/// The value of a field, as in the file; none when the item or the field is not there.
#[must_use]
pub fn read_field(session: &Session, place: &Place, field: &str) -> Option<Value> {
    fn of_item<R: Record>(session: &Session, id: &Id, field: &str) -> Option<Value> {
        to_map(session.get::<R>(id)?).get(field).cloned()
    }
    match place {
        Place::Session => match field {
            "title" => Some(json!(session.title)),
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
        Place::Item(list, id) => with_record!(*list, of_item(session, id, field)),
    }
}

/// Puts a value into an object; what is none becomes one.
pub fn put(whole: &mut Value, key: &str, value: Value) {
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

/// The edit that makes `old` what `with` makes of it, field by field.
#[must_use]
pub fn change<R: Record>(old: &R, with: impl FnOnce(&mut R)) -> Edit {
    let mut new = old.clone();
    with(&mut new);
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

/// The edit that removes an item and every reference to it, so that undoing it restores both.
#[must_use]
pub fn forget(session: &Session, list: List, id: &Id) -> Edit {
    let mut edits = Vec::new();
    match list {
        List::Expectations => {
            let touching = session.links.iter().filter(|l| l.a == *id || l.b == *id);
            edits.extend(touching.map(|l| Edit::Remove {
                list: List::Links,
                id: l.id.clone(),
            }));
            edits.extend(
                session
                    .goals
                    .iter()
                    .filter(|g| g.expectations.contains(id))
                    .map(|g| change(g, |g| g.expectations.retain(|e| e != id))),
            );
        }
        List::Goals => {
            edits.extend(
                session
                    .actions
                    .iter()
                    .filter(|a| a.goal.as_ref() == Some(id))
                    .map(|a| change(a, |a| a.goal = None)),
            );
            edits.extend(
                session
                    .metrics
                    .iter()
                    .filter(|m| m.goal.as_ref() == Some(id))
                    .map(|m| change(m, |m| m.goal = None)),
            );
        }
        List::Actions => {
            edits.extend(
                session
                    .actions
                    .iter()
                    .filter(|a| a.depends_on.contains(id))
                    .map(|a| change(a, |a| a.depends_on.retain(|d| d != id))),
            );
        }
        List::Steps => {
            // the room goes to the step that takes its place
            let steps = &session.agenda.steps;
            let next = position(steps, id)
                .and_then(|at| steps.get(at + 1).or_else(|| steps.get(at.checked_sub(1)?)));
            if session.progress.step.as_ref() == Some(id)
                && let Some(next) = next
            {
                edits.push(set_field(Place::Progress, "step", json!(next.id)));
            }
            // a running clock goes on for the step that takes its place
            if let (Some(next), Some(since)) =
                (next, session.progress.timers.get(id).and_then(|t| t.since))
            {
                let mut timers = session.progress.timers.clone();
                timers.entry(id.clone()).or_default().since = None;
                timers.entry(next.id.clone()).or_default().since = Some(since);
                edits.push(set_field(Place::Progress, "timers", json!(timers)));
            }
        }
        List::Participants => {
            let drop = |slot: &mut Option<Id>| {
                if slot.as_ref() == Some(id) {
                    *slot = None;
                }
            };
            edits.extend(session.actions.iter().map(|a| {
                change(a, |a| {
                    drop(&mut a.owner);
                    drop(&mut a.counterpart);
                    a.dots.remove(id);
                })
            }));
            edits.extend(
                session
                    .goals
                    .iter()
                    .map(|g| change(g, |g| g.consent.retain(|v| v.who.as_ref() != Some(id)))),
            );
            edits.extend(
                session
                    .metrics
                    .iter()
                    .map(|m| change(m, |m| drop(&mut m.owner))),
            );
            let talks = session
                .contacts
                .iter()
                .filter(|c| c.a.as_ref() == Some(id) || c.b.as_ref() == Some(id));
            edits.extend(talks.map(|c| Edit::Remove {
                list: List::Contacts,
                id: c.id.clone(),
            }));
            edits.extend(
                session
                    .decisions
                    .iter()
                    .map(|d| change(d, |d| drop(&mut d.owner))),
            );
            edits.extend(session.parked.iter().map(|p| {
                change(p, |p| {
                    drop(&mut p.owner);
                    drop(&mut p.raised_by);
                })
            }));
            edits.retain(|e| !matches!(e, Edit::All(inner) if inner.is_empty()));
        }
        _ => {}
    }
    edits.push(Edit::Remove {
        list,
        id: id.clone(),
    });
    Edit::All(edits)
}
