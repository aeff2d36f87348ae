//! Merging what another program changed in a session into ours: item by item, field by field.

mod numbers;

pub use numbers::{Renumbered, is_of_numbers, renumbered};

use super::{Content, Edit, Id, List, Place, Session, Side};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// Why two changed versions of a session cannot be merged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)] // the fields are explained by their variant
pub enum MergeConflict {
    /// One version was signed or closed, and the other one was changed.
    #[error("one version was signed or closed while the other was changed")]
    Sealed,
    /// Both changed the same item in different ways, or one removed what the other changed.
    #[error("both versions changed the same {}", list.noun())]
    Item { list: List, id: Id },
    /// Both changed the same field in different ways.
    #[error("both versions changed “{field}”")]
    Field { field: String },
    /// They changed a field that no edit can set.
    #[error("“{field}” was changed, which cannot be merged")]
    NotMergeable { field: String },
}

/// What was changed from `base` to `theirs`, as edits to `ours`. A change that both made is no
/// edit.
///
/// The progress of the session, the time it was saved and the order of items stay as in `ours`.
///
/// # Errors
/// [`MergeConflict`] where both changed the same item or field in different ways, or where they
/// changed something that no edit can bring over.
pub fn changes(
    base: &Session,
    ours: &Session,
    theirs: &Session,
) -> Result<Vec<Edit>, MergeConflict> {
    if seals_a_change(base, ours, theirs) || seals_a_change(base, theirs, ours) {
        return Err(MergeConflict::Sealed);
    }
    let versions = [base, ours, theirs].map(without_numbers);
    let all = versions.each_ref();
    let mut edits = Vec::new();
    for list in List::ALL {
        merge_list(list, all.map(|s| items(s, list)), &mut edits)?;
    }
    numbers::settle(Some(base), ours, theirs, &mut edits);
    merge_session_fields(&all.map(|s| object(s, &[])), &mut edits)?;
    let parties = all.map(|s| object(s, &["parties"]));
    only_theirs_unchanged(&parties, &["a", "b"])?;
    for (side, key) in Side::BOTH.into_iter().zip(["a", "b"]) {
        let party = all.map(|s| object(s, &["parties", key]));
        merge_fields(&Place::Party(side), &party, &[], &mut edits)?;
    }
    let agenda = all.map(|s| object(s, &["agenda"]));
    merge_fields(&Place::Agenda, &agenda, &["steps"], &mut edits)?;
    Ok(edits)
}

/// What `theirs` has and `ours` lacks, as edits to `ours`, and how many of the items that both have
/// differ. Those stay as in `ours`: without a common base nobody knows which one is newer.
#[must_use]
pub fn additions(ours: &Session, theirs: &Session) -> (Vec<Edit>, usize) {
    let versions = [ours, theirs].map(without_numbers);
    let [in_ours, in_theirs] = versions.each_ref();
    let (mut edits, mut differ) = (Vec::new(), 0);
    for list in List::ALL {
        let in_ours: HashMap<&str, &Value> = items(in_ours, list).into_iter().collect();
        for (at, (id, item)) in items(in_theirs, list).into_iter().enumerate() {
            match in_ours.get(id) {
                // a signature is for its own version only
                None if list == List::SignOff => differ += 1,
                None => edits.push(Edit::Insert {
                    list,
                    at,
                    item: item.clone(),
                }),
                Some(here) => differ += usize::from(*here != item),
            }
        }
    }
    numbers::settle(None, ours, theirs, &mut edits);
    (edits, differ)
}

/// How many items `theirs` has and `ours` lacks.
#[must_use]
pub fn missing(ours: &Session, theirs: &Session) -> usize {
    inserts(&additions(ours, theirs).0)
}

/// How many items the edits of a merge add.
#[must_use]
pub fn inserts(edits: &[Edit]) -> usize {
    let adds = |edit: &&Edit| matches!(edit, Edit::Insert { .. });
    edits.iter().filter(adds).count()
}

/// A session as in its file, but for the numbers of its items.
fn without_numbers(session: &Session) -> Value {
    let mut value = serde_json::to_value(session).unwrap_or(Value::Null);
    for list in List::ALL.into_iter().filter(|list| list.is_numbered()) {
        let items = list
            .path()
            .iter()
            .try_fold(&mut value, |v, key| v.get_mut(*key));
        for item in items.and_then(Value::as_array_mut).into_iter().flatten() {
            item.as_object_mut().map(|item| item.shift_remove("number"));
        }
    }
    value
}

/// True if `sealed` was signed or closed without knowing what `other` had changed. Nothing is
/// signed unseen; a version that took the signatures over is no conflict.
fn seals_a_change(base: &Session, sealed: &Session, other: &Session) -> bool {
    fn seal(s: &Session) -> (Option<jiff::Timestamp>, &[super::SignOff]) {
        (s.closed, &s.sign_off)
    }
    seal(sealed) != seal(base) && seal(sealed) != seal(other) && !has_same_content(base, other)
}

/// True if nothing differs but the progress and the time of saving.
fn has_same_content(base: &Session, other: &Session) -> bool {
    let content = |s: &Session| Content {
        progress: base.progress.clone(),
        modified: base.modified,
        numbers: base.numbers.clone(),
        ..s.clone().into_content()
    };
    content(base) == content(other)
}

