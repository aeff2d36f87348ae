//! What another program changed in a session, brought into ours: item by item, field by field.

use super::{Edit, Id, List, Place, Session, Side};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// What was changed from `base` to `theirs`, as edits of `ours`; none where both changed the same item or
/// field in different ways, or something that no edit can bring over.
///
/// Where a session stands (`progress`, `modified`) is ours. The order of items is ours.
#[must_use]
pub fn changes(base: &Session, ours: &Session, theirs: &Session) -> Option<Vec<Edit>> {
    // nobody signs or closes what the other side of the file has changed meanwhile
    let sealed = |s: &Session| s.closed != base.closed || s.sign_off != base.sign_off;
    if (sealed(theirs) && !same(base, ours)) || (sealed(ours) && !same(base, theirs)) {
        return None;
    }
    let [base, ours, theirs] =
        [base, ours, theirs].map(|s| serde_json::to_value(s).unwrap_or(Value::Null));
    let mut edits = Vec::new();
    for list in List::ALL {
        of_list(
            list,
            [&base, &ours, &theirs].map(|s| items(s, list)),
            &mut edits,
        )?;
    }
    let lists: Vec<&str> = List::ALL
        .iter()
        .filter_map(|l| l.path().first().copied())
        .collect();
    let whole = [&base, &ours, &theirs].map(|s| s.as_object().cloned().unwrap_or_default());
    let stays = ["modified", "progress", "parties", "agenda"];
    for field in keys(&whole) {
        if !lists.contains(&field.as_str()) && !stays.contains(&field.as_str()) {
            let value = one_field(&whole, &field)?;
            // all else at the top is no business of an edit: it is theirs alone, and collides
            value.map_or(Some(()), |v| {
                if ["title", "closed"].contains(&field.as_str()) {
                    set(Place::Session, &field, v, &mut edits)
                } else {
                    None
                }
            })?;
        }
    }
    for (place, path) in [
        (Place::Party(Side::A), ["parties", "a"]),
        (Place::Party(Side::B), ["parties", "b"]),
    ] {
        of_map(
            &place,
            &[&base, &ours, &theirs].map(|s| map(s, &path)),
            &[],
            &mut edits,
        )?;
    }
    of_map(
        &Place::Agenda,
        &[&base, &ours, &theirs].map(|s| map(s, &["agenda"])),
        &["steps"],
        &mut edits,
    )?;
    Some(edits)
}

/// What a version of a session has that ours lacks, as edits of ours, and how many items both have that
/// differ: those stay as they are in ours, for nobody knows what both began from.
#[must_use]
pub fn additions(ours: &Session, theirs: &Session) -> (Vec<Edit>, usize) {
    let [ours, theirs] = [ours, theirs].map(|s| serde_json::to_value(s).unwrap_or(Value::Null));
    let (mut edits, mut differ) = (Vec::new(), 0);
    for list in List::ALL {
        let in_ours: HashMap<&str, &Value> = items(&ours, list).into_iter().collect();
        for (at, (id, item)) in items(&theirs, list).into_iter().enumerate() {
            match in_ours.get(id) {
                // nobody has signed the other version of it
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
    (edits, differ)
}

/// Whether nothing was changed but where the session stands.
fn same(base: &Session, other: &Session) -> bool {
    let content = |s: &Session| Session {
        progress: base.progress.clone(),
        modified: base.modified,
        ..s.clone()
    };
    content(base) == content(other)
}

fn set(place: Place, field: &str, value: Option<Value>, edits: &mut Vec<Edit>) -> Option<()> {
    edits.push(Edit::Set {
        place,
        field: field.to_owned(),
        value,
    });
    Some(())
}

fn at<'a>(session: &'a Value, path: &[&str]) -> &'a Value {
    path.iter()
        .try_fold(session, |v, key| v.get(*key))
        .unwrap_or(&Value::Null)
}

fn map(session: &Value, path: &[&str]) -> Map<String, Value> {
    at(session, path).as_object().cloned().unwrap_or_default()
}

fn items(session: &Value, list: List) -> Vec<(&str, &Value)> {
    let items = at(session, list.path())
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    items
        .iter()
        .filter_map(|item| Some((item.get("id")?.as_str()?, item)))
        .collect()
}

fn keys(maps: &[Map<String, Value>; 3]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for key in maps.iter().flat_map(Map::keys) {
        if !out.contains(key) {
            out.push(key.clone());
        }
    }
    out
}

/// What a field of theirs is to become in ours: nothing where it stays. None where both changed it.
#[expect(
    clippy::option_option,
    reason = "whether it collides, whether it changes, whether there is a value"
)]
fn one_field(
    [base, ours, theirs]: &[Map<String, Value>; 3],
    field: &str,
) -> Option<Option<Option<Value>>> {
    match (base.get(field), ours.get(field), theirs.get(field)) {
        (b, _, t) if b == t => Some(None),
        (_, o, t) if o == t => Some(None),
        (b, o, t) if b == o => Some(Some(t.cloned())),
        _ => None,
    }
}

fn of_map(
    place: &Place,
    maps: &[Map<String, Value>; 3],
    but: &[&str],
    edits: &mut Vec<Edit>,
) -> Option<()> {
    for field in keys(maps).iter().filter(|f| !but.contains(&f.as_str())) {
        if let Some(value) = one_field(maps, field)? {
            set(place.clone(), field, value, edits)?;
        }
    }
    Some(())
}

fn of_list(
    list: List,
    [base, ours, theirs]: [Vec<(&str, &Value)>; 3],
    edits: &mut Vec<Edit>,
) -> Option<()> {
    let index = |all: &[(&str, &Value)]| {
        all.iter()
            .map(|(id, item)| ((*id).to_owned(), (*item).clone()))
            .collect::<HashMap<_, _>>()
    };
    let (in_base, in_ours) = (index(&base), index(&ours));
    for (n, (id, item)) in theirs.iter().enumerate() {
        match (in_base.get(*id), in_ours.get(*id)) {
            (Some(b), _) if b == *item => {}
            (_, Some(o)) if o == *item => {}
            // they added it
            (None, None) => edits.push(Edit::Insert {
                list,
                at: n,
                item: (*item).clone(),
            }),
            (Some(b), Some(o)) if b == o => {
                let maps = [b, o, *item].map(|v| v.as_object().cloned().unwrap_or_default());
                of_map(&Place::Item(list, Id::new(*id)), &maps, &["id"], edits)?;
            }
            // both changed it, or we took out what they changed, or both made one of this id
            _ => return None,
        }
    }
    let in_theirs = index(&theirs);
    for (id, b) in base.iter().filter(|(id, _)| !in_theirs.contains_key(*id)) {
        match in_ours.get(*id) {
            None => {}
            Some(o) if o == *b => edits.push(Edit::Remove {
                list,
                id: Id::new(*id),
            }),
            // they took out what we changed
            Some(_) => return None,
        }
    }
    Some(())
}