/// The value at a path of keys; null if it does not exist.
fn value_at<'a>(session: &'a Value, path: &[&str]) -> &'a Value {
    path.iter()
        .try_fold(session, |v, key| v.get(*key))
        .unwrap_or(&Value::Null)
}

fn object(session: &Value, path: &[&str]) -> Map<String, Value> {
    value_at(session, path)
        .as_object()
        .cloned()
        .unwrap_or_default()
}

/// The items of a list with their ids.
fn items(session: &Value, list: List) -> Vec<(&str, &Value)> {
    let items = value_at(session, list.path())
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    items
        .iter()
        .filter_map(|item| Some((item.get("id")?.as_str()?, item)))
        .collect()
}

/// The keys of all three versions of an object, without `but`, each once.
fn keys<'a>(versions: &'a [Map<String, Value>; 3], but: &[&str]) -> Vec<&'a String> {
    let mut seen = HashSet::new();
    let all = versions.iter().flat_map(Map::keys);
    all.filter(|key| !but.contains(&key.as_str()) && seen.insert(*key))
        .collect()
}

/// What becomes of a field of ours.
enum Merged<'a> {
    Stays,
    /// Takes this value; without one the key is removed.
    Becomes(Option<&'a Value>),
}

fn merge_field<'a>(
    [base, ours, theirs]: &'a [Map<String, Value>; 3],
    field: &str,
) -> Result<Merged<'a>, MergeConflict> {
    match (base.get(field), ours.get(field), theirs.get(field)) {
        (b, o, t) if b == t || o == t => Ok(Merged::Stays),
        (b, o, t) if b == o => Ok(Merged::Becomes(t)),
        _ => Err(MergeConflict::Field {
            field: field.to_owned(),
        }),
    }
}

fn merge_fields(
    place: &Place,
    versions: &[Map<String, Value>; 3],
    but: &[&str],
    edits: &mut Vec<Edit>,
) -> Result<(), MergeConflict> {
    for field in keys(versions, but) {
        if let Merged::Becomes(value) = merge_field(versions, field)? {
            edits.push(Edit::Set {
                place: place.clone(),
                field: field.clone(),
                value: value.cloned(),
            });
        }
    }
    Ok(())
}

/// Merges the fields at the top of the file that are neither lists nor merged on their own.
fn merge_session_fields(
    versions: &[Map<String, Value>; 3],
    edits: &mut Vec<Edit>,
) -> Result<(), MergeConflict> {
    const SETTABLE: [&str; 7] = [
        "title",
        "place",
        "facilitator",
        "scribe",
        "background",
        "closed",
        "target_shape",
    ];
    let mut elsewhere = vec!["modified", "progress", "numbers", "parties", "agenda"];
    elsewhere.extend(List::ALL.iter().filter_map(|list| list.path().first()));
    elsewhere.extend(SETTABLE);
    only_theirs_unchanged(versions, &elsewhere)?;
    let settable = versions
        .clone()
        .map(|all| {
            all.into_iter()
                .filter(|(key, _)| SETTABLE.contains(&key.as_str()))
        })
        .map(Iterator::collect);
    merge_fields(&Place::Session, &settable, &[], edits)
}

/// Fails if `theirs` changed a field for which there is no edit.
fn only_theirs_unchanged(
    versions: &[Map<String, Value>; 3],
    but: &[&str],
) -> Result<(), MergeConflict> {
    for field in keys(versions, but) {
        if matches!(merge_field(versions, field)?, Merged::Becomes(_)) {
            return Err(MergeConflict::NotMergeable {
                field: field.clone(),
            });
        }
    }
    Ok(())
}

fn merge_list(
    list: List,
    [base, ours, theirs]: [Vec<(&str, &Value)>; 3],
    edits: &mut Vec<Edit>,
) -> Result<(), MergeConflict> {
    let index = |items: &[(&str, &Value)]| -> HashMap<String, Value> {
        let owned = |(id, item): &(&str, &Value)| ((*id).to_owned(), (*item).clone());
        items.iter().map(owned).collect()
    };
    let conflict = |id: &str| MergeConflict::Item {
        list,
        id: Id::new(id),
    };
    let (in_base, in_ours, in_theirs) = (index(&base), index(&ours), index(&theirs));
    for (at, (id, item)) in theirs.iter().enumerate() {
        match (in_base.get(*id), in_ours.get(*id)) {
            // they did not change it, or both did in the same way
            (Some(same), _) | (_, Some(same)) if same == *item => {}
            // they added it
            (None, None) => edits.push(Edit::Insert {
                list,
                at,
                item: (*item).clone(),
            }),
            // only they changed it
            (Some(b), Some(o)) if b == o => {
                let versions = [b, o, *item].map(|v| object(v, &[]));
                merge_fields(&Place::Item(list, Id::new(*id)), &versions, &["id"], edits)?;
            }
            // both changed it, we removed what they changed, or both added it under this id
            _ => return Err(conflict(id)),
        }
    }
    for (id, before) in base.iter().filter(|(id, _)| !in_theirs.contains_key(*id)) {
        match in_ours.get(*id) {
            None => {}
            Some(here) if here == *before => edits.push(Edit::Remove {
                list,
                id: Id::new(*id),
            }),
            // they removed what we changed
            Some(_) => return Err(conflict(id)),
        }
    }
    Ok(())
}
